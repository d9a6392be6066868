package engine

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rubric-lang/rubric/rules"
)

// This file measures kernels, and what exactness costs.

// BenchmarkKernels measures single kernels over a batch.
func BenchmarkKernels(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	x, y, out, codes := make([]float64, batchRows), make([]float64, batchRows), make([]float64, batchRows), make([]int32, batchRows)
	why := make([]uint8, batchRows)
	for i := range x {
		x[i], y[i] = float64(random.IntN(10000))/100, float64(random.IntN(4)+1)
		if random.IntN(33) == 0 {
			why[i] = whyNotReported
		}
	}
	var els []*element
	weights := make([]float64, 10)
	for k := range weights {
		weights[k] = float64(k + 1)
		els = append(els, &element{x: &Vec{Kind: rules.Number, Num: y, Int: true, Dec: true}})
	}
	var text []byte
	from, to, short := make([]uint32, batchRows), make([]uint32, batchRows), newShapes(',', 0, false, false)
	shapes := &block{}
	for i, v := range x {
		from[i] = uint32(len(text))
		shapes.from[i%blockRows] = from[i]
		text = append(strconv.AppendFloat(text, v, 'f', -1, 64), ',')
	}
	text = append(text, "       \n"...)
	for _, k := range []struct {
		name string
		run  func()
	}{
		{"compare with a constant", func() { compareOne(">=", codes, x, 50) }},
		{"points by three thresholds", func() { countAbove(out, x, []float64{25, 50, 75}, 1, true) }},
		{"weighted sum of ten members", func() { weighed(out, 0, els, weights) }},
		{"absent rows of a mask", func() {
			for i := nextAbsent(why, 0); i < len(why); i = nextAbsent(why, i+1) {
				out[i] = 0
			}
		}},
		{"fifteen digits", func() {
			for i, v := range x {
				out[i] = Snap(v / 7)
			}
		}},
		{"numbers of text", func() {
			for lo := 0; lo < len(out); lo += blockRows {
				shapes.readShapes(text, 0, out[lo:lo+blockRows], short)
			}
		}},
		{"numbers of text, one by one", func() { longer{',', (*[mostQuick + 1]float64)(powers10[:])}.read(text, from, to, out) }},
	} {
		b.Run(k.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(8 * batchRows)
			for b.Loop() {
				k.run()
			}
		})
	}
}

// BenchmarkTask1 rates batches of the first task of the measuring kit.
func BenchmarkTask1(b *testing.B) { benchmarkTask(b, "testdata/bench_t1", task1) }

// BenchmarkTask2 rates batches of the second task: exactly, and as floats happen to
// fall.
func BenchmarkTask2(b *testing.B) { benchmarkTask(b, "testdata/bench_t2", task2) }

func benchmarkTask(b *testing.B, dir string, made func(p *Plan, rows int) *Dataset) {
	d, list, err := rules.Read(os.DirFS(dir), func(beside string) (fs.FS, error) { return os.DirFS(filepath.Join(dir, beside)), nil })
	if err != nil || list.HasErrors() {
		b.Fatal(err, list)
	}
	fw, list := d.Load("")
	if list.HasErrors() {
		b.Fatal(list)
	}
	plan := Compile(fw, Options{})
	data := made(plan, 16*batchRows)
	for _, floats := range []bool{false, true} {
		b.Run(fmt.Sprintf("floats=%v", floats), func(b *testing.B) {
			b.ReportAllocs()
			res := &Result{Plan: plan, Data: data, Blocks: fw.Publish, Outcomes: map[*rules.Block][]*Outcome{}, run: newRunning(plan, data, 1)}
			for _, x := range res.Blocks {
				res.Outcomes[x] = plan.outcomes(x, data)
			}
			f := res.lean(fw.Entity)
			f.mem.floats = floats
			f.start(0, batchRows) // what is prepared once
			res.batch(f, 0, batchRows)
			for b.Loop() {
				for lo := 0; lo < data.Rows; lo += batchRows {
					f.start(lo, batchRows)
					res.batch(f, lo, batchRows)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(data.Rows), "ns/row")
		})
	}
	if _, err := plan.Run(context.Background(), data, RunOptions{}); err != nil {
		b.Fatal(err)
	}
}

// task1 is made-up data of the first task.
func task1(p *Plan, rows int) *Dataset {
	random := rand.New(rand.NewPCG(1, 2))
	d := NewDataset(p, rows)
	for _, in := range p.Framework.Inputs {
		c := NewColumn(in.Type, rows)
		c.Why = nil
		for i := range rows {
			c.Num[i] = float64(5 * random.IntN(5))
		}
		d.SetInput(in, 0, c)
	}
	return d
}

// task2 is made-up data of the second task.
func task2(p *Plan, rows int) *Dataset {
	random := rand.New(rand.NewPCG(1, 2))
	d := NewDataset(p, rows)
	in := p.Framework.Inputs[0]
	for k := range d.combos(p.memberAxes(in.For)) {
		c := NewColumn(in.Type, rows)
		c.Int = false
		for i := range rows {
			if random.IntN(33) > 0 {
				c.Why[i], c.Num[i] = 0, float64(random.IntN(10000))/100
			}
		}
		c.findGone() // as those have that are bound
		d.SetInput(in, k, c)
	}
	return d
}

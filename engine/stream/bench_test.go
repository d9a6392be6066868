package stream_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/stream"
	"github.com/rubric-lang/rubric/golden"
)

// BenchmarkTask1 and BenchmarkTask2 are the first two tasks of the measuring kit with
// made-up data, from bytes to bytes on one core.
func BenchmarkTask1(b *testing.B) {
	benchmark(b, "../testdata/bench_t1", 400_000, func(out *bytes.Buffer, random *rand.Rand, row int) {
		if row < 0 {
			fmt.Fprintln(out, "id,hygiene,structural,confidence")
			return
		}
		score := func() int { return []int{0, 5, 10, 20}[random.IntN(4)] }
		fmt.Fprintf(out, "E%07d,%d,%d,%d\n", row, score(), score(), score())
	})
}

func BenchmarkTask2(b *testing.B) {
	benchmark(b, "../testdata/bench_t2", 20_000, func(out *bytes.Buffer, random *rand.Rand, row int) {
		if row < 0 {
			fmt.Fprint(out, "id")
			for i := range 60 {
				fmt.Fprintf(out, ",i%02d", i+1)
			}
			out.WriteByte('\n')
			return
		}
		fmt.Fprintf(out, "N%06d", row)
		for range 60 {
			out.WriteByte(',')
			if random.IntN(33) > 0 {
				fmt.Fprint(out, float64(random.IntN(10_000))/100)
			}
		}
		out.WriteByte('\n')
	})
}

func benchmark(b *testing.B, dir string, rows int, line func(out *bytes.Buffer, random *rand.Rand, row int)) {
	l, err := golden.Load(golden.Dir(dir))
	if err != nil || l.Framework == nil {
		b.Fatal(err)
	}
	plan := engine.Compile(l.Framework, engine.Options{})
	var data bytes.Buffer
	random := rand.New(rand.NewPCG(1, 2))
	for row := -1; row < rows; row++ {
		line(&data, random, row)
	}
	b.ReportAllocs()
	b.SetBytes(int64(data.Len()))
	for b.Loop() {
		if _, err := stream.Rate(context.Background(), plan, bytes.NewReader(data.Bytes()), io.Discard, stream.Options{Run: engine.RunOptions{Jobs: 1}}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
}

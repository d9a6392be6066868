package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/rules"
)

// lastRead has results that rest on blocks of their own, one that several rest on,
// expressions and inputs that they have in common, and means that are asked for their
// last digits when all else has been taken.
func lastRead(results int) string {
	var b, names strings.Builder
	for k := range results {
		fmt.Fprintf(&b, `derive "x%[1]d" { value = a / 3 + %[1]d }
derive "y%[1]d" { value = (a + b) * x%[1]d + base / 7 }
derive "z%[1]d" { value = y%[1]d - x%[1]d * (a + b) }
group "mean%[1]d" {
  members = [x%[1]d, y%[1]d, z%[1]d, base]
  weights = { x%[1]d = 1, y%[1]d = 0.5, z%[1]d = 3, base = 2.5 }
  missing = exclude
  score   = weighted_mean
}
derive "result%[1]d" {
  value = mean%[1]d + mean%[1]d.weight
  round = half_up(3)
}
`, k)
		fmt.Fprintf(&names, ", mean%d, result%d", k, k)
	}
	return `framework "t" {
  version  = "1"
  language = 1
  entity   = row
  publish  = [` + names.String()[2:] + `, base]
}
entity "row" { key = "id" }
input "a" { type = number }
input "b" { type = number }
derive "base" { value = (a + b) / 11 }
` + b.String()
}

// TestLastRead: what only one result rests on takes the memory of what another one
// did, and results are the same in whatever order they are taken, and one by one.
func TestLastRead(t *testing.T) {
	const results = 12
	p := PlanOf(t, lastRead(results))
	fw := p.Framework
	const rows = 2*batchRows + 100
	data := NewDataset(p, rows)
	for k, in := range fw.Inputs {
		c := NewColumn(in.Type, rows)
		for i := range rows {
			if i%(29+k) > 0 {
				c.Why[i], c.Num[i] = 0, float64(i%1000*(k+1))/100
			}
		}
		c.Int = false
		c.findGone()
		data.SetInput(in, 0, c)
	}
	rated := func(blocks []*rules.Block, alone bool) (*Result, int) {
		res := &Result{Plan: p, Data: data, Blocks: blocks, Outcomes: map[*rules.Block][]*Outcome{}, run: newRunning(p, data, 1)}
		for _, b := range blocks {
			res.Outcomes[b] = p.outcomes(b, data)
		}
		f := res.lean(fw.Entity)
		if alone {
			f.results = nil
		}
		size := func() (n int) {
			for _, a := range []*arena{f.mem, f.results.own} {
				n += len(a.nums.free) + len(a.nums.used)
			}
			return n
		}
		if alone {
			size = func() int { return len(f.mem.nums.free) + len(f.mem.nums.used) }
		}
		for lo := 0; lo < rows; lo += batchRows {
			n := min(batchRows, rows-lo)
			f.start(lo, n)
			res.batch(f, lo, n)
		}
		return res, size()
	}
	want, all := rated(fw.Publish, true)
	same := func(name string, got *Result) {
		t.Helper()
		for b, outs := range got.Outcomes {
			for k, o := range outs {
				w := want.Outcomes[b][k].Final
				if !slices.Equal(o.Final.Num, w.Num) || !slices.Equal(o.Final.Why, w.Why) {
					t.Errorf("%s: %s differs", name, b.Name)
				}
			}
		}
	}
	got, freed := rated(fw.Publish, false)
	same("in order", got)
	if 2*freed > all {
		t.Errorf("%d columns were made, of %d where none is freed", freed, all)
	}
	back := slices.Clone(fw.Publish)
	slices.Reverse(back)
	got, _ = rated(back, false)
	same("backwards", got)
	for _, b := range fw.Publish {
		got, _ := rated([]*rules.Block{b, fw.Publish[len(fw.Publish)-1]}, false)
		same("with the last", got)
	}
	whole, err := p.Run(context.Background(), data, RunOptions{All: true})
	if err != nil {
		t.Fatal(err)
	}
	for b := range whole.Outcomes {
		if want.Outcomes[b] == nil {
			delete(whole.Outcomes, b)
		}
	}
	same("all steps", whole)
}

package engine_test

import (
	"context"
	"math/big"
	"slices"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// TestTrials holds a plan whose weights are set to one of a framework that was
// written with those weights.
func TestTrials(t *testing.T) {
	const dir = "testdata/bench_t2"
	l, err := golden.Load(golden.Dir(dir))
	if err != nil || l.Framework == nil {
		t.Fatal(err)
	}
	fw := l.Framework
	data := sampleOfTask2(t, fw, 70)
	plan := engine.Compile(fw, engine.Options{})
	d, list := engine.Bind(plan, []*table.Table{data}, engine.BindOptions{})
	if len(list) > 0 {
		t.Fatal(list)
	}
	dials := dialsOf(t, fw, "weight")
	if len(dials) != 66 {
		t.Fatalf("%d weights", len(dials))
	}
	trials := plan.Trials(d, fw.Publish, dials)
	rapid.Check(t, func(t *rapid.T) {
		var all [][]engine.Decimal
		for range rapid.IntRange(1, 3).Draw(t, "trials") {
			values := make([]engine.Decimal, len(dials))
			for i := range values {
				values[i] = engine.Decimal{M: rapid.Int64Range(1, 99999).Draw(t, "m"), Places: rapid.IntRange(0, 5).Draw(t, "places")}
			}
			all = append(all, values)
		}
		got := trials.Run(all...)
		for k, values := range all {
			changed := rewritten(fw, dials, values)
			want, err := engine.Compile(fw, engine.Options{}).Run(context.Background(), d, engine.RunOptions{})
			changed()
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range fw.Publish {
				g, w := got.Outcomes[b][0].Final, want.Outcomes[b][0].Final
				for i := range w.Why {
					at := k*d.Rows + i
					if g.Why[at] != w.Why[i] || w.Why[i] == 0 && (w.Num != nil && g.Num[at] != w.Num[i] || w.Code != nil && g.Code[at] != w.Code[i]) {
						t.Fatalf("%s, trial %d, row %d: differs", b.Name, k, i)
					}
				}
			}
		}
	})
	if trials.Most() < 10 {
		t.Errorf("%d trials at once", trials.Most())
	}
}

// rewritten puts values into the framework itself; the function that it returns
// takes them out.
func rewritten(fw *rules.Framework, dials []engine.Dial, values []engine.Decimal) func() {
	before := make([]*big.Rat, len(dials))
	set := func(d engine.Dial, r *big.Rat) *big.Rat {
		v := &d.Entity.Members[d.Member].Values[d.Attr]
		was := v.Num
		v.Num = r
		return was
	}
	for i, d := range dials {
		before[i] = set(d, values[i].Rat())
	}
	return func() {
		for i, d := range dials {
			set(d, before[i])
		}
	}
}

// dialsOf are the numbers of that name of all members.
func dialsOf(t *testing.T, fw *rules.Framework, name string) []engine.Dial {
	t.Helper()
	var out []engine.Dial
	for _, e := range fw.Entities {
		if _, attr := e.Attr(name); attr >= 0 {
			for m := range e.Members {
				out = append(out, engine.Dial{Entity: e, Attr: attr, Member: m})
			}
		}
	}
	return out
}

// sampleOfTask2 is made-up data of the second task, some of it missing.
func sampleOfTask2(t *testing.T, fw *rules.Framework, rows int) *table.Table {
	t.Helper()
	b := table.NewBuilder("t2.csv", table.Options{})
	columns := []*table.Column{b.Column("id")}
	i := slices.IndexFunc(fw.Entities, func(e *rules.Entity) bool { return e.Name == "indicator" })
	for _, m := range fw.Entities[i].Members {
		columns = append(columns, b.Column(m.ID))
	}
	b.Rows(rows)
	seed := uint32(7)
	for r := range rows {
		for k, c := range columns {
			seed = seed*1664525 + 1013904223
			switch {
			case k == 0:
				b.Set(c, r, []byte{'N', byte('0' + r/100), byte('0' + r/10%10), byte('0' + r%10)})
			case seed>>16%20 != 0:
				b.Set(c, r, []byte(engine.Decimal{M: int64(seed >> 16 % 10000), Places: 2}.Rat().FloatString(2)))
			}
		}
	}
	out, list := b.Done()
	if len(list) > 0 {
		t.Fatal(list)
	}
	return out
}

package engine_test

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
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

// TestTrialsOfAny: of any framework, a plan whose constants are set gives what the
// framework gives that was written with them.
func TestTrialsOfAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, text := newGrammar(t), ""
		kind := rapid.IntRange(0, 2).Draw(t, "grammar")
		switch kind {
		case 0:
			text = g.shortFramework()
		case 1:
			text = g.framework()
		default:
			g = newTree(t)
			text = g.framework()
		}
		text = strings.Replace(text, `"3 to 4" = 2`, `"3 to 4" = cut`, 1)
		if g.maybe(30) { // what was not reported is what a dial says, or does not apply
			text = strings.Replace(text, "input \"a\" { type = number }", "input \"a\" {\ntype = number\n"+g.of("missing = cut", "applies = cut > 2", "applies = b > cut\nmissing = 3")+"\n}", 1)
		}
		text += readers
		fw := loadText(t, text)
		p := engine.Compile(fw, engine.Options{AsOf: asOf})
		var d *engine.Dataset
		switch rows := rapid.IntRange(1, 12).Draw(t, "rows"); kind {
		case 0:
			d = g.shortRows(fw, rows).dataset(p, identity(rows))
		case 1:
			d = g.rows(fw, rows).dataset(p, identity(rows))
		default:
			w := g.world(fw, rows)
			d = w.dataset(p, w.asDrawn())
		}
		var keep []*rules.Block
		for _, b := range fw.Blocks {
			if !b.NamedList() && (len(keep) == 0 || g.maybe(70)) {
				keep = append(keep, b)
			}
		}
		for _, b := range fw.Blocks {
			if kind < 2 && !b.NamedList() && g.maybe(10) { // the data brings its results
				for k := range combos(b.For, fw) {
					c := engine.NewColumn(b.Type, d.Rows)
					for i := range d.Rows {
						c.Set(i, g.value(b.Type), p)
					}
					d.Supply(b, k, c)
				}
			}
		}
		dials := dialsOf(t, fw, "weight")
		for _, q := range fw.Parameters {
			if q.Name == "cut" {
				dials = append(dials, engine.Dial{Parameter: q})
			}
		}
		for len(dials) > 1 && g.maybe(30) {
			k := g.n(0, len(dials)-1)
			dials = slices.Delete(dials, k, k+1)
		}
		trials := p.Trials(d, keep, dials)
		for range g.n(1, 3) {
			var all [][]engine.Decimal
			for range g.n(1, min(3, trials.Most())) {
				var values []engine.Decimal
				for range dials {
					values = append(values, rapid.SampledFrom([]engine.Decimal{{M: 0}, {M: 1}, {M: 25, Places: 1}, {M: 3}, {M: 30, Places: 1}, {M: -1}, {M: 1, Places: 6}, {M: 35, Places: 2}, {M: 1000000000}, {M: 1, Places: 15}}).Draw(g.t, "value"))
				}
				all = append(all, values)
			}
			got := trials.Run(all...)
			for k, values := range all {
				changed := rewritten(fw, dials, values)
				want, err := engine.Compile(fw, engine.Options{AsOf: asOf}).Run(context.Background(), d, engine.RunOptions{All: true, Jobs: 1})
				changed()
				if err != nil {
					t.Fatal(err)
				}
				sameTrial(t, text, fmt.Sprint(values), got, want, keep, k)
			}
		}
	})
}

// readers read a parameter from where it is not seen at once: in a function, in
// bands, as a threshold, in a count of members that are needed.
const readers = `
function "scaled" {
  in    = { n = number }
  value = n * cut
}
rating "by_function" {
  scale = q
  rule "best" "r0" { when = scaled(2) > a }
  rule "poor" "r1" { when = scaled(a) > b && p }
  rule "worst" "last" { requires = "otherwise" }
  limit "l" {
    when    = b < cut
    at_most = good
  }
}
indicator "by_bands" {
  scale = q
  value = a
  bands { levels = { best = "cut or more", worst = "below cut" } }
}
derive "by_points" {
  value = a
  points { at_least = [cut, 7] }
}
group "by_need" {
  members = [a, b]
  missing = exclude
  score   = mean
  need    = "cut or more"
}
derive "by_count" { value = 1 + count([a >= 1, a >= cut, a >= 4]) }
group "by_weight" {
  member "by_points" { weight = 2 }
  member "by_count" { weight = cut }
  missing = exclude
  score   = weighted_mean
}
`

// sameTrial compares trial k of several at once with a run.
func sameTrial(t *rapid.T, text, values string, got, want *engine.Result, keep []*rules.Block, k int) {
	t.Helper()
	for _, b := range keep {
		for at, w := range want.Outcomes[b] {
			g := got.Outcomes[b][at]
			for i := range w.Final.Why {
				j := i
				if len(g.Final.Why) > len(w.Final.Why) {
					j += k * len(w.Final.Why)
				}
				same := sameInTrial(g.Final, w.Final, j, i) && (w.Value == nil || sameInTrial(g.Value, w.Value, j, i)) &&
					(w.Fired == nil || g.Fired[j] == w.Fired[i]) && (w.Marks == nil || g.Marks[j] == w.Marks[i]) && (w.Decided == nil || g.Decided[j] == w.Decided[i])
				if !same {
					t.Fatalf("%s %q%v, trial %d %s, row %d: %s, want %s\n%s", b.Kind, b.Name, w.Members, k, values, i, cellText(got.Plan, b.Type, g.Final, j), cellText(want.Plan, b.Type, w.Final, i), tail(text))
				}
			}
		}
	}
}

// sameInTrial compares row j of a column with row i of another.
func sameInTrial(g, w *engine.Column, j, i int) bool {
	switch {
	case g.Why[j] != w.Why[i]:
		return false
	case w.Why[i] != 0:
		return true
	case w.Num != nil:
		return rules.FloatText(g.Num[j]) == rules.FloatText(w.Num[i]) // whole numbers may have 16 digits
	case w.Text != nil:
		return g.Text[j] == w.Text[i]
	}
	return g.Code[j] == w.Code[i]
}

// rewritten puts values into the framework itself; the function that it returns
// takes them out.
func rewritten(fw *rules.Framework, dials []engine.Dial, values []engine.Decimal) func() {
	before := make([]*big.Rat, len(dials))
	set := func(d engine.Dial, r *big.Rat) *big.Rat {
		var v *rules.Value
		if d.Parameter != nil {
			v = &d.Parameter.Dated[0].Value.(*rules.Const).Value
		} else {
			v = &d.Entity.Members[d.Member].Values[d.Attr]
		}
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
func dialsOf(t fataler, fw *rules.Framework, name string) []engine.Dial {
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

// nested has means of means, whose outer weights are constants, a rule that reads a
// constant beside a column, and a weight that is that of each row's own domain.
const nested = `
framework "t" {
  version  = "1"
  language = 1
  entity   = row
}
entity "row" { key = "id" }
scale "q" { levels = { good = "Good", poor = "Poor" } }
entity "domain" {
  columns = ["domain", "weight"]
  rows = [["d1", 1], ["d2", 2]]
}
entity "item" {
  within  = domain
  columns = ["item", "domain"]
  rows = [["i1", d1], ["i2", d1], ["i3", d2], ["i4", d2]]
}
input "m" {
  for  = [row, item]
  type = integer
}
parameter "cut" { value = 2.5 }
group "inner" {
  for     = [row, domain]
  members = each(item.m)
  missing = exclude
  score   = mean
}
group "outer" {
  members = each(domain.inner)
  weights = domain.weight
  missing = exclude
  score   = weighted_mean
}
derive "first" { value = m[i1] + 0 }
input "own" { type = domain }
group "of_own" {
  member "outer" { weight = own.weight }
  member "first" { weight = 1 }
  score = weighted_mean
}
rating "r" {
  scale = q
  rule "poor" { when = cut * 1 > first }
  rule "good" { requires = "otherwise" }
}
`

// TestNestedTrials: a list whose members are lists themselves, and conditions that
// read a dial before something else.
func TestNestedTrials(t *testing.T) {
	fw := loadText(t, nested)
	p := engine.Compile(fw, engine.Options{})
	rows := rowSet{}
	for r := range 5 {
		var vs []rules.Value
		for k := range 4 {
			v := rules.Value{Type: fw.Inputs[0].Type, Num: big.NewRat(int64(r*k%7), 1)}
			if r == 3 && k > 1 {
				v = rules.Value{Type: v.Type, Absent: "not_reported"}
			}
			vs = append(vs, v)
		}
		rows = append(rows, map[*rules.Input][]rules.Value{fw.Inputs[0]: vs, fw.Inputs[1]: {{Type: fw.Inputs[1].Type, Code: r % 2}}})
	}
	d := rows.dataset(p, identity(len(rows)))
	dials := append(dialsOf(t, fw, "weight"), engine.Dial{Parameter: fw.Parameters[0]})
	var keep []*rules.Block
	for _, b := range fw.Blocks {
		if b.Name == "outer" || b.Name == "of_own" || b.Name == "r" {
			keep = append(keep, b)
		}
	}
	trials := p.Trials(d, keep, dials)
	for _, values := range [][]engine.Decimal{{{M: 1}, {M: 2}, {M: 1}}, {{M: 3}, {M: 5, Places: 1}, {M: -1}}, {{M: 7}, {M: 7}, {M: 2}}} {
		got := trials.Run(values)
		changed := rewritten(fw, dials, values)
		want, err := p.Run(context.Background(), d, engine.RunOptions{All: true})
		changed()
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range keep {
			for k, w := range want.Outcomes[b] {
				for i := range w.Final.Why {
					if !sameInTrial(got.Outcomes[b][k].Final, w.Final, i, i) {
						t.Errorf("%s, %v, row %d differs", b.Name, values, i)
					}
				}
			}
		}
	}
}

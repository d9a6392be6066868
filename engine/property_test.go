package engine_test

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// This file holds the column kernels of package engine to the row-by-row
// executor of package byrow: frameworks are drawn from a small grammar
// (grammar_test.go), rows from values that land on, beside and between the
// thresholds that the framework names, and every stage of every block must be
// the same for every row, the reason of an absent value included.

// TestExecutorsAgree compares the two executors.
func TestExecutorsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newGrammar(t)
		text := g.framework()
		fw := loadText(t, text)
		rows := g.rows(fw, rapid.IntRange(1, 12).Draw(t, "rows"))
		compareExecutors(t, text, fw, rows, engine.RunOptions{All: true, Jobs: 1})
	})
}

// TestTreesAgree compares the two executors on rows of several entities.
func TestTreesAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newTree(t)
		text := g.framework()
		fw := loadText(t, text)
		w := g.world(fw, rapid.IntRange(1, 8).Draw(t, "rows"))
		compareWorld(t, text, w, 1)
	})
}

// TestOrderOfTrees: the order of the rows and the number of jobs change nothing,
// however many rows a figure depends on.
func TestOrderOfTrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newTree(t)
		text := g.framework()
		fw := loadText(t, text)
		w := g.world(fw, rapid.IntRange(1, 8).Draw(t, "rows"))
		p := engine.Compile(fw, engine.Options{AsOf: asOf})
		one := run(t, p, w.dataset(p, w.asDrawn()), 1)
		o := w.shuffled(t)
		sameWorlds(t, text, one, run(t, p, w.dataset(p, o), 2), o)
		if rapid.IntRange(0, 29).Draw(t, "batches") == 0 { // more rows than a batch has
			many := w.repeated(4200/w.rows[fw.Entity] + 1)
			one := run(t, p, many.dataset(p, many.asDrawn()), 1)
			o := order{}
			for e, rows := range many.rows {
				o[e] = identity(rows)
				slices.Reverse(o[e])
			}
			sameWorlds(t, text, one, run(t, p, many.dataset(p, o), 2), o)
		}
	})
}

// TestOrderOfRows: a row's results do not depend on the rows beside it, on the
// number of jobs or on where a batch ends.
func TestOrderOfRows(t *testing.T) {
	const more = 4096 + 37 // a batch and the beginning of another
	rapid.Check(t, func(t *rapid.T) {
		g := newGrammar(t)
		text := g.framework()
		fw := loadText(t, text)
		rows := g.rows(fw, rapid.IntRange(2, 9).Draw(t, "rows"))
		p := engine.Compile(fw, engine.Options{AsOf: asOf})
		one := run(t, p, rows.dataset(p, identity(len(rows))), 1)
		shuffled := rapid.Permutation(identity(len(rows))).Draw(t, "order")
		sameRows(t, text, one, run(t, p, rows.dataset(p, shuffled), 2), shuffled)
		if rapid.IntRange(0, 9).Draw(t, "batches") == 0 {
			long := make([]int, more)
			for i := range long {
				long[i] = i % len(rows)
			}
			sameRows(t, text, one, run(t, p, rows.dataset(p, long), 2), long)
		}
	})
}

// asOf is the date of the runs.
const asOf = "2026-01-31"

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// tail is the part of a framework that was drawn.
func tail(text string) string {
	if at := strings.Index(text, "group \"homes_up\""); at > 0 {
		text = text[at:]
	}
	return strings.TrimPrefix(text, head)
}

func loadText(t fataler, text string) *rules.Framework {
	t.Helper()
	f, list := lang.Parse("t.rubric.hcl", []byte(text))
	if list.HasErrors() {
		t.Fatalf("%s\n%s", problems(list), tail(text))
	}
	fw, list := rules.Load([]*lang.File{f}, fstest.MapFS{})
	if fw == nil || list.HasErrors() {
		t.Fatalf("%s\n%s", problems(list), tail(text))
	}
	return fw
}

func problems(list diag.List) (out string) {
	for _, d := range list {
		if d.Severity == diag.Error {
			out += fmt.Sprintf("%s %s: %s (%s)\n", d.Code, d.Summary, d.Detail, d.Range)
		}
	}
	return out
}

// rowSet is generated data: for each row, for each input, a value for each
// combination of members.
type rowSet []map[*rules.Input][]rules.Value

// dataset is the rows in an order, bound.
func (rs rowSet) dataset(p *engine.Plan, order []int) *engine.Dataset {
	d := engine.NewDataset(p, len(order))
	for _, in := range p.Framework.Inputs {
		for k := range combos(in.For, p.Framework) {
			c := engine.NewColumn(in.Type, len(order))
			for i, r := range order {
				c.Set(i, rs[r][in][k], p)
			}
			d.SetInput(in, k, c)
		}
	}
	return d
}

// combos is how many columns a quantity has: one for each member of its axes.
func combos(axes []*rules.Entity, fw *rules.Framework) int {
	n := 1
	for _, e := range axes {
		if e != fw.Entity {
			n *= len(e.Members)
		}
	}
	return n
}

// source is one row for the second executor.
type source struct {
	fw  *rules.Framework
	row map[*rules.Input][]rules.Value
}

func (s source) Input(in *rules.Input, at byrow.Context) rules.Value {
	k := 0
	for _, e := range in.For {
		if e != s.fw.Entity {
			k = k*len(e.Members) + at.Member(e)
		}
	}
	return s.row[in][k]
}
func (source) Block(*rules.Block, byrow.Context) (rules.Value, bool) { return rules.Value{}, false }
func (source) Members(*rules.Entity) int                             { return 0 }

func identity(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func run(t fataler, p *engine.Plan, d *engine.Dataset, jobs int) *engine.Result {
	t.Helper()
	res, err := p.Run(context.Background(), d, engine.RunOptions{All: true, Jobs: jobs})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return res
}

// compareExecutors runs both and compares every block, row and combination of
// members.
func compareExecutors(t fataler, text string, fw *rules.Framework, rows rowSet, opt engine.RunOptions) {
	t.Helper()
	p := engine.Compile(fw, engine.Options{AsOf: asOf})
	res := run(t, p, rows.dataset(p, identity(len(rows))), opt.Jobs)
	days, _ := rules.Days(asOf)
	prog, err := byrow.Compile(fw, byrow.Options{AsOf: days})
	if err != nil {
		t.Fatalf("%v\n%s", err, tail(text))
	}
	for i := range rows {
		r := prog.Eval(source{fw, rows[i]})
		for _, b := range res.Blocks {
			for _, o := range res.Outcomes[b] {
				want := r.Block(b, contextOf(b, o))
				if r.Err() != nil {
					t.Fatalf("%v\n%s", r.Err(), tail(text))
				}
				if diff := difference(p, b, o, want, i); diff != "" {
					t.Fatalf("%s %q%v: %s\nrow: %s\n%s", b.Kind, b.Name, o.Members, diff, rows.text(fw, i), tail(text))
				}
			}
		}
	}
}

func contextOf(b *rules.Block, o *engine.Outcome) byrow.Context {
	var at byrow.Context
	k := 0
	for _, e := range b.For {
		if !e.Rows {
			at = at.With(e, int(o.Members[k]))
			k++
		}
	}
	return at
}

// difference says how the two outcomes of one block and row differ, or "".
func difference(p *engine.Plan, b *rules.Block, o *engine.Outcome, want byrow.Outcome, i int) string {
	if got := cellText(p, b.Type, o.Final, i); !sameCell(p, o.Final, want.Final, i) {
		return fmt.Sprintf("the columns give %s, the row %s", got, valueText(want.Final))
	}
	if o.Value != nil && !sameCell(p, o.Value, want.Value, i) {
		return fmt.Sprintf("the columns give the value %s, the row %s", cellText(p, b.VType, o.Value, i), valueText(want.Value))
	}
	if o.Marks != nil {
		for k, m := range b.Marks {
			if got := o.Marks[i]&(1<<k) != 0; got != slices.Contains(want.Marks, m) {
				return fmt.Sprintf("the mark %s is %v in the columns", m.Mark, got)
			}
		}
	}
	if o.Fired != nil && want.Limited.Absent == "" {
		for k, l := range b.Limits {
			if got := o.Fired[i]&(1<<k) != 0; got != slices.Contains(want.Limits, l) {
				return fmt.Sprintf("limit %s changed the result: %v in the columns", l.Name, got)
			}
		}
	}
	return ""
}

// sameCell compares a cell with a value: a number as the nearest float64, but
// for the last digits.
func sameCell(p *engine.Plan, c *engine.Column, v rules.Value, i int) bool {
	if why := p.Reason(c.Why[i]).Name; why != v.Absent || why != "" {
		return why == v.Absent
	}
	switch c.Kind {
	case rules.Number:
		return close15(c.Num[i], v.Num)
	case rules.TextKind:
		return c.Text[i] == v.Text
	}
	return int(c.Code[i]) == v.Code
}

// close15 reports that both are the same in the digits that are printed, give or
// take one in the fifteenth.
func close15(x float64, want *big.Rat) bool {
	got := new(big.Rat).SetFloat64(x)
	if got == nil {
		return false
	}
	d := got.Sub(got, want)
	tol := new(big.Rat).Mul(want, big.NewRat(1, 1e14))
	return d.Abs(d).Cmp(tol.Abs(tol)) <= 0
}

func cellText(p *engine.Plan, t rules.Type, c *engine.Column, i int) string {
	switch {
	case c.Why[i] != 0:
		return "absent (" + p.Reason(c.Why[i]).Name + ")"
	case c.Kind == rules.Number:
		return fmt.Sprint(c.Num[i])
	case c.Kind == rules.TextKind:
		return c.Text[i]
	}
	return rules.Value{Type: t, Code: int(c.Code[i])}.String()
}

func valueText(v rules.Value) string {
	if v.Absent != "" {
		return "absent (" + v.Absent + ")"
	}
	return v.String()
}

func (rs rowSet) text(fw *rules.Framework, i int) (out string) {
	for _, in := range fw.Inputs {
		out += " " + in.Name + "="
		for k, v := range rs[i][in] {
			if k > 0 {
				out += ","
			}
			out += valueText(v)
		}
	}
	return out
}

// sameRows compares a run with one of the same rows in another order.
func sameRows(t fataler, text string, one, other *engine.Result, order []int) {
	t.Helper()
	for _, b := range one.Blocks {
		for k, o := range one.Outcomes[b] {
			x := other.Outcomes[b][k]
			for i, r := range order {
				got, want := cellText(one.Plan, b.Type, x.Final, i), cellText(one.Plan, b.Type, o.Final, r)
				if b.Type.Kind == rules.Number && x.Final.Why[i] == 0 && o.Final.Why[r] == 0 {
					got, want = rules.FloatText(x.Final.Num[i]), rules.FloatText(o.Final.Num[r])
				}
				if got != want {
					t.Fatalf("%s %q%v: %s in one order, %s in another\n%s", b.Kind, b.Name, o.Members, want, got, tail(text))
				}
			}
		}
	}
}

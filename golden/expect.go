package golden

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how results are compared with what a test expects.

// want is what is expected of one column of a block.
type want struct {
	block *rules.Block
	stage rules.Stage
	k     int // the column, by members
	value rules.Value
	any   bool     // absent for whatever reason
	why   bool     // only the reason of value counts; none: present
	limit []string // the limits that changed the result; nil: not said
	at    Place
}

// given runs a test that gives values.
func (s *suite) given(t *rules.Test, o *Outcome) error {
	o.Cases = 1
	p := s.plan(t.AsOf)
	if s.refusedValues(t, o) {
		o.Failed = 1
		return nil
	}
	d := p.Given([][]rules.Assign{t.Given})
	wants := s.wants(t, o, p, d)
	if s.undated(t, o, p, blocksOf(wants)) {
		o.Failed = 1
		return nil
	}
	res, err := s.rate(p, d)
	if err != nil {
		return err
	}
	for _, w := range wants {
		if rowsOf(res.Outcomes[w.block][w.k].Final) == 0 {
			o.fail(Failure{Message: fmt.Sprintf("%s is a result of rows that only data has, and none are given. Expect it of data.", w.block.Name), Place: w.at})
			continue
		}
		s.check(t, o, res, w, 0)
	}
	if len(o.Failures) > 0 {
		o.Failed = 1
	}
	s.cover(p, d, blocksOf(wants))
	return nil
}

// rowsOf is how many rows a column has.
func rowsOf(c *engine.Column) int { return max(len(c.Why), len(c.Num), len(c.Code), len(c.Text)) }

// refusedValues reports values that data could not hold.
func (s *suite) refusedValues(t *rules.Test, o *Outcome) bool {
	for _, a := range t.Given {
		in, ok := a.Quantity.(*rules.Input)
		if !ok || a.Absent != "" {
			continue
		}
		if code, expected := engine.Accepts(in, a.Value); code != "" {
			f := problem("%s = %s cannot stand in data (%s): it takes %s. Give another value, or expect refuses = [%s].", in.Name, a.Value, code, expected, code)
			f.Place = s.place(a.At)
			o.fail(f)
		}
	}
	return len(o.Failures) > 0
}

// undated reports a test that needs the date of the ratings, where neither it nor
// the framework names one: some result would be that of an arbitrary day.
func (s *suite) undated(t *rules.Test, o *Outcome, p *engine.Plan, blocks []*rules.Block) bool {
	if p.AsOf != "" {
		return false
	}
	seen := map[rules.Quantity]bool{}
	for _, a := range t.Given {
		seen[a.Quantity] = true // not computed
	}
	var reads func(q rules.Quantity) string
	reads = func(q rules.Quantity) string {
		if seen[q] {
			return ""
		}
		seen[q] = true
		if b, ok := q.(*rules.Block); ok {
			found := ""
			b.Exprs(func(_ string, e rules.Expr) {
				rules.Walk(e, func(x rules.Expr) bool {
					if c, ok := x.(*rules.Call); ok && c.Fn.Name == "as_of" {
						found = b.Name
					}
					return found == ""
				})
			})
			if found != "" {
				return found
			}
		}
		for _, r := range rules.Reads(q) {
			if found := reads(r); found != "" {
				return found
			}
		}
		return ""
	}
	for _, b := range blocks {
		if name := reads(b); name != "" {
			f := problem("%s depends on the date of the ratings (as_of). Say which day it is: as_of = \"2026-04-01\" in the test, or in_force in the framework.", name)
			f.Place = s.place(t.At)
			o.fail(f)
			return true
		}
	}
	return false
}

// wants are what the test expects, one for each member.
func (s *suite) wants(t *rules.Test, o *Outcome, p *engine.Plan, d *engine.Dataset) []want {
	var out []want
	for _, a := range t.Expect {
		b := a.Quantity.(*rules.Block)
		v := a.Value
		if a.Absent != "" {
			v = rules.Value{Type: b.Type, Absent: a.Absent}
		}
		if a.Open != "" && len(p.Places(d, a)) == 0 {
			o.fail(Failure{Message: fmt.Sprintf("%s has no member %q here: the values that are given name none of that name.", b.Name, a.Open), Place: s.place(a.At)})
		}
		for _, k := range p.Places(d, a) {
			out = append(out, want{block: b, stage: a.Stage, k: k, value: v, any: a.Any, at: s.place(a.At)})
		}
	}
	for _, l := range t.Limits {
		for _, k := range p.Places(d, rules.Assign{Quantity: l.Block, Member: l.Member, Open: l.Open}) {
			out = append(out, want{block: l.Block, k: k, limit: append([]string{}, l.Names...), at: s.place(l.At)})
		}
	}
	return out
}

func blocksOf(wants []want) []*rules.Block {
	var out []*rules.Block
	for _, w := range wants {
		if !slices.Contains(out, w.block) {
			out = append(out, w.block)
		}
	}
	return out
}

// check compares one result of a row, and reports whether it is as expected.
func (s *suite) check(t *rules.Test, o *Outcome, res *engine.Result, w want, row int) bool {
	got, typ := w.actual(res, row)
	f := Failure{Result: res.Plan.Address(res.Data, w.block, w.k), Place: w.at}
	if w.stage == rules.Valued {
		f.Result += ".value"
	}
	if w.limit != nil {
		fired := limitsOf(res, w, row)
		if sameSet(fired, w.limit) {
			return true
		}
		f.Expected, f.Actual = limitText(w.limit), limitText(fired)
	} else {
		if w.holds(got, t.Within[w.block.Name]) {
			return true
		}
		f.Expected, f.Actual = w.text(), valueText(res, got, typ)
	}
	if len(res.Data.Keys) > 0 {
		f.Row = res.Data.KeyText(row)
	}
	if o.terse {
		o.fail(f)
		return false
	}
	cause := res.Plan.Causes(res.Data, w.block, w.k, []int{row}, s.sources)[0]
	f.Why, f.Cause, f.CauseAt = cause.Text, cause.String(), s.causePlace(cause)
	if why, at := s.whyNot(res, w, row); f.Why == "" || !strings.Contains(why, f.Why) {
		f.WhyNot, f.WhyNotAt = why, at
	}
	o.fail(f)
	return false
}

// whyNot is the first thing that stands in the way of a level that is expected.
func (s *suite) whyNot(res *engine.Result, w want, row int) (string, Place) {
	b := w.block
	if w.limit != nil || w.any || w.why || w.value.Absent != "" || w.stage != rules.Final || b.Type.Kind != rules.LevelKind || len(res.Outcomes[b]) != 1 || b.Scale == nil {
		return "", Place{}
	}
	t := res.Plan.Explain(res.Data, row, engine.ExplainOptions{Sources: s.sources, Depth: 1, Only: []string{b.Name}, WhyNot: w.text()})
	if t.WhyNot == nil || len(t.WhyNot.Blocks) == 0 || len(t.WhyNot.Blocks[0].Needs) == 0 {
		return "", Place{}
	}
	first := t.WhyNot.Blocks[0]
	return first.Needs[0], Place{File: s.path(first.At.File), Line: first.At.Line}
}

func (s *suite) causePlace(c engine.Cause) Place {
	return Place{File: s.path(c.At.File), Line: c.At.Line}
}

// actual is the value that came out.
func (w *want) actual(res *engine.Result, row int) (rules.Value, rules.Type) {
	out := res.Outcomes[w.block][w.k]
	if w.stage == rules.Valued {
		return res.Plan.Value(out.Value, w.block.VType, row), w.block.VType
	}
	return res.Plan.Value(out.Final, w.block.Type, row), w.block.Type
}

// holds reports whether a value is the one that is expected.
func (w *want) holds(got rules.Value, within *big.Rat) bool {
	switch {
	case w.any:
		return got.Absent != ""
	case w.why:
		return w.value.Absent == got.Absent
	case w.value.Absent != "" || got.Absent != "":
		return w.value.Absent == got.Absent
	case got.Num != nil && within != nil:
		d := new(big.Rat).Sub(got.Num, w.value.Num)
		return d.Abs(d).Cmp(within) <= 0
	}
	return got.Equal(w.value)
}

func (w *want) text() string {
	switch {
	case w.any:
		return "absent"
	case w.why && w.value.Absent == "":
		return "a result"
	}
	return plainText(w.value)
}

// plainText writes a value as a test would: "good", "absent(undecided)".
func plainText(v rules.Value) string {
	if v.Absent != "" {
		return "absent(" + v.Absent + ")"
	}
	return v.String()
}

// valueText is plainText of a result, whose members may come from the data.
func valueText(res *engine.Result, v rules.Value, t rules.Type) string {
	if v.Absent == "" && t.Kind == rules.MemberKind {
		if t.Entity == res.Plan.Framework.Entity {
			return res.Data.KeyText(v.Code)
		}
		return res.Data.MemberName(t.Entity, v.Code)
	}
	return plainText(v)
}

// limitsOf are the limits that changed a result.
func limitsOf(res *engine.Result, w want, row int) []string {
	var out []string
	fired := res.Outcomes[w.block][w.k].Fired
	for i, l := range w.block.Limits {
		if fired != nil && fired[row]>>i&1 == 1 {
			out = append(out, l.Name)
		}
	}
	return out
}

func limitText(names []string) string {
	switch len(names) {
	case 0:
		return "no limit"
	case 1:
		return "limit " + names[0]
	}
	return "limits " + strings.Join(names, ", ")
}

func sameSet(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, slices.Compact(b))
}

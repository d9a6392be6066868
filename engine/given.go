package engine

import (
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines data that does not come from a table: the values that tests
// give, and values read back from the columns of a result.

// Given makes a dataset with one row for each list of values. A value without
// members is that of every member. What is not given is absent (not reported);
// a block that is given is not computed.
func (p *Plan) Given(rows [][]rules.Assign) *Dataset {
	d := NewDataset(p, len(rows))
	d.Labels = slices.Repeat([]string{"It"}, len(rows))
	for row, list := range rows {
		for _, a := range list {
			p.member(d, a, row)
		}
	}
	for _, in := range p.Framework.Inputs {
		for k := range d.combos(p.memberAxes(in.For)) {
			d.SetInput(in, k, NewColumn(in.Type, len(rows)))
		}
	}
	for row, list := range rows {
		for _, a := range list {
			for _, k := range p.Places(d, a) {
				p.give(d, a, k, row)
			}
		}
	}
	return d
}

// give puts one value into a dataset.
func (p *Plan) give(d *Dataset, a rules.Assign, k, row int) {
	v := a.Value
	if a.Absent != "" {
		v = rules.Value{Type: a.Quantity.QType(), Absent: a.Absent}
	}
	switch q := a.Quantity.(type) {
	case *rules.Input:
		d.inputs[q][k].Set(row, v, p)
	case *rules.Block:
		if at(d.supplied[q], k) == nil {
			d.Supply(q, k, NewColumn(q.Type, d.Rows))
		}
		d.supplied[q][k].Set(row, v, p)
	}
}

// openAxis is the first entity of a quantity whose members data alone names.
func (p *Plan) openAxis(q rules.Quantity) *rules.Entity {
	for _, e := range p.memberAxes(q.Axes()) {
		if !e.Closed {
			return e
		}
	}
	return nil
}

// member enters a member that no framework lists, and notes which row has it.
func (p *Plan) member(d *Dataset, a rules.Assign, row int) {
	e := p.openAxis(a.Quantity)
	if a.Open == "" || e == nil {
		return
	}
	s := d.members[e]
	if s.present == nil {
		s.present = map[int][]bool{}
	}
	m, known := s.index[a.Open]
	if !known {
		m = len(s.ids)
		s.ids, s.index[a.Open] = append(s.ids, a.Open), m
		s.present[m] = make([]bool, d.Rows)
	}
	s.present[m][row] = true
}

// Places are the columns of a quantity that an assignment is about: those of its
// member, or all.
func (p *Plan) Places(d *Dataset, a rules.Assign) []int {
	axes := p.memberAxes(a.Quantity.Axes())
	var out []int
	at := make([]int32, len(p.Framework.Entities))
	for k := range d.combos(axes) {
		d.unflat(axes, k, at)
		fits := true
		for i, e := range a.Quantity.Axes() {
			if i < len(a.Member) && a.Member[i] >= 0 && e != p.Framework.Entity {
				fits = fits && int(at[e.Index]) == a.Member[i]
			}
		}
		if e := p.openAxis(a.Quantity); a.Open != "" && e != nil {
			fits = fits && d.MemberName(e, int(at[e.Index])) == a.Open
		}
		if fits {
			out = append(out, k)
		}
	}
	return out
}

// Address names a quantity with the members of its k-th column: "score[safe]".
func (p *Plan) Address(d *Dataset, q rules.Quantity, k int) string {
	out := q.QName()
	for _, m := range p.MemberNames(d, q, k) {
		out += "[" + m + "]"
	}
	return out
}

// MemberNames are the members of a quantity's k-th column.
func (p *Plan) MemberNames(d *Dataset, q rules.Quantity, k int) []string {
	axes := p.memberAxes(q.Axes())
	at := make([]int32, len(p.Framework.Entities))
	d.unflat(axes, k, at)
	var out []string
	for _, e := range axes {
		out = append(out, d.MemberName(e, int(at[e.Index])))
	}
	return out
}

// Accepts says whether data may hold a value of an input: "" if so, else the
// code of the problem and what is expected instead.
func Accepts(in *rules.Input, v rules.Value) (code diag.Code, expected string) {
	if v.Absent != "" {
		return "", ""
	}
	if in.Percent && v.Num != nil { // rules say 0.8 where the data has 80
		v.Num = new(big.Rat).Mul(v.Num, hundred)
	}
	r := inRange(in, v)
	return r.code, r.expected
}

// Value reads a row of a column of a result, as it is printed.
func (p *Plan) Value(c *Column, t rules.Type, row int) rules.Value {
	v := rules.Value{Type: t}
	if c.Why != nil && c.Why[row] != 0 {
		v.Absent = p.reasons[c.Why[row]].Name
		return v
	}
	switch c.Kind {
	case rules.Number:
		v.Num = Exact(c.Num[row])
	case rules.TextKind:
		v.Text = c.Text[row]
	default:
		v.Code = int(c.Code[row])
	}
	return v
}

// Member is the inverse of Places: the member of each axis of a quantity in its
// k-th column, -1 for the rated entity.
func (p *Plan) Member(d *Dataset, q rules.Quantity, k int) []int {
	at := make([]int32, len(p.Framework.Entities))
	d.unflat(p.memberAxes(q.Axes()), k, at)
	out := make([]int, len(q.Axes()))
	for i, e := range q.Axes() {
		out[i] = int(at[e.Index])
		if e == p.Framework.Entity {
			out[i] = -1
		}
	}
	return out
}

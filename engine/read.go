package engine

import "github.com/rubric-lang/rubric/rules"

// This file defines how bound data is read value by value, which the second
// executor does.

// Read gives an input of a row as it was bound, for the k-th combination of its
// members.
func (d *Dataset) Read(p *Plan, in *rules.Input, k, row int) rules.Value {
	return readAt(d.inputColumn(in, k), in.Type, p, row)
}

// ReadSupplied gives the result of a block that came with the data; false if it is
// to be computed.
func (d *Dataset) ReadSupplied(p *Plan, b *rules.Block, k, row int) (rules.Value, bool) {
	c := d.suppliedColumn(b, k)
	if c == nil {
		return rules.Value{}, false
	}
	return readAt(c, b.Type, p, row), true
}

func readAt(c *Column, t rules.Type, p *Plan, row int) rules.Value {
	if c == nil {
		return rules.Value{Type: t, Absent: p.reasons[whyNotReported].Name}
	}
	mem := &arena{n: 1}
	if c.batch(0, 1, mem).len() == 1 && len(c.Why) == 1 {
		row = 0
	}
	return c.batch(row, 1, mem).value(0, t, p.reasons)
}

// ReadDecision gives the level of a recorded decision that still holds on the date
// of the plan.
func (d *Dataset) ReadDecision(p *Plan, b *rules.Block, k, row int) (level int, ok bool) {
	x := d.overrides[overrideKey{b, k, row}]
	if x == nil || x.Until != "" && p.AsOf != "" && x.Until <= p.AsOf {
		return 0, false
	}
	return x.Level, true
}

// InOrder is the rows in the order of their keys.
func (s *Space) InOrder() []int {
	out := make([]int, 0, s.Rows)
	for _, r := range s.sorted() {
		out = append(out, int(r))
	}
	return out
}

// Present reports whether the data names a member of an entity without rows for
// a row of one that has.
func (d *Dataset) Present(e *rules.Entity, m int, of *rules.Entity, row int) bool {
	has := d.members[e].has(d, of, m)
	return has == nil || has(row)
}

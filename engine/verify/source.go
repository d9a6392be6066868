package verify

import (
	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the row executor reads bound data.

// source is a dataset, read value by value.
type source struct {
	d *engine.Dataset
	p *engine.Plan
}

// place is the column of a combination of members, and the row.
func (s source) place(axes []*rules.Entity, at byrow.Context) (k, row int) {
	for _, e := range axes {
		if !e.Rows {
			k = k*s.d.Members(e) + at.Member(e)
		}
	}
	if g := rules.Grain(axes); g != nil {
		row = at.Member(g)
	}
	return k, row
}

func (s source) Input(in *rules.Input, at byrow.Context) rules.Value {
	k, row := s.place(in.For, at)
	return s.d.Read(s.p, in, k, row)
}

func (s source) Block(b *rules.Block, at byrow.Context) (rules.Value, bool) {
	k, row := s.place(b.For, at)
	return s.d.ReadSupplied(s.p, b, k, row)
}

func (s source) Decision(b *rules.Block, at byrow.Context) (int, bool) {
	k, row := s.place(b.For, at)
	return s.d.ReadDecision(s.p, b, k, row)
}

func (s source) Members(e *rules.Entity) int {
	if e.Rows {
		return s.d.SpaceOf(e).Rows
	}
	return s.d.Members(e)
}

func (s source) Parent(e *rules.Entity, m int) int {
	if !e.Rows {
		return -1
	}
	return s.d.SpaceOf(e).Parent(m)
}

func (s source) Order(e *rules.Entity) []int { return s.d.SpaceOf(e).InOrder() }

func (s source) Present(e *rules.Entity, m int, of *rules.Entity, row int) bool {
	return s.d.Present(e, m, of, row)
}

func (s source) MemberName(e *rules.Entity, m int) string {
	if e.Rows {
		return s.d.SpaceOf(e).KeyText(m)
	}
	return s.d.MemberName(e, m)
}

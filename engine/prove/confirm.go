package prove

import (
	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a cell is confirmed by the second executor.

// source gives byrow the values of one cell.
type source struct {
	c      *checker
	values map[key]rules.Value
}

// Input is the value of a leaf, or not reported.
func (s *source) Input(in *rules.Input, at byrow.Context) rules.Value {
	if v, ok := s.values[key{in, s.c.flat(in.For, at)}]; ok {
		return v
	}
	return rules.Value{Type: in.Type, Absent: "not_reported"}
}

// Block is the result of a block that is a leaf.
func (s *source) Block(b *rules.Block, at byrow.Context) (rules.Value, bool) {
	v, ok := s.values[key{b, s.c.flat(b.For, at)}]
	return v, ok
}

// Members is never asked: members that only the data names are not proven.
func (*source) Members(*rules.Entity) int { return 0 }

// row evaluates a cell with the second executor.
func (r *run) row(cell int) *byrow.Row {
	src := &source{c: r.c, values: map[key]rules.Value{}}
	for li, l := range r.leaves {
		src.values[l.key] = r.value(li, cell)
	}
	return r.c.prog.Eval(src)
}

// agrees reports whether byrow gives the same for every probe in a cell.
func (r *run) agrees(cell int) bool {
	row := r.row(cell)
	for i, p := range r.c.probes[r.root].blocks {
		v := row.Eval(p.Value, r.at)
		c := r.cols[i]
		if why := r.plan.Reason(c.Why[cell]).Name; why != v.Absent {
			if (c.Why[cell] != 0) != (v.Absent != "") {
				return false
			}
			continue // both absent: which reason comes first is told elsewhere
		}
		if v.Absent != "" {
			continue
		}
		switch c.Kind {
		case rules.Number:
			if f, _ := v.Num.Float64(); f != c.Num[cell] && engine.Exact(c.Num[cell]).Cmp(v.Num) != 0 && abs(f-c.Num[cell]) > 1e-9*abs(f) {
				return false
			}
		case rules.TextKind:
			if v.Text != c.Text[cell] {
				return false
			}
		default:
			if v.Code != int(c.Code[cell]) {
				return false
			}
		}
	}
	return row.Err() == nil
}

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f
}

package prove

import (
	"fmt"
	"math/big"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines interval arithmetic: between which values a number lies,
// from the ranges of the inputs, and what follows for bands.

// span is from lo to hi, both in; a nil end is open.
type span struct{ lo, hi *big.Rat }

// interval is where the number of a block lies.
func (c *checker) interval(b *rules.Block, at []int) span {
	s := &scan{c: c, root: b, at: at}
	return s.blockSpan(b, at, 0)
}

// valueOnly looks at the bands of a block whose cases could not be gone through.
// Where the block is nothing but bands it gives what is left open: nothing if
// they cover all that the value can be.
func (c *checker) valueOnly(f *proof) *string {
	b := f.b
	if f.p.value < 0 || b.Applies != nil || len(b.Among) > 0 {
		return nil
	}
	x := b.Bands.Of
	s := &scan{c: c, root: b, at: c.nowhere()}
	var r span
	if x != nil {
		r = s.span(x, scope{at: s.at}, 0)
	} else {
		r = s.valueSpan(b, s.at, 0)
	}
	f.beyond(s, r)
	if len(b.Limits) > 0 || b.Adjust != nil || len(b.Cases) > 0 || len(f.p.marks) > 0 {
		return nil
	}
	open := ""
	if !f.corners() {
		open = f.ends(s, r)
	}
	return &open
}

// ends says which values beyond the bands are not ruled out. Gaps between bands
// are errors of the loader.
func (f *proof) ends(s *scan, r span) string {
	var lo, hi *big.Rat
	for i, a := range f.p.grade {
		iv := f.b.Bands.Bands[i].When
		from, to := s.number(iv.Lo), s.number(iv.Hi)
		if a.else_ || iv.Lo != nil && from == nil || iv.Hi != nil && to == nil {
			return "" // all the rest, or ends that change with the date
		}
		if i == 0 {
			lo, hi = from, to
			continue
		}
		lo, hi = (span{lo, hi}).union(span{from, to}).lo, (span{lo, hi}).union(span{from, to}).hi
	}
	var beyond []string
	if lo != nil && (r.lo == nil || r.lo.Cmp(lo) < 0) {
		beyond = append(beyond, "below "+rules.Decimal(lo))
	}
	if hi != nil && (r.hi == nil || r.hi.Cmp(hi) > 0) {
		beyond = append(beyond, "above "+rules.Decimal(hi))
	}
	if len(beyond) == 0 {
		return ""
	}
	return fmt.Sprintf("The bands of %s have no level for a value %s, and it is not proven that none occurs. State the range of the inputs, or add a band.", name(f.b), series(beyond, "or"))
}

// beyond reports bands that lie where the value cannot be.
func (f *proof) beyond(s *scan, r span) {
	b, lost := f.b, map[int]bool{}
	for i, a := range f.p.grade {
		iv := b.Bands.Bands[i].When
		lo, hi := s.number(iv.Lo), s.number(iv.Hi)
		over := lo != nil && r.hi != nil && (lo.Cmp(r.hi) > 0 || iv.LoOpen && lo.Cmp(r.hi) == 0)
		under := hi != nil && r.lo != nil && (hi.Cmp(r.lo) < 0 || iv.HiOpen && hi.Cmp(r.lo) == 0)
		if !a.else_ && (over || under) && !lost[a.level] {
			lost[a.level] = true
			d := f.add(diag.Warning, Unreachable, a.at, "band that no value reaches", fmt.Sprintf("The value of %s lies %s, so %s is never reached. Move the cut-offs, or remove the level.", name(b), r, quote(a.name)))
			d.Notes = []diag.Note{{Range: b.At, Caption: "the value is made here"}}
		}
	}
}

// String says where the span lies.
func (r span) String() string {
	switch {
	case r.lo == nil:
		return "at " + rules.Decimal(r.hi) + " or below"
	case r.hi == nil:
		return "at " + rules.Decimal(r.lo) + " or above"
	}
	return "from " + rules.Decimal(r.lo) + " to " + rules.Decimal(r.hi)
}

func (s *scan) number(e rules.Expr) *big.Rat {
	if e == nil {
		return nil
	}
	v, _ := s.constant(e, scope{at: s.at})
	return v.Num
}

const deepest = 60

func (s *scan) blockSpan(b *rules.Block, at []int, depth int) span {
	if hole(b) || b.Graded() || b.Scale != nil || len(b.Limits) > 0 || depth > deepest {
		return span{}
	}
	return s.valueSpan(b, at, depth)
}

func (s *scan) valueSpan(b *rules.Block, at []int, depth int) span {
	var r span
	sc := scope{at: at}
	switch {
	case b.Value != nil:
		r = s.span(b.Value, sc, depth+1)
	case len(b.Cases) > 0:
		for i, x := range b.Cases {
			y := s.span(x.Value, sc, depth+1)
			if i == 0 {
				r = y
			} else {
				r = r.union(y)
			}
		}
	case b.Combine != nil:
		r = s.span(b.Combine, sc, depth+1)
	}
	if len(b.Round) > 0 {
		r = r.rounded(b.Round)
	}
	return r
}

func (r span) union(o span) span {
	out := span{}
	if r.lo != nil && o.lo != nil {
		out.lo = lesser(r.lo, o.lo)
	}
	if r.hi != nil && o.hi != nil {
		out.hi = greater(r.hi, o.hi)
	}
	return out
}

func lesser(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func greater(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

// span is where the number that e yields lies.
func (s *scan) span(e rules.Expr, sc scope, depth int) span {
	if depth > deepest {
		return span{}
	}
	if v, ok := s.constant(e, sc); ok && v.Num != nil {
		return span{v.Num, v.Num}
	}
	switch e := e.(type) {
	case *rules.Ref:
		at, ok := s.index(e, sc)
		if !ok {
			return span{}
		}
		switch q := e.Q.(type) {
		case *rules.Input:
			return inputSpan(q)
		case *rules.Block:
			if e.Stage == rules.Valued {
				return s.valueSpan(q, at, depth+1)
			}
			if e.Stage == rules.Final {
				return s.blockSpan(q, at, depth+1)
			}
		}
	case *rules.LevelNumber:
		return levelSpan(e)
	case *rules.Unary:
		r := s.span(e.X, sc, depth+1)
		return span{neg(r.hi), neg(r.lo)}
	case *rules.Cond:
		return s.span(e.Then, sc, depth+1).union(s.span(e.Else, sc, depth+1))
	case *rules.Binary:
		return arithSpan(e.Op, s.span(e.X, sc, depth+1), s.span(e.Y, sc, depth+1))
	case *rules.Call:
		return s.callSpan(e, sc, depth)
	}
	return span{}
}

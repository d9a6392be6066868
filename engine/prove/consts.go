package prove

import (
	"encoding/binary"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines which expressions are constant, and which members one reads.

// known is a constant, or that an expression is none.
type known struct {
	v  rules.Value
	ok bool
}

// spot is an expression for some members.
type spot struct {
	e  rules.Expr
	at string
}

// constant evaluates an expression that reads nothing but what is fixed.
func (s *scan) constant(e rules.Expr, sc scope) (rules.Value, bool) {
	if c, ok := e.(*rules.Const); ok {
		return c.Value, c.Value.Absent == ""
	}
	buf := make([]byte, 0, 16)
	for _, m := range sc.at {
		buf = binary.AppendVarint(buf, int64(m))
	}
	id := spot{e, string(buf)}
	k, seen := s.consts[id]
	if !seen {
		k.v, k.ok = s.evaluate(e, sc)
		if s.consts == nil {
			s.consts = map[spot]known{}
		}
		s.consts[id] = k
	}
	return k.v, k.ok
}

func (s *scan) evaluate(e rules.Expr, sc scope) (rules.Value, bool) {
	ok := true
	rules.Walk(e, func(x rules.Expr) bool {
		switch x := x.(type) {
		case *rules.Local:
			ok = false
		case *rules.Ref:
			switch q := x.Q.(type) {
			case *rules.Block:
				ok = false
			case *rules.Input:
				at, known := s.index(x, sc)
				if known {
					_, known = s.fixed[key{q, s.c.flat(q.For, at)}]
				}
				ok = ok && known
			}
		}
		return ok
	})
	if !ok {
		return rules.Value{}, false
	}
	row := s.c.prog.Eval(&source{c: s.c, values: s.fixed})
	v := row.Eval(e, sc.at)
	return v, row.Err() == nil && v.Absent == ""
}

// index is the members that a quantity is read for.
func (s *scan) index(r *rules.Ref, sc scope) ([]int, bool) {
	at := s.c.nowhere()
	for i, e := range r.Q.Axes() {
		if e == s.c.fw.Entity {
			continue
		}
		m := -1
		if e.Index < len(sc.at) {
			m = sc.at[e.Index]
		}
		if i < len(r.Index) && r.Index[i] != nil {
			v, ok := s.constant(r.Index[i], sc)
			if !ok {
				return nil, false
			}
			m = v.Code
		}
		if m < 0 || m >= len(e.Members) {
			return nil, false
		}
		at[e.Index] = m
	}
	return at, true
}

func (c *checker) nowhere() []int { return slices.Repeat([]int{-1}, len(c.fw.Entities)) }

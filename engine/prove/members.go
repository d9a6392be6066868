package prove

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how tables and lists are walked, member by member.

func (s *scan) table(e *rules.TableCall, sc scope) {
	if e.Table.Historic() {
		s.dated()
		for _, d := range e.Table.Dated {
			s.unread = s.unread || d.Unpublished != ""
		}
	}
	for i, x := range e.Args {
		var k sink
		for _, row := range e.Table.Rows {
			c := row.Cells[i]
			if c.When != nil {
				s.cut(&k, c.When.Lo, sc.at)
				s.cut(&k, c.When.Hi, sc.at)
			}
			for _, v := range c.Values {
				switch v.Type.Kind {
				case rules.Number:
					k.cuts = append(k.cuts, v.Num)
				case rules.TextKind:
					k.texts = append(k.texts, v.Text)
				case rules.LevelKind:
					s.visit(&rules.Const{Node: rules.Node{T: v.Type}, Value: v}, sc, k)
				}
			}
		}
		s.visit(x, sc, k)
	}
}

// list walks the members of a list; those that a fixed value rules out are not
// there.
func (s *scan) list(li *rules.List, sc scope, k sink) {
	s.members(li, sc, func(p *rules.Part, sc scope) {
		s.visit(p.Cond, sc, sink{})
		if p.Cond != nil {
			s.choose(p.Cond, sc)
		}
		s.visit(p.X, sc, k)
		s.visit(p.Base, sc, sink{})
		if p.Base != nil {
			s.leftOut(p)
		}
		s.visit(p.Weight, sc, sink{opaque: true})
		s.visit(p.Applies, sc, sink{})
	})
}

// leftOut remembers for which reasons members are left out.
func (s *scan) leftOut(p *rules.Part) {
	s.asks = s.asks || !p.OnlyNA
	s.reason(notApplicable)
}

// members calls f for each part and member of a list.
func (s *scan) members(li *rules.List, sc scope, f func(*rules.Part, scope)) {
	for _, p := range li.Parts {
		if p.Over == nil {
			f(p, sc)
			continue
		}
		if !p.Over.Closed {
			s.stuck = "it ranges over members of " + quote(p.Over.Name) + " that only the data names"
			return
		}
		for m := range p.Over.Members {
			if p.Restrict != nil && p.Restrict != s.c.fw.Entity && ancestor(p.Over, m, p.Restrict) != sc.at[p.Restrict.Index] {
				continue
			}
			in := scope{at: append([]int(nil), sc.at...), locals: sc.locals}
			in.at[p.Over.Index] = m
			if p.Cond != nil {
				if v, ok := s.constant(p.Cond, in); ok && v.Code == 0 {
					continue
				}
			}
			f(p, in)
		}
	}
}

func ancestor(e *rules.Entity, m int, of *rules.Entity) int {
	for e != of && e != nil && m >= 0 && m < len(e.Members) {
		m, e = e.Members[m].Parent, e.Within
	}
	return m
}

// choose remembers a leaf that members are chosen by, so that its values are
// taken one after the other.
func (s *scan) choose(cond rules.Expr, sc scope) {
	rules.Walk(cond, func(x rules.Expr) bool {
		r, ok := x.(*rules.Ref)
		if !ok || s.chosen != nil || r.T.Kind != rules.MemberKind {
			return true
		}
		if _, ok := r.Q.(*rules.Input); ok {
			if at, ok := s.index(r, sc); ok {
				if id := (key{r.Q, s.c.flat(r.Q.Axes(), at)}); s.fixed[id].Type.Kind != rules.MemberKind {
					s.chosen = s.leaves[id]
				}
			}
		}
		return true
	})
}

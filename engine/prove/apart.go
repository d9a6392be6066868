package prove

import "github.com/rubric-lang/rubric/rules"

// This file defines which blocks rest on different inputs.

// apart reports whether the blocks among the leaves rest on different inputs, so
// that each combination of what they can be can occur.
func (s *scan) apart(leaves []*leaf) bool {
	seen := map[rules.Quantity]bool{}
	free := map[rules.Quantity]bool{}
	for _, l := range leaves {
		if b, ok := l.q.(*rules.Block); ok {
			free[b] = true
		} else {
			seen[l.q] = true
		}
	}
	for _, l := range leaves {
		if in, ok := l.q.(*rules.Input); ok && !s.fresh(in, seen) {
			return false
		}
	}
	for _, l := range leaves {
		b, ok := l.q.(*rules.Block)
		if !ok || !free[b] {
			continue
		}
		free[b] = false // members of one block are apart if its inputs have members
		if !s.ownMember(b) {
			return false
		}
		for _, in := range inputsOf(b) {
			if seen[in] {
				return false
			}
			seen[in] = true
			if !s.fresh(in, seen) {
				return false
			}
			for _, a := range b.For {
				if a != s.c.fw.Entity && !has(in.For, a) {
					return false
				}
			}
		}
	}
	return true
}

// fresh takes what an unknown rests on, and reports whether nothing else has.
func (s *scan) fresh(in *rules.Input, seen map[rules.Quantity]bool) bool {
	u := s.c.unknowns[in]
	if u == nil {
		return true
	}
	for _, x := range u.rests {
		if seen[x] {
			return false
		}
		seen[x] = true
	}
	return true
}

// ownMember reports whether a block for members reads, as far down as it goes,
// nothing of other members.
func (s *scan) ownMember(b *rules.Block) bool {
	if len(b.For) == 0 || len(b.For) == 1 && b.For[0] == s.c.fw.Entity {
		return true
	}
	own, seen := true, map[rules.Quantity]bool{}
	var walk func(q rules.Quantity)
	walk = func(q rules.Quantity) {
		if x, ok := q.(*rules.Block); ok && !seen[x] {
			x.Exprs(func(_ string, e rules.Expr) {
				rules.Walk(e, func(e rules.Expr) bool {
					if p, ok := e.(*rules.List); ok {
						for _, p := range p.Parts {
							own = own && p.Over == nil
						}
					}
					if r, ok := e.(*rules.Ref); ok {
						for _, i := range r.Index {
							own = own && i == nil
						}
					}
					return own
				})
			})
		}
		if seen[q] {
			return
		}
		seen[q] = true
		for _, r := range rules.Reads(q) {
			walk(r)
		}
	}
	walk(b)
	return own
}

func has(axes []*rules.Entity, e *rules.Entity) bool {
	for _, a := range axes {
		if a == e {
			return true
		}
	}
	return false
}

// inputsOf is every input that a block rests on.
func inputsOf(b *rules.Block) []*rules.Input {
	var out []*rules.Input
	seen := map[rules.Quantity]bool{}
	var walk func(q rules.Quantity)
	walk = func(q rules.Quantity) {
		if seen[q] {
			return
		}
		seen[q] = true
		if in, ok := q.(*rules.Input); ok {
			out = append(out, in)
		}
		for _, r := range rules.Reads(q) {
			walk(r)
		}
	}
	walk(b)
	return out
}

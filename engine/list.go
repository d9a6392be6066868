package engine

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines lists: how their members are gathered.

// element is one member of a list, for all rows of the batch.
type element struct {
	name   string
	x      *Vec
	weight *Vec
	of     *Space  // where it is a row, of which entity
	rows   []int32 // and which, by row of the batch
	out    []bool  // rows in which the member is not there; nil: it is there in all
	absent []uint8 // it is not there either where this is not 0; nil: as out says
}

func (e *element) gone(i int) bool {
	return e.out != nil && e.out[i] || e.absent != nil && e.absent[i] != 0
}

// elements gathers the members of a list. poison holds, by row, the reason for
// which the whole list cannot be told; nil if there is none.
func (f *frame) elements(li *rules.List, c *env) (els []*element, poison []uint8) {
	weights := f.weights // of this list, not of those that its members read
	f.weights = nil
	// a member in a context of its own has no source
	gather := func(p *rules.Part, el *element, k *kid, from source) {
		get := func(x rules.Expr) *Vec {
			if from != nil {
				return from(x)
			}
			return f.eval(x, k.in)
		}
		lasts := k != nil && k.in.frame == f
		if p.Cond != nil {
			cond := get(p.Cond)
			if yes, ok := cond.certain(); ok && !yes && f.lean {
				return // it is there in no row
			}
			for i := range f.n {
				if len(cond.Code) == 1 && cond.Why == nil && cond.Code[0] == 1 {
					break
				}
				if el.gone(i) {
					continue
				}
				if w := cond.why(i); w != 0 {
					if poison == nil {
						poison = make([]uint8, f.n)
					}
					if poison[i] == 0 {
						poison[i] = w
					}
				} else if cond.code(i) == 0 {
					el.drop(f.n, i)
				}
			}
		}
		if lasts {
			el.x = f.memberValue(k, p.X)
		} else {
			el.x = get(p.X)
		}
		if p.Base != nil {
			base := el.x
			if p.Base != p.X {
				base = get(p.Base)
			}
			switch {
			case base.Why == nil:
			case len(base.Why) == 1:
				for i := range f.n {
					if w := base.Why[0]; w != 0 && (!p.OnlyNA || w == whyNotApplicable) {
						el.drop(f.n, i)
					}
				}
			case !p.OnlyNA:
				el.absent = base.Why
			default:
				for i := nextAbsent(base.Why, 0); i < f.n; i = nextAbsent(base.Why, i+1) {
					if base.Why[i] == whyNotApplicable {
						el.drop(f.n, i)
					}
				}
			}
		}
		if p.Applies != nil {
			cond := get(p.Applies)
			el.x = f.onlyWhere(el.x, cond)
			for i := range f.n {
				if cond.why(i) == 0 && cond.code(i) == 0 {
					el.drop(f.n, i)
				}
			}
		}
		if p.Weight != nil && lasts {
			el.weight = f.fixedWeight(k, p.Weight)
		}
		if p.Weight != nil && el.weight == nil {
			el.weight = f.weightOf(p.Weight, get)
		}
		if weights != nil {
			var again func() *Vec
			if p.Weight != nil {
				again = f.weightAgain(p.Weight, k, from)
			}
			*weights = append(*weights, again)
		}
		els = append(els, el)
	}
	els = f.mem.lists.get(f.memberCount(li, c), f.mem.reuse)
	add := func(p *rules.Part, el *element, from source) { gather(p, el, nil, from) }
	for _, p := range li.Parts {
		switch {
		case p.Over == nil:
			el := f.mem.els.get(f.mem.reuse)
			el.name = p.Name
			gather(p, el, f.sole(p, c), nil)
		case p.Everyone():
			f.everyone(p, c, add)
		case p.Over.Rows:
			f.rowsWithin(p, c, add)
		default:
			f.eachMember(p, c, func(k *kid) {
				el := f.mem.els.get(f.mem.reuse)
				if el.name = k.name; !k.always {
					el.out = f.missing(p.Over, k.m)
				}
				gather(p, el, k, nil)
			})
		}
	}
	return els, poison
}

// memberCount is about how many members a list has.
func (f *frame) memberCount(li *rules.List, c *env) int {
	n := 0
	for _, p := range li.Parts {
		if n++; p.Over != nil {
			n += len(c.kids[p])
		}
	}
	return n
}

// present leaves out the members that are absent, row by row.
func present(els []*element, n int) []*element {
	out := make([]*element, len(els))
	for k, el := range els {
		c := *el
		c.out = slices.Clone(el.out)
		if el.x.Why != nil {
			for i := range n {
				if el.x.why(i) != 0 {
					c.drop(n, i)
				}
			}
		}
		out[k] = &c
	}
	return out
}

func (e *element) drop(n, i int) {
	if e.out == nil {
		e.out = make([]bool, n)
	}
	e.out[i] = true
}

// eachMember calls do for the members of a part, those of the context's member
// of an ancestor where the part says so.
func (f *frame) eachMember(p *rules.Part, c *env, do func(k *kid)) {
	if c.frame == f {
		kids, known := c.kids[p]
		if !known {
			f.eachMember(p, &env{at: c.at}, func(k *kid) {
				last := *k
				last.in = f.lastingEnv(k.in.at)
				kids = append(kids, last)
			})
			c.kids[p] = kids
		}
		for i := range kids {
			do(&kids[i])
		}
		return
	}
	for m := range f.data.Members(p.Over) {
		if p.Restrict != nil && f.ancestor(p.Over, m, p.Restrict) != int(c.at[p.Restrict.Index]) && !p.Restrict.Rows {
			continue
		}
		do(&kid{m: m, in: c.with(p.Over, m), name: f.data.MemberName(p.Over, m), always: f.always(p.Over, m)})
	}
}

// sole is the one member that a part is where it ranges over none.
func (f *frame) sole(p *rules.Part, c *env) *kid {
	if c.frame != f {
		return &kid{in: c}
	}
	kids := c.kids[p]
	if kids == nil {
		kids = []kid{{in: c}}
		c.kids[p] = kids
	}
	return &kids[0]
}

func (f *frame) ancestor(e *rules.Entity, m int, of *rules.Entity) int {
	for e != of && e != nil && m >= 0 {
		if m >= len(e.Members) {
			return -1
		}
		m = e.Members[m].Parent
		e = e.Within
	}
	return m
}

// always reports a member that is there in every row.
func (f *frame) always(e *rules.Entity, m int) bool {
	s := f.data.members[e]
	return s == nil || f.grain == nil || s.has(f.data, f.grain, m) == nil
}

// missing says in which rows a member that only the data names is not there.
func (f *frame) missing(e *rules.Entity, m int) []bool {
	if f.always(e, m) {
		return nil
	}
	has := f.data.members[e].has(f.data, f.grain, m)
	out := make([]bool, f.n)
	for i := range out {
		out[i] = !has(f.lo + i)
	}
	return out
}

// onlyWhere makes x not applicable where the condition is false.
func (f *frame) onlyWhere(x, cond *Vec) *Vec {
	out := f.absentRows(x.Kind, whyNotApplicable)
	for i := range f.n {
		if w := cond.why(i); w != 0 {
			out.Why[i] = w
		}
	}
	f.pick(out, x, func(i int) bool { return cond.why(i) == 0 && cond.code(i) == 1 })
	return out
}

// aggregate makes one value of a list.
func (f *frame) aggregate(e *rules.Call, c *env) *Vec {
	els, poison := f.elements(e.Args[0].(*rules.List), c)
	var v *Vec
	switch e.Fn.Name {
	case "variance", "generalised_mean", "quantile", "skewness", "kurtosis", "winsor_low", "winsor_high":
		v = f.statistic(e, filledWeights(els), c)
	case "min", "max":
		if v = f.quickExtreme(e.Fn.Name, els); v != nil {
			break
		}
		fallthrough
	default:
		v, _ = f.combine(e.Fn.Name, e.Args[0].Type(), els)
	}
	return f.refined(f.poisoned(v, poison))
}

func (f *frame) poisoned(v *Vec, poison []uint8) *Vec {
	if poison == nil {
		return v
	}
	out := f.absentRows(v.Kind, 0)
	f.pick(out, v, func(i int) bool { return poison[i] == 0 })
	for i, w := range poison {
		if w != 0 {
			out.Why[i] = w
		}
	}
	return out
}

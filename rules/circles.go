package rules

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines circles: results that rest on themselves, directly or
// through others, for the same member. Reading another member is no circle. Rows
// above and below are one place: what a trust makes of its locations none of them
// can read.

// place is a block for one combination of members that the framework lists.
type place struct {
	b *Block
	k int
}

// mostPlaces is how many combinations of members a block is followed for; one
// with more counts as one place.
const mostPlaces = 4096

// checkCycles finds results that rest on themselves.
func (l *loader) checkCycles() {
	l.checkInputCycles()
	w := &circles{index: map[*Block]int{}, low: map[*Block]int{}, on: map[*Block]bool{}}
	for _, b := range l.fw.Blocks {
		if w.index[b] == 0 {
			w.connect(b)
		}
	}
	for _, g := range w.groups {
		l.checkCircle(g)
	}
}

// circles finds the groups of blocks that reach each other.
type circles struct {
	index, low map[*Block]int
	on         map[*Block]bool
	stack      []*Block
	groups     [][]*Block
}

func (w *circles) connect(b *Block) {
	n := len(w.index) + 1
	w.index[b], w.low[b], w.on[b] = n, n, true
	w.stack = append(w.stack, b)
	for _, q := range b.Refs() {
		c, ok := q.(*Block)
		switch {
		case !ok:
		case w.index[c] == 0:
			w.connect(c)
			w.low[b] = min(w.low[b], w.low[c])
		case w.on[c]:
			w.low[b] = min(w.low[b], w.index[c])
		}
	}
	if w.low[b] < w.index[b] {
		return
	}
	at := slices.Index(w.stack, b)
	g := slices.Clone(w.stack[at:])
	for _, c := range g {
		w.on[c] = false
	}
	w.stack = w.stack[:at]
	if len(g) > 1 || b.readsItself() {
		w.groups = append(w.groups, g)
	}
}

// readsItself reports a block that names its own result.
func (b *Block) readsItself() bool {
	found := false
	b.Exprs(func(where string, e Expr) {
		Walk(e, func(x Expr) bool {
			r, ok := x.(*Ref)
			found = found || ok && r.Q == Quantity(b) && b.rests(where, r)
			return !found
		})
	})
	return found
}

// rests reports whether what a block reads of itself is its result: its limits,
// steps and marks read the result so far.
func (b *Block) rests(where string, r *Ref) bool {
	return r.Stage == Final && !strings.HasPrefix(where, "limit") && !strings.HasPrefix(where, "mark") && !strings.HasPrefix(where, "step")
}

// checkCircle follows blocks that reach each other from member to member.
func (l *loader) checkCircle(group []*Block) {
	in := map[*Block]bool{}
	for _, b := range group {
		in[b] = true
	}
	state := map[place]int{}
	var path []place
	var visit func(p place) bool
	visit = func(p place) bool {
		if state[p] != 0 {
			if state[p] == 1 {
				l.circle(path[slices.Index(path, p):])
			}
			return state[p] == 2
		}
		state[p] = 1
		path = append(path, p)
		for _, q := range p.reads(in) {
			if !visit(q) {
				return false
			}
		}
		path = path[:len(path)-1]
		state[p] = 2
		return true
	}
	for _, b := range group {
		for k := range b.places() {
			if !visit(place{b, k}) {
				return
			}
		}
	}
}

// circle reports places of which each reads the next, and the last the first.
func (l *loader) circle(path []place) {
	first := path[0].b
	if len(path) == 1 {
		l.problem(Circular, first.At, "circular definition", quote(first.Name)+" reads itself for the same member. A result cannot rest on itself.", note(first.At, "the block"))
		return
	}
	names := quote(first.Name)
	var notes []diag.Note
	seen := map[*Block]bool{first: true}
	for _, p := range path {
		if !seen[p.b] {
			seen[p.b] = true
			names += " reads " + quote(p.b.Name) + ", which"
			notes = append(notes, note(p.b.At, p.b.Kind.String()+" "+quote(p.b.Name)))
		}
	}
	l.problem(Circular, first.At, "circular definition", names+" reads "+quote(first.Name)+" again. A result cannot rest on itself: break the circle by reading an earlier stage, or an input.", notes...)
}

// listed are the entities of a block whose members the framework lists.
func (b *Block) listed() []*Entity {
	var out []*Entity
	for _, e := range b.For {
		if e.Closed && !e.Rows {
			out = append(out, e)
		}
	}
	return out
}

// places is how many places a block has.
func (b *Block) places() int {
	n := 1
	for _, e := range b.listed() {
		if n *= len(e.Members); n > mostPlaces {
			return 1
		}
	}
	return n
}

// member is the member of e at a place, -1 if it has none.
func (p place) member(e *Entity) int {
	axes, k := p.b.listed(), p.k
	if !slices.Contains(axes, e) || p.b.places() == 1 && len(e.Members) > 1 {
		return -1
	}
	for i := len(axes) - 1; i >= 0; i-- {
		n := len(axes[i].Members)
		if axes[i] == e {
			return k % n
		}
		k /= n
	}
	return -1
}

// reads are the places among those blocks that a place reads.
func (p place) reads(in map[*Block]bool) []place {
	var out []place
	never := p.passedOver()
	var walk func(where string, e Expr, over []*Entity)
	walk = func(where string, e Expr, over []*Entity) {
		switch x := e.(type) {
		case nil:
			return
		case *List:
			for _, part := range x.Parts {
				inner := over
				if part.Over != nil {
					inner = append(slices.Clone(over), part.Over)
				}
				for _, y := range []Expr{part.X, part.Base, part.Cond, part.By, part.Weight, part.Applies} {
					if y != nil {
						walk(where, y, inner)
					}
				}
			}
			return
		case *Ref:
			if b, ok := x.Q.(*Block); ok && in[b] && (b != p.b || b.rests(where, x)) {
				out = p.targets(out, b, x, over)
			}
		}
		for _, y := range Children(e) {
			walk(where, y, over)
		}
	}
	p.b.Exprs(func(where string, e Expr) {
		if !never[where] {
			walk(where, e, nil)
		}
	})
	return out
}

// targets adds the places of b that a reference means.
func (p place) targets(out []place, b *Block, r *Ref, over []*Entity) []place {
	ks := []int{0}
	if b.places() > 1 {
		for _, e := range b.listed() {
			var next []int
			for _, k := range ks {
				for _, m := range p.membersRead(e, r, over) {
					next = append(next, k*len(e.Members)+m)
				}
			}
			ks = next
		}
	}
	for _, k := range ks {
		if !slices.Contains(out, place{b, k}) {
			out = append(out, place{b, k})
		}
	}
	return out
}

// membersRead are the members of e for which a reference reads its quantity.
func (p place) membersRead(e *Entity, r *Ref, over []*Entity) []int {
	m := p.member(e)
	if slices.Contains(over, e) {
		m = -1
	}
	for i, a := range r.Q.Axes() {
		if a != e || i >= len(r.Index) {
			continue
		}
		switch x := r.Index[i].(type) {
		case nil:
		case *Const:
			return []int{x.Value.Code}
		case *AttrRef: // the member that an attribute names, such as the period before
			of, ok := x.Of.(*MemberRef)
			if !ok || of.Entity != e || of.From != e || m < 0 {
				m = -1
				continue
			}
			v := e.Members[m].Values[x.Attr]
			if v.Absent != "" {
				return nil
			}
			m = v.Code
		default:
			m = -1
		}
	}
	if m >= 0 {
		return []int{m}
	}
	all := make([]int, len(e.Members))
	for i := range all {
		all[i] = i
	}
	return all
}

// passedOver names the cases that are not looked at, as far as conditions on the
// place's own members say: those that do not hold, and those after one that does.
func (p place) passedOver() map[string]bool {
	out := map[string]bool{}
	taken := false
	for _, c := range p.b.Cases {
		holds, sure := true, c.When == nil
		if cmp, ok := c.When.(*Binary); ok && cmp.Op == "==" {
			if k, ok := cmp.Y.(*Const); ok {
				switch x := cmp.X.(type) {
				case *AttrRef:
					if of, ok := x.Of.(*MemberRef); ok && of.From == of.Entity {
						if m := p.member(of.Entity); m >= 0 {
							holds, sure = of.Entity.Members[m].Values[x.Attr].Equal(k.Value), true
						}
					}
				case *MemberRef:
					if m := p.member(x.Entity); m >= 0 && x.From == x.Entity {
						holds, sure = k.Value.Code == m, true
					}
				}
			}
		}
		if taken || !holds {
			out["case "+c.Name] = true
		}
		taken = taken || sure && holds
	}
	return out
}

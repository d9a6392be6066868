package prove

import (
	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines runs: the cells of a block, numbered, and what came out.

// class is leaves that are alike. A tally gives each of them a value, in order;
// tallies that differ only in who has which value are one.
type class struct {
	leaves  []int
	tallies [][]uint8 // by tally and member of the class: the place of its value
	index   map[string]int
	stride  int
}

// run is the cells of a block for one combination of members.
type run struct {
	c      *checker
	root   *rules.Block
	at     []int
	leaves []*leaf
	class  []*class
	of     []int // by leaf: its class
	pos    []int // by leaf: its place in the class
	cells  int
	plan   *engine.Plan
	cols   []*engine.Column // by probe

	scan     *scan
	complete bool // the cells stand for all inputs
	real     bool // each cell can occur
}

// newRun numbers the cells of a scan; it is nil where they are more than limit.
func newRun(s *scan, wide bool, limit int) *run {
	r := &run{c: s.c, root: s.root, at: s.at, cells: 1, scan: s, complete: true, real: true}
	for _, o := range s.order {
		l := *o
		l.values = nil
		if v, ok := s.fixed[l.key]; ok {
			l.values, l.complete, l.real = []rules.Value{v}, true, true
		} else {
			l.fill(s, wide)
		}
		r.leaves = append(r.leaves, &l)
		r.complete, r.real = r.complete && l.complete, r.real && l.real
	}
	r.real = r.real && s.apart(r.leaves)
	r.of, r.pos = make([]int, len(r.leaves)), make([]int, len(r.leaves))
	if !r.possible(limit) {
		return nil
	}
	for _, members := range s.alike(r.leaves) {
		k := &class{leaves: members, stride: r.cells, index: map[string]int{}}
		if tallies(len(members), len(r.leaves[members[0]].values), limit/r.cells) == 0 {
			return nil
		}
		k.list(len(members), len(r.leaves[members[0]].values))
		for p, li := range members {
			r.of[li], r.pos[li] = len(r.class), p
		}
		r.class = append(r.class, k)
		r.cells *= len(k.tallies)
	}
	return r
}

// possible is a quick test: even if all leaves of one type are alike, the cells
// must not be too many.
func (r *run) possible(limit int) bool {
	type sort struct {
		t rules.Type
		n int
	}
	count := map[sort]int{}
	for _, l := range r.leaves {
		count[sort{l.q.QType(), len(l.values)}]++
	}
	n := 1
	for k, m := range count {
		t := tallies(m, k.n, limit/n)
		if t == 0 {
			return false
		}
		n *= t
	}
	return true
}

// tallies is how many ways there are to give n alike leaves one of d values; 0
// where they are more than limit.
func tallies(n, d, limit int) int {
	out := 1
	for i := 1; i <= n; i++ {
		out = out * (d - 1 + i) / i
		if out > limit {
			return 0
		}
	}
	return out
}

func (k *class) list(n, d int) {
	t := make([]uint8, n)
	for {
		k.index[string(t)] = len(k.tallies)
		k.tallies = append(k.tallies, append([]uint8(nil), t...))
		i := n - 1
		for i >= 0 && int(t[i]) == d-1 {
			i--
		}
		if i < 0 {
			return
		}
		v := t[i] + 1
		for ; i < n; i++ {
			t[i] = v
		}
	}
}

// tally is the values of a class in a cell.
func (r *run) tally(k *class, cell int) []uint8 {
	return k.tallies[cell/k.stride%len(k.tallies)]
}

// place is which of its values a leaf has in a cell.
func (r *run) place(li, cell int) int {
	return int(r.tally(r.class[r.of[li]], cell)[r.pos[li]])
}

func (r *run) value(li, cell int) rules.Value { return r.leaves[li].values[r.place(li, cell)] }

// departures is how far a cell is from the best or typical one.
func (r *run) departures(cell int) int {
	n := 0
	for _, k := range r.class {
		for _, v := range r.tally(k, cell) {
			if v != 0 {
				n++
			}
		}
	}
	return n
}

// truth is a condition in a cell: 1 true, 0 false, -1 undecided.
func (r *run) truth(probe, cell int) int {
	if probe < 0 {
		return 1
	}
	c := r.cols[probe]
	if c.Why[cell] != 0 {
		return -1
	}
	return int(c.Code[cell])
}

// holds reports whether an arm takes effect in a cell by itself.
func (r *run) holds(a *arm, cell int) bool {
	t := r.truth(a.probe, cell)
	return t == 1 || t < 0 && a.apply
}

// level is a level in a cell, -1 where it is absent.
func (r *run) level(probe, cell int) int {
	c := r.cols[probe]
	if c.Why[cell] != 0 || c.Code == nil {
		return -1
	}
	return int(c.Code[cell])
}

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
			for _, a := range b.For {
				if a != s.c.fw.Entity && !has(in.For, a) {
					return false
				}
			}
		}
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

package prove

import (
	"github.com/rubric-lang/rubric/engine"
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

package prove

import "slices"

// This file defines what may be claimed: that something never is, or is in a case.

// results remembers what results the block can have.
func (f *proof) results() {
	out := &reached{codes: map[int]bool{}, exact: f.complete != nil && all(f.complete, func(r *run) bool { return r.real })}
	for _, r := range f.complete {
		for cell := range r.cells {
			if l := r.level(f.p.final, cell); l >= 0 {
				out.codes[l] = true
			}
		}
	}
	f.c.reach[f.b] = out
}

// widen runs the cells once more with states and absent values.
func (f *proof) widen() {
	if f.wide != nil || f.narrow {
		return
	}
	var runs []*run
	for _, r := range f.complete {
		w := newRun(r.scan, true, f.c.opt.Cells)
		if w == nil {
			f.narrow = true
			return
		}
		runs = append(runs, w)
	}
	if f.narrow = !f.runAll(runs); !f.narrow {
		f.wide = runs
	}
}

// never reports that something is so in no case, absent values and states
// included where there is room for them.
func (f *proof) never(is func(r *run, cell int) bool) bool {
	if f.complete == nil || f.about(func(s *scan) bool { return s.unread }) || f.first(f.complete, is) {
		return false
	}
	f.widen()
	if f.narrow && f.about(func(s *scan) bool {
		return s.asks || len(s.reasons) > 0 || slices.ContainsFunc(s.order, func(l *leaf) bool { return len(l.absences) > 0 })
	}) {
		return false // it may be so where something is absent
	}
	return !f.first(f.wide, is)
}

// about reports whether something is so of a scan that the runs were made from.
func (f *proof) about(is func(s *scan) bool) bool {
	return slices.ContainsFunc(f.complete, func(r *run) bool { return is(r.scan) })
}

func (f *proof) first(runs []*run, is func(r *run, cell int) bool) bool {
	for _, r := range runs {
		for cell := range r.cells {
			if is(r, cell) {
				return true
			}
		}
	}
	return false
}

// find gives the smallest case in which something is so, confirmed. Where it may
// be so but no case could be shown, that is said as not proven.
func (f *proof) find(what string, is func(r *run, cell int) bool) (*run, int) {
	r, cell := smallest(f.real, is)
	if r == nil {
		if x, _ := smallest(f.complete, is); x != nil && f.open == "" {
			f.open = "It is not proven that " + what + " in " + name(f.b) + ": that depends on which results of the blocks that it reads occur together."
		}
		return nil, 0
	}
	if !r.agrees(cell) {
		f.c.fault(f.b.At, "The two ways to compute "+name(f.b)+" differ for "+given(r, cell)+".")
		return nil, 0
	}
	return r, cell
}

// smallest is the case with the fewest departures, then the first in order.
func smallest(runs []*run, is func(r *run, cell int) bool) (best *run, at int) {
	least := 0
	for _, r := range runs {
		for cell := range r.cells {
			if !is(r, cell) {
				continue
			}
			if n := r.departures(cell); best == nil || n < least {
				best, at, least = r, cell, n
			}
		}
	}
	return best, at
}

// steps calls do for each pair of cells in which one leaf has the next value:
// cell is the one further down, next the one with the value before it.
func (r *run) steps(do func(cell, next, leaf int, ranked bool)) {
	buf := make([]uint8, len(r.leaves))
	for _, k := range r.class {
		next := make([][]int, len(k.tallies)) // by tally and member: the tally after the step, or -1
		for t, tally := range k.tallies {
			for p, v := range tally {
				to := -1
				if v > 0 && (p == 0 || tally[p-1] != v) {
					b := append(buf[:0], tally...)
					b[p]--
					to = k.index[string(b)]
				}
				next[t] = append(next[t], to)
			}
		}
		for cell := range r.cells {
			t := cell / k.stride % len(k.tallies)
			for p, to := range next[t] {
				if to < 0 {
					continue
				}
				li := k.leaves[p]
				do(cell, cell+(to-t)*k.stride, li, int(k.tallies[t][p]) < r.leaves[li].ranked)
			}
		}
	}
}

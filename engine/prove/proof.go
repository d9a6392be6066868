package prove

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the runs of a block are chosen and what may be claimed
// from them.

// proof is what is known of one block.
type proof struct {
	c *checker
	b *rules.Block
	p *probes

	complete []*run       // together they stand for all inputs; nil if none do
	real     []*run       // each of their cells can occur
	wide     []*run       // complete once more, with states and absent values
	narrow   bool         // wide was too much
	open     string       // what could not be proven, and why
	told     map[int]bool // levels whose rule is reported already
}

const maxContexts = 40

// prove runs the cells of a block; nil if nothing can be said.
func (c *checker) prove(b *rules.Block) *proof {
	f := &proof{c: c, b: b, p: c.probes[b], told: map[int]bool{}}
	covered := true
	ats, why := c.contexts(b)
	for _, at := range ats {
		var ok bool
		if ok, why = f.context(at, why); !ok {
			covered = false
		}
	}
	if !covered || len(ats) == 0 {
		f.complete = nil
	}
	if f.complete == nil {
		f.open = "Not every case of " + name(b) + " could be gone through: " + why + ". Rules that never hold, cases without a rule and falling ratings are not ruled out."
	}
	if f.complete == nil {
		if why := c.valueOnly(f); why != nil {
			f.open = *why
		}
	}
	if f.complete == nil && f.real == nil {
		if f.open != "" {
			c.unproven(b.At, f.open)
		}
		return nil
	}
	f.results()
	return f
}

// contexts are the members that a block must be looked at for: those for which
// it says the same are looked at once.
func (c *checker) contexts(b *rules.Block) ([][]int, string) {
	out := [][]int{c.nowhere()}
	for _, e := range b.For {
		if e == c.fw.Entity {
			continue
		}
		if !e.Closed {
			return nil, "it is for members of " + quote(e.Name) + " that only the data names"
		}
		var next [][]int
		for _, at := range out {
			for m := range e.Members {
				x := slices.Clone(at)
				x[e.Index] = m
				next = append(next, x)
			}
		}
		out = next
	}
	if len(out) == 1 {
		return out, ""
	}
	seen := map[string]bool{}
	var keep [][]int
	for _, at := range out {
		s := c.newScan(b, at, nil, nil)
		w := &writer{s: s, anon: true, memo: map[key]string{}}
		if t := w.root(); s.stuck != "" || !seen[t] {
			seen[t] = true
			keep = append(keep, at)
		}
	}
	if len(keep) > maxContexts {
		return keep[:1], "it differs from member to member, and there are too many members"
	}
	return keep, ""
}

// context runs the block for one combination of members and reports whether the
// runs stand for all inputs.
func (f *proof) context(at []int, why string) (bool, string) {
	full := f.c.newScan(f.b, at, nil, nil)
	runs, reason := f.c.split(full, nil)
	if runs != nil && all(runs, func(r *run) bool { return r.complete }) {
		f.take(runs)
		return why == "", why
	}
	free, direct := map[*rules.Block]bool{}, f.c.newScan(f.b, at, nil, nil).direct
	for _, b := range direct {
		free[b] = true
	}
	var over []*run
	if len(free) > 0 {
		over = f.c.cut(f.b, at, free, direct)
	}
	if runs != nil {
		f.takeReal(runs)
	}
	if over == nil || !all(over, func(r *run) bool { return r.complete }) {
		return false, reason
	}
	f.take(over)
	return why == "", why
}

func all(runs []*run, is func(*run) bool) bool {
	for _, r := range runs {
		if !is(r) {
			return false
		}
	}
	return true
}

// cut makes blocks that are read leaves. Where they do not give all there is to
// know, it expands again those for which there is room.
func (c *checker) cut(b *rules.Block, at []int, free map[*rules.Block]bool, direct []*rules.Block) []*run {
	best, _ := c.split(c.newScan(b, at, free, nil), free)
	if best == nil || len(free) == 1 || all(best, func(r *run) bool { return r.complete && r.real }) {
		return best
	}
	for _, d := range direct {
		if !free[d] {
			continue
		}
		less := map[*rules.Block]bool{}
		for k := range free {
			less[k] = k != d && free[k]
		}
		runs, _ := c.split(c.newScan(b, at, less, nil), less)
		if runs != nil && all(runs, func(r *run) bool { return r.complete }) {
			best, free = runs, less
		}
	}
	return best
}

// split numbers the cells of a scan: one run, or one for each value of a leaf
// that the members of a list are chosen by. It gives nil and why if it cannot.
func (c *checker) split(s *scan, free map[*rules.Block]bool) ([]*run, string) {
	if s.stuck != "" {
		return nil, s.stuck
	}
	if s.chosen == nil {
		r := newRun(s, false, c.opt.Cells)
		if r == nil {
			return nil, fmt.Sprintf("there are more than %d", c.opt.Cells)
		}
		return []*run{r}, r.unclear()
	}
	pick := *s.chosen
	pick.values = nil
	pick.fill(s, false)
	var out []*run
	for _, v := range pick.values {
		fixed := map[key]rules.Value{pick.key: v}
		for k, x := range s.fixed {
			fixed[k] = x
		}
		runs, why := c.split(c.newScan(s.root, s.at, free, fixed), free)
		if runs == nil || len(out) > 200 {
			return nil, why
		}
		out = append(out, runs...)
	}
	return out, ""
}

// unclear names the leaves whose values do not stand for all.
func (r *run) unclear() string {
	var names []string
	for _, l := range r.leaves {
		if !l.complete && !slices.Contains(names, quote(l.q.QName())) {
			names = append(names, quote(l.q.QName()))
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > 4 {
		names, more = names[:4], " and others"
	}
	return "it computes with " + strings.Join(names, ", ") + more + ", which can have any of too many values"
}

func (f *proof) take(runs []*run) {
	if !f.runAll(runs) {
		return
	}
	f.complete = append(f.complete, runs...)
	if all(runs, func(r *run) bool { return r.real }) {
		f.real = append(f.real, runs...)
	}
}

func (f *proof) takeReal(runs []*run) {
	if all(runs, func(r *run) bool { return r.real }) && f.runAll(runs) {
		f.real = append(f.real, runs...)
	}
}

// runAll executes runs as far as the budget of the whole check goes.
func (f *proof) runAll(runs []*run) bool {
	for _, r := range runs {
		if r.cols != nil {
			continue
		}
		if f.c.budget -= r.cells; f.c.budget < 0 {
			return false
		}
		f.c.execute(r)
	}
	return true
}

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
	if f.complete == nil || f.first(f.complete, is) {
		return false
	}
	f.widen()
	return !f.first(f.wide, is)
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

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
		if f.open != "" && !c.rowsOpen(b) {
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

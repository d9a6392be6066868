package prove

import (
	"fmt"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines what is found by comparing cases that differ in one input:
// ratings that fall when it improves, and inputs that change nothing.

// fall is two cases: in better the leaf has the better value.
type fall struct {
	r             *run
	leaf          int
	worse, better int
}

// falls reports ratings that become worse when an input becomes better.
func (f *proof) falls() {
	if f.b.Type.Kind != rules.LevelKind || !f.b.Scale.Ordered || f.upstream() {
		return
	}
	found := f.drops(f.real)
	if len(found) == 0 {
		if len(f.drops(f.complete)) > 0 && f.open == "" {
			f.open = "It is not proven that " + name(f.b) + " never falls when an input improves: that depends on which results of the blocks that it reads occur together."
		}
		return
	}
	for _, x := range found {
		r, l := x.r, x.r.leaves[x.leaf]
		if !r.agrees(x.worse) || !r.agrees(x.better) {
			f.c.fault(f.b.At, "The two ways to compute "+name(f.b)+" differ for "+given(r, x.worse)+".")
			continue
		}
		f.c.fell(f.b)
		d := f.add(diag.Warning, Falls, f.b.At, "rating that falls when an input improves", fmt.Sprintf("%s becomes worse when %s alone becomes better. Often a rule counts \"exactly\" where it means \"or more\", or two rules stand in the wrong order. If it is meant, say so in a note.", capital(name(f.b)), quote(l.label())))
		d.Notes = []diag.Note{{Range: l.q.Place(), Caption: "the input that improves"}}
		for _, a := range f.deciders(r, x.worse, x.better) {
			d.Notes = append(d.Notes, diag.Note{Range: a.at, Caption: "this " + a.what + " decides differently"})
		}
		d.Witness = &diag.Witness{Given: inputs(r, x.worse), Then: f.then(r, x.worse),
			Improved: []diag.Value{{Name: l.label(), Value: l.show(r.value(x.leaf, x.better))}}, But: f.then(r, x.better)}
	}
}

func capital(s string) string { return string(s[0]-'a'+'A') + s[1:] }

// drops finds the smallest fall for each input.
func (f *proof) drops(runs []*run) []fall {
	best := map[rules.Quantity]fall{}
	var order []rules.Quantity
	levels := len(f.b.Scale.Levels)
	for _, r := range runs {
		r.steps(func(cell, next, li int, ranked bool) {
			if !ranked {
				return
			}
			a, b := r.level(f.p.final, cell), r.level(f.p.final, next)
			if a < 0 || b <= a || b >= levels {
				return
			}
			q := r.leaves[li].q
			old, ok := best[q]
			if ok && old.r.departures(old.better) <= r.departures(next) {
				return
			}
			if !ok {
				order = append(order, q)
			}
			best[q] = fall{r, li, cell, next}
		})
	}
	var out []fall
	for _, q := range order {
		out = append(out, best[q])
	}
	return out
}

// deciders are the arms that hold in one of the two cases only.
func (f *proof) deciders(r *run, a, b int) []*arm {
	var out []*arm
	for _, arms := range [][]*arm{f.p.grade, f.p.cases, f.p.steps, f.p.limits} {
		for _, x := range arms {
			if r.truth(x.probe, a) != r.truth(x.probe, b) && len(out) < 3 {
				out = append(out, x)
			}
		}
	}
	return out
}

// upstream reports a block below that falls itself: one cause, one report.
func (f *proof) upstream() bool {
	seen := map[rules.Quantity]bool{}
	var walk func(q rules.Quantity) bool
	walk = func(q rules.Quantity) bool {
		if seen[q] {
			return false
		}
		seen[q] = true
		if b, ok := q.(*rules.Block); ok && b != f.b && f.c.fallen[b] {
			return true
		}
		for _, r := range rules.Reads(q) {
			if walk(r) {
				return true
			}
		}
		return false
	}
	return walk(f.b)
}

func (c *checker) fell(b *rules.Block) {
	if c.fallen == nil {
		c.fallen = map[*rules.Block]bool{}
	}
	c.fallen[b] = true
}

// effect is what is known of an input: whether it can change a published result.
type effect struct {
	alive bool
	read  bool // some published result was looked at for it
}

func (c *checker) effectOf(in *rules.Input) *effect {
	if c.use[in] == nil {
		c.use[in] = &effect{}
	}
	return c.use[in]
}

// effects remembers which inputs change the result of a published block. An
// input of which that cannot be told counts as one that does.
func (f *proof) effects() {
	if !f.c.published(f.b) || f.complete == nil {
		return
	}
	f.c.shown[f.b] = true
	f.widen()
	leafOf, alive := map[rules.Quantity]bool{}, map[rules.Quantity]bool{}
	for _, r := range append(append([]*run{}, f.complete...), f.wide...) {
		for li, l := range r.leaves {
			leafOf[l.q] = true
			if b, ok := l.q.(*rules.Block); ok {
				for _, in := range inputsOf(b) { // what they do through the block is not seen here
					alive[in] = true
				}
			}
			if _, fixed := r.scan.fixed[l.key]; fixed || len(l.values) < 2 || r.leaves[li].key.q == rules.Quantity(f.c.fw.DatedBy) {
				alive[l.q] = true
			}
		}
		r.steps(func(cell, next, li int, _ bool) {
			there := r.value(li, cell).Absent == "" && r.value(li, next).Absent == ""
			in, isInput := r.leaves[li].q.(*rules.Input)
			asked := r.scan.asks || len(r.leaves[li].absences) > 0 || isInput && in.Missing.With != nil
			if q := r.leaves[li].q; !alive[q] && (there || asked) && f.differ(r, cell, next) {
				for _, like := range r.class[r.of[li]].leaves { // what one can do, the others can
					alive[r.leaves[like].q] = true
				}
			}
		})
	}
	for _, in := range inputsOf(f.b) {
		e := f.c.effectOf(in)
		e.read = true
		e.alive = e.alive || alive[in] || !leafOf[in] || f.narrow || f.about(func(s *scan) bool { return s.unread })
	}
}

// differ reports whether what is published is different in two cells.
func (f *proof) differ(r *run, a, b int) bool {
	if len(f.p.marks) > 0 && r.truth(f.p.applies, a) != r.truth(f.p.applies, b) {
		return true // marks are set where the block applies
	}
	for _, p := range append([]int{f.p.final}, f.p.marks...) {
		c := r.cols[p]
		if c.Why[a] != c.Why[b] {
			return true
		}
		switch {
		case c.Why[a] != 0:
		case c.Num != nil && c.Num[a] != c.Num[b], c.Code != nil && c.Code[a] != c.Code[b], c.Text != nil && c.Text[a] != c.Text[b]:
			return true
		}
	}
	return false
}

// published reports whether people see the results of a block.
func (c *checker) published(b *rules.Block) bool {
	for _, p := range c.fw.Publish {
		if p == b {
			return true
		}
	}
	return b.Shadow
}

// deadInputs reports inputs that are read and change no published result.
func (c *checker) deadInputs() {
	for _, b := range c.fw.Blocks {
		if c.published(b) && !c.shown[b] {
			for _, in := range inputsOf(b) {
				c.effectOf(in).alive = true
			}
		}
	}
	for _, in := range c.fw.Inputs {
		e := c.use[in]
		if e == nil || e.alive || !e.read || in == c.fw.DatedBy {
			continue
		}
		c.list.Add(&diag.Diagnostic{Severity: diag.Warning, Code: NoEffect, Summary: "input that changes no result", Range: in.At,
			Detail: "The formulas read " + quote(in.Name) + ", but no published result is ever different for it, whatever the other inputs are. Remove it, or mend the rules that were to use it."})
	}
}

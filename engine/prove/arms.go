package prove

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines what is found among rules, bands, rows and cases: those that
// never decide, and inputs for which none does.

func (f *proof) arms() {
	b := f.b
	switch {
	case b.Table != nil && b.Table.Table.Hit != "first":
		f.together()
	case b.Table != nil || len(b.Rules) > 0:
		f.inOrder(f.p.grade)
	case f.p.value >= 0:
		f.bands()
	}
	f.inOrder(f.p.cases)
}

// applies reports whether the block applies in a cell.
func (f *proof) applies(r *run, cell int) bool { return r.truth(f.p.applies, cell) == 1 }

// inOrder looks at arms of which the first that holds decides.
func (f *proof) inOrder(arms []*arm) {
	if len(arms) == 0 {
		return
	}
	for k, a := range arms {
		if f.deadArm(arms, k) {
			f.told[a.level] = true
		}
	}
	open := func(r *run, cell int) bool {
		return f.applies(r, cell) && r.truth(f.p.since, cell) == 1 && !slices.ContainsFunc(arms, func(a *arm) bool { return r.truth(a.probe, cell) != 0 })
	}
	f.uncovered(arms[0].what, open)
}

// uncovered reports the inputs for which no arm holds.
func (f *proof) uncovered(what string, open func(*run, int) bool) {
	r, cell := f.find("each case has a "+what, open)
	if r == nil {
		return
	}
	switch what {
	case "row":
		t := f.b.Table.Table
		d := f.add(diag.Error, RowsUncovered, t.At, "cases that no row covers", "No row of table "+quote(t.Name)+" holds for the case below. Add a row for it, widen a cell, or, with hit = first, end with a row of any.")
		d.Witness = f.witness(r, cell)
		d.Notes = []diag.Note{{Range: f.b.At, Caption: "the table is read here"}}
	default:
		mend := fmt.Sprintf("Add a %s for it, or end with %q if one is meant to take all that is left.", what, "otherwise")
		if what == "band" {
			mend = "Widen a band or add one, or state the range of the inputs if the value cannot occur."
		}
		d := f.add(diag.Error, Uncovered, f.b.At, "cases that no "+what+" covers", fmt.Sprintf("No %s of %s holds for the case below, so there is no result. %s%s", what, name(f.b), mend, f.howMany(r, open)))
		d.Witness = f.witness(r, cell)
	}
}

// howMany says how many cases of a run are so, where there are few enough to
// mean something.
func (f *proof) howMany(r *run, is func(*run, int) bool) string {
	n := 0
	for cell := range r.cells {
		if is(r, cell) {
			n++
		}
	}
	if n == 1 || r.cells > 2000 {
		return ""
	}
	return fmt.Sprintf(" It is so in %d of %d cases that differ.", n, r.cells)
}

// deadArm reports an arm that never decides.
func (f *proof) deadArm(arms []*arm, k int) bool {
	a := arms[k]
	decides := func(r *run, cell int) bool {
		return f.applies(r, cell) && r.holds(a, cell) &&
			!slices.ContainsFunc(arms[:k], func(b *arm) bool { return r.holds(b, cell) })
	}
	if a.what == "row" && f.c.calls(f.b.Table.Table) > 1 || !f.never(decides) {
		return false
	}
	if a.else_ && f.narrow {
		return false // it takes what is absent
	}
	holds := func(r *run, cell int) bool { return f.applies(r, cell) && r.holds(a, cell) }
	code, what := NeverHolds, a.what+" that can never hold"
	if a.what == "case" {
		code, what = IdleStep, "case that never applies"
	}
	if a.what == "case" && k == len(arms)-1 && f.b.RulesServe() {
		f.idleRules(arms[:k], holds)
		return true
	}
	if !f.first(f.complete, holds) && !f.first(f.wide, holds) {
		f.add(diag.Warning, code, a.at, what, fmt.Sprintf("The condition of %s is true for no input.%s Mend the condition, or remove it.", a.title(), f.scope()))
		return true
	}
	takers, notes := f.takers(arms[:k], holds)
	d := f.add(diag.Warning, code, a.at, what, fmt.Sprintf("Wherever %s would hold, %s decides before it.%s Put the narrower one first, or remove it.", a.title(), series(takers, "or"), f.scope()))
	d.Notes = notes
	r, cell := smallest(f.real, holds)
	if r == nil {
		r, cell = smallest(realOnes(f.wide), holds)
	}
	if r != nil && r.agrees(cell) {
		d.Witness = f.witness(r, cell)
	}
	return true
}

// idleRules reports the rules of a block whose cases leave nothing to them.
func (f *proof) idleRules(cases []*arm, holds func(r *run, cell int) bool) {
	takers, notes := f.takers(cases, holds)
	if len(takers) == 0 {
		return // it never applies at all, which is another matter
	}
	d := f.add(diag.Warning, IdleStep, f.b.At, "rules that never serve", fmt.Sprintf("The rules of %s serve where no case holds, and for every input %s decides before them.%s Narrow the case, or remove the rules.", name(f.b), series(takers, "or"), f.scope()))
	d.Notes = notes
}

// realOnes are the runs of which each cell can occur.
func realOnes(runs []*run) []*run {
	return slices.DeleteFunc(slices.Clone(runs), func(r *run) bool { return !r.real })
}

// takers are the earlier arms that decide where a later one would hold.
func (f *proof) takers(arms []*arm, holds func(*run, int) bool) (names []string, notes []diag.Note) {
	took := make([]bool, len(arms))
	for _, runs := range [][]*run{f.complete, f.wide} {
		for _, r := range runs {
			for cell := range r.cells {
				if !holds(r, cell) {
					continue
				}
				if i := slices.IndexFunc(arms, func(a *arm) bool { return r.holds(a, cell) }); i >= 0 {
					took[i] = true
				}
			}
		}
	}
	for i, a := range arms {
		if took[i] {
			names = append(names, a.title())
			notes = append(notes, diag.Note{Range: a.at, Caption: "this " + a.what + " takes its cases"})
		}
	}
	return names, notes
}

// bands looks at bands: which value lies in none, and which band holds none.
func (f *proof) bands() {
	arms := f.p.grade
	hasOther := slices.ContainsFunc(arms, func(a *arm) bool { return a.else_ })
	for _, a := range arms {
		holds := func(r *run, cell int) bool { return f.applies(r, cell) && r.holds(a, cell) }
		if a.else_ || !f.never(holds) {
			continue
		}
		f.told[a.level] = true
		d := f.add(diag.Warning, Unreachable, a.at, "band that no value reaches", fmt.Sprintf("No input gives %s a value in the band of %s.%s%s Move the cut-offs, or remove the level.", name(f.b), quote(a.name), f.span(), f.scope()))
		d.Notes = []diag.Note{{Range: f.b.At, Caption: "the value is made here"}}
	}
	if hasOther {
		return
	}
	f.uncovered("band", func(r *run, cell int) bool {
		return f.applies(r, cell) && r.cols[f.p.value].Why[cell] == 0 &&
			!slices.ContainsFunc(arms, func(a *arm) bool { return r.truth(a.probe, cell) != 0 })
	})
}

// span says between which values the number of the bands lies.
func (f *proof) span() string {
	lo, hi, any := 0.0, 0.0, false
	for _, r := range f.complete {
		c := r.cols[f.p.value]
		for cell := range r.cells {
			if c.Why[cell] != 0 {
				continue
			}
			if x := c.Num[cell]; !any {
				lo, hi, any = x, x, true
			} else {
				lo, hi = min(lo, x), max(hi, x)
			}
		}
	}
	if !any || !all(f.complete, func(r *run) bool { return r.real }) {
		return ""
	}
	for _, l := range f.complete[0].leaves {
		in, ok := l.q.(*rules.Input)
		if l.q.QType().Kind == rules.Number && (!ok || len(in.Among) == 0 && (in.Min == nil || in.Max == nil)) {
			return ""
		}
	}
	return " The value lies from " + rules.FloatText(lo) + " to " + rules.FloatText(hi) + "."
}

// together looks at the rows of a table of which several may hold.
func (f *proof) together() {
	arms, t := f.p.grade, f.b.Table.Table
	for _, a := range arms {
		holds := func(r *run, cell int) bool { return f.applies(r, cell) && r.holds(a, cell) }
		if f.c.calls(t) == 1 && f.never(holds) {
			f.told[a.level] = true
			f.add(diag.Warning, NeverHolds, a.at, "row that can never hold", fmt.Sprintf("No input meets this row of table %s.%s Mend its cells, or remove it.", quote(t.Name), f.scope()))
		}
	}
	if t.Hit == "unique" || t.Hit == "agree" {
		f.overlaps(arms, t)
	}
	f.uncovered("row", func(r *run, cell int) bool {
		return f.applies(r, cell) && r.truth(f.p.since, cell) == 1 && len(arms) > 0 && !slices.ContainsFunc(arms, func(a *arm) bool { return r.truth(a.probe, cell) != 0 })
	})
}

// overlaps reports pairs of rows that hold together and give different results.
func (f *proof) overlaps(arms []*arm, t *rules.Table) {
	for i, a := range arms {
		for _, b := range arms[:i] {
			if sameOuts(a.outs, b.outs) {
				continue
			}
			r, cell := f.find("no two rows hold at once", func(r *run, cell int) bool {
				return f.applies(r, cell) && r.truth(a.probe, cell) == 1 && r.truth(b.probe, cell) == 1
			})
			if r == nil {
				continue
			}
			d := f.add(diag.Error, RowsOverlap, a.at, "rows that overlap", fmt.Sprintf("This row and the one in line %d both hold for the case below and give different results. Narrow one of them, or say how one is chosen: hit = first, worst or best.", b.at.Start.Line))
			d.Notes = []diag.Note{{Range: b.at, Caption: "the other row"}, {Range: t.At, Caption: "hit = " + t.Hit}}
			d.Witness = f.witness(r, cell)
			break // one for each row
		}
	}
}

func sameOuts(a, b []rules.Value) bool {
	return slices.EqualFunc(a, b, func(x, y rules.Value) bool { return x.Equal(y) })
}

// calls is how often a table is read.
func (c *checker) calls(t *rules.Table) int {
	n := 0
	for _, b := range c.fw.Blocks {
		b.Exprs(func(_ string, e rules.Expr) {
			rules.Walk(e, func(x rules.Expr) bool {
				if x, ok := x.(*rules.TableCall); ok && x.Table == t {
					n++
				}
				return true
			})
		})
	}
	return n
}

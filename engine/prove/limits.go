package prove

import (
	"fmt"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines what is found among limits and steps: those that cross,
// those that never do anything.

func (f *proof) limits() {
	for k := range f.b.Limits {
		f.idle(k)
		for j := range k {
			f.cross(j, k)
		}
	}
}

// idle reports a limit that never holds, or never changes the level.
func (f *proof) idle(k int) {
	a, x := f.p.limits[k], f.b.Limits[k]
	holds := func(r *run, cell int) bool { return f.applies(r, cell) && r.holds(a, cell) }
	if f.never(holds) {
		f.add(diag.Warning, IdleLimit, a.at, "limit that never applies", fmt.Sprintf("The condition of limit %s is true for no input.%s Mend the condition, or remove the limit.", quote(a.name), f.scope()))
		return
	}
	changes := func(r *run, cell int) bool {
		if !holds(r, cell) {
			return false
		}
		level, bound := r.level(f.p.adjust, cell), r.level(f.p.bounds[k], cell)
		switch {
		case f.against(r, cell, k):
			return true
		case bound < 0 || x.Exactly != nil:
			return level != bound || level < 0
		case level < 0: // an absent level is left alone
			return false
		case x.AtMost != nil:
			return level < bound
		}
		return level > bound && level < len(f.b.Scale.Levels)
	}
	if !f.never(changes) {
		return
	}
	d := f.add(diag.Warning, IdleLimit, a.at, "limit that never changes a result", fmt.Sprintf("Wherever limit %s holds, %s is already within it.%s Mend its condition or its level, or remove the limit.", quote(a.name), name(f.b), f.scope()))
	if r, cell := smallest(f.real, holds); r != nil && r.agrees(cell) {
		d.Witness = f.witness(r, cell)
	}
}

// against reports whether a limit that holds undoes what another does, or may do.
func (f *proof) against(r *run, cell, k int) bool {
	x, bound := f.b.Limits[k], r.level(f.p.bounds[k], cell)
	for m, y := range f.b.Limits {
		if m == k || r.truth(f.p.limits[m].probe, cell) == 0 {
			continue
		}
		other := r.level(f.p.bounds[m], cell)
		if x.AtMost != nil && y.AtLeast != nil && other < bound || x.Exactly != nil && other != bound {
			return true
		}
	}
	return false
}

// cross reports two limits that hold at once and leave no level.
func (f *proof) cross(j, k int) {
	x, y := f.b.Limits[j], f.b.Limits[k]
	clash := func(r *run, cell int) bool {
		if !f.applies(r, cell) || r.truth(f.p.limits[j].probe, cell) != 1 || r.truth(f.p.limits[k].probe, cell) != 1 {
			return false
		}
		a, b := r.level(f.p.bounds[j], cell), r.level(f.p.bounds[k], cell)
		worst := len(f.b.Scale.Levels)
		switch {
		case a < 0 || b < 0:
			return false
		case x.Exactly != nil && y.Exactly != nil:
			return a != b
		case a >= worst || b >= worst:
			return false
		case x.AtMost != nil && y.AtLeast != nil:
			return a > b
		case x.AtLeast != nil && y.AtMost != nil:
			return b > a
		}
		return false
	}
	r, cell := f.find(fmt.Sprintf("limits %s and %s never cross", quote(x.Name), quote(y.Name)), clash)
	if r == nil {
		return
	}
	text := "Both limits hold for the case below, and one demands a better level than the other allows. Narrow a condition, or bring the levels together."
	if x.Exactly != nil {
		text = "Both limits hold for the case below, and they demand different results, so it is undecided. Narrow one of the conditions."
	}
	d := f.add(diag.Error, LimitsCross, y.At, "limits that cross", text)
	d.Notes = []diag.Note{{Range: x.At, Caption: "the other limit: " + f.bound(r, cell, j)}}
	d.Witness = f.witness(r, cell)
	d.Detail = fmt.Sprintf("Limit %s says %s. ", quote(y.Name), f.bound(r, cell, k)) + d.Detail
}

// bound writes what a limit demands in a cell.
func (f *proof) bound(r *run, cell, k int) string {
	x, word := f.b.Limits[k], "exactly"
	if x.AtMost != nil {
		word = "at_most"
	} else if x.AtLeast != nil {
		word = "at_least"
	}
	return word + " = " + r.result(f.p.bounds[k], cell)
}

// steps reports steps of an adjustment whose condition is never true.
func (f *proof) steps() {
	for _, a := range f.p.steps {
		if f.never(func(r *run, cell int) bool { return f.applies(r, cell) && r.holds(a, cell) }) {
			f.add(diag.Warning, IdleStep, a.at, "step that never applies", fmt.Sprintf("The condition of step %s is true for no input.%s Mend the condition, or remove the step.", quote(a.name), f.scope()))
		}
	}
}

// levels reports levels that no input leads to.
func (f *proof) levels() {
	b := f.b
	if b.Type.Kind != rules.LevelKind || b.Scale == nil || f.complete == nil || b.Of != nil {
		return // of rules that serve where no case holds, the cases may give the rest
	}
	var lost []string
	var notes []diag.Note
	blamed := false // a rule or a level that is read explains it, and is reported
	for l, lv := range b.Scale.Levels {
		if !f.never(func(r *run, cell int) bool { return r.level(f.p.final, cell) == l }) {
			continue
		}
		gives := 0
		for _, a := range f.p.grade {
			if a.level == l {
				gives++
				notes = append(notes, diag.Note{Range: a.at, Caption: "this " + a.what + " gives " + quote(lv.ID) + ", and never decides or is always limited or moved"})
			}
		}
		if f.told[l] && gives > 0 || gives == 0 && f.inherited(l) {
			blamed = true
			continue
		}
		lost = append(lost, quote(lv.ID))
	}
	f.c.fates[b] = blamed || len(lost) > 0
	if len(lost) == 0 {
		return
	}
	word, it := "level", "it"
	if len(lost) > 1 {
		word, it = "levels", "them"
	}
	d := f.add(diag.Warning, Unreachable, b.At, word+" that can never be reached", fmt.Sprintf("No input gives %s the %s %s.%s %s", name(b), word, series(lost, "or"), f.scope(), f.missing(len(notes) > 0, it)))
	d.Notes = append(notes, diag.Note{Range: b.Scale.At, Caption: "the scale"})
}

// missing says what it would take.
func (f *proof) missing(given bool, it string) string {
	if given {
		return "Loosen what takes " + it + " away, or say in a note that it is meant."
	}
	what := "Nothing leads to " + it
	switch {
	case len(f.b.Rules) > 0:
		what = "It would take a rule that gives " + it
	case f.b.Table != nil:
		what = "It would take a row that gives " + it
	case f.b.Bands != nil:
		what = "It would take a band that gives " + it
	}
	return what + ": add one, or use a scale without " + it + "."
}

// inherited reports a level that is lost already in a block that this one reads.
func (f *proof) inherited(level int) bool {
	for _, q := range f.b.Refs() {
		if b, ok := q.(*rules.Block); ok && b.Scale == f.b.Scale && f.c.fates[b] && f.c.reach[b] != nil && !f.c.reach[b].codes[level] {
			return true
		}
	}
	return false
}

package report

import (
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines how rows stand in the outline: those that the explained one
// is within, those within it, and those that it is measured against.

// rowName names a row: "trust T1 North Trust".
func rowName(r engine.TraceRow) string {
	return r.Entity + " " + r.Name + after(" ", r.Label)
}

// above writes what the row is within, and its part in the results there.
func (o *outline) above(list []engine.TraceAbove) {
	for _, a := range list {
		if len(a.Results) == 0 {
			continue
		}
		o.gap()
		o.add(0, headTone, "Above it: ", rowName(a.Row))
		for _, r := range a.Results {
			o.partIn(r, 1)
		}
	}
}

// partIn writes a result of a row above, and the part of the row in it.
func (o *outline) partIn(r engine.TracePartIn, depth int) {
	o.add(depth, plainTone, r.Block, memberIDs(r.Members), ": ", r.Value.Text, withUnit(r.Value, r.Unit), after(", from ", r.Value.Traced), tail(r.Title, r.Standing))
	if r.Member != nil {
		o.element(*r.Member, depth+1)
	}
	for _, p := range r.Part {
		o.add(depth+1, word2(r.Decides, goodTone, plainTone), p)
	}
	for _, x := range r.Through {
		o.partIn(x, depth+1)
	}
}

// mostBelow is how many rows within the explained one are written.
const mostBelow = 20

// mostBeside is how many of its results stand beside each.
const mostBeside = 6

// below writes the rows within the row.
func (o *outline) below(list []engine.TraceBelow) {
	for _, b := range list {
		o.gap()
		o.add(0, headTone, "Within it: ", strconv.Itoa(b.Rows), " ", b.Entity, word(b.Rows == 1, " row", " rows"))
		for _, x := range b.First[:min(len(b.First), mostBelow)] {
			var results []string
			for i, r := range x.Results {
				if i == mostBeside {
					results = append(results, "…")
					break
				}
				results = append(results, r.Block+memberIDs(r.Members)+" "+r.Value.Text)
			}
			o.add(1, plainTone, x.Row.Name, after(" ", x.Row.Label), after(": ", strings.Join(results, ", ")))
		}
		if more := b.Rows - min(len(b.First), mostBelow); more > 0 {
			o.add(1, dimTone, "and ", strconv.Itoa(more), " more")
		}
	}
}

// population writes who counts, the statistics and where the row stands.
func (o *outline) population(p *engine.TracePopulation, depth int) {
	head := after("", p.Of) + word(p.Of != "", " among ", "among ") + or(p.Title, word(p.Name != "", "population "+p.Name, "every "+p.Entity))
	if p.Title != "" && p.Name != "" {
		head += " (population " + p.Name + ")"
	}
	if p.By != "" {
		head += ", those with the same " + p.By + after(": ", p.Group)
	}
	o.add(depth, plainTone, head, after(", where ", p.Where), "  ", o.line(p.At))
	size := grouped(p.Rows) + word(p.Rows == 1, " row", " rows")
	if p.In != p.Rows {
		size += ", " + grouped(p.In) + " of them in it"
	}
	if p.Untold > 0 {
		size += ", of " + grouped(p.Untold) + " it cannot be told"
	}
	o.add(depth+1, plainTone, "size: ", size, ", ", word(p.Present == p.In, "all with a value", grouped(p.Present)+" with a value"), word(p.MadeUp > 0, ", "+grouped(p.MadeUp)+" of which made up by the rules", ""))
	for _, g := range p.Gaps {
		text := strings.Join(g.Names, ", ")
		if g.Rows > len(g.Names) {
			text += " and " + grouped(g.Rows-len(g.Names)) + " more"
		}
		o.add(depth+1, plainTone, word(p.LeavesOut, "left out: ", "without a value: "), grouped(g.Rows), " ", g.Text, " (", text, ")")
	}
	for _, s := range p.Statistics {
		o.add(depth+1, plainTone, s.Name, equals(s.Value), after(": ", strings.Join(s.Who, ", ")))
	}
	if s := p.Standing; s != nil {
		o.add(depth+1, plainTone, s.Of, " ", s.Value.Text, ": ", standing(s, p.Own != nil && p.Own.In && p.Own.Value == s.Value))
	}
	if p.Own != nil {
		o.own(p, depth+1)
	}
	if p.Mine != nil {
		o.mine(p.Mine, depth+1)
	}
}

// mine writes how many of the rows are within the explained one.
func (o *outline) mine(m *engine.TraceMine, depth int) {
	text := rowName(m.Row) + " has " + grouped(m.Rows) + word(m.Rows == 1, " of these rows", " of these rows")
	if m.In != m.Rows {
		text += ", " + grouped(m.In) + " of them in it"
	}
	if m.Present != m.In {
		text += ", " + grouped(m.Present) + " with a value"
	}
	if m.So > 0 {
		text += ", " + grouped(m.So) + " of which " + word(m.So == 1, "is so", "are so")
	}
	o.add(depth, plainTone, text)
}

// own writes what a row contributes.
func (o *outline) own(p *engine.TracePopulation, depth int) {
	w := p.Own
	text := rowName(w.Row)
	switch {
	case !w.In && len(w.Why) > 0:
		text += " is not in it: " + strings.Join(w.Why, ", and ")
	case !w.In:
		text += " is not in it"
	case w.LeftOut:
		text += " has no value (" + w.Value.Text + ") and is left out"
	default:
		text += " is in it with " + w.Value.Text
	}
	s := w.Standing
	if s != nil && (p.Standing == nil || s.Value != p.Standing.Value) {
		text += ": " + standing(s, w.In)
	}
	o.add(depth, plainTone, text)
}

// standing says where a number stands among many; self says that it is one of
// them.
func standing(s *engine.TraceStanding, self bool) string {
	equal := grouped(s.Equal) + " equal"
	if self {
		equal = grouped(s.Equal-1) + word(s.Equal == 2, " other equal", " others equal")
	}
	return grouped(s.Below) + " below, " + equal + ", " + grouped(s.Above) + " above: rank " + grouped(s.Below+1) + " from the smallest, " + grouped(s.Above+1) + " from the largest"
}

// grouped is a whole number with commas.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

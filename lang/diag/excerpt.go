package diag

// This file defines the source excerpt: which lines are shown and what stands
// beneath them. All places of one file share one excerpt, in the order of the
// lines, and "..." stands for lines left out. A range within a line is
// underlined; one over several lines has a bar beside it:
//
//	 3 | / rule "b" {
//	 4 | |   when = safe > good
//	 5 | | }
//	   | |_^
//
// Bars of several such ranges stand beside each other, the outermost first.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// mark is a range to be shown in an excerpt.
type mark struct {
	from, to    int // bytes
	first, last int // lines from 0
	caption     string
	primary     bool
	slot        int // for a range over several lines: its bar, from 0
}

func (m mark) tall() bool { return m.last > m.first }

// excerpt is the state of writing one.
type excerpt struct {
	p     *printer
	f     *sourceFile
	marks []mark
	open  []style // by slot: the colour of the bar being drawn, or plain
}

// places writes the diagnostic's ranges, file by file. It returns the notes
// that have no place.
func (p *printer) places(d *Diagnostic) (placeless []Note) {
	all := slices.Clone(d.Notes)
	if d.Range.Filename != "" {
		all = slices.Insert(all, 0, Note{Range: d.Range})
	}
	var names []string
	for _, n := range all {
		switch {
		case n.Range.Filename == "":
			placeless = append(placeless, n)
		case !slices.Contains(names, n.Range.Filename):
			names = append(names, n.Range.Filename)
		}
	}
	for _, name := range names {
		e := &excerpt{p: p, f: p.file(name)}
		var head *Note
		for i, n := range all {
			if n.Range.Filename != name {
				continue
			}
			primary := i == 0 && d.Range.Filename != ""
			shown := e.add(n, primary)
			if shown && head == nil {
				head = &n
				p.at(p.position(n.Range))
			}
			if !shown {
				p.at(p.position(n.Range) + captioned(n.Caption))
			}
		}
		e.write()
	}
	return placeless
}

// position is "file:line:column", as far as it is known.
func (p *printer) position(r Range) string {
	name := clean(r.Filename)
	if isWholeFile(r) {
		return name
	}
	if r.Start.Line > 0 {
		return fmt.Sprintf("%s:%d:%d", name, r.Start.Line, r.Start.Column)
	}
	if f := p.file(r.Filename); f != nil {
		if from, _, ok := f.clamp(r); ok {
			return fmt.Sprintf("%s:%d:%d", name, f.lineAt(from)+1, f.runes(from))
		}
	}
	return name
}

func captioned(caption string) string {
	if caption == "" {
		return ""
	}
	return ": " + clean(caption)
}

// add makes a mark of a note and reports whether it can be shown.
func (e *excerpt) add(n Note, primary bool) bool {
	if e.f == nil {
		return false
	}
	from, to, ok := e.f.clamp(n.Range)
	if !ok {
		return false
	}
	last := e.f.lineAt(max(from, to-1))
	e.marks = append(e.marks, mark{from: from, to: to, first: e.f.lineAt(from), last: last, caption: clean(n.Caption), primary: primary})
	return true
}

// write writes the excerpt.
func (e *excerpt) write() {
	if len(e.marks) == 0 {
		return
	}
	e.assignSlots()
	e.p.line(e.p.bar("|"))
	before := -1
	for _, line := range e.lines() {
		if before >= 0 && line > before+1 {
			e.p.line(e.p.paint(blue, "...") + strings.Repeat(" ", e.p.gutter) + e.p.render(e.bars(len(e.open))))
		}
		e.line(line)
		before = line
	}
}

// assignSlots gives each range over several lines a bar that no other range
// uses on the same lines.
func (e *excerpt) assignSlots() {
	slices.SortStableFunc(e.marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last))
	})
	var ends []int // by slot: the last line on which it is used
	for i := range e.marks {
		m := &e.marks[i]
		if !m.tall() {
			continue
		}
		m.slot = slices.IndexFunc(ends, func(end int) bool { return end < m.first })
		if m.slot < 0 {
			m.slot = len(ends)
			ends = append(ends, 0)
		}
		ends[m.slot] = m.last
	}
	e.open = make([]style, len(ends))
}

// lines returns the lines to show: those with marks, up to eight of a range
// over several lines, and any single line that would otherwise be left out.
func (e *excerpt) lines() []int {
	var out []int
	for _, m := range e.marks {
		for i := m.first; i <= m.last; i++ {
			if m.last-m.first >= 8 && i == m.first+4 {
				i = m.last - 1
			}
			out = append(out, i)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for i := len(out) - 1; i > 0; i-- {
		if out[i] == out[i-1]+2 {
			out = slices.Insert(out, i, out[i]-1)
		}
	}
	return out
}

package diag

// This file defines the rows of an excerpt: a line of the source, cut if it is
// too long, and beneath it the underlines with their captions. Underlines share
// a row where they and their captions do not touch; the place of the problem
// comes first.

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// segment is a text at a column of a row. In a row behind the bars the columns
// count from the first bar, elsewhere from the start of the source line.
type segment struct {
	col   int
	text  string
	style style
}

// render lays segments out in the order of their columns.
func (p *printer) render(row []segment) string {
	slices.SortStableFunc(row, func(a, b segment) int { return cmp.Compare(a.col, b.col) })
	var b strings.Builder
	at := 0
	for _, s := range row {
		if s.text == "" || s.col < at {
			continue
		}
		b.WriteString(strings.Repeat(" ", s.col-at))
		b.WriteString(p.paint(s.style, s.text))
		at = s.col + cells(s.text)
	}
	return b.String()
}

// line writes one line of the source and the rows beneath it.
func (e *excerpt) line(n int) {
	var short, hooked, ending, starting []mark
	for _, m := range e.marks {
		switch {
		case !m.tall() && m.first == n:
			short = append(short, m)
		case m.tall() && m.last == n:
			ending = append(ending, m)
		case m.tall() && m.first == n && e.f.isBlank(e.f.starts[n], m.from):
			starting = append(starting, m)
		case m.tall() && m.first == n:
			hooked = append(hooked, m)
		}
	}
	s := e.layOut(n)
	row := append(e.bars(len(e.open)), segment{e.margin(), s.text, plain})
	for _, m := range starting {
		row = append(row, segment{m.slot * 2, "/", e.p.styleOf(m)})
		e.open[m.slot] = e.p.styleOf(m)
	}
	e.p.line(e.p.numbered(strconv.Itoa(n+1), "|", blue) + e.p.render(row))
	for _, m := range hooked {
		e.row(e.hook(m, s.start(m.from)))
		e.open[m.slot] = e.p.styleOf(m)
	}
	for _, r := range e.underlines(s, short) {
		e.row(append(e.bars(len(e.open)), r...))
	}
	slices.Reverse(ending) // the innermost first
	for _, m := range ending {
		e.end(m, s)
	}
}

// end writes the last row of a range over several lines, with its caption.
func (e *excerpt) end(m mark, s shownLine) {
	col, st := max(s.end(m.to)-1, 0), e.p.styleOf(m)
	row := append(e.hook(m, col), segment{m.slot * 2, "|", st})
	e.open[m.slot] = plain
	if at := e.margin() + col + 2; at+cells(m.caption) <= e.p.room() {
		e.row(append(row, segment{at, m.caption, st}))
		return
	}
	e.row(row)
	for _, r := range e.captionRows(m, col) {
		e.row(append(e.bars(len(e.open)), r...))
	}
}

// hook is the row that leads from a range's bar to a column of the line; the
// bars further in make way for it.
func (e *excerpt) hook(m mark, col int) []segment {
	from, to := m.slot*2+1, e.margin()+col
	st := e.p.styleOf(m)
	return append(e.bars(m.slot), segment{from, strings.Repeat("_", to-from), st}, segment{to, m.sign(), st})
}

// bars are the bars being drawn in the slots before n.
func (e *excerpt) bars(n int) []segment {
	var out []segment
	for slot, st := range e.open[:n] {
		if st != plain {
			out = append(out, segment{slot * 2, "|", st})
		}
	}
	return out
}

// margin is the room that the bars take.
func (e *excerpt) margin() int { return 2 * len(e.open) }

func (e *excerpt) row(r []segment) { e.p.line(e.p.bar("|") + e.p.render(r)) }

// sign underlines the place of the problem with carets, the others with dashes.
func (m mark) sign() string {
	if m.primary {
		return "^"
	}
	return "-"
}

func (p *printer) styleOf(m mark) style {
	if m.primary {
		return p.tone
	}
	return blue
}

// room is the width that is left beside the gutter.
func (p *printer) room() int { return p.opt.Width - p.gutter - 3 }

// taken is the part of a row that an underline and its caption need.
type taken struct{ from, to int }

// underlines are the rows beneath a line for the ranges within it.
func (e *excerpt) underlines(s shownLine, marks []mark) [][]segment {
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(-strings.Compare(a.sign(), b.sign()), cmp.Compare(a.from, b.from)) // "^" before "-"
	})
	var rows [][]segment
	var used [][]taken
	for _, m := range marks {
		row, need, below := e.underline(s, m)
		free := slices.IndexFunc(used, func(row []taken) bool {
			return !slices.ContainsFunc(row, func(t taken) bool { return need.from < t.to && t.from < need.to })
		})
		if free < 0 {
			free, rows, used = len(rows), append(rows, nil), append(used, nil)
		}
		rows[free] = append(rows[free], row...)
		used[free] = append(used[free], need)
		for _, r := range below {
			rows, used = append(rows, r), append(used, []taken{{0, math.MaxInt}})
		}
	}
	return rows
}

// underline is the row of one range. Where its caption does not fit, the row
// is not to be shared and the caption stands below.
func (e *excerpt) underline(s shownLine, m mark) (row []segment, need taken, below [][]segment) {
	c0 := s.start(m.from)
	c1 := max(s.end(m.to), c0+1)
	st := e.p.styleOf(m)
	row = []segment{{e.margin() + c0, strings.Repeat(m.sign(), c1-c0), st}}
	switch at := e.margin() + c1 + 1; {
	case m.caption == "":
		return row, taken{c0, c1 + 1}, nil
	case at+cells(m.caption) <= e.p.room():
		return append(row, segment{at, m.caption, st}), taken{c0, c1 + 2 + cells(m.caption)}, nil
	}
	return row, taken{0, math.MaxInt}, e.captionRows(m, c0)
}

// captionRows wraps a caption that does not fit beside its underline.
func (e *excerpt) captionRows(m mark, col int) [][]segment {
	room := e.p.room() - e.margin()
	indent := max(0, min(col, room-min(40, cells(m.caption))))
	var rows [][]segment
	for _, s := range wrap(m.caption, max(room-indent, 20)) {
		rows = append(rows, []segment{{e.margin() + indent, s, e.p.styleOf(m)}})
	}
	return rows
}

// shownLine is a line of the source as it is shown: whole, or cut around the
// first mark that touches it.
type shownLine struct {
	text   string
	glyphs []glyph
	cut    int // cells left out before the text
	width  int // cells of the text
}

// layOut shows line n in the room there is. Only the surroundings of the marks
// are looked at when the line is very long.
func (e *excerpt) layOut(n int) shownLine {
	const far = 2000 // bytes
	from, to := e.f.span(n)
	focus, until := e.focus(n)
	focus = max(from, min(focus, to))
	a, b := max(from, focus-far), min(to, focus+far)
	for a > from && !utf8.RuneStart(e.f.src[a]) {
		a--
	}
	for b < to && !utf8.RuneStart(e.f.src[b]) {
		b++
	}
	s := shownLine{glyphs: glyphs(e.f.src, a, b)}
	total := s.end(b)
	room := max(e.p.room()-e.margin(), 20)
	if total > room { // leave a third before the focus, less if its end would fall out
		before := max(4, min(room/3, room-2-(s.end(min(until, b))-s.start(focus))))
		s.cut = max(0, min(s.start(focus)-before, total-room))
	}
	s.take(room, a > from, b < to)
	return s
}

// focus is the part of line n that must be seen: the place of the problem or
// else all marks.
func (e *excerpt) focus(n int) (from, to int) {
	from, to = math.MaxInt, 0
	for _, m := range e.marks {
		switch {
		case m.primary && m.first == n:
			return m.from, m.to
		case m.first == n:
			from, to = min(from, m.from), max(to, m.to)
		case m.last == n:
			from, to = min(from, m.to), max(to, m.to)
		}
	}
	return from, to
}

// take makes the text from the glyphs that fit in the room, with "…" where it
// is cut.
func (s *shownLine) take(room int, left, right bool) {
	var b strings.Builder
	total := 0
	if len(s.glyphs) > 0 {
		total = s.glyphs[len(s.glyphs)-1].end()
	}
	left, right = left || s.cut > 0, right || total-s.cut > room
	lo, hi := s.cut, s.cut+room
	if left {
		lo++
		b.WriteString("…")
	}
	if right {
		hi = min(hi, total) - 1
	}
	at := lo
	for _, g := range s.glyphs {
		if g.col < lo || g.end() > hi {
			continue
		}
		b.WriteString(strings.Repeat(" ", g.col-at)) // half of a wide glyph was cut
		b.WriteString(g.text)
		at = g.end()
	}
	s.width = at - s.cut
	if right {
		b.WriteString("…")
		s.width++
	}
	s.text = b.String()
}

// start is the column at which a byte is shown.
func (s shownLine) start(at int) int {
	i, _ := slices.BinarySearchFunc(s.glyphs, at, func(g glyph, at int) int { return cmp.Compare(g.to, at+1) })
	col := 0
	if i < len(s.glyphs) {
		col = s.glyphs[i].col
	} else if i > 0 {
		col = s.glyphs[i-1].end()
	}
	return s.inside(col)
}

// end is the column behind the byte before at.
func (s shownLine) end(at int) int {
	i, _ := slices.BinarySearchFunc(s.glyphs, at, func(g glyph, at int) int { return cmp.Compare(g.to, at) })
	col := 0
	if i < len(s.glyphs) && at > s.glyphs[i].from {
		col = s.glyphs[i].end()
	} else if i > 0 {
		col = s.glyphs[i-1].end()
	}
	return s.inside(col)
}

// inside moves a column of the whole line into the part that is shown.
func (s shownLine) inside(col int) int {
	if s.text == "" { // not cut yet
		return col
	}
	return max(0, min(col-s.cut, s.width))
}

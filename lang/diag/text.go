package diag

// This file defines the text that people read: WriteText and the order of its
// parts. A problem is shown as
//
//	error[R0405]: rule can never hold
//	  --> care.rubric.hcl:12:12
//	   |
//	12 |     when = safe > outstanding
//	   |            ^^^^^^^^^^^^^^^^^^
//
//	  what is wrong, then what to do
//
//	  For example, with safe = good, overall is good.
//
//	help: an instruction
//	   |
//	12 +     the line as it would then stand
//	   |
//	   = more: rubric help R0405
//
// Nothing from a rule file or from the data reaches the terminal raw: control
// characters and invisible marks are shown escaped (see glyph.go).

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// TextOptions says how WriteText writes.
type TextOptions struct {
	Color bool // write terminal colours
	Width int  // columns to fill; 0 means 100, and fewer than 40 count as 40
	Max   int  // problems to show, errors before warnings; 0 means all
}

// style is a set of terminal attributes; the empty one is plain text.
type style string

const (
	plain   style = ""
	bold    style = "1"
	red     style = "1;31"
	yellow  style = "1;33"
	blue    style = "1;34"
	green   style = "1;32"
	tailGap       = "  " // what Detail and Witness are indented by
)

var tones = [...]style{Error: red, Warning: yellow, Info: blue}

// printer writes one list. Its gutter is set anew for each diagnostic.
type printer struct {
	w       *bufio.Writer
	opt     TextOptions
	sources Sources
	files   map[string]*sourceFile
	gutter  int   // digits of the largest line number shown
	tone    style // the colour of the diagnostic's severity
	arrow   string
}

// WriteText writes the problems for people, in the order of Sorted, and a line
// that counts them. It writes nothing for an empty list.
func WriteText(w io.Writer, l List, src Sources, opt TextOptions) error {
	if opt.Width == 0 {
		opt.Width = 100
	}
	opt.Width = max(opt.Width, 40)
	p := &printer{w: bufio.NewWriter(w), opt: opt, sources: src, files: map[string]*sourceFile{}}
	all := l.Sorted()
	shown := all.mostImportant(opt.Max)
	for _, d := range shown {
		p.diagnostic(d)
		p.line("")
	}
	if more := len(all) - len(shown); more > 0 {
		p.line("… and " + Plural(more, "more problem", "more problems"))
	}
	if len(all) > 0 {
		p.line(p.paint(bold, all.tally()))
	}
	return p.w.Flush()
}

// mostImportant returns the n diagnostics of the highest severity, in the
// order of the list; all of them if n is 0.
func (l List) mostImportant(n int) List {
	if n <= 0 || n >= len(l) {
		return l
	}
	left := n
	quota := map[Severity]int{}
	for _, s := range []Severity{Error, Warning, Info} {
		quota[s] = min(left, l.Count(s))
		left -= quota[s]
	}
	var out List
	for _, d := range l {
		if quota[d.Severity] > 0 {
			quota[d.Severity]--
			out = append(out, d)
		}
	}
	return out
}

// tally is the last line: "2 errors, 1 warning".
func (l List) tally() string {
	var parts []string
	for s, words := range [...][2]string{{"error", "errors"}, {"warning", "warnings"}, {"note", "notes"}} {
		if n := l.Count(Severity(s)); n > 0 {
			parts = append(parts, Plural(n, words[0], words[1]))
		}
	}
	return strings.Join(parts, ", ")
}

// diagnostic writes all parts of one problem.
func (p *printer) diagnostic(d *Diagnostic) {
	p.tone, p.arrow = tones[d.Severity], "-->"
	p.gutter = p.gutterOf(d)
	head := d.Severity.String()
	if d.Code != "" {
		head += "[" + clean(string(d.Code)) + "]"
	}
	p.line(p.paint(p.tone, head) + p.paint(bold, ": "+clean(d.Summary)))
	p.cell(d.Cell)
	placeless := p.places(d)
	p.paragraphs(d.Detail)
	for _, n := range placeless {
		p.paragraphs("Note: " + n.Caption)
	}
	p.witness(d.Witness)
	p.fix(d.Fix, d.Range.Filename)
	if d.Code != "" {
		p.line(p.bar("=") + "more: rubric help " + clean(string(d.Code)))
	}
}

// cell writes a place in the data and what stands there.
func (p *printer) cell(c *Cell) {
	if c == nil {
		return
	}
	p.at(c.place())
	if said := c.said(); said != "" {
		p.line(p.bar("|"))
		p.line(p.bar("|") + said)
	}
}

// place names the cell: `data.csv, row 12 (line 13), column "hygiene"`.
func (c *Cell) place() string {
	s := clean(c.File)
	if c.Row > 0 {
		s += ", row " + group(c.Row)
	}
	switch {
	case c.Line > 0 && c.Row > 0:
		s += " (line " + group(c.Line) + ")"
	case c.Line > 0:
		s += ", line " + group(c.Line)
	}
	if c.Column != "" {
		s += `, column "` + clean(c.Column) + `"`
	}
	return s
}

// said tells what the cell holds and what it should: `value "abc"; expected a
// whole number`. A cell without a row is a column or a file, and holds nothing.
func (c *Cell) said() string {
	var parts []string
	if c.Value != "" {
		parts = append(parts, `value "`+shorten(clean(c.Value), 60)+`"`)
	} else if c.Row > 0 {
		parts = append(parts, "no value")
	}
	if c.Expected != "" {
		parts = append(parts, "expected "+clean(c.Expected))
	}
	return strings.Join(parts, "; ")
}

// paragraphs writes wrapped text after an empty line.
func (p *printer) paragraphs(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.line("")
	for _, s := range wrap(text, p.opt.Width-len(tailGap)) {
		p.line(tailGap + s)
	}
}

// at writes a place line; the first of a diagnostic has an arrow.
func (p *printer) at(place string) {
	p.line(strings.Repeat(" ", p.gutter) + p.paint(blue, p.arrow) + " " + place)
	p.arrow = ":::"
}

// bar is the gutter without a line number.
func (p *printer) bar(sign string) string { return p.numbered("", sign, blue) }

// numbered is the gutter with a line number and a sign.
func (p *printer) numbered(number, sign string, st style) string {
	return p.paint(blue, fmt.Sprintf("%*s", p.gutter, number)) + " " + p.paint(st, sign) + " "
}

// line writes s without trailing spaces.
func (p *printer) line(s string) {
	p.w.WriteString(strings.TrimRight(s, " "))
	p.w.WriteByte('\n')
}

func (p *printer) paint(st style, s string) string {
	if !p.opt.Color || st == plain || s == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}

// gutterOf returns the digits of the largest line number that d will show.
func (p *printer) gutterOf(d *Diagnostic) int {
	largest := 1
	for _, n := range append([]Note{{Range: d.Range}}, d.Notes...) {
		if f := p.file(n.Range.Filename); f != nil {
			if _, to, ok := f.clamp(n.Range); ok {
				largest = max(largest, f.lineAt(to)+1)
			}
		}
	}
	if d.Fix != nil {
		for _, c := range p.changes(d.Fix.Edits) {
			largest = max(largest, c.line+min(max(len(c.old), len(c.new)), mostLines+1))
		}
	}
	return len(strconv.Itoa(largest))
}

// Plural counts things in words: Plural(9980, "problem", "problems") is
// "9,980 problems".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return group(n) + " " + many
}

// group writes a whole number with a comma before every third digit.
func group(n int) string {
	digits := []byte(strconv.Itoa(n))
	first := 0
	if n < 0 {
		first = 1
	}
	for i := len(digits) - 3; i > first; i -= 3 {
		digits = slices.Insert(digits, i, ',')
	}
	return string(digits)
}

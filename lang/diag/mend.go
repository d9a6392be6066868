package diag

// This file defines how the example and the fix of a problem are told, in
// WriteText as lists and lines, in the other outputs as sentences.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// witness writes the example: the values aligned, then what follows from them.
func (p *printer) witness(w *Witness) {
	if w == nil {
		return
	}
	if len(w.Given) < 2 {
		p.paragraphs(w.sentence())
		return
	}
	p.paragraphs("For example, with")
	widest := 0
	for _, v := range w.Given {
		widest = max(widest, cells(clean(v.Name)))
	}
	for _, v := range w.Given {
		name := clean(v.Name)
		p.line(tailGap + "    " + name + strings.Repeat(" ", widest-cells(name)) + " = " + clean(v.Value))
	}
	for _, s := range wrap(w.outcome(), p.opt.Width-len(tailGap)) {
		p.line(tailGap + s)
	}
}

// sentence tells the whole example: "For example, with safe = good, overall is
// good."
func (w *Witness) sentence() string {
	given := list(w.Given, " = ")
	switch {
	case given == "" && w.outcome() == "":
		return ""
	case given == "":
		return "For example, " + w.outcome()
	case w.outcome() == "":
		return "For example, with " + given + "."
	}
	return "For example, with " + given + ", " + w.outcome()
}

// outcome tells what follows: "overall is good, and with safe improved to
// outstanding, overall falls to inadequate."
func (w *Witness) outcome() string {
	then, but := list(w.Then, " is "), list(w.But, " is ")
	if len(w.Improved) > 0 {
		but = "with " + list(w.Improved, " improved to ") + ", " + list(w.But, " falls to ")
	}
	switch {
	case then == "" && but == "":
		return ""
	case but == "":
		return then + "."
	case then == "":
		return but + "."
	case len(w.Improved) > 0:
		return then + ", and " + but + "."
	}
	return then + ", but " + but + "."
}

// list joins values as in "a = 1, b = 2 and c = 3".
func list(values []Value, verb string) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = clean(v.Name) + verb + clean(v.Value)
	}
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return strings.Join(parts, "")
}

// message tells everything that the short forms have no field for.
func (d *Diagnostic) message() string {
	var parts []string
	if d.Detail != "" {
		parts = append(parts, cleanLines(d.Detail))
	}
	if d.Cell != nil {
		if said := d.Cell.said(); said != "" {
			parts = append(parts, d.Cell.place()+": "+said+".")
		} else {
			parts = append(parts, d.Cell.place()+".")
		}
	}
	if d.Witness != nil && d.Witness.sentence() != "" {
		parts = append(parts, d.Witness.sentence())
	}
	if d.Fix != nil && d.Fix.Summary != "" {
		parts = append(parts, "Help: "+cleanLines(d.Fix.Summary))
	}
	return strings.Join(parts, "\n")
}

// mostLines is how many lines of one change are shown.
const mostLines = 12

// change is a run of lines that edits replace, as whole lines.
type change struct {
	file     string
	line     int // of the first old line, from 0
	old, new []string
}

// fix writes the instruction and the lines as they would then stand; here is
// the file that the reader is looking at.
func (p *printer) fix(x *Fix, here string) {
	if x == nil {
		return
	}
	p.line("")
	for i, s := range wrap(x.Summary, p.opt.Width-len("help: ")) {
		if i == 0 {
			p.line(p.paint(green, "help") + ": " + s)
			continue
		}
		p.line("      " + s)
	}
	changes := p.changes(x.Edits)
	for _, c := range changes {
		if c.file != here {
			p.at(clean(c.file))
			here = c.file
		}
		p.line(p.bar("|"))
		p.change(c)
	}
	if len(changes) > 0 {
		p.line(p.bar("|"))
	}
}

// change writes the new lines, after the old ones if some of them go.
func (p *printer) change(c change) {
	if len(c.old) > len(c.new) {
		p.changed(c.line, c.old, "-", red)
	}
	p.changed(c.line, c.new, "+", green)
}

func (p *printer) changed(first int, lines []string, sign string, st style) {
	for i, s := range lines {
		if i == mostLines && len(lines) > mostLines+1 {
			p.line(p.numbered("", sign, st) + "… and " + Plural(len(lines)-mostLines, "more line", "more lines"))
			return
		}
		shown := shownLine{glyphs: glyphs([]byte(s), 0, len(s))}
		shown.take(p.room(), false, false)
		p.line(p.numbered(strconv.Itoa(first+i+1), sign, st) + p.paint(st, shown.text))
	}
}

// changes turns edits into changed lines. Edits outside their file are left
// out, and so is one that overlaps another.
func (p *printer) changes(edits []Edit) []change {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Range.Filename, b.Range.Filename), cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte))
	})
	var out []change
	for i := 0; i < len(edits); {
		name := edits[i].Range.Filename
		f := p.file(name)
		if f == nil || !f.holds(edits[i].Range) {
			i++
			continue
		}
		first, last := f.linesOf(edits[i].Range)
		at := f.starts[first]
		var b strings.Builder
		for ; i < len(edits) && edits[i].Range.Filename == name; i++ {
			r := edits[i].Range
			if !f.holds(r) || r.Start.Byte < at {
				continue
			}
			from, to := f.linesOf(r)
			if from > last {
				break
			}
			b.Write(f.src[at:r.Start.Byte])
			b.WriteString(edits[i].Text)
			at, last = r.End.Byte, max(last, to)
		}
		_, end := f.span(last)
		b.Write(f.src[at:max(at, end)])
		c := change{file: name, line: first, old: splitLines(string(f.src[f.starts[first]:end])), new: splitLines(b.String())}
		out = append(out, c.trimmed())
	}
	return out
}

// holds reports whether r lies within the text.
func (f *sourceFile) holds(r Range) bool {
	return r.Start.Byte >= 0 && r.Start.Byte <= r.End.Byte && r.End.Byte <= len(f.src)
}

func (f *sourceFile) linesOf(r Range) (first, last int) {
	return f.lineAt(r.Start.Byte), f.lineAt(r.End.Byte)
}

// trimmed leaves out the lines at either end that stay as they are.
func (c change) trimmed() change {
	for len(c.old) > 0 && len(c.new) > 0 && c.old[0] == c.new[0] {
		c.old, c.new, c.line = c.old[1:], c.new[1:], c.line+1
	}
	for len(c.old) > 0 && len(c.new) > 0 && c.old[len(c.old)-1] == c.new[len(c.new)-1] {
		c.old, c.new = c.old[:len(c.old)-1], c.new[:len(c.new)-1]
	}
	return c
}

func splitLines(s string) []string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	if len(lines) == 1 && lines[0] == "" {
		return nil
	}
	return lines
}

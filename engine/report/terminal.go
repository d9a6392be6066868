package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines results as a table for people.

// widestCell is how much of a cell a terminal shows.
const widestCell = 40

// WriteTable writes the first rows of the results, at most most of them (0: all
// of them), and says how many there are beyond. Absent results show their
// reason in brackets. Without a level it writes a table for each, under its name
// where there are several.
func WriteTable(w io.Writer, res *engine.Result, opt Options, most int) error {
	if opt.Level != nil {
		return writeTable(w, at(res, opt.Level), opt, most)
	}
	levels := Levels(res, opt.All)
	for i, l := range levels {
		if len(levels) > 1 {
			if _, err := fmt.Fprintf(w, "%s%s\n\n", word(i > 0, "\n", ""), printable(l.heading())); err != nil {
				return err
			}
		}
		if err := writeTable(w, at(res, &l), opt, most); err != nil {
			return err
		}
	}
	return nil
}

// heading is the name of a level above its table.
func (l Level) heading() string {
	switch {
	case l.Entity == nil:
		return "Figures of everyone"
	case l.Entity.Title != "":
		return l.Entity.Title
	}
	return strings.ToUpper(l.Entity.Name[:1]) + strings.ReplaceAll(l.Entity.Name[1:], "_", " ")
}

func writeTable(w io.Writer, res *view, opt Options, most int) error {
	cols := columns(res, Options{Labels: opt.Labels, All: opt.All, Detail: opt.Detail})
	t := table.NewWriter()
	t.SetStyle(plainStyle())
	t.SetColumnConfigs(alignment(res, opt))
	header := make(table.Row, len(cols))
	for i, c := range cols {
		header[i] = printable(c.name)
	}
	t.AppendHeader(header)
	n := res.rows
	if most > 0 {
		n = min(n, most)
	}
	absent := absences(res, opt)
	for row := range n {
		cells := make(table.Row, len(cols))
		for i, c := range cols {
			s := string(c.put(nil, row))
			if why := absent[i]; s == "" && why != nil {
				s = why(row)
			}
			cells[i] = printable(s)
		}
		t.AppendRow(cells)
	}
	var err error
	for line := range strings.Lines(t.Render() + "\n") {
		if _, err = fmt.Fprintln(w, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	if n < res.rows {
		_, err = fmt.Fprintf(w, "… and %s\n", diag.Plural(res.rows-n, "more row", "more rows"))
	}
	return err
}

// plainStyle has two spaces between columns and a line below the header.
func plainStyle() table.Style {
	s := table.StyleDefault
	s.Name = "plain"
	s.Box = table.BoxStyle{MiddleHorizontal: "─", MiddleSeparator: "─", MiddleVertical: " ", PaddingRight: " ", UnfinishedRow: " …"}
	s.Options = table.Options{SeparateHeader: true, SeparateColumns: true}
	s.Format = table.FormatOptions{Header: text.FormatDefault, Row: text.FormatDefault}
	return s
}

// alignment sets numbers to the right.
func alignment(res *view, opt Options) []table.ColumnConfig {
	var out []table.ColumnConfig
	for i, c := range columnKinds(res, opt) {
		cfg := table.ColumnConfig{Number: i + 1, WidthMax: widestCell, WidthMaxEnforcer: snip}
		if c.number {
			cfg.Align, cfg.AlignHeader = text.AlignRight, text.AlignRight
		}
		out = append(out, cfg)
	}
	return out
}

// snip shortens a cell that is too wide.
func snip(s string, most int) string { return text.Snip(s, most, "…") }

// absences give the reason in brackets, by column, for columns of results.
func absences(res *view, opt Options) map[int]func(row int) string {
	out := map[int]func(int) string{}
	for i, c := range columnKinds(res, opt) {
		if c.of == nil {
			continue
		}
		out[i] = func(row int) string {
			if w := c.of.Why[row]; w != 0 {
				return "(" + res.Plan.Reason(w).Name + ")"
			}
			return ""
		}
	}
	return out
}

// columnKind says what a column holds; of is nil where it is no result.
type columnKind struct {
	of     *engine.Column
	number bool
}

// columnKinds are the kinds of the columns, in the order of columns.
func columnKinds(res *view, opt Options) []columnKind {
	out := make([]columnKind, len(res.keys()))
	published, steps := res.blocks(opt.All)
	for i, b := range append(published, steps...) {
		for _, o := range res.Outcomes[b] {
			numeric := b.Type.Kind == rules.Number || b.Scale != nil && b.Scale.Numeric
			out = append(out, columnKind{o.Final, numeric})
			if opt.All && o.Value != nil {
				out = append(out, columnKind{nil, true})
			}
			if opt.Detail && i < len(published) {
				out = append(out, make([]columnKind, len(details(res, "", b, o)))...)
			}
			if o.Bounds != nil {
				out = append(out, make([]columnKind, len(boundColumns("", b, o, opt.Labels)))...)
			}
		}
	}
	return out
}

// printable takes away what could move a terminal's cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

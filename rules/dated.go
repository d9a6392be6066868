package rules

import (
	"github.com/rubric-lang/rubric/lang"
)

// This file defines what changes with the date: the rows of tables, and the
// periods in which values, rows and blocks hold.

// DatedRows are the rows of a table from a date on: Rows[First:End] of the table.
type DatedRows struct {
	About
	From        string
	First, End  int
	ReviewBy    string
	Unpublished string
}

// Holds reports whether a date lies in the period.
func (p Period) Holds(date string) bool {
	return date >= p.From && (p.Until == "" || date < p.Until)
}

// String says the period in words: "from 2026-04-01 until 2027-04-01".
func (p Period) String() string {
	switch {
	case p.From == "" && p.Until == "":
		return "on every date"
	case p.From == "":
		return "until " + p.Until
	case p.Until == "":
		return "from " + p.From + " on"
	}
	return "from " + p.From + " until " + p.Until
}

// InForce is the place in Dated of the rows that hold on a date; -1 if none do.
func (t *Table) InForce(date string) int {
	at := -1
	for i, d := range t.Dated {
		if d.From <= date {
			at = i
		}
	}
	return at
}

// DateOf is the place in Dated to which a row belongs, and its number there,
// from 1.
func (t *Table) DateOf(row int) (at, number int) {
	for i, d := range t.Dated {
		if row >= d.First && row < d.End {
			return i, row - d.First + 1
		}
	}
	return -1, row + 1
}

// Historic reports whether the rows of the table change on a date.
func (t *Table) Historic() bool {
	return len(t.Dated) > 1 || len(t.Dated) == 1 && t.Dated[0].From != ""
}

// Historic reports whether the value of the parameter changes on a date.
func (p *Parameter) Historic() bool {
	return len(p.Dated) > 1 || len(p.Dated) == 1 && p.Dated[0].From != ""
}

// Dates are the dates on which something of the framework changes, within the
// period that it claims, earliest first.
func (fw *Framework) Dates() []string {
	seen := map[string]bool{}
	var out []string
	put := func(date string) {
		if date != "" && !seen[date] && fw.InForce.Holds(date) {
			seen[date] = true
			out = append(out, date)
		}
	}
	put(fw.InForce.From)
	for _, p := range fw.Parameters {
		for _, d := range p.Dated {
			put(d.From)
		}
	}
	for _, t := range fw.Tables {
		for _, d := range t.Dated {
			put(d.From)
		}
	}
	for _, b := range fw.Blocks {
		put(b.InForce.From)
	}
	sortStrings(out)
	return out
}

// tableDates reads the rows of a table, of every date.
func (l *loader) tableDates(t *Table, b *lang.Block) {
	ats := b.Of("at")
	if len(ats) == 0 || b.Attr("rows") != nil || b.Attr("grid") != nil || b.Attr("csv") != nil {
		l.rowsFrom(t, b, "")
		if len(ats) > 0 {
			l.problem(Contradiction, ats[0].Header, "table with and without history", "A table has one set of rows, or rows from dates on; not both.", note(b.Header, "the table"))
			return
		}
	}
	for _, n := range ats {
		from := l.atDate(n)
		if k := len(t.Dated); k > 0 && t.Dated[k-1].From >= from {
			l.problem(DateOrder, n.Header, "dates out of order", "Rows stand in the order of their dates, each date once.", note(t.Dated[k-1].At, "the rows before them"))
		}
		l.rowsFrom(t, n, from)
	}
}

// rowsFrom reads the rows of one date.
func (l *loader) rowsFrom(t *Table, b *lang.Block, from string) {
	d := DatedRows{From: from, First: len(t.Rows), ReviewBy: l.date(b, "review_by"), Unpublished: l.text(b, "unpublished")}
	if from != "" || b.Type == "at" {
		d.About = l.about(b)
	} else {
		d.At = b.Header
	}
	l.rowsOf(t, b, d.Unpublished)
	d.End = len(t.Rows)
	t.Dated = append(t.Dated, d)
}

// rowsOf reads rows in the one way in which a block says them.
func (l *loader) rowsOf(t *Table, b *lang.Block, unpublished string) {
	rows, grid, file := b.Attr("rows"), b.Attr("grid"), b.Attr("csv")
	n := 0
	for _, a := range []*lang.Attr{rows, grid, file} {
		if a != nil {
			n++
		}
	}
	what := "table"
	if b.Type == "at" {
		what = "date"
	}
	switch {
	case n == 0 && unpublished != "":
	case n > 0 && unpublished != "":
		l.problem(Contradiction, b.Attr("unpublished").Range, "rows that are there and were never published", "Rows that were never published cannot be written down. Remove the rows, or remove \"unpublished\".", note(b.Header, "the "+what))
	case n != 1:
		l.problem(Contradiction, b.Header, "table with "+map[bool]string{true: "no rows", false: "two kinds of rows"}[n == 0], "A "+what+" has rows, a grid or a csv file: exactly one of them.")
	case rows != nil:
		l.tableRows(t, rows)
	case grid != nil:
		l.tableGrid(t, grid)
	default:
		l.tableCSV(t, b, file)
	}
}

// atDate reads the date from which something holds.
func (l *loader) atDate(b *lang.Block) string {
	from := b.Label(0)
	if _, ok := Days(from); !ok {
		at := b.Header
		if len(b.Labels) > 0 {
			at = b.Labels[0].Range
		}
		l.problem(WrongValue, at, "date that is not one", "Write at \"2026-04-01\" { ... }.")
	}
	return from
}

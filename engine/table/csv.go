// This file defines ReadCSV: how records become the rows of a table.

package table

import (
	"bytes"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/rubric-lang/rubric/lang/diag"
)

// ReadCSV reads a header and the rows after it: RFC 4180 in UTF-8, packed or
// not, with any line end (LF, CRLF, none at the end) and with or
// without a byte order mark. Blank lines are skipped, except between the rows
// of a single column, where they are absent cells. Line ends inside quotes
// become line feeds.
//
// Rows with a problem stay in the table, so that row numbers agree with the
// source: missing cells are absent, surplus cells are left out, a stray quote
// is a character like any other. An unclosed quote and a limit end the table.
// The table is never nil unless there is an error, and the error is one of r
// or a delimiter that cannot be used.
func ReadCSV(r io.Reader, name string, opt Options) (*Table, diag.List, error) {
	delim, err := opt.delimiter()
	if err != nil {
		return nil, nil, err
	}
	opt.Limits = opt.Limits.withDefaults()
	p := &problems{file: name, limit: opt.Limits.Problems}
	t := &Table{Name: name}
	in, ok, err := open(r, opt, p)
	if err != nil {
		return nil, nil, err
	}
	if !ok {
		return t, p.all(), nil
	}
	c := &csvReader{scanner: newScanner(in, delim, opt.Limits), problems: p, table: t, opt: opt}
	if c.header() {
		c.rows()
	}
	if err := in.failed(c.scanner.err, t.Rows, p); err != nil {
		return nil, nil, err
	}
	return t, p.all(), nil
}

type csvReader struct {
	scanner  *scanner
	problems *problems
	table    *Table
	opt      Options
	kept     []kept
}

// kept is a column with its position among the fields of a record.
type kept struct {
	index  int
	column *Column
}

// header reads the names of the columns and reports whether rows may follow.
func (c *csvReader) header() bool {
	s, limits := c.scanner, c.opt.Limits
	f := s.next()
	at := place{line: s.at}
	switch f {
	case foundRecord:
	case foundTooLong:
		c.problems.longRecord(at, "header", limits.Record)
		return false
	case foundUnclosed:
		c.problems.unclosedQuote(place{line: s.opened, column: "header"}, limits.Record)
		return false
	default:
		if s.err == nil {
			c.problems.empty(s.at, "a header", "Write the names of the columns on its first line.")
		}
		return false
	}
	if len(s.fields) > limits.Columns {
		c.problems.manyColumns(at, limits.Columns)
		return false
	}
	if !c.checkLineEnds(at) {
		return false
	}
	first := make(map[string]int, len(s.fields))
	for i := range s.fields {
		c.column(i, first)
	}
	for _, i := range s.strays {
		c.problems.strayQuote(place{line: s.at, column: c.table.Header[i]}, s.cell(i))
	}
	if len(c.table.Header) == 1 {
		c.hintDelimiter(at)
	}
	return true
}

// checkLineEnds reports a header that runs on because its lines end with
// carriage returns alone.
func (c *csvReader) checkLineEnds(at place) bool {
	for i := range c.scanner.fields {
		if bytes.IndexByte(c.scanner.cell(i), '\r') >= 0 && c.scanner.plain {
			c.problems.lineEnds(at)
			return false
		}
	}
	return true
}

// column reads the name of column i; first holds the position of each name.
func (c *csvReader) column(i int, first map[string]int) {
	text := c.scanner.cell(i)
	if !cleanText(text) {
		c.problems.badText(place{line: c.scanner.at, column: excerpt(text)}, text)
	}
	name := string(text)
	at := place{line: c.scanner.at, column: name}
	keep := c.opt.keeps(name)
	if earlier, twice := first[name]; name == "" {
		c.problems.unnamedColumn(at, i)
	} else if !twice {
		first[name] = i
	} else if keep {
		c.problems.duplicateColumn(diag.Error, at, earlier, i)
	} else {
		c.problems.duplicateColumn(diag.Warning, at, earlier, i)
	}
	c.table.Header = append(c.table.Header, name)
	if keep {
		c.kept = append(c.kept, kept{i, c.table.addColumn(name)})
	}
}

// hintDelimiter warns of a single column that looks like several.
func (c *csvReader) hintDelimiter(at place) {
	for _, d := range [...]struct {
		b    byte
		name string
	}{{'\t', "a tab"}, {';', "';'"}, {'|', "'|'"}, {',', "','"}} {
		if d.b != c.scanner.delim && strings.IndexByte(c.table.Header[0], d.b) >= 0 {
			at.column = c.table.Header[0]
			c.problems.delimiter(at, d.name)
			return
		}
	}
}

// rows reads all records after the header.
func (c *csvReader) rows() {
	s, t, limits := c.scanner, c.table, c.opt.Limits
	most := math.MaxInt
	if n := len(t.Columns); n > 0 {
		most = int(limits.Cells / int64(n))
	}
	for {
		f := s.next()
		if f == foundEnd {
			return
		}
		if len(t.Header) == 1 && s.blanks > 0 {
			t.addRows(min(s.blanks, most-t.Rows), s.at-s.blanks)
		}
		if t.Rows >= most {
			c.problems.tooMuchData(place{row: t.Rows, line: s.at}, plural(int(limits.Cells), "cell"))
			return
		}
		switch at := (place{row: t.Rows + 1, line: s.at}); f {
		case foundRecord:
			c.row()
		case foundTooLong:
			c.problems.longRecord(at, "row", limits.Record)
		case foundUnclosed:
			at.line, at.column = s.opened, c.name(len(s.fields))
			c.problems.unclosedQuote(at, limits.Record)
			return
		}
		t.addRows(1, s.at)
	}
}

// row puts the cells of a record into the columns.
func (c *csvReader) row() {
	s, row := c.scanner, c.table.Rows
	if len(s.fields) != len(c.table.Header) {
		c.problems.raggedRow(place{row: row + 1, line: s.at}, len(s.fields), len(c.table.Header))
	}
	for _, i := range s.strays {
		c.problems.strayQuote(place{row: row + 1, line: s.at, column: c.name(i)}, s.cell(i))
	}
	rec, fields := s.buf[s.start:], s.fields
	clean := s.plain && cleanText(rec[:fields[len(fields)-1].to])
	for _, k := range c.kept {
		if k.index >= len(fields) {
			return
		}
		f := fields[k.index]
		text := rec[f.from:f.to]
		if !clean && !cleanText(text) {
			c.problems.badText(place{row: row + 1, line: s.at, column: k.column.Name}, text)
		}
		k.column.set(row, text)
	}
}

// name is the name of the column i, empty for surplus cells.
func (c *csvReader) name(i int) string {
	if i < len(c.table.Header) {
		return c.table.Header[i]
	}
	return ""
}

// cleanText reports whether the text is UTF-8 without NUL characters.
func cleanText(text []byte) bool {
	return utf8.Valid(text) && bytes.IndexByte(text, 0) < 0
}

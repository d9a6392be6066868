// This file defines Stretches: the rows of a source that is not CSV, some at a time,
// and how they become CSV, which OpenPieces cuts into pieces.

package table

import (
	"bytes"
	"io"
)

// Stretches are the rows of a source, for callers that keep none of them. They are
// read as the whole source would be, so each cell has the text that it has there.
type Stretches interface {
	// Next gives the next rows as a table that holds the columns which are kept, the
	// same in every one; it is good until Next is called again. The first may be
	// without rows. The error is io.EOF behind the last, ErrWhole where reading the
	// whole source would report something, or that of the machine.
	Next() (*Table, error)
}

// A stretch has at most so many rows, and ends behind so much text.
const (
	stretchRows = 1 << 10
	stretchText = 1 << 20
)

// AsCSV is CSV with the rows of a source: its columns are those that are kept, and
// ReadCSV and OpenPieces find the texts in it that the whole source would have given.
// Reading fails with ErrWhole where CSV cannot say a text.
func AsCSV(from Stretches) io.Reader { return &csvText{from: from} }

// csvText is the CSV of a stretch, and of the header before the first.
type csvText struct {
	from  Stretches
	text  []byte
	read  int // bytes of it that were handed out
	begun bool
	err   error // behind the text
}

// Read reads CSV.
func (c *csvText) Read(p []byte) (int, error) {
	for c.read == len(c.text) {
		if c.err != nil {
			return 0, c.err
		}
		c.text, c.read = c.text[:0], 0
		c.stretch()
	}
	n := copy(p, c.text[c.read:])
	c.read += n
	return n, nil
}

// stretch writes the next stretch.
func (c *csvText) stretch() {
	t, err := c.from.Next()
	if err == nil && len(t.Columns) == 0 {
		err = ErrWhole // nothing would be written of any row
	}
	if err != nil {
		c.err = err
		return
	}
	if !c.begun {
		for i, col := range t.Columns {
			c.cell(i, len(t.Columns), []byte(col.Name))
		}
		c.begun = true
	}
	for row := range t.Rows {
		for i, col := range t.Columns {
			c.cell(i, len(t.Columns), col.Bytes(row))
		}
	}
}

// cell writes cell i of n. In quotes a line feed takes the place of CRLF: such a text
// cannot be said.
func (c *csvText) cell(i, n int, text []byte) {
	from := len(c.text)
	c.text = AppendCell(append(c.text, text...), from, n)
	if len(c.text)-from > len(text) && bytes.Contains(text, []byte("\r\n")) {
		c.err = ErrWhole
	}
	if i == n-1 {
		c.text = append(c.text, '\n')
	} else {
		c.text = append(c.text, ',')
	}
}

// clear forgets the rows; the next ones take their memory.
func (t *Table) clear() {
	t.Rows, t.lines = 0, t.lines[:0]
	for _, c := range t.Columns {
		c.data, c.ends, c.wide = c.data[:0], c.ends[:0], c.wide[:0]
	}
}

// Clear begins a stretch: it forgets the rows of the one before. What limits the text
// of a source counts on; the number of cells is that of a stretch.
func (b *Builder) Clear() {
	b.table.clear()
	b.cleared = b.left
}

// Full reports whether a stretch that Clear began has enough.
func (b *Builder) Full() bool {
	return b.table.Rows >= stretchRows || b.cleared-b.left >= stretchText
}

// Stretch is the table as it is now, or ErrWhole if there is a problem.
func (b *Builder) Stretch() (*Table, error) {
	if len(b.problems.list) > 0 {
		return nil, ErrWhole
	}
	return b.table, nil
}

package report

import (
	"io"
	"slices"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines results as CSV.

// WriteCSV writes the results of one level as CSV: the key columns of the data,
// then those of what the rows are within, then a column for each published result
// under the header that the framework gives it, else the name of its block, or for
// each of its members ("block.member"). Detail and All add the columns that Options
// names. Figures of everyone are one row without a key.
func WriteCSV(w io.Writer, res *engine.Result, opt Options) error {
	v := at(res, opt.Level)
	cols := csvColumns(v, opt)
	out := AppendCSVHeader(nil, res, opt)
	for row := range v.rows {
		if out = appendRow(out, cols, row); len(out) >= csvBuffer {
			if _, err := w.Write(out); err != nil {
				return err
			}
			out = out[:0]
		}
	}
	_, err := w.Write(out)
	return err
}

// csvRoom is how many bytes are free, at least, when a buffer has grown.
const csvRoom = 4 * shortRoom

// csvBuffer is how many bytes are written at once.
const csvBuffer = 64 << 10

// AppendCSVHeader appends the first line of WriteCSV.
func AppendCSVHeader(to []byte, res *engine.Result, opt Options) []byte {
	cols := columns(at(res, opt.Level), opt)
	for i, c := range cols {
		to = table.AppendCell(append(to, c.name...), len(to), len(cols))
		to = append(to, separator(i, len(cols)))
	}
	return to
}

// AppendCSV appends the lines of WriteCSV after the first.
func AppendCSV(to []byte, res *engine.Result, opt Options) []byte {
	const some = 32 // rows that say how long the others will be
	v := at(res, opt.Level)
	cols := csvColumns(v, opt)
	begun := len(to)
	for row := range v.rows {
		if row == some {
			to = slices.Grow(to, (len(to)-begun)*v.rows/some)
		}
		to = appendRow(to, cols, row)
	}
	return to
}

// appendRow appends a line.
func appendRow(to []byte, cols []column, row int) []byte { return appendCells(to, cols, row, 0) }

// appendCells appends a line from behind so many cells on. What most columns hold is
// written by place: texts and names with more bytes than they have, over which what
// follows is written.
func appendCells(to []byte, cols []column, row, behind int) []byte {
	if behind > 0 {
		to = append(to, cols[behind-1].behind)
	}
	for i := behind; i < len(cols); i++ {
		c := &cols[i]
		if cap(to)-len(to) <= shortRoom {
			to = slices.Grow(to, csvRoom)
		}
		n := len(to)
		switch v := c.of; {
		case c.cells != nil:
			to = append(to, c.cells[c.from[row]:c.to[row]]...)
		case c.plain && uint(len(c.texts[row])-1) < shortRoom:
			text := c.texts[row]
			to = to[:n+len(text)]
			putShort(to[n:], text)
		case c.texts != nil:
			to = table.AppendCell(append(to, c.texts[row]...), n, len(cols))
		case v == nil:
			to = table.AppendCell(c.put(to, row), n, len(cols))
		case v.Why != nil && v.Why[row] != 0:
			to = table.AppendCell(to, n, len(cols))
		case c.words != nil:
			to = appendShort(to, &c.words[v.Code[row]])
		case c.kind == rules.Number:
			x := v.Num[row]
			if k := int(x); uint(k) < uint(len(smalls)) && float64(k) == x {
				to = appendShort(to, &smalls[k])
			} else {
				to = appendNumber(to, x)
			}
		default:
			to = append(to, c.names[v.Code[row]]...)
		}
		to = append(to, c.behind)
	}
	return to
}

// csvColumns are columns whose names of levels are written as cells.
func csvColumns(v *view, opt Options) []column {
	out := columns(v, opt)
	for i := range out {
		c := &out[i]
		c.behind = separator(i, len(out))
		short := len(c.names) > 0
		for k, name := range c.names {
			c.names[k] = string(table.AppendCell([]byte(name), 0, len(out)))
			short = short && len(c.names[k]) < shortRoom
		}
		if short {
			c.words = make([]shortText, len(c.names))
			for k, name := range c.names {
				c.words[k] = newShort(name)
			}
		}
	}
	return out
}

// separator stands behind cell i of n.
func separator(i, n int) byte {
	if i == n-1 {
		return '\n'
	}
	return ','
}

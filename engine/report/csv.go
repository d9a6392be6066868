package report

import (
	"io"

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
	cols := columns(v, opt)
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
	v := at(res, opt.Level)
	cols := columns(v, opt)
	for row := range v.rows {
		to = appendRow(to, cols, row)
	}
	return to
}

func appendRow(to []byte, cols []column, row int) []byte {
	for i := range cols {
		from := len(to)
		to = cols[i].put(to, row)
		if cols[i].kind != rules.Number || len(cols) == 1 {
			to = table.AppendCell(to, from, len(cols))
		}
		to = append(to, separator(i, len(cols)))
	}
	return to
}

// separator stands behind cell i of n.
func separator(i, n int) byte {
	if i == n-1 {
		return '\n'
	}
	return ','
}

package report

import (
	"io"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
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
	names, cells := make([]string, len(cols)), make([][]byte, len(cols))
	for i, c := range cols {
		names[i] = c.name
	}
	out := table.NewWriter(w)
	if err := out.Header(names); err != nil {
		return err
	}
	for row := range v.rows {
		for i, c := range cols {
			cells[i] = c.put(cells[i][:0], row)
		}
		if err := out.Row(cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

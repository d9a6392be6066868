// This file defines the package's products: Table and Column, the raw text of
// one data source.

// Package table reads raw data (CSV and its relatives, JSON lines) into
// columns of text cells, and writes CSV. It is a part of the engine: typing
// and the binding of columns to inputs happen later, in package engine. The
// formats that need a library of their own are companions, in folders below
// this one: zstd unpacks, parquet and sqltable make tables with a Builder.
//
// Contract: a reader takes an io.Reader and knows no files and no network. It
// returns the table it could make, the problems of the data as diagnostics
// with a place (row, line, column) each, and an error only if the machine
// failed, that is, if the io.Reader did. A table that comes with diagnostics
// of severity Error has the right rows in the right order, as far as it was
// read, but not the right cells: show the problems and do not compute with it.
//
// Memory is bounded whatever the input says: the text of kept cells, four
// bytes for every kept cell, and a window of one record (Limits.Record).
// Nothing is allocated per cell or per row.
//
// Glossary: a record is one row as written, a line is what ends with a line
// feed (a quoted cell may contain several), a row is a record after the header
// (counted from 0 in Go, from 1 in messages), a cell is the text of one column
// in one row, and an absent cell is the same as empty text.
//
// Data that is not kept is read in pieces: OpenPieces cuts CSV into them, and AsCSV
// makes CSV of what comes as Stretches, such as JSON lines by OpenJSONL.
//
// Start with ReadCSV in csv.go; the loop that splits bytes is in scan.go.
package table

import (
	"math"
	"slices"
)

// Table is the raw text of one data source, column by column.
type Table struct {
	Name    string    // as shown in messages
	Columns []*Column // in the order of the source, only the kept ones
	Header  []string  // every column name of the source, kept or not
	Rows    int       // records without the header

	byName map[string]*Column
	lines  []lineMark
}

// lineMark says on which line a row starts; the rows after it, up to the next
// mark, start on the lines after it. Plain files need a single mark.
type lineMark struct{ row, line int }

// Column returns the kept column of that name, nil if there is none. Names
// match exactly; of two columns with one name (a reported problem) it is the
// first.
func (t *Table) Column(name string) *Column { return t.byName[name] }

// Line returns the line of the source (from 1) on which the record of row
// (from 0) starts, and 0 if there is no such row or if the source has no lines.
// For a JSON array it is the line of the opening brace.
func (t *Table) Line(row int) int {
	if row < 0 || row >= t.Rows || len(t.lines) == 0 {
		return 0
	}
	i, found := slices.BinarySearchFunc(t.lines, row, func(m lineMark, row int) int { return m.row - row })
	if !found {
		i--
	}
	return t.lines[i].line + row - t.lines[i].row
}

// addRows appends n rows of absent cells that start on consecutive lines from
// line on.
func (t *Table) addRows(n, line int) {
	if n == 0 {
		return
	}
	last := len(t.lines) - 1
	if last < 0 || t.lines[last].line+t.Rows-t.lines[last].row != line {
		t.lines = append(t.lines, lineMark{t.Rows, line})
	}
	t.Rows += n
}

// addColumn appends a kept column.
func (t *Table) addColumn(name string) *Column {
	c := &Column{Name: name}
	t.Columns = append(t.Columns, c)
	if t.byName == nil {
		t.byName = map[string]*Column{}
	}
	if t.byName[name] == nil {
		t.byName[name] = c
	}
	return c
}

// Column is the text of all cells of one column, in one piece of memory.
//
// Cell r is data[end(r-1):end(r)]. Offsets are 32 bits wide as long as they
// fit: rows after the first 4 GiB of text continue in wide. Rows after the
// last offset are absent cells, so that columns which are rarely filled (keys
// of JSON objects) cost nothing behind their last value.
type Column struct {
	Name string // as written in the source

	data []byte
	ends []uint32
	wide []uint64
}

// Bytes returns the text of a row (from 0), empty if the cell is absent. The
// bytes stay valid as long as the table and must not be changed.
func (c *Column) Bytes(row int) []byte {
	if row >= c.filled() {
		return nil
	}
	from, to := 0, c.end(row)
	if row > 0 {
		from = c.end(row - 1)
	}
	return c.data[from:to:to]
}

// Text returns the text of a row (from 0) as a string of its own.
func (c *Column) Text(row int) string { return string(c.Bytes(row)) }

// Texts returns the text of each of the first rows, as parts of one string.
func (c *Column) Texts(rows int) []string {
	all, out, from := string(c.data), make([]string, rows), 0
	for r := range min(rows, c.filled()) {
		to := c.end(r)
		out[r] = all[from:to]
		from = to
	}
	return out
}

// filled is the number of rows that have an offset.
func (c *Column) filled() int { return len(c.ends) + len(c.wide) }

func (c *Column) end(row int) int {
	if row < len(c.ends) {
		return int(c.ends[row])
	}
	return int(c.wide[row-len(c.ends)])
}

// set gives a row its text. Rows come in ascending order, each at most once;
// rows that were left out become absent cells.
func (c *Column) set(row int, text []byte) {
	for c.filled() < row {
		c.mark()
	}
	c.data = append(c.data, text...)
	c.mark()
}

// mark ends the next row at the end of the data.
func (c *Column) mark() {
	if n := uint64(len(c.data)); n <= math.MaxUint32 {
		c.ends = append(c.ends, uint32(n))
	} else {
		c.wide = append(c.wide, n)
	}
}

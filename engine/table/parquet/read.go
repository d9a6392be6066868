// Package parquet reads Parquet files into tables and writes columns as Parquet.
// It is a companion of package table, in a folder of its own so that the core
// does not need the library.
//
// Contract: Read gives what table.ReadCSV would give if the file were CSV, with
// the text of each cell as exact as the file holds it: see text.go for how each
// type is written. Only the columns that are kept are read. Whatever the file
// holds, a damaged one is a problem of the data: no panic leaves this package. Open
// reads the same a stretch of rows at a time, for callers that keep none.
//
// Start with Read; Open is in stretch.go, Write in write.go.
package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
)

// The problems that only Parquet files have.
const (
	CodeBadParquet diag.Code = "R0519" // truncated, corrupt, encrypted
	CodeBadColumn  diag.Code = "R0520" // of a type that no cell can hold
)

// Magic is how a Parquet file begins, and ends.
const Magic = "PAR1"

// batch is how many values are read at once.
const batch = 1024

// Read reads the columns of a Parquet file that are kept. The file has size
// bytes. Delimiter and Packings have no meaning here. The error is one of r; all
// else is among the problems.
func Read(r io.ReaderAt, size int64, name string, opt table.Options) (*table.Table, diag.List, error) {
	in := &watched{r: r}
	f := &file{build: table.NewBuilder(name, opt)}
	err := f.read(in, size)
	if in.err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", name, in.err)
	}
	if err != nil {
		f.build.Problem(CodeBadParquet, diag.Cell{Expected: "a complete Parquet file"}, "Damaged Parquet file",
			fmt.Sprintf("%q cannot be read as Parquet: %s. Nothing of it was used. Copy or download it again, or write it again with the tool that made it.", name, clean(err)))
	}
	t, list := f.build.Done()
	return t, list, nil
}

// watched remembers why the machine failed. Reading behind the end is a fault of
// the data: it holds an offset that cannot be.
type watched struct {
	r   io.ReaderAt
	err error
}

// ReadAt reads from the underlying file.
func (w *watched) ReadAt(p []byte, at int64) (int, error) {
	if at < 0 {
		return 0, errors.New("a place before the beginning of the file is named")
	}
	n, err := w.r.ReadAt(p, at)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		w.err = err
	}
	return n, err
}

// clean is the text of an error of the library, without its own name.
func clean(err error) string {
	return strings.TrimPrefix(strings.TrimPrefix(err.Error(), "parquet: "), "reading ")
}

// file is a file that is being read.
type file struct {
	build  *table.Builder
	pf     *parquet.File
	keep   []kept
	values [batch]parquet.Value
}

// caught makes an error of a panic of the library. It is deferred.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("what it says of itself does not agree (%v)", p)
	}
}

// read reads all that is kept.
func (f *file) read(r io.ReaderAt, size int64) (err error) {
	defer caught(&err)
	if err := f.open(r, size); err != nil {
		return err
	}
	row := 0
	for i := range f.pf.RowGroups() {
		g, err := f.group(i, row)
		if err != nil {
			return err
		}
		if !f.build.Rows(g.rows) {
			return nil
		}
		for k := range f.keep {
			if more, err := g.read(k, row); err != nil {
				return fmt.Errorf("column %q, from row %d on: %w", f.keep[k].column.Name, row+1, err)
			} else if !more {
				return nil
			}
		}
		row += g.rows
	}
	return f.ended(row)
}

// open reads the description of a file, and names its columns.
func (f *file) open(r io.ReaderAt, size int64) error {
	if err := checkEnds(r, size); err != nil {
		return err
	}
	pf, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	f.pf = pf
	f.columns()
	return nil
}

// mostFooter bounds the description of a file.
const mostFooter = 256 << 20

// checkEnds says in plain words what is wrong with a file that is cut off.
func checkEnds(r io.ReaderAt, size int64) error {
	var ends [12]byte
	if size < int64(len(ends)) {
		return fmt.Errorf("it has %d bytes, and the shortest has 12", size)
	}
	if _, err := r.ReadAt(ends[:4], 0); err != nil {
		return err
	}
	if _, err := r.ReadAt(ends[4:], size-8); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if string(ends[:4]) == "PARE" || string(ends[8:]) == "PARE" {
		return errors.New("it is encrypted")
	}
	if string(ends[:4]) != Magic || string(ends[8:]) != Magic {
		return errors.New("it does not end as it should; it may have been cut off")
	}
	if n := int64(binary.LittleEndian.Uint32(ends[4:])); n > size-12 || n > mostFooter {
		return fmt.Errorf("its description is said to have %d bytes, and the file has %d", n, size)
	}
	return nil
}

// kept is a column that is read.
type kept struct {
	leaf   *parquet.Column
	column *table.Column
	text   texter
}

// columns names the columns of the file and finds those that are kept.
func (f *file) columns() {
	for _, c := range f.pf.Root().Columns() {
		column := f.build.Column(c.Name())
		if column == nil {
			continue
		}
		text, what := texterOf(c)
		if text == nil {
			f.badColumn(c.Name(), what)
			continue
		}
		f.keep = append(f.keep, kept{c, column, text})
	}
}

// group is a group of rows.
type group struct {
	file      *file
	chunks    []parquet.ColumnChunk
	described []format.ColumnChunk
	rows      int
}

// group is the i-th group of rows, before which there were so many.
func (f *file) group(i, before int) (*group, error) {
	g := f.pf.RowGroups()[i]
	n := g.NumRows()
	if n < 0 || n > f.pf.NumRows()-int64(before) {
		return nil, errors.New("its groups have more rows than the file")
	}
	return &group{f, g.ColumnChunks(), f.pf.Metadata().RowGroups[i].Columns, int(n)}, nil
}

// read reads the k-th of the columns that are kept into the rows from one on.
func (g *group) read(k, row int) (more bool, err error) {
	c := g.column(k)
	defer c.Close()
	if more, err = g.file.fill(c, row, row+g.rows); err == nil && more {
		err = c.ended()
	}
	return more, err
}

// ended checks that all groups together had so many rows as the file should.
func (f *file) ended(rows int) error {
	if int64(rows) != f.pf.NumRows() {
		return fmt.Errorf("it should have %d rows, and its groups have %d", f.pf.NumRows(), rows)
	}
	return nil
}

func (f *file) badColumn(name, what string) {
	f.build.Problem(CodeBadColumn, diag.Cell{Column: name, Value: what, Expected: "text, numbers, dates or true and false"}, "Column that is no list of single values",
		fmt.Sprintf("The column %q holds %s, and a cell holds a single value. Write its parts as columns of their own, or as text.", name, what))
}

// fill puts the next values into the rows from one to before another.
func (f *file) fill(c *chunk, row, end int) (more bool, err error) {
	var buf [64]byte
	for row < end {
		n, err := c.next(f.values[:min(batch, end-row)])
		if err != nil {
			return false, err
		}
		if n == 0 {
			return false, fmt.Errorf("%d values are missing", end-row)
		}
		for _, v := range f.values[:n] {
			if !v.IsNull() {
				if text, plain := c.text(buf[:0], v); !f.set(c.column, row, text, plain) {
					return false, nil
				}
			}
			row++
		}
	}
	return true, nil
}

func (f *file) set(c *table.Column, row int, text []byte, plain bool) bool {
	if plain {
		return f.build.Clean(c, row, text)
	}
	return f.build.Set(c, row, text)
}

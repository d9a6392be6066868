// Package parquet reads Parquet files into tables and writes columns as Parquet.
// It is a companion of package table, in a folder of its own so that the core
// does not need the library.
//
// Contract: Read gives what table.ReadCSV would give if the file were CSV, with
// the text of each cell as exact as the file holds it: see text.go for how each
// type is written. Only the columns that are kept are read. Whatever the file
// holds, a damaged one is a problem of the data: no panic leaves this package.
//
// Start with Read; Write is in write.go.
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
	f := &file{table.NewBuilder(name, opt)}
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
type file struct{ build *table.Builder }

// read reads all that is kept. A panic of the library becomes an error.
func (f *file) read(r io.ReaderAt, size int64) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("what it says of itself does not agree (%v)", p)
		}
	}()
	if err := checkEnds(r, size); err != nil {
		return err
	}
	pf, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	return f.columns(pf)
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

// columns names the columns of the file and reads those that are kept.
func (f *file) columns(pf *parquet.File) error {
	var keep []kept
	for _, c := range pf.Root().Columns() {
		column := f.build.Column(c.Name())
		if column == nil {
			continue
		}
		text, what := texterOf(c)
		if text == nil {
			f.badColumn(c.Name(), what)
			continue
		}
		keep = append(keep, kept{c, column, text})
	}
	row := 0
	for i, g := range pf.RowGroups() {
		n := g.NumRows()
		if n < 0 || n > pf.NumRows()-int64(row) {
			return errors.New("its groups have more rows than the file")
		}
		if !f.build.Rows(int(n)) {
			return nil
		}
		if more, err := f.group(g, pf.Metadata().RowGroups[i].Columns, keep, row); err != nil || !more {
			return err
		}
		row += int(n)
	}
	if int64(row) != pf.NumRows() {
		return fmt.Errorf("it should have %d rows, and its groups have %d", pf.NumRows(), row)
	}
	return nil
}

// group reads the columns that are kept of a group of rows, which begins at row.
func (f *file) group(g parquet.RowGroup, described []format.ColumnChunk, keep []kept, row int) (more bool, err error) {
	chunks := g.ColumnChunks()
	for _, k := range keep {
		at := k.leaf.Index()
		if err = checkPacking(described[at].MetaData.Codec); err == nil {
			more, err = f.chunk(chunks[at], k, row, int(g.NumRows()))
		}
		if err != nil {
			return false, fmt.Errorf("column %q, from row %d on: %w", k.column.Name, row+1, err)
		}
		if !more {
			return false, nil
		}
	}
	return true, nil
}

func (f *file) badColumn(name, what string) {
	f.build.Problem(CodeBadColumn, diag.Cell{Column: name, Value: what, Expected: "text, numbers, dates or true and false"}, "Column that is no list of single values",
		fmt.Sprintf("The column %q holds %s, and a cell holds a single value. Write its parts as columns of their own, or as text.", name, what))
}

// chunk reads the values of a column in n rows from row on.
func (f *file) chunk(c parquet.ColumnChunk, k kept, row, n int) (more bool, err error) {
	pages := c.Pages()
	defer pages.Close()
	var values [batch]parquet.Value
	end := row + n
	for {
		p, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return false, err
		}
		if err = checkPage(p); err == nil {
			row, more, err = f.page(p, k, row, end, values[:])
		}
		parquet.Release(p)
		if err != nil || !more {
			return more, err
		}
	}
	if row != end {
		return false, fmt.Errorf("%d values are missing", end-row)
	}
	return true, nil
}

// checkPage refuses a page of texts that has more texts than the library takes of
// it: it warns and goes on, but such a page is damaged or was unpacked wrongly.
func checkPage(p parquet.Page) error {
	if p.Type().Kind() != parquet.ByteArray || p.Dictionary() != nil {
		return nil
	}
	values := p.Data()
	text, ends := values.ByteArray()
	if n := len(ends); n > 0 && int64(ends[n-1]) != int64(len(text)) {
		return errors.New("a page has more texts than it says")
	}
	return nil
}

// checkPacking refuses a way of packing that the library sometimes reads wrongly,
// and with which damaged data takes memory without end.
func checkPacking(c format.CompressionCodec) error {
	if c == format.Lz4Raw {
		return errors.New("it is packed with LZ4, which is not read; Snappy, gzip and zstd are")
	}
	return nil
}

// page puts the values of a page into rows from row on and returns the next row.
func (f *file) page(p parquet.Page, k kept, row, end int, values []parquet.Value) (int, bool, error) {
	in := p.Values()
	var buf [64]byte
	for {
		n, err := in.ReadValues(values)
		if n > end-row {
			return row, false, errors.New("it has more values than rows")
		}
		for _, v := range values[:n] {
			if !v.IsNull() {
				if text, plain := k.text(buf[:0], v); !f.set(k.column, row, text, plain) {
					return row, false, nil
				}
			}
			row++
		}
		if errors.Is(err, io.EOF) {
			return row, true, nil
		}
		if err != nil {
			return row, false, err
		}
		if n == 0 {
			return row, false, io.ErrNoProgress
		}
	}
}

func (f *file) set(c *table.Column, row int, text []byte, plain bool) bool {
	if plain {
		return f.build.Clean(c, row, text)
	}
	return f.build.Set(c, row, text)
}

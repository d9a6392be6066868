package parquet

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
)

// This file defines Write, and Writer for rows that are not kept. A number is written
// as DOUBLE: the results of rubric are decimals of at most 15 digits, and the nearest
// double of such a decimal gives it back as it was. Texts are STRING, answers BOOLEAN, dates DATE, and what
// is absent is null. Values that repeat are written once. Pages are packed with
// Snappy, which every reader knows. The same columns give the same bytes.

// Kind says as what a column is written.
type Kind int

const (
	Text Kind = iota
	Number
	Answer // true or false
	Date
)

// Column is a column to be written.
type Column struct {
	Name string
	Kind Kind
	// Put appends the text of a row: a decimal, true or false, a date such as
	// 2026-04-01, or any text. Nothing stands for null.
	Put func(to []byte, row int) []byte
}

// rowsInGroup is how many rows are written together.
const rowsInGroup = 1 << 17

// Write writes columns of so many rows.
func Write(w io.Writer, rows int, columns []Column) error {
	out, err := NewWriter(w, columns)
	if err != nil {
		return err
	}
	for from := 0; from < rows; from += batch {
		for i, c := range columns {
			for row := from; row < min(from+batch, rows); row++ {
				out.cells[i].text = c.Put(out.cells[i].text, row)
				out.cells[i].end()
			}
		}
		if err := out.batch(); err != nil {
			return err
		}
	}
	return out.Close()
}

// Writer writes rows as they come, and holds a group of them. The bytes are those of
// Write.
type Writer struct {
	columns []Column
	out     *parquet.GenericWriter[any]
	to      []*parquet.ColumnWriter
	cells   []cells // of the batch, by column
	next    int     // column
	rows    int     // that were written
}

// cells are texts of a column.
type cells struct {
	text []byte
	ends []int
}

// end ends a cell.
func (c *cells) end() { c.ends = append(c.ends, len(c.text)) }

// NewWriter begins a file. Put of the columns is not called.
func NewWriter(w io.Writer, columns []Column) (out *Writer, err error) {
	defer failed(&err)
	if len(columns) == 0 {
		return nil, errors.New("a Parquet file needs a column")
	}
	root := ordered{}
	for _, c := range columns {
		root.fields = append(root.fields, field{nodes[c.Kind], c.Name})
	}
	out = &Writer{columns: columns, cells: make([]cells, len(columns))}
	out.out = parquet.NewGenericWriter[any](w, parquet.NewSchema("results", root),
		parquet.Compression(&parquet.Snappy), parquet.CreatedBy("rubric", "", ""))
	out.to = out.out.ColumnWriters()
	return out, nil
}

// failed makes an error of a panic of the library. It is deferred.
func failed(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("the Parquet file could not be made: %v", p)
	}
}

// Cell writes the next cell of a row, or the first of the next row: a text as Put
// gives it.
func (w *Writer) Cell(text []byte) error {
	c := &w.cells[w.next]
	c.text = append(c.text, text...)
	c.end()
	if w.next++; w.next < len(w.cells) {
		return nil
	}
	w.next = 0
	if len(c.ends) < batch {
		return nil
	}
	return w.batch()
}

// batch writes the cells that are held.
func (w *Writer) batch() (err error) {
	defer failed(&err)
	n := len(w.cells[0].ends)
	if n == 0 {
		return nil
	}
	for i := range w.cells {
		if err := w.column(i); err != nil {
			return fmt.Errorf("column %q: %w", w.columns[i].Name, err)
		}
	}
	if w.rows += n; w.rows%rowsInGroup == 0 {
		return w.out.Flush()
	}
	return nil
}

// column writes the cells of a column that are held.
func (w *Writer) column(i int) error {
	var values [batch]parquet.Value
	c, from := &w.cells[i], 0
	for row, to := range c.ends {
		v, err := value(w.columns[i].Kind, c.text[from:to])
		if err != nil {
			return fmt.Errorf("row %d: %w", w.rows+row+1, err)
		}
		level := 1
		if v.IsNull() {
			level = 0
		}
		values[row], from = v.Level(0, level, i), to
	}
	_, err := w.to[i].WriteRowValues(values[:len(c.ends)])
	c.text, c.ends = c.text[:0], c.ends[:0]
	return err
}

// Close ends the file, behind a whole row.
func (w *Writer) Close() (err error) {
	if err := w.batch(); err != nil {
		return err
	}
	defer failed(&err)
	return w.out.Close()
}

// value is the value of a text, which must stay as it is until it is written.
func value(k Kind, text []byte) (parquet.Value, error) {
	if len(text) == 0 {
		return parquet.NullValue(), nil
	}
	switch k {
	case Number:
		f, err := strconv.ParseFloat(string(text), 64)
		return parquet.DoubleValue(f), err
	case Answer:
		b, err := strconv.ParseBool(string(text))
		return parquet.BooleanValue(b), err
	case Date:
		t, err := time.Parse(time.DateOnly, string(text))
		return parquet.Int32Value(int32(t.Unix() / 86400)), err
	}
	return parquet.ByteArrayValue(text), nil
}

// nodes are the types of the kinds.
var nodes = map[Kind]parquet.Node{
	Text:   parquet.Optional(parquet.Encoded(parquet.String(), &parquet.RLEDictionary)),
	Number: parquet.Optional(parquet.Encoded(parquet.Leaf(parquet.DoubleType), &parquet.RLEDictionary)),
	Answer: parquet.Optional(parquet.Leaf(parquet.BooleanType)),
	Date:   parquet.Optional(parquet.Encoded(parquet.Date(), &parquet.RLEDictionary)),
}

// ordered is a group whose fields keep their order; the library sorts its own.
type ordered struct {
	parquet.Group
	fields []parquet.Field
}

// Fields returns the columns as they were given.
func (o ordered) Fields() []parquet.Field { return o.fields }

// GoType is asked for by the library; values never take this way.
func (o ordered) GoType() reflect.Type { return reflect.TypeFor[any]() }

type field struct {
	parquet.Node
	name string
}

// Name returns the name of the column.
func (f field) Name() string { return f.name }

// Value is for reading Go values, which Write never hands over.
func (f field) Value(reflect.Value) reflect.Value { panic("parquet: a column has no Go value") }

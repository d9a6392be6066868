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

// This file defines Write. A number is written as DOUBLE: the results of rubric
// are decimals of at most 15 digits, and the nearest double of such a decimal
// gives it back as it was. Texts are STRING, answers BOOLEAN, dates DATE, and what
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
const rowsInGroup = 1 << 20

// Write writes columns of so many rows.
func Write(w io.Writer, rows int, columns []Column) (err error) {
	defer func() { // a fault of the library ends in words, as in Read
		if p := recover(); p != nil {
			err = fmt.Errorf("the Parquet file could not be made: %v", p)
		}
	}()
	if len(columns) == 0 {
		return errors.New("a Parquet file needs a column")
	}
	root := ordered{}
	for _, c := range columns {
		root.fields = append(root.fields, field{nodes[c.Kind], c.Name})
	}
	out := parquet.NewGenericWriter[any](w, parquet.NewSchema("results", root),
		parquet.Compression(&parquet.Snappy), parquet.CreatedBy("rubric", "", ""))
	for from := 0; from < rows; from += rowsInGroup {
		to := min(from+rowsInGroup, rows)
		for i, cw := range out.ColumnWriters() {
			if err := write(cw, columns[i], i, from, to); err != nil {
				return fmt.Errorf("column %q: %w", columns[i].Name, err)
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return out.Close()
}

// write writes the rows of a column from one to before another.
func write(cw *parquet.ColumnWriter, c Column, index, from, to int) error {
	var values [batch]parquet.Value
	var texts []byte
	for from < to {
		n := min(batch, to-from)
		texts = texts[:0]
		for i := range n {
			start := len(texts)
			texts = c.Put(texts, from+i)
			v, err := value(c.Kind, texts[start:])
			if err != nil {
				return fmt.Errorf("row %d: %w", from+i+1, err)
			}
			level := 1
			if v.IsNull() {
				level = 0
			}
			values[i] = v.Level(0, level, index)
		}
		if _, err := cw.WriteRowValues(values[:n]); err != nil {
			return err
		}
		from += n
	}
	return nil
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

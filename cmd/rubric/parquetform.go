package main

// This file defines results as Parquet: of a whole result, and of rows that pass by.
// Those come as cells, each a text behind its length, and are put into columns here.

import (
	"encoding/binary"
	"io"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table/parquet"
	"github.com/rubric-lang/rubric/rules"
)

// writeParquet writes the columns that CSV has as Parquet.
func writeParquet(w io.Writer, res *engine.Result, opt report.Options) error {
	var columns []parquet.Column
	for _, c := range report.Columns(res, opt) {
		columns = append(columns, parquet.Column{Name: c.Name, Kind: parquetKind(c.Kind), Put: c.Put})
	}
	return parquet.Write(w, report.Rows(res, opt.Level), columns)
}

func parquetKind(k rules.Kind) parquet.Kind {
	switch k {
	case rules.Number:
		return parquet.Number
	case rules.Bool:
		return parquet.Answer
	case rules.DateKind:
		return parquet.Date
	}
	return parquet.Text
}

// parquetForm is the form that a parquetWriter takes: before all rows the kind and the
// name of each column.
func parquetForm() report.Form {
	return report.Form{
		Head: func(to []byte, res *engine.Result, opt report.Options) []byte {
			for _, c := range report.Columns(res, opt) {
				to = appendCell(append(to, byte(parquetKind(c.Kind))), []byte(c.Name))
			}
			return to
		},
		Rows: func(to []byte, res *engine.Result, opt report.Options) []byte {
			columns := report.Columns(res, opt)
			var text []byte
			for row := range report.Rows(res, opt.Level) {
				for _, c := range columns {
					text = c.Put(text[:0], row)
					to = appendCell(to, text)
				}
			}
			return to
		},
		Tail: func(to []byte, _ int) []byte { return to },
	}
}

func appendCell(to, text []byte) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

// cutCell cuts off the first cell.
func cutCell(text []byte) (cell, rest []byte) {
	n, size := binary.Uvarint(text)
	text = text[size:]
	return text[:n], text[n:]
}

// parquetWriter makes Parquet of what parquetForm appends: first all columns, then
// whole rows.
type parquetWriter struct {
	to  io.Writer
	out *parquet.Writer // nil before the columns are known
}

// Write writes the columns, or rows.
func (p *parquetWriter) Write(text []byte) (n int, err error) {
	n = len(text)
	if p.out == nil {
		var columns []parquet.Column
		for len(text) > 0 {
			c := parquet.Column{Kind: parquet.Kind(text[0])}
			var name []byte
			name, text = cutCell(text[1:])
			c.Name = string(name)
			columns = append(columns, c)
		}
		p.out, err = parquet.NewWriter(p.to, columns)
		return n, err
	}
	for len(text) > 0 {
		var cell []byte
		cell, text = cutCell(text)
		if err := p.out.Cell(cell); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// inColumns hands write a writer that makes Parquet of cells, if that is the format.
func inColumns(w io.Writer, format string, write func(io.Writer) error) error {
	if format != "parquet" {
		return write(w)
	}
	p := &parquetWriter{to: w}
	if err := write(p); err != nil {
		return err
	}
	return p.out.Close()
}

package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strings"
)

// This file defines what is changed in CSV files that rules read: cells that are
// a number, a level or an interval.

// cells lists the mutants of a CSV file. A changed cell is written as CSV; all
// other bytes stay as they are.
func cells(name string, src []byte, ladders []ladder) ([]mutant, error) {
	r := csv.NewReader(bytes.NewReader(src))
	r.FieldsPerRecord = -1
	var out []mutant
	for row := 0; ; row++ {
		record, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if row == 0 {
			continue // the names of columns
		}
		for k, cell := range record {
			line, _ := r.FieldPos(k)
			from := start(src, r, k)
			to := from + width(src[from:])
			for _, c := range changesOf(strings.TrimSpace(cell), ladders) {
				out = append(out, mutant{name, line, c.kind, cell, c.now, []edit{{from, to, quoted(c.now)}}, false})
			}
		}
	}
}

type cellChange struct {
	kind kind
	now  string
}

func changesOf(cell string, ladders []ladder) []cellChange {
	var out []cellChange
	for _, n := range nextTo(cell) {
		out = append(out, cellChange{number, n})
	}
	for _, l := range neighbours(ladders, cell) {
		out = append(out, cellChange{level, l})
	}
	return out
}

// start is the offset of a field of the record that was read last.
func start(src []byte, r *csv.Reader, k int) int {
	line, column := r.FieldPos(k)
	at := 0
	for range line - 1 {
		at += bytes.IndexByte(src[at:], '\n') + 1
	}
	return at + column - 1
}

// width is how many bytes the field at the beginning of src takes.
func width(src []byte) int {
	if len(src) == 0 || src[0] != '"' {
		return max(0, indexOr(src, ",\r\n"))
	}
	for i := 1; i < len(src); i++ {
		if src[i] != '"' {
			continue
		}
		if i+1 == len(src) || src[i+1] != '"' {
			return i + 1
		}
		i++
	}
	return len(src)
}

func indexOr(src []byte, any string) int {
	if i := bytes.IndexAny(src, any); i >= 0 {
		return i
	}
	return len(src)
}

// quoted is a cell as CSV.
func quoted(s string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write([]string{s}); err != nil {
		return s
	}
	w.Flush()
	return string(slices.Clip(bytes.TrimRight(b.Bytes(), "\n")))
}

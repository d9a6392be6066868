package table

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// Writer writes CSV: commas, line feeds, UTF-8, and quotes only where they are
// needed. What it writes, ReadCSV reads back unchanged, except that CRLF
// inside a cell becomes a line feed. Call Flush at the end; an error of the
// io.Writer is returned by every call after it.
type Writer struct{ w *bufio.Writer }

// NewWriter returns a Writer onto w.
func NewWriter(w io.Writer) *Writer { return &Writer{bufio.NewWriterSize(w, 64<<10)} }

// Header writes the names of the columns.
func (w *Writer) Header(names []string) error {
	cells := make([][]byte, len(names))
	for i, n := range names {
		cells[i] = []byte(n)
	}
	return w.Row(cells)
}

// Row writes the cells of one row; nil and empty are the same.
func (w *Writer) Row(cells [][]byte) error {
	for i, c := range cells {
		if i > 0 {
			w.w.WriteByte(',')
		}
		if needsQuotes(c, len(cells)) {
			w.quoted(c)
		} else {
			w.w.Write(c)
		}
	}
	return w.w.WriteByte('\n') // bufio keeps the first error
}

// Flush writes what is still held back.
func (w *Writer) Flush() error { return w.w.Flush() }

// needsQuotes reports whether the cell of a row of n cells would be misread
// without quotes. A row of one empty cell would be a blank line, and a byte
// order mark would be stripped from the first name.
func needsQuotes(c []byte, n int) bool {
	if len(c) == 0 {
		return n == 1
	}
	return bytes.ContainsAny(c, ",\"\r\n") || bytes.HasPrefix(c, []byte("\uFEFF"))
}

func (w *Writer) quoted(c []byte) {
	w.w.WriteByte('"')
	w.w.WriteString(strings.ReplaceAll(string(c), `"`, `""`))
	w.w.WriteByte('"')
}

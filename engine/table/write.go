package table

import (
	"bytes"
	"strings"
)

// This file defines how CSV is written: commas, line feeds, UTF-8, and quotes only
// where they are needed. ReadCSV reads it back unchanged, except that CRLF inside a
// cell becomes a line feed.

// AppendCell makes a cell of the text that stands in to behind from, with quotes if
// it would be misread without. n is how many cells the row has: one empty cell
// alone would be a blank line.
func AppendCell(to []byte, from, n int) []byte {
	if c := to[from:]; !needsQuotes(c, n) {
		return to
	}
	text := string(to[from:])
	to = append(to[:from], '"')
	to = append(to, strings.ReplaceAll(text, `"`, `""`)...)
	return append(to, '"')
}

// needsQuotes reports whether the cell of a row of n cells would be misread
// without quotes. A byte order mark would be stripped from the first name.
func needsQuotes(c []byte, n int) bool {
	if len(c) == 0 {
		return n == 1
	}
	for _, b := range c {
		if b == ',' || b == '"' || b == '\r' || b == '\n' {
			return true
		}
	}
	return c[0] >= 0x80 && bytes.HasPrefix(c, []byte("\uFEFF"))
}

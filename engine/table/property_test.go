package table

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// agree reads text with encoding/csv and, where that accepts it, compares every
// cell; it also reads it in single bytes, which must make no difference.
func agree(t interface{ Fatalf(string, ...any) }, text string, delim rune) {
	tab, list, err := ReadCSV(strings.NewReader(text), "x", Options{Delimiter: delim})
	if err != nil {
		t.Fatalf("%q: error %v", text, err)
	}
	bytewise, list2, _ := ReadCSV(iotest.OneByteReader(strings.NewReader(text)), "x", Options{Delimiter: delim})
	if show(tab) != show(bytewise) || brief(list) != brief(list2) {
		t.Fatalf("%q: in one piece %q, %s; in bytes %q, %s", text, show(tab), brief(list), show(bytewise), brief(list2))
	}
	if !cleanText([]byte(text)) {
		return
	}
	if what, _ := notText([]byte(text)); what != "" {
		return
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF")))
	r.Comma = delim
	records, err := r.ReadAll()
	if err != nil || len(records) == 0 {
		if !list.HasErrors() {
			t.Fatalf("%q: accepted, but encoding/csv says %v", text, err)
		}
		return
	}
	for _, d := range list {
		switch d.Code {
		case CodeDuplicateColumn, CodeUnnamedColumn, CodeDelimiter:
		case CodeLineEnds:
			return
		default:
			t.Fatalf("%q: %s, but encoding/csv accepts it", text, d.Detail)
		}
	}
	compare(t, text, tab, records)
}

func compare(t interface{ Fatalf(string, ...any) }, text string, tab *Table, records [][]string) {
	if strings.Join(tab.Header, "\x01") != strings.Join(records[0], "\x01") {
		t.Fatalf("%q: header %q, want %q", text, tab.Header, records[0])
	}
	row := 0
	for _, want := range records[1:] {
		// encoding/csv skips blank lines of a single column, we do not.
		for len(want) == 1 && want[0] != "" && row < tab.Rows && tab.Columns[0].Text(row) == "" {
			row++
		}
		for i, cell := range want {
			if got := tab.Columns[i].Text(row); got != cell || row >= tab.Rows {
				t.Fatalf("%q: row %d, column %d is %q, want %q", text, row, i, got, cell)
			}
		}
		row++
	}
	if len(tab.Header) > 1 && row != tab.Rows {
		t.Fatalf("%q: %d rows, want %d", text, tab.Rows, row)
	}
}

func TestAgreesWithEncodingCSV(t *testing.T) {
	cell := rapid.OneOf(
		rapid.StringMatching(`[a-z0-9. é]{0,4}`),
		rapid.StringMatching(`"([a-z,;]|""|\n|\r\n|\r){0,5}"`),
		rapid.StringMatching(`[a",\r]{0,3}`))
	line := rapid.SliceOfN(cell, 1, 4)
	end := rapid.SampledFrom([]string{"\n", "\r\n", "\n\n", "\r\n\r\n", "\r", ""})
	rapid.Check(t, func(t *rapid.T) {
		delim := rapid.SampledFrom([]rune{',', ';'}).Draw(t, "delimiter")
		text := ""
		for range rapid.IntRange(0, 6).Draw(t, "lines") {
			text += strings.Join(line.Draw(t, "cells"), string(delim)) + end.Draw(t, "end")
		}
		agree(t, text, delim)
	})
}

// carriageReturns are changed by reading: CRLF inside a cell becomes LF.
var carriageReturns = regexp.MustCompile("\r+\n")

// TestWriteAndRead writes any cells and reads them back.
func TestWriteAndRead(t *testing.T) {
	cell := rapid.Custom(func(t *rapid.T) string {
		s := rapid.OneOf(rapid.StringMatching("[a,\"\n\r\uFEFFé ]{0,4}"), rapid.String()).Draw(t, "cell")
		return carriageReturns.ReplaceAllString(strings.ReplaceAll(s, "\x00", ""), "\n")
	})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, n, n), 1, 5).Draw(t, "rows")
		var b bytes.Buffer
		for _, row := range rows {
			b.Write(appendRow(nil, row))
		}
		if what, _ := notText(b.Bytes()); what != "" {
			return
		}
		tab, _, err := ReadCSV(&b, "x", Options{})
		if err != nil || tab.Rows != len(rows)-1 {
			t.Fatalf("%d rows, want %d; error %v", tab.Rows, len(rows)-1, err)
		}
		compare(t, "what was written", tab, rows)
	})
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a\n\n\"\"\n", "a,b\r\n\"x\r\ny\"\"\",\r\n", "\uFEFFa\n1", "a,b\n\"1", "a\"b\nc", "\x1f\x8b", "PAR1", zipped("a,b\n1,2\n"), "a\xff\n\x00\n", "a;b\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { agree(t, text, ',') })
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{"{\"a\":1}\n{\"b\":null}", "[{\"a\":\"x\"},{\"a\":[]}]", "[1,2", "[{]", "{\"a\":\"\\ud800\"}", "[]x", "{\"a\":1,\"a\":2}", "[\"\\\"\",{}]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tab, list, err := ReadJSONL(strings.NewReader(text), "x", Options{})
		if err != nil {
			t.Fatal(err)
		}
		bytewise, list2, _ := ReadJSONL(iotest.OneByteReader(strings.NewReader(text)), "x", Options{})
		if show(tab) != show(bytewise) || brief(list) != brief(list2) {
			t.Fatalf("in one piece %q, %s; in bytes %q, %s", show(tab), brief(list), show(bytewise), brief(list2))
		}
		agreesWithDecoder(t, text, tab, len(list) > 0)
		for _, d := range list {
			if !utf8.ValidString(d.Detail) || !utf8.ValidString(d.Cell.Value) {
				t.Fatalf("a message is not UTF-8: %q", d.Detail)
			}
		}
	})
}

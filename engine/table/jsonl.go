// This file defines ReadJSONL: how JSON objects become the rows of a table.

package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/rubric-lang/rubric/lang/diag"
)

// ReadJSONL reads one JSON object from each line, or the objects of a single
// JSON array, packed or not. The columns are the keys of all objects
// in the order in which they first appear; a key that an object does not have
// is an absent cell, and so is null. Numbers stay as written (0.10 is the text
// "0.10"), true and false are words, and objects or arrays as values are
// problems. Blank lines are skipped.
//
// An object with a problem stays in the table with the cells that could be
// read; of a duplicate key it is the first. Delimiter has no meaning here. The
// table is never nil unless there is an error, and the error is one of r.
func ReadJSONL(r io.Reader, name string, opt Options) (*Table, diag.List, error) {
	opt.Limits = opt.Limits.withDefaults()
	p := &problems{file: name, limit: opt.Limits.Problems}
	t := &Table{Name: name}
	in, ok, err := open(r, opt, p)
	if err != nil {
		return nil, nil, err
	}
	if !ok {
		return t, p.all(), nil
	}
	j := newJSONReader(in, t, p, opt)
	j.rows()
	if err := in.failed(j.values.err, t.Rows, p); err != nil {
		return nil, nil, err
	}
	return t, p.all(), nil
}

func newJSONReader(in *input, t *Table, p *problems, opt Options) *jsonReader {
	j := &jsonReader{values: &values{window: newWindow(in, opt.Limits), line: 1}, problems: p, table: t, opt: opt, index: map[string]int{}}
	j.array = j.values.isArray()
	return j
}

type jsonReader struct {
	values   *values
	array    bool // the objects are those of one array
	problems *problems
	table    *Table
	opt      Options
	index    map[string]int // of each key in Header
	keys     []key          // beside Header
	place    place          // of the current object
	clean    bool           // the current object is UTF-8
}

// key is what is known of a column of the header.
type key struct {
	column *Column // nil if not kept
	seen   int     // the last row that had the key, from 1
}

// rows reads all objects.
func (j *jsonReader) rows() {
	f := foundRecord
	for f == foundRecord {
		f = j.row()
	}
	if f == foundEnd && j.table.Rows == 0 && !j.array && j.values.err == nil {
		j.problems.empty(j.values.at, "an object", "Write one object on each line.")
	}
}

// row reads the next object. It is foundEnd behind the last, and foundBroken where
// nothing more can be read.
func (j *jsonReader) row() found {
	v, t, limits := j.values, j.table, j.opt.Limits
	f := v.next(j.array)
	j.place = place{row: t.Rows + 1, line: v.at}
	switch f {
	case foundEnd:
		return foundEnd
	case foundBroken:
		j.problems.badJSON(j.place, v.why)
		return foundBroken
	case foundTooLong:
		j.problems.longRecord(j.place, "object", limits.Record)
	case foundRecord:
		j.object(v.text())
	}
	if len(t.Header) > limits.Columns {
		j.problems.manyColumns(j.place, limits.Columns)
		return foundBroken
	}
	if t.Rows >= j.most() {
		j.problems.tooMuchData(place{row: t.Rows, line: v.at}, plural(int(limits.Cells), "cell"))
		return foundBroken
	}
	t.addRows(1, v.at)
	return foundRecord
}

// most is how many rows the table may have with its present columns.
func (j *jsonReader) most() int {
	if len(j.table.Columns) == 0 {
		return math.MaxInt
	}
	return int(j.opt.Limits.Cells / int64(len(j.table.Columns)))
}

// object puts the values of one object into the columns. encoding/json checks
// the text, so that the walk over it need not.
func (j *jsonReader) object(text []byte) {
	if !json.Valid(text) {
		j.problems.badJSON(j.place, syntaxError(text))
		return
	}
	if text[0] != '{' {
		j.problems.notAnObject(j.place, text)
		return
	}
	j.clean = utf8.Valid(text)
	i := skipSpace(text, 1)
	for n := 0; text[i] != '}'; n++ {
		end := stringEnd(text, i)
		name := text[i:end]
		i = skipSpace(text, end) // at the colon
		i = skipSpace(text, i+1) // at the value
		end = valueEnd(text, i)  // behind it
		j.member(n, name, text[i:end])
		if i = skipSpace(text, end); text[i] == ',' {
			i = skipSpace(text, i+1)
		}
	}
}

// member reads the n-th key and value of an object.
func (j *jsonReader) member(n int, quoted, value []byte) {
	i, ok := j.key(n, quoted)
	if !ok {
		return
	}
	k := &j.keys[i]
	at := j.place
	at.column = j.table.Header[i]
	if k.seen == at.row {
		j.problems.duplicateKey(at)
		return
	}
	k.seen = at.row
	if k.column == nil {
		return
	}
	switch value[0] {
	case 'n':
		return
	case '{', '[':
		j.problems.nestedValue(at, value)
		return
	case '"':
		value = j.decode(at, value)
	}
	if at.row-1 < j.most() { // a new column fills up the rows before it
		k.column.set(at.row-1, value)
	}
}

// key finds the column of a key, which is new if need be; ok is false if there
// are too many. Objects mostly have the same keys in the same order, so the
// n-th key of the header is tried first.
func (j *jsonReader) key(n int, quoted []byte) (i int, ok bool) {
	name := quoted[1 : len(quoted)-1]
	if bytes.IndexByte(name, '\\') >= 0 || !j.clean {
		name = j.decode(place{row: j.place.row, line: j.place.line, column: excerpt(name)}, quoted)
	}
	if n < len(j.keys) && string(name) == j.table.Header[n] {
		return n, true
	}
	if i, ok := j.index[string(name)]; ok {
		return i, true
	}
	i = len(j.keys)
	if i > j.opt.Limits.Columns {
		return 0, false
	}
	k, text := key{}, string(name)
	if text == "" {
		j.problems.unnamedColumn(j.place, i)
	}
	if j.opt.keeps(text) {
		k.column = j.table.addColumn(text)
	}
	j.index[text] = i
	j.keys = append(j.keys, k)
	j.table.Header = append(j.table.Header, text)
	return i, true
}

// decode returns the text of a JSON string, and reports it if it is not text:
// bytes that are not UTF-8, half of a surrogate pair, or NUL.
func (j *jsonReader) decode(at place, quoted []byte) []byte {
	raw := quoted[1 : len(quoted)-1]
	if bytes.IndexByte(raw, '\\') < 0 {
		if !j.clean && !utf8.Valid(raw) {
			j.problems.badText(at, raw)
		}
		return raw
	}
	var s string
	if err := json.Unmarshal(quoted, &s); err != nil {
		panic("table: string of valid JSON: " + err.Error())
	}
	const replaced = "\uFFFD"
	written := strings.Count(string(raw), replaced) + strings.Count(strings.ToLower(string(raw)), `\ufffd`)
	switch {
	case !utf8.Valid(raw):
		j.problems.badText(at, raw)
	case strings.IndexByte(s, 0) >= 0:
		j.problems.badText(at, []byte(s))
	case strings.Count(s, replaced) > written:
		j.problems.badTextFor(halfPair, at, raw)
	}
	return []byte(s)
}

// syntaxError says what is wrong with a text that is not JSON.
func syntaxError(text []byte) string {
	var raw json.RawMessage
	err := json.Unmarshal(text, &raw)
	if e := (*json.SyntaxError)(nil); errors.As(err, &e) {
		return fmt.Sprintf("%v, at byte %s of it", e, thousands(int(e.Offset)))
	}
	return fmt.Sprint(err)
}

// skipSpace returns the first place from i on that is not white space.
func skipSpace(text []byte, i int) int {
	for i < len(text) && isSpace(text[i]) {
		i++
	}
	return i
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// stringEnd returns the end of the string that opens at i of valid JSON.
func stringEnd(text []byte, i int) int {
	for i++; text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// valueEnd returns the end of the value that starts at i of an object in valid
// JSON.
func valueEnd(text []byte, i int) int {
	for depth := 0; ; {
		switch text[i] {
		case '"':
			if i = stringEnd(text, i); depth == 0 {
				return i
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return i
			} else if depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\n', '\r':
			if depth == 0 {
				return i
			}
		}
		i++
	}
}

package report

import (
	"bytes"
	"encoding/json"
)

// This file defines how JSON is put together. encoding/json has no objects with
// an order of their own, and no numbers as rules write them.

// jsonText is JSON that is being written. Its methods can be chained.
type jsonText struct{ b []byte }

// raw appends text as it is.
func (j *jsonText) raw(s string) *jsonText {
	j.b = append(j.b, s...)
	return j
}

// comma appends what separates the i-th element from the one before.
func (j *jsonText) comma(i int) *jsonText {
	if i > 0 {
		j.b = append(j.b, ", "...)
	}
	return j
}

// key appends the name of a member and the colon.
func (j *jsonText) key(s string) *jsonText { return j.str(s).raw(": ") }

// str appends a string. Most are plain and need no care.
func (j *jsonText) str(s string) *jsonText {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return j.careful(s)
		}
	}
	j.b = append(j.b, '"')
	j.b = append(j.b, s...)
	j.b = append(j.b, '"')
	return j
}

func (j *jsonText) careful(s string) *jsonText {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(err) // a string can always be written
	}
	j.b = append(j.b, bytes.TrimRight(buf.Bytes(), "\n")...)
	return j
}

// number appends a number as rules write it.
func (j *jsonText) number(x float64) *jsonText {
	j.b = appendNumber(j.b, x)
	return j
}

// list appends a list of strings.
func (j *jsonText) list(s []string) *jsonText {
	j.raw("[")
	for i, x := range s {
		j.comma(i).str(x)
	}
	return j.raw("]")
}

package report

import (
	"io"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines results as JSON lines.

// WriteJSONL writes one object on a line for each row of a level: the objects of
// the results of WriteJSON.
func WriteJSONL(w io.Writer, res *engine.Result, opt Options) error {
	v := at(res, opt.Level)
	object := v.object(opt)
	var j jsonText
	for row := range v.rows {
		if j.line(object, row); len(j.b) >= csvBuffer {
			if _, err := w.Write(j.b); err != nil {
				return err
			}
			j.b = j.b[:0]
		}
	}
	_, err := w.Write(j.b)
	return err
}

// AppendJSONL appends what WriteJSONL writes.
func AppendJSONL(to []byte, res *engine.Result, opt Options) []byte {
	v := at(res, opt.Level)
	object := v.object(opt)
	j := jsonText{to}
	for row := range v.rows {
		j.line(object, row)
	}
	return j.b
}

// line appends the object of a row, and ends the line.
func (j *jsonText) line(object func(j *jsonText, row int), row int) {
	object(j, row)
	j.raw("\n")
}

package diag

// This file defines the JSON that other programs read. It is a public format:
// within a format_version, fields are added but never renamed or removed.

import (
	"encoding/json"
	"io"
)

// The JSON structure. A field that does not apply is left out; lists are
// always there, if only empty.
type (
	jsonList struct {
		FormatVersion int           `json:"format_version"`
		Problems      []jsonProblem `json:"problems"`
	}
	jsonProblem struct {
		Severity string       `json:"severity"` // error, warning or info
		Code     Code         `json:"code,omitempty"`
		Summary  string       `json:"summary"`
		Detail   string       `json:"detail"`
		Place    *jsonPlace   `json:"place,omitempty"`
		Notes    []jsonNote   `json:"notes"`
		Witness  *jsonWitness `json:"witness,omitempty"`
		Fix      *jsonFix     `json:"fix,omitempty"`
		Cell     *jsonCell    `json:"cell,omitempty"`
	}
	// jsonPlace is a range. Columns count from 1 in grapheme clusters, bytes
	// from 0; end is exclusive. A whole file has neither start nor end.
	jsonPlace struct {
		File  string   `json:"file"`
		Start *jsonPos `json:"start,omitempty"`
		End   *jsonPos `json:"end,omitempty"`
		Text  string   `json:"text,omitempty"` // what stands there, if it is known and not longer than 400 bytes
	}
	jsonPos struct {
		Line   int `json:"line"`
		Column int `json:"column"`
		Byte   int `json:"byte"`
	}
	jsonNote struct {
		Place   *jsonPlace `json:"place,omitempty"`
		Caption string     `json:"caption"`
	}
	jsonValue struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	jsonWitness struct {
		Given    []jsonValue `json:"given"`
		Then     []jsonValue `json:"then"`
		Improved []jsonValue `json:"improved"`
		But      []jsonValue `json:"but"`
	}
	jsonFix struct {
		Summary string     `json:"summary"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		Place *jsonPlace `json:"place"`
		Text  string     `json:"text"`
	}
	// jsonCell is a place in the data: row counts records, line counts lines,
	// both from 1; each is 0 if it is not known.
	jsonCell struct {
		File     string `json:"file"`
		Row      int    `json:"row"`
		Line     int    `json:"line"`
		Column   string `json:"column"`
		Value    string `json:"value"`
		Expected string `json:"expected"`
	}
)

// WriteJSON writes the problems as one JSON object, in the order of Sorted.
func WriteJSON(w io.Writer, l List, src Sources) error {
	out := jsonList{FormatVersion: 1, Problems: []jsonProblem{}}
	for _, d := range l.Sorted() {
		out.Problems = append(out.Problems, src.problem(d))
	}
	return writeIndented(w, out)
}

func writeIndented(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func (src Sources) problem(d *Diagnostic) jsonProblem {
	out := jsonProblem{
		Severity: d.Severity.String(), Code: d.Code, Summary: d.Summary, Detail: d.Detail,
		Place: src.place(d.Range), Notes: []jsonNote{}, Cell: (*jsonCell)(d.Cell),
	}
	for _, n := range d.Notes {
		out.Notes = append(out.Notes, jsonNote{src.place(n.Range), n.Caption})
	}
	if w := d.Witness; w != nil {
		out.Witness = &jsonWitness{jsonValues(w.Given), jsonValues(w.Then), jsonValues(w.Improved), jsonValues(w.But)}
	}
	if d.Fix != nil {
		out.Fix = &jsonFix{Summary: d.Fix.Summary, Edits: []jsonEdit{}}
		for _, e := range d.Fix.Edits {
			out.Fix.Edits = append(out.Fix.Edits, jsonEdit{src.place(e.Range), e.Text})
		}
	}
	return out
}

func jsonValues(values []Value) []jsonValue {
	out := []jsonValue{}
	for _, v := range values {
		out = append(out, jsonValue(v))
	}
	return out
}

// place is nil for a range without a file.
func (src Sources) place(r Range) *jsonPlace {
	const longest = 400
	if r.Filename == "" {
		return nil
	}
	out := &jsonPlace{File: r.Filename}
	if isWholeFile(r) {
		return out
	}
	out.Start, out.End = &jsonPos{r.Start.Line, r.Start.Column, r.Start.Byte}, &jsonPos{r.End.Line, r.End.Column, r.End.Byte}
	if text := src[r.Filename]; r.End.Byte-r.Start.Byte <= longest && r.CanSliceBytes(text) {
		out.Text = string(r.SliceBytes(text))
	}
	return out
}

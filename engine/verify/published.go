package verify

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
)

// This file defines published results, and how they are read from JSON, JSON lines
// and tables.

// Kinds of cells.
const (
	Absent = "absent"
	Level  = "level"
	State  = "state"
	Number = "number"
	Answer = "answer"
	Date   = "date"
	Member = "member"
	Text   = "text"
)

// Cell is one result. Kind is "" where a file does not say it.
type Cell struct {
	Kind, Text string
	Label      string // of a level, for people
}

// String is the cell for messages.
func (c Cell) String() string {
	switch {
	case c.Kind == Absent && c.Text == "":
		return "absent"
	case c.Kind == Absent:
		return "absent (" + c.Text + ")"
	}
	return c.Text
}

// Published is what a file of results holds.
type Published struct {
	Envelope *Envelope // nil where the file has none
	Tables   []*Table
	Whole    bool // the file has the results of all entities
	Steps    bool // results that are not published, too
	Decided  bool // some rest on recorded decisions
}

// Envelope is what results in JSON say about themselves.
type Envelope struct {
	FormatVersion int    `json:"format_version"`
	Tool          string `json:"tool"`
	Framework     struct {
		ID      string `json:"id"`
		Version string `json:"version"`
		Variant string `json:"variant"`
		Digest  string `json:"digest"`
		Meaning string `json:"meaning"`
	} `json:"framework"`
	Data struct {
		Digest string   `json:"digest"`
		Files  []string `json:"files"`
	} `json:"data"`
	AsOf     string            `json:"as_of"`
	Latest   bool              `json:"as_of_latest"`
	Supplied map[string]string `json:"supplied"`
}

// Table is results of one entity's rows.
type Table struct {
	Entity   string // its name; "" if the file does not say
	Everyone bool   // figures of everyone: one row without a key
	Rows     int
	Keys     map[string][]string // by column
	Cells    map[string][]Cell   // by column
}

func (t *Table) name() string {
	if t.Entity == "" {
		return "the results"
	}
	return "the results of each " + t.Entity
}

func (t *Table) columnNames() []string {
	var out []string
	for name := range t.Cells {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// FromTable takes results from a CSV file. A cell that is empty is absent; a column
// NAME.absent says why.
func FromTable(t *table.Table) *Published {
	out := &Table{Rows: t.Rows, Keys: map[string][]string{}, Cells: map[string][]Cell{}}
	for _, name := range t.Header {
		texts := t.Column(name).Texts(t.Rows)
		out.Keys[name] = texts
		cells := make([]Cell, t.Rows)
		why := t.Column(name + ".absent")
		for i, s := range texts {
			if cells[i] = (Cell{Text: s}); s == "" {
				cells[i].Kind = Absent
				if why != nil {
					cells[i].Text = why.Text(i)
				}
			}
		}
		out.Cells[name] = cells
	}
	return &Published{Tables: []*Table{out}}
}

// rowJSON is a row of results in JSON.
type rowJSON struct {
	Key     map[string]string          `json:"key"`
	Results map[string]json.RawMessage `json:"results"`
	Steps   map[string]json.RawMessage `json:"steps"`
}

// ReadJSON reads what WriteJSON of package report writes.
func ReadJSON(text []byte) (*Published, error) {
	var x struct {
		Envelope
		Results  []rowJSON            `json:"results"`
		Levels   map[string][]rowJSON `json:"levels"`
		Everyone *rowJSON             `json:"everyone"`
	}
	if err := json.Unmarshal(text, &x); err != nil {
		return nil, fmt.Errorf("%w: %s", errShape, reason(err))
	}
	if x.FormatVersion == 0 {
		return nil, fmt.Errorf("%w: it has no format_version", errShape)
	}
	if x.FormatVersion > 1 {
		return nil, fmt.Errorf("its format is version %d, and this rubric reads version 1", x.FormatVersion)
	}
	out := &Published{Envelope: &x.Envelope, Whole: true}
	add := func(t *Table, rows []rowJSON) error {
		out.Tables = append(out.Tables, t)
		return out.fill(t, rows)
	}
	err := add(&Table{}, x.Results)
	for name, rows := range x.Levels {
		if err == nil {
			err = add(&Table{Entity: name}, rows)
		}
	}
	if x.Everyone != nil && err == nil {
		err = add(&Table{Everyone: true}, []rowJSON{*x.Everyone})
	}
	return out, err
}

func reason(err error) string {
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Sprintf("at byte %d, %s", s.Offset, s.Error())
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// ReadJSONL reads rows, one on a line.
func ReadJSONL(r io.Reader) (*Published, error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 64<<20)
	var rows []rowJSON
	for n := 1; in.Scan(); n++ {
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		var x rowJSON
		if err := json.Unmarshal(in.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("%w: line %d: %s", errShape, n, reason(err))
		}
		if x.Results == nil {
			return nil, fmt.Errorf("%w: line %d has no results", errShape, n)
		}
		rows = append(rows, x)
	}
	if err := in.Err(); err != nil {
		return nil, err
	}
	t := &Table{}
	out := &Published{Tables: []*Table{t}}
	return out, out.fill(t, rows)
}

// fill puts rows into columns.
func (p *Published) fill(t *Table, rows []rowJSON) error {
	t.Rows, t.Keys, t.Cells = len(rows), map[string][]string{}, map[string][]Cell{}
	for i, r := range rows {
		for name, text := range r.Key {
			if t.Keys[name] == nil {
				t.Keys[name] = make([]string, len(rows))
			}
			t.Keys[name][i] = text
		}
		p.Steps = p.Steps || len(r.Steps) > 0
		for _, results := range []map[string]json.RawMessage{r.Results, r.Steps} {
			for name, raw := range results {
				decided, err := t.block(i, name, raw)
				if err != nil {
					return err
				}
				p.Decided = p.Decided || decided
			}
		}
	}
	return nil
}

// outcomeJSON is one result in JSON.
type outcomeJSON struct {
	Members []string        `json:"members"`
	Absent  *string         `json:"absent"`
	Level   json.RawMessage `json:"level"`
	State   *string         `json:"state"`
	Number  json.RawMessage `json:"number"`
	Answer  json.RawMessage `json:"answer"`
	Date    *string         `json:"date"`
	Member  *string         `json:"member"`
	Text    *string         `json:"text"`
	Decided json.RawMessage `json:"override"`
}

// block reads the result of a block, or one for each of its members, and says
// whether one was decided.
func (t *Table) block(row int, name string, raw json.RawMessage) (decided bool, err error) {
	var list []outcomeJSON
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("[")) {
		err = json.Unmarshal(raw, &list)
	} else {
		list = make([]outcomeJSON, 1)
		err = json.Unmarshal(raw, &list[0])
	}
	if err != nil {
		return false, fmt.Errorf("%w: %s: %s", errShape, name, reason(err))
	}
	for _, o := range list {
		decided = decided || o.Decided != nil
		column := strings.Join(append([]string{name}, o.Members...), ".")
		if t.Cells[column] == nil {
			t.Cells[column] = make([]Cell, t.Rows)
			for i := range t.Cells[column] {
				t.Cells[column][i].Kind = Absent
			}
		}
		t.Cells[column][row] = o.cell()
	}
	return decided, nil
}

func (o outcomeJSON) cell() Cell {
	for _, p := range []struct {
		kind string
		text *string
	}{{Absent, o.Absent}, {State, o.State}, {Date, o.Date}, {Member, o.Member}, {Text, o.Text}} {
		if p.text != nil {
			return Cell{Kind: p.kind, Text: *p.text}
		}
	}
	for _, p := range []struct {
		kind string
		raw  json.RawMessage
	}{{Level, o.Level}, {Number, o.Number}, {Answer, o.Answer}} {
		if p.raw != nil {
			var s string
			if json.Unmarshal(p.raw, &s) != nil {
				s = string(p.raw)
			}
			return Cell{Kind: p.kind, Text: s}
		}
	}
	return Cell{Kind: Absent}
}

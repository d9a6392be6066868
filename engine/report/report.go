// Package report writes what a run of a framework came to: as CSV, as JSON, as
// JSON lines, as a table for a terminal, and as a summary for people.
//
// A result is shown in the same words everywhere. A level is its id (or its
// label), a level of a numeric ladder its number, a state its id, a number the
// shortest decimal that is exact to 15 digits. What is absent is an empty cell
// of a table; JSON says the reason. Results stand in the order in which the
// framework publishes them, rows in the order of the data.
package report

import (
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the columns that all tables have.

// Options says what is written.
type Options struct {
	Labels   bool     // labels of levels instead of their ids
	All      bool     // every step that the result holds, and numbers behind ratings
	Detail   bool     // why a result is absent, and what changed it; JSON always has it
	Level    *Level   // whose results a table holds; nil: the framework's entity. JSON always has all
	Envelope Envelope // for WriteJSON
}

// Column is a column of the results, for formats that have types.
type Column struct {
	Name string
	// Kind is what the texts are: rules.Number, rules.Bool, rules.DateKind, or
	// rules.TextKind for all else.
	Kind rules.Kind
	// Put appends the text of a row as CSV has it, nothing where it is absent.
	Put func(to []byte, row int) []byte
}

// Columns are the columns that WriteCSV writes.
func Columns(res *engine.Result, opt Options) []Column {
	var out []Column
	for _, c := range columns(at(res, opt.Level), opt) {
		kind := rules.TextKind
		switch c.kind {
		case rules.Number, rules.Bool, rules.DateKind:
			kind = c.kind
		}
		out = append(out, Column{c.name, kind, c.put})
	}
	return out
}

// column is a column of a table: a name, what it holds and how a cell is
// written.
type column struct {
	name string
	kind rules.Kind
	put  func(to []byte, row int) []byte // appends nothing where the value is absent
	// of is what the column shows, where it is a number or a level; names are those
	// of the levels.
	of     *engine.Column
	names  []string
	texts  []string    // of a key, by row
	plain  bool        // none of them needs quotes
	cells  []byte      // of a key that is plain, instead of texts: what holds them,
	from   []uint32    // and where each begins
	to     []uint32    // and ends
	words  []shortText // the names as cells of CSV, if all are short
	behind byte        // the cell, in CSV
}

// words is a column of texts.
func words(name string, put func(to []byte, row int) []byte) column {
	return column{name: name, kind: rules.TextKind, put: put}
}

// result is a column of values.
func result(res *view, name string, c *engine.Column, t rules.Type, labels bool) column {
	out := column{name: name, kind: c.Kind, put: cell(res, c, t, labels)}
	switch c.Kind {
	case rules.Number:
		out.of = c
	case rules.LevelKind:
		out.of, out.names = c, levelNames(t.Scale, labels)
	}
	return out
}

// shownBlocks are the blocks that are written: what is published, and with All
// the other steps that the result holds, in the order in which they are computed.
func shownBlocks(res *engine.Result, all bool) (published, steps []*rules.Block) {
	is := map[*rules.Block]bool{}
	for _, b := range res.Plan.Framework.Publish {
		is[b] = true
		published = append(published, b)
	}
	for _, b := range res.Blocks {
		if all && !is[b] {
			steps = append(steps, b)
		}
	}
	return published, steps
}

// columns are the keys, each result, and with it what the options ask for.
func columns(res *view, opt Options) []column {
	out := res.keys()
	published, steps := res.blocks(opt.All)
	for i, b := range append(published, steps...) {
		for _, o := range res.Outcomes[b] {
			name := columnName(res, b, o)
			out = append(out, result(res, name, o.Final, b.Type, opt.Labels))
			if opt.All && o.Value != nil {
				out = append(out, result(res, name+".value", o.Value, b.VType, false))
			}
			if opt.Detail && i < len(published) {
				out = append(out, details(res, name, b, o)...)
			}
			if o.Bounds != nil {
				out = append(out, boundColumns(name, b, o, opt.Labels)...)
			}
		}
	}
	return out
}

// columnName is the header that the framework gives a result, else the name of
// the block, followed by its members.
func columnName(res *view, b *rules.Block, o *engine.Outcome) string {
	if h := header(res, b, o); h != "" {
		return h
	}
	return strings.Join(append([]string{b.Name}, memberNames(res, b, o)...), ".")
}

// header is the published header of a result, "" if the framework gives none.
func header(res *view, b *rules.Block, o *engine.Outcome) string {
	return b.Header(func(e *rules.Entity) int {
		k := 0
		for _, x := range b.For {
			switch {
			case x == e:
				return int(o.Members[k])
			case !x.Rows:
				k++
			}
		}
		return -1
	})
}

func memberNames(res *view, b *rules.Block, o *engine.Outcome) []string {
	var out []string
	for _, e := range b.For {
		if !e.Rows {
			out = append(out, res.Data.MemberName(e, int(o.Members[len(out)])))
		}
	}
	return out
}

// cell writes the values of a column.
func cell(res *view, c *engine.Column, t rules.Type, labels bool) func([]byte, int) []byte {
	if c.Kind == rules.Number {
		return func(to []byte, row int) []byte {
			if c.Why != nil && c.Why[row] != 0 {
				return to
			}
			return appendNumber(to, c.Num[row])
		}
	}
	text := texter(res, c, t, labels)
	return func(to []byte, row int) []byte {
		if c.Why != nil && c.Why[row] != 0 {
			return to
		}
		return append(to, text(row)...)
	}
}

// texter gives the text of a value that is present.
func texter(res *view, c *engine.Column, t rules.Type, labels bool) func(row int) string {
	switch c.Kind {
	case rules.Number:
		return func(row int) string { return rules.FloatText(c.Num[row]) }
	case rules.TextKind:
		return func(row int) string { return c.Text[row] }
	case rules.LevelKind:
		names := levelNames(t.Scale, labels)
		return func(row int) string { return names[c.Code[row]] }
	case rules.DateKind:
		return func(row int) string { return rules.DateText(int(c.Code[row])) }
	case rules.MemberKind:
		return func(row int) string { return memberText(res, t.Entity, int(c.Code[row])) }
	}
	return func(row int) string { return map[int32]string{0: "false", 1: "true"}[c.Code[row]] }
}

func memberText(res *view, e *rules.Entity, code int) string {
	if s := res.Data.SpaceOf(e); s != nil {
		return s.KeyText(code)
	}
	return res.Data.MemberName(e, code)
}

// levelNames are the ids or labels of levels and states, by code. A level of a
// numeric ladder is always its number.
func levelNames(s *rules.Scale, labels bool) []string {
	out := make([]string, s.Len())
	for c := range out {
		lv := s.Level(c)
		out[c] = lv.ID
		if labels && lv.Label != "" && lv.Number == nil {
			out[c] = lv.Label
		}
	}
	return out
}

// details are the columns that say how a result came to be: only those that the
// framework can fill.
func details(res *view, name string, b *rules.Block, o *engine.Outcome) []column {
	out := []column{words(name+".absent", func(to []byte, row int) []byte {
		if w := o.Final.Why[row]; w != 0 {
			return append(to, res.Plan.Reason(w).Name...)
		}
		return to
	})}
	if from := res.Data.Supplied[b.Name]; from != "" {
		out = append(out, words(name+".supplied", func(to []byte, _ int) []byte { return append(to, from...) }))
	}
	joined := func(suffix string, names func(row int) []string) {
		out = append(out, words(name+suffix, func(to []byte, row int) []byte { return append(to, strings.Join(names(row), "; ")...) }))
	}
	if len(b.Limits) > 0 {
		joined(".limits", func(row int) []string { return limitNames(b, o, row) })
	}
	if len(b.Marks) > 0 {
		joined(".marks", func(row int) []string { return markNames(b, o, row) })
	}
	if len(b.Overrides) > 0 {
		joined(".override", func(row int) []string { return decisionWords(o, row) })
	}
	return out
}

// limitNames are the limits that changed a result.
func limitNames(b *rules.Block, o *engine.Outcome, row int) []string {
	var out []string
	for i, l := range b.Limits {
		if o.Fired != nil && o.Fired[row]>>i&1 == 1 {
			out = append(out, l.Name)
		}
	}
	return out
}

// markNames are the marks that are set on a result.
func markNames(b *rules.Block, o *engine.Outcome, row int) []string {
	var out []string
	for i, m := range b.Marks {
		if o.Marks != nil && o.Marks[row]>>i&1 == 1 {
			out = append(out, m.Mark)
		}
	}
	return out
}

// decision is the recorded decision that replaced a result, or nil.
func decision(o *engine.Outcome, row int) *engine.Decision {
	if o.Decided == nil {
		return nil
	}
	return o.Decided[row]
}

// decisionWords say who decided and why.
func decisionWords(o *engine.Outcome, row int) []string {
	d := decision(o, row)
	if d == nil {
		return nil
	}
	var out []string
	for _, s := range []string{d.By, d.Reason, d.Evidence} {
		if s != "" {
			out = append(out, s)
		}
	}
	if d.Until != "" {
		out = append(out, "until "+d.Until)
	}
	if len(out) == 0 {
		out = []string{"decided"}
	}
	return out
}

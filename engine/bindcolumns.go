package engine

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how cells become typed values.

// wanted is a column that an input reads: for wide data one for each member.
type wanted struct {
	name   string
	member int // of the input's ColumnOf; -1
}

func (b *binder) inputColumns(in *rules.Input) []wanted {
	if c, ok := b.opt.Columns[in.Name]; ok {
		return []wanted{{c, -1}}
	}
	if in.ColumnOf == nil {
		return []wanted{{in.Column, -1}}
	}
	var out []wanted
	for i, m := range in.ColumnOf.Members {
		name := m.ID
		if in.ColumnBy != nil {
			_, c := in.ColumnOf.Attr(in.ColumnBy.Name)
			if m.Values[c].Absent != "" {
				continue // this member has no column
			}
			name = m.Values[c].String()
		}
		out = append(out, wanted{name, i})
	}
	return out
}

// columns types every input, and every result that is supplied.
func (b *binder) columns() {
	for _, in := range b.plan.Framework.Inputs {
		parse := b.inputParser(in)
		for _, w := range b.inputColumns(in) {
			b.column(&target{name: in.Name, axes: in.For, t: in.Type, parse: parse, wide: in.ColumnOf, set: func(k int, c *Column) { b.data.SetInput(in, k, c) }, get: func(k int) *Column { return at(b.data.inputs[in], k) }}, w)
		}
	}
	for _, q := range b.plan.Framework.Blocks {
		if name, ok := b.opt.Supply[q.Name]; ok {
			parse := b.typeParser(q.Type, q.Name)
			b.column(&target{name: q.Name, axes: q.For, t: q.Type, parse: parse, set: func(k int, c *Column) { b.data.Supply(q, k, c) }, get: func(k int) *Column { return at(b.data.supplied[q], k) }}, wanted{name, -1})
		}
	}
}

func at(cs []*Column, k int) *Column {
	if k < len(cs) {
		return cs[k]
	}
	return nil
}

// target is a quantity that a column fills.
type target struct {
	name  string
	axes  []*rules.Entity
	t     rules.Type
	parse func(text string) (v rules.Value, expected string, code diag.Code)
	wide  *rules.Entity
	set   func(k int, c *Column)
	get   func(k int) *Column
}

// column fills one column of a target from every table that has it.
func (b *binder) column(x *target, w wanted) {
	found := false
	for _, j := range b.tables {
		col := j.t.Column(w.name)
		if col == nil {
			continue
		}
		if why := b.fits(x, j); why != "" {
			if !found {
				b.general(MissingColumn, "column in a file that is about something else", fmt.Sprintf("%s has the column %s, but %s.", j.t.Name, quote(w.name), why))
			}
			found = true
			continue
		}
		found = true
		b.fill(x, w, j, col)
	}
	if !found {
		b.missing(x, w)
	}
}

// fits says why a table cannot fill the target, or "".
func (b *binder) fits(x *target, j *joined) string {
	for _, e := range x.axes {
		if e != x.wide && j.keyOf[e] == nil {
			return fmt.Sprintf("%s has a value for each %s, and the file has no column %s", quote(x.name), e.Name, strings.Join(b.keyColumns(e), ", "))
		}
	}
	return ""
}

func (b *binder) missing(x *target, w wanted) {
	var headers, names []string
	for _, j := range b.tables {
		headers = append(headers, j.t.Header...)
		names = append(names, j.t.Name)
	}
	detail := fmt.Sprintf("Input %s reads the column %s; %s not in %s.%s", quote(x.name), quote(w.name), "it is", strings.Join(names, ", "), diag.DidYouMean(w.name, headers))
	b.general(MissingColumn, "column "+quote(w.name)+" missing", detail+" If the data calls it otherwise, say so with --column "+x.name+"=NAME.")
}

// fill types the cells of one column. Cells that repeat, as those of a body do
// in long data, must agree.
func (b *binder) fill(x *target, w wanted, j *joined, col *table.Column) {
	ents := b.plan.memberAxes(x.axes)
	hasRows := b.plan.hasRows(x.axes)
	n := b.data.Rows
	if !hasRows {
		n = 1
	}
	members := make([]int32, len(b.plan.Framework.Entities))
	if x.wide != nil && w.member >= 0 {
		members[x.wide.Index] = int32(w.member)
	}
	seen := map[[2]int]int{} // target cell → row of the table
	cache := map[string]rules.Value{}
	for r := range j.t.Rows {
		row := 0
		if hasRows {
			if row = j.rowOf[r]; row < 0 {
				continue
			}
		}
		if !b.setMembers(members, ents, x, j, r) {
			continue
		}
		k := b.data.flat(ents, members)
		c := x.get(k)
		if c == nil {
			c = NewColumn(x.t, n)
			x.set(k, c)
		}
		if before, again := seen[[2]int{k, row}]; again {
			if string(col.Bytes(before)) != string(col.Bytes(r)) {
				b.cell(Disagreement, j.t, r, col.Name, col.Text(r), "value that differs from another row of the same key", "the same value on every row", fmt.Sprintf("%s has one value for each %s; row %d says %s.", quote(x.name), axisNames(x.axes), before+1, quote(col.Text(before))))
			}
			continue
		}
		seen[[2]int{k, row}] = r
		b.put(x, j, col, r, c, row, cache)
	}
}

func axisNames(axes []*rules.Entity) string {
	var out []string
	for _, e := range axes {
		out = append(out, e.Name)
	}
	return strings.Join(out, " and ")
}

func (b *binder) setMembers(members []int32, ents []*rules.Entity, x *target, j *joined, r int) bool {
	for _, e := range ents {
		if e == x.wide {
			continue
		}
		m := j.memberOf[e][r]
		if m < 0 {
			return false
		}
		members[e.Index] = int32(m)
	}
	return true
}

func (b *binder) put(x *target, j *joined, col *table.Column, r int, c *Column, row int, cache map[string]rules.Value) {
	raw := col.Bytes(r)
	v, known := cache[string(raw)]
	if !known {
		text := string(raw)
		parsed, expected, code := x.parse(text)
		if code != "" {
			summary := map[diag.Code]string{BadValue: "value of the wrong kind", OutOfRange: "value out of range"}[code]
			b.cell(code, j.t, r, col.Name, text, summary, expected, "")
			return
		}
		v = parsed
		if len(cache) < 1<<16 {
			cache[text] = v
		}
	}
	if c.Why[row] != whyNotReported && v.Absent == "" {
		b.cell(Disagreement, j.t, r, col.Name, string(raw), "value that another file has too", "one file for each value", fmt.Sprintf("%s was already read from another file.", quote(x.name)))
		return
	}
	c.Set(row, v, b.plan)
}

// inputParser reads the cells of an input: absences first, then the type, then
// the range.
func (b *binder) inputParser(in *rules.Input) func(string) (rules.Value, string, diag.Code) {
	base := b.typeParser(in.Type, in.Name)
	var sentinels []*big.Rat
	var why []string
	for text, reason := range in.Absent {
		if r, ok := parseNumber(text); ok && in.Type.Kind == rules.Number {
			sentinels, why = append(sentinels, r), append(why, reason)
		}
	}
	return func(text string) (rules.Value, string, diag.Code) {
		if in.Type.Kind != rules.TextKind {
			text = strings.Trim(text, " \t")
		}
		if reason, ok := in.Absent[text]; ok {
			return rules.Value{Type: in.Type, Absent: reason}, "", ""
		}
		if text == "" {
			return rules.Value{Type: in.Type, Absent: "not_reported"}, "", ""
		}
		if s, ok := in.Spelling[text]; ok {
			text = s
		} else if in.Spelling != nil {
			return rules.Value{}, "one of " + strings.Join(sortedKeys(in.Spelling), ", "), BadValue
		}
		if in.Type.Kind == rules.Number {
			if r, ok := parseNumber(text); ok {
				for k, s := range sentinels {
					if s.Cmp(r) == 0 {
						return rules.Value{Type: in.Type, Absent: why[k]}, "", ""
					}
				}
			}
			if in.Percent {
				text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
			}
		}
		v, expected, code := base(text)
		if code != "" {
			return v, expected, code
		}
		return b.inRange(in, v)
	}
}

func sortedKeys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, quote(k))
	}
	slices.Sort(out)
	return out
}

func (b *binder) inRange(in *rules.Input, v rules.Value) (rules.Value, string, diag.Code) {
	if v.Type.Kind == rules.Number {
		if in.Percent {
			v.Num = new(big.Rat).Quo(v.Num, big.NewRat(100, 1))
		}
		if in.Integer && !v.Num.IsInt() {
			return v, "a whole number", BadValue
		}
		if in.Min != nil && v.Num.Cmp(in.Min) < 0 || in.Max != nil && v.Num.Cmp(in.Max) > 0 {
			return v, rangeText(in), OutOfRange
		}
	}
	if len(in.Among) > 0 && !slices.ContainsFunc(in.Among, v.Equal) {
		var out []string
		for _, a := range in.Among {
			out = append(out, a.String())
		}
		return v, "one of " + strings.Join(out, ", "), OutOfRange
	}
	return v, "", ""
}

func rangeText(in *rules.Input) string {
	switch {
	case in.Min == nil:
		return "at most " + rules.Decimal(in.Max)
	case in.Max == nil:
		return "at least " + rules.Decimal(in.Min)
	}
	return "from " + rules.Decimal(in.Min) + " to " + rules.Decimal(in.Max)
}

// typeParser reads a text as a value of a type.
func (b *binder) typeParser(t rules.Type, name string) func(string) (rules.Value, string, diag.Code) {
	return func(text string) (rules.Value, string, diag.Code) {
		if text == "" {
			return rules.Value{Type: t, Absent: "not_reported"}, "", ""
		}
		switch t.Kind {
		case rules.Number:
			r, ok := parseNumber(text)
			if !ok {
				return rules.Value{}, numberHint(text), BadValue
			}
			return rules.Value{Type: t, Num: r}, "", ""
		case rules.Bool:
			switch strings.ToLower(text) {
			case "true", "yes", "1":
				return rules.Value{Type: t, Code: 1}, "", ""
			case "false", "no", "0":
				return rules.Value{Type: t}, "", ""
			}
			return rules.Value{}, "true or false (or yes, no, 1, 0; other spellings are named by code)", BadValue
		case rules.MemberKind:
			if i, ok := b.memberIndex(t.Entity, text); ok {
				return rules.Value{Type: t, Code: i}, "", ""
			}
			return rules.Value{}, "a member of " + t.Entity.Name + "." + diag.DidYouMean(text, b.data.members[t.Entity].ids), BadValue
		}
		v, ok := t.Parse(text)
		if ok {
			return v, "", ""
		}
		if t.Kind == rules.DateKind {
			return v, "a date, written 2026-04-01", BadValue
		}
		return v, levelHint(t.Scale, text), BadValue
	}
}

func levelHint(s *rules.Scale, text string) string {
	var labels []string
	for c := range s.Len() {
		labels = append(labels, s.Level(c).Label)
	}
	if len(labels) > 12 {
		return "a level of " + s.Name
	}
	return "one of " + strings.Join(labels, ", ") + diag.DidYouMean(text, labels)
}

func parseNumber(text string) (*big.Rat, bool) {
	v, ok := rules.Type{Kind: rules.Number}.Parse(text)
	return v.Num, ok
}

func numberHint(text string) string {
	switch {
	case strings.HasSuffix(text, "%"):
		return "a number; for percentages write type = percent"
	case strings.Contains(text, ","):
		return "a number with a point and no commas"
	}
	return "a number; if it stands for no value, name it: absent = { \"" + text + "\" = suppressed }"
}

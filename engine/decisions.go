package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how recorded decisions are read.

// ReadDecisions reads recorded decisions into a bound dataset: a row each, with
// the key columns of the entity whose result is decided, block, level and what the framework demands of
// by, reason, evidence and until; for a block with members the column member,
// too. Every row must meet an entity, a block and an override. Problems are
// reported one by one up to limit (0: 20), the rest is counted.
func ReadDecisions(t *table.Table, p *Plan, d *Dataset, limit int) diag.List {
	if limit == 0 {
		limit = 20
	}
	r := &decisionReader{binder: binder{plan: p, data: d, limit: limit}, t: t, places: map[*rules.Entity]map[string]int{}, first: map[overrideKey]int{}}
	if !r.header() {
		return r.list
	}
	for i := range t.Rows {
		r.row(i)
	}
	r.count()
	return r.list
}

type decisionReader struct {
	binder
	t      *table.Table
	places map[*rules.Entity]map[string]int // the rows of each entity, by key
	first  map[overrideKey]int              // the row of the file that decided first
}

// grains are the entities whose results can be decided; the framework's if none can.
func (r *decisionReader) grains() []*rules.Entity {
	var out []*rules.Entity
	for _, b := range r.plan.Framework.Blocks {
		if g := rules.Grain(b.For); len(b.Overrides) > 0 && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	if out == nil {
		out = append(out, r.plan.Framework.Entity)
	}
	return out
}

// header finds the columns that every decision needs. The key columns are needed
// of every decision where all are about rows of one entity.
func (r *decisionReader) header() bool {
	var keys []string
	if g := r.grains(); len(g) == 1 {
		keys = r.data.rowsOf(g[0]).KeyNames
	}
	var missing []string
	for _, name := range append(slices.Clone(keys), "block", "level") {
		if r.t.Column(name) == nil {
			missing = append(missing, quote(name))
		}
	}
	if missing == nil {
		return true
	}
	entity := "the entity"
	if len(keys) > 0 {
		entity += " (" + strings.Join(keys, ", ") + ")"
	}
	r.general(BadDecision, "recorded decisions without a column",
		fmt.Sprintf("%s has no column %s. A recorded decision names %s, the block and the level.", r.t.Name, strings.Join(missing, ", "), entity))
	return false
}

// place finds the row of an entity that a decision is about.
func (r *decisionReader) place(i int, e *rules.Entity) (int, bool) {
	s := r.data.rowsOf(e)
	if r.places[e] == nil {
		r.places[e] = map[string]int{}
		for row := range s.Rows {
			parts := make([]string, len(s.Keys))
			for k := range s.Keys {
				parts[k] = s.Keys[k][row]
			}
			r.places[e][keyText(parts)] = row
		}
	}
	var cols []*table.Column
	var parts, missing []string
	for _, name := range s.KeyNames {
		c := r.t.Column(name)
		if c == nil {
			missing = append(missing, quote(name))
			continue
		}
		cols, parts = append(cols, c), append(parts, c.Text(i))
	}
	if missing != nil {
		r.cell(BadDecision, r.t, i, "block", r.text(i, "block"), "recorded decision without the key of the "+e.Name, "the "+e.Name+", in "+columnList(s.KeyNames),
			fmt.Sprintf("The result is that of a %s, and the file has no column %s.", e.Name, strings.Join(missing, ", ")))
		return 0, false
	}
	row, ok := r.places[e][joinKey(cols, i)]
	if !ok {
		r.cell(BadDecision, r.t, i, strings.Join(s.KeyNames, ", "), strings.Join(parts, " / "), "recorded decision about an entity that is not in the data",
			"a "+e.Name+" of the data", "")
	}
	return row, ok
}

// text is a cell of the file, "" if it has no such column.
func (r *decisionReader) text(row int, column string) string {
	if c := r.t.Column(column); c != nil {
		return strings.TrimSpace(c.Text(row))
	}
	return ""
}

// bad reports a decision that cannot be used.
func (r *decisionReader) bad(row int, column, summary, expected, detail string) {
	r.cell(BadDecision, r.t, row, column, r.text(row, column), summary, expected, detail)
}

// row reads one decision.
func (r *decisionReader) row(i int) {
	if g := r.grains(); len(g) == 1 {
		if _, ok := r.place(i, g[0]); !ok {
			return
		}
	}
	b := r.block(i)
	if b == nil {
		return
	}
	entity, ok := r.place(i, rules.Grain(b.For))
	if !ok {
		return
	}
	member, ok := r.member(i, b)
	if !ok {
		return
	}
	level, ok := b.Scale.Find(r.text(i, "level"))
	if !ok {
		r.bad(i, "level", "recorded decision for a level that there is not", levelList(b.Scale), levelHelp(b.Scale, r.text(i, "level")))
		return
	}
	key := overrideKey{b, member, entity}
	if !r.declared(i, b, level) {
		return
	}
	if until := r.text(i, "until"); until != "" {
		if _, ok := rules.Days(until); !ok {
			r.bad(i, "until", "end of a decision that is not a date", "a date, written 2026-04-01", "")
			return
		}
		if r.plan.AsOf == "" {
			r.cell(NoDate, r.t, i, "until", until, "date of the ratings missing", "ratings for a stated date", "Whether the decision still holds depends on the date for which ratings are made. Say which day it is, with --as-of or in_force.")
			return
		}
	}
	if before, twice := r.first[key]; twice {
		r.bad(i, "block", "decision that stands twice", "one decision for each result", fmt.Sprintf("Row %d (line %d) decides the same result.", before+1, r.t.Line(before)))
		return
	}
	r.first[key] = i
	r.data.overrides[key] = &Decision{Row: entity, Block: b, Member: member, Level: level,
		By: r.text(i, "by"), Reason: r.text(i, "reason"), Evidence: r.text(i, "evidence"), Until: r.text(i, "until")}
}

// block finds the block that a decision is about.
func (r *decisionReader) block(i int) *rules.Block {
	name := r.text(i, "block")
	var known []string
	for _, b := range r.plan.Framework.Blocks {
		if len(b.Overrides) == 0 {
			if b.Name == name {
				r.bad(i, "block", "recorded decision on a block that accepts none", "a block with an override", fmt.Sprintf("%s declares no override, so what it computes stands.", quote(name)))
				return nil
			}
			continue
		}
		if b.Name == name {
			return b
		}
		known = append(known, b.Name)
	}
	expected := "a block with an override; the framework has none"
	if known != nil {
		expected = "one of " + strings.Join(known, ", ")
	}
	r.bad(i, "block", "recorded decision on a block that there is not", expected, strings.TrimSpace(r.mean(name, known)))
	return nil
}

// member finds the member of a block that has them.
func (r *decisionReader) member(i int, b *rules.Block) (int, bool) {
	axes := r.plan.memberAxes(b.For)
	text := r.text(i, "member")
	if len(axes) == 0 {
		if text != "" {
			r.bad(i, "member", "recorded decision with a member too many", "nothing", fmt.Sprintf("%s has one result for each %s.", quote(b.Name), grainName(b)))
			return 0, false
		}
		return 0, true
	}
	parts := []string{text}
	if len(axes) > 1 {
		parts = strings.Split(text, "/")
	}
	at := make([]int32, len(r.plan.Framework.Entities))
	for k, e := range axes {
		m, ok := 0, len(parts) == len(axes)
		if ok {
			m, ok = r.memberIndex(e, strings.TrimSpace(parts[k]))
		}
		if !ok {
			r.bad(i, "member", "recorded decision about a member that there is not", "a member of "+axisNames(axes), strings.TrimSpace(r.mean(text, r.data.members[e].ids)))
			return 0, false
		}
		at[e.Index] = int32(m)
	}
	return r.data.flat(axes, at), true
}

// grainName is whose results a block has.
func grainName(b *rules.Block) string {
	if g := rules.Grain(b.For); g != nil {
		return g.Name
	}
	return "framework"
}

// declared checks that a declaration lets the level be chosen, and that the
// decision records what it asks for. How far it moves shows when it is run.
func (r *decisionReader) declared(i int, b *rules.Block, level int) bool {
	var lacking string
	for _, o := range b.Overrides {
		if len(o.To) > 0 && !slices.Contains(o.To, level) {
			continue
		}
		need := slices.IndexFunc(o.Needs, func(n string) bool { return r.text(i, n) == "" })
		if need < 0 {
			return r.date(i)
		}
		if lacking == "" {
			lacking = o.Needs[need]
		}
	}
	if lacking != "" {
		r.bad(i, lacking, "recorded decision that lacks what is needed", "a text", fmt.Sprintf("A decision on %s must record %s.", quote(b.Name), quote(lacking)))
		return false
	}
	var may []string
	for _, o := range b.Overrides {
		for _, c := range o.To {
			may = append(may, b.Scale.Level(c).ID)
		}
	}
	r.bad(i, "level", "recorded decision for a level that may not be chosen", "one of "+strings.Join(may, ", "), "")
	return false
}

// date checks the day on which a decision ends.
func (r *decisionReader) date(i int) bool {
	until := r.text(i, "until")
	if _, ok := rules.Days(until); until != "" && !ok {
		r.bad(i, "until", "recorded decision that ends on no date", "a date, written 2026-04-01", "")
		return false
	}
	return true
}

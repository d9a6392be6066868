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
// the key columns of the data, block, level and what the framework demands of
// by, reason, evidence and until; for a block with members the column member,
// too. Every row must meet an entity, a block and an override. Problems are
// reported one by one up to limit (0: 20), the rest is counted.
func ReadDecisions(t *table.Table, p *Plan, d *Dataset, limit int) diag.List {
	if limit == 0 {
		limit = 20
	}
	r := &decisionReader{binder: binder{plan: p, data: d, limit: limit}, t: t, of: map[*rules.Entity]*keyed{}, first: map[overrideKey]int{}}
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
	t     *table.Table
	of    map[*rules.Entity]*keyed
	first map[overrideKey]int // the row of the file that decided first
}

// keyed is the rows of an entity by key, and the columns of the file that name
// one; nil where the file has not all of them.
type keyed struct {
	columns []*table.Column
	rows    map[string]int
}

// keyed finds the rows of an entity.
func (r *decisionReader) keyed(e *rules.Entity) *keyed {
	if k := r.of[e]; k != nil {
		return k
	}
	k, s := &keyed{rows: map[string]int{}}, r.data.rowsOf(e)
	for _, name := range s.KeyNames {
		c := r.t.Column(name)
		if c == nil {
			k.columns = nil
			break
		}
		k.columns = append(k.columns, c)
	}
	for i := range s.Rows {
		parts := make([]string, len(s.Keys))
		for c := range s.Keys {
			parts[c] = s.Keys[c][i]
		}
		k.rows[keyText(parts)] = i
	}
	r.of[e] = k
	return k
}

// header finds the columns that every decision needs: those that name the rated
// entity, or another one with rows.
func (r *decisionReader) header() bool {
	names := []string{"block", "level"}
	if !slices.ContainsFunc(r.data.spacesInOrder(), func(s *Space) bool { return s.Entity != r.plan.Framework.Entity && r.keyed(s.Entity).columns != nil }) {
		names = append(slices.Clone(r.data.KeyNames), names...)
	}
	var missing []string
	for _, name := range names {
		if r.t.Column(name) == nil {
			missing = append(missing, quote(name))
		}
	}
	if missing == nil {
		return true
	}
	r.general(BadDecision, "recorded decisions without a column",
		fmt.Sprintf("%s has no column %s. A recorded decision names the entity (%s), the block and the level.", r.t.Name, strings.Join(missing, ", "), strings.Join(r.data.KeyNames, ", ")))
	return false
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
	entity, ok := r.entity(i)
	if !ok {
		return
	}
	b := r.block(i)
	if b == nil {
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
		r.bad(i, "block", "decision that stands twice", "one decision for each result", "The same result is decided in "+rowName(r.t, before)+".")
		return
	}
	r.first[key] = i
	r.data.overrides[key] = &Decision{Row: entity, Block: b, Member: member, Level: level,
		By: r.text(i, "by"), Reason: r.text(i, "reason"), Evidence: r.text(i, "evidence"), Until: r.text(i, "until")}
}

// entity finds the row that a decision is about: of the entity that its block is
// for, or the one of everyone.
func (r *decisionReader) entity(i int) (int, bool) {
	e := r.plan.Framework.Entity
	for _, b := range r.plan.Framework.Blocks {
		if b.Name == r.text(i, "block") {
			e = rules.Grain(b.For)
		}
	}
	if e == nil {
		return 0, true
	}
	k := r.keyed(e)
	names := strings.Join(r.data.spaces[e].KeyNames, ", ")
	if k.columns == nil {
		r.cell(BadDecision, r.t, i, names, "", "recorded decision that does not say of which "+e.Name, "the "+e.Name+" in "+columnList(r.data.spaces[e].KeyNames), "")
		return 0, false
	}
	row, ok := k.rows[joinKey(k.columns, i)]
	if !ok {
		var parts []string
		for _, c := range k.columns {
			parts = append(parts, c.Text(i))
		}
		r.cell(BadDecision, r.t, i, names, strings.Join(parts, " / "), "recorded decision about an entity that is not in the data", "a "+e.Name+" of the data", "")
	}
	return row, ok
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
			r.bad(i, "member", "recorded decision with a member too many", "nothing", fmt.Sprintf("%s has one result for each %s.", quote(b.Name), r.plan.Framework.Entity.Name))
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

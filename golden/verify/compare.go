package main

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a result is compared with a published column.

// row is one rated row with what was published about it.
type row struct {
	key       string
	published string
	cell      func(column string) string // of the data
	block     *rules.Block
	within    *big.Rat
	column    *engine.Column // the result
	at        int            // its row
	reason    string         // why it is absent
}

// present reports whether there is a result.
func (r *row) present() bool { return r.column.Why[r.at] == 0 }

// onLadder reports whether a text is a level of the result's scale, or a number.
func (r *row) onLadder(text string) bool {
	if r.block.Type.Kind == rules.LevelKind {
		c, ok := r.block.Scale.Find(text)
		return ok && !r.block.Scale.IsState(c)
	}
	_, ok := new(big.Rat).SetString(text)
	return ok
}

// same reports whether the result is the published level or number.
func same(r *row) bool {
	if !r.present() {
		return false
	}
	if r.block.Type.Kind == rules.LevelKind {
		c, ok := r.block.Scale.Find(r.published)
		return ok && int32(c) == r.column.Code[r.at]
	}
	if r.block.Type.Kind == rules.Bool {
		return r.published == strconv.Itoa(int(r.column.Code[r.at]))
	}
	want, ok := new(big.Rat).SetString(r.published)
	if !ok {
		return false
	}
	d := new(big.Rat).Sub(want, engine.Exact(r.column.Num[r.at]))
	return d.Abs(d).Cmp(r.within) <= 0
}

// absent reports whether there is no result.
func absent(r *row) bool { return !r.present() }

// aState reports whether the result is a state, off the ladder.
func aState(r *row) bool {
	return r.present() && r.block.Type.Kind == rules.LevelKind && r.block.Scale.IsState(int(r.column.Code[r.at]))
}

// sameState reports whether the result is the state that was published.
func sameState(r *row) bool { return aState(r) && same(r) }

// text is the result for a message.
func (r *row) text() string {
	switch {
	case !r.present():
		return "absent (" + r.reason + ")"
	case r.block.Type.Kind == rules.LevelKind:
		return r.block.Scale.Level(int(r.column.Code[r.at])).ID
	case r.block.Type.Kind == rules.Bool:
		return strconv.Itoa(int(r.column.Code[r.at]))
	}
	return rules.FloatText(r.column.Num[r.at])
}

// outcome is what a comparison came to.
type outcome struct {
	block   string
	groups  []group
	good    []int // rows that are as they must be, by group
	count   []int // rows, by group
	departs []string
	wrong   []string // what was not expected
}

// line says in words how a comparison came out.
func (o *outcome) line() string {
	var parts []string
	for i, g := range o.groups {
		parts = append(parts, fmt.Sprintf("%s of %s %s", number(o.good[i]), number(o.count[i]), g.what))
	}
	out := strings.Join(parts, "; ")
	for _, d := range o.departs {
		out += "; " + d
	}
	return out
}

// number writes a number with separators.
func number(n int) string { return strings.TrimSuffix(diag.Plural(n, "", ""), " ") }

// compare rates the data of a set and makes its checks.
func (s *set) compare(root, cases string) ([]*outcome, error) {
	name := filepath.Join(cases, filepath.FromSlash(s.data))
	loaded, err := golden.Load(golden.Dir(filepath.Join(root, "examples", s.framework)))
	if err != nil {
		return nil, err
	}
	if loaded.Framework == nil {
		return nil, errors.New("its rules have errors")
	}
	data, err := readAll(name)
	if err != nil {
		return nil, err
	}
	results := data
	if s.published != "" {
		if results, err = readAll(filepath.Join(cases, filepath.FromSlash(s.published))); err != nil {
			return nil, err
		}
	}
	plan := engine.Compile(loaded.Framework, engine.Options{})
	d, list := engine.Bind(plan, []*table.Table{data}, engine.BindOptions{Columns: s.columns, Supply: s.supply})
	if list.HasErrors() {
		return nil, fmt.Errorf("the data does not fit: %s %s", list[0].Summary, list[0].Detail)
	}
	res, err := plan.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		return nil, err
	}
	var out []*outcome
	for _, c := range s.checks {
		o, err := c.compare(res, data, results)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// readAll reads a file with all its columns.
func readAll(name string) (*table.Table, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, list, err := table.Read(f, name, table.Options{})
	if err == nil && list.HasErrors() {
		err = errors.New(list[0].Summary)
	}
	return t, err
}

// compare makes one check.
func (c *check) compare(res *engine.Result, data, results *table.Table) (*outcome, error) {
	rows, err := c.rows(res, data, results)
	if err != nil {
		return nil, err
	}
	o := &outcome{block: c.block, groups: c.groups, good: make([]int, len(c.groups)), count: make([]int, len(c.groups))}
	unused := map[string]exception{}
	for _, e := range c.except {
		unused[e.key] = e
	}
	for _, r := range rows {
		i, good := c.judge(r)
		if e, ok := unused[r.key]; ok {
			delete(unused, r.key)
			if o.departs = append(o.departs, fmt.Sprintf("except %s: %s", r.key, e.why)); good && i == 0 {
				o.wrong = append(o.wrong, r.key+" is named as an exception, and is as published")
			}
			if i >= 0 && published(r) {
				o.count[i]++
			}
			continue
		}
		if i < 0 {
			o.wrong = append(o.wrong, r.key+" is in no group")
			continue
		}
		if o.count[i]++; good {
			o.good[i]++
		} else {
			o.wrong = append(o.wrong, fmt.Sprintf("%s: %s, published %q", r.key, r.text(), r.published))
		}
	}
	for key := range unused {
		o.wrong = append(o.wrong, key+" is named as an exception, and is not in the data")
	}
	for i, g := range c.groups {
		if o.count[i] != g.rows {
			o.wrong = append(o.wrong, fmt.Sprintf("%s rows are known of %q", number(g.rows), g.what))
		}
	}
	return o, nil
}

// judge finds the group of a row, and says whether the row is as it must be.
func (c *check) judge(r *row) (int, bool) {
	for i, g := range c.groups {
		if g.is(r) {
			return i, g.good(r)
		}
	}
	return -1, false
}

// rows joins the results with what was published by the text of their keys. Of
// several rows with one key, as long data has them, the first is taken, or the
// one that c.long names.
func (c *check) rows(res *engine.Result, data, results *table.Table) ([]*row, error) {
	within := new(big.Rat)
	if c.within != "" {
		within.SetString(c.within)
	}
	b := blockOf(res, c.block)
	if b == nil {
		return nil, fmt.Errorf("no result %s", c.block)
	}
	inData, inPublished := byKey(res, data, ""), byKey(res, results, c.long)
	var out []*row
	for _, o := range res.Outcomes[b] {
		member := memberOf(res, b, o)
		column, long := c.where(b, member)
		texts := results.Column(column)
		if texts == nil {
			return nil, fmt.Errorf("no column %q of %s %s", column, c.block, member)
		}
		for i := range res.Data.Rows {
			key := res.Data.KeyText(i)
			at, ok := inData[key]
			there, found := inPublished[joined(key, long)]
			if !ok || !found {
				return nil, fmt.Errorf("%s is not in the data, or not published", joined(key, long))
			}
			r := &row{key: joined(key, member), published: texts.Text(there), cell: func(column string) string { return data.Column(column).Text(at) },
				block: b, within: within, column: o.Final, at: i, reason: res.Plan.Reason(o.Final.Why[i]).Name}
			if c.read != nil {
				r.published = c.read(r.published)
			}
			out = append(out, r)
		}
	}
	if c.ranked != "" {
		c.rerank(out)
	}
	return out, nil
}

func blockOf(res *engine.Result, name string) *rules.Block {
	for _, b := range res.Plan.Framework.Publish {
		if b.Name == name {
			return b
		}
	}
	return nil
}

// byKey finds the first row of each key, with the text of a further column if
// there is one.
func byKey(res *engine.Result, t *table.Table, further string) map[string]int {
	out := map[string]int{}
	for r := range t.Rows {
		var parts []string
		for _, k := range res.Data.KeyNames {
			parts = append(parts, t.Column(k).Text(r))
		}
		key := strings.Join(parts, " / ")
		if further != "" {
			key = joined(key, t.Column(further).Text(r))
		}
		if _, ok := out[key]; !ok {
			out[key] = r
		}
	}
	return out
}

func joined(key, further string) string {
	if further == "" {
		return key
	}
	return key + " / " + further
}

// memberOf is the member that an outcome is for, "" if it is for rows only.
func memberOf(res *engine.Result, b *rules.Block, o *engine.Outcome) string {
	for _, e := range b.For {
		if !e.Rows {
			return res.Data.MemberName(e, int(o.Members[0]))
		}
	}
	return ""
}

// where says in which column the results of a member were published and, in long
// data, in which of the rows.
func (c *check) where(b *rules.Block, member string) (column, long string) {
	if c.attr != "" {
		for _, e := range b.For {
			if _, k := e.Attr(c.attr); k >= 0 {
				for _, m := range e.Members {
					if m.ID == member {
						return m.Values[k].String(), ""
					}
				}
			}
		}
	}
	switch {
	case c.members == nil:
		return c.column, ""
	case c.long == "":
		return c.members[member], ""
	}
	return c.column, c.members[member]
}

// rerank replaces published ranks by places among the rows that are here, so
// that a file that lacks some of those that were ranked can be compared: order
// and ties must be the same.
func (c *check) rerank(rows []*row) {
	type place struct {
		league string
		rank   int
	}
	var all []place
	of := func(r *row) (place, bool) {
		n, err := strconv.Atoi(r.published)
		return place{r.cell(c.ranked), n}, err == nil
	}
	for _, r := range rows {
		if p, ok := of(r); ok {
			all = append(all, p)
		}
	}
	for _, r := range rows {
		mine, ok := of(r)
		if !ok {
			continue
		}
		better := 0
		for _, p := range all {
			if p.league == mine.league && p.rank < mine.rank {
				better++
			}
		}
		defer func() { r.published = strconv.Itoa(better + 1) }()
	}
}

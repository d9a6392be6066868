package main

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
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
	return r.present() && r.block.Scale.IsState(int(r.column.Code[r.at]))
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
	loaded, err := golden.Load(os.DirFS(filepath.Join(root, "examples", s.framework)))
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
	plan := engine.Compile(loaded.Framework, engine.Options{})
	d, list := engine.Bind(plan, []*table.Table{data}, engine.BindOptions{})
	if list.HasErrors() {
		return nil, fmt.Errorf("the data does not fit: %s %s", list[0].Summary, list[0].Detail)
	}
	res, err := plan.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		return nil, err
	}
	var out []*outcome
	for _, c := range s.checks {
		o, err := c.compare(res, data)
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
func (c *check) compare(res *engine.Result, data *table.Table) (*outcome, error) {
	rows, err := c.rows(res, data)
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

// rows joins the results with the data by the text of their keys. Of several
// rows with one key, as long data has them, the first is taken.
func (c *check) rows(res *engine.Result, data *table.Table) ([]*row, error) {
	within := new(big.Rat)
	if c.within != "" {
		within.SetString(c.within)
	}
	first := map[string]int{}
	for r := range data.Rows {
		var parts []string
		for _, k := range res.Data.KeyNames {
			parts = append(parts, data.Column(k).Text(r))
		}
		if key := strings.Join(parts, " / "); first[key] == 0 {
			first[key] = r + 1
		}
	}
	for _, b := range res.Plan.Framework.Publish {
		if b.Name != c.block || data.Column(c.column) == nil {
			continue
		}
		col, out := res.Outcomes[b][0].Final, []*row{}
		for i := range res.Data.Rows {
			key := res.Data.KeyText(i)
			at := first[key] - 1
			if at < 0 {
				return nil, fmt.Errorf("%s is not in the data", key)
			}
			cell := func(column string) string { return data.Column(column).Text(at) }
			out = append(out, &row{key: key, published: cell(c.column), cell: cell, block: b, within: within, column: col, at: i, reason: res.Plan.Reason(col.Why[i]).Name})
		}
		return out, nil
	}
	return nil, fmt.Errorf("no result %s, or no column %s", c.block, c.column)
}

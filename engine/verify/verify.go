// Package verify performs a published result again, from the rules and the data,
// with both executors, and says what differs.
//
// It is a companion of package engine. ReadJSON, ReadJSONL and FromTable read what
// `rubric rate` writes; Again computes each cell by columns (package engine) and row
// by row (package byrow), which share no line, and compares. A cell that all three
// give alike can be relied on: what was published is what the rules say of the data.
package verify

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the comparison.

// Options says how much is performed again.
type Options struct {
	Sample int    // how many rows of each level the row executor computes; 0: all
	Seed   uint64 // of the choice of the sample
	Jobs   int    // goroutines; 0: one for each core
}

// Report is what a comparison came to.
type Report struct {
	Rows     int      `json:"rows"`      // published rows that were compared
	Cells    int      `json:"cells"`     // published results that were compared
	ByRow    int      `json:"by_row"`    // of these, the results that the row executor computed too
	Unknown  []string `json:"unknown"`   // published columns that are no results of the rules
	Missing  []string `json:"missing"`   // published results of the rules that the file has no column for
	NotRated []string `json:"not_rated"` // published rows that the data does not have
	NotGiven []string `json:"not_given"` // rows of the data that were not published

	Differences []Difference `json:"differences"`
}

// Same reports whether nothing differs.
func (r *Report) Same() bool {
	return len(r.Differences)+len(r.NotRated)+len(r.NotGiven)+len(r.Unknown)+len(r.Missing) == 0
}

// Difference is one cell.
type Difference struct {
	Key       string `json:"key"`
	Result    string `json:"result"`
	Published string `json:"published"`
	Columns   string `json:"columns"`
	Row       string `json:"row,omitempty"` // "" if the row executor did not compute it
}

// result is a column of results: a block for a combination of its members.
type result struct {
	name, header string
	b            *rules.Block
	o            *engine.Outcome
	at           byrow.Context
	cells        []Cell // as published, by row of the published table
}

// Again compares what was published with what the rules come to.
func Again(ctx context.Context, res *engine.Result, pub *Published, opt Options) (*Report, error) {
	v := &verifier{ctx: ctx, res: res, opt: opt, report: &Report{Differences: []Difference{}, Unknown: []string{}, Missing: []string{}, NotRated: []string{}, NotGiven: []string{}}}
	if v.opt.Jobs <= 0 {
		v.opt.Jobs = runtime.GOMAXPROCS(0)
	}
	day, _ := rules.Days(res.Plan.AsOf)
	prog, err := byrow.Compile(res.Plan.Framework, byrow.Options{AsOf: day})
	if err != nil {
		return nil, err
	}
	v.prog = prog
	for _, t := range pub.Tables {
		if err := v.table(t); err != nil {
			return nil, err
		}
	}
	v.missing(pub)
	return v.report, nil
}

type verifier struct {
	ctx    context.Context
	res    *engine.Result
	prog   *byrow.Program
	opt    Options
	report *Report
	found  map[string]bool // names of results that the file has
}

// results are the columns that the rules give rows of e.
func (v *verifier) results(e *rules.Entity) []*result {
	var out []*result
	for _, b := range v.res.Blocks {
		if rules.Grain(b.For) != e {
			continue
		}
		for _, o := range v.res.Outcomes[b] {
			r := &result{b: b, o: o, name: b.Name}
			k := 0
			members := map[*rules.Entity]int{}
			for _, x := range b.For {
				if x.Rows {
					continue
				}
				m := int(o.Members[k])
				members[x] = m
				r.name += "." + v.res.Data.MemberName(x, m)
				r.at = r.at.With(x, m)
				k++
			}
			r.header = b.Header(func(x *rules.Entity) int {
				if m, ok := members[x]; ok {
					return m
				}
				return -1
			})
			out = append(out, r)
		}
	}
	return out
}

// table compares one published table.
func (v *verifier) table(t *Table) error {
	e, ok := v.entity(t)
	if !ok {
		return fmt.Errorf("%s: its rows are about nothing that the rules rate; they have %s", t.name(), strings.Join(t.columnNames(), ", "))
	}
	var matched []*result
	if v.found == nil {
		v.found = map[string]bool{}
	}
	used := map[string]bool{}
	for _, r := range v.results(e) {
		for _, name := range []string{r.name, r.header} {
			if cells, ok := t.Cells[name]; ok && name != "" && !used[name] {
				r.cells, used[name] = cells, true
				v.found[r.name] = true
				matched = append(matched, r)
				break
			}
		}
	}
	for _, name := range t.columnNames() {
		if !used[name] && !detail(name, used) && !v.isKey(name) {
			v.report.Unknown = append(v.report.Unknown, name)
		}
	}
	rows := v.rowsOf(t, e)
	v.report.Rows += len(rows)
	return v.compare(e, matched, rows)
}

// detail reports a column that says more of a result: why it is absent, its bounds.
func detail(name string, results map[string]bool) bool {
	for _, s := range []string{".absent", ".value", ".limits", ".marks", ".override", ".supplied", ".best", ".worst", ".missing"} {
		if head, ok := strings.CutSuffix(name, s); ok && results[head] {
			return true
		}
	}
	return false
}

func (v *verifier) isKey(name string) bool {
	for _, e := range v.res.Plan.Framework.Entities {
		if s := v.res.Data.SpaceOf(e); s != nil && (slices.Contains(s.KeyNames, name) || name == e.Label) {
			return true
		}
	}
	return false
}

// entity finds whose rows a table holds: where it does not say, of those whose key
// it has, the one with most of its results.
func (v *verifier) entity(t *Table) (*rules.Entity, bool) {
	fw := v.res.Plan.Framework
	if t.Everyone {
		return nil, true
	}
	var best *rules.Entity
	most := -1
	for _, e := range fw.Entities {
		s := v.res.Data.SpaceOf(e)
		if s == nil || t.Entity != "" && t.Entity != e.Name || slices.ContainsFunc(s.KeyNames, func(k string) bool { return t.Keys[k] == nil }) {
			continue
		}
		n := 0
		for _, r := range v.results(e) {
			if t.Cells[r.name] != nil || t.Cells[r.header] != nil {
				n++
			}
		}
		if n > most || n == most && e == fw.Entity {
			best, most = e, n
		}
	}
	return best, best != nil
}

// pair is a published row and the row of the data with the same key.
type pair struct{ published, row int }

// rowsOf pairs the rows, and notes those that stand on one side only.
func (v *verifier) rowsOf(t *Table, e *rules.Entity) []pair {
	if e == nil {
		return []pair{{0, 0}}
	}
	s := v.res.Data.SpaceOf(e)
	index := map[string]int{}
	for i := range s.Rows {
		index[s.KeyText(i)] = i
	}
	var out []pair
	given := make([]bool, s.Rows)
	for i := range t.Rows {
		parts := make([]string, len(s.KeyNames))
		for k, name := range s.KeyNames {
			parts[k] = t.Keys[name][i]
		}
		key := strings.Join(parts, " / ")
		row, ok := index[key]
		if !ok || given[row] {
			v.report.NotRated = append(v.report.NotRated, key)
			continue
		}
		given[row] = true
		out = append(out, pair{i, row})
	}
	for i, ok := range given {
		if !ok {
			v.report.NotGiven = append(v.report.NotGiven, s.KeyText(i))
		}
	}
	return out
}

// sampled chooses the rows that the row executor computes.
func (v *verifier) sampled(rows []pair) map[int]bool {
	if v.opt.Sample <= 0 || v.opt.Sample >= len(rows) {
		return nil
	}
	r := rand.New(rand.NewPCG(v.opt.Seed, 0))
	out := map[int]bool{}
	for _, i := range r.Perm(len(rows))[:v.opt.Sample] {
		out[i] = true
	}
	return out
}

// compare compares the cells of paired rows, on several cores.
func (v *verifier) compare(e *rules.Entity, results []*result, rows []pair) error {
	sample := v.sampled(rows)
	jobs := max(min(v.opt.Jobs, len(rows)/64+1), 1)
	parts := make([]part, jobs)
	var wg sync.WaitGroup
	for j := range jobs {
		wg.Go(func() {
			lo, hi := j*len(rows)/jobs, (j+1)*len(rows)/jobs
			parts[j].err = parts[j].run(v, e, results, rows, lo, hi, sample)
		})
	}
	wg.Wait()
	for _, p := range parts {
		if p.err != nil {
			return p.err
		}
		v.report.Cells += p.cells
		v.report.ByRow += p.byRow
		v.report.Differences = append(v.report.Differences, p.differ...)
	}
	return nil
}

// part is what one goroutine found.
type part struct {
	cells, byRow int
	differ       []Difference
	err          error
}

func (p *part) run(v *verifier, e *rules.Entity, results []*result, rows []pair, lo, hi int, sample map[int]bool) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("the row executor failed: %v", x)
		}
	}()
	all := v.prog.Over(source{v.res.Data, v.res.Plan})
	for i := lo; i < hi; i++ {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		var row *byrow.Row
		if sample == nil || sample[i] {
			row = all.Row(e, rows[i].row)
		}
		for _, r := range results {
			p.cell(v, e, r, rows[i], row)
		}
		if err := all.Err(); err != nil {
			return err
		}
	}
	return nil
}

// cell compares one cell.
func (p *part) cell(v *verifier, e *rules.Entity, r *result, at pair, row *byrow.Row) {
	p.cells++
	was := r.cells[at.published]
	columns := v.columnCell(r, at.row)
	same := was.same(columns)
	d := Difference{Key: keyOf(v.res.Data, e, at.row), Result: r.name, Published: was.String(), Columns: columns.String()}
	if row != nil {
		p.byRow++
		is := v.valueCell(row.Block(r.b, r.at).Final)
		d.Row = is.String()
		same = same && is.same(columns)
	}
	if !same {
		p.differ = append(p.differ, d)
	}
}

func keyOf(d *engine.Dataset, e *rules.Entity, row int) string {
	if e == nil {
		return "everyone"
	}
	return d.SpaceOf(e).KeyText(row)
}

// missing notes published results that no table has.
func (v *verifier) missing(pub *Published) {
	if !pub.Whole {
		return
	}
	for _, b := range v.res.Plan.Framework.Publish {
		for _, r := range v.results(rules.Grain(b.For)) {
			if r.b == b && !v.found[r.name] {
				v.report.Missing = append(v.report.Missing, r.name)
			}
		}
	}
}

// columnCell is what the column executor gives.
func (v *verifier) columnCell(r *result, row int) Cell {
	c, t := r.o.Final, r.b.Type
	if w := c.Why[row]; w != 0 {
		return Cell{Kind: Absent, Text: v.res.Plan.Reason(w).Name}
	}
	switch c.Kind {
	case rules.Number:
		return Cell{Kind: Number, Text: rules.FloatText(c.Num[row])}
	case rules.TextKind:
		return Cell{Kind: Text, Text: c.Text[row]}
	}
	return v.codeCell(t, int(c.Code[row]))
}

// valueCell is what the row executor gives.
func (v *verifier) valueCell(x rules.Value) Cell {
	switch {
	case x.Absent != "":
		return Cell{Kind: Absent, Text: x.Absent}
	case x.Type.Kind == rules.Number:
		f, _ := x.Num.Float64()
		return Cell{Kind: Number, Text: rules.FloatText(f)}
	case x.Type.Kind == rules.TextKind:
		return Cell{Kind: Text, Text: x.Text}
	}
	return v.codeCell(x.Type, x.Code)
}

func (v *verifier) codeCell(t rules.Type, code int) Cell {
	switch t.Kind {
	case rules.LevelKind:
		lv := t.Scale.Level(code)
		kind := Level
		if t.Scale.IsState(code) {
			kind = State
		}
		return Cell{Kind: kind, Text: lv.ID, Label: lv.Label}
	case rules.DateKind:
		return Cell{Kind: Date, Text: rules.DateText(code)}
	case rules.MemberKind:
		if s := v.res.Data.SpaceOf(t.Entity); s != nil {
			return Cell{Kind: Member, Text: s.KeyText(code)}
		}
		return Cell{Kind: Member, Text: v.res.Data.MemberName(t.Entity, code)}
	}
	return Cell{Kind: Answer, Text: map[int]string{0: "false", 1: "true"}[code]}
}

// same reports whether a cell, perhaps one of a file that does not say of which
// kind it is, is the one that was computed.
func (c Cell) same(is Cell) bool {
	switch {
	case c.Kind == Absent || is.Kind == Absent:
		return c.Kind == is.Kind && (c.Text == "" || c.Text == is.Text)
	case c.Kind != "" && c.Kind != is.Kind:
		return false
	case c.Text == is.Text || c.Kind == "" && is.Label != "" && c.Text == is.Label:
		return true
	case is.Kind == Number:
		return close15(c.Text, is.Text)
	}
	return false
}

// close15 reports that two numbers are the same in the digits that are written,
// give or take one in the fifteenth.
func close15(a, b string) bool {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY || len(a) > 400 || len(b) > 400 {
		return false
	}
	tol := new(big.Rat).Mul(y, big.NewRat(1, 1e14))
	return x.Sub(x, y).Abs(x).Cmp(tol.Abs(tol)) <= 0
}

// errShape is the failure to read a result that is not one.
var errShape = errors.New("it is not a result that rubric rate writes")

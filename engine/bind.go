package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how raw tables are joined and bound to a framework.

// BindOptions adapts data to a framework without touching the rules.
type BindOptions struct {
	// Columns names the column of an input, or of an entity's key ("authority.key"),
	// where the data calls it otherwise.
	Columns map[string]string
	// Supply names columns that hold the results of computed blocks.
	Supply map[string]string
	// Limit is how many problems are reported one by one; 0 is 20.
	Limit int
}

// Bind joins tables by their keys and types what the framework reads. A table
// belongs to those entities whose key columns it has: one row for each member,
// or, for long data, for each combination of members. Every problem is
// collected; the dataset must not be used if there is an error.
func Bind(p *Plan, tables []*table.Table, opt BindOptions) (*Dataset, diag.List) {
	b := &binder{plan: p, data: NewDataset(p, 0), opt: opt, rows: map[string]int{}, limit: opt.Limit}
	if b.limit == 0 {
		b.limit = 20
	}
	b.checkOptions()
	for _, t := range tables {
		b.table(t)
	}
	if b.entityKey(p.Framework.Entity) && !b.stop {
		b.members()
		b.keys()
	}
	if !b.stop {
		b.columns()
	}
	b.close()
	return b.data, b.list
}

type binder struct {
	plan   *Plan
	data   *Dataset
	opt    BindOptions
	list   diag.List
	limit  int
	more   int // problems beyond the limit
	stop   bool
	tables []*joined
	rows   map[string]int
}

// joined is a table with the entities whose keys it has.
type joined struct {
	t        *table.Table
	keyOf    map[*rules.Entity][]*table.Column
	rowOf    []int                   // the dataset's row of each of its rows; -1: not known
	memberOf map[*rules.Entity][]int // the member of each of its rows
}

func (b *binder) problem(d *diag.Diagnostic) {
	if len(b.list) >= b.limit && d.Severity == diag.Error {
		b.more++
		return
	}
	b.list.Add(d)
}

// cell reports a problem with one cell of a table.
func (b *binder) cell(code diag.Code, t *table.Table, row int, column, value, summary, expected, detail string) {
	b.problem(&diag.Diagnostic{Code: code, Summary: summary, Detail: detail,
		Cell: &diag.Cell{File: t.Name, Row: row + 1, Line: t.Line(row), Column: column, Value: value, Expected: expected}})
}

func (b *binder) general(code diag.Code, summary, detail string) {
	b.problem(&diag.Diagnostic{Code: code, Summary: summary, Detail: detail})
}

func (b *binder) close() {
	if b.more > 0 {
		b.list.Add(&diag.Diagnostic{Code: MoreProblems, Summary: "further problems in the data", Detail: diag.Plural(b.more, "further problem", "further problems") + " of these kinds. Mend the ones above first, or ask for more with --max."})
	}
	if b.list.HasErrors() {
		b.data.Rows = 0
	}
}

func (b *binder) checkOptions() {
	for name := range b.opt.Columns {
		entity, isKey := strings.CutSuffix(name, ".key")
		if isKey && slices.ContainsFunc(b.plan.Framework.Entities, func(e *rules.Entity) bool { return e.Name == entity }) {
			continue
		}
		if !slices.ContainsFunc(b.plan.Framework.Inputs, func(i *rules.Input) bool { return i.Name == name }) {
			b.general(UnknownColumn, "column for an input that does not exist", "The framework has no input "+quote(name)+"."+diag.DidYouMean(name, b.inputNames()))
		}
	}
	for name := range b.opt.Supply {
		if !slices.ContainsFunc(b.plan.Framework.Blocks, func(q *rules.Block) bool { return q.Name == name }) {
			var known []string
			for _, q := range b.plan.Framework.Blocks {
				known = append(known, q.Name)
			}
			b.general(UnknownColumn, "supplied result of a block that does not exist", "The framework computes no "+quote(name)+"."+diag.DidYouMean(name, known))
		}
	}
}

func (b *binder) inputNames() (out []string) {
	for _, i := range b.plan.Framework.Inputs {
		out = append(out, i.Name)
	}
	return out
}

func quote(s string) string { return "\"" + s + "\"" }

// keyColumns are the columns that name a member of e.
func (b *binder) keyColumns(e *rules.Entity) []string {
	if c, ok := b.opt.Columns[e.Name+".key"]; ok {
		return strings.Split(c, ",")
	}
	return e.Key
}

// table finds the entities that a table is for.
func (b *binder) table(t *table.Table) {
	j := &joined{t: t, keyOf: map[*rules.Entity][]*table.Column{}, memberOf: map[*rules.Entity][]int{}}
	for _, e := range b.plan.Framework.Entities {
		var cols []*table.Column
		for _, k := range b.keyColumns(e) {
			if c := t.Column(k); c != nil {
				cols = append(cols, c)
			}
		}
		if n := len(b.keyColumns(e)); n > 0 && len(cols) == n {
			j.keyOf[e] = cols
		}
	}
	b.tables = append(b.tables, j)
	b.data.Files = append(b.data.Files, t.Name)
}

// entityKey checks that some table has the key of the rated entity.
func (b *binder) entityKey(e *rules.Entity) bool {
	for _, j := range b.tables {
		if j.keyOf[e] != nil {
			return true
		}
	}
	b.stop = true
	var have []string
	for _, j := range b.tables {
		have = append(have, fmt.Sprintf("%s has %s", j.t.Name, strings.Join(clipped(j.t.Header), ", ")))
	}
	key := b.keyColumns(e)
	detail := fmt.Sprintf("Each row must say which %s it is about, in the column%s %s; no file has %s. %s.", e.Name, plural(len(key)), strings.Join(key, ", "), map[bool]string{true: "it", false: "them all"}[len(key) == 1], strings.Join(have, "; "))
	if len(key) == 1 && len(b.tables) > 0 {
		detail += diag.DidYouMean(key[0], b.tables[0].t.Header)
	}
	b.general(NoKey, "key column missing", detail+" If the data calls it otherwise, say so with --column "+e.Name+".key=NAME.")
	return false
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func clipped(s []string) []string {
	if len(s) > 12 {
		return append(slices.Clone(s[:12]), fmt.Sprintf("and %d more", len(s)-12))
	}
	return s
}

// members collects the members of entities that only the data names, sorted,
// so that the order of rows does not matter.
func (b *binder) members() {
	for _, e := range b.plan.Framework.Entities {
		if e == b.plan.Framework.Entity || e.Closed {
			continue
		}
		seen := map[string]bool{}
		for _, j := range b.tables {
			if cols := j.keyOf[e]; cols != nil {
				for r := range j.t.Rows {
					if id := joinKey(cols, r); id != "" {
						seen[id] = true
					}
				}
			}
		}
		s := b.data.members[e]
		for id := range seen {
			s.ids = append(s.ids, id)
		}
		slices.Sort(s.ids)
		s.present = map[int][]bool{}
		for i, id := range s.ids {
			s.index[id] = i
		}
	}
}

// joinKey is the text of a key, its parts set apart; "" if all parts are empty.
func joinKey(cols []*table.Column, row int) string {
	if len(cols) == 1 {
		return cols[0].Text(row)
	}
	parts := make([]string, len(cols))
	empty := true
	for i, c := range cols {
		parts[i] = c.Text(row)
		empty = empty && parts[i] == ""
	}
	if empty {
		return ""
	}
	return strings.Join(parts, "\x1f")
}

// keys gives every row of every table its place, and finds rows that stand twice.
func (b *binder) keys() {
	e := b.plan.Framework.Entity
	b.data.KeyNames = e.Key
	b.data.Keys = make([][]string, len(e.Key))
	for _, j := range b.tables {
		b.tableKeys(j, e)
	}
	b.data.Rows = len(b.rows)
	for _, j := range b.tables {
		b.presence(j, e)
	}
}

func (b *binder) tableKeys(j *joined, e *rules.Entity) {
	n := j.t.Rows
	j.rowOf = make([]int, n)
	for x := range j.keyOf {
		if x != e {
			j.memberOf[x] = make([]int, n)
		}
	}
	label := j.t.Column(e.Label)
	first := map[string]int{}
	for r := range n {
		j.rowOf[r] = -1
		whole := ""
		if cols := j.keyOf[e]; cols != nil {
			key := joinKey(cols, r)
			if key == "" {
				b.cell(EmptyKey, j.t, r, cols[0].Name, "", "row without a key", "the name of a "+e.Name, "")
				continue
			}
			j.rowOf[r] = b.rowIndex(key, cols, r, label)
			whole = key
		}
		if !b.memberKeys(j, e, r, &whole) {
			continue
		}
		if before, twice := first[whole]; twice {
			b.cell(DuplicateKey, j.t, r, b.keyText(j), strings.ReplaceAll(whole, "\x1f", " / "), "key that stands twice", "each key once", fmt.Sprintf("The same key stands in row %d (line %d).", before+1, j.t.Line(before)))
			continue
		}
		first[whole] = r
	}
}

func (b *binder) keyText(j *joined) string {
	var out []string
	for _, e := range b.plan.Framework.Entities {
		for _, c := range j.keyOf[e] {
			out = append(out, c.Name)
		}
	}
	return strings.Join(out, ", ")
}

func (b *binder) rowIndex(key string, cols []*table.Column, r int, label *table.Column) int {
	if i, ok := b.rows[key]; ok {
		return i
	}
	i := len(b.rows)
	b.rows[key] = i
	for k, c := range cols {
		b.data.Keys[k] = append(b.data.Keys[k], c.Text(r))
	}
	if label != nil {
		for len(b.data.Labels) < i {
			b.data.Labels = append(b.data.Labels, "")
		}
		b.data.Labels = append(b.data.Labels, label.Text(r))
	}
	return i
}

// memberKeys finds the members that a row of long data is about.
func (b *binder) memberKeys(j *joined, e *rules.Entity, r int, whole *string) bool {
	for _, x := range b.plan.Framework.Entities {
		cols := j.keyOf[x]
		if cols == nil || x == e {
			continue
		}
		id := joinKey(cols, r)
		m, ok := b.memberIndex(x, id)
		if !ok {
			j.memberOf[x][r] = -1
			if id == "" {
				b.cell(EmptyKey, j.t, r, cols[0].Name, "", "row without a key", "the name of a "+x.Name, "")
			} else {
				b.cell(UnknownMember, j.t, r, cols[0].Name, id, "unknown member of "+x.Name, "a member that the framework lists", strings.TrimSpace(diag.DidYouMean(id, b.data.members[x].ids)))
			}
			return false
		}
		j.memberOf[x][r] = m
		*whole += "\x1f" + id
	}
	return true
}

// memberIndex finds a member by its name, title or code.
func (b *binder) memberIndex(e *rules.Entity, id string) (int, bool) {
	s := b.data.members[e]
	if i, ok := s.index[id]; ok {
		return i, true
	}
	for _, attr := range []string{"code", "title", "label", "name"} {
		if _, c := e.Attr(attr); c >= 0 {
			for i, m := range e.Members {
				if m.Values[c].Absent == "" && m.Values[c].String() == id {
					s.index[id] = i
					return i, true
				}
			}
		}
	}
	return 0, false
}

// presence notes which rows have which data-driven members.
func (b *binder) presence(j *joined, e *rules.Entity) {
	if j.keyOf[e] == nil {
		return
	}
	for x, members := range j.memberOf {
		s := b.data.members[x]
		if s.present == nil {
			continue
		}
		for r, m := range members {
			if m < 0 || j.rowOf[r] < 0 {
				continue
			}
			if s.present[m] == nil {
				s.present[m] = make([]bool, b.data.Rows)
			}
			s.present[m][j.rowOf[r]] = true
		}
	}
}

// NeededColumns names the columns that binding will look for, so that readers
// can leave out the rest.
func NeededColumns(p *Plan, opt BindOptions) func(column string) bool {
	b := &binder{plan: p, opt: opt, data: NewDataset(p, 0)}
	want := map[string]bool{}
	for _, e := range p.Framework.Entities {
		for _, k := range b.keyColumns(e) {
			want[k] = true
		}
		if e.Label != "" {
			want[e.Label] = true
		}
	}
	for _, in := range p.Framework.Inputs {
		for _, c := range b.inputColumns(in) {
			want[c.name] = true
		}
	}
	for _, c := range opt.Supply {
		want[c] = true
	}
	return func(column string) bool { return want[column] }
}

package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how columns of tables fill inputs.

// wanted is a column that an input reads: for wide data one for each member.
type wanted struct {
	name   string
	member int    // of the input's ColumnOf; -1
	option string // what --column calls it
	named  bool   // by the options, not by the framework
}

func (b *binder) inputColumns(in *rules.Input) []wanted {
	if c, ok := b.opt.Columns[in.Name]; ok {
		return []wanted{{c, -1, in.Name, true}}
	}
	if in.ColumnOf == nil {
		return []wanted{{in.Column, -1, in.Name, false}}
	}
	var out []wanted
	for i, m := range in.ColumnOf.Members {
		option := in.Name + "." + m.ID
		if c, ok := b.opt.Columns[option]; ok {
			out = append(out, wanted{c, i, option, true})
			continue
		}
		name := m.ID
		if in.ColumnBy != nil {
			_, c := in.ColumnOf.Attr(in.ColumnBy.Name)
			if m.Values[c].Absent != "" {
				continue // this member has no column
			}
			name = m.Values[c].String()
		}
		out = append(out, wanted{name, i, option, false})
	}
	return out
}

// columns types every input, and every result that is supplied.
func (b *binder) columns() {
	needed := b.needed()
	without := b.unfiled(needed)
	for _, in := range b.plan.Framework.Inputs {
		if without[rules.Grain(in.For)] {
			continue
		}
		parse, quick := b.inputParser(in), quickOf(in)
		for _, w := range b.inputColumns(in) {
			x := &target{of: in, name: in.Name, axes: in.For, t: in.Type, parse: parse, quick: quick, optional: !needed[in] || b.opt.Partial,
				set: func(k int, c *Column) { b.data.SetInput(in, k, c) }, get: func(k int) *Column { return at(b.data.inputs[in], k) }}
			if w.member >= 0 {
				x.wide = in.ColumnOf
			}
			b.column(x, w)
		}
	}
	for _, q := range b.plan.Framework.Blocks {
		for _, w := range b.suppliedColumns(q) {
			b.data.Supplied[q.Name] = joinText(b.data.Supplied[q.Name], w.name)
			x := &target{of: q, name: q.Name, axes: q.For, t: q.Type, parse: trimmed(b.typeParser(q.Type)),
				set: func(k int, c *Column) { b.data.Supply(q, k, c) }, get: func(k int) *Column { return at(b.data.supplied[q], k) }}
			if w.member >= 0 {
				x.wide = listedAxis(q)
			}
			b.column(x, w)
		}
	}
}

// unfiled reports the row entities that no file describes, one problem for each,
// and names them.
func (b *binder) unfiled(needed map[rules.Quantity]bool) map[*rules.Entity]bool {
	out := map[*rules.Entity]bool{}
	if b.opt.Partial {
		return out
	}
	for _, s := range b.data.spacesInOrder() {
		e := s.Entity
		if e == b.plan.Framework.Entity && e.Within == nil && len(b.data.spaces) == 1 || slices.ContainsFunc(b.tables, func(j *joined) bool { return j.grain == e }) {
			continue
		}
		var columns []string
		found := false
		for _, in := range b.plan.Framework.Inputs {
			if rules.Grain(in.For) != e || !needed[in] {
				continue
			}
			for _, w := range b.inputColumns(in) {
				found = found || slices.ContainsFunc(b.tables, func(j *joined) bool { return j.t.Column(w.name) != nil })
				if !slices.Contains(columns, w.name) {
					columns = append(columns, w.name)
				}
			}
		}
		if found || len(columns) == 0 {
			continue
		}
		out[e] = true
		keys := slices.Clone(b.keyColumns(e))
		if e.Within != nil && e.Within.Rows {
			for _, k := range b.keyColumns(e.Within) {
				if !slices.Contains(keys, k) {
					keys = append(keys, k)
				}
			}
		}
		var names []string
		for _, j := range b.tables {
			names = append(names, j.t.Name)
		}
		b.general(MissingColumn, "file of each "+e.Name+" missing",
			fmt.Sprintf("No file has a row for each %s; the data is %s. It takes the key, in %s, and %s. Name it with a further --data.", e.Name, strings.Join(clipped(names), ", "), columnList(keys), columnList(clipped(columns))))
	}
	return out
}

// needed are the inputs that some block reads which is not supplied.
func (b *binder) needed() map[rules.Quantity]bool {
	out := map[rules.Quantity]bool{}
	var mark func(q rules.Quantity)
	mark = func(q rules.Quantity) {
		if out[q] || b.isSupplied(q) {
			return
		}
		out[q] = true
		for _, r := range rules.Reads(q) {
			mark(r)
		}
	}
	if len(b.opt.Supply) == 0 {
		for _, in := range b.plan.Framework.Inputs {
			out[in] = true
		}
		return out
	}
	for _, q := range b.plan.Framework.Publish {
		mark(q)
	}
	return out
}

func at(cs []*Column, k int) *Column {
	if k < len(cs) {
		return cs[k]
	}
	return nil
}

// target is a quantity that a column fills.
type target struct {
	of       rules.Quantity
	name     string
	axes     []*rules.Entity
	t        rules.Type
	parse    parser
	quick    *quick        // nil: none
	wide     *rules.Entity // its members have a column each
	optional bool
	set      func(k int, c *Column)
	get      func(k int) *Column
}

// column fills one column of a target from every table that has it and is about
// the same entities.
func (b *binder) column(x *target, w wanted) {
	var unfit []string
	fits := 0
	for _, j := range b.tables {
		col := j.t.Column(w.name)
		if col == nil {
			continue
		}
		if why := b.unfit(x, j); why != "" {
			unfit = append(unfit, fmt.Sprintf("%s has the column %s, but %s.", j.t.Name, quote(w.name), why))
			continue
		}
		fits++
		b.find(x, w, j, col)
	}
	switch {
	case fits > 0 || x.optional:
	case len(unfit) > 0:
		b.general(MissingColumn, "column in a file that is about something else", strings.Join(clipped(unfit), " "))
	default:
		b.missing(x, w)
	}
}

// unfit says why a table cannot fill the target, or "".
func (b *binder) unfit(x *target, j *joined) string {
	for _, e := range x.axes {
		if e == x.wide || j.keyOf[e] != nil {
			continue
		}
		if len(b.keyColumns(e)) == 0 {
			return fmt.Sprintf("%s has a value for each %s, and %s has no key that a column could hold: write column = %s.ATTRIBUTE in the rules for a column for each", quote(x.name), e.Name, e.Name, e.Name)
		}
		return fmt.Sprintf("%s has a value for each %s, and the file has not %s", quote(x.name), e.Name, columnList(b.keyColumns(e)))
	}
	return ""
}

// fill types the cells of one column. Where the table is about more entities
// than the target, as long data is, cells repeat; they must agree.
func (b *binder) fill(x *target, w wanted, j *joined, col *table.Column) {
	f := &filler{binder: b, x: x, j: j, col: col, ents: b.plan.memberAxes(x.axes), rows: 1,
		members: make([]int32, len(b.plan.Framework.Entities)), cache: map[string]*read{}}
	grain := rules.Grain(x.axes)
	if grain != nil {
		f.rows = b.data.spaces[grain].Rows
	}
	if x.wide != nil {
		f.members[x.wide.Index] = int32(w.member)
	}
	for e := range j.keyOf {
		if !slices.Contains(x.axes, e) || e == x.wide {
			f.seen = map[[2]int]int{}
		}
	}
	for r := range j.t.Rows {
		if j.grain != nil && j.rowsOf[j.grain][r] < 0 {
			continue
		}
		row := 0
		if grain != nil {
			if row = j.rowsOf[grain][r]; row < 0 {
				continue // it does not say of which, which was reported
			}
		}
		if f.setMembers(r) {
			f.cell(r, row)
		}
	}
}

// filler fills one column of a target from one table.
type filler struct {
	*binder
	x       *target
	j       *joined
	col     *table.Column
	ents    []*rules.Entity
	rows    int
	members []int32
	seen    map[[2]int]int // the row of the table that filled a cell; nil: each fills its own
	cache   map[string]*read
	last    *Column // the column that was filled last, of combination lastK
	lastK   int
}

// setMembers sets the members of a row. Rows with a problem have none.
func (f *filler) setMembers(r int) bool {
	if len(f.j.memberOf) == 0 && len(f.ents) == 0 {
		return true
	}
	for _, of := range f.j.memberOf {
		if of[r] < 0 {
			return false
		}
	}
	for _, e := range f.ents {
		if e != f.x.wide {
			f.members[e.Index] = int32(f.j.memberOf[e][r])
		}
	}
	return true
}

// cell puts one cell of the table into its place.
func (f *filler) cell(r, row int) {
	k := f.data.flat(f.ents, f.members)
	c := f.filled(k)
	if f.seen != nil {
		if before, again := f.seen[[2]int{k, row}]; again {
			f.repeats(before, r)
			return
		}
		f.seen[[2]int{k, row}] = r
	}
	if f.x.quick != nil && c.Why[row] == whyNotReported {
		if x, whole, ok := f.x.quick.read(f.col.Bytes(r)); ok {
			c.Why[row], c.Num[row], c.Int = 0, x, c.Int && whole
			return
		}
	}
	v := f.read(r)
	if v.code != "" {
		summary := map[diag.Code]string{BadValue: "value of the wrong kind", OutOfRange: "value out of range"}[v.code]
		f.binder.cell(v.code, f.j.t, r, f.col.Name, f.col.Text(r), summary, v.expected, v.help)
		return
	}
	f.put(c, row, r, v)
}

// filled is the column of the k-th combination of members; mostly it is that of
// the cell before.
func (f *filler) filled(k int) *Column {
	if f.last != nil && f.lastK == k {
		return f.last
	}
	c := f.x.get(k)
	if c == nil {
		c = NewColumn(f.x.t, f.rows)
		f.x.set(k, c)
	}
	f.last, f.lastK = c, k
	return c
}

// repeats demands that a cell says what an earlier one said.
func (f *filler) repeats(before, r int) {
	if string(f.col.Bytes(before)) == string(f.col.Bytes(r)) {
		return
	}
	f.binder.cell(Disagreement, f.j.t, r, f.col.Name, f.col.Text(r), "value that differs from another row of the same key", "the same value on every row",
		fmt.Sprintf("%s has one value for each %s; row %d says %s.", quote(f.x.name), axisNames(f.x.axes), before+1, quote(f.col.Text(before))))
}

// put sets a value. Where another table has set it, both must agree; a blank
// says nothing.
func (f *filler) put(c *Column, row, r int, v *read) {
	switch {
	case c.Why[row] == whyNotReported:
		c.setRead(row, v, f.plan)
	case v.value.Absent == notReported || c.holds(row, v.value, f.plan):
	default:
		f.binder.cell(Disagreement, f.j.t, r, f.col.Name, f.col.Text(r), "value that differs from another file", "the same value in every file",
			fmt.Sprintf("%s has another value in a file that was read before.", quote(f.x.name)))
	}
}

// notReported is the reason of a blank.
const notReported = "not_reported"

// holds reports whether row i has that value.
func (c *Column) holds(i int, v rules.Value, p *Plan) bool {
	if v.Absent != "" || c.Why[i] != 0 {
		return v.Absent != "" && c.Why[i] == p.reason(v.Absent)
	}
	switch c.Kind {
	case rules.Number:
		if r := c.Long[i]; r != nil {
			return r.Cmp(v.Num) == 0
		}
		return Exact(c.Num[i]).Cmp(v.Num) == 0
	case rules.TextKind:
		return c.Text[i] == v.Text
	}
	return c.Code[i] == int32(v.Code)
}

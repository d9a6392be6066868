package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how problems of binding are reported: one by one up to a
// limit, then as a count.

// full reports whether the limit is reached. Help with the spelling is not
// looked for any more then: there may be millions of such cells.
func (b *binder) full() bool { return b.errors >= b.limit }

func (b *binder) problem(d *diag.Diagnostic) {
	if d.Severity == diag.Error {
		if b.errors++; b.errors > b.limit {
			if d.Cell != nil && (b.last == nil || d.Cell.File > b.last.File || d.Cell.File == b.last.File && d.Cell.Row > b.last.Row) {
				b.last = d.Cell
			}
			return
		}
	}
	b.list.Add(d)
}

// cell reports a problem with one cell of a table.
func (b *binder) cell(code diag.Code, t *table.Table, row int, column, value, summary, expected, detail string) {
	b.problem(&diag.Diagnostic{Code: code, Summary: summary, Detail: detail,
		Cell: &diag.Cell{File: t.Name, Row: row + 1, Line: t.Line(row), Column: column, Value: value, Expected: expected}})
}

// rowName names a row, with its line if the source has lines.
func rowName(t *table.Table, row int) string {
	if line := t.Line(row); line > 0 {
		return fmt.Sprintf("row %d (line %d)", row+1, line)
	}
	return fmt.Sprintf("row %d", row+1)
}

// general reports a problem with the data as a whole.
func (b *binder) general(code diag.Code, summary, detail string) {
	b.problem(&diag.Diagnostic{Code: code, Summary: summary, Detail: detail})
}

// mean is help with the spelling, as long as someone reads it.
func (b *binder) mean(name string, candidates []string) string {
	if b.full() {
		return ""
	}
	return diag.DidYouMean(name, candidates)
}

// count says how many problems there are beyond the limit.
func (b *binder) count() {
	more := b.errors - b.limit
	if more <= 0 {
		return
	}
	d := &diag.Diagnostic{Code: MoreProblems, Summary: "further problems in the data",
		Detail: diag.Plural(more, "problem is", "problems are") + " not shown. Mend the first ones, and read the data again; --max shows more."}
	if b.last != nil {
		d.Detail = diag.Plural(more, "problem is", "problems are") + " not shown; this is the place of the last. Mend the first ones, and read the data again; --max shows more."
		d.Cell = &diag.Cell{File: b.last.File, Row: b.last.Row, Line: b.last.Line, Column: b.last.Column, Value: b.last.Value, Expected: b.last.Expected}
	}
	b.list.Add(d)
}

// close ends binding: data with errors has no rows.
func (b *binder) close() {
	b.count()
	if b.list.HasErrors() {
		b.data.Rows = 0
		return
	}
	for _, columns := range b.data.inputs {
		for _, c := range columns {
			if c != nil {
				c.findGone()
			}
		}
	}
}

// checkOptions finds names that the framework does not have.
func (b *binder) checkOptions() {
	fw := b.plan.Framework
	var inputs, blocks []string
	known := map[string]bool{}
	for _, e := range fw.Entities {
		known[e.Name+".key"] = true
	}
	for _, in := range fw.Inputs {
		inputs = append(inputs, in.Name)
		known[in.Name] = true
		if in.ColumnOf != nil {
			for _, m := range in.ColumnOf.Members {
				known[in.Name+"."+m.ID] = true
			}
		}
	}
	supplied := map[string]bool{}
	for _, q := range fw.Blocks {
		blocks = append(blocks, q.Name)
		supplied[q.Name] = true
		if e := listedAxis(q); e != nil {
			for _, m := range e.Members {
				supplied[q.Name+"."+m.ID] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.opt.Columns)) {
		if !known[name] {
			b.general(UnknownColumn, "column for an input that does not exist", "The framework has no input "+quote(name)+"."+b.mean(name, inputs))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.opt.Supply)) {
		if !supplied[name] {
			b.general(UnknownColumn, "supplied result of a block that does not exist", "The framework computes no "+quote(name)+"."+b.mean(name, blocks))
		}
	}
}

// missing reports a column that no table has.
func (b *binder) missing(x *target, w wanted) {
	var headers, names []string
	for _, j := range b.tables {
		headers = append(headers, j.t.Header...)
		names = append(names, j.t.Name)
	}
	where := "it is not in " + strings.Join(clipped(names), ", ") + "." + b.mean(w.name, headers)
	if w.named {
		b.general(UnknownColumn, "column "+quote(w.name)+" missing",
			quote(x.name)+" was to be read from the column "+quote(w.name)+"; "+where)
		return
	}
	b.general(MissingColumn, "column "+quote(w.name)+" missing",
		"Input "+quote(x.name)+" reads the column "+quote(w.name)+"; "+where+" If the data calls it otherwise, say so with --column "+w.option+"=NAME.")
}

// axisNames names entities in a sentence.
func axisNames(axes []*rules.Entity) string {
	var out []string
	for _, e := range axes {
		out = append(out, e.Name)
	}
	return strings.Join(out, " and ")
}

package impact

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how those rated are divided by a column of the data.

// segments counts, for each column asked for, who moved by its values, as the
// later data has them.
func (c *comparison) segments() {
	for _, by := range c.opt.By {
		value := c.column(by)
		if value == nil {
			c.note("no file with the key of %s has a column %q", c.b.Framework.Entity.Name, by)
			continue
		}
		for _, r := range c.close {
			r.segment(c, by, value)
		}
	}
}

// column gives the text of a column by key; nil if no table has it.
func (c *comparison) column(name string) map[string]string {
	for _, t := range append(slices.Clone(c.b.Tables), c.a.Tables...) {
		keys := keyColumns(t, c.opt.keyNames(c.b.Framework.Entity))
		col := t.Column(name)
		if keys == nil || col == nil {
			continue
		}
		out := map[string]string{}
		for row := range t.Rows {
			k := rowKey(keys, row)
			if _, seen := out[k]; !seen {
				out[k] = col.Text(row)
			}
		}
		return out
	}
	return nil
}

// keyNames are the columns that name an entity.
func (opt *Options) keyNames(e *rules.Entity) []string {
	if names, ok := opt.Bind.Columns[e.Name+".key"]; ok {
		return strings.Split(names, ",")
	}
	return e.Key
}

// keyColumns are the columns of those names, nil unless the table has them all.
func keyColumns(t *table.Table, names []string) []*table.Column {
	var out []*table.Column
	for _, n := range names {
		col := t.Column(n)
		if col == nil {
			return nil
		}
		out = append(out, col)
	}
	return out
}

// rowKey is the key of a row as Dataset.KeyText writes it.
func rowKey(keys []*table.Column, row int) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.Text(row)
	}
	return strings.Join(out, " / ")
}

func (r *Result) segment(c *comparison, by string, value map[string]string) {
	at := map[string]int{}
	var out []Segment
	place := func(key string) *Segment {
		v := value[key]
		k, ok := at[v]
		if !ok {
			k = len(out)
			at[v] = k
			out = append(out, Segment{By: by, Value: v})
		}
		return &out[k]
	}
	for _, p := range c.rows {
		place(c.rb.data.KeyText(p.b)).Rows++
	}
	for _, m := range r.Movers {
		s := place(m.Key)
		s.Moved++
		s.Up += boolInt(m.by > 0)
		s.Down += boolInt(m.by < 0)
	}
	slices.SortFunc(out, func(x, y Segment) int { return strings.Compare(x.Value, y.Value) })
	r.Segments = append(r.Segments, out...)
}

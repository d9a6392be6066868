package impact

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines data in between two releases: of each cell the earlier or the
// later text, by whether both are there.

// picks says which of the differences between two releases are taken.
type picks struct {
	data    bool // values that both releases have
	missing bool // values that only one of them has
}

// tables gives the data in between, for some rows only if keep is not nil.
func (c *comparison) tables(p picks, keep map[string]bool) []*table.Table {
	from := c.a.Tables
	if c.twoReleases() {
		if p.data && p.missing {
			from = c.b.Tables
		} else if p.data || p.missing {
			return c.mixed(p, keep)
		}
	}
	if keep == nil {
		return from
	}
	out := make([]*table.Table, len(from))
	for i, t := range from {
		out[i] = t
		if keys := keyColumns(t, c.opt.keyNames(c.b.Framework.Entity)); keys != nil {
			out[i] = rowsOf(t, func(row int) bool { return keep[rowKey(keys, row)] })
		}
	}
	return out
}

// twoReleases reports whether the sides have data of their own.
func (c *comparison) twoReleases() bool { return !slices.Equal(c.a.Tables, c.b.Tables) }

// rowsOf is a table with some of its rows.
func rowsOf(t *table.Table, keep func(row int) bool) *table.Table {
	if t == nil {
		return nil
	}
	b := table.NewBuilder(t.Name, table.Options{})
	var columns []*table.Column
	for _, c := range t.Columns {
		columns = append(columns, b.Column(c.Name))
	}
	n := 0
	for row := range t.Rows {
		if !keep(row) || !b.Rows(1) {
			continue
		}
		for i, c := range t.Columns {
			b.Set(columns[i], n, c.Bytes(row))
		}
		n++
	}
	out, _ := b.Done()
	return out
}

// mixed puts each pair of tables together. Tables are paired by the keys that
// they have.
func (c *comparison) mixed(p picks, keep map[string]bool) []*table.Table {
	left := slices.Clone(c.b.Tables)
	var out []*table.Table
	for _, t := range c.a.Tables {
		keys := c.keysIn(t)
		k := slices.IndexFunc(left, func(u *table.Table) bool { return slices.Equal(c.keysIn(u), keys) })
		if k < 0 {
			out = append(out, t)
			continue
		}
		out = append(out, c.mix(t, left[k], keys, p, keep))
		left = slices.Delete(left, k, k+1)
	}
	return out
}

// keysIn are the key columns of any entity that a table has.
func (c *comparison) keysIn(t *table.Table) []string {
	var out []string
	for _, e := range c.b.Framework.Entities {
		names := c.opt.keyNames(e)
		if len(names) > 0 && keyColumns(t, names) != nil {
			for _, n := range names {
				if !slices.Contains(out, n) {
					out = append(out, n)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// mix is one table between two releases. Rows that only one release has go with
// the values.
func (c *comparison) mix(was, is *table.Table, keys []string, p picks, keep map[string]bool) *table.Table {
	b := table.NewBuilder(was.Name, table.Options{})
	names := columnNames(was, is)
	var columns []*table.Column
	for _, n := range names {
		columns = append(columns, b.Column(n))
	}
	rated := c.opt.keyNames(c.b.Framework.Entity)
	absent := absentIn(c.b.Framework)
	oldKeys, newKeys := keyColumns(was, keys), keyColumns(is, keys)
	later := map[string]int{}
	for row := range is.Rows {
		later[rowKey(newKeys, row)] = row
	}
	n := 0
	put := func(text func(name string) []byte, key string) {
		if keep != nil && key != "" && !keep[key] || !b.Rows(1) {
			return
		}
		for i, name := range names {
			b.Set(columns[i], n, text(name))
		}
		n++
	}
	seen := map[string]bool{}
	for row := range was.Rows {
		id := rowKey(oldKeys, row)
		seen[id] = true
		k, both := later[id]
		if !both && p.data {
			continue
		}
		put(func(name string) []byte {
			old := cell(was, name, row)
			if !both {
				return old
			}
			now := cell(is, name, k)
			gone := absent(name, old) || absent(name, now)
			if gone && p.missing || !gone && p.data {
				return now
			}
			return old
		}, entityKey(was, rated, row))
	}
	for row := range is.Rows {
		if id := rowKey(newKeys, row); !seen[id] && p.data {
			put(func(name string) []byte { return cell(is, name, row) }, entityKey(is, rated, row))
		}
	}
	out, _ := b.Done()
	return out
}

// entityKey is the key of the rated entity in a row, "" where the table has none.
func entityKey(t *table.Table, names []string, row int) string {
	if keys := keyColumns(t, names); keys != nil {
		return rowKey(keys, row)
	}
	return ""
}

func cell(t *table.Table, name string, row int) []byte {
	if c := t.Column(name); c != nil {
		return c.Bytes(row)
	}
	return nil
}

func columnNames(tables ...*table.Table) []string {
	var out []string
	for _, t := range tables {
		for _, c := range t.Columns {
			if !slices.Contains(out, c.Name) {
				out = append(out, c.Name)
			}
		}
	}
	return out
}

// absentIn tells texts of a column that stand for no value.
func absentIn(fw *rules.Framework) func(column string, text []byte) bool {
	spelt := map[string]map[string]string{}
	for _, in := range fw.Inputs {
		if len(in.Absent) > 0 && in.Column != "" {
			spelt[in.Column] = in.Absent
		}
	}
	return func(column string, text []byte) bool {
		s := strings.TrimSpace(string(text))
		_, is := spelt[column][s]
		return s == "" || is
	}
}

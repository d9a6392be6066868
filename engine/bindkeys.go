package engine

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how keys become rows and members.

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

// keySeparator stands between the parts of a key.
const keySeparator = "\x1f"

// joinKey is the text of a key; "" if all its parts are empty.
func joinKey(cols []*table.Column, row int) string {
	if len(cols) == 1 {
		return cols[0].Text(row)
	}
	parts := make([]string, len(cols))
	for i, c := range cols {
		parts[i] = c.Text(row)
	}
	return keyText(parts)
}

// keyText joins the parts of a key so that different keys have different texts.
func keyText(parts []string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	empty := true
	for i, s := range parts {
		empty = empty && s == ""
		if strings.Contains(s, keySeparator) {
			parts = slices.Clone(parts)
			parts[i] = strconv.Quote(s)
		}
	}
	if empty {
		return ""
	}
	return strings.Join(parts, keySeparator)
}

// keys gives every row of every table its place, and finds rows that stand twice.
func (b *binder) keys() {
	e := b.plan.Framework.Entity
	b.data.KeyNames = b.keyColumns(e)
	b.data.Keys = make([][]string, len(b.data.KeyNames))
	for _, j := range b.tables {
		b.tableKeys(j, e)
	}
	b.data.Rows = len(b.rows)
	for b.data.Labels != nil && len(b.data.Labels) < b.data.Rows {
		b.data.Labels = append(b.data.Labels, "")
	}
	for _, j := range b.tables {
		b.presence(j, e)
	}
}

// tableKeys places the rows of a table. A row with a problem has no place, so
// that its cells are not reported too.
func (b *binder) tableKeys(j *joined, e *rules.Entity) {
	n := j.t.Rows
	j.rowOf = unplaced(n)
	for x := range j.keyOf {
		if x != e {
			j.memberOf[x] = unplaced(n)
		}
	}
	cols := j.keyOf[e]
	label := j.t.Column(e.Label)
	first := make(map[string]int, n)
	members := make([]int, len(b.plan.Framework.Entities))
	for r := range n {
		whole := ""
		if cols != nil {
			if whole = joinKey(cols, r); whole == "" {
				b.emptyKey(j, r, cols, e)
				continue
			}
		}
		if !b.memberKeys(j, e, r, members) {
			continue
		}
		full := withMembers(whole, j, b.plan.Framework.Entities, members)
		if before, twice := first[full]; twice {
			b.cell(DuplicateKey, j.t, r, b.keyNames(j), b.keyValue(j, r), "key that stands twice", "each key once", "The same key stands in "+rowName(j.t, before)+".")
			continue
		}
		first[full] = r
		b.place(j, r, whole, cols, label, members)
	}
}

// withMembers adds the members of a row to its key: by number, for a member may
// be spelt in several ways.
func withMembers(key string, j *joined, all []*rules.Entity, members []int) string {
	for _, x := range all {
		if j.memberOf[x] != nil {
			key += keySeparator + strconv.Itoa(members[x.Index])
		}
	}
	return key
}

func unplaced(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// place gives a row of a table its row of the dataset and its members.
func (b *binder) place(j *joined, r int, key string, cols []*table.Column, label *table.Column, members []int) {
	for x, of := range j.memberOf {
		of[r] = members[x.Index]
	}
	if cols == nil {
		return
	}
	i, known := b.rows[key]
	if !known {
		i = len(b.rows)
		b.rows[key] = i
		for k, c := range cols {
			b.data.Keys[k] = append(b.data.Keys[k], c.Text(r))
		}
	}
	j.rowOf[r] = i
	if label == nil {
		return
	}
	for len(b.data.Labels) <= i {
		b.data.Labels = append(b.data.Labels, "")
	}
	if b.data.Labels[i] == "" {
		b.data.Labels[i] = label.Text(r)
	}
}

// memberKeys finds the members that a row of long data is about.
func (b *binder) memberKeys(j *joined, rated *rules.Entity, r int, members []int) bool {
	for _, x := range b.plan.Framework.Entities {
		cols := j.keyOf[x]
		if cols == nil || x == rated {
			continue
		}
		id := joinKey(cols, r)
		m, ok := b.memberIndex(x, id)
		switch {
		case ok:
			members[x.Index] = m
			continue
		case id == "":
			b.emptyKey(j, r, cols, x)
		default:
			b.cell(UnknownMember, j.t, r, cols[0].Name, id, "unknown member of "+x.Name, "a member that the framework lists", strings.TrimSpace(b.mean(id, b.data.members[x].ids)))
		}
		return false
	}
	return true
}

func (b *binder) emptyKey(j *joined, r int, cols []*table.Column, e *rules.Entity) {
	var names []string
	for _, c := range cols {
		names = append(names, c.Name)
	}
	b.cell(EmptyKey, j.t, r, strings.Join(names, ", "), "", "row without a key", "the name of a "+e.Name, "")
}

// keyNames are the columns of all keys of a table.
func (b *binder) keyNames(j *joined) string {
	var out []string
	for _, c := range b.keysOf(j) {
		out = append(out, c.Name)
	}
	return strings.Join(out, ", ")
}

// keyValue is the whole key of a row as people read it.
func (b *binder) keyValue(j *joined, r int) string {
	var out []string
	for _, c := range b.keysOf(j) {
		out = append(out, c.Text(r))
	}
	return strings.Join(out, " / ")
}

// keysOf are the key columns of a table, those of the rated entity first.
func (b *binder) keysOf(j *joined) []*table.Column {
	out := slices.Clone(j.keyOf[b.plan.Framework.Entity])
	for _, e := range b.plan.Framework.Entities {
		if e != b.plan.Framework.Entity {
			out = append(out, j.keyOf[e]...)
		}
	}
	return out
}

// memberIndex finds a member by its name, title or code; of the rated entity it
// is a row.
func (b *binder) memberIndex(e *rules.Entity, id string) (int, bool) {
	s := b.data.members[e]
	if s == nil {
		i, ok := b.rows[id]
		return i, ok
	}
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

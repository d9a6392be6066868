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
	b.data.Rows = b.placed
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
	if label == nil && b.ascending(j, cols) {
		return
	}
	if b.rows == nil && b.placed == 0 {
		b.rows = make(map[string]int, n)
	}
	var seen firsts
	members := make([]int, len(b.plan.Framework.Entities))
	for r := range n {
		row := -1
		key := ""
		if cols != nil {
			if key = joinKey(cols, r); key == "" {
				b.emptyKey(j, r, cols, e)
				continue
			}
		}
		if !b.memberKeys(j, e, r, members) {
			continue
		}
		if cols != nil {
			row = b.rowFor(key, cols, r)
		}
		if before, again := seen.note(row, memberText(j, b.plan.Framework.Entities, members), r); again {
			b.cell(DuplicateKey, j.t, r, b.keyNames(j), b.keyValue(j, r), "key that stands twice", "each key once", "The same key stands in "+rowName(j.t, before)+".")
			continue
		}
		b.place(j, r, row, label, members)
	}
}

// ascending places the rows of the first table if it has nothing but one key
// column whose texts ascend: each is then a row of its own, and no map of them
// is needed. Names ascend by their letters, numbers by their length first.
func (b *binder) ascending(j *joined, cols []*table.Column) bool {
	if b.placed > 0 || len(cols) != 1 || len(j.memberOf) > 0 || j.t.Rows == 0 {
		return false
	}
	texts := cols[0].Texts(j.t.Rows)
	letters, length := texts[0] != "", texts[0] != ""
	for r := 1; r < len(texts) && (letters || length); r++ {
		x, y := texts[r-1], texts[r]
		letters = letters && x < y
		length = length && (len(x) < len(y) || len(x) == len(y) && x < y)
	}
	if !letters && !length {
		return false
	}
	b.data.Keys[0], b.placed = texts, len(texts)
	for r := range j.rowOf {
		j.rowOf[r] = r
	}
	return true
}

// row finds the row of the dataset with a key.
func (b *binder) row(key string) (int, bool) {
	if b.rows == nil {
		b.rows = make(map[string]int, b.placed)
		parts := make([]string, len(b.data.Keys))
		for i := range b.placed {
			for k := range parts {
				parts[k] = b.data.Keys[k][i]
			}
			b.rows[keyText(parts)] = i
		}
	}
	i, ok := b.rows[key]
	return i, ok
}

// rowFor finds the row of the dataset with a key, which is new if need be. The
// key stands in row r of cols.
func (b *binder) rowFor(key string, cols []*table.Column, r int) int {
	i, known := b.row(key)
	if known {
		return i
	}
	i = b.placed
	b.rows[key] = i
	b.placed++
	for k, c := range cols {
		if len(cols) > 1 {
			key = c.Text(r)
		}
		b.data.Keys[k] = append(b.data.Keys[k], key)
	}
	return i
}

// firsts are the rows of a table in which each key first stands: by the row of
// the dataset, or where members belong to the key by its text.
type firsts struct {
	byRow  []int // counted from 1
	byText map[string]int
}

// note notes row r, and returns the one before it with the same key, if any.
func (f *firsts) note(row int, members string, r int) (before int, again bool) {
	if members != "" {
		members = strconv.Itoa(row) + members
		if before, again = f.byText[members]; !again {
			if f.byText == nil {
				f.byText = map[string]int{}
			}
			f.byText[members] = r
		}
		return before, again
	}
	for len(f.byRow) <= row {
		f.byRow = append(f.byRow, 0)
	}
	if before = f.byRow[row]; before > 0 {
		return before - 1, true
	}
	f.byRow[row] = r + 1
	return 0, false
}

// memberText is the members that a row of long data is about, by number, for a
// member may be spelt in several ways.
func memberText(j *joined, all []*rules.Entity, members []int) string {
	if len(j.memberOf) == 0 {
		return ""
	}
	text := ""
	for _, x := range all {
		if j.memberOf[x] != nil {
			text += keySeparator + strconv.Itoa(members[x.Index])
		}
	}
	return text
}

func unplaced(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// place gives a row of a table its row of the dataset, if it has one, and its
// members.
func (b *binder) place(j *joined, r, row int, label *table.Column, members []int) {
	for x, of := range j.memberOf {
		of[r] = members[x.Index]
	}
	if row < 0 {
		return
	}
	j.rowOf[r] = row
	if label == nil {
		return
	}
	for len(b.data.Labels) <= row {
		b.data.Labels = append(b.data.Labels, "")
	}
	if b.data.Labels[row] == "" {
		b.data.Labels[row] = label.Text(r)
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
		return b.row(id)
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

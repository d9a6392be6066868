package engine

import (
	"fmt"
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
		if e.Rows || e.Closed {
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
		s.present, s.levels = map[int][]bool{}, map[*rules.Entity]map[int][]bool{}
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
	for _, s := range b.data.spacesInOrder() {
		s.KeyNames = b.keyColumns(s.Entity)
		s.Keys = make([][]string, len(s.KeyNames))
	}
	for _, j := range b.tables {
		j.find(b.plan.Framework.Entities)
	}
	for _, j := range b.tables {
		b.tableKeys(j)
	}
	for _, s := range b.data.spacesInOrder() {
		for s.Labels != nil && len(s.Labels) < s.Rows {
			s.Labels = append(s.Labels, "")
		}
	}
	b.links()
	b.data.settle()
	for _, j := range b.tables {
		b.presence(j)
	}
}

// find names the row entity that a table's rows are about: the lowest whose key
// it has.
func (j *joined) find(all []*rules.Entity) {
	var axes []*rules.Entity
	for _, e := range all {
		if j.keyOf[e] != nil {
			axes = append(axes, e)
			if !e.Rows {
				j.memberOf[e] = unplaced(j.t.Rows)
			}
		}
	}
	if j.grain = rules.Grain(axes); j.grain == nil {
		return
	}
	for _, e := range axes {
		if e.Rows && j.grain.IsWithin(e) {
			j.rowsOf[e] = unplaced(j.t.Rows)
		}
	}
}

// tableKeys places the rows of a table. A row with a problem has no place, so
// that its cells are not reported too.
func (b *binder) tableKeys(j *joined) {
	n := j.t.Rows
	first := make(map[string]int, n)
	members := make([]int, len(b.plan.Framework.Entities))
	for r := range n {
		whole := ""
		if j.grain != nil {
			cols := j.keyOf[j.grain]
			if own := b.ownKey(j); joinKey(own, r) == "" {
				b.emptyKey(j, r, own, j.grain)
				continue
			}
			whole = joinKey(cols, r)
		}
		if !b.memberKeys(j, r, members) {
			continue
		}
		full := withMembers(whole, j, b.plan.Framework.Entities, members)
		if before, twice := first[full]; twice {
			b.twice(j, before, r)
			continue
		}
		first[full] = r
		for x, of := range j.memberOf {
			of[r] = members[x.Index]
		}
		for e, of := range j.rowsOf {
			if key := joinKey(j.keyOf[e], r); key != "" {
				of[r] = b.place(e, j, r, key)
			}
		}
	}
}

// ownKey are the key columns that tell the rows of a table apart within what they
// are within: a row that is blank in all of them is about nothing.
func (b *binder) ownKey(j *joined) []*table.Column {
	cols := j.keyOf[j.grain]
	if up := j.grain.Within; up != nil && up.Rows {
		above := b.keyColumns(up)
		own := slices.DeleteFunc(slices.Clone(cols), func(c *table.Column) bool { return slices.Contains(above, c.Name) })
		if len(own) > 0 {
			return own
		}
	}
	return cols
}

func (b *binder) twice(j *joined, before, r int) {
	detail := fmt.Sprintf("The same key stands in row %d (line %d).", before+1, j.t.Line(before))
	for e := range j.rowsOf {
		if e != j.grain && joinKey(j.keyOf[e], before) != joinKey(j.keyOf[e], r) {
			detail += fmt.Sprintf(" If %s of one %s may be called like that of another, its key takes both columns: key = [...].", article(j.grain.Name), e.Name)
		}
	}
	b.cell(DuplicateKey, j.t, r, b.keyNames(j), b.keyValue(j, r), "key that stands twice", "each key once", detail)
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

// place gives the row of e that a row of a table names, which is new where the
// key has not been met before.
func (b *binder) place(e *rules.Entity, j *joined, r int, key string) int {
	s := b.data.spaces[e]
	i, known := b.rows[e][key]
	if !known {
		if b.rows[e] == nil {
			b.rows[e] = map[string]int{}
		}
		i = s.Rows
		b.rows[e][key] = i
		s.Rows++
		for k, c := range j.keyOf[e] {
			s.Keys[k] = append(s.Keys[k], c.Text(r))
		}
	}
	if label := j.t.Column(e.Label); label != nil {
		for len(s.Labels) <= i {
			s.Labels = append(s.Labels, "")
		}
		if s.Labels[i] == "" {
			s.Labels[i] = label.Text(r)
		}
	}
	return i
}

// memberKeys finds the members that a row of long data is about.
func (b *binder) memberKeys(j *joined, r int, members []int) bool {
	for _, x := range b.plan.Framework.Entities {
		cols := j.keyOf[x]
		if cols == nil || x.Rows {
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

// keysOf are the key columns of a table, those of its row entity first.
func (b *binder) keysOf(j *joined) []*table.Column {
	out := slices.Clone(j.keyOf[j.grain])
	for _, e := range b.plan.Framework.Entities {
		if !e.Rows {
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
		i, ok := b.rows[e][id]
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

// presence notes which rows, of the entity that a table is about and of those
// above it, have which data-driven members.
func (b *binder) presence(j *joined) {
	for x, members := range j.memberOf {
		s := b.data.members[x]
		if s.present == nil {
			continue
		}
		for e, rows := range j.rowsOf {
			for r, m := range members {
				if m >= 0 && rows[r] >= 0 {
					s.put(b.data.spaces[e], b.data.Entity, m, rows[r])
				}
			}
		}
		for _, below := range slices.Backward(b.data.spacesInOrder()) { // those above have what those within them have
			up := below.Entity.Within
			if up == nil || !up.Rows {
				continue
			}
			for m, have := range s.of(below.Entity, b.data.Entity) {
				for i, is := range have {
					if p := below.Parent(i); is && p >= 0 {
						s.put(b.data.spaces[up], b.data.Entity, m, p)
					}
				}
			}
		}
	}
}

// of is, by member, which rows of an entity have it; nil where it is not known.
func (s *memberSet) of(e, rated *rules.Entity) map[int][]bool {
	if e == rated {
		return s.present
	}
	return s.levels[e]
}

// put notes that a row has a member.
func (s *memberSet) put(of *Space, rated *rules.Entity, m, row int) {
	to := s.of(of.Entity, rated)
	if to == nil {
		to = map[int][]bool{}
		s.levels[of.Entity] = to
	}
	if to[m] == nil {
		to[m] = make([]bool, of.Rows)
	}
	to[m][row] = true
}

// has reports, for rows of an entity, whether they have a member that only the
// data names; what is not said of them is what is said of those above. nil: all
// members are there.
func (s *memberSet) has(d *Dataset, e *rules.Entity, m int) func(row int) bool {
	at := e
	for at != nil && s.of(at, d.Entity) == nil {
		at = at.Within
	}
	if s.present == nil || at == nil {
		return nil
	}
	have := s.of(at, d.Entity)[m]
	return func(row int) bool {
		for x := e; x != at && row >= 0; x = x.Within {
			row = d.spaces[x].Parent(row)
		}
		return row >= 0 && have != nil && have[row]
	}
}

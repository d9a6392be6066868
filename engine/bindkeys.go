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
		b.rows[s.Entity] = &rowIndex{space: s}
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
	if b.ascending(j) {
		return
	}
	var seen firsts
	members := make([]int, len(b.plan.Framework.Entities))
	for r := range j.t.Rows {
		row, key := -1, ""
		if j.grain != nil {
			cols := j.keyOf[j.grain]
			if own := b.ownKey(j); joinKey(own, r) == "" {
				b.emptyKey(j, r, own, j.grain)
				continue
			}
			key = joinKey(cols, r)
		}
		if !b.memberKeys(j, r, members) {
			continue
		}
		if j.grain != nil {
			row = b.rows[j.grain].place(key, j.keyOf[j.grain], r)
		}
		if before, again := seen.note(row, memberText(j, b.plan.Framework.Entities, members), r); again {
			b.twice(j, before, r)
			continue
		}
		b.place(j, r, row, members)
	}
}

// place gives a row of a table its members, its row and those above it.
func (b *binder) place(j *joined, r, row int, members []int) {
	for x, of := range j.memberOf {
		of[r] = members[x.Index]
	}
	for e, of := range j.rowsOf {
		i := row
		if e != j.grain {
			key := joinKey(j.keyOf[e], r)
			if key == "" {
				continue
			}
			i = b.rows[e].place(key, j.keyOf[e], r)
		}
		of[r] = i
		if label := j.t.Column(e.Label); label != nil {
			b.data.spaces[e].label(i, label.Text(r))
		}
	}
}

// label names a row for people; the first name that is met stays.
func (s *Space) label(i int, text string) {
	for len(s.Labels) <= i {
		s.Labels = append(s.Labels, "")
	}
	if s.Labels[i] == "" {
		s.Labels[i] = text
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
	detail := "The same key stands in " + rowName(j.t, before) + "."
	for e := range j.rowsOf {
		if e != j.grain && joinKey(j.keyOf[e], before) != joinKey(j.keyOf[e], r) {
			detail += fmt.Sprintf(" If %s of one %s may be called like that of another, its key takes both columns: key = [...].", article(j.grain.Name), e.Name)
		}
	}
	b.cell(DuplicateKey, j.t, r, b.keyNames(j), b.keyValue(j, r), "key that stands twice", "each key once", detail)
}

// ascending places the rows of the first table if it has nothing but one key
// column whose texts ascend: each is then a row of its own, and no map of them
// is needed. Names ascend by their letters, numbers by their length first.
func (b *binder) ascending(j *joined) bool {
	if j.grain == nil || len(j.rowsOf) != 1 || len(j.memberOf) > 0 || j.t.Rows == 0 || j.t.Column(j.grain.Label) != nil {
		return false
	}
	s, cols := b.data.spaces[j.grain], j.keyOf[j.grain]
	if s.Rows > 0 || len(cols) != 1 {
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
	s.Keys[0], s.Rows = texts, len(texts)
	for r := range texts {
		j.rowsOf[j.grain][r] = r
	}
	return true
}

// rowIndex finds the rows of a space by their keys.
type rowIndex struct {
	space *Space
	at    map[string]int // nil until it is asked for
}

func (x *rowIndex) find(key string) (int, bool) {
	if x.at == nil {
		x.at = make(map[string]int, x.space.Rows)
		parts := make([]string, len(x.space.Keys))
		for i := range x.space.Rows {
			for k := range parts {
				parts[k] = x.space.Keys[k][i]
			}
			x.at[keyText(parts)] = i
		}
	}
	i, ok := x.at[key]
	return i, ok
}

// place finds the row with a key, which is new if need be. The key stands in row
// r of cols.
func (x *rowIndex) place(key string, cols []*table.Column, r int) int {
	i, known := x.find(key)
	if known {
		return i
	}
	i = x.space.Rows
	x.at[key] = i
	x.space.Rows++
	for k, c := range cols {
		if len(cols) > 1 {
			key = c.Text(r)
		}
		x.space.Keys[k] = append(x.space.Keys[k], key)
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
		return b.rowOf(e, id)
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

// rowOf finds a row of an entity by its key.
func (b *binder) rowOf(e *rules.Entity, key string) (int, bool) {
	x := b.rows[e]
	if x == nil {
		x = &rowIndex{space: b.data.spaces[e]}
		b.rows[e] = x
	}
	return x.find(key)
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

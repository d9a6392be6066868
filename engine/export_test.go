package engine

import "github.com/rubric-lang/rubric/rules"

// Read gives an input of a bound row as the second executor wants it.
func (d *Dataset) Read(p *Plan, in *rules.Input, k, row int) rules.Value {
	columns := d.inputs[in]
	if k >= len(columns) || columns[k] == nil {
		return rules.Value{Type: in.Type, Absent: "not_reported"}
	}
	if columns[k].batch(0, 1).len() == 1 && len(columns[k].Why) == 1 {
		row = 0
	}
	return columns[k].batch(row, 1).value(0, in.Type, p.reasons)
}

// SetMembers names the members of an entity that only the data names, and says
// which rated rows have them.
func (d *Dataset) SetMembers(e *rules.Entity, present [][]bool) {
	s := d.members[e]
	s.present = map[int][]bool{}
	for m, there := range present {
		s.ids = append(s.ids, "m"+string(rune('0'+m)))
		s.index[s.ids[m]] = m
		s.present[m] = there
	}
}

// InOrder is the rows in the order of their keys.
func (s *Space) InOrder() []int {
	out := make([]int, 0, s.Rows)
	for _, r := range s.sorted() {
		out = append(out, int(r))
	}
	return out
}

// Present reports whether the data names a member of an entity without rows for
// a rated row.
func (d *Dataset) Present(e *rules.Entity, m, row int) bool {
	s := d.members[e]
	return s.present == nil || s.present[m] != nil && s.present[m][row]
}

// Decide records a decision on the k-th column of a block.
func (d *Dataset) Decide(b *rules.Block, k, row, level int) {
	d.overrides[overrideKey{b, k, row}] = &Decision{Row: row, Block: b, Member: k, Level: level}
}

package engine

import "github.com/rubric-lang/rubric/rules"

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

// Decide records a decision on the k-th column of a block.
func (d *Dataset) Decide(b *rules.Block, k, row, level int) {
	d.overrides[overrideKey{b, k, row}] = &Decision{Row: row, Block: b, Member: k, Level: level}
}

package engine

import (
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/rules"
)

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

// PlanOf is the plan of a framework that is written in a test.
func PlanOf(t *testing.T, text string) *Plan {
	t.Helper()
	d, list, err := rules.Read(fstest.MapFS{"t.rubric.hcl": {Data: []byte(text)}}, nil)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	fw, list := d.Load("")
	if list.HasErrors() {
		t.Fatal(list[0].Detail, list[0].Range)
	}
	return Compile(fw, Options{})
}

package engine

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines spaces: the rows of each row entity, and how those of one
// lie within those of another.

// Space is the rows of a row entity, in the order of the data.
type Space struct {
	Entity   *rules.Entity
	Rows     int
	KeyNames []string
	Keys     [][]string // a column of text for each of KeyNames
	Labels   []string   // for people; nil if the data has no label column
	Plain    bool       // no key holds what CSV would have to quote; not looked into if false

	cells    []byte   // of keys of one part, instead of Keys: a text that holds them,
	from, to []uint32 // and where each begins and ends

	parent []int32 // the row of Entity.Within that each is within; -1: none is known
	sort   sync.Once
	order  []int32 // the rows in the order of their keys, which the order of the data does not change
}

// rowsOf is the space of a row entity; nil is the space of one row, in which
// figures of everyone stand.
func (d *Dataset) rowsOf(e *rules.Entity) *Space {
	if e == nil {
		return oneRow
	}
	return d.spaces[e]
}

var oneRow = &Space{Rows: 1}

// SpaceOf is the rows of a row entity; nil for an entity that has no rows.
func (d *Dataset) SpaceOf(e *rules.Entity) *Space { return d.spaces[e] }

// KeyText is the key of a row as people read it, its parts joined by " / ".
func (s *Space) KeyText(row int) string {
	out := ""
	for k, col := range s.Keys {
		if k > 0 {
			out += " / "
		}
		out += col[row]
	}
	return out
}

// KeyCells are plain keys of one part as bytes of a text, and where each begins and
// ends, in stretches whose options let them be so; nil where Keys has them.
func (s *Space) KeyCells() (text []byte, from, to []uint32) { return s.cells, s.from, s.to }

// Parent is the row of the entity that this one is within, -1 if none is known.
func (s *Space) Parent(row int) int {
	if s.parent == nil {
		return -1
	}
	return int(s.parent[row])
}

// SetParents says within which row of the entity above each row is.
func (s *Space) SetParents(parent []int32) { s.parent = parent }

// sorted gives the rows in the order of their keys, found when first asked for.
func (s *Space) sorted() []int32 {
	s.sort.Do(func() {
		s.order = make([]int32, s.Rows)
		for i := range s.order {
			s.order[i] = int32(i)
		}
		slices.SortStableFunc(s.order, func(a, b int32) int {
			for _, col := range s.Keys {
				if int(max(a, b)) >= len(col) {
					return 0
				}
				if d := strings.Compare(col[a], col[b]); d != 0 {
					return d
				}
			}
			return 0
		})
	})
	return s.order
}

// climb gives, for rows lo to lo+n of entity from, the row of entity to that
// each is within; -1 where that is not known.
func (d *Dataset) climb(from, to *rules.Entity, lo, n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(lo + i)
	}
	for e := from; e != to; e = e.Within {
		s := d.spaces[e]
		for i, r := range out {
			if r >= 0 {
				out[i] = int32(s.Parent(int(r)))
			}
		}
	}
	return out
}

// children gives, for each row of up, the rows of e within it, in the order of
// their keys.
func (d *Dataset) children(e, up *rules.Entity) [][]int32 {
	s := d.spaces[e]
	out := make([][]int32, d.spaces[up].Rows)
	above := d.climb(e, up, 0, s.Rows)
	for _, r := range s.sorted() {
		if p := above[r]; p >= 0 {
			out[p] = append(out[p], r)
		}
	}
	return out
}

// spacesInOrder are the spaces, those above before those within them.
func (d *Dataset) spacesInOrder() []*Space {
	out := make([]*Space, 0, len(d.spaces))
	for _, s := range d.spaces {
		out = append(out, s)
	}
	depth := func(e *rules.Entity) int {
		n := 0
		for ; e != nil; e = e.Within {
			n++
		}
		return n
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := depth(out[i].Entity), depth(out[j].Entity)
		if a != b {
			return a < b
		}
		return out[i].Entity.Index < out[j].Entity.Index
	})
	return out
}

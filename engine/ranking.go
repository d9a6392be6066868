package engine

import (
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines rankings by several keys.

// ranking gives each row its place among those that are ranked. A row that lacks
// a key has no place, and takes none; nor has one whose key is a state, which is
// neither better nor worse than a level.
func (f *frame) ranking(e *rules.Call, c *env) *Vec {
	p := e.Args[0].(*rules.List).Parts[0]
	w := f.run.whole(wholeKey{what: e, at: membersKey(c)}, nil, func(*frame) *Vec { return f.places(e, p, c) })
	return f.gatherRows(w, f.data.climb(f.grain, p.Over, f.lo, f.n), whyNotInPopulation)
}

// places ranks all rows of a part.
func (f *frame) places(e *rules.Call, p *rules.Part, c *env) *Vec {
	space := f.data.rowsOf(p.Over)
	keys := make([]*Vec, len(e.Args)-1)
	for k, x := range e.Args[1:] {
		keys[k] = f.whole(x, p.Over, c)
	}
	var cond *Vec
	if p.Cond != nil {
		cond = f.whole(p.Cond, p.Over, c)
	}
	why := make([]uint8, space.Rows)
	group := make([]int32, space.Rows)
	if p.By != nil {
		g := f.grouping(p, c)
		copy(group, g.of)
		copy(why, g.why)
	}
	var ranked []int32
	for _, row := range space.sorted() {
		i := int(row)
		switch {
		case why[i] != 0:
		case cond != nil && cond.why(i) != 0:
			why[i] = cond.why(i)
		case cond != nil && cond.code(i) == 0:
			why[i] = whyNotInPopulation
		default:
			for k, x := range keys {
				w := x.why(i)
				if t := e.Args[k+1].Type(); w == 0 && t.Kind == rules.LevelKind && t.Scale.IsState(int(x.code(i))) {
					w = whyOffLadder
				}
				if why[i] == 0 {
					why[i] = w
				}
			}
		}
		if why[i] == 0 {
			ranked = append(ranked, row)
		}
	}
	order := func(a, b int32) int {
		for k, x := range keys {
			if d := x.compareRows(int(a), int(b)); d != 0 {
				if e.Words[k] == "descending" {
					return -d
				}
				return d
			}
		}
		return 0
	}
	slices.SortStableFunc(ranked, func(a, b int32) int {
		if group[a] != group[b] {
			return int(group[a] - group[b])
		}
		return order(a, b)
	})
	out := make([]*big.Rat, space.Rows)
	ties := e.Words[len(e.Words)-1]
	for lo := 0; lo < len(ranked); {
		hi := lo
		for hi < len(ranked) && group[ranked[hi]] == group[ranked[lo]] {
			hi++
		}
		placeGroup(ranked[lo:hi], order, ties, out)
		lo = hi
	}
	return ratVec(out, why)
}

// placeGroup gives the rows of one group, in order, their places.
func placeGroup(rows []int32, order func(a, b int32) int, ties string, out []*big.Rat) {
	dense := int64(0)
	for lo := 0; lo < len(rows); {
		hi := lo + 1
		for hi < len(rows) && order(rows[lo], rows[hi]) == 0 {
			hi++
		}
		dense++
		place := Place(ties, int64(lo), int64(hi-lo), dense)
		for _, r := range rows[lo:hi] {
			out[r] = place
		}
		lo = hi
	}
}

// Place is the rank of equal rows: how many there are before, how many are
// equal, and the how manieth different value they are.
func Place(ties string, before, equal, dense int64) *big.Rat {
	switch ties {
	case "dense":
		return big.NewRat(dense, 1)
	case "mean":
		return big.NewRat(2*before+equal+1, 2)
	case "last":
		return big.NewRat(before+equal, 1)
	}
	return big.NewRat(before+1, 1)
}

// compareRows compares two present values of a column.
func (v *Vec) compareRows(a, b int) int {
	switch v.Kind {
	case rules.Number:
		return compareAt(v.at(a), v.at(b), 0)
	case rules.TextKind:
		return strings.Compare(v.text(a), v.text(b))
	}
	return int(v.code(a)) - int(v.code(b))
}

package engine

import (
	"math"
	"math/big"
	"slices"
	"sort"
	"sync"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines where one value stands among many.

// sample is the values of a list of everyone, sorted.
type sample struct {
	once     sync.Once
	why      uint8 // the list cannot be told
	num      []float64
	err      float64
	rat      []func() *big.Rat
	distinct []int32 // how many different values lie below each place; one more for all
}

// sampleOf sorts the values that a list has in the context, or in the frame's group of it.
func (f *frame) sampleOf(li *rules.List, c *env, group int, rows []int32) *sample {
	r := f.run
	key := wholeKey{what: li.Parts[0], at: membersKey(c), group: group}
	r.mu.Lock()
	s := r.samples[key]
	if s == nil {
		s = &sample{}
		r.samples[key] = s
	}
	r.mu.Unlock()
	s.once.Do(func() {
		in := r.frame(nil)
		in.group = rows
		in.start(0, 1)
		els, poison := in.elements(li, c)
		if poison != nil && poison[0] != 0 {
			s.why = poison[0]
			return
		}
		s.fill(els)
	})
	return s
}

func (s *sample) fill(els []*element) {
	var there []*Vec
	for _, el := range els {
		if el.gone(0) {
			continue
		}
		if w := el.x.why(0); w != 0 {
			s.why = w
			return
		}
		there = append(there, el.x)
	}
	slices.SortStableFunc(there, func(a, b *Vec) int { return compareAt(a, b, 0) })
	for k, x := range there {
		s.num = append(s.num, x.num(0))
		s.err = math.Max(s.err, x.bound())
		s.rat = append(s.rat, func() *big.Rat { return x.rat(0) })
		d := int32(0)
		if k > 0 {
			d = s.distinct[k-1]
			if compareAt(there[k-1], x, 0) != 0 {
				d++
			}
		}
		s.distinct = append(s.distinct, d)
	}
}

// values is how many different values there are before place k.
func (s *sample) values(k int) int32 {
	switch {
	case k < len(s.num):
		return s.distinct[k]
	case k == 0:
		return 0
	}
	return s.distinct[k-1] + 1
}

// compare compares value k of the sample with x in row i.
func (s *sample) compare(k int, x *Vec, i int) int {
	a, b := s.num[k], x.num(i)
	slack := s.err + x.bound() + unit*(math.Abs(a)+math.Abs(b)) + tiny
	if d := a - b; math.Abs(d) > slack {
		if d < 0 {
			return -1
		}
		return 1
	}
	return s.rat[k]().Cmp(x.rat(i))
}

// place gives how many values lie below x in row i, and how many equal it.
func (s *sample) place(x *Vec, i int) (below, equal int) {
	n := len(s.num)
	below = sort.Search(n, func(k int) bool { return s.compare(k, x, i) >= 0 })
	above := below + sort.Search(n-below, func(k int) bool { return s.compare(below+k, x, i) > 0 })
	return below, above - below
}

// standing is how many values of a list stand below, equal to or above a value.
func (f *frame) standing(e *rules.Call, c *env) *Vec {
	x, li := f.eval(e.Args[0], c), e.Args[1].(*rules.List)
	if !li.Everyone() {
		return f.standingAmong(e.Words[0], x, li, c)
	}
	v := f.mem.numVec()
	v.Dec, v.Int = true, true
	f.mem.merge(v, x)
	var g *grouping
	var of, rows []int32
	by := li.By()
	if by != nil {
		g = f.grouping(by, c)
		of = f.groupsOf(g, by.Over)
		rows = f.data.climb(f.grain, by.Over, f.lo, f.n)
	}
	for i := range v.Num {
		if v.why(i) != 0 {
			continue
		}
		group, among := -1, []int32(nil)
		if by != nil {
			if of[i] < 0 {
				f.mem.absences(v)[i] = f.noGroup(g, rows[i])
				continue
			}
			group, among = int(of[i]), g.rows[of[i]]
		}
		s := f.sampleOf(li, c, group, among)
		if s.why != 0 {
			f.mem.absences(v)[i] = s.why
			continue
		}
		below, equal := s.place(x, i)
		v.Num[i] = float64(s.count(e.Words[0], below, equal))
	}
	v.max = -1
	return v
}

func (s *sample) count(which string, below, equal int) int32 {
	n := len(s.num)
	switch which {
	case "below":
		return int32(below)
	case "equal":
		return int32(equal)
	case "above":
		return int32(n - below - equal)
	case "distinct_below":
		return s.values(below)
	}
	return s.values(n) - s.values(below+equal) // distinct_above
}

// standingAmong is standing for a list of members, row by row.
func (f *frame) standingAmong(which string, x *Vec, li *rules.List, c *env) *Vec {
	els, poison := f.elements(li, c)
	v := f.mem.numVec()
	v.Dec, v.Int = true, true
	f.mem.merge(v, x)
	for i, w := range poison { // the list cannot be told; but the value comes first
		if a := f.mem.absences(v); a[i] == 0 {
			a[i] = w
		}
	}
	f.firstAbsent(v, els, func(k int) *Vec { return els[k].x })
	for i := range v.Num {
		if v.why(i) != 0 {
			continue
		}
		s := &sample{}
		below, equal := 0, 0
		var row []*element
		for _, el := range els {
			if el.gone(i) {
				continue
			}
			row = append(row, el)
			switch c := compareAt(el.x, x, i); {
			case c < 0:
				below++
			case c == 0:
				equal++
			}
		}
		slices.SortStableFunc(row, func(a, b *element) int { return compareAt(a.x, b.x, i) })
		for k, el := range row {
			d := int32(0)
			if k > 0 {
				d = s.distinct[k-1]
				if compareAt(row[k-1].x, el.x, i) != 0 {
					d++
				}
			}
			s.num, s.distinct = append(s.num, 0), append(s.distinct, d)
		}
		v.Num[i] = float64(s.count(which, below, equal))
	}
	v.blank()
	v.max = -1
	return v
}

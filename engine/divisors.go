package engine

import (
	"iter"
	"math"
	"slices"
)

// This file defines the divisors of weighted means: the weights of the members that
// are there, added up. Most rows have all of them, so only the others are looked at.

// divisors are those of the rows of a batch, whole numbers.
type divisors struct {
	length  int // of a stretch of rows that has the same weights
	weights wholeWeights
	all     []float64 // by stretch, of rows that have all members

	rows []int32   // in which a member is absent, in no order
	some []uint8   // by row: 1 in those
	rest []float64 // by row: the divisor, in those

	ways *ways     // instead, where stretches lack the same members
	of   []float64 // by stretch and way
}

// at is the divisor of a row.
func (d *divisors) at(i int) float64 {
	switch {
	case d.ways != nil:
		return d.of[i/d.length*len(d.ways.from)+int(d.ways.of[i%d.length])]
	case d.some != nil && d.some[i] != 0:
		return d.rest[i]
	}
	return d.all[i/d.length]
}

// gaps are the rows in which a member is absent, with their divisors.
func (d *divisors) gaps() iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		for _, i := range d.rows {
			if !yield(int(i), d.rest[i]) {
				return
			}
		}
		if d.ways == nil {
			return
		}
		for s := range d.all {
			of := d.of[s*len(d.ways.from):]
			for _, g := range d.ways.gaps {
				if !yield(s*d.length+int(g.row), of[g.way]) {
					return
				}
			}
		}
	}
}

// least is no larger than any of them, but for zeros.
func (d *divisors) least() float64 {
	least := math.Inf(1)
	look := func(x float64) {
		if x = math.Abs(x); x > 0 && x < least {
			least = x
		}
	}
	for _, x := range d.all {
		look(x)
	}
	for _, i := range d.rows {
		look(d.rest[i])
	}
	for _, x := range d.of {
		look(x)
	}
	return least
}

// ways are the ways in which rows of a stretch lack members: few, as most lack none
// or one. They are kept between trials.
type ways struct {
	gaps   []gap   // the rows that lack members
	of     []int32 // by row of the stretch: its way; 0 lacks none
	from   []int32 // by way: another one
	member []int32 // and the member that it lacks besides
}

// gap is a row that lacks members, and its way.
type gap struct{ row, way int32 }

// waysOf finds them; nil where the stretches of the batch do not lack the same.
func (a *arena) waysOf(els []*element, length int) *ways {
	w := &ways{of: make([]int32, length), from: []int32{0}, member: []int32{-1}}
	next := map[[2]int32]int32{}
	for k, el := range els {
		if !repeats(el.x.Num, length) || !repeats(el.x.Why, length) {
			return nil
		}
		for _, i := range a.gaps(el.x) {
			if int(i) >= length {
				break
			}
			step := [2]int32{w.of[i], int32(k)}
			way, known := next[step]
			if !known {
				way = int32(len(w.from))
				next[step] = way
				w.from, w.member = append(w.from, step[0]), append(w.member, step[1])
			}
			w.of[i] = way
		}
	}
	for i, way := range w.of {
		if way > 0 {
			w.gaps = append(w.gaps, gap{int32(i), way})
		}
	}
	return w
}

// repeats reports stretches that are all like the first.
func repeats[T comparable](s []T, length int) bool {
	for lo := length; lo < len(s); lo += length {
		if !slices.Equal(s[:length], s[lo:lo+length]) {
			return false
		}
	}
	return true
}

// divide makes numbers of which each is the sum of shares, members times their part
// of all weights, into means of the members that are there. It says in which rows
// the weights of those are zero.
func (d *divisors) divide(mem *arena, els []*element, num []float64) (none []int32) {
	if d.ways != nil {
		return d.byWays(mem, num)
	}
	for k, el := range els {
		gone := mem.gaps(el.x)
		if len(gone) > 0 && d.some == nil {
			d.some, d.rest, d.rows = mem.whys.get(len(num)), mem.nums.dirty(len(num)), mem.codes.dirty(len(num))[:0]
		}
		s, next := -1, 0 // the stretch, and the first row that is beyond it
		all, w := 0.0, 0.0
		for _, i := range gone {
			if int(i) >= next {
				s = int(i) / d.length
				next = (s + 1) * d.length
				all, w = d.all[s], d.weights.at(s)[k]
			}
			if d.some[i] == 0 {
				d.some[i], d.rest[i], d.rows = 1, all, append(d.rows, i)
			}
			d.rest[i] -= w
		}
	}
	for _, i := range d.rows {
		if rest := d.rest[i]; rest != 0 {
			num[i] *= d.all[int(i)/d.length] / rest
		} else {
			none = append(none, i)
		}
	}
	return none
}

// byWays divides once for each way, not for each row.
func (d *divisors) byWays(mem *arena, num []float64) (none []int32) {
	from, member := d.ways.from, d.ways.member[:len(d.ways.from)]
	n := len(from)
	d.of = mem.nums.dirty(n * len(d.all))
	share := make([]float64, n)
	for s, all := range d.all {
		w, rest := d.weights.at(s), d.of[s*n:][:n]
		rest[0] = all
		empty := false
		for way := 1; way < n; way++ {
			x := rest[from[way]] - w[member[way]]
			rest[way], share[way] = x, all/x
			empty = empty || x == 0
		}
		num := num[s*d.length:][:d.length]
		if !empty {
			for _, g := range d.ways.gaps {
				num[g.row] *= share[g.way]
			}
			continue
		}
		for _, g := range d.ways.gaps {
			if rest[g.way] != 0 {
				num[g.row] *= share[g.way]
			} else {
				none = append(none, int32(s*d.length)+g.row)
			}
		}
	}
	return none
}

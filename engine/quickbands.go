package engine

import (
	"math"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the short way for bands whose ends are constants. The ends cut
// the numbers into places: below the first end, at it, between it and the second,
// and so on. Each place has one level, and only at an end is a comparison close.

// cut is an end of bands. A number below low is less than it, one above high is
// greater; what is neither is equal, or must be looked at exactly.
type cut struct {
	at        *Vec
	low, high float64
	exact     bool // floats decide
}

// noLevel is that of a place that no band holds.
const noLevel = -1

// quickBands is the level of the first band that holds each number, where nobody
// asks which one that is.
func (f *frame) quickBands(bands []rules.Band, x *Vec, c *env) *Vec {
	if !f.lean || f.n == 1 || !f.plain(x) || x.Why != nil && len(x.Why) != f.n {
		return nil
	}
	cuts, ok := f.cuts(bands, x, c)
	if !ok {
		return nil
	}
	levels := f.placeLevels(bands, cuts, c)
	v := f.mem.overCodes(rules.LevelKind)
	places(v.Code, x.Num, cuts)
	f.mem.merge(v, x)
	sure := f.mem.fewCodes.get(len(levels), f.mem.reuse)[:len(levels)] // but for what must be looked at
	copy(sure, levels)
	for k, t := range cuts {
		if !t.exact {
			sure[2*k+1] = noLevel
		}
	}
	for i, place := range v.Code {
		level := sure[place]
		if level == noLevel && v.why(i) == 0 {
			if place&1 == 1 && !cuts[place/2].exact {
				place += int32(compareAt(x, cuts[place/2].at, i))
			}
			if level = levels[place]; level == noLevel {
				f.mem.absences(v)[i], level = whyUncovered, 0
			}
		}
		v.Code[i] = level
	}
	for _, i := range f.mem.gaps(x) {
		v.Code[i] = 0
	}
	return v
}

// cuts are the ends of bands, each once, ascending. ok is false where one is not a
// constant, or numbers may be beside two of them at once.
func (f *frame) cuts(bands []rules.Band, x *Vec, c *env) (cuts []cut, ok bool) {
	cuts = f.mem.cuts.get(2*len(bands), f.mem.reuse)
	for _, b := range bands {
		for _, end := range [...]rules.Expr{b.When.Lo, b.When.Hi} {
			if end == nil {
				continue
			}
			at := f.eval(end, c)
			t, one := at.oneNumber()
			if !one {
				return nil, false
			}
			k, known := findCut(cuts, at)
			if known {
				continue
			}
			slack, exact := 0.0, x.Dec && at.Dec || f.mem.floats
			if !exact { // as compareNums has it
				slack = (x.bound()+at.bound()+unit*(x.maxAbs()+math.Abs(t)))*(1+8*unit) + tiny
			}
			cuts = slices.Insert(cuts, k, cut{at, t - slack, t + slack, exact})
		}
	}
	for k, t := range cuts {
		if !(t.high-t.low < math.MaxFloat64) || k > 0 && !(cuts[k-1].high < t.low) {
			return nil, false
		}
	}
	return cuts, true
}

// findCut is the place of an end among others.
func findCut(cuts []cut, at *Vec) (int, bool) {
	return slices.BinarySearchFunc(cuts, at, func(t cut, at *Vec) int { return compareAt(t.at, at, 0) })
}

// placeLevels are the levels of places: two for each cut, below it and at it, and one
// above all.
func (f *frame) placeLevels(bands []rules.Band, cuts []cut, c *env) []int32 {
	levels := f.mem.fewCodes.get(2*len(cuts)+1, f.mem.reuse)[:2*len(cuts)+1]
	for p := range levels {
		levels[p] = noLevel
	}
	fill := func(from, to int, level int32) {
		for p := from; p <= to; p++ {
			if levels[p] == noLevel {
				levels[p] = level
			}
		}
	}
	otherwise := int32(noLevel)
	for _, b := range bands {
		if b.When.Otherwise || b.When.Any {
			otherwise = int32(b.Level)
			continue
		}
		from, to := 0, len(levels)-1
		if b.When.Lo != nil {
			k, _ := findCut(cuts, f.eval(b.When.Lo, c))
			from = 2*k + 1 + oneIf(b.When.LoOpen)
		}
		if b.When.Hi != nil {
			k, _ := findCut(cuts, f.eval(b.When.Hi, c))
			to = 2*k + 1 - oneIf(b.When.HiOpen)
		}
		fill(from, to, int32(b.Level))
	}
	fill(0, len(levels)-1, otherwise)
	return levels
}

// places says for each number how many cuts it is at or beside, and twice how many
// it is above. Numbers are compared as whole numbers of the same order, which is
// faster.
func places(out []int32, x []float64, cuts []cut) {
	clear(out)
	x = x[:len(out)]
	for ; len(cuts) > 0; cuts = cuts[min(3, len(cuts)):] {
		low, high := [3]int64{math.MaxInt64, math.MaxInt64, math.MaxInt64}, [3]int64{math.MaxInt64, math.MaxInt64, math.MaxInt64}
		for k, t := range cuts[:min(3, len(cuts))] {
			low[k], high[k] = ordered(t.low), ordered(t.high)
			if t.low == 0 {
				low[k] = ordered(math.Copysign(0, -1)) // either zero is at it
			}
		}
		al, bl, cl, ah, bh, ch := low[0], low[1], low[2], high[0], high[1], high[2]
		for i, y := range x {
			o := ordered(y)
			out[i] += int32(oneIf(o >= al) + oneIf(o > ah) + oneIf(o >= bl) + oneIf(o > bh) + oneIf(o >= cl) + oneIf(o > ch))
		}
	}
}

// ordered is a whole number for each number, in the same order; -0 is before 0.
func ordered(x float64) int64 {
	b := int64(math.Float64bits(x))
	return b ^ int64(uint64(b>>63)>>1)
}

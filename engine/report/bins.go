package report

import (
	"math"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines how many numbers are counted in classes without being kept.

// bins count numbers in classes of width 10^unit, which get ten times as wide when
// they become too many. They span from the smallest number to the largest, so their
// width is less than a hundredth of what lies between.
type bins struct {
	unit  int
	scale float64 // 10^-unit
	first int64   // the class of n[0]: that of numbers from first·10^unit on
	n     []int
}

// mostBins is how many classes are counted before they are made wider.
const mostBins = 1024

// newBins has classes for numbers of 15 digits from lo to hi.
func newBins(lo, hi float64) *bins {
	b := &bins{}
	size, span := max(math.Abs(lo), math.Abs(hi)), hi/mostBins-lo/mostBins
	b.setUnit(max(exponent(size)-14, exponent(span), -300))
	return b
}

func (b *bins) setUnit(unit int) { b.unit, b.scale = unit, math.Pow10(-unit) }

func exponent(x float64) int { return int(math.Floor(math.Log10(x))) }

// add counts a number that stands n times.
func (b *bins) add(x float64, n int) {
	t := x * b.scale
	k := int64(t)
	if r := t - float64(k); !(0 <= t && t < 1e12 && r < 0.99) { // else no rounding makes it another class's
		for math.Abs(x) >= 1e15*math.Pow10(b.unit) {
			b.widen()
		}
		k = classOf(x, b.unit)
	}
	if i := k - b.first; uint64(i) < uint64(len(b.n)) {
		b.n[i] += n
		return
	}
	b.count(k, b.unit, n)
}

// classOf is the class of width 10^unit that holds the decimal of 15 digits that x
// stands for.
func classOf(x float64, unit int) int64 {
	if m, places, ok := engine.Digits15(x); ok {
		class := int64(m) // of width 10^-places
		for range places + unit {
			class = floorDiv(class, 10)
		}
		for range -places - unit { // there is room: see add
			class *= 10
		}
		return class
	}
	t := x * math.Pow10(-unit)
	if r := math.Round(t); math.Abs(t-r) <= 6e-16*math.Abs(r) {
		return int64(r)
	}
	return int64(math.Floor(t))
}

// count counts n numbers of a class of width 10^unit, which is no greater than b's.
func (b *bins) count(k int64, unit, n int) {
	b.room(k, k, unit)
	b.n[classIn(b.unit, k, unit)-b.first] += n
}

// room makes room for the classes from lo to hi, of width 10^unit.
func (b *bins) room(lo, hi int64, unit int) {
	var from, to int64
	for {
		from, to = classIn(b.unit, lo, unit), classIn(b.unit, hi, unit)
		if len(b.n) > 0 {
			from, to = min(from, b.first), max(to, b.first+int64(len(b.n))-1)
		}
		if to-from < mostBins {
			break
		}
		b.widen()
	}
	if before := b.first - from; before > 0 && len(b.n) > 0 {
		b.n = append(make([]int, before), b.n...)
	}
	b.first = from
	if more := to + 1 - from - int64(len(b.n)); more > 0 {
		b.n = append(b.n, make([]int, more)...)
	}
}

// widen makes classes ten times as wide.
func (b *bins) widen() {
	b.first, b.n = b.wider(b.unit+1, 1)
	b.setUnit(b.unit + 1)
}

// wider are the counts in classes of width times·10^unit, and the first class.
func (b *bins) wider(unit int, times int64) (first int64, out []int) {
	if len(b.n) == 0 {
		return 0, nil
	}
	class := func(i int) int64 { return floorDiv(classIn(unit, b.first+int64(i), b.unit), times) }
	first = class(0)
	out = make([]int, class(len(b.n)-1)-first+1)
	for i, n := range b.n {
		out[class(i)-first] += n
	}
	return first, out
}

// classIn is the class of width 10^unit that holds class k of width 10^from.
func classIn(unit int, k int64, from int) int64 {
	for range unit - from {
		k = floorDiv(k, 10)
	}
	return k
}

func floorDiv(a, b int64) int64 {
	if a < 0 && a%b != 0 {
		return a/b - 1
	}
	return a / b
}

// join adds what others counted.
func (b *bins) join(o *bins) {
	for b.unit < o.unit {
		b.widen()
	}
	b.room(o.first, o.first+int64(len(o.n))-1, o.unit)
	for i, n := range o.n {
		b.count(o.first+int64(i), o.unit, n)
	}
}

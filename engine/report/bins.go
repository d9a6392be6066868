package report

import "math"

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

// newBins has classes for numbers up to a size, of 15 digits.
func newBins(size float64) *bins {
	b := &bins{}
	b.setUnit(max(exponent(size)-14, -300))
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
	b.class(k, n)
}

// classOf is the class of width 10^unit that holds x. A number that is a multiple
// of it to 15 digits is the lower end of its class.
func classOf(x float64, unit int) int64 {
	t := x * math.Pow10(-unit)
	if r := math.Round(t); math.Abs(t-r) <= 1e-14*math.Abs(r) {
		return int64(r)
	}
	return int64(math.Floor(t))
}

// class counts n numbers of a class, and makes room for it.
func (b *bins) class(k int64, n int) {
	if len(b.n) == 0 {
		b.first, b.n = k, []int{n}
		return
	}
	for {
		lo, hi := min(k, b.first), max(k, b.first+int64(len(b.n))-1)
		if hi-lo < mostBins {
			all := make([]int, hi-lo+1)
			copy(all[b.first-lo:], b.n)
			all[k-lo] += n
			b.first, b.n = lo, all
			return
		}
		b.widen()
		k = floorDiv(k, 10)
	}
}

// widen makes classes ten times as wide.
func (b *bins) widen() {
	b.first, b.n = b.wider(b.unit+1, 1)
	b.setUnit(b.unit + 1)
}

// wider are the counts in classes of width times·10^unit, and the first class.
func (b *bins) wider(unit int, times int64) (first int64, out []int) {
	class := func(k int64) int64 {
		for range unit - b.unit {
			k = floorDiv(k, 10)
		}
		return floorDiv(k, times)
	}
	first = class(b.first)
	for i, n := range b.n {
		k := class(b.first+int64(i)) - first
		for int64(len(out)) <= k {
			out = append(out, 0)
		}
		out[k] += n
	}
	return first, out
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
	for i, n := range o.n {
		k := o.first + int64(i)
		for range b.unit - o.unit {
			k = floorDiv(k, 10)
		}
		b.class(k, n)
	}
}

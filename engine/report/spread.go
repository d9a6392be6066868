package report

import (
	"math"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how numbers and doubts are summed up.

// mostClasses is how many bars the distribution of a number has.
const mostClasses = 8

// spread is how the values of a result are distributed. Rows may be added in any
// order, and spreads of parts joined: what comes out is the same.
type spread struct {
	b    *rules.Block
	rows int           // with a value
	code []int         // how many have each code
	why  [256]int      // how many are absent for each reason
	few  []float64     // different numbers, until there are too many
	n    []int         // how often each stands
	lo   float64       // the smallest number
	hi   float64       // and the largest
	bins map[int64]int // numbers in classes of width unit, once they are many
	unit int           // a power of ten
}

// mostBins is how many classes are counted before they are made wider.
const mostBins = 4096

// add counts the rows of a column.
func (s *spread) add(c *engine.Column) {
	for _, w := range c.Why {
		s.why[w]++
	}
	s.rows = s.why[0]
	switch c.Kind {
	case rules.Number:
		for row, w := range c.Why {
			if w == 0 {
				s.number(c.Num[row], 1)
			}
		}
	case rules.LevelKind, rules.Bool:
		for row, w := range c.Why {
			if w == 0 {
				for len(s.code) <= int(c.Code[row]) {
					s.code = append(s.code, 0)
				}
				s.code[c.Code[row]]++
			}
		}
	}
}

// number counts a number that stands n times.
func (s *spread) number(x float64, n int) {
	if s.bins != nil {
		s.lo, s.hi = min(s.lo, x), max(s.hi, x)
		s.bin(x, n)
		return
	}
	for i, y := range s.few {
		if y == x {
			s.n[i] += n
			return
		}
	}
	if len(s.few) == 0 {
		s.lo, s.hi = x, x
	}
	s.few, s.n = append(s.few, x), append(s.n, n)
	s.lo, s.hi = min(s.lo, x), max(s.hi, x)
	if len(s.few) > mostFew {
		s.bins = map[int64]int{}
		s.unit = exponent(max(math.Abs(s.lo), math.Abs(s.hi))) - 14
		for i, y := range s.few {
			s.bin(y, s.n[i])
		}
	}
}

// mostFew is how many different numbers are counted one by one; a summary shows
// them one by one if there are mostClasses or fewer.
const mostFew = 64

func exponent(x float64) int { return int(math.Floor(math.Log10(x))) }

func (s *spread) bin(x float64, n int) {
	for math.Abs(x) >= 1e15*math.Pow10(s.unit) {
		s.widen()
	}
	if s.bins[classOf(x, s.unit)] += n; len(s.bins) > mostBins {
		s.widen()
	}
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

// widen makes classes ten times as wide.
func (s *spread) widen() {
	s.unit++
	wider := map[int64]int{}
	for k, n := range s.bins {
		wider[floorDiv(k, 10)] += n
	}
	s.bins = wider
}

func floorDiv(a, b int64) int64 {
	if a < 0 && a%b != 0 {
		return a/b - 1
	}
	return a / b
}

// join adds what another spread of the same result counted.
func (s *spread) join(o *spread) {
	for w, n := range o.why {
		s.why[w] += n
	}
	s.rows = s.why[0]
	for c, n := range o.code {
		for len(s.code) <= c {
			s.code = append(s.code, 0)
		}
		s.code[c] += n
	}
	if o.bins == nil {
		for i, x := range o.few {
			s.number(x, o.n[i])
		}
		return
	}
	if s.bins == nil {
		s.bins, s.unit = map[int64]int{}, o.unit
		if len(s.few) == 0 {
			s.lo, s.hi = o.lo, o.hi
		}
		for i, x := range s.few {
			s.bin(x, s.n[i])
		}
	}
	s.lo, s.hi = min(s.lo, o.lo), max(s.hi, o.hi)
	for s.unit < o.unit {
		s.widen()
	}
	for k, n := range o.bins {
		for range s.unit - o.unit {
			k = floorDiv(k, 10)
		}
		s.bins[k] += n
	}
	for len(s.bins) > mostBins {
		s.widen()
	}
}

// classes counts numbers in classes of a round width; few different numbers are
// counted one by one.
func (s *spread) classes() []count {
	if s.bins == nil && len(s.few) <= mostClasses {
		var out []count
		for i, x := range s.few {
			out = append(out, count{rules.FloatText(x), s.n[i]})
		}
		slices.SortFunc(out, func(a, b count) int { return compareNumbers(a.name, b.name) })
		return out
	}
	width, power := roundWidth(s.hi/mostClasses - s.lo/mostClasses)
	if !(width > 0) || s.hi/width-s.lo/width >= 4*mostClasses || s.bins != nil && s.unit > power { // too small or too large for classes
		return []count{{rules.FloatText(s.lo) + " to " + rules.FloatText(s.hi), s.rows}}
	}
	unit, times := power, int64(math.Round(width/math.Pow10(power)))
	class := func(x float64) int64 { return floorDiv(classOf(x, unit), times) }
	first := class(s.lo)
	out := make([]count, class(s.hi)-first+1)
	if s.bins == nil {
		for i, x := range s.few {
			out[class(x)-first].n += s.n[i]
		}
	}
	for k, n := range s.bins {
		for range unit - s.unit {
			k = floorDiv(k, 10)
		}
		out[floorDiv(k, times)-first].n += n
	}
	for k := range out {
		from := float64(first+int64(k)) * width
		out[k].name = rules.FloatText(from) + " to below " + rules.FloatText(from+width)
	}
	return out
}

func compareNumbers(a, b string) int {
	number := rules.Type{Kind: rules.Number}
	x, _ := number.Parse(a)
	y, _ := number.Parse(b)
	return x.Num.Cmp(y.Num)
}

// roundWidth is the smallest of 1, 2 and 5 times a power of ten that is no less,
// and that power.
func roundWidth(x float64) (float64, int) {
	power := exponent(x)
	p := math.Pow10(power)
	for _, k := range []float64{1, 2, 5} {
		if k*p >= x {
			return k * p, power
		}
	}
	return 10 * p, power + 1
}

// restsOn says which sources a block rests on that are not sure, or "".
func restsOn(b *rules.Block) string {
	if b.Standing < rules.Unconfirmed {
		return ""
	}
	var names []string
	seen := map[rules.Quantity]bool{}
	var walk func(q rules.Quantity)
	walk = func(q rules.Quantity) {
		if seen[q] {
			return
		}
		seen[q] = true
		for _, s := range rules.Cited(q) {
			if s.Standing >= rules.Unconfirmed && !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
		for _, r := range rules.Reads(q) {
			walk(r)
		}
	}
	walk(b)
	slices.Sort(names)
	return "rests on " + b.Standing.String() + " figures: " + strings.Join(names, ", ")
}

package report

import (
	"bytes"
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
	rows int       // with a value
	code []int     // how many have each code
	why  [256]int  // how many are absent for each reason; 0: present
	few  []float64 // different numbers, until they are more than are shown one by one
	n    []int     // how often each stands
	lo   float64   // the smallest number
	hi   float64   // and the largest
	bins *bins     // numbers in classes, once they are many
}

// add counts the rows of a column.
func (s *spread) add(c *engine.Column) {
	rows := max(len(c.Num), len(c.Code), len(c.Text))
	present := c.Why == nil || bytes.Count(c.Why, []byte{0}) == rows // all of them
	if present {
		s.why[0] += rows
	} else {
		for _, w := range c.Why {
			s.why[w]++
		}
	}
	s.rows = s.why[0]
	switch c.Kind {
	case rules.Number:
		if present {
			s.numbers(c.Num)
			return
		}
		for row, w := range c.Why {
			if w == 0 {
				s.number(c.Num[row], 1)
			}
		}
	case rules.LevelKind, rules.Bool:
		if present {
			s.codesOf(c.Code)
			return
		}
		for row, w := range c.Why {
			if w == 0 {
				s.coded(int(c.Code[row]), 1)
			}
		}
	}
}

// addTimes counts the rows of a column, each as often as times says.
func (s *spread) addTimes(c *engine.Column, times []int) {
	for row, n := range times {
		w := uint8(0)
		if c.Why != nil {
			w = c.Why[row]
		}
		s.why[w] += n
		switch {
		case w != 0 || n == 0:
		case c.Kind == rules.Number:
			s.number(c.Num[row], n)
		case c.Kind == rules.LevelKind || c.Kind == rules.Bool:
			s.coded(int(c.Code[row]), n)
		}
	}
	s.rows = s.why[0]
}

// tables count numbers below tabled. They are several, so that a row need not wait for
// the one before it where both have the same number.
type tables [4][tabled]uint32

const tabled = 256

// numbers counts numbers, one a row.
func (s *spread) numbers(num []float64) {
	var t tables
	for i, x := range num {
		if k := int64(x); uint64(k) < tabled && float64(k) == x {
			t[i%len(t)][k]++
			continue
		}
		s.number(x, 1)
	}
	for k := range tabled {
		if n := t[0][k] + t[1][k] + t[2][k] + t[3][k]; n > 0 {
			s.number(float64(k), int(n))
		}
	}
}

// codesOf counts codes, one a row.
func (s *spread) codesOf(codes []int32) {
	var t tables
	for i, code := range codes {
		if uint32(code) < tabled {
			t[i%len(t)][code]++
			continue
		}
		s.coded(int(code), 1)
	}
	for code := range tabled {
		if n := t[0][code] + t[1][code] + t[2][code] + t[3][code]; n > 0 {
			s.coded(code, int(n))
		}
	}
}

// coded counts a code that stands n times.
func (s *spread) coded(code, n int) {
	for len(s.code) <= code {
		s.code = append(s.code, 0)
	}
	s.code[code] += n
}

// number counts a number that stands n times.
func (s *spread) number(x float64, n int) {
	s.reach(x, x)
	if s.bins != nil {
		s.bins.add(x, n)
		return
	}
	for i, y := range s.few {
		if y == x {
			s.n[i] += n
			return
		}
	}
	if s.few, s.n = append(s.few, x), append(s.n, n); len(s.few) > mostClasses {
		s.bin()
	}
}

// reach widens the range of the numbers.
func (s *spread) reach(lo, hi float64) {
	if len(s.few) == 0 && s.bins == nil {
		s.lo, s.hi = lo, hi
		return
	}
	s.lo, s.hi = min(s.lo, lo), max(s.hi, hi)
}

// bin goes over to counting numbers in classes.
func (s *spread) bin() {
	s.bins = newBins(s.lo, s.hi)
	for i, x := range s.few {
		s.bins.add(x, s.n[i])
	}
	s.few, s.n = nil, nil
}

// join adds what another spread of the same result counted.
func (s *spread) join(o *spread) {
	for w, n := range o.why {
		s.why[w] += n
	}
	s.rows = s.why[0]
	for code, n := range o.code {
		s.coded(code, n)
	}
	for i, x := range o.few {
		s.number(x, o.n[i])
	}
	if o.bins == nil {
		return
	}
	if s.reach(o.lo, o.hi); s.bins == nil {
		s.bin()
	}
	s.bins.join(o.bins)
}

// classes counts numbers in classes of a round width; few different numbers are
// counted one by one.
func (s *spread) classes() []count {
	var out []count
	if s.bins == nil {
		for i, x := range s.few {
			out = append(out, count{rules.FloatText(x), s.n[i]})
		}
		slices.SortFunc(out, func(a, b count) int { return compareNumbers(a.name, b.name) })
		return out
	}
	width, power := roundWidth(s.hi/mostClasses - s.lo/mostClasses)
	if !(width > 0) || s.hi/width-s.lo/width >= 4*mostClasses || s.bins.unit > power { // too small or too large for classes
		return []count{{rules.FloatText(s.lo) + " to " + rules.FloatText(s.hi), s.rows}}
	}
	first, n := s.bins.wider(power, int64(math.Round(width/math.Pow10(power))))
	for k, n := range n {
		from := float64(first+int64(k)) * width
		out = append(out, count{rules.FloatText(from) + " to below " + rules.FloatText(from+width), n})
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

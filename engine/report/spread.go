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

// classes counts numbers in classes of a round width; few different numbers are
// counted one by one.
func classes(c *engine.Column) []count {
	by := map[float64]int{}
	lo, hi := math.Inf(1), math.Inf(-1)
	for row, w := range c.Why {
		if w == 0 {
			x := c.Num[row]
			lo, hi = min(lo, x), max(hi, x)
			if len(by) <= mostClasses {
				by[x]++
			}
		}
	}
	if len(by) <= mostClasses {
		var out []count
		for x, n := range by {
			out = append(out, count{rules.FloatText(x), n})
		}
		slices.SortFunc(out, func(a, b count) int { return compareNumbers(a.name, b.name) })
		return out
	}
	return inClasses(c, lo, hi)
}

func compareNumbers(a, b string) int {
	number := rules.Type{Kind: rules.Number}
	x, _ := number.Parse(a)
	y, _ := number.Parse(b)
	return x.Num.Cmp(y.Num)
}

// inClasses counts numbers from lo to hi; each class holds its lower end.
func inClasses(c *engine.Column, lo, hi float64) []count {
	width := roundWidth(hi/mostClasses - lo/mostClasses)
	first := math.Floor(lo / width)
	last := math.Floor(hi/width) - first
	if !(last >= 0 && last < 4*mostClasses) { // too small or too large for classes
		return []count{{rules.FloatText(lo) + " to " + rules.FloatText(hi), present(c)}}
	}
	n := int(last) + 1
	out := make([]count, n)
	for row, w := range c.Why {
		if w == 0 {
			k := int(math.Floor(c.Num[row]/width) - first)
			out[min(max(k, 0), n-1)].n++
		}
	}
	for k := range out {
		from := (first + float64(k)) * width
		out[k].name = rules.FloatText(from) + " to below " + rules.FloatText(from+width)
	}
	return out
}

// roundWidth is the smallest of 1, 2 and 5 times a power of ten that is no less.
func roundWidth(x float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(x)))
	for _, k := range []float64{1, 2, 5} {
		if k*p >= x {
			return k * p
		}
	}
	return 10 * p
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

package byrow

import (
	"math"
	"math/big"
	"slices"
	"sort"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines where one value stands among many, and the statistics of
// many. What engine exports of them is plain arithmetic of sorted numbers.

// sample is the values of a list, sorted, with and without repetition.
type sample struct {
	why           string
	all, distinct []*big.Rat
}

func newSample(els []*element, why string) *sample {
	s := &sample{why: why}
	for _, el := range els {
		if s.why == "" {
			s.why = el.x.Absent
		}
	}
	if s.why != "" {
		return s
	}
	for _, el := range els {
		s.all = append(s.all, el.x.Num)
	}
	slices.SortFunc(s.all, (*big.Rat).Cmp)
	s.distinct = slices.CompactFunc(slices.Clone(s.all), func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
	return s
}

// below is how many of the numbers, which ascend, are less than x; or no greater.
func below(xs []*big.Rat, x *big.Rat, orEqual bool) int {
	return sort.Search(len(xs), func(i int) bool {
		c := xs[i].Cmp(x)
		return c > 0 || c == 0 && !orEqual
	})
}

// standing is how many values of a list stand below x, equal to it or above it.
func (fr *frame) standing(c *rules.Call, x Value) Value {
	if x.Absent != "" {
		return absent(x.Absent)
	}
	li := c.Args[1].(*rules.List)
	var s *sample
	if li.Everyone() {
		v := fr.everyone(nil, li, func(in *frame, group string) Value {
			k := figure{what: li.Parts[0], at: fr.members(), group: group}
			if s = fr.row.run.samples[k]; s == nil {
				s = newSample(in.elements(li))
				fr.row.run.samples[k] = s
			}
			return Value{}
		})
		if v.Absent != "" {
			return v
		}
	} else {
		s = newSample(fr.elements(li))
	}
	if s.why != "" {
		return absent(s.why)
	}
	switch c.Words[0] {
	case "below":
		return whole(below(s.all, x.Num, false))
	case "equal":
		return whole(below(s.all, x.Num, true) - below(s.all, x.Num, false))
	case "above":
		return whole(len(s.all) - below(s.all, x.Num, true))
	case "distinct_below":
		return whole(below(s.distinct, x.Num, false))
	case "distinct_above":
		return whole(len(s.distinct) - below(s.distinct, x.Num, true))
	}
	panic("byrow: unknown standing: " + c.Words[0])
}

// statistic is a statistic of members that are all present, at least one.
func (fr *frame) statistic(c *rules.Call, els []*element) Value {
	if c.Fn.Name == "generalised_mean" {
		return fr.generalisedMean(c.Args[1], els)
	}
	var given []*big.Rat
	for _, a := range c.Args[1:] {
		v := fr.eval(a)
		if v.Absent != "" {
			return absent(v.Absent)
		}
		given = append(given, v.Num)
	}
	if len(els) == 0 {
		return absent(empty)
	}
	if c.Fn.Name == "variance" {
		return variance(els, c.Words[0] == "sample")
	}
	word := ""
	if len(c.Words) > 0 {
		word = c.Words[0]
	}
	r := engine.Statistic(c.Fn.Name, word, newSample(els, "").all, given)
	if r == nil {
		return absent(undefined)
	}
	if f, _ := r.Float64(); math.IsInf(f, 0) {
		return absent(undefined)
	}
	return number(r)
}

// variance is (sum x² - (sum x)²/n) / n, or / (n-1) of a sample.
func variance(els []*element, ofSample bool) Value {
	sum, squares := new(big.Rat), new(big.Rat)
	for _, el := range els {
		sum.Add(sum, el.x.Num)
		squares.Add(squares, new(big.Rat).Mul(el.x.Num, el.x.Num))
	}
	n := big.NewRat(int64(len(els)), 1)
	squares.Sub(squares, sum.Quo(sum.Mul(sum, sum), n))
	if ofSample {
		n = n.Sub(n, big.NewRat(1, 1))
	}
	return arith("/", number(squares), number(n))
}

// generalisedMean is (sum w x^p / sum w)^(1/p), in float64 in the order of the
// list and snapped once at the end.
func (fr *frame) generalisedMean(power rules.Expr, els []*element) Value {
	for _, el := range els {
		if w := el.weight(); w.Absent != "" {
			return absent(w.Absent)
		}
	}
	p := fr.eval(power)
	switch {
	case p.Absent != "":
		return absent(p.Absent)
	case len(els) == 0:
		return absent(empty)
	case p.Num.Sign() == 0:
		return absent(undefined)
	}
	e, _ := p.Num.Float64()
	total, weights := 0.0, 0.0
	for _, el := range els {
		if el.x.Num.Sign() <= 0 {
			return absent(undefined)
		}
		x, _ := el.x.Num.Float64()
		w, _ := el.weight().Num.Float64()
		total += float64(w * math.Pow(x, e))
		weights += w
	}
	if weights == 0 {
		return absent(undefined)
	}
	return snapped(math.Pow(total/weights, 1/e))
}

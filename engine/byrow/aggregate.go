package byrow

import (
	"math"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the functions that make one value of a list.

// aggregate is the value of a function of a list.
func (fr *frame) aggregate(c *rules.Call) Value {
	li := c.Args[0].(*rules.List)
	switch c.Fn {
	case rules.CutFn:
		return fr.cutPoint(c)
	case rules.RankingFn:
		return fr.rankingOf(c)
	}
	if li.Everyone() {
		return fr.everyone(c, li, func(in *frame, _ string) Value { return in.combined(c) })
	}
	return fr.combined(c)
}

func (fr *frame) combined(c *rules.Call) Value {
	li := c.Args[0].(*rules.List)
	els, why := fr.elements(li)
	if why != "" {
		return absent(why)
	}
	return fr.combine(c, li.T.Kind, els)
}

func (fr *frame) combine(c *rules.Call, kind rules.Kind, els []*element) Value {
	name := c.Fn.Name
	if name == "count" && kind != rules.Bool {
		return whole(len(els))
	}
	if name == "any" || name == "all" {
		return quantified(name, els)
	}
	for _, el := range els {
		if el.x.Absent != "" {
			return absent(el.x.Absent)
		}
	}
	switch name {
	case "count":
		n := 0
		for _, el := range els {
			n += el.x.Code
		}
		return whole(n)
	case "sum":
		return total(els, false)
	case "weighted_sum":
		return total(els, true)
	case "variance", "quantile", "skewness", "kurtosis", "winsor_low", "winsor_high", "generalised_mean":
		return fr.statistic(c, els)
	}
	if len(els) == 0 {
		return absent(empty)
	}
	switch name {
	case "mean":
		return arith("/", total(els, false), whole(len(els)))
	case "weighted_mean":
		return arith("/", total(els, true), totalWeight(els))
	case "median":
		return median(els)
	case "min", "max":
		return extremum(name == "max", els)
	case "worst", "best":
		return extremum(name == "best", els)
	case "geometric_mean":
		return geometricMean(els)
	case "harmonic_mean":
		return harmonicMean(els)
	}
	panic("byrow: unknown function of a list: " + name)
}

func quantified(name string, els []*element) Value {
	if name == "any" {
		out := boolean(false)
		for _, el := range els {
			out = or(out, el.x)
		}
		return out
	}
	if len(els) == 0 {
		return absent(empty)
	}
	out := boolean(true)
	for _, el := range els {
		out = and(out, el.x)
	}
	return out
}

func total(els []*element, weighted bool) Value {
	sum := whole(0)
	for _, el := range els {
		x := el.x
		if weighted {
			x = arith("*", el.weight(), x)
		}
		sum = arith("+", sum, x)
	}
	return sum
}

func totalWeight(els []*element) Value {
	sum := whole(0)
	for _, el := range els {
		sum = arith("+", sum, el.weight())
	}
	return sum
}

func median(els []*element) Value {
	var xs []*big.Rat
	for _, el := range els {
		xs = append(xs, el.x.Num)
	}
	slices.SortFunc(xs, (*big.Rat).Cmp)
	n := len(xs)
	sum := new(big.Rat).Add(xs[(n-1)/2], xs[n/2])
	return number(sum.Mul(sum, big.NewRat(1, 2)))
}

// extremum is the largest or smallest number or date, the best or worst level;
// the first of those that are equal.
func extremum(greatest bool, els []*element) Value {
	i := decider(greatest, els)
	if i < 0 {
		return absent(offLadder)
	}
	return els[i].x
}

// decider is the element that an extremum comes from, or -1.
func decider(greatest bool, els []*element) int {
	best := 0
	for i, el := range els {
		c := compare(">", el.x, els[best].x)
		if !greatest {
			c = compare("<", el.x, els[best].x)
		}
		if c.Absent != "" {
			return -1
		}
		if isTrue(c) {
			best = i
		}
	}
	return best
}

// geometricMean is computed in float64, in the order of the list, and snapped
// once at the end.
func geometricMean(els []*element) Value {
	if w := totalWeight(els); w.Absent != "" {
		return w
	}
	var sum, weights float64
	for _, el := range els {
		w := el.weight()
		if el.x.Num.Sign() <= 0 {
			return absent(undefined)
		}
		x, _ := el.x.Num.Float64()
		f, _ := w.Num.Float64()
		sum += f * math.Log(x)
		weights += f
	}
	return snapped(math.Exp(sum / weights))
}

func harmonicMean(els []*element) Value {
	if w := totalWeight(els); w.Absent != "" {
		return w
	}
	sum := whole(0)
	for _, el := range els {
		sum = arith("+", sum, arith("/", el.weight(), el.x))
	}
	return arith("/", totalWeight(els), sum)
}

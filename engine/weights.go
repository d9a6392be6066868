package engine

import "math"

// This file defines weights as whole numbers.

// scaledWeight is m times ten to the e.
type scaledWeight struct {
	m float64
	e int
}

// scaled is the decimal that x, the number of a vector, is.
func (v *Vec) scaled(x float64) (out scaledWeight, ok bool) {
	if v.dec != nil {
		return *v.dec, true
	}
	if out = (scaledWeight{x, 0}); x != math.Trunc(x) || math.Abs(x) >= 1<<53 {
		d := decimalFor(x)
		if d.e < -15 || d.e > 0 {
			return out, false
		}
		out = scaledWeight{float64(d.m), d.e}
	}
	if v.constant {
		kept := out
		v.dec = &kept
	}
	return out, true
}

// wholeWeights are the weights of members as whole numbers, by stretch of rows that
// has the same ones. The unit of each stretch is its own.
type wholeWeights struct {
	of      []float64
	members int
}

func (w wholeWeights) stretches() int { return len(w.of) / w.members }

// at are the weights of a stretch.
func (w wholeWeights) at(s int) []float64 { return w.of[s*w.members:][:w.members] }

// scaledWeights are those of members, so that their sums are exact. ok is false
// where one differs from row to row.
func (a *arena) scaledWeights(els []*element) (out wholeWeights, ok bool) {
	stretches := 1
	for _, el := range els {
		if el.weight != nil && el.weight.runs != nil {
			stretches = len(el.weight.runs)
		}
	}
	out = wholeWeights{a.nums.dirty(stretches * len(els)), len(els)}
	ds := a.scales.get(len(els), a.reuse)[:len(els)]
	for k, el := range els {
		switch w := el.weight; {
		case w == nil:
			ds[k] = scaledWeight{1, 0}
		case w.runs == nil:
			x, one := w.oneNumber()
			if !one || !w.Dec {
				return out, false
			}
			if ds[k], ok = w.scaled(x); !ok {
				return out, false
			}
		}
	}
	for s := range stretches {
		e := 0
		for k, el := range els {
			if el.weight != nil && el.weight.runs != nil {
				ds[k] = el.weight.runs[s]
			}
			e = min(e, ds[k].e)
		}
		for k, d := range ds {
			x := d.m * powers10[d.e-e]
			if math.Abs(x) >= 1<<53 {
				return out, false
			}
			out.of[s*len(els)+k] = x
		}
	}
	return out, true
}

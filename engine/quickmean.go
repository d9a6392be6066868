package engine

import (
	"math"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines short ways for sums and weighted means of numbers of which some
// may be left out: in whole numbers as far as they go, else with what float64 lacks
// to be exact. The bounds on the error are derived where they are computed.

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
		v.dec = &out
	}
	return out, true
}

// scaledWeights are the weights of members as whole numbers of one unit, so that
// their sums are exact: for each stretch of rows that has the same ones. ok is false
// where one differs from row to row.
func scaledWeights(els []*element) (out [][]float64, ok bool) {
	stretches := 1
	for _, el := range els {
		if el.weight != nil && el.weight.runs != nil {
			stretches = len(el.weight.runs)
		}
	}
	out = make([][]float64, stretches)
	all, ds := make([]float64, stretches*len(els)), make([]scaledWeight, len(els))
	for s := range out {
		e := 0
		for k, el := range els {
			switch w := el.weight; {
			case w == nil:
				ds[k] = scaledWeight{1, 0}
			case w.runs != nil:
				ds[k] = w.runs[s]
			default:
				x, one := w.oneNumber()
				if !one || !w.Dec {
					return nil, false
				}
				if ds[k], ok = w.scaled(x); !ok {
					return nil, false
				}
			}
			e = min(e, ds[k].e)
		}
		out[s] = all[s*len(els) : (s+1)*len(els)]
		for k, d := range ds {
			if out[s][k] = d.m * powers10[d.e-e]; math.Abs(out[s][k]) >= 1<<53 {
				return nil, false
			}
		}
	}
	return out, true
}

// tidy reports members whose absence, if they are ever absent, is the one reason
// for which they are left out, so that they add nothing where they are.
func tidy(els []*element, n int) bool {
	for _, el := range els {
		switch {
		case el.x.Kind != rules.Number || len(el.x.Num) != n || el.out != nil:
			return false
		case el.x.Why == nil && el.absent == nil:
		case len(el.x.Why) != n || el.absent == nil || &el.absent[0] != &el.x.Why[0]:
			return false
		}
	}
	return len(els) > 0 && n > 1
}

// quickMean is the weighted mean of members of which some may be left out, by
// whole numbers as far as they go.
func (f *frame) quickMean(els []*element) *Vec {
	if !tidy(els, f.n) {
		return nil
	}
	weights, ok := scaledWeights(els)
	if !ok || f.n%len(weights) != 0 {
		return nil
	}
	m := &mean{mem: f.mem, els: els, weights: weights, length: f.n / len(weights), whole: true}
	total := 0.0
	for k, el := range els {
		m.whole = m.whole && el.x.Int
		m.gaps = m.gaps || el.x.Why != nil
		if el.x.lo == nil && el.x.rest == nil && !el.x.Int {
			return nil
		}
		heaviest := 0.0
		for _, w := range weights {
			heaviest = max(heaviest, math.Abs(w[k]))
		}
		m.heaviest = append(m.heaviest, heaviest)
		m.most += heaviest * el.x.maxAbs()
		m.err += heaviest * el.x.bound()
		total += heaviest
	}
	if !(total < 1<<53) || m.whole && !(m.most < 1<<53) || !(m.most < 1e250) {
		return nil
	}
	v := f.mem.overVec()
	m.num, m.den = f.mem.nums.get(f.n), f.mem.nums.dirty(f.n)
	for s := range weights {
		m.weigh(s*m.length, (s+1)*m.length, weights[s])
	}
	for i, d := range m.den {
		v.Num[i] = m.num[i] / d
	}
	for i, d := range m.den {
		if d == 0 {
			a := f.mem.absences(v)
			if a[i], v.Num[i] = whyUndefined, 0; m.noneThere(i) {
				a[i] = whyEmpty
			}
		}
	}
	v.err, v.exact, v.rest = m.float(v.maxAbs()), m.exact, m.finer
	if f.keeps {
		v.finer()
	}
	return v
}

// mean is a weighted mean on its way.
type mean struct {
	mem     *arena
	els     []*element
	weights [][]float64 // by stretch of rows and member: whole numbers
	length  int         // of a stretch
	whole   bool        // the members' numbers are whole too
	gaps    bool        // some are absent

	heaviest  []float64 // by member, its largest weight
	most, err float64   // bounds on the sum and on the sum of members' errors
	num, den  []float64
}

// float is how far a quotient of floats may be from the exact mean, where the
// largest mean is that. Sums of whole numbers have no error.
func (m *mean) float(largest float64) float64 {
	if m.whole {
		return unit*largest + tiny
	}
	n := float64(len(m.els) + 2)
	return (m.err+n*unit*m.most)/m.least()*(1+8*unit) + 2*unit*largest + tiny
}

// least is the smallest of the weights that were added up.
func (m *mean) least() float64 {
	least := math.Inf(1)
	for _, d := range m.den {
		if d != 0 {
			least = min(least, math.Abs(d))
		}
	}
	return least
}

// finer makes the rests of a mean: float64 holds whole numbers exactly, and the rest
// of a division too; other sums have about 31 digits.
func (m *mean) finer(v *Vec) {
	lo := m.mem.nums.get(len(v.Num))
	largest := v.maxAbs()
	if m.whole {
		for i, d := range m.den {
			if d != 0 {
				lo[i] = math.FMA(-v.Num[i], d, m.num[i]) / d
			}
		}
		v.lo, v.loErr = lo, 4*unit*unit*largest+tiny
		return
	}
	err := 0.0
	hi := m.mem.nums.get(len(v.Num))
	for k, el := range m.els {
		switch {
		case el.x.finer():
			err += m.heaviest[k] * el.x.loErr
		case !el.x.Int:
			err = math.Inf(1)
		}
	}
	if m.most < 1e-200 { // products have no rest that near zero
		err = math.Inf(1)
	}
	for s, weights := range m.weights {
		m.wideSums(hi, lo, s*m.length, (s+1)*m.length, weights)
	}
	for i, d := range m.den {
		if d == 0 || v.why(i) != 0 {
			lo[i] = 0
			continue
		}
		s, t := twoSum(hi[i], lo[i])
		q := s / d
		v.Num[i], lo[i] = twoSum(q, (math.FMA(-q, d, s)+t)/d)
	}
	n := float64(len(m.els) + 4)
	v.lo, v.loErr = lo, (err+2*n*n*unit*unit*m.most)/m.least()*(1+8*unit)+16*unit*unit*largest*(1+8*unit)+tiny
}

// weigh finds the sum of the members, and the weights of those that are there.
func (m *mean) weigh(lo, hi int, weights []float64) {
	all := 0.0
	for _, w := range weights {
		all += w
	}
	den := m.den[lo:hi]
	for i := range den {
		den[i] = all
	}
	weighed(m.num[lo:hi], lo, m.els, weights)
	if !m.gaps {
		return
	}
	for k, el := range m.els {
		if el.x.Why == nil {
			continue
		}
		why := el.x.Why[lo:hi]
		for i := nextAbsent(why, 0); i < len(why); i = nextAbsent(why, i+1) {
			den[i] -= weights[k]
		}
	}
}

// noneThere reports a row in which no member is there.
func (m *mean) noneThere(i int) bool {
	for _, el := range m.els {
		if el.x.why(i) == 0 {
			return false
		}
	}
	return true
}

// weighed adds whole members times weights, several at a time. The members' rows
// begin at lo.
func weighed(num []float64, lo int, els []*element, weights []float64) {
	hi := lo + len(num)
	k := 0
	for ; k+5 <= len(els); k += 5 {
		a, b, c := els[k].x.Num[lo:hi], els[k+1].x.Num[lo:hi], els[k+2].x.Num[lo:hi]
		d, e := els[k+3].x.Num[lo:hi], els[k+4].x.Num[lo:hi]
		wa, wb, wc, wd, we := weights[k], weights[k+1], weights[k+2], weights[k+3], weights[k+4]
		for i := range num {
			num[i] += (float64(wa*a[i]) + float64(wb*b[i])) + (float64(wc*c[i]) + float64(wd*d[i])) + float64(we*e[i])
		}
	}
	for ; k < len(els); k++ {
		x, w := els[k].x.Num[lo:hi], weights[k]
		for i := range num {
			num[i] += float64(w * x[i])
		}
	}
}

// wideSums adds members times weights to about 31 digits: hi and lo.
func (m *mean) wideSums(hi, lo []float64, from, to int, weights []float64) {
	hi, lo = hi[from:to], lo[from:to]
	for k, el := range m.els {
		w, x := weights[k], el.x.Num[from:to]
		if el.x.lo == nil {
			for i, y := range x {
				p, e := twoProduct(w, y)
				s, t := twoSum(hi[i], p)
				hi[i], lo[i] = s, lo[i]+(t+e)
			}
			continue
		}
		rest := el.x.lo[from:to]
		for i, y := range x {
			p, e := twoProduct(w, y)
			s, t := twoSum(hi[i], p)
			hi[i], lo[i] = s, lo[i]+(t+(e+float64(w*rest[i])))
		}
	}
}

// exact is the mean of a row as a fraction.
func (m *mean) exact(i int) *big.Rat {
	if m.whole {
		return new(big.Rat).SetFrac64(int64(m.num[i]), int64(m.den[i]))
	}
	sum := new(big.Rat)
	for k, el := range m.els {
		if !el.gone(i) {
			w := new(big.Rat).SetFloat64(m.weights[i/m.length][k])
			sum.Add(sum, w.Mul(w, el.x.rat(i)))
		}
	}
	return sum.Quo(sum, new(big.Rat).SetFloat64(m.den[i]))
}

// quickSum adds whole numbers of which some may be left out.
func (f *frame) quickSum(els []*element) *Vec {
	if !tidy(els, f.n) {
		return nil
	}
	most := 0.0
	weights := make([]float64, len(els))
	for k, el := range els {
		if !el.x.Int {
			return nil
		}
		most += el.x.maxAbs()
		weights[k] = 1
	}
	if !(most < 1<<53) {
		return nil
	}
	v := f.mem.numVec()
	weighed(v.Num, 0, els, weights)
	v.Dec, v.Int, v.max = true, true, most
	return v
}

// restsOf takes the numbers of x and their rests, where v is present.
func (v *Vec) restsOf(x *Vec) {
	if !x.finer() {
		return
	}
	v.lo, v.loErr = slices.Clone(x.lo), x.loErr
	for i := range v.Num {
		if v.why(i) == 0 {
			v.Num[i] = x.Num[i]
		} else {
			v.lo[i] = 0
		}
	}
}

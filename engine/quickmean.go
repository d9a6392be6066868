package engine

import (
	"math"
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines short ways for sums and weighted means of numbers of which some
// may be left out: in whole numbers as far as they go, else with what float64 lacks
// to be exact. The bounds on the error are derived where they are computed.

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
// whole numbers as far as they go: every member times its share of all weights, then
// divided by the share of the members that are there.
func (f *frame) quickMean(els []*element) *Vec {
	if !tidy(els, f.n) {
		return nil
	}
	weights, ok := f.mem.scaledWeights(els)
	if !ok || f.n%weights.stretches() != 0 {
		return nil
	}
	length := f.n / weights.stretches()
	m := f.mem.mean(els, divisors{length: length, weights: weights, ways: f.trial.waysOf(els, length)})
	if !m.bounded() {
		return nil
	}
	v := f.mem.overVec()
	share := f.mem.few.get(len(els), f.mem.reuse)[:len(els)]
	for s, all := range m.all {
		for k, w := range weights.at(s) {
			share[k] = w / all
		}
		lo := s * m.length
		from := lo
		if m.ways != nil { // each stretch has the numbers of the first
			from = 0
		}
		weighed(v.Num[lo:lo+m.length], from, els, share)
	}
	for _, i := range m.divide(f.mem, els, v.Num) {
		a := f.mem.absences(v)
		if a[i], v.Num[i] = whyUndefined, 0; m.noneThere(int(i)) {
			a[i] = whyEmpty
		}
	}
	m.of(v)
	if f.keeps {
		v.finer()
	}
	return v
}

// mean is a weighted mean on its way.
type mean struct {
	divisors
	mem    *arena
	els    []*element
	whole  bool // the members' numbers are whole too
	signed bool // some weight is negative

	maxAbs, maxErr float64 // bounds on a member and on its error
	heaviest       float64 // the largest sum of weights, without their signs
	spread         float64 // how much larger that may be than a divisor
	num            []float64

	// its methods, made into functions once
	toExact func(i int) *big.Rat
	toFiner func(v *Vec)
}

// mean is an empty one.
func (a *arena) mean(els []*element, d divisors) *mean {
	m := a.means.used(a.reuse)
	if m.toExact == nil {
		m.toExact, m.toFiner = m.exact, m.finer
	}
	*m = mean{mem: a, els: els, divisors: d, toExact: m.toExact, toFiner: m.toFiner}
	return m
}

// bounded finds the bounds; false where the short way is not for such numbers.
func (m *mean) bounded() bool {
	m.all = m.mem.few.get(m.weights.stretches(), m.mem.reuse)[:m.weights.stretches()]
	for s := range m.all {
		all, size := 0.0, 0.0
		for _, w := range m.weights.at(s) {
			all += w
			size += math.Abs(w)
		}
		if m.all[s] = all; all == 0 { // nothing has a share of that
			return false
		}
		m.signed = m.signed || size != all
		m.heaviest = max(m.heaviest, size)
	}
	m.whole = true
	for _, el := range m.els {
		m.whole = m.whole && el.x.Int
		if el.x.lo == nil && el.x.rest == nil && el.x.more == nil && !el.x.Int {
			return false
		}
		m.maxAbs, m.maxErr = max(m.maxAbs, el.x.maxAbs()), max(m.maxErr, el.x.bound())
	}
	// A whole sum is known from the float that its mean becomes, as the nearest whole
	// number, where the error of that times the divisor is below a half.
	most := m.heaviest * m.maxAbs
	m.whole = m.whole && float64(len(m.els)+8)*most < 1<<52
	return m.heaviest < 1<<53 && most < 1e250
}

// of says how far the quotients of floats may be from the exact means.
//
// Each is made in n + 3 roundings for n members: a share, a product, n - 1 sums, the
// quotient of divisors and the product with it. Each term of the sum is so far off
// by at most (n + 4)u of itself, wherever (n + 3)(n + 4)u < 1.
//
// The terms of a row add up to Σ|wx| / |Σw|, with the weights of those that are
// there, and the errors of members to as much of them: at most the largest one times
// spread, which is Σ|w| / |Σw|, and so 1 where no weight is negative. A product of a
// share, at least u, with something near zero may lose tiny, and the quotient makes
// at most 1/u times as much of it.
func (m *mean) of(v *Vec) {
	n := float64(len(m.els))
	near := n / unit * tiny
	if m.spread = 1; m.signed {
		m.spread = m.heaviest / m.least() * (1 + 2*unit)
	} else {
		v.max = m.maxAbs*(1+(n+6)*unit) + near
	}
	v.err = (m.maxErr+(n+6)*unit*m.maxAbs)*m.spread*(1+8*unit) + near
	m.num = v.Num
	v.exact, v.rest = m.toExact, m.toFiner
}

// sumOf is the sum of whole members times weights, of a row whose mean is that: the
// nearest whole number, which is left where the places behind the point do not fit.
func sumOf(mean, divisor float64) float64 {
	const fits = 3 << 51
	return float64(float64(mean*divisor)+fits) - fits
}

// finer makes the rests of a mean: those of a sum of whole numbers, which float64
// holds, or of another, of which about 31 digits are known.
//
// What a quotient q lacks is (s - qd) / d, for a sum s and a divisor d. FMA rounds
// s - qd once; it is added to what the sum lacks, and multiplied by the rounded 1/d:
// five roundings at most, each by u of something that is no larger than what is
// lacking. That is v.err at most for a whole sum; for another it is 4u of the mean, as
// q is made here.
func (m *mean) finer(v *Vec) {
	lo := m.mem.nums.dirty(len(v.Num))
	if m.whole {
		for s, d := range m.all {
			by, num, lo := 1/d, v.Num[s*m.length:][:m.length], lo[s*m.length:][:m.length]
			for i, q := range num {
				lo[i] = math.FMA(-q, d, sumOf(q, d)) * by
			}
		}
		num := v.Num[:len(lo)]
		for i, d := range m.gaps() {
			if q := num[i]; d != 0 {
				lo[i] = math.FMA(-q, d, sumOf(q, d)) / d
			} else {
				lo[i] = 0
			}
		}
		v.lo, v.loErr = lo, 5*unit*v.err*(1+8*unit)+tiny
		return
	}
	worst := 0.0
	for _, el := range m.els {
		switch {
		case el.x.finer():
			worst = max(worst, el.x.loErr)
		case !el.x.Int:
			worst = math.Inf(1)
		}
	}
	if m.heaviest*m.maxAbs < 1e-200 { // products have no rest that near zero
		worst = math.Inf(1)
	}
	sum, rest := m.mem.nums.get(len(v.Num)), m.mem.nums.get(len(v.Num))
	for s, d := range m.all {
		from, to := s*m.length, (s+1)*m.length
		m.wideSums(sum, rest, from, to, m.weights.at(s))
		by, num, lo, rest := 1/d, v.Num[from:to], lo[from:to], rest[from:to]
		for i, s := range sum[from:to] {
			num[i], lo[i] = wideQuotient(s, rest[i], d, by)
		}
	}
	for i, d := range m.gaps() {
		if v.Num[i], lo[i] = 0, 0; d != 0 {
			v.Num[i], lo[i] = wideQuotient(sum[i], rest[i], d, 1/d)
		}
	}
	// the rests of products, and those of members, which are added as floats
	n := float64(len(m.els) + 4)
	err := (worst + 2*n*n*unit*unit*m.maxAbs + 2*n*unit*m.maxErr) * m.spread
	v.lo, v.loErr = lo, (err+32*unit*unit*v.maxAbs())*(1+8*unit)+tiny
}

// wideQuotient is a sum and its rest, divided by d, of which by is the inverse.
func wideQuotient(sum, rest, d, by float64) (hi, lo float64) {
	s, t := twoSum(sum, rest)
	q := s * by
	return twoSum(q, (math.FMA(-q, d, s)+t)*by)
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
	d := m.at(i)
	if m.whole {
		return new(big.Rat).SetFrac64(int64(sumOf(m.num[i], d)), int64(d))
	}
	sum := new(big.Rat)
	for k, el := range m.els {
		if !el.gone(i) {
			w := new(big.Rat).SetFloat64(m.weights.at(i / m.length)[k])
			sum.Add(sum, w.Mul(w, el.x.rat(i)))
		}
	}
	return sum.Quo(sum, new(big.Rat).SetFloat64(d))
}

// quickSum adds whole numbers of which some may be left out.
func (f *frame) quickSum(els []*element) *Vec {
	if !tidy(els, f.n) {
		return nil
	}
	most := 0.0
	weights := f.mem.few.get(len(els), f.mem.reuse)[:len(els)]
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
	v := f.mem.overVec()
	weighed(v.Num, 0, els, weights)
	v.Dec, v.Int, v.max = true, true, most
	return v
}

// restsOf takes the numbers of x and their rests, where v is present.
func (v *Vec) restsOf(x *Vec, mem *arena) {
	if !x.finer() {
		return
	}
	v.lo, v.loErr = mem.nums.dirty(len(x.lo)), x.loErr
	copy(v.lo, x.lo)
	copy(v.Num, x.Num)
	for _, i := range mem.gaps(v) {
		v.Num[i], v.lo[i] = 0, 0
	}
}

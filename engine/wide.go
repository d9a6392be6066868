package engine

import (
	"math"
	"math/big"
)

// This file defines wide numbers: the sum of two float64, about 31 digits, with
// a bound on how far it may be from the exact value. They decide what float64
// leaves open (the fifteenth digit of a result, a value near a cut-off) where
// fractions would, only much faster; what they leave open, fractions decide.

// wide is hi + lo, within err of the exact value.
type wide struct{ hi, lo, err float64 }

// wideUnit bounds the relative error of one operation, generously.
const wideUnit = 1.0 / (1 << 50) / (1 << 48)

// unsure is a wide number that decides nothing.
var unsure = wide{err: math.Inf(1)}

func twoSum(a, b float64) (s, e float64) {
	s = a + b
	t := s - a
	return s, float64(a-float64(s-t)) + float64(b-t)
}

func twoProduct(a, b float64) (p, e float64) {
	p = a * b
	return p, math.FMA(a, b, -p)
}

// sure makes a result that overflowed, or is too near zero for its parts to be
// exact, one that decides nothing.
func (x wide) sure() wide {
	if a := math.Abs(x.hi); !(a < 1e290) || a < 1e-200 && a != 0 || math.IsNaN(x.err) {
		return unsure
	}
	return x
}

func (x wide) add(y wide) wide {
	s, e := twoSum(x.hi, y.hi)
	t, f := twoSum(x.lo, y.lo)
	s, e = twoSum(s, e+t)
	s, e = twoSum(s, e+f)
	return wide{s, e, x.err + y.err + wideUnit*(math.Abs(x.hi)+math.Abs(y.hi))}.sure()
}

func (x wide) neg() wide { return wide{-x.hi, -x.lo, x.err} }

func (x wide) mul(y wide) wide {
	p, e := twoProduct(x.hi, y.hi)
	e += float64(x.hi*y.lo) + float64(x.lo*y.hi)
	p, e = twoSum(p, e)
	a, b := math.Abs(x.hi), math.Abs(y.hi)
	return wide{p, e, (a*y.err + b*x.err + x.err*y.err) + wideUnit*math.Abs(p)}.sure()
}

func (x wide) div(y wide) wide {
	b := math.Abs(y.hi)
	if b <= 2*y.err || b == 0 {
		return unsure
	}
	exactly := wide{y.hi, y.lo, 0}
	q1 := x.hi / y.hi
	r := wide{x.hi, x.lo, 0}.add(exactly.mul(wide{hi: q1}).neg())
	q2 := r.hi / y.hi
	r = r.add(exactly.mul(wide{hi: q2}).neg())
	q3 := r.hi / y.hi
	s, e := twoSum(q1, q2)
	s, e = twoSum(s, e+q3)
	q := math.Abs(s)
	return wide{s, e, 1.001*(x.err+q*y.err)/(b-y.err) + 16*wideUnit*q}.sure()
}

// wideOf is the decimal that x stands for.
func wideOf(x float64) wide {
	if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return wide{hi: x}
	}
	d := decimalFor(x)
	if d.e < -22 || d.e > 22 {
		return unsure
	}
	if d.e >= 0 {
		return wide{hi: float64(d.m)}.mul(wide{hi: powers10[d.e]})
	}
	return wide{hi: float64(d.m)}.div(wide{hi: powers10[-d.e]})
}

// wideRat is a fraction.
func wideRat(r *big.Rat) wide {
	hi, exactly := r.Float64()
	if exactly {
		return wide{hi: hi}
	}
	if math.IsInf(hi, 0) {
		return unsure
	}
	rest := new(big.Rat).SetFloat64(hi)
	lo, _ := rest.Sub(r, rest).Float64()
	return wide{hi, lo, wideUnit * math.Abs(hi)}.sure()
}

// wide is the value in row i, which must be present.
func (v *Vec) wide(i int) wide {
	switch {
	case v.finer():
		return wide{v.Num[i], v.lo[i], v.loErr}
	case v.wider != nil:
		if len(v.Num) == 1 {
			i = 0
		}
		return v.wider(i)
	case v.exact != nil:
		return unsure
	}
	return wideOf(v.num(i))
}

// finer reports whether the rests of the numbers are known, and makes them if they
// can be.
func (v *Vec) finer() bool {
	switch {
	case v.rest != nil:
		rest := v.rest
		v.rest = nil
		rest(v)
	case v.more != nil:
		more := v.more
		v.more = nil
		v.restsOf(more, v.mem)
	}
	return v.lo != nil
}

// compareWide compares two values, 0 where it cannot tell them apart.
func compareWide(x, y wide) int {
	d := x.add(y.neg())
	switch {
	case d.hi > 2*d.err:
		return 1
	case d.hi < -2*d.err:
		return -1
	}
	return 0
}

// nearest is the float64 nearest to the exact value; false where it cannot tell.
func (x wide) nearest() (float64, bool) {
	if math.IsInf(x.err, 0) {
		return 0, false
	}
	hi, lo := twoSum(x.hi, x.lo)
	up := math.Nextafter(hi, math.Inf(1)) - hi
	down := hi - math.Nextafter(hi, math.Inf(-1))
	return hi, lo+x.err < up/2 && lo-x.err > -down/2
}

// halfGap is a little less than half of what lies between a float64 and the nearest
// other one.
func halfGap(x float64) float64 {
	const exponent = 0x7ff << 52
	bits := math.Float64bits(x)
	half := math.Float64frombits(bits&exponent) * unit
	if bits&^exponent<<1 == 0 { // what lies below a power of two is nearer
		return half * 0.499
	}
	return half * 0.998
}

// nearest is the float64 nearest to the exact value in row i.
func (v *Vec) nearest(i int) float64 {
	if v.Dec || v.Int {
		return v.num(i)
	}
	if v.finer() {
		if hi, lo := twoSum(v.Num[i], v.lo[i]); math.Abs(lo)+v.loErr < halfGap(hi) {
			return hi
		}
	}
	if x, ok := v.wide(i).nearest(); ok {
		return x
	}
	x, _ := v.rat(i).Float64()
	return x
}

// print is printed for all rows, of which none is absent.
func (v *Vec) print(to []float64) {
	if !v.finer() {
		for i := range to {
			to[i] = v.printed(i)
		}
		return
	}
	num, rest, most := v.Num[:len(to)], v.lo[:len(to)], v.loErr
	for i := range to {
		hi, lo := twoSum(num[i], rest[i])
		m, k, ok := Digits15(hi)
		if ok = ok && math.Abs(lo)+most < halfGap(hi); !ok {
			to[i] = v.printed(i)
			continue
		}
		to[i] = m / powers10[k]
	}
}

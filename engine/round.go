package engine

import (
	"math"
	"math/big"
	"strconv"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines roundings: those that a framework states, and that to 15 digits
// of what has no exact value.

// round applies roundings in order. The result is a decimal.
func (a *arena) round(x *Vec, rs []rules.Rounding) *Vec {
	for _, r := range rs {
		x = a.roundOnce(x, r)
	}
	return x
}

func (a *arena) roundOnce(x *Vec, r rules.Rounding) *Vec {
	v := a.numVec()
	a.merge(v, x)
	if x.Int && r.Places >= 0 {
		copyNums(v, x)
		v.Dec, v.Int = true, true
		return v
	}
	v.Dec, v.Int = true, r.Places <= 0
	e, scale := x.bound(), powers10[abs(r.Places)]
	for i := range v.Num {
		if v.why(i) != 0 {
			continue
		}
		f := x.num(i)
		t, et := f*scale, e*scale
		if r.Places < 0 {
			t, et = f/scale, e/scale
		}
		et += 2 * unit * math.Abs(t)
		k, sure := roundFloat(t, et, r.Mode)
		if !sure {
			k, _ = new(big.Rat).SetInt(RoundInt(shift(x.rat(i), r.Places), r.Mode)).Float64()
		}
		if r.Places > 0 {
			v.Num[i] = k / scale
		} else {
			v.Num[i] = k * scale
		}
		if math.Abs(v.Num[i]) >= 1<<53 {
			v.Int = false
		}
		if math.Abs(k) >= 1e15 { // more than 15 digits: keep the exact value
			v.Dec, v.Int = false, false
		}
	}
	if !v.Dec {
		v.err = 2 * unit * v.maxAbs()
		v.exact = func(i int) *big.Rat {
			return shift(new(big.Rat).SetInt(RoundInt(shift(x.rat(i), r.Places), r.Mode)), -r.Places)
		}
	}
	return v
}

func copyNums(v, x *Vec) {
	for i := range v.Num {
		v.Num[i] = x.num(i)
	}
	v.max = x.max
}

// shift is r * 10^places.
func shift(r *big.Rat, places int) *big.Rat {
	p := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(abs(places))), nil))
	if places < 0 {
		return p.Quo(r, p)
	}
	return p.Mul(r, p)
}

// roundFloat rounds t, known to within e; sure is false where another value
// within e would round differently.
func roundFloat(t, e float64, m rules.RoundMode) (k float64, sure bool) {
	if !(math.Abs(t) < 1<<51) {
		return 0, false
	}
	fl := math.Floor(t)
	frac := t - fl
	switch m {
	case rules.HalfUp, rules.HalfEven:
		if !(math.Abs(frac-0.5) > e) {
			return 0, false
		}
		if frac > 0.5 {
			return fl + 1, true
		}
		return fl, true
	}
	if !(frac > e && 1-frac > e) {
		return 0, false
	}
	up := m == rules.Ceiling || m == rules.Up && t > 0 || m == rules.Down && t < 0
	if up {
		return fl + 1, true
	}
	return fl, true
}

// RoundInt rounds a rational to a whole number.
func RoundInt(r *big.Rat, m rules.RoundMode) *big.Int {
	q, rem := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int)) // floor, 0 <= rem < denom
	if rem.Sign() == 0 {
		return q
	}
	up := false
	switch m {
	case rules.HalfUp, rules.HalfEven:
		switch c := new(big.Int).Lsh(rem, 1).Cmp(r.Denom()); {
		case c > 0:
			up = true
		case c == 0 && m == rules.HalfEven:
			up = q.Bit(0) == 1
		case c == 0:
			up = r.Sign() > 0
		}
	case rules.Up:
		up = r.Sign() > 0
	case rules.Down:
		up = r.Sign() < 0
	case rules.Ceiling:
		up = true
	}
	if up {
		q.Add(q, big.NewInt(1))
	}
	return q
}

// snapped applies a function that has no exact form. Its value is, by
// definition, the decimal of 15 significant digits nearest to what float64 gives.
func (a *arena) snapped(x *Vec, f func(float64) (float64, bool)) *Vec {
	v := a.numVec()
	a.merge(v, x)
	v.Dec = true
	for i := range v.Num {
		if v.why(i) != 0 {
			continue
		}
		arg := x.num(i)
		if !x.Dec { // the float nearest to the exact argument, whatever the order of summation was
			arg = x.nearest(i)
		}
		y, ok := f(arg)
		if !ok || math.IsNaN(y) || math.IsInf(y, 0) {
			a.absences(v)[i] = whyUndefined
			continue
		}
		v.Num[i] = Snap(y)
	}
	return v
}

// Snap rounds to 15 significant decimal digits.
func Snap(y float64) float64 {
	if m, k, ok := Digits15(y); ok {
		return m / powers10[k]
	}
	f, _ := strconv.ParseFloat(strconv.FormatFloat(y, 'e', 14, 64), 64)
	return f
}

// powers10 are the powers of ten that a float64 holds exactly.
var powers10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// Digits15 is y as 15 digits m and the k of them behind the point; ok is false
// where that takes more care: very large and small numbers, and those in the middle
// between two.
func Digits15(y float64) (m float64, k int, ok bool) {
	a := math.Abs(y)
	if !(a >= 1e-7 && a < 1e15) {
		return 0, 0, false
	}
	e := int(math.Float64bits(a)>>52) - 1023 // 2^e <= a
	k = 14 - (e*1233)>>12                    // 10^(14-k) <= a, or nearly
	if k > 22 {
		return 0, 0, false
	}
	if k < 0 {
		k = 0
	}
	t := y * powers10[k]
	if math.Abs(t) >= 1e15 {
		if k == 0 {
			return 0, 0, false
		}
		k--
		t = y * powers10[k]
	}
	if math.Abs(t) < 1e14 && k < 22 {
		if z := y * powers10[k+1]; math.Abs(z) < 1e15 {
			k, t = k+1, z
		}
	}
	rest := math.FMA(y, powers10[k], -t) // t and it are y times 10^k, exactly
	m = math.Round(t)
	r := (t - m) + rest
	switch {
	case math.Abs(math.Abs(r)-0.5) < 1e-6, math.Abs(m) >= 1e15 || math.Abs(m) < 1e14 && k > 0:
		return 0, 0, false
	case r > 0.5:
		m++
	case r < -0.5:
		m--
	}
	return m, k, true
}

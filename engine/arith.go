package engine

import (
	"math"
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines arithmetic on vectors and how numbers are compared: in
// float64 where that is certain, else exactly.

// add is x + y, or x - y with sign -1. float64(...) keeps the compiler from
// fusing operations, so that two machines give the same bytes.
func (a *arena) add(x, y *Vec, sign float64) *Vec {
	v := a.overVec()
	a.merge(v, x, y)
	if most := x.maxAbs() + y.maxAbs(); x.Int && y.Int && most < 1<<53 {
		v.Int, v.Dec, v.max = true, true, most
		addWhole(v.Num, x.Num, y.Num, sign)
		v.blank()
		return v
	}
	sx, sy, m := x.step(), y.step(), 0.0
	for i := range v.Num {
		r := x.Num[i*sx] + float64(sign*y.Num[i*sy])
		v.Num[i] = r
		if r = math.Abs(r); r > m {
			m = r
		}
	}
	v.blank()
	v.max = m
	if x.Int && y.Int && m < 1<<53 {
		v.Int, v.Dec = true, true
		return v
	}
	a.beyond(v)
	v.err = x.bound() + y.bound() + unit*v.maxAbs()
	v.wider = func(i int) wide {
		if sign < 0 {
			return x.wide(i).add(y.wide(i).neg())
		}
		return x.wide(i).add(y.wide(i))
	}
	v.exact = func(i int) *big.Rat {
		if sign < 0 {
			return new(big.Rat).Sub(x.rat(i), y.rat(i))
		}
		return new(big.Rat).Add(x.rat(i), y.rat(i))
	}
	return v
}

// addWhole adds whole numbers.
func addWhole(out, x, y []float64, sign float64) {
	switch {
	case len(y) == 1 && len(x) > 1:
		z := sign * y[0]
		for i, w := range x[:len(out)] {
			out[i] = w + z
		}
	case len(x) == 1 && len(y) > 1:
		z := x[0]
		for i, w := range y[:len(out)] {
			out[i] = z + float64(sign*w)
		}
	case len(x) == 1:
		for i := range out {
			out[i] = x[0] + float64(sign*y[0])
		}
	default:
		x, y = x[:len(out)], y[:len(out)]
		for i := range out {
			out[i] = x[i] + float64(sign*y[i])
		}
	}
}

func (a *arena) mul(x, y *Vec) *Vec {
	v := a.numVec()
	a.merge(v, x, y)
	sx, sy, m := x.step(), y.step(), 0.0
	for i := range v.Num {
		r := float64(x.Num[i*sx] * y.Num[i*sy])
		v.Num[i] = r
		if r = math.Abs(r); r > m {
			m = r
		}
	}
	v.blank()
	v.max = m
	if x.Int && y.Int && m < 1<<53 {
		v.Int, v.Dec = true, true
		return v
	}
	ex, ey := x.bound(), y.bound()
	a.beyond(v)
	v.err = x.maxAbs()*ey + y.maxAbs()*ex + ex*ey + unit*v.maxAbs() + tiny
	v.wider = func(i int) wide { return x.wide(i).mul(y.wide(i)) }
	v.exact = func(i int) *big.Rat { return new(big.Rat).Mul(x.rat(i), y.rat(i)) }
	return v
}

// div is x / y; a zero divisor is absent (undefined).
func (a *arena) div(x, y *Vec) *Vec {
	v := a.numVec()
	a.merge(v, x, y)
	ex, ey, m, e := x.bound(), y.bound(), 0.0, 0.0
	for i := range v.Num {
		if v.why(i) != 0 {
			continue
		}
		d := y.num(i)
		if abs := math.Abs(d); abs <= 2*ey {
			exact := y.rat(i)
			if exact.Sign() == 0 {
				a.absences(v)[i] = whyUndefined
				continue
			}
			q := new(big.Rat).Quo(x.rat(i), exact)
			v.Num[i], _ = q.Float64()
			e = math.Max(e, unit*math.Abs(v.Num[i]))
		} else if d == 0 {
			a.absences(v)[i] = whyUndefined
			continue
		} else {
			r := x.num(i) / d
			v.Num[i] = r
			if math.IsInf(r, 0) {
				continue // beyond
			}
			e = math.Max(e, (ex+math.Abs(r)*ey)/(abs-ey))
		}
		m = math.Max(m, math.Abs(v.Num[i]))
	}
	v.max = m
	a.beyond(v)
	v.err = e*(1+4*unit) + unit*v.maxAbs() + tiny
	v.wider = func(i int) wide { return x.wide(i).div(y.wide(i)) }
	v.exact = func(i int) *big.Rat { return new(big.Rat).Quo(x.rat(i), y.rat(i)) }
	return v
}

// beyond makes numbers too large for a float64 absent (undefined), so that they
// neither disturb the bounds of other rows nor are printed.
func (a *arena) beyond(v *Vec) {
	if !(v.maxAbs() > math.MaxFloat64) && !math.IsNaN(v.max) {
		return
	}
	for i, x := range v.Num {
		if math.IsInf(x, 0) || math.IsNaN(x) {
			a.absences(v)[i], v.Num[i] = whyUndefined, 0
		}
	}
	v.max = -1
}

func (a *arena) neg(x *Vec) *Vec {
	v := a.numVec()
	a.merge(v, x)
	for i := range v.Num {
		if f := x.num(i); f != 0 {
			v.Num[i] = -f
		}
	}
	v.Dec, v.Int, v.err, v.max = x.Dec, x.Int, x.err, x.max
	if x.exact != nil {
		v.wider = func(i int) wide { return x.wide(i).neg() }
		v.exact = func(i int) *big.Rat { return new(big.Rat).Neg(x.rat(i)) }
	}
	return v
}

func (a *arena) abs(x *Vec) *Vec {
	v := a.numVec()
	a.merge(v, x)
	for i := range v.Num {
		v.Num[i] = math.Abs(x.num(i))
	}
	v.Dec, v.Int, v.err, v.max = x.Dec, x.Int, x.err, x.max
	if x.exact != nil {
		v.exact = func(i int) *big.Rat { return new(big.Rat).Abs(x.rat(i)) }
	}
	return v
}

// compareAt compares two present numbers in row i, exactly.
func compareAt(x, y *Vec, i int) int {
	a, b := x.num(i), y.num(i)
	if !(x.Dec && y.Dec) {
		d, e := a-b, x.bound()+y.bound()
		if slack := (e+unit*(math.Abs(a)+math.Abs(b)))*(1+8*unit) + tiny; !(math.Abs(d) > slack) { // also where either is NaN
			if c := compareWide(x.wide(i), y.wide(i)); c != 0 {
				return c
			}
			return x.rat(i).Cmp(y.rat(i))
		}
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// tiny is the smallest error that a result near zero can have.
const tiny = math.SmallestNonzeroFloat64

func holds(op string, c int) bool {
	switch op {
	case "==":
		return c == 0
	case "!=":
		return c != 0
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	}
	return c >= 0
}

func b2i(b bool) int32 {
	n := int32(0)
	if b {
		n = 1
	}
	return n
}

// compareNums is x op y for numbers.
func (a *arena) compareNums(op string, x, y *Vec) *Vec {
	v := a.overCodes(rules.Bool)
	a.merge(v, x, y)
	if x.Dec && y.Dec {
		a.compareDec(op, v.Code, x, y)
		return v
	}
	if t, ok := y.oneNumber(); ok && len(x.Num) == a.n { // what is far away needs no care
		slack := (x.bound()+y.bound()+unit*(x.maxAbs()+math.Abs(t)))*(1+8*unit) + tiny
		if a.floats {
			slack = -1
		}
		for i, z := range x.Num {
			v.Code[i] = 0
			if d := z - t; v.why(i) == 0 {
				if math.Abs(d) > slack {
					v.Code[i] = b2i(holdsFloat(op, d, 0))
				} else {
					v.Code[i] = b2i(holds(op, compareAt(x, y, i)))
				}
			}
		}
		return v
	}
	clear(v.Code)
	for i := range v.Code {
		if v.why(i) == 0 {
			v.Code[i] = b2i(holds(op, compareAt(x, y, i)))
		}
	}
	return v
}

// compareDec needs no tolerance: faithful numbers are ordered as their decimals.
func (a *arena) compareDec(op string, out []int32, x, y *Vec) {
	switch {
	case len(y.Num) == 1:
		compareOne(op, out, x.Num, y.Num[0])
	case len(x.Num) == 1:
		compareOne(flipped(op), out, y.Num, x.Num[0])
	default:
		xs, ys := x.Num[:len(out)], y.Num[:len(out)]
		for i := range out {
			out[i] = b2i(holdsFloat(op, xs[i], ys[i]))
		}
	}
}

// holdsFloat decides x op y for numbers.
func holdsFloat(op string, x, y float64) bool {
	switch op {
	case "<":
		return x < y
	case "<=":
		return x <= y
	case ">":
		return x > y
	case ">=":
		return x >= y
	case "==":
		return x == y
	}
	return x != y
}

// compareOne compares each number with one.
func compareOne(op string, out []int32, x []float64, y float64) {
	if len(x) == 1 {
		v := b2i(holdsFloat(op, x[0], y))
		for i := range out {
			out[i] = v
		}
		return
	}
	x = x[:len(out)]
	switch op {
	case "<":
		for i, z := range x {
			out[i] = b2i(z < y)
		}
	case "<=":
		for i, z := range x {
			out[i] = b2i(z <= y)
		}
	case ">":
		for i, z := range x {
			out[i] = b2i(z > y)
		}
	case ">=":
		for i, z := range x {
			out[i] = b2i(z >= y)
		}
	case "==":
		for i, z := range x {
			out[i] = b2i(z == y)
		}
	default:
		for i, z := range x {
			out[i] = b2i(z != y)
		}
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

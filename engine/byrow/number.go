package byrow

import (
	"math"
	"math/big"
	"strconv"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines rounding, powers, and the functions that have no exact form.

// Snap is the number model of irrational functions: the float64 written with
// 15 significant digits, which is then an exact decimal. It is nil for an
// infinity and for what is not a number.
func Snap(f float64) *big.Rat {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'e', 14, 64))
	return r
}

func snapped(f float64) Value {
	if r := Snap(f); r != nil {
		return number(r)
	}
	return absent(undefined)
}

// irrational gives f for the nearest float64; ok says for which numbers f has
// a value.
func irrational(x Value, ok func(sign int) bool, f func(float64) float64) Value {
	if x.Absent != "" {
		return absent(x.Absent)
	}
	if !ok(x.Num.Sign()) {
		return absent(undefined)
	}
	near, _ := x.Num.Float64()
	return snapped(f(near))
}

const (
	maxExponent = 1024
	maxBits     = 1 << 16
)

// power is exact for whole exponents.
func power(x, y Value) Value {
	if v, ok := firstAbsent(x, y); ok {
		return v
	}
	base, exp := x.Num, y.Num
	if new(big.Rat).Abs(exp).Cmp(big.NewRat(maxExponent, 1)) > 0 || base.Sign() == 0 && exp.Sign() < 0 {
		return absent(undefined)
	}
	if !exp.IsInt() {
		if base.Sign() < 0 {
			return absent(undefined)
		}
		b, _ := base.Float64()
		e, _ := exp.Float64()
		return snapped(math.Pow(b, e))
	}
	n := exp.Num().Int64()
	e := big.NewInt(max(n, -n))
	if max(base.Num().BitLen(), base.Denom().BitLen())*int(e.Int64()) > maxBits {
		return absent(undefined)
	}
	top := new(big.Int).Exp(base.Num(), e, nil)
	bottom := new(big.Int).Exp(base.Denom(), e, nil)
	if n < 0 {
		top, bottom = bottom, top
	}
	return number(new(big.Rat).SetFrac(top, bottom))
}

// round does each rounding in order.
func round(x Value, rs []rules.Rounding) Value {
	if x.Absent != "" || x.Type.Kind != rules.Number {
		return x
	}
	r := x.Num
	for _, m := range rs {
		r = roundTo(r, m.Mode, m.Places)
	}
	x.Num = r
	return x
}

// roundTo rounds r to a number of decimal places, which may be negative.
func roundTo(r *big.Rat, mode rules.RoundMode, places int) *big.Rat {
	unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil))
	if places > 0 {
		unit.Inv(unit)
	}
	q := new(big.Rat).Quo(r, unit)
	floor, rest := new(big.Int).DivMod(q.Num(), q.Denom(), new(big.Int))
	if rest.Sign() != 0 && roundsUp(mode, q, floor, rest) {
		floor.Add(floor, big.NewInt(1))
	}
	return new(big.Rat).Mul(new(big.Rat).SetInt(floor), unit)
}

// roundsUp says whether q, which lies above floor by rest parts of its
// denominator, goes to floor+1.
func roundsUp(mode rules.RoundMode, q *big.Rat, floor, rest *big.Int) bool {
	half := new(big.Int).Lsh(rest, 1).Cmp(q.Denom())
	positive := q.Sign() > 0
	switch mode {
	case rules.HalfUp:
		return half > 0 || half == 0 && positive
	case rules.HalfEven:
		return half > 0 || half == 0 && floor.Bit(0) == 1
	case rules.Up:
		return positive
	case rules.Down:
		return !positive
	case rules.Ceiling:
		return true
	case rules.Floor:
		return false
	}
	panic("unknown rounding mode " + mode.String())
}

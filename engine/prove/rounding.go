package prove

import (
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines what a rounding does to the constants that a number meets,
// and to the span that it lies in. A rounded number lies on a grid; whether it is
// below, at or above a constant changes where the number before it passes a step
// of the rounding. So the constants after a rounding become the steps before it,
// exactly, and nothing needs to be known of the grid elsewhere.

// rounded is the sink before roundings, which are done in order.
func rounded(k sink, rs []rules.Rounding) sink {
	for i := len(rs) - 1; i >= 0; i-- {
		out := k
		out.cuts = nil
		for _, x := range k.cuts {
			out.cuts = append(out.cuts, before(rs[i], x)...)
		}
		k = out
	}
	return k
}

// before is where a number passes the steps of a rounding that lead to x, and
// beyond x. On which side of a step the number on it lies does not matter: cells
// take a cut by itself.
func before(r rules.Rounding, x *big.Rat) (out []*big.Rat) {
	g := grid(r)
	for _, to := range []*big.Rat{ceil(x, g), new(big.Rat).Add(floor(x, g), g)} {
		from := new(big.Rat).Sub(to, g) // the step is between these two
		switch r.Mode {
		case rules.HalfUp, rules.HalfEven:
			from.Add(from, to)
			out = append(out, from.Mul(from, big.NewRat(1, 2)))
		default: // towards one of them: which one may depend on the sign
			out = append(out, from, to)
		}
	}
	return out
}

// grid is the distance between the numbers that a rounding gives.
func grid(r rules.Rounding) *big.Rat {
	g := big.NewRat(1, 1)
	for range max(r.Places, -r.Places) {
		g.Mul(g, big.NewRat(10, 1))
	}
	if r.Places > 0 {
		g.Inv(g)
	}
	return g
}

// rounded widens a span to the next steps of the roundings.
func (r span) rounded(rs []rules.Rounding) span {
	for _, x := range rs {
		g := grid(x)
		if r.lo != nil {
			r.lo = floor(r.lo, g)
		}
		if r.hi != nil {
			r.hi = ceil(r.hi, g)
		}
	}
	return r
}

// ceil is the lowest number of a grid that is not below r.
func ceil(r, grid *big.Rat) *big.Rat {
	q := new(big.Rat).Quo(r, grid)
	f := new(big.Int).Div(q.Num(), q.Denom())
	if !q.IsInt() {
		f.Add(f, big.NewInt(1))
	}
	return new(big.Rat).Mul(new(big.Rat).SetInt(f), grid)
}

// floor is the highest number of a grid that is not above r.
func floor(r, grid *big.Rat) *big.Rat {
	return neg(ceil(neg(r), grid))
}

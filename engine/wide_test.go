package engine

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestWide holds wide numbers to fractions: each lies within its bound, and says
// the nearest float64 only where it is that.
func TestWide(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	draw := func() float64 {
		x := float64(r.Int64N(1e15)) / math.Pow10(r.IntN(16))
		if r.IntN(2) == 0 {
			x = -x
		}
		return Snap(x)
	}
	decided := 0
	const rounds = 200000
	for range rounds {
		a, b := draw(), draw()
		x, y := wideOf(a), wideOf(b)
		p, q := Exact(a), Exact(b)
		for range 1 + r.IntN(4) {
			switch r.IntN(4) {
			case 0:
				x, p = x.add(y), new(big.Rat).Add(p, q)
			case 1:
				x, p = x.add(y.neg()), new(big.Rat).Sub(p, q)
			case 2:
				x, p = x.mul(y), new(big.Rat).Mul(p, q)
			default:
				if q.Sign() != 0 {
					x, p = x.div(y), new(big.Rat).Quo(p, q)
				}
			}
			if r.IntN(3) == 0 {
				x, p = x.div(wideOf(3)), new(big.Rat).Quo(p, big.NewRat(3, 1))
			}
		}
		if math.IsInf(x.err, 0) {
			continue
		}
		far := new(big.Rat).SetFloat64(x.hi)
		far.Add(far, new(big.Rat).SetFloat64(x.lo))
		far.Sub(far, p)
		if far.Abs(far).Cmp(new(big.Rat).SetFloat64(x.err)) > 0 {
			t.Fatalf("%v %v: %v is further than %v from %s", a, b, x.hi, x.err, p.FloatString(40))
		}
		if got, ok := x.nearest(); ok {
			decided++
			if want, _ := p.Float64(); got != want {
				t.Fatalf("%v %v: nearest is %v, not %v", a, b, want, got)
			}
		}
		other := wideRat(q)
		if c := compareWide(x, other); c != 0 && c != p.Cmp(q) {
			t.Fatalf("%v is compared wrongly with %v", x, other)
		}
	}
	if decided < rounds*8/10 {
		t.Errorf("only %d of %d were decided", decided, rounds)
	}
}

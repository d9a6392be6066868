package impact

import (
	"math"
	"math/big"
	"math/rand/v2"
)

// This file defines Shapley values: what each of n changes adds, averaged over the
// orders in which they can be made.

// set is which of the changes are made, by bit.
type set uint64

// exactShares gives the Shapley value of each of n changes for a worth that is
// known for every set.
func exactShares(n int, worth func(set) *big.Rat) []*big.Rat {
	weight := make([]*big.Rat, n) // by how many are made before
	for k := range weight {
		f := new(big.Int).Mul(factorial(k), factorial(n-k-1))
		weight[k] = new(big.Rat).SetFrac(f, factorial(n))
	}
	out := make([]*big.Rat, n)
	for i := range out {
		out[i] = new(big.Rat)
	}
	for s := range set(1) << n {
		before := worth(s)
		for i := range n {
			if s>>i&1 == 1 {
				continue
			}
			d := new(big.Rat).Sub(worth(s|1<<i), before)
			if d.Sign() != 0 {
				out[i].Add(out[i], d.Mul(d, weight[count(s)]))
			}
		}
	}
	return out
}

func factorial(n int) *big.Int { return new(big.Int).MulRange(1, int64(n)) }

func count(s set) int {
	n := 0
	for ; s > 0; s &= s - 1 {
		n++
	}
	return n
}

// orders draws orders of n changes; the same seed gives the same.
func orders(n, many int, seed uint64) [][]int {
	g := rand.New(rand.NewPCG(seed, 0))
	out := make([][]int, many)
	for i := range out {
		out[i] = g.Perm(n)
	}
	return out
}

// along gives what each change adds in each order.
func along(n int, orders [][]int, worth func(set) *big.Rat) []*big.Rat {
	out := make([]*big.Rat, n)
	for i := range out {
		out[i] = new(big.Rat)
	}
	for _, o := range orders {
		s, before := set(0), worth(0)
		for _, i := range o {
			s |= 1 << i
			now := worth(s)
			out[i].Add(out[i], new(big.Rat).Sub(now, before))
			before = now
		}
	}
	for i := range out {
		out[i].Quo(out[i], new(big.Rat).SetInt64(int64(len(orders))))
	}
	return out
}

// deviation is the standard error of a mean.
func deviation(sum, squares float64, n int) float64 {
	if n < 2 {
		return 0
	}
	k := float64(n)
	v := (squares - sum*sum/k) / (k - 1)
	return math.Sqrt(max(v, 0) / k)
}

package engine

import (
	"math"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the statistics of lists. They are exact but for roots and
// logarithms, which are snapped to 15 significant digits.

// statistic applies a statistical function to gathered members.
func (f *frame) statistic(e *rules.Call, els []*element, c *env) *Vec {
	switch e.Fn.Name {
	case "variance":
		return f.variance(els, e.Words[0] == "sample")
	case "generalised_mean":
		return f.generalised(els, f.eval(e.Args[1], c))
	}
	nums := make([]*Vec, len(e.Args)-1)
	for k, a := range e.Args[1:] {
		nums[k] = f.eval(a, c)
	}
	base := f.mem.numVec()
	f.firstAbsent(base, els, func(k int) *Vec { return els[k].x })
	out := make([]*big.Rat, f.n)
	why := make([]uint8, f.n)
	for i := range f.n {
		why[i] = base.why(i)
		given := make([]*big.Rat, len(nums))
		for k, x := range nums {
			if w := x.why(i); w != 0 && why[i] == 0 {
				why[i] = w
			} else if w == 0 {
				given[k] = x.rat(i)
			}
		}
		if why[i] != 0 {
			continue
		}
		values := sortedRats(els, i)
		if len(values) == 0 {
			why[i] = whyEmpty
			continue
		}
		word := ""
		if len(e.Words) > 0 {
			word = e.Words[0]
		}
		if out[i] = Statistic(e.Fn.Name, word, values, given); out[i] == nil {
			why[i] = whyUndefined
		}
	}
	return ratVec(out, why)
}

// sortedRats are the values of the members that are there, ascending.
func sortedRats(els []*element, i int) []*big.Rat {
	var out []*big.Rat
	for _, el := range els {
		if !el.gone(i) {
			out = append(out, el.x.rat(i))
		}
	}
	slices.SortFunc(out, (*big.Rat).Cmp)
	return out
}

// ratVec is a vector of exact numbers.
func ratVec(rs []*big.Rat, why []uint8) *Vec {
	v := &Vec{Kind: rules.Number, Num: make([]float64, len(rs)), Why: why, Dec: true, Int: true, max: -1}
	for i, r := range rs {
		if why[i] != 0 {
			continue
		}
		f, _ := r.Float64()
		if math.IsInf(f, 0) {
			why[i] = whyUndefined
			continue
		}
		v.Num[i] = f
		v.Dec = v.Dec && Exact(f).Cmp(r) == 0
		v.Int = v.Int && r.IsInt() && math.Abs(f) < 1<<53
	}
	if !v.Dec {
		v.Int = false
		v.err = unit * v.maxAbs()
		v.exact = func(i int) *big.Rat { return rs[i] }
	}
	return v
}

// variance is the mean squared distance from the mean; of a sample it is divided
// by one less than how many there are.
func (f *frame) variance(els []*element, ofSample bool) *Vec {
	if f.grain == nil && f.n == 1 {
		if v := varianceOf(els, ofSample); v != nil {
			return v
		}
	}
	n := f.countAll(els)
	mean := f.refined(f.mem.div(f.emptyIs(f.sum(els, nil, nil), els), n))
	squares := f.sum(els, func(x, m *Vec) *Vec {
		d := f.mem.add(x, m, -1)
		return f.mem.mul(d, d)
	}, mean)
	if ofSample {
		n = f.mem.add(n, oneVec, -1)
	}
	return f.mem.div(f.emptyIs(squares, els), n)
}

// varianceOf is the variance of decimals, (sum of squares - sum^2 / n) / n or
// n - 1; nil where it has to be computed otherwise.
func varianceOf(els []*element, ofSample bool) *Vec {
	t, ok := sumDecimals(els, true)
	if !ok || t.n < 2 {
		return nil
	}
	s := scaled(&t.sum, t.e)
	v := s.Mul(s, s)
	v.Quo(v, big.NewRat(t.n, 1))
	v.Sub(scaled(&t.squares, 2*t.e), v)
	n := t.n
	if ofSample {
		n--
	}
	return ratVec([]*big.Rat{v.Quo(v, big.NewRat(n, 1))}, []uint8{0})
}

// refined computes a single number exactly, once, so that what rests on it is as
// near as can be.
func (f *frame) refined(v *Vec) *Vec {
	if v.Kind != rules.Number || f.grain != nil || v.exact == nil || v.why(0) != 0 {
		return v
	}
	return ratVec([]*big.Rat{v.rat(0)}, []uint8{0})
}

// generalised is the generalised mean, snapped.
func (f *frame) generalised(els []*element, p *Vec) *Vec {
	v := f.mem.numVec()
	v.Dec = true
	f.firstAbsent(v, els, func(k int) *Vec { return els[k].x })
	f.firstAbsent(v, els, func(k int) *Vec { return els[k].weight })
	for i := range f.n {
		if v.why(i) == 0 && p.why(i) != 0 {
			f.mem.absences(v)[i] = p.why(i)
		}
		if v.why(i) != 0 {
			continue
		}
		power, _ := p.rat(i).Float64()
		total, weights, n, bad := 0.0, 0.0, 0, power == 0
		for _, el := range els {
			if el.gone(i) {
				continue
			}
			w := 1.0
			if el.weight != nil {
				w, _ = el.weight.rat(i).Float64()
			}
			x, _ := el.x.rat(i).Float64()
			bad = bad || x <= 0
			total += float64(w * math.Pow(x, power))
			weights += w
			n++
		}
		m := math.Pow(total/weights, 1/power)
		switch {
		case n == 0:
			f.mem.absences(v)[i] = whyEmpty
		case bad || weights == 0 || math.IsNaN(m) || math.IsInf(m, 0):
			f.mem.absences(v)[i] = whyUndefined
		default:
			v.Num[i] = Snap(m)
		}
	}
	return v
}

// Statistic is a statistic of values in ascending order, at least one; nil where
// it has none. Both executors read it.
func Statistic(name, variant string, values []*big.Rat, given []*big.Rat) *big.Rat {
	switch name {
	case "quantile":
		return Quantile(values, given[0], variant)
	case "skewness":
		return Skewness(values)
	case "kurtosis":
		return Kurtosis(values)
	case "winsor_low":
		return Winsorise(values, given[0], given[1], given[2])[0]
	case "winsor_high":
		w := Winsorise(values, given[0], given[1], given[2])
		return w[len(w)-1]
	}
	panic("engine: unknown statistic " + name)
}

// Quantile is a quantile by Hyndman and Fan's numbers (The American Statistician
// 50, 1996); nil for a share outside 0 to 1. values are ascending.
func Quantile(values []*big.Rat, p *big.Rat, variant string) *big.Rat {
	if p.Sign() < 0 || p.Cmp(one) > 0 {
		return nil
	}
	n := int64(len(values))
	var h *big.Rat // the place, counted from 1
	switch variant {
	case "type_6":
		h = new(big.Rat).Mul(p, big.NewRat(n+1, 1))
	case "type_7":
		h = new(big.Rat).Mul(p, big.NewRat(n-1, 1))
		h.Add(h, one)
	default:
		h = new(big.Rat).Mul(p, big.NewRat(n, 1))
	}
	whole := new(big.Int).Quo(h.Num(), h.Denom()).Int64()
	part := new(big.Rat).Sub(h, big.NewRat(whole, 1))
	at := func(k int64) *big.Rat { return values[min(max(k, 1), n)-1] }
	switch variant {
	case "type_1":
		if part.Sign() > 0 {
			return at(whole + 1)
		}
		return at(whole)
	case "type_2":
		if part.Sign() > 0 {
			return at(whole + 1)
		}
		m := new(big.Rat).Add(at(whole), at(whole+1))
		return m.Quo(m, big.NewRat(2, 1))
	}
	lo, hi := at(whole), at(whole+1)
	d := new(big.Rat).Sub(hi, lo)
	return d.Add(lo, d.Mul(d, part))
}

var one = big.NewRat(1, 1)

// moments gives the sums of the second, third and fourth powers of the distances
// from the mean. It works on whole numbers over one denominator, which is much
// faster than adding fractions.
func moments(values []*big.Rat) (s2, s3, s4 *big.Rat) {
	xs, denom := wholeNumbers(values)
	n, sum := big.NewInt(int64(len(xs))), new(big.Int)
	for _, x := range xs {
		sum.Add(sum, x)
	}
	t2, t3, t4 := new(big.Int), new(big.Int), new(big.Int)
	d, p := new(big.Int), new(big.Int)
	for _, x := range xs { // n times the distance from the mean
		d.Sub(d.Mul(x, n), sum)
		t2.Add(t2, p.Mul(d, d))
		t3.Add(t3, p.Mul(p, d))
		t4.Add(t4, p.Mul(p, d))
	}
	unit := denom.Mul(denom, n)
	square := new(big.Int).Mul(unit, unit)
	cube := new(big.Int).Mul(square, unit)
	return new(big.Rat).SetFrac(t2, square), new(big.Rat).SetFrac(t3, cube), new(big.Rat).SetFrac(t4, square.Mul(square, square))
}

// wholeNumbers are the numerators of fractions over their common denominator.
func wholeNumbers(values []*big.Rat) ([]*big.Int, *big.Int) {
	denom, g := big.NewInt(1), new(big.Int)
	for _, v := range values {
		d := v.Denom()
		if g.GCD(nil, nil, denom, d); g.Cmp(d) != 0 {
			denom.Mul(denom, g.Quo(d, g))
		}
	}
	out := make([]*big.Int, len(values))
	for i, v := range values {
		k := new(big.Int).Quo(denom, v.Denom())
		out[i] = k.Mul(k, v.Num())
	}
	return out, denom
}

// Skewness is the adjusted Fisher-Pearson coefficient G1,
// n/((n-1)(n-2)) sum((x-mean)/s)^3, to 15 significant digits; nil of fewer than
// three values or equal ones.
func Skewness(values []*big.Rat) *big.Rat {
	n := int64(len(values))
	s2, s3, _ := moments(values)
	if n < 3 || s2.Sign() == 0 {
		return nil
	}
	// G1 squared is n^2 (n-1) S3^2 / ((n-2)^2 S2^3), which is rational.
	sq := new(big.Rat).Mul(s3, s3)
	sq.Mul(sq, big.NewRat(n*n, (n-2)*(n-2)))
	sq.Mul(sq, big.NewRat(n-1, 1))
	sq.Quo(sq, new(big.Rat).Mul(s2, new(big.Rat).Mul(s2, s2)))
	f, _ := sq.Float64()
	return Exact(Snap(math.Copysign(math.Sqrt(f), float64(s3.Sign()))))
}

// Kurtosis is the adjusted excess kurtosis G2; nil of fewer than four values or
// equal ones.
func Kurtosis(values []*big.Rat) *big.Rat {
	n := int64(len(values))
	s2, _, s4 := moments(values)
	if n < 4 || s2.Sign() == 0 {
		return nil
	}
	r := new(big.Rat).Quo(s4, new(big.Rat).Mul(s2, s2)) // over n
	r.Mul(r, big.NewRat(n, 1))
	r.Sub(r, big.NewRat(3, 1))
	r.Mul(r, big.NewRat(n+1, 1))
	r.Add(r, big.NewRat(6, 1))
	return r.Mul(r, big.NewRat(n-1, (n-2)*(n-3)))
}

// Winsorise draws in the outermost values one after the other: while neither the
// skewness nor the kurtosis is below its limit, all values equal to the largest
// (where the skewness is not negative; else to the smallest) become the next
// one, until most values have been moved. values are ascending; so is the result.
func Winsorise(values []*big.Rat, skew, kurt, most *big.Rat) []*big.Rat {
	out := slices.Clone(values)
	low, high := 0, 0
	for big.NewRat(int64(low+high), 1).Cmp(most) < 0 {
		g1, g2 := Skewness(out), Kurtosis(out)
		if g1 == nil || g2 == nil || new(big.Rat).Abs(g1).Cmp(skew) < 0 || g2.Cmp(kurt) < 0 {
			break
		}
		n := len(out)
		if g1.Sign() >= 0 {
			k := n - 1
			for k > 0 && out[k-1].Cmp(out[n-1]) == 0 {
				k--
			}
			if high = n - k; k == 0 {
				break
			}
			for i := k; i < n; i++ {
				out[i] = out[k-1]
			}
		} else {
			k := 1
			for k < n && out[k].Cmp(out[0]) == 0 {
				k++
			}
			if low = k; k == n {
				break
			}
			for i := range k {
				out[i] = out[k]
			}
		}
	}
	return out
}

package engine

import (
	"math/big"
	"strconv"
)

// This file defines exact sums of decimals: whole numbers at the finest place of
// them all, which is much faster than adding fractions.

// decimal is m times 10 to the e.
type decimal struct {
	m int64
	e int
}

// decimalFor is the decimal of at most 15 significant digits that x stands for.
func decimalFor(x float64) decimal {
	var buf [32]byte
	b := strconv.AppendFloat(buf[:0], x, 'e', 14, 64)
	d, neg, i := decimal{}, false, 0
	if b[0] == '-' {
		neg, i = true, 1
	}
	for ; b[i] != 'e'; i++ {
		if b[i] != '.' {
			d.m = 10*d.m + int64(b[i]-'0')
		}
	}
	exp := 0
	for _, c := range b[i+2:] {
		exp = 10*exp + int(c-'0')
	}
	if b[i+1] == '-' {
		exp = -exp
	}
	d.e = exp - 14
	if d.m == 0 {
		return decimal{}
	}
	for d.m%10 == 0 {
		d.m /= 10
		d.e++
	}
	if neg {
		d.m = -d.m
	}
	return d
}

// tally10 adds decimals, and their squares.
type tally10 struct {
	sum, squares big.Int // in units of 10 to the e, and to the 2e
	e            int
	n            int64
	term         big.Int
}

// bigTens are the bigTens of ten that are usual.
var bigTens = func() (out [64]*big.Int) {
	p := big.NewInt(1)
	for k := range out {
		out[k] = new(big.Int).Set(p)
		p.Mul(p, big.NewInt(10))
	}
	return out
}()

// tenTo is a power of ten, which must not be changed.
func tenTo(k int) *big.Int {
	if k < len(bigTens) {
		return bigTens[k]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(k)), nil)
}

// add adds x; finest is the place that no x goes below.
func (t *tally10) add(d decimal, square bool) {
	t.n++
	t.term.SetInt64(d.m)
	if k := d.e - t.e; k > 0 {
		t.term.Mul(&t.term, tenTo(k))
	}
	t.sum.Add(&t.sum, &t.term)
	if square {
		t.term.Mul(&t.term, &t.term)
		t.squares.Add(&t.squares, &t.term)
	}
}

// scaled is k times 10 to the e as a fraction.
func scaled(k *big.Int, e int) *big.Rat {
	p := tenTo(max(e, -e))
	if e < 0 {
		return new(big.Rat).SetFrac(k, p)
	}
	return new(big.Rat).SetInt(new(big.Int).Mul(p, k))
}

// sumDecimals adds the single values of members that are there; false unless all
// are decimals that are present.
func sumDecimals(els []*element, square bool) (*tally10, bool) {
	ds := make([]decimal, 0, len(els))
	t := &tally10{}
	for _, el := range els {
		if el.gone(0) {
			continue
		}
		if !el.x.Dec || el.x.why(0) != 0 {
			return nil, false
		}
		d := decimalFor(el.x.Num[0])
		t.e = min(t.e, d.e)
		ds = append(ds, d)
	}
	for _, d := range ds {
		t.add(d, square)
	}
	return t, true
}

package engine

import (
	"math"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines a short way for numbers. A plain decimal of at most 15 digits
// is read from its bytes, and is the same number that the long way gives: two such
// decimals that differ have different nearest float64s, in the same order, so that
// limits can be compared as float64s. Whatever else a cell holds, or if a problem
// is to be reported, the short way declines and the long way is taken.

// quick reads the numbers of an input.
type quick struct {
	min, max float64
	among    []float64 // nil: any
	absent   []float64 // numbers that stand for an absence
	shift    int       // digits that the point moves to the left: 2 for percentages
	integer  bool
}

// mostQuick is how many digits a number of the short way has.
const mostQuick = 15

// powers are the powers of ten that a float64 holds exactly, and that matter here.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17}

// quickOf is the short way of an input; nil if it has none.
func quickOf(in *rules.Input) *quick {
	if in.Type.Kind != rules.Number || in.Spelling != nil {
		return nil
	}
	q := &quick{min: math.Inf(-1), max: math.Inf(1), integer: in.Integer}
	if in.Percent {
		q.shift = 2
	}
	ok := true
	faithful := func(r *big.Rat) float64 {
		f, _ := r.Float64()
		ok = ok && !math.IsInf(f, 0) && Exact(f).Cmp(r) == 0
		return f
	}
	if in.Min != nil {
		q.min = faithful(in.Min)
	}
	if in.Max != nil {
		q.max = faithful(in.Max)
	}
	for _, v := range in.Among {
		if v.Num == nil {
			return nil
		}
		q.among = append(q.among, faithful(v.Num))
	}
	for _, a := range absenceNumbers(in) {
		r := a.number
		if in.Percent {
			r = new(big.Rat).Quo(r, hundred) // it is compared before the division
		}
		q.absent = append(q.absent, faithful(r))
	}
	for text := range in.Absent {
		ok = ok && text != ""
	}
	if !ok {
		return nil
	}
	return q
}

// read reads a text, and says whether the number is whole. If ok is false the
// text is for the long way.
func (q *quick) read(text []byte) (x float64, whole, ok bool) {
	m, scale, ok := decimalOf(text)
	if !ok {
		return 0, false, false
	}
	x, whole = q.number(m, scale)
	return x, whole, q.allows(x, whole)
}

// number is m divided by ten to the power of scale.
func (q *quick) number(m int64, scale int) (x float64, whole bool) {
	if scale += q.shift; scale == 0 {
		return float64(m), true
	}
	x = float64(m) / powers[scale]
	return x, float64(int64(x)) == x
}

// allows reports whether the input takes the number, as it is.
func (q *quick) allows(x float64, whole bool) bool {
	switch {
	case q.integer && !whole, x < q.min, x > q.max:
		return false
	case q.among != nil && !slices.Contains(q.among, x), len(q.absent) > 0 && slices.Contains(q.absent, x):
		return false
	}
	return true
}

// scan reads the number that begins at p, and says where it ends. Behind it stands
// something that is no part of a number.
func (q *quick) scan(text []byte, p int) (x float64, whole bool, end int, ok bool) {
	negative := text[p] == '-'
	if negative {
		p++
	}
	from, m := p, int64(0)
	for d := text[p] - '0'; d <= 9; d = text[p] - '0' {
		m = 10*m + int64(d)
		p++
	}
	digits, scale := p-from, 0
	if digits == 0 || digits > 1 && text[from] == '0' {
		return 0, false, p, false
	}
	if text[p] == '.' {
		p++
		behind := p
		for d := text[p] - '0'; d <= 9; d = text[p] - '0' {
			m = 10*m + int64(d)
			p++
		}
		if scale = p - behind; scale == 0 {
			return 0, false, p, false
		}
	}
	if digits+scale > mostQuick {
		return 0, false, p, false
	}
	if negative {
		m = -m
	}
	x, whole = q.number(m, scale)
	return x, whole, p, q.allows(x, whole)
}

// decimalOf reads digits with a point among them or without: the number is m
// divided by ten to the power of scale.
func decimalOf(text []byte) (m int64, scale int, ok bool) {
	negative := len(text) > 0 && text[0] == '-'
	if negative {
		text = text[1:]
	}
	if len(text) == 0 || len(text) > mostQuick || text[0] == '.' || text[len(text)-1] == '.' {
		return 0, 0, false
	}
	if text[0] == '0' && len(text) > 1 && text[1] != '.' {
		return 0, 0, false // 007 is rare, and need not be quick
	}
	point := -1
	for i, c := range text {
		switch d := c - '0'; {
		case d <= 9:
			m = 10*m + int64(d)
		case c == '.' && point < 0:
			point = i
		default:
			return 0, 0, false
		}
	}
	if point >= 0 {
		scale = len(text) - 1 - point
	}
	if negative {
		m = -m
	}
	return m, scale, true
}

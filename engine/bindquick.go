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
	any      bool      // nothing of this is set: every number is taken as it is
	few      [4]uint64 // of among, the whole numbers below 256, as bits
}

// mostQuick is how many digits a number of the short way has.
const mostQuick = 15

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
	q.any = q.shift == 0 && !q.integer && q.among == nil && len(q.absent) == 0 && math.IsInf(q.min, -1) && math.IsInf(q.max, 1)
	if len(q.absent) == 0 {
		for _, x := range q.among {
			if x >= 0 && x < 256 && x == math.Trunc(x) && x >= q.min && x <= q.max {
				q.few[uint8(x)/64] |= 1 << (uint8(x) % 64)
			}
		}
	}
	return q
}

// small reports a whole number that is known to be allowed.
func (q *quick) small(m int64) bool {
	return m >= 0 && m < 256 && q.shift == 0 && q.few[m/64]>>(m%64)&1 == 1
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
	x = float64(m) / powers10[scale]
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

// decimalAt reads the decimal that begins at p, byte by byte, and says where it ends.
// Behind it stands something that is no part of a number.
func decimalAt(text []byte, p int) (m int64, scale, end int, ok bool) {
	negative := text[p] == '-'
	if negative {
		p++
	}
	from := p
	for d := text[p] - '0'; d <= 9; d = text[p] - '0' {
		m = 10*m + int64(d)
		p++
	}
	digits := p - from
	if digits == 0 || digits > 1 && text[from] == '0' {
		return 0, 0, p, false
	}
	if text[p] == '.' {
		p++
		behind := p
		for d := text[p] - '0'; d <= 9; d = text[p] - '0' {
			m = 10*m + int64(d)
			p++
		}
		if scale = p - behind; scale == 0 {
			return 0, 0, p, false
		}
	}
	if negative {
		m = -m
	}
	return m, scale, p, digits+scale <= mostQuick
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

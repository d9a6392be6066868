package engine

import (
	"math"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the short way for points by thresholds: how many of several
// comparisons of one column hold.

// morePoints is steps, more by a constant.
func (f *frame) morePoints(e *rules.Binary, c *env) *Vec {
	x, isConst := e.X.(*rules.Const)
	call, isCall := e.Y.(*rules.Call)
	if e.Op != "+" || !isConst || !isCall || call.Fn.Name != "count" || x.Value.Absent != "" {
		return nil
	}
	if v := f.constant(x); v.Int && math.Abs(v.Num[0]) < 1<<50 {
		return f.steps(call.Args[0].(*rules.List), v.Num[0], c)
	}
	return nil
}

// steps counts how many of several comparisons of one column with constants hold,
// from a number on and in one pass: points by thresholds.
func (f *frame) steps(li *rules.List, from float64, c *env) *Vec {
	if len(li.Parts) == 0 || len(li.Parts) > 8 {
		return nil
	}
	op := ""
	for _, p := range li.Parts {
		b, ok := p.X.(*rules.Binary)
		if !ok || p.Over != nil || p.Cond != nil || p.Applies != nil || p.Base != nil && p.Base != p.X || p.Weight != nil || b.X.Type().Kind != rules.Number || op != "" && b.Op != op {
			return nil
		}
		switch op = b.Op; op {
		case "<", "<=", ">", ">=":
		default:
			return nil
		}
	}
	var x *Vec
	var at [8]float64
	for k, p := range li.Parts {
		b := p.X.(*rules.Binary)
		v, y := f.eval(b.X, c), f.eval(b.Y, c)
		t, one := y.oneNumber()
		if x == nil {
			x = v
		}
		if v != x || !one || !y.Dec || !x.Dec || len(x.Num) != f.n || f.n == 1 {
			return nil
		}
		if p.Base != nil && x.Why != nil {
			return nil
		}
		at[k] = t
	}
	v := f.mem.overVec()
	v.Why, v.gone, v.Int, v.Dec, v.max = x.Why, x.gone, true, true, math.Abs(from)+float64(len(li.Parts))
	countSteps(v.Num, x.Num, at[:len(li.Parts)], from, op)
	for _, i := range f.mem.gaps(v) {
		v.Num[i] = 0
	}
	return v
}

func countSteps(out, x, at []float64, from float64, op string) {
	x = x[:len(out)]
	if op == ">" || op == ">=" {
		countAbove(out, x, at, from, op == ">=")
		return
	}
	countBelow(out, x, at, from, op == "<=")
}

// countAbove counts, by number, the limits that it is above, or at.
func countAbove(out, x, at []float64, from float64, orAt bool) {
	if len(at) == 3 && orAt {
		a, b, c := at[0], at[1], at[2]
		for i, y := range x {
			out[i] = from + float64(oneIf(y >= a)+oneIf(y >= b)+oneIf(y >= c))
		}
		return
	}
	for i := range out {
		out[i] = from
	}
	for _, a := range at {
		for i, y := range x {
			if orAt {
				out[i] += float64(oneIf(y >= a))
			} else {
				out[i] += float64(oneIf(y > a))
			}
		}
	}
}

// countBelow counts, by number, the limits that it is below, or at.
func countBelow(out, x, at []float64, from float64, orAt bool) {
	if len(at) == 3 && orAt {
		a, b, c := at[0], at[1], at[2]
		for i, y := range x {
			out[i] = from + float64(oneIf(y <= a)+oneIf(y <= b)+oneIf(y <= c))
		}
		return
	}
	for i := range out {
		out[i] = from
	}
	for _, a := range at {
		for i, y := range x {
			if orAt {
				out[i] += float64(oneIf(y <= a))
			} else {
				out[i] += float64(oneIf(y < a))
			}
		}
	}
}

// oneIf is 1 if so, without a branch.
func oneIf(so bool) int {
	n := 0
	if so {
		n = 1
	}
	return n
}

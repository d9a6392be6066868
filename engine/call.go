package engine

import (
	"math"
	"math/big"
	"time"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the built-in functions of single values.

func (f *frame) call(e *rules.Call, c *env) *Vec {
	if e.Body != nil {
		return f.eval(e.Body, c)
	}
	switch e.Fn.Name {
	case "abs":
		return f.mem.abs(f.eval(e.Args[0], c))
	case "round":
		return f.mem.round(f.eval(e.Args[0], c), e.Mode)
	case "pow":
		return f.pow(f.eval(e.Args[0], c), f.eval(e.Args[1], c))
	case "sqrt":
		return f.mem.snapped(f.eval(e.Args[0], c), func(x float64) (float64, bool) { return math.Sqrt(x), x >= 0 })
	case "ln":
		return f.mem.snapped(f.eval(e.Args[0], c), func(x float64) (float64, bool) { return math.Log(x), x > 0 })
	case "log10":
		return f.mem.snapped(f.eval(e.Args[0], c), func(x float64) (float64, bool) { return math.Log10(x), x > 0 })
	case "exp":
		return f.mem.snapped(f.eval(e.Args[0], c), func(x float64) (float64, bool) { return math.Exp(x), true })
	case "clamp":
		return f.clamp(f.eval(e.Args[0], c), f.eval(e.Args[1], c), f.eval(e.Args[2], c))
	case "coalesce":
		return f.coalesce(f.eval(e.Args[0], c), f.eval(e.Args[1], c))
	case "fill":
		return f.fill(f.eval(e.Args[0], c), f.eval(e.Args[1], c))
	case "is_present":
		return f.isPresent(f.eval(e.Args[0], c), func(v *Vec, i int) bool { return v.why(i) == 0 })
	case "is_rated":
		n := int32(len(e.Args[0].Type().Scale.Levels))
		return f.isPresent(f.eval(e.Args[0], c), func(v *Vec, i int) bool { return v.why(i) == 0 && v.code(i) < n })
	case "absent":
		r := f.plan.reason(e.Reason)
		return f.isPresent(f.eval(e.Args[0], c), func(v *Vec, i int) bool { return v.why(i) == r })
	case "lookup":
		return f.lookup(e, c)
	case "years_between", "months_between", "days_between":
		return f.between(e.Fn.Name, f.eval(e.Args[0], c), f.eval(e.Args[1], c))
	case "as_of":
		return &Vec{Kind: rules.DateKind, Code: []int32{int32(f.plan.asOf)}}
	case "per":
		n := f.eval(e.Args[0], c)
		p := e.Args[1].(*rules.Ref).Q.(*rules.Parameter)
		return f.per(p, n)
	case "standing":
		return f.standing(e, c)
	case "cut_point":
		return f.cutPoint(e, c)
	case "ranking":
		return f.ranking(e, c)
	}
	if li, ok := e.Args[0].(*rules.List); ok && li.Everyone() {
		return f.once(e, li, c, func(in *frame) *Vec { return in.aggregate(e, c) })
	}
	return f.aggregate(e, c)
}

func (f *frame) isPresent(x *Vec, is func(*Vec, int) bool) *Vec {
	v := f.mem.codeVec(rules.Bool)
	for i := range v.Code {
		v.Code[i] = b2i(is(x, i))
	}
	return v
}

func (f *frame) coalesce(x, y *Vec) *Vec {
	if x.Why == nil {
		return x
	}
	out := f.absentRows(x.Kind, whyNotReported)
	f.pick(out, x, func(i int) bool { return x.why(i) == 0 || y.why(i) != 0 })
	f.pick(out, y, func(i int) bool { return x.why(i) != 0 && y.why(i) == 0 })
	return out
}

// fill is y where x is absent, unless x is not applicable.
func (f *frame) fill(x, y *Vec) *Vec {
	if x.Why == nil {
		return x
	}
	out := f.absentRows(x.Kind, whyNotReported)
	f.pick(out, x, func(i int) bool { return x.why(i) == 0 || x.why(i) == whyNotApplicable })
	f.pick(out, y, func(i int) bool { return x.why(i) != 0 && x.why(i) != whyNotApplicable })
	return out
}

func (f *frame) clamp(x, lo, hi *Vec) *Vec {
	out := f.absentRows(rules.Number, whyUndefined)
	low := make([]int8, f.n)
	for i := range f.n {
		switch {
		case x.why(i) != 0:
			out.Why[i] = x.why(i)
		case lo.why(i) != 0:
			out.Why[i] = lo.why(i)
		case hi.why(i) != 0:
			out.Why[i] = hi.why(i)
		case compareAt(lo, hi, i) > 0:
			out.Why[i] = whyUndefined
		case compareAt(x, lo, i) < 0:
			low[i] = 1
		case compareAt(x, hi, i) > 0:
			low[i] = 2
		default:
			low[i] = 3
		}
	}
	f.pick(out, lo, func(i int) bool { return low[i] == 1 })
	f.pick(out, hi, func(i int) bool { return low[i] == 2 })
	f.pick(out, x, func(i int) bool { return low[i] == 3 })
	return out
}

// maxExponent bounds whole powers, which are exact.
const maxExponent = 1024

// pow is exact for whole exponents; else it is snapped.
func (f *frame) pow(x, y *Vec) *Vec {
	v := f.mem.numVec()
	f.mem.merge(v, x, y)
	v.Dec = false
	whole := make([]bool, f.n)
	undefined := func(i int) { f.mem.absences(v)[i], v.Num[i] = whyUndefined, 0 }
	for i := range f.n {
		if v.why(i) != 0 {
			continue
		}
		e := y.rat(i)
		if new(big.Rat).Abs(e).Cmp(big.NewRat(maxExponent, 1)) > 0 {
			undefined(i)
			continue
		}
		whole[i] = e.IsInt()
		if whole[i] {
			r, ok := Power(x.rat(i), e)
			if !ok {
				undefined(i)
				continue
			}
			if v.Num[i], _ = r.Float64(); math.IsInf(v.Num[i], 0) {
				undefined(i)
			}
			continue
		}
		a := x.nearest(i)
		b, _ := e.Float64()
		p := math.Pow(a, b)
		if a < 0 || math.IsNaN(p) || math.IsInf(p, 0) {
			undefined(i)
			continue
		}
		v.Num[i] = Snap(p)
	}
	v.max = -1
	v.err = unit*v.maxAbs() + tiny
	v.exact = func(i int) *big.Rat {
		if whole[i] {
			r, _ := Power(x.rat(i), y.rat(i))
			return r
		}
		return Exact(v.Num[i])
	}
	return v
}

// Power is x to a whole power, exactly; false where it has no value or one of
// more than 65,536 bits.
func Power(x, e *big.Rat) (*big.Rat, bool) {
	if e.Num().CmpAbs(big.NewInt(maxExponent)) > 0 {
		return nil, false
	}
	n := e.Num().Int64()
	if n < 0 && x.Sign() == 0 {
		return nil, false
	}
	k := big.NewInt(int64(abs(int(n))))
	if bits := max(x.Num().BitLen(), x.Denom().BitLen()); int64(bits)*k.Int64() > 1<<16 {
		return nil, false
	}
	r := new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), k, nil), new(big.Int).Exp(x.Denom(), k, nil))
	if n < 0 {
		r.Inv(r)
	}
	return r, true
}

func (f *frame) lookup(e *rules.Call, c *env) *Vec {
	x := f.eval(e.Args[0], c)
	out := f.absentRows(e.T.Kind, whyUncovered)
	for i := range f.n {
		if w := x.why(i); w != 0 {
			out.Why[i] = w
		}
	}
	for _, m := range e.Map {
		key := constVec(m.Key, f.plan.reason)
		f.pick(out, f.eval(m.Value, c), func(i int) bool { return x.why(i) == 0 && equalAt(x, key, i) })
	}
	return out
}

func (f *frame) between(fn string, x, y *Vec) *Vec {
	v := f.mem.numVec()
	f.mem.merge(v, x, y)
	v.Dec, v.Int = true, true
	for i := range v.Num {
		if v.why(i) != 0 {
			continue
		}
		a, b := int(x.code(i)), int(y.code(i))
		switch fn {
		case "days_between":
			v.Num[i] = float64(b - a)
		case "months_between":
			v.Num[i] = float64(Months(a, b))
		default:
			v.Num[i] = float64(Months(a, b) / 12)
		}
	}
	return v
}

// Months is the number of whole months from day a to day b; negative if b comes
// first.
func Months(a, b int) int {
	if b < a {
		return -Months(b, a)
	}
	x, y := time.Unix(int64(a)*86400, 0).UTC(), time.Unix(int64(b)*86400, 0).UTC()
	n := (y.Year()-x.Year())*12 + int(y.Month()) - int(x.Month())
	if y.Day() < x.Day() {
		n--
	}
	return n
}

// addMonths is the same day n months later, or the last day of that month.
func addMonths(days, n int) int {
	d := time.Unix(int64(days)*86400, 0).UTC()
	last := time.Date(d.Year(), d.Month()+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return int(last.AddDate(0, 0, min(d.Day(), last.Day())-last.Day()).Unix() / 86400)
}

// per is the value of a parameter for a count.
func (f *frame) per(p *rules.Parameter, n *Vec) *Vec {
	return f.datedBy(p, rules.Number, func(k int) *Vec {
		if k < 0 {
			return f.absent(rules.Number, whyNotInForce)
		}
		if p.Dated[k].Unpublished != "" {
			return f.absent(rules.Number, whyUnpublished)
		}
		return f.perAt(p.Dated[k].Per, n)
	})
}

// perAt is the value that a count gives among lines by how many.
func (f *frame) perAt(lines []rules.PerCount, n *Vec) *Vec {
	out := f.absentRows(rules.Number, whyUncovered)
	for i := range f.n {
		if w := n.why(i); w != 0 {
			out.Why[i] = w
		}
	}
	done := make([]bool, f.n)
	for _, pc := range lines {
		in := f.within(n, pc.When, f.empty())
		f.pick(out, f.eval(pc.Value, f.empty()), func(i int) bool {
			take := n.why(i) == 0 && !done[i] && in.why(i) == 0 && in.code(i) == 1
			return take
		})
		for i := range f.n {
			if in.why(i) == 0 && in.code(i) == 1 {
				done[i] = true
			}
		}
	}
	return out
}

// within reports which numbers lie in an interval.
func (f *frame) within(x *Vec, iv rules.Interval, c *env) *Vec {
	if iv.Any || iv.Otherwise {
		return &Vec{Kind: rules.Bool, Code: []int32{1}}
	}
	var out *Vec
	if iv.Lo != nil {
		op := ">="
		if iv.LoOpen {
			op = ">"
		}
		out = f.mem.compareNums(op, x, f.eval(iv.Lo, c))
	}
	if iv.Hi != nil {
		op := "<="
		if iv.HiOpen {
			op = "<"
		}
		hi := f.mem.compareNums(op, x, f.eval(iv.Hi, c))
		if out == nil {
			out = hi
		} else {
			out = f.kleene(out, hi, 0)
		}
	}
	if out == nil {
		return f.isPresent(x, func(v *Vec, i int) bool { return v.why(i) == 0 })
	}
	return out
}

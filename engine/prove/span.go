package prove

import (
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the arithmetic of spans.

func neg(r *big.Rat) *big.Rat {
	if r == nil {
		return nil
	}
	return new(big.Rat).Neg(r)
}

func inputSpan(in *rules.Input) span {
	if in.Missing.With != nil {
		return span{}
	}
	r := span{in.Min, in.Max}
	for i, v := range in.Among {
		if v.Num == nil {
			return span{}
		}
		if i == 0 {
			r = span{v.Num, v.Num}
		}
		r = r.union(span{v.Num, v.Num})
	}
	return r
}

// from raises the lower end to the inverse of hi, if there is one.
func (r span) from(hi *big.Rat) span {
	if hi != nil {
		r.lo = new(big.Rat).Inv(hi)
	}
	return r
}

func levelSpan(e *rules.LevelNumber) (r span) {
	t := e.X.Type()
	if t.Kind != rules.LevelKind {
		return span{}
	}
	for i, l := range t.Scale.Levels {
		n := l.Number
		if e.Attr != "" {
			n = t.Scale.Numbers[e.Attr][i]
		}
		if n == nil {
			continue
		}
		if r.lo == nil {
			r = span{n, n}
		}
		r = r.union(span{n, n})
	}
	return r
}

func arithSpan(op string, x, y span) span {
	if op == "-" {
		op, y = "+", span{neg(y.hi), neg(y.lo)}
	}
	if op == "+" {
		out := span{}
		if x.lo != nil && y.lo != nil {
			out.lo = new(big.Rat).Add(x.lo, y.lo)
		}
		if x.hi != nil && y.hi != nil {
			out.hi = new(big.Rat).Add(x.hi, y.hi)
		}
		return out
	}
	if op == "/" && y.lo != nil && y.lo.Sign() > 0 {
		op, y = "*", span{new(big.Rat), new(big.Rat).Inv(y.lo)}.from(y.hi)
	}
	if op == "*" && x.lo != nil && y.lo != nil && x.lo.Sign() >= 0 && y.lo.Sign() >= 0 {
		out := span{lo: new(big.Rat).Mul(x.lo, y.lo)}
		if x.hi != nil && y.hi != nil {
			out.hi = new(big.Rat).Mul(x.hi, y.hi)
		}
		return out
	}
	if x.lo == nil || x.hi == nil || y.lo == nil || y.hi == nil {
		return span{}
	}
	if op == "/" {
		if y.lo.Sign() <= 0 && y.hi.Sign() >= 0 {
			return span{}
		}
		op, y = "*", span{new(big.Rat).Inv(y.hi), new(big.Rat).Inv(y.lo)}
	}
	if op != "*" {
		return span{}
	}
	var all []*big.Rat
	for _, a := range []*big.Rat{x.lo, x.hi} {
		for _, b := range []*big.Rat{y.lo, y.hi} {
			all = append(all, new(big.Rat).Mul(a, b))
		}
	}
	return span{slices.MinFunc(all, (*big.Rat).Cmp), slices.MaxFunc(all, (*big.Rat).Cmp)}
}

// callSpan knows the functions that stay between their arguments, and sums.
func (s *scan) callSpan(e *rules.Call, sc scope, depth int) span {
	switch e.Fn.Name {
	case "round":
		return s.span(e.Args[0], sc, depth+1).rounded(e.Mode)
	case "min", "max", "mean", "median", "weighted_mean", "sum":
	default:
		return span{}
	}
	li, ok := e.Args[0].(*rules.List)
	if !ok {
		return span{}
	}
	var out span
	first, certain := true, true
	plain := true // weights are not negative
	s.members(li, sc, func(p *rules.Part, sc scope) {
		r := s.span(p.X, sc, depth+1)
		certain = certain && p.Base == nil && p.Cond == nil && p.Applies == nil
		if p.Weight != nil {
			w := s.span(p.Weight, sc, depth+1)
			plain = plain && w.lo != nil && w.lo.Sign() >= 0
		}
		switch {
		case first:
			out, first = r, false
		case e.Fn.Name == "sum":
			out = arithSpan("+", out, r)
		default:
			out = out.union(r)
		}
	})
	if s.stuck != "" || e.Fn.Name == "sum" && !certain || e.Fn.Name == "weighted_mean" && !plain {
		return span{}
	}
	return out
}

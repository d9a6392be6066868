package prove

import (
	"math/big"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines what is known before the data of what a list over rows gives.

// unknown is what a list over rows gives.
type unknown struct {
	free  bool           // each value of its range occurs, whatever the inputs are that it does not rest on
	rests []*rules.Input // what it rests on
}

// unknown stands for what a formula gives; in says between which numbers it lies.
func (r *remaker) unknown(e rules.Expr, what string, in *rules.Input, free bool) rules.Expr {
	t := e.Type()
	t.Const, t.List = false, false
	in.About, in.Type, in.For = rules.About{At: e.At()}, t, r.oneRow(r.axes)
	if in.Name = what; !strings.Contains(what, r.where) {
		in.Name += " in " + r.where
	}
	r.unknowns[in] = &unknown{free: free}
	r.read[in] = append(r.read[in], e)
	r.out.Inputs = append(r.out.Inputs, in)
	return &rules.Ref{Node: rules.Node{T: t, Place: e.At()}, Q: in, Index: make([]rules.Expr, len(in.For)), Elem: -1}
}

// restsOn is every input, as it is written anew, that formulas rest on.
func (r *remaker) restsOn(es []rules.Expr) []*rules.Input {
	var out []*rules.Input
	seen := map[rules.Quantity]bool{}
	var walk func(q rules.Quantity)
	walk = func(q rules.Quantity) {
		if seen[q] {
			return
		}
		seen[q] = true
		if in, ok := q.(*rules.Input); ok {
			out = append(out, r.inputs[in])
		}
		for _, x := range rules.Reads(q) {
			walk(x)
		}
	}
	for _, e := range es {
		rules.Walk(e, func(x rules.Expr) bool {
			if ref, ok := x.(*rules.Ref); ok {
				walk(ref.Q)
			}
			return true
		})
	}
	return out
}

// known1 is what is known before the data of a function of a list over rows: its
// range, and whether each value in it can occur.
func known1(e *rules.Call, li *rules.List) (in *rules.Input, free bool) {
	in = &rules.Input{}
	p := li.Parts[0]
	own := len(li.Parts) == 1 && p.Cond == nil && p.Everyone() && inList(e, p) // x is one of the list
	zero, half, one, two := new(big.Rat), big.NewRat(1, 2), big.NewRat(1, 1), big.NewRat(2, 1)
	word := func(i int) string {
		if i < len(e.Words) {
			return e.Words[i]
		}
		return ""
	}
	switch e.Fn.Name {
	case "count":
		in.Min, in.Integer = zero, true
		free = li.T.Kind != rules.Bool && len(li.Parts) == 1 && p.Children() && p.Cond == nil && p.Base == nil
	case "borda":
		in.Min, in.Integer = zero, true
	case "rank":
		in.Integer = word(1) != "mean"
		in.Min = map[string]*big.Rat{"mean": half, "last": zero}[word(1)]
		if in.Min == nil || own {
			in.Min = one
		}
	case "percentile_rank":
		in.Min, in.Max = zero, one
		if word(0) == "inclusive" && !own {
			in.Max = two // of two others, both may lie below
		}
		free = word(0) == "inclusive" && own && freeNumber(p.X)
	case "variance", "sd", "geometric_mean", "harmonic_mean", "generalised_mean":
		if e.Fn.Name != "harmonic_mean" {
			in.Min = zero
		}
	case "min_max", "distance_to_max":
		if own && len(e.Args) == 2 {
			in.Min, in.Max = zero, one
		}
	case "distance_to_target":
		if word(0) == "capped" {
			in.Max = one
		}
	case "mean", "median", "min", "max", "quantile", "winsor_low", "winsor_high", "sum":
		var r span
		for i, p := range li.Parts {
			var s span
			if ref, ok := p.X.(*rules.Ref); ok {
				if x, ok := ref.Q.(*rules.Input); ok && x.Type.Kind == rules.Number {
					s = inputSpan(x)
				}
			}
			if r = r.union(s); i == 0 {
				r = s
			}
		}
		in.Min, in.Max = r.lo, r.hi
		if e.Fn.Name == "sum" {
			in.Min, in.Max = nil, nil
			if r.lo != nil && r.lo.Sign() >= 0 {
				in.Min = zero
			}
		}
	}
	return in, free
}

// inList reports whether the value that is set among others is one of them.
func inList(e *rules.Call, p *rules.Part) bool {
	x, ok := e.Args[0].(*rules.Ref)
	y, ok2 := p.X.(*rules.Ref)
	return ok && ok2 && x.Q == y.Q && x.Stage == y.Stage && rules.Grain(x.Q.Axes()) == p.Over && len(x.Q.Axes()) == 1
}

// freeNumber reports a number of which any two values may differ.
func freeNumber(e rules.Expr) bool {
	r, ok := e.(*rules.Ref)
	if !ok {
		return false
	}
	in, ok := r.Q.(*rules.Input)
	return ok && in.Type.Kind == rules.Number && in.Among == nil && in.Applies == nil && (in.Min == nil || in.Max == nil || in.Min.Cmp(in.Max) < 0)
}

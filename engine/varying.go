package engine

import "github.com/rubric-lang/rubric/rules"

// This file defines what rests on dials, and so differs from trial to trial.

// varying says what rests on dials.
type varying struct {
	dials    []Dial
	quantity map[rules.Quantity]bool
	known    map[rules.Expr]bool
}

func newVarying(dials []Dial) *varying {
	return &varying{dials: dials, quantity: map[rules.Quantity]bool{}, known: map[rules.Expr]bool{}}
}

// trial is a new frame's.
func (v *varying) trial(p *Plan) *trial {
	t := &trial{varying: v, lists: map[listKey]*gathered{}, gathered: map[*element]*gathered{}, fixed: map[rules.Expr]*Vec{}, short: map[listKey][]int32{}, holding: map[*rules.Limit][]int32{}}
	for i, b := range p.Framework.Blocks {
		if v.rests(b) {
			t.blocks = append(t.blocks, i)
		}
	}
	for i, in := range p.Framework.Inputs {
		if v.rests(in) {
			t.inputs = append(t.inputs, i)
		}
	}
	return t
}

// rests reports whether a quantity rests on a dial.
func (v *varying) rests(q rules.Quantity) bool {
	if is, known := v.quantity[q]; known {
		return is
	}
	v.quantity[q] = true // of what goes round in circles, to be sure
	is := false
	switch q := q.(type) {
	case *rules.Parameter:
		for _, d := range v.dials {
			is = is || d.Parameter == q
		}
		for _, r := range rules.Reads(q) {
			is = is || v.rests(r)
		}
	case *rules.Block:
		q.Exprs(func(_ string, x rules.Expr) { is = is || v.expr(x) })
		is = is || q.Need != nil && q.Need.Quant.Per != nil && v.rests(q.Need.Quant.Per)
		for _, r := range rules.Reads(q) {
			is = is || v.rests(r)
		}
	case *rules.Input:
		is = v.expr(q.Applies) || v.expr(q.Missing.With)
		for _, r := range rules.Reads(q) {
			is = is || v.rests(r)
		}
	}
	v.quantity[q] = is
	return is
}

// expr reports whether an expression rests on a dial.
func (v *varying) expr(x rules.Expr) bool {
	if x == nil {
		return false
	}
	if is, known := v.known[x]; known {
		return is
	}
	is := false
	rules.Walk(x, func(y rules.Expr) bool {
		switch y := y.(type) {
		case *rules.AttrRef:
			for _, d := range v.dials {
				is = is || d.Entity != nil && d.Entity == y.Of.Type().Entity && d.Attr == y.Attr
			}
		case *rules.Ref:
			is = is || v.rests(y.Q)
		case *rules.UserCall:
			is = is || v.expr(y.Fn.Value)
		case *rules.Count:
			is = is || y.Quant.Per != nil && v.rests(y.Quant.Per)
		case *rules.TableCall:
			is = true
		}
		return !is
	})
	v.known[x] = is
	return is
}

// list reports whether the members of a list, but for their weights, rest on a
// dial.
func (v *varying) list(li *rules.List) bool {
	for _, p := range li.Parts {
		for _, x := range []rules.Expr{p.X, p.Base, p.Cond, p.By, p.Applies} {
			if v.expr(x) {
				return true
			}
		}
	}
	return false
}

package rules

import "math/big"

// This file defines the grain of a number: the step between neighbouring values.

// grain is the step between neighbouring values of a number: from its rounding
// or, for whole numbers, 1; nil if the number is continuous.
func (b *Block) Grain() *big.Rat {
	if b.Bands != nil && b.Bands.Of != nil {
		return exprGrain(b.Bands.Of)
	}
	return b.valueGrain()
}

// valueGrain is the grain of the value itself.
func (b *Block) valueGrain() *big.Rat {
	if len(b.Cases) > 0 && len(b.Round) == 0 {
		var xs []Expr
		for _, c := range b.Cases {
			xs = append(xs, c.Value)
		}
		return commonGrain(xs)
	}
	if n := len(b.Round); n > 0 {
		return tenth(b.Round[n-1].Places)
	}
	if b.Value != nil {
		return exprGrain(b.Value)
	}
	if b.Combine != nil {
		return exprGrain(b.Combine)
	}
	return nil
}

func tenth(places int) *big.Rat {
	r := big.NewRat(1, 1)
	for range max(places, -places) {
		r.Mul(r, big.NewRat(10, 1))
	}
	if places > 0 {
		r.Inv(r)
	}
	return r
}

func exprGrain(e Expr) *big.Rat {
	switch e := e.(type) {
	case *Const:
		if e.Value.Type.Kind == Number && e.Value.Num != nil && e.Value.Num.IsInt() {
			return one
		}
	case *Ref:
		switch q := e.Q.(type) {
		case *Input:
			if q.Integer {
				return one
			}
		case *Block:
			if e.Stage == Unrounded {
				return nil
			}
			if q.Type.Kind == Number && !q.Graded() || e.Stage == Valued {
				return q.valueGrain()
			}
			if q.Points != nil && e.Stage == Final {
				return commonGrain(q.Points.Awards) // without awards each counts one
			}
			if q.Table != nil && q.Type.Kind == Number && e.Stage == Final {
				return tableGrain(q.Table)
			}
		case *Parameter:
			return paramGrain(q)
		}
	case *AttrRef:
		return attrGrain(e)
	case *Cond:
		return commonGrain([]Expr{e.Then, e.Else})
	case *TableCall:
		return tableGrain(e)
	case *LevelNumber:
		if e.Attr == "" {
			return scaleGrain(e.X.Type().Scale)
		}
	case *Call:
		switch e.Fn.Name {
		case "round":
			return tenth(e.Mode[len(e.Mode)-1].Places)
		case "count", "days_between", "months_between", "years_between":
			return one
		case "abs", "sum", "min", "max", "clamp", "coalesce", "fill":
			return commonGrain(e.Args)
		case "lookup":
			var xs []Expr
			for _, m := range e.Map {
				xs = append(xs, m.Value)
			}
			return commonGrain(xs)
		}
	case *List:
		var xs []Expr
		for _, p := range e.Parts {
			xs = append(xs, p.X)
		}
		return commonGrain(xs)
	case *Unary:
		return exprGrain(e.X)
	case *Binary:
		if e.Op == "+" || e.Op == "-" || e.Op == "*" {
			return commonGrain([]Expr{e.X, e.Y})
		}
	}
	return nil
}

// paramGrain is 1 where every value of a parameter is whole.
func paramGrain(p *Parameter) *big.Rat {
	var xs []Expr
	for _, d := range p.Dated {
		if d.Value == nil {
			return nil
		}
		xs = append(xs, d.Value)
	}
	return commonGrain(xs)
}

// attrGrain is 1 where an attribute is whole for every member.
func attrGrain(e *AttrRef) *big.Rat {
	for _, m := range e.Of.Type().Entity.Members {
		if v := m.Values[e.Attr]; v.Absent == "" && (v.Num == nil || !v.Num.IsInt()) {
			return nil
		}
	}
	return one
}

// tableGrain is 1 where every output of a table is whole.
func tableGrain(t *TableCall) *big.Rat {
	for _, r := range t.Table.Rows {
		if v := r.Outs[t.Out]; v.Num == nil || !v.Num.IsInt() {
			return nil
		}
	}
	return one
}

func scaleGrain(s *Scale) *big.Rat {
	for _, lv := range s.Levels {
		if lv.Number == nil || !lv.Number.IsInt() {
			return nil
		}
	}
	return one
}

// commonGrain is 1 where all are whole, else nil: enough for counts and points.
func commonGrain(xs []Expr) *big.Rat {
	for _, x := range xs {
		g := exprGrain(x)
		if g == nil || !g.IsInt() {
			return nil
		}
	}
	return one
}

package rules

// This file defines how the typed tree is walked.

// Walk calls f for e and, where f returns true, for everything below it.
func Walk(e Expr, f func(Expr) bool) {
	if e == nil || !f(e) {
		return
	}
	for _, c := range Children(e) {
		Walk(c, f)
	}
}

// Children returns the expressions directly below e, in the order of the text.
func Children(e Expr) []Expr {
	var out []Expr
	add := func(xs ...Expr) {
		for _, x := range xs {
			if x != nil {
				out = append(out, x)
			}
		}
	}
	switch e := e.(type) {
	case *Const, *MemberRef, *Local:
	case *Ref:
		add(e.Index...)
	case *AttrRef:
		add(e.Of)
	case *LevelNumber:
		add(e.X)
	case *NumberLevel:
		add(e.X)
	case *Unary:
		add(e.X)
	case *Binary:
		add(e.X, e.Y)
	case *Cond:
		add(e.If, e.Then, e.Else)
	case *Call:
		if e.Body != nil {
			add(e.Body)
			break
		}
		add(e.Args...)
		for _, m := range e.Map {
			add(m.Value)
		}
	case *UserCall:
		add(e.Args...)
		add(e.Fn.Value)
	case *TableCall:
		add(e.Args...)
	case *List:
		for _, p := range e.Parts {
			add(p.X, p.Base, p.Cond, p.By, p.Weight, p.Applies)
		}
	case *Count:
		add(e.Quant.N, e.Quant.M, e.Members, e.Bools)
	default:
		panic("rules: unknown expression")
	}
	return out
}

// Exprs calls f for every expression that the block holds, with the name of the
// attribute or stage that it stands in.
func (b *Block) Exprs(f func(where string, e Expr)) {
	put := func(where string, e Expr) {
		if e != nil {
			f(where, e)
		}
	}
	for _, m := range b.Among {
		put("for "+m.Pop.Name, m.Cond)
	}
	put("applies", b.Applies)
	put("value", b.Value)
	for _, c := range b.Cases {
		put("case "+c.Name, c.When)
		put("case "+c.Name, c.Value)
	}
	if b.Members != nil {
		put("members", b.Members)
	}
	put("score", b.Combine)
	put("missing", b.Missing.With)
	if b.Need != nil {
		put("need", b.Need.Quant.N)
		put("need", b.Need.Quant.M)
	}
	if b.Bands != nil {
		put("bands", b.Bands.Of)
		for _, x := range b.Bands.Bands {
			put("bands", x.When.Lo)
			put("bands", x.When.Hi)
		}
	}
	if b.Points != nil {
		for _, x := range append(append([]Expr{}, b.Points.Thresholds...), b.Points.Awards...) {
			put("points", x)
		}
	}
	for _, r := range b.Rules {
		put("rule "+r.Name, r.Cond)
	}
	if b.Table != nil {
		put("table", b.Table)
	}
	if b.Adjust != nil {
		put("adjust", b.Adjust.From)
		for _, s := range b.Adjust.Steps {
			put("step "+s.Name, s.When)
			put("step "+s.Name, s.Move)
		}
	}
	for _, x := range b.Limits {
		put("limit "+x.Name, x.When)
		put("limit "+x.Name, x.AtMost)
		put("limit "+x.Name, x.AtLeast)
		put("limit "+x.Name, x.Exactly)
	}
	for _, m := range b.Marks {
		put("mark "+m.Mark, m.When)
	}
}

// Refs returns the quantities that the block reads, each once, in order.
func (b *Block) Refs() []Quantity {
	var out []Quantity
	seen := map[Quantity]bool{b: true}
	if b.Bands != nil && b.Bands.Param != nil {
		seen[b.Bands.Param] = true
		out = append(out, b.Bands.Param)
	}
	b.Exprs(func(_ string, e Expr) {
		Walk(e, func(x Expr) bool {
			if r, ok := x.(*Ref); ok && !seen[r.Q] {
				seen[r.Q] = true
				out = append(out, r.Q)
			}
			return true
		})
	})
	return out
}

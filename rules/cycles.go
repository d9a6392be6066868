package rules

// This file defines how circles through inputs are found: their formulas are
// typed after those of blocks, which may read them in any order.

// checkInputCycles refuses an input whose own formulas read it again.
func (l *loader) checkInputCycles() {
	for _, in := range l.fw.Inputs {
		seen := map[Quantity]bool{}
		var reaches func(q Quantity) bool
		reaches = func(q Quantity) bool {
			for _, r := range readsAll(q) {
				if r == Quantity(in) {
					return true
				}
				if !seen[r] {
					seen[r] = true
					if reaches(r) {
						return true
					}
				}
			}
			return false
		}
		if reaches(in) {
			l.problem(Circular, in.At, "circular definition", "When "+quote(in.Name)+" applies, how old it may be or what stands in for it depends on "+quote(in.Name)+" itself. A value cannot rest on itself: read another input.")
			return // those in the same circle would be reported too
		}
	}
}

// readsAll is Reads without what is read for a named member, which may be another
// one, and without earlier stages of inputs.
func readsAll(q Quantity) []Quantity {
	var out []Quantity
	put := func(_ string, e Expr) {
		Walk(e, func(x Expr) bool {
			r, ok := x.(*Ref)
			if !ok {
				return true
			}
			if _, input := r.Q.(*Input); input && r.Stage != Final {
				return true
			}
			for _, i := range r.Index {
				if _, named := i.(*Const); named {
					return true
				}
			}
			out = append(out, r.Q)
			return true
		})
	}
	switch q := q.(type) {
	case *Block:
		q.Exprs(put)
	case *Input:
		put("", q.Applies)
		put("", q.Missing.With)
		if q.Dated != nil {
			out = append(out, q.Dated)
		}
	}
	return out
}

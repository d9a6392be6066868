package rules

import "fmt"

// This file defines how operators are typed.

// op types x op y, both scalar.
func (l *loader) op(op string, x, y Expr, at Range) Expr {
	switch op {
	case "&&", "||":
		for _, e := range []Expr{x, y} {
			if e.Type().Kind != Bool {
				l.problem(WrongType, e.At(), "\"and\" or \"or\" of something that is not yes or no", op+" joins conditions; this is "+e.Type().describe()+".")
				return nil
			}
		}
		return &Binary{node(Type{Kind: Bool}, at), op, x, y}
	case "+", "-", "*", "/":
		return l.arithmetic(op, x, y, at)
	}
	return l.compare(op, x, y, at)
}

func (l *loader) arithmetic(op string, x, y Expr, at Range) Expr {
	x, y = l.toNumber(x, x.At()), l.toNumber(y, y.At())
	if x == nil || y == nil {
		return nil
	}
	t := Type{Kind: Number, Const: x.Type().Const && y.Type().Const}
	if op == "+" || op == "-" {
		u, ok := l.sameUnit(x, y, at)
		if !ok {
			return nil
		}
		t.Unit = u
	} else if x.Type().Const != y.Type().Const {
		t.Unit = x.Type().Unit + y.Type().Unit // a plain factor keeps the unit
		if op == "/" && x.Type().Const {
			t.Unit = ""
		}
		if isPlain(x) == isPlain(y) {
			t.Unit = ""
		}
	}
	return &Binary{node(t, at), op, x, y}
}

// isPlain reports a number without a unit.
func isPlain(e Expr) bool { return e.Type().Unit == "" }

// sameUnit checks that + and - and comparisons meet the same unit. A figure
// that states no unit fits any.
func (l *loader) sameUnit(x, y Expr, at Range) (string, bool) {
	a, b := x.Type().Unit, y.Type().Unit
	switch {
	case a == "":
		return b, true
	case b == "" || a == b:
		return a, true
	}
	l.problem(WrongUnits, at, "figures in different units", fmt.Sprintf("One side is in %s, the other in %s. Convert one of them: a product or quotient drops the unit.", quote(a), quote(b)), note(x.At(), "in "+a), note(y.At(), "in "+b))
	return "", false
}

// compare types a comparison. Named levels compare by rank, levels of a numeric
// ladder by their numbers.
func (l *loader) compare(op string, x, y Expr, at Range) Expr {
	tx, ty := x.Type(), y.Type()
	out := func(x, y Expr) Expr { return &Binary{node(Type{Kind: Bool}, at), op, x, y} }
	equality := op == "==" || op == "!="
	switch {
	case tx.Kind == Number && ty.Kind == Number:
		if _, ok := l.sameUnit(x, y, at); !ok {
			return nil
		}
		return out(x, y)
	case tx.Kind == LevelKind && ty.Kind == LevelKind && tx.Scale == ty.Scale:
		if equality {
			return out(x, y)
		}
		if !tx.Scale.Ordered {
			l.problem(NotOrdered, at, "order of kinds that have none", "Scale "+quote(tx.Scale.Name)+" is not ordered: its levels can only be equal or not.", note(tx.Scale.At, "the scale"))
			return nil
		}
		for _, e := range []Expr{x, y} {
			if c, ok := e.(*Const); ok && tx.Scale.IsState(c.Value.Code) {
				l.problem(NotOrdered, e.At(), "order of a state", quote(c.Value.String())+" is a state of scale "+quote(tx.Scale.Name)+": it stands off the ladder and can only be equal or not.", note(tx.Scale.At, "the scale"))
				return nil
			}
		}
		if tx.Scale.Numeric {
			return out(l.toNumber(x, x.At()), l.toNumber(y, y.At()))
		}
		return out(x, y)
	case tx.Kind == LevelKind && ty.Kind == Number && tx.Scale.Numeric:
		if !l.onLadder(op, tx.Scale, y) {
			return nil
		}
		return out(l.toNumber(x, x.At()), y)
	case ty.Kind == LevelKind && tx.Kind == Number && ty.Scale.Numeric:
		if !l.onLadder(op, ty.Scale, x) {
			return nil
		}
		return out(x, l.toNumber(y, y.At()))
	case tx.Kind == ty.Kind && tx.Kind == DateKind,
		tx.Kind == ty.Kind && equality && (tx.Kind == Bool || tx.Kind == TextKind || tx.Kind == MemberKind && tx.Entity == ty.Entity):
		return out(x, y)
	}
	detail := "One side is " + tx.describe() + ", the other " + ty.describe() + "."
	if tx.Kind == ty.Kind && !equality {
		detail = "Values of this kind have no order: they can only be equal (==) or not (!=)."
	}
	l.problem(WrongType, at, "comparison of different kinds", detail, note(x.At(), tx.describe()), note(y.At(), ty.describe()))
	return nil
}

// onLadder warns of a comparison with a number that no level has.
func (l *loader) onLadder(op string, s *Scale, e Expr) bool {
	c, ok := e.(*Const)
	if !ok || op != "==" && op != "!=" {
		return true
	}
	if _, ok := s.CodeOf(c.Value.Num); ok {
		return true
	}
	l.problem(UnknownLevel, e.At(), "number that is not a level", fmt.Sprintf("Scale %s goes from %s to %s; no level is %s.", quote(s.Name), s.Levels[len(s.Levels)-1].ID, s.Levels[0].ID, c.Value.String()), note(s.At, "the scale"))
	return false
}

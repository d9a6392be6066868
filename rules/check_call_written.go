package rules

import (
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how functions are typed whose arguments are written out: maps,
// lists of values and roundings.

func (l *loader) lookup(fn *Builtin, x *lang.Call, s *scope, want *Type) Expr {
	m, ok := x.Args[1].(*lang.Map)
	if !ok {
		l.problem(WrongArgs, x.Args[1].Range(), "map needed", "Write "+fn.Sig+".")
		return nil
	}
	key := l.expr(x.Args[0], s, nil)
	if key == nil {
		return nil
	}
	kt := elem(key)
	var entries []MapEntry
	var out *Type
	for _, i := range m.Items {
		k := l.constant(i.Key, kt)
		w := want
		if out != nil {
			w = out
		}
		v := l.scalar(i.Value, s, w)
		if k == nil || v == nil {
			return nil
		}
		if out == nil {
			out = elem(v)
		} else if u := v.Type(); u.Kind != out.Kind || u.Scale != out.Scale {
			l.problem(WrongType, i.Value.Range(), "values of two kinds", "All values of a lookup are of one kind; this is "+u.describe()+", the first is "+out.describe()+".")
			return nil
		}
		for _, e := range entries {
			if e.Key.Equal(*k) {
				l.problem(DuplicateName, i.Key.Range(), "key "+quote(k.String())+" stands twice", "A key stands once in a lookup.")
				return nil
			}
		}
		entries = append(entries, MapEntry{*k, v})
	}
	if out == nil {
		l.problem(WrongArgs, m.At, "empty lookup", "Write "+fn.Sig+".")
		return nil
	}
	return l.each1(key, x.At, func(e Expr) Expr {
		return &Call{Node: node(*out, x.At), Fn: fn, Args: []Expr{e}, Map: entries}
	})
}

// constant reads x as a constant of type t, or reports that it is not one.
func (l *loader) constant(x lang.Expr, t *Type) *Value {
	k, ok := lang.MapKey(x)
	if !ok {
		l.problem(NotConstant, x.Range(), "constant needed", "Write "+t.describe()+" here.")
		return nil
	}
	v, ok := t.Parse(k)
	if ok {
		return &v
	}
	if t.Kind == LevelKind {
		l.unknownLevel(t.Scale, k, x.Range())
		return nil
	}
	detail := quote(k) + " is not " + t.describe() + "."
	if t.Kind == DateKind {
		detail += " A date is written \"2026-04-01\"."
	}
	l.problem(WrongType, x.Range(), "constant of another kind", detail)
	return nil
}

func (l *loader) oneOf(x *lang.Call, s *scope) Expr {
	li, ok := x.Args[1].(*lang.List)
	if !ok || len(li.Items) == 0 {
		l.problem(WrongArgs, x.Args[1].Range(), "list needed", "Write oneof(x, [a, b]).")
		return nil
	}
	a := l.expr(x.Args[0], s, nil)
	if a == nil {
		return nil
	}
	var out Expr
	for _, i := range li.Items {
		y := l.scalar(i, s, elem(a))
		if y == nil {
			return nil
		}
		eq := l.each2(a, y, x.At, func(a, y Expr) Expr { return l.compare("==", a, y, x.At) })
		if eq == nil {
			return nil
		}
		if out == nil {
			out = eq
		} else {
			out = l.each2(out, eq, x.At, func(a, b Expr) Expr { return &Binary{node(Type{Kind: Bool}, x.At), "||", a, b} })
		}
	}
	return out
}

func (l *loader) roundCall(fn *Builtin, x *lang.Call, s *scope) Expr {
	r, ok := l.rounding(x.Args[1])
	e := l.toNumber(l.expr(x.Args[0], s, nil), x.Args[0].Range())
	if !ok {
		return nil
	}
	return l.each1(e, x.At, func(e Expr) Expr {
		return &Call{Node: node(e.Type(), x.At), Fn: fn, Args: []Expr{e}, Mode: r}
	})
}

// rounding reads half_up(1), or a list of roundings that are done in order.
func (l *loader) rounding(x lang.Expr) ([]Rounding, bool) {
	if li, ok := x.(*lang.List); ok {
		var out []Rounding
		for _, i := range li.Items {
			r, ok := l.rounding(i)
			if !ok {
				return nil, false
			}
			out = append(out, r...)
		}
		return out, true
	}
	if n, ok := x.(*lang.Name); ok {
		if p, ok := l.quants[n.Name].(*Parameter); ok && len(p.Dated) == 1 && p.Dated[0].Rounding != nil {
			l.used[p] = true
			return p.Dated[0].Rounding, true
		}
	}
	if c, ok := x.(*lang.Call); ok && len(c.Args) == 1 {
		n, isNumber := c.Args[0].(*lang.Number)
		mode := slices.Index(roundModes[:], c.Name)
		if mode >= 0 && isNumber && n.Value.IsInt() && n.Value.Num().IsInt64() && n.Value.Num().Int64() >= -15 && n.Value.Num().Int64() <= 15 {
			return []Rounding{{RoundMode(mode), int(n.Value.Num().Int64()), c.At}}, true
		}
	}
	l.problem(WrongValue, x.Range(), "rounding that is not one", "Write a mode and decimal places: half_up(1), half_even(2), up(0), down(0), ceiling(0) or floor(0), with -15 to 15 places; or a list of them, done in order.")
	return nil, false
}

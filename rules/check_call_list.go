package rules

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how functions over lists are typed: each, present and those
// that make one value of many.

// list types an argument that must be a list.
func (l *loader) listArg(x lang.Expr, s *scope, want *Type) *List {
	e := l.expr(x, s, want)
	if e == nil {
		return nil
	}
	if li, ok := e.(*List); ok {
		return li
	}
	l.problem(WrongType, x.Range(), "list needed", "A list is needed: [a, b, c], each(entity.quantity), or the name of a group; this is "+e.Type().describe()+".")
	return nil
}

func (l *loader) listCall(fn *Builtin, x *lang.Call, s *scope) Expr {
	if len(x.Args) > 1 && (fn.Name == "min" || fn.Name == "max") {
		e := l.listExpr(&lang.List{Node: x.Node, Items: x.Args}, s.plain(), nil)
		if e == nil {
			return nil
		}
		return l.aggregate(fn, e.(*List), x.At)
	}
	li := l.listArg(x.Args[0], s, nil)
	if li == nil {
		return nil
	}
	if len(x.Args) == 2 {
		w := l.listArg(x.Args[1], s, nil)
		if w == nil {
			return nil
		}
		if li = l.weigh(li, w, x.At); li == nil {
			return nil
		}
	}
	return l.aggregate(fn, li, x.At)
}

// weigh gives each member of a list its weight.
func (l *loader) weigh(li, w *List, at Range) *List {
	var weights []Expr
	if l.zip(li, w, at, func(x, y Expr) Expr {
		y = l.toNumber(y, y.At())
		weights = append(weights, y)
		if y == nil {
			return nil
		}
		return x
	}) == nil {
		return nil
	}
	out := *li
	out.Parts = nil
	for i, p := range li.Parts {
		q := *p
		q.Weight = weights[i]
		out.Parts = append(out.Parts, &q)
	}
	return &out
}

// aggregate types a function that makes one value of a list.
func (l *loader) aggregate(fn *Builtin, li *List, at Range) Expr {
	t := li.T
	t.List = false
	mk := func(t Type, li *List) Expr { return &Call{Node: node(t, at), Fn: fn, Args: []Expr{li}} }
	switch fn.Name {
	case "present":
		out := *li
		out.Parts = nil
		for _, p := range li.Parts {
			q := *p
			if q.Base == nil || q.OnlyNA {
				q.Base, q.OnlyNA = q.X, false
			}
			out.Parts = append(out.Parts, &q)
		}
		out.Place = at
		return &out
	case "count":
		return mk(Type{Kind: Number, Const: true}, li)
	case "any", "all":
		if t.Kind != Bool {
			l.problem(WrongType, at, "condition needed", fn.Name+" asks of each member whether a condition holds: "+fn.Name+"(list == value).")
			return nil
		}
		return mk(Type{Kind: Bool}, li)
	case "worst", "best":
		if t.Kind != LevelKind || !t.Scale.Ordered {
			l.problem(WrongType, at, "levels needed", fn.Name+" chooses among levels of an ordered scale; this is "+li.T.describe()+". For numbers use min or max.")
			return nil
		}
		return mk(t, li)
	}
	if fn.Name == "min" || fn.Name == "max" {
		if t.Kind == DateKind {
			return mk(t, li)
		}
	}
	e := l.toNumber(li, at)
	if e == nil {
		return nil
	}
	u := e.Type().Unit
	if fn.Name == "weighted_sum" || fn.Name == "harmonic_mean" || fn.Name == "geometric_mean" {
		u = ""
	}
	if (fn.Name == "weighted_mean" || fn.Name == "weighted_sum") && !weighted(e.(*List)) {
		l.problem(WrongArgs, at, "weights missing", "Give the weights: "+fn.Name+"(list, weights), or member blocks with a weight, or weights = ... in the group.")
		return nil
	}
	return mk(Type{Kind: Number, Unit: u}, e.(*List))
}

func weighted(li *List) bool {
	return !slices.ContainsFunc(li.Parts, func(p *Part) bool { return p.Weight == nil })
}

// eachCall types each(entity.quantity) and each(entity).
func (l *loader) eachCall(x *lang.Call, s *scope) Expr {
	switch a := x.Args[0].(type) {
	case *lang.Name:
		if e, pop := l.whom(a.Name); e != nil {
			t := Type{Kind: MemberKind, Entity: e}
			p := &Part{Name: e.Name, X: &MemberRef{node(t, a.At), e, e}, Over: e, Restrict: restriction(e, s), At: x.At}
			if !l.among(p, pop, s, x.At) {
				return nil
			}
			return &List{Node: node(listOf(t), x.At), Parts: []*Part{p}}
		}
	case *lang.Select:
		if e := l.eachOf(x, a, s, nil); e != nil {
			return e
		}
		if _, ok := a.X.(*lang.Name); ok {
			return nil // it said why
		}
	case *lang.Index: // each(service.answer[safe])
		if sel, ok := a.X.(*lang.Select); ok {
			if e := l.eachOf(x, sel, s, a); e != nil {
				return e
			}
			if _, ok := sel.X.(*lang.Name); ok {
				return nil
			}
		}
	}
	l.problem(WrongArgs, x.At, "\"each\" of something else than an entity", "Write each(entity.quantity), or each(entity) for the members themselves.")
	return nil
}

// eachOf reads entity.quantity, indexed or not, for each member of the entity.
func (l *loader) eachOf(x *lang.Call, a *lang.Select, s *scope, index *lang.Index) Expr {
	n, ok := a.X.(*lang.Name)
	if !ok {
		return nil
	}
	e, pop := l.whom(n.Name)
	if e == nil {
		l.unknown("entity", n.Name, n.At, l.whomNames())
		return nil
	}
	if q := l.quants[a.Name]; q != nil && !slices.Contains(q.Axes(), e) {
		if b, ok := q.(*Block); !ok || l.resolve(b, a.NameAt, true) && !slices.Contains(b.For, e) {
			l.problem(LeftOver, x.At, "quantity that is not for that entity", fmt.Sprintf("%s is not for %s, so there is nothing to read for each of them.", quote(a.Name), quote(e.Name)), note(q.Place(), "declared here"))
			return nil
		}
	}
	var body Expr
	if index != nil {
		body = l.indexExpr(index, s.bind(e))
	} else {
		body = l.ofMember(e, n.At, a, s.bind(e))
	}
	if body == nil {
		return nil
	}
	p := &Part{Name: a.Name, X: body, Over: e, Restrict: restriction(e, s), At: x.At}
	if !l.among(p, pop, s, x.At) {
		return nil
	}
	return &List{Node: node(listOf(body.Type()), x.At), Parts: []*Part{p}}
}

package rules

import (
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how lists are typed, and how operators reach their members.

// lift applies f to every element of a list.
func lift(li *List, f func(Expr) Expr) *List {
	out := &List{Node: li.Node, Group: li.Group}
	for _, p := range li.Parts {
		x := f(p.X)
		if x == nil {
			return nil
		}
		q := *p
		q.X = x
		out.Parts = append(out.Parts, &q)
		out.T = x.Type()
		out.T.List = true
	}
	return out
}

func (l *loader) liftOr(li *List, at Range, f func(Expr) Expr) Expr {
	if out := lift(li, f); out != nil {
		out.Place = at
		return out
	}
	return nil
}

// zip applies f to the elements of two lists that have the same members.
func (l *loader) zip(a, b *List, at Range, f func(x, y Expr) Expr) Expr {
	aligned := len(a.Parts) == len(b.Parts)
	for i := 0; aligned && i < len(a.Parts); i++ {
		p, q := a.Parts[i], b.Parts[i]
		aligned = p.Over == q.Over && (p.Over != nil || p.Name == q.Name)
	}
	if !aligned {
		l.problem(NotAligned, at, "lists with different members", "Two lists meet member by member, never by position; these do not have the same members. Read both with each over the same entity.", note(a.Place, "one list"), note(b.Place, "the other"))
		return nil
	}
	i := -1
	out := lift(a, func(x Expr) Expr { i++; return f(x, b.Parts[i].X) })
	if out == nil {
		return nil
	}
	for i, q := range b.Parts {
		if out.Parts[i].Base == nil {
			out.Parts[i].Base = q.Base
		}
		if out.Parts[i].Cond == nil {
			out.Parts[i].Cond = q.Cond
		}
	}
	out.Place = at
	return out
}

func listOf(t Type) Type { t.List = true; return t }

// restriction is the ancestor of e whose member the context holds, if e itself
// is not in the context.
func restriction(e *Entity, s *scope) *Entity {
	if slices.Contains(s.axes, e) {
		return nil
	}
	for p := e.Within; p != nil; p = p.Within {
		if slices.Contains(s.axes, p) {
			return p
		}
	}
	return nil
}

// each1 applies f to e, member by member where e is a list.
func (l *loader) each1(e Expr, at Range, f func(Expr) Expr) Expr {
	if e == nil {
		return nil
	}
	if li, ok := e.(*List); ok {
		return l.liftOr(li, at, f)
	}
	return f(e)
}

// each2 applies f to x and y, member by member where either is a list.
func (l *loader) each2(x, y Expr, at Range, f func(x, y Expr) Expr) Expr {
	if x == nil || y == nil {
		return nil
	}
	a, ok1 := x.(*List)
	b, ok2 := y.(*List)
	switch {
	case ok1 && ok2:
		return l.zip(a, b, at, f)
	case ok1:
		if !l.sameForAll(a, y, at) {
			return nil
		}
		return l.liftOr(a, at, func(e Expr) Expr { return f(e, y) })
	case ok2:
		if !l.sameForAll(b, x, at) {
			return nil
		}
		return l.liftOr(b, at, func(e Expr) Expr { return f(x, e) })
	}
	return f(x, y)
}

// sameForAll refuses a value that differs from member to member of the list that
// it meets: which member was meant could not be told.
func (l *loader) sameForAll(li *List, x Expr, at Range) bool {
	for _, p := range li.Parts {
		if p.Over != nil && ownMember(x, p.Over) {
			l.problem(LeftOver, at, "own value against a list of everyone", "The list has every "+p.Over.Name+", and the other side is the value of one of them, so inside the list it would mean each one's own. To see where one stands among all, write rank(x, list, ...) or percentile_rank(x, list, ...).", note(p.At, "the list"), note(x.At(), "the one value"))
			return false
		}
	}
	return true
}

func (l *loader) listExpr(x *lang.List, s *scope, want *Type) Expr {
	out := &List{Node: node(Type{List: true}, x.At)}
	var first *Type
	inner := *s
	inner.lists = s.lists
	for _, i := range x.Items {
		w := want
		if first != nil {
			w = first
		}
		e := l.expr(i, &inner, w)
		if e == nil {
			return nil
		}
		if first == nil {
			first = elem(e)
		}
		if li, ok := e.(*List); ok {
			out.Parts = append(out.Parts, li.Parts...)
		} else {
			out.Parts = append(out.Parts, &Part{Name: partName(e, i), X: e, At: i.Range()})
		}
	}
	if first == nil {
		l.problem(WrongType, x.At, "empty list", "A list needs at least one member.")
		return nil
	}
	if out.Everyone() && len(out.Parts) > 1 {
		l.problem(LeftOver, x.At, "everyone and others in one list", "A list of every row of the data holds nothing else. Compute the two parts apart.", note(out.Parts[0].At, "one part"), note(out.Parts[1].At, "another"))
		return nil
	}
	return l.oneKind(out)
}

func partName(e Expr, x lang.Expr) string {
	switch e := e.(type) {
	case *Ref:
		name := e.Q.QName()
		for _, i := range e.Index {
			if c, ok := i.(*Const); ok {
				name += "." + c.Value.String()
			}
		}
		return name
	case *Const:
		return e.Value.String()
	}
	if n, ok := x.(*lang.Name); ok {
		return n.Name
	}
	return ""
}

// oneKind makes all elements of a list one type.
func (l *loader) oneKind(li *List) Expr {
	t := li.Parts[0].X.Type()
	for _, p := range li.Parts {
		u := p.X.Type()
		if u.Kind != t.Kind || u.Entity != t.Entity || u.Scale != t.Scale {
			if (u.Kind == Number || u.Kind == LevelKind && u.Scale.Numeric) && (t.Kind == Number || t.Kind == LevelKind && t.Scale.Numeric) {
				return l.toNumberList(li)
			}
			l.problem(WrongType, p.At, "members of two kinds", "The members of a list are of one kind; this is "+u.describe()+", the first is "+t.describe()+".", note(li.Parts[0].At, "the first"))
			return nil
		}
		if t.Unit == "" {
			t.Unit = u.Unit
		}
	}
	li.T = listOf(t)
	return li
}

func (l *loader) toNumberList(li *List) Expr {
	return l.liftOr(li, li.Place, func(e Expr) Expr { return l.toNumber(e, e.At()) })
}

func (l *loader) forExpr(x *lang.For, s *scope, want *Type) Expr {
	e, pop := l.eachEntity(x.Coll)
	if e == nil {
		l.problem(WrongType, x.Coll.Range(), "\"for\" over something else than the members of an entity", "Write [for m in each(entity) : formula if condition].")
		return nil
	}
	in := s.bind(e)
	in.vars, in.hidden = map[string]*Entity{x.Var: e}, map[string]*Entity{}
	for k, v := range s.vars {
		switch {
		case k == x.Var:
		case v == e:
			in.hidden[k] = v
		default:
			in.vars[k] = v
		}
	}
	for k, v := range s.hidden {
		if k != x.Var {
			in.hidden[k] = v
		}
	}
	p := &Part{Over: e, Var: x.Var, Restrict: restriction(e, s), At: x.At}
	if p.X = l.scalar(x.Body, in, want); p.X == nil {
		return nil
	}
	if x.Cond != nil {
		if p.Cond = l.boolean(x.Cond, in); p.Cond == nil {
			return nil
		}
	}
	if !l.among(p, pop, s, x.Coll.Range()) {
		return nil
	}
	return &List{Node: node(listOf(p.X.Type()), x.At), Parts: []*Part{p}}
}

// eachEntity reads each(entity), or a bare entity; a population may stand for it.
func (l *loader) eachEntity(x lang.Expr) (*Entity, *Population) {
	if c, ok := x.(*lang.Call); ok && c.Name == "each" && len(c.Args) == 1 {
		x = c.Args[0]
	}
	if n, ok := x.(*lang.Name); ok {
		return l.whom(n.Name)
	}
	return nil, nil
}

// isHidden refuses the variable of a list around this one over the same entity:
// inside, the members of the inner list are meant.
func (l *loader) isHidden(n *lang.Name, s *scope) bool {
	e := s.hidden[n.Name]
	if e == nil {
		return false
	}
	l.problem(LeftOver, n.At, "two members of one entity in a formula", "Inside this list "+quote(e.Name)+" means its own member, so the one that "+quote(n.Name)+" stands for is not seen. Compute what the inner list needs in a block of its own; to see where one stands among all, write rank(x, list, ...) or percentile_rank(x, list, ...).", note(e.At, "the entity"))
	return true
}

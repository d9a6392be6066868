package rules

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how selections are typed, what follows a dot or stands in
// brackets: stages, attributes, levels and members.

var stageNames = map[string]Stage{"value": Valued, "unrounded": Unrounded, "score": Valued, "level": Final, "weight": Weight, "decided_by": DecidedBy, "applies": Applies, "graded": Graded, "adjusted": Adjusted, "limited": Limited}

func (l *loader) selectExpr(x *lang.Select, s *scope, want *Type) Expr {
	if n, ok := x.X.(*lang.Name); ok {
		if l.isHidden(n, s) {
			return nil
		}
		if e := s.vars[n.Name]; e != nil {
			return l.ofMember(e, n.At, x, s)
		}
		q := l.quants[n.Name]
		if q == nil && s.locals[n.Name] == nil {
			if sc := l.scales[n.Name]; sc != nil {
				return l.scaleLevel(sc, x)
			}
			if e, _ := l.whom(n.Name); e != nil {
				return l.ofMember(e, n.At, x, s)
			}
		}
		if q != nil {
			if e, done := l.ofQuantity(q, n, x, s); done {
				return e
			}
		}
	}
	if c, ok := x.X.(*lang.Call); ok && l.tables[c.Name] != nil {
		return l.tableCall(c, s, x.Name, x.NameAt)
	}
	base := l.expr(x.X, s, nil)
	if base == nil {
		return nil
	}
	if li, ok := base.(*List); ok {
		return l.liftOr(li, x.At, func(e Expr) Expr { return l.attrOf(e, x) })
	}
	return l.attrOf(base, x)
}

// ofQuantity reads q.name: a stage, a member of an entity left over, or a
// level of the scale that happens to have the quantity's name.
func (l *loader) ofQuantity(q Quantity, n *lang.Name, x *lang.Select, s *scope) (Expr, bool) {
	if b, ok := q.(*Block); ok {
		if stage, ok := stageNames[x.Name]; ok {
			if s.self == b {
				if stage == Final {
					stage = s.selfStage
				}
				return l.selfRef(s, stage, x.At), true
			}
			return l.ref(b, stage, nil, x.At, s), true
		}
	}
	for _, a := range q.Axes() {
		if slices.Contains(s.axes, a) && !a.Closed {
			continue
		}
		if i := a.Member(x.Name); i >= 0 {
			return l.ref(q, Final, map[*Entity]Expr{a: constCode(Type{Kind: MemberKind, Entity: a}, i, x.NameAt)}, x.At, s), true
		}
	}
	if sc := l.scales[n.Name]; sc != nil {
		if _, ok := sc.Code(x.Name); ok {
			return l.scaleLevel(sc, x), true
		}
	}
	return nil, false
}

func (l *loader) scaleLevel(sc *Scale, x *lang.Select) Expr {
	l.used[sc] = true
	c, ok := sc.Code(x.Name)
	if !ok {
		l.unknownLevel(sc, x.Name, x.NameAt)
		return nil
	}
	return constCode(Type{Kind: LevelKind, Scale: sc}, c, x.At)
}

// ofMember reads entity.name or variable.name: an attribute of the member, a
// quantity for it, or a member by name.
func (l *loader) ofMember(e *Entity, at Range, x *lang.Select, s *scope) Expr {
	m := memberOf(e, s, at)
	if _, i := e.Attr(x.Name); i >= 0 && m != nil {
		return l.attr(m, e, i, x.At)
	}
	if m != nil {
		if x.Name == "name" || x.Name == "key" {
			return m
		}
		if q := l.quants[x.Name]; q != nil && slices.Contains(q.Axes(), e) {
			return l.ref(q, Final, map[*Entity]Expr{e: m}, x.At, s)
		}
	}
	if i := e.Member(x.Name); i >= 0 {
		return constCode(Type{Kind: MemberKind, Entity: e}, i, x.At)
	}
	if m == nil {
		l.problem(LeftOver, x.At, "entity without a member here", "There is no one "+quote(e.Name)+" in this formula. Use each("+e.Name+"."+x.Name+") for all of them.", note(e.At, "the entity"))
		return nil
	}
	var known []string
	for _, a := range e.Attrs {
		known = append(known, a.Name)
	}
	for _, q := range l.quants {
		if slices.Contains(q.Axes(), e) {
			known = append(known, q.QName())
		}
	}
	sortStrings(known)
	l.unknown("attribute or quantity of "+e.Name, x.Name, x.NameAt, known)
	return nil
}

func (l *loader) attr(m Expr, e *Entity, i int, at Range) Expr {
	return &AttrRef{node(e.Attrs[i].Type, at), m, i}
}

// attrOf reads what belongs to a value: a number of a level, or an attribute of
// a member.
func (l *loader) attrOf(e Expr, x *lang.Select) Expr {
	t := e.Type()
	switch t.Kind {
	case LevelKind:
		if _, ok := t.Scale.Numbers[x.Name]; ok {
			return &LevelNumber{node(Type{Kind: Number}, x.At), e, x.Name}
		}
		l.unknown("number of scale "+t.Scale.Name, x.Name, x.NameAt, keys(t.Scale.Numbers))
		return nil
	case MemberKind:
		if _, i := t.Entity.Attr(x.Name); i >= 0 {
			return l.attr(e, t.Entity, i, x.At)
		}
		var known []string
		for _, a := range t.Entity.Attrs {
			known = append(known, a.Name)
		}
		l.unknown("attribute of "+t.Entity.Name, x.Name, x.NameAt, known)
		return nil
	}
	l.problem(UnknownName, x.NameAt, "nothing of that name", "There is no "+quote(x.Name)+" here: the thing before the dot is "+t.describe()+".")
	return nil
}

func (l *loader) indexExpr(x *lang.Index, s *scope) Expr {
	n, ok := x.X.(*lang.Name)
	if sel, is := x.X.(*lang.Select); is { // service.answer[safe]: of the one service here
		if m, is := sel.X.(*lang.Name); is {
			e := s.vars[m.Name]
			if e == nil && l.quants[m.Name] == nil {
				e, _ = l.whom(m.Name)
			}
			q := l.quants[sel.Name]
			if e != nil && q != nil && slices.Contains(q.Axes(), e) && memberOf(e, s, m.At) != nil {
				n, ok = &lang.Name{Node: sel.Node, Name: sel.Name}, true
			}
		}
	}
	if !ok || l.quants[n.Name] == nil {
		l.problem(WrongType, x.X.Range(), "index of something that is not a quantity", "Only a quantity is indexed by a member: score[safe].")
		return nil
	}
	q := l.quants[n.Name]
	var free []*Entity
	for _, a := range q.Axes() {
		if !slices.Contains(s.axes, a) {
			free = append(free, a)
		}
	}
	if len(free) == 0 {
		free = q.Axes()
	}
	for _, a := range free {
		if key := l.memberKey(x.Key, a, s); key != nil {
			return l.ref(q, Final, map[*Entity]Expr{a: key}, x.At, s)
		}
	}
	if !l.list.HasErrors() || len(free) == 0 {
		l.problem(LeftOver, x.Key.Range(), "index that is not a member", quote(q.QName())+" cannot be indexed by this.", note(q.Place(), "declared here"))
		return nil
	}
	l.problem(LeftOver, x.Key.Range(), "index that is not a member", fmt.Sprintf("%s is indexed by a member of %s.", quote(q.QName()), free[0].Name), note(q.Place(), "declared here"))
	return nil
}

// memberKey reads an index as a member of e, without reporting where it is not one.
func (l *loader) memberKey(x lang.Expr, e *Entity, s *scope) Expr {
	if k, ok := lang.MapKey(x); ok {
		if i := e.Member(k); i >= 0 {
			return constCode(Type{Kind: MemberKind, Entity: e}, i, x.Range())
		}
	}
	switch x.(type) {
	case *lang.Name, *lang.Select, *lang.Index:
		before := len(l.list)
		t := l.scalar(x, s, &Type{Kind: MemberKind, Entity: e})
		if t != nil && t.Type().Kind == MemberKind && t.Type().Entity == e {
			return t
		}
		l.list = l.list[:before]
	}
	return nil
}

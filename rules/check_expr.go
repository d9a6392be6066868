package rules

import "github.com/rubric-lang/rubric/lang"

// This file defines how formulas are typed: names found, levels resolved by the
// type that is expected, units and entities checked.

// scope is what a formula can see.
type scope struct {
	axes      []*Entity // the entities whose member the context holds
	vars      map[string]*Entity
	hidden    map[string]*Entity // variables of lists around this one, over the same entity
	locals    map[string]*Param
	members   *List // what "members" means
	self      *Block
	selfStage Stage  // what the block's own name means here
	input     *Input // in its own missing policy, it is read as it was reported
	lists     bool   // a quantity with one entity left over is read for each member
}

// bind is the scope of a list over e. A row of e knows of other rows those that
// it is within: the rest of the context's rows is not seen.
func (s *scope) bind(e *Entity) *scope {
	c := *s
	c.axes = nil
	for _, a := range s.axes {
		if a != e && !(e.Rows && a.Rows && !e.IsWithin(a)) {
			c.axes = append(c.axes, a)
		}
	}
	c.axes = append(c.axes, e)
	return &c
}

func (s *scope) plain() *scope {
	if !s.lists {
		return s
	}
	c := *s
	c.lists = false
	return &c
}

func node(t Type, at Range) Node { return Node{T: t, Place: at} }

func constNumber(n *lang.Number) *Const {
	return &Const{node(Type{Kind: Number, Const: true}, n.At), Value{Type: Type{Kind: Number}, Num: n.Value}, n.Text}
}

func constCode(t Type, code int, at Range) *Const {
	return &Const{Node: node(t, at), Value: Value{Type: t, Code: code}}
}

// scalar types x and refuses a list.
func (l *loader) scalar(x lang.Expr, s *scope, want *Type) Expr {
	e := l.expr(x, s.plain(), want)
	if e != nil && e.Type().List {
		l.problem(WrongType, x.Range(), "list where one value is needed", "This is a list. Use a function such as mean, max or count to make one value of it, or index one member.")
		return nil
	}
	return e
}

// boolean types a condition; "otherwise" gives nil and true.
func (l *loader) boolean(x lang.Expr, s *scope) Expr {
	if t, ok := x.(*lang.Text); ok {
		l.problem(WrongType, t.At, "sentence where a formula is needed", "A formula stands here, without quotes. A sentence stands in requires = \"...\".")
		return nil
	}
	e := l.scalar(x, s, &Type{Kind: Bool})
	if e != nil && e.Type().Kind != Bool {
		l.problem(WrongType, x.Range(), "condition that is not yes or no", "A condition is true or false; this is "+e.Type().describe()+". Compare it with something.")
		return nil
	}
	return e
}

func isOtherwise(x lang.Expr) bool {
	n, ok := x.(*lang.Name)
	return ok && n.Name == "otherwise"
}

// numeric types a number; a level of a numeric ladder is its number.
func (l *loader) numeric(x lang.Expr, s *scope) Expr {
	return l.toNumber(l.scalar(x, s, nil), x.Range())
}

func (l *loader) toNumber(e Expr, at Range) Expr {
	if e == nil {
		return nil
	}
	t := e.Type()
	if t.List {
		return l.liftOr(e.(*List), at, func(x Expr) Expr { return l.toNumber(x, at) })
	}
	switch {
	case t.Kind == Number:
		return e
	case t.Kind == LevelKind && t.Scale.Numeric:
		if c, ok := e.(*Const); ok && !t.Scale.IsState(c.Value.Code) {
			n := t.Scale.Level(c.Value.Code).Number
			return &Const{node(Type{Kind: Number, Const: true}, at), Value{Type: Type{Kind: Number}, Num: n}, ratText(n)}
		}
		return &LevelNumber{node(Type{Kind: Number}, e.At()), e, ""}
	case t.Kind == LevelKind:
		l.problem(WrongType, at, "level used as a number", "A level of "+quote(t.Scale.Name)+" has no number. Give the scale numbers for its levels (points = { good = 3 }) and write .points, or use lookup(x, { good = 3 }).", note(t.Scale.At, "the scale"))
	default:
		l.problem(WrongType, at, "number needed", "A number is needed here; this is "+t.describe()+".")
	}
	return nil
}

// expr types x. want is the type that is expected, for bare names of levels and
// members; nil where nothing is known. nil means that a problem was reported.
func (l *loader) expr(x lang.Expr, s *scope, want *Type) Expr {
	switch x := x.(type) {
	case *lang.Name:
		return l.nameExpr(x, s, want)
	case *lang.Number:
		return l.numberExpr(x, want)
	case *lang.Text:
		return l.textExpr(x, want)
	case *lang.Bool:
		return constCode(Type{Kind: Bool}, b2i(x.Value), x.At)
	case *lang.Select:
		return l.selectExpr(x, s, want)
	case *lang.Index:
		return l.indexExpr(x, s)
	case *lang.Unary:
		return l.unary(x, s)
	case *lang.Binary:
		return l.binary(x, s)
	case *lang.Chain:
		return l.chain(x, s)
	case *lang.Cond:
		return l.cond(x, s, want)
	case *lang.Call:
		return l.call(x, s, want)
	case *lang.List:
		return l.listExpr(x, s, want)
	case *lang.For:
		return l.forExpr(x, s, want)
	case *lang.Map:
		l.problem(WrongType, x.At, "map where a value is needed", "A map stands only where the reference says so, such as in lookup(x, { a = 1 }).")
	case *lang.Null:
		l.problem(WrongType, x.At, "null in a formula", "null is an open end of a range, never a value. Ask is_present(x), or give another value with coalesce(x, y).")
	default:
		l.problem(WrongType, x.Range(), "sentence where a formula is needed", "Write a formula here, without quotes.")
	}
	return nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (l *loader) numberExpr(x *lang.Number, want *Type) Expr {
	if want != nil && want.Kind == LevelKind && want.Scale.Numeric {
		if c, ok := want.Scale.CodeOf(x.Value); ok {
			return constCode(Type{Kind: LevelKind, Scale: want.Scale}, c, x.At)
		}
	}
	return constNumber(x)
}

func (l *loader) textExpr(x *lang.Text, want *Type) Expr {
	if want != nil {
		switch want.Kind {
		case DateKind:
			if d, ok := Days(x.Value); ok {
				return constCode(Type{Kind: DateKind}, d, x.At)
			}
			l.problem(WrongValue, x.At, "text that is not a date", "A date is written \"2026-04-01\".")
			return nil
		case MemberKind:
			if i := want.Entity.Member(x.Value); i >= 0 {
				return constCode(Type{Kind: MemberKind, Entity: want.Entity}, i, x.At)
			}
		case LevelKind:
			if c, ok := want.Scale.Code(x.Value); ok {
				d := l.problem(WrongType, x.At, "level in quotes", "A level is written without quotes.")
				_ = c
				d.Fix = didYouMean(x.Value, x.At)
				d.Fix.Summary = "Write the level without quotes"
				return nil
			}
		}
	}
	return &Const{Node: node(Type{Kind: TextKind}, x.At), Value: textValue(x.Value)}
}

func (l *loader) unary(x *lang.Unary, s *scope) Expr {
	if x.Op == "!" {
		e := l.expr(x.X, s, &Type{Kind: Bool})
		return l.each1(e, x.At, func(e Expr) Expr {
			if e.Type().Kind != Bool {
				l.problem(WrongType, x.X.Range(), "\"not\" of something that is not yes or no", "! needs a condition; this is "+e.Type().describe()+".")
				return nil
			}
			return &Unary{node(Type{Kind: Bool}, x.At), "!", e}
		})
	}
	return l.each1(l.expr(x.X, s, nil), x.At, func(e Expr) Expr {
		if e = l.toNumber(e, x.At); e == nil {
			return nil
		}
		return &Unary{node(e.Type(), x.At), "-", e}
	})
}

func (l *loader) binary(x *lang.Binary, s *scope) Expr {
	a, b := l.pair(x.X, x.Y, s)
	return l.each2(a, b, x.At, func(a, b Expr) Expr { return l.op(x.Op, a, b, x.At) })
}

// pair types two expressions that meet, the more certain one first, so that a
// bare level on either side resolves by the other.
func (l *loader) pair(x, y lang.Expr, s *scope) (Expr, Expr) {
	if l.vague(x, s) && !l.vague(y, s) {
		b := l.expr(y, s, nil)
		if b == nil {
			return nil, nil
		}
		return l.expr(x, s, elem(b)), b
	}
	a := l.expr(x, s, nil)
	if a == nil {
		return nil, nil
	}
	return a, l.expr(y, s, elem(a))
}

func elem(e Expr) *Type {
	t := e.Type()
	t.List = false
	return &t
}

// vague reports that only the other side can say what x is.
func (l *loader) vague(x lang.Expr, s *scope) bool {
	switch x := x.(type) {
	case *lang.Name:
		return s.locals[x.Name] == nil && s.vars[x.Name] == nil && l.quants[x.Name] == nil && l.entities[x.Name] == nil && x.Name != "members" && x.Name != "as_of"
	case *lang.Number, *lang.Text:
		return true
	}
	return false
}

func (l *loader) chain(x *lang.Chain, s *scope) Expr {
	var all Expr
	for i, op := range x.Ops {
		at := x.Xs[i].Range()
		at.End = x.Xs[i+1].Range().End
		a, b := l.pair(x.Xs[i], x.Xs[i+1], s)
		c := l.each2(a, b, at, func(a, b Expr) Expr { return l.op(op, a, b, at) })
		if c == nil {
			return nil
		}
		if all == nil {
			all = c
			continue
		}
		all = l.each2(all, c, x.At, func(a, b Expr) Expr { return &Binary{node(Type{Kind: Bool}, x.At), "&&", a, b} })
	}
	return all
}

func (l *loader) cond(x *lang.Cond, s *scope, want *Type) Expr {
	c := l.boolean(x.If, s)
	var t, f Expr
	if want != nil {
		t, f = l.scalar(x.Then, s, want), l.scalar(x.Else, s, want)
	} else {
		t, f = l.pair(x.Then, x.Else, s)
	}
	if c == nil || t == nil || f == nil {
		return nil
	}
	t, f = l.unify(t, f, x.At, "The two outcomes of a condition")
	if t == nil {
		return nil
	}
	return &Cond{node(t.Type(), x.At), c, t, f}
}

// unify makes two expressions one type, or reports that they are of two kinds.
func (l *loader) unify(a, b Expr, at Range, what string) (Expr, Expr) {
	ta, tb := a.Type(), b.Type()
	if ta.List || tb.List {
		l.problem(WrongType, at, "list where one value is needed", what+" must be single values.")
		return nil, nil
	}
	if ta.Kind == LevelKind && tb.Kind == Number && ta.Scale.Numeric {
		a = l.toNumber(a, a.At())
	} else if tb.Kind == LevelKind && ta.Kind == Number && tb.Scale.Numeric {
		b = l.toNumber(b, b.At())
	} else if ta.Kind != tb.Kind || ta.Scale != tb.Scale || ta.Entity != tb.Entity {
		l.problem(WrongType, at, "values of two kinds", what+" must be of one kind; one is "+ta.describe()+", the other "+tb.describe()+".", note(a.At(), ta.describe()), note(b.At(), tb.describe()))
		return nil, nil
	}
	return a, b
}

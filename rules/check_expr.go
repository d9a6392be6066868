package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how formulas are typed: names found, levels resolved by the
// type that is expected, units and entities checked.

// scope is what a formula can see.
type scope struct {
	axes      []*Entity // the entities whose member the context holds
	vars      map[string]*Entity
	locals    map[string]*Param
	members   *List // what "members" means
	self      *Block
	selfStage Stage // what the block's own name means here
	lists     bool  // a quantity with one entity left over is read for each member
}

func (s *scope) bind(e *Entity) *scope {
	c := *s
	if !slices.Contains(c.axes, e) {
		c.axes = append(slices.Clone(c.axes), e)
	}
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

// nameExpr finds what a bare name means: an argument, a variable, a level or
// member of the expected type, a quantity, or an entity of the context.
func (l *loader) nameExpr(n *lang.Name, s *scope, want *Type) Expr {
	if p := s.locals[n.Name]; p != nil {
		return &Local{node(p.Type, n.At), p}
	}
	if e := s.vars[n.Name]; e != nil {
		return &MemberRef{node(Type{Kind: MemberKind, Entity: e}, n.At), e, e}
	}
	switch n.Name {
	case "members":
		if s.members != nil {
			return s.members
		}
	case "as_of":
		return &Call{Node: node(Type{Kind: DateKind}, n.At), Fn: asOf}
	}
	q := l.quants[n.Name]
	if c := l.expected(n, want); c != nil {
		if q != nil && l.sameKind(q, want) {
			l.problem(Ambiguous, n.At, "name with two meanings", fmt.Sprintf("%s is %s and also a quantity of that kind. Write %s.%s for the value, or rename the quantity.", quote(n.Name), want.describe(), typeName(*want), n.Name), note(q.Place(), "the quantity"))
			return nil
		}
		return c
	}
	if s.self != nil && s.self.Name == n.Name {
		return l.selfRef(s, s.selfStage, n.At)
	}
	if q != nil {
		return l.ref(q, Final, nil, n.At, s)
	}
	if e := l.entities[n.Name]; e != nil {
		if m := memberOf(e, s, n.At); m != nil {
			return m
		}
		l.problem(LeftOver, n.At, "entity without a member here", "There is no one "+quote(n.Name)+" in this formula. Use each("+n.Name+") for all of them.", note(e.At, "the entity"))
		return nil
	}
	l.unknownInFormula(n, want)
	return nil
}

var asOf = &Builtin{Name: "as_of", Sig: "as_of", Doc: "the date for which ratings are made"}

// expected reads a bare name as a level or member of the expected type.
func (l *loader) expected(n *lang.Name, want *Type) Expr {
	if want == nil {
		return nil
	}
	switch want.Kind {
	case LevelKind:
		if c, ok := want.Scale.Code(n.Name); ok {
			return constCode(Type{Kind: LevelKind, Scale: want.Scale}, c, n.At)
		}
	case MemberKind:
		if i := want.Entity.Member(n.Name); i >= 0 {
			return constCode(Type{Kind: MemberKind, Entity: want.Entity}, i, n.At)
		}
	}
	return nil
}

func (l *loader) sameKind(q Quantity, want *Type) bool {
	var t Type
	switch q := q.(type) {
	case *Block:
		t = l.earlyType(q)
	default:
		t = q.QType()
	}
	return t.Kind == want.Kind && t.Scale == want.Scale && t.Entity == want.Entity
}

func typeName(t Type) string {
	if t.Scale != nil {
		return t.Scale.Name
	}
	if t.Entity != nil {
		return t.Entity.Name
	}
	return ""
}

// memberOf reads the context's member of e, climbing from a member below it.
func memberOf(e *Entity, s *scope, at Range) Expr {
	t := Type{Kind: MemberKind, Entity: e}
	if slices.Contains(s.axes, e) {
		return &MemberRef{node(t, at), e, e}
	}
	for _, a := range s.axes {
		for p := a.Within; p != nil; p = p.Within {
			if p == e {
				return &MemberRef{node(t, at), e, a}
			}
		}
	}
	return nil
}

func (l *loader) unknownInFormula(n *lang.Name, want *Type) {
	if want != nil && want.Kind == LevelKind && nearest(n.Name, append(keys(l.quants), keys(l.entities)...)) == "" {
		l.unknownLevel(want.Scale, n.Name, n.At)
		return
	}
	if want != nil && want.Kind == MemberKind && want.Entity.Closed {
		var known []string
		for _, m := range want.Entity.Members {
			known = append(known, m.ID)
		}
		l.unknown("member of "+want.Entity.Name, n.Name, n.At, known)
		return
	}
	var scales []string
	for _, s := range l.fw.Scales {
		if _, ok := s.Code(n.Name); ok {
			scales = append(scales, s.Name+"."+n.Name)
		}
	}
	if len(scales) > 0 {
		d := l.problem(Ambiguous, n.At, "level without its scale", quote(n.Name)+" is a level, but nothing here says of which scale. Write "+strings.Join(scales, " or ")+".")
		if len(scales) == 1 {
			d.Fix = didYouMean(scales[0], n.At)
			d.Fix.Summary = "Write " + scales[0]
		}
		return
	}
	if FindBuiltin(n.Name) != nil {
		l.problem(UnknownName, n.At, "function without its arguments", quote(n.Name)+" is a function: write "+FindBuiltin(n.Name).Sig+".")
		return
	}
	l.unknown("name", n.Name, n.At, append(keys(l.quants), keys(l.entities)...))
}

// settled is how far a block must be computed before a stage of it can be read.
func settled(s Stage) int {
	switch s {
	case Applies:
		return 1
	case Unrounded, Valued, Weight, DecidedBy:
		return 2
	case Graded:
		return 3
	case Adjusted:
		return 4
	case Limited:
		return 5
	}
	return 6
}

func (l *loader) selfRef(s *scope, stage Stage, at Range) Expr {
	b := s.self
	if s.selfStage == nothingYet || settled(stage) > settled(s.selfStage) {
		l.problem(Circular, at, "circular definition", quote(b.Name)+" is read here before it is computed. A result cannot rest on itself.", note(b.At, "the block"))
		return nil
	}
	t := l.earlyType(b)
	switch stage {
	case Valued, Unrounded:
		t = b.VType
	case Applies, Weight, DecidedBy:
		t = l.stageType(b, stage)
	}
	return &Ref{node(t, at), b, stage, make([]Expr, len(b.For)), -1}
}

// ref reads a quantity. Entities of it that neither index nor context gives are
// left over: then, where lists are welcome, it is read for each member.
func (l *loader) ref(q Quantity, stage Stage, index map[*Entity]Expr, at Range, s *scope) Expr {
	l.used[q] = true
	b, isBlock := q.(*Block)
	if p, ok := q.(*Parameter); ok {
		return l.paramRef(p, at)
	}
	if isBlock {
		if !l.resolve(b, at, len(index) > 0) {
			return nil
		}
		if b.NamedList() && stage == Final {
			li := *b.Members
			li.Group, li.Place = b, at
			return &li
		}
	}
	t := q.QType()
	if isBlock {
		t = l.stageType(b, stage)
	}
	if t.Kind == Unknown {
		return nil // why it has no type was reported where it is declared
	}
	r := &Ref{Node: node(t, at), Q: q, Stage: stage, Index: make([]Expr, len(q.Axes())), Elem: -1}
	var left []*Entity
	for i, a := range q.Axes() {
		if x := index[a]; x != nil {
			r.Index[i] = x
		} else if m, ok := memberOf(a, s, at).(*MemberRef); ok {
			if m.From != m.Entity {
				r.Index[i] = m
			}
		} else {
			left = append(left, a)
		}
	}
	switch {
	case len(left) == 0:
		return r
	case len(left) == 1 && s.lists:
		return &List{Node: node(listOf(t), at), Parts: []*Part{{Name: q.QName(), X: r, Over: left[0], Restrict: restriction(left[0], s), At: at}}}
	}
	names := make([]string, len(left))
	for i, e := range left {
		names[i] = e.Name
	}
	l.problem(LeftOver, at, "quantity for every "+strings.Join(names, " and "), fmt.Sprintf("%s has a value for every %s, so one value must be chosen or all combined: write %s[%s], or each(%s.%s) inside a function such as mean.", quote(q.QName()), strings.Join(names, " and "), q.QName(), sampleMember(left[0]), names[0], q.QName()), note(q.Place(), "declared here"))
	return nil
}

// sampleMember names a member to show how indexing is written.
func sampleMember(e *Entity) string {
	if len(e.Members) > 0 && nameRE.MatchString(e.Members[0].ID) {
		return e.Members[0].ID
	}
	return "member"
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

func (l *loader) paramRef(p *Parameter, at Range) Expr {
	n := 0
	for _, d := range p.Dated {
		if li, ok := d.Value.(*List); ok {
			n = len(li.Parts)
		}
	}
	if n == 0 {
		if len(p.Dated) > 0 && p.Dated[0].Value == nil && p.Dated[0].Unpublished == "" {
			l.problem(WrongType, at, "parameter that is not one value", quote(p.Name)+" is a map or depends on how many are rated; it cannot stand in a formula by itself.", note(p.At, "the parameter"))
			return nil
		}
		t := p.Type
		t.Const = t.Kind == Number && t.Unit == ""
		return &Ref{node(t, at), p, Final, nil, -1}
	}
	li := &List{Node: node(listOf(p.Type), at)}
	for i := range n {
		li.Parts = append(li.Parts, &Part{Name: fmt.Sprintf("%s %d", p.Name, i+1), X: &Ref{node(p.Type, at), p, Final, nil, i}, At: at})
	}
	return li
}

var stageNames = map[string]Stage{"value": Valued, "unrounded": Unrounded, "score": Valued, "level": Final, "weight": Weight, "decided_by": DecidedBy, "applies": Applies, "graded": Graded, "adjusted": Adjusted, "limited": Limited}

func (l *loader) selectExpr(x *lang.Select, s *scope, want *Type) Expr {
	if n, ok := x.X.(*lang.Name); ok {
		if e := s.vars[n.Name]; e != nil {
			return l.ofMember(e, n.At, x, s)
		}
		q := l.quants[n.Name]
		if q == nil && s.locals[n.Name] == nil {
			if sc := l.scales[n.Name]; sc != nil {
				return l.scaleLevel(sc, x)
			}
			if e := l.entities[n.Name]; e != nil {
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
		return l.liftOr(a, at, func(e Expr) Expr { return f(e, y) })
	case ok2:
		return l.liftOr(b, at, func(e Expr) Expr { return f(x, e) })
	}
	return f(x, y)
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
	e := l.eachEntity(x.Coll)
	if e == nil {
		l.problem(WrongType, x.Coll.Range(), "\"for\" over something else than the members of an entity", "Write [for m in each(entity) : formula if condition].")
		return nil
	}
	if l.wholePopulation(e, x.At) {
		return nil
	}
	in := s.bind(e)
	in.vars = map[string]*Entity{x.Var: e}
	for k, v := range s.vars {
		if k != x.Var {
			in.vars[k] = v
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
	return &List{Node: node(listOf(p.X.Type()), x.At), Parts: []*Part{p}}
}

// eachEntity reads each(entity), or a bare entity.
func (l *loader) eachEntity(x lang.Expr) *Entity {
	if c, ok := x.(*lang.Call); ok && c.Name == "each" && len(c.Args) == 1 {
		x = c.Args[0]
	}
	if n, ok := x.(*lang.Name); ok {
		if e := l.entities[n.Name]; e != nil {
			l.used[e] = true
			return e
		}
	}
	return nil
}

// wholePopulation refuses a list of all rated members: statistics that depend on
// everyone are not part of this edition.
func (l *loader) wholePopulation(e *Entity, at Range) bool {
	if e != l.fw.Entity {
		return false
	}
	l.problem(LeftOver, at, "list of all that are rated", "A formula sees one "+e.Name+" at a time. Statistics over every "+e.Name+" are not part of this edition of the language.", note(e.At, "the rated entity"))
	return true
}

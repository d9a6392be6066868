package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines what a bare name means.

// nameExpr finds what a bare name means: an argument, a variable, a level or
// member of the expected type, a quantity, or an entity of the context.
func (l *loader) nameExpr(n *lang.Name, s *scope, want *Type) Expr {
	if p := s.locals[n.Name]; p != nil {
		return &Local{node(p.Type, n.At), p}
	}
	if l.isHidden(n, s) {
		return nil
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
	if e, _ := l.whom(n.Name); e != nil {
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
		if !l.hasStage(b, stage, at) {
			return nil
		}
		if l.state[b] == 2 && b.NamedList() && stage == Final {
			for _, a := range b.For {
				if memberOf(a, s, at) == nil {
					l.problem(LeftOver, at, "list of members for every "+a.Name, quote(b.Name)+" lists the members of one "+a.Name+", and there is no one "+quote(a.Name)+" here.", note(b.At, "the list"))
					return nil
				}
			}
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
	if in, ok := q.(*Input); ok && in == s.input {
		stage = Reported
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

func (l *loader) paramRef(p *Parameter, at Range) Expr {
	n := 0
	for _, d := range p.Dated {
		if li, ok := d.Value.(*List); ok {
			n = len(li.Parts)
		}
	}
	if n == 0 {
		if len(p.Dated) > 0 && p.Dated[0].Value == nil && p.Dated[0].Unpublished == "" {
			if d := p.Dated[0]; len(d.Per) == 0 && d.BandsRaw == nil && d.Rounding == nil {
				return nil // what it should be is unknown, which was reported
			}
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

// hasStage refuses the weight of a block that combines no members, and the member
// that decided where none does.
func (l *loader) hasStage(b *Block, stage Stage, at Range) bool {
	if l.state[b] != 2 || stage != Weight && stage != DecidedBy || b.Combine == nil && b.Unpublished != "" {
		return true
	}
	if stage == Weight && b.Combine != nil || slices.Contains([]string{"min", "max", "worst", "best"}, b.Scorer) {
		return true
	}
	why := "only a block that combines members with score has the weight of those that are present."
	if stage == DecidedBy {
		why = "one member decides only where score is min, max, worst or best."
	}
	l.problem(Contradiction, at, "stage that the block does not have", quote(b.Name)+" has no ."+stage.String()+": "+why, note(b.At, "the block"))
	return false
}

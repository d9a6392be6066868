package rules

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how computed blocks are read: each after what it reads, so
// that every reference has a type. The stages themselves stand in stages.go.

func (l *loader) doBlocks() {
	for _, b := range l.fw.Blocks { // what others may need of a block under way
		t := l.trees[b]
		b.About = l.about(t)
		b.For, l.forPops[b] = l.axesOf(t)
		b.Unit = l.text(t, "unit")
		b.Better = Direction(l.word(t, "better", directions[:], 0))
		b.Shadow = l.bool(t, "shadow", false)
		b.Unpublished = l.text(t, "unpublished")
		l.blockColumn(b, t)
		b.InForce = l.period(t)
		b.Undecided = Undecided(l.word(t, "undecided", undecideds[:], 0))
		if n := l.name(t, "scale"); n != nil {
			if b.Scale = l.scales[n.Name]; b.Scale == nil {
				l.unknown("scale", n.Name, n.At, keys(l.scales))
			} else {
				l.used[b.Scale] = true
				if len(b.Scale.Levels) == 0 {
					b.Scale = nil // its levels were refused, and that was reported
				}
			}
		}
	}
	blocks := slices.Clone(l.fw.Blocks)
	for _, b := range blocks {
		l.resolve(b, b.At, false)
	}
	l.fw.Blocks = l.order
}

// earlyType is the type of a block that may not be resolved yet.
func (l *loader) earlyType(b *Block) Type {
	if l.state[b] == 2 {
		return b.Type
	}
	if b.Scale != nil {
		return Type{Kind: LevelKind, Scale: b.Scale}
	}
	return Type{Kind: Number, Unit: b.Unit}
}

func (l *loader) stageType(b *Block, s Stage) Type {
	switch s {
	case Applies:
		return Type{Kind: Bool}
	case Unrounded, Valued:
		if l.state[b] == 2 {
			return b.VType
		}
		return Type{Kind: Number, Unit: b.Unit}
	case Weight:
		return Type{Kind: Number}
	case DecidedBy:
		return Type{Kind: TextKind}
	}
	return l.earlyType(b)
}

// resolve types a block and, first, whatever it reads. A block under way may be
// read only for another member of itself (indexed).
func (l *loader) resolve(b *Block, at Range, indexed bool) bool {
	switch l.state[b] {
	case 2:
		return l.state[brokenKey{b}] == 0
	case 1:
		if indexed && (b.Scale != nil || len(b.For) > 0) {
			return true
		}
		l.circular(b, at)
		return false
	}
	l.state[b] = 1
	l.path = append(l.path, b)
	before := l.list.Count(diag.Error)
	l.block(b)
	l.path = l.path[:len(l.path)-1]
	l.state[b] = 2
	if l.list.Count(diag.Error) > before && b.Type == (Type{}) && b.VType == (Type{}) && !b.NamedList() {
		l.state[brokenKey{b}] = 1
	}
	l.order = append(l.order, b)
	return l.state[brokenKey{b}] == 0
}

// brokenKey marks a block that has no type because of its problems.
type brokenKey struct{ b *Block }

func (l *loader) circular(b *Block, at Range) {
	i := slices.Index(l.path, any(b))
	var notes []diag.Note
	names := quote(b.Name)
	for _, p := range l.path[i:] {
		q := p.(*Block)
		notes = append(notes, note(q.At, q.Kind.String()+" "+quote(q.Name)))
		if q != b {
			names += " reads " + quote(q.Name) + ", which"
		}
	}
	l.problem(Circular, at, "circular definition", fmt.Sprintf("%s reads %s again. A result cannot rest on itself: break the circle by reading an earlier stage, or an input.", names, quote(b.Name)), notes...)
}

func (l *loader) block(b *Block) {
	t := l.trees[b]
	before := l.list.Count(diag.Error)
	l.memberships(b)
	s := &scope{axes: b.For, self: b, selfStage: nothingYet}
	if a := t.Attr("applies"); a != nil {
		b.Applies = l.boolean(a.Value, s)
	}
	l.memberStage(b, t, s)
	l.valueStage(b, t, s)
	if a := t.Attr("round"); a != nil {
		if b.VType.Kind == Number || b.VType == (Type{}) {
			b.Round, _ = l.rounding(a.Value)
		} else if b.VType.Kind == LevelKind && b.VType.Scale.Numeric && b.Value != nil {
			b.Value = l.toNumber(b.Value, b.Value.At())
			b.VType = Type{Kind: Number}
			b.Round, _ = l.rounding(a.Value)
		} else {
			l.problem(WrongType, a.Range, "rounding of something that is not a number", "Only a number is rounded; the value is "+b.VType.describe()+".")
		}
	}
	if a := t.Attr("shown"); a != nil {
		b.Shown, _ = l.rounding(a.Value)
	}
	s.members, s.selfStage = b.Members, Valued
	l.gradeStage(b, t, s)
	l.finishType(b, t)
	l.casesFirst(b, t)
	if n := l.name(t, "else"); n != nil {
		l.elseState(b, n)
	}
	l.laterStages(b, t, s)
	if b.RulesServe() {
		b.Raw, b.Members, b.Missing = nil, nil, Policy{} // its rules have them
	}
	if l.list.Count(diag.Error) == before && !t.Broken {
		l.checkStages(b, t)
	}
}

// nothingYet is the stage of a block of which nothing can be read.
const nothingYet Stage = -1

func (l *loader) elseState(b *Block, n *lang.Name) {
	if b.Applies == nil {
		l.problem(Contradiction, n.At, "\"else\" without \"applies\"", "\"else\" names the state of a block that does not apply; say when it applies.")
	}
	if b.Scale == nil {
		l.problem(Contradiction, n.At, "state without a scale", "\"else\" names a state of the block's scale; the block has none.")
		return
	}
	c, ok := b.Scale.Code(n.Name)
	if !ok {
		l.unknownLevel(b.Scale, n.Name, n.At)
		return
	}
	b.Else = c
}

// memberStage reads members or of, member blocks, weights and the policy for
// absent members.
func (l *loader) memberStage(b *Block, t *lang.Block, s *scope) {
	a := t.Attr("members")
	if o := t.Attr("of"); o != nil {
		if a != nil {
			l.problem(Contradiction, o.Range, "members named twice", "A block has members or of; they mean the same. Keep one.", note(a.Range, "the members"))
		}
		a = o
	}
	blocks := t.Of("member")
	switch {
	case a != nil && len(blocks) > 0:
		l.problem(Contradiction, blocks[0].Header, "members named twice", "Write the members as a list, or as member blocks; not both.", note(a.Range, "the list"))
		return
	case a != nil:
		in := *s
		in.lists = true
		e := l.expr(a.Value, &in, nil)
		if e == nil {
			return
		}
		li, ok := e.(*List)
		if !ok {
			l.wrong(a, "a list: [safe, effective], each(entity.quantity), or the name of a group")
			return
		}
		cp := *li
		cp.Parts = nil
		for _, p := range li.Parts { // a named list may serve others too
			q := *p
			cp.Parts = append(cp.Parts, &q)
		}
		b.Members = &cp
	case len(blocks) > 0:
		if !l.memberBlocks(b, blocks, s) {
			return
		}
	default:
		for _, name := range []string{"score", "weights", "need", "missing", "total"} {
			if x := t.Attr(name); x != nil {
				l.problem(Contradiction, x.Range, quote(name)+" without members", "The block has no members. Name them: members = [a, b], or member blocks.")
			}
		}
		return
	}
	if b.Members.Everyone() && Grain(b.For) != nil {
		l.problem(Contradiction, b.Members.Place, "everyone as the members of one", "The members are every row of the data, the same for each "+Grain(b.For).Name+". Compute it once, in a block with for = [], or write it as a formula: value = mean(each(...)).", note(b.At, "the block"))
		b.Members = nil
		return
	}
	l.repeatedMembers(b)
	if w := t.Attr("weights"); w != nil {
		l.weights(b, w, s)
	}
	if m := t.Attr("missing"); m != nil {
		b.Missing = l.policy(m, s, elemType(b.Members), true)
	}
	if n := t.Attr("need"); n != nil {
		l.need(b, n, s)
	}
	if n := l.number(t, "total"); n != nil {
		b.Total = n.Value
	}
	b.Raw = b.Members
	b.Members = l.applied(b)
}

// applied is the list that score, rules and sentences read: members that are
// not applicable are left out, and so are, or are filled in, absent ones, as
// the policy says.
func (l *loader) applied(b *Block) *List {
	out := *b.Raw
	out.Parts = nil
	for _, p := range b.Raw.Parts {
		q := *p
		if q.Base == nil || q.OnlyNA {
			q.Base, q.OnlyNA = q.X, b.Missing.Kind != Exclude
		}
		var with Expr
		switch b.Missing.Kind {
		case Replace:
			with = b.Missing.With
		case Worst, Best:
			if with = End(p.X, b.Missing.Kind); with == nil {
				l.problem(Contradiction, b.Missing.At, "worst or best of members that have no ends", quote(p.Name)+" has no worst or best: \"missing = "+b.Missing.Kind.String()+"\" needs levels of an ordered scale, or inputs with a range and better = higher or lower.", note(p.At, "the member"))
			}
		}
		if with != nil {
			q.X = &Call{Node: node(p.X.Type(), p.X.At()), Fn: Fill, Args: []Expr{p.X, with}}
		}
		out.Parts = append(out.Parts, &q)
	}
	return &out
}

// Fill is the function by which a missing policy puts a value in: its second
// argument where the first is absent for another reason than not applicable.
var Fill = &Builtin{Name: "fill", Sig: "fill(x, y)", Doc: "y where x is absent, unless x is not applicable"}

// End is the worst or best value that an expression can have: of its scale, or
// of an input's range in the direction that better says; nil if unknown.
func End(e Expr, kind PolicyKind) Expr {
	t := e.Type()
	if t.Kind == LevelKind && t.Scale.Ordered && !t.List {
		code := 0
		if kind == Worst {
			code = len(t.Scale.Levels) - 1
		}
		return constCode(t, code, e.At())
	}
	r, ok := e.(*Ref)
	if !ok {
		return nil
	}
	in, ok := r.Q.(*Input)
	if !ok || in.Min == nil || in.Max == nil || in.Better != Higher && in.Better != Lower {
		return nil
	}
	n := in.Max
	if (in.Better == Lower) == (kind == Best) {
		n = in.Min
	}
	return &Const{node(Type{Kind: Number, Const: true}, e.At()), Value{Type: Type{Kind: Number}, Num: n}, ratText(n)}
}

func elemType(li *List) Type {
	t := li.T
	t.List = false
	return t
}

func (l *loader) repeatedMembers(b *Block) {
	for i, p := range b.Members.Parts {
		for _, q := range b.Members.Parts[:i] {
			if p.Over == nil && q.Over == nil && p.Name != "" && p.Name == q.Name {
				l.problem(DuplicateName, p.At, "member "+quote(p.Name)+" stands twice", "A member counts once. Remove one of the two.", note(q.At, "the first one"))
			}
		}
	}
}

func (l *loader) memberBlocks(b *Block, blocks []*lang.Block, s *scope) bool {
	li := &List{Node: node(Type{List: true}, b.At)}
	for _, m := range blocks {
		if len(m.Labels) == 0 {
			return false
		}
		in := *s
		in.lists = true
		name := &lang.Name{Node: lang.Node{At: m.Labels[0].Range}, Name: m.Label(0)}
		if l.quants[name.Name] == nil {
			l.unknown("quantity", name.Name, name.At, keys(l.quants))
			return false
		}
		e := l.expr(name, &in, nil)
		if e == nil {
			return false
		}
		parts := []*Part{{Name: m.Label(0), X: e, At: m.Header}}
		if x, ok := e.(*List); ok {
			parts = nil
			for _, p := range x.Parts {
				q := *p
				parts = append(parts, &q)
			}
		}
		for _, p := range parts {
			ps := s
			if p.Over != nil {
				ps = s.bind(p.Over)
			}
			if w := m.Attr("weight"); w != nil {
				p.Weight = l.numeric(w.Value, ps)
			}
			if a := m.Attr("applies"); a != nil {
				p.Applies = l.boolean(a.Value, ps)
			}
		}
		li.Parts = append(li.Parts, parts...)
	}
	e := l.oneKind(li)
	b.Members, _ = e.(*List)
	return b.Members != nil
}

func (l *loader) weights(b *Block, a *lang.Attr, s *scope) {
	for _, p := range b.Members.Parts {
		ps := s
		if p.Over != nil {
			ps = s.bind(p.Over)
			if p.Var != "" {
				ps.vars = map[string]*Entity{p.Var: p.Over}
			}
		}
		if m, ok := a.Value.(*lang.Map); ok {
			for _, i := range l.mapItems(m) {
				if i.key == p.Name {
					p.Weight = l.numeric(i.value, ps)
				}
			}
			if p.Weight == nil {
				l.problem(WrongArgs, a.Value.Range(), "member without a weight", "The weights do not name "+quote(p.Name)+".", note(p.At, "the member"))
			}
			continue
		}
		if p.Weight = l.numeric(a.Value, ps); p.Weight == nil {
			return
		}
	}
}

func (l *loader) need(b *Block, a *lang.Attr, s *scope) {
	t, ok := a.Value.(*lang.Text)
	if !ok {
		l.wrong(a, "a sentence of coverage, such as \"at least 7 of 10\"")
		return
	}
	x, list := lang.ParseNeed(t, l.src(t.At))
	l.list = append(l.list, list...)
	n, ok := x.(*lang.Need)
	if !ok || list.HasErrors() {
		return
	}
	out := &Need{Weight: n.Weight, Text: n, At: t.At}
	if out.Quant, ok = l.quant(n.Quant, s); !ok {
		return
	}
	for _, i := range n.Including {
		name := lang.Source(i)
		found := slices.ContainsFunc(b.Members.Parts, func(p *Part) bool {
			return p.Name == name || p.Over != nil && p.Over.Member(name) >= 0
		})
		if !found {
			l.unknown("member", name, i.Range(), partNames(b.Members))
		}
		out.Including = append(out.Including, name)
	}
	l.needOf(b, n)
	b.Need = out
}

// needOf compares "of 10" with the number of members, where that is known.
func (l *loader) needOf(b *Block, n *lang.Need) {
	of, ok := n.Of.(*lang.Number)
	if !ok {
		return
	}
	count := 0
	for _, p := range b.Members.Parts {
		switch {
		case p.Over == nil:
			count++
		case p.Over.Closed && p.Cond == nil && p.Restrict == nil:
			count += len(p.Over.Members)
		case p.Over.Closed && p.Cond == nil && p.Restrict != nil:
			l.needOfEach(b, n, of, p)
			return
		default:
			return // not known before the data
		}
	}
	if of.Value.Cmp(ratInt(count)) != 0 {
		l.problem(WrongNeed, of.At, "coverage of another number of members", fmt.Sprintf("The sentence says \"of %s\", but %s has %d members.", of.Text, quote(b.Name), count), note(b.Members.Place, "the members"))
	}
}

func (l *loader) needOfEach(b *Block, n *lang.Need, of *lang.Number, p *Part) {
	counts := map[int]int{}
	for _, m := range p.Over.Members {
		counts[m.Parent]++
	}
	for i, parent := range p.Restrict.Members {
		if of.Value.Cmp(ratInt(counts[i])) != 0 {
			l.problem(WrongNeed, of.At, "coverage of another number of members", fmt.Sprintf("The sentence says \"of %s\", but %s has %d members in %s.", of.Text, quote(parent.ID), counts[i], quote(p.Over.Name)), note(parent.At, "declared here"))
			return
		}
	}
}

func partNames(li *List) []string {
	var out []string
	for _, p := range li.Parts {
		if p.Over != nil {
			for _, m := range p.Over.Members {
				out = append(out, m.ID)
			}
			continue
		}
		out = append(out, p.Name)
	}
	return out
}

package rules

import (
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines the stages after the grade: steps, limits, overrides, marks.

// laterStages reads adjust, limits, overrides and marks, which may read the
// block's own result so far.
func (l *loader) laterStages(b *Block, t *lang.Block, s *scope) {
	was := l.state[b]
	l.state[b] = 2 // its own type is settled
	defer func() { l.state[b] = was }()
	in := *s
	in.members, in.selfStage = b.Members, Graded
	for _, n := range t.Of("adjust") {
		l.adjust(b, n, &in)
	}
	in.selfStage = Adjusted
	for _, n := range t.Of("limit") {
		l.limit(b, n, &in)
	}
	for _, n := range t.Of("override") {
		l.override(b, n)
	}
	in.selfStage = Final
	for _, n := range t.Of("mark") {
		m := &Mark{About: l.about(n), Mark: n.Label(0), Label: l.text(n, "label")}
		if m.When = l.condition(n, &in); m.When != nil && l.fewEnough(len(b.Marks), n, "marks") {
			b.Marks = append(b.Marks, m)
		}
	}
	b.Type.Const = false
}

// mostOf is how many limits, and how many marks, a block may have: results
// remember which of them applied.
const mostOf = 60

func (l *loader) fewEnough(n int, t *lang.Block, what string) bool {
	if n == mostOf {
		l.problem(Contradiction, t.Header, "too many "+what, "A block has at most 60 "+what+". Join those that give the same level into one, with || between their conditions.")
	}
	return n < mostOf
}

// condition reads when and requires, both of which must hold.
func (l *loader) condition(t *lang.Block, s *scope) Expr {
	var out Expr
	req, when := t.Attr("requires"), t.Attr("when")
	if req == nil && when == nil {
		l.problem(Contradiction, t.Header, t.Type+" without a condition", "Say when it holds: when = formula, or requires = \"sentence\".")
		return nil
	}
	if when != nil {
		if out = l.boolean(when.Value, s); out == nil {
			return nil
		}
	}
	if req != nil {
		e, _, other, ok := l.sentence(req, s)
		if !ok {
			return nil
		}
		if other {
			l.problem(Contradiction, req.Range, "\"otherwise\" without rules before it", "\"otherwise\" stands in the last of several rules or cases.")
			return nil
		}
		if out == nil {
			return e
		}
		out = &Binary{node(Type{Kind: Bool}, t.Header), "&&", out, e}
	}
	return out
}

func (l *loader) adjust(b *Block, t *lang.Block, s *scope) {
	if !l.needScale(b, t.Header, "steps") {
		return
	}
	b.Adjust = &Adjust{About: l.about(t)}
	if a := t.Attr("from"); a != nil {
		b.Adjust.From = l.levelOf(a.Value, b.Scale, s)
	} else if !b.Graded() && b.Value == nil && b.Combine == nil && len(b.Cases) == 0 {
		l.problem(Contradiction, t.Header, "steps from nowhere", "Say where the steps start: from = name_of_a_rating.")
	}
	def := Undecided(l.word(t, "undecided", undecideds[:], 0))
	for _, n := range t.Of("step") {
		st := &Step{About: l.about(n), Name: n.Label(0), Because: l.text(n, "because"), Undecided: def}
		if n.Attr("undecided") != nil {
			st.Undecided = Undecided(l.word(n, "undecided", undecideds[:], 0))
		}
		st.When = l.condition(n, s)
		if a := n.Attr("move"); a != nil {
			st.Move = l.numeric(a.Value, s)
		}
		if st.When != nil && st.Move != nil {
			b.Adjust.Steps = append(b.Adjust.Steps, st)
		}
	}
}

// levelOf types x as a level of the scale.
func (l *loader) levelOf(x lang.Expr, sc *Scale, s *scope) Expr {
	e := l.scalar(x, s, &Type{Kind: LevelKind, Scale: sc})
	if e == nil {
		return nil
	}
	t := e.Type()
	switch {
	case t.Kind == LevelKind && t.Scale == sc:
		return e
	case t.Kind == Number && sc.Numeric:
		if c, ok := e.(*Const); ok {
			if _, on := sc.CodeOf(c.Value.Num); !on {
				l.unknownLevel(sc, c.Value.String(), x.Range())
				return nil
			}
		}
		return &NumberLevel{node(Type{Kind: LevelKind, Scale: sc}, x.Range()), e}
	}
	l.problem(WrongType, x.Range(), "level needed", "A level of "+quote(sc.Name)+" is needed here; this is "+t.describe()+".", note(sc.At, "the scale"))
	return nil
}

func (l *loader) limit(b *Block, t *lang.Block, s *scope) {
	ok := true
	m := &Limit{About: l.about(t), Name: t.Label(0), Because: l.text(t, "because"), Undecided: Undecided(l.word(t, "undecided", undecideds[:], 0))}
	if !l.needScale(b, t.Header, "limit") {
		return
	}
	if t.Attr("when") != nil || t.Attr("requires") != nil {
		if m.When = l.condition(t, s); m.When == nil {
			ok = false // go on: the level may be wrong too
		}
	}
	n := 0
	for _, k := range []struct {
		attr string
		to   *Expr
	}{{"at_most", &m.AtMost}, {"at_least", &m.AtLeast}, {"exactly", &m.Exactly}} {
		a := t.Attr(k.attr)
		if a == nil {
			continue
		}
		n++
		if *k.to = l.levelOf(a.Value, b.Scale, s); *k.to == nil {
			return
		}
		if c, ok := (*k.to).(*Const); ok && k.attr != "exactly" && (b.Scale.IsState(c.Value.Code) || !b.Scale.Ordered) {
			l.problem(NotOrdered, a.Value.Range(), "limit at something without order", quote(k.attr)+" needs a level of an ordered scale; for a state write exactly.")
			return
		}
	}
	if n != 1 {
		l.problem(Contradiction, t.Header, "limit that does not say one thing", "A limit has one of at_most (no better than), at_least (no worse than) and exactly.")
		return
	}
	if ok && l.fewEnough(len(b.Limits), t, "limits") {
		b.Limits = append(b.Limits, m)
	}
}

func (l *loader) override(b *Block, t *lang.Block) {
	o := &Override{About: l.about(t), Name: t.Label(0), Within: l.int(t, "within", 0)}
	if !l.needScale(b, t.Header, "override") {
		return
	}
	if a := t.Attr("to"); a != nil {
		items := []lang.Expr{a.Value}
		if li, ok := a.Value.(*lang.List); ok {
			items = li.Items
		}
		for _, x := range items {
			if v := l.constant(x, &Type{Kind: LevelKind, Scale: b.Scale}); v != nil {
				o.To = append(o.To, v.Code)
			}
		}
	}
	for _, n := range l.names(t, "needs") {
		if !slices.Contains([]string{"by", "reason", "evidence", "until"}, n.Name) {
			l.unknown("thing that a decision records", n.Name, n.At, []string{"by", "reason", "evidence", "until"})
			continue
		}
		o.Needs = append(o.Needs, n.Name)
	}
	b.Overrides = append(b.Overrides, o)
}

package rules

import (
	"math/big"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines the stages of a computed block, in their order; those of
// numbers stand in files of their own.

func ratInt(n int) *big.Rat { return big.NewRat(int64(n), 1) }

// valueStage reads value, cases or a combiner over members.
func (l *loader) valueStage(b *Block, t *lang.Block, s *scope) {
	if b.Kind == RankingKind {
		l.ranking(b, t, s)
		return
	}
	v, sc, cases := t.Attr("value"), t.Attr("score"), t.Of("case")
	n := 0
	for _, there := range []bool{v != nil, sc != nil, len(cases) > 0} {
		if there {
			n++
		}
	}
	if n > 1 {
		l.problem(Contradiction, b.At, "value computed in two ways", "A block has one of value, case blocks and score. Keep one.")
		return
	}
	in := *s
	in.members = b.Members
	want := l.wantedValue(b, t)
	switch {
	case v != nil:
		if b.Members != nil && l.combiner(b, v, &in) {
			return
		}
		b.Value = l.scalar(v.Value, &in, want)
		if b.Value != nil {
			b.VType = b.Value.Type()
		}
	case sc != nil && b.Members != nil:
		if l.combiner(b, sc, &in) {
			return
		}
		if b.Combine = l.scalar(sc.Value, &in, want); b.Combine != nil {
			b.VType = b.Combine.Type()
		}
	case len(cases) > 0:
		l.cases(b, cases, &in, want)
	}
	l.normalise(b, t, &in)
	b.VType.Const = false
	if b.VType.Kind == Number && b.Unit != "" {
		b.VType.Unit = b.Unit
	}
}

// wantedValue is what a value is expected to be: a level where nothing grades
// it, and where cases decide before rules.
func (l *loader) wantedValue(b *Block, t *lang.Block) *Type {
	graded := t.Attr("bands") != nil
	for _, n := range []string{"bands", "points", "interpolate"} {
		graded = graded || len(t.Of(n)) > 0
	}
	if len(t.Of("case")) == 0 {
		graded = graded || t.Attr("rules") != nil || t.Attr("table") != nil || len(t.Of("rule")) > 0
	}
	if b.Scale == nil || graded || t.Attr("round") != nil {
		return nil
	}
	return &Type{Kind: LevelKind, Scale: b.Scale}
}

// combiner reads score = mean and its like.
func (l *loader) combiner(b *Block, a *lang.Attr, s *scope) bool {
	n, ok := a.Value.(*lang.Name)
	if !ok {
		return false
	}
	fn := FindBuiltin(n.Name)
	if fn == nil || !fn.Agg {
		return false
	}
	if q := l.quants[n.Name]; q != nil {
		l.problem(Ambiguous, n.At, "quantity called like a function", quote(n.Name)+" is a function that combines members, and a quantity of this framework has its name. Give the quantity another name.", note(q.Place(), "the quantity"))
		return true
	}
	b.Scorer = fn.Name
	if b.Tree.Attr("weights") != nil && !weighted(b.Members) {
		return true // the weights were refused, and that was reported
	}
	if e := l.aggregate(fn, b.Members, n.At); e != nil {
		b.Combine = e
		b.VType = e.Type()
		b.VType.Const = false
		if b.VType.Kind == Number && b.Unit != "" {
			b.VType.Unit = b.Unit
		}
	}
	return true
}

func (l *loader) cases(b *Block, blocks []*lang.Block, s *scope, want *Type) {
	for i, t := range blocks {
		c := &Case{About: l.about(t), Name: t.Label(0), Because: l.text(t, "because")}
		w, v := t.Attr("when"), t.Attr("value")
		if w == nil || v == nil {
			continue
		}
		if isOtherwise(w.Value) {
			if i != len(blocks)-1 {
				l.problem(Contradiction, w.Range, "case after \"otherwise\"", "\"otherwise\" takes all that is left, so the cases after it can never hold. Put it last.", note(blocks[i+1].Header, "never reached"))
			}
		} else {
			c.When = l.boolean(w.Value, s)
		}
		c.Value = l.scalar(v.Value, s, want)
		if c.Value == nil {
			continue
		}
		if len(b.Cases) > 0 && b.Cases[0].Value != nil {
			first, this := l.unify(b.Cases[0].Value, c.Value, v.Value.Range(), "The values of cases")
			if first == nil {
				continue
			}
			b.Cases[0].Value, c.Value = first, this
		}
		b.Cases = append(b.Cases, c)
		if want == nil {
			want = elem(c.Value)
		}
	}
	if len(b.Cases) > 0 {
		b.VType = b.Cases[0].Value.Type()
	}
}

// gradeStage reads bands, points, interpolate, rules or a table.
func (l *loader) gradeStage(b *Block, t *lang.Block, s *scope) {
	var first *Range
	one := func(at Range) bool {
		if first != nil {
			l.problem(Contradiction, at, "result graded in two ways", "A block has one of bands, points, interpolate, rules and table.", note(*first, "the first one"))
			return false
		}
		first = &at
		return true
	}
	if a := t.Attr("bands"); a != nil && one(a.Range) {
		l.bandsOfParameter(b, a)
	}
	if n := t.Attr("table"); n != nil && one(n.Range) {
		l.tableStage(b, t, s)
	}
	for _, n := range t.Of("bands") {
		if one(n.Header) {
			l.bands(b, n, s)
		}
	}
	for _, n := range t.Of("points") {
		if one(n.Header) {
			l.points(b, n, s)
		}
	}
	for _, n := range t.Of("interpolate") {
		if one(n.Header) {
			l.interpolate(b, n, s)
		}
	}
	rules := t.Of("rule")
	if n := l.name(t, "rules"); n != nil && one(t.Attr("rules").Range) {
		d := l.ladders[n.Name]
		if d == nil {
			l.unknown("ladder", n.Name, n.At, keys(l.ladders))
			return
		}
		l.used[d] = true
		l.ladder(d)
		b.Ladder = d
		if b.Scale == nil {
			b.Scale = d.Scale
		} else if d.Scale != nil && b.Scale != d.Scale {
			l.problem(WrongType, n.At, "ladder of another scale", "Ladder "+quote(d.Name)+" gives levels of "+quote(d.Scale.Name)+".", note(d.At, "the ladder"))
			return
		}
		if b.Undecided == Stop {
			b.Undecided = d.Undecided
		}
		l.rules(b, d.Tree.Of("rule"), s)
	}
	if len(rules) > 0 && one(rules[0].Header) {
		l.rules(b, rules, s)
	}
}

func (l *loader) ladder(d *Ladder) {
	if l.state[d] != 0 {
		return
	}
	l.state[d] = 2
	d.About = l.about(d.Tree)
	if n := l.name(d.Tree, "scale"); n != nil {
		if d.Scale = l.scales[n.Name]; d.Scale == nil {
			l.unknown("scale", n.Name, n.At, keys(l.scales))
		} else if len(d.Scale.Levels) == 0 {
			d.Scale = nil
		}
	}
	d.Undecided = Undecided(l.word(d.Tree, "undecided", undecideds[:], 0))
}

func (l *loader) tableStage(b *Block, t *lang.Block, s *scope) {
	n := l.name(t, "table")
	if n == nil {
		return
	}
	tb := l.tables[n.Name]
	if tb == nil {
		l.unknown("table", n.Name, n.At, keys(l.tables))
		return
	}
	l.used[tb] = true
	if !l.resolveTable(tb, n.At) {
		return
	}
	call := &TableCall{node(tb.Out[0].Type, n.At), tb, nil, 0}
	for _, in := range tb.In {
		if in.Quant == nil {
			l.problem(Contradiction, n.At, "table that does not name quantities", "Table "+quote(tb.Name)+" has typed columns: call it with values, value = "+tb.Name+"(...).", note(tb.At, "the table"))
			return
		}
		e := l.ref(in.Quant, Final, nil, n.At, s)
		if e == nil {
			return
		}
		call.Args = append(call.Args, e)
	}
	b.Table = call
	if out := tb.Out[0].Type; out.Kind == LevelKind {
		if b.Scale == nil {
			b.Scale = out.Scale
		} else if b.Scale != out.Scale {
			l.problem(WrongType, n.At, "table that gives another scale", "Table "+quote(tb.Name)+" gives levels of "+quote(out.Scale.Name)+".", note(tb.At, "the table"))
		}
	}
}

func (l *loader) rules(b *Block, blocks []*lang.Block, s *scope) {
	if !l.needScale(b, blocks[0].Header, "rules") {
		return
	}
	in := *s
	in.members = b.Members
	for i, t := range blocks {
		r := &Rule{About: l.about(t), Name: t.Label(1), Because: l.text(t, "because"), Undecided: b.Undecided}
		if t.Attr("undecided") != nil {
			r.Undecided = Undecided(l.word(t, "undecided", undecideds[:], 0))
		}
		if len(t.Labels) == 0 {
			continue
		}
		if r.Name == "" {
			r.Name = t.Label(0)
		}
		c, ok := b.Scale.Code(t.Label(0))
		if !ok {
			l.unknownLevel(b.Scale, t.Label(0), t.Labels[0].Range)
			continue
		}
		r.Level = c
		if !l.ruleCond(r, t, &in, i == len(blocks)-1) {
			continue
		}
		for _, o := range b.Rules {
			if o.Name == r.Name {
				l.problem(DuplicateName, t.Header, "two rules of one name", "Give the second rule a name of its own: rule \""+t.Label(0)+"\" \"name\" { ... }.", note(o.At, "the first one"))
			}
		}
		b.Rules = append(b.Rules, r)
	}
}

func (l *loader) ruleCond(r *Rule, t *lang.Block, s *scope, last bool) bool {
	req, when := t.Attr("requires"), t.Attr("when")
	if req == nil && when == nil {
		l.problem(Contradiction, t.Header, "rule without a condition", "Say when it holds: requires = \"2 or more are inadequate\", or when = formula; for the last rule, requires = \"otherwise\".")
		return false
	}
	otherwise := when != nil && isOtherwise(when.Value)
	if req != nil {
		e, text, other, ok := l.sentence(req, s)
		if !ok {
			return false
		}
		r.Cond, r.Text, otherwise = e, text, otherwise || other
	}
	if when != nil && !isOtherwise(when.Value) {
		c := l.boolean(when.Value, s)
		if c == nil {
			return false
		}
		if r.Cond == nil {
			r.Cond = c
		} else {
			r.Cond = &Binary{node(Type{Kind: Bool}, t.Header), "&&", c, r.Cond}
		}
	}
	if otherwise && !last {
		l.problem(Contradiction, t.Header, "rule after \"otherwise\"", "\"otherwise\" takes all that is left, so the rules after it can never hold. Put it last.")
	}
	return true
}

// finishType settles the type of the final result.
func (l *loader) finishType(b *Block, t *lang.Block) {
	switch {
	case b.Bands != nil || len(b.Rules) > 0 || t.Attr("adjust") != nil:
		b.Type = Type{Kind: LevelKind, Scale: b.Scale}
	case b.Table != nil:
		b.Type = b.Table.T
	case b.Points != nil || b.Interpolate != nil:
		b.Type = Type{Kind: Number, Unit: ""}
		if b.Scale != nil {
			b.Type = Type{Kind: LevelKind, Scale: b.Scale}
		}
	default:
		b.Type = b.VType
		if b.Scale != nil {
			b.Type = Type{Kind: LevelKind, Scale: b.Scale}
		}
	}
	if b.Type.Kind == LevelKind && b.Type.Scale == nil {
		b.Type = Type{}
	}
	if b.Type.Kind == LevelKind && b.Scale == nil {
		b.Scale = b.Type.Scale
	}
	if b.VType == (Type{}) && b.Graded() {
		b.VType = b.Type
	}
}

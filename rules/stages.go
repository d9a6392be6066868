package rules

import (
	"math/big"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines the stages of a computed block, in their order.

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
	if fn == nil || !fn.Agg || l.quants[n.Name] != nil {
		return false
	}
	b.Scorer = fn.Name
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

func (l *loader) needScale(b *Block, at Range, what string) bool {
	if b.Scale == nil && (b.Tree.Attr("scale") != nil || b.Tree.Broken) {
		return false // the scale was refused, and that was reported
	}
	if b.Scale == nil {
		l.problem(Contradiction, at, what+" without a scale", "Say which scale the levels belong to: scale = name.", note(b.At, "the block"))
		return false
	}
	return true
}

func (l *loader) bands(b *Block, t *lang.Block, s *scope) {
	g := &Bands{About: l.about(t), Unpublished: l.text(t, "unpublished")}
	b.Bands = g
	if a := t.Attr("of"); a != nil {
		if g.Of = l.numeric(a.Value, s); g.Of == nil {
			return
		}
	} else if !l.numberValue(b, t.Header) {
		return
	}
	if !l.needScale(b, t.Header, "bands") {
		return
	}
	a := t.Attr("levels")
	if a == nil {
		if g.Unpublished == "" {
			l.problem(Contradiction, t.Header, "bands without levels", "Write levels = { good = \"2.5 or more\" }, or say that the cut-offs are unpublished.")
		}
		return
	}
	m, ok := a.Value.(*lang.Map)
	if !ok {
		l.wrong(a, "a map from level to interval: { good = \"2.5 or more\" }")
		return
	}
	g.Bands = l.bandMap(m, b.Scale, s)
}

// hasValue reports that a block says how its value is computed.
func hasValue(t *lang.Block) bool {
	return t.Attr("value") != nil || t.Attr("score") != nil || len(t.Of("case")) > 0
}

// numberValue makes the value a number, as bands, points and segments need.
func (l *loader) numberValue(b *Block, at Range) bool {
	switch {
	case b.Value == nil && b.Combine == nil && len(b.Cases) == 0 && hasValue(b.Tree):
		return false // the value was refused, and that was reported
	case b.Value == nil && b.Combine == nil && len(b.Cases) == 0:
		l.problem(Contradiction, at, "nothing to grade", "The block has no value. Give it a value, a score or cases, or say of = quantity.", note(b.At, "the block"))
		return false
	case b.VType.Kind == Number:
		return true
	case b.VType.Kind == LevelKind && b.VType.Scale.Numeric && b.Value != nil:
		b.Value = l.toNumber(b.Value, b.Value.At())
		b.VType = Type{Kind: Number}
		return true
	case b.VType == (Type{}):
		return false
	}
	l.problem(WrongType, at, "value that is not a number", "A number is graded here; the value is "+b.VType.describe()+".", note(b.At, "the block"))
	return false
}

func (l *loader) bandMap(m *lang.Map, sc *Scale, s *scope) []Band {
	var out []Band
	whole := true
	for _, i := range l.mapItems(m) {
		c, ok := sc.Code(i.key)
		if !ok {
			l.unknownLevel(sc, i.key, i.keyAt)
			whole = false
			continue
		}
		t, isText := i.value.(*lang.Text)
		if !isText {
			l.problem(WrongValue, i.value.Range(), "interval that is not a text", "Write the interval in quotes: "+i.key+" = \"63 to below 88\".")
			whole = false
			continue
		}
		x, list := lang.ParseInterval(t, l.src(t.At))
		l.list = append(l.list, list...)
		if x == nil || list.HasErrors() {
			whole = false
			continue
		}
		iv, ok := l.interval(x, s, Type{Kind: Number})
		if whole = whole && ok; ok {
			out = append(out, Band{iv, c, t.At})
		}
	}
	if !whole {
		return nil // bands next to a refused one would seem to leave a gap
	}
	return out
}

func (l *loader) bandsOfParameter(b *Block, a *lang.Attr) {
	if x, ok := a.Value.(*lang.Select); ok {
		if n, ok := x.X.(*lang.Name); ok && n.Name == "cut_points" {
			l.bandsOfCuts(b, x, a)
			return
		}
	}
	n, ok := a.Value.(*lang.Name)
	if !ok {
		l.wrong(a, "the name of a parameter that holds intervals, or cut_points.NAME")
		return
	}
	p, ok := l.quants[n.Name].(*Parameter)
	if !ok || len(p.Dated) == 0 || p.Dated[0].BandsRaw == nil {
		var known []string
		for _, q := range l.fw.Parameters {
			if len(q.Dated) > 0 && q.Dated[0].BandsRaw != nil {
				known = append(known, q.Name)
			}
		}
		l.unknown("parameter of intervals", n.Name, n.At, known)
		return
	}
	l.used[p] = true
	if !l.needScale(b, a.Range, "bands") || !l.numberValue(b, a.Range) {
		return
	}
	for i := range p.Dated {
		if d := &p.Dated[i]; d.BandsRaw != nil && d.Bands == nil {
			d.Bands = l.bandMap(d.BandsRaw, b.Scale, &scope{})
		}
	}
	b.Bands = &Bands{About: p.About, Param: p, Bands: p.Dated[0].Bands}
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

func (l *loader) points(b *Block, t *lang.Block, s *scope) {
	g := &Points{About: l.about(t)}
	b.Points = g
	if !l.numericScaleOnly(b, t.Header, "points") {
		return
	}
	if !l.numberValue(b, t.Header) {
		return
	}
	n := 0
	for _, k := range []struct{ attr, rel string }{{"above", ">"}, {"at_least", ">="}, {"below", "<"}, {"at_most", "<="}} {
		a := t.Attr(k.attr)
		if a == nil {
			continue
		}
		if n++; n > 1 {
			l.problem(Contradiction, a.Range, "points in two ways", "Say one of above, at_least, below and at_most.")
			return
		}
		g.Relation = k.rel
		if m, ok := a.Value.(*lang.Map); ok {
			for _, i := range m.Items {
				x, y := l.numeric(i.Key, s), l.numeric(i.Value, s)
				if x == nil || y == nil {
					return
				}
				g.Thresholds, g.Awards = append(g.Thresholds, x), append(g.Awards, y)
			}
			continue
		}
		e := l.expr(a.Value, s, nil)
		li, ok := e.(*List)
		if e != nil && !ok {
			l.wrong(a, "a list of thresholds, [335, 670, 1005], or a map that awards points, { 40 = 2, 60 = 4 }")
		}
		if !ok {
			return
		}
		if x := l.toNumber(li, a.Value.Range()); x != nil {
			for _, p := range x.(*List).Parts {
				g.Thresholds = append(g.Thresholds, p.X)
			}
		}
	}
	if n == 0 {
		l.problem(Contradiction, t.Header, "points without thresholds", "Say above = [335, 670, 1005], or at_least, below or at_most.")
	}
}

// numericScaleOnly refuses numbers on a scale of named levels.
func (l *loader) numericScaleOnly(b *Block, at Range, what string) bool {
	if b.Scale == nil || b.Scale.Numeric {
		return true
	}
	l.problem(WrongType, at, what+" on a scale of named levels", "The result is a number, and scale "+quote(b.Scale.Name)+" has named levels. Use bands, or a numeric scale.", note(b.Scale.At, "the scale"))
	return false
}

func (l *loader) interpolate(b *Block, t *lang.Block, s *scope) {
	g := &Interpolate{About: l.about(t)}
	b.Interpolate = g
	if !l.numericScaleOnly(b, t.Header, "interpolation") {
		return
	}
	if !l.numberValue(b, t.Header) {
		return
	}
	for _, i := range l.items(t, "segments") {
		from, ok1 := l.segmentFrom(i.key, i.keyAt)
		v, isText := i.value.(*lang.Text)
		if !isText {
			l.problem(WrongValue, i.value.Range(), "segment without its scores", "Write \"0 to 12.0\" = \"0 to 50\".")
			continue
		}
		to, ok2 := l.segmentTo(v)
		if !ok1 || !ok2 {
			continue
		}
		if constRat(from.Lo) == nil || constRat(from.Hi) == nil || constRat(to.Lo) == nil || constRat(to.Hi) == nil || constRat(from.Lo).Cmp(constRat(from.Hi)) >= 0 {
			l.problem(WrongValue, i.keyAt, "segment without two ends", "A segment goes from a number to a larger one, and its scores from a number to a number.")
			continue
		}
		if n := len(g.Segments); n > 0 && constRat(g.Segments[n-1].From.Hi).Cmp(constRat(from.Lo)) > 0 {
			l.problem(WrongValue, i.keyAt, "segments out of order or overlapping", "Segments stand in ascending order and meet at most at their ends.", note(g.Segments[n-1].From.At, "the segment before"))
			continue
		}
		g.Segments = append(g.Segments, Segment{from, to})
	}
	g.Below, g.Above = l.beyond(b, t, "below"), l.beyond(b, t, "above")
}

// segmentFrom reads the ends of a segment, which are numbers.
func (l *loader) segmentFrom(key string, at Range) (Interval, bool) {
	x, list := lang.ParseInterval(&lang.Text{Node: lang.Node{At: at}, Value: key}, l.src(at))
	if iv, ok := x.(*lang.Interval); ok && !list.HasErrors() {
		_, lo := iv.Lo.(*lang.Number)
		_, hi := iv.Hi.(*lang.Number)
		if !lo || !hi {
			l.problem(WrongValue, at, "segment without two ends", "The ends of a segment are numbers. For ends that are parameters, or differ from member to member, write the line as a formula: clamp((value - lower) / (upper - lower), 0, 1) * points.")
			return Interval{}, false
		}
	}
	return l.keyInterval(key, at)
}

// segmentTo reads "50 to 0" as well as "0 to 50": scores may fall.
func (l *loader) segmentTo(t *lang.Text) (Interval, bool) {
	x, list := lang.ParseInterval(t, l.src(t.At))
	if iv, ok := x.(*lang.Interval); ok && !list.HasErrors() {
		lo, ok1 := iv.Lo.(*lang.Number)
		hi, ok2 := iv.Hi.(*lang.Number)
		if ok1 && ok2 {
			return Interval{Lo: constNumber(lo), Hi: constNumber(hi), Text: x, At: t.At}, true
		}
	}
	l.list = append(l.list, list...)
	if !list.HasErrors() {
		l.problem(WrongValue, t.At, "scores without two ends", "Write the scores at both ends: \"0 to 50\".")
	}
	return Interval{}, false
}

func (l *loader) beyond(b *Block, t *lang.Block, attr string) Beyond {
	n := l.name(t, attr)
	if n == nil {
		return Beyond{}
	}
	if n.Name == "clamp" || n.Name == "extend" {
		return Beyond{Kind: n.Name}
	}
	if b.Scale != nil {
		if c, ok := b.Scale.Code(n.Name); ok {
			return Beyond{"state", c}
		}
	}
	l.problem(WrongValue, n.At, "unknown word for "+quote(attr), quote(attr)+" is clamp, extend, or a state of the block's scale.")
	return Beyond{}
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

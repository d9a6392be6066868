package rules

import "github.com/rubric-lang/rubric/lang"

// This file defines the stage of bands: intervals of a number, and the level that
// each gives.

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

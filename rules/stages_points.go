package rules

import "github.com/rubric-lang/rubric/lang"

// This file defines the stages of points and interpolation.

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

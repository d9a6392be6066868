package byrow

import (
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the grade stage: bands, points, interpolation, rules and
// tables.

func (c *cell) grade() {
	b := c.b
	fr := c.frame
	var v Value
	switch {
	case c.unpublished():
		c.out.Graded = absent(unpublished)
		return
	case b.Bands != nil:
		v = c.bands()
	case b.Points != nil:
		v = points(fr, b.Points, c.out.Value)
	case b.Interpolate != nil:
		v = interpolate(fr, b.Interpolate, c.out.Value, b.Scale)
	case len(b.Rules) > 0:
		v = c.rules()
	case b.Table != nil:
		found := fr.table(b.Table, c.arguments())
		v, c.out.Row, c.out.Possible = found.value, found.row, found.possible
	default:
		v = c.out.Value
	}
	if b.Type.Kind == rules.LevelKind && b.Scale != nil {
		v = numberLevel(v, b.Scale)
	}
	c.out.Graded = typed(v, b.Type)
}

func (c *cell) arguments() []Value {
	var out []Value
	for _, a := range c.b.Table.Args {
		out = append(out, c.frame.eval(a))
	}
	return out
}

// bands is the level of the band that holds the value.
func (c *cell) bands() Value {
	g := c.b.Bands
	bands := g.Bands
	if g.Param != nil {
		d, why := c.row.dated(g.Param)
		if d == nil {
			return why
		}
		bands = d.Bands
	}
	x := c.out.Value
	if g.Of != nil {
		x = c.frame.eval(g.Of)
	}
	if x.Absent != "" {
		return absent(x.Absent)
	}
	whens := make([]rules.Interval, len(bands))
	for i, k := range bands {
		whens[i] = k.When
	}
	i, why := c.frame.holding(whens, x)
	if i < 0 {
		return why
	}
	return level(c.b.Scale, bands[i].Level)
}

// points counts the thresholds that hold, or gives the award of the furthest.
func points(fr *frame, g *rules.Points, x Value) Value {
	if x.Absent != "" {
		return absent(x.Absent)
	}
	n, furthest := 0, -1
	var at Value
	for i, e := range g.Thresholds {
		t := fr.eval(e)
		holds := compare(g.Relation, x, t)
		if holds.Absent != "" {
			return holds
		}
		if isFalse(holds) {
			continue
		}
		n++
		if furthest < 0 || isTrue(compare(g.Relation, t, at)) {
			furthest, at = i, t
		}
	}
	switch {
	case g.Awards == nil:
		return whole(n)
	case furthest < 0:
		return whole(0)
	}
	return fr.eval(g.Awards[furthest])
}

// interpolate follows the line of the segment that holds the value.
func interpolate(fr *frame, g *rules.Interpolate, x Value, s *rules.Scale) Value {
	switch {
	case x.Absent != "":
		return absent(x.Absent)
	case len(g.Segments) == 0:
		return absent(uncovered)
	}
	end := func(e rules.Expr) *big.Rat { return fr.eval(e).Num }
	line := func(k rules.Segment) Value {
		x0, x1, y0, y1 := end(k.From.Lo), end(k.From.Hi), end(k.To.Lo), end(k.To.Hi)
		slope := new(big.Rat).Quo(new(big.Rat).Sub(y1, y0), new(big.Rat).Sub(x1, x0))
		rise := slope.Mul(slope, new(big.Rat).Sub(x.Num, x0))
		return number(rise.Add(rise, y0))
	}
	for _, k := range g.Segments {
		if x.Num.Cmp(end(k.From.Lo)) >= 0 && x.Num.Cmp(end(k.From.Hi)) <= 0 {
			return line(k)
		}
	}
	first, last := g.Segments[0], g.Segments[len(g.Segments)-1]
	beyond, nearest, score := rules.Beyond{}, first, first.To.Lo
	switch {
	case x.Num.Cmp(end(first.From.Lo)) < 0:
		beyond = g.Below
	case x.Num.Cmp(end(last.From.Hi)) > 0:
		beyond, nearest, score = g.Above, last, last.To.Hi
	}
	switch beyond.Kind {
	case "clamp":
		return fr.eval(score)
	case "extend":
		return line(nearest)
	case "state":
		return level(s, beyond.State)
	}
	return absent(uncovered)
}

// rules is the level of the first rule that holds, unless one that is undecided
// could have given another.
func (c *cell) rules() Value {
	b := c.b
	if b.Need != nil && b.Combine == nil && b.Value == nil && len(b.Cases) == 0 && c.short != "" {
		return absent(c.short)
	}
	w := walk{}
	for _, r := range b.Rules {
		holds := boolean(true)
		if r.Cond != nil {
			holds = decide(c.frame.eval(r.Cond), r.Undecided)
		}
		if w.next(holds, level(b.Scale, r.Level)) {
			v, possible := w.end()
			if v.Absent == "" {
				c.out.Rule = r
			}
			c.out.Possible = possible
			return v
		}
	}
	v, possible := w.end()
	c.out.Possible = possible
	return v
}

// decide is a condition under its policy for undecided ones.
func decide(v Value, u rules.Undecided) Value {
	switch {
	case v.Absent == "" || u == rules.Stop:
		return v
	case u == rules.Skip:
		return boolean(false)
	}
	return boolean(true)
}

// walk follows rules or rows in order: the first that holds decides, and what
// stood undecided before it must agree.
type walk struct {
	possible []Value
	decided  bool
}

// next takes one more; it reports that the walk is over.
func (w *walk) next(holds, gives Value) bool {
	if isFalse(holds) {
		return false
	}
	w.possible = append(w.possible, gives)
	w.decided = isTrue(holds)
	return w.decided
}

// end is what was decided; where nothing was, the codes of what is possible.
func (w *walk) end() (Value, []int) {
	if len(w.possible) == 0 {
		return absent(uncovered), nil
	}
	first := w.possible[0]
	agree := w.decided
	var codes []int
	for _, p := range w.possible {
		agree = agree && same(first, p)
		if p.Absent == "" && p.Type.Kind == rules.LevelKind && !slices.Contains(codes, p.Code) {
			codes = append(codes, p.Code)
		}
	}
	if agree {
		return first, nil
	}
	return absent(undecided), codes
}

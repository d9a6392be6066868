package engine

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how bands, points, segments and tables are explained, and
// how far a number is from the next thresholds on both sides.

func (t *tracer) bandStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	s := &TraceStage{Stage: "bands", Result: t.shownPtr(cs.Graded, b.Type), At: t.place(b.Bands.At), Sources: t.cite(b.Bands.Source), Standing: weakest(b.Bands.Source)}
	x, typ := cs.Value, b.VType
	if b.Bands.Of != nil {
		x, typ = t.f.eval(b.Bands.Of, c), b.Bands.Of.Type()
		s.Formula = t.written(b.Bands.Of)
	}
	s.Before = t.shownPtr(x, typ)
	list := t.bandsInForce(b)
	if p := b.Bands.Param; p != nil {
		s.Name = p.Name
	}
	for k, bd := range list {
		gives := levelValue(b.Scale, bd.Level)
		try := TraceTry{Name: gives.Level, Text: t.interval(bd.When, c), Gives: &gives, Held: "no", At: t.place(bd.At)}
		switch {
		case cs.Band != nil && int(cs.Band[0]) == k:
			try.Held, try.Decided = "yes", true
		case x.why(0) != 0:
			try.Held = "undecided"
		case bd.When.Otherwise || bd.When.Any:
		default:
			try.Why = t.outside(x, bd.When, c)
		}
		s.Tried = append(s.Tried, try)
	}
	if x.why(0) == 0 && x.Kind == rules.Number {
		s.Near = t.nearBands(x.rat(0), list, b.Scale, c)
	}
	return s
}

// interval is the wording of an interval; where its ends are named, with what they
// are.
func (t *tracer) interval(iv rules.Interval, c *env) string {
	out := intervalText(iv)
	var ends []string
	for _, e := range []rules.Expr{iv.Lo, iv.Hi} {
		if _, is := e.(*rules.Const); e != nil && (!is || strings.Contains(out, "cut_")) {
			ends = append(ends, shortText(t.shown(t.f.eval(e, c), e.Type())))
		}
	}
	if len(ends) == 0 {
		return out
	}
	return out + " (" + strings.Join(ends, " to ") + ")"
}

// bandsInForce is the list of bands that was used.
func (t *tracer) bandsInForce(b *rules.Block) []rules.Band {
	p := b.Bands.Param
	if p == nil {
		return b.Bands.Bands
	}
	if k := t.paramAt(p); k >= 0 {
		return p.Dated[k].Bands
	}
	return nil
}

// paramAt is the place of the value of a parameter that is in force for the row.
func (t *tracer) paramAt(p *rules.Parameter) int {
	by := t.p.Framework.DatedBy
	if by == nil {
		return t.p.params[p]
	}
	if len(p.Dated) == 1 && p.Dated[0].From == "" {
		return 0
	}
	date := t.f.input(by, t.f.empty())
	if date.why(0) != 0 {
		return -1
	}
	return dated(p, rules.DateText(int(date.code(0))))
}

// outside says how far a number is from an interval: "must rise by 21".
func (t *tracer) outside(x *Vec, iv rules.Interval, c *env) []string {
	if x.Kind != rules.Number {
		return nil
	}
	v := x.rat(0)
	if lo := t.end(iv.Lo, c); lo != nil && (v.Cmp(lo) < 0 || v.Cmp(lo) == 0 && iv.LoOpen) {
		return []string{"must rise by " + awayBy(v, lo, iv.LoOpen)}
	}
	if hi := t.end(iv.Hi, c); hi != nil && (v.Cmp(hi) > 0 || v.Cmp(hi) == 0 && iv.HiOpen) {
		return []string{"must fall by " + awayBy(v, hi, iv.HiOpen)}
	}
	return nil
}

func awayBy(v, to *big.Rat, open bool) string {
	d := new(big.Rat).Sub(v, to)
	if d.Sign() == 0 {
		return "any amount, for the end itself is not in"
	}
	return either(open, "more than ", "") + shownNumber(d.Abs(d)).Text
}

// end is the number at an end of an interval, nil if it is open or absent.
func (t *tracer) end(e rules.Expr, c *env) *big.Rat {
	if e == nil {
		return nil
	}
	v := t.f.eval(e, c)
	if v.why(0) != 0 || v.Kind != rules.Number {
		return nil
	}
	return v.rat(0)
}

// traceEdge is a threshold: where something else begins, and what.
type traceEdge struct {
	at    *big.Rat
	open  bool // the threshold itself does not count
	gives *TraceValue
}

// nearBands are the nearest ends of other bands above and below.
func (t *tracer) nearBands(x *big.Rat, list []rules.Band, scale *rules.Scale, c *env) []TraceDistance {
	var up, down []traceEdge
	for _, bd := range list {
		lv := levelValue(scale, bd.Level)
		if lo := t.end(bd.When.Lo, c); lo != nil {
			up = append(up, traceEdge{lo, bd.When.LoOpen, &lv})
		}
		if hi := t.end(bd.When.Hi, c); hi != nil {
			down = append(down, traceEdge{hi, bd.When.HiOpen, &lv})
		}
	}
	return nearest2(x, up, down)
}

// nearest2 chooses the nearest threshold above that x has not reached, and the
// nearest below.
func nearest2(x *big.Rat, up, down []traceEdge) []TraceDistance {
	var out []TraceDistance
	choose := func(list []traceEdge, side string, sign int) {
		var best *traceEdge
		for i := range list {
			e := &list[i]
			cmp := e.at.Cmp(x) * sign
			if cmp < 0 || cmp == 0 && !e.open {
				continue
			}
			if best == nil || e.at.Cmp(best.at)*sign < 0 {
				best = e
			}
		}
		if best != nil {
			d := new(big.Rat).Sub(best.at, x)
			th, _ := numberText(best.at)
			out = append(out, TraceDistance{Side: side, Threshold: th, Reached: !best.open, By: shownNumber(d.Abs(d)).Text, Gives: best.gives})
		}
	}
	choose(up, "up", 1)
	choose(down, "down", -1)
	return out
}

func (t *tracer) pointStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	p := b.Points
	s := &TraceStage{Stage: "points", Before: t.shownPtr(cs.Value, b.VType), Result: t.shownPtr(cs.Graded, b.Type), At: t.place(p.At), Sources: t.cite(p.Source), Standing: weakest(p.Source)}
	var up, down []traceEdge
	words := map[string]string{">": "above ", ">=": "at least ", "<": "below ", "<=": "at most "}
	for k, th := range p.Thresholds {
		at := t.f.eval(th, c)
		try := TraceTry{Name: strconv.Itoa(k + 1), Text: words[p.Relation] + shortText(t.shown(at, th.Type())), At: t.place(th.At())}
		in := t.f.mem.compareNums(p.Relation, cs.Value, at)
		award := TraceValue{Text: "1", Number: "1", Exact: true}
		if p.Awards != nil {
			award = t.shown(t.f.eval(p.Awards[k], c), p.Awards[k].Type())
		}
		try.Gives = &award
		if try.Held = yesNo(in.code(0) == 1); in.why(0) != 0 {
			try.Held = "undecided"
		}
		try.Decided = try.Held == "yes" && (p.Awards == nil || cs.Graded.why(0) == 0 && t.shown(cs.Graded, b.Type).Number == award.Number)
		s.Tried = append(s.Tried, try)
		if at.why(0) == 0 {
			if p.Relation == ">" || p.Relation == ">=" {
				up = append(up, traceEdge{at.rat(0), p.Relation == ">", &award})
				down = append(down, traceEdge{at.rat(0), p.Relation == ">=", nil})
			} else {
				down = append(down, traceEdge{at.rat(0), p.Relation == "<", &award})
				up = append(up, traceEdge{at.rat(0), p.Relation == "<=", nil})
			}
		}
	}
	if cs.Value.why(0) == 0 {
		s.Near = nearest2(cs.Value.rat(0), up, down)
	}
	return s
}

func (t *tracer) segmentStage(b *rules.Block, cs *cols) *TraceStage {
	g := b.Interpolate
	s := &TraceStage{Stage: "interpolate", Before: t.shownPtr(cs.Value, b.VType), Result: t.shownPtr(cs.Graded, b.Type), At: t.place(g.At), Sources: t.cite(g.Source), Standing: weakest(g.Source)}
	c := t.f.empty()
	decided := false
	var ends []traceEdge
	for k, seg := range g.Segments {
		try := TraceTry{Name: strconv.Itoa(k + 1), Text: intervalText(seg.From) + " becomes " + intervalText(seg.To), Held: "no", At: t.place(seg.From.At)}
		lo, hi := t.end(seg.From.Lo, c), t.end(seg.From.Hi, c)
		if cs.Value.why(0) == 0 && lo != nil && hi != nil {
			x := cs.Value.rat(0)
			if !decided && x.Cmp(lo) >= 0 && x.Cmp(hi) <= 0 {
				try.Held, try.Decided, decided = "yes", true, true
				s.Numbers = t.line(x, seg, c)
			} else {
				try.Why = t.outside(cs.Value, seg.From, c)
			}
			ends = append(ends, traceEdge{lo, true, nil}, traceEdge{hi, true, nil})
		}
		s.Tried = append(s.Tried, try)
	}
	if cs.Value.why(0) == 0 {
		s.Near = nearest2(cs.Value.rat(0), ends, ends)
		if !decided {
			s.Why = []string{"outside all segments; below: " + beyond(g.Below) + ", above: " + beyond(g.Above)}
		}
	}
	return s
}

func beyond(b rules.Beyond) string {
	if b.Kind == "" {
		return "no score"
	}
	return b.Kind
}

// line is the straight line of a segment with the numbers put in.
func (t *tracer) line(x *big.Rat, s rules.Segment, c *env) string {
	n := func(e rules.Expr) string { return shortText(t.shown(t.f.eval(e, c), e.Type())) }
	at := shortText(shownNumber(x))
	return n(s.To.Lo) + " + (" + at + " - " + n(s.From.Lo) + ") / (" + n(s.From.Hi) + " - " + n(s.From.Lo) + ") * (" + n(s.To.Hi) + " - " + n(s.To.Lo) + ")"
}

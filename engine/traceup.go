package engine

import (
	"slices"
	"strconv"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a trace walks up and down: what the row is within, with
// its part in the results there, and what is within the row.

// upwards describes the rows that the explained one is within, nearest first.
func (t *tracer) upwards() []TraceAbove {
	var out []TraceAbove
	for e := t.base.e.Within; e != nil && e.Rows; e = e.Within {
		row := t.above(t.base, e)
		if row < 0 {
			break
		}
		up := TraceAbove{Row: *t.rowOf(spot{e, row})}
		t.in(e, row, func() {
			for _, b := range t.of(t.p.Framework.Publish, e) {
				t.eachOutcome(b, func(c *env) { up.Results = append(up.Results, t.partIn(b, c)) })
			}
		})
		out = append(out, up)
	}
	return out
}

// eachOutcome calls do for every combination of a block's members.
func (t *tracer) eachOutcome(b *rules.Block, do func(c *env)) {
	axes := t.p.memberAxes(b.For)
	for k := range t.f.data.combos(axes) {
		c := t.f.empty()
		t.f.data.unflat(axes, k, c.at)
		do(c)
	}
}

// resultOf is a result without its derivation.
func (t *tracer) resultOf(b *rules.Block, c *env) TraceResult {
	return TraceResult{Block: b.Name, Title: b.Title, Members: t.members(b.For, c), Value: t.result(b, t.f.block(b, c), c), Unit: finalUnit(b), Supplied: t.f.block(b, c).supplied,
		Standing: b.Standing.String(), Sources: t.cite(citedWithLists(b)), At: t.place(b.At)}
}

// partIn is a result of a row above, and the part of the explained row in it.
func (t *tracer) partIn(b *rules.Block, c *env) TracePartIn {
	cs := t.f.block(b, c)
	out := TracePartIn{TraceResult: t.resultOf(b, c)}
	if cs.supplied || cs.doesNotApply(0) {
		return out
	}
	if b.Raw != nil && !b.Raw.Everyone() {
		if name, in := t.within(b.Raw); in {
			for _, m := range t.elements(b, c, cs) {
				if m.Name == name {
					out.Member, out.Decides = &m, m.Decides
				}
			}
		}
	}
	said := map[string]bool{}
	note := func(s string) {
		if !said[s] {
			said[s] = true
			out.Part = append(out.Part, s)
		}
	}
	walk := func(e rules.Expr, in string) {
		rules.Walk(e, func(x rules.Expr) bool {
			switch x := x.(type) {
			case *rules.Call:
				if li := listOf(x); li != nil && !li.Everyone() {
					t.partInCall(x, li, c, &out, func(s string) { note(in + s) })
				}
			case *rules.Count:
				t.partInCount(x, c, func(s string) { note(in + s) })
			}
			return true
		})
	}
	for _, e := range []rules.Expr{b.Value, b.Combine} {
		walk(e, "")
	}
	for k, x := range b.Cases {
		if cs.Case != nil && int(cs.Case[0]) == k {
			walk(x.Value, "")
		}
	}
	for k, r := range b.Rules {
		if cs.Rule != nil && int(cs.Rule[0]) == k {
			walk(r.Cond, "rule "+r.Name+" decides: ")
			break
		}
		t.keeps(r, c, note)
	}
	for k, l := range b.Limits {
		if cs.Hit != nil && cs.Hit[0]&(1<<k) != 0 {
			walk(l.When, "limit "+l.Name+" decides: ")
		}
	}
	t.through(b, c, &out)
	return out
}

// through adds the steps that a result reads, for the same row and not published
// themselves, in which the explained row has a part.
func (t *tracer) through(b *rules.Block, c *env, out *TracePartIn) {
	at := t.here()
	done := map[string]bool{}
	t.reads(b, c, func(q rules.Quantity, in *env) {
		x, ok := q.(*rules.Block)
		if !ok || x == b || t.here() != at || slices.Contains(t.p.Framework.Publish, x) || done[t.quantityName(x, in)] {
			return
		}
		done[t.quantityName(x, in)] = true
		if p := t.partIn(x, in); p.Member != nil || p.Part != nil || p.Through != nil {
			out.Through = append(out.Through, p)
		}
	})
}

// keeps notes where a rule that all must meet does not hold because of the
// explained row.
func (t *tracer) keeps(r *rules.Rule, c *env, note func(string)) {
	if t.held(r.Cond, c) != "no" {
		return
	}
	rules.Walk(r.Cond, func(x rules.Expr) bool {
		e, ok := x.(*rules.Count)
		if !ok || e.Quant.Kind != lang.All || e.Quant.N != nil {
			return true
		}
		name, in := t.within(e.Members)
		n, so, doubt := t.tallied(e, c)
		if in && t.held(e, c) == "no" && !slices.Contains(so, name) && !slices.Contains(doubt, name) {
			pred, _ := predicate(e.Text)
			others := n - len(so) - len(doubt) - 1
			text := "rule " + r.Name + " does not hold: it needs all to be " + pred + ", and this one is not"
			if others > 0 {
				text += ", nor " + either(others == 1, "is 1 other", "are "+strconv.Itoa(others)+" others")
			}
			note(text)
		}
		return true
	})
}

// within is the name that the explained row, or what it is within, has in a list
// of the rows within the row where the trace is.
func (t *tracer) within(li *rules.List) (string, bool) {
	for _, p := range li.Parts {
		if !p.Children() {
			continue
		}
		if row := t.above(t.base, p.Over); row >= 0 {
			return t.f.data.rowsOf(p.Over).KeyText(row), true
		}
	}
	return "", false
}

// partInCall notes where the explained row alone has the smallest, largest, worst
// or best value.
func (t *tracer) partInCall(e *rules.Call, li *rules.List, c *env, out *TracePartIn, note func(string)) {
	name, in := t.within(li)
	v := t.f.eval(e, c)
	if in && e.Fn.Name == "any" && v.why(0) == 0 && v.code(0) == 1 {
		if so := t.truths(e, li, c); slices.Contains(so, name) {
			note(t.written(e) + " is yes, " + either(len(so) == 1, "because of it alone", "because of it and "+strconv.Itoa(len(so)-1)+" more"))
		}
		return
	}
	if !in || v.why(0) != 0 || !slices.Contains([]string{"min", "max", "worst", "best"}, e.Fn.Name) {
		return
	}
	els, _ := t.gathered(li, c)
	mine, others := false, 0
	for _, el := range els {
		switch {
		case el.gone(0) || el.x.why(0) != 0 || !equalAt(el.x, v, 0):
		case el.called(0) == name:
			mine = true
		default:
			others++
		}
	}
	word := map[string]string{"min": "smallest", "max": "largest"}[e.Fn.Name]
	if word == "" {
		word = e.Fn.Name
	}
	switch {
	case mine && others == 0:
		out.Decides = true
		note("it has the " + word + " value, " + shortText(t.shown(v, e.T)))
	case mine:
		note("it is one of " + strconv.Itoa(others+1) + " with the " + word + " value, " + shortText(t.shown(v, e.T)))
	}
}

// partInCount notes where the explained row is among those that a sentence counts.
func (t *tracer) partInCount(e *rules.Count, c *env, note func(string)) {
	name, in := t.within(e.Members)
	if !in {
		return
	}
	n, so, _ := t.tallied(e, c)
	if slices.Contains(so, name) {
		pred, _ := predicate(e.Text)
		note(either(len(so) == 1, "it is the only one", "it is one of the "+strconv.Itoa(len(so))) + " of " + strconv.Itoa(n) + either(len(so) == 1, " that is ", " that are ") + pred)
	}
}

// mostBelow is how many rows within the explained one are named.
const mostBelow = 50

// downwards describes the rows directly within the explained one.
func (t *tracer) downwards() []TraceBelow {
	var out []TraceBelow
	for _, e := range t.p.Framework.Entities {
		if !e.Rows || e.Within != t.base.e {
			continue
		}
		kids := t.run.childrenOf(e, t.base.e)[t.base.row]
		b := TraceBelow{Entity: e.Name, Title: e.Title, Rows: len(kids)}
		for _, k := range kids[:min(len(kids), mostBelow)] {
			x := TraceBelowIs{Row: *t.rowOf(spot{e, int(k)})}
			t.in(e, int(k), func() {
				for _, q := range t.of(t.p.Framework.Publish, e) {
					t.eachOutcome(q, func(c *env) { x.Results = append(x.Results, t.resultOf(q, c)) })
				}
			})
			b.First = append(b.First, x)
		}
		out = append(out, b)
	}
	return out
}

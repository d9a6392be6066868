package main

import (
	"math/big"
	"strconv"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines what is changed in sentences and intervals. The tree of a
// sentence is changed in one place and printed, so that it is a sentence again.

// counts is the table of quantities: what is asked for instead.
var counts = map[lang.QuantKind]lang.QuantKind{
	lang.AtLeast: lang.MoreThan, lang.MoreThan: lang.AtLeast,
	lang.AtMost: lang.FewerThan, lang.FewerThan: lang.AtMost,
	lang.Exactly:      lang.AtLeast,
	lang.AllButAtMost: lang.AllButExactly, lang.AllButExactly: lang.AllButAtMost,
}

// predicates is the table of what is said of a member.
var predicates = map[lang.SimpleKind]lang.SimpleKind{
	lang.OrBetter: lang.BetterThan, lang.BetterThan: lang.OrBetter,
	lang.OrWorse: lang.WorseThan, lang.WorseThan: lang.OrWorse,
	lang.True: lang.False, lang.False: lang.True,
}

// phrase changes the tree of one text.
type phrase struct {
	w    *finder
	at   lang.Range
	root lang.Expr
}

// sentence changes a text that parse reads; what it cannot read is left alone.
func (w *finder) sentence(e lang.Expr, parse func(*lang.Text, []byte) (lang.Expr, diag.List)) {
	t, ok := e.(*lang.Text)
	if !ok {
		w.expr(e, true)
		return
	}
	root, list := parse(t, w.src)
	if root == nil || list.HasErrors() {
		return
	}
	p := &phrase{w, t.At, root}
	p.visit(root)
}

// try puts now into a place of the tree, records the sentence that results, and
// puts back what was there.
func try[T any](p *phrase, k kind, place *T, now T) {
	was, text := *place, lang.Canonical(p.root)
	*place = now
	changed := lang.Canonical(p.root)
	*place = was
	p.w.add(k, p.at, strconv.Quote(text), strconv.Quote(changed), strconv.Quote(changed))
}

func (p *phrase) visit(e lang.Expr) {
	switch e := e.(type) {
	case *lang.AnyOf:
		for _, t := range e.Terms {
			p.visit(t)
		}
	case *lang.AllOf:
		for _, t := range e.Terms {
			p.visit(t)
		}
	case *lang.Count:
		if !e.Rest {
			p.quant(&e.Quant)
		}
		p.pred(&e.Pred)
	case *lang.Is:
		p.pred(&e.Pred)
	case *lang.Interval:
		p.interval(e)
	case *lang.Need:
		first := len(p.w.out)
		p.quant(&e.Quant)
		p.named(e, p.w.out[first:])
		p.amount(&e.Of)
	}
}

// named marks what asks for no more members than a need names, which must all be
// there: "at least 1 including a and b" is "at least 2 including a and b".
func (p *phrase) named(e *lang.Need, changed []mutant) {
	n, ok := e.Quant.N.(*lang.Number)
	most := big.NewRat(int64(len(e.Including)), 1)
	if !ok || e.Quant.Kind != lang.AtLeast || n.Percent || e.Weight || n.Value.Cmp(most) > 0 {
		return
	}
	less := nextTo(n.Text)[1]
	for i := range changed {
		with := *e
		with.Quant.N = &lang.Number{Text: less}
		changed[i].plainly = changed[i].now == strconv.Quote(lang.Canonical(&with))
	}
}

func (p *phrase) quant(q *lang.Quant) {
	if now, ok := counts[q.Kind]; ok {
		try(p, comparison, &q.Kind, now)
	}
	one := &lang.Number{Text: "1"}
	switch q.Kind {
	case lang.All:
		try(p, comparison, q, lang.Quant{Kind: lang.AllButAtMost, N: one})
	case lang.None:
		try(p, comparison, q, lang.Quant{Kind: lang.AtMost, N: one})
	}
	p.amount(&q.N)
	p.amount(&q.M)
}

// amount changes a number, or a level where one stands.
func (p *phrase) amount(place *lang.Expr) {
	switch e := (*place).(type) {
	case *lang.Number:
		if e.Text == "" { // "half", which nobody wrote as a number
			e = &lang.Number{Text: lang.Canonical(e), Percent: e.Percent}
		}
		for _, n := range nextTo(e.Text) {
			try[lang.Expr](p, number, place, &lang.Number{Text: n, Percent: e.Percent})
		}
	case *lang.Name:
		for _, near := range neighbours(p.w.ladders, e.Name) {
			try[lang.Expr](p, level, place, &lang.Name{Name: near})
		}
	}
}

func (p *phrase) pred(x *lang.Pred) {
	if len(x.Alts) == 1 && x.Alts[0].Kind != lang.True && x.Alts[0].Kind != lang.False {
		try(p, comparison, &x.Not, !x.Not)
	}
	for i := range x.Alts {
		s := &x.Alts[i]
		if now, ok := predicates[s.Kind]; ok {
			try(p, comparison, &s.Kind, now)
		}
		if s.Kind == lang.In {
			p.visit(s.X)
			continue
		}
		p.amount(&s.X)
	}
}

func (p *phrase) interval(e *lang.Interval) {
	if e.Lo != nil && e.Hi != nil && !e.LoOpen && !e.HiOpen && lang.Canonical(e.Lo) == lang.Canonical(e.Hi) {
		p.exactly(e)
		return
	}
	if e.Lo != nil {
		try(p, comparison, &e.LoOpen, !e.LoOpen)
		p.amount(&e.Lo)
	}
	if e.Hi != nil {
		try(p, comparison, &e.HiOpen, !e.HiOpen)
		p.amount(&e.Hi)
	}
}

// exactly changes both ends of "exactly 3", which are one number.
func (p *phrase) exactly(e *lang.Interval) {
	n, ok := e.Lo.(*lang.Number)
	if !ok {
		return
	}
	for _, text := range nextTo(n.Text) {
		end := &lang.Number{Text: text, Percent: n.Percent}
		try(p, number, e, lang.Interval{Node: e.Node, Lo: end, Hi: end})
	}
}

// cutOffs moves the number at which two intervals of a map meet, in both: one
// alone would leave a gap or an overlap, which is never read.
func (w *finder) cutOffs(e lang.Expr) {
	m, ok := e.(*lang.Map)
	if !ok {
		return
	}
	var keys, values []meeting
	for _, x := range m.Items {
		keys, values = w.meetings(keys, x.Key), w.meetings(values, x.Value)
	}
	for _, list := range [][]meeting{keys, values} {
		for _, a := range list {
			for _, b := range list {
				w.together(a, b)
			}
		}
	}
}

// meeting is an interval that may meet another.
type meeting struct {
	at lang.Range
	*lang.Interval
}

func (w *finder) meetings(list []meeting, e lang.Expr) []meeting {
	if t, ok := e.(*lang.Text); ok {
		if x, problems := lang.ParseInterval(t, w.src); !problems.HasErrors() {
			if i, ok := x.(*lang.Interval); ok {
				return append(list, meeting{t.At, i})
			}
		}
	}
	return list
}

// together changes where a ends and b begins, if that is one place: 0.5 and 0.5,
// or 62 and 63 for whole numbers.
func (w *finder) together(a, b meeting) {
	hi, ok := a.Hi.(*lang.Number)
	lo, too := b.Lo.(*lang.Number)
	if !ok || !too || a.Interval == b.Interval {
		return
	}
	next := nextTo(hi.Text)
	touch := hi.Text == lo.Text && a.HiOpen != b.LoOpen
	if !touch && !(len(next) > 0 && next[0] == lo.Text && !a.HiOpen && !b.LoOpen) {
		return
	}
	record := func(k kind, x, y lang.Interval) {
		was, now := lang.Canonical(a.Interval)+" | "+lang.Canonical(b.Interval), lang.Canonical(&x)+" | "+lang.Canonical(&y)
		w.add(k, a.at, strconv.Quote(was), strconv.Quote(now), strconv.Quote(lang.Canonical(&x)))
		m := &w.out[len(w.out)-1]
		m.edits = append(m.edits, editOf(b.at, strconv.Quote(lang.Canonical(&y))))
	}
	for k, n := range nextTo(lo.Text) {
		x, y := *a.Interval, *b.Interval
		x.Hi, y.Lo = &lang.Number{Text: next[k], Percent: hi.Percent}, &lang.Number{Text: n, Percent: lo.Percent}
		record(number, x, y)
	}
	if touch {
		x, y := *a.Interval, *b.Interval
		x.HiOpen, y.LoOpen = !x.HiOpen, !y.LoOpen
		record(comparison, x, y)
	}
}

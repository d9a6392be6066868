package engine

import (
	"cmp"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the rows of a batch are counted. A mask says in which
// rows something is looked at.

// coverer counts one batch.
type coverer struct {
	f *frame
	v *Coverage
}

func comparePlaces(a, b rules.Range) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Start.Byte, b.Start.Byte), cmp.Compare(a.End.Byte, b.End.Byte))
}

// each calls do for every combination of members of a quantity.
func (w *coverer) each(q rules.Quantity, do func(c *env)) {
	axes := w.f.plan.memberAxes(q.Axes())
	for k := range w.f.data.combos(axes) {
		c := w.f.empty()
		w.f.data.unflat(axes, k, c.at)
		do(c)
	}
}

// hit counts the rows for which is holds.
func (w *coverer) hit(of any, k int, is func(i int) bool) {
	p := w.v.index[coverKey{of, k}]
	if p == nil {
		return
	}
	for i := range w.f.n {
		if is(i) {
			p.Count++
		}
	}
}

func (w *coverer) all() []bool {
	out := make([]bool, w.f.n)
	for i := range out {
		out[i] = true
	}
	return out
}

// where is the part of a mask for which is holds.
func where(live []bool, is func(i int) bool) []bool {
	out := make([]bool, len(live))
	for i, l := range live {
		out[i] = l && is(i)
	}
	return out
}

func isTrue(x *Vec) func(int) bool {
	return func(i int) bool { return x.why(i) == 0 && x.code(i) == 1 }
}

func isFalse(x *Vec) func(int) bool {
	return func(i int) bool { return x.why(i) == 0 && x.code(i) == 0 }
}

func (w *coverer) input(in *rules.Input, c *env) {
	x := w.f.input(in, c)
	before := w.f.reported(in, c) // what is too old, or does not apply, is missing too
	w.cond(in.Applies, c, w.all())
	w.hit(&in.Missing, 0, func(i int) bool { return before.why(i) != 0 && x.why(i) == 0 })
	w.conds(in.Missing.With, c, where(w.all(), func(i int) bool { return before.why(i) != 0 }))
	w.stateHits(in.Type.Scale, x)
}

func (w *coverer) stateHits(s *rules.Scale, x *Vec) {
	if s == nil || x.Kind != rules.LevelKind {
		return
	}
	for i := range s.States {
		code := int32(len(s.Levels) + i)
		w.hit(s, int(code), func(row int) bool { return x.why(row) == 0 && x.code(row) == code })
	}
}

func (w *coverer) block(b *rules.Block, c *env) {
	if b.NamedList() {
		w.absentMembers(b, c, w.all())
		return
	}
	cs := w.f.block(b, c)
	if cs.supplied {
		return
	}
	live := w.all()
	if gone := w.f.outOfForce(b); gone != nil {
		if live = where(live, func(i int) bool { return gone[i] == 0 }); !slices.Contains(live, true) {
			return
		}
	}
	if b.Applies != nil {
		w.cond(b.Applies, c, live)
		live = where(live, isTrue(cs.Applies))
	}
	if b.Unpublished == "" {
		w.value(b, c, cs, live)
		if b.Bands == nil || b.Bands.Unpublished == "" {
			w.grade(b, c, cs, live)
			w.steps(b, c, cs, live)
		}
	}
	for k, l := range b.Limits {
		w.cond(l.When, c, live)
		w.hit(b, partOf(limitParts, k), func(i int) bool { return cs.Hit != nil && cs.Hit[i]&(1<<k) != 0 })
	}
	w.hit(b, partOf(overrideParts, 0), func(i int) bool { return cs.Decided != nil && cs.Decided[i] != nil })
	for k, m := range b.Marks {
		w.cond(m.When, c, live)
		w.hit(b, partOf(markParts, k), func(i int) bool { return cs.Marks != nil && cs.Marks[i]&(1<<k) != 0 })
	}
	w.stateHits(b.Scale, cs.Final)
}

func (w *coverer) value(b *rules.Block, c *env, cs *cols, live []bool) {
	w.conds(b.Value, c, live)
	rest := live
	for k, x := range b.Cases {
		w.cond(x.When, c, rest)
		took := where(live, func(i int) bool { return int(cs.Case[i]) == k })
		w.hit(b, partOf(caseParts, k), func(i int) bool { return took[i] })
		w.conds(x.Value, c, took)
		if x.When != nil {
			cond := w.f.eval(x.When, c)
			rest = where(rest, func(i int) bool { return !isTrue(cond)(i) })
		}
	}
	if b.Members == nil {
		return
	}
	w.conds(b.Members, c, live)
	w.conds(b.Combine, c, live)
	w.policies(b, c, cs, live)
}

// policies counts rows with an absent member, and those with enough and with too
// few members.
func (w *coverer) policies(b *rules.Block, c *env, cs *cols, live []bool) {
	w.absentMembers(b, c, live)
	if b.Need != nil {
		short := func(i int) bool { return cs.Graded.why(i) == whyCoverage || cs.Value.why(i) == whyCoverage }
		w.hit(b, partOf(memberParts, 1), func(i int) bool { return live[i] && !short(i) })
		w.hit(b, partOf(memberParts, 2), func(i int) bool { return live[i] && short(i) })
	}
}

// absentMembers counts rows with a member that the policy had to deal with.
func (w *coverer) absentMembers(b *rules.Block, c *env, live []bool) {
	if w.v.index[coverKey{b, partOf(memberParts, 0)}] == nil {
		return
	}
	els, _ := w.f.elements(b.Raw, c)
	w.hit(b, partOf(memberParts, 0), func(i int) bool {
		for _, el := range els {
			if why := el.x.why(i); live[i] && !el.gone(i) && why != 0 && why != whyNotApplicable {
				return true
			}
		}
		return false
	})
}

func (w *coverer) grade(b *rules.Block, c *env, cs *cols, live []bool) {
	switch {
	case b.Bands != nil:
		w.conds(b.Bands.Of, c, live)
		w.bands(b, cs, live)
	case b.Points != nil:
		for k, t := range b.Points.Thresholds {
			in := w.f.mem.compareNums(b.Points.Relation, cs.Value, w.f.eval(t, c))
			w.hit(b.Points, k, func(i int) bool { return live[i] && isTrue(in)(i) })
		}
	case b.Interpolate != nil:
		rest := live
		for k, s := range b.Interpolate.Segments {
			in := w.f.within(cs.Value, s.From, c)
			took := where(rest, isTrue(in))
			w.hit(b.Interpolate, k, func(i int) bool { return took[i] })
			rest = where(rest, func(i int) bool { return !took[i] })
		}
	case len(b.Rules) > 0:
		w.rules(b, c, cs, live)
	case b.Table != nil:
		w.conds(b.Table, c, live)
	}
}

func (w *coverer) rules(b *rules.Block, c *env, cs *cols, live []bool) {
	rest := live
	for k, r := range b.Rules {
		w.hit(b, partOf(ruleParts, k), func(i int) bool { return live[i] && cs.Rule[i] == int16(k) })
		if r.Cond == nil {
			continue
		}
		w.cond(r.Cond, c, rest)
		cond := w.f.eval(r.Cond, c)
		rest = where(rest, func(i int) bool { return !isTrue(cond)(i) })
	}
}

func (w *coverer) bands(b *rules.Block, cs *cols, live []bool) {
	took := func(k int) func(int) bool {
		return func(i int) bool { return live[i] && cs.Band != nil && int(cs.Band[i]) == k }
	}
	p := b.Bands.Param
	if p == nil {
		for k := range b.Bands.Bands {
			w.hit(b.Bands, k, took(k))
		}
		return
	}
	in := func(int) int { return w.f.plan.params[p] }
	if by := w.f.plan.Framework.DatedBy; by != nil && len(p.Dated) > 1 {
		date := w.f.input(by, w.f.empty())
		in = func(i int) int { return dated(p, rules.DateText(int(date.code(i)))) }
	}
	for at := range p.Dated {
		for k := range p.Dated[at].Bands {
			w.hit(&p.Dated[at], k, func(i int) bool { return took(k)(i) && in(i) == at })
		}
	}
}

func (w *coverer) steps(b *rules.Block, c *env, cs *cols, live []bool) {
	if b.Adjust == nil {
		return
	}
	w.conds(b.Adjust.From, c, live)
	for k, s := range b.Adjust.Steps {
		w.cond(s.When, c, live)
		w.conds(s.Move, c, live)
		w.hit(b, partOf(stepParts, k), func(i int) bool { return live[i] && k < len(cs.Steps) && cs.Steps[k][i] == 1 })
	}
}

// cond counts both ways of a condition in the rows that look at it.
func (w *coverer) cond(e rules.Expr, c *env, live []bool) {
	switch x := e.(type) {
	case nil:
		return
	case *rules.Unary:
		if x.Op == "!" {
			w.cond(x.X, c, live)
			return
		}
	case *rules.Binary:
		if x.Op == "&&" || x.Op == "||" {
			w.cond(x.X, c, live)
			first := w.f.eval(x.X, c)
			settled := isFalse(first)
			if x.Op == "||" {
				settled = isTrue(first)
			}
			w.cond(x.Y, c, where(live, func(i int) bool { return !settled(i) }))
			return
		}
	}
	if w.v.index[coverKey{e, 1}] != nil {
		truth := w.f.eval(e, c)
		w.hit(e, 1, func(i int) bool { return live[i] && isTrue(truth)(i) })
		w.hit(e, 0, func(i int) bool { return live[i] && isFalse(truth)(i) })
	}
	w.below(e, c, live)
}

// conds counts the conditions and tables inside a formula.
func (w *coverer) conds(e rules.Expr, c *env, live []bool) {
	if e == nil {
		return
	}
	if e.Type().Kind == rules.Bool && !e.Type().List {
		w.cond(e, c, live)
		return
	}
	w.below(e, c, live)
}

// below counts what stands directly inside an expression.
func (w *coverer) below(e rules.Expr, c *env, live []bool) {
	switch x := e.(type) {
	case *rules.Cond:
		w.cond(x.If, c, live)
		truth := w.f.eval(x.If, c)
		w.conds(x.Then, c, where(live, isTrue(truth)))
		w.conds(x.Else, c, where(live, isFalse(truth)))
	case *rules.TableCall:
		for _, a := range x.Args {
			w.conds(a, c, live)
		}
		_, row := w.f.table(x, c)
		for k := range x.Table.Rows {
			w.hit(x.Table, k, func(i int) bool { return live[i] && int(row[i]) == k })
		}
	case *rules.UserCall:
		in := &env{at: c.at, locals: map[*rules.Param]*Vec{}}
		for i, a := range x.Args {
			w.conds(a, c, live)
			in.locals[x.Fn.Params[i]] = w.f.eval(a, c)
		}
		w.conds(x.Fn.Value, in, live)
	case *rules.List:
		w.list(x, c, live)
	default:
		for _, k := range rules.Children(e) {
			w.conds(k, c, live)
		}
	}
}

func (w *coverer) list(li *rules.List, c *env, live []bool) {
	part := func(p *rules.Part, in *env) {
		for _, e := range []rules.Expr{p.Cond, p.Applies, p.X, p.Weight} {
			w.conds(e, in, live)
		}
	}
	for _, p := range li.Parts {
		if p.Over == nil {
			part(p, c)
			continue
		}
		w.f.eachMember(p, c, func(k *kid) { part(p, k.in) })
	}
}

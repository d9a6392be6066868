package engine

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines what a block reads: the blocks, inputs and parameters below
// a step, each for the members that it was read for.

// below adds to a step what it reads.
func (t *tracer) below(s *TraceStep, b *rules.Block, c *env) {
	cut := t.opt.Depth > 0 && t.depth+1 >= t.opt.Depth
	done := map[string]bool{s.ID: true}
	nesting, hidden := t.nesting, t.hidden
	t.nesting, t.hidden = true, nil
	defer func() {
		s.Hidden = t.hidden
		t.nesting, t.hidden = nesting, hidden
	}()
	var add func(q rules.Quantity, in *env)
	add = func(q rules.Quantity, in *env) {
		id := t.quantityName(q, in)
		if done[id] {
			return
		}
		done[id] = true
		switch q := q.(type) {
		case *rules.Input:
			x := t.input(q, in)
			s.Inputs = append(s.Inputs, x)
			if x.MadeUp { // what it was made of
				t.visit(q.Missing.With, t.f.only(q.For, in.at), add)
			}
		case *rules.Parameter:
			s.Figures = append(s.Figures, t.figure(q))
		case *rules.Block:
			if cut {
				s.Cut = true
				return
			}
			t.depth++
			s.Steps = append(s.Steps, t.step(q, in))
			t.depth--
		}
	}
	t.reads(b, c, add)
}

// reads calls do for everything that a block reads, in the order of its text.
func (t *tracer) reads(b *rules.Block, c *env, do func(rules.Quantity, *env)) {
	if cs := t.f.block(b, c); !cs.among(0) {
		for _, m := range b.Among {
			t.visit(m.Cond, c, do)
		}
		return
	}
	if b.Raw != nil {
		t.visit(b.Raw, c, do)
	}
	b.Exprs(func(_ string, e rules.Expr) {
		if e != nil {
			t.visit(e, c, do)
		}
	})
	if b.Bands != nil && b.Bands.Param != nil {
		do(b.Bands.Param, c)
	}
	if b.Missing.With != nil {
		t.visit(b.Missing.With, c, do)
	}
}

// visit calls do for every quantity that an expression reads for the members of
// c; in lists, for every member that belongs to them.
func (t *tracer) visit(e rules.Expr, c *env, do func(rules.Quantity, *env)) {
	if e == nil {
		return
	}
	rules.Walk(e, func(x rules.Expr) bool {
		switch x := x.(type) {
		case *rules.Ref:
			in := t.indexed(x, c)
			t.home(x.Q, func() { do(x.Q, in) })
			return true
		case *rules.Count:
			if x.Quant.Per != nil {
				do(x.Quant.Per, c)
			}
			t.visit(x.Quant.N, c, do)
			t.visit(x.Quant.M, c, do)
			t.visit(x.Members, c, do)
			t.visit(x.Bools, c, do)
			return false
		case *rules.List:
			for _, p := range x.Parts {
				t.visitPart(p, c, do)
			}
			return false
		case *rules.UserCall:
			for _, a := range x.Args {
				t.visit(a, c, do)
			}
			return false
		}
		return true
	})
}

func (t *tracer) visitPart(p *rules.Part, c *env, do func(rules.Quantity, *env)) {
	all := func(in *env) {
		if p.Cond != nil {
			t.visit(p.Cond, in, do)
			if t.held(p.Cond, in) == "no" {
				return
			}
		}
		for _, e := range []rules.Expr{p.Applies, p.X, p.Weight} {
			t.visit(e, in, do)
		}
	}
	switch {
	case p.Over == nil:
		all(c)
		return
	case p.Everyone(): // of everyone, the row that is of interest
		t.atOwn(p.Over, func(int) {
			if p.By != nil {
				t.visit(p.By, c, do)
			}
			all(c)
		})
		return
	case p.Over.Rows:
		kids := t.kids(p)
		if t.nesting && len(kids) > 0 && !t.shows(p, len(kids)) {
			return
		}
		t.rows++
		for _, k := range kids {
			t.in(p.Over, int(k), func() { all(c) })
		}
		t.rows--
		return
	}
	t.f.eachMember(p, c, func(k *kid) {
		if gone := t.f.missing(p.Over, k.m); gone == nil || !gone[0] {
			all(k.in)
		}
	})
}

// indexed is the context in which a reference reads its quantity.
func (t *tracer) indexed(r *rules.Ref, c *env) *env {
	in := t.f.only(r.Q.Axes(), c.at)
	for i, x := range r.Index {
		if x == nil || i >= len(r.Q.Axes()) || r.Q.Axes()[i].Rows {
			continue
		}
		if m := t.f.eval(x, c); m.why(0) == 0 && m.code(0) >= 0 {
			in.at[r.Q.Axes()[i].Index] = m.code(0)
		}
	}
	for _, e := range t.p.memberAxes(r.Q.Axes()) {
		if in.at[e.Index] < 0 && t.f.data.Members(e) > 0 {
			in.at[e.Index] = 0 // a member that is not known reads nothing
		}
	}
	return in
}

// input shows a value of the data as it was bound and as it was used.
func (t *tracer) input(in *rules.Input, c *env) TraceInput {
	v := t.f.input(in, c)
	raw := t.f.rawInput(in, c)
	cited := rules.Cited(in)
	out := TraceInput{Input: in.Name, Title: in.Title, Row: t.elsewhere(), Members: t.members(in.For, c), Column: t.column(in, c), Raw: t.shown(raw, in.Type), Value: t.shown(v, in.Type),
		Unit: in.Type.Unit, Sources: t.cite(cited), Standing: weakest(cited), At: t.place(in.At)}
	if len(t.f.data.Files) == 1 {
		out.File = t.f.data.Files[0]
	}
	if in.Percent && out.Raw.Absent == "" {
		out.Policy = "a percentage, divided by 100"
	}
	if out.Raw != out.Value {
		out.Policy = joinText(out.Policy, t.policy(in, out))
		if out.MadeUp = out.Raw.Absent != "" && out.Value.Absent == ""; out.MadeUp && in.Missing.With != nil {
			out.Populations = t.populationsOf(t.f.only(in.For, c.at), in.Missing.With)
		}
	}
	return out
}

func joinText(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

// policy says what changed an input between the data and its use.
func (t *tracer) policy(in *rules.Input, x TraceInput) string {
	switch {
	case x.Value.Absent == "not_applicable" && in.Applies != nil:
		return "applies = " + t.written(in.Applies)
	case x.Value.Absent == "too_old":
		out := "evidence too old"
		if in.NotBefore != "" {
			out += ": not before " + in.NotBefore
		}
		if in.ValidFor > 0 {
			out += ": valid for " + strconv.Itoa(in.ValidFor) + " months"
		}
		return out
	case x.Raw.Absent != "" && in.Missing.Stated:
		return "missing = " + t.text(in.Missing.At)
	}
	return "missing = " + in.Missing.Kind.String()
}

// column names the column of the data that an input was read from.
func (t *tracer) column(in *rules.Input, c *env) string {
	b := &binder{plan: t.p, opt: BindOptions{Columns: t.opt.Columns}}
	for _, w := range b.inputColumns(in) {
		if w.member < 0 || in.ColumnOf != nil && int(c.at[in.ColumnOf.Index]) == w.member {
			return w.name
		}
	}
	return ""
}

// figure shows a parameter and the value that is in force.
func (t *tracer) figure(p *rules.Parameter) TraceFigure {
	k := t.paramAt(p)
	cited := p.Source
	out := TraceFigure{Parameter: p.Name, Title: p.Title, Unit: p.Unit, At: t.place(p.At)}
	if k >= 0 {
		d := p.Dated[k]
		out.From = d.From
		if d.From != "" {
			out.At = t.place(d.At)
		}
		for _, x := range d.Source {
			if !slices.Contains(cited, x) {
				cited = append(cited[:len(cited):len(cited)], x)
			}
		}
		out.Value = t.figureValue(p, d)
	} else {
		out.Value = TraceValue{Text: reasonText(t.p.reasons[whyNotInForce]), Absent: "not_in_force"}
	}
	out.Sources, out.Standing = t.cite(cited), weakest(cited)
	return out
}

func (t *tracer) figureValue(p *rules.Parameter, d rules.DatedValue) TraceValue {
	var list []string
	switch {
	case d.Value != nil:
		if li, ok := d.Value.(*rules.List); ok {
			for _, x := range li.Parts {
				list = append(list, t.print(x.X, nil, 0))
			}
			return TraceValue{Text: strings.Join(list, ", ")}
		}
		return t.shown(t.f.eval(d.Value, t.f.empty()), p.Type)
	case len(d.Per) > 0:
		for _, x := range d.Per {
			list = append(list, intervalText(x.When)+": "+t.print(x.Value, nil, 0))
		}
		return TraceValue{Text: strings.Join(list, "; ")}
	case len(d.Bands) > 0:
		for _, x := range d.Bands {
			list = append(list, intervalText(x.When))
		}
		return TraceValue{Text: strings.Join(list, "; ")}
	}
	return TraceValue{Text: reasonText(t.p.reasons[whyUnpublished]), Absent: "unpublished"}
}

// attrs is a condition as written, made of a formula, a sentence or both.
func (t *tracer) attrs(when, requires *lang.Attr, e rules.Expr) string {
	out := ""
	if when != nil {
		out = t.text(when.Value.Range())
	}
	if requires != nil {
		s := strings.Trim(t.text(requires.Value.Range()), `"`)
		out = either(out == "", s, out+", and "+s)
	}
	if out == "" {
		return t.print(e, nil, 0)
	}
	return out
}

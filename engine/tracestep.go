package engine

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a block becomes a step: its result, its stages in order,
// and what it reads.

// step explains a block for the members of c. A step that stands in full
// elsewhere is only named.
func (t *tracer) step(b *rules.Block, c *env) *TraceStep {
	c = t.f.only(b.For, c.at)
	cs := t.f.block(b, c)
	cited := citedWithLists(b)
	s := &TraceStep{ID: b.Name, Block: b.Name, Kind: b.Kind.String(), Title: b.Title, Note: b.Note, Members: t.members(b.For, c),
		Result: t.result(b, cs, c), Unit: finalUnit(b), Standing: b.Standing.String(), Sources: t.cite(cited), At: t.place(b.At), Supplied: cs.supplied, Shadow: b.Shadow}
	for _, m := range s.Members {
		s.ID += "[" + m.ID + "]"
	}
	s.ID, s.Row, s.Everyone = t.placed(s.ID), t.elsewhere(), t.f.grain == nil
	if t.seen[s.ID] {
		s.Repeated = true
		return s
	}
	t.seen[s.ID] = true
	if cs.supplied {
		s.Column = t.f.data.Supplied[b.Name]
		return s
	}
	s.Stages = t.stages(b, c, cs)
	if cs.among(0) {
		s.Populations = t.populationsOf(c, lookedAt(b, cs)...)
	}
	t.below(s, b, c)
	return s
}

// citedWithLists are the sources of a block and of the named lists that it uses.
func citedWithLists(b *rules.Block) []*rules.Source {
	out := rules.Cited(b)
	add := func(e rules.Expr) bool {
		li, ok := e.(*rules.List)
		if !ok || li.Group == nil || li.Group == b {
			return true
		}
		for _, s := range li.Group.Source {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
		return true
	}
	b.Exprs(func(_ string, e rules.Expr) { rules.Walk(e, add) })
	return out
}

// result is the final value of a block, with the input that an absence comes from.
func (t *tracer) result(b *rules.Block, cs *cols, c *env) TraceValue {
	v := t.shown(cs.Final, b.Type)
	for _, m := range b.Among {
		if !cs.among(0) && t.held(m.Cond, c) == "no" {
			v.Traced = "population " + m.Pop.Name
			return v
		}
	}
	if v.Absent != "" {
		v.Traced = t.origin(b, c, cs.Final.why(0), map[*cols]bool{})
	}
	return v
}

// origin finds the input that an absence was carried from; "" if the block
// itself gave the reason.
func (t *tracer) origin(b *rules.Block, c *env, why uint8, seen map[*cols]bool) string {
	cs := t.f.block(b, c)
	if seen[cs] || len(seen) > 1000 {
		return ""
	}
	seen[cs] = true
	found := ""
	t.reads(b, c, func(q rules.Quantity, in *env) {
		if found != "" {
			return
		}
		switch q := q.(type) {
		case *rules.Input:
			if v := t.f.input(q, in); v.why(0) == why {
				found = t.quantityName(q, in)
			}
		case *rules.Block:
			if q != b && t.f.block(q, in).Final.why(0) == why {
				found = t.origin(q, in, why, seen)
			}
		}
	})
	return found
}

func (t *tracer) quantityName(q rules.Quantity, c *env) string {
	name := q.QName()
	for _, m := range t.members(q.Axes(), c) {
		name += "[" + m.ID + "]"
	}
	if _, is := q.(*rules.Parameter); is {
		return name
	}
	return t.placed(name)
}

// stages explains the stages of a block in the order in which they ran.
func (t *tracer) stages(b *rules.Block, c *env, cs *cols) []*TraceStage {
	var out []*TraceStage
	add := func(s *TraceStage) {
		if s != nil {
			if unit := valueUnit(b); numeric(s.Before) || numeric(s.Result) {
				s.Unit = unit
			}
			out = append(out, s)
		}
	}
	if b.Unpublished != "" || b.Bands != nil && b.Bands.Unpublished != "" {
		text := b.Unpublished
		if text == "" {
			text = b.Bands.Unpublished
		}
		add(&TraceStage{Stage: "unpublished", Why: []string{text}, Result: t.shownPtr(cs.Final, b.Type), At: t.place(b.At)})
	}
	for _, s := range t.amongStages(b, c) {
		add(s)
	}
	add(t.appliesStage(b, c, cs))
	if cs.doesNotApply(0) {
		return out
	}
	add(t.valueStage(b, c, cs))
	add(t.coverageStage(b, c))
	add(t.roundStage(b, cs))
	if b.Unpublished == "" && (b.Bands == nil || b.Bands.Unpublished == "") {
		add(t.gradeStage(b, c, cs))
		add(t.adjustStage(b, c, cs))
	}
	add(t.limitStage(b, c, cs))
	add(t.overrideStage(b, cs))
	add(t.markStage(b, c, cs))
	return out
}

// finalUnit is the unit of a result that is a number.
func finalUnit(b *rules.Block) string {
	if b.Type.Kind != rules.Number || b.Unit != "" {
		return b.Unit
	}
	return b.Type.Unit
}

// numeric reports whether a value is a number that is no level.
func numeric(v *TraceValue) bool { return v != nil && v.Number != "" && v.Level == "" }

// valueUnit is the unit of a block's value before it is graded.
func valueUnit(b *rules.Block) string {
	switch {
	case b.Bands != nil && b.Bands.Of != nil:
		return b.Bands.Of.Type().Unit
	case b.VType.Unit != "":
		return b.VType.Unit
	}
	return b.Unit
}

func (t *tracer) appliesStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	if b.Applies == nil {
		return nil
	}
	s := &TraceStage{Stage: "applies", Formula: t.written(b.Applies), Result: t.shownPtr(cs.Applies, b.Applies.Type()),
		Why: t.why(b.Applies, c, false), At: t.place(b.Applies.At())}
	return s
}

// valueStage explains a formula, cases, or a score over members.
func (t *tracer) valueStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	s := &TraceStage{Stage: "value", At: t.place(b.At)}
	switch {
	case b.Value != nil:
		t.formula(s, b.Value, c)
	case len(b.Cases) > 0:
		t.caseStage(s, b, c, cs)
	case b.Combine != nil:
		t.scoreStage(s, b, c, cs)
	case b.Raw != nil && !b.NamedList():
		s.Stage = "members"
		s.Members = t.elements(b, c, cs)
		s.At = t.place(b.Raw.Place)
		return s
	default:
		return nil
	}
	s.Result = t.shownPtr(cs.Unrounded, b.VType)
	return s
}

// formula puts a formula into a stage.
func (t *tracer) formula(s *TraceStage, e rules.Expr, c *env) {
	s.Formula, s.At = t.written(e), t.place(e.At())
	if e.Type().Kind == rules.Bool {
		s.Why = t.why(e, c, false)
		return
	}
	if n := t.numbers(e, c); n != s.Formula {
		s.Numbers = n
	}
	s.Parts = t.parts(e, c)
	if v := t.f.eval(e, c); v.why(0) != 0 {
		s.Why = t.absences(e, c)
	}
}

// absences names what a formula reads that is absent.
func (t *tracer) absences(e rules.Expr, c *env) []string {
	var out []string
	t.visit(e, c, func(q rules.Quantity, in *env) {
		var v *Vec
		switch q := q.(type) {
		case *rules.Input:
			v = t.f.input(q, in)
		case *rules.Block:
			v = t.f.block(q, in).Final
		}
		if v == nil || v.why(0) == 0 {
			return
		}
		text := t.quantityName(q, in) + " is " + t.shown(v, q.QType()).Text
		if i, ok := q.(*rules.Input); ok {
			if col := t.column(i, in); col != "" {
				text += fmt.Sprintf(" (column %q)", col)
			}
		}
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	})
	return out
}

func (t *tracer) caseStage(s *TraceStage, b *rules.Block, c *env, cs *cols) {
	done := false
	for k, x := range b.Cases {
		try := TraceTry{Name: x.Name, Title: x.Title, Text: "otherwise", Held: "not_looked_at", Because: x.Because, At: t.place(x.At), Sources: t.cite(x.Source), Standing: weakest(x.Source)}
		if x.When != nil {
			try.Text = t.written(x.When)
		}
		if !done {
			try.Held, try.Why = t.held(x.When, c), t.why(x.When, c, false)
			done = try.Held == "yes"
		}
		if cs.Case != nil && int(cs.Case[0]) == k {
			try.Decided = true
			s.Name = x.Name
			t.formula(s, x.Value, c)
			try.Gives = t.shownPtr(t.f.eval(x.Value, c), x.Value.Type())
		}
		s.Tried = append(s.Tried, try)
	}
}

func (t *tracer) roundStage(b *rules.Block, cs *cols) *TraceStage {
	if len(b.Round) == 0 || cs.Unrounded == nil || cs.Unrounded.why(0) != 0 {
		return nil
	}
	return &TraceStage{Stage: "round", Rounding: roundingText(b.Round), Before: t.shownPtr(cs.Unrounded, b.VType),
		Result: t.shownPtr(cs.Value, b.VType), At: t.place(b.Round[0].At)}
}

// gradeStage explains what turns the value into a level or score.
func (t *tracer) gradeStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	switch {
	case b.Bands != nil:
		return t.bandStage(b, c, cs)
	case b.Points != nil:
		return t.pointStage(b, c, cs)
	case b.Interpolate != nil:
		return t.segmentStage(b, cs)
	case len(b.Rules) > 0:
		return t.ruleStage(b, c, cs)
	case b.Table != nil:
		return t.tableStage(b, c, cs)
	}
	return nil
}

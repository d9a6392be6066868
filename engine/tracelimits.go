package engine

import (
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the stages after the grade are explained: steps of
// adjust, limits, recorded decisions and marks, each with before and after.

func (t *tracer) adjustStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	if b.Adjust == nil {
		return nil
	}
	from := cs.Graded
	s := &TraceStage{Stage: "adjust", At: t.place(b.Adjust.At), Sources: t.cite(b.Adjust.Source), Standing: weakest(b.Adjust.Source)}
	if b.Adjust.From != nil {
		from = t.f.eval(b.Adjust.From, c)
		s.Formula = t.written(b.Adjust.From)
	}
	s.Before = t.shownPtr(from, b.Type)
	at, known := from.code(0), from.why(0) == 0
	worst := int32(len(b.Scale.Levels) - 1)
	for _, st := range b.Adjust.Steps {
		move := t.f.eval(st.Move, c)
		try := TraceTry{Name: st.Name, Title: st.Title, Text: t.written(st.When), Held: "not_looked_at", Because: st.Because,
			Effect: moveText(move), At: t.place(st.At), Sources: t.cite(st.Source), Standing: weakest(st.Source)}
		if known && at <= worst {
			try.Held, try.Why = t.held(st.When, c), t.why(st.When, c, false)
			before := levelValue(b.Scale, int(at))
			try.Before, try.After = &before, &before
			taken := try.Held == "yes" || try.Held == "undecided" && st.Undecided == rules.Apply
			to, ok := moved(at, move, 0, worst)
			switch {
			case taken && ok:
				after := levelValue(b.Scale, int(to))
				try.After, try.Decided, at = &after, to != at, to
			case try.Held == "undecided" && st.Undecided == rules.Stop && (!ok || to != at), taken && !ok:
				known, try.After = false, nil
			}
			if try.Held == "undecided" {
				try.Effect += " (" + [...]string{"undecided, and it would matter unless the ladder ends here", "undecided, so it is skipped", "undecided, so it is applied"}[st.Undecided] + ")"
			}
		}
		s.Tried = append(s.Tried, try)
	}
	adjusted := cs.Adjusted
	s.Result = t.shownPtr(adjusted, b.Type)
	return s
}

// moveText says how far a step moves: "1 level up".
func moveText(move *Vec) string {
	if move.why(0) != 0 {
		return "a move that is not known"
	}
	r := move.rat(0)
	n := shortText(shownNumber(new(big.Rat).Abs(r)))
	levels := either(n == "1", " level ", " levels ")
	return n + levels + either(r.Sign() < 0, "down", "up")
}

func (t *tracer) limitStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	if len(b.Limits) == 0 {
		return nil
	}
	s := &TraceStage{Stage: "limits", Before: t.shownPtr(cs.Adjusted, b.Type), Result: t.shownPtr(cs.Limited, b.Type), At: t.place(b.Limits[0].At)}
	for k, l := range b.Limits {
		kind, e := demand(l)
		level := t.f.eval(e, c)
		gives := t.shown(level, b.Type)
		try := TraceTry{Name: l.Name, Title: l.Title, Text: "always", Held: t.held(l.When, c), Effect: kind + " " + shortText(gives), Because: l.Because,
			At: t.place(l.At), Sources: t.cite(l.Source), Standing: weakest(l.Source)}
		if _, isConst := e.(*rules.Const); !isConst {
			try.Effect = kind + " " + t.written(e) + ", which is " + isText(gives)
		}
		if l.When != nil {
			try.Text, try.Why = t.limitText(b, k), t.why(l.When, c, false)
		}
		if cs.Hit != nil && cs.Hit[0]&(1<<k) != 0 {
			try.Decided = true
			try.Before, try.After = s.Before, s.Result
		}
		if try.Held == "undecided" && l.Undecided != rules.Stop {
			try.Effect += either(l.Undecided == rules.Skip, " (undecided, so it is skipped)", " (undecided, so it is applied)")
		}
		s.Tried = append(s.Tried, try)
	}
	return s
}

// bound is what a limit demands.
func demand(l *rules.Limit) (kind string, e rules.Expr) {
	switch {
	case l.AtMost != nil:
		return "at most", l.AtMost
	case l.AtLeast != nil:
		return "at least", l.AtLeast
	}
	return "exactly", l.Exactly
}

// limitText is the condition of a limit as written.
func (t *tracer) limitText(b *rules.Block, k int) string {
	l := b.Limits[k]
	if b.Tree != nil {
		for _, x := range b.Tree.Of("limit") {
			if x.Header == l.At {
				return t.attrs(x.Attr("when"), x.Attr("requires"), l.When)
			}
		}
	}
	return t.written(l.When)
}

func (t *tracer) overrideStage(b *rules.Block, cs *cols) *TraceStage {
	if len(b.Overrides) == 0 {
		return nil
	}
	s := &TraceStage{Stage: "overrides", Before: t.shownPtr(cs.Limited, b.Type), Result: t.shownPtr(cs.Final, b.Type), At: t.place(b.Overrides[0].At)}
	var d *Decision
	if cs.Decided != nil {
		d = cs.Decided[0]
	}
	if d == nil {
		s.Why = []string{"no recorded decision was used"}
	}
	for _, o := range b.Overrides {
		try := TraceTry{Name: o.Name, Title: o.Title, Held: "no", At: t.place(o.At), Sources: t.cite(o.Source), Standing: weakest(o.Source)}
		if d != nil && len(s.Tried) == 0 {
			to := levelValue(b.Scale, d.Level)
			try.Held, try.Decided, try.Before, try.After = "yes", true, s.Before, &to
			try.Decision = &TraceOrder{By: d.By, Reason: d.Reason, Evidence: d.Evidence, Until: d.Until}
		}
		s.Tried = append(s.Tried, try)
	}
	return s
}

func (t *tracer) markStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	if len(b.Marks) == 0 {
		return nil
	}
	s := &TraceStage{Stage: "marks", At: t.place(b.Marks[0].At)}
	for k, m := range b.Marks {
		s.Tried = append(s.Tried, TraceTry{Name: m.Mark, Title: m.Label, Text: t.written(m.When), Held: t.held(m.When, c), Why: t.why(m.When, c, false),
			Decided: cs.Marks != nil && cs.Marks[0]&(1<<k) != 0, At: t.place(m.At), Sources: t.cite(m.Source), Standing: weakest(m.Source)})
	}
	return s
}

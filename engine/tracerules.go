package engine

import (
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how rules are explained: those that were tried, in order,
// and the one that decided.

func (t *tracer) ruleStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	s := &TraceStage{Stage: "rules", Result: t.shownPtr(cs.Graded, b.Type), At: t.place(b.Rules[0].At)}
	if b.Ladder != nil {
		s.Name, s.Sources, s.Standing = b.Ladder.Name, t.cite(b.Ladder.Source), weakest(b.Ladder.Source)
	}
	done := false
	for k, r := range b.Rules {
		gives := levelValue(b.Scale, r.Level)
		try := TraceTry{Name: r.Name, Title: r.Title, Text: t.ruleText(r), Held: "not_looked_at", Gives: &gives, Because: r.Because,
			Sources: t.cite(r.Source), Standing: weakest(r.Source), At: t.place(r.At), Decided: cs.Rule != nil && int(cs.Rule[0]) == k}
		if !done {
			try.Held, try.Why = t.held(r.Cond, c), t.why(r.Cond, c, false)
			try.Effect = undecidedEffect(try.Held, r.Undecided)
			done = try.Held == "yes" || try.Held == "undecided" && r.Undecided == rules.Apply
		}
		s.Tried = append(s.Tried, try)
	}
	return s
}

// undecidedEffect says what the rules do about a condition that is undecided.
func undecidedEffect(held string, u rules.Undecided) string {
	if held != "undecided" {
		return ""
	}
	return [...]string{"undecided, so its level stays possible", "undecided, so it is skipped", "undecided, so it is applied"}[u]
}

// ruleText is the condition of a rule: its canonical sentence, and the formula
// as written where it has one.
func (t *tracer) ruleText(r *rules.Rule) string {
	switch e := r.Cond.(type) {
	case nil:
		return "otherwise"
	case *rules.Binary:
		if e.Op == "&&" && r.Text != "" && e.At() == r.At {
			return t.written(e.X) + ", and " + r.Text
		}
	}
	if r.Text != "" {
		return r.Text
	}
	return t.written(r.Cond)
}

// interval is the wording of an interval.
func intervalText(iv rules.Interval) string {
	switch {
	case iv.Otherwise:
		return "otherwise"
	case iv.Any:
		return "any value"
	}
	if iv.Text == nil {
		return ""
	}
	return lang.Canonical(iv.Text)
}

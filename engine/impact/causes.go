package impact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines causes: what decides a mover's result otherwise than before,
// found by comparing the traces of both sides from the result downwards.

// causes finds what decided before and after for each mover, and counts it.
func (c *comparison) causes() {
	before, after := c.ra.plan.Explainer(c.ra.data), c.rb.plan.Explainer(c.rb.data)
	for _, r := range c.close {
		n := map[string]int{}
		by := map[string]Cause{}
		for i, m := range r.Movers {
			if i == c.opt.Causes {
				c.note("causes were found for the first %d of %d movers", i, len(r.Movers))
				break
			}
			if i%500 == 0 {
				c.opt.Progress(fmt.Sprintf("causes: %d of %d movers", i, len(r.Movers)))
			}
			x := before(m.rowA, engine.ExplainOptions{Sources: c.a.Texts, Only: []string{r.block}})
			y := after(m.rowB, engine.ExplainOptions{Sources: c.b.Texts, Only: []string{r.block}})
			m.Causes = causesOf(traceOf(x, r.Name), traceOf(y, r.Name))
			for _, cause := range m.Causes {
				n[cause.Words]++
				by[cause.Words] = cause
			}
		}
		for words, cause := range by {
			cause.Movers = n[words]
			r.Causes = append(r.Causes, cause)
		}
		slices.SortFunc(r.Causes, func(x, y Cause) int {
			if x.Movers != y.Movers {
				return y.Movers - x.Movers
			}
			return strings.Compare(x.Words, y.Words)
		})
	}
}

// tracked is a trace, with its steps by name.
type tracked struct {
	root  *engine.TraceStep
	steps map[string]*engine.TraceStep
}

// traceOf finds the step of a result, which may have members.
func traceOf(t *engine.Trace, name string) tracked {
	out := tracked{steps: map[string]*engine.TraceStep{}}
	var walk func(s *engine.TraceStep)
	walk = func(s *engine.TraceStep) {
		if !s.Repeated || out.steps[stepName(s)] == nil {
			out.steps[stepName(s)] = s
		}
		for _, x := range s.Steps {
			walk(x)
		}
	}
	for _, s := range t.Steps {
		walk(s)
	}
	out.root = out.steps[name]
	return out
}

// stepName names a step as the columns of results do.
func stepName(s *engine.TraceStep) string {
	out := s.Block
	for _, m := range s.Members {
		out += "." + m.ID
	}
	return out
}

// mostCauses is how many causes a mover has at most.
const mostCauses = 6

// causesOf compares two traces: what decides the result, else what the steps and
// inputs that it reads come to.
func causesOf(x, y tracked) []Cause {
	if x.root == nil || y.root == nil {
		return nil
	}
	var out []Cause
	seen := map[string]bool{}
	var walk func(a, b *engine.TraceStep)
	walk = func(a, b *engine.TraceStep) {
		if seen[stepName(b)] || len(out) >= mostCauses {
			return
		}
		seen[stepName(b)] = true
		found := decidedApart(a, b)
		out = append(out, found...)
		below := len(out)
		for _, s := range b.Steps {
			was := x.steps[stepName(s)]
			s = y.steps[stepName(s)]
			if was != nil && s != nil && !sameValue(was.Result, s.Result) {
				walk(was, s)
			}
		}
		out = append(out, inputsApart(a, b)...)
		if len(found) == 0 && len(out) == below {
			out = append(out, figuresApart(a, b)...)
		}
		if len(found) == 0 && len(out) == below && !sameValue(a.Result, b.Result) {
			out = append(out, Cause{Words: address(b, "") + ": " + resultWords(a.Result) + " → " + resultWords(b.Result), Address: address(b, ""), File: b.At.File, Line: b.At.Line})
		}
	}
	walk(x.root, y.root)
	if len(out) > mostCauses {
		out = out[:mostCauses]
	}
	return out
}

func sameValue(a, b engine.TraceValue) bool {
	return a.Text == b.Text && a.Level == b.Level && a.Absent == b.Absent && a.Number == b.Number
}

func resultWords(v engine.TraceValue) string {
	switch {
	case v.Absent != "":
		return absentID + v.Absent
	case v.Level != "":
		return v.Level
	}
	return v.Text
}

func address(s *engine.TraceStep, part string) string {
	out := s.Kind + "." + s.Block
	if part != "" {
		out += "." + part
	}
	for i, m := range s.Members {
		out += map[bool]string{true: " for ", false: ", "}[i == 0] + m.ID
	}
	return out
}

// decidedApart are the rules, bands, steps, limits and decisions that decide in
// one of the two only.
func decidedApart(a, b *engine.TraceStep) []Cause {
	var out []Cause
	was, is := deciders(a), deciders(b)
	for _, d := range was {
		if !slices.ContainsFunc(is, func(x decider) bool { return x.part == d.part }) {
			out = append(out, d.cause(a, "no longer decides"))
		}
	}
	for _, d := range is {
		if !slices.ContainsFunc(was, func(x decider) bool { return x.part == d.part }) {
			out = append(out, d.cause(b, "now decides"))
		}
	}
	if a.Result.Absent != b.Result.Absent {
		for _, x := range []struct {
			s    *engine.TraceStep
			what string
		}{{a, "no longer absent"}, {b, "now absent"}} {
			if r := x.s.Result; r.Absent != "" {
				words := address(x.s, "") + " is " + x.what + " (" + r.Absent + ")"
				if r.Traced != "" {
					words += " because of " + r.Traced
				}
				out = append(out, Cause{Words: words, Address: address(x.s, ""), File: x.s.At.File, Line: x.s.At.Line})
			}
		}
	}
	return out
}

// decider is what decided a step.
type decider struct {
	part string
	at   engine.TracePlace
}

func (d decider) cause(s *engine.TraceStep, how string) Cause {
	a := address(s, d.part)
	return Cause{Words: a + " " + how, Address: a, File: d.at.File, Line: d.at.Line}
}

// partNames are what the stages call their parts in addresses.
var partNames = map[string]string{"adjust": "step", "limits": "limit", "rules": "rule", "bands": "bands", "table": "row", "value": "case", "overrides": "override", "points": "points", "interpolate": "interpolate"}

func deciders(s *engine.TraceStep) []decider {
	var out []decider
	for _, st := range s.Stages {
		name, ok := partNames[st.Stage]
		if !ok {
			continue
		}
		for _, t := range st.Tried {
			if t.Decided {
				out = append(out, decider{name + "." + t.Name, t.At})
			}
		}
	}
	return out
}

// inputsApart are the inputs whose values are others.
func inputsApart(a, b *engine.TraceStep) []Cause {
	var out []Cause
	for _, y := range b.Inputs {
		for _, x := range a.Inputs {
			if x.Input != y.Input || !slices.EqualFunc(x.Members, y.Members, func(m, n engine.TraceMember) bool { return m.ID == n.ID }) || sameValue(x.Value, y.Value) {
				continue
			}
			name := "input." + y.Input
			for _, m := range y.Members {
				name += "." + m.ID
			}
			how := " is other data"
			switch {
			case x.Value.Absent == "" && y.Value.Absent != "":
				how = " is now absent (" + y.Value.Absent + ")"
			case x.Value.Absent != "" && y.Value.Absent == "":
				how = " is no longer absent"
			case x.Value.Level != "" && y.Value.Level != "":
				how = ": " + x.Value.Level + " → " + y.Value.Level
			}
			out = append(out, Cause{Words: name + how, Address: name, File: y.At.File, Line: y.At.Line})
		}
	}
	return out
}

// figuresApart are the parameters whose values are others.
func figuresApart(a, b *engine.TraceStep) []Cause {
	var out []Cause
	for _, y := range b.Figures {
		for _, x := range a.Figures {
			if x.Parameter == y.Parameter && x.Value.Text != y.Value.Text {
				name := "parameter." + y.Parameter
				out = append(out, Cause{Words: name + ": " + x.Value.Text + " → " + y.Value.Text, Address: name, File: y.At.File, Line: y.At.Line})
			}
		}
	}
	return out
}

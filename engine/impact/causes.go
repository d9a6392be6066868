package impact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines causes: what decides a mover's result otherwise than before,
// found by comparing the traces of both sides from the result downwards.

// causes finds what decided before and after for each mover, and counts it.
func (c *comparison) causes() {
	find := c.finder()
	for _, r := range c.close {
		n := map[string]int{}
		by := map[string]Cause{}
		for i, m := range r.Movers {
			if i == c.opt.Causes {
				c.note("causes were found for the first %s of %s movers", thousands(i), thousands(len(r.Movers)))
				break
			}
			if i%500 == 0 {
				c.opt.Progress(fmt.Sprintf("causes: %d of %d movers", i, len(r.Movers)))
			}
			find(r, m)
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

// finder finds the causes of one mover after the other.
func (c *comparison) finder() func(*Result, *Mover) {
	before, after := c.ra.plan.Explainer(c.ra.data), c.rb.plan.Explainer(c.rb.data)
	changed := c.changed()
	return func(r *Result, m *Mover) {
		x := before(m.rowA, engine.ExplainOptions{Sources: c.a.Texts, Only: []string{r.block}, Entity: c.ra.entity})
		y := after(m.rowB, engine.ExplainOptions{Sources: c.b.Texts, Only: []string{r.block}, Entity: c.rb.entity})
		m.Causes = causesOf(traceOf(x, r.Name), traceOf(y, r.Name), changed)
	}
}

// changed are the computed blocks whose own statements are others, by name.
func (c *comparison) changed() map[string]bool {
	out := map[string]bool{}
	for _, x := range rules.CompareOn(c.a.Framework, c.b.Framework, c.a.AsOf, c.b.AsOf) {
		if x.Means() {
			_, name, _ := strings.Cut(x.Block, ".")
			out[name] = true
		}
	}
	for _, b := range c.b.Framework.Blocks { // what a table says is said where it is read
		if b.Table != nil && out[b.Table.Table.Name] {
			out[b.Name] = true
		}
	}
	return out
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

// causesOf compares two traces, from the result downwards. changed are the blocks
// whose own statements are others: in the rest, which band, rule or row decides
// only follows from what they read.
func causesOf(x, y tracked, changed map[string]bool) []Cause {
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
		own := decidedApart(a, b)
		if !changed[b.Block] && len(own) > 0 && follows(own) {
			own = nil
		}
		begin := len(out)
		out = append(out, own...)
		for _, s := range b.Steps {
			was, is := x.steps[stepName(s)], y.steps[stepName(s)]
			if was != nil && is != nil && !sameValue(was.Result, is.Result) {
				walk(was, is)
			}
		}
		out = append(out, inputsApart(a, b)...)
		if len(own) == 0 {
			out = append(out, figuresApart(a, b)...)
		}
		if len(out) == begin {
			out = append(out, itself(a, b)...)
		}
	}
	walk(x.root, y.root)
	if len(out) > mostCauses {
		out = out[:mostCauses]
	}
	return out
}

// follows reports whether all that decides otherwise is bands, rules, rows and
// the like: those of a block that says what it said.
func follows(list []Cause) bool {
	return !slices.ContainsFunc(list, func(c Cause) bool { return !c.follows })
}

// itself is a block whose result is another although all that it reads is the
// same, and the same part of it decides.
func itself(a, b *engine.TraceStep) []Cause {
	found := decidedApart(a, b)
	if len(found) > 0 {
		return found
	}
	part, at := "", b.At
	if is := deciders(b); len(is) > 0 {
		part, at = is[len(is)-1].part, is[len(is)-1].at
	}
	words := address(b, part) + " gives another number"
	if b.Result.Number == "" || b.Result.Level != "" {
		words = address(b, part) + " gives " + resultWords(b.Result) + " instead of " + resultWords(a.Result)
	}
	return []Cause{{Words: words, Address: address(b, part), File: at.File, Line: at.Line}}
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
	for _, d := range is {
		if !slices.ContainsFunc(was, func(x decider) bool { return x.part == d.part }) {
			out = append(out, d.cause(b, "now decides"))
		}
	}
	for _, d := range was {
		if !slices.ContainsFunc(is, func(x decider) bool { return x.part == d.part }) {
			out = append(out, d.cause(a, "no longer decides"))
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
				out = append(out, Cause{Words: words, Address: address(x.s, ""), File: x.s.At.File, Line: x.s.At.Line, follows: true})
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
	kind, _, _ := strings.Cut(d.part, ".")
	return Cause{Words: a + " " + how, Address: a, File: d.at.File, Line: d.at.Line, follows: kind != "step" && kind != "limit" && kind != "override"}
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
				out = append(out, decider{name + "." + strings.TrimPrefix(t.Name, name+" "), t.At})
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

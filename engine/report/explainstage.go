package report

import (
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines how the stages of a step stand in the outline: formulas with
// the numbers put in, members, and what was tried.

// stage writes one stage of a block.
func (o *outline) stage(s *engine.TraceStage, depth int, unit string) {
	result := ""
	if s.Result != nil {
		result = s.Result.Text
	}
	switch s.Stage {
	case "round":
		o.add(depth, plainTone, "rounded ", roundingWords(s.Rounding), ": ", s.Before.Text, " becomes ", result, after(" ", unit), "  ", o.line(s.At))
		return
	case "value":
		o.value(s, depth, unit)
	case "population":
		o.add(depth, plainTone, "population ", s.Name, ": ", s.Formula, ": ", result, "  ", o.line(s.At))
	case "members":
		o.add(depth, plainTone, "members  ", o.line(s.At))
	case "coverage":
		o.add(depth, plainTone, "coverage: needs ", s.Formula, "; ", s.Numbers, ": ", word(result == "yes", "enough", "not enough"), "  ", o.line(s.At))
	default:
		o.add(depth, plainTone, s.Stage, after(" ", s.Name), change(s, result), after(", ", flag(s.Standing)), "  ", o.line(s.At))
		if s.Numbers != "" {
			o.add(depth+1, plainTone, s.Numbers, " = ", result)
		}
	}
	for _, w := range s.Why {
		o.add(depth+1, plainTone, w)
	}
	for _, m := range s.Members {
		o.element(m, depth+1)
	}
	for _, p := range s.Parts {
		o.part(p, s, depth+1)
	}
	o.tries(s.Tried, depth+1)
	for _, d := range s.Near {
		o.add(depth+1, plainTone, "next threshold ", d.Side, ": ", word(d.Reached, "at ", word(d.Side == "up", "above ", "below ")), d.Threshold, ", ", d.By, word(d.Side == "up", " more", " less"), gives(d.Gives))
	}
}

// value writes a formula, then the numbers put in, then what it came to.
func (o *outline) value(s *engine.TraceStage, depth int, unit string) {
	text := s.Formula
	if s.Name != "" {
		text = "case " + s.Name + ": " + text
	}
	o.add(depth, plainTone, "value: ", text, "  ", o.line(s.At))
	if s.Result != nil && s.Result.Absent != "" {
		o.add(depth+1, plainTone, "no value: ", s.Result.Text)
		return
	}
	if s.Result != nil && strings.ReplaceAll(or(s.Numbers, s.Formula), "≈", "≈ ") != s.Result.Text {
		sign := " = "
		result := *s.Result
		shown := result.Text
		if result.Number != "" && !result.Exact && result.Level == "" {
			sign, shown = " ≈ ", result.Number
		}
		o.add(depth+1, plainTone, or(s.Numbers, s.Formula), sign, shown, after(" ", unit))
	}
}

// part writes a function over members, unless the line above says the same.
func (o *outline) part(p engine.TracePart, s *engine.TraceStage, depth int) {
	if p.StandsIn {
		o.add(depth, plainTone, p.Formula, " has no value; what stands in for it", equals(p.Value))
		return
	}
	if p.Numbers == "" && p.Formula == s.Formula && p.StandsFor == "" && len(p.Members) == 0 {
		return // the line above says it
	}
	if p.Numbers == "" || p.Numbers != s.Numbers {
		if p.StandsFor != "" {
			o.add(depth, dimTone, p.Formula, " stands for ", p.StandsFor)
		}
		numbers := ""
		if p.Numbers != p.Value.Text {
			numbers = after(" = ", p.Numbers)
		}
		o.add(depth, dimTone, p.Formula, numbers, equals(p.Value))
	} else if p.StandsFor != "" {
		o.add(depth, dimTone, "which is ", p.StandsFor)
	}
	if len(p.Decides) > 0 {
		o.add(depth, goodTone, word(len(p.Decides) == 1, "decides: ", "decide together: "), strings.Join(p.Decides, ", "))
	}
	if len(p.Members) == 0 || p.Numbers == "" || len(s.Members) > 0 {
		return
	}
	var list []string
	for _, m := range p.Members {
		list = append(list, m.Name+after(" ", m.Title)+" "+m.Value.Text+word(m.MadeUp, " (made up by the rules)", ""))
	}
	o.add(depth, dimTone, "from ", strings.Join(list, ", "), after(" (", strings.Join(p.Among, "; ")), word(len(p.Among) > 0, ")", ""))
}

// equals joins a formula and what it comes to.
func equals(v engine.TraceValue) string {
	if v.Number != "" && !v.Exact && v.Level == "" {
		return " ≈ " + v.Number
	}
	return " = " + v.Text
}

// change says what a stage started from and what it gave.
func change(s *engine.TraceStage, result string) string {
	of := after(" of ", s.Formula)
	switch {
	case s.Before == nil:
		return of + after(" gives ", result)
	case s.Stage == "limits" && s.Before.Text == result:
		return of + ": none changes " + result
	case s.Stage == "bands" || s.Stage == "points" || s.Stage == "interpolate":
		return of + ": " + s.Before.Text + withUnit(*s.Before, s.Unit) + after(" gives ", result)
	}
	return ": starts at " + after("", s.Formula) + word(s.Formula != "", ", ", "") + s.Before.Text + after(", ends at ", result)
}

// roundingWords says half_up(0) in words: "half up to a whole number".
func roundingWords(s string) string {
	var out []string
	for r := range strings.SplitSeq(s, ", then ") {
		mode, places, _ := strings.Cut(strings.TrimSuffix(r, ")"), "(")
		words := strings.ReplaceAll(mode, "_", " ")
		switch n, _ := strconv.Atoi(places); {
		case n == 0:
			words += " to a whole number"
		case n == 1:
			words += " to 1 decimal place"
		case n > 1:
			words += " to " + places + " decimal places"
		default:
			words += " to a multiple of 1" + strings.Repeat("0", -n)
		}
		out = append(out, words)
	}
	return strings.Join(out, ", then ")
}

// element writes a member of a score.
func (o *outline) element(m engine.TraceElement, depth int) {
	text := m.Name + ": " + m.Value.Text
	if m.MadeUp && m.Used == nil {
		text += " (made up by the rules)"
	}
	if m.Used != nil && m.LeftOut == "" {
		text += word(m.MadeUp, ", made up by the rules: ", ", replaced by ") + m.Used.Text
	}
	if m.Weight != nil {
		text += ", weight " + m.Weight.Text
	}
	if m.Share != nil {
		text += ", share of what counts " + m.Share.Text
	}
	if m.LeftOut != "" {
		text = m.Name + ": left out (" + m.LeftOut + ")" + word(m.Weight != nil, ", its weight goes to the others", "")
	}
	o.add(depth, word2(m.Decides, goodTone, plainTone), word(m.Decides, "decides: ", ""), text, after(" — ", m.Title))
}

// mostTries is how many rows of a table are written one by one.
const mostTries = 12

// tries writes what was looked at. Neighbours of which there is nothing to say
// are named together.
func (o *outline) tries(list []engine.TraceTry, depth int) {
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && mute(list[j], len(list)) && list[j].Held == list[i].Held {
			j++
		}
		if j-i < 3 {
			o.try(list[i], depth)
			i++
			continue
		}
		o.add(depth, dimTone, heldWords(list[i].Held), "  ", list[i].Name, " to ", list[j-1].Name)
		i = j
	}
}

// mute reports whether nothing needs to be said of a try.
func mute(t engine.TraceTry, of int) bool {
	switch {
	case t.Decided:
		return false
	case t.Held == "not_looked_at":
		return true
	case t.Held == "undecided":
		return strings.HasPrefix(t.Name, "row ") || len(t.Why) == 0
	}
	return of > mostTries && t.Held == "no" && strings.HasPrefix(t.Name, "row ")
}

func heldWords(s string) string { return strings.ReplaceAll(s, "_", " ") }

// try writes a rule, band, row, case, step or limit that was looked at.
func (o *outline) try(t engine.TraceTry, depth int) {
	text := heldWords(t.Held) + "  " + t.Name
	if t.Text != "" && t.Text != t.Name {
		text += ": " + t.Text
	}
	if t.Effect != "" {
		text += " → " + t.Effect
	} else if t.Gives != nil && t.Gives.Level != t.Name {
		text += " → " + t.Gives.Text
	}
	text += after(", ", flag(t.Standing))
	if len(t.Why) == 1 {
		text += " — " + t.Why[0]
	}
	o.add(depth, word2(t.Decided, goodTone, dimTone), word(t.Decided, "► ", ""), text, "  ", o.line(t.At))
	if len(t.Why) > 1 {
		for _, w := range t.Why {
			o.add(depth+1, dimTone, w)
		}
	}
	if t.Decided && t.Before != nil && t.After != nil {
		o.add(depth+1, plainTone, "from ", t.Before.Text, " to ", t.After.Text, after(": ", t.Because), after(" Sources: ", strings.Join(t.Sources, ", ")))
	}
	if d := t.Decision; d != nil {
		o.add(depth+1, plainTone, "decided by ", d.By, after(": ", d.Reason), after("; evidence: ", d.Evidence), after("; until ", d.Until))
	}
}

func (o *outline) whyNot(w *engine.TraceWhyNot) {
	o.add(0, headTone, "Why not ", w.Level.Text, "?")
	o.add(1, plainTone, w.Answer)
	ways := 0
	for _, x := range w.Blocks {
		if x.Choice == "one" {
			ways++
		}
	}
	for _, x := range w.Blocks {
		o.add(1, plainTone, x.Stage, after(" ", x.Name), word(x.Choice == "one" && ways > 1, " (one of these is enough)", ""), after(": ", x.Text), "  ", o.line(x.At))
		for _, n := range x.Needs {
			o.add(2, plainTone, n)
		}
	}
}

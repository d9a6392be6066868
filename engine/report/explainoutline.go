package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines the outline of a trace: lines with a depth, in the words of
// a methodologist.

// tone is the weight of a line.
type tone int

const (
	plainTone tone = iota
	answerTone
	headTone
	dimTone
	goodTone
	warnTone
)

// line is one entry of the outline; an empty one separates.
type line struct {
	depth int
	tone  tone
	text  string
}

type outline struct {
	lines []line
	file  string          // of the step that is written
	seen  map[string]bool // inputs that were written
}

func (o *outline) add(depth int, t tone, parts ...string) {
	text := ""
	for _, p := range parts {
		text += p
	}
	o.lines = append(o.lines, line{depth, t, printed(text)})
}

func (o *outline) gap() { o.lines = append(o.lines, line{}) }

// outlined is the whole trace.
func outlined(t *engine.Trace) []line {
	o := &outline{seen: map[string]bool{}}
	o.add(0, answerTone, t.Answer)
	o.gap()
	if t.WhyNot != nil {
		o.whyNot(t.WhyNot)
		o.gap()
	}
	o.context(t)
	o.gap()
	o.add(0, headTone, "Results")
	for _, r := range t.Results {
		o.add(1, plainTone, r.Block, memberIDs(r.Members), word(r.Everyone, ", a figure of everyone", ""), ": ", r.Value.Text, withUnit(r.Value, r.Unit), word(r.Supplied, ", supplied with the data", ""), after(", from ", r.Value.Traced), tail(r.Title, r.Standing))
	}
	o.above(t.Above)
	o.below(t.Below)
	for _, s := range t.Steps {
		o.gap()
		o.step(s, 0)
	}
	if len(t.Sources) > 0 {
		o.gap()
		o.add(0, headTone, "Sources")
		for _, s := range t.Sources {
			o.add(1, plainTone, s.Name, " (", s.Standing, "): ", s.Title, after(", ", s.URL), after(", retrieved ", s.Retrieved), after(". ", s.Note))
		}
	}
	return o.lines
}

// context says who was rated, by which rules and from which data.
func (o *outline) context(t *engine.Trace) {
	f := t.Framework
	o.add(0, dimTone, "Rules: ", or(f.Title, f.ID), after(", version ", f.Version), after(", variant ", f.Variant), after(", ", f.Publisher), after(", as of ", t.AsOf), after(", digest ", digest(f.Digest)))
	var key []string
	for _, k := range t.Entity.Key {
		key = append(key, k.Column+" "+k.Value)
	}
	for _, r := range t.Entity.Within {
		key = append(key, "within "+rowName(r))
	}
	o.add(0, dimTone, or(t.Entity.Title, t.Entity.Kind), ": ", strings.Join(key, ", "), after("; data ", strings.Join(t.Data.Files, ", ")), after(", digest ", digest(t.Data.Digest)))
}

// step writes a block, what it did and what it read.
func (o *outline) step(s *engine.TraceStep, depth int) {
	name := s.Kind + " " + s.Block + memberIDs(s.Members)
	switch {
	case s.Row != nil:
		name += " of " + rowName(*s.Row)
	case s.Everyone:
		name += ", a figure of everyone"
	}
	name += ": " + s.Result.Text + withUnit(s.Result, s.Unit)
	o.file = s.At.File
	switch {
	case s.Repeated:
		o.add(depth, plainTone, name, " (shown above)")
		return
	case s.Supplied:
		name += ", supplied with the data, not computed" + after(": column ", quoted(s.Column))
	}
	o.add(depth, headTone, name, after(", from ", s.Result.Traced), tail(s.Title, s.Standing), "  ", place(s.At))
	if s.Note != "" {
		o.add(depth+1, dimTone, "note: ", s.Note)
	}
	for _, st := range s.Stages {
		o.stage(st, depth+1, st.Unit)
	}
	for _, p := range s.Populations {
		o.population(p, depth+1)
	}
	if len(s.Sources) > 0 {
		o.add(depth+1, dimTone, "sources: ", strings.Join(s.Sources, ", "))
	}
	for _, p := range s.Figures {
		o.add(depth+1, plainTone, "parameter ", p.Parameter, ": ", p.Value.Text, after(" ", p.Unit), after(", in force since ", p.From), cited(p.Title, p.Sources, p.Standing), "  ", o.line(p.At))
	}
	o.inputs(s.Inputs, depth+1)
	for _, x := range s.Steps {
		o.step(x, depth+1)
		o.file = s.At.File
	}
	for _, h := range s.Hidden {
		o.add(depth+1, dimTone, "… ", word(h.Rows == 1, "the explanation", "the explanations"), " of its ", strconv.Itoa(h.Rows), " ", h.Entity, word(h.Rows == 1, " row is", " rows are"), " left out (--down, or explain one by its name)")
	}
	if s.Cut {
		o.add(depth+1, dimTone, "… what this rests on is left out (--depth)")
	}
}

// inputs writes what was read from the data; what stands further up is only named.
func (o *outline) inputs(list []engine.TraceInput, depth int) {
	var again []string
	for _, in := range list {
		id := inputName(in)
		if o.seen[id] {
			again = append(again, id+" "+in.Value.Text)
			continue
		}
		o.seen[id] = true
		o.input(in, depth)
	}
	if len(again) > 0 {
		o.add(depth, dimTone, "inputs shown above: ", strings.Join(again, ", "))
	}
}

func withUnit(v engine.TraceValue, unit string) string {
	if v.Absent != "" {
		return ""
	}
	return after(" ", unit)
}

func (o *outline) input(in engine.TraceInput, depth int) {
	value := in.Value.Text
	if in.MadeUp {
		value += " (made up by the rules, for the data has none: " + in.Raw.Text + "; " + in.Policy + ")"
	} else if in.Raw != in.Value {
		value += " (in the data: " + in.Raw.Text + "; " + in.Policy + ")"
	} else if in.Policy != "" {
		value += " (" + in.Policy + ")"
	}
	column := ""
	if in.Column != "" {
		column = ", column " + strconv.Quote(in.Column)
	}
	o.add(depth, plainTone, "input ", inputName(in), ": ", value, withUnit(in.Value, in.Unit), column, cited(in.Title, in.Sources, in.Standing), "  ", o.line(in.At))
	for _, p := range in.Populations {
		o.population(p, depth+1)
	}
}

// inputName names an input, its members, and its row where that is another one.
func inputName(in engine.TraceInput) string {
	name := in.Input + memberIDs(in.Members)
	if in.Row != nil {
		name += " of " + rowName(*in.Row)
	}
	return name
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return strconv.Quote(s)
}

func memberIDs(ms []engine.TraceMember) string {
	out := ""
	for _, m := range ms {
		out += "[" + m.ID + "]"
	}
	return out
}

// tail adds a title and, unless it is confirmed, the standing.
func tail(title, standing string) string { return after(" — ", title) + after(", ", flag(standing)) }

func cited(title string, sources []string, standing string) string {
	out := after(" — ", title)
	if len(sources) > 0 {
		out += ", source " + strings.Join(sources, ", ")
	}
	return out + after(", ", flag(standing))
}

// flag names a standing that is not confirmed.
func flag(standing string) string {
	if standing == "" || standing == "confirmed" {
		return ""
	}
	return strings.ToUpper(standing)
}

func gives(v *engine.TraceValue) string {
	if v == nil {
		return ""
	}
	return ", gives " + v.Text
}

func place(p engine.TracePlace) string {
	if p.Line == 0 {
		return ""
	}
	return fmt.Sprintf("(%s:%d)", p.File, p.Line)
}

// line names a line of the file of the step, or of another file.
func (o *outline) line(p engine.TracePlace) string {
	if p.Line > 0 && p.File == o.file {
		return fmt.Sprintf("(line %d)", p.Line)
	}
	return place(p)
}

// after puts something before a text that is there.
func after(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// digest is the beginning of a digest, enough to compare by eye.
func digest(s string) string {
	s = strings.TrimPrefix(s, "sha256:")
	return s[:min(12, len(s))]
}

func word(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

func word2(yes bool, a, b tone) tone {
	if yes {
		return a
	}
	return b
}

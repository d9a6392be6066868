package engine

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines Explain: how one entity came by its results. Explain is a
// read, not a recording: the plan runs for that one row, and the trace is a walk
// over the typed tree that calls the same kernels again for parts of formulas,
// so that a trace cannot disagree with a result.

// TraceFormat is the version of the trace's public form.
const TraceFormat = 1

// ExplainOptions says what is explained.
type ExplainOptions struct {
	Sources map[string][]byte // text of the rule files, by the names that ranges bear
	Columns map[string]string // as in BindOptions: which column an input was read from
	Depth   int               // how many layers of blocks below the results; 0: all
	Only    []string          // blocks to explain; none: those that are published
	WhyNot  string            // id of a level: what stands in its way
	Tool    string            // version of the program
}

// Explain says how the entity in a row of the data came by its results.
func (p *Plan) Explain(d *Dataset, row int, opt ExplainOptions) *Trace {
	return p.Explainer(d)(row, opt)
}

// Explainer explains several rows of one dataset: what depends on everyone is
// computed once.
func (p *Plan) Explainer(d *Dataset) func(row int, opt ExplainOptions) *Trace {
	run := newRunning(p, d, 0)
	run.meaning = p.Framework.MeaningDigest()
	return func(row int, opt ExplainOptions) *Trace { return run.explain(row, opt) }
}

func (r *running) explain(row int, opt ExplainOptions) *Trace {
	p, d, f := r.plan, r.data, r.frame(r.plan.Framework.Entity)
	f.start(row, 1)
	t := &tracer{f: f, p: p, opt: opt, seen: map[string]bool{}, cited: map[*rules.Source]bool{}}
	fw := p.Framework
	t.out = &Trace{FormatVersion: TraceFormat, Results: []TraceResult{}, Steps: []*TraceStep{}, Tool: opt.Tool, AsOf: p.AsOf, AsOfLatest: p.Latest && p.AsOf != "",
		Framework: TraceFramework{ID: fw.ID, Version: fw.Version, Variant: fw.Variant, Title: fw.Title, Publisher: fw.Publisher, Digest: fw.Digest, Meaning: r.meaning},
		Data:      TraceData{Digest: d.Digest, Files: d.Files}, Entity: t.entity(row)}
	blocks := t.roots()
	for _, b := range blocks {
		t.root(b)
	}
	if head := headline(blocks); head != nil {
		t.out.Answer = t.answer(head)
		if opt.WhyNot != "" && head.Scale != nil {
			t.out.WhyNot = t.whyNot(head, opt.WhyNot)
		}
	}
	t.sources()
	return t.out
}

// Headline is the block that the answer and the question "why not" are about:
// overall, else the first rating, else the first of those asked for.
func (p *Plan) Headline(only []string) *rules.Block {
	t := &tracer{p: p, opt: ExplainOptions{Only: only}}
	return headline(t.roots())
}

func headline(blocks []*rules.Block) *rules.Block {
	var first *rules.Block
	for _, b := range blocks {
		switch {
		case b.Name == "overall":
			return b
		case first == nil, first.Kind != rules.Rating && b.Kind == rules.Rating:
			first = b
		}
	}
	return first
}

// tracer builds one trace.
type tracer struct {
	f     *frame
	p     *Plan
	opt   ExplainOptions
	out   *Trace
	seen  map[string]bool // steps that stand in full elsewhere
	cited map[*rules.Source]bool
	noted []*rules.Source
	depth int
}

// roots are the blocks asked for; without a wish those that are published, and
// where none is, all that nothing else reads.
func (t *tracer) roots() []*rules.Block {
	fw := t.p.Framework
	if len(t.opt.Only) > 0 {
		var out []*rules.Block
		for _, b := range fw.Blocks {
			if slices.Contains(t.opt.Only, b.Name) {
				out = append(out, b)
			}
		}
		return out
	}
	if len(fw.Publish) > 0 {
		return fw.Publish
	}
	read := map[rules.Quantity]bool{}
	for _, b := range fw.Blocks {
		for _, q := range b.Refs() {
			if q != rules.Quantity(b) {
				read[q] = true
			}
		}
	}
	var out []*rules.Block
	for _, b := range fw.Blocks {
		if !read[b] && !b.NamedList() {
			out = append(out, b)
		}
	}
	return out
}

// root adds a block, for every combination of its members, to the results and
// the steps.
func (t *tracer) root(b *rules.Block) {
	axes := t.p.memberAxes(b.For)
	for k := range t.f.data.combos(axes) {
		c := t.f.empty()
		t.f.data.unflat(axes, k, c.at)
		step := t.step(b, c)
		t.out.Results = append(t.out.Results, TraceResult{Block: b.Name, Title: step.Title, Members: step.Members,
			Value: step.Result, Unit: step.Unit, Standing: step.Standing, Sources: step.Sources, At: step.At})
		t.out.Steps = append(t.out.Steps, step)
	}
}

func (t *tracer) entity(row int) TraceEntity {
	d := t.f.data
	e := t.p.Framework.Entity
	out := TraceEntity{Key: []TraceKey{}, Kind: e.Name, Title: e.Title, Name: d.KeyText(row), Row: row + 1}
	for k, name := range d.KeyNames {
		if k < len(d.Keys) {
			out.Key = append(out.Key, TraceKey{Column: name, Value: d.Keys[k][row]})
		}
	}
	if row < len(d.Labels) && d.Labels[row] != "" {
		out.Label = d.Labels[row]
	}
	return out
}

// place says where a part of the rules stands.
func (t *tracer) place(r rules.Range) TracePlace {
	return TracePlace{File: r.Filename, Line: r.Start.Line}
}

// members names the members that a context holds.
func (t *tracer) members(axes []*rules.Entity, c *env) []TraceMember {
	var out []TraceMember
	for _, e := range t.p.memberAxes(axes) {
		m := int(c.at[e.Index])
		out = append(out, TraceMember{Entity: e.Name, ID: t.f.data.MemberName(e, m), Title: memberTitle(e, m)})
	}
	return out
}

// memberTitle is what the framework calls a member for people, "" if nothing.
func memberTitle(e *rules.Entity, m int) string {
	for _, attr := range []string{"title", "label", "name"} {
		if _, k := e.Attr(attr); k >= 0 && m >= 0 && m < len(e.Members) {
			if v := e.Members[m].Values[k]; v.Absent == "" {
				return v.String()
			}
		}
	}
	return ""
}

// cite notes sources for the list at the end and names them.
func (t *tracer) cite(list []*rules.Source) []string {
	var out []string
	for _, s := range list {
		if !t.cited[s] {
			t.cited[s] = true
			t.noted = append(t.noted, s)
		}
		out = append(out, s.Name)
	}
	return out
}

// weakest is the standing of a list of sources, "" where none is cited.
func weakest(list []*rules.Source) string {
	if len(list) == 0 {
		return ""
	}
	w := rules.Confirmed
	for _, s := range list {
		w = max(w, s.Standing)
	}
	return w.String()
}

// sources lists what was cited, in the order of the framework.
func (t *tracer) sources() {
	for _, s := range t.p.Framework.Sources {
		if t.cited[s] {
			t.out.Sources = append(t.out.Sources, TraceSource{Name: s.Name, Title: s.Title, URL: s.URL, Retrieved: s.Retrieved,
				Standing: s.Standing.String(), Note: s.Note, At: t.place(s.At)})
		}
	}
}

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
	Entity  *rules.Entity     // whose row is explained; nil: the framework's entity
	Depth   int               // how many layers of blocks below the results; 0: all
	Down    int               // how many levels of rows within the row; 0: one, where they are few; negative: none
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
	return func(row int, opt ExplainOptions) *Trace { return run.explain(row, opt) }
}

func (r *running) explain(row int, opt ExplainOptions) *Trace {
	p, d, fw := r.plan, r.data, r.plan.Framework
	e := opt.Entity
	if e == nil {
		e = fw.Entity
	}
	f := r.frame(e)
	f.start(row, 1)
	t := newTracer(f, opt)
	t.out = &Trace{FormatVersion: TraceFormat, Results: []TraceResult{}, Steps: []*TraceStep{}, Tool: opt.Tool, AsOf: p.AsOf,
		Framework: TraceFramework{ID: fw.ID, Version: fw.Version, Variant: fw.Variant, Title: fw.Title, Publisher: fw.Publisher, Digest: fw.Digest},
		Data:      TraceData{Digest: d.Digest, Files: d.Files}, Entity: t.entity(row)}
	blocks := t.roots()
	for _, b := range blocks {
		t.home(b, func() { t.root(b) })
	}
	if head := headline(blocks); head != nil {
		t.home(head, func() {
			t.out.Answer = t.answer(head)
			if opt.WhyNot != "" && head.Scale != nil {
				t.out.WhyNot = t.whyNot(head, opt.WhyNot)
			}
		})
	} else {
		t.out.Answer = t.who() + " has no results of its own."
	}
	t.out.Above, t.out.Below = t.upwards(), t.downwards()
	t.sources()
	return t.out
}

// newTracer makes a tracer of the row that a frame is at.
func newTracer(f *frame, opt ExplainOptions) *tracer {
	base := spot{f.grain, f.lo}
	return &tracer{f: f, p: f.plan, run: f.run, opt: opt, base: base, frames: map[spot]*frame{base: f}, seen: map[string]bool{}, cited: map[*rules.Source]bool{}}
}

// Headline is the block that the answer and the question "why not" are about:
// overall, else the first rating, else the first of those asked for.
func (p *Plan) Headline(only []string) *rules.Block {
	return p.HeadlineOf(p.Framework.Entity, only)
}

// HeadlineOf is the headline of a row of an entity.
func (p *Plan) HeadlineOf(e *rules.Entity, only []string) *rules.Block {
	t := &tracer{p: p, opt: ExplainOptions{Only: only}, base: spot{e: e}}
	return headline(t.roots())
}

func headline(blocks []*rules.Block) *rules.Block {
	var first *rules.Block
	for _, b := range blocks {
		switch {
		case b.Name == "overall":
			return b
		case first == nil, weight(b) > weight(first):
			first = b
		}
	}
	return first
}

// weight is how much a block speaks for a row: ratings more than others, and one
// result more than several.
func weight(b *rules.Block) int {
	w := 0
	if b.Kind == rules.Rating {
		w = 2
	}
	if !slices.ContainsFunc(b.For, func(e *rules.Entity) bool { return !e.Rows }) && len(b.For) > 0 {
		w++
	}
	return w
}

// tracer builds one trace.
type tracer struct {
	f       *frame // at the row where the trace is
	frames  map[spot]*frame
	base    spot // the row that is explained
	p       *Plan
	run     *running
	opt     ExplainOptions
	out     *Trace
	seen    map[string]bool // steps that stand in full elsewhere
	cited   map[*rules.Source]bool
	noted   []*rules.Source
	depth   int
	rows    int           // how many levels of rows below the one that is explained
	nesting bool          // what is read is explained below a step
	hidden  []TraceHidden // rows that are not
}

// roots are the blocks asked for; without a wish those that are published for
// the rows of the entity, and the figures of everyone; where nothing is, all that
// nothing else of those rows reads.
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
	out := t.of(fw.Publish, t.base.e)
	if len(fw.Publish) > 0 && (len(out) > 0 || t.base.e == fw.Entity) {
		return append(out, t.of(fw.Publish, nil)...)
	}
	own := t.of(fw.Blocks, t.base.e)
	read := map[rules.Quantity]bool{}
	for _, b := range own {
		for _, q := range b.Refs() {
			if q != rules.Quantity(b) {
				read[q] = true
			}
		}
	}
	return slices.DeleteFunc(own, func(b *rules.Block) bool { return read[b] || b.NamedList() })
}

// of are the blocks that are for the rows of an entity.
func (t *tracer) of(blocks []*rules.Block, e *rules.Entity) []*rules.Block {
	var out []*rules.Block
	for _, b := range blocks {
		if rules.Grain(b.For) == e {
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
			Value: step.Result, Unit: step.Unit, Supplied: step.Supplied, Everyone: step.Everyone, Standing: step.Standing, Sources: step.Sources, At: step.At})
		t.out.Steps = append(t.out.Steps, step)
	}
}

func (t *tracer) entity(row int) TraceEntity {
	if t.base.e == nil {
		return TraceEntity{Kind: "everyone", Name: "everyone", Key: []TraceKey{}, Row: 1}
	}
	r := t.rowOf(t.base)
	out := TraceEntity{Key: r.Key, Kind: r.Entity, Title: r.Title, Name: r.Name, Label: r.Label, Row: row + 1}
	for e := t.base.e.Within; e != nil && e.Rows; e = e.Within {
		up := t.above(t.base, e)
		if up < 0 {
			break
		}
		out.Within = append(out.Within, *t.rowOf(spot{e, up}))
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

package engine

import (
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines causes: the one part of the rules, or the one value of the
// data, that a result rests on. It is what a report groups results by; Explain
// tells the whole story.

// Cause is what decided a result.
type Cause struct {
	Kind  string     `json:"kind"`           // override, limit, step, rule, band, row, case, points, segment, formula, population, applies, supplied, input, absence
	Name  string     `json:"name,omitempty"` // of the limit, the rule, the input
	Block string     `json:"block"`          // the result, with its members
	Text  string     `json:"text,omitempty"` // how it came about, for this row
	At    TracePlace `json:"at"`
}

// String names the cause for people: "limit breach of overall".
func (c Cause) String() string {
	switch c.Kind {
	case "input":
		return "input " + c.Name
	case "supplied":
		return "the value that was supplied for " + c.Block
	}
	if c.Name == "" {
		return c.Kind + " of " + c.Block
	}
	return c.Kind + " " + c.Name + " of " + c.Block
}

// Causes says for rows of the data what decided the k-th column of a block.
func (p *Plan) Causes(d *Dataset, b *rules.Block, k int, rows []int, sources map[string][]byte) []Cause {
	run := newRunning(p, d, 0)
	f := run.frame(rules.Grain(b.For))
	var out []Cause
	for _, row := range rows {
		f.start(row, 1)
		t := newTracer(f, ExplainOptions{Sources: sources})
		t.out = &Trace{Entity: t.entity(row)}
		c := f.empty()
		d.unflat(p.memberAxes(b.For), k, c.at)
		out = append(out, t.cause(b, c))
	}
	return out
}

func (t *tracer) cause(b *rules.Block, c *env) Cause {
	cs := t.f.block(b, c)
	out := Cause{Kind: "formula", Block: t.quantityName(b, c), At: t.place(b.At), Text: t.decided(b, c, cs)}
	found := func(kind, name string, at rules.Range) Cause {
		out.Kind, out.Name, out.At = kind, name, t.place(at)
		return out
	}
	switch {
	case cs.supplied:
		return found("supplied", "", b.At)
	case cs.Decided != nil && cs.Decided[0] != nil:
		return found("override", b.Overrides[0].Name, b.Overrides[0].At)
	case !cs.among(0):
		return found("population", b.Among[0].Pop.Name, b.Among[0].Pop.At)
	case cs.doesNotApply(0):
		return found("applies", "", b.Applies.At())
	case cs.Hit != nil && cs.Hit[0] != 0:
		for i, l := range b.Limits {
			if cs.Hit[0]&(1<<i) != 0 {
				return found("limit", l.Name, l.At)
			}
		}
	case cs.Final.why(0) != 0:
		return t.absenceCause(b, c, cs, found)
	}
	return t.gradeCause(b, cs, found)
}

// absenceCause is the input that an absence was carried from, else the block.
func (t *tracer) absenceCause(b *rules.Block, c *env, cs *cols, found func(string, string, rules.Range) Cause) Cause {
	from := t.origin(b, c, cs.Final.why(0), map[*cols]bool{})
	name, _, _ := strings.Cut(from, " (") // of another row
	name, _, _ = strings.Cut(name, "[")
	for _, in := range t.p.Framework.Inputs {
		if from != "" && in.Name == name {
			return found("input", from, in.At)
		}
	}
	return found("absence", "", b.At)
}

// gradeCause is what gave a level that no limit or decision changed.
func (t *tracer) gradeCause(b *rules.Block, cs *cols, found func(string, string, rules.Range) Cause) Cause {
	if b.Adjust != nil {
		for i := len(cs.Steps) - 1; i >= 0; i-- {
			if cs.Steps[i][0] == 1 {
				return found("step", b.Adjust.Steps[i].Name, b.Adjust.Steps[i].At)
			}
		}
		if b.Adjust.From != nil {
			return found("formula", "", b.Adjust.At)
		}
	}
	switch {
	case len(b.Rules) > 0 && cs.Rule != nil && cs.Rule[0] >= 0:
		r := b.Rules[cs.Rule[0]]
		return found("rule", r.Name, r.At)
	case b.Bands != nil && cs.Band != nil && cs.Band[0] >= 0:
		band := t.bandsInForce(b)[cs.Band[0]]
		return found("band", b.Scale.Level(band.Level).ID, band.At)
	case b.Table != nil && cs.Row != nil && cs.Row[0] >= 0:
		return found("row", strconv.Itoa(int(cs.Row[0])+1)+" of table "+b.Table.Table.Name, b.Table.Table.Rows[cs.Row[0]].At)
	case b.Points != nil:
		return found("points", "", b.Points.At)
	case b.Interpolate != nil:
		return found("segment", "", b.Interpolate.At)
	case cs.Case != nil && cs.Case[0] >= 0:
		return found("case", b.Cases[cs.Case[0]].Name, b.Cases[cs.Case[0]].At)
	case b.Value != nil:
		return found("formula", "", b.Value.At())
	}
	return found("formula", "", b.At)
}

package golden

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines properties: what must hold for no input (never) or for every
// one (always). Inputs are drawn by a generator whose seed is the name of the
// test, so that a run can be repeated. The first input that breaks the property
// is made as small as it can be before it is shown.

const (
	defaultCases = 1000
	drawnAtOnce  = 4096
)

// prop is one property of a test.
type prop struct {
	s      *suite
	plan   *engine.Plan
	block  *rules.Block // the formula
	breaks int32        // its code where the property is broken
	fixed  []rules.Assign
	slots  []*slot
	empty  *engine.Dataset // for places of members
}

func (s *suite) property(t *rules.Test, o *Outcome) error {
	if s.refusedValues(t, o) {
		o.Failed = 1
		return nil
	}
	for _, x := range []struct {
		e      rules.Expr
		word   string
		breaks int32
	}{{t.Never, "never", 1}, {t.Always, "always", 0}} {
		if x.e == nil {
			continue
		}
		if err := s.holds(t, o, x.e, x.word, x.breaks); err != nil {
			return err
		}
	}
	return nil
}

// holds tries one property.
func (s *suite) holds(t *rules.Test, o *Outcome, e rules.Expr, word string, breaks int32) error {
	p := s.newProp(t, e, breaks)
	if t.Data != "" {
		return p.overRows(t, o, word)
	}
	if s.undated(t, o, p.plan, []*rules.Block{p.block}) {
		o.Failed++
		return nil
	}
	n, undecided := cmp.Or(t.Cases, defaultCases), 0
	seed := fnv.New64a()
	seed.Write([]byte(t.Name))
	draw := rand.New(rand.NewPCG(seed.Sum64(), 1))
	for tried := 0; tried < n; {
		rows := p.draw(draw, min(drawnAtOnce, n-tried))
		out, _, err := p.run(rows)
		if err != nil {
			return err
		}
		for i := range rows {
			tried++
			if out.Why[i] != 0 {
				undecided++
			} else if out.Code[i] == breaks {
				o.Cases += tried
				o.Failed++
				return p.broken(o, t, word, rows[i], tried)
			}
		}
	}
	o.Cases += n
	if undecided == n {
		o.Failed++
		f := problem("%s: the condition could not be decided for any of %s, so nothing was tried. Give the inputs that it needs, or raise cases.", word, diag.Plural(n, "input", "inputs"))
		f.Place = o.Place
		o.fail(f)
	}
	if o.Note != "" {
		o.Note += "; "
	}
	o.Note += fmt.Sprintf("%s: %s tried", word, diag.Plural(n, "input", "inputs"))
	if undecided > 0 {
		o.Note += fmt.Sprintf(", of which %s could not be decided", number(undecided))
	}
	return nil
}

// newProp makes a framework that publishes the formula beside the plan's.
func (s *suite) newProp(t *rules.Test, e rules.Expr, breaks int32) *prop {
	yes := rules.Type{Kind: rules.Bool}
	b := &rules.Block{About: rules.About{At: t.At}, Kind: rules.Derive, Name: t.Name, For: []*rules.Entity{s.fw.Entity}, Type: yes, VType: yes, Value: e, Else: -1}
	fw := *s.fw
	fw.Blocks = append(slices.Clone(fw.Blocks), b)
	p := &prop{s: s, block: b, breaks: breaks, fixed: t.Given, plan: engine.Compile(&fw, engine.Options{AsOf: s.plan(t.AsOf).AsOf})}
	p.empty = p.plan.Given([][]rules.Assign{t.Given})
	p.slots = p.findSlots()
	return p
}

// run evaluates the property for rows of values.
func (p *prop) run(rows [][]rules.Value) (*engine.Column, *engine.Result, error) {
	assigns := make([][]rules.Assign, len(rows))
	for i, r := range rows {
		assigns[i] = slices.Clone(p.fixed)
		for k, v := range r {
			if v.Absent != notReported {
				assigns[i] = append(assigns[i], rules.Assign{Quantity: p.slots[k].in, Member: p.slots[k].member, Value: v, Absent: v.Absent})
			}
		}
	}
	return p.over(p.plan.Given(assigns))
}

// over evaluates the property over data.
func (p *prop) over(d *engine.Dataset) (*engine.Column, *engine.Result, error) {
	res, err := p.plan.Run(p.s.ctx, d, engine.RunOptions{All: true})
	if err != nil {
		return nil, nil, err
	}
	return res.Outcomes[p.block][0].Final, res, nil
}

// overRows holds the rows of a file to the property.
func (p *prop) overRows(t *rules.Test, o *Outcome, word string) error {
	res, err := p.s.rateFile(p.plan, t, o, true)
	if err != nil || res == nil {
		return err
	}
	out := res.Outcomes[p.block][0].Final
	for row := range res.Data.Rows {
		o.count(func(o *Outcome) {
			if out.Why[row] != 0 || out.Code[row] != p.breaks {
				return
			}
			if o.terse {
				o.fail(problem("%s: broken", word))
				return
			}
			f := p.failure(res, row, word)
			f.Row, f.Place = res.Data.KeyText(row), p.s.place(p.block.Value.At())
			o.fail(f)
		})
	}
	return nil
}

// broken shows the smallest input that breaks the property as this one does.
func (p *prop) broken(o *Outcome, t *rules.Test, word string, row []rules.Value, tried int) error {
	if o.terse {
		return nil // that it is broken is counted
	}
	row, err := p.shrink(row)
	if err != nil {
		return err
	}
	_, res, err := p.run([][]rules.Value{row})
	if err != nil {
		return err
	}
	f := p.failure(res, 0, word)
	f.Given, f.Place = p.givenText(row), p.s.place(p.block.Value.At())
	o.Note = fmt.Sprintf("%s: broken by input %s of %s", word, number(tried), number(cmp.Or(t.Cases, defaultCases)))
	o.fail(f)
	return nil
}

// failure says what the blocks that the property reads came to.
func (p *prop) failure(res *engine.Result, row int, word string) Failure {
	text := strings.Join(strings.Fields(p.s.source(p.block.Value.At())), " ")
	f := Failure{Expected: word + " " + text}
	var parts []string
	for _, q := range p.block.Refs() {
		b, ok := q.(*rules.Block)
		if !ok || res.Outcomes[b] == nil {
			continue
		}
		for k, out := range res.Outcomes[b] {
			parts = append(parts, res.Plan.Address(res.Data, b, k)+" = "+valueText(res, res.Plan.Value(out.Final, b.Type, row), b.Type))
		}
		if f.Cause == "" && len(res.Outcomes[b]) == 1 {
			c := res.Plan.Causes(res.Data, b, 0, []int{row}, p.s.sources)[0]
			f.Why, f.Cause, f.CauseAt = c.Text, c.String(), p.s.causePlace(c)
		}
	}
	f.Actual = strings.Join(parts, ", ")
	if f.Actual == "" {
		f.Actual = map[int32]string{0: "false", 1: "true"}[p.breaks]
	}
	return f
}

// source is a piece of a rule file.
func (s *suite) source(r rules.Range) string {
	text := s.sources[r.Filename]
	if !r.CanSliceBytes(text) {
		return ""
	}
	return string(r.SliceBytes(text))
}

// givenText writes an input as a test would give it: one value for all members
// that are alike, else a map.
func (p *prop) givenText(row []rules.Value) string {
	var order []rules.Quantity
	values := map[rules.Quantity][]string{} // "member = value", or "value"
	put := func(q rules.Quantity, k int, value string) {
		if values[q] == nil {
			order = append(order, q)
		}
		values[q] = append(values[q], prefixed(p.memberName(q, k), value))
	}
	for _, a := range p.fixed {
		for _, k := range p.plan.Places(p.empty, a) {
			put(a.Quantity, k, givenValue(a.Value, a.Absent))
		}
	}
	for i, v := range row {
		if v.Absent != notReported {
			put(p.slots[i].in, p.slots[i].k, givenValue(v, v.Absent))
		}
	}
	var out []string
	for _, q := range order {
		out = append(out, q.QName()+" = "+together(values[q], len(p.plan.Places(p.empty, rules.Assign{Quantity: q}))))
	}
	if out == nil {
		return "given = {}"
	}
	return "given = { " + strings.Join(out, ", ") + " }"
}

// memberName names the members of the k-th column of a quantity, "" if it has none.
func (p *prop) memberName(q rules.Quantity, k int) string {
	return strings.Join(p.plan.MemberNames(p.empty, q, k), ".")
}

func prefixed(member, value string) string {
	if member == "" {
		return value
	}
	return member + " = " + value
}

// together writes the values of a quantity that has n members.
func together(values []string, n int) string {
	_, first, members := strings.Cut(values[0], " = ")
	if !members {
		return values[0]
	}
	for _, v := range values {
		if _, value, _ := strings.Cut(v, " = "); value != first || len(values) < n {
			return "{ " + strings.Join(values, ", ") + " }"
		}
	}
	return first
}

func givenValue(v rules.Value, absent string) string {
	v.Absent = absent
	if absent == "" && (v.Type.Kind == rules.TextKind || v.Type.Kind == rules.DateKind) {
		return fmt.Sprintf("%q", v.String())
	}
	return plainText(v)
}

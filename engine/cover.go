package engine

import (
	"slices"
	"strconv"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines coverage: which parts of the rules decided something for
// some row. It reads what the kernels computed, as Explain does; nothing is
// counted while rows are rated. A condition counts only in rows that look at it:
// the second operand of && where the first did not already say no.

// CoverPoint is one part of the rules that rows reach or not.
type CoverPoint struct {
	Kind  string // rule, band, points, segment, case, row, step, limit, mark, override, coverage, missing, condition or state
	Name  string // of the rule, the level, the state; of a condition: yes or no
	In    string // the block, table or scale
	At    rules.Range
	Count int // rows that reached it
}

// Coverage counts what rows reach of a framework.
type Coverage struct {
	Points []*CoverPoint // in the order of the framework

	index map[coverKey]*CoverPoint
	decl  string // where points are being declared
}

// coverKey is a part: the thing that holds it, and its place there.
type coverKey struct {
	of any
	k  int
}

// NewCoverage lists the parts of a framework.
func NewCoverage(fw *rules.Framework) *Coverage {
	v := &Coverage{index: map[coverKey]*CoverPoint{}}
	for _, in := range fw.Inputs {
		v.decl = "input " + in.Name
		v.conditions(in.Applies)
		if in.Missing.With != nil && in.Missing.Kind != rules.Fail {
			v.point(&in.Missing, 0, "missing", in.Missing.Kind.String(), in.Missing.At)
			v.conditions(in.Missing.With)
		}
		v.states(in.Type.Scale)
	}
	for _, b := range fw.Blocks {
		if !b.NamedList() {
			v.block(b)
			continue
		}
		v.decl = b.Kind.String() + " " + b.Name
		v.members(b)
	}
	return v
}

// Reached is how many points were reached, of how many.
func (v *Coverage) Reached() (reached, all int) {
	for _, p := range v.Points {
		if p.Count > 0 {
			reached++
		}
	}
	return reached, len(v.Points)
}

func (v *Coverage) point(of any, k int, kind, name string, at rules.Range) {
	key := coverKey{of, k}
	if v.index[key] != nil {
		return
	}
	p := &CoverPoint{Kind: kind, Name: name, In: v.decl, At: at}
	v.index[key] = p
	v.Points = append(v.Points, p)
}

// states declares all states of a scale: those that data can hold.
func (v *Coverage) states(s *rules.Scale) {
	if s == nil {
		return
	}
	for i := range s.States {
		v.state(s, len(s.Levels)+i)
	}
}

func (v *Coverage) state(s *rules.Scale, code int) {
	before := v.decl
	v.decl = "scale " + s.Name
	v.point(s, code, "state", s.Level(code).ID, s.At)
	v.decl = before
}

// given declares the states that a block can give of itself: those that its
// rules, bands, formulas and tables name.
func (v *Coverage) given(b *rules.Block) {
	if b.Scale == nil {
		return
	}
	codes := []int{b.Else}
	for _, r := range b.Rules {
		codes = append(codes, r.Level)
	}
	if b.Bands != nil {
		for _, x := range b.Bands.Bands {
			codes = append(codes, x.Level)
		}
	}
	named := func(x rules.Value) {
		if x.Type.Kind == rules.LevelKind && x.Type.Scale == b.Scale && x.Absent == "" {
			codes = append(codes, x.Code)
		}
	}
	b.Exprs(func(_ string, e rules.Expr) {
		rules.Walk(e, func(x rules.Expr) bool {
			switch x := x.(type) {
			case *rules.Const:
				named(x.Value)
			case *rules.TableCall:
				for _, r := range x.Table.Rows {
					named(r.Outs[x.Out])
				}
			}
			return true
		})
	})
	for _, c := range codes {
		if c >= 0 && b.Scale.IsState(c) {
			v.state(b.Scale, c)
		}
	}
}

// block declares the parts of a block, stage by stage.
func (v *Coverage) block(b *rules.Block) {
	v.decl = b.Kind.String() + " " + b.Name
	v.conditions(b.Applies)
	v.conditions(b.Value)
	for i, c := range b.Cases {
		v.point(b, partOf(caseParts, i), "case", c.Name, c.At)
		v.conditions(c.When)
		v.conditions(c.Value)
	}
	v.members(b)
	v.grade(b)
	if b.Adjust != nil {
		v.conditions(b.Adjust.From)
		for i, s := range b.Adjust.Steps {
			v.point(b, partOf(stepParts, i), "step", s.Name, s.At)
			v.conditions(s.When)
			v.conditions(s.Move)
		}
	}
	for i, l := range b.Limits {
		v.point(b, partOf(limitParts, i), "limit", l.Name, l.At)
		v.conditions(l.When)
	}
	if len(b.Overrides) > 0 {
		v.point(b, partOf(overrideParts, 0), "override", b.Overrides[0].Name, b.Overrides[0].At)
	}
	for i, m := range b.Marks {
		v.point(b, partOf(markParts, i), "mark", m.Mark, m.At)
		v.conditions(m.When)
	}
	v.given(b)
}

func (v *Coverage) members(b *rules.Block) {
	if b.Members == nil {
		return
	}
	if b.Missing.Stated && b.Missing.Kind != rules.Fail {
		v.point(b, partOf(memberParts, 0), "missing", b.Missing.Kind.String(), b.Missing.At)
	}
	if b.Need != nil {
		v.point(b, partOf(memberParts, 1), "coverage", "enough", b.Need.At)
		v.point(b, partOf(memberParts, 2), "coverage", "too little", b.Need.At)
	}
	v.conditions(b.Members)
	v.conditions(b.Combine)
}

func (v *Coverage) grade(b *rules.Block) {
	switch {
	case b.Bands != nil && b.Bands.Param != nil:
		v.conditions(b.Bands.Of)
		for k := range b.Bands.Param.Dated {
			v.bands(&b.Bands.Param.Dated[k], b.Bands.Param.Dated[k].Bands, b.Scale)
		}
	case b.Bands != nil:
		v.conditions(b.Bands.Of)
		v.bands(b.Bands, b.Bands.Bands, b.Scale)
	case b.Points != nil:
		for i, t := range b.Points.Thresholds {
			v.point(b.Points, i, "points", "threshold "+strconv.Itoa(i+1), t.At())
		}
	case b.Interpolate != nil:
		for i, s := range b.Interpolate.Segments {
			v.point(b.Interpolate, i, "segment", strconv.Itoa(i+1), s.From.At)
		}
	case len(b.Rules) > 0:
		for i, r := range b.Rules {
			v.point(b, partOf(ruleParts, i), "rule", r.Name, r.At)
			v.conditions(r.Cond)
		}
	case b.Table != nil:
		v.conditions(b.Table)
	}
}

func (v *Coverage) bands(of any, list []rules.Band, s *rules.Scale) {
	for i, b := range list {
		v.point(of, i, "band", s.Level(b.Level).ID, b.At)
	}
}

// conditions declares the ways of each condition in a formula, and the rows of
// the tables that it reads.
func (v *Coverage) conditions(e rules.Expr) {
	if e == nil {
		return
	}
	rules.Walk(e, func(x rules.Expr) bool {
		switch x := x.(type) {
		case *rules.Binary:
			if x.Op == "&&" || x.Op == "||" {
				v.operand(x.X)
				v.operand(x.Y)
			}
		case *rules.Cond:
			v.operand(x.If)
		case *rules.TableCall:
			v.rows(x.Table)
		}
		return true
	})
	if e.Type().Kind == rules.Bool && !e.Type().List {
		v.operand(e)
	}
}

func (v *Coverage) rows(t *rules.Table) {
	before := v.decl
	v.decl = "table " + t.Name
	for i, r := range t.Rows {
		v.point(t, i, "row", strconv.Itoa(i+1), r.At)
	}
	v.decl = before
}

// operand declares both ways of a condition that is not made of others.
func (v *Coverage) operand(e rules.Expr) {
	switch x := e.(type) {
	case *rules.Const:
	case *rules.Unary:
		v.operand(x.X)
	case *rules.Binary:
		if x.Op == "&&" || x.Op == "||" {
			v.operand(x.X)
			v.operand(x.Y)
			return
		}
		v.ways(e)
	default:
		v.ways(e)
	}
}

func (v *Coverage) ways(e rules.Expr) {
	v.point(e, 1, "condition", "yes", e.At())
	v.point(e, 0, "condition", "no", e.At())
}

// The parts of a block, so that each has a place of its own in a coverKey.
const (
	caseParts = iota
	memberParts
	ruleParts
	stepParts
	limitParts
	markParts
	overrideParts
	partKinds
)

func partOf(kind, i int) int { return i*partKinds + kind }

// Add counts what the rows of a dataset reach of the blocks in roots and of all
// that these read.
func (v *Coverage) Add(p *Plan, d *Dataset, roots []*rules.Block) {
	live := map[rules.Quantity]bool{}
	var mark func(q rules.Quantity)
	mark = func(q rules.Quantity) {
		if live[q] {
			return
		}
		live[q] = true
		if b, ok := q.(*rules.Block); ok && len(d.supplied[b]) > 0 {
			return
		}
		for _, r := range rules.Reads(q) {
			mark(r)
		}
		for _, b := range lists(q) {
			live[b] = true
		}
	}
	for _, b := range roots {
		mark(b)
	}
	run := newRunning(p, d, 0)
	grains := []*rules.Entity{nil}
	for _, s := range d.spacesInOrder() {
		grains = append(grains, s.Entity)
	}
	for _, g := range grains {
		v.addRows(run.frame(g), live)
	}
}

// addRows counts what the rows of a frame reach of the quantities that are for them.
func (v *Coverage) addRows(f *frame, live map[rules.Quantity]bool) {
	here := func(q rules.Quantity) bool { return live[q] && rules.Grain(q.Axes()) == f.grain }
	framework, rows := f.plan.Framework, f.data.rowsOf(f.grain).Rows
	if !slices.ContainsFunc(framework.Inputs, func(in *rules.Input) bool { return here(in) }) &&
		!slices.ContainsFunc(framework.Blocks, func(b *rules.Block) bool { return here(b) }) {
		return
	}
	for lo := 0; lo < rows; lo += batchRows {
		f.start(lo, min(batchRows, rows-lo))
		w := &coverer{f: f, v: v}
		for _, in := range framework.Inputs {
			if here(in) {
				w.each(in, func(c *env) { w.input(in, c) })
			}
		}
		for _, b := range framework.Blocks {
			if here(b) {
				w.each(b, func(c *env) { w.block(b, c) })
			}
		}
	}
}

// Unreached are the points that no row reached, by place.
func (v *Coverage) Unreached() []*CoverPoint {
	var out []*CoverPoint
	for _, p := range v.Points {
		if p.Count == 0 {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b *CoverPoint) int { return comparePlaces(a.At, b.At) })
	return out
}

// lists are the blocks that only name members and that q takes them from.
func lists(q rules.Quantity) []*rules.Block {
	b, ok := q.(*rules.Block)
	if !ok {
		return nil
	}
	var out []*rules.Block
	b.Exprs(func(_ string, e rules.Expr) {
		rules.Walk(e, func(x rules.Expr) bool {
			if li, ok := x.(*rules.List); ok && li.Group != nil && li.Group != b {
				out = append(out, li.Group)
			}
			return true
		})
	})
	return out
}

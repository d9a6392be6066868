package prove

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines probes: further blocks that show each condition and stage of
// a block, so that both executors compute them.

// arm is one way among several: a rule, band, row of a table, case, step or limit.
type arm struct {
	what  string // "rule", "band", "row", "case", "step", "limit"
	name  string
	at    rules.Range
	cond  rules.Expr // nil: always
	probe int        // the place of cond among the probes; -1: always
	level int        // what it gives; -1: none
	outs  []rules.Value
	else_ bool // otherwise
	apply bool // an undecided condition counts as true
}

// probes is what is looked at in a block.
type probes struct {
	b      *rules.Block
	blocks []*rules.Block

	grade   []*arm // rules, bands or rows
	cases   []*arm
	steps   []*arm
	limits  []*arm
	bounds  []int // by limit: its level
	applies int   // -1: always
	graded  int
	value   int // what bands read; -1: none
	adjust  int
	final   int
	marks   []int
	since   int // whether the rows of the first date are in force; -1: always
}

func newProbes(b *rules.Block, on dating) *probes {
	p := &probes{b: b, applies: -1, value: -1, since: -1}
	applies := b.Applies
	for _, m := range b.Among {
		applies = join("&&", m.Cond, applies)
	}
	if applies != nil {
		p.applies = p.add(applies)
	}
	p.final = p.add(stageOf(b, rules.Final, b.Type))
	p.graded, p.adjust = p.final, p.final
	if b.Type.Kind == rules.LevelKind {
		p.graded = p.add(stageOf(b, rules.Graded, b.Type))
		p.adjust = p.add(stageOf(b, rules.Adjusted, b.Type))
	}
	p.gradeArms(on)
	for _, x := range b.Cases {
		p.cases = append(p.cases, p.arm(&arm{what: "case", name: x.Name, at: x.At, cond: x.When, level: -1, else_: x.When == nil}))
	}
	if b.Adjust != nil {
		for _, x := range b.Adjust.Steps {
			p.steps = append(p.steps, p.arm(&arm{what: "step", name: x.Name, at: x.At, cond: x.When, level: -1, apply: x.Undecided == rules.Apply}))
		}
	}
	for _, x := range b.Limits {
		p.limits = append(p.limits, p.arm(&arm{what: "limit", name: x.Name, at: x.At, cond: x.When, level: -1, apply: x.Undecided == rules.Apply}))
		bound := x.AtMost
		if bound == nil {
			bound = x.AtLeast
		}
		if bound == nil {
			bound = x.Exactly
		}
		p.bounds = append(p.bounds, p.add(bound))
	}
	for _, m := range b.Marks {
		if m.When != nil {
			p.marks = append(p.marks, p.add(m.When))
		}
	}
	return p
}

func (p *probes) gradeArms(on dating) {
	b := p.b
	switch {
	case len(b.Rules) > 0:
		for _, r := range b.Rules {
			p.grade = append(p.grade, p.arm(&arm{what: "rule", name: r.Name, at: r.At, cond: r.Cond, level: r.Level, else_: r.Cond == nil, apply: r.Undecided == rules.Apply}))
		}
	case b.Table != nil:
		if since := on.since(b.Table.Table); since != nil {
			p.since = p.add(since)
		}
		for i := range b.Table.Table.Rows {
			row := &b.Table.Table.Rows[i]
			when, never := on.when(b.Table.Table, i)
			if never {
				continue
			}
			a := &arm{what: "row", at: row.At, level: -1, outs: row.Outs, cond: join("&&", when, rowCond(b.Table, row))}
			a.else_ = a.cond == nil
			if o := row.Outs[b.Table.Out]; o.Type.Kind == rules.LevelKind && o.Absent == "" {
				a.level = o.Code
			}
			p.grade = append(p.grade, p.arm(a))
		}
	case b.Bands != nil && b.Bands.Param == nil:
		x := b.Bands.Of
		if x == nil {
			x = stageOf(b, rules.Valued, b.VType)
		}
		if x.Type().Kind != rules.Number {
			return
		}
		p.value = p.add(x)
		for _, d := range b.Bands.Bands {
			a := &arm{what: "band", at: d.At, cond: within(x, d.When), level: d.Level, else_: d.When.Otherwise || d.When.Any}
			a.name = b.Scale.Level(d.Level).ID
			p.grade = append(p.grade, p.arm(a))
		}
	}
}

// interesting reports whether anything can be found in the block.
func (p *probes) interesting() bool {
	b := p.b
	return b.Graded() || len(b.Cases) > 0 || b.Adjust != nil || len(b.Limits) > 0 || b.Type.Kind == rules.LevelKind || len(p.marks) > 0
}

func (p *probes) arm(a *arm) *arm {
	a.probe = -1
	if a.cond != nil {
		a.probe = p.add(a.cond)
	}
	return a
}

// add makes a probe of an expression and returns its place.
func (p *probes) add(e rules.Expr) int {
	t := e.Type()
	q := &rules.Block{About: rules.About{At: p.b.At}, Kind: rules.Derive, Name: p.b.Name, For: p.b.For, Type: t, VType: t, Value: e, Else: -1}
	if t.Kind == rules.LevelKind {
		q.Scale = t.Scale
	}
	p.blocks = append(p.blocks, q)
	return len(p.blocks) - 1
}

func stageOf(b *rules.Block, s rules.Stage, t rules.Type) rules.Expr {
	return &rules.Ref{Node: rules.Node{T: t, Place: b.At}, Q: b, Stage: s, Index: make([]rules.Expr, len(b.For)), Elem: -1}
}

var yesno = rules.Type{Kind: rules.Bool}

func join(op string, x, y rules.Expr) rules.Expr {
	switch {
	case x == nil:
		return y
	case y == nil:
		return x
	}
	return &rules.Binary{Node: rules.Node{T: yesno, Place: x.At()}, Op: op, X: x, Y: y}
}

// within is the condition that x lies in an interval; nil if any x does.
func within(x rules.Expr, iv rules.Interval) (out rules.Expr) {
	if iv.Any || iv.Otherwise {
		return nil
	}
	if s := x.Type().Scale; s != nil && s.Numeric { // its ends are numbers
		x = &rules.LevelNumber{Node: rules.Node{T: rules.Type{Kind: rules.Number}, Place: x.At()}, X: x}
	}
	lo, hi := ">=", "<="
	if iv.LoOpen {
		lo = ">"
	}
	if iv.HiOpen {
		hi = "<"
	}
	if iv.Lo != nil {
		out = join(lo, x, iv.Lo)
	}
	if iv.Hi != nil {
		out = join("&&", out, join(hi, x, iv.Hi))
	}
	return out
}

// rowCond is the condition that a row of a table holds; nil if it always does.
func rowCond(t *rules.TableCall, row *rules.TableRow) (out rules.Expr) {
	for i, cell := range row.Cells {
		x := t.Args[i]
		switch {
		case cell.Any:
		case cell.When != nil:
			if x.Type().Kind == rules.LevelKind { // of a numeric scale
				x = &rules.LevelNumber{Node: rules.Node{T: rules.Type{Kind: rules.Number}, Place: x.At()}, X: x}
			}
			out = join("&&", out, within(x, *cell.When))
		default:
			var any rules.Expr
			for _, v := range cell.Values {
				any = join("||", any, join("==", x, &rules.Const{Node: rules.Node{T: v.Type, Place: cell.At}, Value: v, Text: v.String()}))
			}
			out = join("&&", out, any)
		}
	}
	return out
}

package golden

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines which constants of the rules matter to which input: those
// that it meets in a comparison, a band, a threshold, a segment or a table.

// thresholds are the constants that each input meets, directly or by way of
// blocks that pass it on.
func thresholds(fw *rules.Framework) map[*rules.Input][]rules.Value {
	m := meetings{}
	for _, in := range fw.Inputs {
		m.expr(in.Applies)
	}
	for _, b := range fw.Blocks {
		b.Exprs(func(_ string, e rules.Expr) { m.expr(e) })
		m.grade(b)
	}
	return m
}

type meetings map[*rules.Input][]rules.Value

// meet notes that what x reads is compared with y.
func (m meetings) meet(x, y rules.Expr) {
	list := constants(y)
	if len(list) == 0 {
		return
	}
	for _, in := range passed(x, map[rules.Quantity]bool{}) {
		for _, v := range list {
			if v.Type.Kind == in.Type.Kind && !slices.ContainsFunc(m[in], v.Equal) {
				m[in] = append(m[in], v)
			}
		}
	}
}

// constants are the values that an expression may stand for without data.
func constants(e rules.Expr) []rules.Value {
	switch e := e.(type) {
	case *rules.Const:
		if e.Value.Absent == "" {
			return []rules.Value{e.Value}
		}
	case *rules.Ref:
		p, ok := e.Q.(*rules.Parameter)
		if !ok {
			return nil
		}
		var out []rules.Value
		for _, d := range p.Dated {
			if d.Value != nil {
				out = append(out, constants(d.Value)...)
			}
		}
		return out
	}
	return nil
}

// passed are the inputs whose value an expression is, or is a sum, a score or a
// part of: what it is compared with is worth trying for each of them.
func passed(e rules.Expr, seen map[rules.Quantity]bool) []*rules.Input {
	switch e := e.(type) {
	case *rules.Ref:
		if seen[e.Q] {
			return nil
		}
		seen[e.Q] = true
		switch q := e.Q.(type) {
		case *rules.Input:
			return []*rules.Input{q}
		case *rules.Block:
			out := passed(q.Value, seen)
			for _, c := range q.Cases {
				out = append(out, passed(c.Value, seen)...)
			}
			return append(out, passed(q.Combine, seen)...)
		}
	case *rules.LevelNumber, *rules.Unary, *rules.Binary, *rules.Call, *rules.List:
		var out []*rules.Input
		for _, x := range rules.Children(e) {
			out = append(out, passed(x, seen)...)
		}
		return out
	}
	return nil
}

// expr goes through a formula.
func (m meetings) expr(e rules.Expr) {
	if e == nil {
		return
	}
	rules.Walk(e, func(x rules.Expr) bool {
		switch x := x.(type) {
		case *rules.Binary:
			m.meet(x.X, x.Y)
			m.meet(x.Y, x.X)
		case *rules.TableCall:
			m.table(x)
		}
		return true
	})
}

func (m meetings) table(x *rules.TableCall) {
	for _, r := range x.Table.Rows {
		for i, c := range r.Cells {
			if c.When != nil {
				m.interval(x.Args[i], *c.When)
			}
		}
	}
}

func (m meetings) interval(x rules.Expr, iv rules.Interval) {
	for _, end := range []rules.Expr{iv.Lo, iv.Hi} {
		if end != nil {
			m.meet(x, end)
		}
	}
}

// grade goes through the bands, points and segments of a block.
func (m meetings) grade(b *rules.Block) {
	x := b.Value
	if b.Bands != nil {
		if b.Bands.Of != nil {
			x = b.Bands.Of
		}
		list := slices.Clone(b.Bands.Bands)
		if p := b.Bands.Param; p != nil {
			for _, d := range p.Dated {
				list = append(list, d.Bands...)
			}
		}
		for _, band := range list {
			m.interval(x, band.When)
		}
	}
	if b.Points != nil {
		for _, t := range b.Points.Thresholds {
			m.meet(x, t)
		}
	}
	if b.Interpolate != nil {
		for _, s := range b.Interpolate.Segments {
			m.interval(x, s.From)
		}
	}
}

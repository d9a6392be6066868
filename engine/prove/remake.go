package prove

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how inputs, blocks and formulas are written anew as those of
// one row (rows.go).

func (r *remaker) input(in *rules.Input) {
	c := r.inputs[in]
	r.axes, r.where = c.For, fmt.Sprintf("input %q", in.Name)
	c.Applies = r.expr(in.Applies)
	c.Missing.With = r.expr(in.Missing.With)
	if in.Dated != nil {
		c.Dated = r.inputs[in.Dated]
	}
}

// block writes all stages of a block anew.
func (r *remaker) block(b *rules.Block) {
	c := r.blocks[b]
	r.axes, r.where = c.For, quote(b.Name)
	ex := r.expr
	c.Among = nil
	for _, m := range b.Among {
		c.Among = append(c.Among, &rules.Membership{Pop: m.Pop, Cond: ex(m.Cond)})
	}
	c.Applies, c.Value, c.Combine, c.Missing.With = ex(b.Applies), ex(b.Value), ex(b.Combine), ex(b.Missing.With)
	c.Cases = each(b.Cases, func(x *rules.Case) { x.When, x.Value = ex(x.When), ex(x.Value) })
	if rowList(b.Members) { // what they come to is unknown already
		c.Members, c.Raw, c.Need, c.Scorer = nil, nil, nil, ""
		if c.Value == nil {
			c.Value, c.Combine = c.Combine, nil
		}
	} else if b.Members != nil {
		c.Members, c.Raw = ex(b.Members).(*rules.List), ex(b.Raw).(*rules.List)
		if b.Need != nil {
			n := *b.Need
			n.Quant = r.quant(n.Quant)
			c.Need = &n
		}
	}
	if b.Bands != nil {
		x := *b.Bands
		x.Of, x.Bands = ex(x.Of), slices.Clone(x.Bands)
		for i := range x.Bands {
			x.Bands[i].When.Lo, x.Bands[i].When.Hi = ex(x.Bands[i].When.Lo), ex(x.Bands[i].When.Hi)
		}
		c.Bands = &x
	}
	if b.Points != nil {
		x := *b.Points
		x.Thresholds, x.Awards = r.all(x.Thresholds), r.all(x.Awards)
		c.Points = &x
	}
	c.Rules = each(b.Rules, func(x *rules.Rule) { x.Cond = ex(x.Cond) })
	if b.Table != nil {
		c.Table = ex(b.Table).(*rules.TableCall)
	}
	if b.Adjust != nil {
		x := *b.Adjust
		x.From = ex(x.From)
		x.Steps = each(x.Steps, func(s *rules.Step) { s.When, s.Move = ex(s.When), ex(s.Move) })
		c.Adjust = &x
	}
	c.Limits = each(b.Limits, func(x *rules.Limit) {
		x.When, x.AtMost, x.AtLeast, x.Exactly = ex(x.When), ex(x.AtMost), ex(x.AtLeast), ex(x.Exactly)
	})
	c.Marks = each(b.Marks, func(x *rules.Mark) { x.When = ex(x.When) })
}

// each copies the elements of a list and changes the copies.
func each[T any](xs []*T, change func(*T)) []*T {
	var out []*T
	for _, x := range xs {
		c := *x
		change(&c)
		out = append(out, &c)
	}
	return out
}

func (r *remaker) all(xs []rules.Expr) []rules.Expr {
	var out []rules.Expr
	for _, x := range xs {
		out = append(out, r.expr(x))
	}
	return out
}

func (r *remaker) quant(q rules.Quant) rules.Quant {
	q.N, q.M = r.expr(q.N), r.expr(q.M)
	return q
}

// expr writes a formula anew. What stood in several places stays one.
func (r *remaker) expr(e rules.Expr) rules.Expr {
	if e == nil {
		return nil
	}
	k := remade{e, fmt.Sprint(indexes(r.axes))}
	out, known := r.memo[k]
	if !known {
		out = r.make(e)
		r.memo[k] = out
	}
	return out
}

func indexes(axes []*rules.Entity) (out []int) {
	for _, e := range axes {
		out = append(out, e.Index)
	}
	return out
}

func (r *remaker) make(e rules.Expr) rules.Expr {
	switch e := e.(type) {
	case *rules.Ref:
		return r.ref(e)
	case *rules.MemberRef:
		if !e.Entity.Rows {
			return e
		}
		c := *e
		c.Entity, c.From = r.old.Entity, r.old.Entity
		return &c
	case *rules.AttrRef:
		c := *e
		c.Of = r.expr(e.Of)
		return &c
	case *rules.LevelNumber:
		c := *e
		c.X = r.expr(e.X)
		return &c
	case *rules.NumberLevel:
		c := *e
		c.X = r.expr(e.X)
		return &c
	case *rules.Unary:
		c := *e
		c.X = r.expr(e.X)
		return &c
	case *rules.Binary:
		c := *e
		c.X, c.Y = r.expr(e.X), r.expr(e.Y)
		return &c
	case *rules.Cond:
		c := *e
		c.If, c.Then, c.Else = r.expr(e.If), r.expr(e.Then), r.expr(e.Else)
		return &c
	case *rules.Call:
		return r.call(e)
	case *rules.UserCall:
		c := *e
		c.Args = r.all(e.Args)
		return &c
	case *rules.TableCall:
		c := *e
		c.Args = r.all(e.Args)
		return &c
	case *rules.List:
		return r.list(e)
	case *rules.Count:
		if rowList(e.Members) || rowList(e.Bools) {
			what := "a count"
			if e.Text != nil {
				what = quote(lang.Canonical(e.Text))
			}
			return r.unknown(e, what, &rules.Input{}, false)
		}
		c := *e
		c.Members, c.Bools, c.Quant = r.expr(e.Members).(*rules.List), r.expr(e.Bools).(*rules.List), r.quant(e.Quant)
		return &c
	}
	return e // constants, and arguments of functions
}

func (r *remaker) ref(e *rules.Ref) rules.Expr {
	c := *e
	c.Index = nil
	if _, parameter := e.Q.(*rules.Parameter); parameter {
		return &c
	}
	c.Index = []rules.Expr{nil}
	for i, a := range e.Q.Axes() {
		if !a.Rows {
			c.Index = append(c.Index, r.expr(e.Index[i]))
		}
	}
	switch q := e.Q.(type) {
	case *rules.Input:
		c.Q = r.inputs[q]
	case *rules.Block:
		if (e.Stage == rules.Weight || e.Stage == rules.DecidedBy) && rowList(q.Members) {
			return r.unknown(e, q.Name+"."+e.Stage.String(), &rules.Input{}, false)
		}
		c.Q = r.blocks[q]
	}
	return &c
}

func (r *remaker) list(e *rules.List) rules.Expr {
	c := *e
	c.Parts = nil
	axes := r.axes
	for _, p := range e.Parts {
		q := *p
		if p.Over != nil && !slices.Contains(axes, p.Over) {
			r.axes = append(slices.Clone(axes), p.Over)
		}
		if p.Restrict != nil && p.Restrict.Rows {
			q.Restrict = r.old.Entity
		}
		q.X, q.Base, q.Cond, q.By = r.expr(p.X), r.expr(p.Base), r.expr(p.Cond), nil
		q.Weight, q.Applies = r.expr(p.Weight), r.expr(p.Applies)
		r.axes = axes
		c.Parts = append(c.Parts, &q)
	}
	return &c
}

func (r *remaker) call(e *rules.Call) rules.Expr {
	for _, a := range e.Args {
		if li, ok := a.(*rules.List); ok && rowList(li) {
			in, free := known1(e, li)
			return r.unknown(e, e.Fn.Name, in, free)
		}
	}
	c := *e
	c.Args, c.Body, c.Map = r.all(e.Args), r.expr(e.Body), slices.Clone(e.Map)
	for i := range c.Map {
		c.Map[i].Value = r.expr(c.Map[i].Value)
	}
	return &c
}

package engine

import (
	"math"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines what a frame prepares once and uses in every batch: contexts that
// last, and expressions within them. What is the same in every row is computed, and
// what is read is found, so that a batch costs little more than its kernels do.

// ready is an expression that was prepared for a context.
type ready struct {
	run   func() *Vec
	fixed *Vec // its value, where that is the same in every row of every batch
	reads *reading
	form  int // the number of its form; 0: it has none
}

// reading is what a reference reads.
type reading struct {
	q     rules.Quantity
	stage rules.Stage
	in    *env
}

func (r *reading) same(x *reading) bool {
	return r != nil && x != nil && r.q == x.q && r.stage == x.stage && slices.Equal(r.in.at, x.in.at)
}

// kid is a member of a list, with its context. If that lasts, so does what was
// prepared of the member.
type kid struct {
	m         int
	in        *env
	name      string
	always    bool // it is there in every row
	x, weight *ready
}

// memberValue is a member's value, which x says.
func (f *frame) memberValue(k *kid, x rules.Expr) *Vec {
	if k.x == nil {
		k.x = f.ready(x, k.in)
	}
	return k.x.run()
}

// fixedWeight is a member's weight, which x says, if it never changes.
func (f *frame) fixedWeight(k *kid, x rules.Expr) *Vec {
	if k.weight == nil {
		k.weight = f.ready(x, k.in)
	}
	return k.weight.fixed
}

// context is that of a block's k-th combination of members.
func (f *frame) context(b *rules.Block, k int) *env { return f.contextAt(f.plan.index[b], k) }

// contextAt is context, of a block's place.
func (f *frame) contextAt(i, k int) *env {
	at := slot(&f.envs[i], k)
	if *at == nil {
		c := f.empty()
		f.data.unflat(f.plan.axes[i], k, c.at)
		*at = f.lastingEnv(c.at)
	}
	return *at
}

// lastingEnv is a context that lasts as long as the frame, and is never changed.
func (f *frame) lastingEnv(at []int32) *env {
	return &env{at: slices.Clone(at), frame: f, exprs: map[rules.Expr]*ready{}, kids: map[*rules.Part][]kid{}}
}

// ready prepares an expression for a context that lasts.
func (f *frame) ready(e rules.Expr, c *env) *ready {
	r := c.exprs[e]
	if r == nil {
		if r = f.prepare(e, c); r.form == 0 {
			f.numbered(r)
		}
		c.exprs[e] = r
	}
	return r
}

// fixedAs is an expression that has that value everywhere.
func fixedAs(v *Vec) *ready {
	v.constant = true
	return &ready{fixed: v, run: func() *Vec { return v }}
}

func (f *frame) prepare(e rules.Expr, c *env) *ready {
	switch e := e.(type) {
	case *rules.Const:
		return fixedAs(f.constant(e))
	case *rules.MemberRef:
		if !e.Entity.Rows {
			return fixedAs(&Vec{Kind: rules.MemberKind, Code: []int32{int32(f.memberUp(e, c))}})
		}
	case *rules.AttrRef:
		if m := f.ready(e.Of, c).fixed; m != nil {
			if v := f.attr(e, c); !v.dial {
				return fixedAs(v)
			}
		}
	case *rules.Ref:
		if r := f.prepareRef(e, c); r != nil {
			return r
		}
	case *rules.Cond:
		if cond := f.ready(e.If, c).fixed; cond != nil {
			if yes, ok := cond.certain(); ok && yes {
				return f.ready(e.Then, c)
			} else if ok {
				return f.ready(e.Else, c)
			}
		}
	case *rules.Binary:
		return f.prepareBinary(e, c)
	case *rules.Unary:
		return f.prepareUnary(e, c)
	case *rules.Call:
		if e.Body != nil {
			return f.ready(e.Body, c)
		}
		if e.Fn.Name == "count" {
			if s := f.prepareSteps(e.Args[0].(*rules.List), 0, c); s != nil {
				return s.or(func() *Vec { return f.evaluate(e, c) })
			}
		}
	}
	return &ready{run: func() *Vec { return f.evaluate(e, c) }}
}

// prepareRef finds what a reference reads; nil where it differs from row to row.
func (f *frame) prepareRef(e *rules.Ref, c *env) *ready {
	if p, ok := e.Q.(*rules.Parameter); ok {
		return f.prepareParameter(p, e.Elem)
	}
	in := &env{at: slices.Clone(c.at)}
	for i, x := range e.Index {
		if x == nil || e.Q.Axes()[i].Rows {
			continue
		}
		m := f.ready(x, c).fixed
		switch {
		case m == nil || len(m.Code) != 1:
			return nil
		case m.why(0) != 0:
			return fixedAs(f.absent(e.T.Kind, m.why(0)))
		case m.Code[0] < 0:
			return fixedAs(f.absent(e.T.Kind, whyNotReported))
		}
		in.at[e.Q.Axes()[i].Index] = m.Code[0]
	}
	r := &ready{reads: &reading{e.Q, e.Stage, in}}
	r.run = func() *Vec { return f.read(e, in) }
	if rules.Grain(e.Q.Axes()) != f.grain {
		return r
	}
	switch q := e.Q.(type) {
	case *rules.Input:
		i := f.plan.inIndex[q]
		if k := f.data.flat(f.plan.inAxes[i], in.at); e.Stage != rules.Reported {
			r.run = func() *Vec {
				if s := f.inputs[i]; k < len(s) && s[k] != nil {
					return s[k]
				}
				return f.inputAt(q, i, k, in)
			}
		}
	case *rules.Block:
		i := f.plan.index[q]
		k := f.data.flat(f.plan.axes[i], in.at)
		r.run = func() *Vec {
			if s := f.blocks[i]; k < len(s) && s[k] != nil {
				return f.stage(s[k], e.Stage)
			}
			return f.stage(f.blockAt(q, i, k), e.Stage)
		}
	}
	return r
}

// prepareParameter finds the value of a parameter; nil where it depends on a date, or
// on a trial, or rests on one that does.
func (f *frame) prepareParameter(p *rules.Parameter, elem int) *ready {
	if f.run.set != nil || len(p.Dated) != 1 || p.Dated[0].From != "" || p.Dated[0].Value == nil {
		return nil
	}
	x := p.Dated[0].Value
	if elem >= 0 {
		x = x.(*rules.List).Parts[elem].X
	}
	if f.nowhere == nil {
		f.nowhere = f.lastingEnv(f.empty().at)
	}
	if r := f.ready(x, f.nowhere); r.fixed != nil {
		return r
	}
	return nil
}

func (f *frame) prepareBinary(e *rules.Binary, c *env) *ready {
	if s := f.prepareMorePoints(e, c); s != nil {
		return s.or(func() *Vec { return f.evaluate(e, c) })
	}
	x, y := f.ready(e.X, c), f.ready(e.Y, c)
	both := func() *Vec {
		x, y := x.run(), y.run()
		if x.len() == 1 && y.len() == 1 {
			return f.folded(func() *Vec { return f.binary(e, x, y) })
		}
		return f.binary(e, x, y)
	}
	if x.fixed != nil && y.fixed != nil && x.fixed.len() == 1 && y.fixed.len() == 1 {
		return fixedAs(f.kept(both))
	}
	r := &ready{run: both}
	if x.form > 0 && y.form > 0 {
		t := e.X.Type()
		return f.common(form{op: e.Op, kind: t.Kind, scale: t.Scale, x: x.form, y: y.form}, r)
	}
	return r
}

func (f *frame) prepareUnary(e *rules.Unary, c *env) *ready {
	x := f.ready(e.X, c)
	r := &ready{run: func() *Vec { return f.unary(e.Op, x.run()) }}
	if x.form > 0 {
		return f.common(form{op: e.Op, kind: e.X.Type().Kind, x: x.form}, r)
	}
	return r
}

// kept computes what outlives the batch.
func (f *frame) kept(compute func() *Vec) *Vec {
	reuse := f.mem.reuse
	f.mem.reuse = false
	defer func() { f.mem.reuse = reuse }()
	return compute()
}

// steps is how many of several comparisons of one number with constants hold, from
// a number on.
type steps struct {
	f    *frame
	x    *ready
	op   string
	at   []float64
	from float64
	base bool // members are left out where the number is absent
}

// prepareMorePoints prepares steps, more by a constant.
func (f *frame) prepareMorePoints(e *rules.Binary, c *env) *steps {
	x, isConst := e.X.(*rules.Const)
	call, isCall := e.Y.(*rules.Call)
	if e.Op != "+" || !isConst || !isCall || call.Body != nil || call.Fn.Name != "count" || x.Value.Absent != "" {
		return nil
	}
	if v := f.constant(x); v.Int && math.Abs(v.Num[0]) < 1<<50 {
		return f.prepareSteps(call.Args[0].(*rules.List), v.Num[0], c)
	}
	return nil
}

func (f *frame) prepareSteps(li *rules.List, from float64, c *env) *steps {
	if len(li.Parts) == 0 || len(li.Parts) > 8 {
		return nil
	}
	s := &steps{f: f, from: from}
	for _, p := range li.Parts {
		b, ok := p.X.(*rules.Binary)
		if !ok || p.Over != nil || p.Cond != nil || p.Applies != nil || p.Base != nil && p.Base != p.X || p.Weight != nil || b.X.Type().Kind != rules.Number || s.op != "" && b.Op != s.op {
			return nil
		}
		switch s.op = b.Op; s.op {
		case "<", "<=", ">", ">=":
		default:
			return nil
		}
		x, y := f.ready(b.X, c), f.ready(b.Y, c)
		if s.x == nil {
			s.x = x
		}
		if y.fixed == nil || !y.fixed.Dec || x != s.x && !x.reads.same(s.x.reads) {
			return nil
		}
		t, one := y.fixed.oneNumber()
		if !one {
			return nil
		}
		s.at, s.base = append(s.at, t), s.base || p.Base != nil
	}
	return s
}

// or is the expression that steps are; otherwise computes it where the number is not
// plain.
func (s *steps) or(otherwise func() *Vec) *ready {
	return &ready{run: func() *Vec {
		if v := s.count(); v != nil {
			return v
		}
		return otherwise()
	}}
}

// count counts in one pass; nil where the number is not plain.
func (s *steps) count() *Vec {
	f, x := s.f, s.x.run()
	if !x.Dec || len(x.Num) != f.n || f.n == 1 || s.base && x.Why != nil {
		return nil
	}
	v := f.mem.overVec()
	v.Why, v.gone, v.Int, v.Dec, v.max = x.Why, x.gone, true, true, math.Abs(s.from)+float64(len(s.at))
	countSteps(v.Num, x.Num, s.at, s.from, s.op)
	for _, i := range f.mem.gaps(v) {
		v.Num[i] = 0
	}
	return v
}

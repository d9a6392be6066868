package engine

import (
	"fmt"
	"math"
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how expressions become vectors.

// eval evaluates a scalar expression for every row of the batch.
func (f *frame) eval(e rules.Expr, c *env) *Vec {
	if c.frame == f {
		return f.ready(e, c).run()
	}
	return f.evaluate(e, c)
}

// evaluate is eval of what was not prepared.
func (f *frame) evaluate(e rules.Expr, c *env) *Vec {
	switch e := e.(type) {
	case *rules.Const:
		return f.constant(e)
	case *rules.Ref:
		return f.ref(e, c)
	case *rules.MemberRef:
		if e.Entity.Rows {
			return f.rowMember(e.Entity)
		}
		return &Vec{Kind: rules.MemberKind, Code: []int32{int32(f.memberUp(e, c))}}
	case *rules.AttrRef:
		unfilled := f.unfilled
		f.unfilled = false // of what is read on the way
		v := f.attr(e, c)
		if !unfilled {
			v.filled()
		}
		return v
	case *rules.LevelNumber:
		return f.levelNumber(f.eval(e.X, c), e.X.Type().Scale, e.Attr)
	case *rules.NumberLevel:
		return f.numberLevel(f.eval(e.X, c), e.T.Scale)
	case *rules.Unary:
		return f.unary(e.Op, f.eval(e.X, c))
	case *rules.Binary:
		x, y := f.eval(e.X, c), f.eval(e.Y, c)
		if x.len() == 1 && y.len() == 1 {
			return f.folded(func() *Vec { return f.binary(e, x, y) })
		}
		return f.binary(e, x, y)
	case *rules.Cond:
		cond := f.eval(e.If, c)
		if yes, ok := cond.certain(); ok {
			if yes {
				return f.eval(e.Then, c)
			}
			return f.eval(e.Else, c)
		}
		return f.cond(cond, f.eval(e.Then, c), f.eval(e.Else, c))
	case *rules.Call:
		return f.call(e, c)
	case *rules.UserCall:
		in := &env{at: c.at, locals: map[*rules.Param]*Vec{}}
		for i, a := range e.Args {
			in.locals[e.Fn.Params[i]] = f.eval(a, c)
		}
		return f.eval(e.Fn.Value, in)
	case *rules.Local:
		return c.locals[e.Param]
	case *rules.TableCall:
		v, _ := f.table(e, c)
		return v
	case *rules.Count:
		if e.Members.Everyone() {
			return f.once(e, e.Members, c, func(in *frame) *Vec { return in.count(e, c) })
		}
		return f.count(e, c)
	case *rules.List:
		panic("engine: a list where one value is needed")
	}
	panic(fmt.Sprintf("engine: unknown expression %T", e))
}

// memberUp is the member that the context holds, or its ancestor.
func (f *frame) memberUp(e *rules.MemberRef, c *env) int {
	m := int(c.at[e.From.Index])
	for x := e.From; x != e.Entity && m >= 0; x = x.Within {
		if m >= len(x.Members) {
			return -1
		}
		m = x.Members[m].Parent
	}
	return m
}

// rowMember is the row of e that each row of the frame is, or is within.
func (f *frame) rowMember(e *rules.Entity) *Vec {
	v := &Vec{Kind: rules.MemberKind, Code: f.data.climb(f.grain, e, f.lo, f.n)}
	for i, r := range v.Code {
		if r < 0 {
			if v.Why == nil {
				v.Why = make([]uint8, f.n)
			}
			v.Code[i], v.Why[i] = 0, whyNotReported
		}
	}
	return v
}

func (f *frame) ref(e *rules.Ref, c *env) *Vec {
	if p, ok := e.Q.(*rules.Parameter); ok {
		return f.parameter(p, e.Elem)
	}
	in := &env{at: append([]int32(nil), c.at...)}
	for i, x := range e.Index {
		if x == nil || e.Q.Axes()[i].Rows {
			continue // rows are those of the frame, or above them
		}
		m := f.eval(x, c)
		if len(m.Code) != 1 {
			return f.gather(e, c, i, m)
		}
		if m.why(0) != 0 {
			return f.absent(e.T.Kind, m.why(0))
		}
		if m.Code[0] < 0 {
			return f.absent(e.T.Kind, whyNotReported)
		}
		in.at[e.Q.Axes()[i].Index] = m.Code[0]
	}
	return f.read(e, in)
}

func (f *frame) read(e *rules.Ref, c *env) *Vec {
	if rules.Grain(e.Q.Axes()) != f.grain {
		return f.up(e.Q, e.Stage, c)
	}
	return f.quantity(e.Q, e.Stage, c)
}

// quantity reads a quantity of the frame's own rows.
func (f *frame) quantity(q rules.Quantity, s rules.Stage, c *env) *Vec {
	switch q := q.(type) {
	case *rules.Input:
		if s == rules.Reported {
			return f.reported(q, c)
		}
		return f.input(q, c)
	case *rules.Block:
		return f.stage(f.block(q, c), s)
	}
	panic("engine: unknown quantity")
}

// gather reads a quantity for a member that differs from row to row.
func (f *frame) gather(e *rules.Ref, c *env, axis int, m *Vec) *Vec {
	ent := e.Q.Axes()[axis]
	var out *Vec
	for k := range f.data.Members(ent) {
		fixed := *e
		fixed.Index = append([]rules.Expr(nil), e.Index...)
		fixed.Index[axis] = &rules.Const{Value: rules.Value{Type: rules.Type{Kind: rules.MemberKind, Entity: ent}, Code: k}}
		v := f.ref(&fixed, c)
		if out == nil {
			out = f.absentRows(v.Kind, whyNotReported)
		}
		f.pick(out, v, func(i int) bool { return m.why(i) == 0 && int(m.code(i)) == k })
	}
	if out == nil {
		return f.absent(e.T.Kind, whyNotReported)
	}
	for i := range f.n {
		if w := m.why(i); w != 0 {
			out.Why[i] = w
		}
	}
	return out
}

// absentRows is a vector of the batch's length in which every row is absent.
func (f *frame) absentRows(k rules.Kind, why uint8) *Vec {
	var v *Vec
	switch k {
	case rules.Number:
		v = f.mem.numVec()
		v.Dec, v.Int = true, true
	case rules.TextKind:
		v = f.mem.textVec()
	default:
		v = f.mem.codeVec(k)
	}
	w := f.mem.absences(v)
	for i := range w {
		w[i] = why
	}
	return v
}

// pick copies the rows of from for which take is true into out, which has the
// batch's length and a Why of its own.
func (f *frame) pick(out, from *Vec, take func(i int) bool) {
	if out.Kind == rules.Number {
		f.pickExact(out, from, take)
	}
	for i := range f.n {
		if !take(i) {
			continue
		}
		out.Why[i] = from.why(i)
		switch out.Kind {
		case rules.Number:
			out.Num[i] = from.num(i)
		case rules.TextKind:
			out.Text[i] = from.text(i)
		default:
			out.Code[i] = from.code(i)
		}
	}
}

func (f *frame) pickExact(out, from *Vec, take func(i int) bool) {
	out.max = -1
	out.Int = out.Int && from.Int
	if out.Dec && from.Dec {
		return
	}
	before, wasDec, err := out.exact, out.Dec, 0.0
	if wasDec {
		err = unit * out.maxAbs()
	} else {
		err = out.err
	}
	out.max = -1
	out.Dec, out.err = false, math.Max(err, from.bound())
	num := out.Num
	taken := make([]bool, f.n)
	for i := range taken {
		taken[i] = take(i)
	}
	widerBefore := out.wider
	out.wider = func(i int) wide {
		switch {
		case taken[i]:
			return from.wide(i)
		case widerBefore != nil:
			return widerBefore(i)
		case before != nil:
			return unsure
		}
		return wideOf(num[i])
	}
	out.exact = func(i int) *big.Rat {
		switch {
		case taken[i]:
			return from.rat(i)
		case before != nil:
			return before(i)
		}
		return Exact(num[i])
	}
}

func (f *frame) parameter(p *rules.Parameter, elem int) *Vec {
	if v := f.dials[p]; v != nil {
		return v.filled()
	}
	return f.datedBy(p, p.Type.Kind, func(k int) *Vec { return f.paramAt(p, k, elem) })
}

// datedBy chooses between the dated values of a parameter, row by row where the
// framework is dated by an input. Rows above those that the input is for, and
// figures of everyone, have no date of their own: the date of the plan chooses.
// at gives what the k-th value comes to; -1 where none is in force.
func (f *frame) datedBy(p *rules.Parameter, kind rules.Kind, at func(k int) *Vec) *Vec {
	in := f.plan.Framework.DatedBy
	switch {
	case len(p.Dated) == 1 && p.Dated[0].From == "":
		return at(0)
	case in == nil || !f.hasDate(in):
		return at(f.plan.params[p])
	}
	date := f.dateOf(in)
	out := f.absentRows(kind, whyNotInForce)
	for k := range p.Dated {
		from, some := rules.Days(p.Dated[k].From)
		f.pick(out, at(k), func(i int) bool { return date.why(i) == 0 && (!some || int(date.code(i)) >= from) })
	}
	for i := range f.n {
		if w := date.why(i); w != 0 {
			out.Why[i] = w
		}
	}
	return out
}

// hasDate reports whether the frame's rows are, or are within, those that an
// input is for.
func (f *frame) hasDate(in *rules.Input) bool {
	g := rules.Grain(in.For)
	return g == nil || f.grain != nil && f.grain.IsWithin(g)
}

// dateOf reads the input that dates the frame's rows.
func (f *frame) dateOf(in *rules.Input) *Vec {
	if rules.Grain(in.For) != f.grain {
		return f.up(in, rules.Final, f.empty())
	}
	return f.input(in, f.empty())
}

func (f *frame) paramAt(p *rules.Parameter, k, elem int) *Vec {
	if k < 0 {
		return f.absent(p.Type.Kind, whyNotInForce)
	}
	d := p.Dated[k]
	if d.Value == nil {
		return f.absent(p.Type.Kind, whyUnpublished)
	}
	if elem >= 0 {
		return f.eval(d.Value.(*rules.List).Parts[elem].X, f.empty())
	}
	return f.eval(d.Value, f.empty())
}

// attrKey names an attribute of a member.
type attrKey struct {
	of     *rules.Entity
	attr   int
	member int32
}

func (f *frame) attr(e *rules.AttrRef, c *env) *Vec {
	m := f.eval(e.Of, c)
	ent := e.Of.Type().Entity
	get := func(code int32) rules.Value {
		if code < 0 || int(code) >= len(ent.Members) {
			return rules.Value{Type: e.T, Absent: "not_reported"}
		}
		return ent.Members[code].Values[e.Attr]
	}
	if len(m.Code) == 1 {
		if m.why(0) != 0 {
			return f.absent(e.T.Kind, m.why(0))
		}
		return f.attrOf(attrKey{ent, e.Attr, m.Code[0]}, get)
	}
	out := f.absentRows(e.T.Kind, whyNotReported)
	for k := range ent.Members {
		f.pick(out, f.attrOf(attrKey{ent, e.Attr, int32(k)}, get).filled(), func(i int) bool { return m.why(i) == 0 && int(m.code(i)) == k })
	}
	for i := range f.n {
		if w := m.why(i); w != 0 {
			out.Why[i] = w
		}
	}
	return out
}

// attrOf is the attribute of a member, as the framework or a trial has it.
func (f *frame) attrOf(key attrKey, get func(member int32) rules.Value) *Vec {
	v := f.attrs[key]
	if v == nil {
		v = constVec(get(key.member), f.plan.reason)
		f.attrs[key] = v
	}
	return v
}

// levelNumber is the number that belongs to each level; states have none.
func (f *frame) levelNumber(x *Vec, s *rules.Scale, attr string) *Vec {
	v := f.mem.numVec()
	f.mem.merge(v, x)
	table := make([]*Vec, s.Len())
	v.Dec, v.Int = true, true
	for code := range table[:len(s.Levels)] {
		var r *big.Rat
		if attr != "" {
			r = s.Numbers[attr][code]
		} else {
			r = s.Level(code).Number
		}
		if r == nil {
			continue
		}
		t := constVec(rules.Value{Type: rules.Type{Kind: rules.Number}, Num: r}, f.plan.reason)
		table[code], v.Dec, v.Int = t, v.Dec && t.Dec, v.Int && t.Int
	}
	for i := range v.Num {
		if v.why(i) != 0 {
			continue
		}
		t := table[x.code(i)]
		if t == nil {
			f.mem.absences(v)[i] = whyUncovered // a level that has no such number
			if s.IsState(int(x.code(i))) {
				f.mem.absences(v)[i] = whyOffLadder
			}
			continue
		}
		v.Num[i] = t.Num[0]
	}
	if !v.Dec {
		v.err = unit * v.maxAbs()
		v.exact = func(i int) *big.Rat { return table[x.code(i)].rat(0) }
	}
	return v
}

// numberLevel is the level of a numeric scale that each number is.
func (f *frame) numberLevel(x *Vec, s *rules.Scale) *Vec {
	v := f.mem.codeVec(rules.LevelKind)
	f.mem.merge(v, x)
	for i := range v.Code {
		if v.why(i) != 0 {
			continue
		}
		c, ok := levelOf(s, x, i)
		if !ok {
			f.mem.absences(v)[i] = whyInvalid
			continue
		}
		v.Code[i] = int32(c)
	}
	return v
}

// levelOf finds the level that a number is. Levels are evenly spaced, so the
// place is computed and then verified exactly.
func levelOf(s *rules.Scale, x *Vec, i int) (int, bool) {
	n := len(s.Levels)
	lo, _ := s.Levels[0].Number.Float64()
	c := 0
	if n > 1 {
		hi, _ := s.Levels[n-1].Number.Float64()
		c = int(math.Round((x.num(i) - lo) / (hi - lo) * float64(n-1)))
	}
	if c < 0 || c >= n {
		return 0, false
	}
	want := s.Levels[c].Number
	if x.Int && want.IsInt() {
		w, _ := want.Float64()
		return c, w == x.num(i)
	}
	return c, x.rat(i).Cmp(want) == 0
}

func (f *frame) unary(op string, x *Vec) *Vec {
	if op == "!" {
		return f.not(x)
	}
	return f.mem.neg(x)
}

func (f *frame) binary(e *rules.Binary, x, y *Vec) *Vec {
	switch e.Op {
	case "+":
		return f.mem.add(x, y, 1)
	case "-":
		return f.mem.add(x, y, -1)
	case "*":
		return f.mem.mul(x, y)
	case "/":
		return f.mem.div(x, y)
	case "&&":
		return f.kleene(x, y, 0)
	case "||":
		return f.kleene(x, y, 1)
	}
	switch e.X.Type().Kind {
	case rules.Number:
		return f.mem.compareNums(e.Op, x, y)
	case rules.TextKind:
		return f.compareText(e.Op, x, y)
	case rules.LevelKind:
		return f.compareLevels(e.Op, x, y, e.X.Type().Scale)
	}
	v := f.mem.codeVec(rules.Bool)
	f.mem.merge(v, x, y)
	for i := range v.Code {
		v.Code[i] = b2i(holds(e.Op, int(x.code(i))-int(y.code(i))))
	}
	return v
}

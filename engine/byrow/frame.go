package byrow

import (
	"github.com/expr-lang/expr/vm"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the frame: what a formula sees while it runs.

// frame is a row, the members that the context holds, and what surrounds the
// formula.
type frame struct {
	row    *Row
	at     Context
	locals map[*rules.Param]Value // inside a function of the framework
	group  []int                  // the rows that a list of everyone is limited to; nil: all
}

func (r *Row) frame(at Context) *frame { return &frame{row: r, at: at} }

// members is the text of the members that the context holds.
func (fr *frame) members() string {
	return keyOf(nil, fr.at).at
}

// inside is the frame for one more member.
func (fr *frame) inside(e *rules.Entity, member int) *frame {
	c := *fr
	c.at = fr.at.With(e, member)
	return &c
}

// eval runs the program of an expression.
func (fr *frame) eval(e rules.Expr) Value {
	if c, ok := e.(*rules.Const); ok {
		return c.Value
	}
	p, err := fr.row.run.prog.formula(e)
	if err != nil {
		return fr.row.fault("%w", err)
	}
	out, err := vm.Run(p, map[string]any{"frame": fr})
	if err != nil {
		return fr.row.fault("%s: at %s: %w", fr.row.run.prog.homes[e], e.At(), err)
	}
	return typed(out.(Value), e.Type())
}

// read gives the value of a quantity. given are the members that the reference
// names, in order.
func (fr *frame) read(ref *rules.Ref, given []Value) Value {
	at := fr.at
	for i, x := range ref.Index {
		if x == nil {
			continue
		}
		if ref.Q.Axes()[i].Rows { // rows are the frame's, or above it
			given = given[1:]
			continue
		}
		if given[0].Absent != "" {
			return absent(given[0].Absent)
		}
		at = at.With(ref.Q.Axes()[i], given[0].Code)
		given = given[1:]
	}
	if q, ok := ref.Q.(*rules.Parameter); ok {
		return fr.parameter(q, ref.Elem)
	}
	home := fr.row.home(ref.Q.Axes())
	if home == nil {
		return absent(notReported)
	}
	switch q := ref.Q.(type) {
	case *rules.Input:
		if ref.Stage == rules.Reported {
			return home.reported(q, at)
		}
		return home.input(q, at)
	case *rules.Block:
		c, ok := home.cell(q, at)
		if !ok {
			return absent(Fault)
		}
		return c.stage(ref.Stage)
	}
	panic("byrow: unknown quantity")
}

// parameter is the value in force, or one element of it.
func (fr *frame) parameter(p *rules.Parameter, elem int) Value {
	d, why := fr.row.dated(p)
	switch {
	case d == nil:
		return why
	case d.Value == nil:
		return fr.row.fault("parameter %q is not one value", p.Name)
	}
	li, ok := d.Value.(*rules.List)
	switch {
	case !ok:
		return fr.eval(d.Value)
	case elem < 0 || elem >= len(li.Parts):
		return absent(uncovered)
	}
	return fr.eval(li.Parts[elem].X)
}

// per looks up a parameter by how many are rated.
func (fr *frame) per(p *rules.Parameter, n Value) Value {
	if n.Absent != "" {
		return absent(n.Absent)
	}
	d, why := fr.row.dated(p)
	if d == nil {
		return why
	}
	whens := make([]rules.Interval, len(d.Per))
	for i, x := range d.Per {
		whens[i] = x.When
	}
	i, why := fr.holding(whens, n)
	if i < 0 {
		return why
	}
	return fr.eval(d.Per[i].Value)
}

// member is the context's member of an entity, or the ancestor of one.
func (fr *frame) member(m *rules.MemberRef) Value {
	t := rules.Type{Kind: rules.MemberKind, Entity: m.Entity}
	i := 0
	switch {
	case m.Entity.Rows:
		i = fr.row.up(m.Entity)
	case m.From.Rows:
		i = -1 // the data does not say which of the listed members a row is within
	default:
		if i = fr.at.Member(m.From); i < 0 {
			return fr.row.fault("no member of %s at %s", m.From.Name, m.Place)
		}
		i = fr.row.run.climb(m.From, i, m.Entity)
	}
	if i < 0 {
		return absent(notReported)
	}
	return Value{Type: t, Code: i}
}

// invoke runs a function of the framework, which sees its arguments and
// parameters only.
func (fr *frame) invoke(c *rules.UserCall, args []Value) Value {
	in := fr.row.frame(fr.at)
	in.locals = map[*rules.Param]Value{}
	for i, p := range c.Fn.Params {
		in.locals[p] = args[i]
	}
	return in.eval(c.Fn.Value)
}

// within says whether x lies in an interval; undecided where an end or x is
// absent and the other end does not settle it.
func (fr *frame) within(iv rules.Interval, x Value) Value {
	if iv.Any || iv.Otherwise {
		return boolean(true)
	}
	out := boolean(true)
	x = levelNumber(x, "")
	end := func(e rules.Expr, op string, open bool) {
		if e == nil {
			return
		}
		if open {
			op = op[:1]
		}
		out = and(out, compare(op, x, levelNumber(fr.eval(e), "")))
	}
	end(iv.Lo, ">=", iv.LoOpen)
	end(iv.Hi, "<=", iv.HiOpen)
	if iv.Lo == nil && iv.Hi == nil && x.Absent != "" {
		return absent(x.Absent)
	}
	return out
}

// holding is the interval that holds x, an "otherwise" one last; -1 and the
// reason where none does.
func (fr *frame) holding(ivs []rules.Interval, x Value) (int, Value) {
	other, why := -1, absent(uncovered)
	for i, iv := range ivs {
		if iv.Otherwise {
			other = i
			continue
		}
		v := fr.within(iv, x)
		if isTrue(v) {
			return i, Value{}
		}
		if v.Absent != "" && why.Absent == uncovered {
			why = v
		}
	}
	if other >= 0 && why.Absent == uncovered {
		return other, Value{}
	}
	return -1, why
}

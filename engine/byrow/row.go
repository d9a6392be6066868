package byrow

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines a row: what is known of one entity, computed when it is
// first asked for and kept.

// Row is one entity under evaluation. It is not safe for several goroutines.
type Row struct {
	prog   *Program
	src    Source
	cells  map[key]*cell
	inputs map[key]*Value // nil while one is being evaluated
	err    error
}

// key is a quantity and the members that it is read for.
type key struct {
	q  rules.Quantity
	at string
}

// Eval begins the evaluation of one entity. Nothing is computed before it is
// asked for.
func (p *Program) Eval(src Source) *Row {
	return &Row{prog: p, src: src, cells: map[key]*cell{}, inputs: map[key]*Value{}}
}

// Err is the first fault of this package, or of the source, while the row was
// evaluated. What it touched is absent (Fault).
func (r *Row) Err() error { return r.err }

func (r *Row) fault(format string, args ...any) Value {
	if r.err == nil {
		r.err = fmt.Errorf(Fault+": "+format, args...)
	}
	return absent(Fault)
}

// Block evaluates all stages of a block for the members that the context holds.
func (r *Row) Block(b *rules.Block, at Context) (out Outcome) {
	defer func() {
		if x := recover(); x != nil {
			v := r.fault("%s %q: %v", b.Kind, b.Name, x)
			out = outcome(v)
		}
	}()
	c, ok := r.cell(b, at)
	if !ok || !c.reach(stageMarks) {
		return outcome(absent(Fault))
	}
	return c.out
}

// Eval evaluates an expression of the framework's typed tree. A list has no one
// value: it is absent (Fault).
func (r *Row) Eval(e rules.Expr, at Context) (v rules.Value) {
	defer func() {
		if x := recover(); x != nil {
			v = r.fault("%v", x)
		}
	}()
	return r.frame(at).eval(e)
}

// project keeps the members of the axes, so that a quantity sees no others.
// Where one is missing, which is named.
func (r *Row) project(axes []*rules.Entity, at Context) (Context, *rules.Entity) {
	var out Context
	for _, e := range axes {
		m := 0
		if e != r.prog.fw.Entity {
			if m = at.Member(e); m < 0 {
				return nil, e
			}
		}
		out = out.With(e, m)
	}
	return out, nil
}

func keyOf(q rules.Quantity, at Context) key {
	var buf []byte
	for _, m := range at {
		buf = binary.AppendVarint(buf, int64(m))
	}
	return key{q, string(buf)}
}

// cell finds the block's evaluation for those members.
func (r *Row) cell(b *rules.Block, at Context) (*cell, bool) {
	own, missing := r.project(b.For, at)
	if missing != nil {
		r.fault("%s %q is read without a member of %s", b.Kind, b.Name, missing.Name)
		return nil, false
	}
	k := keyOf(b, own)
	c := r.cells[k]
	if c == nil {
		c = &cell{row: r, b: b, at: own, frame: r.frame(own)}
		c.out.Row = -1
		r.cells[k] = c
	}
	return c, true
}

// input evaluates the stages of an input: applies, age, and the policy for
// absent values.
func (r *Row) input(in *rules.Input, at Context) Value {
	own, missing := r.project(in.For, at)
	if missing != nil {
		return r.fault("input %q is read without a member of %s", in.Name, missing.Name)
	}
	k := keyOf(in, own)
	known, begun := r.inputs[k]
	switch {
	case known != nil:
		return *known
	case begun:
		return r.fault("input %q reads itself", in.Name)
	}
	r.inputs[k] = nil
	v := r.inputStages(in, own)
	r.inputs[k] = &v
	return v
}

func (r *Row) inputStages(in *rules.Input, at Context) Value {
	v := r.src.Input(in, at)
	v.Type = in.Type
	fr := r.frame(at)
	if in.Applies != nil {
		if a := fr.eval(in.Applies); a.Absent != "" {
			v = absent(a.Absent)
		} else if isFalse(a) {
			return absent(notApplicable)
		}
	}
	if v.Absent == "" {
		v = r.aged(in, v, at)
	}
	if v.Absent == "" || v.Absent == notApplicable {
		return v
	}
	if in.Missing.With != nil {
		return fr.eval(in.Missing.With)
	}
	return v
}

// aged makes evidence absent that is too old or that nobody dated.
func (r *Row) aged(in *rules.Input, v Value, at Context) Value {
	if in.Dated == nil || in.NotBefore == "" && in.ValidFor == 0 {
		return v
	}
	d := r.input(in.Dated, at)
	if d.Absent != "" {
		return absent(d.Absent)
	}
	if first, ok := rules.Days(in.NotBefore); ok && d.Code < first {
		return absent(tooOld)
	}
	if in.ValidFor > 0 && addMonths(d.Code, in.ValidFor) < r.prog.opt.AsOf {
		return absent(tooOld)
	}
	return v
}

// dated chooses the value of a parameter: by the input that the framework is
// dated by, else by the date of the run.
func (r *Row) dated(p *rules.Parameter, at Context) (*rules.DatedValue, Value) {
	day := r.prog.opt.AsOf
	if in := r.prog.fw.DatedBy; in != nil {
		d := r.input(in, at)
		if d.Absent != "" {
			return nil, absent(d.Absent)
		}
		day = d.Code
	}
	for i := range slices.Backward(p.Dated) {
		d := &p.Dated[i]
		if from, ok := rules.Days(d.From); d.From == "" || ok && from <= day {
			if d.Unpublished != "" {
				return nil, absent(unpublished)
			}
			return d, Value{}
		}
	}
	return nil, absent(notInForce)
}

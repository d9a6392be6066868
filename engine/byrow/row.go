package byrow

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines a row: what is known of one member of a row entity, computed
// when it is first asked for and kept.

// Row is one row under evaluation. It is not safe for several goroutines.
type Row struct {
	run    *Run
	place  place
	cells  map[key]*cell
	inputs map[key]*Value // nil while one is being evaluated
}

// key is a quantity and the members that it is read for.
type key struct {
	q  rules.Quantity
	at string
}

// Err is the first fault of this package, or of the source, in the run of the
// row. What it touched is absent (Fault).
func (r *Row) Err() error { return r.run.err }

func (r *Row) fault(format string, args ...any) Value {
	if r.run.err == nil {
		r.run.err = fmt.Errorf(Fault+": "+format, args...)
	}
	return absent(Fault)
}

// up is the row of e that this one is, or is within; -1 where that is not known.
func (r *Row) up(e *rules.Entity) int { return r.run.climb(r.place.e, r.place.row, e) }

// home is the row that a quantity of those axes stands in: this one, one that it
// is within, or that of everyone; nil where that is not known.
func (r *Row) home(axes []*rules.Entity) *Row {
	g := rules.Grain(axes)
	if g == r.place.e {
		return r
	}
	if g == nil {
		return r.run.row(nil, 0)
	}
	if i := r.up(g); i >= 0 {
		return r.run.row(g, i)
	}
	return nil
}

// source is the context with the rows that a Source is asked for.
func (r *Row) source(axes []*rules.Entity, at Context) Context {
	for _, e := range axes {
		if e.Rows {
			at = at.With(e, r.up(e))
		}
	}
	return at
}

// Block evaluates all stages of a block for the members that the context holds.
func (r *Row) Block(b *rules.Block, at Context) (out Outcome) {
	defer func() {
		if x := recover(); x != nil {
			v := r.fault("%s %q: %v", b.Kind, b.Name, x)
			out = outcome(v)
		}
	}()
	home := r.home(b.For)
	if home == nil {
		return outcome(absent(notReported))
	}
	c, ok := home.cell(b, at)
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
		if e.Rows {
			continue // the row knows itself
		}
		m := at.Member(e)
		if m < 0 {
			return nil, e
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
	v := r.reported(in, at)
	if v.Absent == "" || v.Absent == notApplicable || in.Missing.With == nil {
		return v
	}
	return r.frame(at).eval(in.Missing.With)
}

// reported is an input before its missing policy.
func (r *Row) reported(in *rules.Input, at Context) Value {
	v := r.run.src.Input(in, r.source(in.For, at))
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
	return v
}

// aged makes evidence absent that is too old or that nobody dated.
func (r *Row) aged(in *rules.Input, v Value, at Context) Value {
	if in.Dated == nil || in.NotBefore == "" && in.ValidFor == 0 {
		return v
	}
	home := r.home(in.Dated.For)
	if home == nil {
		return absent(notReported)
	}
	d := home.input(in.Dated, at)
	if d.Absent != "" {
		return absent(d.Absent)
	}
	if first, ok := rules.Days(in.NotBefore); ok && d.Code < first {
		return absent(tooOld)
	}
	if in.ValidFor > 0 && addMonths(d.Code, in.ValidFor) < r.run.prog.opt.AsOf {
		return absent(tooOld)
	}
	return v
}

// dated chooses the value of a parameter: by the input that the framework is
// dated by, else by the date of the run. Rows above those that the input is for,
// and figures of everyone, have no date of their own.
func (r *Row) dated(p *rules.Parameter) (*rules.DatedValue, Value) {
	day := r.run.prog.opt.AsOf
	if in := r.run.prog.fw.DatedBy; in != nil && (len(p.Dated) > 1 || p.Dated[0].From != "") && r.hasDate(in) {
		home := r.home(in.For)
		if home == nil {
			return nil, absent(notReported)
		}
		d := home.input(in, nil)
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

// hasDate reports whether the row is, or is within, one that an input is for.
func (r *Row) hasDate(in *rules.Input) bool {
	g := rules.Grain(in.For)
	return g == nil || r.place.e != nil && r.place.e.IsWithin(g)
}

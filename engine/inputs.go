package engine

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the stages of an input: as read, applicable, young enough,
// and with its missing policy applied.

// input gives an input for the members of c.
func (f *frame) input(in *rules.Input, c *env) *Vec {
	i := f.plan.inIndex[in]
	return f.inputAt(in, i, f.data.flat(f.plan.inAxes[i], c.at), c)
}

// inputAt is input, of an input's place and that of its column.
func (f *frame) inputAt(in *rules.Input, i, k int, c *env) *Vec {
	if v := *slot(&f.inputs[i], k); v != nil {
		return v
	}
	var v *Vec
	f.using(f.shared(in), func() {
		v = f.reportedAt(in, i, k, c)
		if in.Missing.Kind != rules.Fail && in.Missing.With != nil {
			v = f.fill(v, f.eval(in.Missing.With, f.only(in.For, c.at)))
		}
	})
	*slot(&f.inputs[i], k) = v
	return v
}

// reported gives an input before its missing policy.
func (f *frame) reported(in *rules.Input, c *env) *Vec {
	i := f.plan.inIndex[in]
	return f.reportedAt(in, i, f.data.flat(f.plan.inAxes[i], c.at), c)
}

func (f *frame) reportedAt(in *rules.Input, i, k int, c *env) *Vec {
	v := f.asRead(in, i, k)
	if in.Applies != nil {
		v = f.onlyWhere(v, f.eval(in.Applies, f.only(in.For, c.at)))
	}
	if in.Dated != nil {
		v = f.aged(in, v, c)
	}
	return v
}

func (f *frame) asRead(in *rules.Input, i, k int) *Vec {
	at := slot(&f.raw[i], k)
	if *at == nil {
		f.using(f.shared(in), func() {
			if c := f.data.inputColumn(in, k); c != nil {
				*at = c.batch(f.lo, f.n, f.mem)
			} else {
				*at = f.absent(in.Type.Kind, whyNotReported)
			}
		})
	}
	return *at
}

// aged makes evidence absent (too old) that is older than the input allows.
func (f *frame) aged(in *rules.Input, x *Vec, c *env) *Vec {
	if in.NotBefore == "" && in.ValidFor == 0 {
		return x
	}
	date := f.read(&rules.Ref{Q: in.Dated}, c)
	before, hasBefore := rules.Days(in.NotBefore)
	v := f.absentRows(x.Kind, whyTooOld)
	take := make([]bool, f.n)
	for i := range f.n {
		if w := x.why(i); w != 0 {
			v.Why[i] = w
			continue
		}
		if w := date.why(i); w != 0 {
			v.Why[i] = w
			continue
		}
		d := int(date.code(i))
		old := hasBefore && d < before
		if in.ValidFor > 0 && f.plan.AsOf != "" && addMonths(d, in.ValidFor) < f.plan.asOf {
			old = true
		}
		take[i] = !old
	}
	f.pick(v, x, func(i int) bool { return take[i] })
	return v
}

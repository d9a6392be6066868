package engine

import (
	"fmt"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines common expressions: what several places of a framework compute
// alike, in one block or in many, is computed once in a batch.

// form says what an expression computes of parts that are known by number.
type form struct {
	op    string
	kind  rules.Kind
	scale *rules.Scale
	q     rules.Quantity
	stage rules.Stage
	text  string
	x, y  int
}

// number is that of a form: forms that are equal have one number, from 1 on.
func (f *frame) number(of form) int {
	n := f.forms[of]
	if n == 0 {
		n = len(f.forms) + 1
		f.forms[of] = n
	}
	return n
}

// numbered gives what is fixed, or read, its number. Trials change what they set
// within a batch, so there nothing has one.
func (f *frame) numbered(r *ready) *ready {
	switch {
	case f.run.set != nil:
	case r.reads != nil:
		r.form = f.number(form{q: r.reads.q, stage: r.reads.stage, text: membersKey(f.only(r.reads.q.Axes(), r.reads.in.at))})
	case r.fixed != nil && r.fixed.len() == 1 && (r.fixed.Kind != rules.Number || r.fixed.Dec):
		v := r.fixed
		text := fmt.Sprint(v.why(0), " ")
		switch v.Kind {
		case rules.Number:
			text += fmt.Sprint(v.Num[0])
		case rules.TextKind:
			text += v.Text[0]
		default:
			text += fmt.Sprint(v.Code[0])
		}
		r.form = f.number(form{kind: v.Kind, text: text})
	}
	return r
}

// common is the expression of a form that was prepared first; it is computed once in
// a batch.
func (f *frame) common(of form, r *ready) *ready {
	n := f.number(of)
	if before := f.commons[n]; before != nil {
		return before
	}
	f.commons[n] = r
	run, last, batch := r.run, (*Vec)(nil), 0
	r.form = n
	r.run = func() *Vec {
		if batch != f.batch {
			f.using(f.lasting(), func() { last, batch = run(), f.batch })
		}
		return last
	}
	return r
}

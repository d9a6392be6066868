package engine

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines what trials that stand beside each other compute once for all of
// them: blocks that rest on no dial.

// beside gives the columns of a block that rests on no dial, computed for one stretch of
// rows and put beside each other. It is nil where there is one stretch, or where what
// was computed is more than values.
func (f *frame) beside(b *rules.Block, i, k int) *cols {
	t := f.trial
	if t == nil || t.base == nil || t.rests(b) {
		return nil
	}
	from := t.base.blockAt(b, i, k)
	times := f.n / t.base.n
	out := &cols{block: b, rows: f.n, supplied: from.supplied, outOfForce: from.outOfForce}
	if from.Members != nil || from.weighs || from.poison != nil {
		return nil
	}
	known := map[*Vec]*Vec{}
	to := out.vecs()
	for n, v := range from.vecs() {
		if *v == nil {
			continue
		}
		if x := *v; x.Kind == rules.Number && !x.Int && !x.Dec || x.exact != nil || x.Kind == rules.MemberKind {
			return nil // a row that is a value has another place in each stretch
		}
		if known[*v] == nil {
			known[*v] = (*v).repeated(t.base.n, times)
		}
		*to[n] = known[*v]
	}
	out.Case, out.Rule, out.Row, out.Band = repeated(from.Case, times), repeated(from.Rule, times), repeated(from.Row, times), repeated(from.Band, times)
	out.Hit, out.Fired, out.Marks, out.Decided = repeated(from.Hit, times), repeated(from.Fired, times), repeated(from.Marks, times), repeated(from.Decided, times)
	for _, s := range from.Steps {
		out.Steps = append(out.Steps, repeated(s, times))
	}
	return out
}

// vecs are the places of the vectors of a block.
func (c *cols) vecs() []**Vec {
	return []**Vec{&c.Among, &c.Applies, &c.Unrounded, &c.Value, &c.Graded, &c.Adjusted, &c.Limited, &c.Final, &c.Weight, &c.DecidedBy}
}

// repeated is a vector of some rows so many times. What stands for every row does so
// still.
func (v *Vec) repeated(rows, times int) *Vec {
	if v.len() == 1 && len(v.Why) < 2 {
		return v
	}
	out := &Vec{Kind: v.Kind, Num: v.Num, Code: v.Code, Text: v.Text, Why: v.Why, Dec: v.Dec, Int: v.Int, max: v.max}
	if v.len() == rows {
		out.Num, out.Code, out.Text = repeated(v.Num, times), repeated(v.Code, times), repeated(v.Text, times)
	}
	if len(v.Why) == rows {
		out.Why = repeated(v.Why, times)
	}
	for k := range times {
		for _, i := range v.gone {
			out.gone = append(out.gone, int32(k*rows)+i)
		}
	}
	return out
}

// repeated is a slice so many times; nil stays nil.
func repeated[T any](s []T, times int) []T {
	if s == nil {
		return nil
	}
	return slices.Repeat(s, times)
}

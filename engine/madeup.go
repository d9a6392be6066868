package engine

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how values that the rules made up are counted.

// MadeUp is how many values of an input a policy put in where the data has none.
type MadeUp struct {
	Input *rules.Input
	Rows  int // values that were made up
	Of    int // values that the results could read
}

// MadeUp counts the values that the missing policies of inputs made up, in the
// order of the framework; inputs without any are left out.
func (r *Result) MadeUp() []MadeUp {
	var out []MadeUp
	if r.run == nil {
		return nil
	}
	for _, in := range r.Plan.Framework.Inputs {
		if in.Missing.With == nil {
			continue
		}
		m := MadeUp{Input: in}
		grain := rules.Grain(in.For)
		axes := r.Plan.memberAxes(in.For)
		for k := range r.Data.combos(axes) {
			at := make([]int32, len(r.Plan.Framework.Entities))
			for i := range at {
				at[i] = -1
			}
			r.Data.unflat(axes, k, at)
			c := &env{at: at}
			key := membersKey(c)
			raw := r.run.whole(wholeKey{what: rawKey{in}, at: key}, grain, func(f *frame) *Vec { return f.rawInput(in, c) })
			used := r.run.whole(wholeKey{what: usedKey{in}, at: key}, grain, func(f *frame) *Vec { return f.input(in, c) })
			for i := range r.Data.rowsOf(grain).Rows {
				if used.why(i) != 0 {
					continue
				}
				m.Of++
				if raw.why(i) != 0 {
					m.Rows++
				}
			}
		}
		if m.Rows > 0 {
			out = append(out, m)
		}
	}
	return out
}

// usedKey names the column of an input with its policy applied.
type usedKey struct{ in *rules.Input }

package engine

import (
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines recorded decisions: judgements of people that replace a
// computed result.

// Decision is one recorded override.
type Decision struct {
	Row                         int // of the entity that the block is for
	Block                       *rules.Block
	Member                      int // column of the block, 0 where it has no member axes
	Level                       int // code
	By, Reason, Evidence, Until string
}

type overrideKey struct {
	block  *rules.Block
	member int
	row    int
}

// overrides replaces results by recorded decisions. Bind has checked that each
// is one that the framework allows, but for the distance that it moves.
func (f *frame) overrides(b *rules.Block, c *env, from *Vec, out *cols) *Vec {
	if len(f.data.overrides) == 0 || len(b.Overrides) == 0 {
		return from
	}
	k := f.data.flat(f.plan.memberAxes(b.For), c.at)
	var v *Vec
	for i := range f.n {
		d := f.data.overrides[overrideKey{b, k, f.lo + i}]
		if d == nil || out.doesNotApply(i) || !f.allowed(b, d, from, i) {
			continue
		}
		if v == nil {
			v = f.absentRows(rules.LevelKind, whyNotReported)
			f.pick(v, from, func(int) bool { return true })
			out.Decided = make([]*Decision, f.n)
		}
		v.Why[i], v.Code[i] = 0, int32(d.Level)
		out.Decided[i] = d
	}
	if v == nil {
		return from
	}
	return v
}

// allowed reports whether a declaration of the block lets the decision move the
// result so far.
func (f *frame) allowed(b *rules.Block, d *Decision, from *Vec, i int) bool {
	if d.Until != "" && f.plan.AsOf != "" && d.Until <= f.plan.AsOf {
		return false
	}
	for _, o := range b.Overrides {
		if len(o.To) > 0 && !containsInt(o.To, d.Level) {
			continue
		}
		if o.Within == 0 || from.why(i) != 0 || b.Scale.IsState(d.Level) || b.Scale.IsState(int(from.code(i))) {
			return true
		}
		if abs(int(from.code(i))-d.Level) <= o.Within {
			return true
		}
	}
	return false
}

func containsInt(s []int, x int) bool {
	for _, y := range s {
		if y == x {
			return true
		}
	}
	return false
}

// refused reports recorded decisions that no declaration of their block lets
// stand. None is dropped in silence.
func (r *Result) refused() {
	for key, d := range r.Data.overrides {
		if r.usedDecision(key) {
			continue
		}
		severity, why := diag.Error, "it moves the result further than the framework allows"
		if os := r.Outcomes[key.block]; key.member < len(os) {
			if w := os[key.member].Final.Why[key.row]; w == whyNotApplicable || w == whyNotInPopulation {
				why = "the block does not apply to it"
			}
		}
		if d.Until != "" && r.Plan.AsOf != "" && d.Until <= r.Plan.AsOf {
			severity, why = diag.Info, "it ended on "+d.Until
		}
		r.Problems.Add(&diag.Diagnostic{Severity: severity, Code: BadDecision, Summary: "recorded decision that was not used",
			Detail: "The decision on " + quote(d.Block.Name) + r.whose(d.Block, key.row) + " was not used: " + why + "."})
	}
	r.Problems = r.Problems.Sorted()
}

// whose names the row that a block's result is of, where it has several.
func (r *Result) whose(b *rules.Block, row int) string {
	if g := rules.Grain(b.For); g != nil {
		return " of " + r.Data.rowsOf(g).KeyText(row)
	}
	return ""
}

// usedDecision reports whether a recorded decision stands in its result, which
// need not be one that is kept.
func (r *Result) usedDecision(key overrideKey) bool {
	if os := r.Outcomes[key.block]; key.member < len(os) {
		return os[key.member].Decided == nil || os[key.member].Decided[key.row] != nil
	}
	f := r.run.frame(rules.Grain(key.block.For))
	f.start(key.row, 1)
	c := f.empty()
	r.Data.unflat(r.Plan.memberAxes(key.block.For), key.member, c.at)
	cs := f.block(key.block, c)
	return cs.Decided != nil && cs.Decided[0] != nil
}

// KeyText is the key of a row as people read it.
func (d *Dataset) KeyText(row int) string {
	out := ""
	for k := range d.Keys {
		if k > 0 {
			out += " / "
		}
		out += d.Keys[k][row]
	}
	return out
}

package engine

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the short way for limits that all bound the result to the same
// side, by levels that are constants, and none of which leaves anything undecided.

// quickLimits applies them where nobody asks which conditions held.
func (f *frame) quickLimits(b *rules.Block, c *env, from *Vec, out *cols) *Vec {
	if !f.lean || f.n == 1 || len(from.Code) != f.n || from.Why != nil && len(from.Why) != f.n || out.Applies != nil || out.Among != nil {
		return nil
	}
	up := b.Limits[0].AtMost != nil // codes go up, towards worst
	levels := make([]int32, len(b.Limits))
	for k, l := range b.Limits {
		e := l.AtMost
		if !up {
			e = l.AtLeast
		}
		if e == nil {
			return nil
		}
		level := f.eval(e, c)
		if len(level.Code) != 1 || level.why(0) != 0 || int(level.Code[0]) >= len(b.Scale.Levels) {
			return nil
		}
		levels[k] = level.Code[0]
	}
	rows := make([][]int32, len(b.Limits))
	for k, l := range b.Limits {
		var ok bool
		if rows[k], ok = f.holding(l, c); !ok {
			return nil
		}
	}
	v := f.mem.overCodes(rules.LevelKind)
	copy(v.Code, from.Code)
	f.mem.merge(v, from)
	out.Hit = f.mem.bits.get(f.n)
	worst := int32(len(b.Scale.Levels) - 1)
	for k, level := range levels {
		for _, i := range rows[k] {
			code := v.Code[i]
			switch {
			case code > worst || v.why(int(i)) != 0:
			case up && code < level, !up && code > level:
				v.Code[i], out.Hit[i] = level, 1<<k
			case code == level && out.Hit[i] != 0: // a limit before has brought it there
				out.Hit[i] |= 1 << k
			}
		}
	}
	return v
}

// holding are the rows in which the condition of a limit holds; false where it is
// undecided somewhere, and that is not to be skipped.
func (f *frame) holding(l *rules.Limit, c *env) (rows []int32, ok bool) {
	fixed := f.trial != nil && l.When != nil && !f.trial.expr(l.When) && c.bare()
	if fixed {
		if rows, ok = f.trial.holding[l]; ok {
			return rows, true
		}
	}
	if l.When == nil {
		return f.allRows(true), true
	}
	cond := f.steady(l.When, c)
	if l.Undecided != rules.Skip && !cond.allPresent() {
		return nil, false
	}
	if yes, ok := cond.certain(); ok {
		return f.allRows(yes), true
	}
	rows = f.mem.codes.dirty(f.n)[:0]
	for i := range f.n {
		if cond.code(i) == 1 && cond.why(i) == 0 {
			rows = append(rows, int32(i))
		}
	}
	if fixed {
		f.trial.holding[l] = slices.Clone(rows)
	}
	return rows, true
}

// allRows are all rows of the batch, or none.
func (f *frame) allRows(all bool) []int32 {
	if !all {
		return nil
	}
	rows := f.mem.codes.dirty(f.n)
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

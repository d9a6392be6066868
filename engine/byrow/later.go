package byrow

import (
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the stages after the grade: steps, limits and marks.

// adjust moves a level by steps, clamped to the ladder after each.
func (c *cell) adjust(v Value) Value {
	a := c.b.Adjust
	if a == nil {
		return v
	}
	if a.From != nil {
		v = c.frame.eval(a.From)
	}
	if v.Absent != "" || isState(v) {
		return v
	}
	for _, s := range a.Steps {
		when := decide(c.frame.eval(s.When), s.Undecided)
		if isFalse(when) {
			continue
		}
		move := c.frame.eval(s.Move)
		switch {
		case move.Absent != "" && s.Undecided == rules.Skip:
			continue
		case move.Absent != "":
			return absent(undecided)
		case !move.Num.IsInt():
			return absent(invalid)
		}
		to := v
		to.Code = moved(v.Code, move.Num, len(c.b.Scale.Levels))
		if when.Absent != "" && to.Code != v.Code {
			return absent(undecided)
		}
		v = to
	}
	return v
}

// moved is the code of a level after a move towards best, on a ladder of n.
func moved(code int, by *big.Rat, n int) int {
	far := big.NewRat(int64(n), 1)
	switch {
	case by.Cmp(far) >= 0:
		return 0
	case by.Cmp(far.Neg(far)) <= 0:
		return n - 1
	}
	return min(max(code-int(by.Num().Int64()), 0), n-1)
}

// bound is a limit whose condition holds, or may hold, and its level.
type bound struct {
	limit *rules.Limit
	to    Value
}

// limit takes all limits together.
func (c *cell) limit(v Value) Value {
	var sure, open []bound
	for _, l := range c.b.Limits {
		when := boolean(true)
		if l.When != nil {
			when = c.frame.eval(l.When)
		}
		if isFalse(when) {
			continue
		}
		to := c.frame.eval(limitLevel(l))
		if l.Exactly == nil && isState(to) {
			to = absent(offLadder) // nothing is better or worse than a state
		}
		unsure := when.Absent != "" || to.Absent != ""
		switch {
		case unsure && l.Undecided == rules.Skip:
		case unsure && (l.Undecided == rules.Stop || to.Absent != ""):
			open = append(open, bound{l, to})
		default:
			sure = append(sure, bound{l, to})
		}
	}
	out := limited(v, sure)
	for _, o := range open {
		for _, to := range o.levels(c.b.Scale) {
			if w := limited(v, append(sure[:len(sure):len(sure)], bound{o.limit, to})); !unchanged(out, w) {
				return absent(undecided)
			}
		}
	}
	exactly := slices.ContainsFunc(sure, func(s bound) bool { return s.limit.Exactly != nil })
	for _, s := range sure {
		if same(out, s.to) && !same(out, v) && (s.limit.Exactly != nil || !exactly && pushed(v, out, s.limit, sure)) {
			c.out.Limits = append(c.out.Limits, s.limit)
		}
	}
	return out
}

// pushed says whether the way from v to out is the way that the limit goes; where
// an at_least would have it better than out, an at_most held it.
func pushed(v, out Value, l *rules.Limit, sure []bound) bool {
	if v.Absent != "" || isState(v) {
		return false
	}
	held := slices.ContainsFunc(sure, func(s bound) bool { return s.limit.AtLeast != nil && s.to.Code < out.Code })
	if held {
		return l.AtMost != nil
	}
	return l.AtMost != nil && out.Code > v.Code || l.AtLeast != nil && out.Code < v.Code
}

func unchanged(x, y Value) bool {
	return same(x, y) || x.Absent != "" && x.Absent == y.Absent
}

func limitLevel(l *rules.Limit) rules.Expr {
	switch {
	case l.AtMost != nil:
		return l.AtMost
	case l.AtLeast != nil:
		return l.AtLeast
	}
	return l.Exactly
}

// levels are the levels that an undecided limit could bound at, as far as they
// could make a difference: where its own is absent, the extremes.
func (o bound) levels(s *rules.Scale) []Value {
	last := len(s.Levels) - 1
	switch {
	case o.to.Absent == "":
		return []Value{o.to}
	case o.limit.AtMost != nil:
		return []Value{level(s, last)}
	case o.limit.AtLeast != nil:
		return []Value{level(s, 0)}
	}
	return []Value{level(s, 0), level(s, s.Len()-1)}
}

// limited is v within bounds that all hold.
func limited(v Value, bounds []bound) Value {
	var exactly, most, least *Value
	for _, b := range bounds {
		to := b.to
		switch {
		case b.limit.Exactly != nil:
			if exactly != nil && !same(*exactly, to) {
				return absent(undecided)
			}
			exactly = &to
		case b.limit.AtMost != nil:
			if most == nil || to.Code > most.Code {
				most = &to
			}
		case least == nil || to.Code < least.Code:
			least = &to
		}
	}
	switch {
	case exactly != nil:
		return *exactly
	case v.Absent != "" || isState(v):
		return v
	}
	if least != nil && v.Code > least.Code {
		v = *least
	}
	if most != nil && v.Code < most.Code {
		v = *most
	}
	return v
}

// marks sets the marks whose condition is true.
func (c *cell) marks() {
	for _, m := range c.b.Marks {
		if isTrue(c.frame.eval(m.When)) {
			c.out.Marks = append(c.out.Marks, m)
		}
	}
}

// decided is v, or the level of a recorded decision that the block allows.
func (c *cell) decided(v Value) Value {
	s, ok := c.row.run.src.(Decisions)
	if !ok || len(c.b.Overrides) == 0 {
		return v
	}
	to, ok := s.Decision(c.b, c.row.source(c.b.For, c.at))
	if !ok {
		return v
	}
	scale := c.b.Scale
	for _, o := range c.b.Overrides {
		if len(o.To) > 0 && !slices.Contains(o.To, to) {
			continue
		}
		far := o.Within > 0 && v.Absent == "" && !isState(v) && !scale.IsState(to) && max(v.Code-to, to-v.Code) > o.Within
		if !far {
			return level(scale, to)
		}
	}
	return v
}

package engine

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how limits and marks are applied.

// limits bounds the result; all limits are looked at together.
func (f *frame) limits(b *rules.Block, c *env, from *Vec, out *cols) *Vec {
	if len(b.Limits) == 0 {
		return from
	}
	out.Adjusted = from
	if v := f.quickLimits(b, c, from, out); v != nil {
		return v
	}
	v := f.absentRows(rules.LevelKind, whyUndecided)
	f.pick(v, from, func(int) bool { return true })
	out.Hit, out.Fired = make([]uint64, f.n), make([]uint64, f.n)
	type bound struct{ cond, level *Vec }
	bounds := make([]bound, len(b.Limits))
	for k, l := range b.Limits {
		if l.When != nil {
			bounds[k].cond = f.steady(l.When, c)
		}
		for _, e := range []rules.Expr{l.AtMost, l.AtLeast, l.Exactly} {
			if e != nil {
				bounds[k].level = f.eval(e, c)
			}
		}
	}
	may := f.mayHold(len(b.Limits), func(k int) *Vec { return bounds[k].cond })
	worst := int32(len(b.Scale.Levels) - 1)
	truth := func(k, i int) int8 {
		t := int8(1)
		if w := bounds[k].cond; w != nil {
			t = int8(w.code(i))
			if w.why(i) != 0 {
				t = -1
			}
		}
		known := bounds[k].level.why(i) == 0 && (b.Limits[k].Exactly != nil || bounds[k].level.code(i) <= worst)
		if t == 1 && !known { // nothing is better or worse than a state
			t = -1
		}
		if t == -1 {
			switch {
			case b.Limits[k].Undecided == rules.Skip:
				t = 0
			case b.Limits[k].Undecided == rules.Apply && known:
				t = 1
			}
		}
		return t
	}
	for i := range f.n {
		if !may[i] || out.doesNotApply(i) {
			continue
		}
		l := limiter{worst: worst, code: v.Code[i], absent: v.Why[i] != 0, top: 0, bottom: worst, exact: -1}
		for k := range b.Limits {
			if truth(k, i) == 1 {
				out.Fired[i] |= 1 << k
				l.add(b.Limits[k], k, bounds[k].level.code(i))
			}
		}
		sure := l
		l.settle()
		for k, x := range b.Limits { // would an undecided limit change anything?
			if truth(k, i) == -1 && !l.undecided {
				l.undecided = l.open(sure, x, bounds[k].level, i)
			}
		}
		switch {
		case l.undecided:
			v.Why[i], v.Code[i] = whyUndecided, 0
		case l.absent:
		default:
			v.Why[i], v.Code[i] = 0, l.code
		}
		out.Hit[i] = l.hit
	}
	return v
}

// mayHold says in which rows some condition holds or is undecided.
func (f *frame) mayHold(n int, cond func(k int) *Vec) []bool {
	out := make([]bool, f.n)
	for k := range n {
		w := cond(k)
		if w == nil || len(w.Code) == 1 {
			if w == nil || w.why(0) != 0 || w.Code[0] != 0 {
				for i := range out {
					out[i] = true
				}
			}
			continue
		}
		for i, code := range w.Code[:len(out)] {
			out[i] = out[i] || code != 0
		}
		if w.Why != nil {
			for i := nextAbsent(w.Why, 0); i < f.n; i = nextAbsent(w.Why, i+1) {
				out[i] = true
			}
		}
	}
	return out
}

// limiter settles the limits of one row.
type limiter struct {
	worst, code int32
	absent      bool
	top, bottom int32 // no better than top, no worse than bottom (codes)
	topBy       uint64
	bottomBy    uint64
	exact       int32
	exactBy     uint64
	undecided   bool
	hit         uint64
}

func (l *limiter) add(x *rules.Limit, k int, code int32) {
	switch {
	case x.Exactly != nil:
		if l.exact >= 0 && l.exact != code {
			l.undecided = true
		}
		l.exact = code
		l.exactBy |= 1 << k
	case x.AtMost != nil:
		if code > l.top {
			l.top, l.topBy = code, 0
		}
		if code == l.top {
			l.topBy |= 1 << k
		}
	default:
		if code < l.bottom {
			l.bottom, l.bottomBy = code, 0
		}
		if code == l.bottom {
			l.bottomBy |= 1 << k
		}
	}
}

func (l *limiter) settle() {
	if l.undecided {
		return
	}
	if l.exact >= 0 {
		if l.absent || l.code != l.exact {
			l.hit = l.exactBy
		}
		l.code, l.absent = l.exact, false
		return
	}
	if l.absent || l.code > l.worst {
		return
	}
	before := l.code
	if l.code > l.bottom {
		l.code, l.hit = l.bottom, l.bottomBy
	}
	if l.code < l.top { // where the two cross, at_most wins
		l.code, l.hit = l.top, l.topBy
	}
	if l.code == before {
		l.hit = 0
	}
}

func (f *frame) marks(b *rules.Block, c *env, out *cols) {
	if len(b.Marks) == 0 {
		return
	}
	out.Marks = make([]uint64, f.n)
	for k, m := range b.Marks {
		cond := f.eval(m.When, c)
		for i := range f.n {
			if !out.doesNotApply(i) && cond.why(i) == 0 && cond.code(i) == 1 {
				out.Marks[i] |= 1 << k
			}
		}
	}
}

package engine

import "github.com/rubric-lang/rubric/rules"

// This file defines conditions of three values, and comparisons but for those of
// numbers.

func (f *frame) not(x *Vec) *Vec {
	v := f.mem.codeVec(rules.Bool)
	f.mem.merge(v, x)
	for i := range v.Code {
		v.Code[i] = 1 - x.code(i)
	}
	return v
}

// kleene joins conditions: an operand that is win decides, whatever the other is.
func (f *frame) kleene(x, y *Vec, win int32) *Vec {
	if x.Why == nil && y.Why == nil {
		if len(x.Code) == 1 {
			x, y = y, x
		}
		if len(y.Code) == 1 {
			if y.Code[0] == win {
				return y
			}
			return x
		}
		v := f.mem.overCodes(rules.Bool)
		xs, ys := x.Code[:len(v.Code)], y.Code[:len(v.Code)]
		if win == 1 {
			for i, b := range xs {
				v.Code[i] = b | ys[i]
			}
		} else {
			for i, b := range xs {
				v.Code[i] = b & ys[i]
			}
		}
		return v
	}
	v := f.mem.codeVec(rules.Bool)
	for i := range v.Code {
		wx, wy := x.why(i), y.why(i)
		switch {
		case wx == 0 && x.code(i) == win, wy == 0 && y.code(i) == win:
			v.Code[i] = win
		case wx != 0:
			f.mem.absences(v)[i] = wx
		case wy != 0:
			f.mem.absences(v)[i] = wy
		default:
			v.Code[i] = 1 - win
		}
	}
	return v
}

func (f *frame) compareText(op string, x, y *Vec) *Vec {
	v := f.mem.codeVec(rules.Bool)
	f.mem.merge(v, x, y)
	for i := range v.Code {
		v.Code[i] = b2i((x.text(i) == y.text(i)) == (op == "=="))
	}
	return v
}

// compareLevels compares by rank: a smaller code is better, so "better than"
// is a smaller code. A state has no rank.
func (f *frame) compareLevels(op string, x, y *Vec, s *rules.Scale) *Vec {
	v := f.mem.codeVec(rules.Bool)
	f.mem.merge(v, x, y)
	order := op != "==" && op != "!="
	states := int32(len(s.Levels))
	for i := range v.Code {
		if v.why(i) != 0 {
			continue
		}
		a, b := x.code(i), y.code(i)
		if order && (a >= states || b >= states) {
			f.mem.absences(v)[i] = whyOffLadder
			continue
		}
		v.Code[i] = b2i(holds(op, int(b)-int(a)))
	}
	return v
}

func (f *frame) cond(c, t, e *Vec) *Vec {
	out := f.absentRows(t.Kind, whyUndecided)
	f.pick(out, t, func(i int) bool { return c.why(i) == 0 && c.code(i) == 1 })
	f.pick(out, e, func(i int) bool { return c.why(i) == 0 && c.code(i) == 0 })
	if c.Why != nil {
		same := make([]bool, f.n)
		for i := range f.n {
			if w := c.why(i); w != 0 {
				out.Why[i] = w
				same[i] = t.why(i) == 0 && e.why(i) == 0 && equalAt(t, e, i)
			}
		}
		f.pick(out, t, func(i int) bool { return same[i] })
	}
	return out
}

// equalAt reports whether two present values of one kind are equal in row i.
func equalAt(x, y *Vec, i int) bool {
	switch x.Kind {
	case rules.Number:
		return compareAt(x, y, i) == 0
	case rules.TextKind:
		return x.text(i) == y.text(i)
	}
	return x.code(i) == y.code(i)
}

package engine

import (
	"math"
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a value becomes a level: bands, points, segments, rules
// and steps.

// grade turns the value into a level or score.
func (f *frame) grade(b *rules.Block, c *env, out *cols) *Vec {
	switch {
	case b.Bands != nil:
		return f.bands(b, c, out)
	case b.Points != nil:
		return f.toScale(b, f.points(b, c, out.Value))
	case b.Interpolate != nil:
		return f.interpolateStage(b, out.Value)
	case len(b.Rules) > 0:
		return f.rules(b, c, out)
	case b.Table != nil:
		v, row := f.table(b.Table, c)
		out.Row = row
		return v
	}
	return f.toScale(b, out.Value)
}

func (f *frame) toScale(b *rules.Block, v *Vec) *Vec {
	if b.Scale != nil && v.Kind == rules.Number {
		return f.numberLevel(v, b.Scale)
	}
	return v
}

func (f *frame) bands(b *rules.Block, c *env, out *cols) *Vec {
	x := out.Value
	if b.Bands.Of != nil {
		x = f.eval(b.Bands.Of, c)
	}
	if p := b.Bands.Param; p != nil {
		return f.datedBands(p, x, c, out)
	}
	if v := f.quickBands(b.Bands.Bands, x, c); v != nil {
		return v
	}
	return f.bandList(b.Bands.Bands, x, c, out)
}

func (f *frame) datedBands(p *rules.Parameter, x *Vec, c *env, out *cols) *Vec {
	in := f.plan.Framework.DatedBy
	var date *Vec
	if in != nil && f.hasDate(in) && (len(p.Dated) > 1 || p.Dated[0].From != "") {
		date = f.dateOf(in)
	}
	which := newInts[int16](f.n)
	v := f.datedBy(p, rules.LevelKind, func(k int) *Vec {
		if k < 0 {
			return f.absent(rules.LevelKind, whyNotInForce)
		}
		if p.Dated[k].Unpublished != "" {
			return f.absent(rules.LevelKind, whyUnpublished)
		}
		y := f.bandList(p.Dated[k].Bands, x, c, out)
		from, some := rules.Days(p.Dated[k].From)
		for i := range f.n {
			if date == nil || date.why(i) == 0 && (!some || int(date.code(i)) >= from) {
				which[i] = out.Band[i]
			}
		}
		return y
	})
	out.Band = which
	return v
}

func (f *frame) bandList(bands []rules.Band, x *Vec, c *env, out *cols) *Vec {
	v := f.mem.codeVec(rules.LevelKind)
	f.mem.merge(v, x)
	out.Band = newInts[int16](f.n)
	otherwise := -1
	for k, bd := range bands {
		if bd.When.Otherwise || bd.When.Any {
			otherwise = k
			continue
		}
		in := f.within(x, bd.When, c)
		for i := range v.Code {
			if out.Band[i] < 0 && in.why(i) == 0 && in.code(i) == 1 {
				out.Band[i], v.Code[i] = int16(k), int32(bd.Level)
			}
		}
		// a cut-off that is absent leaves the level unknown
		if in.Why != nil {
			for i := range v.Code {
				if w := in.why(i); w != 0 && x.why(i) == 0 && out.Band[i] < 0 {
					f.mem.absences(v)[i] = w
					out.Band[i] = math.MinInt16
				}
			}
		}
	}
	for i := range v.Code {
		switch {
		case out.Band[i] == math.MinInt16:
			out.Band[i] = -1
		case v.why(i) != 0:
			out.Band[i] = -1
		case out.Band[i] >= 0:
		case otherwise >= 0:
			out.Band[i], v.Code[i] = int16(otherwise), int32(bands[otherwise].Level)
		default:
			f.mem.absences(v)[i] = whyUncovered
		}
	}
	return v
}

func (f *frame) points(b *rules.Block, c *env, x *Vec) *Vec {
	p := b.Points
	if p.Awards == nil {
		v := f.mem.numVec()
		v.Dec, v.Int = true, true
		f.mem.merge(v, x)
		for _, t := range p.Thresholds {
			in := f.mem.compareNums(p.Relation, x, f.eval(t, c))
			f.mem.merge(v, in)
			for i := range v.Num {
				v.Num[i] += float64(in.code(i))
			}
		}
		v.blank()
		return v
	}
	out, why := f.absentRows(rules.Number, 0), make([]uint8, f.n)
	best := make([]*Vec, f.n)
	for k, t := range p.Thresholds {
		th := f.eval(t, c)
		in := f.mem.compareNums(p.Relation, x, th)
		further := make([]bool, f.n)
		for i := range f.n {
			if w := in.why(i); w != 0 && why[i] == 0 {
				why[i] = w // whether this threshold holds cannot be told
			}
			if in.why(i) != 0 || in.code(i) == 0 {
				continue
			}
			if best[i] != nil {
				cmp := compareAt(th, best[i], i)
				if p.Relation == "<" || p.Relation == "<=" {
					cmp = -cmp
				}
				if cmp <= 0 {
					continue
				}
			}
			best[i], further[i] = th, true
		}
		f.pick(out, f.eval(p.Awards[k], c), func(i int) bool { return further[i] })
	}
	for i, w := range why {
		if w != 0 {
			out.Why[i] = w
		}
	}
	out.blank()
	return out
}

// interpolateStage puts the states in that stand for values beyond the segments.
func (f *frame) interpolateStage(b *rules.Block, x *Vec) *Vec {
	y, states := f.interpolate(b, x)
	v := f.toScale(b, y)
	if b.Scale == nil {
		return v
	}
	for i, s := range states {
		if s >= 0 {
			v.Why[i], v.Code[i] = 0, int32(s)
		}
	}
	return v
}

func (f *frame) interpolate(b *rules.Block, x *Vec) (*Vec, []int) {
	g := b.Interpolate
	states := make([]int, f.n)
	v := f.absentRows(rules.Number, whyUncovered)
	v.Dec, v.Int = false, false
	vals := make([]*big.Rat, f.n)
	for i := range f.n {
		states[i] = -1
		if w := x.why(i); w != 0 {
			v.Why[i] = w
			continue
		}
		var y *big.Rat
		if y, states[i] = Interpolated(g, x.rat(i)); y == nil {
			continue
		}
		v.Why[i] = 0
		vals[i] = y
		v.Num[i], _ = y.Float64()
	}
	v.err = unit * v.maxAbs()
	v.exact = func(i int) *big.Rat { return vals[i] }
	return v, states
}

// Interpolated is the score on the segments for x, or nil where none holds it;
// state is then the state that stands for it, or -1.
func Interpolated(g *rules.Interpolate, x *big.Rat) (y *big.Rat, state int) {
	num := func(e rules.Expr) *big.Rat { return e.(*rules.Const).Value.Num }
	line := func(s rules.Segment) *big.Rat {
		a, b, p, q := num(s.From.Lo), num(s.From.Hi), num(s.To.Lo), num(s.To.Hi)
		r := new(big.Rat).Sub(x, a)
		r.Mul(r, new(big.Rat).Sub(q, p))
		r.Quo(r, new(big.Rat).Sub(b, a))
		return r.Add(r, p)
	}
	beyond := func(b rules.Beyond, s rules.Segment, end rules.Expr) (*big.Rat, int) {
		switch b.Kind {
		case "clamp":
			return num(end), -1
		case "extend":
			return line(s), -1
		case "state":
			return nil, b.State
		}
		return nil, -1
	}
	n := len(g.Segments)
	if n == 0 {
		return nil, -1
	}
	if x.Cmp(num(g.Segments[0].From.Lo)) < 0 {
		return beyond(g.Below, g.Segments[0], g.Segments[0].To.Lo)
	}
	for _, s := range g.Segments {
		if x.Cmp(num(s.From.Lo)) >= 0 && x.Cmp(num(s.From.Hi)) <= 0 {
			return line(s), -1
		}
	}
	if x.Cmp(num(g.Segments[n-1].From.Hi)) > 0 {
		return beyond(g.Above, g.Segments[n-1], g.Segments[n-1].To.Hi)
	}
	return nil, -1
}

// rules tries the rules in order.
func (f *frame) rules(b *rules.Block, c *env, out *cols) *Vec {
	if v := f.quickRules(b, c, out); v != nil {
		return v
	}
	v := f.absentRows(rules.LevelKind, whyUncovered)
	out.Rule = newInts[int16](f.n)
	done := make([]bool, f.n)
	possible := make([]int32, f.n) // -1: none; -2: several
	maybe := make([]int16, f.n)
	for i := range possible {
		possible[i], maybe[i] = -1, -1
	}
	left := f.n
	for k, r := range b.Rules {
		if left == 0 {
			break
		}
		var cond *Vec
		if r.Cond != nil {
			cond = f.eval(r.Cond, c)
		}
		for i := range f.n {
			if done[i] {
				continue
			}
			truth := int32(1)
			if cond != nil {
				if cond.why(i) != 0 {
					switch r.Undecided {
					case rules.Skip:
						continue
					case rules.Stop:
						truth = -1
					}
				} else {
					truth = cond.code(i)
				}
			}
			if truth == 0 {
				continue
			}
			level := int32(r.Level)
			switch {
			case possible[i] == -1:
				possible[i], maybe[i] = level, int16(k)
			case possible[i] != level:
				possible[i] = -2
			}
			if truth == 1 {
				done[i] = true
				left--
				out.Rule[i] = int16(k)
			}
		}
	}
	for i := range f.n {
		switch {
		case possible[i] == -1:
		case done[i] && possible[i] >= 0:
			v.Why[i], v.Code[i] = 0, possible[i]
		default:
			v.Why[i], out.Rule[i] = whyUndecided, -1
		}
	}
	return v
}

func (f *frame) adjust(b *rules.Block, c *env, out *cols) *Vec {
	from := out.Graded
	if b.Adjust.From != nil {
		from = f.eval(b.Adjust.From, c)
	}
	v := f.absentRows(rules.LevelKind, whyUndecided)
	f.pick(v, from, func(int) bool { return true })
	worst := int32(len(b.Scale.Levels) - 1)
	for _, s := range b.Adjust.Steps {
		cond, move := f.eval(s.When, c), f.eval(s.Move, c)
		taken := make([]int8, f.n)
		for i := range f.n {
			if v.Why[i] != 0 || v.Code[i] > worst {
				continue
			}
			truth := int8(-1)
			if cond.why(i) == 0 {
				truth = int8(cond.code(i))
			} else if s.Undecided == rules.Apply {
				truth = 1
			} else if s.Undecided == rules.Skip {
				truth = -1
				taken[i] = -1
				continue
			}
			taken[i] = truth
			if truth == 0 {
				continue
			}
			to, ok := moved(v.Code[i], move, i, worst)
			switch {
			case !ok:
				v.Why[i], v.Code[i] = whyUndecided, 0
			case truth == 1:
				v.Code[i] = to
			case to != v.Code[i]: // undecided, and it would matter
				v.Why[i], v.Code[i] = whyUndecided, 0
			}
		}
		out.Steps = append(out.Steps, taken)
	}
	return v
}

// moved is the level after a move towards best, clamped to the ladder.
func moved(code int32, move *Vec, i int, worst int32) (int32, bool) {
	if move.why(i) != 0 {
		return 0, false
	}
	m := move.rat(i)
	if !m.IsInt() {
		return 0, false
	}
	if m.Num().CmpAbs(big.NewInt(1<<32)) > 0 { // past either end of any ladder
		if m.Sign() > 0 {
			return 0, true
		}
		return worst, true
	}
	to := int64(code) - m.Num().Int64()
	return int32(min(max(to, 0), int64(worst))), true
}

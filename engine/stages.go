package engine

import (
	"math"
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a block is computed: its stages, in order.

// cols is what a block computed for one combination of members, by stage.
type cols struct {
	block    *rules.Block
	supplied bool

	Applies, Unrounded, Value, Graded, Adjusted, Limited, Final *Vec
	Weight, DecidedBy                                           *Vec

	Members []*element // after the missing policy
	Case    []int16    // which case gave the value; -1: none
	Rule    []int16    // which rule decided; -1: none
	Row     []int32    // which row of the table; -1: none
	Band    []int16
	Steps   [][]int8 // by step: 1 taken, 0 not, -1 undecided
	Hit     []uint64 // which limits changed the result, as bits
	Fired   []uint64 // which limits' conditions held, as bits
	Marks   []uint64
	Decided []*Decision // the override that was used, by row; nil if none is
}

func newInts[T int16 | int32](n int) []T {
	s := make([]T, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

// compute runs the stages of b for the members of c.
func (f *frame) compute(b *rules.Block, c *env, out *cols) {
	if !f.plan.inForce(b) {
		v := f.absentRows(b.Type.Kind, whyNotInForce)
		out.Unrounded, out.Value = f.absentRows(b.VType.Kind, whyNotInForce), f.absentRows(b.VType.Kind, whyNotInForce)
		out.Graded, out.Adjusted, out.Limited, out.Final = v, v, v, v
		return
	}
	if b.Unpublished != "" || b.Bands != nil && b.Bands.Unpublished != "" {
		v := f.absentRows(b.Type.Kind, whyUnpublished)
		out.Unrounded, out.Value, out.Graded, out.Adjusted = v, v, v, v
		if b.Bands != nil { // the value may be known although its bands are not
			f.valueStages(b, c, out)
		}
		out.Limited = f.limits(b, c, v, out)
		out.Final = f.overrides(b, c, out.Limited, out)
		return
	}
	if b.Applies != nil {
		out.Applies = f.eval(b.Applies, c)
	}
	f.valueStages(b, c, out)
	graded := f.grade(b, c, out)
	if b.Need != nil && b.Combine == nil { // coverage of the members that rules speak of
		graded = f.needed(b, graded, c)
	}
	out.Graded = f.blocked(b, graded, out)
	out.Adjusted = out.Graded
	if b.Adjust != nil {
		out.Adjusted = f.blocked(b, f.adjust(b, c, out), out)
	}
	out.Limited = f.limits(b, c, out.Adjusted, out)
	out.Final = f.overrides(b, c, out.Limited, out)
	f.marks(b, c, out)
}

func (f *frame) valueStages(b *rules.Block, c *env, out *cols) {
	v := f.value(b, c, out)
	if v != nil {
		out.Unrounded = f.inapplicable(v, out)
		out.Value = out.Unrounded
		if b.Round != nil {
			out.Value = f.mem.round(out.Unrounded, b.Round)
		}
	} else {
		out.Unrounded = f.inapplicable(f.absentRows(b.VType.Kind, whyUncovered), out)
		out.Value = out.Unrounded
	}
}

// inapplicable makes v absent where the block does not apply.
func (f *frame) inapplicable(v *Vec, out *cols) *Vec {
	a := out.Applies
	if a == nil || a.Why == nil && len(a.Code) == 1 && a.Code[0] == 1 {
		return v
	}
	return f.onlyWhere(v, a)
}

// blocked is inapplicable with the state of else.
func (f *frame) blocked(b *rules.Block, v *Vec, out *cols) *Vec {
	if out.Applies == nil {
		return v
	}
	v = f.inapplicable(v, out)
	if b.Else >= 0 && v.Kind == rules.LevelKind {
		for i := range f.n {
			if out.Applies.why(i) == 0 && out.Applies.code(i) == 0 {
				v.Why[i], v.Code[i] = 0, int32(b.Else)
			}
		}
	}
	return v
}

// doesNotApply reports rows in which the stages after the value are not looked at.
func (c *cols) doesNotApply(i int) bool {
	return c.Applies != nil && (c.Applies.why(i) != 0 || c.Applies.code(i) == 0)
}

func (f *frame) value(b *rules.Block, c *env, out *cols) *Vec {
	switch {
	case b.Value != nil:
		return f.eval(b.Value, c)
	case len(b.Cases) > 0:
		return f.cases(b, c, out)
	case b.Combine != nil:
		return f.score(b, c, out)
	}
	return nil
}

func (f *frame) cases(b *rules.Block, c *env, out *cols) *Vec {
	v := f.absentRows(b.Cases[0].Value.Type().Kind, whyUncovered)
	out.Case = newInts[int16](f.n)
	done := make([]bool, f.n)
	doubt := make([]bool, f.n) // a case before was undecided
	first := make([]bool, f.n) // a possible value stands in v
	broken := make([]bool, f.n)
	for k, cs := range b.Cases {
		x := f.eval(cs.Value, c)
		var cond *Vec
		if cs.When != nil {
			cond = f.eval(cs.When, c)
		}
		take := make([]bool, f.n)
		for i := range f.n {
			if done[i] {
				continue
			}
			undecided := cond != nil && cond.why(i) != 0
			if !undecided && cond != nil && cond.code(i) == 0 {
				continue
			}
			if first[i] && (x.why(i) != 0 || v.Why[i] != 0 || !equalAt(x, v, i)) {
				broken[i] = true
			}
			if !first[i] {
				take[i], first[i] = true, true
				out.Case[i] = int16(k)
			}
			if undecided {
				doubt[i] = true
			} else {
				done[i] = true
			}
		}
		f.pick(v, x, func(i int) bool { return take[i] })
	}
	for i := range f.n {
		if doubt[i] && (broken[i] || !done[i] || v.Why[i] != 0) {
			v.Why[i], out.Case[i] = whyUndecided, -1
			zero(v, i)
		}
	}
	return v
}

func zero(v *Vec, i int) {
	switch v.Kind {
	case rules.Number:
		v.Num[i] = 0
	case rules.TextKind:
		v.Text[i] = ""
	default:
		v.Code[i] = 0
	}
}

// score combines the members that the policy leaves, if there are enough.
func (f *frame) score(b *rules.Block, c *env, out *cols) (res *Vec) {
	els, poison := f.elements(b.Members, c)
	out.Members = els
	out.Weight = f.inapplicable(f.poisoned(f.weightSum(present(els, f.n)), poison), out)
	var v *Vec
	if b.Scorer == "" {
		v = f.eval(b.Combine, c)
	} else {
		call := b.Combine.(*rules.Call)
		li := call.Args[0].(*rules.List)
		if li != b.Members { // numbers were taken of levels
			els, poison = f.elements(li, c)
		}
		t := li.T
		t.List = false
		var by []int32
		v, by = f.combine(call.Fn.Name, t, els)
		v = f.poisoned(v, poison)
		if by != nil {
			defer func() { out.DecidedBy = f.inapplicable(f.names(els, by, res), out) }()
		}
	}
	if b.Need != nil {
		v = f.needed(b, v, c)
	}
	return v
}

// names gives the member that decided in each row; where there is no score, its
// reason.
func (f *frame) names(els []*element, by []int32, score *Vec) *Vec {
	v := f.mem.textVec()
	for i := range f.n {
		if w := score.why(i); w != 0 {
			f.mem.absences(v)[i] = w
		} else {
			v.Text[i] = els[by[i]].name
		}
	}
	return v
}

// needed makes v absent (coverage) where too few members are present.
func (f *frame) needed(b *rules.Block, v *Vec, c *env) *Vec {
	els, _ := f.elements(b.Raw, c)
	n := b.Need
	var N, M *Vec
	if n.Quant.Per != nil {
		N = f.per(n.Quant.Per, f.rated(els, b.Raw.T))
	} else if n.Quant.N != nil {
		N = f.eval(n.Quant.N, c)
	}
	if n.Quant.M != nil {
		M = f.eval(n.Quant.M, c)
	}
	q := &rules.Count{Quant: n.Quant}
	ok := make([]bool, f.n)
	for i := range f.n {
		all, have := new(big.Rat), new(big.Rat)
		count, there := 0, 0
		missing := map[string]bool{}
		for _, x := range n.Including {
			missing[x] = true
		}
		for _, el := range els {
			why := el.x.why(i)
			if el.gone(i) || why == whyNotApplicable {
				continue
			}
			w := big.NewRat(1, 1)
			if n.Weight && el.weight != nil && el.weight.why(i) == 0 {
				w = el.weight.rat(i)
			}
			all.Add(all, w)
			count++
			if why == 0 {
				have.Add(have, w)
				there++
				delete(missing, el.name)
			}
		}
		if n.Weight {
			ok[i] = all.Sign() > 0 && weightHolds(q, have, all, N, i)
		} else {
			ok[i] = tally(q, count, there, 0, N, M, i) == 1
		}
		ok[i] = ok[i] && len(missing) == 0
	}
	res := f.absentRows(v.Kind, whyCoverage)
	f.pick(res, v, func(i int) bool { return ok[i] })
	for i := range f.n {
		if ok[i] {
			continue
		}
		zero(res, i)
	}
	return res
}

func weightHolds(q *rules.Count, have, all *big.Rat, N *Vec, i int) bool {
	if N == nil {
		return have.Cmp(all) == 0
	}
	if N.why(i) != 0 {
		return false
	}
	x := have
	if q.Quant.Share {
		x = new(big.Rat).Quo(have, all)
	}
	c := x.Cmp(N.rat(i))
	switch q.Quant.Kind {
	case 0: // at least
		return c >= 0
	case 1:
		return c <= 0
	case 2:
		return c == 0
	case 3:
		return c > 0
	}
	return c < 0
}

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
		if f.plan.Framework.DatedBy != nil && len(p.Dated) > 1 {
			return f.datedBands(p, x, c, out)
		}
		k := f.plan.params[p]
		if k < 0 {
			return f.absent(rules.LevelKind, whyNotInForce)
		}
		return f.bandList(p.Dated[k].Bands, x, c, out)
	}
	return f.bandList(b.Bands.Bands, x, c, out)
}

func (f *frame) datedBands(p *rules.Parameter, x *Vec, c *env, out *cols) *Vec {
	date := f.input(f.plan.Framework.DatedBy, f.empty())
	v := f.absentRows(rules.LevelKind, whyNotInForce)
	which := newInts[int16](f.n)
	for k := range p.Dated {
		from, _ := rules.Days(p.Dated[k].From)
		take := func(i int) bool { return date.why(i) == 0 && int(date.code(i)) >= from }
		y := f.bandList(p.Dated[k].Bands, x, c, out)
		f.pick(v, y, take)
		for i := range f.n {
			if take(i) {
				which[i] = out.Band[i]
			}
		}
	}
	for i := range f.n {
		if w := date.why(i); w != 0 {
			v.Why[i] = w
		}
	}
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
	out := f.absentRows(rules.Number, 0)
	best := make([]*Vec, f.n)
	for k, t := range p.Thresholds {
		th := f.eval(t, c)
		in := f.mem.compareNums(p.Relation, x, th)
		further := make([]bool, f.n)
		for i := range f.n {
			if w := in.why(i); w != 0 && out.Why[i] == 0 {
				out.Why[i] = w
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
		why := append([]uint8(nil), out.Why...)
		f.pick(out, f.eval(p.Awards[k], c), func(i int) bool { return further[i] && why[i] == 0 })
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
	if !m.IsInt() || !m.Num().IsInt64() {
		return 0, false
	}
	to := int64(code) - m.Num().Int64()
	return int32(min(max(to, 0), int64(worst))), true
}

// limits bounds the result; all limits are looked at together.
func (f *frame) limits(b *rules.Block, c *env, from *Vec, out *cols) *Vec {
	if len(b.Limits) == 0 {
		return from
	}
	v := f.absentRows(rules.LevelKind, whyUndecided)
	f.pick(v, from, func(int) bool { return true })
	out.Adjusted = from
	out.Hit, out.Fired = make([]uint64, f.n), make([]uint64, f.n)
	type bound struct{ cond, level *Vec }
	bounds := make([]bound, len(b.Limits))
	for k, l := range b.Limits {
		if l.When != nil {
			bounds[k].cond = f.eval(l.When, c)
		}
		for _, e := range []rules.Expr{l.AtMost, l.AtLeast, l.Exactly} {
			if e != nil {
				bounds[k].level = f.eval(e, c)
			}
		}
	}
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
		if out.doesNotApply(i) {
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

// open reports whether a limit that may hold besides those that do would change
// the result. Where its level is not known, the furthest one tells.
func (l *limiter) open(sure limiter, x *rules.Limit, level *Vec, i int) bool {
	code, last := l.worst, l.worst
	if x.AtLeast != nil {
		code = 0
	}
	switch {
	case level.why(i) == 0 && (x.Exactly != nil || level.code(i) <= last):
		code = level.code(i)
	case x.Exactly != nil:
		return true
	}
	sure.add(x, 0, code)
	sure.settle()
	return sure.undecided || sure.absent != l.absent || sure.code != l.code
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

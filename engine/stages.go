package engine

import (
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a block is computed: its stages, in order.

// cols is what a block computed for one combination of members, by stage.
type cols struct {
	block      *rules.Block
	mem        *arena
	rows       int // of the batch
	supplied   bool
	outOfForce bool // the block does not hold on the date of the plan
	Among      *Vec // whether the row is in the populations that the block is for

	Applies, Unrounded, Value, Graded, Adjusted, Limited, Final *Vec
	Weight, DecidedBy                                           *Vec

	Members []*element // after the missing policy
	poison  []uint8    // the reason for which they cannot be told, by row
	weighs  bool       // Weight is made of them when it is asked for
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
	gone := f.outOfForce(b)
	if gone != nil && !slices.Contains(gone, 0) {
		f.neverInForce(b, gone, out)
		return
	}
	for _, m := range b.Among {
		in := f.eval(m.Cond, c)
		if out.Among != nil {
			in = f.kleene(out.Among, in, 0)
		}
		out.Among = in
	}
	if b.Applies != nil {
		out.Applies = f.eval(b.Applies, c)
	}
	if gone != nil {
		if out.Applies == nil {
			out.Applies = &Vec{Kind: rules.Bool, Code: []int32{1}}
		}
		if out.Applies = f.outside(out.Applies, gone); out.Among != nil {
			out.Among = f.outside(out.Among, gone)
		}
	}
	f.valueStages(b, c, out)
	var graded *Vec
	if b.Unpublished == "" && (b.Bands == nil || b.Bands.Unpublished == "") {
		graded = f.grade(b, c, out)
	} else {
		graded = f.absentRows(b.Type.Kind, whyUnpublished)
	}
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
	if b.Unpublished != "" {
		out.Unrounded = f.inapplicable(f.absentRows(b.VType.Kind, whyUnpublished), out)
		out.Value = out.Unrounded
		out.Weight, out.DecidedBy = f.absentRows(rules.Number, whyUndefined), f.absentRows(rules.TextKind, whyUndefined)
		return
	}
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
	if a := out.Applies; a != nil && (a.Why != nil || len(a.Code) != 1 || a.Code[0] != 1) {
		v = f.onlyWhere(v, a)
	}
	if out.Among != nil {
		v = f.notElsewhere(v, out.Among)
	}
	return v
}

// notElsewhere makes v absent where the row is not in the populations that the
// block is for.
func (f *frame) notElsewhere(v, among *Vec) *Vec {
	out := f.absentRows(v.Kind, whyNotInPopulation)
	for i := range f.n {
		if w := among.why(i); w != 0 {
			out.Why[i] = w
		}
	}
	f.pick(out, v, func(i int) bool { return among.why(i) == 0 && among.code(i) == 1 })
	return out
}

// blocked is inapplicable with the state of else.
func (f *frame) blocked(b *rules.Block, v *Vec, out *cols) *Vec {
	if out.Applies == nil && out.Among == nil {
		return v
	}
	v = f.inapplicable(v, out)
	if out.Applies != nil && b.Else >= 0 && v.Kind == rules.LevelKind {
		for i := range f.n {
			if out.Applies.why(i) == 0 && out.Applies.code(i) == 0 && out.among(i) {
				v.Why[i], v.Code[i] = 0, int32(b.Else)
			}
		}
	}
	return v
}

// doesNotApply reports rows in which the stages after the value are not looked at.
func (c *cols) doesNotApply(i int) bool {
	return c.Applies != nil && (c.Applies.why(i) != 0 || c.Applies.code(i) == 0) || !c.among(i)
}

// among reports rows that are in the populations that the block is for.
func (c *cols) among(i int) bool {
	return c.Among == nil || c.Among.why(i) == 0 && c.Among.code(i) == 1
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
	if v := f.quickCases(b, c, out); v != nil {
		return v
	}
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
	place := f.data.flat(f.plan.memberAxes(b.For), c.at)
	els, poison := f.members(b.Members, place, c)
	out.Members, out.poison, out.weighs = els, poison, true
	var v *Vec
	if b.Scorer == "" {
		v = f.eval(b.Combine, c)
	} else {
		call := b.Combine.(*rules.Call)
		li := call.Args[0].(*rules.List)
		if li != b.Members { // numbers were taken of levels
			els, poison = f.members(li, place, c)
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
			v.Text[i] = els[by[i]].called(i)
		}
	}
	return v
}

// needed makes v absent (coverage) where too few members are present.
func (f *frame) needed(b *rules.Block, v *Vec, c *env) *Vec {
	key := listKey{b.Raw, f.data.flat(f.plan.memberAxes(b.For), c.at)}
	if lack, known := f.trial.lacking(key); known && f.plain(v) {
		return f.lacking(v, lack)
	}
	els, poison := f.members(b.Raw, key.k, c)
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
	if poison == nil {
		if lack, ok := f.quickNeed(n, els, N, M, v); ok {
			f.trial.lacks(key, n, lack)
			return f.lacking(v, lack)
		}
	}
	filledWeights(els)
	q := &rules.Count{Quant: n.Quant}
	ok, reason := make([]bool, f.n), make([]uint8, f.n)
	for i := range f.n {
		if poison != nil && poison[i] != 0 { // who is a member cannot be told
			reason[i] = poison[i]
			continue
		}
		if !n.Weight && len(n.Including) == 0 {
			count, there := membersThere(els, i)
			ok[i] = tally(q, count, there, 0, N, M, i) == 1
			continue
		}
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
			if n.Weight && el.weight != nil {
				if r := el.weight.why(i); r != 0 {
					if reason[i] == 0 { // the coverage cannot be told
						reason[i] = r
					}
					continue
				}
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
			ok[i] = all.Sign() > 0 && weightHolds(n.Quant, have, all, N, M, i)
		} else {
			ok[i] = tally(q, count, there, 0, N, M, i) == 1
		}
		ok[i] = ok[i] && len(missing) == 0 && reason[i] == 0
	}
	res := f.absentRows(v.Kind, whyCoverage)
	f.pick(res, v, func(i int) bool { return ok[i] })
	for i := range f.n {
		if ok[i] {
			continue
		}
		zero(res, i)
		if reason[i] != 0 {
			res.Why[i] = reason[i]
		}
	}
	return res
}

// membersThere counts the members that apply in row i, and those of them that
// are present.
func membersThere(els []*element, i int) (count, there int) {
	for _, el := range els {
		why := el.x.why(i)
		if el.gone(i) || why == whyNotApplicable {
			continue
		}
		count++
		if why == 0 {
			there++
		}
	}
	return count, there
}

// weightHolds decides coverage by weight: have of all.
func weightHolds(q rules.Quant, have, all *big.Rat, N, M *Vec, i int) bool {
	switch q.Kind {
	case lang.All:
		return have.Cmp(all) == 0
	case lang.None:
		return have.Sign() == 0
	}
	if N.why(i) != 0 || M != nil && M.why(i) != 0 {
		return false
	}
	x, rest := have, new(big.Rat).Sub(all, have)
	if q.Share {
		x, rest = new(big.Rat).Quo(have, all), rest.Quo(rest, all)
	}
	c := x.Cmp(N.rat(i))
	switch q.Kind {
	case lang.AtLeast:
		return c >= 0
	case lang.AtMost:
		return c <= 0
	case lang.Exactly:
		return c == 0
	case lang.MoreThan:
		return c > 0
	case lang.FewerThan:
		return c < 0
	case lang.Between:
		return c >= 0 && x.Cmp(M.rat(i)) <= 0
	case lang.AllButAtMost:
		return rest.Cmp(N.rat(i)) <= 0
	case lang.AllButExactly:
		return rest.Cmp(N.rat(i)) == 0
	}
	panic("engine: unknown count")
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

package engine

import (
	"cmp"
	"math"
	"math/big"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines counting sentences.

// count decides a counting sentence in every row.
func (f *frame) count(e *rules.Count, c *env) *Vec {
	members, poison := f.elements(e.Members, c)
	bools, poison2 := f.elements(e.Bools, c)
	if poison == nil {
		poison = poison2
	}
	rated := f.rated(members, e.Members.T)
	var N, M *Vec
	if e.Quant.Per != nil {
		N = f.per(e.Quant.Per, rated)
	} else if e.Quant.N != nil {
		N = f.eval(e.Quant.N, c)
	}
	if e.Quant.M != nil {
		M = f.eval(e.Quant.M, c)
	}
	v := f.mem.codeVec(rules.Bool)
	states := stateFrom(e.Members.T)
	for i := range f.n {
		n, t, u := 0, 0, 0
		for k, el := range members {
			w := el.x.why(i)
			if el.gone(i) || w == whyNotApplicable || e.Rated && (w != 0 || el.x.Kind == rules.LevelKind && el.x.code(i) >= states) {
				continue
			}
			n++
			if b := bools[k].x; b.why(i) != 0 {
				u++
			} else if b.code(i) == 1 {
				t++
			}
		}
		truth := tally(e, n, t, u, N, M, i)
		if truth < 0 {
			f.mem.absences(v)[i] = whyUndecided
		} else {
			v.Code[i] = int32(truth)
		}
	}
	return f.poisoned(v, poison)
}

func stateFrom(t rules.Type) int32 {
	if t.Scale != nil {
		return int32(len(t.Scale.Levels))
	}
	return math.MaxInt32
}

// rated counts the members that are present and no state.
func (f *frame) rated(els []*element, t rules.Type) *Vec {
	v := f.mem.numVec()
	v.Dec, v.Int = true, true
	states := stateFrom(t)
	for _, el := range els {
		for i := range v.Num {
			if !el.gone(i) && el.x.why(i) == 0 && (el.x.Kind != rules.LevelKind || el.x.code(i) < states) {
				v.Num[i]++
			}
		}
	}
	return v
}

// tally decides a count with n members, t of them so and u undecided: 1, 0, or
// -1 for undecided.
func tally(e *rules.Count, n, t, u int, N, M *Vec, i int) int {
	q := e.Quant
	if q.Kind == lang.All {
		switch {
		case n == 0 && !e.Rest:
			return -1
		case t == n:
			return 1
		case t+u < n:
			return 0
		}
		return -1
	}
	if q.Kind == lang.None {
		return exactly(t, u, func(k int) int { return k })
	}
	if N.why(i) != 0 || M != nil && M.why(i) != 0 {
		return -1
	}
	// against compares a possible count k with a stated number.
	against := func(k int, v *Vec) int {
		if v.Int && !q.Share {
			return cmp.Compare(float64(k), v.num(i))
		}
		want := v.rat(i)
		if q.Share {
			if n == 0 {
				return big.NewRat(0, 1).Cmp(want)
			}
			return big.NewRat(int64(k), int64(n)).Cmp(want)
		}
		return new(big.Rat).SetInt64(int64(k)).Cmp(want)
	}
	missing := func(k int) int { // against, for n-k
		if N.Int {
			return cmp.Compare(float64(n-k), N.num(i))
		}
		return new(big.Rat).SetInt64(int64(n - k)).Cmp(N.rat(i))
	}
	if q.Share && n == 0 {
		return -1
	}
	switch q.Kind {
	case lang.AtLeast:
		return decide(against(t, N) >= 0, against(t+u, N) < 0)
	case lang.MoreThan:
		return decide(against(t, N) > 0, against(t+u, N) <= 0)
	case lang.AtMost:
		return decide(against(t+u, N) <= 0, against(t, N) > 0)
	case lang.FewerThan:
		return decide(against(t+u, N) < 0, against(t, N) >= 0)
	case lang.Exactly:
		return exactly(t, u, func(k int) int { return against(k, N) })
	case lang.Between:
		return decide(against(t, N) >= 0 && against(t+u, M) <= 0, against(t+u, N) < 0 || against(t, M) > 0)
	case lang.AllButAtMost:
		return decide(missing(t) <= 0, missing(t+u) > 0)
	case lang.AllButExactly:
		return exactly(t, u, func(k int) int { return -missing(k) })
	}
	panic("engine: unknown count")
}

func decide(yes, no bool) int {
	switch {
	case yes:
		return 1
	case no:
		return 0
	}
	return -1
}

// exactly decides whether the count is the one for which cmp gives 0.
func exactly(t, u int, cmp func(int) int) int {
	return decide(u == 0 && cmp(t) == 0, cmp(t) > 0 || cmp(t+u) < 0 || u == 0 && cmp(t) != 0)
}

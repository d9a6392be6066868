package engine

import (
	"math"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the members of a list are combined into one value.

// combine applies a function to gathered members. by is, where one member
// decides, its place among els by row (-1: none).
func (f *frame) combine(fn string, t rules.Type, els []*element) (v *Vec, by []int32) {
	if fn == "weighted_mean" {
		if v := f.quickMean(els); v != nil {
			return v, nil
		}
	}
	els = filledWeights(els)
	switch fn {
	case "count":
		if t.Kind == rules.Bool {
			return f.countTrue(els), nil
		}
		return f.countAll(els), nil
	case "any":
		return f.anyAll(els, 1), nil
	case "all":
		return f.anyAll(els, 0), nil
	case "min", "max", "worst", "best":
		return f.extreme(fn, t, els)
	case "median":
		return f.median(els), nil
	case "sum":
		return f.sum(els, nil, nil), nil
	case "mean":
		if v := f.quickMean(unweighted(els)); v != nil {
			return v, nil
		}
		return f.mem.div(f.emptyIs(f.sum(els, nil, nil), els), f.countAll(els)), nil
	case "weighted_sum":
		return f.valuesFirst(f.sum(els, f.mem.mul, nil), els), nil
	case "weighted_mean":
		return f.valuesFirst(f.mem.div(f.emptyIs(f.sum(els, f.mem.mul, nil), els), f.weightSum(els)), els), nil
	case "geometric_mean":
		return f.geometric(els), nil
	case "harmonic_mean":
		inv := f.sum(els, func(x, w *Vec) *Vec { return f.mem.div(w, x) }, oneVec)
		return f.valuesFirst(f.mem.div(f.weightSum(els), f.emptyIs(inv, els)), els), nil
	}
	panic("engine: unknown function " + fn)
}

// unweighted are the members without their weights.
func unweighted(els []*element) []*element {
	out := make([]*element, len(els))
	for k, el := range els {
		c := *el
		c.weight = nil
		out[k] = &c
	}
	return out
}

var oneVec = &Vec{Kind: rules.Number, Num: []float64{1}, Dec: true, Int: true, max: 1}

// firstAbsent gives v the reason of the first member that is absent.
func (f *frame) firstAbsent(v *Vec, els []*element, of func(k int) *Vec) {
	for k, el := range els {
		x := of(k)
		if x == nil || x.Why == nil {
			continue
		}
		if len(x.Why) == 1 {
			x = &Vec{Why: spreadOut(x.Why[0], f.n)}
		}
		for i := nextAbsent(x.Why, 0); i < f.n; i = nextAbsent(x.Why, i+1) {
			if !el.gone(i) {
				if a := f.mem.absences(v); a[i] == 0 {
					a[i] = x.Why[i]
				}
			}
		}
	}
}

// spreadOut is a reason in every row.
func spreadOut(why uint8, n int) []uint8 {
	return slices.Repeat([]uint8{why}, n)
}

// valuesFirst gives v the reason of the first member that is absent, then of the
// first weight, before that of what was made of the two.
func (f *frame) valuesFirst(v *Vec, els []*element) *Vec {
	why := f.mem.numVec()
	f.firstAbsent(why, els, func(k int) *Vec { return els[k].x })
	f.firstAbsent(why, els, func(k int) *Vec { return els[k].weight })
	for i, w := range why.Why {
		if w != 0 {
			f.mem.absences(v)[i] = w
		}
	}
	v.blank()
	return v
}

// sum adds the members, each combined with its weight where with is set.
func (f *frame) sum(els []*element, with func(x, w *Vec) *Vec, weight *Vec) *Vec {
	if with == nil && f.grain == nil && f.n == 1 {
		if t, ok := sumDecimals(els, false); ok {
			return ratVec([]*big.Rat{scaled(&t.sum, t.e)}, []uint8{0})
		}
	}
	if with == nil {
		if v := f.quickSum(els); v != nil {
			return v
		}
	}
	v := f.mem.numVec()
	v.Dec, v.Int = true, true
	terms := make([]*Vec, len(els))
	maxSum, err := 0.0, 0.0
	for k, el := range els {
		x := el.x
		if with != nil {
			w := el.weight
			if w == nil {
				w = weight
			}
			x = with(x, w)
		}
		terms[k] = x
		s := x.step()
		for i := range v.Num {
			if !el.gone(i) {
				v.Num[i] += x.Num[i*s]
			}
		}
		v.Int = v.Int && x.Int
		err += x.bound()
		maxSum += x.maxAbs()
	}
	f.firstAbsent(v, els, func(k int) *Vec { return terms[k] })
	v.blank()
	v.max = -1
	if v.Int && maxSum < 1<<53 {
		return v
	}
	v.Dec, v.Int = false, false
	v.err = err + float64(len(els))*unit*maxSum
	v.wider = func(i int) wide {
		r := wide{}
		for k, el := range els {
			if !el.gone(i) {
				r = r.add(terms[k].wide(i))
			}
		}
		return r
	}
	v.exact = func(i int) *big.Rat {
		r := new(big.Rat)
		for k, el := range els {
			if !el.gone(i) {
				r.Add(r, terms[k].rat(i))
			}
		}
		return r
	}
	return v
}

func (f *frame) countAll(els []*element) *Vec {
	v := f.mem.numVec()
	v.Dec, v.Int = true, true
	for _, el := range els {
		for i := range v.Num {
			if !el.gone(i) {
				v.Num[i]++
			}
		}
	}
	return v
}

func (f *frame) countTrue(els []*element) *Vec {
	v := f.mem.numVec()
	v.Dec, v.Int = true, true
	for _, el := range els {
		for i := range v.Num {
			if !el.gone(i) && el.x.why(i) == 0 {
				v.Num[i] += float64(el.x.code(i))
			}
		}
	}
	f.firstAbsent(v, els, func(k int) *Vec { return els[k].x })
	v.blank()
	return v
}

// emptyIs makes v absent (empty) where no member is there.
func (f *frame) emptyIs(v *Vec, els []*element) *Vec {
	for i := range f.n {
		some := slices.ContainsFunc(els, func(el *element) bool { return !el.gone(i) })
		if !some {
			out := f.absentRows(v.Kind, whyEmpty)
			f.pick(out, v, func(i int) bool {
				return slices.ContainsFunc(els, func(el *element) bool { return !el.gone(i) })
			})
			return out
		}
	}
	return v
}

// weightSum adds the weights of the members that are there; 1 each where none
// are stated.
func (f *frame) weightSum(els []*element) *Vec {
	filledWeights(els)
	ws := make([]*element, len(els))
	for k, el := range els {
		w := el.weight
		if w == nil {
			w = oneVec
		}
		ws[k] = &element{x: w, out: el.out, absent: el.absent}
	}
	return f.sum(ws, nil, nil)
}

func (f *frame) anyAll(els []*element, win int32) *Vec {
	if v := f.quickAny(els, win); v != nil {
		return v
	}
	v := f.mem.codeVec(rules.Bool)
	for i := range v.Code {
		why, n, won := uint8(0), 0, false
		for _, el := range els {
			if el.gone(i) {
				continue
			}
			n++
			switch w := el.x.why(i); {
			case w != 0 && why == 0:
				why = w
			case w == 0 && el.x.code(i) == win:
				won = true
			}
		}
		switch {
		case won:
			v.Code[i] = win
		case why != 0:
			f.mem.absences(v)[i] = why
		case n == 0 && win == 0:
			f.mem.absences(v)[i] = whyEmpty
		default:
			v.Code[i] = 1 - win
		}
	}
	return v
}

// extreme chooses the smallest, largest, worst or best member; by says which.
func (f *frame) extreme(fn string, t rules.Type, els []*element) (*Vec, []int32) {
	by := make([]int32, f.n)
	kind := t.Kind
	out := f.absentRows(kind, whyEmpty)
	states := int32(math.MaxInt32)
	if t.Scale != nil && (fn == "worst" || fn == "best") {
		states = int32(len(t.Scale.Levels))
	}
	better := func(a, b *Vec, i int) bool { // a beats b
		c := 0
		if kind == rules.Number {
			c = compareAt(a, b, i)
		} else {
			c = int(a.code(i)) - int(b.code(i))
		}
		if fn == "max" || fn == "worst" {
			c = -c
		}
		return c < 0
	}
	why := make([]uint8, f.n)
	off := false // a state is among them
	for i := range f.n {
		by[i], off = -1, false
		for k, el := range els {
			if el.gone(i) {
				continue
			}
			if w := el.x.why(i); w != 0 {
				if why[i] == 0 {
					why[i] = w
				}
				continue
			}
			if kind != rules.Number && el.x.code(i) >= states {
				off = true
				continue
			}
			if by[i] < 0 || better(el.x, els[by[i]].x, i) {
				by[i] = int32(k)
			}
		}
		if off && why[i] == 0 { // a state is no absent member, but has no order
			why[i] = whyOffLadder
		}
		if why[i] != 0 {
			by[i] = -1
		}
	}
	for k, el := range els {
		f.pick(out, el.x, func(i int) bool { return by[i] == int32(k) })
	}
	for i, w := range why {
		if w != 0 {
			out.Why[i] = w
		}
	}
	return out, by
}

func (f *frame) median(els []*element) *Vec {
	lo, hi := make([]int32, f.n), make([]int32, f.n)
	base := f.mem.numVec()
	f.firstAbsent(base, els, func(k int) *Vec { return els[k].x })
	for i := range f.n {
		lo[i], hi[i] = -1, -1
		if base.why(i) != 0 {
			continue
		}
		var order []int
		for k, el := range els {
			if !el.gone(i) {
				order = append(order, k)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int { return compareAt(els[a].x, els[b].x, i) })
		if n := len(order); n > 0 {
			lo[i], hi[i] = int32(order[(n-1)/2]), int32(order[n/2])
		}
	}
	a, b := f.absentRows(rules.Number, whyEmpty), f.absentRows(rules.Number, whyEmpty)
	for k, el := range els {
		f.pick(a, el.x, func(i int) bool { return lo[i] == int32(k) })
		f.pick(b, el.x, func(i int) bool { return hi[i] == int32(k) })
	}
	for i := range f.n {
		if w := base.why(i); w != 0 {
			a.Why[i] = w
		}
	}
	two := &Vec{Kind: rules.Number, Num: []float64{2}, Dec: true, Int: true, max: 2}
	return f.mem.div(f.mem.add(a, b, 1), two)
}

// geometric is exp(sum(w ln x) / sum(w)), snapped at the end.
func (f *frame) geometric(els []*element) *Vec {
	v := f.mem.numVec()
	v.Dec = true
	f.firstAbsent(v, els, func(k int) *Vec { return els[k].x })
	f.firstAbsent(v, els, func(k int) *Vec { return els[k].weight })
	for i := range f.n {
		if v.why(i) != 0 {
			continue
		}
		logs, weights, n := 0.0, 0.0, 0
		bad := false
		for _, el := range els {
			if el.gone(i) {
				continue
			}
			w := 1.0
			if el.weight != nil {
				w = el.weight.nearest(i)
			}
			x := el.x.nearest(i)
			bad = bad || x <= 0
			logs += float64(w * math.Log(x))
			weights += w
			n++
		}
		switch {
		case n == 0:
			f.mem.absences(v)[i] = whyEmpty
		case bad || weights == 0:
			f.mem.absences(v)[i] = whyUndefined
		default:
			v.Num[i] = Snap(math.Exp(logs / weights))
		}
	}
	return v
}

package prove

import (
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines leaves, the quantities that cells give values to, and the
// values that stand for all that a leaf can be.

// key names a quantity for one combination of members.
type key struct {
	q rules.Quantity
	k int
}

// sink is what becomes of a number: the constants that it is compared with, the
// step that it is rounded to, or that it goes where it cannot be followed.
type sink struct {
	cuts   []*big.Rat
	texts  []string
	grain  *big.Rat
	plain  bool // some constant is met without rounding
	opaque bool
}

// leaf is a quantity that cells give values to.
type leaf struct {
	key
	at       []int // its members, by entity
	uses     sink
	presence bool // a formula asks whether it is there

	values   []rules.Value // best or typical first
	ranked   int           // how many of the first values stand in order, best first
	complete bool          // the values stand for all
	real     bool          // each value can occur
}

// add takes in one more use. A number that is rounded in two ways, or compared
// both rounded and not, has more cases than its cuts show.
func (l *leaf) add(k sink) {
	if len(k.cuts) > 0 {
		twice := k.grain != nil && l.uses.grain != nil && k.grain.Cmp(l.uses.grain) != 0
		if twice || k.grain != nil && l.uses.plain || k.grain == nil && l.uses.grain != nil {
			k.opaque = true
		}
		l.uses.plain = l.uses.plain || k.grain == nil
	}
	l.uses.cuts = append(l.uses.cuts, k.cuts...)
	l.uses.texts = append(l.uses.texts, k.texts...)
	l.uses.opaque = l.uses.opaque || k.opaque
	if k.grain != nil && (l.uses.grain == nil || k.grain.Cmp(l.uses.grain) < 0) {
		l.uses.grain = k.grain
	}
}

const wholeDomain = 500 // values of a number that are taken one by one

// fill finds the values of a leaf; wide adds states and absence.
func (l *leaf) fill(s *scan, wide bool) {
	l.complete, l.real = true, true
	t := l.q.QType()
	switch t.Kind {
	case rules.LevelKind:
		l.levels(s, t, wide)
	case rules.Bool:
		l.codes(t, 2)
	case rules.MemberKind:
		l.codes(t, len(t.Entity.Members))
	case rules.Number:
		l.numbers(s, t)
	case rules.TextKind:
		l.texts(t)
	default:
		l.dates(s, t)
	}
	in, isInput := l.q.(*rules.Input)
	if u := s.c.unknowns[in]; isInput && u != nil {
		l.real = l.real && u.free
	}
	if (l.presence || wide) && !(isInput && in.Missing.With != nil) {
		l.values = append(l.values, rules.Value{Type: t, Absent: "not_reported"})
	}
	if len(l.values) == 0 {
		l.values, l.complete = []rules.Value{{Type: t, Absent: "not_reported"}}, false
	}
}

// dates takes the days on which the rules change, for the date that they are
// dated by; of other dates only one, which stands for itself.
func (l *leaf) dates(s *scan, t rules.Type) {
	put := func(text string) {
		d, ok := rules.Days(text)
		v := rules.Value{Type: t, Code: d}
		if ok && !slices.ContainsFunc(l.values, v.Equal) {
			l.values = append(l.values, v)
		}
	}
	put(s.c.plan.AsOf)
	if l.q != rules.Quantity(s.c.fw.DatedBy) {
		l.complete = !l.uses.opaque // if it only ages evidence, it is recent or as good as absent
		return
	}
	for _, p := range s.c.fw.Parameters {
		for _, d := range p.Dated {
			put(d.From)
		}
	}
	l.complete = !l.uses.opaque
	if n := len(l.values); n > 0 { // a day before them all
		first := slices.MinFunc(l.values, func(a, b rules.Value) int { return a.Code - b.Code })
		first.Code--
		l.values = append(l.values, first)
	}
}

func (l *leaf) codes(t rules.Type, n int) {
	for c := range n {
		l.values = append(l.values, rules.Value{Type: t, Code: c})
	}
}

// levels takes the levels that can occur: not those that the data spells as an
// absence, and of a block only those that it reaches.
func (l *leaf) levels(s *scan, t rules.Type, wide bool) {
	var spelt map[string]string
	var reach *reached
	switch q := l.q.(type) {
	case *rules.Input:
		spelt = q.Absent
	case *rules.Block:
		reach = s.c.reach[q]
		l.real = reach != nil && reach.exact
		if wide {
			reach = nil
		}
	}
	for c := range t.Scale.Len() {
		lv := t.Scale.Level(c)
		_, byID := spelt[lv.ID]
		_, byLabel := spelt[lv.Label]
		if byID || byLabel || reach != nil && reach.exact && !reach.codes[c] {
			continue
		}
		if c < len(t.Scale.Levels) || wide || reach != nil && reach.exact || s.named[t.Scale][c] || len(l.values) == 0 && spelt != nil || spelt != nil && t.Scale.IsState(l.values[0].Code) {
			l.values = append(l.values, rules.Value{Type: t, Code: c})
		}
	}
	for _, v := range l.values {
		if t.Scale.Ordered && !t.Scale.IsState(v.Code) {
			l.ranked++
		}
	}
}

func (l *leaf) texts(t rules.Type) {
	all := slices.Clone(l.uses.texts)
	slices.Sort(all)
	all = append(slices.Compact(all), "(another text)")
	for _, x := range all {
		l.values = append(l.values, rules.Value{Type: t, Text: x})
	}
	l.complete = !l.uses.opaque
}

// numbers takes all values of a short list or range, else a value for each
// constant and between two of them.
func (l *leaf) numbers(s *scan, t rules.Type) {
	var lo, hi, grain *big.Rat
	better := rules.Unstated
	switch q := l.q.(type) {
	case *rules.Input:
		lo, hi, better = q.Min, q.Max, q.Better
		if q.Integer {
			grain = big.NewRat(1, 1)
		}
		if len(q.Among) > 0 {
			l.values = slices.Clone(q.Among)
			l.rank(better)
			return
		}
	case *rules.Block:
		l.real, better = false, q.Better
		r := s.c.interval(q, l.at)
		lo, hi = r.lo, r.hi
		if !q.Graded() {
			grain = q.Grain()
		}
	}
	if grain != nil && lo != nil && hi != nil {
		n := new(big.Rat).Quo(new(big.Rat).Sub(hi, lo), grain)
		if f, _ := n.Float64(); l.uses.opaque && f <= wholeDomain || !l.uses.opaque && f <= 8 {
			for v := ceil(lo, grain); v.Cmp(hi) <= 0; v = new(big.Rat).Add(v, grain) {
				l.values = append(l.values, rules.Value{Type: t, Num: v})
			}
			l.rank(better)
			return
		}
	}
	for _, v := range points(l.uses, lo, hi, grain) {
		l.values = append(l.values, rules.Value{Type: t, Num: v})
	}
	l.complete = !l.uses.opaque
	l.rank(better)
}

// rank puts numbers in order, the better first where that is known.
func (l *leaf) rank(better rules.Direction) {
	slices.SortStableFunc(l.values, func(a, b rules.Value) int {
		if better == rules.Higher {
			return b.Num.Cmp(a.Num)
		}
		return a.Num.Cmp(b.Num)
	})
	if better == rules.Higher || better == rules.Lower {
		l.ranked = len(l.values)
	}
}

func ceil(r, grain *big.Rat) *big.Rat {
	q := new(big.Rat).Quo(r, grain)
	f := new(big.Int).Div(q.Num(), q.Denom())
	if !q.IsInt() {
		f.Add(f, big.NewInt(1))
	}
	return new(big.Rat).Mul(new(big.Rat).SetInt(f), grain)
}

// points gives the constants, a value between neighbours, one below and one
// above, those that are in the range and on the grain.
func points(k sink, lo, hi, grain *big.Rat) []*big.Rat {
	cuts := slices.Clone(k.cuts)
	for _, x := range []*big.Rat{lo, hi} {
		if x != nil {
			cuts = append(cuts, x)
		}
	}
	if len(cuts) == 0 {
		cuts = append(cuts, new(big.Rat))
	}
	slices.SortFunc(cuts, (*big.Rat).Cmp)
	cuts = slices.CompactFunc(cuts, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
	step := grain
	if step == nil || k.grain != nil && k.grain.Cmp(step) > 0 {
		step = k.grain
	}
	if step == nil {
		step = big.NewRat(1, 1)
	}
	var out []*big.Rat
	put := func(x *big.Rat) {
		on := grain == nil || new(big.Rat).Quo(x, grain).IsInt()
		if on && (lo == nil || x.Cmp(lo) >= 0) && (hi == nil || x.Cmp(hi) <= 0) {
			out = append(out, x)
		}
	}
	put(new(big.Rat).Sub(ceil(cuts[0], step), step))
	for i, x := range cuts {
		put(x)
		if i == len(cuts)-1 {
			put(new(big.Rat).Add(new(big.Rat).Neg(ceil(new(big.Rat).Neg(x), step)), step))
			break
		}
		put(inside(x, cuts[i+1], step, grain))
	}
	slices.SortFunc(out, (*big.Rat).Cmp)
	return slices.CompactFunc(out, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}

// inside is a value between two cuts: on the grain of the leaf, or on that of
// the rounding where one lies there, else the middle.
func inside(a, b, step, grain *big.Rat) *big.Rat {
	next := new(big.Rat).Sub(ceil(b, step), step)
	if next.Cmp(a) > 0 || grain != nil {
		return next
	}
	m := new(big.Rat).Add(a, b)
	return m.Mul(m, big.NewRat(1, 2))
}

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

// sink is what becomes of a number: the constants that it is compared with, or
// that it goes where it cannot be followed.
type sink struct {
	cuts   []*big.Rat
	texts  []string
	opaque bool
}

// leaf is a quantity that cells give values to.
type leaf struct {
	key
	at       []int // its members, by entity
	uses     sink
	absences []string // reasons that it may be absent for, where a formula asks whether it is there

	values   []rules.Value // best or typical first
	ranked   int           // how many of the first values stand in order, best first
	complete bool          // the values stand for all
	real     bool          // each value can occur
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
	switch {
	case isInput && in.Missing.With != nil:
		if c, ok := in.Missing.With.(*rules.Const); !ok || !slices.ContainsFunc(l.values, c.Value.Equal) {
			l.absent(notReported) // something else stands in its place
		}
		if (wide || len(l.absences) > 0) && saysNotApplicable(in) {
			l.absent(notApplicable) // nothing does
		}
	case wide:
		l.absent(s.otherReason())
		for _, why := range s.reasons {
			if why != notApplicable || mayNotApply(l.q, map[rules.Quantity]bool{}) || slices.Contains(l.absences, why) {
				l.absent(why)
			}
		}
	case len(l.absences) > 0:
		l.absent(l.absences...)
		_, block := l.q.(*rules.Block)
		l.real = l.real && !block // whether it can be absent is not known
	}
	if len(l.values) == 0 {
		l.values, l.complete = []rules.Value{{Type: t, Absent: notReported}}, false
	}
}

const (
	notReported   = "not_reported"
	notApplicable = "not_applicable"
)

// mayNotApply reports whether a quantity, or what it rests on, can be absent as
// not applicable.
func mayNotApply(q rules.Quantity, seen map[rules.Quantity]bool) bool {
	if seen[q] {
		return false
	}
	seen[q] = true
	switch q := q.(type) {
	case *rules.Input:
		if q.Applies != nil || saysNotApplicable(q) {
			return true
		}
	case *rules.Block:
		if q.Applies != nil && q.Else < 0 || hole(q) {
			return true
		}
	}
	return slices.ContainsFunc(rules.Reads(q), func(x rules.Quantity) bool { return mayNotApply(x, seen) })
}

// saysNotApplicable reports whether the data can say that an input does not apply.
func saysNotApplicable(in *rules.Input) bool {
	for _, why := range in.Absent {
		if why == notApplicable {
			return true
		}
	}
	return false
}

// otherReason is a reason for absence that no formula names, not reported if it
// can be: it stands for all of them.
func (s *scan) otherReason() string {
	for _, why := range []string{notReported, "suppressed", "too_small", "withheld", "invalid", "too_old"} {
		if !slices.Contains(s.reasons, why) {
			return why
		}
	}
	return "undefined"
}

// absent adds absent values to those of a leaf.
func (l *leaf) absent(reasons ...string) {
	for _, why := range reasons {
		if v := (rules.Value{Type: l.q.QType(), Absent: why}); !slices.ContainsFunc(l.values, v.Equal) {
			l.values = append(l.values, v)
		}
	}
}

// asked remembers that a formula asks whether the leaf is absent for a reason.
func (l *leaf) asked(why string) {
	if !slices.Contains(l.absences, why) {
		l.absences = append(l.absences, why)
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
	for _, date := range changes(s.c.fw) {
		put(date)
	}
	l.complete = !l.uses.opaque
	if n := len(l.values); n > 0 && s.c.fw.InForce.From == "" { // a day before them all
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
	if in, ok := l.q.(*rules.Input); ok && len(in.Among) > 0 {
		l.values = slices.Clone(in.Among)
		return
	}
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
		if !hole(q) {
			r := s.c.interval(q, l.at)
			lo, hi = r.lo, r.hi
		}
		if !q.Graded() && !hole(q) {
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
	_, data := l.q.(*rules.Input)
	for _, v := range points(l.uses.cuts, lo, hi, grain, data) {
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

// points gives the constants, a value between neighbours, one below and one
// above: those that are in the range, on the grain, and written as decimals where
// the data gives them.
func points(cuts []*big.Rat, lo, hi, grain *big.Rat, data bool) []*big.Rat {
	cuts = slices.Clone(cuts)
	for _, x := range []*big.Rat{lo, hi} {
		if x != nil {
			cuts = append(cuts, x)
		}
	}
	if len(cuts) == 0 {
		cuts = append(cuts, new(big.Rat))
	}
	slices.SortFunc(cuts, (*big.Rat).Cmp)
	var out []*big.Rat
	put := func(x *big.Rat) {
		if x == nil || lo != nil && x.Cmp(lo) < 0 || hi != nil && x.Cmp(hi) > 0 || grain != nil && !new(big.Rat).Quo(x, grain).IsInt() {
			return
		}
		if _, exact := x.FloatPrec(); exact || !data {
			out = append(out, x)
		}
	}
	put(between(nil, cuts[0], grain))
	for i, x := range cuts {
		put(x)
		if i < len(cuts)-1 {
			put(between(x, cuts[i+1], grain))
		}
	}
	put(between(cuts[len(cuts)-1], nil, grain))
	slices.SortFunc(out, (*big.Rat).Cmp)
	return slices.CompactFunc(out, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}

// between is a number above a and below b, either of which may be open: on the
// grain, else of as few decimals as can be; nil if there is none.
func between(a, b, grain *big.Rat) *big.Rat {
	step := grain
	if step == nil {
		step = big.NewRat(1, 1)
	}
	for {
		var x *big.Rat
		if b != nil {
			x = new(big.Rat).Sub(ceil(b, step), step)
		} else {
			x = new(big.Rat).Add(floor(a, step), step)
		}
		if a == nil || x.Cmp(a) > 0 {
			return x
		}
		if grain != nil || a.Cmp(b) == 0 {
			return nil
		}
		step = new(big.Rat).Quo(step, big.NewRat(10, 1))
	}
}

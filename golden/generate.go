package golden

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the inputs that properties try: values of each input's type
// within its range, with the numbers that the rules name, those just beside
// them, the ends of ranges, states and absences among them; and how one that
// breaks a property is made smaller.

const notReported = "not_reported"

// slot is one value that is drawn: an input, for one combination of members.
type slot struct {
	in     *rules.Input
	member []int
	k      int           // its column
	sharp  []rules.Value // values that the rules make something of, the simplest first
	reason []string      // of absence, beside not reported
	grain  *big.Rat
}

// findSlots finds what the property reads that is not given.
func (p *prop) findSlots() []*slot {
	given := map[rules.Quantity][]rules.Assign{}
	for _, a := range p.fixed {
		given[a.Quantity] = append(given[a.Quantity], a)
	}
	live := map[rules.Quantity]bool{}
	var mark func(q rules.Quantity)
	mark = func(q rules.Quantity) {
		if live[q] {
			return
		}
		live[q] = true
		if _, isBlock := q.(*rules.Block); isBlock && given[q] != nil {
			return
		}
		for _, r := range rules.Reads(q) {
			mark(r)
		}
	}
	mark(p.block)
	if by := p.s.fw.DatedBy; by != nil {
		mark(by)
	}
	numbers := thresholds(p.plan.Framework)
	var out []*slot
	for _, in := range p.s.fw.Inputs {
		if !live[in] {
			continue
		}
		taken := map[int]bool{}
		for _, a := range given[in] {
			for _, k := range p.plan.Places(p.empty, a) {
				taken[k] = true
			}
		}
		for _, k := range p.plan.Places(p.empty, rules.Assign{Quantity: in}) {
			if !taken[k] {
				out = append(out, newSlot(p.plan, p.empty, in, k, numbers[in]))
			}
		}
	}
	return out
}

func newSlot(p *engine.Plan, d *engine.Dataset, in *rules.Input, k int, met []rules.Value) *slot {
	s := &slot{in: in, k: k, member: p.Member(d, in, k), grain: big.NewRat(1, 1)}
	for _, reason := range in.Absent {
		if !slices.Contains(s.reason, reason) && reason != notReported {
			s.reason = append(s.reason, reason)
		}
	}
	slices.Sort(s.reason)
	s.values(p, d, met)
	return s
}

// values collects the sharp values of a slot, by type.
func (s *slot) values(p *engine.Plan, d *engine.Dataset, met []rules.Value) {
	t := s.in.Type
	switch {
	case len(s.in.Among) > 0:
		s.sharp = slices.Clone(s.in.Among)
	case t.Kind == rules.Number:
		s.numbers(met)
	case t.Kind == rules.Bool:
		s.codes(2)
	case t.Kind == rules.LevelKind:
		s.codes(t.Scale.Len())
	case t.Kind == rules.MemberKind:
		s.codes(d.Members(t.Entity))
	case t.Kind == rules.DateKind:
		day, _ := rules.Days("2025-01-01")
		if at, ok := rules.Days(p.AsOf); ok {
			day = at
		}
		for _, back := range []int{0, 1, 30, 365, 366, 730, 1100, -1} {
			s.sharp = append(s.sharp, rules.Value{Type: t, Code: day - back})
		}
		for _, v := range met {
			s.sharp = append(s.sharp, v, rules.Value{Type: t, Code: v.Code - 1})
		}
	default:
		s.sharp = append(slices.Clone(met), rules.Value{Type: t, Text: "a"}, rules.Value{Type: t})
	}
}

func (s *slot) codes(n int) {
	for c := range n {
		s.sharp = append(s.sharp, rules.Value{Type: s.in.Type, Code: c})
	}
}

// numbers are those that the rules name, one step beside each, and the ends.
func (s *slot) numbers(met []rules.Value) {
	var at []*big.Rat
	for _, v := range met {
		if g := grainOf(v.Num); !s.in.Integer && g.Cmp(s.grain) < 0 {
			s.grain = g
		}
		at = append(at, v.Num)
	}
	at = append(at, new(big.Rat))
	for _, end := range []struct {
		end  *big.Rat
		sign int64 // of what is tried where there is no end
	}{{s.in.Min, -1}, {s.in.Max, 1}} {
		if end.end != nil {
			at = append(at, end.end)
			continue
		}
		for _, far := range []int64{10, 1000, 1_000_000} {
			at = append(at, big.NewRat(end.sign*far, 1))
		}
	}
	for _, r := range at {
		for step := int64(-1); step <= 1; step++ {
			v := rules.Value{Type: s.in.Type, Num: new(big.Rat).Add(r, new(big.Rat).Mul(s.grain, big.NewRat(step, 1)))}
			if code, _ := engine.Accepts(s.in, v); code != "" {
				continue
			}
			if !slices.ContainsFunc(s.sharp, v.Equal) {
				s.sharp = append(s.sharp, v)
			}
		}
	}
	slices.SortStableFunc(s.sharp, func(a, b rules.Value) int { return simpler(a, b) })
}

// simpler orders numbers by how soon a person would think of them.
func simpler(a, b rules.Value) int {
	if n := len(rules.Decimal(a.Num)) - len(rules.Decimal(b.Num)); n != 0 {
		return n
	}
	return new(big.Rat).Abs(a.Num).Cmp(new(big.Rat).Abs(b.Num))
}

// grainOf is one unit of the last decimal place of a number.
func grainOf(r *big.Rat) *big.Rat {
	_, digits, _ := strings.Cut(rules.Decimal(r), ".")
	out := big.NewRat(1, 1)
	for range min(len(digits), 12) {
		out.Mul(out, big.NewRat(1, 10))
	}
	return out
}

// The shares of values that are absent, and of those that repeat a value of the
// row, so that most members of a rating are alike in many rows.
const (
	absentShare = 0.06
	alikeShare  = 0.6
	sharpShare  = 0.7
)

// draw draws rows of values.
func (p *prop) draw(r *rand.Rand, n int) [][]rules.Value {
	out := make([][]rules.Value, n)
	for i := range out {
		row := make([]rules.Value, len(p.slots))
		alike := map[rules.Type]rules.Value{}
		complete := r.Float64() < 0.5
		for k, s := range p.slots {
			v := s.draw(r)
			if like, ok := alike[s.in.Type]; ok && v.Type.Kind == rules.LevelKind && r.Float64() < alikeShare {
				v = like
			}
			alike[s.in.Type] = v
			if !complete && r.Float64() < 2*absentShare {
				v = s.absent(r)
			}
			row[k] = v
		}
		out[i] = row
	}
	return out
}

func (s *slot) absent(r *rand.Rand) rules.Value {
	v := rules.Value{Type: s.in.Type, Absent: notReported}
	if k := r.IntN(len(s.reason) + 1); k > 0 {
		v.Absent = s.reason[k-1]
	}
	return v
}

func (s *slot) draw(r *rand.Rand) rules.Value {
	if len(s.sharp) == 0 {
		return rules.Value{Type: s.in.Type, Absent: notReported}
	}
	one := s.sharp[r.IntN(len(s.sharp))]
	if one.Num == nil || len(s.in.Among) > 0 || r.Float64() < sharpShare {
		return one
	}
	return s.between(r, one.Num, s.sharp[r.IntN(len(s.sharp))].Num)
}

// between draws a number from one sharp value to another, in steps of the finest.
func (s *slot) between(r *rand.Rand, lo, hi *big.Rat) rules.Value {
	v := rules.Value{Type: s.in.Type, Num: lo}
	if lo.Cmp(hi) > 0 {
		lo, hi = hi, lo
	}
	span := new(big.Rat).Quo(new(big.Rat).Sub(hi, lo), s.grain)
	steps := new(big.Int).Quo(span.Num(), span.Denom())
	if !steps.IsInt64() || steps.Int64() <= 0 {
		return v
	}
	k := new(big.Rat).SetInt64(r.Int64N(steps.Int64() + 1))
	drawn := rules.Value{Type: s.in.Type, Num: k.Add(lo, k.Mul(k, s.grain))}
	if code, _ := engine.Accepts(s.in, drawn); code != "" {
		return v
	}
	return drawn
}

// mostShrinks bounds how often an input is made smaller.
const mostShrinks = 400

// shrink makes an input that breaks the property smaller while it still does:
// first by leaving values out, then by simpler ones.
func (p *prop) shrink(row []rules.Value) ([]rules.Value, error) {
	for range mostShrinks {
		tries := p.smaller(row)
		if len(tries) == 0 {
			return row, nil
		}
		out, _, err := p.run(tries)
		if err != nil {
			return nil, err
		}
		next := -1
		for i := range tries {
			if out.Why[i] == 0 && out.Code[i] == p.breaks {
				next = i
				break
			}
		}
		if next < 0 {
			return row, nil
		}
		row = tries[next]
	}
	return row, nil
}

// smaller are the inputs that are one step smaller, the smallest first.
func (p *prop) smaller(row []rules.Value) [][]rules.Value {
	var out [][]rules.Value
	with := func(k int, v rules.Value) {
		r := slices.Clone(row)
		r[k] = v
		out = append(out, r)
	}
	for k, v := range row {
		if v.Absent != notReported {
			with(k, rules.Value{Type: v.Type, Absent: notReported})
		}
	}
	for k, v := range row {
		if v.Absent != "" {
			continue
		}
		for _, x := range p.slots[k].sharp {
			if x.Equal(v) || v.Num != nil && simpler(x, v) >= 0 {
				break
			}
			with(k, x)
		}
	}
	return out
}

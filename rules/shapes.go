package rules

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines the checks that show without running anything: gaps and
// overlaps of bands, totals of weights, circles, and what nothing reads.

func (l *loader) checkStages(b *Block, t *lang.Block) {
	nothing := b.Value == nil && b.Combine == nil && len(b.Cases) == 0 && !b.Graded() && b.Adjust == nil && b.Members == nil
	if nothing && b.Unpublished == "" && !hasValue(t) {
		l.problem(Contradiction, b.At, "block that computes nothing", "Give "+b.Kind.String()+" "+quote(b.Name)+" a value, members or rules, or say that it is unpublished.")
	}
	if b.Scale != nil && !b.Graded() && b.VType.Kind == Number && !b.Scale.Numeric {
		l.problem(WrongType, b.At, "number where a level is needed", "The scale "+quote(b.Scale.Name)+" has named levels and nothing says which number gives which. Add bands.", note(b.Scale.At, "the scale"))
	}
	if b.Scale != nil && !b.Graded() && b.VType.Kind == LevelKind && b.VType.Scale != b.Scale {
		l.problem(WrongType, b.At, "level of another scale", "The value is a level of "+quote(b.VType.Scale.Name)+", the block's scale is "+quote(b.Scale.Name)+".", note(b.Scale.At, "the scale"))
	}
	if b.Kind == Rating && b.Scale == nil && b.Unpublished == "" {
		l.problem(Contradiction, b.At, "rating without a scale", "A rating is a judgement on a scale: scale = name. For a plain number write an indicator.")
	}
}

func (l *loader) checkShapes() {
	for _, b := range l.fw.Blocks {
		if b.Bands != nil {
			lists := [][]Band{b.Bands.Bands}
			if p := b.Bands.Param; p != nil {
				lists = nil
				for _, d := range p.Dated {
					lists = append(lists, d.Bands)
				}
			}
			for _, bands := range lists {
				l.checkBands(b, bands)
			}
			l.checkRounded(b)
		}
		l.checkTotal(b)
	}
	for _, p := range l.fw.Parameters {
		for _, d := range p.Dated {
			l.checkPer(p, d)
		}
	}
}

// checkRounded says that a quotient meets cut-offs as it is. Published cut-offs
// are often meant for a rounded figure, and then the last digit decides ratings.
func (l *loader) checkRounded(b *Block) {
	if c := b.Bands.Cuts; c != nil && c.Method != FixedCuts {
		return // found from values as they are
	}
	value := b.Bands.Of
	if value == nil {
		if value = b.Value; value == nil {
			value = b.Combine
		}
		if len(b.Round) > 0 || b.Tree.Attr("round") != nil {
			return
		}
	}
	if value == nil || len(b.Bands.Bands) == 0 || !quotient(value, map[*Block]bool{b: true}) {
		return
	}
	d := l.problem(NotRounded, b.At, "value that meets its cut-offs unrounded", "The value of "+quote(b.Name)+" is a quotient and is compared exactly as it comes. If the published cut-offs are meant for a rounded figure, say so: round = half_up(1).", note(b.Bands.Bands[0].At, "the cut-offs"))
	d.Severity = diag.Info
}

// quotient reports a number that need not end: a division or a mean that is
// not rounded.
func quotient(e Expr, seen map[*Block]bool) bool {
	found := false
	Walk(e, func(x Expr) bool {
		switch x := x.(type) {
		case *Binary:
			found = found || x.Op == "/"
		case *Call:
			if x.Fn.Name == "round" || x.Fn.Name == "count" {
				return false
			}
			found = found || strings.HasSuffix(x.Fn.Name, "mean") || x.Fn.Name == "sqrt" || x.Fn.Name == "ln" || x.Fn.Name == "exp" || x.Fn.Name == "log10"
		case *Ref:
			if q, ok := x.Q.(*Block); ok && (x.Stage == Valued || x.Stage == Final && !q.Graded()) && len(q.Round) == 0 && !seen[q] {
				seen[q] = true
				v := q.Value
				if v == nil {
					v = q.Combine
				}
				found = found || v != nil && quotient(v, seen)
			}
		}
		return !found
	})
	return found
}

// edge is an interval with constant ends, for sorting.
type edge struct {
	lo, hi         *big.Rat
	loOpen, hiOpen bool
	at             Range
	text           string
}

// edges gives the intervals with constant ends, lowest first; ok is false where
// an end is a parameter, so that nothing can be said before the date is known.
func edges(ivs []Interval, at []Range) (out []edge, otherwise, ok bool) {
	for i, iv := range ivs {
		if iv.Any || iv.Otherwise {
			otherwise = true
			continue
		}
		e := edge{lo: constRat(iv.Lo), hi: constRat(iv.Hi), loOpen: iv.LoOpen, hiOpen: iv.HiOpen, at: at[i], text: lang.Canonical(iv.Text)}
		if iv.Lo != nil && e.lo == nil || iv.Hi != nil && e.hi == nil {
			return nil, otherwise, false
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b edge) int {
		switch {
		case a.lo == nil && b.lo == nil:
			return 0
		case a.lo == nil:
			return -1
		case b.lo == nil:
			return 1
		}
		if c := a.lo.Cmp(b.lo); c != 0 {
			return c
		}
		return b2i(a.loOpen) - b2i(b.loOpen)
	})
	return out, otherwise, true
}

func (l *loader) checkBands(b *Block, bands []Band) {
	var ivs []Interval
	var at []Range
	for _, x := range bands {
		ivs, at = append(ivs, x.When), append(at, x.At)
	}
	es, otherwise, ok := edges(ivs, at)
	if !ok {
		return
	}
	grain := b.Grain()
	for i, e := range es {
		l.checkDecimals(b, e, grain)
		if i > 0 {
			l.checkNeighbours(b, es[i-1], e, grain, otherwise)
		}
	}
}

func (l *loader) checkDecimals(b *Block, e edge, grain *big.Rat) {
	if grain == nil {
		return
	}
	for _, r := range []*big.Rat{e.lo, e.hi} {
		if r == nil || new(big.Rat).Quo(r, grain).IsInt() || l.decimalsSaid[b] == r.RatString() {
			continue
		}
		if l.decimalsSaid == nil {
			l.decimalsSaid = map[*Block]string{}
		}
		l.decimalsSaid[b] = r.RatString()
		where := note(b.At, "the block")
		if n := len(b.Round); n > 0 {
			where = note(b.Round[n-1].At, "the value is rounded here")
		}
		l.warn(BandDecimals, e.at, "cut-off with more decimals than the value", fmt.Sprintf("The value comes in steps of %s, so %s can never be met exactly. Round the value to more places, or write the cut-off with fewer.", ratText(grain), ratText(r)), where)
		return
	}
}

// first and last values on the grain that lie in the interval.
func firstIn(e edge, grain *big.Rat) *big.Rat { return onGrain(e.lo, e.loOpen, grain, 1) }
func lastIn(e edge, grain *big.Rat) *big.Rat  { return onGrain(e.hi, e.hiOpen, grain, -1) }

func onGrain(r *big.Rat, open bool, grain *big.Rat, dir int) *big.Rat {
	q := new(big.Rat).Quo(r, grain)
	f := new(big.Int).Div(q.Num(), q.Denom()) // floor
	if q.IsInt() {
		if open {
			f.Add(f, big.NewInt(int64(dir)))
		}
	} else if dir > 0 {
		f.Add(f, big.NewInt(1))
	}
	return new(big.Rat).Mul(new(big.Rat).SetInt(f), grain)
}

func (l *loader) checkNeighbours(b *Block, p, e edge, grain *big.Rat, otherwise bool) {
	overlap := func(v *big.Rat) {
		d := l.problem(BandOverlap, e.at, "bands that overlap", fmt.Sprintf("%s lies in %s and in %s. Give each value to one band.", ratText(v), quote(p.text), quote(e.text)), note(p.at, "the other band"))
		d.Witness = &diag.Witness{Given: []diag.Value{{Name: b.Name + ".value", Value: ratText(v)}}}
	}
	gap := func(v *big.Rat) {
		if otherwise {
			return
		}
		hint := gapHint(grain)
		if strings.Contains(p.text, "%") != strings.Contains(e.text, "%") {
			hint = " One has a percent sign and the other has none: 80% is 0.8, and 80 is eighty."
		}
		d := l.problem(BandGap, e.at, "gap between bands", fmt.Sprintf("%s lies between %s and %s, in neither.%s", ratText(v), quote(p.text), quote(e.text), hint), note(p.at, "the band below"))
		d.Witness = &diag.Witness{Given: []diag.Value{{Name: b.Name + ".value", Value: ratText(v)}}}
	}
	switch {
	case p.hi == nil:
		overlap(pick(e.lo, e.hi))
	case e.lo == nil:
		overlap(pick(p.hi, e.hi))
	case grain != nil:
		last, first := lastIn(p, grain), firstIn(e, grain)
		next := new(big.Rat).Add(last, grain)
		if c := first.Cmp(next); c < 0 {
			overlap(first)
		} else if c > 0 {
			gap(next)
		}
	case p.hi.Cmp(e.lo) > 0:
		overlap(between(e.lo, p.hi))
	case p.hi.Cmp(e.lo) < 0:
		gap(between(p.hi, e.lo))
	case p.hiOpen && e.loOpen:
		gap(e.lo)
	case !p.hiOpen && !e.loOpen:
		overlap(e.lo)
	}
}

func gapHint(grain *big.Rat) string {
	if grain == nil {
		return " The value is not rounded: add round = half_up(0) if the method rounds, or let the bands meet (\"63 to below 88\")."
	}
	return " Let the bands meet, or add a band."
}

func pick(a, b *big.Rat) *big.Rat {
	if a != nil {
		return a
	}
	if b != nil {
		return b
	}
	return new(big.Rat)
}

func between(a, b *big.Rat) *big.Rat {
	m := new(big.Rat).Add(a, b)
	return m.Mul(m, big.NewRat(1, 2))
}

// checkTotal compares constant weights with the stated total.
func (l *loader) checkTotal(b *Block) {
	if b.Total == nil || b.Members == nil {
		return
	}
	sum := new(big.Rat)
	for _, p := range b.Members.Parts {
		ws := []*big.Rat{constRat(p.Weight)}
		if p.Over != nil && p.Over.Closed && p.Cond == nil && p.Restrict == nil {
			ws = memberWeights(p)
		}
		for _, w := range ws {
			if w == nil {
				return // known only with data or parameters
			}
			sum.Add(sum, w)
		}
	}
	if sum.Cmp(b.Total) != 0 {
		l.problem(WrongTotal, b.Tree.Attr("total").Range, "weights that do not add up", fmt.Sprintf("The weights of %s add up to %s, not to %s. Correct a weight, or state the total that is meant.", quote(b.Name), ratText(sum), ratText(b.Total)), note(b.Members.Place, "the members"))
	}
}

func memberWeights(p *Part) []*big.Rat {
	out := make([]*big.Rat, len(p.Over.Members))
	for i, m := range p.Over.Members {
		switch w := p.Weight.(type) {
		case *Const:
			out[i] = constRat(w)
		case *AttrRef:
			if r, ok := w.Of.(*MemberRef); ok && r.Entity == p.Over && m.Values[w.Attr].Absent == "" {
				out[i] = m.Values[w.Attr].Num
			}
		}
	}
	return out
}

// checkPer checks that a parameter by count names each count once.
func (l *loader) checkPer(p *Parameter, d DatedValue) {
	if d.Per == nil {
		return
	}
	var ivs []Interval
	var at []Range
	for _, x := range d.Per {
		ivs, at = append(ivs, x.When), append(at, x.When.At)
	}
	es, otherwise, ok := edges(ivs, at)
	if !ok {
		return
	}
	b := &Block{Name: p.Name, About: p.About}
	for i := 1; i < len(es); i++ {
		l.checkNeighbours(b, es[i-1], es[i], one, otherwise)
	}
}

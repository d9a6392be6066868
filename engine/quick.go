package engine

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines short ways: kernels for what is usual, such as whole numbers
// and constants, with few absent or none. Each gives what the general kernel gives,
// and declines, with nil or false, whatever is not usual.

// nextAbsent is the first absent row from i on; n, of rows, if there is none.
func nextAbsent(why []uint8, i int) int {
	n := len(why)
	for ; i+8 <= n; i += 8 {
		if binary.LittleEndian.Uint64(why[i:]) != 0 {
			break
		}
	}
	for ; i < n; i++ {
		if why[i] != 0 {
			return i
		}
	}
	return n
}

// oneNumber is the number that a vector stands for in every row.
func (v *Vec) oneNumber() (float64, bool) {
	if len(v.Num) == 1 && v.why(0) == 0 {
		return v.Num[0], true
	}
	return 0, false
}

// allPresent reports whether no row is absent.
func (v *Vec) allPresent() bool {
	return v.Why == nil || nextAbsent(v.Why, 0) == len(v.Why)
}

// certain is the answer that a condition gives in every row.
func (v *Vec) certain() (yes, ok bool) {
	if len(v.Code) == 1 && v.why(0) == 0 {
		return v.Code[0] == 1, true
	}
	return false, false
}

// folded computes once what is the same in every row.
func (f *frame) folded(compute func() *Vec) *Vec {
	n := f.n
	f.n, f.mem.n = 1, 1
	defer func() { f.n, f.mem.n = n, n }()
	return compute()
}

// morePoints is steps, more by a constant.
func (f *frame) morePoints(e *rules.Binary, c *env) *Vec {
	x, isConst := e.X.(*rules.Const)
	call, isCall := e.Y.(*rules.Call)
	if e.Op != "+" || !isConst || !isCall || call.Fn.Name != "count" || x.Value.Absent != "" {
		return nil
	}
	if v := f.constant(x); v.Int && math.Abs(v.Num[0]) < 1<<50 {
		return f.steps(call.Args[0].(*rules.List), v.Num[0], c)
	}
	return nil
}

// steps counts how many of several comparisons of one column with constants hold,
// from a number on and in one pass: points by thresholds.
func (f *frame) steps(li *rules.List, from float64, c *env) *Vec {
	if len(li.Parts) == 0 || len(li.Parts) > 8 {
		return nil
	}
	op := ""
	for _, p := range li.Parts {
		b, ok := p.X.(*rules.Binary)
		if !ok || p.Over != nil || p.Cond != nil || p.Applies != nil || p.Base != nil && p.Base != p.X || p.Weight != nil || b.X.Type().Kind != rules.Number || op != "" && b.Op != op {
			return nil
		}
		switch op = b.Op; op {
		case "<", "<=", ">", ">=":
		default:
			return nil
		}
	}
	var x *Vec
	var at [8]float64
	for k, p := range li.Parts {
		b := p.X.(*rules.Binary)
		v, y := f.eval(b.X, c), f.eval(b.Y, c)
		t, one := y.oneNumber()
		if x == nil {
			x = v
		}
		if v != x || !one || !y.Dec || !x.Dec || len(x.Num) != f.n || f.n == 1 {
			return nil
		}
		if p.Base != nil && x.Why != nil {
			return nil
		}
		at[k] = t
	}
	v := f.mem.overVec()
	v.Why, v.Int, v.Dec, v.max = x.Why, true, true, math.Abs(from)+float64(len(li.Parts))
	countSteps(v.Num, x.Num, at[:len(li.Parts)], from, op)
	if v.Why != nil {
		for i := nextAbsent(v.Why, 0); i < f.n; i = nextAbsent(v.Why, i+1) {
			v.Num[i] = 0
		}
	}
	return v
}

func countSteps(out, x, at []float64, from float64, op string) {
	x = x[:len(out)]
	if op == ">" || op == ">=" {
		countAbove(out, x, at, from, op == ">=")
		return
	}
	countBelow(out, x, at, from, op == "<=")
}

// countAbove counts, by number, the limits that it is above, or at.
func countAbove(out, x, at []float64, from float64, orAt bool) {
	if len(at) == 3 && orAt {
		a, b, c := at[0], at[1], at[2]
		for i, y := range x {
			out[i] = from + float64(oneIf(y >= a)+oneIf(y >= b)+oneIf(y >= c))
		}
		return
	}
	for i := range out {
		out[i] = from
	}
	for _, a := range at {
		for i, y := range x {
			if orAt {
				out[i] += float64(oneIf(y >= a))
			} else {
				out[i] += float64(oneIf(y > a))
			}
		}
	}
}

// countBelow counts, by number, the limits that it is below, or at.
func countBelow(out, x, at []float64, from float64, orAt bool) {
	if len(at) == 3 && orAt {
		a, b, c := at[0], at[1], at[2]
		for i, y := range x {
			out[i] = from + float64(oneIf(y <= a)+oneIf(y <= b)+oneIf(y <= c))
		}
		return
	}
	for i := range out {
		out[i] = from
	}
	for _, a := range at {
		for i, y := range x {
			if orAt {
				out[i] += float64(oneIf(y <= a))
			} else {
				out[i] += float64(oneIf(y < a))
			}
		}
	}
}

// oneIf is 1 if so, without a branch.
func oneIf(so bool) int {
	n := 0
	if so {
		n = 1
	}
	return n
}

// scaledWeight is m times ten to the e.
type scaledWeight struct {
	m float64
	e int
}

// scaled is the decimal that x, the number of a vector, is.
func (v *Vec) scaled(x float64) (out scaledWeight, ok bool) {
	if v.dec != nil {
		return *v.dec, true
	}
	if out = (scaledWeight{x, 0}); x != math.Trunc(x) || math.Abs(x) >= 1<<53 {
		d := decimalFor(x)
		if d.e < -15 || d.e > 0 {
			return out, false
		}
		out = scaledWeight{float64(d.m), d.e}
	}
	if v.constant {
		v.dec = &out
	}
	return out, true
}

// scaledWeights are the weights of members as whole numbers of one unit, so that
// their sums are exact: for each stretch of rows that has the same ones. ok is false
// where one differs from row to row.
func scaledWeights(els []*element) (out [][]float64, ok bool) {
	stretches := 1
	for _, el := range els {
		if el.weight != nil && el.weight.runs != nil {
			stretches = len(el.weight.runs)
		}
	}
	out = make([][]float64, stretches)
	all, ds := make([]float64, stretches*len(els)), make([]scaledWeight, len(els))
	for s := range out {
		e := 0
		for k, el := range els {
			switch w := el.weight; {
			case w == nil:
				ds[k] = scaledWeight{1, 0}
			case w.runs != nil:
				ds[k] = w.runs[s]
			default:
				x, one := w.oneNumber()
				if !one || !w.Dec {
					return nil, false
				}
				if ds[k], ok = w.scaled(x); !ok {
					return nil, false
				}
			}
			e = min(e, ds[k].e)
		}
		out[s] = all[s*len(els) : (s+1)*len(els)]
		for k, d := range ds {
			if out[s][k] = d.m * powers[d.e-e]; math.Abs(out[s][k]) >= 1<<53 {
				return nil, false
			}
		}
	}
	return out, true
}

// tidy reports members whose absence, if they are ever absent, is the one reason
// for which they are left out, so that they add nothing where they are.
func tidy(els []*element, n int) bool {
	for _, el := range els {
		switch {
		case el.x.Kind != rules.Number || len(el.x.Num) != n || el.out != nil:
			return false
		case el.x.Why == nil && el.absent == nil:
		case len(el.x.Why) != n || el.absent == nil || &el.absent[0] != &el.x.Why[0]:
			return false
		}
	}
	return len(els) > 0 && n > 1
}

// quickMean is the weighted mean of members of which some may be left out, by
// whole numbers as far as they go.
func (f *frame) quickMean(els []*element) *Vec {
	if !tidy(els, f.n) {
		return nil
	}
	weights, ok := scaledWeights(els)
	if !ok || f.n%len(weights) != 0 {
		return nil
	}
	m := &mean{mem: f.mem, els: els, weights: weights, length: f.n / len(weights), whole: true}
	total := 0.0
	for k, el := range els {
		m.whole = m.whole && el.x.Int
		m.gaps = m.gaps || el.x.Why != nil
		if el.x.lo == nil && el.x.rest == nil && !el.x.Int {
			return nil
		}
		heaviest := 0.0
		for _, w := range weights {
			heaviest = max(heaviest, math.Abs(w[k]))
		}
		m.heaviest = append(m.heaviest, heaviest)
		m.most += heaviest * el.x.maxAbs()
		m.err += heaviest * el.x.bound()
		total += heaviest
	}
	if !(total < 1<<53) || m.whole && !(m.most < 1<<53) || !(m.most < 1e250) {
		return nil
	}
	v := f.mem.overVec()
	m.num, m.den = f.mem.nums.get(f.n), f.mem.nums.dirty(f.n)
	for s := range weights {
		m.weigh(s*m.length, (s+1)*m.length, weights[s])
	}
	for i, d := range m.den {
		v.Num[i] = m.num[i] / d
	}
	for i, d := range m.den {
		if d == 0 {
			a := f.mem.absences(v)
			if a[i], v.Num[i] = whyUndefined, 0; m.noneThere(i) {
				a[i] = whyEmpty
			}
		}
	}
	v.err, v.exact, v.rest = m.float(v.maxAbs()), m.exact, m.finer
	if f.keeps {
		v.finer()
	}
	return v
}

// mean is a weighted mean on its way.
type mean struct {
	mem     *arena
	els     []*element
	weights [][]float64 // by stretch of rows and member: whole numbers
	length  int         // of a stretch
	whole   bool        // the members' numbers are whole too
	gaps    bool        // some are absent

	heaviest  []float64 // by member, its largest weight
	most, err float64   // bounds on the sum and on the sum of members' errors
	num, den  []float64
}

// float is how far a quotient of floats may be from the exact mean, where the
// largest mean is that. Sums of whole numbers have no error.
func (m *mean) float(largest float64) float64 {
	if m.whole {
		return unit*largest + tiny
	}
	n := float64(len(m.els) + 2)
	return (m.err+n*unit*m.most)/m.least()*(1+8*unit) + 2*unit*largest + tiny
}

// least is the smallest of the weights that were added up.
func (m *mean) least() float64 {
	least := math.Inf(1)
	for _, d := range m.den {
		if d != 0 {
			least = min(least, math.Abs(d))
		}
	}
	return least
}

// finer makes the rests of a mean: float64 holds whole numbers exactly, and the rest
// of a division too; other sums have about 31 digits.
func (m *mean) finer(v *Vec) {
	lo := m.mem.nums.get(len(v.Num))
	largest := v.maxAbs()
	if m.whole {
		for i, d := range m.den {
			if d != 0 {
				lo[i] = math.FMA(-v.Num[i], d, m.num[i]) / d
			}
		}
		v.lo, v.loErr = lo, 4*unit*unit*largest+tiny
		return
	}
	err := 0.0
	hi := m.mem.nums.get(len(v.Num))
	for k, el := range m.els {
		switch {
		case el.x.finer():
			err += m.heaviest[k] * el.x.loErr
		case !el.x.Int:
			err = math.Inf(1)
		}
	}
	if m.most < 1e-200 { // products have no rest that near zero
		err = math.Inf(1)
	}
	for s, weights := range m.weights {
		m.wideSums(hi, lo, s*m.length, (s+1)*m.length, weights)
	}
	for i, d := range m.den {
		if d == 0 || v.why(i) != 0 {
			lo[i] = 0
			continue
		}
		s, t := twoSum(hi[i], lo[i])
		q := s / d
		v.Num[i], lo[i] = twoSum(q, (math.FMA(-q, d, s)+t)/d)
	}
	n := float64(len(m.els) + 4)
	v.lo, v.loErr = lo, (err+2*n*n*unit*unit*m.most)/m.least()*(1+8*unit)+16*unit*unit*largest*(1+8*unit)+tiny
}

// weigh finds the sum of the members, and the weights of those that are there.
func (m *mean) weigh(lo, hi int, weights []float64) {
	all := 0.0
	for _, w := range weights {
		all += w
	}
	den := m.den[lo:hi]
	for i := range den {
		den[i] = all
	}
	weighed(m.num[lo:hi], lo, m.els, weights)
	if !m.gaps {
		return
	}
	for k, el := range m.els {
		if el.x.Why == nil {
			continue
		}
		why := el.x.Why[lo:hi]
		for i := nextAbsent(why, 0); i < len(why); i = nextAbsent(why, i+1) {
			den[i] -= weights[k]
		}
	}
}

// noneThere reports a row in which no member is there.
func (m *mean) noneThere(i int) bool {
	for _, el := range m.els {
		if el.x.why(i) == 0 {
			return false
		}
	}
	return true
}

// weighed adds whole members times weights, several at a time. The members' rows
// begin at lo.
func weighed(num []float64, lo int, els []*element, weights []float64) {
	hi := lo + len(num)
	k := 0
	for ; k+5 <= len(els); k += 5 {
		a, b, c := els[k].x.Num[lo:hi], els[k+1].x.Num[lo:hi], els[k+2].x.Num[lo:hi]
		d, e := els[k+3].x.Num[lo:hi], els[k+4].x.Num[lo:hi]
		wa, wb, wc, wd, we := weights[k], weights[k+1], weights[k+2], weights[k+3], weights[k+4]
		for i := range num {
			num[i] += (float64(wa*a[i]) + float64(wb*b[i])) + (float64(wc*c[i]) + float64(wd*d[i])) + float64(we*e[i])
		}
	}
	for ; k < len(els); k++ {
		x, w := els[k].x.Num[lo:hi], weights[k]
		for i := range num {
			num[i] += float64(w * x[i])
		}
	}
}

// wideSums adds members times weights to about 31 digits: hi and lo.
func (m *mean) wideSums(hi, lo []float64, from, to int, weights []float64) {
	hi, lo = hi[from:to], lo[from:to]
	for k, el := range m.els {
		w, x := weights[k], el.x.Num[from:to]
		if el.x.lo == nil {
			for i, y := range x {
				p, e := twoProduct(w, y)
				s, t := twoSum(hi[i], p)
				hi[i], lo[i] = s, lo[i]+(t+e)
			}
			continue
		}
		rest := el.x.lo[from:to]
		for i, y := range x {
			p, e := twoProduct(w, y)
			s, t := twoSum(hi[i], p)
			hi[i], lo[i] = s, lo[i]+(t+(e+float64(w*rest[i])))
		}
	}
}

// exact is the mean of a row as a fraction.
func (m *mean) exact(i int) *big.Rat {
	if m.whole {
		return new(big.Rat).SetFrac64(int64(m.num[i]), int64(m.den[i]))
	}
	sum := new(big.Rat)
	for k, el := range m.els {
		if !el.gone(i) {
			w := new(big.Rat).SetFloat64(m.weights[i/m.length][k])
			sum.Add(sum, w.Mul(w, el.x.rat(i)))
		}
	}
	return sum.Quo(sum, new(big.Rat).SetFloat64(m.den[i]))
}

// quickSum adds whole numbers of which some may be left out.
func (f *frame) quickSum(els []*element) *Vec {
	if !tidy(els, f.n) {
		return nil
	}
	most := 0.0
	weights := make([]float64, len(els))
	for k, el := range els {
		if !el.x.Int {
			return nil
		}
		most += el.x.maxAbs()
		weights[k] = 1
	}
	if !(most < 1<<53) {
		return nil
	}
	v := f.mem.numVec()
	weighed(v.Num, 0, els, weights)
	v.Dec, v.Int, v.max = true, true, most
	return v
}

// quickAny is whether any member holds (win is 1), or all do (win is 0), where no
// member is left out.
func (f *frame) quickAny(els []*element, win int32) *Vec {
	if len(els) == 0 || f.n == 1 {
		return nil
	}
	for _, el := range els {
		if el.out != nil || el.absent != nil || len(el.x.Code) != f.n || el.x.Why != nil && len(el.x.Why) != f.n {
			return nil
		}
	}
	v := f.mem.codeVec(rules.Bool)
	for i := range v.Code {
		v.Code[i] = 1 - win
	}
	for _, el := range els {
		code := el.x.Code[:len(v.Code)]
		switch {
		case el.x.Why == nil && win == 1:
			for i, x := range code {
				v.Code[i] |= x
			}
		case el.x.Why == nil:
			for i, x := range code {
				v.Code[i] &= x
			}
		default: // what stands in absent rows means nothing
			for i, x := range code {
				if x == win && el.x.Why[i] == 0 {
					v.Code[i] = win
				}
			}
		}
	}
	for _, el := range els {
		why := el.x.Why
		for i := nextAbsent(why, 0); i < len(why); i = nextAbsent(why, i+1) {
			if v.Code[i] != win {
				if a := f.mem.absences(v); a[i] == 0 {
					a[i] = why[i]
				}
			}
		}
	}
	if v.Why != nil {
		for i := nextAbsent(v.Why, 0); i < f.n; i = nextAbsent(v.Why, i+1) {
			v.Code[i] = 0
		}
	}
	return v
}

// quickExtreme is the smallest or largest of numbers that are all there.
func (f *frame) quickExtreme(fn string, els []*element) *Vec {
	if fn != "min" && fn != "max" || len(els) == 0 || f.n == 1 {
		return nil
	}
	whole := true
	for _, el := range els {
		if el.x.Kind != rules.Number || !el.x.Dec || el.out != nil || el.absent != nil && nextAbsent(el.absent, 0) < len(el.absent) || !el.x.allPresent() || len(el.x.Num) != f.n {
			return nil
		}
		whole = whole && el.x.Int
	}
	v := f.mem.overVec()
	copy(v.Num, els[0].x.Num)
	for _, el := range els[1:] {
		x := el.x.Num[:len(v.Num)]
		if fn == "max" {
			for i, y := range v.Num {
				v.Num[i] = max(y, x[i])
			}
		} else {
			for i, y := range v.Num {
				v.Num[i] = min(y, x[i])
			}
		}
	}
	v.Dec, v.Int, v.max = true, whole, -1
	return v
}

// quickRules is the first rule that holds, by row, where no condition is undecided.
func (f *frame) quickRules(b *rules.Block, c *env, out *cols) *Vec {
	if f.n == 1 {
		return nil
	}
	n := len(b.Rules)
	conds := make([]*Vec, n)
	for k, r := range b.Rules {
		if r.Cond == nil {
			n = k + 1
			break
		}
		if conds[k] = f.steady(r.Cond, c); !conds[k].allPresent() {
			return nil
		}
	}
	v := f.mem.overCodes(rules.LevelKind)
	first := f.mem.codes.dirty(f.n)
	last := n - 1
	if conds[last] != nil {
		last = n
		for i := range first {
			first[i] = int32(n)
		}
	} else {
		for i := range first {
			first[i] = int32(last)
		}
	}
	for k := last - 1; k >= 0; k-- {
		if yes, ok := conds[k].certain(); ok {
			if yes {
				for i := range first {
					first[i] = int32(k)
				}
			}
			continue
		}
		code, rule := conds[k].Code[:len(first)], int32(k)
		for i, x := range first {
			if code[i] != 0 {
				x = rule
			}
			first[i] = x
		}
	}
	levels := make([]int32, n+1)
	for k, r := range b.Rules[:n] {
		levels[k] = int32(r.Level)
	}
	for i, k := range first {
		v.Code[i] = levels[k]
	}
	if conds[n-1] != nil {
		for i, k := range first {
			if int(k) == n {
				f.mem.absences(v)[i] = whyUncovered
			}
		}
	}
	if !f.lean {
		out.Rule = newInts[int16](f.n)
		for i, k := range first {
			if int(k) < n {
				out.Rule[i] = int16(k)
			}
		}
	}
	return v
}

// quickCases is the value of the first case that holds, where each condition says
// the same of every row.
func (f *frame) quickCases(b *rules.Block, c *env, out *cols) *Vec {
	for k, cs := range b.Cases {
		if cs.When != nil {
			yes, ok := f.eval(cs.When, c).certain()
			if !ok {
				return nil
			}
			if !yes {
				continue
			}
		}
		v := f.eval(cs.Value, c)
		if v.len() != f.n {
			return nil
		}
		if !f.lean {
			out.Case = newInts[int16](f.n)
			for i := range out.Case {
				out.Case[i] = int16(k)
			}
		}
		return v
	}
	return nil
}

// quickNeed is v where as many members are present as are needed, by counts alone.
// lack are the rows in which they are not.
func (f *frame) quickNeed(n *rules.Need, els []*element, N, M *Vec, v *Vec) (lack []int32, ok bool) {
	if n.Weight || len(n.Including) > 0 || f.n == 1 || !f.plain(v) || N != nil && len(N.Num) != 1 || M != nil && len(M.Num) != 1 {
		return nil, false
	}
	some := false
	for _, el := range els {
		if el.out != nil || el.absent != nil || el.x.Why != nil && len(el.x.Why) != f.n {
			return nil, false
		}
		some = some || el.x.Why != nil
	}
	holds := map[[2]int32]bool{}
	q := &rules.Count{Quant: n.Quant}
	enough := func(count, there int32) bool {
		key := [2]int32{count, there}
		is, known := holds[key]
		if !known {
			is = tally(q, int(count), int(there), 0, N, M, 0) == 1
			holds[key] = is
		}
		return is
	}
	all := int32(len(els))
	fine := enough(all, all)
	if !some && fine {
		return nil, true
	}
	inapplicable, absent := f.mem.codes.get(f.n), f.mem.codes.get(f.n)
	for _, el := range els {
		why := el.x.Why
		for i := nextAbsent(why, 0); i < len(why); i = nextAbsent(why, i+1) {
			absent[i]++
			if why[i] == whyNotApplicable {
				inapplicable[i]++
			}
		}
	}
	for i, n := range absent {
		if n == 0 && fine || n > 0 && enough(all-inapplicable[i], all-n) {
			continue
		}
		lack = append(lack, int32(i))
	}
	return lack, true
}

// plain reports numbers that differ from row to row.
func (f *frame) plain(v *Vec) bool { return v.Kind == rules.Number && len(v.Num) == f.n }

// restsOf takes the numbers of x and their rests, where v is present.
func (v *Vec) restsOf(x *Vec) {
	if !x.finer() {
		return
	}
	v.lo, v.loErr = slices.Clone(x.lo), x.loErr
	for i := range v.Num {
		if v.why(i) == 0 {
			v.Num[i] = x.Num[i]
		} else {
			v.lo[i] = 0
		}
	}
}

// lacking is v, absent (coverage) in some rows.
func (f *frame) lacking(v *Vec, rows []int32) *Vec {
	if len(rows) == 0 {
		return v
	}
	out := *v
	out.Why, out.runs, out.dec, out.constant = nil, nil, nil, false // it has rows of its own
	why := f.mem.absences(&out)
	switch len(v.Why) {
	case len(why):
		copy(why, v.Why)
	case 1:
		for i := range why {
			why[i] = v.Why[0]
		}
	}
	out.Num = f.mem.nums.dirty(f.n)
	copy(out.Num, v.Num)
	if v.rest != nil {
		out.rest = func(to *Vec) { to.restsOf(v) }
	}
	for _, i := range rows {
		why[i], out.Num[i] = whyCoverage, 0
	}
	if v.rest == nil && v.lo != nil {
		out.restsOf(v)
	}
	return &out
}

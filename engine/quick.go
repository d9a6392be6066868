package engine

import (
	"encoding/binary"
	"math"
	"math/big"

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

// scaledWeights are the weights of members as whole numbers of one unit, 10^e: so
// that their sums are exact. ok is false where one is no constant.
func scaledWeights(els []*element) (out []float64, e int, ok bool) {
	ds := make([]scaledWeight, len(els))
	for k, el := range els {
		ds[k] = scaledWeight{1, 0}
		if el.weight == nil {
			continue
		}
		x, one := el.weight.oneNumber()
		if !one || !el.weight.Dec {
			return nil, 0, false
		}
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			ds[k] = scaledWeight{x, 0}
			continue
		}
		d := decimalFor(x)
		if d.e < -15 || d.e > 0 {
			return nil, 0, false
		}
		ds[k] = scaledWeight{float64(d.m), d.e}
		e = min(e, d.e)
	}
	out = make([]float64, len(els))
	for k, d := range ds {
		if out[k] = d.m * powers[d.e-e]; math.Abs(out[k]) >= 1<<53 {
			return nil, 0, false
		}
	}
	return out, e, true
}

// tidy reports members whose absence, if they are ever absent, is the one reason
// for which they are left out, so that they add nothing where they are.
func tidy(els []*element, n int) bool {
	for _, el := range els {
		switch {
		case el.x.Kind != rules.Number || len(el.x.Num) != n || el.out != nil:
			return false
		case el.x.Why == nil:
		case len(el.x.Why) != n || el.absent == nil || &el.absent[0] != &el.x.Why[0]:
			return false
		}
	}
	return len(els) > 0 && n > 1
}

// there is, by row, the weights of the members that are there, added up, and how
// many there are; nil and nil where all are.
func (f *frame) there(els []*element, weights []float64) (sum []float64, count []int32, all float64) {
	for _, w := range weights {
		all += w
	}
	for k, el := range els {
		if el.x.Why == nil {
			continue
		}
		i := nextAbsent(el.x.Why, 0)
		if i == f.n {
			continue
		}
		if sum == nil {
			sum, count = f.mem.nums.dirty(f.n), f.mem.codes.dirty(f.n)
			for i := range sum {
				sum[i], count[i] = all, int32(len(els))
			}
		}
		for w := weights[k]; i < f.n; i = nextAbsent(el.x.Why, i+1) {
			sum[i] -= w
			count[i]--
		}
	}
	return sum, count, all
}

// quickMean is the weighted mean of members of which some may be left out, by
// whole numbers as far as they go.
func (f *frame) quickMean(els []*element) *Vec {
	if !tidy(els, f.n) {
		return nil
	}
	weights, _, ok := scaledWeights(els)
	if !ok {
		return nil
	}
	most, total, whole := 0.0, 0.0, true
	for k, el := range els {
		whole = whole && el.x.Int
		most += math.Abs(weights[k]) * el.x.maxAbs()
		total += math.Abs(weights[k])
	}
	if !(total < 1<<53) || whole && !(most < 1<<53) || !(most < 1e250) {
		return nil
	}
	den, count, all := f.there(els, weights)
	if den == nil && all == 0 {
		return nil
	}
	v := f.mem.overVec()
	if whole {
		f.wholeMean(v, els, weights, den, all)
	} else if !f.wideMean(v, els, weights, den, all, most) {
		return nil
	}
	for i, n := range count {
		if den[i] == 0 {
			a := f.mem.absences(v)
			if a[i], v.Num[i], v.lo[i] = whyUndefined, 0, 0; n == 0 {
				a[i] = whyEmpty
			}
		}
	}
	v.max = -1
	v.err = unit * v.maxAbs()
	return v
}

// wholeMean divides whole numbers: float64 holds both exactly, and the rest of the
// division too.
func (f *frame) wholeMean(v *Vec, els []*element, weights, den []float64, all float64) {
	num, lo := f.mem.nums.get(f.n), f.mem.nums.dirty(f.n)
	weighed(num, els, weights)
	if den == nil {
		for i, x := range num {
			q := x / all
			v.Num[i], lo[i] = q, math.FMA(-q, all, x)/all
		}
	} else {
		for i, x := range num {
			d := den[i]
			if d == 0 {
				d = 1
			}
			q := x / d
			v.Num[i], lo[i] = q, math.FMA(-q, d, x)/d
		}
	}
	v.lo, v.loErr = lo, 4*unit*unit*(v.maxAbs()+tiny)
	v.exact = func(i int) *big.Rat {
		d := all
		if den != nil {
			d = den[i]
		}
		return new(big.Rat).SetFrac64(int64(num[i]), int64(d))
	}
}

// weighed adds members times weights, several at a time.
func weighed(num []float64, els []*element, weights []float64) {
	k := 0
	for ; k+4 <= len(els); k += 4 {
		a, b, c, d := els[k].x.Num[:len(num)], els[k+1].x.Num[:len(num)], els[k+2].x.Num[:len(num)], els[k+3].x.Num[:len(num)]
		wa, wb, wc, wd := weights[k], weights[k+1], weights[k+2], weights[k+3]
		for i := range num {
			num[i] += (float64(wa*a[i]) + float64(wb*b[i])) + (float64(wc*c[i]) + float64(wd*d[i]))
		}
	}
	for ; k < len(els); k++ {
		x, w := els[k].x.Num[:len(num)], weights[k]
		for i := range num {
			num[i] += float64(w * x[i])
		}
	}
}

// wideMean is a mean of numbers that are known to about 31 digits. It keeps as
// many.
func (f *frame) wideMean(v *Vec, els []*element, weights, den []float64, all, most float64) bool {
	err := 0.0
	for k, el := range els {
		if el.x.lo == nil && !el.x.Int {
			return false
		}
		err += math.Abs(weights[k]) * el.x.loErr
	}
	hi, lo := f.mem.nums.get(f.n), f.mem.nums.get(f.n)
	for k, el := range els {
		w, x := weights[k], el.x.Num
		if el.x.lo == nil {
			for i := range hi {
				p, e := twoProduct(w, x[i])
				s, t := twoSum(hi[i], p)
				hi[i], lo[i] = s, lo[i]+(t+e)
			}
			continue
		}
		for i, y := range el.x.lo {
			p, e := twoProduct(w, x[i])
			s, t := twoSum(hi[i], p)
			hi[i], lo[i] = s, lo[i]+(t+(e+float64(w*y)))
		}
	}
	n := float64(len(els) + 4)
	err += 2 * n * n * unit * unit * most
	least := math.Abs(all)
	for i := range hi {
		d := all
		if den != nil {
			if d = den[i]; d == 0 {
				d = 1
			}
			least = math.Min(least, math.Abs(d))
		}
		s, t := twoSum(hi[i], lo[i])
		q := s / d
		r := (math.FMA(-q, d, s) + t) / d
		v.Num[i], lo[i] = twoSum(q, r)
	}
	v.lo, v.loErr = lo, err/least*(1+8*unit)+16*unit*unit*v.maxAbs()+tiny
	v.exact = func(i int) *big.Rat {
		sum, d := new(big.Rat), all
		if den != nil {
			d = den[i]
		}
		for k, el := range els {
			if !el.gone(i) {
				w := new(big.Rat).SetFloat64(weights[k])
				sum.Add(sum, w.Mul(w, el.x.rat(i)))
			}
		}
		return sum.Quo(sum, new(big.Rat).SetFloat64(d))
	}
	return true
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
	weighed(v.Num, els, weights)
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
		if conds[k] = f.eval(r.Cond, c); !conds[k].allPresent() {
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
func (f *frame) quickNeed(n *rules.Need, els []*element, N, M *Vec, v *Vec) *Vec {
	if n.Weight || len(n.Including) > 0 || f.n == 1 || v.Kind != rules.Number || len(v.Num) != f.n || N != nil && len(N.Num) != 1 || M != nil && len(M.Num) != 1 {
		return nil
	}
	some := false
	for _, el := range els {
		if el.out != nil || el.absent != nil || el.x.Why != nil && len(el.x.Why) != f.n {
			return nil
		}
		some = some || el.x.Why != nil
	}
	holds := map[[2]int32]bool{}
	q := &rules.Count{Quant: n.Quant}
	enough := func(count, there int32) bool {
		key := [2]int32{count, there}
		ok, known := holds[key]
		if !known {
			ok = tally(q, int(count), int(there), 0, N, M, 0) == 1
			holds[key] = ok
		}
		return ok
	}
	all := int32(len(els))
	if !some {
		if enough(all, all) {
			return v
		}
		return nil
	}
	count, there := f.mem.codes.get(f.n), f.mem.codes.get(f.n)
	for _, el := range els {
		why := el.x.Why
		for i := nextAbsent(why, 0); i < len(why); i = nextAbsent(why, i+1) {
			there[i]++
			if why[i] == whyNotApplicable {
				count[i]++
			}
		}
	}
	out := *v
	out.Why = nil
	if a := f.mem.absences(&out); v.Why != nil {
		for i := range a {
			a[i] = v.why(i)
		}
	}
	out.Num = f.mem.nums.dirty(f.n)
	copy(out.Num, v.Num)
	fine := enough(all, all)
	for i := range there {
		if there[i] == 0 && fine || enough(all-count[i], all-there[i]) {
			continue
		}
		out.Why[i], out.Num[i] = whyCoverage, 0
		if out.lo != nil {
			if &out.lo[0] == &v.lo[0] {
				out.lo = append([]float64(nil), v.lo...)
			}
			out.lo[i] = 0
		}
	}
	return &out
}

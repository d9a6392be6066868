package engine

import (
	"encoding/binary"
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

// quickAny is whether any member holds (win is 1), or all do (win is 0), where no
// member is left out, or those that are absent are and change nothing.
func (f *frame) quickAny(els []*element, win int32) *Vec {
	if len(els) == 0 || f.n == 1 {
		return nil
	}
	for _, el := range els {
		if el.out != nil || el.absent != nil && (win == 0 || len(el.absent) != f.n) || len(el.x.Code) != f.n || el.x.Why != nil && len(el.x.Why) != f.n {
			return nil
		}
	}
	v := f.mem.overCodes(rules.Bool)
	for i := range v.Code {
		v.Code[i] = 1 - win
	}
	for _, el := range els {
		code := el.x.Code[:len(v.Code)]
		switch {
		case el.absent != nil && el.x.Why != nil && &el.absent[0] == &el.x.Why[0]:
			for i, w := range el.absent[:len(code)] {
				v.Code[i] |= code[i] & int32(oneIf(w == 0))
			}
		case el.absent != nil:
			for i, x := range code {
				if x != 0 && !el.gone(i) && el.x.why(i) == 0 {
					v.Code[i] = 1
				}
			}
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
		for _, i := range f.mem.gaps(el.x) {
			if v.Code[i] != win && !el.gone(int(i)) {
				if a := f.mem.absences(v); a[i] == 0 {
					a[i] = el.x.Why[i]
				}
			}
		}
	}
	for _, i := range f.mem.gaps(v) {
		v.Code[i] = 0
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

// quickCases is the value of the first case that holds, where each condition says
// the same of every row.
func (f *frame) quickCases(b *rules.Block, c *env, out *cols) *Vec {
	if f.lean && c.frame == f {
		if v := f.chosenCase(b, c); v != nil {
			return v
		}
	}
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

// chosenCase is the value of a case that is chosen for every row of every batch.
func (f *frame) chosenCase(b *rules.Block, c *env) *Vec {
	if c.chosen == nil {
		for _, cs := range b.Cases {
			if cs.When != nil {
				when := f.ready(cs.When, c).fixed
				if when == nil {
					return nil
				}
				yes, ok := when.certain()
				if !ok {
					return nil
				}
				if !yes {
					continue
				}
			}
			c.chosen = f.ready(cs.Value, c)
			break
		}
		if c.chosen == nil {
			return nil
		}
	}
	if v := c.chosen.run(); v.len() == f.n {
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
	all := int32(len(els))
	e := &enough{q: &rules.Count{Quant: n.Quant}, N: N, M: M}
	fine := e.of(all, all)
	if !some && fine {
		return nil, true
	}
	absent := f.mem.codes.get(f.n)
	var inapplicable []int32
	for _, el := range els {
		for _, i := range f.mem.gaps(el.x) {
			absent[i]++
			if el.x.Why[i] == whyNotApplicable {
				if inapplicable == nil {
					inapplicable = f.mem.codes.get(f.n)
				}
				inapplicable[i]++
			}
		}
	}
	count := func(i int32) int32 {
		if inapplicable != nil {
			return all - inapplicable[i]
		}
		return all
	}
	lack = f.mem.codes.dirty(f.n)[:0]
	if !fine {
		for i, n := range absent {
			if n == 0 || !e.of(count(int32(i)), all-n) {
				lack = append(lack, int32(i))
			}
		}
		return lack, true
	}
	for _, el := range els { // few rows have gaps
		for _, i := range f.mem.gaps(el.x) {
			n := absent[i]
			absent[i] = 0
			if n > 0 && !e.of(count(i), all-n) {
				lack = append(lack, i)
			}
		}
	}
	slices.Sort(lack)
	return lack, true
}

// enough says whether members are enough, and remembers the last answers.
type enough struct {
	q     *rules.Count
	N, M  *Vec
	known [8]struct {
		count, there int32
		is, some     bool
	}
}

func (e *enough) of(count, there int32) bool {
	k := &e.known[there&7]
	if !k.some || k.count != count || k.there != there {
		k.count, k.there, k.some = count, there, true
		k.is = tally(e.q, int(count), int(there), 0, e.N, e.M, 0) == 1
	}
	return k.is
}

// plain reports numbers that differ from row to row.
func (f *frame) plain(v *Vec) bool { return v.Kind == rules.Number && len(v.Num) == f.n }

// lacking is v, absent (coverage) in some rows.
func (f *frame) lacking(v *Vec, rows []int32) *Vec {
	if len(rows) == 0 {
		return v
	}
	out := f.mem.vecs.get(f.mem.reuse)
	*out = *v
	out.Why, out.gone, out.runs, out.dec, out.constant = nil, nil, nil, nil, false // it has rows of its own
	why := f.mem.absences(out)
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
	if out.rest, out.more = nil, nil; v.rest != nil || v.more != nil {
		out.more, out.mem = v, f.mem
	}
	for _, i := range rows {
		why[i], out.Num[i] = whyCoverage, 0
	}
	if out.more == nil && v.lo != nil {
		out.restsOf(v, f.mem)
	}
	return out
}

package engine

import "github.com/rubric-lang/rubric/rules"

// This file defines the short ways of rules, of which the first that holds decides.

// test is a comparison of a number with a constant.
type test struct {
	x  *ready
	op string
	t  float64
	of []float64 // the numbers, in the batch that is looked at
}

// tests are the comparisons that an expression joins by "and"; ok is false where it
// is something else.
func (f *frame) tests(x rules.Expr, c *env) (out []test, ok bool) {
	b, ok := x.(*rules.Binary)
	if !ok {
		return nil, false
	}
	if b.Op == "&&" {
		left, ok := f.tests(b.X, c)
		if !ok {
			return nil, false
		}
		right, ok := f.tests(b.Y, c)
		return append(left, right...), ok
	}
	if b.X.Type().Kind != rules.Number {
		return nil, false
	}
	switch b.Op {
	case "<", "<=", ">", ">=":
	default:
		return nil, false
	}
	y := f.ready(b.Y, c).fixed
	if y == nil || !y.Dec {
		return nil, false
	}
	t, ok := y.oneNumber()
	return []test{{x: f.ready(b.X, c), op: b.Op, t: t}}, ok
}

// ruleTests are the tests of each rule of a block; nil where some rule is more than
// tests.
func (f *frame) ruleTests(b *rules.Block, c *env) [][]test {
	if c.frame != f {
		return nil
	}
	if c.tested {
		return c.tests
	}
	c.tested = true
	var out [][]test
	for _, r := range b.Rules {
		if r.Cond == nil {
			out = append(out, nil)
			break
		}
		list, ok := f.tests(r.Cond, c)
		if !ok || r.Level < 0 {
			return nil
		}
		out = append(out, list)
	}
	c.tests = out
	return out
}

// ruleLevels is the level of the first rule that holds, by row, where rules are
// tests of decimals that are all there: the last rule first, so that each overrules
// those behind it.
func (f *frame) ruleLevels(b *rules.Block, c *env) *Vec {
	if f.n == 1 || !f.lean {
		return nil
	}
	all := f.ruleTests(b, c)
	if all == nil {
		return nil
	}
	for _, list := range all {
		for k := range list {
			x := list[k].x.run()
			if list[k].of = x.Num; !x.Dec || len(x.Num) != f.n || !x.allPresent() {
				return nil
			}
		}
	}
	v := f.mem.overCodes(rules.LevelKind)
	last, none := len(all)-1, int32(-1)
	if all[last] == nil {
		none = int32(b.Rules[last].Level)
		last--
	}
	for i := range v.Code {
		v.Code[i] = none
	}
	for k := last; k >= 0; k-- {
		f.overrule(v.Code, int32(b.Rules[k].Level), all[k])
	}
	if none < 0 {
		for i, code := range v.Code {
			if code < 0 {
				f.mem.absences(v)[i], v.Code[i] = whyUncovered, 0
			}
		}
	}
	return v
}

// overrule gives a level to the rows in which all tests hold.
func (f *frame) overrule(codes []int32, level int32, list []test) {
	if len(list) == 2 && list[0].op == "<=" && list[1].op == "<=" {
		bothAtMost(codes, level, list[0].of, list[0].t, list[1].of, list[1].t)
		return
	}
	var held []int32
	for k, t := range list {
		x := t.of
		switch {
		case k == 0 && len(list) == 1 && t.op == "<=":
			atMost(codes, level, x, t.t)
			return
		case k == 0 && len(list) == 1 && t.op == ">=":
			atLeast(codes, level, x, t.t)
			return
		case k == 0:
			held = f.mem.codes.dirty(f.n)
			compareOne(t.op, held, x, t.t)
		default:
			more := f.mem.codes.dirty(f.n)
			compareOne(t.op, more, x, t.t)
			for i, b := range more[:len(held)] {
				held[i] &= b
			}
		}
	}
	overruled(codes, level, held)
}

func bothAtMost(codes []int32, level int32, x []float64, t float64, y []float64, u float64) {
	x, y = x[:len(codes)], y[:len(codes)]
	for i, code := range codes {
		if oneIf(x[i] <= t)&oneIf(y[i] <= u) != 0 {
			code = level
		}
		codes[i] = code
	}
}

func atMost(codes []int32, level int32, x []float64, t float64) {
	x = x[:len(codes)]
	for i, code := range codes {
		if oneIf(x[i] <= t) != 0 {
			code = level
		}
		codes[i] = code
	}
}

func atLeast(codes []int32, level int32, x []float64, t float64) {
	x = x[:len(codes)]
	for i, code := range codes {
		if oneIf(x[i] >= t) != 0 {
			code = level
		}
		codes[i] = code
	}
}

func overruled(codes []int32, level int32, held []int32) {
	held = held[:len(codes)]
	for i, code := range codes {
		if held[i] != 0 {
			code = level
		}
		codes[i] = code
	}
}

// quickRules is the first rule that holds, by row, where no condition is undecided.
func (f *frame) quickRules(b *rules.Block, c *env, out *cols) *Vec {
	if f.n == 1 {
		return nil
	}
	if v := f.ruleLevels(b, c); v != nil {
		return v
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

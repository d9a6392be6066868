package prove_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// This file holds each claim of the prover to going through the inputs of small
// frameworks (draw_test.go) one by one with the second executor. A claim that
// something never is must not be contradicted by any input; a claim that it is
// must be witnessed by the inputs that it shows.

// TestClaims draws frameworks and looks at each claim about them.
func TestClaims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := draw(t)
		fw, list := loaded(text)
		if fw == nil {
			t.Skipf("what was drawn does not load: %v", list[0].Detail)
		}
		contradicted(t, text, fw)
	})
}

// contradicted fails where an input contradicts a claim.
func contradicted(t fataler, text string, fw *rules.Framework) {
	t.Helper()
	w := newTrial(t, fw)
	for _, d := range prove.Check(fw, prove.Options{AsOf: "2026-01-31"}) {
		if why := w.refute(d); why != "" {
			t.Fatalf("%s %s: %s (%s)\n%s\n%v\n%s", d.Code, d.Summary, d.Detail, d.Range, why, d.Witness, text)
		}
	}
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// facts is what the inputs of one home are.
type facts map[*rules.Input]rules.Value

func (f facts) Input(in *rules.Input, _ byrow.Context) rules.Value {
	if v, ok := f[in]; ok {
		return v
	}
	return rules.Value{Type: in.Type, Absent: "not_reported"}
}
func (facts) Block(*rules.Block, byrow.Context) (rules.Value, bool) { return rules.Value{}, false }
func (facts) Members(*rules.Entity) int                             { return 0 }

// trial is a framework and inputs to try.
type trial struct {
	fw   *rules.Framework
	prog *byrow.Program
	can  map[*rules.Input][]rules.Value
	all  bool // the inputs tried are all that there are
	try  []facts
	rows []*byrow.Row
}

const mostTried = 1500

func newTrial(t fataler, fw *rules.Framework) *trial {
	t.Helper()
	day, _ := rules.Days("2026-01-31")
	prog, err := byrow.Compile(fw, byrow.Options{AsOf: day})
	if err != nil {
		t.Fatalf("%v", err)
	}
	w := &trial{fw: fw, prog: prog, can: map[*rules.Input][]rules.Value{}, all: true}
	n := 1
	for _, in := range fw.Inputs {
		w.can[in] = domain(in)
		n *= len(w.can[in])
	}
	g := rand.New(rand.NewPCG(1, 2))
	if w.all = n <= mostTried; !w.all {
		n = mostTried
	}
	for i := range n {
		f := facts{}
		for _, in := range fw.Inputs {
			vs, k := w.can[in], i
			if !w.all {
				k = g.IntN(len(vs))
			}
			f[in], i = vs[k%len(vs)], i/len(vs)
		}
		w.try = append(w.try, f)
	}
	return w
}

// domain is all that an input can be or, of a number that can be more, values on,
// beside and between the constants that are drawn.
func domain(in *rules.Input) (out []rules.Value) {
	put := func(v rules.Value) {
		v.Type = in.Type
		out = append(out, v)
	}
	switch {
	case len(in.Among) > 0:
		out = append(out, in.Among...)
	case in.Type.Kind == rules.LevelKind:
		for c := range in.Type.Scale.Len() {
			put(rules.Value{Code: c})
		}
	case in.Type.Kind == rules.Bool:
		put(rules.Value{Code: 0})
		put(rules.Value{Code: 1})
	case in.Type.Kind == rules.TextKind:
		for _, s := range []string{"x", "y", "z"} {
			put(rules.Value{Text: s})
		}
	default:
		lo, hi, step := big.NewRat(-3, 1), big.NewRat(12, 1), big.NewRat(1, 4)
		if in.Min != nil {
			lo = in.Min
		}
		if in.Max != nil {
			hi = in.Max
		}
		if in.Integer {
			step = big.NewRat(1, 1)
		} else if in.Percent {
			step = big.NewRat(1, 20)
		}
		for x := lo; x.Cmp(hi) <= 0; x = new(big.Rat).Add(x, step) {
			put(rules.Value{Num: x})
			if !in.Integer && x.Cmp(hi) < 0 {
				put(rules.Value{Num: new(big.Rat).Add(x, big.NewRat(1, 100))})
			}
		}
	}
	put(rules.Value{Absent: "not_reported"})
	put(rules.Value{Absent: "suppressed"})
	if len(in.Absent) > 0 {
		put(rules.Value{Absent: "not_applicable"})
	}
	return out
}

func (w *trial) row(i int) *byrow.Row {
	if w.rows == nil {
		w.rows = make([]*byrow.Row, len(w.try))
	}
	if w.rows[i] == nil {
		w.rows[i] = w.prog.Eval(w.try[i])
	}
	return w.rows[i]
}

// some gives inputs for which something is so.
func (w *trial) some(is func(r *byrow.Row) bool) string {
	for i := range w.try {
		if is(w.row(i)) {
			return "It is so for " + w.text(w.try[i])
		}
	}
	return ""
}

func (w *trial) text(f facts) string {
	var parts []string
	for _, in := range w.fw.Inputs {
		parts = append(parts, in.Name+" = "+f[in].String())
	}
	return strings.Join(parts, ", ")
}

// holds reports whether a condition is met, and not only applied because it is
// undecided.
func holds(r *byrow.Row, e rules.Expr) bool { return applied(r, e, rules.Stop) }

func applied(r *byrow.Row, e rules.Expr, u rules.Undecided) bool {
	if e == nil {
		return true
	}
	v := r.Eval(e, nil)
	return v.Absent == "" && v.Code == 1 || v.Absent != "" && u == rules.Apply
}

// refute says why a claim is false; "" if nothing contradicts it.
func (w *trial) refute(d *diag.Diagnostic) string {
	if d.Code == "R0901" {
		return "a fault"
	}
	if d.Code == prove.NotProven {
		return ""
	}
	if d.Code == prove.NoEffect {
		return w.refuteDead(d)
	}
	for _, b := range w.fw.Blocks {
		if why, mine := w.refuteIn(b, d); mine {
			if why == "" && d.Witness != nil {
				why = w.unwitnessed(b, d)
			}
			return why
		}
	}
	return ""
}

// refuteIn looks at a claim about a block, or about a part of it.
func (w *trial) refuteIn(b *rules.Block, d *diag.Diagnostic) (why string, mine bool) {
	applies := func(r *byrow.Row) bool { return holds(r, b.Applies) }
	var before []func(r *byrow.Row) bool
	first := func(cond rules.Expr, u rules.Undecided) func(r *byrow.Row) bool {
		earlier, it := before, func(r *byrow.Row) bool { return applied(r, cond, u) }
		before = append(before, it)
		return func(r *byrow.Row) bool {
			for _, is := range earlier {
				if is(r) {
					return false
				}
			}
			return applies(r) && it(r)
		}
	}
	for _, x := range b.Rules {
		if is := first(x.Cond, x.Undecided); x.At == d.Range && d.Code == prove.NeverHolds {
			return w.some(is), true
		}
	}
	before = nil
	for _, x := range b.Cases {
		if is := first(x.When, rules.Stop); x.At == d.Range {
			return w.some(is), true
		}
	}
	if b.Bands != nil {
		for _, x := range b.Bands.Bands {
			if x.At == d.Range {
				return w.some(func(r *byrow.Row) bool { return r.Block(b, nil).Graded.Equal(level(b, x.Level)) }), true
			}
		}
	}
	if b.Adjust != nil {
		for _, x := range b.Adjust.Steps {
			if x.At == d.Range {
				return w.some(func(r *byrow.Row) bool { return applies(r) && applied(r, x.When, x.Undecided) }), true
			}
		}
	}
	for _, x := range b.Limits {
		if x.At != d.Range {
			continue
		}
		switch {
		case d.Code == prove.LimitsCross:
			return "", true
		case strings.Contains(d.Summary, "never applies"):
			return w.some(func(r *byrow.Row) bool { return applies(r) && applied(r, x.When, x.Undecided) }), true
		}
		return w.some(func(r *byrow.Row) bool {
			for _, l := range r.Block(b, nil).Limits {
				if l == x {
					return true
				}
			}
			return false
		}), true
	}
	if t := b.Table; t != nil {
		for i := range t.Table.Rows {
			if t.Table.Rows[i].At == d.Range {
				if d.Code == prove.RowsOverlap {
					return "", true
				}
				return w.some(func(r *byrow.Row) bool { return r.Block(b, nil).Row == i }), true
			}
		}
		if t.Table.At == d.Range && d.Code == prove.RowsUncovered {
			return "", true
		}
	}
	if b.At != d.Range || !strings.Contains(d.Detail, fmt.Sprintf("%q", b.Name)) {
		return "", false
	}
	if d.Code != prove.Unreachable {
		return "", true
	}
	for code, l := range b.Scale.Levels {
		said, _, _ := strings.Cut(d.Detail, ". ")
		if strings.Contains(said, `"`+l.ID+`"`) {
			if why := w.some(func(r *byrow.Row) bool { return r.Block(b, nil).Final.Equal(level(b, code)) }); why != "" {
				return why, true
			}
		}
	}
	return "", true
}

func level(b *rules.Block, code int) rules.Value { return rules.Value{Type: b.Type, Code: code} }

// refuteDead looks for two homes that differ in one input and in a result that
// is published. Absent values count where the rules say what is done about them.
func (w *trial) refuteDead(d *diag.Diagnostic) string {
	for _, in := range w.fw.Inputs {
		if in.At != d.Range {
			continue
		}
		for i, f := range w.try {
			for _, v := range w.can[in] {
				g := facts{}
				for k, x := range f {
					g[k] = x
				}
				g[in] = v
				other := w.prog.Eval(g)
				for _, b := range w.fw.Publish {
					x, y := w.row(i).Block(b, nil), other.Block(b, nil)
					if (f[in].Absent != "" || v.Absent != "") && (!asks(b, in) || x.Final.Absent != "" || y.Final.Absent != "") {
						continue
					}
					if !x.Final.Equal(y.Final) || x.Final.Absent == "" && len(x.Marks) != len(y.Marks) {
						return fmt.Sprintf("%s is %s for %s, and %s with %s", b.Name, x.Final, w.text(f), y.Final, v)
					}
				}
			}
			if i > 200 {
				break
			}
		}
	}
	return ""
}

// asks reports whether the rules of a block, as far down as they go, say what is
// to be done where an input is absent.
func asks(b *rules.Block, in *rules.Input) bool {
	found, seen := in.Missing.With != nil, map[rules.Quantity]bool{}
	var walk func(q rules.Quantity)
	walk = func(q rules.Quantity) {
		if seen[q] {
			return
		}
		seen[q] = true
		if b, ok := q.(*rules.Block); ok {
			b.Exprs(func(_ string, e rules.Expr) {
				rules.Walk(e, func(x rules.Expr) bool {
					if c, ok := x.(*rules.Call); ok && (c.Fn.Name == "is_present" || c.Fn.Name == "absent") {
						r, ok := c.Args[0].(*rules.Ref)
						found = found || ok && r.Q == rules.Quantity(in)
					}
					return true
				})
			})
		}
		for _, x := range rules.Reads(q) {
			walk(x)
		}
	}
	walk(b)
	return found
}

// unwitnessed says what is wrong with the inputs that a claim shows.
func (w *trial) unwitnessed(b *rules.Block, d *diag.Diagnostic) string {
	given, blocks, why := w.given(d.Witness.Given)
	if why != "" {
		return why
	}
	if len(blocks) == 0 {
		return w.witnesses(b, d, w.prog.Eval(given), given)
	}
	last := "no inputs give the results of blocks that are shown"
	for i, f := range w.try {
		fits := true
		for in, v := range given {
			fits = fits && f[in].Equal(v)
		}
		for q, text := range blocks {
			fits = fits && w.row(i).Block(q, nil).Final.String() == text
		}
		if !fits {
			continue
		}
		if len(d.Witness.Improved) > 0 {
			return "" // which inputs improve the block is not said
		}
		if last = w.witnesses(b, d, w.row(i), f); last == "" {
			return ""
		}
	}
	if !w.all {
		return ""
	}
	return last
}

// witnesses compares what inputs give with what was said.
func (w *trial) witnesses(b *rules.Block, d *diag.Diagnostic, r *byrow.Row, f facts) string {
	if got := r.Block(b, nil).Final.String(); got != d.Witness.Then[0].Value {
		return fmt.Sprintf("they give %s", got)
	}
	switch d.Code {
	case prove.Uncovered, prove.RowsUncovered:
		if got := r.Block(b, nil).Final.Absent; got == "" && len(b.Limits) == 0 {
			return "they have a result"
		}
	case prove.Falls:
		return w.falls(b, d, r, f)
	}
	return ""
}

func (w *trial) falls(b *rules.Block, d *diag.Diagnostic, r *byrow.Row, f facts) string {
	better, _, why := w.given(d.Witness.Improved)
	if why != "" {
		return why
	}
	g := facts{}
	for in, v := range f {
		g[in] = v
	}
	for in, v := range better {
		was := f[in]
		g[in] = v
		up := v.Code < was.Code
		if in.Type.Kind == rules.Number {
			up = (v.Num.Cmp(was.Num) > 0) == (in.Better == rules.Higher)
		}
		if !up {
			return "it does not improve"
		}
	}
	x, y := r.Block(b, nil).Final, w.prog.Eval(g).Block(b, nil).Final
	if y.String() != d.Witness.But[0].Value || y.Absent != "" || y.Code <= x.Code {
		return "it does not fall: " + y.String()
	}
	return ""
}

// given reads values as they are shown.
func (w *trial) given(values []diag.Value) (facts, map[*rules.Block]string, string) {
	f, blocks := facts{}, map[*rules.Block]string{}
next:
	for _, x := range values {
		for _, b := range w.fw.Blocks {
			if b.Name == x.Name {
				blocks[b] = x.Value
				continue next
			}
		}
		for _, in := range w.fw.Inputs {
			if in.Name != x.Name {
				continue
			}
			v := rules.Value{Type: in.Type}
			switch text := x.Value; {
			case strings.HasPrefix(text, "absent ("):
				v.Absent = strings.TrimSuffix(strings.TrimPrefix(text, "absent ("), ")")
			case in.Type.Kind == rules.Number:
				v.Num, _ = new(big.Rat).SetString(strings.TrimSuffix(text, "%"))
				if v.Num == nil {
					return nil, nil, "a number that data cannot hold: " + text
				}
				if in.Percent {
					v.Num.Mul(v.Num, big.NewRat(1, 100))
				}
				if in.Min != nil && v.Num.Cmp(in.Min) < 0 || in.Max != nil && v.Num.Cmp(in.Max) > 0 || in.Integer && !v.Num.IsInt() {
					return nil, nil, "a number out of range: " + text
				}
			case in.Type.Kind == rules.LevelKind:
				v.Code, _ = in.Type.Scale.Code(text)
			case in.Type.Kind == rules.Bool:
				if text == "true" {
					v.Code = 1
				}
			default:
				v.Text = text
			}
			for i, a := range in.Among {
				if a.Equal(v) || v.Absent != "" {
					break
				}
				if i == len(in.Among)-1 {
					return nil, nil, "a value that is not among those of the input: " + x.Value
				}
			}
			f[in] = v
			continue next
		}
		return nil, nil, "a name that is not there: " + x.Name
	}
	return f, blocks, ""
}

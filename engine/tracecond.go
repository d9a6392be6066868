package engine

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a condition is accounted for: the clauses that made it
// yes, no or undecided, each with what it found and what it needs.

// held is the state of a condition: yes, no or undecided. No condition is yes.
func (t *tracer) held(e rules.Expr, c *env) string {
	if e == nil {
		return "yes"
	}
	v := t.f.eval(e, c)
	if v.why(0) != 0 {
		return "undecided"
	}
	return yesNo(v.code(0) == 1)
}

// why lists the clauses that decide a condition, turned round where not is set.
func (t *tracer) why(e rules.Expr, c *env, not bool) []string {
	switch e := e.(type) {
	case nil:
		return nil
	case *rules.Unary:
		return t.why(e.X, c, !not)
	case *rules.Binary:
		if e.Op == "&&" || e.Op == "||" {
			return t.joined(e, c, not)
		}
		return []string{t.comparison(e, c, not)}
	case *rules.Count:
		return []string{t.counted(e, c, not)}
	case *rules.Call:
		return []string{t.asked(e, c, not)}
	}
	return []string{t.plain(e, c, not)}
}

// joined lists the clauses on both sides that have the same truth as the whole:
// of an "and" that fails those that fail, of one that holds all.
func (t *tracer) joined(e *rules.Binary, c *env, not bool) []string {
	whole := t.held(e, c)
	var out []string
	for _, x := range []rules.Expr{e.X, e.Y} {
		if t.held(x, c) == whole {
			out = append(out, t.why(x, c, not)...)
		}
	}
	return out
}

// truth is the truth of a clause, turned round where not is set; -1: undecided.
func (t *tracer) truth(e rules.Expr, c *env, not bool) int {
	v := t.f.eval(e, c)
	switch {
	case v.why(0) != 0:
		return -1
	case (v.code(0) == 1) != not:
		return 1
	}
	return 0
}

var turned = map[string]string{"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

// comparison says what a comparison found: "total is 35; needs 15 or less: over by 20".
func (t *tracer) comparison(e *rules.Binary, c *env, not bool) string {
	op, x, y := e.Op, e.X, e.Y
	if _, isConst := x.(*rules.Const); isConst {
		x, y, op = y, x, flipped(op)
	}
	if not {
		op = turned[op]
	}
	a, b := t.f.eval(x, c), t.f.eval(y, c)
	left, right := t.shown(a, x.Type()), t.shown(b, y.Type())
	found := t.written(x) + " is " + isText(left)
	need := needed(op, right, x.Type().Kind)
	if _, isConst := y.(*rules.Const); !isConst {
		need += " (" + t.written(y) + ")"
	}
	switch {
	case left.Absent != "":
		return found + ", so it cannot be told whether it is " + need
	case right.Absent != "":
		return found + "; " + t.written(y) + " is " + right.Text
	case t.truth(e, c, not) < 0:
		return found + ", which cannot be compared with " + isText(right)
	case t.truth(e, c, not) == 1:
		if op == "==" || op == "!=" {
			return found
		}
		return found + ": " + need
	}
	return found + "; needs " + need + shortBy(op, a, b, x.Type().Kind)
}

// shortBy is how far a number is from what it needs: ": over by 20".
func shortBy(op string, a, b *Vec, kind rules.Kind) string {
	if kind != rules.Number || op == "!=" || op == "==" {
		return ""
	}
	d := new(big.Rat).Sub(b.rat(0), a.rat(0))
	if d.Sign() == 0 {
		return ": as much is not enough"
	}
	side := either(d.Sign() > 0, ": short by ", ": over by ")
	return side + either(op == "<" || op == ">", "more than ", "") + shortText(shownNumber(d.Abs(d)))
}

// flipped is the comparison read from the other side.
func flipped(op string) string {
	return strings.NewReplacer("<", ">", ">", "<").Replace(op)
}

// needed says in words what a comparison asks for.
func needed(op string, v TraceValue, kind rules.Kind) string {
	s := isText(v)
	level := kind == rules.LevelKind
	switch op {
	case "==":
		return s
	case "!=":
		return "anything but " + s
	case ">=":
		return s + either(level, " or better", " or more")
	case "<=":
		return s + either(level, " or worse", " or less")
	case ">":
		return either(level, "better than ", "more than ") + s
	}
	return either(level, "worse than ", "less than ") + s
}

func either(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// sentence is the canonical wording of a counting sentence.
func (t *tracer) sentence(e *rules.Count) string {
	if e.Text == nil {
		return t.text(e.At())
	}
	return lang.Canonical(e.Text)
}

// counted says what a counting sentence found: "1 of 5 are inadequate (safe);
// needs 2 or more".
func (t *tracer) counted(e *rules.Count, c *env, not bool) string {
	n, so, doubt := t.tallied(e, c)
	pred, quant := predicate(e.Text)
	rated := either(e.Rated, " rated", "")
	found := fmt.Sprintf("%d of %s%d%s are %s%s", len(so), either(e.Rated, "the ", ""), n, rated, pred, memberList(so))
	if len(doubt) > 0 {
		found += fmt.Sprintf("; of %d it cannot be told%s", len(doubt), memberList(doubt))
	}
	quant += t.threshold(e, c, n)
	switch t.truth(e, c, not) {
	case 1:
		return found + "; " + either(not, "must not be ", "enough: ") + quant
	case 0:
		return found + "; needs " + either(not, "not ", "") + quant
	}
	return found + ", so it cannot be told whether " + quant
}

// tallied counts the members of a sentence as the kernel does.
func (t *tracer) tallied(e *rules.Count, c *env) (n int, so, doubt []string) {
	members, _ := t.gathered(e.Members, c)
	bools, _ := t.gathered(e.Bools, c)
	states := stateFrom(e.Members.T)
	for k, el := range members {
		w := el.x.why(0)
		if el.gone(0) || w == whyNotApplicable || e.Rated && (w != 0 || el.x.Kind == rules.LevelKind && el.x.code(0) >= states) {
			continue
		}
		n++
		switch b := bools[k].x; {
		case b.why(0) != 0:
			doubt = append(doubt, el.called(0))
		case b.code(0) == 1:
			so = append(so, el.called(0))
		}
	}
	return n, so, doubt
}

// threshold adds the number that a parameter stands for, and what a share comes to.
func (t *tracer) threshold(e *rules.Count, c *env, n int) string {
	q := e.Quant
	switch {
	case q.Per != nil:
		els, _ := t.gathered(e.Members, c)
		v := t.f.per(q.Per, t.f.rated(els, e.Members.T))
		return " (" + q.Per.Name + " is " + isText(t.shown(v, q.Per.Type)) + ")"
	case q.N == nil:
		return ""
	}
	out, v := "", t.f.eval(q.N, c)
	if _, isConst := q.N.(*rules.Const); !isConst {
		out = " (" + t.written(q.N) + " is " + isText(t.shown(v, q.N.Type())) + ")"
	}
	if q.Share && v.why(0) == 0 {
		r := new(big.Rat).Mul(v.rat(0), big.NewRat(int64(n), 1))
		out += ", which is " + shortText(shownNumber(r)) + " of " + strconv.Itoa(n)
	}
	return out
}

// predicate splits the wording of a sentence into what is said of each member
// and how many must be so.
func predicate(c *lang.Count) (pred, quant string) {
	if c == nil {
		return "so", "it"
	}
	pred = strings.TrimPrefix(lang.Canonical(&lang.Count{Rest: true, Pred: c.Pred}), "the rest are ")
	if c.Rest {
		return pred, "all the rest"
	}
	bare := *c
	bare.Of, bare.Rated = nil, false
	quant = strings.TrimSuffix(lang.Canonical(&bare), " "+pred)
	quant = strings.TrimSuffix(strings.TrimSuffix(quant, " are"), " is")
	return pred, quant
}

func memberList(list []string) string {
	switch {
	case len(list) == 0:
		return ""
	case len(list) > mostListed:
		return " (" + strings.Join(list[:mostListed], ", ") + ", …)"
	}
	return " (" + strings.Join(list, ", ") + ")"
}

// asked says what a function that gives yes or no found.
func (t *tracer) asked(e *rules.Call, c *env, not bool) string {
	if li := listOf(e); li != nil && (e.Fn.Name == "any" || e.Fn.Name == "all") {
		return t.plain(e, c, not) + memberList(t.truths(e, li, c))
	}
	if len(e.Args) == 0 || listOf(e) != nil {
		return t.plain(e, c, not)
	}
	x := e.Args[0]
	v := t.shown(t.f.eval(x, c), x.Type())
	found := t.written(x) + " is " + isText(v)
	need := ""
	switch e.Fn.Name {
	case "is_present":
		need = either(not, "no value", "a value")
	case "is_rated":
		need = either(not, "no level of the ladder", "a level of the ladder")
	case "absent":
		need = either(not, "anything but ", "") + reasonText(t.p.reasons[t.p.reason(e.Reason)])
	case "oneof":
		need = either(not, "none of ", "one of ") + t.print(e.Args[1], nil, 0)
	default:
		return t.plain(e, c, not)
	}
	if t.truth(e, c, not) == 1 {
		return found
	}
	return found + "; needs " + need
}

// plain shows a condition with its values where there is no better way.
func (t *tracer) plain(e rules.Expr, c *env, not bool) string {
	name, v := t.written(e), t.shown(t.f.eval(e, c), e.Type())
	out := name + " is " + isText(v)
	if s := t.print(e, c, 0); s != name && s != shortText(v) {
		out = name + " (" + s + ") is " + isText(v)
	}
	if t.truth(e, c, not) == 0 {
		out += "; needs " + yesNo(!not)
	}
	return out
}

// truths names the members that decide any or all: for any those with yes, for
// all those with no.
func (t *tracer) truths(e *rules.Call, li *rules.List, c *env) []string {
	want := int32(0)
	if e.Fn.Name == "any" {
		want = 1
	}
	els, _ := t.gathered(li, c)
	var out []string
	for _, el := range els {
		if !el.gone(0) && el.x.why(0) == 0 && el.x.code(0) == want && el.called(0) != "" {
			out = append(out, el.called(0))
		}
	}
	return out
}

func roundingText(rs []rules.Rounding) string {
	var out []string
	for _, r := range rs {
		out = append(out, fmt.Sprintf("%s(%d)", r.Mode, r.Places))
	}
	return strings.Join(out, ", then ")
}

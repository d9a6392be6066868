package engine

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the answer: one sentence about the headline result, with the
// one thing that decided it.

func (t *tracer) answer(b *rules.Block) string {
	c := t.f.empty()
	if len(t.p.memberAxes(b.For)) > 0 {
		return t.who() + ": " + b.Name + " has one result for each member, below."
	}
	cs := t.f.block(b, c)
	v := t.shown(cs.Final, b.Type)
	said := t.who() + " is " + levelWords(v)
	switch {
	case v.Absent != "":
		said = t.who() + " has no " + nameOf(b) + " (" + v.Text + ")"
	case v.Level == "":
		said = t.who() + " has " + nameOf(b) + " " + v.Text + inUnit(b.Unit)
	case v.Number != "":
		said = t.who() + " has " + nameOf(b) + " " + v.Text
	}
	if why := t.decided(b, c, cs); why != "" {
		said += ": " + strings.TrimSuffix(why, ".")
	}
	return said + "."
}

func inUnit(u string) string {
	if u == "" {
		return ""
	}
	return " " + u
}

// who names the entity for people.
func (t *tracer) who() string {
	if t.out.Entity.Label != "" {
		return t.out.Entity.Label
	}
	return t.out.Entity.Name
}

func nameOf(b *rules.Block) string {
	if b.Title != "" {
		return lowerFirst(b.Title)
	}
	return b.Name
}

// levelWords is a level within a sentence.
func levelWords(v TraceValue) string { return lowerFirst(v.Text) }

// lowerFirst makes the first letter small, unless there are other capitals or
// it stands alone: then it is a name, such as "Band A", "Very High" or "F".
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || n == len(s) || r == utf8.RuneError || s[n:] != strings.ToLower(s[n:]) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// upperFirst makes the first letter of a sentence large.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// decided is the one thing that decided a result.
func (t *tracer) decided(b *rules.Block, c *env, cs *cols) string {
	v := t.shown(cs.Final, b.Type)
	switch {
	case cs.supplied:
		return "supplied with the data" + either(t.f.data.Supplied[b.Name] != "", ", in the column "+quote(t.f.data.Supplied[b.Name]), "")
	case cs.Decided != nil && cs.Decided[0] != nil:
		return "by a recorded decision of " + cs.Decided[0].By + " (" + cs.Decided[0].Reason + ")"
	case !cs.among(0):
		return "it is " + t.outsideOf(b, c)
	case cs.doesNotApply(0):
		return nameOf(b) + " does not apply, because " + strings.Join(t.why(b.Applies, c, false), " and ")
	case cs.Hit != nil && cs.Hit[0] != 0:
		return t.limited(b, c, cs)
	case v.Absent != "":
		return t.absentBecause(b, c, cs)
	}
	return t.graded(b, c, cs)
}

func (t *tracer) limited(b *rules.Block, c *env, cs *cols) string {
	for k, l := range b.Limits {
		if cs.Hit[0]&(1<<k) == 0 {
			continue
		}
		before := t.shown(cs.Adjusted, b.Type)
		out := "limit " + l.Name
		if before.Absent == "" {
			out += " moves it from " + levelWords(before)
		} else {
			out += " sets it"
		}
		if l.Because != "" {
			return out + " (" + strings.TrimSuffix(l.Because, ".") + ")"
		}
		return out + ", because " + strings.Join(t.why(l.When, c, false), " and ")
	}
	return ""
}

func (t *tracer) absentBecause(b *rules.Block, c *env, cs *cols) string {
	if o := t.origin(b, c, cs.Final.why(0), map[*cols]bool{}); o != "" {
		return o + " is " + t.shown(cs.Final, b.Type).Text
	}
	var out []string
	t.reads(b, c, func(q rules.Quantity, in *env) {
		i, ok := q.(*rules.Input)
		if !ok || len(out) >= 3 {
			return
		}
		if v := t.f.input(i, in); v.why(0) != 0 && v.why(0) != whyNotApplicable {
			if text := t.quantityName(q, in) + " is " + t.shown(v, i.Type).Text; !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	})
	if len(out) == 0 {
		return t.emptied(b, c)
	}
	return strings.Join(out, ", ")
}

// emptied traces an absence through the blocks that are read.
func (t *tracer) emptied(b *rules.Block, c *env) string {
	out := ""
	t.reads(b, c, func(q rules.Quantity, in *env) {
		if x, ok := q.(*rules.Block); ok && x != b && out == "" && t.f.block(x, in).Final.why(0) != 0 {
			out = t.quantityName(q, in) + " is " + t.shown(t.f.block(x, in).Final, x.Type).Text
			if o := t.origin(x, in, t.f.block(x, in).Final.why(0), map[*cols]bool{}); o != "" {
				out += " (" + o + ")"
			}
		}
	})
	return out
}

// graded says what gave a level that no limit or decision changed.
func (t *tracer) graded(b *rules.Block, c *env, cs *cols) string {
	switch {
	case b.Adjust != nil:
		return t.adjusted(b, c)
	case b.Bands != nil && cs.Band != nil && cs.Band[0] >= 0:
		x, e, typ := cs.Value, b.Value, b.VType
		if b.Bands.Of != nil {
			x, e, typ = t.f.eval(b.Bands.Of, c), b.Bands.Of, b.Bands.Of.Type()
		}
		list := t.bandsInForce(b)
		return t.measured(e, x, typ, c) + ", lies in " + t.interval(list[cs.Band[0]].When, c)
	case len(b.Rules) > 0 && cs.Rule != nil && cs.Rule[0] >= 0:
		r := b.Rules[cs.Rule[0]]
		if r.Cond == nil {
			return "no rule before “otherwise” holds"
		}
		return strings.Join(t.why(r.Cond, c, false), ", and ")
	case b.Table != nil && cs.Row != nil && cs.Row[0] >= 0:
		s := t.tableStage(b, c, cs)
		return strings.Join(s.Why, ", ") + ", which is " + t.rowName(b, cs) + " of " + either(b.Table.Table.Title != "", lowerFirst(b.Table.Table.Name), b.Table.Table.Name)
	}
	if call, ok := b.Value.(*rules.Call); ok {
		if s := t.mostExtreme(call, c); s != "" {
			return s
		}
	}
	if b.Value != nil {
		if n := t.numbers(b.Value, c); n != shortText(t.shown(cs.Final, b.Type)) {
			return n
		}
	}
	return ""
}

// mostExtreme says which member of a list decides, as the smallest, largest, worst
// or best.
func (t *tracer) mostExtreme(e *rules.Call, c *env) string {
	li := listOf(e)
	if li == nil {
		return ""
	}
	v := t.f.eval(e, c)
	who := t.extremes(e.Fn.Name, li, v, c)
	if len(who) == 0 {
		return ""
	}
	els, _ := t.gathered(li, c)
	n := 0
	for _, el := range els {
		if !el.gone(0) {
			n++
		}
	}
	word := map[string]string{"min": "smallest", "max": "largest", "worst": "worst", "best": "best"}[e.Fn.Name]
	return "the " + word + " of " + strconv.Itoa(n) + ", decided by " + strings.Join(who, ", ")
}

func (t *tracer) rowName(b *rules.Block, cs *cols) string {
	r := b.Table.Table.Rows[cs.Row[0]]
	return "row " + strconv.Itoa(int(cs.Row[0])+1) + " (" + t.rowText(b.Table.Table, r) + ")"
}

func (t *tracer) adjusted(b *rules.Block, c *env) string {
	s := t.adjustStage(b, c, t.f.block(b, c))
	out := either(s.Formula != "", s.Formula+" ", "") + shortText(*s.Before)
	moves := 0
	for _, x := range s.Tried {
		if x.Decided {
			out += ", " + x.Name + " " + x.Effect
			moves++
		}
	}
	if moves == 0 {
		out += ", moved by no step"
	}
	return out
}

// measured says what was banded: for a percentage of a sum, "24 of 36, 67 %".
func (t *tracer) measured(e rules.Expr, x *Vec, typ rules.Type, c *env) string {
	v := shortText(t.shown(x, typ))
	if part, whole, ok := t.percentage(e, c); ok {
		return part + " of " + whole + ", " + v + " %"
	}
	r, ok := e.(*rules.Ref)
	if !ok {
		return v + inUnit(typ.Unit)
	}
	q, ok := r.Q.(*rules.Block)
	if !ok {
		return r.Q.QName() + " " + v + inUnit(typ.Unit)
	}
	formula := q.Value
	if formula == nil {
		formula = q.Combine
	}
	if part, whole, ok := t.percentage(formula, t.indexed(r, c)); ok {
		return part + " of " + whole + ", " + v + " %"
	}
	return r.Q.QName() + " " + v + inUnit(q.Unit)
}

// percentage recognises 100 * part / whole.
func (t *tracer) percentage(e rules.Expr, c *env) (part, whole string, ok bool) {
	div, ok := e.(*rules.Binary)
	if !ok || div.Op != "/" {
		return "", "", false
	}
	mul, ok := div.X.(*rules.Binary)
	if !ok || mul.Op != "*" {
		return "", "", false
	}
	hundred, ok := mul.X.(*rules.Const)
	if !ok || hundred.Value.Num == nil || hundred.Value.Num.Cmp(big.NewRat(100, 1)) != 0 {
		return "", "", false
	}
	show := func(x rules.Expr) string { return shortText(t.shown(t.f.eval(x, c), x.Type())) }
	return show(mul.Y), show(div.Y), true
}

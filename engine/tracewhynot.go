package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines "why not": the shortest account of what stands in the way of
// a level. It walks the stages from the last to the first, for each naming what
// would have to be otherwise.

// whyNot explains what stands between a block's result and a level.
func (t *tracer) whyNot(b *rules.Block, level string) *TraceWhyNot {
	code, ok := b.Scale.Code(level)
	if !ok || len(t.p.memberAxes(b.For)) > 0 {
		return nil
	}
	c := t.f.empty()
	cs := t.f.block(b, c)
	w := &TraceWhyNot{Block: b.Name, Level: levelValue(b.Scale, code)}
	final := t.shown(cs.Final, b.Type)
	if final.Level == level {
		w.Holds = true
		w.Answer = t.who() + " has it already: " + nameOf(b) + " is " + final.Text + "."
		return w
	}
	n := &objections{t: t, b: b, c: c, cs: cs, code: code}
	n.collect()
	w.Blocks = n.list
	w.Answer = t.whyNotAnswer(b, w, final)
	return w
}

func (t *tracer) whyNotAnswer(b *rules.Block, w *TraceWhyNot, final TraceValue) string {
	out := fmt.Sprintf("%s of %s is %s, not %s", nameOf(b), t.who(), levelWords(final), levelWords(w.Level))
	if final.Absent != "" {
		out = fmt.Sprintf("%s has no %s (%s), and so not %s", t.who(), nameOf(b), final.Text, levelWords(w.Level))
	} else {
		out = upperFirst(out)
	}
	if len(w.Blocks) == 0 {
		return out + "."
	}
	first := w.Blocks[0]
	if len(first.Needs) > 0 {
		out += ": " + either(first.Stage == "limits", "limit "+first.Name+": ", "") + first.Needs[0]
	}
	if more := len(w.Blocks) - 1; more == 1 {
		out += "; and there is one more thing"
	} else if more > 1 {
		out += fmt.Sprintf("; and there are %d more things", more)
	}
	return out + "."
}

// objections collects what stands in the way of a level.
type objections struct {
	t    *tracer
	b    *rules.Block
	c    *env
	cs   *cols
	code int
	list []TraceObject
}

func (n *objections) add(stage, name, text, choice string, at rules.Range, needs ...string) {
	n.list = append(n.list, TraceObject{Stage: stage, Name: name, Text: text, Choice: choice, Needs: needs, At: n.t.place(at)})
}

func (n *objections) collect() {
	b, t := n.b, n.t
	if n.cs.supplied {
		n.add("supplied", "", "", "", b.At, "the result is supplied with the data")
		return
	}
	if b.Unpublished != "" {
		n.add("unpublished", "", b.Unpublished, "", b.At, "the rule was never published")
		return
	}
	if !n.cs.among(0) {
		n.add("population", b.Among[0].Pop.Name, t.condText(b.Among[0].Cond), "", b.Among[0].Pop.At, "it is "+t.outsideOf(b, n.c))
		return
	}
	if n.cs.doesNotApply(0) {
		n.add("applies", "", t.written(b.Applies), "", b.Applies.At(), t.why(b.Applies, n.c, false)...)
		return
	}
	if n.cs.Decided != nil && n.cs.Decided[0] != nil && n.cs.Decided[0].Level != n.code {
		d := n.cs.Decided[0]
		n.add("overrides", "", "recorded decision of "+d.By, "", b.Overrides[0].At, "the decision sets "+b.Scale.Level(d.Level).Label+": "+d.Reason)
	}
	n.limits()
	before := n.cs.Adjusted
	if before.why(0) == 0 && int(before.code(0)) == n.code || n.b.Scale.IsState(n.code) && len(n.list) > 0 {
		return
	}
	if b.Adjust != nil {
		n.adjust()
		return
	}
	n.grade()
}

// limits names the limits that would keep the level away if all before them gave
// it: those that hold now, and those that would hold then.
func (n *objections) limits() {
	cs, typ := n.cs, n.b.Type
	saved := *cs
	want := constVec(rules.Value{Type: typ, Code: n.code}, n.t.p.reason)
	cs.Graded, cs.Adjusted = want, want
	defer func() { *cs = saved }()
	for k, l := range n.b.Limits {
		kind, e := demand(l)
		level := n.t.f.eval(e, n.c)
		then := n.t.held(l.When, n.c)
		if l.Undecided == rules.Skip && then == "undecided" {
			then = "no"
		}
		switch {
		case kind == "exactly" && n.could(e, level) && !(then == "yes" && level.present(n.code)):
			n.exactly(l, e, level)
		case then == "no":
		case level.why(0) != 0, keeps(kind, int(level.code(0)), n.code):
			needs := n.t.why(l.When, n.c, false)
			if l.When == nil {
				needs = []string{"it always holds"}
			}
			verb := either(n.cs.Fired != nil && n.cs.Fired[0]&(1<<k) != 0, "holds: ", "would then hold: ")
			if then == "undecided" {
				verb = "could hold: "
			}
			text := kind + " " + shortText(n.t.shown(level, typ)) + ", when " + n.t.limitText(n.b, k)
			n.add("limits", l.Name, text, "", l.At, prefixed(verb, needs)...)
		}
	}
}

// could reports whether a limit may give the level: it names it, or reads it.
func (n *objections) could(e rules.Expr, level *Vec) bool {
	_, isConst := e.(*rules.Const)
	return level.present(n.code) || !isConst && n.b.Scale.IsState(n.code)
}

// exactly names what a limit needs that would give the level.
func (n *objections) exactly(l *rules.Limit, e rules.Expr, level *Vec) {
	var needs []string
	if l.When != nil && n.t.held(l.When, n.c) != "yes" {
		needs = n.t.why(l.When, n.c, false)
	}
	if id := n.b.Scale.Level(n.code).ID; !level.present(n.code) {
		needs = []string{n.t.written(e) + " is " + isText(n.t.shown(level, n.b.Type)) + "; needs " + id}
	}
	n.add("limits", l.Name, "exactly "+n.t.written(e), "one", l.At, needs...)
}

// present reports whether the one value is that code.
func (v *Vec) present(code int) bool { return v.why(0) == 0 && int(v.code(0)) == code }

// keeps reports whether a limit that holds keeps a level away.
func keeps(kind string, limit, code int) bool {
	switch kind {
	case "at most":
		return code < limit
	case "at least":
		return code > limit
	}
	return code != limit
}

func prefixed(s string, list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return []string{s + strings.Join(list, ", and ")}
}

// adjust names the steps that would have to be taken, or not, and where it starts.
func (n *objections) adjust() {
	s := n.t.adjustStage(n.b, n.c, n.cs)
	at := n.cs.Adjusted
	if at.why(0) != 0 {
		n.add("adjust", "", s.Formula, "", n.b.Adjust.At, n.t.absentBecause(n.b, n.c, n.cs))
		return
	}
	up := n.code < int(at.code(0))
	levels := int(at.code(0)) - n.code
	if !up {
		levels = -levels
	}
	n.add("adjust", "start", s.Formula, "", n.b.Adjust.At,
		fmt.Sprintf("it starts at %s and ends at %s; needs %d %s %s", shortText(*s.Before), shortText(*s.Result), levels, either(levels == 1, "level", "levels"), either(up, "more", "less")))
	for k, try := range s.Tried {
		move := n.t.f.eval(n.b.Adjust.Steps[k].Move, n.c)
		if move.why(0) != 0 || try.Held == "not_looked_at" {
			continue
		}
		helps := (move.rat(0).Sign() > 0) == up
		at := n.b.Adjust.Steps[k].At
		switch {
		case helps && try.Held != "yes":
			n.add("adjust", try.Name, try.Text, "some", at, prefixed("would move it "+moveText(move)+": ", try.Why)...)
		case !helps && try.Held == "yes":
			n.add("adjust", try.Name, try.Text, "some", at, prefixed("moved it "+moveText(move)+": ", try.Why)...)
		}
	}
}

// grade names what bands, rules, a table or the value would need.
func (n *objections) grade() {
	switch {
	case n.b.Bands != nil:
		n.bands()
	case len(n.b.Rules) > 0:
		n.rules()
	case n.b.Table != nil:
		n.table()
	default:
		v := n.t.shown(n.cs.Value, n.b.VType)
		n.add("value", "", "", "", n.b.At, "the value is "+isText(v)+"; needs "+n.b.Scale.Level(n.code).ID)
	}
}

func (n *objections) bands() {
	x, typ, what := n.cs.Value, n.b.VType, "the value"
	if n.b.Bands.Of != nil {
		x, typ, what = n.t.f.eval(n.b.Bands.Of, n.c), n.b.Bands.Of.Type(), n.t.written(n.b.Bands.Of)
	}
	for _, bd := range n.t.bandsInForce(n.b) {
		if bd.Level != n.code {
			continue
		}
		need := what + " is " + isText(n.t.shown(x, typ)) + "; needs " + intervalText(bd.When)
		if x.why(0) == 0 {
			if far := n.t.outside(x, bd.When, n.c); len(far) > 0 {
				need += ": " + far[0]
			}
		}
		n.add("bands", n.b.Scale.Level(n.code).ID, intervalText(bd.When), "one", bd.At, need)
	}
	if !slices.ContainsFunc(n.list, func(o TraceObject) bool { return o.Stage == "bands" }) {
		n.add("bands", "", "", "", n.b.Bands.At, "no band gives it")
	}
}

// rules names the clauses that fail in each rule that gives the level, and the
// rules before it that hold.
func (n *objections) rules() {
	var first string // an earlier rule that holds and gives something else
	for _, r := range n.b.Rules {
		held := n.t.held(r.Cond, n.c)
		if r.Level != n.code {
			if held == "yes" && first == "" {
				first = "rule " + r.Name + " comes first and holds: " + strings.Join(n.t.why(r.Cond, n.c, false), ", and ")
			}
			continue
		}
		var needs []string
		if first != "" {
			needs = append(needs, first)
		}
		if held != "yes" {
			needs = append(needs, n.t.why(r.Cond, n.c, false)...)
		}
		n.add("rules", r.Name, n.t.ruleText(r), "one", r.At, needs...)
	}
	if len(n.list) == 0 {
		n.add("rules", "", "", "", n.b.Rules[0].At, "no rule gives it")
	}
}

// mostWays is how many rows of a table are named, those that lack least first.
const mostWays = 3

func (n *objections) table() {
	e := n.b.Table
	args := make([]*Vec, len(e.Args))
	for k, a := range e.Args {
		args[k] = n.t.f.eval(a, n.c)
	}
	var ways []TraceObject
	for k, r := range e.Table.Rows {
		if e.Out >= len(r.Outs) || r.Outs[e.Out].Absent != "" || !n.gives(r.Outs[e.Out]) {
			continue
		}
		needs := n.t.cells(e.Table, r, args, n.c)
		if len(needs) == 0 {
			needs = []string{"an earlier row holds"}
		}
		ways = append(ways, TraceObject{Stage: "table", Name: fmt.Sprintf("%s row %d", e.Table.Name, k+1), Text: n.t.rowText(e.Table, r), Choice: "one", Needs: needs, At: n.t.place(r.At)})
	}
	slices.SortStableFunc(ways, func(a, b TraceObject) int { return len(a.Needs) - len(b.Needs) })
	if len(ways) == 0 {
		n.add("table", e.Table.Name, "", "", e.Table.At, "no row gives it")
	}
	n.list = append(n.list, ways[:min(mostWays, len(ways))]...)
}

func (n *objections) gives(v rules.Value) bool {
	if v.Type.Kind == rules.LevelKind {
		return v.Code == n.code
	}
	return v.Num != nil && n.b.Scale.Levels[min(n.code, len(n.b.Scale.Levels)-1)].Number != nil && v.Num.Cmp(n.b.Scale.Levels[min(n.code, len(n.b.Scale.Levels)-1)].Number) == 0
}

package engine

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how lists of everyone are explained: who counts, how many
// they are, the statistics that were used, where the one that is computed stands
// among them and what it contributed. They are never listed.

// populations collects the lists of everyone that a block's formulas read.
type populations struct {
	t    *tracer
	list []*TracePopulation
	by   map[string]*TracePopulation
}

// populationsOf explains the lists of everyone that expressions read.
func (t *tracer) populationsOf(c *env, es ...rules.Expr) []*TracePopulation {
	p := &populations{t: t, by: map[string]*TracePopulation{}}
	for _, e := range es {
		if e != nil {
			p.collect(e, c)
		}
	}
	return p.list
}

// lookedAt are the expressions of a block that were looked at: of cases the one
// that was taken.
func lookedAt(b *rules.Block, cs *cols) []rules.Expr {
	var out []rules.Expr
	b.Exprs(func(where string, e rules.Expr) {
		if !strings.HasPrefix(where, "case ") {
			out = append(out, e)
		}
	})
	for k, x := range b.Cases {
		if x.When != nil {
			out = append(out, x.When)
		}
		if cs.Case != nil && int(cs.Case[0]) == k {
			out = append(out, x.Value)
		}
	}
	return out
}

func (p *populations) collect(e rules.Expr, c *env) {
	switch e := e.(type) {
	case *rules.Call:
		if e.Fn.Name == "sqrt" && e.Body == nil {
			if v, ok := e.Args[0].(*rules.Call); ok && v.Fn.Name == "variance" && everyoneOf(v) != nil {
				p.statistic(everyoneOf(v), e, v, c)
				return
			}
		}
		if li := everyoneOf(e); li != nil && e.Body == nil {
			if e.Fn == rules.StandingFn {
				p.standing(li, e, c)
			} else {
				p.statistic(li, e, e, c)
			}
			for _, a := range e.Args {
				if a != rules.Expr(li) {
					p.collect(a, c)
				}
			}
			return
		}
	case *rules.Count:
		if e.Members.Everyone() {
			x := p.of(e.Bools, c)
			x.add(p.t.sentence(e), p.t.shown(p.t.f.eval(e, c), e.T), nil)
			return
		}
	case *rules.List:
		for _, part := range e.Parts {
			switch {
			case part.Over == nil:
				p.collect(part.X, c)
			case !part.Over.Rows:
				p.t.f.eachMember(part, c, func(k *kid) { p.collect(part.X, k.in) })
			}
		}
		return
	case *rules.UserCall:
		for _, a := range e.Args {
			p.collect(a, c)
		}
		return
	}
	for _, x := range rules.Children(e) {
		p.collect(x, c)
	}
}

// everyoneOf is the list of everyone among the arguments of a function, or nil.
func everyoneOf(e *rules.Call) *rules.List {
	for _, a := range e.Args {
		if li, ok := a.(*rules.List); ok && li.Everyone() {
			return li
		}
	}
	return nil
}

// of is the entry of a list; lists that say the same share one.
func (p *populations) of(li *rules.List, c *env) *TracePopulation {
	part := li.Parts[slices.IndexFunc(li.Parts, (*rules.Part).Everyone)]
	of := ""
	if m, ok := part.X.(*rules.MemberRef); !ok || m.Entity != part.Over {
		of = p.t.print(part.X, nil, 0)
	}
	for _, m := range p.t.membersOf(c) {
		of += "[" + m.ID + "]"
	}
	key := of + " of " + p.t.listText(li)
	if x := p.by[key]; x != nil {
		return x
	}
	x := p.t.population(li, part, c)
	x.Of = of
	p.by[key] = x
	p.list = append(p.list, x)
	return x
}

// membersOf names all members that a context holds.
func (t *tracer) membersOf(c *env) []TraceMember {
	return t.members(slices.DeleteFunc(slices.Clone(t.p.Framework.Entities), func(e *rules.Entity) bool { return c.at[e.Index] < 0 }), c)
}

func (x *TracePopulation) add(name string, v TraceValue, who []string) {
	for _, s := range x.Statistics {
		if s.Name == name {
			return
		}
	}
	x.Statistics = append(x.Statistics, TraceStatistic{Name: name, Value: v, Who: who})
}

func (p *populations) statistic(li *rules.List, e, named *rules.Call, c *env) {
	x := p.of(li, c)
	v := p.t.f.eval(e, c)
	x.add(p.t.statisticName(e, named, c), p.t.shown(v, e.T), p.t.extremes(named.Fn.Name, li, v, c))
}

// statisticName is what a statistic is called: "quantile 0.75 (type 7)".
func (t *tracer) statisticName(e, named *rules.Call, c *env) string {
	out := strings.ReplaceAll(named.Fn.Name, "_", " ")
	if e != named {
		out = "sd"
	}
	switch named.Fn.Name {
	case "count":
		if named.Args[0].Type().Kind == rules.Bool {
			out = "how many are so"
		} else {
			out = "how many there are"
		}
	case "cut_point":
		out = "cut " + strconv.Itoa(named.Cut+1) + " of " + named.Cuts.Name
	case "ranking":
		out = "place"
	case "min":
		out = "smallest"
	case "max":
		out = "largest"
	}
	for _, a := range named.Args[1:] {
		if named.Fn == rules.RankingFn {
			break // the keys, which stand with the row
		}
		out += " " + shortText(t.shown(t.f.eval(a, c), a.Type()))
	}
	if len(named.Words) > 0 {
		out += " (" + strings.ReplaceAll(strings.Join(named.Words, ", "), "_", " ") + ")"
	}
	return out
}

// mostExtremes is how many members with the same extreme value are named.
const mostExtremes = 3

// extremes names the members that have the value, where that is the smallest,
// largest, worst or best.
func (t *tracer) extremes(fn string, li *rules.List, v *Vec, c *env) []string {
	if !slices.Contains([]string{"min", "max", "worst", "best"}, fn) || v.why(0) != 0 {
		return nil
	}
	els, _ := t.gathered(li, c)
	var out []string
	for _, el := range els {
		if el.gone(0) || el.x.why(0) != 0 || !equalAt(el.x, v, 0) {
			continue
		}
		if el.people() == "" {
			return nil // a formula without a name
		}
		if len(out) == mostExtremes {
			return append(out, "…")
		}
		out = append(out, el.people())
	}
	return out
}

// people is the name of an element for people: its key, and its label.
func (e *element) people() string {
	if e.of == nil || len(e.rows) == 0 || e.rows[0] < 0 {
		return e.name
	}
	if l := e.of.labelOf(int(e.rows[0])); l != "" {
		return e.called(0) + " " + l
	}
	return e.called(0)
}

// label is what people call an element that is a row, "" if nothing.
func (e *element) label() string {
	if e.of == nil || len(e.rows) == 0 || e.rows[0] < 0 {
		return ""
	}
	return e.of.labelOf(int(e.rows[0]))
}

func (p *populations) standing(li *rules.List, e *rules.Call, c *env) {
	x := p.of(li, c)
	v := p.t.f.eval(e.Args[0], c)
	if v.why(0) == 0 {
		x.Standing = p.t.standingOf(li, v, p.t.written(e.Args[0]), c)
	}
}

// standingOf says where a number stands among the values of a list.
func (t *tracer) standingOf(li *rules.List, v *Vec, of string, c *env) *TraceStanding {
	group, rows := -1, []int32(nil)
	if by := li.By(); by != nil && t.f.grain != nil {
		g := t.f.grouping(by, c)
		at := t.f.groupsOf(g, by.Over)[0]
		if at < 0 {
			return nil
		}
		group, rows = int(at), g.rows[at]
	}
	s := t.f.sampleOf(li, c, group, rows)
	if s.why != 0 {
		return nil
	}
	below, equal := s.place(v, 0)
	return &TraceStanding{Of: of, Value: t.shown(v, rules.Type{Kind: rules.Number}), Below: below, Equal: equal, Above: len(s.num) - below - equal}
}

// gathered gathers the members of a list; of everyone, those of the group.
func (t *tracer) gathered(li *rules.List, c *env) ([]*element, []uint8) {
	if !li.Everyone() || t.f.grain == nil {
		return t.f.elements(li, c)
	}
	in := t.run.frame(nil)
	in.group = t.group(li, c)
	in.start(0, 1)
	return in.elements(li, c)
}

// group are the rows that a list is limited to; nil: all.
func (t *tracer) group(li *rules.List, c *env) []int32 {
	by := li.By()
	if by == nil || t.f.grain == nil {
		return nil
	}
	g := t.f.grouping(by, c)
	if k := t.f.groupsOf(g, by.Over)[0]; k >= 0 {
		return g.rows[k]
	}
	return []int32{}
}

// population describes who is in a list of everyone.
func (t *tracer) population(li *rules.List, p *rules.Part, c *env) *TracePopulation {
	out := &TracePopulation{Entity: p.Over.Name, Members: t.membersOf(c), At: t.place(p.At)}
	if p.Pop != nil {
		out.Name, out.Title, out.At = p.Pop.Name, p.Pop.Title, t.place(p.Pop.At)
		if p.Pop.By != nil {
			out.By = t.written(p.Pop.By)
		}
	}
	if p.Cond != nil {
		out.Where = t.condText(p.Cond)
	}
	if by := li.By(); by != nil {
		if out.By == "" {
			out.By = t.written(by.By)
		}
		t.atOwn(by.Over, func(int) { out.Group = shortText(t.shown(t.f.eval(by.By, c), by.By.Type())) })
	}
	rows := t.group(li, c)
	if rows == nil {
		rows = t.f.data.rowsOf(p.Over).sorted()
	}
	var cond *Vec
	if p.Cond != nil {
		cond = t.f.whole(p.Cond, p.Over, c)
	}
	x := t.f.whole(p.X, p.Over, c)
	raw := t.rawOf(p, c)
	gaps := map[uint8]*TraceGap{}
	for _, r := range rows {
		out.Rows++
		if cond != nil && cond.why(int(r)) != 0 {
			out.Untold++
			continue
		} else if cond != nil && cond.code(int(r)) != 1 {
			continue
		}
		out.In++
		w := x.why(int(r))
		if w == 0 {
			out.Present++
			if raw != nil && raw.why(int(r)) != 0 {
				out.MadeUp++
			}
			continue
		}
		g := gaps[w]
		if g == nil {
			g = &TraceGap{Reason: t.p.reasons[w].Name, Text: reasonText(t.p.reasons[w])}
			gaps[w] = g
			out.Gaps = append(out.Gaps, g)
		}
		if g.Rows++; len(g.Names) < mostExtremes {
			g.Names = append(g.Names, t.f.data.rowsOf(p.Over).people(int(r)))
		}
	}
	if t.base.e != nil && t.base.e != p.Over && p.Over.IsWithin(t.base.e) {
		out.Mine = t.mine(p, rows, cond, x)
	}
	out.LeavesOut = p.Base != nil && !p.OnlyNA
	t.atOwn(p.Over, func(row int) { out.Own = t.part1(li, p, row, slices.Contains(rows, int32(row)), c) })
	return out
}

// rawKey names the column of an input as the data has it.
type rawKey struct{ in *rules.Input }

// rawOf is the input that a list reads, as the data has it; nil where no policy
// may have put a value in.
func (t *tracer) rawOf(p *rules.Part, c *env) *Vec {
	r, ok := p.X.(*rules.Ref)
	if !ok {
		return nil
	}
	in, ok := r.Q.(*rules.Input)
	if !ok || in.Missing.With == nil || rules.Grain(in.For) != p.Over {
		return nil
	}
	at := t.indexed(r, c)
	return t.run.whole(wholeKey{what: rawKey{in}, at: membersKey(at)}, p.Over, func(f *frame) *Vec { return f.rawInput(in, at) })
}

// mine counts the rows of a list that are within the explained row.
func (t *tracer) mine(p *rules.Part, rows []int32, cond, x *Vec) *TraceMine {
	out := &TraceMine{Row: *t.rowOf(t.base)}
	up := t.f.data.climb(p.Over, t.base.e, 0, t.f.data.rowsOf(p.Over).Rows)
	for _, r := range rows {
		if int(up[r]) != t.base.row {
			continue
		}
		out.Rows++
		if cond == nil || cond.why(int(r)) == 0 && cond.code(int(r)) == 1 {
			out.In++
			if x.why(int(r)) == 0 {
				out.Present++
				if x.Kind == rules.Bool && x.code(int(r)) == 1 {
					out.So++
				}
			}
		}
	}
	return out
}

func (s *Space) people(row int) string {
	if l := s.labelOf(row); l != "" {
		return s.KeyText(row) + " " + l
	}
	return s.KeyText(row)
}

// atOwn does something at the row whose part in a list of everyone is of
// interest, if there is one.
func (t *tracer) atOwn(e *rules.Entity, do func(row int)) {
	if row := t.own(e); row >= 0 {
		t.in(e, row, func() { do(row) })
	}
}

// part1 is what one row contributes to a list of everyone.
func (t *tracer) part1(li *rules.List, p *rules.Part, row int, in bool, c *env) *TraceOwn {
	out := &TraceOwn{Row: *t.rowOf(spot{p.Over, row}), In: in}
	v := t.f.eval(p.X, c)
	out.Value = t.shown(v, p.X.Type())
	if p.Cond != nil {
		if held := t.held(p.Cond, c); held != "yes" {
			out.In, out.Why = false, t.why(p.Cond, c, false)
		}
	}
	if v.why(0) != 0 {
		out.LeftOut = p.Base != nil && out.In
		return out
	}
	if v.Kind == rules.Number {
		out.Standing = t.standingOf(li, v, "", c)
	}
	return out
}

// condText is the condition of a part as written, or printed where it was put
// together.
func (t *tracer) condText(e rules.Expr) string {
	if b, ok := e.(*rules.Binary); ok && b.Op == "&&" {
		return t.condText(b.X) + " && " + t.condText(b.Y)
	}
	return t.written(e)
}

// listText is a list in words: "score of every county", "rate of large".
func (t *tracer) listText(li *rules.List) string {
	var out []string
	for _, p := range li.Parts {
		if p.Over == nil {
			out = append(out, t.print(p.X, nil, 0))
			continue
		}
		who := "every " + p.Over.Name
		if p.Pop != nil {
			who = p.Pop.Name
		}
		if p.Children() {
			who = "its " + p.Over.Name + " rows"
		}
		if p.Cond != nil && p.Pop == nil {
			who += " if " + t.condText(p.Cond)
		}
		what := t.print(p.X, nil, 0)
		if m, ok := p.X.(*rules.MemberRef); ok && m.Entity == p.Over {
			out = append(out, who)
			continue
		}
		out = append(out, what+" of "+who)
	}
	return strings.Join(out, ", ")
}

// amongStages say whether the row is in the populations that a block is for.
func (t *tracer) amongStages(b *rules.Block, c *env) []*TraceStage {
	var out []*TraceStage
	for _, m := range b.Among {
		s := &TraceStage{Stage: "population", Name: m.Pop.Name, Formula: t.condText(m.Cond), Result: t.shownPtr(t.f.eval(m.Cond, c), m.Cond.Type()),
			Why: t.why(m.Cond, c, false), At: t.place(m.Pop.At)}
		out = append(out, s)
	}
	return out
}

// outsideOf says why a row is not in the populations that a block is for.
func (t *tracer) outsideOf(b *rules.Block, c *env) string {
	for _, m := range b.Among {
		if t.held(m.Cond, c) != "yes" {
			return "not in the population " + m.Pop.Name + ", because " + strings.Join(t.why(m.Cond, c, false), " and ")
		}
	}
	return ""
}

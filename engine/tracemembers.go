package engine

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a score over members is explained: who counts, with
// which weight, who is left out and why, and whether enough are there.

// scoreStage explains the score of a group or another block with members.
func (t *tracer) scoreStage(s *TraceStage, b *rules.Block, c *env, cs *cols) {
	s.Members = t.elements(b, c, cs)
	s.At = t.place(b.Raw.Place)
	if b.Scorer == "" {
		t.formula(s, b.Combine, c)
		return
	}
	s.Formula = b.Scorer
	call := b.Combine.(*rules.Call)
	if li := listOf(call); li != nil {
		part := t.part(call, li, c)
		s.Numbers = part.Numbers
	}
}

// elements lists the members of a block: as they are, as the missing policy made
// them, and their weights as stated and among those that count.
func (t *tracer) elements(b *rules.Block, c *env, cs *cols) []TraceElement {
	if b.Raw.Everyone() {
		return nil // they are described, not listed
	}
	raw, _ := t.f.elements(b.Raw, c)
	used, _ := t.f.elements(b.Members, c)
	var titles []string
	var made []bool
	t.eachElement(b.Raw, c, func(p *rules.Part, title string, in *env) {
		titles, made = append(titles, title), append(made, t.madeUp(p.X, in))
	})
	total := t.weightOf(used)
	typ := b.Raw.T
	typ.List = false
	var out []TraceElement
	for k, el := range raw {
		v := t.shown(el.x, typ)
		m := TraceElement{Name: el.called(0), Value: v}
		if k < len(titles) {
			m.Title, m.MadeUp = titles[k], made[k]
		}
		if el.weight != nil {
			m.Weight = t.shownPtr(el.weight, rules.Type{})
		}
		switch {
		case el.gone(0):
			if m.LeftOut = t.leftOut(el, v); m.LeftOut == "" {
				continue
			}
		case used[k].gone(0):
			m.LeftOut = v.Text
		default:
			t.weighed(&m, used[k], total, typ)
		}
		if cs.DecidedBy != nil && cs.DecidedBy.why(0) == 0 && cs.DecidedBy.text(0) == el.called(0) {
			m.Decides = true
		}
		out = append(out, m)
	}
	return out
}

// leftOut says why a member is not in the list at all, "" where it simply does
// not belong to it.
func (t *tracer) leftOut(el *element, v TraceValue) string {
	switch v.Absent {
	case "":
		return ""
	case "not_applicable":
		return v.Text
	}
	return ""
}

// weighed adds what a member that counts was used with.
func (t *tracer) weighed(m *TraceElement, el *element, total *big.Rat, typ rules.Type) {
	if v := t.shown(el.x, typ); v != m.Value {
		m.Used, m.MadeUp = &v, m.MadeUp || m.Value.Absent != "" && v.Absent == ""
	}
	if el.weight == nil || el.weight.why(0) != 0 || total == nil || total.Sign() == 0 {
		return
	}
	v := shownNumber(new(big.Rat).Quo(el.weight.rat(0), total))
	m.Share = &v
}

// weightOf is the sum of the weights that count, nil where none are stated.
func (t *tracer) weightOf(els []*element) *big.Rat {
	var sum *big.Rat
	for _, el := range els {
		if el.gone(0) || el.weight == nil || el.weight.why(0) != 0 {
			continue
		}
		if sum == nil {
			sum = new(big.Rat)
		}
		sum.Add(sum, el.weight.rat(0))
	}
	return sum
}

// eachElement calls do for the members of a list, in the order of elements and
// where each is: in its row, and with its members.
func (t *tracer) eachElement(li *rules.List, c *env, do func(p *rules.Part, title string, in *env)) {
	for _, p := range li.Parts {
		switch {
		case p.Over == nil:
			title := ""
			if r, ok := p.X.(*rules.Ref); ok {
				title = titleOf(r.Q)
			}
			do(p, title, c)
		case p.Over.Rows:
			for _, k := range t.kids(p) {
				t.in(p.Over, int(k), func() { do(p, t.f.data.rowsOf(p.Over).labelOf(int(k)), c) })
			}
		default:
			t.f.eachMember(p, c, func(k *kid) { do(p, memberTitle(p.Over, k.m), k.in) })
		}
	}
}

// madeUp reports an input that has a value because a policy put one where the data
// has none.
func (t *tracer) madeUp(e rules.Expr, c *env) bool {
	r, ok := e.(*rules.Ref)
	if !ok {
		return false
	}
	in, ok := r.Q.(*rules.Input)
	if !ok || in.Missing.With == nil {
		return false
	}
	out := false
	at := t.indexed(r, c)
	t.home(in, func() { out = t.f.input(in, at).why(0) == 0 && t.f.rawInput(in, at).why(0) != 0 })
	return out
}

// rawInput is an input as the data has it.
func (f *frame) rawInput(in *rules.Input, c *env) *Vec {
	v := f.input(in, c)
	if k := f.data.flat(f.plan.memberAxes(in.For), c.at); k < len(f.raw[f.plan.inIndex[in]]) && f.raw[f.plan.inIndex[in]][k] != nil {
		return f.raw[f.plan.inIndex[in]][k]
	}
	return v
}

func titleOf(q rules.Quantity) string {
	switch q := q.(type) {
	case *rules.Input:
		return q.Title
	case *rules.Parameter:
		return q.Title
	case *rules.Block:
		return q.Title
	}
	return ""
}

// coverageStage says how many members had to be present and how many were.
func (t *tracer) coverageStage(b *rules.Block, c *env) *TraceStage {
	if b.Need == nil {
		return nil
	}
	els, _ := t.f.elements(b.Raw, c)
	var all, there int
	weightAll, weightThere := new(big.Rat), new(big.Rat)
	missing := slices.Clone(b.Need.Including)
	var gone []string
	for _, el := range els {
		w := el.x.why(0)
		if el.gone(0) || w == whyNotApplicable {
			continue
		}
		weight := big.NewRat(1, 1)
		if el.weight != nil && el.weight.why(0) == 0 {
			weight = el.weight.rat(0)
		}
		all++
		weightAll.Add(weightAll, weight)
		if w != 0 {
			if len(gone) == mostListed {
				gone = append(gone, "…")
			}
			if len(gone) > mostListed {
				continue
			}
			gone = append(gone, el.called(0)+": "+t.shown(el.x, rules.Type{Kind: el.x.Kind}).Text)
			continue
		}
		there++
		weightThere.Add(weightThere, weight)
		missing = slices.DeleteFunc(missing, func(n string) bool { return n == el.called(0) })
	}
	s := &TraceStage{Stage: "coverage", Formula: lang.Canonical(b.Need.Text), At: t.place(b.Need.At)}
	s.Numbers = strconv.Itoa(there) + " of " + strconv.Itoa(all) + " present"
	if b.Need.Weight {
		s.Numbers = "weight " + shortText(shownNumber(weightThere)) + " of " + shortText(shownNumber(weightAll)) + " present"
	}
	s.Why = append(s.Why, gone...)
	for _, m := range missing {
		s.Why = append(s.Why, m+" must be among them, and is not")
	}
	s.Result = &TraceValue{Text: yesNo(t.covered(b, c))}
	return s
}

// covered asks the kernel whether the need is met.
func (t *tracer) covered(b *rules.Block, c *env) bool {
	one := constVec(rules.Value{Type: rules.Type{Kind: rules.Number}, Num: big.NewRat(1, 1)}, t.p.reason)
	return t.f.needed(b, one, c).why(0) == 0
}

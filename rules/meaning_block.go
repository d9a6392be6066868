package rules

import (
	"fmt"
	"strconv"
	"strings"
)

// This file defines what a computed block says, stage by stage.

func (m *meaning) block(b *Block) {
	m.of(b.Kind.String()+"."+b.Name, b.At)
	m.about(b.About)
	m.say("for", entityNames(b.For))
	for _, p := range b.Among {
		m.put("for."+p.Pop.Name, "its members only", Range{}, false)
	}
	m.say("unit", b.Unit)
	m.words("better", b.Better.String())
	if b.Scale != nil {
		m.say("scale", b.Scale.Name)
	}
	m.period(b.InForce)
	m.say("shadow", yes(b.Shadow))
	m.say("unpublished", b.Unpublished)
	m.words("shown", roundings(b.Shown))
	m.formula("applies", b.Applies)
	if b.Else >= 0 && b.Scale != nil {
		m.say("else", b.Scale.Level(b.Else).ID)
	}
	m.value(b)
	m.grade(b)
	m.later(b)
}

func roundings(list []Rounding) string {
	var out []string
	for _, r := range list {
		out = append(out, r.String())
	}
	return strings.Join(out, ", then ")
}

func (m *meaning) value(b *Block) {
	m.formula("value", b.Value)
	var order []string
	for _, c := range b.Cases {
		order = append(order, c.Name)
		m.put("case."+c.Name+".when", Formula(c.When), c.At, false)
		m.put("case."+c.Name+".value", Formula(c.Value), c.Value.At(), false)
		m.put("case."+c.Name+".because", c.Because, c.At, true)
		m.put("case."+c.Name+".source", sourceNames(c.Source), c.At, true)
	}
	if len(order) > 1 {
		m.say("case order", strings.Join(order, ", "))
	}
	if b.Raw != nil {
		m.members(b)
	}
	if b.Scorer != "" {
		m.put("score", b.Scorer, b.Combine.At(), false)
	} else {
		m.formula("score", b.Combine)
	}
	if b.Members != nil {
		m.policy(b.Missing)
	}
	if n := b.Need; n != nil {
		text := fmt.Sprint(n.Quant.Kind, " ", yes(n.Quant.Share), " ", n.Including, " ", n.Weight)
		for _, e := range []Expr{n.Quant.N, n.Quant.M} {
			if e != nil {
				text += " " + Formula(e)
			}
		}
		m.put("need", text, n.At, false)
	}
	if b.Total != nil {
		m.words("total", b.Total.RatString())
	}
	m.say("round", roundings(b.Round))
}

// members says each member with its weight, so that a change of one weight is
// one change.
func (m *meaning) members(b *Block) {
	for _, p := range b.Raw.Parts {
		q := *p
		q.Weight, q.Applies = nil, nil
		var w printer
		w.part(&q)
		name := p.Name
		if p.Over != nil {
			name = "each." + p.Name
		}
		m.put("member."+name, w.String(), p.At, false)
		if p.Weight != nil {
			m.put("member."+name+".weight", Formula(p.Weight), p.Weight.At(), false)
		}
		if p.Applies != nil {
			m.put("member."+name+".applies", Formula(p.Applies), p.Applies.At(), false)
		}
	}
}

func (m *meaning) grade(b *Block) {
	if g := b.Bands; g != nil {
		m.bands(b, g)
	}
	if g := b.Points; g != nil {
		for k, t := range g.Thresholds {
			text := g.Relation + " " + Formula(t)
			if k < len(g.Awards) {
				text += " awards " + Formula(g.Awards[k])
			}
			m.put(fmt.Sprintf("points.%d", k+1), text, t.At(), false)
		}
	}
	if g := b.Interpolate; g != nil {
		for k, s := range g.Segments {
			m.put(fmt.Sprintf("interpolate.%d", k+1), intervalFormula(s.From)+" gives "+intervalFormula(s.To), s.From.At, false)
		}
		m.say("interpolate.below", beyondText(b, g.Below))
		m.say("interpolate.above", beyondText(b, g.Above))
	}
	var order []string
	for _, r := range b.Rules {
		name := r.Name
		if b.Scale != nil {
			if id := b.Scale.Level(r.Level).ID; id != name {
				name = id + "." + name
			}
		}
		order = append(order, name)
		m.put("rule."+name, ruleText(r), r.At, false)
		m.put("rule."+name+".because", r.Because, r.At, true)
		m.put("rule."+name+".source", sourceNames(r.Source), r.At, true)
	}
	if len(order) > 1 {
		m.say("rule order", strings.Join(order, ", "))
	}
	if b.Table != nil {
		m.formula("table", b.Table)
	}
}

func ruleText(r *Rule) string {
	text := Formula(r.Cond)
	if r.Undecided != Stop {
		text += ", undecided: " + r.Undecided.String()
	}
	return text
}

func beyondText(b *Block, x Beyond) string {
	if x.Kind == "state" {
		return b.Scale.Level(x.State).ID
	}
	return x.Kind
}

func (m *meaning) bands(b *Block, g *Bands) {
	m.formula("bands.of", g.Of)
	m.put("bands.unpublished", g.Unpublished, g.At, false)
	m.put("bands.source", sourceNames(g.Source), g.At, true)
	if g.Cuts != nil {
		m.put("bands", "cut_points."+g.Cuts.Name, g.At, false)
		return
	}
	if g.Param != nil {
		m.put("bands", g.Param.Name, g.At, false)
		return
	}
	for _, x := range g.Bands {
		m.put("bands."+b.Scale.Level(x.Level).ID, intervalFormula(x.When), x.At, false)
	}
}

func (m *meaning) later(b *Block) {
	if a := b.Adjust; a != nil {
		m.formula("adjust.from", a.From)
		var order []string
		for _, s := range a.Steps {
			order = append(order, s.Name)
			text := "always"
			if s.When != nil {
				text = Formula(s.When)
			}
			m.put("step."+s.Name, text+" moves "+Formula(s.Move)+undecidedText(s.Undecided), s.At, false)
			m.put("step."+s.Name+".because", s.Because, s.At, true)
			m.put("step."+s.Name+".source", sourceNames(s.Source), s.At, true)
		}
		if len(order) > 1 {
			m.say("step order", strings.Join(order, ", "))
		}
	}
	for _, x := range b.Limits {
		what := "limit." + x.Name
		m.formula(what+".when", x.When)
		m.formula(what+".at_most", x.AtMost)
		m.formula(what+".at_least", x.AtLeast)
		m.formula(what+".exactly", x.Exactly)
		m.put(what+".undecided", strings.TrimPrefix(undecidedText(x.Undecided), ", undecided: "), x.At, false)
		m.put(what+".because", x.Because, x.At, true)
		m.put(what+".source", sourceNames(x.Source), x.At, true)
	}
	for _, o := range b.Overrides {
		what := "override." + o.Name
		m.put(what, "within "+strconv.Itoa(o.Within)+fmt.Sprint(" to ", o.To), o.At, false)
		m.put(what+".needs", strings.Join(o.Needs, ", "), o.At, false)
	}
	for _, k := range b.Marks {
		text := "always"
		if k.When != nil {
			text = Formula(k.When)
		}
		m.put("mark."+k.Mark, text, k.At, false)
		m.put("mark."+k.Mark+".label", k.Label, k.At, true)
	}
}

func undecidedText(u Undecided) string {
	if u == Stop {
		return ""
	}
	return ", undecided: " + u.String()
}

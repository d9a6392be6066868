package lang

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// This file defines how the productions of sentence_grammar.go become nodes of
// the tree, one function for each.

func (r *reader) sentence(g *sentence) Expr {
	if g.Otherwise {
		return &Otherwise{r.node(g.Tokens)}
	}
	var terms []Expr
	for _, a := range g.Alls {
		var all []Expr
		for _, c := range a.Clauses {
			all = append(all, r.clause(c))
		}
		if len(all) == 1 {
			terms = append(terms, all[0])
			continue
		}
		terms = append(terms, &AllOf{r.node(a.Tokens), all})
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return &AnyOf{r.node(g.Tokens), terms}
}

func (r *reader) clause(g *clause) Expr {
	at, pred := r.node(g.Tokens), r.pred(g.Pred)
	if g.Name != nil {
		r.pronoun(g.Name)
		return &Is{Node: at, X: r.name(g.Name), Pred: pred}
	}
	c := &Count{Node: at, Rated: g.Rated, Rest: g.Rest, Pred: pred}
	switch {
	case g.Rest:
		c.Quant = Quant{Kind: All, At: r.node(g.Tokens[:2]).At}
	case g.EachOf != nil:
		at := r.node(g.Tokens[:1])
		c.Quant = map[string]Quant{"every": {Kind: All}, "no": {Kind: None}, "any": {Kind: AtLeast, N: one(at)}}[g.Each]
		c.Quant.At = at.At
		c.Of = r.name(g.EachOf)
	default:
		c.Quant = r.quant(g.Count)
		if g.Of != nil {
			c.Of = r.name(g.Of)
		}
	}
	return c
}

func one(at Node) Expr { return &Number{Node: at, Text: "1", Value: big.NewRat(1, 1)} }

func half(at Node) Expr {
	return &Number{Node: at, Text: "50%", Value: big.NewRat(1, 2), Percent: true}
}

func (r *reader) quant(g *count) Quant {
	at := r.node(g.Tokens)
	q := Quant{At: at.At}
	set := func(k QuantKind, n *amount) {
		if n != nil {
			q.Kind, q.N = k, r.amount(n, true)
		}
	}
	set(AllButAtMost, g.ButMost)
	set(AllButExactly, g.ButExact)
	set(AtLeast, g.AtLeast)
	set(AtMost, g.AtMost)
	set(MoreThan, g.MoreThan)
	set(FewerThan, g.FewerThan)
	set(Exactly, g.Exactly)
	switch {
	case g.All:
		q.Kind = All
	case g.None:
		q.Kind = None
	case g.Half:
		q.Kind, q.N = AtLeast, half(at)
	case g.MoreHalf:
		q.Kind, q.N = MoreThan, half(at)
	case g.Any:
		q.Kind, q.N = AtLeast, one(at)
	case g.OrMore:
		set(AtLeast, g.From)
	case g.OrFewer:
		set(AtMost, g.From)
	case g.To != nil:
		r.upTo(g.From, g.To, "at most %s")
		set(Between, g.From)
		q.M = r.amount(g.To, true)
	}
	return q
}

func (r *reader) pred(g *predict) Pred {
	p := Pred{At: r.node(g.Tokens).At, Not: g.Not != nil}
	if g.Not != nil {
		p.Alts = []Simple{r.simple(g.Not)}
	}
	for _, s := range g.Alts {
		p.Alts = append(p.Alts, r.simple(s))
	}
	return p
}

func (r *reader) simple(g *simple) Simple {
	at := r.node(g.Tokens)
	s := Simple{At: at.At}
	switch {
	case g.OrBetter:
		s.Kind, s.X = OrBetter, r.amount(g.Rel, false)
	case g.OrWorse:
		s.Kind, s.X = OrWorse, r.amount(g.Rel, false)
	case g.Better != nil:
		s.Kind, s.X = BetterThan, r.amount(g.Better, false)
	case g.Worse != nil:
		s.Kind, s.X = WorseThan, r.amount(g.Worse, false)
	case g.Any:
		s.Kind, s.X = In, &Any{at}
	case g.Span != nil:
		r.levelAtLeast(g.Span)
		s.Kind, s.X = In, r.spanned(g.Span)
	case g.Rated:
		s.Kind = Rated
	case g.True:
		s.Kind = True
	case g.False:
		s.Kind = False
	default:
		s.Kind, s.X = IsValue, r.amount(g.Value, false)
	}
	return s
}

func (r *reader) interval(g *interval) Expr {
	switch {
	case g.Otherwise:
		return &Otherwise{r.node(g.Tokens)}
	case g.Any:
		return &Any{r.node(g.Tokens)}
	}
	return r.spanned(g.Span)
}

func (r *reader) spanned(g *span) Expr {
	i := &Interval{Node: r.node(g.Tokens), LoOpen: g.LoOpen || g.Above != nil, HiOpen: g.HiOpen || g.Below != nil}
	lo, hi := g.Lo, g.Hi
	switch {
	case g.OrMore:
		lo = g.End
	case g.OrLess:
		hi = g.End
	case g.AtLeast != nil:
		lo = g.AtLeast
	case g.Above != nil:
		lo = g.Above
	case g.AtMost != nil:
		hi = g.AtMost
	case g.Below != nil:
		hi = g.Below
	case g.Exactly != nil:
		i.Lo = r.amount(g.Exactly, true)
		i.Hi = i.Lo
		return i
	}
	if g.Lo != nil {
		r.upTo(g.Lo, g.Hi, "%s or less")
	}
	if lo != nil {
		i.Lo = r.amount(lo, true)
	}
	if hi != nil {
		i.Hi = r.amount(hi, true)
	}
	return i
}

func (r *reader) need(g *need) Expr {
	n := &Need{Node: r.node(g.Tokens), Quant: r.quant(g.Count), Weight: g.Weight}
	if g.Of != nil {
		n.Of = r.amount(g.Of, false)
	}
	for _, m := range g.Including {
		n.Including = append(n.Including, r.name(m))
	}
	return n
}

// amount reads a number or a name; where a number is meant, one in words is
// refused, though it could be a name.
func (r *reader) amount(g *amount, counts bool) Expr {
	at := r.node(g.Tokens)
	if g.Number {
		text := g.Tokens[0].Value
		digits, percent := strings.CutSuffix(text, "%")
		v, ok := new(big.Rat).SetString(digits)
		if !ok {
			panic("not a number: " + text) // words has checked the digits
		}
		if percent {
			v.Quo(v, big.NewRat(100, 1))
		}
		return &Number{Node: at, Text: text, Value: v, Percent: percent}
	}
	if digits := numberWords[g.Name.Text]; counts && digits != "" {
		r.hit(hit{code: NumberWord, from: at.At, old: g.Name.Text, new: digits, why: numberWhy})
	}
	if g.Minus {
		return &Unary{Node: at, Op: "-", X: r.name(g.Name)}
	}
	return r.name(g.Name)
}

// pronoun refuses "both are good", which would read as one thing named both.
func (r *reader) pronoun(g *name) {
	if slices.Contains(strangers, g.Text) {
		r.problem(BadSentence, r.node(g.Tokens).At, hitSummary[BadSentence], quote(g.Text)+" is not a word of sentences. "+r.forms(), nil)
	}
}

// upTo refuses "up to 2", which would read as a range from up to 2.
func (r *reader) upTo(lo, hi *amount, format string) {
	if !lo.Number && !lo.Minus && lo.Name.Text == "up" {
		n := hi.Tokens[len(hi.Tokens)-1].Value
		r.hit(hit{code: UnclearSpan, from: hcl.RangeBetween(r.node(lo.Tokens).At, r.node(hi.Tokens).At), old: "up to " + n, new: fmt.Sprintf(format, n), why: upToWhy})
	}
}

// name reads row.cut as row's member cut.
func (r *reader) name(g *name) Expr {
	from := g.Tokens[0].Pos.Offset
	place := func(a, b int) Range { return r.span(min(from+a, len(r.text)), min(from+b, len(r.text))) }
	parts := strings.Split(g.Text, ".")
	end := len(parts[0])
	var x Expr = &Name{Node{place(0, end)}, parts[0]}
	for _, p := range parts[1:] {
		start := end + 1
		end = start + len(p)
		x = &Select{Node: Node{place(0, end)}, X: x, Name: p, NameAt: place(start, end)}
	}
	return x
}

// levelAtLeast refuses "at least good" in a predicate: on a ladder it is not
// clear which way it points, and for a number there is "n or more".
func (r *reader) levelAtLeast(g *span) {
	n, now, number := g.AtLeast, " or better", " or more"
	if n == nil {
		n, now, number = g.AtMost, " or worse", " or less"
	}
	if n == nil || n.Number || n.Minus {
		return
	}
	old := g.Tokens[0].Value + " " + g.Tokens[1].Value + " " + n.Name.Text
	r.hit(hit{code: LevelAtLeast, from: hcl.RangeBetween(r.node(g.Tokens).At, r.node(n.Tokens).At), old: old, new: n.Name.Text + now,
		why: "Levels are better or worse, not more or less. If " + quote(n.Name.Text) + " is a number, write " + quote(n.Name.Text+number) + "."})
}

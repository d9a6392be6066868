package rules

import (
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines rankings: a place among rows, by several keys.

// RankingFn is the function that a ranking block stands for: its first argument
// is who is ranked, the others are the keys; Words are the order of each key,
// then what equal ones get.
var RankingFn = &Builtin{Name: "ranking", Sig: "ranking", Doc: "the place of a row among others, by several keys"}

func (l *loader) ranking(b *Block, t *lang.Block, s *scope) {
	n := l.name(t, "over")
	a := t.Attr("by")
	if n == nil || a == nil {
		return
	}
	over, pop := l.whom(n.Name)
	if over == nil {
		l.unknown("population", n.Name, n.At, l.whomNames())
		return
	}
	if !over.Rows || !slices.Contains(b.For, over) {
		l.problem(LeftOver, n.At, "ranking of others than the block is for", "A ranking gives each row its place among the rows of the same kind: "+quote(b.Name)+" is not for each "+over.Name+".", note(b.At, "the ranking"))
		return
	}
	items := []lang.Expr{a.Value}
	if li, ok := a.Value.(*lang.List); ok {
		items = li.Items
	}
	call := &Call{Node: node(Type{Kind: Number}, a.Range), Fn: RankingFn, Args: []Expr{nil}}
	for _, i := range items {
		key := l.scalar(i, s, nil)
		if key == nil {
			return
		}
		if k := key.Type(); k.Kind != Number && k.Kind != DateKind && (k.Kind != LevelKind || !k.Scale.Ordered) {
			l.problem(NotOrdered, i.Range(), "key that has no order", "A key is a number, a date or a level of an ordered scale; this is "+k.describe()+".")
			return
		}
		call.Args = append(call.Args, key)
	}
	if !l.rankingWords(call, t, len(items)) {
		return
	}
	p := &Part{Name: b.Name, X: call.Args[1], Over: over, At: n.At}
	if !l.among(p, pop, s, n.At) {
		return
	}
	call.Args[0] = &List{Node: node(listOf(call.Args[1].Type()), n.At), Parts: []*Part{p}}
	b.Value, b.VType = call, Type{Kind: Number}
}

// rankingWords reads the order of each key, and what equal rows get.
func (l *loader) rankingWords(call *Call, t *lang.Block, keys int) bool {
	orders := l.names(t, "order")
	if len(orders) != keys {
		if a := t.Attr("order"); a != nil {
			l.problem(WrongArgs, a.Range, "order of another number of keys", "Write ascending or descending for each key, in the order of the keys.")
		}
		return false
	}
	for _, o := range orders {
		if o.Name != "ascending" && o.Name != "descending" {
			d := l.problem(WrongValue, o.At, "unknown order", "The order of a key is ascending or descending.")
			if near := nearest(o.Name, []string{"ascending", "descending"}); near != "" {
				d.Fix = didYouMean(near, o.At)
			}
			return false
		}
		call.Words = append(call.Words, o.Name)
	}
	ties := []string{"competition", "dense", "mean", "last"}
	call.Words = append(call.Words, ties[l.word(t, "ties", ties, 0)])
	return true
}

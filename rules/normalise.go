package rules

import (
	"maps"
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines the normalise block: the value set among those of everyone.
// It stands for a call of the function that it names.

func (l *loader) normalise(b *Block, t *lang.Block, s *scope) {
	all := t.Of("normalise")
	if len(all) == 0 {
		return
	}
	n := all[0]
	b.Source = append(b.Source, l.about(n).Source...)
	method, over := l.name(n, "method"), l.name(n, "over")
	if method == nil || over == nil {
		return
	}
	st, ok := statistics[method.Name]
	if !ok || st.args[0].kind != oneValue {
		l.unknown("method", method.Name, method.At, normaliseMethods())
		return
	}
	if b.Value == nil {
		if !hasValue(b.Tree) || t.Attr("value") == nil {
			l.problem(Contradiction, n.Header, "normalise without a formula", "What is normalised is a formula: value = ... . Compute a score or cases in a block of their own, and read that here.", note(b.At, "the block"))
		}
		return
	}
	a := &statArgs{x: l.toNumber(b.Value, b.At)}
	if a.x == nil || !l.normaliseArgs(a, st, n, over, s, method) {
		return
	}
	c := &Call{Node: node(plainNumber, method.At), Fn: FindBuiltin(method.Name), Args: []Expr{a.x}, Words: a.words}
	if a.list != nil {
		c.Args = append(c.Args, a.list)
	}
	c.Args = append(c.Args, a.nums...)
	c.Body = st.body(&builder{method.At}, a)
	b.Value, b.VType = c, plainNumber
}

func normaliseMethods() []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(statistics)) {
		if statistics[k].args[0].kind == oneValue {
			out = append(out, k)
		}
	}
	return out
}

// normaliseArgs reads who the value is set among, and the variants and numbers
// of the function.
func (l *loader) normaliseArgs(a *statArgs, st statistic, n *lang.Block, over *lang.Name, s *scope, method *lang.Name) bool {
	e, pop := l.whom(over.Name)
	if e == nil {
		l.unknown("population", over.Name, over.At, l.whomNames())
		return false
	}
	if memberOf(e, s, over.At) == nil {
		l.problem(LeftOver, over.At, "population of another kind", "The block has no value for each "+e.Name+".", note(e.At, "the entity"))
		return false
	}
	words, nums := l.names(n, "variant"), []lang.Expr{}
	if w := n.Attr("with"); w != nil {
		nums = []lang.Expr{w.Value}
		if li, ok := w.Value.(*lang.List); ok {
			nums = li.Items
		}
	}
	fn := FindBuiltin(method.Name)
	for _, spec := range st.args[1:] {
		var x lang.Expr
		switch {
		case spec.kind == manyValues:
			p := &Part{Name: over.Name, X: a.x, Base: a.x, Over: e, Restrict: restriction(e, s), At: over.At}
			if !l.among(p, pop, s, over.At) {
				return false
			}
			a.list = &List{Node: node(listOf(plainNumber), over.At), Parts: []*Part{p}}
			continue
		case spec.kind == oneWord && len(words) > 0:
			x, words = words[0], words[1:]
		case spec.kind == constantNumber && len(nums) > 0:
			x, nums = nums[0], nums[1:]
		case spec.optional:
			continue
		default:
			l.problem(WrongArgs, method.At, "method without all that it needs", "It stands for "+fn.Sig+": its words are named by variant, its numbers by with."+l.variants(spec))
			return false
		}
		if !l.statArg(fn, spec, x, s, a) {
			return false
		}
	}
	if len(words) > 0 || len(nums) > 0 {
		l.problem(WrongArgs, method.At, "method with more than it takes", "It stands for "+fn.Sig+".")
		return false
	}
	return true
}

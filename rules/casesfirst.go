package rules

import (
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines cases that decide before rules: a named exception to how a
// result comes about, such as a rating that is judged and not aggregated.

// ByRules is what follows a block's name in the name of the block that holds
// its rules, where cases decide before them.
const ByRules = "." + byRules

const byRules = "by_rules"

// casesFirst divides a block whose cases give levels of its scale, and which has
// rules or a table beside them: the rules become a block of their own, which is
// the value of a last case, and so serve where no other case holds.
func (l *loader) casesFirst(b *Block, t *lang.Block) {
	if len(b.Cases) == 0 || b.VType.Kind != LevelKind || b.Scale == nil || b.VType.Scale != b.Scale || len(b.Rules) == 0 && b.Table == nil {
		return
	}
	if last := b.Cases[len(b.Cases)-1]; last.When == nil {
		l.problem(Contradiction, last.At, "rules that no case leaves anything to", "Cases decide before rules, and this one takes all that is left. Say when it holds, or remove the rules.", note(b.At, "the block"))
		return
	}
	h := &Block{About: b.About, Kind: b.Kind, Name: b.Name + ByRules, For: b.For, Scale: b.Scale, InForce: b.InForce, Undecided: b.Undecided,
		Among: b.Among, Applies: b.Applies, Else: -1, Type: b.Type, VType: b.Type,
		Raw: b.Raw, Members: b.Members, Missing: b.Missing, Need: b.Need, Rules: b.Rules, Ladder: b.Ladder, Table: b.Table, Of: b, Tree: b.Tree}
	at := b.At
	for _, a := range []*lang.Attr{t.Attr("rules"), t.Attr("table")} {
		if a != nil {
			at = a.Value.Range()
		}
	}
	if first := t.Of("rule"); len(first) > 0 {
		at = first[0].Header
	}
	if slices.Contains(h.Refs(), Quantity(b)) {
		l.problem(Circular, b.At, "circular definition", "The rules of "+quote(b.Name)+" read what its cases give, and serve only where no case holds.")
		return
	}
	b.Rules, b.Ladder, b.Table, b.Need = nil, nil, nil, nil
	b.Cases = append(b.Cases, &Case{About: About{At: at}, Name: byRules, Value: &Ref{node(h.Type, at), h, Final, make([]Expr, len(b.For)), -1}})
	l.order = append(l.order, h)
}

// RulesServe reports whether rules serve where none of the block's cases holds:
// the last case is then theirs.
func (b *Block) RulesServe() bool {
	n := len(b.Cases)
	return n > 0 && b.Cases[n-1].Name == byRules
}

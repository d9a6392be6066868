package engine

import "github.com/rubric-lang/rubric/rules"

// This file defines which rules a Stream can apply, whatever the data.

// Passes reports whether each result is that of its own row, so that data may be rated
// as it passes by; all says that every step is kept. A data source that is dear to ask
// need not be asked to know it.
func (p *Plan) Passes(all bool) bool {
	fw := p.Framework
	if len(fw.CutPoints) > 0 { // that are kept are compared to those of the data
		return false
	}
	for _, b := range fw.Publish {
		if p.RestsOnRows(b) != "" {
			return false
		}
	}
	for _, b := range fw.Blocks {
		if all && p.RestsOnRows(b) != "" || namesRow(b) {
			return false
		}
	}
	for _, in := range fw.Inputs {
		if in.Missing.With != nil {
			return false // what is made up is counted over all rows
		}
		if rules.Grain(in.For) != fw.Entity {
			return false // all rows must say the same of it
		}
	}
	return fw.Entity.Within == nil && (p.needsDate() == "" || p.AsOf != "")
}

// namesRow reports whether a block reads which row it is computed for: as a value of its
// own a row is its place among all, which those of a piece do not have.
func namesRow(b *rules.Block) bool {
	found := false
	b.Exprs(func(_ string, e rules.Expr) {
		rules.Walk(e, func(x rules.Expr) bool {
			if m, ok := x.(*rules.MemberRef); ok && m.Entity.Rows {
				found = true
			}
			return !found
		})
	})
	return found
}

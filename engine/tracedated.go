package engine

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a trace says that a block, or the whole framework, does
// not hold on a date.

// notInForce says why a block does not hold for the row; "" where it does.
func (t *tracer) notInForce(b *rules.Block) string {
	gone := t.f.outOfForce(b)
	if gone == nil || gone[0] == 0 {
		return ""
	}
	fw := t.p.Framework
	day := t.p.AsOf
	if date := t.f.rowDates(); date != nil {
		if date.why(0) != 0 {
			return fw.DatedBy.Name + ", which says which rules hold, is " + reasonText(t.p.reasons[date.why(0)])
		}
		day = rules.DateText(int(date.code(0)))
	}
	if !fw.InForce.Holds(day) {
		return "the rules are in force " + fw.InForce.String() + ", not on " + day
	}
	return nameOf(b) + " is in force " + b.InForce.String() + ", not on " + day
}

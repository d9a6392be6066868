package rules

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines what is found about dates: figures and tables that begin too
// late, and blocks that hold for a part of the time, over the whole period that
// the framework claims. A framework that states no period claims none, and dates
// that are not covered leave its results absent (not_in_force), as they say.

// Both is the period in which both hold; false if there is none.
func (p Period) Both(o Period) (Period, bool) {
	out := Period{From: max(p.From, o.From), Until: p.Until}
	if out.Until == "" || o.Until != "" && o.Until < out.Until {
		out.Until = o.Until
	}
	return out, out.Until == "" || out.From < out.Until
}

// covers reports whether the period holds on every date of another.
func (p Period) covers(o Period) bool {
	return p.From <= o.From && (p.Until == "" || o.Until != "" && o.Until <= p.Until)
}

// checkVersions reports what is wrong with dates.
func (l *loader) checkVersions() {
	for _, p := range l.fw.Parameters {
		for _, d := range p.Dated {
			l.reviewed(d.From, d.ReviewBy, d.At, "value")
		}
	}
	for _, t := range l.fw.Tables {
		for _, d := range t.Dated {
			l.reviewed(d.From, d.ReviewBy, d.At, "rows")
		}
	}
	if l.fw.InForce == (Period{}) || l.list.HasErrors() {
		return
	}
	l.neverUsed()
	v := &versions{l: l, seen: map[string]bool{}, told: map[any]bool{}}
	for _, b := range l.fw.Blocks {
		if slices.Contains(l.fw.Publish, b) || b.Shadow {
			v.block(b, l.fw.InForce)
		}
	}
}

func (l *loader) reviewed(from, review string, at Range, what string) {
	if review != "" && review < from {
		l.warn(ReviewEarly, at, "review before its time", fmt.Sprintf("The %s from %s should have been looked at again by %s, before there was any. Correct one of the dates.", either(what == "rows", "rows", "value"), from, review))
	}
}

// neverUsed warns of dates that the period of the framework leaves no room for.
func (l *loader) neverUsed() {
	claimed := l.fw.InForce
	unused := func(what, from, next string, at Range) {
		why := ""
		switch {
		case from != "" && claimed.Until != "" && from >= claimed.Until:
			why = "The framework holds until " + claimed.Until
		case next != "" && claimed.From != "" && next <= claimed.From:
			why = "The framework holds from " + claimed.From + " on, and the next " + what + " begin" + either(what == "rows", "", "s") + " on " + next
		default:
			return
		}
		l.warn(DateOutside, at, what+" of a time that the framework does not claim", why+", so "+either(what == "rows", "these are", "this one is")+" never used. Remove "+either(what == "rows", "them", "it")+", or correct the date or the period.", l.claimed())
	}
	for _, p := range l.fw.Parameters {
		for i, d := range p.Dated {
			next := ""
			if i+1 < len(p.Dated) {
				next = p.Dated[i+1].From
			}
			unused("value", d.From, next, d.At)
		}
	}
	for _, t := range l.fw.Tables {
		for i, d := range t.Dated {
			next := ""
			if i+1 < len(t.Dated) {
				next = t.Dated[i+1].From
			}
			unused("rows", d.From, next, d.At)
		}
	}
	for _, b := range l.fw.Blocks {
		if _, some := b.InForce.Both(claimed); !some {
			l.warn(NeverInForce, b.At, b.Kind.String()+" that is never in force", fmt.Sprintf("%s holds %s, and the framework %s. Correct one of the periods, or remove the block.", quote(b.Name), b.InForce, claimed), l.claimed())
		}
	}
}

// claimed points at the period of the framework.
func (l *loader) claimed() diag.Note {
	at := l.fw.At
	if n := orEmpty(l.trees[l.fw]).Of("in_force"); len(n) > 0 {
		at = n[0].Header
	}
	return note(at, "the framework holds "+l.fw.InForce.String())
}

// datesAlone refuses a date by which the framework is dated that rests on what it
// chooses between.
func (l *loader) datesAlone(i *Input, at Range) {
	for _, q := range Reads(i) {
		p, param := q.(*Parameter)
		if _, block := q.(*Block); block || param && p.Historic() {
			l.problem(Circular, i.At, "date that rests on the rules that it chooses", "Input "+quote(i.Name)+" says which rules and figures hold, and reads "+quote(q.QName())+", which depends on that.", note(at, "it is named here"), note(q.Place(), quote(q.QName())))
			return
		}
	}
}

func either(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

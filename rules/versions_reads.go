package rules

import (
	"fmt"
)

// This file defines the walk from what is published to what it reads, with the
// period for which it is read.

// versions is that walk.
type versions struct {
	l    *loader
	seen map[string]bool // a block and a period
	told map[any]bool
}

// reading is a block under the walk: for when it is read, and which quantities it
// looks at being absent.
type reading struct {
	v      *versions
	b      *Block
	period Period
	looks  map[Quantity]bool
}

// block walks a block that is read in a period.
func (v *versions) block(b *Block, when Period) {
	when, some := when.Both(b.InForce)
	key := fmt.Sprintf("%p %s", b, when)
	if !some || v.seen[key] {
		return
	}
	v.seen[key] = true
	r := &reading{v: v, b: b, period: when, looks: map[Quantity]bool{}}
	b.Exprs(func(_ string, e Expr) { r.looked(e) })
	if b.Bands != nil && b.Bands.Param != nil {
		r.parameter(b.Bands.Param, b.Bands.At, false)
	}
	if b.Need != nil && b.Need.Quant.Per != nil {
		r.parameter(b.Need.Quant.Per, b.Need.At, false)
	}
	guarded := r.guarded()
	members := b.Missing.Kind != Fail
	b.Exprs(func(where string, e Expr) {
		r.walk(e, guarded[where] || members && (where == "members" || where == "score"))
	})
}

// looked finds the quantities that the block asks whether they are there.
func (r *reading) looked(e Expr) {
	Walk(e, func(x Expr) bool {
		c, ok := x.(*Call)
		if !ok || !asksPresence(c) {
			return true
		}
		Walk(c, func(y Expr) bool {
			if ref, ok := y.(*Ref); ok {
				r.looks[ref.Q] = true
			}
			return true
		})
		return true
	})
}

// asksPresence reports functions that say what is done about an absent value.
func asksPresence(c *Call) bool {
	switch c.Fn.Name {
	case "coalesce", "is_present", "absent", "is_rated", "present", "fill":
		return true
	}
	return false
}

// guarded names the parts of a block that say what they do while they cannot be
// decided.
func (r *reading) guarded() map[string]bool {
	out := map[string]bool{}
	for _, x := range r.b.Rules {
		out["rule "+x.Name] = x.Undecided != Stop
	}
	for _, x := range r.b.Limits {
		out["limit "+x.Name] = x.Undecided != Stop
	}
	if r.b.Adjust != nil {
		for _, x := range r.b.Adjust.Steps {
			out["step "+x.Name] = x.Undecided != Stop
		}
	}
	return out
}

// walk looks at everything that an expression reads. Guarded is what may be absent.
func (r *reading) walk(e Expr, guarded bool) {
	Walk(e, func(x Expr) bool {
		switch x := x.(type) {
		case *Ref:
			r.quantity(x.Q, x.At(), guarded || r.looks[x.Q])
		case *Count:
			if x.Quant.Per != nil {
				r.parameter(x.Quant.Per, x.At(), guarded)
			}
		case *TableCall:
			r.table(x.Table, x.At(), guarded)
		case *Call:
			if x.Cuts != nil {
				r.walk(x.Cuts.Of, guarded)
				for _, c := range x.Cuts.Cuts {
					r.walk(c, guarded)
				}
			}
		}
		return true
	})
}

func (r *reading) quantity(q Quantity, at Range, guarded bool) {
	switch q := q.(type) {
	case *Parameter:
		r.parameter(q, at, guarded)
	case *Input:
		if key := fmt.Sprintf("%p %p %s", q, r.b, r.period); !r.v.seen[key] {
			r.v.seen[key] = true
			r.walk(q.Applies, guarded)
			r.walk(q.Missing.With, guarded)
		}
	case *Block:
		if q == r.b {
			return
		}
		if _, some := q.InForce.Both(r.v.l.fw.InForce); some && !guarded && !q.InForce.covers(r.period) && !r.v.told[q] {
			r.v.told[q] = true
			r.v.l.warn(PartOfPeriod, at, q.Kind.String()+" that holds for a part of the time", fmt.Sprintf("%s holds %s, and %s reads it %s: on other dates it is absent, and so is what rests on it. Give %s the same period, say what holds instead (coalesce, or a case that asks is_present), or leave it out where it is absent (missing = exclude).", quote(q.Name), q.InForce, quote(r.b.Name), r.period, quote(r.b.Name)),
				note(q.At, quote(q.Name)+" holds "+q.InForce.String()), r.v.l.claimed())
		}
		r.v.block(q, r.period)
	}
}

// parameter reports a parameter whose first value comes after it is read.
func (r *reading) parameter(p *Parameter, at Range, guarded bool) {
	if len(p.Dated) > 0 && p.Dated[0].From != "" {
		r.begins(p, "parameter", p.Name, p.Dated[0].From, p.Dated[0].At, at, guarded)
	}
	for i, d := range p.Dated {
		own := Period{From: d.From}
		if i+1 < len(p.Dated) {
			own.Until = p.Dated[i+1].From
		}
		if own, some := own.Both(r.period); some && d.Value != nil {
			in := *r
			in.period = own
			in.walk(d.Value, guarded)
		}
	}
}

func (r *reading) table(t *Table, at Range, guarded bool) {
	if len(t.Dated) > 0 && t.Dated[0].From != "" {
		r.begins(t, "table", t.Name, t.Dated[0].From, t.Dated[0].At, at, guarded)
	}
}

// begins reports a thing that begins after it is first read.
func (r *reading) begins(thing any, kind, name, from string, first, at Range, guarded bool) {
	l := r.v.l
	if guarded || from <= r.period.From || r.v.told[thing] {
		return
	}
	r.v.told[thing] = true
	since := "without a beginning"
	mend := "give the framework a beginning"
	if r.period.From != "" {
		since, mend = "from "+r.period.From+" on", "let the framework begin on "+from
	}
	l.problem(DateGap, first, kind+" that begins too late", fmt.Sprintf("The first date of %s is %s, and %s reads it %s. For the time between, nothing holds and nothing may be assumed. Add what held then, say that it is not known (unpublished = \"...\"), or %s.", quote(name), from, quote(r.b.Name), since, mend),
		note(at, "read here by "+quote(r.b.Name)), l.claimed())
}

package engine

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines what the date chooses: which rows of a table hold, and
// whether a block does. The date is that of the plan; where the framework is dated
// by an input, it is the date of each row. Rows above those that the input is for,
// and figures of everyone, have no date of their own: that of the plan chooses.

// rowDates is the date of each row of the frame; nil where that of the plan holds.
func (f *frame) rowDates() *Vec {
	if in := f.plan.Framework.DatedBy; in != nil && f.hasDate(in) {
		return f.dateOf(in)
	}
	return nil
}

// chosen says for each row of a frame which date's rows of a table hold.
type chosen struct {
	all  int   // for all rows, if date is nil
	date *Vec  // of each row
	from []int // the days from which each date's rows hold
}

func (f *frame) tableDates(t *rules.Table) chosen {
	ch := chosen{all: f.plan.tables[t]}
	if !t.Historic() {
		ch.all = 0
		return ch
	}
	if ch.date = f.rowDates(); ch.date != nil {
		for _, d := range t.Dated {
			from, _ := rules.Days(d.From)
			ch.from = append(ch.from, from)
		}
	}
	return ch
}

// at is the place of the date whose rows hold in row i, or -1.
func (ch chosen) at(i int) int {
	if ch.date == nil {
		return ch.all
	}
	if ch.date.why(i) != 0 {
		return -1
	}
	at := -1
	for k, from := range ch.from {
		if int(ch.date.code(i)) >= from {
			at = k
		}
	}
	return at
}

// holds reports whether row k of a table is one of the date that holds in row i.
func (ch chosen) holds(t *rules.Table, k, i int) bool {
	if len(t.Dated) == 0 {
		return true
	}
	at := ch.at(i)
	return at >= 0 && k >= t.Dated[at].First && k < t.Dated[at].End
}

// why is the reason why the table gives nothing in row i, or 0.
func (ch chosen) why(t *rules.Table, i int) uint8 {
	if len(t.Dated) == 0 {
		return 0
	}
	if ch.date != nil && ch.date.why(i) != 0 {
		return ch.date.why(i)
	}
	switch at := ch.at(i); {
	case at < 0:
		return whyNotInForce
	case t.Dated[at].Unpublished != "":
		return whyUnpublished
	}
	return 0
}

// inForce reports whether a block holds on the date of the plan.
func (p *Plan) inForce(b *rules.Block) bool {
	return p.AsOf == "" || p.Framework.InForce.Holds(p.AsOf) && b.InForce.Holds(p.AsOf)
}

// outOfForce says why the block is absent, row by row, because it does not hold,
// or the framework does not; nil where it holds in all.
func (f *frame) outOfForce(b *rules.Block) []uint8 {
	fw := f.plan.Framework
	always := b.InForce == rules.Period{} && fw.InForce == rules.Period{}
	if always {
		return nil
	}
	date := f.rowDates()
	if date == nil {
		if f.plan.inForce(b) {
			return nil
		}
		return slices.Repeat([]uint8{whyNotInForce}, f.n)
	}
	var out []uint8
	for i := range f.n {
		w := date.why(i)
		if w == 0 {
			if day := rules.DateText(int(date.code(i))); !fw.InForce.Holds(day) || !b.InForce.Holds(day) {
				w = whyNotInForce
			}
		}
		if w != 0 && out == nil {
			out = make([]uint8, f.n)
		}
		if w != 0 {
			out[i] = w
		}
	}
	return out
}

// outside makes a vector of yes or no absent where why says so.
func (f *frame) outside(x *Vec, why []uint8) *Vec {
	out := f.absentRows(rules.Bool, whyNotInForce)
	f.pick(out, x, func(i int) bool { return why[i] == 0 })
	for i, w := range why {
		if w != 0 {
			out.Why[i] = w
		}
	}
	return out
}

// neverInForce gives the columns of a block that holds in no row.
func (f *frame) neverInForce(b *rules.Block, why []uint8, out *cols) {
	absent := func(k rules.Kind) *Vec {
		v := f.absentRows(k, whyNotInForce)
		copy(v.Why, why)
		return v
	}
	v := absent(b.Type.Kind)
	out.Unrounded, out.Value = absent(b.VType.Kind), absent(b.VType.Kind)
	out.outOfForce = true
	out.Applies, out.Weight, out.DecidedBy = absent(rules.Bool), absent(rules.Number), absent(rules.TextKind)
	out.Graded, out.Adjusted, out.Limited, out.Final = v, v, v, v
}

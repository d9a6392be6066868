package byrow

import "github.com/rubric-lang/rubric/rules"

// This file defines what the date chooses: which blocks hold, and which rows of a
// table.

// day is the date that chooses for a row: that of the input by which the
// framework is dated, else that of the run.
func (r *Row) day(at Context) (int, Value) {
	if in := r.prog.fw.DatedBy; in != nil {
		d := r.input(in, at)
		return d.Code, d
	}
	return r.prog.opt.AsOf, Value{}
}

// outOfForce says why a block does not hold: the date lies outside its period or
// that of the framework, or is not known. It is "" where the block holds. Without
// a date every block does.
func (r *Row) outOfForce(b *rules.Block, at Context) string {
	all := r.prog.fw.InForce
	if b.InForce == (rules.Period{}) && all == (rules.Period{}) {
		return ""
	}
	day, why := r.day(at)
	switch {
	case why.Absent != "":
		return why.Absent
	case day == 0 && r.prog.fw.DatedBy == nil:
		return ""
	case within(b.InForce, day) && within(all, day):
		return ""
	}
	return notInForce
}

// within reports whether a day lies in a half-open period.
func within(p rules.Period, day int) bool {
	from, hasFrom := rules.Days(p.From)
	until, hasUntil := rules.Days(p.Until)
	return (!hasFrom || day >= from) && (!hasUntil || day < until)
}

// rowsInForce are the rows of a table that hold on the date of the row, from the
// first to before the end; or why there are none.
func (fr *frame) rowsInForce(t *rules.Table) (first, end int, why string) {
	if len(t.Dated) == 1 && t.Dated[0].From == "" {
		first, end = 0, len(t.Rows)
		if t.Dated[0].Unpublished != "" {
			why = unpublished
		}
		return first, end, why
	}
	day, absent := fr.row.day(fr.at)
	if absent.Absent != "" {
		return 0, 0, absent.Absent
	}
	why = notInForce
	for _, d := range t.Dated {
		if from, _ := rules.Days(d.From); from > day {
			break
		}
		if first, end, why = d.First, d.End, ""; d.Unpublished != "" {
			why = unpublished
		}
	}
	return first, end, why
}

package byrow

import "github.com/rubric-lang/rubric/rules"

// This file defines what the date chooses: which blocks hold, and which rows of a
// table.

// day is the date that chooses for a row: that of the input by which the
// framework is dated, where the row has one, else that of the run. It is not known
// where the run has none.
func (r *Row) day() (day int, known bool, why string) {
	prog := r.run.prog
	if in := prog.fw.DatedBy; in != nil && r.hasDate(in) {
		home := r.home(in.For)
		if home == nil {
			return 0, false, notReported
		}
		d := home.input(in, nil)
		return d.Code, d.Absent == "", d.Absent
	}
	return prog.opt.AsOf, prog.opt.AsOf != 0, ""
}

// outOfForce says why a block does not hold: the date lies outside its period or
// that of the framework, or is not known. It is "" where the block holds. Without
// a date every block does.
func (r *Row) outOfForce(b *rules.Block) string {
	all := r.run.prog.fw.InForce
	if b.InForce == (rules.Period{}) && all == (rules.Period{}) {
		return ""
	}
	day, known, why := r.day()
	if !known || inPeriod(b.InForce, day) && inPeriod(all, day) {
		return why
	}
	return notInForce
}

// inPeriod reports whether a day lies in a half-open period.
func inPeriod(p rules.Period, day int) bool {
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
	day, _, why := fr.row.day()
	if why != "" {
		return 0, 0, why
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

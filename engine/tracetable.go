package engine

import (
	"slices"
	"strconv"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a decision table is explained: every row with the cells
// that do not hold.

// mostRows is how many rows of a large table are shown beside the one that held.
const mostRows = 40

func (t *tracer) tableStage(b *rules.Block, c *env, cs *cols) *TraceStage {
	e := b.Table
	tab := e.Table
	s := &TraceStage{Stage: "table", Name: tab.Name, Result: t.shownPtr(cs.Graded, b.Type), At: t.place(tab.At), Sources: t.cite(tab.Source), Standing: weakest(tab.Source)}
	args := make([]*Vec, len(e.Args))
	for k, a := range e.Args {
		args[k] = t.f.eval(a, c)
		s.Why = append(s.Why, tab.In[k].Name+" is "+isText(t.shown(args[k], a.Type())))
	}
	truths := t.f.rowTruths(tab, args, c)
	dates := t.f.tableDates(tab)
	if text := t.dateOfRows(tab, dates, s); text != "" {
		s.Why = append(s.Why, text)
	}
	done := false
	for k, r := range tab.Rows {
		if !dates.holds(tab, k, 0) {
			continue
		}
		try := TraceTry{Name: rowTitle(tab, k), Text: t.rowText(tab, r), Held: [...]string{"undecided", "no", "yes"}[truths[k][0]+1], At: t.place(r.At)}
		if e.Out < len(r.Outs) {
			v := t.constant(r.Outs[e.Out])
			try.Gives = &v
		}
		try.Decided = cs.Row != nil && int(cs.Row[0]) == k
		switch {
		case done && tab.Hit == "first":
			try.Held = "not_looked_at"
		case truths[k][0] < 1:
			try.Why = t.cells(tab, r, args, c)
		}
		done = done || truths[k][0] == 1
		if len(tab.Rows) <= mostRows || try.Held == "yes" || try.Held == "undecided" {
			s.Tried = append(s.Tried, try)
		}
	}
	return s
}

// dateOfRows says from when the rows of a table with a history are, which are the
// ones that hold for the row.
func (t *tracer) dateOfRows(tab *rules.Table, dates chosen, s *TraceStage) string {
	if !tab.Historic() {
		return ""
	}
	at := dates.at(0)
	if at < 0 {
		return "no rows of the table are in force"
	}
	d := tab.Dated[at]
	s.Sources = append(s.Sources, t.cite(d.Source)...)
	if w := weakest(append(slices.Clone(tab.Source), d.Source...)); w != "" {
		s.Standing = w
	}
	text := "the rows are those from " + d.From + " on"
	if d.From == "" {
		text = "the rows are the first ones"
	}
	if by := t.p.Framework.DatedBy; by != nil && dates.date != nil {
		text += ": " + by.Name + " is " + rules.DateText(int(dates.date.code(0)))
	}
	return text
}

// rowTitle names a row of a table: by its number, and by its date where the table
// has several.
func rowTitle(tab *rules.Table, k int) string {
	at, number := tab.DateOf(k)
	text := "row " + strconv.Itoa(number)
	if at >= 0 && tab.Dated[at].From != "" {
		text += " from " + tab.Dated[at].From
	}
	return text
}

// rowText is what a row asks for.
func (t *tracer) rowText(tab *rules.Table, r rules.TableRow) string {
	out := ""
	for k, cell := range r.Cells {
		if cell.Any {
			continue
		}
		if out != "" {
			out += ", "
		}
		out += tab.In[k].Name + " " + t.cellText(cell)
	}
	if out == "" {
		return "any value"
	}
	return out
}

func (t *tracer) cellText(cell rules.Cell) string {
	if cell.When != nil {
		return intervalText(*cell.When)
	}
	out := ""
	for i, v := range cell.Values {
		if i > 0 {
			out += " or "
		}
		out += shortText(t.constant(v))
	}
	return out
}

// cells says which cells of a row do not hold.
func (t *tracer) cells(tab *rules.Table, r rules.TableRow, args []*Vec, c *env) []string {
	var out []string
	for k, cell := range r.Cells {
		if cell.Any {
			continue
		}
		truth := []int8{1}
		t.f.cellTruth(truth, tab.In[k], cell, args[k], c)
		v := t.shown(args[k], tab.In[k].Type)
		switch {
		case truth[0] == 0 && cell.When != nil && args[k].Kind == rules.Number && len(t.outside(args[k], *cell.When, c)) > 0:
			out = append(out, tab.In[k].Name+" is "+isText(v)+"; needs "+t.cellText(cell)+" ("+t.outside(args[k], *cell.When, c)[0]+")")
		case truth[0] == 0:
			out = append(out, tab.In[k].Name+" is "+isText(v)+"; needs "+t.cellText(cell))
		case truth[0] < 0:
			out = append(out, tab.In[k].Name+" is "+isText(v)+", so it cannot be told whether it is "+t.cellText(cell))
		}
	}
	return out
}

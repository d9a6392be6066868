package main

// This file defines how `rubric watch` says who moves: plain lines, so that what it
// writes can be kept as a log.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rubric-lang/rubric/engine/impact"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/lang/diag"
)

const (
	mostWatched = 5 // movers that are named, with their causes
	mostFlows   = 8 // pairs of from and to
	mostLines   = 6 // results that have a line
)

func (r *rating) run() impact.Run { return impact.Run{Result: r.res, Texts: r.texts} }

// moves says who moves since the last good state, and since the start.
func (t *turn) moves(now *rating) error {
	opt := impact.MovesOptions{Entity: t.opt.Entity, Movers: mostWatched}
	r, err := impact.Moves(t.last.run(), now.run(), opt)
	if err != nil {
		return err
	}
	for _, n := range r.Notes { // what is not compared is said once
		if !slices.Contains(t.notes, n) {
			fmt.Fprintln(&t.out, n)
			t.watching.notes = append(t.notes, n)
		}
	}
	fmt.Fprint(&t.out, rowsThatChanged(r))
	first, still, left := true, 0, 0
	for i, res := range r.Results {
		switch {
		case res.Moved == 0 && !shifts(res):
			still++
		case i-still >= mostLines:
			left++
		default:
			fmt.Fprintln(&t.out, strings.TrimSpace(res.Words(r.Both)+" "+shiftWords(res)))
			if first && res.Moved > 0 {
				t.flows(res)
				t.movers(res)
				first = false
			}
		}
	}
	switch {
	case still == len(r.Results):
		fmt.Fprintf(&t.out, "%s: nobody moves\n", diag.Plural(r.Both, "row", "rows"))
	case still > 0:
		fmt.Fprintln(&t.out, diag.Plural(still, "result does", "results do"), "not move")
	}
	if left > 0 {
		fmt.Fprintln(&t.out, diag.Plural(left, "other result moves", "other results move"))
	}
	return t.sinceStart(now)
}

// sinceStart says who has moved since the session began, in one line; before the
// second change that would say the same again.
func (t *turn) sinceStart(now *rating) error {
	if t.start == t.last {
		return nil
	}
	r, err := impact.Moves(t.start.run(), now.run(), impact.MovesOptions{Entity: t.opt.Entity})
	if err != nil {
		return err
	}
	var parts []string
	for _, res := range r.Results {
		if res.Moved > 0 && len(parts) < mostLines {
			parts = append(parts, strings.TrimSuffix(res.Words(r.Both), "."))
		}
	}
	if parts == nil {
		parts = []string{"nobody moves"}
	}
	fmt.Fprintf(&t.out, "since %s: %s\n", t.start.at.Format(time.TimeOnly), strings.Join(parts, "; "))
	return nil
}

// rowsThatChanged says which rows came and went with other data.
func rowsThatChanged(r *impact.Report) string {
	var out []string
	if n := r.OnlyBefore; n > 0 {
		out = append(out, diag.Plural(n, "row is", "rows are")+" no longer in the data")
	}
	if n := r.OnlyAfter; n > 0 {
		out = append(out, diag.Plural(n, "row is", "rows are")+" new in the data")
	}
	if out == nil {
		return ""
	}
	return strings.Join(out, ", ") + "\n"
}

func shifts(res *impact.Result) bool { return res.Scores != nil && res.Scores.Different > 0 }

// shiftWords say how the number behind a result shifts.
func shiftWords(res *impact.Result) string {
	if !shifts(res) {
		return ""
	}
	s := res.Scores
	by := s.Shift
	if !strings.HasPrefix(by, "-") {
		by = "+" + by
	}
	return fmt.Sprintf("Mean of %s %s → %s (%s).", s.Of, s.Before, s.After, by)
}

// flows lists from where to where, the largest first.
func (t *turn) flows(res *impact.Result) {
	type flow struct {
		words string
		n     int
	}
	var all []flow
	for i, row := range res.Matrix {
		for k, n := range row {
			if i != k && n > 0 {
				all = append(all, flow{res.Outcomes[i].ID + " → " + res.Outcomes[k].ID, n})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b flow) int { return b.n - a.n })
	var rows [][]string
	for _, f := range all[:min(len(all), mostFlows)] {
		rows = append(rows, []string{f.words, strconv.Itoa(f.n)})
	}
	t.table(rows)
	if n := len(all) - len(rows); n > 0 {
		fmt.Fprintln(&t.out, "  and", diag.Plural(n, "other pair", "other pairs"))
	}
}

// movers lists the first who move, those that move furthest first.
func (t *turn) movers(res *impact.Result) {
	var rows [][]string
	for _, m := range res.Movers {
		because := ""
		if len(m.Causes) > 0 {
			because = m.Causes[0].Words
		}
		rows = append(rows, []string{strings.TrimSpace(m.Key + " " + m.Label), m.From + " → " + m.To, because})
	}
	t.table(rows)
	if n := res.Moved - len(rows); n > 0 {
		fmt.Fprintln(&t.out, "  and", diag.Plural(n, "more", "more"))
	}
}

// table lays out cells below each other. Those from the data may hold anything.
func (t *turn) table(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			cell = report.Printable(cell)
			row[i] = cell
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			line += "  " + cell + strings.Repeat(" ", widths[i]-len([]rune(cell)))
		}
		fmt.Fprintln(&t.out, strings.TrimRight(line, " "))
	}
}

package impact

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/report/page"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines the report for people: short first, then what it rests on.

// PageOptions says how much people are shown.
type PageOptions struct {
	Movers  int  // how many movers are listed; 0 for all
	Picture bool // with the picture of the flows
}

// Page is the report for people.
func (r *Report) Page(opt PageOptions) *page.Page {
	p := &page.Page{Title: "Impact of " + r.sides()}
	p.Say("%s: %s", r.sides(), r.rows())
	head := r.headline()
	for i, res := range r.Results {
		if i > 0 && res.detailed(head) {
			p.Add(page.Heading(res.Name))
		}
		if i == 0 || res.detailed(head) {
			r.close(p, res, opt)
		}
	}
	r.rest(p, head)
	if len(r.Notes) > 0 {
		p.Add(page.Heading("Notes"))
		var items page.List
		for _, n := range r.Notes {
			items = append(items, page.Item{Words: n})
		}
		p.Add(items)
	}
	return p
}

func (r *Report) headline() *Result {
	if len(r.Results) == 0 {
		return nil
	}
	return r.Results[0]
}

// detailed reports whether a result was looked at closely.
func (res *Result) detailed(head *Result) bool {
	return res == head || res.Shares != nil || len(res.Segments) > 0
}

func (r *Report) sides() string {
	a, b := r.Before.words(), r.After.words()
	if a == b && r.Before.Data != r.After.Data {
		return a + ", between two releases of data"
	}
	return a + " → " + b
}

func (v Version) words() string {
	out := v.Name
	if v.Version != "" {
		out += " (version " + v.Version + ")"
	}
	return out
}

func (r *Report) rows() string {
	out := thousands(r.Both) + " rows (" + r.Entity + ") rated by both"
	if r.Both == 1 {
		out = "1 row (" + r.Entity + ") rated by both"
	}
	if r.OnlyBefore > 0 {
		out += fmt.Sprintf(", %s only before", thousands(r.OnlyBefore))
	}
	if r.OnlyAfter > 0 {
		out += fmt.Sprintf(", %s only after", thousands(r.OnlyAfter))
	}
	return out + "."
}

// Words is the sentence that says how many moved.
func (res *Result) Words(of int) string {
	if res.Moved == 0 {
		return fmt.Sprintf("%s: none of %s moves.", res.Name, thousands(of))
	}
	verb := "move"
	if res.Moved == 1 {
		verb = "moves"
	}
	out := fmt.Sprintf("%s: %s of %s %s (%s)", res.Name, thousands(res.Moved), thousands(of), verb, percent(res.Moved, of))
	if res.Ordered {
		out += fmt.Sprintf(": %s up, %s down", thousands(res.Up), thousands(res.Down))
		if res.Other > 0 {
			out += fmt.Sprintf(", %s to or from what is off the ladder or absent", thousands(res.Other))
		}
	}
	return out + "."
}

func percent(n, of int) string {
	if of == 0 {
		return "0%"
	}
	s := big.NewRat(int64(n)*100, int64(of)).FloatString(1)
	if s == "0.0" && n > 0 {
		return "less than 0.1%"
	}
	return strings.TrimSuffix(s, ".0") + "%"
}

// close shows one result with all that is known of it.
func (r *Report) close(p *page.Page, res *Result, opt PageOptions) {
	p.Add(page.Text{Words: res.Words(r.Both), Strong: true})
	if res == r.headline() {
		r.budgetsPage(p)
	}
	if opt.Picture && len(res.Outcomes) > 0 && res.Moved > 0 {
		p.Add(page.Picture{SVG: res.SVG(), Alt: "Left before, right after. Dark bands move, light ones stay; the numbers are how many."})
	}
	res.matrixPage(p)
	res.causesPage(p)
	r.sharesPage(p, res)
	res.segmentsPage(p)
	res.scoresPage(p)
	r.moversPage(p, res, opt.Movers)
}

func (r *Report) budgetsPage(p *page.Page) {
	if len(r.Budgets) == 0 {
		return
	}
	p.Add(page.Heading("Budgets"))
	var items page.List
	for _, b := range r.Budgets {
		words := fmt.Sprintf("%s: %s (%s): %s, allowed %s", b.Status, b.Sentence, b.Name, thousands(b.Counted), b.Allowed)
		switch b.Status {
		case "expected":
			words = "passed on purpose: " + strings.TrimPrefix(words, "expected: ") + "; expected by " + strings.Join(b.By, ", ")
		case "broken":
			words = "BROKEN: " + strings.TrimPrefix(words, "broken: ") + "; " + thousands(b.Missed) + " that no change record expects"
		}
		items = append(items, page.Item{Words: words})
		for _, e := range b.Examples {
			items = append(items, page.Item{Words: e, Depth: 1})
		}
	}
	p.Add(items)
}

// matrixPage shows who moved from where to where; who stayed stands in brackets.
func (res *Result) matrixPage(p *page.Page) {
	if res.Moved == 0 || len(res.Outcomes) == 0 {
		return
	}
	p.Add(page.Heading("From (rows) to (columns)"))
	t := page.Table{Header: []string{""}, Numbers: 1}
	for _, o := range res.Outcomes {
		t.Header = append(t.Header, o.ID)
	}
	t.Header = append(t.Header, "before")
	after := make([]int, len(res.Outcomes))
	all := 0
	for i, o := range res.Outcomes {
		row, sum := []string{o.ID}, 0
		for k, n := range res.Matrix[i] {
			text := ""
			switch {
			case i == k && n > 0:
				text = "(" + thousands(n) + ")"
			case n > 0:
				text = thousands(n)
			}
			row, sum = append(row, text), sum+n
			after[k] += n
		}
		all += sum
		t.Rows = append(t.Rows, append(row, thousands(sum)))
	}
	last := []string{"after"}
	for _, n := range after {
		last = append(last, thousands(n))
	}
	t.Rows = append(t.Rows, append(last, thousands(all)))
	p.Add(t)
	var words []string
	for _, d := range res.Distance {
		way := "up"
		n := d.Levels
		if n < 0 {
			way, n = "down", -n
		}
		words = append(words, fmt.Sprintf("%s %s: %s", diag.Plural(n, "level", "levels"), way, thousands(d.Moved)))
	}
	if len(words) > 0 {
		p.Say("How far: %s.", strings.Join(words, ", "))
	}
	if res.Kappa != "" {
		p.Say("Agreement of before and after, quadratic-weighted kappa: %s.", res.Kappa)
	} else if res.NoKappa != "" {
		p.Say("No weighted kappa: %s.", res.NoKappa)
	}
}

// mostLines is how many causes and segments people are shown.
const mostLines = 40

func (res *Result) causesPage(p *page.Page) {
	if len(res.Causes) == 0 {
		return
	}
	p.Add(page.Heading("What decides otherwise"))
	t := page.Table{Header: []string{"cause", "place", "movers"}, Numbers: 2}
	for i, c := range res.Causes {
		if i == mostLines {
			t.Rows = append(t.Rows, []string{"and " + diag.Plural(len(res.Causes)-i, "other", "others"), "", ""})
			break
		}
		t.Rows = append(t.Rows, []string{c.Words, c.place(), thousands(c.Movers)})
	}
	p.Add(t)
}

func (c Cause) place() string {
	if c.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", c.File, c.Line)
}

// sharesPage shows how much of the moves is due to which change.
func (r *Report) sharesPage(p *page.Page, res *Result) {
	if res.Shares == nil || res.Moved == 0 {
		return
	}
	p.Add(page.Heading("Due to"))
	sampled := res.Shares.Method == "sampled"
	t := page.Table{Header: []string{"change", "moves"}, Numbers: 1}
	if sampled {
		t.Header = append(t.Header, "±")
	}
	net := "net levels"
	if len(res.Outcomes) == 0 {
		net = "net shift"
	}
	if res.Ordered {
		t.Header = append(t.Header, net)
	}
	moves, levels := new(big.Rat), new(big.Rat)
	for i, s := range res.Shares.Total {
		row := []string{r.Players[i].Name, decimal(s.moves)}
		if sampled {
			row = append(row, s.Error)
		}
		if res.Ordered {
			row = append(row, decimal(s.levels))
		}
		t.Rows = append(t.Rows, row)
		moves.Add(moves, s.moves)
		levels.Add(levels, s.levels)
	}
	if len(t.Rows) > 1 {
		row := []string{"together", decimal(moves)}
		if sampled {
			row = append(row, "")
		}
		if res.Ordered {
			row = append(row, decimal(levels))
		}
		t.Rows = append(t.Rows, row)
	}
	p.Add(t)
	switch res.Shares.Method {
	case "exact":
		p.Say("Each change's Shapley value: what it adds, averaged over all orders of the %d changes; exact.", len(r.Players))
	case "sampled":
		p.Say("Shapley values over %d changes from %d orders drawn with seed %d; ± is the standard error.", len(r.Players), res.Shares.Orders, res.Shares.Seed)
	}
	var items page.List
	for _, x := range r.Players {
		if x.Note != "" {
			items = append(items, page.Item{Words: x.Name + ": " + x.Note})
		}
	}
	if len(items) > 0 {
		p.Add(items)
	}
}

func (res *Result) segmentsPage(p *page.Page) {
	by := ""
	var t *page.Table
	done := func() {
		if t != nil {
			p.Add(page.Heading("By "+by), *t)
		}
	}
	for _, s := range res.Segments {
		if s.By != by || t == nil {
			done()
			by, t = s.By, &page.Table{Header: []string{s.By, "rows", "move", "", "up", "down"}, Numbers: 1}
		}
		if len(t.Rows) == 2*mostLines {
			continue
		}
		v := s.Value
		if v == "" {
			v = "(empty)"
		}
		t.Rows = append(t.Rows, []string{v, thousands(s.Rows), thousands(s.Moved), percent(s.Moved, s.Rows), thousands(s.Up), thousands(s.Down)})
	}
	done()
}

func (res *Result) scoresPage(p *page.Page) {
	s := res.Scores
	if s == nil {
		return
	}
	p.Add(page.Heading("Shift of " + s.Of))
	p.Say("%s of %s who have it in both have another one; mean %s → %s, by %s.", thousands(s.Different), thousands(s.Both), s.Before, s.After, signed(s.Shift))
	if s.Different == 0 {
		return
	}
	var words []string
	for _, q := range s.Quantiles {
		words = append(words, q.Share+" "+signed(q.Shift))
	}
	p.Say("Quantiles of the shift: %s.", strings.Join(words, ", "))
}

func signed(s string) string {
	if s == "0" || strings.HasPrefix(s, "-") {
		return s
	}
	return "+" + s
}

func (r *Report) moversPage(p *page.Page, res *Result, most int) {
	if len(res.Movers) == 0 || most < 0 {
		return
	}
	p.Add(page.Heading("Who moves"))
	t := page.Table{Header: []string{r.Entity, "from", "to", "because"}, Numbers: 4}
	movers := slices.Clone(res.Movers)
	slices.SortStableFunc(movers, func(x, y *Mover) int { return distance(y) - distance(x) })
	for i, m := range movers {
		if most > 0 && i == most {
			break
		}
		name := m.Key
		if m.Label != "" {
			name += " " + m.Label
		}
		because := ""
		if len(m.Causes) > 0 {
			because = m.Causes[0].Words
		}
		t.Rows = append(t.Rows, []string{name, m.From, m.To, because})
	}
	p.Add(t)
	if n := len(movers) - len(t.Rows); n > 0 {
		p.Say("And %s more, those that move furthest first; --movers 0 lists all, --format csv with all causes and shares.", thousands(n))
	}
}

func distance(m *Mover) int {
	if m.Levels == nil {
		return 0
	}
	return max(*m.Levels, -*m.Levels)
}

// mostOthers is how many other results people are shown.
const mostOthers = 24

// rest has a line for each result that was not looked at closely.
func (r *Report) rest(p *page.Page, head *Result) {
	var items page.List
	left, still := 0, 0
	for _, res := range r.Results {
		if res.detailed(head) {
			continue
		}
		if res.Moved == 0 && (res.Scores == nil || res.Scores.Different == 0) {
			still++
			continue
		}
		if len(items) == mostOthers {
			left++
			continue
		}
		words := res.Words(r.Both)
		if s := res.Scores; s != nil {
			words += fmt.Sprintf(" Mean of %s by %s.", s.Of, signed(s.Shift))
		}
		items = append(items, page.Item{Words: words})
	}
	if left > 0 {
		items = append(items, page.Item{Words: "and " + diag.Plural(left, "other", "others") + ", which JSON has"})
	}
	if still > 0 {
		items = append(items, page.Item{Words: diag.Plural(still, "result does", "results do") + " not move"})
	}
	if len(items) > 0 {
		p.Add(page.Heading("Other results"), items)
	}
}

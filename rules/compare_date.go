package rules

import "strings"

// This file defines what a framework says on one date: of dated values the one in
// force, and of periods whether they hold.

// CompareOn lists what differs between what a says on one date and what b says on
// another. Without dates it is Compare; where only one is given, the other
// framework is taken at the latest date that it names.
func CompareOn(a, b *Framework, onA, onB string) []Difference {
	if onA == "" && onB == "" {
		return Compare(a, b)
	}
	c := &comparison{old: a.on(onA), now: b.on(onB)}
	return c.all(b)
}

// on are the statements that hold on a date; "" is the latest.
func (fw *Framework) on(date string) []Statement {
	if date == "" {
		date = "9999-12-31"
	}
	dated := map[string]string{} // the date of the value in force, by parameter
	for _, p := range fw.Parameters {
		for _, d := range p.Dated {
			if d.From <= date {
				dated["parameter."+p.Name] = d.From
			}
		}
	}
	from := map[string]string{}
	var out []Statement
	for _, s := range fw.Meaning() {
		switch {
		case strings.HasPrefix(s.What, "at.") && fw.DatedBy == nil:
			day, rest, _ := strings.Cut(strings.TrimPrefix(s.What, "at."), ".")
			if day != dated[s.Block] {
				continue
			}
			s.What = rest
		case s.What == "in_force.from":
			from[s.Block] = s.Text
			s.What, s.Text = "in_force", either(s.Text <= date, "in force", "not yet in force")
		case s.What == "in_force.until":
			if date < s.Text {
				continue
			}
			if _, both := from[s.Block]; both { // the beginning was before, too
				out[len(out)-1].Text = "no longer in force"
				continue
			}
			s.What, s.Text = "in_force", "no longer in force"
		}
		out = append(out, s)
	}
	return out
}

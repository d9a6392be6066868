package impact

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how budgets are held, and how change records let a broken one
// pass for exactly the moves that they expect.

// mostExamples is how many movers a broken budget names.
const mostExamples = 5

func (c *comparison) budgets() {
	for _, b := range c.opt.Budgets {
		for _, a := range b.Allows {
			out, ok := c.budget(b, a)
			if !ok {
				c.note("budget %q is about %s, which is not compared", b.Name, b.Result)
				continue
			}
			c.report.Budgets = append(c.report.Budgets, out)
			c.report.Broken = c.report.Broken || out.Status == "broken"
		}
	}
}

// budgeted are the results that a budget or a record is about.
func (c *comparison) budgeted(result string) []*Result {
	var out []*Result
	for _, r := range c.report.Results {
		if result == "" && r.block == c.report.Results[0].block || r.block == result {
			out = append(out, r)
		}
	}
	return out
}

func (c *comparison) budget(b rules.Budget, a rules.Allowance) (Budget, bool) {
	out := Budget{Name: b.Name, Sentence: a.Text, Status: "held"}
	of, total := c.budgeted(b.Result), 0
	if len(of) == 0 {
		return out, false
	}
	out.Result = of[0].block
	var counting []*Mover
	missed := 0
	by := map[string]bool{}
	for _, r := range of {
		total += len(c.rows)
		expected := c.expected(r)
		for _, m := range r.Movers {
			if !counts(a, m) {
				continue
			}
			counting = append(counting, m)
			if e := expected[m.Key]; e != "" {
				by[e] = true
				continue
			}
			missed++
			if len(out.Examples) < mostExamples {
				out.Examples = append(out.Examples, fmt.Sprintf("%s: %s → %s", m.Key, m.From, m.To))
			}
		}
	}
	out.Counted = len(counting)
	within := out.Counted <= a.Most
	out.Allowed = thousands(a.Most)
	if a.Share != nil {
		most := new(big.Rat).Mul(a.Share, big.NewRat(int64(total), 1))
		within = big.NewRat(int64(out.Counted), 1).Cmp(most) <= 0
		whole := new(big.Int).Quo(most.Num(), most.Denom())
		out.Allowed = fmt.Sprintf("%s (%s%% of %s)", thousands(int(whole.Int64())), rules.Decimal(new(big.Rat).Mul(a.Share, big.NewRat(100, 1))), thousands(total))
	}
	switch {
	case within:
		out.Examples = nil
	case missed == 0:
		out.Status, out.Examples = "expected", nil
		for name := range by {
			out.By = append(out.By, name)
		}
		slices.Sort(out.By)
	default:
		out.Status, out.Missed = "broken", missed
	}
	return out, true
}

// counts reports whether a mover counts against an allowance.
func counts(a rules.Allowance, m *Mover) bool {
	far := 0
	if m.Levels != nil {
		far = *m.Levels
	}
	switch a.Verb {
	case "become":
		return m.To == a.Level || a.Level == "absent" && isAbsent(m.To) && !isAbsent(m.From)
	case "rise":
		return m.by > 0 && far >= a.Levels
	case "fall":
		return m.by < 0 && -far >= a.Levels
	}
	return far >= a.Levels || -far >= a.Levels
}

func isAbsent(id string) bool { return len(id) > len(absentID) && id[:len(absentID)] == absentID }

// is reports whether an outcome is the one that a record names.
func is(id, name string) bool { return id == name || name == "absent" && isAbsent(id) }

// expected gives, by key, the record that expects a move. A number of moves is
// expected only as a whole: if more are made, none of them is.
func (c *comparison) expected(r *Result) map[string]string {
	out := map[string]string{}
	for _, rec := range c.records(r) {
		for _, e := range rec.Expects {
			var like []*Mover
			for _, m := range r.Movers {
				if (e.Key == "" || e.Key == m.Key) && is(m.From, e.From) && is(m.To, e.To) {
					like = append(like, m)
				}
			}
			if e.Key == "" && len(like) > e.Count {
				continue
			}
			for _, m := range like {
				out[m.Key] = rec.Name
			}
		}
	}
	return out
}

// records are the change records about a result and this version.
func (c *comparison) records(r *Result) []rules.ChangeRecord {
	var out []rules.ChangeRecord
	for _, rec := range c.opt.Records {
		about := rec.Result == r.block || rec.Result == "" && r.block == c.report.Results[0].block
		if about && (rec.Version == "" || rec.Version == c.b.Framework.Version) {
			out = append(out, rec)
		}
	}
	return out
}

// Unmet lists the moves that change records expect and that are not made, or not
// so many of them, as problems at the records.
func (r *Report) Unmet(records []rules.ChangeRecord, version string) diag.List {
	var list diag.List
	for _, rec := range records {
		if rec.Version != "" && rec.Version != version || len(r.Results) == 0 {
			continue
		}
		for _, res := range r.Results {
			if rec.Result != res.block && (rec.Result != "" || res != r.Results[0]) {
				continue
			}
			for _, e := range rec.Expects {
				if text := res.unmet(e); text != "" {
					list.Add(&diag.Diagnostic{Severity: diag.Warning, Code: rules.UnmetRecord, Summary: "expected moves that are not made", Detail: text, Range: e.At})
				}
			}
		}
	}
	return list
}

func (r *Result) unmet(e rules.Expectation) string {
	n := 0
	for _, m := range r.Movers {
		if (e.Key == "" || e.Key == m.Key) && is(m.From, e.From) && is(m.To, e.To) {
			n++
		}
	}
	switch {
	case e.Key != "" && n == 0:
		return fmt.Sprintf("%q: %s does not make this move.", e.Text, e.Key)
	case e.Key == "" && n < e.Count && n == 0:
		return fmt.Sprintf("%q: none makes this move.", e.Text)
	case e.Key == "" && n < e.Count:
		return fmt.Sprintf("%q: only %s this move.", e.Text, diag.Plural(n, "makes", "make"))
	case e.Key == "" && n > e.Count:
		return fmt.Sprintf("%q: %s this move, so that none of them counts as expected.", e.Text, diag.Plural(n, "makes", "make"))
	}
	return ""
}

// decimal writes an exact number for people: whole, or to two places.
func decimal(r *big.Rat) string {
	if r.IsInt() {
		if r.Num().IsInt64() {
			return thousands(int(r.Num().Int64()))
		}
		return r.Num().String()
	}
	whole, cents, _ := strings.Cut(r.FloatString(2), ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return r.FloatString(2)
	}
	if n == 0 {
		return whole + "." + cents // it may be -0.50
	}
	return thousands(n) + "." + cents
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

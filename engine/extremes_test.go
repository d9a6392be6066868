package engine_test

import (
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file holds decisions to the rational value where float64 runs out of
// digits, of range, or of both, and where one row could disturb another.

func TestExtremes(t *testing.T) {
	for _, c := range []struct {
		formula string
		rows    [][]string
		want    []string // true, false, or the reason of an absence
	}{
		{"a - b == 1000", [][]string{{"123456789012345000", "123456789012344000", "0"}, {"2000", "1000", "0"}}, []string{"true", "true"}},
		{"round(a, half_up(-3)) - round(b, half_up(-3)) == 1000", [][]string{{"123456789012345000", "123456789012344000", "0"}}, []string{"true"}},
		{"(a * a) * 3 == 0.03", [][]string{{"0.1", "0", "0"}, {"1e99", "0", "0"}}, []string{"true", "false"}},
		{"a * a * a * a > 1", [][]string{{"1e99", "0", "0"}, {"2", "0", "0"}}, []string{"undefined", "true"}},
		{"a * b * 1e90 * 1e90 * 1e80 * 1e64 == 0.0003", [][]string{{"1e-99", "3e-99", "0"}}, []string{"false"}},
		{"(a * a * a) * (b * b * b) > 0", [][]string{{"1e-99", "1e-99", "0"}}, []string{"true"}},
		{"pow(a, b) == 1", [][]string{{"2", "-9223372036854775808", "0"}, {"1.0001", "2000.5", "0"}, {"7", "0", "0"}}, []string{"undefined", "undefined", "true"}},
		{"a / b * c == 1", [][]string{{"1", "3", "3"}, {"1e-50", "7", "7e50"}}, []string{"true", "true"}},
		{"a + b - a == b", [][]string{{"1e30", "0.1", "0"}, {"123456789.123456", "0.000000000000001", "0"}}, []string{"true", "true"}},
	} {
		p, col := column(t, "derive \"x\" { value = "+c.formula+" }\n", "x", c.rows)
		for i, want := range c.want {
			if got := yesNo(p, col, i); got != want {
				t.Errorf("%s with %v: got %s, want %s", c.formula, c.rows[i], got, want)
			}
		}
	}
}

func yesNo(p *engine.Plan, c *engine.Column, i int) string {
	switch {
	case c.Why[i] != 0:
		return p.Reason(c.Why[i]).Name
	case c.Code[i] == 1:
		return "true"
	}
	return "false"
}

// TestNeedByWeight goes through every way to say how much weight must be there.
func TestNeedByWeight(t *testing.T) {
	all := rules.FloatText(2)
	for need, want := range map[string]string{
		"at least 60% of weight":        all,
		"more than half of weight":      all,
		"at most 40% of weight":         "coverage",
		"20% to 50% of weight":          "coverage",
		"none of weight":                "coverage",
		"all of weight":                 all,
		"all but at most 40% of weight": all,
		"all but exactly 40% of weight": "coverage",
		"fewer than 3 of weight":        all,
		"exactly 1 of weight":           all,
	} {
		p, col := column(t, `
group "x" {
  score = weighted_mean
  need  = "`+need+`"
  member "a" { weight = 0.6 }
  member "b" { weight = 0.4 }
}
`, "x", [][]string{{"2", "2", "0"}})
		got := rules.FloatText(col.Num[0])
		if col.Why[0] != 0 {
			got = p.Reason(col.Why[0]).Name
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", need, got, want)
		}
	}
}

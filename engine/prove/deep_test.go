package prove_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file runs the prover where not all inputs fit into one run: blocks that
// rest on blocks, members, dates and states.

// questions is n ratings of m inputs each, and one of them all.
func questions(n, m int, rules string) string {
	var sb strings.Builder
	var all []string
	for q := range n {
		var of []string
		for i := range m {
			in := fmt.Sprintf("i%d_%d", q, i)
			fmt.Fprintf(&sb, "input %q { type = quality }\n", in)
			of = append(of, in)
		}
		all = append(all, fmt.Sprintf("q%d", q))
		fmt.Fprintf(&sb, "rating \"q%d\" {\n scale = quality\n of = [%s]\n%s}\n", q, strings.Join(of, ", "), usual)
	}
	fmt.Fprintf(&sb, "rating \"overall\" {\n scale = quality\n of = [%s]\n%s}\n", strings.Join(all, ", "), rules)
	return sb.String()
}

func expect(t *testing.T, text string, want ...diag.Code) diag.List {
	t.Helper()
	began := time.Now()
	got, list := check(t, text)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
		for _, d := range list {
			t.Log(d.Code, d.Summary, d.Detail, d.Witness)
		}
	}
	if d := time.Since(began); d > 5*time.Second {
		t.Errorf("took %s", d)
	}
	return list
}

// The blocks that are read become leaves; they rest on different inputs, so that
// every combination of their levels can occur.
func TestBlocksAsLeaves(t *testing.T) {
	expect(t, questions(6, 8, usual))
	list := expect(t, questions(6, 8, `
  rule "poor" { requires = "2 or more are poor" }
  rule "good" { requires = "all are good" }
  rule "fair" { requires = "2 or more are fair or worse" }
`), prove.Uncovered)
	if w := list[0].Witness; len(w.Given) != 6 || w.Given[5].Name != "q5" {
		t.Errorf("the witness: %v", w.Given)
	}
}

// Two blocks that rest on the same inputs cannot both be anything.
func TestSharedInputs(t *testing.T) {
	text := `
input "a" { type = quality }
rating "x" {
  scale = quality
  value = a
}
rating "y" {
  scale = quality
  value = a
}
rating "overall" {
  scale = quality
  rule "good" { when = x == good && y == good }
  rule "poor" { when = x == poor && y == poor }
  rule "fair" { when = x == fair && y == fair }
}
`
	expect(t, text)
}

func TestMembers(t *testing.T) {
	text := `
entity "site" {
  columns = ["site", "weight"]
  rows    = [["north", 1], ["south", 2], ["east", 1]]
}
input "score" {
  for    = [home, site]
  type   = integer
  better = higher
  range  = [1, 3]
}
rating "local" {
  for   = [home, site]
  scale = quality
  rule "poor" { when = score == 1 }
  rule "fair" { when = score == 2 }
  rule "good" { when = score == 4 }
}
rating "overall" {
  scale = quality
  value = 10 * weighted_mean(each(site.score), site.weight)
  bands { levels = { good = "20 or more", fair = "15 to below 20", poor = "below 15" } }
}
`
	text = strings.Replace(text, "weighted_mean(each(site.score), site.weight)", "mean(each(site.score))", 1)
	expect(t, text, prove.Uncovered, prove.NeverHolds)
}

// A parameter that changes in time: the rules of each date are gone through.
func TestDates(t *testing.T) {
	text := `
input "n" {
  type  = integer
  range = [0, 10]
}
parameter "most" {
  value = 3
}
rating "overall" {
  scale = quality
  rule "good" { when = n <= most }
  rule "fair" { when = n <= 7 }
  rule "poor" { when = n > 8 }
}
`
	list := expect(t, text, prove.Uncovered)
	if w := list[0].Witness; w.Given[0].Value != "8" {
		t.Errorf("got %v", w.Given)
	}
}

func TestStates(t *testing.T) {
	expect(t, `
input "a" { type = quality }
input "open" { type = boolean }
rating "overall" {
  scale   = quality
  applies = open
  else    = closed
  rule "poor" { when = a == poor }
  rule "fair" { when = a == fair }
  rule "good" { when = a == good }
  limit "closed" {
    when    = a == closed
    exactly = closed
  }
}
`, prove.Uncovered)
}

// What is said of rounded numbers holds at the halves too.
func TestRounding(t *testing.T) {
	expect(t, `
input "x" {
  type   = number
  better = higher
  range  = [0, 1]
}
derive "percent" {
  value = 100 * x
  round = half_up(0)
}
rating "overall" {
  scale = quality
  bands {
    of     = percent
    levels = { good = "90 to 100", fair = "50 to 89", poor = "0 to 49" }
  }
}
rating "steps" {
  scale = quality
  value = percent
  round = half_up(-1)
  bands { levels = { good = "90 or more", fair = "60 to 80", poor = "0 to 50" } }
}
`)
}

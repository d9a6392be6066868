package prove_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang/diag"
	"testing/fstest"
)

// This file runs the prover over rules that depend on other rows.

const rows = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
}
entity "trust" { key = "trust" }
entity "home" {
  key    = "home"
  within = trust
}
entity "ward" {
  key    = "ward"
  within = home
}
scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}
input "score" {
  type   = number
  better = higher
}
input "level" { type = quality }
input "safe" {
  for  = [ward]
  type = quality
}
input "breach" {
  for  = [trust]
  type = boolean
}
derive "place" { value = percentile_rank(score, each(home.score), inclusive) }
`

func TestRows(t *testing.T) {
	for _, k := range []struct {
		name, text string
		want       []diag.Code
	}{
		{"bands over a place among all", `
rating "overall" {
  scale = quality
  value = place
  bands { levels = { good = "0.8 or more", fair = "0.5 to below 0.8", poor = "below 0.5" } }
}`, nil},
		{"a gap between places", `
rating "overall" {
  scale = quality
  rule "good" { when = place > 0.8 }
  rule "fair" { when = place < 0.5 }
  rule "poor" { when = level == poor }
}`, []diag.Code{prove.Uncovered}},
		{"a place that there is not", `
rating "overall" {
  scale = quality
  rule "good" { when = place > 1.2 }
  rule "fair" { when = place > 0.5 }
  rule "poor" { requires = "otherwise" }
}`, []diag.Code{prove.NeverHolds}},
		{"a place and the score itself", `
rating "overall" {
  scale = quality
  rule "good" { when = place >= 0.5 && score > 10 }
  rule "fair" { when = place >= 0.5 }
  rule "poor" { when = place < 0.5 && score <= 10 }
}`, []diag.Code{prove.NotProven}},
		{"wards counted", `
rating "overall" {
  scale = quality
  of    = each(ward.safe)
  rule "poor" { requires = "2 or more are poor" }
  rule "fair" { requires = "1 or more are fair or worse" }
  rule "good" { requires = "otherwise" }
}`, nil},
		{"wards counted, and not all cases have a rule", `
rating "overall" {
  scale = quality
  of    = each(ward.safe)
  rule "poor" { requires = "2 or more are poor" }
  rule "fair" { requires = "1 or more are fair or worse" }
  rule "good" { requires = "none are fair or worse" }
}
rating "second" {
  scale = quality
  rule "poor" { when = count(each(ward.safe) == poor) > 3 }
  rule "fair" { when = level == fair }
  rule "good" { when = level == good || overall == good }
}`, []diag.Code{prove.NotProven}},
		{"a rating above, with a cap from everyone", `
derive "usual" {
  for   = []
  value = median(each(home.score))
}
rating "trust_rating" {
  for   = [trust]
  scale = quality
  rule "poor" { when = breach }
  rule "fair" { when = worst(each(home.level)) == poor }
  rule "good" { requires = "otherwise" }
  limit "usual" {
    when    = usual < 5
    at_most = fair
  }
}
rating "overall" {
  scale = quality
  value = trust_rating
  limit "own" {
    when    = level == poor
    at_most = fair
  }
}`, nil},
		{"nobody outside a population needs a rule", `
population "open" {
  of    = home
  where = score > 3 && place >= 0
}
rating "overall" {
  for   = [open]
  scale = quality
  rule "good" { when = score > 7 }
  rule "fair" { when = score > 5 }
  rule "poor" { when = score > 3 }
}`, nil},
		{"a population", `
population "open" {
  of    = home
  where = score > 3
}
rating "overall" {
  for   = [open]
  scale = quality
  rule "good" { when = score > 5 }
  rule "fair" { when = score > 7 }
  rule "poor" { when = score <= 5 }
}
derive "x" { value = mean(each(open.score)) }`, []diag.Code{prove.NeverHolds}},
	} {
		l, err := golden.Load(fstest.MapFS{"care.rubric.hcl": {Data: []byte(rows + k.text)}})
		if err != nil || l.Framework == nil {
			t.Fatal(k.name, err, l.Problems)
		}
		var got []diag.Code
		var said []string
		for _, d := range prove.Check(l.Framework, prove.Options{}) {
			if d.Code == prove.Unreachable || d.Code == prove.NoEffect {
				continue // consequences
			}
			got = append(got, d.Code)
			said = append(said, d.Summary+": "+d.Detail)
			if d.Witness != nil {
				t.Log(k.name, d.Witness.Given)
			}
		}
		if !slices.Equal(got, k.want) {
			t.Errorf("%s: got %v, want %v\n%s", k.name, got, k.want, strings.Join(said, "\n"))
		} else {
			t.Log(strings.Join(said, "\n"))
		}
	}
}

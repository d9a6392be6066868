package prove_test

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file runs the prover over small frameworks and over the examples.

const ladder = `
input "a" { type = quality }
input "b" { type = quality }
input "c" { type = quality }
input "n" {
  type   = integer
  better = lower
  range  = [0, null]
}
rating "overall" {
  scale = quality
  of    = [a, b, c]
`

const usual = `
  rule "poor" { requires = "2 or more are poor" }
  rule "fair" { requires = "1 or more are fair or worse" }
  rule "good" { requires = "otherwise" }
`

func TestFindings(t *testing.T) {
	for _, k := range []struct {
		name, text string
		want       []diag.Code
	}{
		{"sound", ladder + usual + `limit "n" {
  when    = n > 2
  at_most = fair
}
}`, nil},
		{"the order of parts does not matter", ladder + `
  rule "poor" { requires = "exactly 3 are poor" }
  rule "fair" { requires = "exactly 1 are poor" }
  rule "fair" "two" { requires = "exactly 2 are poor" }
  rule "good" { requires = "none are poor" }
}
derive "x" { value = n }
`, nil},
		{"intervals over levels that are numbers", `
scale "risk" {
  numeric = [1, 5]
  best    = 5
}
input "asked" { type = boolean }
input "risk" {
  type    = risk
  applies = asked
}
table "words" {
  in   = [risk]
  out  = quality
  rows = [["exactly 5", good], ["3 to 4", fair], ["1 to 2", poor]]
}
rating "overall" {
  scale = quality
  table = words
}
`, nil},
		{"otherwise is for absent values too", ladder + `
  rule "poor" { requires = "1 or more are poor" }
  rule "fair" { requires = "1 or more are fair" }
  rule "good" { requires = "all are good" }
}
`, nil},
		{"a state that a rule names is a case", ladder + `
  rule "poor" { requires = "1 or more are poor" }
  rule "fair" { requires = "1 or more are fair" }
  rule "good" { requires = "all are good" }
  limit "closed" {
    requires = "all are closed"
    exactly  = closed
  }
}
`, []diag.Code{prove.Uncovered}},
		{"two exactly", ladder + usual + `limit "x" {
  when    = n > 2
  exactly = fair
}
limit "y" {
  when    = n > 4
  exactly = poor
}
}`, []diag.Code{prove.Falls, prove.LimitsCross}},
	} {
		t.Run(k.name, func(t *testing.T) {
			got, list := check(t, k.text)
			if !slices.Equal(got, k.want) {
				t.Errorf("got %v, want %v", got, k.want)
				for _, d := range list {
					t.Log(d.Code, d.Summary, d.Detail, d.Witness)
				}
			}
		})
	}
}

// A witness is the smallest case: fewest departures from the best.
func TestWitness(t *testing.T) {
	_, list := check(t, ladder+`
  rule "poor" { requires = "2 or more are poor" }
  rule "good" { requires = "all are good" }
}
`)
	var d *diag.Diagnostic
	for _, x := range list {
		if x.Code == prove.Uncovered {
			d = x
		}
	}
	if d == nil {
		t.Fatal(list)
	}
	want := &diag.Witness{Given: []diag.Value{{Name: "a", Value: "good"}, {Name: "b", Value: "good"}, {Name: "c", Value: "fair"}}, Then: []diag.Value{{Name: "overall", Value: "absent (uncovered)"}}}
	if !reflect.DeepEqual(d.Witness, want) {
		t.Errorf("got %+v", d.Witness)
	}
	if !strings.Contains(d.Detail, "in 6 of 10 cases") {
		t.Errorf("alike members are not counted as one: %s", d.Detail)
	}
}

// The examples have no errors, and the same problems whenever they are checked.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/*.rubric.hcl")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var dirs []string
	for _, file := range files {
		if dir := filepath.Dir(file); !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range dirs {
		fw := loadDir(t, dir)
		first := prove.Check(fw, prove.Options{})
		if first.HasErrors() {
			t.Errorf("%s: %s: %s", dir, first[0].Code, first[0].Detail)
		}
		if again := prove.Check(fw, prove.Options{}); !reflect.DeepEqual(first, again) {
			t.Errorf("%s: another answer the second time", dir)
		}
	}
}

// Where there are too many cells, that is said, and nothing else.
func TestTooMany(t *testing.T) {
	list := prove.Check(load(t, ladder+usual+"}"), prove.Options{Cells: 3})
	if len(list) != 1 || list[0].Code != prove.NotProven || list[0].Severity != diag.Info {
		t.Errorf("got %v", list)
	}
}

func BenchmarkExamples(b *testing.B) {
	for _, name := range []string{"fhrs", "cms_nursing_home", "cqc_locations", "cqc_local_authority", "cqc_quality_statements"} {
		fw := loadDir(b, "../../examples/"+name)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				prove.Check(fw, prove.Options{})
			}
		})
	}
}

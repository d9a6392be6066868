package engine_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file holds coverage and causes to counts that were worked out by hand.

const coverRules = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, cost, mean_score, twice_d, band, line, points_of]
}
entity "home" { key = "home" }
scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
  states = { closed = "Closed", new = "New" }
}
scale "size" { levels = { large = "Large", small = "Small" } }
input "a" { type = number }
input "b" { type = number }
input "c" {
  type    = number
  missing = 1
}
input "d" {
  type       = number
  dated      = seen
  not_before = "2026-01-01"
  missing    = 1
}
input "seen" { type = date }
input "open" { type = boolean }
table "fee" {
  in   = [a]
  out  = size
  hit  = first
  rows = [["10 or more", large], [any, small]]
}
function "twice" {
  in    = { x = number }
  value = x > 5 ? 2 * x : x
}
derive "cost" {
  case "both" {
    when  = a > 0 && b > 0
    value = twice(a)
  }
  case "rest" {
    when  = otherwise
    value = b
  }
}
group "mean_score" {
  members = [a, b, c]
  missing = exclude
  need    = "2 or more"
  score   = mean
}
derive "twice_d" { value = 2 * d }
derive "band" {
  scale = size
  value = a
  table = fee
}
derive "line" {
  value = a
  interpolate { segments = { "0 to 10" = "0 to 1", "10 to 20" = "1 to 5" } }
}
derive "points_of" {
  value = a
  points { above = [5, 15] }
}
rating "overall" {
  scale   = quality
  applies = open
  else    = closed
  value   = a
  bands { levels = { good = "10 or more", fair = "5 to below 10", poor = "below 5" } }
  adjust {
    step "up" {
      when = b > 9
      move = 1
    }
  }
  limit "cap" {
    when    = c > 2 || !(b < 5)
    at_most = fair
  }
  mark "*" {
    when  = fee(a) == large
    label = "Large"
  }
}
`

const coverData = `home,a,b,c,d,seen,open
A,12,1,1,1,2025-12-31,true
B,3,10,3,1,2026-01-01,true
C,,2,,1,2026-01-01,true
D,12,0,,1,2026-01-01,false
`

func coverCare(t *testing.T) (*engine.Plan, *engine.Dataset) {
	t.Helper()
	fsys := fstest.MapFS{"care.rubric.hcl": {Data: []byte(coverRules)}}
	files, _, list, err := lang.ParseDir(fsys)
	if err != nil || list.HasErrors() {
		t.Fatal(err, problems(list))
	}
	fw, list := rules.Load(files, fsys)
	if fw == nil {
		t.Fatal(problems(list))
	}
	tab, list, err := table.Read(strings.NewReader(coverData), "homes.csv", table.Options{})
	if err != nil || list.HasErrors() {
		t.Fatal(err, problems(list))
	}
	p := engine.Compile(fw, engine.Options{})
	d, list := engine.Bind(p, []*table.Table{tab}, engine.BindOptions{})
	if list.HasErrors() {
		t.Fatal(problems(list))
	}
	return p, d
}

func TestCoverage(t *testing.T) {
	p, d := coverCare(t)
	v := engine.NewCoverage(p.Framework)
	v.Add(p, d, p.Framework.Publish)
	var got strings.Builder
	for _, x := range v.Points {
		text := x.Name
		if x.Kind == "condition" {
			text = coverRules[x.At.Start.Byte:x.At.End.Byte] + " is " + x.Name
		}
		fmt.Fprintf(&got, "%s %s, %s: %d\n", x.Kind, text, x.In, x.Count)
	}
	const want = `missing replace, input c: 2
missing replace, input d: 1
case both, derive cost: 2
condition a > 0 is yes, derive cost: 3
condition a > 0 is no, derive cost: 0
condition b > 0 is yes, derive cost: 3
condition b > 0 is no, derive cost: 1
condition x > 5 is yes, derive cost: 1
condition x > 5 is no, derive cost: 1
case rest, derive cost: 1
missing exclude, group mean_score: 1
coverage enough, group mean_score: 4
coverage too little, group mean_score: 0
row 1, table fee: 3
row 2, table fee: 2
segment 1, derive line: 1
segment 2, derive line: 2
points threshold 1, derive points_of: 2
points threshold 2, derive points_of: 0
condition open is yes, rating overall: 3
condition open is no, rating overall: 1
band good, rating overall: 1
band fair, rating overall: 0
band poor, rating overall: 1
step up, rating overall: 1
condition b > 9 is yes, rating overall: 1
condition b > 9 is no, rating overall: 2
limit cap, rating overall: 0
condition c > 2 is yes, rating overall: 1
condition c > 2 is no, rating overall: 2
condition b < 5 is yes, rating overall: 2
condition b < 5 is no, rating overall: 0
mark *, rating overall: 1
condition fee(a) == large is yes, rating overall: 1
condition fee(a) == large is no, rating overall: 1
state closed, scale quality: 1
`
	if got.String() != want {
		t.Errorf("got\n%s", got.String())
	}
	reached, all := v.Reached()
	if all != len(v.Points) || reached != all-len(v.Unreached()) {
		t.Errorf("%d of %d, %d unreached", reached, all, len(v.Unreached()))
	}

	// what nothing asks for is not reached
	v = engine.NewCoverage(p.Framework)
	v.Add(p, d, p.Framework.Publish[1:2])
	for _, x := range v.Points {
		if x.Count > 0 && x.In != "derive cost" {
			t.Errorf("%s %s of %s is reached for the sake of cost", x.Kind, x.Name, x.In)
		}
	}
}

func TestCauses(t *testing.T) {
	p, d := coverCare(t)
	rows := []int{0, 1, 2, 3}
	for name, want := range map[string][]string{
		"overall":    {"band good of overall", "step up of overall", "input a", "applies of overall"},
		"band":       {"row 1 of table fee of band", "row 2 of table fee of band", "input a", "row 1 of table fee of band"},
		"cost":       {"case both of cost", "case both of cost", "absence of cost", "case rest of cost"},
		"line":       {"segment of line", "segment of line", "input a", "segment of line"},
		"mean_score": {"formula of mean_score", "formula of mean_score", "formula of mean_score", "formula of mean_score"},
	} {
		for _, b := range p.Framework.Blocks {
			if b.Name != name {
				continue
			}
			for i, c := range p.Causes(d, b, 0, rows, nil) {
				if c.String() != want[i] || c.At.Line == 0 {
					t.Errorf("%s of row %d: %s, line %d; want %s", name, i, c, c.At.Line, want[i])
				}
			}
		}
	}
}

// Rows within the rated ones are counted as rows of their own.
func TestCoverageOfRowsBelow(t *testing.T) {
	fsys := fstest.MapFS{"care.rubric.hcl": {Data: []byte(`
framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [beds]
}
entity "home" { key = "home" }
entity "ward" {
  key    = "ward"
  within = home
}
input "open" {
  for  = ward
  type = boolean
}
derive "counted" {
  for   = ward
  value = open ? 1 : 0
}
group "beds" {
  members = each(ward.counted)
  score   = sum
}
`)}}
	files, _, list, err := lang.ParseDir(fsys)
	if err != nil || list.HasErrors() {
		t.Fatal(err, problems(list))
	}
	fw, list := rules.Load(files, fsys)
	if fw == nil {
		t.Fatal(problems(list))
	}
	var tabs []*table.Table
	for name, text := range map[string]string{"homes.csv": "home\nA\nB\n", "wards.csv": "ward,home,open\n1,A,true\n2,A,true\n3,B,false\n"} {
		tab, list, err := table.Read(strings.NewReader(text), name, table.Options{})
		if err != nil || list.HasErrors() {
			t.Fatal(err, problems(list))
		}
		tabs = append(tabs, tab)
	}
	p := engine.Compile(fw, engine.Options{})
	d, list := engine.Bind(p, tabs, engine.BindOptions{})
	if list.HasErrors() {
		t.Fatal(problems(list))
	}
	v := engine.NewCoverage(fw)
	v.Add(p, d, fw.Publish)
	counts := map[string]int{}
	for _, x := range v.Points {
		counts[x.Kind+" "+x.Name] += x.Count
	}
	if counts["condition yes"] != 2 || counts["condition no"] != 1 {
		t.Errorf("%v", counts)
	}
}

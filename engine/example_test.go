package engine_test

import (
	"context"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

const careRules = `
framework "care" {
  version  = "2026.1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }
input "safety" { type = quality }
input "caring" { type = quality }
input "staffing" { type = quality }
rating "overall" {
  scale = quality
  of    = [safety, caring, staffing]
  rule "poor" { requires = "1 or more are poor" }
  rule "fair" { requires = "2 or more are fair" }
  rule "good" { requires = "otherwise" }
}
`

const careData = `home,safety,caring,staffing
Ashbury,good,good,fair
Birchfield,fair,fair,good
Dunes,good,,fair
`

// loadCare parses and types the rules; a library user has them in any fs.FS.
func loadCare() *rules.Framework {
	fsys := fstest.MapFS{"care.rubric.hcl": {Data: []byte(careRules)}}
	files, _, problems, err := lang.ParseDir(fsys)
	if err != nil || problems.HasErrors() {
		panic("the rules cannot be read")
	}
	fw, problems := rules.Load(files, fsys)
	if problems.HasErrors() {
		panic("the rules have problems")
	}
	return fw
}

// bindCare reads a table and binds it to the plan.
func bindCare(p *engine.Plan) *engine.Dataset {
	t, problems, err := table.Read(strings.NewReader(careData), "homes.csv", table.Options{})
	if err != nil || problems.HasErrors() {
		panic("the data cannot be read")
	}
	d, problems := engine.Bind(p, []*table.Table{t}, engine.BindOptions{})
	if problems.HasErrors() {
		panic("the data does not fit")
	}
	return d
}

// Rules and a table in, columns of results out.
func Example() {
	fw := loadCare()
	plan := engine.Compile(fw, engine.Options{AsOf: "2026-04-01"})
	data := bindCare(plan)
	result, err := plan.Run(context.Background(), data, engine.RunOptions{})
	if err != nil {
		panic(err)
	}
	overall := fw.Publish[0]
	column := result.Outcomes[overall][0].Final
	for row := range data.Rows {
		if why := column.Why[row]; why != 0 {
			fmt.Printf("%s: none, it is %s\n", data.KeyText(row), plan.Reason(why).Label)
			continue
		}
		fmt.Printf("%s: %s\n", data.KeyText(row), overall.Scale.Level(int(column.Code[row])).Label)
	}
	// Output:
	// Ashbury: Good
	// Birchfield: Fair
	// Dunes: none, it is undecided
}

// A problem is a value: what is wrong, where, and what to do.
func Example_check() {
	text := strings.Replace(careRules, "caring, staffing]", "carring, staffing]", 1)
	file, _ := lang.Parse("care.rubric.hcl", []byte(text))
	_, problems := rules.Load([]*lang.File{file}, fstest.MapFS{})
	for _, d := range problems {
		if d.Code == "R0211" {
			fmt.Printf("%s line %d: %s\n", d.Code, d.Range.Start.Line, d.Summary)
		}
	}
	// Output:
	// R0211 line 14: unknown name "carring"
}

// Explaining is a read: the steps of one row, as a tree.
func ExamplePlan_Explain() {
	plan := engine.Compile(loadCare(), engine.Options{AsOf: "2026-04-01"})
	trace := plan.Explain(bindCare(plan), 1, engine.ExplainOptions{})
	fmt.Println(trace.Answer)
	// Output:
	// Birchfield is fair: 2 of 3 are fair (safety, caring); enough: 2 or more.
}

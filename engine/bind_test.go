package engine_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines tests of binding and of recorded decisions that need more
// than one look at a problem; the words stand in golden/data and golden/rate.

const bindRules = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}
entity "home" { key = ["region", "home"] }
entity "question" {
  columns = ["question", "title"]
  rows    = [["safe", "Safe"], ["caring", "Caring"]]
}
scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}
input "answer" {
  for    = [home, question]
  column = question.title
  type   = quality
}
input "parent" {
  column = "parent"
  type   = text
}
rating "overall" {
  for     = [home, question]
  scale   = quality
  value   = answer
  applies = is_present(parent)
  override "panel" {
    to    = [good, fair]
    needs = [by, reason]
  }
  override "court" {
    needs = evidence
  }
}
`

func tableOf(t *testing.T, name, text string, keep func(string) bool) *table.Table {
	t.Helper()
	tab, list, err := table.Read(strings.NewReader(text), name, table.Options{Keep: keep})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	return tab
}

func codesOf(l diag.List) (out []diag.Code) {
	for _, d := range l {
		out = append(out, d.Code)
	}
	return out
}

// TestBindOptions binds under other names, and leaves out what is supplied.
func TestBindOptions(t *testing.T) {
	p := engine.PlanOf(t, bindRules)
	for name, test := range map[string]struct {
		data string
		opt  engine.BindOptions
		want []diag.Code
	}{
		"as written":         {"region,home,Safe,Caring,parent\nN,1,Good,Fair,x\n", engine.BindOptions{}, nil},
		"key by name":        {"r,h,Safe,Caring,parent\nN,1,Good,Fair,x\n", engine.BindOptions{Columns: map[string]string{"home.key": "r,h"}}, nil},
		"half a key":         {"region,Safe,Caring,parent\nN,Good,Fair,x\n", engine.BindOptions{}, []diag.Code{engine.NoKey}},
		"one member by name": {"region,home,S,Caring,parent\nN,1,Good,Fair,x\n", engine.BindOptions{Columns: map[string]string{"answer.safe": "S"}}, nil},
		"unknown member":     {"region,home,Safe,Caring,parent\nN,1,Good,Fair,x\n", engine.BindOptions{Columns: map[string]string{"answer.saf": "S"}}, []diag.Code{engine.UnknownColumn}},
		"a column missing":   {"region,home,Safe,parent\nN,1,Good,x\n", engine.BindOptions{}, []diag.Code{engine.MissingColumn}},
		"long, without key":  {"region,home,a,parent\nN,1,Good,x\n", engine.BindOptions{Columns: map[string]string{"answer": "a"}}, []diag.Code{engine.MissingColumn}},
		"partly empty key":   {"region,home,Safe,Caring,parent\nN,,Good,Fair,x\n,N,Good,Fair,x\n", engine.BindOptions{}, nil},
		"empty key":          {"region,home,Safe,Caring,parent\n,,Wrong,Fair,x\n", engine.BindOptions{}, []diag.Code{engine.EmptyKey}},
		"twice, once said":   {"region,home,Safe,Caring,parent\nN,1,Good,Fair,x\nN,1,Wrong,Fair,x\n", engine.BindOptions{}, []diag.Code{engine.DuplicateKey}},
		"no rows":            {"region,home,Safe,Caring,parent\n", engine.BindOptions{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			tab := tableOf(t, "data.csv", test.data, engine.NeededColumns(p, test.opt))
			d, list := engine.Bind(p, []*table.Table{tab}, test.opt)
			if got := codesOf(list); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v: %v", got, test.want, list)
			}
			if list.HasErrors() && d.Rows != 0 {
				t.Error("data with errors has rows")
			}
		})
	}
}

// TestBindLimit counts what is beyond the limit, and reads all of it.
func TestBindLimit(t *testing.T) {
	p := engine.PlanOf(t, bindRules)
	var b strings.Builder
	b.WriteString("region,home,Safe,Caring,parent\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "N,%d,Wrong %d,Fair,x\n", i, i)
	}
	_, list := engine.Bind(p, []*table.Table{tableOf(t, "data.csv", b.String(), nil)}, engine.BindOptions{Limit: 7})
	if len(list) != 8 || list[7].Code != engine.MoreProblems || !strings.Contains(list[7].Detail, "993 problems") || list[7].Cell.Row != 1000 {
		t.Errorf("%d problems, the last %+v", len(list), list[len(list)-1])
	}
}

// TestBindFiles joins files in any order: the results are the same.
func TestBindFiles(t *testing.T) {
	p := engine.PlanOf(t, bindRules)
	files := []*table.Table{
		tableOf(t, "a.csv", "region,home,Safe,parent\nN,1,Good,x\nN,2,,x\n", nil),
		tableOf(t, "b.csv", "home,region,Caring,Safe\n2,N,Poor,Fair\n1,N,Fair,Good\n3,S,Good,Poor\n", nil),
		tableOf(t, "c.csv", "region,home,parent\nS,3,y\nN,1,\n", nil),
	}
	want := "1,N,good,fair\n2,N,fair,poor\n3,S,poor,good\n"
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}} {
		var in []*table.Table
		for _, i := range order {
			in = append(in, files[i])
		}
		d, list := engine.Bind(p, in, engine.BindOptions{})
		if list != nil {
			t.Fatal(list)
		}
		if got := ratedLines(t, p, d); got != want {
			t.Errorf("%v: got\n%s", order, got)
		}
	}
}

// ratedLines are the results, sorted by key, home first.
func ratedLines(t *testing.T, p *engine.Plan, d *engine.Dataset) string {
	t.Helper()
	res, err := p.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.WriteCSV(&b, res, report.Options{}); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(strings.TrimSpace(b.String()), "\n")[1:] {
		cells := strings.SplitN(line, ",", 3)
		lines = append(lines, cells[1]+","+cells[0]+","+cells[2]+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// TestDecisions reads decisions on members, each by the override that takes it.
func TestDecisions(t *testing.T) {
	p := engine.PlanOf(t, bindRules)
	data := "region,home,Safe,Caring,parent\nN,1,Poor,Poor,x\nN,2,Poor,Poor,x\n"
	for name, test := range map[string]struct {
		row  string
		want string // what is wrong, "" if nothing is
	}{
		"by the first":        {"N,1,overall,safe,Good,Panel,appeal,,", ""},
		"by the second":       {"N,1,overall,Safe,poor,,,judgment,", ""},
		"either would do":     {"N,1,overall,safe,good,,,judgment,", ""},
		"neither has it":      {"N,1,overall,safe,good,Panel,,,", `must record "reason"`},
		"no member":           {"N,1,overall,,good,Panel,appeal,,", "member that there is not"},
		"another member":      {"N,1,overall,sfae,good,Panel,appeal,,", `Did you mean "safe"?`},
		"no entity":           {"1,N,overall,safe,good,Panel,appeal,,", "entity that is not in the data"},
		"a block without one": {"N,1,other,safe,good,Panel,appeal,,", "block that there is not"},
		"no date":             {"N,1,overall,safe,good,Panel,appeal,,soon", "ends on no date"},
	} {
		t.Run(name, func(t *testing.T) {
			d, list := engine.Bind(p, []*table.Table{tableOf(t, "data.csv", data, nil)}, engine.BindOptions{})
			if list != nil {
				t.Fatal(list)
			}
			file := tableOf(t, "o.csv", "region,home,block,member,level,by,reason,evidence,until\n"+test.row+"\n", nil)
			list = engine.ReadDecisions(file, p, d, 0)
			switch {
			case test.want == "" && list == nil:
				if got := ratedLines(t, p, d); got == "1,N,poor,poor\n2,N,poor,poor\n" && name != "by the second" {
					t.Error("the decision changed nothing")
				}
			case test.want == "" || len(list) != 1 || !strings.Contains(list[0].Summary+" "+list[0].Detail, test.want):
				t.Errorf("got %v, want %q", list, test.want)
			}
		})
	}
}

// FuzzBind gives any text to the reader and the binder: no panic, and either
// problems or results.
func FuzzBind(f *testing.F) {
	for _, s := range []string{"region,home,Safe,Caring,parent\nN,1,Good,Fair,x\n", "region,home\n\x1f,\x1f\n", "home;region\n", "region,home,Safe,Safe\n\"\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := engine.PlanOf(t, bindRules)
		tab, list, err := table.Read(strings.NewReader(text), "data.csv", table.Options{})
		if err != nil || list.HasErrors() {
			return
		}
		d, list := engine.Bind(p, []*table.Table{tab}, engine.BindOptions{})
		if list.HasErrors() {
			return
		}
		if _, err := p.Run(context.Background(), d, engine.RunOptions{Jobs: 1}); err != nil {
			t.Error(err)
		}
	})
}

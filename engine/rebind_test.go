package engine_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
)

// TestRebind demands of each example that data which was bound to it gives the
// same results when the rules are loaded anew and the data is kept.
func TestRebind(t *testing.T) {
	dirs, err := filepath.Glob("../examples/*/data.csv")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no examples")
	}
	for _, data := range dirs {
		dir := filepath.Dir(data)
		files, err := filepath.Glob(filepath.Join(dir, "data*.csv"))
		if err != nil {
			t.Fatal(err)
		}
		var tabs []*table.Table
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			tab, list, err := table.ReadCSV(bytes.NewReader(text), filepath.Base(name), table.Options{})
			if err != nil || list.HasErrors() {
				t.Fatal(name, err, problems(list))
			}
			tabs = append(tabs, tab)
		}
		opt := engine.Options{AsOf: asOf}
		before, after := engine.Compile(loadDir(t, dir), opt), engine.Compile(loadDir(t, dir), opt)
		d, list := engine.Bind(before, tabs, engine.BindOptions{})
		if list.HasErrors() {
			t.Fatal(dir, problems(list))
		}
		kept := engine.Rebind(d, before, after)
		if kept == nil {
			t.Errorf("%s: the same rules have other data", dir)
			continue
		}
		if was, is := jsonOf(t, before, d), jsonOf(t, after, kept); was != is {
			t.Errorf("%s: other results:\n%s\n%s", dir, was, is)
		}
	}
}

func jsonOf(t *testing.T, p *engine.Plan, d *engine.Dataset) string {
	t.Helper()
	var out strings.Builder
	if err := report.WriteJSON(&out, run(t, p, d, 2), report.Options{All: true}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestRebindRefuses demands that data is bound again where it is to be read in
// another way, and only there.
func TestRebindRefuses(t *testing.T) {
	const text = `framework "care" {
  version  = "1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", poor = "Poor" } }
absence "shut" { label = "Shut" }
input "falls" {
  type   = integer
  range  = [0, 99]
  absent = { "-" = shut }
}
parameter "most" { value = 5 }
rating "overall" {
  scale = quality
  value = falls
  bands {
    levels = { good = "below 5", poor = "5 or more" }
  }
}
`
	plan := func(text string) *engine.Plan {
		l, err := golden.Load(fstest.MapFS{"care.rubric.hcl": {Data: []byte(text)}})
		if err != nil || l.Framework == nil {
			t.Fatal(err, problems(l.Problems))
		}
		return engine.Compile(l.Framework, engine.Options{})
	}
	from := plan(text)
	tab, _, err := table.ReadCSV(strings.NewReader("home,falls,now\na,3,good\nb,-,poor\n"), "homes.csv", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, list := engine.Bind(from, []*table.Table{tab}, engine.BindOptions{})
	if list.HasErrors() {
		t.Fatal(problems(list))
	}
	for _, test := range []struct {
		was, is string
		keeps   bool
	}{
		{"below 5", "below 5", true},
		{"value = 5", "value = 6", true},
		{"poor = \"5 or more\"", "poor = \"at least 5\"", true},
		{"[0, 99]", "[0, 98]", false},
		{"Good", "Fine", false}, // a cell may hold the label
		{"{ good =", "{ best = \"Best\", good =", false},
		{`key = "home"`, `key = "id"`, false},
		{`absence "shut"`, `absence "gone" { label = "Gone" }` + "\n" + `absence "shut"`, false},
		{"value = falls\n", "value = falls + 0\n", true},
	} {
		if got := engine.Rebind(d, from, plan(strings.Replace(text, test.was, test.is, 1))) != nil; got != test.keeps {
			t.Errorf("%q → %q: kept %t", test.was, test.is, got)
		}
	}
	supplied, list := engine.Bind(from, []*table.Table{tab}, engine.BindOptions{Supply: map[string]string{"overall": "now"}})
	if list.HasErrors() || engine.Rebind(supplied, from, from) != nil {
		t.Error("supplied results were kept", problems(list))
	}
}

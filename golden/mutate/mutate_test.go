package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/lang"
)

// rulesOfTest are small rules with one of each thing that is changed.
const rulesOfTest = `framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good 9", fair = "Fair", poor = "Poor" }
  states = { closed = "Closed" }
}

input "falls" {
  title = "Falls of 7 days"
  type  = integer
  range = [0, null]
}

input "safe" { type = quality }
input "led" { type = quality }

rating "harm" {
  scale = quality
  value = falls
  bands {
    levels = { good = "below 2", fair = "2 to 4", poor = "above 4" }
  }
}

rating "overall" {
  scale = quality
  of    = [harm, safe, led]
  rule "poor" { requires = "1 or more are poor" }
  rule "good" { requires = "otherwise" }
  limit "unsafe" {
    when    = safe <= fair && 1 < falls <= 10
    at_most = fair
  }
}
`

const testsOfTest = `
test "two falls and a poor answer" {
  given  = { falls = 2, safe = good, led = poor }
  expect = { harm = fair, overall = poor }
}
`

// changes lists the mutants of a text as they are shown.
func changes(t *testing.T, text string) []string {
	t.Helper()
	f, list := lang.Parse("care.rubric.hcl", []byte(text))
	if list.HasErrors() {
		t.Fatal(list[0].Detail)
	}
	found, _ := find(f, []ladder{{[]string{"good", "fair", "poor"}, []string{"closed"}}})
	var out []string
	for _, m := range found {
		out = append(out, fmt.Sprintf("%d %s %s > %s", m.line, m.kind, m.was, m.now))
	}
	return out
}

// TestFind holds the list of mutants: every number, comparison and level, and
// nothing that is only for people.
func TestFind(t *testing.T) {
	want := strings.TrimSpace(`
17 number 0 > 1
17 number 0 > -1
27 level good > fair, exchanged
27 comparison "below 2" > "2 or less"
27 number "below 2" > "below 3"
27 number "below 2" > "below 1"
27 number "below 2 | 2 to 4" > "below 3 | 3 to 4"
27 number "below 2 | 2 to 4" > "below 1 | 1 to 4"
27 comparison "below 2 | 2 to 4" > "2 or less | above 2 to 4"
27 level fair > good, exchanged
27 level fair > poor, exchanged
27 comparison "2 to 4" > "above 2 to 4"
27 number "2 to 4" > "3 to 4"
27 number "2 to 4" > "1 to 4"
27 comparison "2 to 4" > "2 to below 4"
27 number "2 to 4" > "2 to 5"
27 number "2 to 4" > "2 to 3"
27 number "2 to 4 | above 4" > "2 to 5 | above 5"
27 number "2 to 4 | above 4" > "2 to 3 | above 3"
27 comparison "2 to 4 | above 4" > "2 to below 4 | 4 or more"
27 level poor > fair, exchanged
27 comparison "above 4" > "4 or more"
27 number "above 4" > "above 5"
27 number "above 4" > "above 3"
34 level poor > fair
34 comparison "1 or more are poor" > "more than 1 is poor"
34 number "1 or more are poor" > "2 or more are poor"
34 number "1 or more are poor" > "0 or more are poor"
34 comparison "1 or more are poor" > "1 or more are not poor"
34 level "1 or more are poor" > "1 or more are fair"
35 level good > fair
37 comparison <= > <
37 level fair > good
37 level fair > poor
37 number 1 > 2
37 number 1 > 0
37 comparison < > <=
37 comparison <= > <
37 number 10 > 11
37 number 10 > 9
38 level fair > good
38 level fair > poor`)
	if got := strings.Join(changes(t, rulesOfTest+testsOfTest), "\n"); got != want {
		t.Errorf("found:\n%s", got)
	}
}

// TestSilent holds what is not changed.
func TestSilent(t *testing.T) {
	for _, text := range []string{
		"source \"board\" {\n  title = \"Paper 12\"\n  retrieved = \"2026-01-02\"\n}\n",
		testsOfTest,
		"amend \"strict\" {\n  rating \"overall\" {\n    rule \"poor\" { requires = \"2 or more are poor\" }\n  }\n}\n",
		"budget \"stable\" { allows = \"at most 1% move\" }\n",
	} {
		if got := changes(t, text); got != nil {
			t.Errorf("%s: %v", text, got)
		}
	}
	if got := changes(t, "amend \"../2025\" {\n  rating \"overall\" {\n    rule \"poor\" { requires = \"2 or more are closed\" }\n  }\n}\n"); len(got) != 6 {
		t.Errorf("a version of a directory: %v", got)
	}
}

func TestNextTo(t *testing.T) {
	for text, want := range map[string]string{
		"0.50": "0.51 0.49", "0.009": "0.010 0.008", "9": "10 8", "0": "1 -1", "15%": "16% 14%", "-1": "0 -2", "good": "", "": "", "%": "", "1e3": "",
	} {
		if got := strings.Join(nextTo(text), " "); got != want {
			t.Errorf("next to %q: %q, not %q", text, got, want)
		}
	}
}

// TestCells holds the places of cells, also in quotes.
func TestCells(t *testing.T) {
	src := "name,weight,level\n\"a, b\",0.5,good\r\nc,\"2\",poor\n"
	found, err := cells("measures.csv", []byte(src), []ladder{{levels: []string{"good", "poor"}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range found {
		got = append(got, fmt.Sprintf("%d %q", m.line, m.apply([]byte(src))[18:]))
	}
	want := []string{
		`2 "\"a, b\",0.6,good\r\nc,\"2\",poor\n"`, `2 "\"a, b\",0.4,good\r\nc,\"2\",poor\n"`, `2 "\"a, b\",0.5,poor\r\nc,\"2\",poor\n"`,
		`3 "\"a, b\",0.5,good\r\nc,3,poor\n"`, `3 "\"a, b\",0.5,good\r\nc,1,poor\n"`, `3 "\"a, b\",0.5,good\r\nc,\"2\",good\n"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("found:\n%s", strings.Join(got, "\n"))
	}
}

// report runs the proof over one framework of files.
func report(t *testing.T, files map[string]string) (string, int) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "care")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	code := run(context.Background(), &out, &bytes.Buffer{}, []string{dir}, options{jobs: 2})
	return out.String(), code
}

// TestSurvivors shows that a test that is missing is told, by its place, and that
// nothing is told once it is there.
func TestSurvivors(t *testing.T) {
	rules := `framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", poor = "Poor" } }
input "falls" { type = integer }

rating "overall" {
  scale = quality
  value = falls <= 2 ? quality.good : quality.poor
}
`
	case5 := "test \"five falls\" {\n  given  = { falls = 5 }\n  expect = { overall = poor }\n}\n"
	out, code := report(t, map[string]string{"care.rubric.hcl": rules, "tests.rubric.hcl": case5})
	for _, s := range []string{"care.rubric.hcl:13: comparison, <= to <: SURVIVES", "care.rubric.hcl:13: number, 2 to 3: SURVIVES", "care.rubric.hcl:13: level, good to poor: SURVIVES"} {
		if !strings.Contains(out, s) {
			t.Errorf("%q is not told:\n%s", s, out)
		}
	}
	if strings.Contains(out, "poor to good: SURVIVES") || code != 0 {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	ends := "test \"two falls\" {\n  given  = { falls = 2 }\n  expect = { overall = good }\n}\ntest \"three falls\" {\n  given  = { falls = 3 }\n  expect = { overall = poor }\n}\n"
	if out, _ := report(t, map[string]string{"care.rubric.hcl": rules, "tests.rubric.hcl": ends}); !strings.Contains(out, "0 survivors") {
		t.Errorf("with both ends tested:\n%s", out)
	}
	if out, code := report(t, map[string]string{"care.rubric.hcl": rules, "tests.rubric.hcl": strings.Replace(case5, "poor", "good", 1)}); code != exitSurvivor || !strings.Contains(out, "fail as they stand") {
		t.Errorf("tests that fail: exit code %d:\n%s", code, out)
	}
}

// TestSame shows that what changes no result is no survivor.
func TestSame(t *testing.T) {
	out, _ := report(t, map[string]string{"care.rubric.hcl": `framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", poor = "Poor" } }

input "score" {
  type  = integer
  among = [0, 5, 10]
}

rating "overall" {
  scale = quality
  value = score < 7 ? quality.poor : quality.good
}

test "each score" {
  data   = "cases.csv"
  expect = "cases.csv"
}
`, "cases.csv": "home,score,overall\na,0,poor\nb,5,poor\nc,10,good\n"})
	if !strings.Contains(out, "0 survivors") || !strings.Contains(out, "3 the same") {
		t.Errorf("%s", out)
	}
}

// TestSpotless proves the frameworks in which no mutant may survive.
func TestSpotless(t *testing.T) {
	if raceOn {
		t.Skip("skipped: with the race detector this takes too long")
	}
	var dirs []string
	for _, name := range spotless {
		dirs = append(dirs, filepath.Join("../../examples", name))
	}
	var out bytes.Buffer
	if code := run(context.Background(), &out, &bytes.Buffer{}, dirs, options{jobs: 4}); code != 0 {
		t.Errorf("exit code %d; add tests to the framework until nothing survives:\n%s", code, out.String())
	}
}

// TestUnread shows that a number of members that nothing reads is no survivor, and
// that their texts, by which data is matched, are.
func TestUnread(t *testing.T) {
	out, _ := report(t, map[string]string{"care.rubric.hcl": `framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

entity "question" {
  key     = "question"
  columns = ["question", "code", "beds"]
  rows    = [["safe", "1", 7], ["led", "2", 8]]
}

input "answer" {
  for  = [home, question]
  type = integer
}

rating "overall" {
  scale = quality
  value = sum(each(question.answer)) < 2 ? quality.poor : quality.good
}

scale "quality" { levels = { good = "Good", poor = "Poor" } }

test "two" {
  given  = { answer = 1 }
  expect = { overall = good }
}
`})
	for _, s := range []string{"\"1\" to \"2\": SURVIVES", "\"2\" to \"3\": SURVIVES"} {
		if !strings.Contains(out, s) {
			t.Errorf("%s is not told:\n%s", s, out)
		}
	}
	if strings.Contains(out, " 7 to") || !strings.Contains(out, "4 the same") {
		t.Errorf("numbers that nothing reads:\n%s", out)
	}
}

package golden_test

// This file defines the tests of the runner of tests, and runs those of the
// examples with it.

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/golden"
)

// TestExampleTests runs the tests of each example as a user's Go test would.
func TestExampleTests(t *testing.T) {
	for _, dir := range frameworks(t) {
		t.Run(label(dir), func(t *testing.T) {
			t.Parallel()
			golden.Run(t, dir)
		})
	}
}

// The tests of a tree are counted over the rows of every level, also where what is
// rated stands in its middle.
func TestCoverageOfTree(t *testing.T) {
	r, err := golden.Test(context.Background(), golden.Dir("../examples/tutorial/6_entity_tree"), golden.Options{Coverage: true})
	if err != nil {
		t.Fatal(err)
	}
	if r.Bad() || r.Covered == nil || r.Covered.Reached != r.Covered.Points {
		t.Errorf("%s: %+v", r.Line(), r.Covered)
	}
}

// recorder is a golden.TB that remembers.
type recorder struct{ errors, fatal, logs []string }

func (*recorder) Helper() {}
func (r *recorder) Logf(format string, args ...any) {
	r.logs = append(r.logs, fmt.Sprintf(format, args...))
}
func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}
func (r *recorder) Fatalf(format string, args ...any) {
	r.fatal = append(r.fatal, fmt.Sprintf(format, args...))
}

func TestRunReports(t *testing.T) {
	var r recorder
	golden.Run(&r, "check/R0211_unknown_name")
	if len(r.fatal) != 1 || !strings.Contains(r.fatal[0], "do not compile") || !strings.Contains(r.fatal[0], "R0211") {
		t.Errorf("%q", r.fatal)
	}
	r = recorder{}
	golden.Run(&r, "no_such_directory")
	if len(r.fatal) != 1 {
		t.Errorf("%q", r.fatal)
	}
}

const care = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}
entity "home" { key = "home" }
entity "question" {
  columns = ["question"]
  rows    = [["safe"], ["caring"], ["led"]]
}
scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
  states = { closed = "Closed" }
}
input "answer" {
  for    = [home, question]
  column = question.question
  type   = quality
}
input "share" {
  type  = percent
  range = [0, 100]
}
input "seen" { type = date }
rating "overall" {
  scale = quality
  of    = each(question.answer)
  rule "poor" { requires = "2 or more are poor" }
  rule "fair" { requires = "1 or more are poor, or 2 or more are fair" }
  rule "good" { requires = "otherwise" }
  limit "share" {
    when    = share > 0.25
    at_most = fair
  }
}
`

// run runs tests beside the rules of care.
func run(t *testing.T, tests string, opt golden.Options, files ...string) *golden.Report {
	t.Helper()
	fsys := fstest.MapFS{"care.rubric.hcl": {Data: []byte(care)}, "tests.rubric.hcl": {Data: []byte(tests)}}
	for i := 0; i+1 < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	r, err := golden.Test(context.Background(), fsys, opt)
	if err != nil {
		t.Fatal(err)
	}
	if list, _ := r.Problems(); list.HasErrors() {
		t.Fatal(list[0].Summary, list[0].Detail)
	}
	return r
}

// The generator finds rare combinations of members and values just beyond a
// threshold; what it shows is as small as it can be, and the same every time.
func TestProperties(t *testing.T) {
	for _, c := range []struct{ property, given string }{
		{"never = overall == fair && share > 0.25", "given = { answer = { caring = fair, led = fair }, share = 1 }"},
		{"never = overall == poor", "given = { answer = { safe = poor, led = poor } }"},
		{"always = overall != fair", "given = { answer = { caring = fair, led = fair } }"},
		{"never = share == 0.25", "given = { share = 0.25 }"},
		{"never = is_present(seen)", `given = { seen = "`},
		{"never = answer[safe] == closed", "given = { answer = { safe = closed } }"},
		{"given = { share = 0.5 }\n never = overall == fair", "given = { share = 0.5, answer = good }"},
		{"given = { answer = { safe = poor } }\n never = overall == poor", "given = { answer = { safe = poor, led = poor } }"},
	} {
		test := "test \"p\" {\n " + c.property + "\n}\n"
		r := run(t, test, golden.Options{})
		o := r.Tests[0]
		if len(o.Failures) != 1 || !strings.Contains(o.Failures[0].Given, c.given) {
			t.Errorf("%s: %+v", c.property, o.Failures)
			continue
		}
		if again := run(t, test, golden.Options{}).Tests[0]; again.Text() != o.Text() {
			t.Errorf("another run, another input:\n%s\n%s", o.Text(), again.Text())
		}
	}
	for _, property := range []string{
		"never = share > 1 || share < 0",
		"never = overall == good && share > 0.25",
		"always = overall != good || answer[safe] != poor",
		"cases = 5000\n always = share <= 0.25 || overall != good",
	} {
		if r := run(t, "test \"p\" {\n "+property+"\n}\n", golden.Options{}); r.Bad() {
			t.Errorf("%s: %s", property, r.Tests[0].Text())
		}
	}
	if r := run(t, "test \"p\" {\n given = { share = absent }\n always = share < 0.5\n}\n", golden.Options{}); !r.Bad() {
		t.Error("a property that is never decided holds")
	}
}

// Values that a test gives are judged as data are.
func TestGivenValues(t *testing.T) {
	r := run(t, `
test "shares are written as in formulas" {
  given  = { answer = good, share = 0.26 }
  expect = { overall = fair }
  limits = { overall = [share] }
}
test "too large" {
  given   = { share = 1.5 }
  refuses = [R0532]
}
test "any reason" {
  given  = { answer = { safe = absent(suppressed), caring = poor, led = good } }
  expect = { overall = absent }
}
test "a block that is given" {
  given  = { overall = poor }
  expect = { overall = poor }
}
`, golden.Options{})
	if r.Bad() || r.Cases != 4 {
		t.Errorf("%+v", r)
	}
}

// Asked only for a verdict, a run ends with the first failure, in the order that is
// wanted, and explains nothing.
func TestVerdict(t *testing.T) {
	r := run(t, `
test "good" {
  given  = { answer = good }
  expect = { overall = good }
}
test "wrong" {
  given  = { answer = good }
  expect = { overall = poor }
}
test "wrong for all" {
  always = overall == good
}
`, golden.Options{Verdict: true, First: []string{"wrong for all", "wrong"}})
	if len(r.Tests) != 1 || r.Tests[0].Name != "wrong for all" || r.Failed != 1 || len(r.Tests[0].Failures) != 0 {
		t.Errorf("%+v", r.Tests)
	}
	r = run(t, "test \"wrong\" {\n  given  = { answer = good }\n  expect = { overall = poor }\n}\n", golden.Options{Verdict: true})
	if f := r.Tests[0].Failures; len(f) != 1 || f[0].Why != "" || f[0].Expected != "poor" {
		t.Errorf("%+v", f)
	}
}

// A result of rows within the rated one cannot come of values: only data has rows.
func TestGivenBelow(t *testing.T) {
	r := run(t, `
entity "ward" {
  key    = ["home_id", "ward"]
  within = home
}
rating "ward_rating" {
  for   = ward
  scale = quality
  value = good
}
test "of a ward" {
  given  = { answer = good }
  expect = { ward_rating = good }
}
`, golden.Options{})
	if o := r.Tests[0]; !o.Bad() || !strings.Contains(o.Text(), "only data has") {
		t.Errorf("%s", r.Tests[0].Text())
	}
}

// Rows of a file count one by one; columns and exceptions are by name.
func TestRows(t *testing.T) {
	r := run(t, `
test "rows" {
  data    = "cases/a.csv"
  expect  = "cases/b.csv"
  columns = { overall = "Published" }
  except "two" { because = "A slip." }
}
`, golden.Options{}, "cases/a.csv", "home,safe,caring,led,share\none,good,good,fair,10\ntwo,poor,poor,good,10\nthree,good,fair,good,30\n",
		"cases/b.csv", "home,Published\none,Good\ntwo,Good\n")
	o := r.Tests[0]
	if o.Bad() || o.Cases != 2 || !strings.Contains(o.Note, "1 named exception; of 1 row nothing is expected") {
		t.Errorf("%s %d %q", o.Text(), o.Cases, o.Note)
	}
	for file, want := range map[string]string{
		"home,Publisht\none,Good\n":   `has no column "Published". Did you mean`,
		"name,Published\none,Good\n":  `has no column "home"`,
		"home,Published\none,Great\n": `"Great" is no result of overall`,
	} {
		r := run(t, "test \"rows\" {\n data = \"a.csv\"\n expect = \"b.csv\"\n columns = { overall = \"Published\" }\n}\n", golden.Options{},
			"a.csv", "home,safe\none,good\n", "b.csv", file)
		if text := r.Tests[0].Text(); !strings.Contains(text, want) {
			t.Errorf("%q: %s", file, text)
		}
	}
	r = run(t, "test \"rows\" {\n data = \"../a.csv\"\n expect = { overall = good }\n}\ntest \"gone\" {\n data = \"c.csv\"\n expect = { overall = good }\n}\n", golden.Options{})
	if r.Failed != 2 || !strings.Contains(r.Tests[1].Text(), "there is no such file") {
		t.Error(r.Tests[0].Text(), r.Tests[1].Text())
	}
}

// Recorded decisions are part of what is rated.
func TestDecisions(t *testing.T) {
	rules := strings.Replace(care, "  limit \"share\"", "  override \"panel\" { needs = [by] }\n  limit \"share\"", 1)
	test := "test \"t\" {\n data = \"a.csv\"\n overrides = \"b.csv\"\n expect = { overall = poor }\n}\n"
	for decisions, want := range map[string]string{
		"home,block,level,by\none,overall,poor,Panel\n": "",
		"home,block,level,by\none,overall,fair,Panel\n": "expected poor, got fair",
		"home,block,level,by\none,overall,poor,\n":      "lacks what is needed",
		"home,block,level,by\ntwo,overall,poor,Panel\n": "not in the data",
	} {
		fsys := fstest.MapFS{"care.rubric.hcl": {Data: []byte(rules + test)}, "a.csv": {Data: []byte("home,safe,caring,led,share\none,good,good,good,1\n")}, "b.csv": {Data: []byte(decisions)}}
		r, err := golden.Test(context.Background(), fsys, golden.Options{Coverage: true})
		if err != nil || len(r.Tests) != 1 {
			t.Fatal(err, r.Tests)
		}
		if text := r.Tests[0].Text(); r.Bad() != (want != "") || !strings.Contains(text, want) {
			t.Errorf("%q: %s", decisions, text)
		}
	}
}

// A failure says what stands in the way of the level that was expected, and its
// place, beside what decided.
func TestWhyNot(t *testing.T) {
	r := run(t, "test \"t\" {\n given = { answer = good, share = 0.1 }\n expect = { overall = poor }\n}\n", golden.Options{})
	f := r.Tests[0].Failures[0]
	if f.WhyNot != "0 of 3 are poor; needs 2 or more" || f.WhyNotAt.Line != 30 || f.CauseAt.Line != 32 {
		t.Errorf("%+v", f)
	}
}

// Goldens are approved only when that is asked for.
func TestApprove(t *testing.T) {
	var name, text string
	opt := golden.Options{Dir: "care", Write: func(n string, b []byte) error { name, text = n, string(b); return nil }}
	files := []string{"data.csv", "home,safe,caring,led,share,seen\none,good,good,fair,10,\ntwo,poor,poor,good,10,\n", "want/results.csv", "home,overall\none,fair\ntwo,poor\n"}
	r := run(t, "", opt, files...)
	if r.Bad() || name != "want/results.csv" || text != "home,overall\none,good\ntwo,poor\n" {
		t.Errorf("%s %q %+v", name, text, r)
	}
	opt.Write = nil
	r = run(t, "", opt, files...)
	if !r.Bad() || r.Tests[0].Changes.Moved != 1 || r.Tests[0].Changes.Moves[0].Cause.Name != "good" {
		t.Error(r.Tests[0].Text())
	}
}

// Reports are well-formed, whatever names and values hold.
func TestFormats(t *testing.T) {
	r := run(t, "test \"<a> & \\\"b\\\" | c\" {\n given = { answer = good }\n expect = { overall = poor }\n}\n", golden.Options{Dir: "care", Coverage: true})
	var b bytes.Buffer
	if err := golden.WriteJUnit(&b, []*golden.Report{r}); err != nil {
		t.Fatal(err)
	}
	var suites struct {
		Failures int `xml:"failures,attr"`
		Suite    struct {
			Case struct {
				Name string `xml:"name,attr"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(b.Bytes(), &suites); err != nil || suites.Failures != 1 || suites.Suite.Case.Name != `<a> & "b" | c` {
		t.Errorf("%v %+v", err, suites)
	}
	b.Reset()
	if err := golden.WriteJSON(&b, []*golden.Report{r}); err != nil || !json.Valid(b.Bytes()) {
		t.Error(err, b.String())
	}
	b.Reset()
	if err := golden.WriteMarkdown(&b, []*golden.Report{r}); err != nil || !strings.Contains(b.String(), `### &lt;a> & "b" \| c`) {
		t.Error(err, b.String())
	}
	if list := r.Diagnostics(100); len(list) < 3 || list[0].Code != golden.TestFailed || list[len(list)-1].Code != golden.NeverReached {
		t.Errorf("%d problems", len(list))
	}
}

// Results and reports are the same however often and in whatever order rows run.
func TestCoverageCounts(t *testing.T) {
	r := run(t, `
test "good" {
  given  = { answer = good, share = 0.1 }
  expect = { overall = good }
}
test "limited" {
  given  = { answer = good, share = 0.3 }
  expect = { overall = fair }
}
`, golden.Options{Coverage: true})
	var text bytes.Buffer
	if err := r.WriteListing(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`!      0 |   rule "poor" { requires = "2 or more are poor" }   # rule poor, "2 or more are poor" is never yes`,
		`       2 |   rule "good" { requires = "otherwise" }`,
		`       1 |   limit "share" {`,
		`       1 |     when    = share > 0.25`,
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no line %s in\n%s", want, text.String())
		}
	}
}

// A test of what depends on the date of the ratings names the date, unless the
// framework does: no day is taken for it.
func TestUndated(t *testing.T) {
	const aged = `
input "opened" { type = date }
derive "old" { value = years_between(opened, as_of) >= 1 }
derive "read_above" { value = old }
test "no date" {
  given  = { opened = "2000-01-01" }
  expect = { read_above = true }
}
test "no date for all" { never = read_above && opened > date("2999-01-01") }
test "dated" {
  given  = { opened = "2000-01-01" }
  as_of  = "2026-04-01"
  expect = { read_above = true }
}
test "given below" {
  given  = { old = true }
  expect = { read_above = true }
}
test "of something else" {
  given  = { answer = good, share = 0.1 }
  expect = { overall = good }
}
`
	r := run(t, aged, golden.Options{})
	for i, o := range r.Tests {
		if bad := i < 2; o.Bad() != bad || bad && !strings.Contains(o.Text(), "Say which day it is") {
			t.Errorf("%s: %s", o.Name, o.Text())
		}
	}
}

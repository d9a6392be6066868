package diag

// This file defines the tests of the outputs for programs: JSON, SARIF and
// GitHub, with goldens and with checks of what the formats ask for.

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"
)

func mixed() List {
	cell := *cellProblem
	cell.Range = at("inputs.rubric.hcl", "input \"safe\" {\n}\n", `"safe"`)
	return List{
		never(), &cell,
		{Severity: Warning, Code: "R0410", Summary: "doubtful <b> & more", Detail: "100 % sure:\r\nno, not at all", Range: Range{Filename: "a:b,c %.hcl"}},
		{Severity: Info, Summary: "fact"},
		{Code: "R0901", Summary: "a fault", Range: at("care.rubric.hcl", care, "good_or_better")},
		never(), // a repeat
	}
}

func TestJSON(t *testing.T) {
	var a, b bytes.Buffer
	if err := errors.Join(WriteJSON(&a, mixed(), sources), WriteJSON(&b, mixed(), sources)); err != nil {
		t.Fatal(err)
	}
	goldie.New(t).Assert(t, "problems_json", a.Bytes())
	if !bytes.Equal(a.Bytes(), b.Bytes()) || !json.Valid(a.Bytes()) {
		t.Error("not the same JSON twice")
	}
	a.Reset()
	if err := WriteJSON(&a, nil, nil); err != nil || !strings.Contains(a.String(), `"problems": []`) {
		t.Errorf("an empty list gives %s, %v", a.String(), err)
	}
}

func TestGitHub(t *testing.T) {
	var b bytes.Buffer
	if err := WriteGitHub(&b, mixed()); err != nil {
		t.Fatal(err)
	}
	goldie.New(t).Assert(t, "github", b.Bytes())
	for _, want := range []string{
		"::warning file=a%3Ab%2Cc %25.hcl,title=R0410%3A doubtful <b> & more::100 %25 sure:%0Ano, not at all\n",
		"::error file=data.csv,line=1013,title=R0502%3A value of the wrong kind::",
		"::notice title=fact::fact\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	l := mixed()
	for i, d := range l { // codes that have no page, so that the golden does not change with the pages
		if d.Code != "" {
			other := *d
			other.Code = "R9" + d.Code[2:]
			l[i] = &other
		}
	}
	if err := WriteSARIF(&b, l, sources, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	goldie.New(t).Assert(t, "problems_sarif", b.Bytes())
	var log map[string]any
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if log["version"] != "2.1.0" || !strings.HasSuffix(log["$schema"].(string), "sarif-schema-2.1.0.json") {
		t.Error("not SARIF 2.1.0")
	}
	run := log["runs"].([]any)[0].(map[string]any)
	rules := run["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
	seen := map[string]bool{}
	for _, r := range rules {
		id := r.(map[string]any)["id"].(string)
		if seen[id] {
			t.Errorf("rule %s stands twice", id)
		}
		seen[id] = true
		checkText(t, r.(map[string]any)["help"])
	}
	if r := sarifRules(List{{Code: "R0901"}})[0]; r.Short.Text != Title("R0901") || !strings.HasPrefix(r.Help.Markdown, "# ") {
		t.Errorf("a rule without the text of its page: %v", r)
	}
	if len(run["results"].([]any)) != 5 {
		t.Error("not five results")
	}
	for _, r := range run["results"].([]any) {
		checkResult(t, r.(map[string]any), rules)
	}
}

// checkResult holds a result to what the standard requires of it.
func checkResult(t *testing.T, r map[string]any, rules []any) {
	t.Helper()
	checkText(t, r["message"])
	if l := r["level"]; l != "error" && l != "warning" && l != "note" {
		t.Errorf("level %v", l)
	}
	if i, ok := r["ruleIndex"].(float64); ok && rules[int(i)].(map[string]any)["id"] != r["ruleId"] {
		t.Errorf("ruleIndex %v is not %v", i, r["ruleId"])
	}
	walk(r, func(m map[string]any) {
		line, ok := m["startLine"].(float64)
		if !ok {
			return
		}
		if line < 1 || m["startColumn"] == 0.0 || m["endLine"] != nil && m["endLine"].(float64) < line {
			t.Errorf("region %v", m)
		}
	})
	ids := map[any]bool{}
	for _, at := range list2(r["relatedLocations"]) {
		id := at.(map[string]any)["id"]
		if id == nil || ids[id] {
			t.Errorf("related location without an id of its own: %v", at)
		}
		ids[id] = true
	}
	for _, f := range list2(r["fixes"]) {
		for _, c := range list2(f.(map[string]any)["artifactChanges"]) {
			if len(list2(c.(map[string]any)["replacements"])) == 0 {
				t.Error("a change without replacements")
			}
		}
	}
}

func list2(v any) []any { l, _ := v.([]any); return l }

func checkText(t *testing.T, v any) {
	t.Helper()
	if s, _ := v.(map[string]any)["text"].(string); s == "" {
		t.Errorf("no text in %v", v)
	}
}

func walk(v any, visit func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, x := range v {
			walk(x, visit)
		}
	case []any:
		for _, x := range v {
			walk(x, visit)
		}
	}
}

func TestFileURI(t *testing.T) {
	for name, want := range map[string]string{
		"rules/a b.hcl": "rules/a%20b.hcl", "a:b.hcl": "./a:b.hcl", `rules\ü.hcl`: "rules/%C3%BC.hcl",
		"/tmp/x.hcl": "file:///tmp/x.hcl", `C:\x\y.hcl`: "file:///C:/x/y.hcl", "50%.csv": "50%25.csv",
	} {
		if got := fileURI(name); got != want {
			t.Errorf("fileURI(%q) = %q, want %q", name, got, want)
		}
	}
}

// failing is a writer whose disk is full.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWritersReportErrors(t *testing.T) {
	for name, err := range map[string]error{
		"text": WriteText(failing{}, mixed(), sources, TextOptions{}), "json": WriteJSON(failing{}, mixed(), sources),
		"sarif": WriteSARIF(failing{}, mixed(), sources, ""), "github": WriteGitHub(failing{}, mixed()),
	} {
		if err == nil {
			t.Errorf("%s hides that the disk is full", name)
		}
	}
}

package report_test

// This file defines how the cases of golden/explain run: each is explained as
// text, markdown and JSON, and the JSON is held to its schema. ask.txt names the
// entity; further lines say "entity NAME" for a row of another one, "supply
// BLOCK=COLUMN", "down 1" for all rows within it, "of DIR" for the rules of another
// case, and its data where the case has none of its own, or the level of "why not".

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
	"github.com/sebdah/goldie/v2"
)

const explainCases = "../../golden/explain"

func TestExplain(t *testing.T) {
	dirs, err := filepath.Glob(explainCases + "/*/ask.txt")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no cases", err)
	}
	for _, ask := range dirs {
		dir := filepath.Dir(ask)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			tr := explained(t, dir)
			for _, f := range []struct {
				suffix string
				write  func(*bytes.Buffer) error
			}{
				{".txt", func(b *bytes.Buffer) error { return report.WriteExplainText(b, tr, report.ExplainOptions{}) }},
				{".md", func(b *bytes.Buffer) error { return report.WriteExplainMarkdown(b, tr) }},
				{".json", func(b *bytes.Buffer) error { return report.WriteExplainJSON(b, tr) }},
			} {
				var b bytes.Buffer
				if err := f.write(&b); err != nil {
					t.Fatal(err)
				}
				if s := b.String(); strings.Contains(s, "null") || strings.Contains(s, "<nil>") || strings.Contains(s, "%!") {
					t.Errorf("%s holds null, nil or a broken format", f.suffix)
				}
				goldie.New(t, goldie.WithFixtureDir(filepath.Join(dir, "want")), goldie.WithNameSuffix(f.suffix), goldie.WithDiffEngine(goldie.ClassicDiff)).Assert(t, "explain", b.Bytes())
			}
			checkSchema(t, tr)
		})
	}
}

func explained(t *testing.T, dir string) *engine.Trace {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "ask.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	of := dir
	for _, line := range lines {
		if name, ok := strings.CutPrefix(line, "of "); ok {
			of = filepath.Join(dir, name)
		}
	}
	l, err := golden.Load(golden.Dir(of))
	if err != nil || l.Framework == nil {
		t.Fatal(err, l.Problems)
	}
	p := engine.Compile(l.Framework, engine.Options{})
	names, err := filepath.Glob(filepath.Join(dir, "data*.csv"))
	if err == nil && len(names) == 0 {
		names, err = filepath.Glob(filepath.Join(of, "data*.csv"))
	}
	if err != nil {
		t.Fatal(err)
	}
	var tables []*table.Table
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tab, list, err := table.Read(bytes.NewReader(data), filepath.Base(name), table.Options{})
		if err != nil || list.HasErrors() {
			t.Fatal(err, list)
		}
		tables = append(tables, tab)
	}
	var who string
	var bo engine.BindOptions
	opt := engine.ExplainOptions{Sources: l.Sources, Entity: l.Framework.Entity}
	for i, line := range lines {
		word, value, _ := strings.Cut(line, " ")
		switch {
		case i == 0:
			who = line
		case word == "of":
		case word == "entity":
			k := slices.IndexFunc(l.Framework.Entities, func(e *rules.Entity) bool { return e.Name == value })
			opt.Entity = l.Framework.Entities[k]
		case word == "supply":
			name, column, _ := strings.Cut(value, "=")
			bo.Supply = map[string]string{name: column}
		case word == "down":
			opt.Down, err = strconv.Atoi(value)
			if err != nil {
				t.Fatal(err)
			}
		default:
			opt.WhyNot = line
		}
	}
	d, list := engine.Bind(p, tables, bo)
	if list.HasErrors() {
		t.Fatal(list[0].Detail)
	}
	space := d.SpaceOf(opt.Entity)
	for row := range space.Rows {
		if space.KeyText(row) == who {
			return p.Explain(d, row, opt)
		}
	}
	t.Fatalf("no entity %q", who)
	return nil
}

// checkSchema holds the JSON of a trace to explain.schema.json.
func checkSchema(t *testing.T, tr *engine.Trace) {
	t.Helper()
	text, err := os.ReadFile("explain.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.WriteExplainJSON(&b, tr); err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(b.Bytes(), &value); err != nil {
		t.Fatal(err)
	}
	v := &validator{t: t, defs: schema["$defs"].(map[string]any)}
	v.check("trace", schema, value)
}

// validator knows the part of JSON Schema that explain.schema.json uses.
type validator struct {
	t    *testing.T
	defs map[string]any
}

func (v *validator) check(at string, schema map[string]any, value any) {
	if ref, ok := schema["$ref"].(string); ok {
		def, known := v.defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
		if !known {
			v.t.Fatalf("%s: no %s", at, ref)
		}
		v.check(at, def, value)
		return
	}
	if want, ok := schema["const"]; ok && want != value {
		v.t.Errorf("%s: %v, want %v", at, value, want)
	}
	if enum, ok := schema["enum"].([]any); ok && !contains(enum, value) {
		v.t.Errorf("%s: %v is none of %v", at, value, enum)
	}
	switch want := schema["type"]; x := value.(type) {
	case map[string]any:
		v.object(at, schema, x)
	case []any:
		if want != "array" {
			v.t.Errorf("%s: a list, want %v", at, want)
			return
		}
		for _, e := range x {
			v.check(at+"[]", schema["items"].(map[string]any), e)
		}
	case string:
		v.kind(at, want, "string")
	case bool:
		v.kind(at, want, "boolean")
	case float64:
		v.kind(at, want, "integer")
	default:
		v.t.Errorf("%s: null", at)
	}
}

func (v *validator) kind(at string, want any, is string) {
	if want != nil && want != is {
		v.t.Errorf("%s: %s, want %v", at, is, want)
	}
}

func (v *validator) object(at string, schema, x map[string]any) {
	v.kind(at, schema["type"], "object")
	props, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	for _, r := range required {
		if _, ok := x[r.(string)]; !ok {
			v.t.Errorf("%s lacks %s", at, r)
		}
	}
	for k, e := range x {
		p, ok := props[k].(map[string]any)
		if !ok {
			v.t.Errorf("%s: %s is not in the schema", at, k)
			continue
		}
		v.check(at+"."+k, p, e)
	}
}

func contains(list []any, x any) bool {
	for _, e := range list {
		if e == x {
			return true
		}
	}
	return false
}

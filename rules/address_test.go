package rules_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/rules"
)

const addressed = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", poor = "Poor" } }
input "falls" { type = integer }
parameter "limit" {
  at "2025-04-01" { value = 2 }
  at "2026-04-01" { value = 3 }
}
chapter "1.1 What counts" { text = "All." }
chapter "1" { text = "Falls." }
rating "overall" {
  scale = quality
  value = falls
  rule "poor" { when = value > 9 }
  rule "poor" "many" { when = falls > limit }
  rule "good" { requires = "otherwise" }
  mark "*" { when = falls > 1 }
}
`

// TestAddress holds what addresses name: names with dots in them, rules with and
// without a name, and what is not there.
func TestAddress(t *testing.T) {
	dir := fstest.MapFS{"a.rubric.hcl": {Data: []byte(addressed)}}
	d, _, err := rules.Read(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := d.Resolve("")
	for at, want := range map[string]string{
		"framework.version":                   `version = "1"`,
		"framework":                           `framework "care" {`,
		"scale.quality.levels":                "levels = {",
		"parameter.limit.at.2026-04-01.value": "value = 3",
		"parameter.limit.at.2025-04-01":       `at "2025-04-01" { value = 2 }`,
		"chapter.1.1 What counts.text":        `text = "All."`,
		"chapter.1.text":                      `text = "Falls."`,
		"rating.overall.rule.poor":            `rule "poor" { when = value > 9 }`,
		"rating.overall.rule.poor.many":       `rule "poor" "many" {`,
		"rating.overall.rule.poor.many.when":  "when = falls > limit",
		"rating.overall.mark.*":               `mark "*" {`,
		"rating.overall.rule":                 `rule "good"`,
		"rating":                              "",
		"rating.overall.rule.fair":            "",
		"rating.overall.rule.poor.few":        "",
		"framework.care":                      "",
		"limit":                               "",
	} {
		text, ok := r.Text(at)
		if ok != (want != "") || !strings.Contains(string(text), want) {
			t.Errorf("%s: %t\n%s", at, ok, text)
		}
	}
}

// TestOrderOfParts joins amendments in each order: without a disagreement the
// variant is the same.
func TestOrderOfParts(t *testing.T) {
	const parts = `
amend "strict" {
  rating "overall" {
    rule "poor" "many" { when = falls > 1 }
  }
}
amend "titled" {
  rating "overall" { title = "Overall" }
  scale "quality" { states = { none = "None" } }
}
amend "unmarked" { remove = ["rating.overall.mark"] }
`
	shown := map[string]bool{}
	for _, order := range []string{`"strict", "titled", "unmarked"`, `"unmarked", "strict", "titled"`, `"titled", "unmarked", "strict"`} {
		dir := fstest.MapFS{"a.rubric.hcl": {Data: []byte(addressed + parts + `amend "all" { extends = [` + order + "] }\n")}}
		d, list, err := rules.Read(dir, nil)
		if err != nil || list.HasErrors() {
			t.Fatal(err, list)
		}
		r, list := d.Resolve("all")
		if list.HasErrors() {
			t.Fatal(list[0].Detail)
		}
		var text strings.Builder
		for _, e := range r.Entries {
			e.EachAttr(func(at string, place rules.Range) {
				text.WriteString(at + string(dir["a.rubric.hcl"].Data[place.Start.Byte:place.End.Byte]) + "\n")
			})
		}
		shown[text.String()] = true
	}
	if len(shown) != 1 {
		t.Errorf("%d different variants", len(shown))
	}
}

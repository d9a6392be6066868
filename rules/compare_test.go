package rules_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

const compared = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }
input "safety" {
  type   = quality
  column = "Safety"
}
input "falls" { type = number }
parameter "most_falls" { value = 0.317 }
derive "many" { value = falls > most_falls }
rating "overall" {
  scale = quality
  of    = [safety]
  rule "poor" "falls" { when = many }
  rule "good" { requires = "otherwise" }
  limit "cap" {
    when    = safety == poor
    at_most = fair
    because = "Unsafe."
  }
}
`

func loadText(t *testing.T, text string) *rules.Framework {
	t.Helper()
	f, list := lang.Parse("care.rubric.hcl", []byte(text))
	fw, more := rules.Load([]*lang.File{f}, fstest.MapFS{})
	for _, d := range append(list, more...) {
		t.Log(d.Summary, d.Detail)
	}
	if fw == nil {
		t.Fatal("the rules do not load")
	}
	return fw
}

// TestCompare changes a framework by replacing one text of it.
func TestCompare(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"value = 0.317", "value = 0.508", `
derive.many through parameter.most_falls
parameter.most_falls.value changed 0.317 > 0.508 by +0.191
rating.overall through parameter.most_falls`},
		{`column = "Safety"`, "column = \"Safety\"\n  # a remark", ``},
		{"Unsafe.", "Not safe.", `rating.overall.limit.cap.because wording`},
		{`limit "cap"`, `limit "unsafe"`, `rating.overall.limit.unsafe renamed from rating.overall.limit.cap`},
		{"many", "too_many", `derive.too_many renamed from derive.many`},
		{"safety", "safe", `input.safe renamed from input.safety`},
		{"at_most = fair", "at_most = poor", `rating.overall.limit.cap.at_most changed quality.fair > quality.poor`},
		{`rule "poor" "falls" { when = many }`, ``, `
rating.overall.rule order removed poor.falls, good > 
rating.overall.rule.poor.falls removed many > `},
		{`input "falls"`, `input "days" { type = number }` + "\n" + `input "falls"`, `
input.days.column added  > "days"
input.days.for added  > home
input.days.type added  > a number`},
	} {
		a := loadText(t, compared)
		b := loadText(t, strings.ReplaceAll(compared, c.was, c.is))
		var got strings.Builder
		means := false
		for _, x := range rules.Compare(a, b) {
			means = means || x.Means()
			fmt.Fprintf(&got, "\n%s %s", x.Address, x.Kind)
			switch {
			case x.Was != "":
				fmt.Fprintf(&got, " from %s", x.Was)
			case x.Through != nil:
				fmt.Fprintf(&got, " %s", strings.Join(x.Through, ", "))
			case x.Means():
				fmt.Fprintf(&got, " %s > %s", x.Old, x.New)
			}
			if x.By != "" {
				got.WriteString(" by " + x.By)
			}
		}
		if strings.TrimSpace(got.String()) != strings.TrimSpace(c.want) {
			t.Errorf("%q to %q: got%s\nwant%s", c.was, c.is, got.String(), c.want)
		}
		if same := a.MeaningDigest() == b.MeaningDigest(); same == means && !strings.Contains(c.want, "renamed") {
			t.Errorf("%q to %q: a change of meaning %t, the same digest %t", c.was, c.is, means, same)
		}
	}
}

func TestReadableText(t *testing.T) {
	for text, want := range map[string]string{
		"from 317/1000 to below 127/250": "from 0.317 to below 0.508",
		"x / 3 > 1/3":                    "x / 3 > 1/3",
		`code == "1/2"`:                  `code == "1/2"`,
	} {
		if got := rules.ReadableText(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

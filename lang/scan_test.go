package lang

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file tests that nothing reaches HCL's parser that could exhaust it.

func TestScanRefuses(t *testing.T) {
	const many = 1_000_000
	for _, test := range []struct {
		name, src string
		code      diag.Code
	}{
		{"zero byte", "a\x00b", NotText},
		{"control character", "a = \"\x01\"", NotText},
		{"not UTF-8", "a = \"\xe9\"", NotText},
		{"UTF-16", "\xff\xfea\x00", NotText},
		{"too large", strings.Repeat("a", 5<<20), TooLarge},
		{"long line", strings.Repeat("a", 2<<20), TooLarge},
		{"tokens", strings.Repeat("a\n", many), TooLarge},
		{"brackets", "a = " + strings.Repeat("[", many), TooLarge},
		{"parentheses", "a = " + strings.Repeat("(", many), TooLarge},
		{"lines of brackets", "a = " + strings.Repeat("[\n", many), TooLarge},
		{"blocks", strings.Repeat("a {\n", many), TooLarge},
		{"templates", "a = " + strings.Repeat("\"${", many), TooLarge},
		{"directives", "a = \"" + strings.Repeat("%{ if a }", 1000) + "\"", TooLarge},
		{"not", "a = " + strings.Repeat("!", many), TooLarge},
		{"minus", "a = " + strings.Repeat("-", many), TooLarge},
		{"mixed signs", "a = (" + strings.Repeat("! - \n", 100_000) + "b)", TooLarge},
		{"conditionals", "a = " + strings.Repeat("a ? b : ", 100_000) + "c", TooLarge},
		{"conditionals inside", "a = " + strings.Repeat("a ? ", 1000) + "c", TooLarge},
		{"signs before brackets", "a = " + strings.Repeat("!!!!(", 20) + "b" + strings.Repeat(")", 20), TooLarge},
		{"sums", "a = 1" + strings.Repeat("+1", 100_000), TooLarge},
		{"indexes", "a = b" + strings.Repeat("[c]", 100_000), TooLarge},
		{"heredoc", "a = <<X\n" + strings.Repeat("${ <<X\n", 1000), TooLarge},
		{"percent", "a {\n  b = 15%\n}\n", PercentSign},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			list := Scan("a.rubric.hcl", []byte(test.src), Limits{})
			if len(list) != 1 || list[0].Code != test.code {
				t.Errorf("got %d problems, want one %s", len(list), test.code)
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("it took %s", took)
			}
		})
	}
}

func TestScanAccepts(t *testing.T) {
	for _, src := range []string{
		"", "a {\n}\n", "\ufeffa {}\n",
		"a {\n" + strings.Repeat("  b = c ? d : -e\n", 1000) + "}\n",
		"a = [\n" + strings.Repeat("  [1, -2, x ? y : z],\n", 5000) + "]\n",
		"a = b % 15\nc = 15 % b\nd = \"15%\"\ne = \"${f}\"\n",
		"a = <<-MD\n  [[[[ ((((\n  MD\n",
		"a = x ? 1 : (y ? 2 : (z ? 3 : 4))\n",
	} {
		if list := Scan("a.rubric.hcl", []byte(src), Limits{}); len(list) > 0 {
			t.Errorf("%.40q: %s", src, list[0].Detail)
		}
	}
}

func TestScanPlaces(t *testing.T) {
	src := []byte("a {\n  b = ((((c))))\n}\n")
	list := Scan("a.rubric.hcl", src, Limits{Depth: 4})
	if len(list) != 1 || list[0].Range.Start.Line != 2 || list[0].Range.Start.Column != 10 {
		t.Errorf("got %+v", list)
	}
}

func TestPercentFix(t *testing.T) {
	for in, want := range map[string]string{"15": "0.15", "0.5": "0.005", "100": "1", "1e3": ""} {
		if got := hundredth(in); got != want {
			t.Errorf("%s%% is %q, want %q", in, got, want)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"a = [[", "a = \"${\"${b}\"}\"", "a {\n  b = !-c ? d : e\n}\n", "a = <<X\n${b}\nX\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(_ *testing.T, src []byte) {
		if list := Scan("a.rubric.hcl", src, Limits{}); list.HasErrors() {
			return
		}
		_, ds := hclsyntax.ParseConfig(src, "a.rubric.hcl", hcl.InitialPos)
		fromHCLIn(src, ds)
	})
}

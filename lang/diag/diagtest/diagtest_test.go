package diagtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/lang/diag"
)

// recorder is a testing.TB that keeps what is reported.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

func problem(line int, code diag.Code, words string) *diag.Diagnostic {
	d := &diag.Diagnostic{Code: code, Summary: "summary", Detail: words}
	if line > 0 {
		d.Range.Filename = "f"
		d.Range.Start.Line = line
	}
	return d
}

func TestCheck(t *testing.T) {
	const src = "a = 1 # want R0101 R0102 \"six(ty)?\" R0101 `\"quoted\" \\d`\r\n" +
		"b = 2 // want R0201\n" +
		"# want-above R0202 \"sum+ary\" and so on\n" +
		"# want-above-2 R0203\n" +
		"# want-file R0301\n"
	all := diag.List{
		problem(1, "R0101", "anything"), problem(1, "R0101", `the "quoted" 5`), problem(1, "R0102", "sixty"),
		problem(2, "R0201", ""), problem(2, "R0202", ""), problem(2, "R0203", ""), problem(0, "R0301", ""),
		{Code: "R0999", Range: diag.Range{Filename: "another"}},
	}
	for name, c := range map[string]struct {
		src  string
		got  diag.List
		want []string
	}{
		"all":          {src, all, nil},
		"missing":      {"x # want R0101 \"y\"", nil, []string{`f:1: wanted R0101 "y", but it was not reported`}},
		"unexpected":   {"x", diag.List{problem(1, "R0101", "why")}, []string{"f:1: not wanted: R0101 summary: why"}},
		"other words":  {"x # want R0101 \"^no$\"", diag.List{problem(1, "R0101", "why")}, []string{"wanted", "not wanted"}},
		"other line":   {"x\n# want R0101", diag.List{problem(1, "R0101", "why")}, []string{"wanted", "not wanted"}},
		"not a place":  {"# want-file R0101", diag.List{problem(1, "R0101", "why")}, []string{"wanted", "not wanted"}},
		"no code":      {"x # want 101", nil, []string{"without a code"}},
		"bad regexp":   {"x # want R0101 \"(\"", diag.List{problem(1, "R0101", "why")}, []string{"missing closing"}},
		"another word": {"x # wanting R0101", nil, nil},
	} {
		r := &recorder{}
		Check(r, "f", []byte(c.src), slices.Clone(c.got))
		for i, want := range c.want {
			if i >= len(r.said) || !strings.Contains(r.said[i], want) {
				t.Errorf("%s: want %q, said %q", name, want, r.said)
			}
		}
		if len(r.said) != len(c.want) {
			t.Errorf("%s: said %q", name, r.said)
		}
	}
}

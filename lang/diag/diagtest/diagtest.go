// Package diagtest checks that a rule file gets exactly the diagnostics that
// its own comments ask for, each on the line that causes it:
//
//	when = safe >= god    # want R0203 "Did you mean \"good\""
//	text = <<-EOT
//	  better then good
//	EOT
//	# want-above-2 R0104 "then" R0105
//	# want-file R0201
//
// A comment holds one or more codes, each with an optional regular expression in
// quotes or backquotes that must match the Summary or the Detail. "want" means the comment's own
// line, "want-above" the line before it, "want-above-2" two lines before it,
// and "want-file" a diagnostic without a place: either without any file, or
// for the whole of this one.
package diagtest

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/lang/diag"
)

var (
	directive = regexp.MustCompile(`(?:#|//)\s*want\b(-file|-above(?:-([0-9]+))?)?`)
	wanted    = regexp.MustCompile(`^\s+(R[0-9]{4})\b(?:\s+("(?:[^"\\]|\\.)*"|` + "`[^`]*`" + `))?`)
)

// want is one expected diagnostic.
type want struct {
	at    int // the line of the comment
	line  int // the line of the diagnostic; 0 for no place
	code  diag.Code
	match *regexp.Regexp // nil matches all
}

// Check reports, by t.Errorf, each comment in src that no diagnostic answers
// and each diagnostic that no comment asks for. Diagnostics in other files are
// not looked at; those without any file are taken to be about this one.
func Check(t testing.TB, file string, src []byte, got diag.List) {
	t.Helper()
	left := slices.DeleteFunc(got.Sorted(), func(d *diag.Diagnostic) bool {
		return d.Range.Filename != "" && d.Range.Filename != file
	})
	for _, w := range wants(t, file, src) {
		i := slices.IndexFunc(left, w.matches)
		if i < 0 {
			t.Errorf("%s:%d: wanted %s, but it was not reported", file, w.at, w)
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	for _, d := range left {
		t.Errorf("%s:%d: not wanted: %s %s: %s", file, d.Range.Start.Line, d.Code, d.Summary, d.Detail)
	}
}

// wants reads the comments. Those with a regular expression come first, so
// that one without does not take what another is waiting for.
func wants(t testing.TB, file string, src []byte) []want {
	t.Helper()
	var out []want
	for i, text := range strings.Split(string(src), "\n") {
		for _, m := range directive.FindAllStringSubmatchIndex(text, -1) {
			number := i + 1
			line := number
			switch kind := group(text, m, 1); {
			case kind == "-file":
				line = 0
			case strings.HasPrefix(kind, "-above"):
				n, _ := strconv.Atoi(cmp.Or(group(text, m, 2), "1"))
				line -= n
			}
			found, problem := codes(text[m[1]:])
			if problem != "" {
				t.Errorf("%s:%d: %s", file, number, problem)
			}
			for _, w := range found {
				w.at, w.line = number, line
				out = append(out, w)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b want) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// codes reads `R0405 "regexp" R0301 …` up to the first thing that is neither.
func codes(text string) (out []want, problem string) {
	for {
		m := wanted.FindStringSubmatchIndex(text)
		if m == nil {
			if len(out) == 0 {
				return out, "a want comment without a code"
			}
			return out, problem
		}
		w := want{code: diag.Code(group(text, m, 1))}
		if quoted := group(text, m, 2); quoted != "" {
			pattern, err := strconv.Unquote(quoted)
			if err == nil {
				w.match, err = regexp.Compile(pattern)
			}
			if err != nil {
				problem = "want " + quoted + ": " + err.Error()
			}
		}
		out = append(out, w)
		text = text[m[1]:]
	}
}

func (w want) matches(d *diag.Diagnostic) bool {
	return d.Code == w.code && d.Range.Start.Line == w.line && (w.match == nil || w.match.MatchString(d.Summary) || w.match.MatchString(d.Detail))
}

// String is the diagnostic as the comment asks for it.
func (w want) String() string {
	if w.match == nil {
		return string(w.code)
	}
	return string(w.code) + " " + strconv.Quote(w.match.String())
}

func rank(w want) int {
	if w.match != nil {
		return 0
	}
	return 1
}

// group is a submatch by its indices, or "".
func group(text string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return text[m[2*n]:m[2*n+1]]
}

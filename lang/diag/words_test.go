package diag

// This file defines the tests of the small helpers: spelling help, counts,
// pages, widths and wrapping.

import (
	"slices"
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	levels := []string{"inadequate", "requires_improvement", "good", "outstanding", "safe", "ID"}
	for name, want := range map[string]string{
		"god": "good", "GOOD": "good", "Requires-Improvement": "requires_improvement", "requires improvment": "requires_improvement",
		"outstandign": "outstanding", "saef": "safe", "bad": "", "x": "", "": "", "good": "", "id": "ID", "excellent": "",
	} {
		if got := Nearest(name, levels); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
	if a, b := Nearest("cat", []string{"cut", "bat"}), Nearest("cat", []string{"bat", "cut"}); a != "bat" || b != "bat" {
		t.Errorf("ties: %q and %q", a, b)
	}
	if got := DidYouMean("god", levels); got != ` Did you mean "good"?` {
		t.Error(got)
	}
	if got := DidYouMean("zebra", levels); got != "" {
		t.Error(got)
	}
}

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{0: "0 problems", 1: "1 problem", 999: "999 problems", 9980: "9,980 problems", 1234567: "1,234,567 problems", -1000: "-1,000 problems", -100: "-100 problems"} {
		if got := Plural(n, "problem", "problems"); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPages(t *testing.T) {
	codes := Codes()
	if !slices.Contains(codes, "R0901") || !slices.IsSorted(codes) {
		t.Errorf("codes: %v", codes)
	}
	for _, c := range codes {
		page, ok := Page(c)
		if !ok || !strings.HasPrefix(page, "# ") || Title(c) == "" {
			t.Errorf("the page of %s does not begin with a heading", c)
		}
	}
	if got := Title("R0901"); got != "A fault in rubric itself" {
		t.Error(got)
	}
	if page, ok := Page("R9999"); ok || page != "" || Title("R9999") != "" || Title("../diag") != "" {
		t.Error("a page for a code that is not there")
	}
}

func TestCells(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "é": 1, "e\u0301": 1, "界": 2, "🙂": 2, "👩‍👩‍👧": 2, "🇬🇧": 2, "👍🏽": 2, "❤️": 2, "한": 2,
		"\u1112\u1161\u11ab": 2, "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f": 2, "ｗ": 2,
	} {
		if got := cells(s); got != want || clean(s) != s {
			t.Errorf("cells(%q) = %d, want %d; clean %q", s, got, want, clean(s))
		}
	}
	for s, want := range map[string]string{"\u200d": `\u200d`, "a\tb": `a\tb`, "\r\n": `\r\n`, "\x80": `\x80`, "\u0085": `\u0085`, "\U000e0041": `\U000e0041`, "\ufeffx": `\ufeffx`} {
		if got := clean(s); got != want {
			t.Errorf("clean(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	got := strings.Join(wrap("one two three\n  * four five six\n\nextraordinarily seven", 10), "|")
	if want := "one two|three|  * four|  five six||extraordinarily|seven"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSorted(t *testing.T) {
	l := List{{Summary: "b"}, {Summary: "a"}, {Summary: "b"}}
	if s := l.Sorted(); len(s) != 2 || s[0].Summary != "a" || l[0].Summary != "b" {
		t.Errorf("sorted: %v", s)
	}
}

package diag

// This file defines the spelling help, "Did you mean …?", for every name that
// rubric does not know.

import (
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest returns the candidate that name was most likely meant to be, or ""
// if none is close. Capitals do not matter, nor whether words are joined by "-"
// or "_". Of equally close candidates the first in the alphabet is returned;
// name itself never is.
func Nearest(name string, candidates []string) string {
	best, least := "", allowed(name)+1
	for _, c := range candidates {
		if c == name {
			continue
		}
		d := distance(fold(name), fold(c))
		if d < least || d == least && best != "" && c < best {
			best, least = c, d
		}
	}
	return best
}

// DidYouMean returns ` Did you mean "x"?`, to be put behind a sentence, or ""
// if no candidate is close.
func DidYouMean(name string, candidates []string) string {
	if c := Nearest(name, candidates); c != "" {
		return ` Did you mean "` + c + `"?`
	}
	return ""
}

// allowed is the number of typing errors that a name of this length may have:
// none in one or two characters, one in up to five, then one for every three.
func allowed(name string) int {
	n := len([]rune(name))
	switch {
	case n <= 2:
		return 0
	case n <= 5:
		return 1
	}
	return n / 3
}

// distance counts typing errors; two neighbours swapped are one.
func distance(a, b string) int {
	d := levenshtein.Distance(a, b, nil)
	if d == 2 && isSwap([]rune(a), []rune(b)) {
		return 1
	}
	return d
}

func isSwap(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) - 1 {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
		}
	}
	return false
}

// fold brings spellings that count as the same together.
func fold(name string) string {
	return strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(name))
}

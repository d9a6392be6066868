package lang

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines the repairs that are tried on a text that is no sentence.
// Each is kept only if the sentence then reads.

// repair reports the first repair that makes the words a sentence.
func (r *reader) repair(ws []word) bool {
	return r.commas(ws) || r.spelling(ws) || r.inserted(ws) || r.removed(ws)
}

func (r *reader) try(ws []word, code diag.Code, why string, edits ...edit) bool {
	if len(edits) == 0 || !r.fits(applied(ws, edits...)) {
		return false
	}
	r.mended(ws, code, why, edits...)
	return true
}

const (
	commaOrWhy  = "\"And\" binds its neighbours before \", or\" does; an \"or\" between two statements needs the comma, so that nobody has to guess."
	commaWhy    = "A comma stands only before the \"or\" between two statements."
	negativeWhy = "It is not clear how far \"not\" reaches."
)

// commas puts commas before every "or" between statements, and takes others
// away.
func (r *reader) commas(ws []word) bool {
	var before, away, toOr, toAnd []edit
	for i, w := range ws {
		switch {
		case w.text == "or" && i > 0 && ws[i-1].text != "," && statement(ws[i+1:]):
			before = append(before, edit{i, i, ","})
		case w.text == "," && !(i+1 < len(ws) && ws[i+1].text == "or"):
			away = append(away, edit{i, i + 1, ""})
			toOr = append(toOr, edit{i, i + 1, "or"})
			toAnd = append(toAnd, edit{i, i + 1, "and"})
		case w.text == ",":
			away = append(away, edit{i, i + 1, ""})
		}
	}
	return r.try(ws, MixedAndOr, commaOrWhy, before...) || r.try(ws, MixedAndOr, commaWhy, away...) ||
		r.try(ws, MixedAndOr, commaWhy, toOr...) || r.try(ws, MixedAndOr, commaWhy, toAnd...)
}

// statement reports whether the words, up to the next one that joins
// statements, have a verb.
func statement(ws []word) bool {
	if len(ws) == 0 || slices.Contains([]string{"more", "fewer", "less", "better", "worse"}, ws[0].text) {
		return false
	}
	for i, w := range ws {
		next := ""
		if i+1 < len(ws) {
			next = ws[i+1].text
		}
		switch {
		case w.text == "is" || w.text == "are":
			return true
		case w.text == "," || w.text == "and" || w.text == "or" && next != "more" && next != "fewer":
			return false
		}
	}
	return false
}

// spelling tries the words of the grammar that look like a word of the text.
func (r *reader) spelling(ws []word) bool {
	type guess struct {
		edit
		far int
	}
	var guesses []guess
	for i, w := range ws {
		if len(w.text) < 3 || w.kind == wordNumber || w.kind == wordMark {
			continue
		}
		for _, k := range append([]string{"value", "weight", "rest"}, keywords...) {
			if far := levenshtein.Distance(w.text, k, nil); far > 0 && far <= (len(k)+2)/3 {
				guesses = append(guesses, guess{edit{i, i + 1, k}, far})
			}
		}
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return a.far - b.far })
	for _, g := range guesses[:min(len(guesses), 100)] {
		if r.try(ws, UnknownWord, quote(ws[g.at].text)+" is not a word of sentences. Did you mean "+quote(g.with)+"?", g.edit) {
			return true
		}
	}
	return false
}

// inserted tries small words that are easily left out.
func (r *reader) inserted(ws []word) bool {
	for _, small := range strings.Fields("of the are is than at") {
		for i := range len(ws) + 1 {
			if r.try(ws, BadSentence, quote(small)+" is missing here.", edit{i, i, small}) {
				return true
			}
		}
	}
	return false
}

// removed tries to do without a small word.
func (r *reader) removed(ws []word) bool {
	for i, w := range ws {
		switch w.text {
		case "a", "an", "the", "of", "that", "as", "rated", "being", "at", "is", "are", "than", ".", "-":
			if r.try(ws, BadSentence, quote(w.text)+" cannot stand here.", edit{i, i + 1, ""}) {
				return true
			}
		case "not":
			if slices.ContainsFunc(ws[i:], func(w word) bool { return w.text == "or" }) && r.fits(applied(ws, edit{i, i + 1, ""})) {
				r.problem(BadSentence, r.span(w.from, ws[len(ws)-1].to), hitSummary[BadSentence],
					negativeWhy+` Name the levels that remain, or write "is not a and is not b" as two statements.`, nil)
				return true
			}
		}
	}
	return false
}

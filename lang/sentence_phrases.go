package lang

import (
	"slices"
	"strings"
	"sync"

	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines the turns of phrase that rubric refuses because they are
// unclear or because there is one way to say it already: a table, read by one
// matcher.

// zone is the part of a text in which a phrase is looked for.
type zone int

const (
	counts zone = 1 << iota // before "is" or "are", and in coverage
	spans                   // after it, and in intervals
)

// phrase is a refused turn of phrase. In from, # stands for a number or name
// and alternatives are separated by semicolons; in to, $1 and $2 are the first
// and second #.
type phrase struct {
	in       zone
	code     diag.Code
	why      string
	from, to string
}

const (
	numberWhy  = "Numbers are written in digits."
	wordWhy    = "There is one word for each comparison, so that two rules can be compared."
	rangeWhy   = "It is not clear whether the ends belong to the range. \"X to Y\" has both ends in, \"X to below Y\" leaves the upper end out."
	upToWhy    = "It is not clear whether \"up to\" has the number itself in."
	onlyWhy    = "\"Only\" can mean exactly or no more than."
	shareWhy   = "A share is said exactly."
	percentWhy = "A percentage is written with the sign, without a space."
	restWhy    = "What the sentence has not counted yet is called \"the rest\"."
)

var phrases = []phrase{
	{counts, UnclearSpan, upToWhy, "up to #", "at most $1"},
	{spans, UnclearSpan, upToWhy, "up to #", "$1 or less"},
	{counts | spans, UnclearSpan, rangeWhy, "between # and #; from # to #; # - #; # – #; # — #; # − #; # through #; # until #", "$1 to $2"},
	{counts, UnclearCount, onlyWhy, "only #; just #", "exactly $1"},
	{spans, UnclearCount, onlyWhy, "only #; just #", "exactly $1"},

	{counts, OtherWord, wordWhy, "under #; below #; less than #; lower than #; smaller than #; < #", "fewer than $1"},
	{counts, OtherWord, wordWhy, "over #; above #; greater than #; higher than #; larger than #; > #", "more than $1"},
	{counts, OtherWord, wordWhy, "no more than #; not more than #; no greater than #; a maximum of #; maximum #; <= #; =< #; ≤ #", "at most $1"},
	{counts, OtherWord, wordWhy, "no fewer than #; not fewer than #; no less than #; not less than #; a minimum of #; minimum #; >= #; => #; ≥ #", "at least $1"},
	{counts, OtherWord, wordWhy, "= #; == #", "exactly $1"},
	{counts, OtherWord, wordWhy, "# or less; # or under; # or below; # or lower; # and less; # and fewer", "$1 or fewer"},

	{spans, OtherWord, wordWhy, "under #; less than #; lower than #; smaller than #; fewer than #; < #", "below $1"},
	{spans, OtherWord, wordWhy, "over #; more than #; greater than #; higher than #; larger than #; > #", "above $1"},
	{spans, OtherWord, wordWhy, "no more than #; not more than #; not above #; not over #; no greater than #; <= #; =< #; ≤ #", "at most $1"},
	{spans, OtherWord, wordWhy, "no less than #; not less than #; not below #; not under #; no fewer than #; >= #; => #; ≥ #", "at least $1"},
	{spans, OtherWord, wordWhy, "equal to #; equals #; = #; == #", "exactly $1"},
	{spans, OtherWord, wordWhy, "# or fewer; # or under; # or below; # or lower; # and less; # and below; # and under; # or smaller", "$1 or less"},
	{counts | spans, OtherWord, wordWhy, "# or above; # or over; # or greater; # or higher; # or larger; # and more; # and above; # and over; # and higher; # +", "$1 or more"},

	{counts, UnclearShare, shareWhy, "a majority; the majority; majority; most", "more than half"},
	{counts, OtherWord, "", "at most #", "at most $1"},
	{counts, UnclearShare, shareWhy, "at least half", "half or more"},
	{counts, UnclearShare, shareWhy, "at most half; half or fewer; half or less", "at most 50%"},
	{counts, UnclearShare, shareWhy, "fewer than half; less than half", "fewer than 50%"},
	{counts, OtherWord, restWhy, "the others; the remainder; all others; all the others; all the rest; the remaining", "the rest"},
	{counts, OtherWord, "\"Each\" is written \"every\".", "each #", "every $1"},
	{counts | spans, SentenceStyle, percentWhy, "# percent; # per cent; # %; # pct", "$1%"},
}

// pattern is one alternative of a phrase.
type pattern struct {
	words []string
	phrase
}

// patterns are the alternatives of all phrases, the longest first.
var patterns = sync.OnceValue(func() []pattern {
	var out []pattern
	for _, p := range phrases {
		for alt := range strings.SplitSeq(p.from, ";") {
			out = append(out, pattern{strings.Fields(alt), p})
		}
	}
	slices.SortStableFunc(out, func(a, b pattern) int { return len(b.words) - len(a.words) })
	return out
})

var numberWords = map[string]string{"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}

// rephrase reports every refused phrase and gives the words that were meant.
func (r *reader) rephrase(ws []word) ([]word, bool) {
	var edits []edit
	in := counts
	if r.form == asInterval {
		in = spans
	}
	for i := 0; i < len(ws); i++ {
		e, h := match(ws, i, in)
		if r.form == asSentence && in == counts && i > 0 && ws[i-1].kind == wordName && strings.Trim(ws[i].text, "=<>≤≥") == "" {
			if e, h = match(ws, i, spans); h.code != "" { // something is said of the name before
				e.with = "is " + strings.TrimPrefix(e.with, "exactly ")
				h.new = e.with
			}
		}
		if h.code != "" {
			if e.with != line(ws[e.at:e.end]) {
				h.old, h.from = r.text[ws[e.at].from:ws[e.end-1].to], r.span(ws[e.at].from, ws[e.end-1].to)
				r.hit(h)
				edits = append(edits, e)
			}
			i = e.end - 1
			continue
		}
		if t := ws[i].text; r.form == asSentence {
			switch {
			case t == "is" || t == "are":
				in = spans
			case t == "and" || t == ",":
				in = counts
			}
		}
	}
	return applied(ws, edits...), len(edits) > 0
}

// match finds the phrase at i, or a number in words where a number belongs.
func match(ws []word, i int, in zone) (edit, hit) {
	for _, p := range patterns() {
		if p.in&in == 0 || i+len(p.words) > len(ws) {
			continue
		}
		if got, ok := p.match(ws[i:]); ok {
			to := p.to
			for k, v := range got {
				to = strings.ReplaceAll(to, "$"+string(rune('1'+k)), v)
			}
			e := edit{i, i + len(p.words), to}
			return e, hit{code: p.code, why: p.why, new: to}
		}
	}
	if d := numberWords[ws[i].text]; d != "" && in == counts {
		return edit{i, i + 1, d}, hit{code: NumberWord, why: numberWhy, new: d}
	}
	return edit{}, hit{}
}

// match gives the numbers and names that stand for #, in digits.
func (p pattern) match(ws []word) (got []string, ok bool) {
	for k, want := range p.words {
		w := ws[k]
		switch {
		case want != "#":
			if w.text != want {
				return nil, false
			}
		case w.kind == wordNumber:
			got = append(got, w.text)
		case w.kind == wordName && numberWords[w.text] != "":
			got = append(got, numberWords[w.text])
		case w.kind == wordName:
			got = append(got, w.text)
		default:
			return nil, false
		}
	}
	return got, true
}

// restyle reports capitals, hyphens, full stops and numbers with commas, and
// gives the words as they should be.
func (r *reader) restyle(ws []word) ([]word, bool) {
	var edits []edit
	for i := 0; i < len(ws); i++ {
		e, why := r.style(ws, i)
		if why == "" {
			continue
		}
		r.hit(hit{code: SentenceStyle, why: why, old: r.text[ws[e.at].from:ws[e.end-1].to], new: e.with, from: r.span(ws[e.at].from, ws[e.end-1].to)})
		edits = append(edits, e)
		i = e.end - 1
	}
	return applied(ws, edits...), len(edits) > 0
}

// style is the change of style that the words from i need, and why.
func (r *reader) style(ws []word, i int) (edit, string) {
	w, next := ws[i], func(k int) word {
		if i+k < len(ws) && ws[i+k].from == ws[i+k-1].to {
			return ws[i+k]
		}
		return word{}
	}
	end := i + 1
	for k := 1; w.kind == wordName && next(k).text == "-" && (next(k+1).kind == wordName || next(k+1).kind == wordKeyword); k += 2 {
		end = i + k + 2
	}
	joined := strings.ToLower(strings.ReplaceAll(r.text[w.from:ws[end-1].to], "-", "_"))
	switch {
	case end > i+1:
		return edit{i, end, joined}, "Names are written with underscores."
	case w.kind != wordMark && w.kind != wordNumber && joined != w.text && !capitalName(w):
		return edit{i, end, joined}, "Sentences and names are written in small letters."
	case w.text == "." && i > 0 && i == len(ws)-1:
		return edit{i, end, ""}, "A sentence has no full stop."
	case w.text == "." && next(1).kind == wordNumber && next(1).text[0] != '-':
		return edit{i, i + 2, "0." + next(1).text}, "A number starts with a digit."
	case w.kind == wordNumber && next(1).text == "," && len(strings.TrimSuffix(next(2).text, "%")) == 3 && next(2).kind == wordNumber:
		return edit{i, i + 3, w.text + next(2).text}, "Numbers are written without commas."
	case w.kind == wordNumber && next(1).text == "," && next(2).kind == wordNumber:
		return edit{i, i + 3, w.text + "." + next(2).text}, "Decimals are written with a point."
	}
	return edit{}, ""
}

// capitalName reports a name in capitals, such as the grade A or the class IV:
// levels are often called so. A word of sentences is never one.
func capitalName(w word) bool {
	return w.kind == wordName && len(w.text) <= 4 && w.text == strings.ToUpper(w.text) &&
		!isKeyword(strings.ToLower(w.text)) && numberWords[strings.ToLower(w.text)] == ""
}

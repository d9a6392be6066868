package lang

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines what is said of a text that is no sentence. Four questions
// are asked in turn, and the first with an answer ends it: is it written in
// another style (capitals, "two", "under"), is the number of members unclear
// ("all but 1"), does one small repair make it a sentence (a comma, a misspelt
// word, "of"), and if nothing helps, how far can it be read? A repair is only
// suggested if the sentence then reads.

// hit is something to be written in another way.
type hit struct {
	code     diag.Code
	from     Range
	old, new string
	why      string
}

var hitSummary = map[diag.Code]string{
	NumberWord:    "number in words",
	UnclearSpan:   "unclear ends of a range",
	OtherWord:     "another word for a comparison",
	UnclearCount:  "unclear number of members",
	UnclearShare:  "unclear share",
	MixedAndOr:    "unclear comma, \"and\" or \"or\"",
	LevelAtLeast:  "level compared like a number",
	SentenceStyle: "unusual way of writing",
	UnknownWord:   "unknown word",
	BareValue:     "value instead of an interval",
	BadSentence:   "sentence not understood",
}

// hit reports h with its edit.
func (r *reader) hit(h hit) {
	instruction := "Write " + quote(h.new)
	if h.new == "" {
		instruction = "Leave out " + quote(h.old)
	}
	fix := &diag.Fix{Summary: instruction, Edits: []diag.Edit{{Range: h.from, Text: h.new}}}
	detail := quote(h.old) + " cannot stand here. "
	if h.why != "" {
		detail = h.why + " "
	}
	if h.new != "" {
		instruction += " instead of " + quote(h.old)
	}
	r.problem(h.code, h.from, hitSummary[h.code], detail+instruction+".", fix)
}

// refuse says why the words are no sentence; there is always a reason, which
// may be a change of style that was reported before.
func (r *reader) refuse(ws []word, styled bool, err error) {
	if len(ws) == 0 {
		r.problem(BadSentence, r.at, hitSummary[BadSentence], "There is nothing between the quotes. "+r.forms(), nil)
		return
	}
	ws, phrased := r.rephrase(ws)
	strange := slices.ContainsFunc(ws, func(w word) bool { return slices.Contains(strangers, w.text) })
	if styled || phrased || r.bare(ws) || !strange && len(ws) <= maxRepair && r.repair(ws) {
		return
	}
	r.lost(ws, err)
}

// maxRepair is the number of words above which no repair is tried: trying is
// quadratic.
const maxRepair = 60

// lost says how far the sentence can be read.
func (r *reader) lost(ws []word, err error) {
	at := stopped(err)
	i := slices.IndexFunc(ws, func(w word) bool { return w.from >= at })
	if j := slices.IndexFunc(ws, func(w word) bool { return slices.Contains(strangers, w.text) }); j >= 0 {
		i = j
	}
	if i < 0 {
		last := ws[len(ws)-1]
		r.problem(BadSentence, r.span(last.from, last.to), hitSummary[BadSentence], "Something is missing after "+quote(last.text)+". "+r.forms(), nil)
		return
	}
	w := ws[i]
	detail := quote(w.text) + " does not fit here. "
	switch {
	case slices.Contains(strangers, w.text):
		detail = quote(w.text) + " is not a word of sentences. "
	case w.kind == wordKeyword:
		detail = quote(w.text) + " does not fit here (nor can it be a name, for it is a word of sentences). "
	}
	r.problem(BadSentence, r.span(w.from, w.to), hitSummary[BadSentence], detail+r.forms(), nil)
}

// strangers are English words that people use and the grammar has not.
var strangers = strings.Fields(`either both neither nor unless except if some several few many each
	everything nothing nobody anything also else`)

func (r *reader) forms() string {
	switch r.form {
	case asInterval:
		return `An interval reads like "2 to below 4", "above 4 to 8", "below 2", "88 or more", "15 or less", "exactly 3" or "any value".`
	case asNeed:
		return `Coverage reads like "at least 2 of 3", "2 or more", "half or more", "at least 60% of weight", "3 or more of groups including mortality", or "all".`
	}
	return `A sentence reads like "2 or more are inadequate", "all but at most 1 are good or better", "finance is good and the rest are rated", "exactly 1 is good, or none are inadequate", or "otherwise".`
}

// bare refuses a number without a word that says how it counts.
func (r *reader) bare(ws []word) bool {
	isNumber := func(i int) bool { return i >= 0 && i < len(ws) && ws[i].kind == wordNumber }
	isText := func(i int, t ...string) bool { return i >= 0 && i < len(ws) && slices.Contains(t, ws[i].text) }
	if r.form == asInterval {
		return r.bareValue(ws)
	}
	for i := range ws {
		n := ws[i].text
		switch {
		case isNumber(i) && isText(i-2, "all") && isText(i-1, "but"):
			r.unclear(ws[i-2], ws[i], "all but "+n, "all but at most "+n, "all but exactly "+n)
		case isNumber(i) && (i == 0 || isText(i-1, "and", ",") || isText(i-1, "or") && isText(i-2, ",")) &&
			(i+1 == len(ws) || isText(i+1, "of", "are", "is", "including")):
			r.unclear(ws[i], ws[i], n, n+" or more", "exactly "+n)
		default:
			continue
		}
		return true
	}
	return false
}

// bareValue refuses one value, or levels in words, where an interval belongs.
func (r *reader) bareValue(ws []word) bool {
	w := ws[0]
	at := r.span(w.from, ws[len(ws)-1].to)
	switch {
	case len(ws) == 1 && (w.kind == wordNumber || w.kind == wordName):
		value := w.text
		if digits := numberWords[value]; digits != "" {
			value = digits
		}
		r.hit(hit{code: BareValue, from: at, old: w.text, new: "exactly " + value, why: quote(w.text) + " is one value, and an interval belongs here."})
	case len(ws) == 3 && w.kind == wordName && ws[1].text == "or":
		r.problem(BareValue, at, hitSummary[BareValue], quote(line(ws))+" names levels, and an interval belongs here. In a table, write a list of levels without quotes, such as [outstanding, good].", nil)
	default:
		return false
	}
	return true
}

// unclear reports that old can be meant in two ways, so that nothing can be
// mended without asking.
func (r *reader) unclear(a, b word, old, one, other string) {
	or := "Write " + quote(one) + " or " + quote(other)
	r.problem(UnclearCount, r.span(a.from, b.to), hitSummary[UnclearCount],
		quote(old)+" leaves open whether more or fewer would do. "+or+".", &diag.Fix{Summary: or})
}

// edit is a change of some words.
type edit struct {
	at, end int // the words that are replaced
	with    string
}

// applied gives the words after the edits, which are in order.
func applied(ws []word, edits ...edit) []word {
	var out []word
	at := 0
	for _, e := range edits {
		out = append(out, ws[at:e.at]...)
		place := ws[min(e.at, len(ws)-1)]
		for _, w := range words(e.with) {
			w.from, w.to = place.from, place.to
			out = append(out, w)
		}
		at = e.end
	}
	return append(out, ws[at:]...)
}

// line prints words as a line.
func line(ws []word) string {
	var b strings.Builder
	for i, w := range ws {
		if i > 0 && w.text != "," && w.text != "." {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// mended reports edits that make the words a sentence.
func (r *reader) mended(ws []word, code diag.Code, why string, edits ...edit) {
	fix := &diag.Fix{Summary: "Write " + quote(line(applied(ws, edits...)))}
	for _, e := range edits {
		fix.Edits = append(fix.Edits, r.fileEdit(ws, e))
	}
	at := hcl.RangeBetween(fix.Edits[0].Range, fix.Edits[len(fix.Edits)-1].Range)
	if at.Empty() { // something is put in: point at the word after it
		w := ws[min(edits[0].at, len(ws)-1)]
		at = r.span(w.from, w.to)
	}
	r.problem(code, at, hitSummary[code], why+" "+fix.Summary+".", fix)
}

// fileEdit is the edit in terms of the file; what is put in keeps its distance.
func (r *reader) fileEdit(ws []word, e edit) diag.Edit {
	switch {
	case e.at < e.end && e.with == "" && e.at > 0:
		return diag.Edit{Range: r.span(ws[e.at-1].to, ws[e.end-1].to)}
	case e.at < e.end && ws[e.at].text == ",":
		return diag.Edit{Range: r.span(ws[e.at].from, ws[e.at].to), Text: " " + e.with}
	case e.at < e.end:
		return diag.Edit{Range: r.span(ws[e.at].from, ws[e.end-1].to), Text: e.with}
	case e.with == ",":
		return diag.Edit{Range: r.span(ws[e.at-1].to, ws[e.at-1].to), Text: ","}
	case e.at == len(ws):
		return diag.Edit{Range: r.span(ws[e.at-1].to, ws[e.at-1].to), Text: " " + e.with}
	}
	return diag.Edit{Range: r.span(ws[e.at].from, ws[e.at].from), Text: e.with + " "}
}

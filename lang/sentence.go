package lang

import (
	"errors"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how sentences are read: quoted text to words, words to
// participle's productions, and productions to the tree that formulas use too.
// Where the grammar does not fit, sentence_refuse.go looks for what was meant.

// ParseSentence reads the sentence of a rule's requires. It returns an
// Otherwise, AnyOf, AllOf, Count or Is, or nil with the reasons. src is the
// whole file that t stands in.
func ParseSentence(t *Text, src []byte) (Expr, diag.List) {
	return readSentence(t, src, asSentence)
}

// ParseInterval reads the interval of a band, a table cell or a per key. It
// returns an Interval, Any or Otherwise, or nil with the reasons.
func ParseInterval(t *Text, src []byte) (Expr, diag.List) {
	return readSentence(t, src, asInterval)
}

// ParseNeed reads the coverage that a group needs. It returns a Need, or nil
// with the reasons.
func ParseNeed(t *Text, src []byte) (Expr, diag.List) {
	return readSentence(t, src, asNeed)
}

// form is one of the three entry points of the grammar.
type form int

const (
	asSentence form = iota
	asInterval
	asNeed
)

// maxSentence is the length in bytes above which a text is no sentence.
const maxSentence = 4000

// reader reads one text.
type reader struct {
	quoted
	form form
	list diag.List
}

func readSentence(t *Text, src []byte, f form) (Expr, diag.List) {
	r := &reader{quoted: unquote(t, src), form: f}
	if len(r.text) > maxSentence {
		r.problem(TooLarge, r.at, "sentence too long", "This text has more than 4000 characters. Split it into several rules.", nil)
		return nil, r.list
	}
	ws, styled := r.restyle(words(r.text))
	e, err := r.parse(ws)
	if err != nil {
		r.refuse(ws, styled, err)
		return nil, r.list
	}
	if r.list.HasErrors() {
		return nil, r.list
	}
	return e, r.list
}

// parse builds the tree of the words, or says where they stop fitting.
func (r *reader) parse(ws []word) (Expr, error) {
	switch r.form {
	case asInterval:
		g, err := intervalParser().ParseFromLexer(r.lexer(ws))
		if err != nil {
			return nil, err
		}
		return r.interval(g), nil
	case asNeed:
		g, err := needParser().ParseFromLexer(r.lexer(ws))
		if err != nil {
			return nil, err
		}
		return r.need(g), nil
	}
	g, err := sentenceParser().ParseFromLexer(r.lexer(ws))
	if err != nil {
		return nil, err
	}
	return r.sentence(g), nil
}

// fits reports whether the words would be read, without keeping anything.
func (r *reader) fits(ws []word) bool {
	trial := &reader{quoted: r.quoted, form: r.form}
	_, err := trial.parse(ws)
	return err == nil && !trial.list.HasErrors()
}

func (r *reader) lexer(ws []word) *lexer.PeekingLexer {
	at := func(o int) lexer.Position {
		return lexer.Position{Filename: r.at.Filename, Offset: o, Line: r.pos[o].Line, Column: r.pos[o].Column}
	}
	l, err := lexer.Upgrade(&wordLexer{words: ws, at: at, end: at(len(r.text))})
	if err != nil {
		panic(err) // wordLexer has no errors
	}
	return l
}

// stopped is the decoded offset at which err says that the words stop fitting.
func stopped(err error) int {
	var e participle.Error
	if errors.As(err, &e) {
		return e.Position().Offset
	}
	return 0
}

func (r *reader) problem(code diag.Code, at Range, summary, detail string, fix *diag.Fix) {
	r.list.Add(&diag.Diagnostic{Code: code, Range: at, Summary: summary, Detail: detail, Fix: fix})
}

// node is the place of some tokens. Words that a repair replaced keep the
// place of what they replaced, so it never leaves the literal.
func (r *reader) node(ts []lexer.Token) Node {
	if len(ts) == 0 {
		return Node{r.at}
	}
	last := ts[len(ts)-1]
	return Node{r.span(ts[0].Pos.Offset, min(last.Pos.Offset+len(last.Value), len(r.text)))}
}

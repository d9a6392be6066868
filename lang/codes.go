package lang

import "github.com/rubric-lang/rubric/lang/diag"

// This file defines the codes of problems with the text of rule files, R01xx.
// Each has a page in diag/pages.

// Problems of a file as text, found before anything in it is understood.
const (
	BadSyntax     diag.Code = "R0101" // the structure cannot be read
	TooLarge      diag.Code = "R0102" // too large or nested too deep
	NotText       diag.Code = "R0103" // binary, or not UTF-8
	NotClosed     diag.Code = "R0104" // a quote, brace or bracket stays open
	SetTwice      diag.Code = "R0105" // an attribute stands twice in a block
	TemplateUsed  diag.Code = "R0106" // ${...} inside a text
	FormatRefused diag.Code = "R0107" // the formatter would change more than spaces
	PercentSign   diag.Code = "R0108" // 15% in a formula
)

// Problems of sentences, intervals and coverage.
const (
	BadSentence   diag.Code = "R0110" // no form of sentence fits
	NumberWord    diag.Code = "R0111" // two instead of 2
	UnclearSpan   diag.Code = "R0112" // between, up to, 2-4: are the ends in?
	OtherWord     diag.Code = "R0113" // under, greater than, >=
	UnclearCount  diag.Code = "R0114" // all but 1, only 1, 2 are
	UnclearShare  diag.Code = "R0115" // a majority, most
	MixedAndOr    diag.Code = "R0116" // and/or without a comma, stray commas
	LevelAtLeast  diag.Code = "R0117" // at least good
	SentenceStyle diag.Code = "R0118" // capitals, hyphens, full stops, 1,000
	UnknownWord   diag.Code = "R0119" // a misspelt word of the grammar
	BareValue     diag.Code = "R0121" // 5 where an interval belongs
)

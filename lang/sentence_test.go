package lang

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file tests sentences from both sides: what is read is printed back in
// the canonical words, and what is refused is mended by its own fix.

type parseFunc func(*Text, []byte) (Expr, diag.List)

// literal makes a file that holds the quoted text s.
func literal(s string) (*Text, []byte) {
	q := strings.ReplaceAll(strings.ReplaceAll(strconv.Quote(s), "${", "$${"), "%{", "%%{")
	src := []byte("requires = " + q + "\n")
	from, to := 11, len(src)-1
	at := Range{Filename: "a.rubric.hcl", Start: hcl.Pos{Line: 1, Column: from + 1, Byte: from}, End: hcl.Pos{Line: 1, Column: to + 1, Byte: to}}
	return &Text{Node{at}, s}, src
}

func TestCanonical(t *testing.T) {
	for _, test := range []struct {
		parse     parseFunc
		in, print string
	}{
		{ParseSentence, "at least 2 are inadequate", "2 or more are inadequate"},
		{ParseSentence, "2 or more of key_questions are inadequate", ""},
		{ParseSentence, "more than 1 is inadequate", ""},
		{ParseSentence, "any is inadequate", "1 or more are inadequate"},
		{ParseSentence, "any key_question is inadequate", "1 or more of key_question are inadequate"},
		{ParseSentence, "no key_question is inadequate", "none of key_question are inadequate"},
		{ParseSentence, "every key_question is good or better", "all of key_question are good or better"},
		{ParseSentence, "2 or more are outstanding and the rest are good", ""},
		{ParseSentence, "all but at most 1 are good or better", ""},
		{ParseSentence, "exactly 1 is good and the rest are outstanding", ""},
		{ParseSentence, "at least 50% are good", "half or more are good"},
		{ParseSentence, "more than half of the rated children are good", ""},
		{ParseSentence, "1 or more are inadequate, or 2 or more are requires_improvement", ""},
		{ParseSentence, "row.inadequate_from or more of the rated are inadequate", ""},
		{ParseSentence, "finance is above 12 or not_rated and safe is not 2 to below 4", ""},
		{ParseSentence, "2 to 4 are better than good, or x is worse than good or rated", ""},
		{ParseSentence, "x is true and y is false and z is any value", ""},
		{ParseSentence, "otherwise", ""},
		{ParseInterval, "cut_progress to below cut_outstanding", ""},
		{ParseInterval, "above -7 to 0", ""},
		{ParseInterval, "at least 3", "3 or more"},
		{ParseInterval, "at most 15.50%", "15.50% or less"},
		{ParseInterval, "-x to row.y", ""},
		{ParseInterval, "any", "any value"},
		{ParseInterval, "exactly 0", ""},
		{ParseNeed, "at least 7 of 10", ""},
		{ParseNeed, "at least 2", "2 or more"},
		{ParseNeed, "half or more of weight", ""},
		{ParseNeed, "3 or more of groups including mortality and safety", "at least 3 of groups including mortality and safety"},
		{ParseNeed, "all of members", ""},
	} {
		if test.print == "" {
			test.print = test.in
		}
		e, list := test.parse(literal(test.in))
		if e == nil {
			t.Errorf("%q was refused: %s", test.in, list[0].Detail)
			continue
		}
		if got := Canonical(e); got != test.print {
			t.Errorf("%q prints as %q, want %q", test.in, got, test.print)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, test := range []struct {
		parse parseFunc
		in    string
		code  diag.Code
		fixed string // "" if nothing can be mended without asking
	}{
		{ParseSentence, "two or more are inadequate", NumberWord, "2 or more are inadequate"},
		{ParseSentence, "up to 2 are good", UnclearSpan, "at most 2 are good"},
		{ParseSentence, "x is up to 2", UnclearSpan, "x is 2 or less"},
		{ParseSentence, "x is between 2 and 4", UnclearSpan, "x is 2 to 4"},
		{ParseSentence, "2–4 are good", UnclearSpan, "2 to 4 are good"},
		{ParseSentence, "only one is good", UnclearCount, "exactly 1 is good"},
		{ParseSentence, "all but 1 are good", UnclearCount, ""},
		{ParseSentence, "2 of children are good", UnclearCount, ""},
		{ParseSentence, "a majority are good", UnclearShare, "more than half are good"},
		{ParseSentence, "all are at least good", LevelAtLeast, "all are good or better"},
		{ParseSentence, "over 2 are good", OtherWord, "more than 2 are good"},
		{ParseSentence, "x is greater than 2", OtherWord, "x is above 2"},
		{ParseSentence, ">= 3 are good", OtherWord, "at least 3 are good"},
		{ParseSentence, "1 or more are bad or 2 or more are good", MixedAndOr, "1 or more are bad, or 2 or more are good"},
		{ParseSentence, "a is x and b is y or c is z", MixedAndOr, "a is x and b is y, or c is z"},
		{ParseSentence, "x is a, b or c", MixedAndOr, "x is a or b or c"},
		{ParseSentence, "Any is good", SentenceStyle, "any is good"},
		{ParseSentence, "well-led is good", SentenceStyle, "well_led is good"},
		{ParseSentence, "1,000 or more are good", SentenceStyle, "1000 or more are good"},
		{ParseSentence, "2 or moer are good", UnknownWord, "2 or more are good"},
		{ParseSentence, "2 or more children are good", BadSentence, "2 or more of children are good"},
		{ParseSentence, "both are good", BadSentence, ""},
		{ParseSentence, "x is not a or b", BadSentence, ""},
		{ParseSentence, "", BadSentence, ""},
		{ParseInterval, "5", BareValue, "exactly 5"},
		{ParseInterval, "up to 2", UnclearSpan, "2 or less"},
		{ParseInterval, "under 2", OtherWord, "below 2"},
		{ParseInterval, "good or better", BareValue, ""},
		{ParseInterval, "50 percent or more", SentenceStyle, "50% or more"},
		{ParseNeed, "7 of 10", UnclearCount, ""},
		{ParseNeed, "at least half of weight", UnclearShare, "half or more of weight"},
		{ParseSentence, strings.Repeat("x is y and ", 1000) + "x is y", TooLarge, ""},
	} {
		text, src := literal(test.in)
		e, list := test.parse(text, src)
		if e != nil || len(list) != 1 || list[0].Code != test.code {
			t.Errorf("%q gave %v and %+v, want one %s", test.in, e, list, test.code)
			continue
		}
		fixed := ""
		if list[0].Fix != nil && len(list[0].Fix.Edits) > 0 {
			fixed = mendedText(src, list[0].Fix)
		}
		if fixed != test.fixed {
			t.Errorf("%q is mended to %q, want %q", test.in, fixed, test.fixed)
		}
		if fixed != "" {
			if _, list := test.parse(literal(fixed)); len(list) > 0 {
				t.Errorf("the mended %q is refused: %s", fixed, list[0].Detail)
			}
		}
	}
}

// mendedText applies a fix to the file that literal made and gives its text.
func mendedText(src []byte, fix *diag.Fix) string {
	out := string(src)
	for i := len(fix.Edits) - 1; i >= 0; i-- {
		e := fix.Edits[i]
		out = out[:e.Range.Start.Byte] + e.Text + out[e.Range.End.Byte:]
	}
	return strings.TrimSuffix(strings.TrimPrefix(out, `requires = "`), "\"\n")
}

func TestPlaces(t *testing.T) {
	src := []byte("é = \"\\u0078\\tis e\u0301 or row.cut\"")
	at := Range{Start: hcl.Pos{Line: 1, Column: 5, Byte: 5}, End: hcl.Pos{Line: 1, Column: 29, Byte: len(src)}}
	e, list := ParseSentence(&Text{Node{at}, ""}, src)
	if e == nil {
		t.Fatal(list[0].Detail)
	}
	is := e.(*Is)
	if got := textOf(src, is.X.Range()); got != `\u0078` {
		t.Errorf("the name stands at %q", got)
	}
	sel := is.Pred.Alts[1].X.(*Select)
	if got := textOf(src, sel.NameAt); got != "cut" || sel.NameAt.Start.Column != 26 {
		t.Errorf("the member stands at %q, column %d", got, sel.NameAt.Start.Column)
	}
	if got := textOf(src, is.Pred.Alts[0].At); got != "e\u0301" {
		t.Errorf("the level stands at %q", got)
	}
}

// TestRoundTrip prints random trees and reads them again.
func TestRoundTrip(t *testing.T) {
	g := maker{rand.New(rand.NewPCG(1, 2))}
	for range 3000 {
		for _, test := range []struct {
			parse parseFunc
			tree  Expr
		}{{ParseSentence, g.sentence()}, {ParseInterval, g.interval()}, {ParseNeed, g.need()}} {
			printed := Canonical(test.tree)
			e, list := test.parse(literal(printed))
			if e == nil {
				t.Fatalf("%q is refused: %s", printed, list[0].Detail)
			}
			if a, b := shape(test.tree), shape(e); a != b {
				t.Fatalf("%q changed:\n%s\n%s", printed, a, b)
			}
		}
	}
}

// maker makes random trees.
type maker struct{ *rand.Rand }

func (g maker) yes() bool { return g.IntN(2) == 0 }

func (g maker) name() Expr {
	x := Expr(&Name{Name: []string{"safe", "good", "x", "enough", "well_led2"}[g.IntN(5)]})
	if g.IntN(4) == 0 {
		x = &Select{X: x, Name: "cut"}
	}
	return x
}

func (g maker) n() Expr {
	if g.yes() {
		return g.name()
	}
	n := &Number{Value: big.NewRat(int64(g.IntN(400)), 4), Percent: g.IntN(4) == 0}
	n.Text = numberText(n)
	return n
}

func (g maker) quant() Quant {
	q := Quant{Kind: QuantKind(g.IntN(int(AllButExactly) + 1))}
	if q.Kind != All && q.Kind != None {
		q.N = g.n()
	}
	if q.Kind == Between {
		q.M = g.n()
	}
	return q
}

func (g maker) interval() Expr {
	i := &Interval{}
	k := g.IntN(4)
	if k != 0 {
		i.Lo, i.LoOpen = g.n(), g.yes()
	}
	if k != 1 {
		i.Hi, i.HiOpen = g.n(), g.yes()
	}
	if k == 2 {
		i.Lo, i.LoOpen, i.HiOpen = i.Hi, false, false
	}
	return i
}

func (g maker) pred() Pred {
	p := Pred{Not: g.IntN(4) == 0}
	for range 1 + g.IntN(3) {
		s := Simple{Kind: SimpleKind(g.IntN(int(False) + 1))}
		if s.Kind < In {
			s.X = g.n()
		} else if s.Kind == In {
			s.X = g.interval()
		}
		p.Alts = append(p.Alts, s)
	}
	if p.Not {
		p.Alts = p.Alts[:1]
	}
	return p
}

func (g maker) clause() Expr {
	switch g.IntN(4) {
	case 0:
		return &Is{X: g.name(), Pred: g.pred()}
	case 1:
		return &Count{Rest: true, Quant: Quant{Kind: All}, Pred: g.pred()}
	}
	c := &Count{Quant: g.quant(), Rated: g.yes(), Pred: g.pred()}
	if g.yes() {
		c.Of = g.name()
	}
	return c
}

func (g maker) sentence() Expr {
	var or []Expr
	for range 1 + g.IntN(3) {
		and := []Expr{g.clause()}
		for range g.IntN(3) {
			and = append(and, g.clause())
		}
		or = append(or, single(and, &AllOf{Terms: and}))
	}
	return single(or, &AnyOf{Terms: or})
}

func single(terms []Expr, all Expr) Expr {
	if len(terms) == 1 {
		return terms[0]
	}
	return all
}

func (g maker) need() Expr {
	n := &Need{Quant: g.quant(), Weight: g.yes()}
	if !n.Weight && g.yes() {
		n.Of = g.n()
	}
	for range g.IntN(3) {
		n.Including = append(n.Including, g.name())
	}
	return n
}

func TestGrammar(t *testing.T) {
	got := Grammar()
	for _, want := range []string{"sentence = ", "interval = ", "need = ", `"or"`, "{ \"and\" clause }"} {
		if !strings.Contains(got, want) {
			t.Errorf("the grammar lacks %q:\n%s", want, got)
		}
	}
}

func FuzzSentence(f *testing.F) {
	for _, s := range []string{"2 or more are good, or x is not 3", "up to two are at least good", "1,000-2 “a” is", "\x00é.b \\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { reread(t, ParseSentence, s); reread(t, ParseNeed, s) })
}

func FuzzInterval(f *testing.F) {
	for _, s := range []string{"above -7 to 0", "15% or more", "2-4", "good or better", ".5", "-x to below y.z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { reread(t, ParseInterval, s) })
}

// reread checks that s is read or refused with a reason inside the literal, and
// that what is read survives printing.
func reread(t *testing.T, parse parseFunc, s string) {
	text, src := literal(s)
	e, list := parse(text, src)
	if (e == nil) != list.HasErrors() {
		t.Fatalf("%q gave %v and %d reasons", s, e, len(list))
	}
	for _, d := range list {
		if d.Range.Start.Byte < text.At.Start.Byte || d.Range.End.Byte > text.At.End.Byte || d.Range.Start.Byte > d.Range.End.Byte {
			t.Fatalf("%q is refused at %v, outside %v", s, d.Range, text.At)
		}
	}
	if e == nil {
		return
	}
	again, list := parse(literal(Canonical(e)))
	if again == nil || shape(again) != shape(e) {
		t.Fatalf("%q prints as %q, which gives %v %v", s, Canonical(e), again, list)
	}
}

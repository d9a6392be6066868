package diag

// This file defines the goldens of WriteText: one function per case in
// textCases, one file per case in testdata/. Run with GOLDIE_UPDATE=true to
// write them anew.

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"
)

const care = `scale "quality" {
	levels = [inadequate, requires_improvement, good, outstanding]
}

rating "overall" {
  rule "first" {
    when = safe >= good
    then = good
  }
  rule "name 🙂 界" { when = "🙂 界é👩‍👩‍👧" >= good_or_better }
	rule "tabs"	{ when = 	safe	>= outstanding } # tab
  rule "last" {
    when = safe >= outstanding
    then = good
  }
}
`

// at is the range of the first occurrence of text, with HCL's columns left at
// the bytes: the renderer must not need them.
func at(file, src, text string) Range {
	from := strings.Index(src, text)
	if from < 0 {
		panic(text)
	}
	return between(file, src, from, from+len(text))
}

func between(file, src string, from, to int) Range {
	r := Range{Filename: file}
	r.Start.Byte, r.End.Byte = from, to
	r.Start.Line, r.Start.Column = place(src, from)
	r.End.Line, r.End.Column = place(src, to)
	return r
}

func place(src string, at int) (line, column int) {
	before := src[:min(at, len(src))]
	return strings.Count(before, "\n") + 1, len(before) - strings.LastIndex(before, "\n")
}

var cellProblem = &Diagnostic{
	Code: "R0502", Summary: "value of the wrong kind",
	Detail: `The input "hygiene" takes whole numbers. Mend the value, or say in the input what an odd value means.`,
	Cell:   &Cell{File: "data.csv", Row: 1012, Line: 1013, Column: "hygiene", Value: "abc\x1b[31m\tred", Expected: "a whole number"},
}

// never is the fullest diagnostic there is.
func never() *Diagnostic {
	return &Diagnostic{
		Code: "R0405", Summary: "rule can never hold",
		Detail: `The rule "last" is never reached: whenever safe is outstanding, the rule "first" holds before it, since outstanding is better than good.` +
			"\n\nPut the stricter rule first, or remove it.",
		Range: at("care.rubric.hcl", care, "safe >= outstanding\n"),
		Notes: []Note{
			{at("care.rubric.hcl", care, "safe >= good"), "this rule holds whenever the other does"},
			{at("care.rubric.hcl", care, "good, outstanding"), "the order comes from here"},
			{at("inputs.rubric.hcl", "input \"safe\" {\n}\n", `"safe"`), "safe is declared here"},
			{Range: Range{Filename: "absent.rubric.hcl"}, Caption: "and in a file that is not at hand"},
			{Caption: "a note without a place"},
		},
		Witness: &Witness{
			Given:    []Value{{"safe", "outstanding"}, {"effective", "good"}},
			Then:     []Value{{"overall", "good"}},
			Improved: []Value{{"effective", "outstanding"}},
			But:      []Value{{"overall", "inadequate"}},
		},
		Fix: &Fix{"Let the first rule stop before outstanding", []Edit{
			{at("care.rubric.hcl", care, "safe >= good"), "safe == good"},
			{at("care.rubric.hcl", care, "safe >= outstanding\n    then = good\n"), "safe >= outstanding\n    then = outstanding\n    note = \"new\"\n"},
		}},
	}
}

var sources = Sources{
	"care.rubric.hcl":   []byte(care),
	"inputs.rubric.hcl": []byte("input \"safe\" {\n}\n"),
	"crlf.rubric.hcl":   []byte(strings.ReplaceAll(care, "\n", "\r\n")),
	"evil.rubric.hcl":   []byte("\ufeffa = \"\x1b[2J\u202e\u00a0\xff\x07\" # end"),
	"long.rubric.hcl":   []byte("when = " + strings.Repeat("safe + ", 60) + "界wrong界" + strings.Repeat(" + 界界", 2000)),
	"empty.rubric.hcl":  nil,
}

// textCases are the goldens: a list for each name.
func textCases() map[string]List {
	crlf := string(sources["crlf.rubric.hcl"])
	evil, long := string(sources["evil.rubric.hcl"]), string(sources["long.rubric.hcl"])
	rule := at("care.rubric.hcl", care, "rule \"first\" {\n    when = safe >= good\n    then = good\n  }\n")
	one := func(r Range, notes ...Note) List {
		return List{{Code: "R0301", Summary: "something wrong", Detail: "Mend it.", Range: r, Notes: notes}}
	}
	return map[string]List{
		"everything": {never(), {Severity: Warning, Code: "R0410", Summary: "doubtful"}, {Severity: Info, Summary: "fact"}, cellProblem},
		"cells": {
			cellProblem,
			{Severity: Warning, Code: "R0501", Summary: "missing column", Cell: &Cell{File: "data.csv", Column: "safe", Expected: "a level of quality"}, Range: at("inputs.rubric.hcl", "input \"safe\" {\n}\n", `"safe"`)},
			{Severity: Info, Code: "R0503", Summary: "missing value", Cell: &Cell{File: "data.csv", Row: 3, Column: "safe"}},
			{Code: "R0502", Summary: "value too long", Cell: &Cell{File: "data.csv", Line: 9, Value: strings.Repeat("long 界 ", 40)}},
		},
		"multiline": one(rule, Note{at("care.rubric.hcl", care, "good\n  }\n  rule \"name"), "a note that begins in the middle of the line"}),
		"multiline_all": one(between("care.rubric.hcl", care, 0, len(care)), Note{rule, "inside"},
			Note{at("care.rubric.hcl", care, "{ when = \"🙂"), "a short one within both"}),
		"tabs":        one(at("care.rubric.hcl", care, "safe	>="), Note{at("care.rubric.hcl", care, "tabs"), "name"}, Note{at("care.rubric.hcl", care, "# tab"), "comment"}),
		"emoji":       one(at("care.rubric.hcl", care, "good_or_better"), Note{at("care.rubric.hcl", care, "👩‍👩‍👧"), "one family"}, Note{at("care.rubric.hcl", care, "界é"), "wide"}),
		"half_emoji":  one(between("care.rubric.hcl", care, strings.Index(care, "👩")+2, strings.Index(care, "👩")+3)),
		"crlf":        one(at("crlf.rubric.hcl", crlf, "when = safe >= good\r\n    then = good\r\n"), Note{at("crlf.rubric.hcl", crlf, "safe >= outstanding\r\n"), "whole line end"}),
		"empty_range": one(between("care.rubric.hcl", care, 20, 20), Note{between("care.rubric.hcl", care, len(care), len(care)), "the end of the file"}),
		"line_end":    one(between("care.rubric.hcl", care, strings.Index(care, "\n"), strings.Index(care, "\n")+1)),
		"past_end":    one(between("care.rubric.hcl", care, len(care)+10, len(care)+20), Note{between("care.rubric.hcl", care, len(care)-2, len(care)+20), "only its end"}),
		"backwards":   one(between("care.rubric.hcl", care, 30, 10)),
		"whole_file":  one(Range{Filename: "empty.rubric.hcl"}),
		"unsafe":      one(at("evil.rubric.hcl", evil, "# end"), Note{at("evil.rubric.hcl", evil, "\xff"), "bad \x1b]0;title\x07 caption"}),
		"long_line":   one(at("long.rubric.hcl", long, "wrong"), Note{between("long.rubric.hcl", long, 0, 4), "cut away"}),
		"long_caption": one(at("care.rubric.hcl", care, "inadequate"),
			Note{at("care.rubric.hcl", care, "outstanding]"), strings.Repeat("a caption with a good many words ", 5)},
			Note{rule, strings.Repeat("another caption with a good many words ", 5)}),
		"fix": {
			{Summary: "a deletion", Fix: &Fix{"Remove the rule", []Edit{{Range: rule}}}},
			{Summary: "an insertion", Fix: &Fix{"Add a line", []Edit{{between("care.rubric.hcl", care, rule.Start.Byte, rule.Start.Byte), "rule \"new\" {}\n  "}}}},
			{Summary: "many lines", Fix: &Fix{"Add lines", []Edit{{between("care.rubric.hcl", care, 0, 0), strings.Repeat("x\n", 20)}}}},
			{Summary: "two files and a bad edit", Fix: &Fix{"Rename it", []Edit{
				{at("inputs.rubric.hcl", "input \"safe\" {\n}\n", "safe"), "secure"}, {rule, ""}, {rule, "overlaps"}, {between("care.rubric.hcl", care, 5, 9999), "bad"}}}},
			{Summary: "words only", Fix: &Fix{Summary: strings.Repeat("Say it in other words. ", 10)}},
		},
		"witness": {
			{Summary: "one given", Witness: &Witness{Given: []Value{{"safe", "good"}}, Then: []Value{{"overall", "good"}}}},
			{Summary: "aligned", Witness: &Witness{Given: []Value{{"safe", "good"}, {"界", "2"}, {"effective", "1"}}, Then: []Value{{"overall", "good"}, {"score", "3"}}}},
			{Summary: "only then", Witness: &Witness{Then: []Value{{"overall", "good"}}, But: []Value{{"score", "2"}}}},
			{Summary: "nothing", Witness: &Witness{}},
		},
	}
}

func write(t testing.TB, l List, opt TextOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteText(&b, l, sources, opt); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestText(t *testing.T) {
	for name, l := range textCases() {
		t.Run(name, func(t *testing.T) {
			goldie.New(t).Assert(t, "text_"+name, write(t, l, TextOptions{}))
		})
	}
}

func TestTextNarrow(t *testing.T) {
	goldie.New(t).Assert(t, "narrow", write(t, List{never(), cellProblem}, TextOptions{Width: 40}))
}

func TestTextColor(t *testing.T) {
	g := write(t, append(textCases()["multiline"], never(), cellProblem), TextOptions{Color: true})
	goldie.New(t).Assert(t, "color", bytes.ReplaceAll(g, []byte("\x1b"), []byte("␛")))
}

func TestTextMax(t *testing.T) {
	var l List
	for i := range 10_000 {
		c := *cellProblem.Cell
		c.Row, c.Line, c.Value = i+1, i+2, fmt.Sprint("x", i)
		l.Add(&Diagnostic{Severity: Warning, Code: "R0502", Summary: "value of the wrong kind", Cell: &c})
	}
	l.Add(&Diagnostic{Code: "R0301", Summary: "the one error, last of all", Cell: &Cell{File: "z.csv", Row: 1}})
	goldie.New(t).Assert(t, "max", write(t, l, TextOptions{Max: 3}))
	all := write(t, l, TextOptions{})
	if n := bytes.Count(all, []byte("warning[R0502]")); n != 10_000 || bytes.Contains(all, []byte("…")) {
		t.Errorf("Max 0 shows %d of 10,000", n)
	}
	if len(write(t, nil, TextOptions{})) != 0 {
		t.Error("an empty list writes something")
	}
}

// Nothing may reach a terminal that could move its cursor or hide text.
func checkSafe(t testing.TB, out []byte) {
	t.Helper()
	for _, r := range string(out) {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\u202e' {
			t.Fatalf("unsafe %q in %q", r, out)
		}
	}
}

func FuzzWriteText(f *testing.F) {
	f.Add([]byte(care), 10, 50, 20, 30, 60, "caption", false)
	f.Add([]byte("\ufeffa\t\xff\r\n🙂\r\u200d\n"), -5, 900, 8, 3, 1000, "\x1b[m", true)
	f.Add(bytes.Repeat([]byte("界\u0301"), 3000), 4001, 4002, 9, 8000, 0, "", false)
	f.Fuzz(func(t *testing.T, src []byte, a, b, c, d, width int, text string, wild bool) {
		r := func(from, to int) Range {
			out := Range{Filename: "f"}
			out.Start.Byte, out.End.Byte = from, to
			out.Start.Line, out.End.Line, out.Start.Column = a%100, b%100, c%100
			return out
		}
		if !wild && len(src) > 0 {
			n := len(src) + 1
			a, b, c, d = (a%n+n)%n, (b%n+n)%n, (c%n+n)%n, (d%n+n)%n
		}
		l := List{{
			Code: Code(text), Summary: text, Detail: text, Range: r(a, b),
			Notes:   []Note{{r(c, d), text}, {r(a, d), text}, {r(c, b), text}, {r(d, d), text}},
			Witness: &Witness{Given: []Value{{text, text}, {"b", text}}, Then: []Value{{text, text}}},
			Fix:     &Fix{text, []Edit{{r(a, b), text}, {r(c, d), text}, {r(b, b), text}}},
			Cell:    &Cell{File: text, Row: a, Line: b, Column: text, Value: text},
		}}
		var out bytes.Buffer
		if err := WriteText(&out, l, Sources{"f": src}, TextOptions{Width: width % 200}); err != nil {
			t.Fatal(err)
		}
		checkSafe(t, out.Bytes())
		if err := WriteSARIF(io.Discard, l, Sources{"f": src}, text); err != nil {
			t.Fatal(err)
		}
		if err := WriteJSON(io.Discard, l, Sources{"f": src}); err != nil {
			t.Fatal(err)
		}
		out.Reset()
		if err := WriteGitHub(&out, l); err != nil {
			t.Fatal(err)
		}
		if bytes.Count(out.Bytes(), []byte("\n")) != 1 {
			t.Fatalf("not one command: %q", out.Bytes())
		}
		checkSafe(t, out.Bytes())
	})
}

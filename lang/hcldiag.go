package lang

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how the problems that HCL's parser finds are said in the
// words of a methodologist.

// reworded is what one problem of HCL's parser is called here. An empty detail
// keeps HCL's own.
type reworded struct {
	code            diag.Code
	summary, detail string
}

const (
	unclosed   = "not closed"
	textHint   = "Put the missing quote (\") at the end of the text; a text over several lines is written between <<-MD and MD."
	braceHint  = "The brace { that is opened here has no } before the end of the file. Close it; the missing } can also be that of a block inside."
	noTemplate = "Rule files have no templates: ${ and %{ have a meaning of their own there. Write a formula without quotes, or $${ if the signs themselves are meant."
	oneLine    = "A block on one line holds one attribute and no block: name { a = 1 }. Put each further one on a line of its own, and the closing brace on the last."
	newLine    = "Each attribute ends with its line. If a formula runs over several lines, put it in brackets ( ); if two attributes stand on one line, break it; if this was one name, join its parts with underscores."
	noValue    = "A value or formula should begin here: a number, a name, a quoted text, a list [ ] or a map { }."
)

// rewordings are found by HCL's summary.
var rewordings = map[string]reworded{
	"Unclosed configuration block":                    {NotClosed, "block " + unclosed, braceHint},
	"Unclosed configuration body":                     {NotClosed, "block " + unclosed, braceHint},
	"Unterminated object constructor expression":      {NotClosed, "map " + unclosed, braceHint},
	"Unterminated tuple constructor expression":       {NotClosed, "list " + unclosed, "The bracket [ that is opened here has no ]. Close the list."},
	"Unterminated function call":                      {NotClosed, "bracket " + unclosed, "The bracket ( that is opened here has no ). Close it."},
	"Unbalanced parentheses":                          {NotClosed, "bracket " + unclosed, "The bracket ( that is opened before has no ) here. Close it."},
	"Missing closing parenthesis":                     {NotClosed, "bracket " + unclosed, "The bracket ( that is opened before has no ) here. Close it."},
	"Unclosed index brackets":                         {NotClosed, "bracket " + unclosed, "The bracket [ that is opened before has no ] here. Close it."},
	"Missing close bracket on index":                  {NotClosed, "bracket " + unclosed, "The bracket [ that is opened before has no ] here. Close it."},
	"Unterminated template string":                    {NotClosed, "text " + unclosed, "The quote that opens this text has no partner. " + textHint},
	"Unterminated string literal":                     {NotClosed, "text " + unclosed, "The quote that opens this text has no partner. " + textHint},
	"Invalid multi-line string":                       {NotClosed, "text " + unclosed, "The text runs on to the next line. " + textHint},
	"Unclosed template interpolation sequence":        {TemplateUsed, "template in a text", noTemplate},
	"Extra characters after interpolation expression": {TemplateUsed, "template in a text", noTemplate},
	"Invalid template directive":                      {TemplateUsed, "template in a text", noTemplate},
	"Invalid template control keyword":                {TemplateUsed, "template in a text", noTemplate},
	"Unexpected end of template":                      {TemplateUsed, "template in a text", noTemplate},
	"Missing newline after argument":                  {BadSyntax, "more than one thing on a line", newLine},
	"Extra characters after expression":               {BadSyntax, "more than one thing on a line", newLine},
	"Unexpected comma after argument":                 {BadSyntax, "comma after an attribute", "Attributes are separated by line breaks. Leave out the comma."},
	"Missing newline after block definition":          {BadSyntax, "text after a closing brace", "A block ends with its line. Begin what follows on a line of its own."},
	"Invalid single-argument block definition":        {BadSyntax, "block on one line", oneLine},
	"Argument definition required":                    {BadSyntax, "block on one line", oneLine},
	"Argument or block definition required":           {BadSyntax, "neither attribute nor block", "An attribute (name = value) or a block (name \"label\" { ... }) should stand here. Perhaps the sign = is missing, or a brace too many closes the block early."},
	"Invalid argument name":                           {BadSyntax, "attribute name in quotes", "The name of an attribute is written without quotes: title = \"...\"."},
	"Invalid block definition":                        {BadSyntax, "block not begun", "A block is written name \"label\" { ... }, with the brace on the same line and no sign = before it."},
	"Invalid expression":                              {BadSyntax, "value missing", noValue},
	"Missing expression":                              {BadSyntax, "value missing", noValue},
	"Missing attribute value":                         {BadSyntax, "value missing", "Every key of a map is followed by = and a value."},
	"Missing key/value separator":                     {BadSyntax, "sign = missing", "Every key of a map is followed by = and a value."},
	"Missing item separator":                          {BadSyntax, "comma missing", "The items of a list are separated by commas. Perhaps the list is not closed."},
	"Missing argument separator":                      {BadSyntax, "comma missing", "What stands in the brackets of a function is separated by commas. Perhaps the bracket is not closed."},
	"Missing attribute separator":                     {BadSyntax, "line break or comma missing", "The entries of a map are separated by line breaks or commas."},
	"Missing false expression in conditional":         {BadSyntax, "\":\" missing", "A conditional is written condition ? value : other value, on one line or in brackets ( )."},
	"Invalid escape sequence":                         {BadSyntax, "backslash in a text", "In a quoted text a backslash begins \\n, \\t, \\\", \\\\ or \\u and four digits. Write \\\\ for the sign itself."},
	"Invalid number literal":                          {BadSyntax, "number not understood", "Numbers are written like 12 or 0.5, without commas and spaces."},
	"Invalid character encoding":                      {NotText, "not a text file in UTF-8", "Save the file as UTF-8."},
	"Invalid string literal":                          {BadSyntax, "template in a label", "A label is plain text in quotes."},
	"Unsupported operator":                            {BadSyntax, "unknown operator", "\"And\" is &&, \"or\" is ||, \"not\" is !, and a power is pow(x, 2)."},
}

// mostProblems bounds what one broken file may report.
const mostProblems = 100

// fromHCLIn converts what HCL's parser reports about the file src, which lets
// it find the first place of an attribute that was set twice.
func fromHCLIn(src []byte, ds hcl.Diagnostics) diag.List {
	var list diag.List
	lost := false
	for _, d := range ds[:min(len(ds), mostProblems)] {
		one := fromOne(src, d)
		if one.Code == NotClosed {
			if lost {
				continue // after the first open quote or bracket the rest is guesswork
			}
			lost = true
		}
		list.Add(one)
	}
	return list
}

func fromOne(src []byte, d *hcl.Diagnostic) *diag.Diagnostic {
	out := &diag.Diagnostic{Code: BadSyntax, Summary: strings.ToLower(d.Summary), Detail: d.Detail}
	if d.Severity == hcl.DiagWarning {
		out.Severity = diag.Warning
	}
	if d.Subject != nil {
		out.Range = *d.Subject
	}
	if w, ok := rewordings[d.Summary]; ok {
		out.Code, out.Summary, out.Detail = w.code, w.summary, w.detail
	}
	switch d.Summary {
	case "Attribute redefined":
		setTwice(src, d, out)
	case "Missing expression":
		if strings.Contains(d.Detail, "end of the file") {
			out.Code, out.Summary, out.Detail = NotClosed, "bracket "+unclosed, "The file ends inside a bracket that has no } or ] or ). Close it."
		}
	case "Invalid character":
		strangeCharacter(src, out)
	case "Unexpected comma after argument":
		commaInNumber(src, out)
	case "Argument or block definition required", "Missing newline after argument", "Invalid single-argument block definition":
		if !commaInNumber(src, out) {
			brokenFormula(src, out)
		}
	case "Invalid block definition":
		if strings.Contains(d.Detail, "equals sign") {
			out.Summary, out.Detail = "sign = before a block", "A block has no = before its brace. Leave out the sign."
		}
	}
	return out
}

// commaInNumber says what is meant where a formula stops at a comma between digits.
func commaInNumber(src []byte, out *diag.Diagnostic) bool {
	at := out.Range.Start.Byte
	if at <= 0 || at+1 >= len(src) || src[at] != ',' || !isDigit(src[at-1]) || !isDigit(src[at+1]) {
		return false
	}
	out.Summary, out.Detail = "comma in a number", "Decimals are written with a point, and thousands without a sign between them: 2.5, 1000."
	return true
}

// brokenFormula says what is meant where a formula stops in the middle: a word
// for an operator, a second =, or a ? on the next line.
func brokenFormula(src []byte, out *diag.Diagnostic) {
	start, end := out.Range.Start.Byte, out.Range.End.Byte
	if start < 0 || end > len(src) || start > end {
		return
	}
	line := string(src[start:end])
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		line = string(src[start : start+i])
	}
	word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	words := map[string]string{"and": "&&", "or": "||", "not": "!", "AND": "&&", "OR": "||", "=": "==", "is": "==", "^": "pow(x, 2)", "<>": "!="}
	switch {
	case bytes.HasSuffix(bytes.TrimRight(src[:start], " "), []byte("= if")):
		out.Summary, out.Detail = "condition in other words", "A formula has no if, then and else. Write condition ? a : b."
	case strings.HasPrefix(word, "?"), strings.HasPrefix(word, ":"):
		out.Summary, out.Detail = "condition over several lines", "A formula ends with its line. Put condition ? a : b in brackets ( ) if it runs over several lines."
	case words[word] != "":
		out.Summary, out.Detail = "operator written in another way", "In a formula, "+quote(word)+" is written "+words[word]+". (\"And\" and \"or\" as words belong to sentences, in quotes.)"
	case word != "" && strings.ContainsAny(word[:1], "&|+*/<>-"):
		out.Summary, out.Detail = "formula over several lines", "A formula ends with its line. Put it in brackets ( ) if it runs over several lines."
	}
}

var setAt = regexp.MustCompile(`The argument "([^"]*)" was already set at .*:(\d+),(\d+)-(\d+)\.`)

func setTwice(src []byte, d *hcl.Diagnostic, out *diag.Diagnostic) {
	out.Code, out.Summary = SetTwice, "attribute set twice"
	m := setAt.FindStringSubmatch(d.Detail)
	if m == nil {
		return
	}
	line, _ := strconv.Atoi(m[2])
	col, _ := strconv.Atoi(m[3])
	out.Detail = fmt.Sprintf("%q is set twice in this block, first on line %d. Keep one of the two.", m[1], line)
	if src == nil {
		return
	}
	first, size := lineStart(src, line), len(m[1])
	for _, t := range lex("", src[first:lineStart(src, line+1)]) {
		if t.Range.Start.Column == col {
			start := hcl.Pos{Line: line, Column: col, Byte: first + t.Range.Start.Byte}
			end := hcl.Pos{Line: line, Column: t.Range.End.Column, Byte: start.Byte + size}
			out.Notes = []diag.Note{{Range: Range{Filename: out.Range.Filename, Start: start, End: end}, Caption: "it is first set here"}}
			return
		}
	}
}

var characters = map[string]string{
	"'": "Texts stand between double quotes (\").",
	"`": "Texts stand between double quotes (\").",
	"“": "Curly quotes come from word processors. Write straight quotes (\").",
	"”": "Curly quotes come from word processors. Write straight quotes (\").",
	";": "Attributes are separated by line breaks, items of a list by commas.",
	"–": "This is a dash. Write a minus sign (-).",
	"−": "This is a typographic minus. Write the plain one (-).",
	"≥": "Write >=.",
	"≤": "Write <=.",
	"≠": "Write !=.",
	"×": "Write *.",
	"÷": "Write /.",
	"$": "A text with ${ } is a template, and rule files have none.",
}

func strangeCharacter(src []byte, out *diag.Diagnostic) {
	out.Summary = "character that cannot stand here"
	c := textOf(src, out.Range)
	if hint, ok := characters[c]; ok {
		out.Detail = quote(c) + " cannot stand outside a text. " + hint
	} else if c != "" {
		out.Detail = quote(c) + " cannot stand outside a text. Remove it."
	}
}

// lineStart is the offset of a line, counted from 1.
func lineStart(src []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		n := bytes.IndexByte(src[at:], '\n')
		if n < 0 {
			return len(src)
		}
		at += n + 1
	}
	return at
}

// textOf is the text of a range, or "" if src does not have it.
func textOf(src []byte, at Range) string {
	if at.Start.Byte < 0 || at.End.Byte > len(src) || at.Start.Byte > at.End.Byte {
		return ""
	}
	return string(src[at.Start.Byte:at.End.Byte])
}

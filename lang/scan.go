package lang

import (
	"bytes"
	"cmp"
	"fmt"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines what is refused before a file is parsed. HCL's parser calls
// itself for every bracket, unary operator, conditional and template, and a
// chain of operators becomes a tree as deep as it is long; a file made for it
// could exhaust the stack. HCL's lexer does not: it is one loop with a stack of
// its own. So the tokens are read first, in growing prefixes of the file, and
// the depth that they would lead to is counted here, without recursion.

// Limits bounds what a rule file may hold; a zero stands for the default.
type Limits struct {
	Bytes  int // size of the file; default 4 MiB
	Depth  int // of nested brackets, conditionals and signs together; default 64
	Line   int // bytes of a line; default 1 MiB
	Tokens int // words and marks of the file; default 500,000
}

// operatorsPerDepth relates the longest chain of operators to the depth.
const operatorsPerDepth = 16

// firstPrefix is how much is read before the first look at depth and number.
const firstPrefix = 64 << 10

// Scan reports what makes a file unfit for parsing: no text, too large, too
// deep, or a percent sign after a number. It takes time linear in the size.
func Scan(name string, src []byte, lim Limits) diag.List {
	lim.Bytes, lim.Depth = cmp.Or(lim.Bytes, 4<<20), cmp.Or(lim.Depth, 64)
	lim.Line, lim.Tokens = cmp.Or(lim.Line, 1<<20), cmp.Or(lim.Tokens, 500_000)
	if len(src) > lim.Bytes {
		return diag.List{{Code: TooLarge, Summary: "rule file too large", Range: Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos},
			Detail: fmt.Sprintf("A rule file may have %d bytes; this one has %d. Move data into a CSV file that an entity or a table names.", lim.Bytes, len(src))}}
	}
	if d := notText(name, src); d != nil {
		return diag.List{d}
	}
	if d := longLine(name, src, lim.Line); d != nil {
		return diag.List{d}
	}
	for n := firstPrefix; n < len(src); n *= 4 {
		if d := tooDeep(name, src[:n], lim); d != nil {
			return diag.List{d}
		}
	}
	if d := tooDeep(name, src, lim); d != nil {
		return diag.List{d}
	}
	return percentSigns(lex(name, src))
}

func lex(name string, src []byte) hclsyntax.Tokens {
	tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
	return tokens
}

// notText refuses other encodings and binary files, at the first such byte.
func notText(name string, src []byte) *diag.Diagnostic {
	problem := func(i, n int, detail string) *diag.Diagnostic {
		return &diag.Diagnostic{Code: NotText, Summary: "not a text file in UTF-8", Detail: detail, Range: byteRange(name, src, i, i+n)}
	}
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return problem(0, 2, "This file is saved as UTF-16. Save it as UTF-8: most editors offer this under \"Save as\", \"Encoding\".")
	}
	for i := 0; i < len(src); {
		r, n := rune(src[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(src[i:])
		}
		switch {
		case r == utf8.RuneError && n == 1:
			return problem(i, n, "The byte here is not UTF-8. Save the file as UTF-8: most editors offer this under \"Save as\", \"Encoding\".")
		case r == 0:
			return problem(i, n, "There is a zero byte here, so this is not a text file. Rule files are plain text in UTF-8.")
		case r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f':
			return problem(i, n, fmt.Sprintf("There is a control character (%U) here. Remove it; rule files are plain text.", r))
		}
		i += n
	}
	return nil
}

func longLine(name string, src []byte, limit int) *diag.Diagnostic {
	for from := 0; from < len(src); {
		n := bytes.IndexByte(src[from:], '\n')
		if n < 0 {
			n = len(src) - from
		}
		if n > limit {
			return &diag.Diagnostic{Code: TooLarge, Summary: "line too long", Range: byteRange(name, src, from, from),
				Detail: fmt.Sprintf("A line may have %d bytes; this one has %d. Break it, or move the data into a CSV file.", limit, n)}
		}
		from += n + 1
	}
	return nil
}

// byteRange is the range of the bytes from a to b, which are on one line.
func byteRange(name string, src []byte, a, b int) Range {
	line := bytes.Count(src[:a], []byte("\n")) + 1
	col := utf8.RuneCount(src[bytes.LastIndexByte(src[:a], '\n')+1:a]) + 1
	start := hcl.Pos{Line: line, Column: col, Byte: a}
	return Range{Filename: name, Start: start, End: hcl.Pos{Line: line, Column: col + b - a, Byte: b}}
}

// percentSigns refuses 15% where a formula would need 0.15.
func percentSigns(tokens hclsyntax.Tokens) diag.List {
	var list diag.List
	for i := 0; i+2 < len(tokens); i++ {
		n, sign := tokens[i], tokens[i+1]
		if n.Type != hclsyntax.TokenNumberLit || sign.Type != hclsyntax.TokenPercent || !endsValue(tokens[i+2].Type) {
			continue
		}
		at := hcl.RangeBetween(n.Range, sign.Range)
		d := &diag.Diagnostic{Code: PercentSign, Summary: "percent sign in a formula", Range: at,
			Detail: "A formula has no percentages. Write a share as a decimal."}
		if share := hundredth(string(n.Bytes)); share != "" {
			d.Detail = "A formula has no percentages. Write " + share + "."
			d.Fix = &diag.Fix{Summary: "Write " + share, Edits: []diag.Edit{{Range: at, Text: share}}}
		}
		list.Add(d)
	}
	return list
}

func endsValue(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenNewline, hclsyntax.TokenComment, hclsyntax.TokenEOF, hclsyntax.TokenComma,
		hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenColon, hclsyntax.TokenQuestion,
		hclsyntax.TokenEqual, hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual, hclsyntax.TokenLessThan, hclsyntax.TokenLessThanEq,
		hclsyntax.TokenGreaterThan, hclsyntax.TokenGreaterThanEq, hclsyntax.TokenAnd, hclsyntax.TokenOr, hclsyntax.TokenPlus, hclsyntax.TokenStar, hclsyntax.TokenSlash:
		return true
	}
	return false
}

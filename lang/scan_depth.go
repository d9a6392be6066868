package lang

import (
	"bytes"
	"fmt"
	"math/big"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how the depth of a file is counted from its tokens.

// frame is one open bracket, quote or template, or the file itself.
type frame struct {
	lines  bool // a new line ends what was begun
	weight int  // 1, and the signs that stand before the bracket
	conds  int  // conditionals begun in this expression, each nested in the last
	signs  int  // ! and - that follow one another
	ops    int  // operators of this expression
}

func (f *frame) end() { f.conds, f.signs, f.ops = 0, 0, 0 }

// nesting follows tokens.
type nesting struct {
	frames []frame
	depth  int // of all frames but the last
}

func (n *nesting) top() *frame { return &n.frames[len(n.frames)-1] }

func (n *nesting) push(lines bool) {
	t := n.top()
	n.depth += t.weight + t.conds
	n.frames = append(n.frames, frame{lines: lines, weight: 1 + t.signs})
}

func (n *nesting) pop() {
	if len(n.frames) == 1 {
		return
	}
	n.frames = n.frames[:len(n.frames)-1]
	t := n.top()
	n.depth -= t.weight + t.conds
	t.signs = 0
	t.ops++
}

// total is the depth to which a parser would call itself here.
func (n *nesting) total() int {
	t := n.top()
	return n.depth + t.weight + t.conds + t.signs - 1
}

func (n *nesting) add(t hclsyntax.Token) {
	top := n.top()
	switch t.Type {
	case hclsyntax.TokenOBrace:
		n.push(true)
	case hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenTemplateInterp, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
		n.push(false)
	case hclsyntax.TokenTemplateControl: // %{ if } nests what follows it
		top.conds++
		n.push(false)
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenTemplateSeqEnd,
		hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
		n.pop()
	case hclsyntax.TokenComma:
		top.end()
	case hclsyntax.TokenNewline, hclsyntax.TokenComment:
		if top.lines && bytes.HasSuffix(t.Bytes, []byte("\n")) {
			top.end()
		}
	case hclsyntax.TokenBang, hclsyntax.TokenMinus:
		top.signs++
		top.ops++
	case hclsyntax.TokenQuestion:
		top.conds++
		top.ops++
		top.signs = 0
	case hclsyntax.TokenIdent, hclsyntax.TokenNumberLit, hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit:
		top.signs = 0
	default:
		top.signs = 0
		top.ops++
	}
}

// tooDeep points at the token at which src gets too deep or too long.
func tooDeep(name string, src []byte, lim Limits) *diag.Diagnostic {
	tokens := lex(name, src)
	n := &nesting{frames: []frame{{lines: true, weight: 1}}}
	problem := func(t hclsyntax.Token, summary, detail string, args ...any) *diag.Diagnostic {
		return &diag.Diagnostic{Code: TooLarge, Summary: summary, Detail: fmt.Sprintf(detail, args...), Range: t.Range}
	}
	for i, t := range tokens {
		if i >= lim.Tokens {
			return problem(t, "rule file too large", "A rule file may have %d words and marks. Split it, or move data into a CSV file that an entity or a table names.", lim.Tokens)
		}
		n.add(t)
		if n.total() > lim.Depth {
			return problem(t, "nested too deep", "Here are more than %d brackets, signs or conditionals inside one another. Give the parts names of their own, with derive, or write a table.", lim.Depth)
		}
		if n.top().ops > lim.Depth*operatorsPerDepth {
			return problem(t, "formula too long", "This formula has more than %d operators. Give its parts names of their own, with derive, or use a list and a function such as sum.", lim.Depth*operatorsPerDepth)
		}
	}
	return nil
}

// hundredth writes digits per cent as a decimal, or gives "".
func hundredth(digits string) string {
	v, ok := new(big.Rat).SetString(digits)
	if !ok || strings.ContainsAny(digits, "eE") {
		return ""
	}
	v.Quo(v, big.NewRat(100, 1))
	places, _ := v.FloatPrec()
	return v.FloatString(places)
}

package lang

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"
	"github.com/apparentlymart/go-textseg/v15/textseg"
	"github.com/hashicorp/hcl/v2"
)

// This file defines how a quoted literal becomes words that know their exact
// place in the file: escapes are decoded, and every decoded byte keeps the
// position at which it was written.

// quoted is the decoded text of a literal.
type quoted struct {
	text string
	pos  []hcl.Pos // of every byte of text, and of its end
	at   Range
}

// unquote decodes the literal t of the file src. A literal that is not a quoted
// string there (a test's, a heredoc) has its whole range as the only position.
func unquote(t *Text, src []byte) quoted {
	from, to := t.At.Start.Byte, t.At.End.Byte
	if from < 0 || to > len(src) || to-from < 2 || src[from] != '"' || src[to-1] != '"' {
		return unplaced(t)
	}
	raw := src[from+1 : to-1]
	places := placesOf(raw, t.At.Start)
	q := quoted{at: t.At}
	var b strings.Builder
	for i := 0; i < len(raw); {
		s, n := unescape(raw[i:])
		b.WriteString(s)
		for range len(s) {
			q.pos = append(q.pos, places[i])
		}
		i += n
	}
	q.text, q.pos = b.String(), append(q.pos, places[len(raw)])
	return q
}

func unplaced(t *Text) quoted {
	q := quoted{text: t.Value, at: t.At, pos: make([]hcl.Pos, len(t.Value)+1)}
	for i := range q.pos {
		q.pos[i] = t.At.Start
	}
	q.pos[len(t.Value)] = t.At.End
	return q
}

// placesOf gives the position of every byte of raw and of its end; columns
// count grapheme clusters, as HCL does. open is the place of the quote.
func placesOf(raw []byte, open hcl.Pos) []hcl.Pos {
	places := make([]hcl.Pos, 0, len(raw)+1)
	at := hcl.Pos{Line: open.Line, Column: open.Column + 1, Byte: open.Byte + 1}
	for rest := raw; len(rest) > 0; {
		n, _, err := textseg.ScanGraphemeClusters(rest, true)
		if err != nil || n <= 0 {
			n = 1
		}
		for k := range n {
			places = append(places, hcl.Pos{Line: at.Line, Column: at.Column, Byte: at.Byte + k})
		}
		at.Column, at.Byte = at.Column+1, at.Byte+n
		rest = rest[n:]
	}
	return append(places, at)
}

// unescape decodes the first character of raw and says how many bytes it took.
func unescape(raw []byte) (string, int) {
	rest := string(raw[:min(len(raw), 10)])
	switch {
	case strings.HasPrefix(rest, "$${"), strings.HasPrefix(rest, "%%{"):
		return rest[1:3], 3
	case len(rest) < 2 || rest[0] != '\\':
		_, n := utf8.DecodeRune(raw)
		return string(raw[:n]), n
	}
	digits := map[byte]int{'u': 4, 'U': 8}[rest[1]]
	if digits > 0 && len(rest) >= 2+digits {
		if r, err := strconv.ParseUint(rest[2:2+digits], 16, 32); err == nil {
			return string(rune(r)), 2 + digits
		}
	}
	if s, ok := map[byte]string{'n': "\n", 'r': "\r", 't': "\t", '"': "\"", '\\': "\\"}[rest[1]]; ok {
		return s, 2
	}
	return rest[:1], 1
}

// span is the range of the decoded bytes from a to b.
func (q quoted) span(a, b int) Range {
	return Range{Filename: q.at.Filename, Start: q.pos[a], End: q.pos[b]}
}

// The kinds of words in a sentence. Keywords cannot be names; a mark is
// anything else that is not white space.
const (
	wordName lexer.TokenType = -2 - iota
	wordNumber
	wordKeyword
	wordMark
)

// word is one word of a sentence; from and to are decoded bytes.
type word struct {
	text     string
	kind     lexer.TokenType
	from, to int
}

// keywords are the words that cannot be names inside sentences.
var keywords = strings.Fields(`otherwise all none no any every the rated of are is or and more fewer less
	better worse at least most than exactly but half above below to not true false including`)

func isKeyword(s string) bool {
	for _, k := range keywords {
		if k == s {
			return true
		}
	}
	return false
}

// words splits a text. Nothing is an error here: what fits nowhere is a mark.
func words(text string) []word {
	var out []word
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		w := word{kind: wordMark, from: i, to: i + n}
		prev, _ := utf8.DecodeLastRuneInString(text[:i])
		switch signed := r == '-' && i+1 < len(text) && isDigit(text[i+1]) && !isWordRune(prev) && prev != '%'; {
		case signed || r < utf8.RuneSelf && isDigit(byte(r)):
			w.kind, w.to = number(text, i)
		case r == '_' || unicode.IsLetter(r):
			w.kind, w.to = wordName, nameEnd(text, i)
		case strings.ContainsRune("<>=", r) && i+1 < len(text) && strings.ContainsRune("<>=", rune(text[i+1])):
			w.to++
		}
		w.text = text[w.from:w.to]
		if isKeyword(w.text) {
			w.kind = wordKeyword
		}
		out = append(out, w)
		i = w.to
	}
	return out
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// number scans -12.5% from i; digits that run into letters are a mark.
func number(text string, i int) (lexer.TokenType, int) {
	j := i + 1
	for j < len(text) && isDigit(text[j]) {
		j++
	}
	if j+1 < len(text) && text[j] == '.' && isDigit(text[j+1]) {
		for j++; j < len(text) && isDigit(text[j]); j++ {
		}
	}
	if r, _ := utf8.DecodeRuneInString(text[j:]); j < len(text) && isWordRune(r) {
		return wordMark, nameEnd(text, j)
	}
	if j < len(text) && text[j] == '%' {
		j++
	}
	return wordNumber, j
}

// nameEnd scans a name with dots, row.inadequate_from, and its end.
func nameEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+n:])
		if !isWordRune(r) && !(r == '.' && (next == '_' || unicode.IsLetter(next))) {
			if !unicode.Is(unicode.M, r) {
				break
			}
		}
		i += n
	}
	return i
}

package lang

import (
	"io"
	"regexp"
	"strings"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// This file defines the grammar of sentences, as participle reads it from the
// tags below. No production refers to itself, so a sentence of any length is
// read without deep recursion.

type (
	sentence struct {
		Tokens    []lexer.Token
		Otherwise bool       `parser:"  @'otherwise'"`
		Alls      []*allPart `parser:"| @@ ( ',' 'or' @@ )*"`
	}
	allPart struct {
		Tokens  []lexer.Token
		Clauses []*clause `parser:"@@ ( 'and' @@ )*"`
	}
	clause struct {
		Tokens []lexer.Token
		Rest   bool     `parser:"( @( 'the' 'rest' )"`
		Each   string   `parser:"| @( 'every' | 'no' | 'any' )"`
		EachOf *name    `parser:"  @@"`
		Count  *count   `parser:"| @@"`
		Rated  bool     `parser:"  ( 'of' ( @( 'the' 'rated' )"`
		Of     *name    `parser:"           @@? | @@ ) )?"`
		Name   *name    `parser:"| @@ )"`
		Pred   *predict `parser:"( 'is' | 'are' ) @@"`
	}
	count struct {
		Tokens    []lexer.Token
		ButMost   *amount `parser:"  'all' 'but' ( 'at' 'most' @@"`
		ButExact  *amount `parser:"              | 'exactly' @@ )"`
		All       bool    `parser:"| @'all'"`
		None      bool    `parser:"| @'none'"`
		Half      bool    `parser:"| @( 'half' 'or' 'more' )"`
		MoreHalf  bool    `parser:"| @( 'more' 'than' 'half' )"`
		Any       bool    `parser:"| @'any'"`
		AtLeast   *amount `parser:"| 'at' 'least' @@"`
		AtMost    *amount `parser:"| 'at' 'most' @@"`
		MoreThan  *amount `parser:"| 'more' 'than' @@"`
		FewerThan *amount `parser:"| 'fewer' 'than' @@"`
		Exactly   *amount `parser:"| 'exactly' @@"`
		From      *amount `parser:"| @@"`
		To        *amount `parser:"  ( 'to' @@"`
		OrMore    bool    `parser:"  | 'or' ( @'more'"`
		OrFewer   bool    `parser:"         | @'fewer' ) )"`
	}
	predict struct {
		Tokens []lexer.Token
		Not    *simple   `parser:"  'not' @@"`
		Alts   []*simple `parser:"| @@ ( 'or' @@ )*"`
	}
	simple struct {
		Tokens   []lexer.Token
		Rel      *amount `parser:"  @@"`
		OrBetter bool    `parser:"  'or' ( @'better'"`
		OrWorse  bool    `parser:"       | @'worse' ) (?! 'than')"`
		Better   *amount `parser:"| 'better' 'than' @@"`
		Worse    *amount `parser:"| 'worse' 'than' @@"`
		Any      bool    `parser:"| @( 'any' 'value' )"`
		Span     *span   `parser:"| @@"`
		Rated    bool    `parser:"| @'rated'"`
		True     bool    `parser:"| @'true'"`
		False    bool    `parser:"| @'false'"`
		Value    *amount `parser:"| @@"`
	}
	interval struct {
		Tokens    []lexer.Token
		Otherwise bool  `parser:"  @'otherwise'"`
		Any       bool  `parser:"| @( 'any' 'value'? )"`
		Span      *span `parser:"| @@"`
	}
	span struct {
		Tokens  []lexer.Token
		LoOpen  bool    `parser:"  @'above'?"`
		Lo      *amount `parser:"  @@ 'to'"`
		HiOpen  bool    `parser:"  @'below'?"`
		Hi      *amount `parser:"  @@"`
		End     *amount `parser:"| @@"`
		OrMore  bool    `parser:"  'or' ( @'more'"`
		OrLess  bool    `parser:"       | @'less' )"`
		AtLeast *amount `parser:"| 'at' 'least' @@"`
		AtMost  *amount `parser:"| 'at' 'most' @@"`
		Above   *amount `parser:"| 'above' @@"`
		Below   *amount `parser:"| 'below' @@"`
		Exactly *amount `parser:"| 'exactly' @@"`
	}
	need struct {
		Tokens    []lexer.Token
		Count     *count  `parser:"@@"`
		Weight    bool    `parser:"( 'of' ( @'weight'"`
		Of        *amount `parser:"       | @@ ) )?"`
		Including []*name `parser:"( 'including' @@ ( 'and' @@ )* )?"`
	}
	amount struct {
		Tokens []lexer.Token
		Number bool  `parser:"  @Number"`
		Minus  bool  `parser:"| @'-'?"`
		Name   *name `parser:"  @@"`
	}
	name struct {
		Tokens []lexer.Token
		Text   string `parser:"@Name"`
	}
)

// sentenceLexer tells participle the kinds of words; the words themselves come
// from words, with the places of the file.
type sentenceLexer struct{}

func (sentenceLexer) Symbols() map[string]lexer.TokenType {
	return map[string]lexer.TokenType{"EOF": lexer.EOF, "Name": wordName, "Number": wordNumber, "Keyword": wordKeyword, "Mark": wordMark}
}

func (sentenceLexer) Lex(_ string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(r)
	return &wordLexer{words: words(string(text)), end: lexer.Position{Offset: len(text)}}, err
}

// wordLexer hands words to participle. Offsets count decoded bytes; lines and
// columns are those of the file.
type wordLexer struct {
	words []word
	at    func(offset int) lexer.Position
	end   lexer.Position
}

func (l *wordLexer) Next() (lexer.Token, error) {
	if len(l.words) == 0 {
		return lexer.EOFToken(l.end), nil
	}
	w := l.words[0]
	l.words = l.words[1:]
	pos := lexer.Position{Offset: w.from}
	if l.at != nil {
		pos = l.at(w.from)
	}
	return lexer.Token{Type: w.kind, Value: w.text, Pos: pos}, nil
}

func build[G any]() *participle.Parser[G] {
	return participle.MustBuild[G](participle.Lexer(sentenceLexer{}), participle.UseLookahead(participle.MaxLookahead))
}

var (
	sentenceParser = sync.OnceValue(build[sentence])
	intervalParser = sync.OnceValue(build[interval])
	needParser     = sync.OnceValue(build[need])
)

// Prepare builds the parsers of sentences, which are otherwise built when the first of
// a kind is read. A program may do so in the background while it reads files.
func Prepare() {
	sentenceParser()
	needParser()
	intervalParser()
}

// Grammar returns the grammar of sentences, intervals and coverage in EBNF, as
// the parser has it.
func Grammar() string {
	var out []string
	seen := map[string]bool{}
	all := strings.Join([]string{sentenceParser().String(), intervalParser().String(), needParser().String()}, "\n")
	for _, line := range strings.Split(all, "\n") {
		head, body, _ := strings.Cut(strings.TrimSuffix(line, " ."), " = ")
		if !seen[head] {
			seen[head] = true
			out = append(out, readable(head)+" = "+readable(body)+" ;")
		}
	}
	return strings.Join(out, "\n") + "\n"
}

// readable turns participle's notation into the one of the reference. The look
// ahead that keeps "good or better than x" apart is left out.
func readable(s string) string {
	titles := map[string]string{"AllPart": "all", "Predict": "pred", "Span": "span", "Simple": "simple", "Amount": "n"}
	s = regexp.MustCompile(`"[^"]*"|<\w+>|[A-Z]\w*`).ReplaceAllStringFunc(s, func(m string) string {
		switch {
		case m == "<name>":
			return "word { \".\" word }"
		case m == "<number>":
			return "num [ \"%\" ]"
		case m[0] == '"':
			return m
		case titles[m] != "":
			return titles[m]
		}
		return strings.ToLower(m)
	})
	return brackets(strings.ReplaceAll(s, ` (?! "than")`, ""))
}

// brackets writes (x)? as [ x ] and (x)* as { x }.
func brackets(s string) string {
	s = regexp.MustCompile(`("\w+"|"-"|\bn\b|\bname\b)\?`).ReplaceAllString(s, "[ $1 ]")
	var open []int
	out := []string{}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"':
			j := i + 1 + strings.IndexByte(s[i+1:], '"')
			out = append(out, s[i:j+1])
			i = j
		case '(':
			open = append(open, len(out))
			out = append(out, "( ")
		case ')':
			l := open[len(open)-1]
			open = open[:len(open)-1]
			closing := " )"
			if i+1 < len(s) && s[i+1] == '?' {
				out[l], closing, i = "[ ", " ]", i+1
			} else if i+1 < len(s) && s[i+1] == '*' {
				out[l], closing, i = "{ ", " }", i+1
			}
			out = append(out, closing)
		default:
			out = append(out, string(c))
		}
	}
	return strings.Join(out, "")
}

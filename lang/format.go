package lang

import (
	"bytes"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines the one way in which rule files are laid out. Only spaces
// and line breaks change: the tokens before and after are compared, and where
// they differ the file is left as it was.

// mostPasses bounds how often the layout is repeated until nothing changes.
const mostPasses = 8

// Format lays out a rule file: indentation and alignment as hclwrite does
// them, no spaces at the ends of lines, one line break at the end of the file,
// at most one blank line in a row, and one between the blocks of the file
// unless both stand on one line. A file that does not parse is returned as it
// is, with the reasons.
func Format(name string, src []byte) ([]byte, diag.List) {
	if list := Scan(name, src, Limits{}); list.HasErrors() {
		return src, list
	}
	if _, ds := hclsyntax.ParseConfig(src, name, hcl.InitialPos); ds.HasErrors() {
		return src, fromHCLIn(src, ds)
	}
	out := src
	for range mostPasses {
		next := layout(name, out)
		if bytes.Equal(next, out) {
			return out, nil
		}
		if !sameTokens(src, next) {
			break
		}
		out = next
	}
	return src, diag.List{{Severity: diag.Warning, Code: FormatRefused, Summary: "file left as it is",
		Detail: "Laying out this file would have changed more than spaces, so it was left as it is. This is a fault of rubric; please report it with the file.",
		Range:  Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}}}
}

// layout makes one pass.
func layout(name string, src []byte) []byte {
	return separate(name, squeeze(hclwrite.Format(src)))
}

// squeeze takes away blank lines that follow one another, or begin or end the
// file, and spaces at the ends of lines. Heredocs and long comments keep theirs.
func squeeze(src []byte) []byte {
	kept := keptLines(src)
	var out [][]byte
	blank := true
	for i, l := range bytes.Split(src, []byte("\n")) {
		if !kept[i+1] {
			l = bytes.TrimRight(l, " \t\r\f")
		}
		if len(l) == 0 && !kept[i+1] {
			if !blank {
				out = append(out, l)
			}
			blank = true
			continue
		}
		out = append(out, l)
		blank = false
	}
	for len(out) > 0 && len(out[len(out)-1]) == 0 {
		out = out[:len(out)-1]
	}
	if len(out) == 0 {
		return nil
	}
	return append(bytes.Join(out, []byte("\n")), '\n')
}

// keptLines are the lines, from 1, that belong to a heredoc or a comment of
// several lines: those after the line on which it begins.
func keptLines(src []byte) map[int]bool {
	kept := map[int]bool{}
	depth, from := 0, 0
	for _, t := range lex("", src) {
		switch t.Type {
		case hclsyntax.TokenOHeredoc:
			if depth == 0 {
				from = t.Range.Start.Line + 1
			}
			depth++
		case hclsyntax.TokenCHeredoc:
			if depth--; depth == 0 {
				keep(kept, from, t.Range.Start.Line-1)
			}
		case hclsyntax.TokenComment:
			if !bytes.HasSuffix(t.Bytes, []byte("\n")) {
				keep(kept, t.Range.Start.Line, t.Range.End.Line-1)
			}
		}
	}
	return kept
}

func keep(kept map[int]bool, from, to int) {
	for ; from <= to; from++ {
		kept[from] = true
	}
}

// separate puts a blank line between the blocks of the file, before the
// comments that lead the second one.
func separate(name string, src []byte) []byte {
	parsed, ds := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	if ds.HasErrors() {
		return src
	}
	blocks := parsed.Body.(*hclsyntax.Body).Blocks
	lines := bytes.SplitAfter(src, []byte("\n"))
	comment := commentLines(src)
	var breaks []int // lines, from 1, that a blank line goes before
	for i := 1; i < len(blocks); i++ {
		a, b := blocks[i-1], blocks[i]
		end, start := a.CloseBraceRange.End.Line, b.TypeRange.Start.Line
		for start-1 > end && comment[start-1] {
			start--
		}
		oneLine := a.TypeRange.Start.Line == end && b.TypeRange.Start.Line == b.CloseBraceRange.End.Line
		if start == end+1 && !oneLine {
			breaks = append(breaks, start)
		}
	}
	var out []byte
	for i, l := range lines {
		if slices.Contains(breaks, i+1) {
			out = append(out, '\n')
		}
		out = append(out, l...)
	}
	return out
}

// commentLines are the lines, from 1, that a comment begins or goes on.
func commentLines(src []byte) map[int]bool {
	lines := map[int]bool{}
	last := 0
	for _, t := range lex("", src) {
		if t.Type == hclsyntax.TokenComment && t.Range.Start.Line != last {
			end := t.Range.End.Line
			if bytes.HasSuffix(t.Bytes, []byte("\n")) {
				end--
			}
			keep(lines, t.Range.Start.Line, end)
		}
		last = t.Range.End.Line
		if t.Type == hclsyntax.TokenNewline || bytes.HasSuffix(t.Bytes, []byte("\n")) {
			last = 0
		}
	}
	return lines
}

// sameTokens reports whether two files differ in nothing but white space.
func sameTokens(a, b []byte) bool {
	return slices.EqualFunc(solid(a), solid(b), func(x, y hclsyntax.Token) bool {
		return x.Type == y.Type && bytes.Equal(x.Bytes, y.Bytes)
	})
}

// solid gives the tokens without line breaks; comments end where their text
// does.
func solid(src []byte) []hclsyntax.Token {
	var out []hclsyntax.Token
	for _, t := range lex("", src) {
		if t.Type == hclsyntax.TokenNewline {
			continue
		}
		if t.Type == hclsyntax.TokenComment {
			t.Bytes = bytes.TrimRight(t.Bytes, " \t\r\f\n")
		}
		if t.Type == hclsyntax.TokenCHeredoc {
			t.Bytes = bytes.TrimSpace(t.Bytes)
		}
		out = append(out, t)
	}
	return out
}

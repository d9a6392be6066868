package main

// This file defines `rubric help language`. It is made from what the parser and
// the checker themselves read: the schema of blocks, the grammar of sentences
// and the catalogue of functions; so it cannot say what is not so.

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

const languageHead = `# The rubric language

A framework is a directory of files that end with ` + lang.Extension + `. They hold blocks;
a block holds attributes, name = value, and blocks of its own. What an attribute
takes is said behind its name: a formula is written without quotes, a sentence,
a text and a date in quotes. Attributes marked * must be there.
`

func writeLanguage(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString(languageHead)
	b.WriteString("\n## Blocks\n")
	blocks := lang.Root().Blocks
	for i, block := range blocks {
		like := slices.IndexFunc(blocks[:i], func(o *lang.BlockSchema) bool { return alike(o, block) })
		if like >= 0 {
			fmt.Fprintf(b, "\n### %s\n\n%s; it holds what %s holds.\n", heading(block, ""), block.Doc, blocks[like].Type)
			continue
		}
		writeBlock(b, block, "")
	}
	fmt.Fprintf(b, "\n## Sentences, intervals and coverage\n\n%s\n", indented(lang.Grammar()))
	b.WriteString("\n## Functions\n\n")
	for _, f := range rules.Builtins() {
		fmt.Fprintf(b, "  %s\n      %s\n", f.Sig, f.Doc)
	}
	b.WriteString("\n## Reasons for having no value\n\n")
	for _, r := range rules.BuiltinReasons() {
		fmt.Fprintf(b, "  %-18s %s\n", r.Name, r.Label)
	}
	return b.Flush()
}

// alike reports whether two kinds of block have the same attributes and blocks.
func alike(a, b *lang.BlockSchema) bool {
	return slices.EqualFunc(a.Attrs, b.Attrs, func(x, y *lang.AttrSchema) bool { return *x == *y }) &&
		slices.EqualFunc(a.Blocks, b.Blocks, func(x, y *lang.BlockSchema) bool { return x.Type == y.Type })
}

// heading is a block's type with its labels; optional ones stand in brackets.
func heading(s *lang.BlockSchema, within string) string {
	head := within + s.Type
	for _, l := range s.Labels {
		if name, optional := strings.CutPrefix(l, "?"); optional {
			head += ` ["` + name + `"]`
		} else {
			head += ` "` + l + `"`
		}
	}
	return head
}

// writeBlock writes a block and those inside it; within is what it stands in.
func writeBlock(b *bufio.Writer, s *lang.BlockSchema, within string) {
	fmt.Fprintf(b, "\n### %s\n\n%s.\n\n", heading(s, within), s.Doc)
	for _, a := range s.Attrs {
		mark := " "
		if a.Required {
			mark = "*"
		}
		fmt.Fprintf(b, "%s %-12s (%s) %s\n", mark, a.Name, a.Reg, a.Doc)
	}
	for _, n := range s.Blocks {
		writeBlock(b, n, within+s.Type+" > ")
	}
}

func indented(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ")
}

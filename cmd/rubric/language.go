package main

// This file defines `rubric help language`: the reference of the language, as it
// stands in the repository, and parts of it.

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// writeLanguage writes the reference without the marks of its generated parts.
func writeLanguage(w io.Writer) error {
	b := bufio.NewWriter(w)
	for line := range strings.Lines(lang.Reference()) {
		if !strings.HasPrefix(line, "<!--") {
			b.WriteString(line)
		}
	}
	return b.Flush()
}

// languageSection is the part of the reference that a word names: the section of a
// block or of a subject, or a function; "" if there is none.
func languageSection(word string) string {
	word = strings.ToLower(word)
	var out strings.Builder
	depth := 0 // of the heading that was found
	code := false
	for line := range strings.Lines(lang.Reference()) {
		code = code != strings.HasPrefix(line, "```")
		if level := headingLevel(line); level > 0 && !code && (depth == 0 || level <= depth) {
			if depth = 0; slices.Contains(headingWords(line), word) {
				depth = level
			}
		}
		if depth > 0 && !strings.HasPrefix(line, "<!--") {
			out.WriteString(line)
		}
	}
	if out.Len() > 0 {
		return strings.TrimRight(out.String(), "\n") + "\n"
	}
	if fn := rules.FindBuiltin(word); fn != nil {
		return fn.Sig + "\n    " + fn.Doc + "\n"
	}
	return innerBlock(word)
}

// innerBlock is what the reference says of a block that stands in others, such as
// limit; "" if there is none of that name. All blocks that hold one hold the same.
func innerBlock(word string) string {
	var out strings.Builder
	for line := range strings.Lines(lang.Reference()) {
		if head, _, ok := strings.Cut(line, ": "); ok && strings.HasPrefix(line, "`") && strings.Contains(head, " > ") {
			if out.Len() > 0 {
				break
			}
			_, name, _ := strings.Cut(head[strings.LastIndex(head, " > "):], " > ")
			if name, _, _ = strings.Cut(strings.Trim(name, "`"), " "); name != word {
				continue
			}
			out.WriteString(line)
		} else if out.Len() > 0 {
			if strings.HasPrefix(line, "<!--") {
				break
			}
			out.WriteString(line)
		}
	}
	if out.Len() == 0 {
		return ""
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

// languageWords are the words that languageSection knows.
func languageWords() []string {
	var out []string
	code := false
	for line := range strings.Lines(lang.Reference()) {
		if code = code != strings.HasPrefix(line, "```"); !code && headingLevel(line) > 0 {
			out = append(out, headingWords(line)...)
		}
	}
	for _, fn := range rules.Builtins() {
		out = append(out, fn.Name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// headingLevel is 2 or 3 for a heading of a section, else 0.
func headingLevel(line string) int {
	n := len(line) - len(strings.TrimLeft(line, "#"))
	if n < 2 || n > 3 || !strings.HasPrefix(line[n:], " ") {
		return 0
	}
	return n
}

// headingWords are the words that name a section: those of blocks, and a title of
// one word.
func headingWords(line string) []string {
	title := strings.TrimSpace(strings.TrimLeft(line, "#"))
	if number, rest, ok := strings.Cut(title, ". "); ok && len(number) <= 2 {
		title = rest
	}
	words := strings.Split(strings.ToLower(title), ", ")
	return slices.DeleteFunc(words, func(w string) bool { return strings.Contains(w, " ") })
}

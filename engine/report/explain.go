package report

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines how a trace is written: as text for people, as markdown, and
// as JSON. Text and markdown are made of the same outline, which is made of the
// trace alone.

// ExplainOptions says how a trace is written for people.
type ExplainOptions struct {
	Width int  // columns to fill; 0 means 100, and fewer than 40 count as 40
	Color bool // write terminal colours
}

// WriteExplainJSON writes the trace in its public form, explain.schema.json.
func WriteExplainJSON(w io.Writer, t *engine.Trace) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(t)
}

// WriteExplainText writes the answer first and then the whole derivation, as an
// indented outline.
func WriteExplainText(w io.Writer, t *engine.Trace, opt ExplainOptions) error {
	if opt.Width == 0 {
		opt.Width = 100
	}
	opt.Width = max(opt.Width, 40)
	out := bufio.NewWriter(w)
	for _, l := range outlined(t) {
		if l.text == "" {
			out.WriteByte('\n')
			continue
		}
		indent := strings.Repeat("  ", l.depth)
		hang := indent + strings.Repeat(" ", l.hang())
		for i, s := range wrapped(l.text, opt.Width-len(indent), l.hang()) {
			if i == 0 {
				out.WriteString(indent + paint(opt.Color, l.tone, s) + "\n")
			} else {
				out.WriteString(hang + paint(opt.Color, l.tone, s) + "\n")
			}
		}
	}
	return out.Flush()
}

// hang is how far the further lines of a text stand in.
func (l line) hang() int {
	if l.tone == answerTone {
		return 0
	}
	return 4
}

// wrapped breaks a text into lines of n columns, the later ones shorter by hang.
func wrapped(text string, n, hang int) []string {
	n = max(n, 24)
	var out []string
	cur, width := "", 0
	for word := range strings.FieldsSeq(text) {
		k := utf8.RuneCountInString(word)
		if cur != "" && width+1+k > n {
			out = append(out, cur)
			cur, width = "", 0
			if len(out) == 1 {
				n -= hang
			}
		}
		if cur != "" {
			cur, width = cur+" ", width+1
		}
		cur, width = cur+word, width+k
	}
	return append(out, cur)
}

func paint(color bool, t tone, s string) string {
	code := [...]string{"", "1", "1;34", "2", "32", "33"}[t]
	if !color || code == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// WriteExplainMarkdown writes the outline as nested lists under headings.
func WriteExplainMarkdown(w io.Writer, t *engine.Trace) error {
	out := bufio.NewWriter(w)
	listed := false
	for i, l := range outlined(t) {
		switch {
		case l.text == "":
			if listed {
				out.WriteByte('\n')
			}
			listed = false
		case i == 0:
			out.WriteString("**" + marked(l.text) + "**\n\n")
		case l.depth == 0 && l.tone == headTone:
			if listed {
				out.WriteByte('\n')
			}
			out.WriteString("## " + marked(l.text) + "\n\n")
			listed = false
		default:
			text := marked(l.text)
			if l.tone == headTone || l.tone == goodTone {
				text = "**" + text + "**"
			}
			out.WriteString(strings.Repeat("  ", max(l.depth-1, 0)) + "- " + text + "\n")
			listed = true
		}
	}
	return out.Flush()
}

// marked guards text against being read as markdown.
func marked(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "]", `\]`, "|", `\|`).Replace(s)
}

// printed makes text from files safe for a terminal: one line, no control characters.
func printed(s string) string {
	return printable(strings.Join(strings.Fields(s), " "))
}

package diag

// This file defines how text is shown on a terminal: which characters are
// safe, how wide they are, and how long texts are wrapped or cut.
//
// Three measures of a line must not be confused. Ranges count bytes, HCL's
// columns count grapheme clusters (what a reader calls a character) and a
// terminal has cells, of which "界" and "🙂" take two. Carets are placed by
// cells, computed from bytes; columns are only ever quoted.

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/apparentlymart/go-textseg/v15/textseg"
	"golang.org/x/text/width"
)

const (
	tabStop   = 4
	joiner    = '\u200d'
	nonJoiner = '\u200c'
	emojiLook = '\ufe0f' // asks for the wide, coloured form of what stands before it
	bom       = "\ufeff"
)

// glyph is one grapheme cluster as it is shown.
type glyph struct {
	from, to int // bytes of the file
	col      int // cells before it
	width    int // cells it takes
	text     string
}

func (g glyph) end() int { return g.col + g.width }

// glyphs splits src[from:to], which holds no line end, and lays it out from
// column 0. A byte-order mark at the start of the file takes no room.
func glyphs(src []byte, from, to int) []glyph {
	var out []glyph
	col := 0
	for at := from; at < to; {
		n, cluster, err := textseg.ScanGraphemeClusters(src[at:to], true)
		if err != nil || n == 0 {
			n, cluster = 1, src[at:at+1]
		}
		text, cells := show(string(cluster), col)
		if at == 0 && string(cluster) == bom {
			text, cells = "", 0
		}
		out = append(out, glyph{from: at, to: at + n, col: col, width: cells, text: text})
		at += n
		col += cells
	}
	return out
}

// show returns the safe form of a cluster that starts at a column, and its
// width in cells.
func show(cluster string, col int) (string, int) {
	if cluster == "\t" {
		n := tabStop - col%tabStop
		return strings.Repeat(" ", n), n
	}
	var b strings.Builder
	cells := 0
	before := rune(-1) // the safe rune before, if there is one
	for i, size := 0, 0; i < len(cluster); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(cluster[i:])
		raw := cluster[i : i+size]
		if r == utf8.RuneError && size == 1 || !safe(r, before) {
			esc := escape(raw, r)
			b.WriteString(esc)
			cells += len(esc)
			before = -1
			continue
		}
		b.WriteString(raw)
		cells += cellsOf(r, before, cells)
		before = r
	}
	return b.String(), cells
}

// safe reports whether r may be written as it is after the rune before it.
// Joiners and tags are invisible, but within a cluster they shape emoji.
func safe(r, before rune) bool {
	inside := before != -1 && before != ' '
	return unicode.IsPrint(r) || inside && (r == joiner || r == nonJoiner || r >= 0xe0020 && r <= 0xe007f)
}

// cellsOf returns how many cells r adds to a cluster that has so many already.
func cellsOf(r, before rune, already int) int {
	switch {
	case r == emojiLook:
		return max(0, min(1, 2-already))
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case before == joiner, before != -1 && r >= 0x1f3fb && r <= 0x1f3ff: // joined, or a tone of skin
		return 0
	case r >= 0x1160 && r <= 0x11ff, r >= 0xd7b0 && r <= 0xd7ff: // inner parts of a Hangul syllable
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// escape writes an unsafe character as Go would.
func escape(raw string, r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case len(raw) == 1:
		return fmt.Sprintf(`\x%02x`, raw[0])
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// clean makes a text of one line safe to print; tabs and line ends are escaped.
func clean(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for i, part := range strings.Split(s, "\t") {
		if i > 0 {
			b.WriteString(`\t`)
		}
		for _, g := range glyphs([]byte("x"+part), 1, len(part)+1) {
			b.WriteString(g.text)
		}
	}
	return b.String()
}

// cleanLines is clean for a text that may have several lines.
func cleanLines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\t", " ").Replace(s)
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

func isPlain(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// cells returns the width of a clean text.
func cells(s string) int {
	if isPlain(s) {
		return len(s)
	}
	all := glyphs([]byte(s), 0, len(s))
	return all[len(all)-1].end()
}

// shorten cuts a clean text to n cells.
func shorten(s string, n int) string {
	if cells(s) <= n {
		return s
	}
	var b strings.Builder
	for _, g := range glyphs([]byte(s), 0, len(s)) {
		if g.end() > n-1 {
			break
		}
		b.WriteString(g.text)
	}
	return b.String() + "…"
}

// wrap breaks a text into clean lines of at most n cells. Line ends are kept,
// and the indentation of a line is kept for its continuation; a word that is
// too long stands alone.
func wrap(text string, n int) []string {
	var out []string
	for _, para := range strings.Split(cleanLines(strings.Trim(text, "\r\n")), "\n") {
		words := strings.Fields(para)
		indent := para[:len(para)-len(strings.TrimLeft(para, " "))]
		indent = indent[:min(len(indent), n/2)]
		line := ""
		for _, word := range words {
			if line != "" && cells(indent+line)+1+cells(word) > n {
				out = append(out, indent+line)
				line = ""
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		out = append(out, strings.TrimRight(indent+line, " "))
	}
	return out
}

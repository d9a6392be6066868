// Package page is a small document that is written as text for a terminal, as
// Markdown and as HTML: headings, paragraphs, lists, tables and a picture. It is a
// companion of package report, for reports that are the same in all three.
//
// All texts are plain: what could be taken for mark-up is escaped by the writers,
// and what could move a terminal's cursor is left out.
package page

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"
)

// Page is a document.
type Page struct {
	Title string
	Parts []Part
}

// Part is one part of a page: a Heading, Text, List, Table or Picture.
type Part interface{ part() }

type (
	// Heading begins a section.
	Heading string
	// Text is a paragraph. Strong is the one that answers the question.
	Text struct {
		Words  string
		Strong bool
	}
	// List is lines that stand under each other.
	List []Item
	// Item is a line of a list, Depth steps in.
	Item struct {
		Words string
		Depth int
	}
	// Table has a header and rows. Columns from Numbers on stand to the right.
	Table struct {
		Header  []string
		Rows    [][]string
		Numbers int
	}
	// Picture is an SVG that HTML shows in place; the others leave it out.
	Picture struct {
		SVG string
		Alt string
	}
)

func (Heading) part() {}
func (Text) part()    {}
func (List) part()    {}
func (Table) part()   {}
func (Picture) part() {}

// Add appends parts.
func (p *Page) Add(parts ...Part) { p.Parts = append(p.Parts, parts...) }

// Say appends a paragraph.
func (p *Page) Say(format string, args ...any) {
	p.Add(Text{Words: fmt.Sprintf(format, args...)})
}

// WriteText writes the page for a terminal.
func (p *Page) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	before := ""
	for _, part := range p.Parts {
		if _, ok := part.(Picture); ok {
			continue
		}
		out.WriteString(before)
		before = "\n"
		switch x := part.(type) {
		case Heading:
			out.WriteString(plain(string(x)) + "\n")
			before = ""
		case Text:
			out.WriteString(plain(x.Words) + "\n")
		case List:
			for _, i := range x {
				out.WriteString(strings.Repeat("  ", i.Depth+1) + plain(i.Words) + "\n")
			}
		case Table:
			x.text(out)
		}
	}
	return out.Flush()
}

// text writes the table with its columns under each other.
func (t Table) text(out *bufio.Writer) {
	rows := append([][]string{t.Header}, t.Rows...)
	wide := make([]int, len(t.Header))
	for _, r := range rows {
		for i, c := range r {
			wide[i] = max(wide[i], utf8.RuneCountInString(plain(c)))
		}
	}
	for _, r := range rows {
		line := ""
		for i, c := range r {
			c = plain(c)
			pad := strings.Repeat(" ", wide[i]-utf8.RuneCountInString(c))
			if i >= t.Numbers {
				c = pad + c
			} else {
				c += pad
			}
			line += "  " + c
		}
		out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// WriteMarkdown writes the page for a pull request.
func (p *Page) WriteMarkdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n", marked(p.Title))
	for _, part := range p.Parts {
		if _, ok := part.(Picture); ok {
			continue
		}
		out.WriteByte('\n')
		switch x := part.(type) {
		case Heading:
			fmt.Fprintf(out, "## %s\n", marked(string(x)))
		case Text:
			words := marked(x.Words)
			if x.Strong {
				words = "**" + words + "**"
			}
			out.WriteString(words + "\n")
		case List:
			for _, i := range x {
				fmt.Fprintf(out, "%s- %s\n", strings.Repeat("  ", i.Depth), marked(i.Words))
			}
		case Table:
			x.markdown(out)
		}
	}
	return out.Flush()
}

func (t Table) markdown(out *bufio.Writer) {
	row := func(cells []string) {
		for _, c := range cells {
			out.WriteString("| " + strings.ReplaceAll(marked(c), "|", "\\|") + " ")
		}
		out.WriteString("|\n")
	}
	row(t.Header)
	for i := range t.Header {
		if i >= t.Numbers {
			out.WriteString("|---:")
		} else {
			out.WriteString("|---")
		}
	}
	out.WriteString("|\n")
	for _, r := range t.Rows {
		row(r)
	}
}

// marked keeps what Markdown would take for mark-up.
func marked(s string) string {
	return strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "`", "\\`", "<", "&lt;", ">", "&gt;", "&", "&amp;", "#", "\\#", "[", "\\[", "]", "\\]", "~", "\\~", "@", "&#64;").Replace(plain(s))
}

// style is all that the page needs; it has no script and loads nothing.
const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
table{border-collapse:collapse;margin:1em 0;display:block;overflow-x:auto}
th,td{border:1px solid #999;padding:.25em .6em;text-align:left;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums}
svg{max-width:100%;height:auto}
figure{margin:1em 0}
.d1{margin-left:1.5em}.d2{margin-left:3em}
:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#181818}th,td{border-color:#666}}`

// WriteHTML writes the page as one file that needs nothing else.
func (p *Page) WriteHTML(w io.Writer) error {
	out := bufio.NewWriter(w)
	title := html.EscapeString(plain(p.Title))
	fmt.Fprintf(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>\n%s\n</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n", title, style, title)
	for _, part := range p.Parts {
		switch x := part.(type) {
		case Heading:
			fmt.Fprintf(out, "<h2>%s</h2>\n", escaped(string(x)))
		case Text:
			words := escaped(x.Words)
			if x.Strong {
				words = "<strong>" + words + "</strong>"
			}
			fmt.Fprintf(out, "<p>%s</p>\n", words)
		case List:
			out.WriteString("<ul>\n")
			for _, i := range x {
				class := ""
				if i.Depth > 0 {
					class = fmt.Sprintf(" class=\"d%d\"", min(i.Depth, 2))
				}
				fmt.Fprintf(out, "<li%s>%s</li>\n", class, escaped(i.Words))
			}
			out.WriteString("</ul>\n")
		case Table:
			x.html(out)
		case Picture:
			fmt.Fprintf(out, "<figure aria-label=\"%s\">\n%s</figure>\n", escaped(x.Alt), x.SVG)
		}
	}
	out.WriteString("</main>\n</body>\n</html>\n")
	return out.Flush()
}

func (t Table) html(out *bufio.Writer) {
	row := func(tag string, cells []string) {
		out.WriteString("<tr>")
		for i, c := range cells {
			attr := ""
			if i >= t.Numbers {
				attr = ` class="n"`
			}
			fmt.Fprintf(out, "<%s%s>%s</%s>", tag, attr, escaped(c), tag)
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("<table>\n<thead>\n")
	row("th", t.Header)
	out.WriteString("</thead>\n<tbody>\n")
	for _, r := range t.Rows {
		row("td", r)
	}
	out.WriteString("</tbody>\n</table>\n")
}

func escaped(s string) string { return html.EscapeString(plain(s)) }

// plain takes away what could move a terminal's cursor or turn the direction of
// the text.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

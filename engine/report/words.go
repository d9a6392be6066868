package report

// This file defines how other packages make their texts as safe as ours.

// Printable makes text from files safe for a terminal: one line, without what
// could move its cursor.
func Printable(s string) string { return printable(s) }

// Marked guards text against being read as Markdown.
func Marked(s string) string { return marked(printable(s)) }

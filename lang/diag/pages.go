package diag

// This file defines where the pages of the codes are found: pages/R0405.md is
// what `rubric help R0405` prints. Each begins with a heading, its title.

import (
	"embed"
	"path"
	"slices"
	"strings"
)

//go:embed pages/*.md
var pages embed.FS

// Page returns the Markdown page of a code.
func Page(code Code) (string, bool) {
	text, err := pages.ReadFile("pages/" + string(code) + ".md")
	return strings.ReplaceAll(string(text), "\r\n", "\n"), err == nil
}

// Codes returns every code that has a page, sorted.
func Codes() []Code {
	entries, err := pages.ReadDir("pages")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	var out []Code
	for _, e := range entries {
		if name := path.Base(e.Name()); strings.HasPrefix(name, "R") {
			out = append(out, Code(strings.TrimSuffix(name, ".md")))
		}
	}
	slices.Sort(out)
	return out
}

// Title returns the first heading of a code's page, without the code if it
// stands there too, or "".
func Title(code Code) string {
	page, _ := Page(code)
	for line := range strings.Lines(page) {
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			return strings.Trim(strings.TrimPrefix(strings.TrimSpace(heading), string(code)), " :.–—-")
		}
	}
	return ""
}

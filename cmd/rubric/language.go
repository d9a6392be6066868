package main

// This file defines `rubric help language`: the reference of the language, as it
// stands in the repository.

import (
	"bufio"
	"io"
	"strings"

	"github.com/rubric-lang/rubric/lang"
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

package lang

import _ "embed"

// This file defines the reference of the language.

//go:embed SPEC.md
var reference string

// Reference is the text of SPEC.md, in Markdown.
func Reference() string { return reference }

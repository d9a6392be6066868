package lang

import (
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines the blocks of versions and variants: amend, whose blocks are
// patches of others, and use, which brings definitions of another directory.

// withSharing adds amend and use to the blocks of a rule file. Every block that
// a file may hold may also stand in an amend, where it is a patch.
func withSharing(blocks []*BlockSchema) []*BlockSchema {
	amend := &BlockSchema{Type: "amend", Labels: []string{"directory or name"}, Patch: true,
		Doc: "changes to what stands elsewhere: of a directory (\"../2025\"), or by a name of its own, a variant of this one",
		Attrs: []*AttrSchema{
			at("title", TextReg, "what people call the variant"),
			at("reason", TextReg, "why the rules are changed, for people"),
			at("note", TextReg, "a remark for readers"),
			at("source", NamesReg, "the source, or sources, of the change"),
			at("extends", TextsReg, "the named amendments that this one builds on"),
			at("remove", TextsReg, "addresses of what is taken away: \"indicator.falls_rate.round\""),
		}, Blocks: blocks}
	use := &BlockSchema{Type: "use", Labels: []string{"directory"}, Doc: "definitions of another directory, as if they stood here", Attrs: []*AttrSchema{
		at("only", TextsReg, "addresses of what is brought, with what it reads; default: whatever is read here"),
		at("note", TextReg, "a remark for readers"),
	}}
	return append(append([]*BlockSchema{}, blocks...), amend, use)
}

// before may stand in the blocks inside a patched block; it says where one goes.
var before = at("before", TextReg, "in an amendment: the block of the same kind that this one stands before")

// Missing reports the attributes that a block, or one inside it, must have and
// has not. Parse asks this of every block but those of an amendment and the
// framework, which may be completed by another directory.
func Missing(b *Block) diag.List {
	var list diag.List
	for _, a := range b.Schema.Attrs {
		if a.Required && b.Attr(a.Name) == nil {
			list.Add(&diag.Diagnostic{Code: MissingAttr, Summary: "missing " + quote(a.Name),
				Detail: "The block " + describe(b) + " needs " + quote(a.Name) + ": " + a.Doc + ".", Range: b.Header})
		}
	}
	for _, n := range b.Blocks {
		list = append(list, Missing(n)...)
	}
	return list
}

// IsDirectory reports that the label of an amend names a directory: it begins
// with a dot or has a slash.
func IsDirectory(label string) bool {
	return strings.HasPrefix(label, ".") || strings.ContainsAny(label, `/\`)
}

package lang

import "github.com/rubric-lang/rubric/lang/diag"

// Range is a span of a source file.
type Range = diag.Range

// File is one rule file: its blocks in the order of the text.
type File struct {
	Name   string // as shown in messages, with forward slashes
	Src    []byte
	Blocks []*Block
	// Refused holds the names of blocks that were left out because their type is
	// not known, so that nobody complains that those names are missing.
	Refused map[string]bool
}

// Block is one HCL block with its attributes and nested blocks, checked against
// the Schema of its kind: the names are known, the labels are there and no
// attribute stands twice. What the attributes mean is for package rules to say.
type Block struct {
	Schema *BlockSchema
	Type   string
	Labels []Label
	Attrs  []*Attr
	Blocks []*Block
	Header Range // from the type to the last label
	Range  Range // the whole block with its braces
	Broken bool  // an attribute or nested block was left out: a problem was reported
}

// Label is a block's quoted name.
type Label struct {
	Text  string
	Range Range // with the quotes
}

// Attr is one attribute of a block.
type Attr struct {
	Schema *AttrSchema
	Name   string
	NameAt Range
	Range  Range // from the name to the end of the value
	Value  Expr
}

// Attr returns the attribute of that name, or nil.
func (b *Block) Attr(name string) *Attr {
	for _, a := range b.Attrs {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Of returns the nested blocks of one type, in order.
func (b *Block) Of(typ string) []*Block {
	var out []*Block
	for _, n := range b.Blocks {
		if n.Type == typ {
			out = append(out, n)
		}
	}
	return out
}

// Label returns the text of the i-th label, or "".
func (b *Block) Label(i int) string {
	if i < len(b.Labels) {
		return b.Labels[i].Text
	}
	return ""
}

package lang

import (
	"io/fs"
	"math/big"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how rule files are read: from bytes to blocks that agree
// with the schema.

// Extension is the ending of every rule file.
const Extension = ".rubric.hcl"

// ParseDir parses every rule file at the top of fsys, in order of name. Sources
// are returned for renderers of diagnostics even where parsing failed. An error
// means that the file system failed.
func ParseDir(fsys fs.FS) ([]*File, diag.Sources, diag.List, error) { return ParseDirAs(fsys, "") }

// ParseDirAs is ParseDir for files whose names are shown behind those of a
// directory, such as "../2025".
func ParseDirAs(fsys fs.FS, dir string) ([]*File, diag.Sources, diag.List, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, nil, nil, err
	}
	var files []*File
	var list diag.List
	sources := diag.Sources{}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), Extension) || e.IsDir() {
			continue
		}
		name := path.Join(dir, e.Name())
		if d := tooLargeFile(e, name); d != nil {
			list.Add(d)
			continue
		}
		src, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			return nil, nil, nil, err
		}
		sources[name] = src
		f, l := Parse(name, src)
		list = append(list, l...)
		if f != nil {
			files = append(files, f)
		}
	}
	return files, sources, list, nil
}

// maxFile is the largest rule file that is read at all, in bytes; Scan has the
// same limit.
const maxFile = 4 << 20

func tooLargeFile(e fs.DirEntry, name string) *diag.Diagnostic {
	info, err := e.Info()
	if err != nil || info.Size() <= maxFile {
		return nil
	}
	return &diag.Diagnostic{Code: TooLarge, Summary: "rule file too large",
		Detail: "A rule file may hold at most 4 MiB. Move data out of it, into a CSV file that an entity or table names.",
		Range:  Range{Filename: name}}
}

// Parse parses one rule file. Where parts of it are wrong it returns what could
// be read, and the problems; a file with broken syntax gives nil.
func Parse(name string, src []byte) (*File, diag.List) {
	if list := Scan(name, src, Limits{}); list.HasErrors() {
		return nil, list
	}
	parsed, hds := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	list := fromHCLIn(src, hds)
	if parsed == nil || hds.HasErrors() {
		return nil, list
	}
	p := &parser{file: &File{Name: name, Src: src}, list: list}
	body := parsed.Body.(*hclsyntax.Body)
	for _, a := range sortedAttrs(body) {
		p.add(UnknownAttr, "attribute outside a block", "A rule file holds blocks only; "+quote(a.Name)+" stands outside one. Put it into the block that it belongs to.", a.NameRange, nil)
	}
	for _, b := range body.Blocks {
		if nb := p.block(root, b); nb != nil {
			p.file.Blocks = append(p.file.Blocks, nb)
			continue
		}
		if p.file.Refused == nil {
			p.file.Refused = map[string]bool{}
		}
		p.file.Refused[b.Type] = true
		for _, l := range b.Labels {
			p.file.Refused[l] = true
		}
	}
	return p.file, p.list
}

type parser struct {
	file  *File
	list  diag.List
	patch bool // inside an amend
}

func (p *parser) add(code diag.Code, summary, detail string, at Range, fix *diag.Fix, notes ...diag.Note) {
	p.list.Add(&diag.Diagnostic{Code: code, Summary: summary, Detail: detail, Range: at, Fix: fix, Notes: notes})
}

func quote(s string) string { return "\"" + s + "\"" }

func sortedAttrs(body *hclsyntax.Body) []*hclsyntax.Attribute {
	var out []*hclsyntax.Attribute
	for _, a := range body.Attributes {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b *hclsyntax.Attribute) int { return a.SrcRange.Start.Byte - b.SrcRange.Start.Byte })
	return out
}

func (p *parser) block(parent *BlockSchema, b *hclsyntax.Block) *Block {
	s := parent.Block(b.Type)
	if s == nil {
		p.unknownBlock(parent, b)
		return nil
	}
	out := &Block{Schema: s, Type: b.Type, Header: b.TypeRange, Range: hcl.RangeBetween(b.TypeRange, b.CloseBraceRange)}
	for i, l := range b.Labels {
		out.Labels = append(out.Labels, Label{l, b.LabelRanges[i]})
		out.Header = hcl.RangeBetween(b.TypeRange, b.LabelRanges[i])
	}
	p.labels(s, out)
	for _, a := range sortedAttrs(b.Body) {
		if !p.attr(s, out, a) {
			out.Broken = true
		}
	}
	patched := p.patch
	p.patch = patched || s.Patch
	for _, n := range b.Body.Blocks {
		if nb := p.block(s, n); nb != nil {
			if nb.Schema.Once && len(out.Of(nb.Type)) > 0 {
				first := out.Of(nb.Type)[0]
				p.add(Repeated, "block stands twice", article(out.Type)+" has one "+quote(nb.Type)+" block at most. Join the two.", nb.Header, nil, diag.Note{Range: first.Header, Caption: "the first one"})
				continue
			}
			out.Blocks = append(out.Blocks, nb)
			out.Broken = out.Broken || nb.Broken
		} else {
			out.Broken = true
		}
	}
	if p.patch = patched; parent == root && !s.Patch && s.Type != "framework" {
		p.list = append(p.list, Missing(out)...)
	}
	return out
}

// article puts "A" or "An" before a word.
func article(word string) string {
	if strings.ContainsAny(word[:1], "aeiou") {
		return "An " + word
	}
	return "A " + word
}

func describe(b *Block) string {
	if len(b.Labels) > 0 {
		return b.Type + " " + quote(b.Labels[0].Text)
	}
	return quote(b.Type)
}

func (p *parser) labels(s *BlockSchema, b *Block) {
	need := len(s.Labels)
	for need > 0 && strings.HasPrefix(s.Labels[need-1], "?") {
		need--
	}
	switch {
	case len(b.Labels) < need:
		p.add(WrongLabels, "block without its "+s.Labels[len(b.Labels)], article(s.Type)+" block is followed by its "+s.Labels[len(b.Labels)]+" in quotes: "+s.Type+" \"name\" { ... }.", b.Header, nil)
	case len(b.Labels) > len(s.Labels):
		what := "takes no name"
		if len(s.Labels) > 0 {
			what = "takes only its " + strings.TrimPrefix(strings.Join(s.Labels, " and "), "?")
		}
		p.add(WrongLabels, "too many names for a block", article(s.Type)+" block "+what+". Remove the rest.", b.Labels[len(s.Labels)].Range, nil)
	}
}

// attr reads one attribute and reports whether it could be kept.
func (p *parser) attr(s *BlockSchema, b *Block, a *hclsyntax.Attribute) bool {
	as := s.Attr(a.Name)
	if as == nil && a.Name == before.Name && p.placed(s) {
		as = before
	}
	if as == nil {
		if !s.Free {
			p.unknownAttr(s, a)
			return false
		}
		as = &AttrSchema{Name: a.Name, Reg: DataReg}
	}
	x := p.expr(a.Expr)
	if x == nil {
		return false
	}
	b.Attrs = append(b.Attrs, &Attr{Schema: as, Name: a.Name, NameAt: a.NameRange, Range: a.SrcRange, Value: x})
	return true
}

// placed reports that a block stands inside a patch, where it may say what it
// stands before.
func (p *parser) placed(s *BlockSchema) bool { return p.patch && root.Block(s.Type) != s }

func (p *parser) unknownBlock(parent *BlockSchema, b *hclsyntax.Block) {
	var known []string
	for _, n := range parent.Blocks {
		known = append(known, n.Type)
	}
	where := article(parent.Type) + " has no block " + quote(b.Type) + "."
	if parent == root {
		where = "There is no block " + quote(b.Type) + "."
	} else if root.Block(b.Type) != nil && parent.Patch {
		where += " It stands at the top of a file."
	} else if root.Block(b.Type) != nil {
		where += " It stands at the top of a file: close the braces of the " + parent.Type + " first."
	}
	if a := parent.Attr(b.Type); a != nil {
		where += " It is an attribute there: write " + b.Type + " = ..."
		p.add(UnknownBlock, "attribute written as a block", where, b.TypeRange, nil)
		return
	}
	fix := nearestFix(b.Type, known, b.TypeRange)
	if fix == nil && len(known) > 0 {
		where += " Known here: " + strings.Join(known, ", ") + "."
	}
	p.add(UnknownBlock, "unknown block "+quote(b.Type), where, b.TypeRange, fix)
}

// bounds are what other languages call the ends of a range.
var bounds = []string{"min", "max", "minimum", "maximum"}

func (p *parser) unknownAttr(s *BlockSchema, a *hclsyntax.Attribute) {
	if s.Block(a.Name) != nil {
		p.add(UnknownAttr, "block written as an attribute", quote(a.Name)+" is a block here: write "+a.Name+" { ... } without the equals sign.", a.NameRange, nil)
		return
	}
	var known []string
	for _, k := range s.Attrs {
		known = append(known, k.Name)
	}
	if p.placed(s) {
		known = append(known, before.Name)
	}
	detail := article(s.Type) + " has no attribute " + quote(a.Name) + "."
	fix := nearestFix(a.Name, known, a.NameRange)
	switch {
	case slices.Contains(bounds, a.Name) && slices.Contains(known, "range"):
		fix = nil
		detail += " What values it may have, both ends among them, is said as range = [0, 100]."
	case fix == nil:
		detail += " Known here: " + strings.Join(known, ", ") + "."
	}
	p.add(UnknownAttr, "unknown attribute "+quote(a.Name), detail, a.NameRange, fix)
}

func nearestFix(name string, known []string, at Range) *diag.Fix {
	n := diag.Nearest(name, known)
	if n == "" {
		return nil
	}
	return &diag.Fix{Summary: "Did you mean " + quote(n) + "?", Edits: []diag.Edit{{Range: at, Text: n}}}
}

// rat reads a decimal as written.
func rat(text string) (*big.Rat, bool) {
	if len(text) > 400 {
		return nil, false
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 && len(text)-i > 5 {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

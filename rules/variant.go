package rules

import (
	"regexp"
	"slices"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines what a directory comes to before anything is typed: the
// blocks of the directory that it amends, patched; its own; the definitions that
// it uses; and on these the amendments of a variant. It works on the trees of
// package lang, and every node keeps the place where it was written, so that the
// passes of Load know nothing of versions and variants.

// Entry is a block of what a directory comes to.
type Entry struct {
	Address string
	Block   *lang.Block // never that of a file if an amendment has touched it
	Touched []Touch     // by which amendments, in the order in which they were applied
	lent    bool        // brought by use: left out unless something reads it
	wanted  bool        // named by only
}

// Touch is what one amendment does to a block.
type Touch struct {
	Amendment *Amendment
	Added     bool     // the block is the amendment's
	Set       []string // attributes and blocks inside it, by their address in the block
	Removed   []string
	Inherited []string // what is kept as it was
}

// Amendment is an amend block that took part.
type Amendment struct {
	Name    string // of a variant, or the path of the directory that is amended
	Title   string
	Reason  string
	Source  []*Source
	Extends []string
	Changes []Change
	At      Range

	tree *lang.Block
}

// Change is what an amendment does to one block.
type Change struct {
	Address string
	Dropped bool // the block is removed as a whole
	Touch
}

// Variant is one of the variants that a directory offers.
type Variant struct {
	Name, Title, Reason string
	Extends             []string
	At                  Range // the header of its amend block
	Whole               Range // the block with its braces
}

// Resolved is what a directory comes to, for one of its variants.
type Resolved struct {
	Variant  string
	Entries  []*Entry
	Variants []Variant
	Amends   []*Amendment // in the order in which they were applied
	dir      *Directory
}

// tree is a Resolved under way.
type tree struct {
	l       *loader // for its problems, and to read attributes
	entries []*Entry
	amends  []*Amendment
	edits   map[string]*edit // what the amendments of a variant set, by address
	clashes map[string]clash
	extends map[*lang.Block]map[*lang.Block]bool // all that an amendment builds on
	read    map[*folder]*area                    // directories that are done
}

// area is what a directory comes to without a variant.
type area struct {
	entries []*Entry
	amends  []*Amendment
}

// Variants are the variants that the directory offers, in the order of the files.
func (d *Directory) Variants() []Variant { return d.tree().variants() }

func (d *Directory) tree() *tree {
	t := &tree{l: &loader{files: d.Files}, edits: map[string]*edit{}, clashes: map[string]clash{}, extends: map[*lang.Block]map[*lang.Block]bool{}, read: map[*folder]*area{}}
	own := t.folder(d.own)
	t.entries, t.amends = own.entries, own.amends
	return t
}

// Resolve gives the blocks of a variant; "" is the directory without any. The
// variant must be one of Variants.
func (d *Directory) Resolve(variant string) (*Resolved, diag.List) {
	t := d.tree()
	vs := t.variants()
	t.variant(variant)
	t.complete()
	if !t.l.list.HasErrors() {
		t.shake()
		if len(t.amends) > 0 {
			t.l.inherits(t.amends[len(t.amends)-1])
		}
	}
	out := &Resolved{Variant: variant, Variants: vs, Amends: t.amends, dir: d}
	for _, e := range t.entries {
		if e.Block.Type != "amend" {
			out.Entries = append(out.Entries, e)
		}
	}
	return out, t.l.list.Sorted()
}

// folder gives what a directory comes to, with entries that the caller may
// change; the blocks are shared until they are patched.
func (t *tree) folder(f *folder) area {
	a := t.read[f]
	if a == nil {
		made := t.make(f)
		a = &made
		t.read[f] = a
	}
	out := area{amends: slices.Clone(a.amends)}
	for _, e := range a.entries {
		c := *e
		c.Touched = slices.Clone(e.Touched)
		out.entries = append(out.entries, &c)
	}
	return out
}

// make puts a directory together: the one that it amends, its own blocks, and the
// definitions that it uses.
func (t *tree) make(f *folder) area {
	var out area
	to := f.to[f.base]
	if to != nil {
		out = t.version(f, to)
	}
	for _, b := range f.blocks {
		if to == nil || b.Type != "framework" {
			out.entries = t.add(out.entries, &Entry{Address: address(b), Block: b}, f.base)
		}
	}
	for _, u := range f.uses {
		if to := f.to[u]; to != nil {
			out.entries = t.use(u, to, out.entries)
		}
	}
	return out
}

// version applies the amendment of a directory to what is amended. A framework
// block that stands beside it is a patch, as it would be inside.
func (t *tree) version(f, to *folder) area {
	base := t.folder(to)
	v := &tree{l: t.l, entries: base.entries, amends: base.amends, edits: map[string]*edit{}, clashes: map[string]clash{}}
	am := v.amendment(f.base)
	v.apply(am)
	for _, b := range f.blocks {
		if b.Type == "framework" {
			v.patch(am, b)
		}
	}
	return area{v.entries, v.amends}
}

// add adds a block, unless one of another directory has its address.
func (t *tree) add(out []*Entry, e *Entry, why *lang.Block) []*Entry {
	i := slices.IndexFunc(out, func(o *Entry) bool { return o.Address == e.Address })
	switch {
	case i < 0 || len(e.Block.Labels) == 0:
		return append(out, e)
	case out[i].Block.Header == e.Block.Header && slices.EqualFunc(out[i].Touched, e.Touched, func(a, b Touch) bool { return a.Amendment.At == b.Amendment.At }):
		out[i].wanted = out[i].wanted || e.wanted // brought in two ways
		return out
	case out[i].Block.Header != e.Block.Header && folderOf(out[i].Block) == folderOf(e.Block):
		return append(out, e) // reported with all others of one name
	}
	detail := "The directory that is named brings " + quote(e.Address) + ", and it stands here too. Rename one of them, remove one, or say with only what is brought."
	if why != nil && why.Type == "amend" {
		detail = "The directory that is amended has " + quote(e.Address) + ". To change it, put what is different into the amend block; to replace it, say remove = [" + quote(e.Address) + "] there, and write the new one inside it."
	}
	if out[i].Block.Header == e.Block.Header {
		detail = quote(e.Address) + " is brought twice, with other amendments each time. Bring it once."
	}
	notes := []diag.Note{note(out[i].Block.Header, "the other one")}
	at := e.Block.Header
	if why != nil {
		notes = append(notes, note(why.Header, "both are read because of this"))
	}
	t.l.problem(StandsInBoth, at, "block that stands in two directories", detail, notes...)
	return out
}

// folderOf is the directory that a block was written in.
func folderOf(b *lang.Block) string {
	name := b.Header.Filename
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return name[:i]
		}
	}
	return ""
}

// complete asks of every block that an amendment has touched, and of the
// framework, what the parser asks of all others.
func (t *tree) complete() {
	for _, e := range t.entries {
		if e.Block.Type == "framework" || len(e.Touched) > 0 {
			t.l.list = append(t.l.list, lang.Missing(e.Block)...)
		}
	}
}

// variants are the labelled amendments.
func (t *tree) variants() []Variant {
	var out []Variant
	seen := map[string]Range{}
	for _, e := range t.entries {
		if b := e.Block; b.Type == "amend" && len(b.Labels) > 0 {
			name, at := b.Label(0), b.Labels[0].Range
			if first, twice := seen[name]; twice {
				t.l.problem(DuplicateName, at, "variant "+quote(name)+" stands twice", "An amendment that has a name is a variant, and each variant has a name of its own. Rename one of them.", note(first, "the first one"))
				continue
			}
			if seen[name] = at; !variantRE.MatchString(name) {
				t.l.problem(WrongValue, at, "name of a variant that a command cannot take", "A variant is chosen with --variant NAME: its name has letters, digits, underscores and hyphens. A directory is named by its way, \"../2025\".")
				continue
			}
			a := t.amendment(b)
			out = append(out, Variant{Name: a.Name, Title: a.Title, Reason: a.Reason, Extends: a.Extends, At: a.At, Whole: b.Range})
		}
	}
	return out
}

var variantRE = regexp.MustCompile(`^[a-zA-Z0-9_][a-zA-Z0-9_-]*$`)

func (t *tree) amendment(b *lang.Block) *Amendment {
	return &Amendment{Name: b.Label(0), Title: t.l.text(b, "title"), Reason: t.l.text(b, "reason"), Extends: values(t.l.textItems(b, "extends")), At: b.Header, tree: b}
}

// variant applies the amendments that a variant is made of.
func (t *tree) variant(name string) {
	if name == "" {
		return
	}
	for _, b := range t.order(name) {
		t.apply(t.amendment(b))
	}
	for _, c := range t.clashes {
		t.disagree(name, c)
	}
}

func values(texts []*lang.Text) []string {
	var out []string
	for _, t := range texts {
		out = append(out, t.Value)
	}
	return out
}

package rules

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how an amendment is applied: first what it removes, then
// each of its blocks, which is a patch of the block with that address, or a new
// one. Attributes are replaced one by one, each as a whole; blocks inside are
// found by their kind and names, and patched in the same way.

// apply applies an amendment to the entries.
func (t *tree) apply(am *Amendment) {
	t.amends = append(t.amends, am)
	for _, n := range t.l.textItems(am.tree, "remove") {
		t.remove(am, n)
	}
	seen := map[string]Range{}
	for _, b := range am.tree.Blocks {
		at := address(b)
		if first, twice := seen[at]; twice {
			t.l.problem(DuplicateName, b.Header, "block amended twice", "An amendment says all about "+quote(at)+" in one place. Join the two blocks.", note(first, "the first one"))
			continue
		}
		seen[at] = b.Header
		t.patch(am, b)
	}
	if len(am.tree.Blocks) == 0 && am.tree.Attr("remove") == nil && am.tree.Attr("extends") == nil && !lang.IsDirectory(am.Name) {
		t.l.warn(NoChange, am.At, "amendment that changes nothing", quote(am.Name)+" has no patch, removes nothing and extends nothing, so that the variant is the base. Say what it changes, or remove it.")
	}
}

// patch applies one block of an amendment.
func (t *tree) patch(am *Amendment, b *lang.Block) {
	if len(b.Labels) == 0 && b.Type != "framework" {
		return // reported by the parser
	}
	at := address(b)
	i := slices.IndexFunc(t.entries, func(e *Entry) bool { return e.Address == at })
	if i < 0 {
		t.addNew(am, b)
		return
	}
	e := t.entries[i]
	p := &patch{t: t, am: am, touch: Touch{Amendment: am}, top: at}
	e.Block = clone(e.Block, false)
	if b.Type == "framework" && len(b.Labels) > 0 {
		e.Block.Labels = b.Labels
	}
	p.block(e.Block, b, at)
	p.touch.Inherited = kept(e.Block, "", p.touch.Set)
	t.touched(e, p.touch)
}

// touched notes a change on the block, and in the amendment, once for each.
func (t *tree) touched(e *Entry, now Touch) {
	am := now.Amendment
	for i, was := range e.Touched {
		if was.Amendment == am { // a removal before
			now.Removed, now.Set = append(was.Removed, now.Removed...), append(was.Set, now.Set...)
			now.Inherited = kept(e.Block, "", now.Set)
			e.Touched = slices.Delete(e.Touched, i, i+1)
			break
		}
	}
	e.Touched = append(e.Touched, now)
	change := Change{Address: e.Address, Touch: now}
	for i, c := range am.Changes {
		if c.Address == e.Address && !c.Dropped {
			am.Changes[i] = change
			return
		}
	}
	am.Changes = append(am.Changes, change)
}

// addNew adds a block that is not there, if it can stand by itself.
func (t *tree) addNew(am *Amendment, b *lang.Block) {
	at := address(b)
	if was := t.removedBy(at); was != nil && was.by != am.tree && !t.after(am.tree, was.by) {
		t.clashes[at] = clash{at, was, &edit{am.tree, b.Header, ""}}
		return
	}
	if !t.standsAlone(b) || t.otherKind(b) != nil {
		t.nothingToAmend(b)
		return
	}
	t.settle(am.tree, at)
	p := &patch{t: t, am: am, top: at}
	p.recordAll(b, at)
	e := &Entry{Address: at, Block: clone(b, true)}
	t.entries = append(t.entries, e)
	t.touched(e, Touch{Amendment: am, Added: true})
}

// standsAlone reports whether a block says enough to be a new one.
func (t *tree) standsAlone(b *lang.Block) bool {
	if b.Broken {
		return true // what is missing may be what was left out
	}
	for _, a := range b.Schema.Attrs {
		if a.Required && b.Attr(a.Name) == nil {
			return false
		}
	}
	if b.Schema.Block("rule") == nil || b.Type == "ladder" {
		return true
	}
	for _, name := range []string{"value", "case", "score", "members", "of", "member", "table", "rules", "rule", "bands", "unpublished", "adjust"} {
		if has(b, name) {
			return true
		}
	}
	return false
}

// otherKind is a quantity of another kind that has the name of a new block.
func (t *tree) otherKind(b *lang.Block) *Entry {
	quantities := []string{"input", "parameter", "derive", "indicator", "group", "rating"}
	for _, e := range t.entries {
		if slices.Contains(quantities, b.Type) && slices.Contains(quantities, e.Block.Type) && e.Block.Label(0) == b.Label(0) {
			return e
		}
	}
	return nil
}

func (t *tree) nothingToAmend(b *lang.Block) {
	at := address(b)
	d := t.l.problem(NothingToAmend, b.Header, "no "+b.Type+" "+quote(b.Label(0))+" to amend", "What is amended has no "+quote(at)+", and for a new block this one does not say enough.")
	if e := t.otherKind(b); e != nil {
		d.Detail = quote(b.Label(0)) + " is of another kind: write " + e.Block.Type + " " + quote(b.Label(0)) + " to amend it."
		d.Notes = []diag.Note{note(e.Block.Header, "it stands here")}
		return
	}
	var known []string
	for _, e := range t.entries {
		if e.Block.Type == b.Type {
			known = append(known, e.Block.Label(0))
		}
	}
	if n := diag.Nearest(b.Label(0), known); n != "" && len(b.Labels) > 0 {
		d.Fix = t.l.suggest(n, b.Labels[0].Range)
	} else if len(known) > 0 && len(known) <= 12 {
		d.Detail += " It has: " + strings.Join(known, ", ") + "."
	}
}

// patch is the application of one block of an amendment.
type patch struct {
	t     *tree
	am    *Amendment
	touch Touch
	top   string // the address of the block at the top of the file
}

// block patches one block by another; at is its address.
func (p *patch) block(to, from *lang.Block, at string) {
	to.Broken = to.Broken || from.Broken
	p.ways(to, from, at)
	for _, a := range from.Attrs {
		if a != mark(from) {
			p.attr(to, a, at)
		}
	}
	for _, n := range from.Blocks {
		p.nested(to, n, at)
	}
}

func (p *patch) attr(to *lang.Block, a *lang.Attr, at string) {
	p.set(at+"."+a.Name, a.NameAt, p.t.written(a))
	i := slices.IndexFunc(to.Attrs, func(o *lang.Attr) bool { return o.Name == a.Name })
	if i < 0 {
		to.Attrs = append(to.Attrs, a)
		return
	}
	if was := to.Attrs[i]; p.t.written(was) == p.t.written(a) {
		p.t.l.warn(NoChange, a.Range, "attribute that is set to what it is", quote(at+"."+a.Name)+" has this value already. Remove the line, or write what it should be.", note(was.Range, "it has it here"))
	}
	to.Attrs[i] = a
}

// set notes that the amendment says what stands at an address.
func (p *patch) set(at string, place Range, text string) {
	p.touch.Set = append(p.touch.Set, strings.TrimPrefix(at, p.top+"."))
	p.t.record(p.am.tree, at, place, text)
}

// nested patches a block inside another, or adds it.
func (p *patch) nested(to, n *lang.Block, at string) {
	at = nestedAt(at, n)
	alike := siblings(to, n)
	switch {
	case len(alike) > 1:
		p.t.l.unclear(n.Header, at, alike)
		return
	case len(alike) == 0:
		if was := p.t.removedBy(at); was != nil && was.by != p.am.tree && !p.t.after(p.am.tree, was.by) {
			p.t.clashes[at] = clash{at, was, &edit{p.am.tree, n.Header, ""}}
			return
		}
		p.t.settle(p.am.tree, at)
		p.recordAll(n, at)
		p.touch.Set = append(p.touch.Set, strings.TrimPrefix(at, p.top+"."))
		p.insert(to, n, clone(n, true))
		return
	}
	if a := mark(n); a != nil {
		to.Blocks = slices.DeleteFunc(to.Blocks, func(b *lang.Block) bool { return b == alike[0] })
		p.set(at+".before", n.Header, p.t.written(a))
		p.insert(to, n, alike[0])
	}
	p.block(alike[0], n, at)
}

// siblings are the blocks inside another that a block inside a patch means. A
// rule that is known by its level alone may have a name as well.
func siblings(in, n *lang.Block) []*lang.Block {
	var full, part []*lang.Block
	for _, b := range in.Of(n.Type) {
		if slices.EqualFunc(b.Labels, n.Labels, func(x, y lang.Label) bool { return x.Text == y.Text }) {
			full = append(full, b)
		} else if len(n.Labels) == 1 && b.Label(0) == n.Label(0) {
			part = append(part, b)
		}
	}
	if len(full) > 0 {
		return full
	}
	return part
}

// insert puts a block where "before" says, else before the one that takes what
// is left (otherwise), else behind the last one of its kind.
func (p *patch) insert(to, from, b *lang.Block) {
	at := len(to.Blocks)
	for i, o := range to.Blocks {
		if o.Type == b.Type && takesRest(o) && !takesRest(b) {
			at = i
			break
		}
		if o.Type == b.Type {
			at = i + 1
		}
	}
	if a := mark(from); a != nil {
		if x := p.before(to, from, a); x != nil {
			at = slices.Index(to.Blocks, x)
		}
	}
	to.Blocks = slices.Insert(to.Blocks, at, b)
}

// before finds the block that another one is put before.
func (p *patch) before(to, from *lang.Block, a *lang.Attr) *lang.Block {
	t, ok := a.Value.(*lang.Text)
	if !ok {
		p.t.l.wrong(a, "a text in quotes: the name of the "+from.Type+" that comes next")
		return nil
	}
	f, ok := longest(to, to.Of(from.Type), t.Value)
	if ok && f.unclear {
		p.t.l.unclear(t.At, from.Type+"."+t.Value, f.nested)
		return nil
	}
	if ok && f.attr == nil && len(f.nested) == 1 {
		return f.nested[0]
	}
	var known []string
	for _, o := range to.Of(from.Type) {
		known = append(known, strings.TrimPrefix(nestedAt("", o), "."+o.Type+"."))
	}
	d := p.t.l.problem(NoPlace, t.At, "no "+from.Type+" "+quote(t.Value)+" to stand before", quote("before")+" names a "+from.Type+" of the same block.")
	if n := diag.Nearest(t.Value, known); n != "" {
		d.Fix = p.t.l.suggest(n, t.At)
	} else if len(known) > 0 {
		d.Detail += " It has: " + strings.Join(known, ", ") + "."
	}
	return nil
}

// mark is the attribute "before" of a block inside a patch: it says where the
// block goes, and is no part of it.
func mark(b *lang.Block) *lang.Attr {
	if b.Schema.Attr("before") != nil || b.Schema.Free {
		return nil
	}
	return b.Attr("before")
}

// takesRest reports that a rule or case takes what no other one took.
func takesRest(b *lang.Block) bool {
	for _, a := range b.Attrs {
		switch v := a.Value.(type) {
		case *lang.Text:
			if a.Name == "requires" && strings.TrimSpace(v.Value) == "otherwise" {
				return true
			}
		case *lang.Name:
			if a.Name == "when" && v.Name == "otherwise" {
				return true
			}
		}
	}
	return false
}

// recordAll notes every attribute of a block that is new.
func (p *patch) recordAll(b *lang.Block, at string) {
	for _, a := range b.Attrs {
		p.t.record(p.am.tree, at+"."+a.Name, a.NameAt, p.t.written(a))
	}
	for _, n := range b.Blocks {
		p.recordAll(n, nestedAt(at, n))
	}
}

// written is the value of an attribute as it stands in its file.
func (t *tree) written(a *lang.Attr) string {
	src, r := t.l.src(a.Range), a.Range
	if r.Start.Byte < 0 || r.End.Byte > len(src) || r.Start.Byte > r.End.Byte {
		return ""
	}
	_, value, _ := strings.Cut(string(src[r.Start.Byte:r.End.Byte]), "=")
	return strings.Join(strings.Fields(value), " ")
}

// clone copies a block, so that it can be patched; its attributes are shared.
// Without marks it is a block outside an amendment, which has no "before".
func clone(b *lang.Block, unmarked bool) *lang.Block {
	c := *b
	c.Attrs = slices.Clone(b.Attrs)
	if unmarked {
		c.Attrs = slices.DeleteFunc(c.Attrs, func(a *lang.Attr) bool { return a == mark(b) })
	}
	c.Blocks = nil
	for _, n := range b.Blocks {
		c.Blocks = append(c.Blocks, clone(n, unmarked))
	}
	return &c
}

// kept are the attributes of a block, and the blocks in it, that none of what is
// set has changed.
func kept(b *lang.Block, at string, set []string) []string {
	var out []string
	for _, a := range b.Attrs {
		if !slices.Contains(set, at+a.Name) {
			out = append(out, at+a.Name)
		}
	}
	for _, n := range b.Blocks {
		name := strings.TrimPrefix(nestedAt("", n), ".")
		switch {
		case slices.Contains(set, at+name):
		case slices.ContainsFunc(set, func(s string) bool { return strings.HasPrefix(s, at+name+".") }):
			out = append(out, kept(n, at+name+".", set)...)
		default:
			out = append(out, at+name)
		}
	}
	return out
}

package rules

import (
	"path"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how what a directory comes to is written as one rule file: each
// block as it stands in its file, or if an amendment has touched it put together
// from its attributes as they stand in theirs. What is written loads to the same
// framework.

// Text writes the blocks as one rule file, laid out. Comments say which amendment
// has changed what, and why. With an address only what it names is written; ok is
// false if there is no such thing.
func (r *Resolved) Text(at string) (text []byte, ok bool) {
	w := &writer{r: r}
	if at == "" {
		w.head()
		for _, e := range r.Entries {
			w.entry(e)
		}
	} else if ok := w.only(at); !ok {
		return nil, false
	}
	out, _ := lang.Format("shown"+lang.Extension, []byte(w.out.String()))
	return out, true
}

// Addresses are those of all blocks and what is in them, in order.
func (r *Resolved) Addresses() []string {
	var out []string
	for _, e := range r.Entries {
		out = append(out, addresses(e.Address, e.Block)...)
	}
	return out
}

type writer struct {
	r   *Resolved
	out strings.Builder
}

// head says what the file is made of, where it is not the directory alone.
func (w *writer) head() {
	r := w.r
	if r.Variant != "" {
		w.comment("The variant " + r.Variant + ".")
	}
	for _, a := range r.Amends {
		w.comment("Amendment " + a.Name + reasonText(a))
		for _, c := range a.Changes {
			if c.Dropped {
				w.comment("  removes " + c.Address)
			}
		}
	}
	for _, name := range w.foreign() {
		w.comment("Reads " + name + ": put a copy of it beside this file.")
	}
	if w.out.Len() > 0 {
		w.out.WriteString("\n")
	}
}

func reasonText(a *Amendment) string {
	if a.Reason == "" {
		return "."
	}
	return ": " + a.Reason
}

// foreign are the files that blocks of other directories name.
func (w *writer) foreign() []string {
	var out []string
	for _, e := range w.r.Entries {
		for _, name := range []string{"csv", "data"} {
			a := e.Block.Attr(name)
			if a == nil {
				continue
			}
			t, ok := a.Value.(*lang.Text)
			if dir := path.Dir(a.Range.Filename); ok && dir != "." && !slices.Contains(out, dir+"/"+t.Value) {
				out = append(out, dir+"/"+t.Value)
			}
		}
	}
	return out
}

// comment writes a text as comments of some 100 columns.
func (w *writer) comment(text string) {
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	line := "# " + indent
	for i, word := range strings.Fields(strings.Map(printable, text)) {
		if i > 0 && len(line)+len(word) > 98 {
			w.out.WriteString(line + "\n")
			line = "#   " + indent
		} else if i > 0 {
			line += " "
		}
		line += word
	}
	w.out.WriteString(line + "\n")
}

func printable(c rune) rune {
	if c < ' ' || c == 0x7f {
		return ' '
	}
	return c
}

func (w *writer) entry(e *Entry) {
	w.story(e)
	w.block(e.Block, len(e.Touched) > 0)
	w.out.WriteString("\n")
}

// story is what is said about a block: where it is from, and what was changed.
func (w *writer) story(e *Entry) {
	own := w.r.dir.own.blocks
	if !slices.Contains(own, e.Block) && folderOf(e.Block) != "" {
		w.comment("From " + e.Block.Header.Filename + ".")
	}
	for _, t := range e.Touched {
		by := t.Amendment.Name
		if t.Added {
			w.comment("Added by " + by + reasonText(t.Amendment))
			continue
		}
		var did []string
		if len(t.Set) > 0 {
			did = append(did, "sets "+strings.Join(t.Set, ", "))
		}
		if len(t.Removed) > 0 {
			did = append(did, "removes "+strings.Join(t.Removed, ", "))
		}
		w.comment(by + " " + strings.Join(did, " and ") + reasonText(t.Amendment))
		if len(t.Inherited) > 0 {
			w.comment("  Inherited: " + strings.Join(t.Inherited, ", ") + ".")
		}
	}
}

// block writes a block: as it stands, or put together.
func (w *writer) block(b *lang.Block, together bool) {
	if !together {
		w.out.WriteString(w.text(b.Range) + "\n")
		return
	}
	w.out.WriteString(b.Type)
	for _, l := range b.Labels {
		w.out.WriteString(" " + w.text(l.Range))
	}
	if len(b.Attrs) == 1 && len(b.Blocks) == 0 && !strings.Contains(w.text(b.Attrs[0].Range), "\n") {
		w.out.WriteString(" { " + w.text(b.Attrs[0].Range) + " }\n")
		return
	}
	w.out.WriteString(" {\n")
	for _, a := range b.Attrs {
		w.attr(a)
	}
	for _, n := range b.Blocks {
		w.block(n, true)
	}
	w.out.WriteString("}\n")
}

func (w *writer) attr(a *lang.Attr) {
	w.out.WriteString(strings.TrimRight(w.text(a.Range), " \t\r\n") + "\n")
}

func (w *writer) text(r Range) string {
	src := w.r.dir.Sources[r.Filename]
	if r.Start.Byte < 0 || r.End.Byte > len(src) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return strings.ReplaceAll(string(src[r.Start.Byte:r.End.Byte]), "\r\n", "\n")
}

// only writes what an address names.
func (w *writer) only(at string) bool {
	t := &tree{entries: w.r.Entries}
	e, f, ok := t.find(at)
	switch {
	case !ok:
		return false
	case f.attr == nil && f.nested == nil && f.block == e.Block:
		w.entry(e)
		return true
	}
	w.story(e)
	if f.attr != nil {
		w.attr(f.attr)
	}
	for _, n := range f.nested {
		w.block(n, len(e.Touched) > 0)
	}
	return true
}

// EachAttr tells of every attribute of the block, and of the blocks inside it,
// with the place where it was written.
func (e *Entry) EachAttr(tell func(address string, at Range)) {
	var each func(at string, b *lang.Block)
	each = func(at string, b *lang.Block) {
		for _, a := range b.Attrs {
			tell(at+"."+a.Name, a.Range)
		}
		for _, n := range b.Blocks {
			each(nestedAt(at, n), n)
		}
	}
	each(e.Address, e.Block)
}

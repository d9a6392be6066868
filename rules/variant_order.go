package rules

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines in which order joined amendments are applied, and when two
// of them disagree.
//
// An amendment comes after all that it extends, and what it says holds over
// that. Two amendments of which neither extends the other have no order: where
// they set one attribute differently, or one removes what the other changes, it
// is an error, unless a third that extends both says what holds.

// edit is what an amendment last did at an address.
type edit struct {
	by   *lang.Block
	at   Range
	text string // the value as written; removed is gone
}

// gone is the text of what is removed; no value is written so.
const gone = "\x00"

// clash is two edits of amendments without an order.
type clash struct {
	address string
	a, b    *edit
}

// order gives the amendments of a variant, each after what it extends.
func (t *tree) order(name string) []*lang.Block {
	known := map[string]*lang.Block{}
	for _, e := range t.entries {
		if e.Block.Type == "amend" && known[e.Block.Label(0)] == nil {
			known[e.Block.Label(0)] = e.Block
		}
	}
	var out, path []*lang.Block
	var visit func(b *lang.Block)
	visit = func(b *lang.Block) {
		if slices.Contains(out, b) {
			return
		}
		path = append(path, b)
		t.extends[b] = map[*lang.Block]bool{}
		for _, n := range t.l.textItems(b, "extends") {
			to := known[n.Value]
			switch {
			case to == nil:
				t.unknownVariant(n, known)
			case slices.Contains(path, to):
				t.l.problem(UnknownVariant, n.At, "amendments that extend each other", quote(b.Label(0))+" extends "+quote(n.Value)+", which builds on "+quote(b.Label(0))+" itself. Remove one of the two.", note(to.Header, "it stands here"))
			default:
				visit(to)
				t.extends[b][to] = true
				for x := range t.extends[to] {
					t.extends[b][x] = true
				}
			}
		}
		path = path[:len(path)-1]
		out = append(out, b)
	}
	if b := known[name]; b != nil {
		visit(b)
	}
	return out
}

func (t *tree) unknownVariant(n *lang.Text, known map[string]*lang.Block) {
	d := t.l.problem(UnknownVariant, n.At, "unknown amendment "+quote(n.Value), "There is no amendment named "+quote(n.Value)+" in this directory.")
	if lang.IsDirectory(n.Value) {
		d.Detail = quote("extends") + " joins amendments of this directory, by name. A directory is amended by an amend block of its own."
	} else if near := diag.Nearest(n.Value, keys(known)); near != "" {
		d.Fix = t.l.suggest(near, n.At)
	} else if len(known) <= 12 {
		d.Detail += " It has: " + strings.Join(keys(known), ", ") + "."
	}
}

// record notes what an amendment does at an address, and whether one without an
// order did something else there.
func (t *tree) record(by *lang.Block, address string, at Range, text string) {
	now := &edit{by, at, text}
	t.settle(by, address)
	if was := t.edits[address]; was != nil && was.by != by && was.text != text && !t.after(by, was.by) {
		t.clashes[address] = clash{address, was, now}
	}
	t.edits[address] = now
}

// recordGone is record for what is removed, with all that is in it.
func (t *tree) recordGone(by *lang.Block, address string, at Range) {
	for _, inside := range keys(t.edits) {
		if was := t.edits[inside]; strings.HasPrefix(inside, address+".") && was.text != gone {
			t.record(by, inside, at, gone)
		}
	}
	t.record(by, address, at, gone)
}

// after reports that an amendment extends another.
func (t *tree) after(b, other *lang.Block) bool { return t.extends[b][other] }

// removedBy is who removed what stood at an address, or what it stood in.
func (t *tree) removedBy(address string) *edit {
	for {
		if e := t.edits[address]; e != nil && e.text == gone {
			return e
		}
		i := strings.LastIndexByte(address, '.')
		if i < 0 {
			return nil
		}
		address = address[:i]
	}
}

// disagree reports two amendments that say different things.
func (t *tree) disagree(variant string, c clash) {
	a, b := c.a.by.Label(0), c.b.by.Label(0)
	did := func(e *edit) string {
		if e.text == gone {
			return "removes it"
		}
		return "sets it"
	}
	summary := "amendments that disagree about " + quote(c.address)
	detail := quote(a) + " " + did(c.a) + ", and " + quote(b) + " " + did(c.b) + " differently; neither extends the other."
	if c.b.text == gone || c.a.text == gone {
		detail = quote(a) + " " + did(c.a) + ", and " + quote(b) + " " + did(c.b) + "; neither extends the other."
	}
	detail += " Say in " + quote(variant) + " what holds, or let one of them extend the other."
	notes := []diag.Note{note(c.a.at, quote(a)+" "+did(c.a)+" here")}
	for _, v := range t.amends {
		if v.Name == variant {
			notes = append(notes, note(v.At, quote(variant)+" joins them"))
		}
	}
	t.l.problem(Disagreement, c.b.at, summary, detail, notes...)
}

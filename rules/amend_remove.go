package rules

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines what an amendment takes away, and the things of which a
// block has one only: who adds one must take the other away.

// find gives the entry that an address begins with, and what in it is named.
func (t *tree) find(at string) (*Entry, found, bool) {
	typ, name, _ := strings.Cut(at, ".")
	var best *Entry
	rest := ""
	for _, e := range t.entries {
		if e.Block.Type != typ {
			continue
		}
		if typ == "framework" {
			best, rest = e, name
			break
		}
		if left, ok := after(name, e.Block, 1); ok && (best == nil || len(left) < len(rest)) {
			best, rest = e, left
		}
	}
	if best == nil {
		return nil, found{}, false
	}
	f, ok := within(best.Block, rest)
	return best, f, ok
}

// remove takes away what an address names.
func (t *tree) remove(am *Amendment, n *lang.Text) {
	if n.Value == "test" {
		t.removeTests(am, n)
		return
	}
	e, f, ok := t.find(n.Value)
	if was := t.removedBy(n.Value); !ok && was != nil && was.by != am.tree && !t.after(am.tree, was.by) {
		return // another amendment that is joined removes it too
	}
	settled := t.settle(am.tree, n.Value)
	switch {
	case !ok && settled: // it is gone already, and this says that it is to be
		return
	case !ok:
		t.nothingToRemove(n)
		return
	case f.unclear:
		t.l.unclear(n.At, n.Value, f.nested)
		return
	case f.block == e.Block && f.attr == nil && f.nested == nil:
		t.drop(am, e, n)
		return
	}
	e.Block = clone(e.Block, false)
	f, _ = within(e.Block, strings.TrimPrefix(strings.TrimPrefix(n.Value, e.Address), "."))
	f.block.Attrs = slices.DeleteFunc(f.block.Attrs, func(a *lang.Attr) bool { return a == f.attr })
	f.block.Blocks = slices.DeleteFunc(f.block.Blocks, func(b *lang.Block) bool { return slices.Contains(f.nested, b) })
	t.recordGone(am.tree, n.Value, n.At)
	now := Touch{Amendment: am, Removed: []string{strings.TrimPrefix(n.Value, e.Address+".")}}
	now.Inherited = kept(e.Block, "", nil)
	t.touched(e, now)
}

// removeTests takes away all tests: those of another version seldom hold.
func (t *tree) removeTests(am *Amendment, n *lang.Text) {
	var tests []*Entry
	for _, e := range t.entries {
		if e.Block.Type == "test" {
			tests = append(tests, e)
		}
	}
	if len(tests) == 0 && t.removedBy(n.Value) == nil {
		t.nothingToRemove(n)
	}
	for _, e := range tests {
		t.drop(am, e, n)
	}
}

// drop takes away a block at the top of a file.
func (t *tree) drop(am *Amendment, e *Entry, n *lang.Text) {
	if e.Block.Type == "framework" {
		t.l.problem(NothingToRemove, n.At, "removal of the framework itself", "A version or a variant is still a framework. Remove single attributes of it, such as \"framework.publisher\".")
		return
	}
	t.recordGone(am.tree, n.Value, n.At)
	t.entries = slices.DeleteFunc(slices.Clone(t.entries), func(o *Entry) bool { return o == e })
	am.Changes = append(am.Changes, Change{Address: e.Address, Dropped: true, Touch: Touch{Amendment: am}})
}

func (t *tree) nothingToRemove(n *lang.Text) {
	d := t.l.problem(NothingToRemove, n.At, "nothing to remove at "+quote(n.Value), "What is amended has no "+quote(n.Value)+". An address is a kind and a name, and what is in it, with dots between: \"indicator.falls_rate.round\".")
	if was := t.removedBy(n.Value); was != nil {
		d.Detail = quote(n.Value) + " has been removed already. Remove it once."
		d.Notes = []diag.Note{note(was.at, "it is removed here")}
		return
	}
	var known []string
	for _, e := range t.entries {
		known = append(known, addresses(e.Address, e.Block)...)
	}
	if near := diag.Nearest(n.Value, known); near != "" {
		d.Fix = t.l.suggest(near, n.At)
	}
}

// settle forgets the disagreements at and below an address that an amendment
// has decided, because it extends both sides, and reports whether there were any.
func (t *tree) settle(by *lang.Block, at string) (any bool) {
	for key, c := range t.clashes {
		if (key == at || strings.HasPrefix(key, at+".")) && t.after(by, c.a.by) && t.after(by, c.b.by) {
			delete(t.clashes, key)
			any = true
		}
	}
	return any
}

// unclear reports an address that several blocks have.
func (l *loader) unclear(at Range, name string, all []*lang.Block) {
	var notes []diag.Note
	named := len(all[0].Labels) > 1
	for _, b := range all {
		notes = append(notes, note(b.Header, "this one?"))
		named = named && len(b.Labels) == len(all[0].Labels)
	}
	what := "Name the one that is meant: " + quote(nestedAt("", all[0])[1:]) + "."
	if !named {
		what = "Give them names where they stand (rule \"good\" \"by_count\"), and name the one that is meant."
	}
	l.problem(Unclear, at, "address that several blocks have", quote(name)+" could mean any of "+diag.Plural(len(all), "block", "blocks")+". "+what, notes...)
}

// ways are the things that a block says in one of several ways.
var ways = []struct {
	kinds []string
	of    []string
}{
	{[]string{"derive", "indicator", "group", "rating"}, []string{"value", "case", "score"}},
	{[]string{"derive", "indicator", "group", "rating"}, []string{"bands", "points", "interpolate", "rules", "rule", "table"}},
	{[]string{"derive", "indicator", "group", "rating"}, []string{"members", "of", "member"}},
	{[]string{"cut_points"}, []string{"fixed", "quantile", "kmeans"}},
	{[]string{"entity"}, []string{"rows", "csv"}},
	{[]string{"parameter"}, []string{"value", "per", "at"}},
	{[]string{"table"}, []string{"rows", "grid", "csv", "at"}},
	{[]string{"limit"}, []string{"at_most", "at_least", "exactly"}},
	{[]string{"points"}, []string{"above", "at_least", "below", "at_most"}},
}

// ways reports that an amendment says in a second way what a block says already.
func (p *patch) ways(to, from *lang.Block, at string) {
	for _, w := range ways {
		if !slices.Contains(w.kinds, to.Type) {
			continue
		}
		for _, name := range w.of {
			for _, other := range w.of {
				if other != name && has(from, name) && !has(from, other) && has(to, other) {
					p.twoWays(placeOf(from, name), placeOf(to, other), quote(name)+" beside "+quote(other), at+"."+other)
				}
			}
		}
	}
}

func (p *patch) twoWays(now, was Range, summary, gone string) {
	p.t.l.problem(TwoWays, now, summary, "The block says this already in another way, and an amendment takes nothing away in silence. Say in the amendment what goes: remove = ["+quote(gone)+"].", note(was, "it stands here"))
}

// has reports that a block has an attribute, or blocks inside, of that name.
func has(b *lang.Block, name string) bool { return b.Attr(name) != nil || len(b.Of(name)) > 0 }

func placeOf(b *lang.Block, name string) Range {
	if a := b.Attr(name); a != nil {
		return a.Range
	}
	return b.Of(name)[0].Header
}

// inherits tells what the blocks that an amendment touches keep.
func (l *loader) inherits(am *Amendment) {
	var lines []string
	for _, c := range am.Changes {
		if !c.Dropped && !c.Added && len(c.Inherited) > 0 && c.Address != "framework" {
			lines = append(lines, c.Address+" keeps "+strings.Join(c.Inherited, ", ")+".")
		}
	}
	if len(lines) == 0 {
		return
	}
	d := l.problem(Inherits, am.At, "what the amended blocks keep", strings.Join(lines, "\n"))
	d.Severity = diag.Info
}

// textItems reads texts or a list of them, each with its place.
func (l *loader) textItems(b *lang.Block, attr string) []*lang.Text {
	a := b.Attr(attr)
	if a == nil {
		return nil
	}
	items := []lang.Expr{a.Value}
	if li, ok := a.Value.(*lang.List); ok {
		items = li.Items
	}
	var out []*lang.Text
	for _, i := range items {
		if t, ok := i.(*lang.Text); ok {
			out = append(out, t)
			continue
		}
		d := l.problem(WrongValue, i.Range(), "wrong kind of value for "+quote(attr), quote(attr)+" takes a text in quotes, or a list of them.")
		if s := lang.Source(i); s != "this expression" {
			d.Fix = &diag.Fix{Summary: "Put it in quotes", Edits: []diag.Edit{{Range: i.Range(), Text: quote(s)}}}
		}
	}
	return out
}

package rules

import (
	"cmp"
	"slices"
	"strings"
)

// This file defines what differs between two frameworks in what they say, not in
// how their files are written: statement by statement, by address.

// DifferenceKind says how a statement, or a block, is different.
type DifferenceKind int

const (
	Added DifferenceKind = iota
	Removed
	Changed
	Renamed // another name, and nothing else
	Wording // words for people: no result moves
	Through // its own statements are the same; something that it reads is different
)

var changeKinds = [...]string{"added", "removed", "changed", "renamed", "wording", "through"}

// String gives the word that every output uses.
func (k DifferenceKind) String() string { return changeKinds[k] }

// Difference is one thing that differs.
type Difference struct {
	Kind     DifferenceKind
	Address  string // in the later framework; of what was removed, in the earlier one
	Block    string // the part that it belongs to: "rating.overall"
	What     string // the rest of the address
	Was      string // of what was renamed: the address that it had
	Old, New string // what was said and what is said, as people read it
	By       string // of a number, how much more: "+0.5"
	Whole    bool   // the whole block was added or removed
	Through  []string
	OldAt    Range
	NewAt    Range
}

// Means reports whether the change can move a result by itself.
func (c Difference) Means() bool { return c.Kind == Added || c.Kind == Removed || c.Kind == Changed }

// Compare lists what differs from a to b, by address. A block, or a rule, limit
// or step of one, that has another name and is otherwise as it was is renamed.
func Compare(a, b *Framework) []Difference {
	return (&comparison{old: a.Meaning(), now: b.Meaning()}).all(b)
}

// all makes the comparison; b is the later framework.
func (c *comparison) all(b *Framework) []Difference {
	c.renameBlocks()
	c.renameParts()
	c.statements()
	c.through(b)
	slices.SortStableFunc(c.out, func(x, y Difference) int {
		return cmp.Or(strings.Compare(x.Block, y.Block), strings.Compare(x.Address, y.Address))
	})
	return c.out
}

type comparison struct {
	old, now []Statement
	out      []Difference
}

// byBlock gives the statements of each block.
func byBlock(list []Statement) map[string][]Statement {
	out := map[string][]Statement{}
	for _, s := range list {
		out[s.Block] = append(out[s.Block], s)
	}
	return out
}

// only lists the keys of a that b has not, in order.
func only(a, b map[string][]Statement) []string {
	var out []string
	for k := range a {
		if _, both := b[k]; !both {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// renameBlocks finds blocks with another name, and gives the earlier statements
// the later names. What reads a renamed block is then the same too, so that
// blocks renamed together are found one after the other.
func (c *comparison) renameBlocks() {
	for range len(c.old) {
		old, now := byBlock(c.old), byBlock(c.now)
		gone, came := only(old, now), only(now, old)
		found := false
		for _, g := range gone {
			var like []string
			for _, n := range came {
				if sameBut(old[g], now[n], g, n) {
					like = append(like, n)
				}
			}
			if len(like) == 1 {
				c.rename(old[g], now[like[0]])
				found = true
				break
			}
		}
		if !found {
			return
		}
	}
}

// kindName sets a block's address apart: rating and overall.
func kindName(block string) (kind, name string) {
	kind, name, _ = strings.Cut(block, ".")
	return kind, name
}

// sameBut reports whether two blocks of one kind say the same but for their names.
func sameBut(old, now []Statement, was, is string) bool {
	k1, n1 := kindName(was)
	k2, n2 := kindName(is)
	if k1 != k2 || n1 == "" || k1 == "source" || k1 == "chapter" {
		return false
	}
	return slices.EqualFunc(meant(old), meant(now), func(x, y Statement) bool {
		return renamedIn(x.What, n1, n2, true) == y.What && renamedIn(x.Text, n1, n2, false) == y.Text
	})
}

// meant are the statements that are not only words.
func meant(list []Statement) []Statement {
	var out []Statement
	for _, s := range list {
		if !s.Words {
			out = append(out, s)
		}
	}
	return out
}

// rename records a block with another name and carries the name through all that
// the earlier framework says.
func (c *comparison) rename(old, now []Statement) {
	was, is := old[0].Block, now[0].Block
	_, n1 := kindName(was)
	_, n2 := kindName(is)
	c.out = append(c.out, Difference{Kind: Renamed, Address: is, Block: is, Was: was, Old: n1, New: n2, OldAt: old[0].At, NewAt: now[0].At})
	for i, s := range c.old {
		if s.Block == was {
			s.Block = is
		}
		s.What, s.Text = renamedIn(s.What, n1, n2, true), renamedIn(s.Text, n1, n2, false)
		c.old[i] = s
	}
}

// renamedIn replaces a name in a text, outside quotes. Behind a full stop stands
// a level or a member, which another thing of the same name is not; in an address
// all names count.
func renamedIn(text, was, is string, all bool) string {
	if !strings.Contains(text, was) {
		return text
	}
	var out strings.Builder
	for _, t := range tokens(text) {
		if t.name && t.text == was && (all || !t.dotted) {
			t.text = is
		}
		out.WriteString(t.text)
	}
	return out.String()
}

// parted are the parts of blocks that have names of their own.
var parted = []string{"limit", "step", "case", "rule", "mark", "override"}

// partOf is the part that a statement belongs to, such as "limit.breach".
func partOf(what string) string {
	kind, rest, ok := strings.Cut(what, ".")
	if !ok || !slices.Contains(parted, kind) {
		return ""
	}
	for _, end := range []string{".because", ".source", ".when", ".value", ".at_most", ".at_least", ".exactly", ".undecided", ".needs", ".label"} {
		rest = strings.TrimSuffix(rest, end)
	}
	return kind + "." + rest
}

// renameParts finds rules, steps and limits with another name within a block.
func (c *comparison) renameParts() {
	old, now := byBlock(c.old), byBlock(c.now)
	var blocks []string
	for b := range now {
		blocks = append(blocks, b)
	}
	slices.Sort(blocks)
	for _, b := range blocks {
		was, is := byPart(old[b]), byPart(now[b])
		for _, g := range only(was, is) {
			var like []string
			for _, n := range only(is, was) {
				if samePart(was[g], is[n], g, n) {
					like = append(like, n)
				}
			}
			if len(like) == 1 {
				c.renamePart(b, was[g], is[like[0]], g, like[0])
				delete(was, g)
				delete(is, like[0])
			}
		}
	}
}

func byPart(list []Statement) map[string][]Statement {
	out := map[string][]Statement{}
	for _, s := range list {
		if p := partOf(s.What); p != "" {
			out[p] = append(out[p], s)
		}
	}
	return out
}

func samePart(old, now []Statement, was, is string) bool {
	k1, _ := kindName(was)
	k2, _ := kindName(is)
	if k1 != k2 || k1 == "rule" && levelOf(was) != levelOf(is) || k1 == "mark" {
		return false
	}
	old, now = meant(old), meant(now)
	return len(old) > 0 && slices.EqualFunc(old, now, func(x, y Statement) bool {
		return strings.TrimPrefix(x.What, was) == strings.TrimPrefix(y.What, is) && x.Text == y.Text
	})
}

// levelOf is the level that a rule gives: rule.good or rule.good.by_count.
func levelOf(part string) string {
	_, rest := kindName(part)
	level, _, _ := strings.Cut(rest, ".")
	return level
}

func (c *comparison) renamePart(block string, old, now []Statement, was, is string) {
	c.out = append(c.out, Difference{Kind: Renamed, Address: block + "." + is, Block: block, What: is, Was: block + "." + was,
		Old: lastName(was), New: lastName(is), OldAt: old[0].At, NewAt: now[0].At})
	kind, _ := kindName(was)
	for i, s := range c.old {
		if s.Block != block {
			continue
		}
		if rest, ok := strings.CutPrefix(s.What, was); ok && (rest == "" || rest[0] == '.') {
			s.What = is + rest
		} else if s.What == kind+" order" {
			s.Text = reordered(s.Text, strings.TrimPrefix(was, kind+"."), strings.TrimPrefix(is, kind+"."))
		}
		c.old[i] = s
	}
}

func lastName(part string) string { return part[strings.LastIndexByte(part, '.')+1:] }

// reordered replaces one name in a list of names.
func reordered(list, was, is string) string {
	names := strings.Split(list, ", ")
	for i, n := range names {
		if n == was {
			names[i] = is
		}
	}
	return strings.Join(names, ", ")
}

// statements compares what is said at each address.
func (c *comparison) statements() {
	old, now := byBlock(c.old), byBlock(c.now)
	at := map[string]Statement{}
	for _, s := range c.old {
		at[s.Address()] = s
	}
	for _, s := range c.now {
		was, both := at[s.Address()]
		delete(at, s.Address())
		switch {
		case !both:
			_, there := old[s.Block]
			c.add(Difference{Kind: Added, New: s.Text, NewAt: s.At, Whole: !there}, s)
		case was.Text != s.Text || was.Words != s.Words:
			c.add(Difference{Kind: Changed, Old: was.Text, New: s.Text, OldAt: was.At, NewAt: s.At}, s)
		}
	}
	for _, s := range c.old {
		if _, gone := at[s.Address()]; gone {
			_, there := now[s.Block]
			c.add(Difference{Kind: Removed, Old: s.Text, OldAt: s.At, Whole: !there}, s)
		}
	}
}

func (c *comparison) add(x Difference, s Statement) {
	x.Address, x.Block, x.What = s.Address(), s.Block, s.What
	if s.Words {
		x.Kind = Wording
	} else {
		x.Old, x.New = ReadableText(x.Old), ReadableText(x.New)
		x.By = numberChange(x.Old, x.New)
	}
	c.out = append(c.out, x)
}

// through finds the computed blocks that say what they said and read, at some
// remove, what does not.
func (c *comparison) through(b *Framework) {
	moved := map[string]bool{}
	for _, x := range c.out {
		moved[x.Block] = moved[x.Block] || x.Means()
	}
	reads := readsOf(b)
	for _, q := range b.Blocks {
		block := q.Kind.String() + "." + q.Name
		if moved[block] {
			continue
		}
		if causes := causesOf(block, reads, moved); len(causes) > 0 {
			c.out = append(c.out, Difference{Kind: Through, Address: block, Block: block, Through: causes, NewAt: q.At})
		}
	}
}

// causesOf are the parts that are different which a block reaches without passing
// another one that is.
func causesOf(block string, reads map[string][]string, moved map[string]bool) []string {
	var out []string
	seen := map[string]bool{block: true}
	todo := slices.Clone(reads[block])
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		if moved[at] {
			out = append(out, at)
			continue
		}
		todo = append(todo, reads[at]...)
	}
	slices.Sort(out)
	return out
}

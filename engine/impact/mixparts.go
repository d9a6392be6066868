package impact

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how a block that says something else is taken apart, so that a
// rule, a limit or a step is a change of its own.

// node is a block in between: the same in both, one of the two, or put together
// from parts.
type node struct {
	same     *lang.Block
	old, now *lang.Block // of a change or of what is put together; nil where a side has none
	unit     int         // which change chooses between the two, or between their attributes; -1: the later
	kids     []*node     // of what is put together, in an order that agrees with both
	parted   bool
}

// build is the block with some of the changes made, and whether it is that of the
// later side; nil if there is none.
func (n *node) build(k mask) (*lang.Block, bool) {
	if n.same != nil {
		return n.same, true
	}
	later := n.unit < 0 || k[n.unit]
	b := n.old
	if later {
		b = n.now
	}
	if !n.parted {
		return b, later
	}
	out := *b
	out.Blocks = nil
	for _, kid := range n.kids {
		if x, _ := kid.build(k); x != nil {
			out.Blocks = append(out.Blocks, x)
		}
	}
	return &out, later
}

// partable are the blocks whose parts are changes of their own.
var partable = []string{"derive", "indicator", "group", "rating", "ladder", "parameter", "adjust"}

// part makes the node of a block and enters its changes.
func (m *mixer) part(key, top string, old, now *lang.Block) *node {
	if old != nil && now != nil && text(m.a, old) == text(m.b, now) {
		return &node{same: now}
	}
	if old != nil && now != nil && slices.Contains(partable, now.Type) {
		if order, ok := merged(keysOf(old), keysOf(now)); ok {
			return m.parts(key, top, old, now, order)
		}
	}
	return &node{old: old, now: now, unit: m.change(key, top)}
}

// change enters a change and gives its number. Steps are named as addresses name
// them.
func (m *mixer) change(key, top string) int {
	key = strings.Replace(key, ".adjust.step.", ".step.", 1)
	m.changed = append(m.changed, change{key: key, top: top})
	return len(m.changed) - 1
}

// parts takes a block apart into its attributes and the blocks inside it.
func (m *mixer) parts(key, top string, old, now *lang.Block, order []string) *node {
	n := &node{old: old, now: now, unit: -1, parted: true}
	x, y := *old, *now
	x.Blocks, y.Blocks = nil, nil
	if text(m.a, &x) != text(m.b, &y) {
		n.unit = m.change(key, top)
	}
	for _, k := range order {
		n.kids = append(n.kids, m.part(key+"."+k, top, inside(old, k), inside(now, k)))
	}
	return n
}

// partKey names a block inside another, as addresses do.
func partKey(b *lang.Block) string {
	out := []string{b.Type}
	for _, l := range b.Labels {
		out = append(out, l.Text)
	}
	return strings.Join(out, ".")
}

func keysOf(b *lang.Block) []string {
	var out []string
	for _, n := range b.Blocks {
		out = append(out, partKey(n))
	}
	return out
}

func inside(b *lang.Block, key string) *lang.Block {
	for _, n := range b.Blocks {
		if partKey(n) == key {
			return n
		}
	}
	return nil
}

// merged gives an order of both lists that agrees with each; it fails where a name
// stands twice, or where what both have stands in another order.
func merged(old, now []string) ([]string, bool) {
	for _, list := range [][]string{old, now} {
		for i, k := range list {
			if slices.Contains(list[i+1:], k) {
				return nil, false
			}
		}
	}
	out := slices.Clone(now)
	at := 0 // behind the last one of old
	for _, k := range old {
		i := slices.Index(out, k)
		switch {
		case i < 0:
			out = slices.Insert(out, at, k)
			at++
		case i < at:
			return nil, false
		default:
			at = i + 1
		}
	}
	return out, true
}

package rules

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines addresses. An address names a block of a framework, or what
// is in it, by kinds and names with dots between:
//
//	indicator.falls_rate                 a block
//	indicator.falls_rate.round           an attribute of it
//	indicator.falls_rate.bands.levels    an attribute of a block inside it
//	rating.overall.limit.breach          a block inside it, by its name
//	rating.overall.rule.good             a rule, by its level, and where it has
//	                                     one by its name: rule.good.strict
//	rating.overall.rule                  all its rules
//	framework.version                    the framework needs no name: there is one
//
// A name may have dots itself (parameter.fee.at.2026-04-01 has none, a chapter
// may): the longest name that is there is taken.

// address is that of a block at the top of a file.
func address(b *lang.Block) string {
	if b.Type == "framework" {
		return b.Type
	}
	return b.Type + "." + b.Label(0)
}

// found is what an address names: the block, the way to it, and what in it.
type found struct {
	block  *lang.Block   // the block named, or that holds what is named
	attr   *lang.Attr    // an attribute of it, or nil
	nested []*lang.Block // blocks inside it, or nil
	// unclear says that nested are several of which one is meant.
	unclear bool
}

// within finds what the rest of an address names in a block: "" is the block
// itself.
func within(b *lang.Block, rest string) (found, bool) {
	if rest == "" {
		return found{block: b}, true
	}
	if a := b.Attr(rest); a != nil {
		return found{block: b, attr: a, nested: b.Of(rest)}, true
	}
	if all := b.Of(rest); len(all) > 0 {
		return found{block: b, nested: all}, true
	}
	typ, name, _ := strings.Cut(rest, ".")
	all := b.Of(typ)
	if len(all) == 1 && len(all[0].Labels) == 0 {
		return within(all[0], name)
	}
	return longest(b, all, name)
}

// longest chooses among the blocks of one kind by the longest of their names
// that the rest of an address begins with.
func longest(b *lang.Block, all []*lang.Block, rest string) (found, bool) {
	best, left := []*lang.Block(nil), ""
	for n := 2; n > 0 && best == nil; n-- {
		for _, x := range all {
			if l, ok := after(rest, x, n); ok && (best == nil || len(l) <= len(left)) {
				if len(l) < len(left) {
					best = nil
				}
				best, left = append(best, x), l
			}
		}
	}
	if len(best) > 1 { // a name that is given in full, rather than a level
		full := slices.DeleteFunc(slices.Clone(best), func(x *lang.Block) bool { return len(x.Labels) > 1 })
		if len(full) == 1 {
			best = full
		}
	}
	switch {
	case best == nil:
		return found{}, false
	case len(best) > 1:
		return found{block: b, nested: best, unclear: true}, true
	case left == "":
		return found{block: b, nested: best}, true
	}
	return within(best[0], left)
}

// after gives what follows the first n labels of a block in an address.
func after(rest string, b *lang.Block, n int) (string, bool) {
	if len(b.Labels) < n {
		return "", false
	}
	var names []string
	for _, l := range b.Labels[:n] {
		names = append(names, l.Text)
	}
	name := strings.Join(names, ".")
	if rest == name {
		return "", true
	}
	return strings.CutPrefix(rest, name+".")
}

// addresses are those of everything in a block, for spelling help.
func addresses(at string, b *lang.Block) []string {
	out := []string{at}
	for _, a := range b.Attrs {
		out = append(out, at+"."+a.Name)
	}
	for _, n := range b.Blocks {
		if typ := at + "." + n.Type; !slices.Contains(out, typ) && len(n.Labels) > 0 {
			out = append(out, typ)
		}
		out = append(out, addresses(nestedAt(at, n), n)...)
	}
	return out
}

// nestedAt is the address of a block inside the one at an address.
func nestedAt(at string, b *lang.Block) string {
	at += "." + b.Type
	for _, l := range b.Labels {
		at += "." + l.Text
	}
	return at
}

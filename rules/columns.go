package rules

import (
	"fmt"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines the headers under which results are published.

// Header is the header that a result was given, "" if none. member gives the
// member of an entity that the result is for.
func (b *Block) Header(member func(*Entity) int) string {
	if b.ColumnOf == nil {
		return b.Column
	}
	m := member(b.ColumnOf)
	if m < 0 || m >= len(b.ColumnOf.Members) {
		return ""
	}
	if b.ColumnBy == nil {
		return b.ColumnOf.Members[m].ID
	}
	_, k := b.ColumnOf.Attr(b.ColumnBy.Name)
	if v := b.ColumnOf.Members[m].Values[k]; v.Absent == "" {
		return v.String()
	}
	return ""
}

// HasHeader reports whether the framework gives the results a header.
func (b *Block) HasHeader() bool { return b.Column != "" || b.ColumnOf != nil }

// blockColumn reads the header of a block's results: a text, or an attribute of
// the members that it is for.
func (l *loader) blockColumn(b *Block, t *lang.Block) {
	a := t.Attr("column")
	if a == nil {
		return
	}
	members := 0
	for _, e := range b.For {
		if !e.Rows {
			members++
		}
	}
	switch x := a.Value.(type) {
	case *lang.Text:
		if members > 0 {
			l.problem(Contradiction, a.Range, "one header for several results", quote(b.Name)+" has a result for each "+memberNames(b.For)+". Name an attribute of the member that holds the header: column = "+memberNames(b.For)+".column.")
			return
		}
		b.Column = x.Value
		return
	case *lang.Select:
		n, ok := x.X.(*lang.Name)
		if !ok || l.entities[n.Name] == nil {
			break
		}
		e := l.entities[n.Name]
		l.used[e] = true
		attr, _ := e.Attr(x.Name)
		switch {
		case !containsEntity(b.For, e):
			l.problem(LeftOver, x.At, "header of an entity that the block is not for", fmt.Sprintf("Write for = [..., %s]: there is then a result for each of them.", e.Name))
		case !e.Closed:
			l.problem(Contradiction, x.At, "headers named by members that are not known", "Headers need an entity whose members the framework lists.", note(e.At, "the entity"))
		case members > 1:
			l.problem(Contradiction, a.Range, "one header for several results", quote(b.Name)+" has a result for each "+memberNames(b.For)+" together, so an attribute of one of them cannot tell them apart.")
		case attr == nil && x.Name != "name" && x.Name != e.Name:
			var known []string
			for _, k := range e.Attrs {
				known = append(known, k.Name)
			}
			l.unknown("attribute of "+e.Name, x.Name, x.NameAt, append(known, "name"))
		default:
			b.ColumnBy, b.ColumnOf = attr, e
		}
		return
	}
	l.wrong(a, "the header in quotes, or an attribute of a member: theme.column")
}

func memberNames(axes []*Entity) string {
	var out []string
	for _, e := range axes {
		if !e.Rows {
			out = append(out, e.Name)
		}
	}
	return strings.Join(out, " and ")
}

// headers refuses two published results, or a key and a result, under a header
// that the framework gave to one of them.
func (l *loader) headers() {
	type at struct {
		grain  *Entity
		header string
	}
	said := map[at]string{}
	first, given := map[at]Range{}, map[at]bool{}
	for _, b := range l.fw.Publish {
		g := Grain(b.For)
		for e := g; e != nil; e = e.Within {
			for _, k := range e.Key {
				said[at{g, k}], first[at{g, k}] = "the key of "+e.Name, e.At
			}
		}
	}
	for _, b := range l.fw.Publish {
		g := Grain(b.For)
		for _, h := range b.headersOf() {
			place := b.At
			if t := l.trees[b]; t != nil && t.Attr("column") != nil {
				place = t.Attr("column").Range
			}
			if before, twice := said[at{g, h}]; twice && (b.HasHeader() || given[at{g, h}]) {
				l.problem(Contradiction, place, "two columns of results with one header", fmt.Sprintf("The header %s of %s is that of %s too. Give each a header of its own.", quote(h), quote(b.Name), before), note(first[at{g, h}], "the other one"))
				break
			}
			said[at{g, h}], first[at{g, h}], given[at{g, h}] = quote(b.Name), b.At, b.HasHeader()
		}
	}
}

// headersOf are the headers of a block's results, as far as they are known
// before the data.
func (b *Block) headersOf() []string {
	var axes []*Entity
	for _, e := range b.For {
		if !e.Rows {
			axes = append(axes, e)
		}
	}
	if len(axes) == 0 {
		return []string{orText(b.Column, b.Name)}
	}
	if b.ColumnOf == nil {
		return nil // block.member, which no other block can have
	}
	var out []string
	for m, x := range b.ColumnOf.Members {
		out = append(out, orText(b.Header(func(*Entity) int { return m }), b.Name+"."+x.ID))
	}
	return out
}

func orText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

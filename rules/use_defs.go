package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines use: how definitions of another directory come into this
// one.
//
// Without only, every definition of the directory may be read here, and those
// that are read are brought, with what they read themselves; the rest is left
// out, so that nobody's data needs columns for them. With only, those named are
// brought, and what they read. What a block reads is found by names alone, before
// anything has a type, so that a definition too many may be brought where a level
// has the name of a quantity; never one too few.

// use adds the definitions that a use block brings.
func (t *tree) use(u *lang.Block, to *folder, out []*Entry) []*Entry {
	defs := slices.DeleteFunc(t.folder(to).entries, func(e *Entry) bool { return !shared(e.Block) })
	wanted := map[*Entry]bool{}
	for _, n := range t.l.textItems(u, "only") {
		if e := t.definition(n, to, defs); e != nil {
			wanted[e] = true
		}
	}
	if u.Attr("only") != nil {
		defs = reached(defs, func(e *Entry) bool { return wanted[e] })
	}
	for _, e := range defs {
		e.lent, e.wanted = true, wanted[e]
		out = t.add(out, e, u)
	}
	return out
}

// shared reports that a block is of a kind that frameworks share.
func shared(b *lang.Block) bool {
	return b.Type != "framework" && b.Type != "test" && b.Type != "amend"
}

// definition finds what only names.
func (t *tree) definition(n *lang.Text, to *folder, defs []*Entry) *Entry {
	var known []string
	for _, e := range defs {
		if e.Address == n.Value {
			return e
		}
		known = append(known, e.Address)
	}
	d := t.l.problem(NoDefinition, n.At, "no definition "+quote(n.Value), "The directory "+quote(to.path)+" has no "+quote(n.Value)+". A definition is named by its kind and its name: \"scale.quality\".")
	if typ, _, _ := strings.Cut(n.Value, "."); typ == "framework" || typ == "test" || typ == "amend" {
		d.Detail = "A " + typ + " belongs to its directory, and is not shared."
		if typ == "amend" {
			d.Detail = "An amendment belongs to its directory, and is not shared."
		}
	} else if near := diag.Nearest(n.Value, known); near != "" {
		d.Fix = t.l.suggest(near, n.At)
	} else if len(known) <= 12 {
		d.Detail += " It has: " + strings.Join(known, ", ") + "."
	}
	return nil
}

// shake leaves out the definitions that nothing reads.
func (t *tree) shake() {
	ours := func(x Touch) bool { return slices.Contains(t.amends, x.Amendment) }
	t.entries = reached(t.entries, func(e *Entry) bool { return !e.lent || e.wanted || slices.ContainsFunc(e.Touched, ours) })
}

// reached are the entries that are roots, or that these read, in their order.
func reached(entries []*Entry, root func(*Entry) bool) []*Entry {
	byName := map[string][]*Entry{}
	for _, e := range entries {
		if name := e.Block.Label(0); shared(e.Block) && name != "" {
			byName[name] = append(byName[name], e)
		}
	}
	live := map[*Entry]bool{}
	var mark func(e *Entry)
	mark = func(e *Entry) {
		if live[e] {
			return
		}
		live[e] = true
		eachRead(e.Block, func(kind, name string) {
			for _, to := range byName[name] {
				if kind == "" || kind == to.Block.Type {
					mark(to)
				}
			}
		})
	}
	for _, e := range entries {
		if e.Block.Type != "amend" && root(e) {
			mark(e)
		}
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e *Entry) bool { return !live[e] && e.Block.Type != "amend" })
}

// namedKinds says what an attribute that holds names names; others may name anything.
var namedKinds = map[string][]string{
	"source": {"source"}, "scale": {"scale"}, "entity": {"entity"}, "within": {"entity"}, "for": {"entity"},
	"type": {"scale", "entity"}, "rules": {"ladder"}, "dated": {"input"}, "dated_by": {"input"},
	"undecided": {}, "better": {}, "standing": {}, "purpose": {}, "hit": {}, "needs": {},
}

var wordRE = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

// eachRead tells of every name that a block may read, and of which kind, "" for any.
func eachRead(b *lang.Block, read func(kind, name string)) {
	if b.Type == "member" {
		read("", b.Label(0))
	}
	for _, a := range b.Attrs {
		switch a.Schema.Reg {
		case lang.NameReg, lang.NamesReg:
			only, known := namedKinds[a.Name]
			eachName(a.Value, false, func(name string) {
				if !known {
					read("", name)
				}
				for _, k := range only {
					read(k, name)
				}
			})
		case lang.FormulaReg, lang.DataReg, lang.IntervalsReg, lang.SentenceReg, lang.NeedReg:
			sentences := a.Schema.Reg != lang.FormulaReg && a.Schema.Reg != lang.DataReg || b.Type == "table"
			eachName(a.Value, sentences, func(name string) { read("", name) })
		}
	}
	for _, n := range b.Blocks {
		eachRead(n, read)
	}
}

// eachName tells of every name in an expression, but for the keys of maps, and
// of the words of its texts where these are sentences.
func eachName(e lang.Expr, sentences bool, tell func(string)) {
	all := func(list ...lang.Expr) {
		for _, x := range list {
			if x != nil {
				eachName(x, sentences, tell)
			}
		}
	}
	switch e := e.(type) {
	case *lang.Name:
		tell(e.Name)
	case *lang.Text:
		if sentences {
			for _, w := range wordRE.FindAllString(e.Value, -1) {
				tell(w)
			}
		}
	case *lang.Select:
		tell(e.Name)
		all(e.X)
	case *lang.Index:
		all(e.X, e.Key)
	case *lang.Unary:
		all(e.X)
	case *lang.Binary:
		all(e.X, e.Y)
	case *lang.Chain:
		all(e.Xs...)
	case *lang.Cond:
		all(e.If, e.Then, e.Else)
	case *lang.Call:
		tell(e.Name)
		all(e.Args...)
	case *lang.List:
		all(e.Items...)
	case *lang.Map:
		for _, i := range e.Items {
			all(i.Value)
		}
	case *lang.For:
		all(e.Coll, e.Body, e.Cond)
	}
}

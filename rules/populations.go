package rules

import (
	"slices"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines populations: who counts where a figure depends on everyone.

// Population is a named part of the members of an entity.
type Population struct {
	About
	Name  string
	Of    *Entity
	For   []*Entity // further entities that membership depends on
	Where Expr      // nil: all
	By    Expr      // what its groups share; nil: one group
}

// Membership is a population that a block is for.
type Membership struct {
	Pop  *Population
	Cond Expr // the population's where, for the block's members
}

// Row entities. The members of the rated entity, of what is within it and of
// what it is within are rows of the data. A quantity is for one row entity at
// most, its grain, and for members of others.

// Grain is the row entity of a quantity: the lowest, where it names several
// that are within one another; nil if it has none.
func Grain(axes []*Entity) *Entity {
	var out *Entity
	for _, e := range axes {
		if e.Rows && (out == nil || e.IsWithin(out)) {
			out = e
		}
	}
	return out
}

// IsWithin reports whether e is p, or within it.
func (e *Entity) IsWithin(p *Entity) bool {
	for x := e; x != nil; x = x.Within {
		if x == p {
			return true
		}
	}
	return false
}

// Everyone reports a part that ranges over all rows, or over those of a group,
// and not over the children of one row.
func (p *Part) Everyone() bool {
	return p.Over != nil && p.Over.Rows && (p.Restrict == nil || !p.Restrict.Rows)
}

// Children reports a part that ranges over the rows within one row.
func (p *Part) Children() bool {
	return p.Over != nil && p.Over.Rows && !p.Everyone()
}

// Everyone reports a list over all rows.
func (li *List) Everyone() bool {
	return slices.ContainsFunc(li.Parts, (*Part).Everyone)
}

// By is what the members of the list share with the context's row; nil if
// they share nothing.
func (li *List) By() *Part {
	for _, p := range li.Parts {
		if p.Everyone() && p.By != nil {
			return p
		}
	}
	return nil
}

// markRows finds the row entities.
func (l *loader) markRows() {
	rated := l.fw.Entity
	if rated == nil {
		return
	}
	for e := rated; e != nil && !e.Closed; e = e.Within {
		e.Rows = true
	}
	for e := rated; e != nil && !e.Closed; e = e.Within {
		if up := e.Within; up != nil && up.Closed {
			l.problem(Contradiction, e.At, "rows within members that the framework lists", "The members of "+quote(up.Name)+" are listed by the framework, so \"within\" says nothing of the rows of the data. To say to which "+up.Name+" each "+e.Name+" belongs, write an input of type "+up.Name+"; or let the data name the members of "+quote(up.Name)+".", note(up.At, "the entity above"))
		}
	}
	for range l.fw.Entities { // what is within a row entity, however deep
		for _, e := range l.fw.Entities {
			if !e.Closed && e.Within != nil && e.Within.Rows {
				e.Rows = true
			}
		}
	}
}

func (l *loader) doPopulations() {
	l.markRows()
	for _, p := range l.fw.Populations {
		b := l.trees[p]
		p.About = l.about(b)
		if e := l.entities[p.Name]; e != nil {
			l.problem(DuplicateName, b.Labels[0].Range, "name "+quote(p.Name)+" stands twice", "A population is read like an entity, so the two cannot share a name. Rename one of them.", note(e.At, "the entity"))
		}
		n := l.name(b, "of")
		if n == nil {
			continue
		}
		if p.Of = l.entities[n.Name]; p.Of == nil {
			l.unknown("entity", n.Name, n.At, keys(l.entities))
			continue
		}
		l.used[p.Of] = true
		if b.Attr("for") != nil {
			for _, e := range l.axes(b) {
				if e != p.Of {
					p.For = append(p.For, e)
				}
			}
		}
	}
}

// resolvePopulation types who is in a population; false where that failed.
func (l *loader) resolvePopulation(p *Population, at Range) bool {
	switch l.state[p] {
	case 2:
		return p.Of != nil && l.state[brokenPop{p}] == 0
	case 1:
		l.problem(Circular, at, "circular definition", "Who is in "+quote(p.Name)+" depends on a figure that depends on who is in it.", note(p.At, "the population"))
		return false
	}
	l.state[p] = 1
	b := l.trees[p]
	s := &scope{axes: append([]*Entity{}, p.For...)}
	if p.Of != nil {
		s = s.bind(p.Of)
		for _, e := range p.For {
			if e.Rows && p.Of.Rows && !p.Of.IsWithin(e) {
				l.problem(Contradiction, p.At, "population that depends on rows it does not know", "Who is in "+quote(p.Name)+" can depend on the rows that one of "+quote(p.Of.Name)+" is within; "+quote(e.Name)+" is none of them.", note(e.At, "the entity"))
			}
		}
	}
	before := l.errorCount()
	if a := b.Attr("where"); a != nil && p.Of != nil {
		p.Where = l.boolean(a.Value, s)
	}
	if a := b.Attr("by"); a != nil && p.Of != nil {
		if p.By = l.scalar(a.Value, s, nil); p.By != nil && !p.Of.Rows {
			l.problem(Contradiction, a.Range, "groups of members that are not rows", "\"by\" divides the rows of the data into groups; the members of "+quote(p.Of.Name)+" are listed by the framework. Write an entity that they are within.", note(p.Of.At, "the entity"))
		}
	}
	l.state[p] = 2
	if l.errorCount() > before || p.Of == nil {
		l.state[brokenPop{p}] = 1
		return false
	}
	return true
}

type brokenPop struct{ p *Population }

func (l *loader) errorCount() int { return l.list.Count(diag.Error) }

// whom finds the entity, and the population of it if one was meant, that a name
// stands for.
func (l *loader) whom(name string) (*Entity, *Population) {
	if e := l.entities[name]; e != nil {
		l.used[e] = true
		return e, nil
	}
	if p := l.pops[name]; p != nil {
		l.used[p] = true
		return p.Of, p
	}
	return nil, nil
}

func (l *loader) whomNames() []string { return append(keys(l.entities), keys(l.pops)...) }

// among limits a part to a population.
func (l *loader) among(p *Part, pop *Population, s *scope, at Range) bool {
	if pop == nil {
		return l.seesPart(p, s, at)
	}
	if !l.resolvePopulation(pop, at) {
		return false
	}
	for _, e := range pop.For {
		if memberOf(e, s, at) == nil {
			l.problem(LeftOver, at, "population that differs from "+e.Name+" to "+e.Name, "Who is in "+quote(pop.Name)+" depends on the "+e.Name+", and there is no one "+quote(e.Name)+" here.", note(pop.At, "the population"))
			return false
		}
	}
	p.Pop = pop
	if pop.Where != nil {
		if p.Cond != nil {
			p.Cond = &Binary{node(Type{Kind: Bool}, p.Cond.At()), "&&", pop.Where, p.Cond}
		} else {
			p.Cond = pop.Where
		}
	}
	if pop.By != nil {
		if memberOf(pop.Of, s, at) == nil {
			l.problem(LeftOver, at, "group of a population without a member here", quote(pop.Name)+" has groups, and nothing here says which one is meant: there is no one "+quote(pop.Of.Name)+" in this formula.", note(pop.At, "the population"))
			return false
		}
		p.By = pop.By
	}
	return l.seesPart(p, s, at)
}

// seesPart refuses what a list of everyone cannot see.
func (l *loader) seesPart(p *Part, s *scope, at Range) bool {
	if !p.Everyone() || len(s.locals) == 0 {
		return true
	}
	l.problem(LeftOver, at, "list of everyone inside a function", "A function sees its arguments only. Compute the figure of everyone in a block, and give it to the function.", note(p.Over.At, "the entity"))
	return false
}

// axesOf reads "for", in which populations may stand for entities.
func (l *loader) axesOf(b *lang.Block) (axes []*Entity, among []*Population) {
	if b.Attr("for") == nil {
		return l.axes(b), nil
	}
	for _, n := range l.names(b, "for") {
		e, p := l.whom(n.Name)
		switch {
		case e == nil && p == nil:
			l.unknown("entity", n.Name, n.At, l.whomNames())
			continue
		case e == nil:
			continue // the population says of what it is, and was reported
		case slices.Contains(axes, e):
			l.problem(DuplicateName, n.At, "entity "+quote(e.Name)+" stands twice", "Name each entity once in \"for\".")
			continue
		}
		axes = append(axes, e)
		if p != nil {
			among = append(among, p)
		}
	}
	l.oneGrain(b, axes)
	return axes, among
}

// oneGrain demands that row entities are within one another.
func (l *loader) oneGrain(b *lang.Block, axes []*Entity) {
	g := Grain(axes)
	for _, e := range axes {
		if e.Rows && !g.IsWithin(e) {
			l.problem(Contradiction, b.Attr("for").Range, "rows of two kinds", "A quantity is for rows of one kind: "+quote(g.Name)+" and "+quote(e.Name)+" are not within one another.", note(e.At, "declared here"))
			return
		}
	}
}

// memberships types the populations that a block is for.
func (l *loader) memberships(b *Block) {
	s := &scope{axes: b.For}
	for _, p := range l.forPops[b] {
		if !l.resolvePopulation(p, b.At) {
			continue
		}
		for _, e := range p.For {
			if memberOf(e, s, b.At) == nil {
				l.problem(LeftOver, b.At, "population that differs from "+e.Name+" to "+e.Name, "Who is in "+quote(p.Name)+" depends on the "+e.Name+": add it to \"for\".", note(p.At, "the population"))
			}
		}
		if p.Where != nil {
			b.Among = append(b.Among, &Membership{p, p.Where})
		}
	}
}

// ownMember reports whether an expression reads the context's member of e
// itself, so that it would mean another member inside a list over e.
func ownMember(x Expr, e *Entity) bool {
	found := false
	Walk(x, func(x Expr) bool {
		switch x := x.(type) {
		case *Ref:
			for i, a := range x.Q.Axes() {
				found = found || a == e && i < len(x.Index) && x.Index[i] == nil
			}
		case *MemberRef:
			found = found || x.From == e
		case *List:
			return false // lists see their own members; those over e are bound there
		}
		return !found
	})
	return found
}

// sameForEveryone refuses a number that differs from row to row in a figure that
// is computed once.
func (l *loader) sameForEveryone(x Expr, what string) bool {
	fine := true
	differs := func(at Range) {
		if fine {
			l.problem(LeftOver, x.At(), "own value in a figure of everyone", "The members are every row of the data, or every row of a group, so "+quote(what)+" is computed once for all of them. This number differs from row to row. Write a number, a parameter, or a figure of everyone.", note(at, "read here"))
		}
		fine = false
	}
	Walk(x, func(x Expr) bool {
		switch x := x.(type) {
		case *Ref:
			if Grain(x.Q.Axes()) != nil {
				differs(x.Place)
			}
		case *MemberRef:
			if x.From.Rows {
				differs(x.Place)
			}
		case *List:
			for _, p := range x.Parts {
				if p.Over == nil || !p.Over.Rows {
					return true
				}
				if !p.Everyone() || p.By != nil {
					differs(p.At)
				}
			}
			return false // what a list over rows reads, it reads of each
		}
		return fine
	})
	return fine
}

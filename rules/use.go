package rules

import (
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines what nothing reads, and how sure each block is.

// DeadInput is the code of an input that can change no result.
const DeadInput = "R0409"

// checkUse warns of inputs and blocks that no result reads.
func (l *loader) checkUse() {
	if l.list.HasErrors() || slices.ContainsFunc(l.files, incomplete) {
		return
	}
	live := map[Quantity]bool{}
	var mark func(q Quantity)
	mark = func(q Quantity) {
		if live[q] {
			return
		}
		live[q] = true
		for _, r := range Reads(q) {
			mark(r)
		}
	}
	for _, b := range l.fw.Publish {
		mark(b)
	}
	for _, b := range l.fw.Blocks {
		if b.Shadow {
			mark(b)
		}
	}
	if l.fw.DatedBy != nil {
		mark(l.fw.DatedBy)
	}
	for _, i := range l.fw.Inputs {
		if !live[i] {
			l.warn(DeadInput, i.At, "input that changes no result", "No published result reads "+quote(i.Name)+". Remove it, or use it.")
		}
	}
	for _, b := range l.fw.Blocks {
		if !live[b] && b.Kind != Derive && !b.NamedList() && b.Of == nil {
			l.warn(DeadInput, b.At, b.Kind.String()+" that changes no result", "No published result reads "+quote(b.Name)+". Publish it, use it, or say shadow = true if it is only reported beside.")
		}
	}
	for _, p := range l.fw.Populations {
		if !l.used[p] {
			l.warn(DeadInput, p.At, "population that nothing reads", "Nothing reads "+quote(p.Name)+". Remove it, or use it: each("+p.Name+".quantity), or for = ["+p.Name+"].")
		}
	}
	l.checkValues()
	for _, p := range l.fw.Parameters {
		if !l.used[p] {
			l.warn(DeadInput, p.At, "parameter that nothing reads", "Nothing reads "+quote(p.Name)+". Remove it, or use it.")
		}
	}
}

// incomplete reports a file with a block that lacks something, so that it may not
// be known what reads it.
func incomplete(f *lang.File) bool {
	return slices.ContainsFunc(f.Blocks, func(b *lang.Block) bool {
		return b.Broken || b.Type != "framework" && b.Type != "amend" && len(lang.Missing(b)) > 0
	})
}

// checkValues warns of a level as a value beside rules or a table, which give the
// result without it, where nothing reads it.
func (l *loader) checkValues() {
	read := map[Quantity]bool{}
	for _, b := range l.fw.Blocks {
		b.Exprs(func(_ string, e Expr) {
			Walk(e, func(x Expr) bool {
				if r, ok := x.(*Ref); ok && (r.Stage == Valued || r.Stage == Unrounded) {
					read[r.Q] = true
				}
				return true
			})
		})
	}
	for _, b := range l.fw.Blocks {
		t := l.trees[b]
		if read[b] || b.Shadow || b.Of != nil || len(b.Rules) == 0 && b.Table == nil || b.Value == nil || b.VType.Kind != LevelKind || t.Attr("value") == nil {
			continue
		}
		l.warn(DeadInput, t.Attr("value").Range, "level without effect beside rules", "The result of "+quote(b.Name)+" is what its rules give. For a result that is judged in some cases, write case blocks that give levels of its scale: they decide before the rules. If the rules are to ask about the level, they read "+b.Name+".value.", note(b.At, "the block"))
	}
}

// Reads returns the quantities that q reads directly.
func Reads(q Quantity) []Quantity {
	switch q := q.(type) {
	case *Block:
		return q.Refs()
	case *Parameter: // by how many are rated, each figure may be a parameter of its own
		var out []Quantity
		for _, d := range q.Dated {
			for _, x := range d.Per {
				if r, ok := x.Value.(*Ref); ok {
					out = append(out, r.Q)
				}
			}
		}
		return out
	case *Input:
		var out []Quantity
		for _, e := range []Expr{q.Applies, q.Missing.With} {
			Walk(e, func(x Expr) bool {
				if r, ok := x.(*Ref); ok {
					out = append(out, r.Q)
				}
				return true
			})
		}
		if q.Dated != nil {
			out = append(out, q.Dated)
		}
		return out
	}
	return nil
}

// taint gives each block the weakest standing of all that it rests on.
func (l *loader) taint() {
	memo := map[Quantity]Standing{}
	var of func(q Quantity) Standing
	of = func(q Quantity) Standing {
		if s, ok := memo[q]; ok {
			return s
		}
		memo[q] = Confirmed
		s := Confirmed
		for _, src := range Cited(q) {
			s = max(s, src.Standing)
		}
		for _, r := range Reads(q) {
			s = max(s, of(r))
		}
		memo[q] = s
		return s
	}
	for _, b := range l.fw.Blocks {
		b.Standing = of(b)
	}
}

// Cited returns the sources that a quantity cites itself, with all its parts.
func Cited(q Quantity) []*Source {
	var out []*Source
	add := func(a About) {
		for _, s := range a.Source {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	switch q := q.(type) {
	case *Input:
		add(q.About)
		if q.Type.Scale != nil {
			add(q.Type.Scale.About)
		}
	case *Parameter:
		add(q.About)
		for _, d := range q.Dated {
			add(d.About)
		}
	case *Block:
		citedByBlock(q, add)
	}
	return out
}

func citedByBlock(b *Block, add func(About)) {
	add(b.About)
	for _, m := range b.Among {
		add(m.Pop.About)
	}
	if b.Scale != nil {
		add(b.Scale.About)
	}
	for _, c := range b.Cases {
		add(c.About)
	}
	if b.Bands != nil {
		add(b.Bands.About)
	}
	if b.Points != nil {
		add(b.Points.About)
	}
	if b.Interpolate != nil {
		add(b.Interpolate.About)
	}
	if b.Ladder != nil {
		add(b.Ladder.About)
	}
	for _, r := range b.Rules {
		add(r.About)
	}
	if b.Adjust != nil {
		add(b.Adjust.About)
		for _, s := range b.Adjust.Steps {
			add(s.About)
		}
	}
	for _, x := range b.Limits {
		add(x.About)
	}
	for _, o := range b.Overrides {
		add(o.About)
	}
	for _, m := range b.Marks {
		add(m.About)
	}
	b.Exprs(func(_ string, e Expr) {
		Walk(e, func(x Expr) bool {
			switch x := x.(type) {
			case *TableCall:
				add(x.Table.About)
				for _, d := range x.Table.Dated {
					add(d.About)
				}
			case *UserCall:
				add(x.Fn.About)
			case *List:
				if x.Group != nil {
					add(x.Group.About)
				}
				for _, p := range x.Parts {
					if p.Pop != nil {
						add(p.Pop.About)
					}
				}
			case *AttrRef:
				if o := x.Of.Type().Entity; o != nil {
					add(o.About)
				}
			}
			return true
		})
	})
}

// doDatedBy reads which input chooses between dated values.
func (l *loader) doDatedBy() {
	n := l.name(orEmpty(l.trees[l.fw]), "dated_by")
	if n == nil {
		return
	}
	i, ok := l.quants[n.Name].(*Input)
	if !ok || i.Type.Kind != DateKind {
		l.problem(WrongType, n.At, "date input needed", "\"dated_by\" names an input of type date that chooses between dated values.")
		return
	}
	l.fw.DatedBy = i
	l.datesAlone(i, n.At)
	for _, a := range i.For {
		if !a.Rows {
			l.problem(LeftOver, n.At, "date for every "+a.Name, quote(i.Name)+" has a value for every "+a.Name+", so it does not say which date the rules of a "+l.fw.Entity.Name+" have.", note(i.At, "declared here"))
			l.fw.DatedBy = nil
		}
	}
}

func orEmpty(b *lang.Block) *lang.Block {
	if b == nil {
		return &lang.Block{}
	}
	return b
}

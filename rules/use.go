package rules

import (
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines what nothing reads, how sure each block is, and how tests
// are read.

// DeadInput is the code of an input that can change no result.
const DeadInput = "R0409"

// checkUse warns of inputs and blocks that no result reads.
func (l *loader) checkUse() {
	if l.list.HasErrors() {
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
	l.checkValues()
	for _, p := range l.fw.Parameters {
		if !l.used[p] {
			l.warn(DeadInput, p.At, "parameter that nothing reads", "Nothing reads "+quote(p.Name)+". Remove it, or use it.")
		}
	}
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
			case *UserCall:
				add(x.Fn.About)
			case *List:
				if x.Group != nil {
					add(x.Group.About)
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

// doTests types the tests: what is given and what is expected.
func (l *loader) doTests() {
	if n := l.name(orEmpty(l.trees[l.fw]), "dated_by"); n != nil {
		i, ok := l.quants[n.Name].(*Input)
		if !ok || i.Type.Kind != DateKind {
			l.problem(WrongType, n.At, "date input needed", "\"dated_by\" names an input of type date that chooses between dated values.")
		} else {
			l.fw.DatedBy = i
		}
	}
	for _, t := range l.fw.Tests {
		b := l.trees[t]
		name := t.Name
		t.About = l.about(b)
		t.Name, t.Data = name, l.text(b, "data")
		if a := b.Attr("given"); a != nil {
			t.Given = l.assigns(a)
		}
		if a := b.Attr("expect"); a != nil {
			if x, ok := a.Value.(*lang.Text); ok {
				t.Against = x.Value
			} else {
				t.Expect = l.assigns(a)
			}
		} else {
			l.problem(Contradiction, b.Header, "test that expects nothing", "Say what must come out: expect = { overall = good }.")
		}
		for _, i := range l.items(b, "within") {
			if n, ok := i.value.(*lang.Number); ok && l.quants[i.key] != nil {
				if t.Within == nil {
					t.Within = map[string]*big.Rat{}
				}
				t.Within[i.key] = n.Value
			} else if l.quants[i.key] == nil {
				l.unknown("quantity", i.key, i.keyAt, keys(l.quants))
			}
		}
		for _, x := range b.Of("except") {
			if t.Except == nil {
				t.Except = map[string]string{}
			}
			t.Except[x.Label(0)] = l.text(x, "because")
		}
	}
}

func orEmpty(b *lang.Block) *lang.Block {
	if b == nil {
		return &lang.Block{}
	}
	return b
}

func (l *loader) assigns(a *lang.Attr) []Assign {
	m, ok := a.Value.(*lang.Map)
	if !ok {
		l.wrong(a, "a map: { safe = outstanding }")
		return nil
	}
	var out []Assign
	for _, i := range l.mapItems(m) {
		out = append(out, l.assign(i)...)
	}
	return out
}

// assign reads name = value; for a family a value for all members, or a map by
// member; quoted keys may name a member: "score.safe".
func (l *loader) assign(i item) []Assign {
	name, member := i.key, ""
	if at := strings.IndexByte(name, '.'); at > 0 {
		name, member = name[:at], name[at+1:]
	}
	q := l.quants[name]
	if q == nil {
		l.unknown("quantity", name, i.keyAt, keys(l.quants))
		return nil
	}
	if m, ok := i.value.(*lang.Map); ok {
		var out []Assign
		for _, j := range l.mapItems(m) {
			out = append(out, l.assignOne(q, j.key, j.value, j.keyAt)...)
		}
		return out
	}
	return l.assignOne(q, member, i.value, i.keyAt)
}

func (l *loader) assignOne(q Quantity, member string, v lang.Expr, at Range) []Assign {
	as := Assign{Quantity: q, At: at}
	if member != "" {
		found := false
		for _, a := range q.Axes() {
			k := -1
			if !found {
				k = a.Member(member)
			}
			as.Member = append(as.Member, k)
			found = found || k >= 0
		}
		if !found {
			var known []string
			for _, a := range q.Axes() {
				for _, m := range a.Members {
					known = append(known, m.ID)
				}
			}
			l.unknown("member", member, at, known)
			return nil
		}
	}
	if c, ok := v.(*lang.Call); ok && c.Name == "absent" && len(c.Args) <= 1 {
		as.Absent = "not_reported"
		if len(c.Args) == 1 {
			as.Absent = lang.Source(c.Args[0])
		}
		return []Assign{as}
	}
	if n, ok := v.(*lang.Name); ok && n.Name == "absent" {
		as.Absent = "not_reported"
		return []Assign{as}
	}
	t := q.QType()
	c := l.constant(v, &t)
	if c == nil {
		return nil
	}
	as.Value = *c
	return []Assign{as}
}

package prove

import (
	"context"
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the cells that two forms of a block share: each leaf of
// either, with the values that stand for all that either can tell apart.

// shared is the leaves of two scans, put together by name.
type shared struct {
	p      *comparer
	a, b   *scan
	leaves []*leaf // with the values of both
	ka, kb []*key  // the leaf in each framework; nil where that one does not read it
	open   string
}

// share puts the leaves together. States that one form names are in for both.
func (p *comparer) share(sa, sb *scan, wide bool) *shared {
	sh := &shared{p: p, a: sa, b: sb}
	sh.states()
	byName := map[string]*leaf{}
	for _, l := range sa.order {
		byName[l.label()] = l
	}
	for _, l := range sb.order {
		name := sh.oldLabel(l)
		if was := byName[name]; was != nil {
			sh.both(was, l, wide)
			delete(byName, name)
			continue
		}
		sh.one(sb, l, nil, &l.key, wide)
	}
	for _, l := range sa.order {
		if byName[l.label()] == l {
			sh.one(sa, l, &l.key, nil, wide)
		}
	}
	for _, l := range sh.leaves {
		if in, ok := l.q.(*rules.Input); ok && (p.a.unknowns[in] != nil || p.b.unknowns[in] != nil) {
			sh.refuse("it reads figures of all rows, which only data gives")
		}
		if !l.complete {
			sh.refuse("it computes with " + quote(l.q.QName()) + ", which can have any of too many values")
		}
	}
	return sh
}

func (sh *shared) refuse(why string) {
	if sh.open == "" {
		sh.open = why
	}
}

// oldLabel is the label that a leaf of the later framework had before.
func (sh *shared) oldLabel(l *leaf) string {
	return sh.p.was(l.q.QName()) + l.label()[len(l.q.QName()):]
}

func (sh *shared) states() {
	for _, x := range [][2]*scan{{sh.a, sh.b}, {sh.b, sh.a}} {
		from, to := x[0], x[1]
		for scale, codes := range from.named {
			for _, s := range to.c.fw.Scales {
				if s.Name != scale.Name {
					continue
				}
				for c := range codes {
					if k, ok := s.Code(scale.Level(c).ID); ok {
						if to.named[s] == nil {
							to.named[s] = map[int]bool{}
						}
						to.named[s][k] = true
					}
				}
			}
		}
	}
}

// one takes in a leaf that only one form reads.
func (sh *shared) one(s *scan, l *leaf, ka, kb *key, wide bool) {
	c := *l
	c.values = nil
	sh.fill(&c, s, wide)
	sh.leaves, sh.ka, sh.kb = append(sh.leaves, &c), append(sh.ka, ka), append(sh.kb, kb)
}

// fill finds the values of a leaf, or the one that is chosen.
func (sh *shared) fill(l *leaf, s *scan, wide bool) {
	if v, ok := s.fixed[l.key]; ok {
		l.values, l.complete, l.real = []rules.Value{v}, true, true
		return
	}
	l.fill(s, wide)
}

// both takes in a leaf that both forms read: with the cuts of both.
func (sh *shared) both(was, now *leaf, wide bool) {
	x, y := *was, *now
	x.values, y.values = nil, nil
	x.uses.join(now.uses)
	y.uses.join(was.uses)
	x.absences = slices.Clone(was.absences)
	for _, why := range now.absences {
		x.asked(why)
	}
	y.absences = x.absences
	sh.fill(&x, sh.a, wide)
	sh.fill(&y, sh.b, wide)
	x.values, y.values = withAbsence(x.values, y.values), withAbsence(y.values, x.values)
	if was.q.QType().Kind != now.q.QType().Kind {
		sh.refuse(quote(now.q.QName()) + " is of another type than before")
		return
	}
	same := slices.EqualFunc(x.values, y.values, func(v, w rules.Value) bool { return v.String() == w.String() && v.Absent == w.Absent })
	if !same {
		sh.refuse("the values that " + quote(now.q.QName()) + " can have are others than before")
	}
	sh.leaves, sh.ka, sh.kb = append(sh.leaves, &x), append(sh.ka, &was.key), append(sh.kb, &now.key)
}

// withAbsence adds absence to the values of one form where the other has it: one
// of the two may put a value in its place.
func withAbsence(values, others []rules.Value) []rules.Value {
	absent := func(v rules.Value) bool { return v.Absent != "" }
	k := slices.IndexFunc(others, absent)
	if k < 0 || len(values) == 0 || slices.ContainsFunc(values, absent) {
		return values
	}
	return append(slices.Clone(values), rules.Value{Type: values[0].Type, Absent: others[k].Absent})
}

// chosen is a leaf that members, or values in force, are chosen by; -1 if none is
// left to choose.
func (sh *shared) chosen() int {
	for i := range sh.leaves {
		a := sh.a.chosen != nil && sh.ka[i] != nil && *sh.ka[i] == sh.a.chosen.key
		b := sh.b.chosen != nil && sh.kb[i] != nil && *sh.kb[i] == sh.b.chosen.key
		if a || b {
			return i
		}
	}
	return -1
}

// with fixes a leaf in both frameworks.
func (sh *shared) with(fix fixes, k int, v rules.Value) fixes {
	out := fixes{map[key]rules.Value{}, map[key]rules.Value{}}
	for id, x := range fix.a {
		out.a[id] = x
	}
	for id, x := range fix.b {
		out.b[id] = x
	}
	if id := sh.ka[k]; id != nil {
		out.a[*id] = as(v, id.q.QType())
	}
	if id := sh.kb[k]; id != nil {
		out.b[*id] = as(v, id.q.QType())
	}
	return out
}

// as is a value of one framework in the other: levels and members go by name.
func as(v rules.Value, t rules.Type) rules.Value {
	out := v
	out.Type = t
	if v.Absent != "" {
		return out
	}
	switch t.Kind {
	case rules.LevelKind:
		out.Code, _ = t.Scale.Code(v.Type.Scale.Level(v.Code).ID)
	case rules.MemberKind:
		out.Code = t.Entity.Member(v.Type.Entity.Members[v.Code].ID)
	}
	return out
}

// number numbers the cells: leaves that can be exchanged in both forms are one
// class.
func (sh *shared) number(limit int) (*run, string) {
	tooMany := fmt.Sprintf("there are more than %d cases", limit)
	r := &run{c: sh.a.c, root: sh.a.root, at: sh.a.at, cells: 1, leaves: sh.leaves}
	if !r.possible(limit) {
		return nil, tooMany
	}
	ca, cb := classes(sh.a, sh.leaves, sh.ka), classes(sh.b, sh.leaves, sh.kb)
	r.of, r.pos = make([]int, len(r.leaves)), make([]int, len(r.leaves))
	type id struct {
		a, b     int
		policies string
	}
	place := map[id]int{}
	for i := range r.leaves {
		id := id{ca[i], cb[i], policy(sh.ka[i]) + "|" + policy(sh.kb[i])}
		k, ok := place[id]
		if !ok {
			k = len(r.class)
			place[id] = k
			r.class = append(r.class, &class{index: map[string]int{}})
		}
		r.of[i], r.pos[i] = k, len(r.class[k].leaves)
		r.class[k].leaves = append(r.class[k].leaves, i)
	}
	for _, k := range r.class {
		n, d := len(k.leaves), len(r.leaves[k.leaves[0]].values)
		if d > 255 || tallies(n, d, limit/r.cells) == 0 {
			return nil, tooMany
		}
		k.stride = r.cells
		k.list(n, d)
		r.cells *= len(k.tallies)
	}
	return r, ""
}

// policy is what an input does about its own absence: inputs that differ in it
// cannot be exchanged.
func policy(k *key) string {
	if k == nil {
		return ""
	}
	in, ok := k.q.(*rules.Input)
	if !ok {
		return ""
	}
	out := in.Missing.Kind.String()
	for _, e := range []rules.Expr{in.Missing.With, in.Applies} {
		if e != nil {
			out += " " + rules.Formula(e)
		}
	}
	return out
}

// classes gives the class of each leaf in one framework; a leaf that it does not
// read keeps none apart.
func classes(s *scan, leaves []*leaf, keys []*key) []int {
	out := make([]int, len(leaves))
	var own []*leaf
	var places []int
	for i, l := range leaves {
		if keys[i] == nil {
			out[i] = -1
			continue
		}
		c := *l
		c.key = *keys[i]
		own, places = append(own, &c), append(places, i)
	}
	for k, class := range s.alike(own) {
		for _, i := range class {
			out[places[i]] = k
		}
	}
	return out
}

// compare runs the cells through both forms and counts those that differ.
func (sh *shared) compare(r *run, t *tally) string {
	before, after := sh.results(r, sh.a, sh.ka), sh.results(r, sh.b, sh.kb)
	t.cells += r.cells
	smallest := -1
	for cell := range r.cells {
		x, y := before(cell), after(cell)
		if x == y {
			continue
		}
		t.differ++
		t.moves[[2]string{x, y}]++
		if n := r.departures(cell); t.given == nil && smallest < 0 || n < t.far {
			smallest, t.far = cell, n
		}
	}
	if smallest < 0 {
		return ""
	}
	t.given, t.before, t.after = nil, before(smallest), after(smallest)
	for li, l := range r.leaves {
		if v := r.value(li, smallest); v.Absent == "" || r.cells < 8 {
			t.given = append(t.given, value(l.label(), l.show(v)))
		} else {
			t.given = append(t.given, value(l.label(), "absent"))
		}
	}
	if !sh.confirmed(r, smallest, sh.a, sh.ka, t.before) || !sh.confirmed(r, smallest, sh.b, sh.kb, t.after) {
		return "the two ways to compute it differ, which is a fault in rubric itself"
	}
	return ""
}

// results runs the cells through one framework and gives the result of each.
func (sh *shared) results(r *run, s *scan, keys []*key) func(cell int) string {
	fw := *s.c.fw
	fw.Publish = []*rules.Block{s.root}
	plan := engine.Compile(&fw, engine.Options{AsOf: s.c.plan.AsOf})
	d := engine.NewDataset(plan, r.cells)
	for li, id := range keys {
		if id == nil {
			continue
		}
		col := engine.NewColumn(id.q.QType(), r.cells)
		for i := range r.cells {
			col.Set(i, as(r.value(li, i), id.q.QType()), plan)
		}
		switch q := id.q.(type) {
		case *rules.Input:
			d.SetInput(q, id.k, col)
		case *rules.Block:
			d.Supply(q, id.k, col)
		}
	}
	res, err := plan.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		panic(err)
	}
	c := res.Outcomes[s.root][s.c.flat(s.root.For, s.at)].Final
	return func(cell int) string {
		if c.Why[cell] != 0 {
			return "absent (" + plan.Reason(c.Why[cell]).Name + ")"
		}
		return columnText(s.root.Type, c, cell)
	}
}

func columnText(t rules.Type, c *engine.Column, i int) string {
	switch t.Kind {
	case rules.Number:
		return rules.FloatText(c.Num[i])
	case rules.TextKind:
		return c.Text[i]
	case rules.LevelKind:
		return t.Scale.Level(int(c.Code[i])).ID
	}
	return rules.Value{Type: t, Code: int(c.Code[i])}.String()
}

// confirmed reports whether the second executor gives the same in a cell.
func (sh *shared) confirmed(r *run, cell int, s *scan, keys []*key, want string) bool {
	src := &source{c: s.c, values: map[key]rules.Value{}}
	for li, id := range keys {
		if id != nil {
			src.values[*id] = as(r.value(li, cell), id.q.QType())
		}
	}
	row := s.c.prog.Eval(src)
	v := row.Block(s.root, s.at).Final
	if row.Err() != nil {
		return false
	}
	if v.Absent != "" {
		return len(want) > 6 && want[:6] == "absent"
	}
	if v.Type.Kind == rules.LevelKind {
		return v.Type.Scale.Level(v.Code).ID == want
	}
	return v.Type.Kind == rules.Number || v.String() == want || v.Text == want
}

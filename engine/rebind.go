package engine

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how bound data is kept while rules are changed: an author
// who moves a threshold is not kept waiting for cells that mean what they meant.

// Rebind gives data that was bound to one plan to another, without recorded
// decisions. It is nil where the two plans read data by different declarations,
// or where results were supplied with the data: then Bind has to look at the
// cells again. The columns are shared, and not changed.
func Rebind(d *Dataset, from, to *Plan) *Dataset {
	if len(d.supplied) > 0 || !slices.Equal(from.reasons, to.reasons) || !slices.Equal(readBy(from.Framework), readBy(to.Framework)) || to.needsDate() != "" && to.AsOf == "" {
		return nil
	}
	out := *d
	entities := map[*rules.Entity]*rules.Entity{}
	for _, e := range from.Framework.Entities {
		entities[e] = entityNamed(to.Framework, e.Name)
	}
	out.spaces = map[*rules.Entity]*Space{}
	for e, s := range d.spaces {
		out.spaces[entities[e]] = &Space{Entity: entities[e], Rows: s.Rows, KeyNames: s.KeyNames, Keys: s.Keys, Labels: s.Labels, parent: s.parent}
	}
	out.Space = out.spaces[to.Framework.Entity]
	out.members = map[*rules.Entity]*memberSet{}
	for e, s := range d.members {
		same := *s
		if s.levels != nil {
			same.levels = map[*rules.Entity]map[int][]bool{}
			for of, present := range s.levels {
				same.levels[entities[of]] = present
			}
		}
		out.members[entities[e]] = &same
	}
	out.inputs = map[*rules.Input][]*Column{}
	for _, in := range to.Framework.Inputs {
		for was, columns := range d.inputs {
			if was.Name == in.Name {
				out.inputs[in] = columns
			}
		}
	}
	out.overrides = map[overrideKey]*Decision{}
	return &out
}

func entityNamed(fw *rules.Framework, name string) *rules.Entity {
	for _, e := range fw.Entities {
		if e.Name == name {
			return e
		}
	}
	return nil
}

// readBy lists what a framework says that binding goes by: what is rated, all of
// its entities, inputs, scales and absences, and of which entities anything is
// asked. Words are among it, since a cell may hold the label of a level or the
// title of a member.
func readBy(fw *rules.Framework) []string {
	var out []string
	for _, e := range fw.Entities {
		out = append(out, "entity "+e.Name)
	}
	for _, b := range fw.Blocks {
		if e := rules.Grain(b.For); e != nil && !slices.Contains(out, "asked of "+e.Name) {
			out = append(out, "asked of "+e.Name)
		}
	}
	slices.Sort(out)
	for _, s := range fw.Meaning() {
		kind, _, _ := strings.Cut(s.Block, ".")
		switch {
		case kind == "entity", kind == "input", kind == "scale", kind == "absence", s.Address() == "framework.entity":
			out = append(out, s.Address()+" "+s.Text)
		}
	}
	return out
}

package engine

import (
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how cut points that were found can be kept, and compared
// with those of other data.

// CutGroup is the cuts of one group, for one combination of members.
type CutGroup struct {
	Points  *rules.CutPoints
	Members []string   // of the entities, other than the rows, that the cuts are for
	Group   string     // what the group shares; "" where there are no groups
	Rows    int        // how many have a value
	Cuts    []*big.Rat // lowest first; nil where there are none
	Why     string     // the reason for having none
}

// FindCuts finds the cut points that rest on data anew, whatever files hold, by
// name, members and group. Cuts have at most 15 significant digits.
func (p *Plan) FindCuts(d *Dataset) []CutGroup {
	anew := *p
	anew.refit = true
	r := newRunning(&anew, d, 0)
	var out []CutGroup
	for _, cp := range p.Framework.CutPoints {
		if cp.Method != rules.FixedCuts && len(cp.Cuts) > 0 {
			out = append(out, r.cutGroups(cp)...)
		}
	}
	return out
}

func (r *running) cutGroups(cp *rules.CutPoints) []CutGroup {
	var out []CutGroup
	axes := r.plan.memberAxes(cp.For)
	one := r.frame(nil)
	for k := range r.data.combos(axes) {
		c := one.empty()
		r.data.unflat(axes, k, c.at)
		g := &grouping{rows: [][]int32{nil}, name: []string{""}}
		if by := cp.List.By(); by != nil {
			f := r.frame(by.Over)
			f.start(0, 0)
			g = f.grouping(by, c)
		}
		for i, rows := range g.rows {
			f := r.frame(nil)
			f.group, f.groupName = rows, g.name[i]
			f.start(0, 1)
			t := f.cutsOf(cp, cp.List, c)
			cg := CutGroup{Points: cp, Members: f.membersOf(cp, c), Group: g.name[i]}
			els, _ := f.elements(cp.List, c)
			for _, el := range els {
				if !el.gone(0) {
					cg.Rows++
				}
			}
			if t.why != 0 {
				cg.Why = r.plan.reasons[t.why].Name
			}
			for _, x := range t.cuts {
				v, _ := x.Float64()
				cg.Cuts = append(cg.Cuts, Exact(Snap(v)))
			}
			if cg.Rows > 0 || cg.Group == "" {
				out = append(out, cg)
			}
		}
	}
	return out
}

package byrow

import (
	"math/big"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines cut points and rankings.

// cutPoint is one cut of the row's group: as a file holds it, or as it is found.
func (fr *frame) cutPoint(c *rules.Call) Value {
	li := c.Args[0].(*rules.List)
	return fr.everyone(c, li, func(in *frame, group string) Value {
		cp := c.Cuts
		if cp.Frozen != nil {
			name := ""
			if group != "" {
				name = group[1:]
			}
			cuts := cp.Frozen.Cuts[rules.FrozenKey(in.namesOf(cp), name)]
			if len(cuts) != cp.Spans-1 {
				return absent(uncovered)
			}
			return number(cuts[c.Cut])
		}
		els, why := in.elements(li)
		s := newSample(els, why)
		switch {
		case s.why != "":
			return absent(s.why)
		case len(s.all) == 0:
			return absent(empty)
		}
		if cp.Method == rules.QuantileCuts {
			return number(engine.Quantile(s.all, cp.Shares[c.Cut], cp.Type))
		}
		centres := engine.KMeans(s.all, cp)
		if centres == nil {
			return absent(undefined)
		}
		half := new(big.Rat).Add(engine.Exact(centres[c.Cut]), engine.Exact(centres[c.Cut+1]))
		return number(half.Quo(half, big.NewRat(2, 1)))
	})
}

// namesOf are the members that cut points are for.
func (fr *frame) namesOf(cp *rules.CutPoints) []string {
	var out []string
	for _, e := range cp.For {
		if !e.Rows {
			out = append(out, fr.memberName(e))
		}
	}
	return out
}

// memberName names the member that the context holds.
func (fr *frame) memberName(e *rules.Entity) string {
	i := fr.at[e.Index]
	if e.Closed && i >= 0 && i < len(e.Members) {
		return e.Members[i].ID
	}
	return ""
}

// rankingOf is the place of the row among those that are ranked: how many of its
// group come before it, by counting them one by one.
func (fr *frame) rankingOf(c *rules.Call) Value {
	p := c.Args[0].(*rules.List).Parts[0]
	r := fr.row.run
	me := fr.row.up(p.Over)
	if me < 0 {
		return absent(notInPopulation)
	}
	group := func(row int) Value {
		if p.By == nil {
			return whole(0)
		}
		return r.row(p.Over, row).frame(fr.at).eval(p.By)
	}
	mine := group(me)
	if mine.Absent != "" {
		return absent(mine.Absent)
	}
	own, why := fr.keysAt(c, p, me)
	if why != "" {
		return absent(why)
	}
	before, equal := int64(0), int64(0)
	var different [][]Value
	for _, row := range r.order(p.Over) {
		if g := group(row); g.Absent != "" || word(g) != word(mine) {
			continue
		}
		keys, why := fr.keysAt(c, p, row)
		if why != "" {
			continue
		}
		switch d := orderOf(c, keys, own); {
		case d < 0:
			before++
			if !hasKeys(c, different, keys) {
				different = append(different, keys)
			}
		case d == 0:
			equal++
		}
	}
	return number(engine.Place(c.Words[len(c.Words)-1], before, equal, int64(len(different))+1))
}

// keysAt are the keys of a row, or why it is not ranked.
func (fr *frame) keysAt(c *rules.Call, p *rules.Part, row int) ([]Value, string) {
	in := fr.row.run.row(p.Over, row).frame(fr.at)
	if p.Cond != nil {
		switch v := in.eval(p.Cond); {
		case v.Absent != "":
			return nil, v.Absent
		case isFalse(v):
			return nil, notInPopulation
		}
	}
	var out []Value
	for _, x := range c.Args[1:] {
		v := in.eval(x)
		if v.Absent != "" {
			return nil, v.Absent
		}
		if t := x.Type(); t.Kind == rules.LevelKind && t.Scale.IsState(v.Code) {
			return nil, offLadder
		}
		out = append(out, v)
	}
	return out, ""
}

// orderOf compares the keys of two rows, each in its order.
func orderOf(c *rules.Call, a, b []Value) int {
	for k := range a {
		d := a[k].Code - b[k].Code
		if a[k].Type.Kind == rules.Number {
			d = a[k].Num.Cmp(b[k].Num)
		}
		if c.Words[k] == "descending" {
			d = -d
		}
		if d != 0 {
			return d
		}
	}
	return 0
}

func hasKeys(c *rules.Call, all [][]Value, keys []Value) bool {
	for _, k := range all {
		if orderOf(c, k, keys) == 0 {
			return true
		}
	}
	return false
}

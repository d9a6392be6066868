package engine

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how tables are read.

// table gives the output of a table and the row that gave it (-1: none).
func (f *frame) table(e *rules.TableCall, c *env) (*Vec, []int32) {
	t := e.Table
	args := make([]*Vec, len(e.Args))
	for k, a := range e.Args {
		args[k] = f.eval(a, c)
	}
	outs := make([]*Vec, len(t.Rows))
	for k, r := range t.Rows {
		outs[k] = constVec(r.Outs[e.Out], f.plan.reason)
	}
	row, why := newInts[int32](f.n), make([]uint8, f.n)
	truths := f.rowTruths(t, args, c)
	dates := f.tableDates(t)
	for i := range f.n {
		if why[i] = dates.why(t, i); why[i] != 0 {
			continue
		}
		row[i], why[i] = choose(t, outs, truths, i)
		if why[i] == whyUndecided {
			why[i] = firstReason(args, i)
		}
	}
	v := f.absentRows(e.T.Kind, whyUncovered)
	for k := range outs {
		f.pick(v, outs[k], func(i int) bool { return row[i] == int32(k) })
	}
	for i, w := range why {
		if w != 0 {
			v.Why[i] = w
		}
	}
	return v, row
}

// rowTruths says for each row of the table and each row of the batch whether it
// holds: 1, 0, or -1 for undecided. Rows of another date do not hold.
func (f *frame) rowTruths(t *rules.Table, args []*Vec, c *env) [][]int8 {
	out := make([][]int8, len(t.Rows))
	dates := f.tableDates(t)
	for k, r := range t.Rows {
		truth := make([]int8, f.n)
		for i := range truth {
			if dates.holds(t, k, i) {
				truth[i] = 1
			}
		}
		for j, cell := range r.Cells {
			if !cell.Any {
				f.cellTruth(truth, t.In[j], cell, args[j], c)
			}
		}
		out[k] = truth
	}
	return out
}

func (f *frame) cellTruth(truth []int8, in rules.TableIn, cell rules.Cell, x *Vec, c *env) {
	var ok *Vec
	if cell.When != nil {
		n := x
		if in.Type.Kind == rules.LevelKind {
			n = f.levelNumber(x, in.Type.Scale, "")
		}
		ok = f.within(n, *cell.When, c)
	} else {
		ok = f.mem.codeVec(rules.Bool)
		f.mem.merge(ok, x)
		for _, v := range cell.Values {
			k := constVec(v, f.plan.reason)
			for i := range f.n {
				if ok.why(i) == 0 && equalAt(x, k, i) {
					ok.Code[i] = 1
				}
			}
		}
	}
	for i := range truth {
		switch {
		case truth[i] == 0:
		case ok.why(i) != 0:
			truth[i] = -1
		case ok.code(i) == 0:
			truth[i] = 0
		}
	}
}

// choose finds the row that decides, by the table's hit policy.
func choose(t *rules.Table, outs []*Vec, truths [][]int8, i int) (int32, uint8) {
	found, doubt := int32(-1), false
	differs := func(k int) bool { return found >= 0 && !equalAt(outs[k], outs[found], 0) }
	beats := func(k int) bool {
		if found < 0 {
			return true
		}
		a, b := outs[k], outs[found]
		c := 0
		if a.Kind == rules.Number {
			c = -compareAt(a, b, 0) // larger is "best"
		} else {
			c = int(a.code(0)) - int(b.code(0))
		}
		if t.Hit == "worst" {
			c = -c
		}
		return c < 0
	}
	switch t.Hit {
	case "first":
		for k := range t.Rows {
			switch truths[k][i] {
			case 1:
				if doubt && differs(k) {
					return -1, whyUndecided
				}
				return int32(k), 0
			case -1:
				if doubt && differs(k) {
					return -1, whyUndecided
				}
				if !doubt {
					found = int32(k)
				}
				doubt = true
			}
		}
		if doubt {
			return -1, whyUndecided
		}
		return -1, whyUncovered
	case "worst", "best":
		for k := range t.Rows {
			if truths[k][i] == 1 && beats(k) {
				found = int32(k)
			}
		}
		for k := range t.Rows {
			if truths[k][i] == -1 && beats(k) {
				return -1, whyUndecided
			}
		}
	default: // unique, agree
		for k := range t.Rows {
			if truths[k][i] == 1 {
				if differs(k) {
					return -1, whyUndecided
				}
				if found < 0 {
					found = int32(k)
				}
			}
		}
		for k := range t.Rows {
			if truths[k][i] == -1 && (found < 0 || differs(k)) {
				return -1, whyUndecided
			}
		}
	}
	if found < 0 {
		return -1, whyUncovered
	}
	return found, 0
}

// firstReason is the reason of the first argument that is absent, for a table
// that it leaves undecided.
func firstReason(args []*Vec, i int) uint8 {
	for _, a := range args {
		if w := a.why(i); w != 0 {
			return w
		}
	}
	return whyUndecided
}

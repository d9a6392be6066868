package byrow

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines decision tables.

// hit is what a table gives: the value and the row that it stands in, or -1,
// and the levels that are still possible where it is undecided.
type hit struct {
	value    Value
	row      int
	possible []int
}

// table reads a table with its arguments. Where an argument is absent and
// leaves it undecided, the result is absent for the argument's reason.
func (fr *frame) table(c *rules.TableCall, args []Value) hit {
	h := fr.tableHit(c, args)
	if h.value.Absent == undecided {
		for _, a := range args {
			if a.Absent != "" {
				h.value = absent(a.Absent)
				break
			}
		}
	}
	return h
}

func (fr *frame) tableHit(c *rules.TableCall, args []Value) hit {
	t := c.Table
	first, end, why := fr.rowsInForce(t)
	if why != "" {
		return hit{value: absent(why), row: -1}
	}
	if t.Hit == "first" {
		return fr.firstRow(c, args, first, end)
	}
	var holding, open []int
	for i := first; i < end; i++ {
		if v := fr.rowHolds(&t.Rows[i], args); isTrue(v) {
			holding = append(holding, i)
		} else if v.Absent != "" {
			open = append(open, i)
		}
	}
	out := func(i int) Value { return t.Rows[i].Outs[c.Out] }
	if len(holding) == 0 {
		if len(open) == 0 {
			return hit{value: absent(uncovered), row: -1}
		}
		return undecidedHit(out, open)
	}
	if t.Hit == "worst" || t.Hit == "best" {
		return extremeRow(out, holding, open, t.Hit == "best")
	}
	all := slices.Concat(holding, open)
	for _, i := range all {
		if !same(out(i), out(holding[0])) {
			return undecidedHit(out, all)
		}
	}
	return hit{value: out(holding[0]), row: holding[0]}
}

func undecidedHit(out func(int) Value, rows []int) hit {
	h := hit{value: absent(undecided), row: -1}
	for _, i := range rows {
		if v := out(i); v.Type.Kind == rules.LevelKind && !slices.Contains(h.possible, v.Code) {
			h.possible = append(h.possible, v.Code)
		}
	}
	return h
}

// firstRow is the first row that holds, among those from first to before end.
func (fr *frame) firstRow(c *rules.TableCall, args []Value, first, end int) hit {
	w := walk{}
	for i := first; i < end; i++ {
		r := &c.Table.Rows[i]
		if w.next(fr.rowHolds(r, args), r.Outs[c.Out]) {
			v, possible := w.end()
			if v.Absent != "" {
				i = -1
			}
			return hit{v, i, possible}
		}
	}
	v, possible := w.end()
	return hit{v, -1, possible}
}

// extremeRow is the worst or best output of the rows that hold, unless one that
// is undecided would change it. Of numbers, the worst is the smallest.
func extremeRow(out func(int) Value, holding, open []int, best bool) hit {
	top := func(rows []int) int {
		var els []*element
		for _, i := range rows {
			els = append(els, &element{x: out(i)})
		}
		if slices.IndexFunc(els, func(el *element) bool { return !same(el.x, els[0].x) }) < 0 {
			return rows[0]
		}
		if i := decider(best, els); i >= 0 {
			return rows[i]
		}
		return -1
	}
	i := top(holding)
	if i < 0 {
		return hit{value: absent(offLadder), row: -1}
	}
	all := slices.Concat(holding, open)
	if j := top(all); j < 0 || !same(out(j), out(i)) {
		return undecidedHit(out, all)
	}
	return hit{value: out(i), row: i}
}

// rowHolds says whether each cell of a row holds.
func (fr *frame) rowHolds(r *rules.TableRow, args []Value) Value {
	out := boolean(true)
	for i, c := range r.Cells {
		out = and(out, fr.cellHolds(c, args[i]))
	}
	return out
}

func (fr *frame) cellHolds(c rules.Cell, x Value) Value {
	switch {
	case c.Any:
		return boolean(true)
	case x.Absent != "":
		return absent(x.Absent)
	case c.When != nil:
		return fr.within(*c.When, x)
	}
	return boolean(slices.ContainsFunc(c.Values, func(v Value) bool { return v.Equal(x) }))
}

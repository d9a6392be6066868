package engine

import (
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines lists over rows: of everyone, and of the rows within a row.

// source evaluates the expressions of a part for one element of it.
type source func(x rules.Expr) *Vec

// everyone gathers all rows, or those of the frame's group, as single values.
func (f *frame) everyone(p *rules.Part, c *env, add func(p *rules.Part, el *element, get source)) {
	if f.grain != nil {
		panic("engine: a list of everyone in the context of a row")
	}
	space := f.data.rowsOf(p.Over)
	rows := f.group
	if rows == nil || p.By == nil {
		rows = space.sorted()
	}
	wholes := map[rules.Expr]*Vec{}
	row := int32(0)
	get := func(x rules.Expr) *Vec {
		w, known := wholes[x]
		if !known {
			w = f.whole(x, p.Over, c)
			wholes[x] = w
		}
		return w.at(int(row))
	}
	for _, row = range rows {
		add(p, &element{of: space, rows: []int32{row}}, get)
	}
}

// at is the value in row i as a vector of its own.
func (v *Vec) at(i int) *Vec {
	if v.len() == 1 {
		return v
	}
	out := &Vec{Kind: v.Kind, Dec: v.Dec, Int: v.Int, err: v.err, max: -1}
	if v.Why != nil && v.Why[i] != 0 {
		out.Why = v.Why[i : i+1]
	}
	switch v.Kind {
	case rules.Number:
		out.Num = v.Num[i : i+1]
		if v.exact != nil {
			out.exact = func(int) *big.Rat { return v.exact(i) }
			out.wider = func(int) wide { return v.wide(i) }
		}
	case rules.TextKind:
		out.Text = v.Text[i : i+1]
	default:
		out.Code = v.Code[i : i+1]
	}
	return out
}

// rowsWithin gathers the rows within each row of the frame: the first of each, the
// second of each, and so on, in the order of their keys.
func (f *frame) rowsWithin(p *rules.Part, c *env, add func(p *rules.Part, el *element, get source)) {
	kids := f.run.childrenOf(p.Over, p.Restrict)
	space := f.data.rowsOf(p.Over)
	above := f.data.climb(f.grain, p.Restrict, f.lo, f.n)
	most := 0
	for _, r := range above {
		if r >= 0 {
			most = max(most, len(kids[r]))
		}
	}
	for k := range most {
		el := &element{of: space, rows: make([]int32, f.n)}
		for i, r := range above {
			el.rows[i] = -1
			if r >= 0 && k < len(kids[r]) {
				el.rows[i] = kids[r][k]
			} else {
				el.drop(f.n, i)
			}
		}
		add(p, el, func(x rules.Expr) *Vec {
			return f.gatherRows(f.whole(x, p.Over, c), el.rows, whyNotReported)
		})
	}
}

// called is the element's name in row i.
func (e *element) called(i int) string {
	if e.of == nil {
		return e.name
	}
	r := e.rows[min(i, len(e.rows)-1)]
	if r < 0 {
		return ""
	}
	return e.of.KeyText(int(r))
}

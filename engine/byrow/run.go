package byrow

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines runs: all rows of the data, and how they lie within one
// another.

// Run is a framework over data. What is the same for everyone is computed when
// it is first asked for and kept. It is not safe for several goroutines.
type Run struct {
	prog   *Program
	src    Source
	single bool // one entity: what it is within is the first of each kind
	err    error

	rows     map[place]*Row // rows that others read
	orders   map[*rules.Entity][]int
	children map[[2]*rules.Entity]map[int][]int
	figures  map[figure]Value
	samples  map[figure]*sample
	groups   map[figure]*grouping
}

// place is a row of an entity; of none, the one row of figures of everyone.
type place struct {
	e   *rules.Entity
	row int
}

// figure names what is the same for everyone, or for all of a group.
type figure struct {
	what  any
	at    string
	group string
}

// mostRows bounds how many rows are kept besides those under evaluation.
const mostRows = 1 << 14

func (p *Program) newRun(src Source, single bool) *Run {
	return &Run{prog: p, src: src, single: single, rows: map[place]*Row{}, orders: map[*rules.Entity][]int{}, children: map[[2]*rules.Entity]map[int][]int{},
		figures: map[figure]Value{}, samples: map[figure]*sample{}, groups: map[figure]*grouping{}}
}

// Over begins an evaluation of all rows that the source knows.
func (p *Program) Over(src Source) *Run { return p.newRun(src, false) }

// Eval begins the evaluation of one entity. Nothing is computed before it is
// asked for.
func (p *Program) Eval(src Source) *Row {
	r := p.newRun(src, true)
	return r.row(p.fw.Entity, 0)
}

// Row is a row of an entity of rows; with nil, the one row in which figures of
// everyone stand.
func (r *Run) Row(e *rules.Entity, row int) *Row {
	if e == nil {
		return r.row(nil, 0)
	}
	return r.newRow(place{e, row}) // what only this row computes may go with it
}

// Err is the first fault of this package, or of the source.
func (r *Run) Err() error { return r.err }

func (r *Run) newRow(p place) *Row {
	return &Row{run: r, place: p, cells: map[key]*cell{}, inputs: map[key]*Value{}}
}

// row is a row that others read; it is kept.
func (r *Run) row(e *rules.Entity, i int) *Row {
	p := place{e, i}
	out := r.rows[p]
	if out == nil {
		if len(r.rows) >= mostRows {
			clear(r.rows)
		}
		out = r.newRow(p)
		r.rows[p] = out
	}
	return out
}

// count is how many rows or members an entity has.
func (r *Run) count(e *rules.Entity) int {
	switch {
	case !e.Rows && e.Closed:
		return len(e.Members)
	case r.single && r.prog.fw.Entity.IsWithin(e):
		return 1
	}
	return r.src.Members(e)
}

// parent is the row or member of e.Within that one of e is within, or -1.
func (r *Run) parent(e *rules.Entity, i int) int {
	if !e.Rows && e.Closed {
		return e.Members[i].Parent
	}
	if r.single && e.Within != nil && r.prog.fw.Entity.IsWithin(e.Within) {
		return 0
	}
	if p, ok := r.src.(Parents); ok {
		return p.Parent(e, i)
	}
	return -1
}

// climb is the row or member of up that one of e is, or is within; -1 where that
// is not known.
func (r *Run) climb(e *rules.Entity, i int, up *rules.Entity) int {
	for e != up && i >= 0 {
		if e == nil {
			return -1
		}
		i, e = r.parent(e, i), e.Within
	}
	return i
}

// order is the rows of an entity in the order of their keys.
func (r *Run) order(e *rules.Entity) []int {
	out, known := r.orders[e]
	if known {
		return out
	}
	if o, ok := r.src.(Ordered); ok {
		out = o.Order(e)
	} else {
		for i := range r.count(e) {
			out = append(out, i)
		}
	}
	r.orders[e] = out
	return out
}

// within are the rows of e within one of up, in the order of their keys.
func (r *Run) within(e, up *rules.Entity, row int) []int {
	k := [2]*rules.Entity{e, up}
	all, known := r.children[k]
	if !known {
		all = map[int][]int{}
		for _, i := range r.order(e) {
			if p := r.climb(e, i, up); p >= 0 {
				all[p] = append(all[p], i)
			}
		}
		r.children[k] = all
	}
	return all[row]
}

// grouping is the rows of an entity by what they share.
type grouping struct {
	of   map[int]Value // by row: what it shares
	rows map[string][]int
}

// grouping divides the rows that a part ranges over.
func (fr *frame) grouping(p *rules.Part) *grouping {
	r := fr.row.run
	k := figure{what: p.By, at: fr.members()}
	g := r.groups[k]
	if g == nil {
		g = &grouping{of: map[int]Value{}, rows: map[string][]int{}}
		for _, i := range r.order(p.Over) {
			v := r.row(p.Over, i).frame(fr.at).eval(p.By)
			g.of[i] = v
			if v.Absent == "" {
				g.rows[word(v)] = append(g.rows[word(v)], i)
			}
		}
		r.groups[k] = g
	}
	return g
}

// word is a value as text that is the same for equal values, and for no others.
func word(v Value) string {
	if v.Type.Kind == rules.Number {
		return v.Num.RatString()
	}
	return v.String()
}

// everyone gives what do makes of a list over all rows, once: for everyone, or
// for each group, whose rows the frame then holds.
func (fr *frame) everyone(what any, li *rules.List, do func(fr *frame, group string) Value) Value {
	r := fr.row.run
	in := r.row(nil, 0).frame(fr.at)
	group := ""
	if by := li.By(); by != nil {
		i := fr.row.up(by.Over)
		if i < 0 {
			return absent(notInPopulation)
		}
		g := fr.grouping(by)
		v := g.of[i]
		if v.Absent != "" {
			return absent(v.Absent)
		}
		group = "=" + word(v)
		in.group = slices.Clip(g.rows[word(v)])
	}
	k := figure{what: what, at: fr.members(), group: group}
	if what == nil {
		return do(in, group)
	}
	v, known := r.figures[k]
	if !known {
		v = do(in, group)
		r.figures[k] = v
	}
	return v
}

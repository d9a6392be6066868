package engine_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// This file defines generated data with rows of several entities.

// world is what the data says of all rows.
type world struct {
	fw       *rules.Framework
	rows     map[*rules.Entity]int
	keys     map[*rules.Entity][]string
	parents  map[*rules.Entity][]int
	inputs   map[*rules.Input][][]rules.Value // by row, by combination of members; one row of what is for everyone
	supplied map[*rules.Block][][]rules.Value
	decided  map[*rules.Block][][]int // by row and combination; -1: no decision
	visits   [][]bool                 // by member of visit, by rated row
}

// members is how many members an entity has whose members are no rows.
func (w *world) members(e *rules.Entity) int {
	if e.Closed {
		return len(e.Members)
	}
	return len(w.visits)
}

func (w *world) combos(axes []*rules.Entity) int {
	n := 1
	for _, e := range axes {
		if !e.Rows {
			n *= w.members(e)
		}
	}
	return n
}

func (w *world) count(axes []*rules.Entity) int {
	if g := rules.Grain(axes); g != nil {
		return w.rows[g]
	}
	return 1
}

// world draws rows of every entity and what is said of them.
func (g *grammar) world(fw *rules.Framework, rated int) *world {
	w := &world{fw: fw, rows: map[*rules.Entity]int{}, keys: map[*rules.Entity][]string{}, parents: map[*rules.Entity][]int{},
		inputs: map[*rules.Input][][]rules.Value{}, supplied: map[*rules.Block][][]rules.Value{}, decided: map[*rules.Block][][]int{}}
	for _, e := range grains(fw) {
		if e == nil {
			continue
		}
		n := map[string]int{"country": g.n(1, 2), "region": g.n(1, 3), "row": rated, "site": g.n(0, 9), "ward": g.n(0, 6)}[e.Name]
		w.rows[e] = n
		for _, k := range rapid.Permutation(identity(n)).Draw(g.t, "keys") {
			w.keys[e] = append(w.keys[e], fmt.Sprintf("%s%02d", e.Name, k))
			p := -1
			if e.Within != nil && w.rows[e.Within] > 0 && !g.maybe(4) {
				p = g.n(0, w.rows[e.Within]-1)
			}
			w.parents[e] = append(w.parents[e], p)
		}
	}
	for range g.n(0, 3) {
		var there []bool
		for range rated {
			there = append(there, g.maybe(60))
		}
		w.visits = append(w.visits, there)
	}
	for _, in := range fw.Inputs {
		w.inputs[in] = g.column(w, in.Type, in.For)
	}
	for _, b := range fw.Blocks {
		if !b.NamedList() && g.maybe(4) {
			w.supplied[b] = g.column(w, b.Type, b.For)
		}
		if len(b.Overrides) > 0 {
			w.decided[b] = make([][]int, w.count(b.For))
			for i := range w.decided[b] {
				for range w.combos(b.For) {
					w.decided[b][i] = append(w.decided[b][i], max(g.n(-4, b.Scale.Len()-1), -1))
				}
			}
		}
	}
	return w
}

// column draws values: any, a few that repeat, or one for all.
func (g *grammar) column(w *world, t rules.Type, axes []*rules.Entity) [][]rules.Value {
	var few []rules.Value
	if g.maybe(40) {
		for range g.n(1, 3) {
			few = append(few, g.value(t))
		}
	}
	out := make([][]rules.Value, w.count(axes))
	for i := range out {
		for range w.combos(axes) {
			v := g.value(t)
			if few != nil {
				v = rapid.SampledFrom(few).Draw(g.t, "few")
			}
			out[i] = append(out[i], v)
		}
	}
	return out
}

// order is the rows of each entity in some order.
type order map[*rules.Entity][]int

func (w *world) asDrawn() order {
	o := order{}
	for e, n := range w.rows {
		o[e] = identity(n)
	}
	return o
}

func (w *world) shuffled(t *rapid.T) order {
	o := order{}
	for _, e := range grains(w.fw)[1:] {
		o[e] = rapid.Permutation(identity(w.rows[e])).Draw(t, e.Name)
	}
	return o
}

// of is the rows of a quantity in the order.
func (o order) of(axes []*rules.Entity) []int {
	if g := rules.Grain(axes); g != nil {
		return o[g]
	}
	return []int{0}
}

// dataset binds the rows in an order.
func (w *world) dataset(p *engine.Plan, o order) *engine.Dataset {
	d := engine.NewDataset(p, w.rows[w.fw.Entity])
	place := map[*rules.Entity][]int{}
	for e, rows := range o {
		place[e] = make([]int, len(rows))
		for i, r := range rows {
			place[e][r] = i
		}
	}
	for e, rows := range o {
		s := d.SpaceOf(e)
		s.Rows = len(rows)
		s.Keys = [][]string{nil}
		parents := make([]int32, len(rows))
		for i, r := range rows {
			s.Keys[0] = append(s.Keys[0], w.keys[e][r])
			if parents[i] = -1; w.parents[e][r] >= 0 {
				parents[i] = int32(place[e.Within][w.parents[e][r]])
			}
		}
		if e.Within != nil {
			s.SetParents(parents)
		}
	}
	for _, e := range w.fw.Entities {
		if !e.Rows && !e.Closed {
			present := make([][]bool, len(w.visits))
			for m, there := range w.visits {
				present[m] = make([]bool, len(there))
				for i, r := range o[w.fw.Entity] {
					present[m][i] = there[r]
				}
			}
			d.SetMembers(e, present)
		}
	}
	columns := func(t rules.Type, axes []*rules.Entity, values [][]rules.Value, set func(k int, c *engine.Column)) {
		for k := range w.combos(axes) {
			c := engine.NewColumn(t, w.count(axes))
			for i, r := range o.of(axes) {
				c.Set(i, values[r][k], p)
			}
			set(k, c)
		}
	}
	for in, values := range w.inputs {
		columns(in.Type, in.For, values, func(k int, c *engine.Column) { d.SetInput(in, k, c) })
	}
	for b, levels := range w.decided {
		for i, r := range o.of(b.For) {
			for k, to := range levels[r] {
				if to >= 0 {
					d.Decide(b, k, i, to)
				}
			}
		}
	}
	for b, values := range w.supplied {
		columns(b.Type, b.For, values, func(k int, c *engine.Column) { d.Supply(b, k, c) })
	}
	return d
}

func (w *world) Decision(b *rules.Block, at byrow.Context) (int, bool) {
	levels, ok := w.decided[b]
	if !ok {
		return 0, false
	}
	to := find(w, levels, b.For, at)
	return to, to >= 0
}

// find is what stands for the context among values by row and combination.
func find[T any](w *world, values [][]T, axes []*rules.Entity, at byrow.Context) T {
	row, k := 0, 0
	for _, e := range axes {
		if !e.Rows {
			k = k*w.members(e) + at.Member(e)
		}
	}
	if g := rules.Grain(axes); g != nil {
		row = at.Member(g)
	}
	return values[row][k]
}

func (w *world) Input(in *rules.Input, at byrow.Context) rules.Value {
	return find(w, w.inputs[in], in.For, at)
}

func (w *world) Block(b *rules.Block, at byrow.Context) (rules.Value, bool) {
	values, ok := w.supplied[b]
	if !ok {
		return rules.Value{}, false
	}
	return find(w, values, b.For, at), true
}

func (w *world) Members(e *rules.Entity) int {
	if e.Rows {
		return w.rows[e]
	}
	return w.members(e)
}

func (w *world) Parent(e *rules.Entity, m int) int {
	if !e.Rows {
		return -1
	}
	return w.parents[e][m]
}

func (w *world) Order(e *rules.Entity) []int {
	out := identity(w.rows[e])
	slices.SortFunc(out, func(a, b int) int { return cmp.Compare(w.keys[e][a], w.keys[e][b]) })
	return out
}

func (w *world) MemberName(e *rules.Entity, m int) string {
	if e.Rows {
		return w.keys[e][m]
	}
	return fmt.Sprint("m", m)
}

func (w *world) Present(e *rules.Entity, m int, of *rules.Entity, row int) bool {
	if !of.IsWithin(w.fw.Entity) {
		return true
	}
	for ; of != w.fw.Entity && row >= 0; of = of.Within {
		row = w.Parent(of, row)
	}
	return row >= 0 && w.visits[m][row]
}

// text shows the data to people.
func (w *world) text() string {
	var out strings.Builder
	for _, e := range grains(w.fw)[1:] {
		fmt.Fprintf(&out, "%s: %v within %v\n", e.Name, w.keys[e], w.parents[e])
	}
	line := func(name string, values [][]rules.Value) {
		out.WriteString(name + " =")
		for _, row := range values {
			var xs []string
			for _, v := range row {
				xs = append(xs, valueText(v))
			}
			out.WriteString(" " + strings.Join(xs, ","))
		}
		out.WriteByte('\n')
	}
	for _, in := range w.fw.Inputs {
		line(in.Name, w.inputs[in])
	}
	for _, b := range w.fw.Blocks {
		if levels, ok := w.decided[b]; ok {
			fmt.Fprintf(&out, "decided %s = %v\n", b.Name, levels)
		}
		if values, ok := w.supplied[b]; ok {
			line("supplied "+b.Name, values)
		}
	}
	return out.String()
}

// compareWorld runs both executors and compares every block, of every entity,
// for every row and combination of members.
func compareWorld(t fataler, text string, w *world, jobs int) {
	t.Helper()
	fw := w.fw
	p := engine.Compile(fw, engine.Options{AsOf: asOf})
	res := run(t, p, w.dataset(p, w.asDrawn()), jobs)
	days, _ := rules.Days(asOf)
	prog, err := byrow.Compile(fw, byrow.Options{AsOf: days})
	if err != nil {
		t.Fatalf("%v\n%s", err, tail(text))
	}
	all := prog.Over(w)
	for _, b := range res.Blocks {
		for i := range w.count(b.For) {
			r := all.Row(rules.Grain(b.For), i)
			for _, o := range res.Outcomes[b] {
				want := r.Block(b, contextOf(b, o))
				if r.Err() != nil {
					t.Fatalf("%v\n%s", r.Err(), tail(text))
				}
				if diff := difference(p, b, o, want, i); diff != "" {
					t.Fatalf("%s %q%v, row %d: %s\n%s\n%s", b.Kind, b.Name, o.Members, i, diff, w.text(), tail(text))
				}
			}
		}
	}
}

// sameWorlds compares a run with one of the same rows in another order.
func sameWorlds(t fataler, text string, one, other *engine.Result, o order) {
	t.Helper()
	for _, b := range one.Blocks {
		for k, x := range one.Outcomes[b] {
			y := other.Outcomes[b][k]
			for i, r := range o.of(b.For) {
				if got, want := exactText(one.Plan, b.Type, y.Final, i), exactText(one.Plan, b.Type, x.Final, r); got != want {
					t.Fatalf("%s %q%v: %s in one order, %s in another\n%s", b.Kind, b.Name, x.Members, want, got, tail(text))
				}
			}
		}
	}
}

func exactText(p *engine.Plan, t rules.Type, c *engine.Column, i int) string {
	if t.Kind == rules.Number && c.Why[i] == 0 {
		return rules.FloatText(c.Num[i])
	}
	return cellText(p, t, c, i)
}

// repeated is n copies of a world beside one another.
func (w *world) repeated(n int) *world {
	out := &world{fw: w.fw, rows: map[*rules.Entity]int{}, keys: map[*rules.Entity][]string{}, parents: map[*rules.Entity][]int{},
		inputs: map[*rules.Input][][]rules.Value{}, supplied: map[*rules.Block][][]rules.Value{}, decided: map[*rules.Block][][]int{}}
	for k := range n {
		for e, rows := range w.rows {
			for i := range rows {
				p := w.parents[e][i]
				if p >= 0 {
					p += k * w.rows[e.Within]
				}
				out.keys[e] = append(out.keys[e], fmt.Sprintf("%s-%d", w.keys[e][i], k))
				out.parents[e] = append(out.parents[e], p)
			}
			out.rows[e] += rows
		}
	}
	copies := func(axes []*rules.Entity) int {
		if rules.Grain(axes) == nil {
			return 1
		}
		return n
	}
	for in, values := range w.inputs {
		out.inputs[in] = slices.Repeat(values, copies(in.For))
	}
	for b, values := range w.supplied {
		out.supplied[b] = slices.Repeat(values, copies(b.For))
	}
	for b, levels := range w.decided {
		out.decided[b] = slices.Repeat(levels, copies(b.For))
	}
	for _, there := range w.visits {
		out.visits = append(out.visits, slices.Repeat(there, n))
	}
	return out
}

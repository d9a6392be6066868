package impact

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how one result is compared: who moved, from where to where
// and how far.

// standing is one result of one row: what it is, and where it stands on a ladder
// or a line of numbers.
type standing struct {
	id   string
	on   bool // at is known
	at   float64
	rank int // of a level: 0 is the lowest
}

// view reads one outcome of one side.
type view struct {
	r    *rated
	b    *rules.Block
	o    *engine.Outcome
	name string
	bare bool // numbers are not written, only compared
}

// of is the result of a row.
func (v view) of(row int) standing {
	c := v.o.Final
	if w := c.Why[row]; w != 0 {
		return standing{id: absentID + v.r.plan.Reason(w).Name}
	}
	switch c.Kind {
	case rules.LevelKind:
		code, s := int(c.Code[row]), v.b.Type.Scale
		out := standing{id: s.Level(code).ID}
		if s.Ordered && !s.IsState(code) {
			out.on, out.rank = true, len(s.Levels)-1-code
			out.at = float64(out.rank)
		}
		return out
	case rules.Number:
		out := standing{on: true, at: c.Num[row]}
		if !v.bare {
			out.id = rules.FloatText(out.at)
		}
		return out
	case rules.TextKind:
		return standing{id: c.Text[row]}
	}
	return standing{id: rules.Value{Type: v.b.Type, Code: int(c.Code[row])}.String()}
}

const absentID = "absent: "

// block compares a block, for each combination of its members that both have.
func (c *comparison) block(was, now *rules.Block) {
	before := views(c.ra, was)
	for _, v := range views(c.rb, now) {
		k := slices.IndexFunc(before, func(x view) bool { return x.name == v.name })
		if k < 0 {
			c.note("%s is published after, not before", v.name)
			continue
		}
		if was.Type.Kind != now.Type.Kind {
			c.note("%s is of another type than before", v.name)
			continue
		}
		was, now := before[k], v
		was.bare, now.bare = c.brief, c.brief
		r := c.result(was, now)
		c.report.Results = append(c.report.Results, r)
		if c.brief {
			c.views[r] = [2]view{before[k], v}
		}
	}
}

// views are the outcomes of a block, by the names of their columns.
func views(r *rated, b *rules.Block) []view {
	var out []view
	for _, o := range r.res.Outcomes[b] {
		name := []string{b.Name}
		for _, e := range b.For {
			if !e.Rows {
				name = append(name, r.data.MemberName(e, int(o.Members[len(name)-1])))
			}
		}
		out = append(out, view{r: r, b: b, o: o, name: strings.Join(name, ".")})
	}
	return out
}

// sameLadder reports whether two scales have the same levels in the same order.
func sameLadder(a, b *rules.Scale) bool {
	return a != nil && b != nil && a.Ordered && b.Ordered &&
		slices.EqualFunc(a.Levels, b.Levels, func(x, y rules.Level) bool { return x.ID == y.ID })
}

func (c *comparison) result(was, now view) *Result {
	out := &Result{Name: now.name, Title: now.b.Title, block: now.b.Name}
	number := now.b.Type.Kind == rules.Number
	out.Ordered = number || sameLadder(was.b.Type.Scale, now.b.Type.Scale)
	t := newMatrix(was, now)
	far := map[int]int{}
	counted := !number && now.b.Type.Kind != rules.TextKind
	for _, p := range c.rows {
		if number && sameNumber(was.o.Final, now.o.Final, p) {
			continue
		}
		x, y := was.of(p.a), now.of(p.b)
		if counted {
			t.count(x, y)
		}
		if x.id == y.id && !(number && x.on && y.on) { // of two numbers it is known that they differ
			continue
		}
		out.Moved++
		m := &Mover{rowA: p.a, rowB: p.b}
		if !c.brief {
			c.name(m, x, y)
		}
		switch {
		case !out.Ordered || !x.on || !y.on:
			out.Other++
		case y.at > x.at:
			out.Up++
		default:
			out.Down++
		}
		if out.Ordered && x.on && y.on {
			m.start, m.by = x.at, y.at-x.at
			if !number {
				n := y.rank - x.rank
				m.Levels = &n
				far[n]++
			}
		}
		out.Movers = append(out.Movers, m)
	}
	if counted {
		out.Outcomes, out.Matrix = t.done()
		out.kappa(was, now, t)
	}
	for n, k := range far {
		out.Distance = append(out.Distance, Distance{n, k})
	}
	slices.SortFunc(out.Distance, func(x, y Distance) int { return y.Levels - x.Levels })
	out.Scores = c.scores(was, now)
	return out
}

// name says who a mover is, and from where to where it moves.
func (c *comparison) name(m *Mover, x, y standing) {
	space := c.rb.space()
	m.Key, m.From, m.To = space.KeyText(m.rowB), x.id, y.id
	if m.rowB < len(space.Labels) {
		m.Label = space.Labels[m.rowB]
	}
}

// sameNumber reports whether both have a number, and the same: most do, and need
// no text.
func sameNumber(was, now *engine.Column, p pair) bool {
	return was.Why[p.a] == 0 && now.Why[p.b] == 0 && was.Num[p.a] == now.Num[p.b]
}

// matrix counts moves between outcomes.
type matrix struct {
	outcomes []Outcome
	index    map[string]int
	n        map[[2]int]int
	levels   int // how many of the first outcomes are levels
}

// newMatrix begins with the levels and states of both scales, best first.
func newMatrix(was, now view) *matrix {
	m := &matrix{index: map[string]int{}, n: map[[2]int]int{}}
	put := func(s *rules.Scale, states bool) {
		for code := 0; s != nil && code < s.Len(); code++ {
			if s.IsState(code) == states {
				lv := s.Level(code)
				m.add(Outcome{ID: lv.ID, Label: lv.Label, Kind: map[bool]string{false: "level", true: "state"}[states]})
			}
		}
	}
	for _, states := range []bool{false, true} {
		put(now.b.Type.Scale, states)
		put(was.b.Type.Scale, states)
		if !states {
			m.levels = len(m.outcomes)
		}
	}
	return m
}

func (m *matrix) add(o Outcome) int {
	k, ok := m.index[o.ID]
	if !ok {
		k = len(m.outcomes)
		m.index[o.ID] = k
		m.outcomes = append(m.outcomes, o)
	}
	return k
}

func (m *matrix) place(s standing) int {
	if k, ok := m.index[s.id]; ok {
		return k
	}
	kind := "value"
	if strings.HasPrefix(s.id, absentID) {
		kind = "absent"
	}
	return m.add(Outcome{ID: s.id, Kind: kind})
}

func (m *matrix) count(x, y standing) { m.n[[2]int{m.place(x), m.place(y)}]++ }

// done gives the outcomes that are levels or occur, levels first, then states,
// then reasons by name.
func (m *matrix) done() ([]Outcome, [][]int) {
	used := map[int]bool{}
	for k := range m.n {
		used[k[0]], used[k[1]] = true, true
	}
	var keep []int
	for k, o := range m.outcomes {
		if o.Kind == "level" || used[k] {
			keep = append(keep, k)
		}
	}
	slices.SortStableFunc(keep, func(a, b int) int {
		x, y := m.outcomes[a], m.outcomes[b]
		if x.Kind == "absent" && y.Kind == "absent" {
			return strings.Compare(x.ID, y.ID)
		}
		return boolInt(x.Kind == "absent") - boolInt(y.Kind == "absent")
	})
	var out []Outcome
	var rows [][]int
	for _, i := range keep {
		out = append(out, m.outcomes[i])
		row := make([]int, len(keep))
		for j, k := range keep {
			row[j] = m.n[[2]int{i, k}]
		}
		rows = append(rows, row)
	}
	return out, rows
}

// kappa is the agreement of the two ratings beyond chance, weighted by the square
// of the distance, over those who have a level in both.
func (r *Result) kappa(was, now view, m *matrix) {
	if !r.Ordered {
		r.NoKappa = "the levels are not one ladder in both"
		return
	}
	k := m.levels
	rows, cols := make([]int64, k), make([]int64, k)
	total, seen := int64(0), new(big.Int)
	square := func(i, j int) int64 { return int64(i-j) * int64(i-j) }
	for i := range k {
		for j := range k {
			n := int64(m.n[[2]int{i, j}])
			rows[i], cols[j], total = rows[i]+n, cols[j]+n, total+n
			seen.Add(seen, big.NewInt(n*square(i, j)))
		}
	}
	chance := new(big.Int)
	for i := range k {
		for j := range k {
			x := new(big.Int).Mul(big.NewInt(rows[i]), big.NewInt(cols[j]))
			chance.Add(chance, x.Mul(x, big.NewInt(square(i, j))))
		}
	}
	if chance.Sign() == 0 {
		r.NoKappa = "all who have a level have the same one"
		return
	}
	d := new(big.Rat).SetFrac(seen.Mul(seen, big.NewInt(total)), chance)
	r.Kappa = new(big.Rat).Sub(big.NewRat(1, 1), d).FloatString(4)
}

// scores compares the number behind a result, or the result that is a number.
func (c *comparison) scores(was, now view) *Scores {
	x, y := numbersOf(was), numbersOf(now)
	if x == nil || y == nil {
		return nil
	}
	out := &Scores{Of: now.name}
	if now.o.Value != nil {
		out.Of += ".value"
	}
	var shifts []float64
	var before, after float64
	for _, p := range c.rows {
		if x.Why[p.a] != 0 || y.Why[p.b] != 0 {
			continue
		}
		before, after = before+x.Num[p.a], after+y.Num[p.b]
		s := snap(y.Num[p.b] - x.Num[p.a])
		shifts = append(shifts, s)
		out.Different += boolInt(s != 0)
	}
	if out.Both = len(shifts); out.Both == 0 {
		return nil
	}
	n := float64(out.Both)
	out.Before, out.After, out.Shift = shortNumber(before/n), shortNumber(after/n), shortNumber((after-before)/n)
	slices.Sort(shifts)
	for _, q := range []struct {
		share string
		at    float64
	}{{"lowest", 0}, {"5%", 0.05}, {"25%", 0.25}, {"50%", 0.5}, {"75%", 0.75}, {"95%", 0.95}, {"highest", 1}} {
		k := min(int(math.Ceil(q.at*n)), out.Both) - 1
		out.Quantiles = append(out.Quantiles, Quantile{q.share, shortNumber(shifts[max(k, 0)])})
	}
	return out
}

func numbersOf(v view) *engine.Column {
	if v.o.Value != nil && v.o.Value.Kind == rules.Number {
		return v.o.Value
	}
	if v.b.Type.Kind == rules.Number {
		return v.o.Final
	}
	return nil
}

// snap takes away what the subtraction of two decimals adds in its last digits.
func snap(x float64) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	if err != nil || math.Abs(y) < 1e-12 {
		return 0
	}
	return y
}

func shortNumber(x float64) string {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	return rules.FloatText(y)
}

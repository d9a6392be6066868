package engine

import (
	"fmt"
	"math"
	"math/big"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines what is computed of everyone, once: whole columns that other
// rows read, and figures of lists over all rows.

// running is what the frames of one run share. Nothing in it is computed before
// somebody asks, and nothing twice.
type running struct {
	plan    *Plan
	data    *Dataset
	jobs    int
	meaning string         // digest of the framework's, for explanations
	set     func(f *frame) // what trials set in every frame; may be nil

	mu       sync.Mutex
	wholes   map[wholeKey]*whole
	groups   map[wholeKey]*grouping
	samples  map[wholeKey]*sample
	fits     map[wholeKey]*fit
	children map[[2]*rules.Entity][][]int32
	kept     map[keptKey]*cols
}

// wholeKey names what is computed, and for which members.
type wholeKey struct {
	what  any // an expression, or a quantity
	stage rules.Stage
	at    string
	group int
}

type keptKey struct {
	block    *rules.Block
	k, batch int
}

type whole struct {
	once sync.Once
	vec  *Vec
}

func newRunning(p *Plan, d *Dataset, jobs int) *running {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return &running{plan: p, data: d, jobs: jobs, wholes: map[wholeKey]*whole{}, groups: map[wholeKey]*grouping{},
		samples: map[wholeKey]*sample{}, fits: map[wholeKey]*fit{}, children: map[[2]*rules.Entity][][]int32{}, kept: map[keptKey]*cols{}}
}

// membersKey is the text of the members that a context holds.
func membersKey(c *env) string {
	b := make([]byte, 0, 4*len(c.at))
	for _, m := range c.at {
		b = strconv.AppendInt(b, int64(m), 36)
		b = append(b, ' ')
	}
	return string(b)
}

// whole gives a column over all rows of e, computed when first asked for. One row
// where e is nil.
func (r *running) whole(key wholeKey, e *rules.Entity, eval func(f *frame) *Vec) *Vec {
	r.mu.Lock()
	w := r.wholes[key]
	if w == nil {
		w = &whole{}
		r.wholes[key] = w
	}
	r.mu.Unlock()
	w.once.Do(func() {
		v := r.overRows(e, eval)
		v.maxAbs()
		v.finer()
		v.remember()
		w.vec = v
	})
	if w.vec == nil { // it panicked in another goroutine
		panic("engine: a figure of everyone could not be computed")
	}
	return w.vec
}

// overRows evaluates for every row of e, batch by batch on several cores.
func (r *running) overRows(e *rules.Entity, eval func(f *frame) *Vec) *Vec {
	if e == nil {
		f := r.frame(nil)
		f.start(0, 1)
		return eval(f)
	}
	rows := r.data.rowsOf(e).Rows
	parts := make([]*Vec, max((rows+batchRows-1)/batchRows, 1)) // of no rows, one of the right kind
	eachBatch(len(parts), r.jobs, func(k int) {
		f := r.frame(e)
		f.keeps = true
		f.start(k*batchRows, min(batchRows, rows-k*batchRows))
		parts[k] = eval(f)
		parts[k].finer()
	})
	return joinVecs(parts, rows)
}

// eachBatch calls do for 0 to n-1 on several goroutines; a panic in one of them
// is passed on.
func eachBatch(n, jobs int, do func(k int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var mu sync.Mutex
	var fault any
	work := func() {
		defer func() {
			if p := recover(); p != nil {
				mu.Lock()
				fault = fmt.Sprintf("%v\n%s", p, debug.Stack())
				mu.Unlock()
			}
		}()
		for {
			k := int(next.Add(1)) - 1
			if k >= n {
				return
			}
			do(k)
		}
	}
	if jobs = min(jobs, n); jobs <= 1 {
		work()
	} else {
		for range jobs {
			wg.Go(work)
		}
		wg.Wait()
	}
	if fault != nil {
		panic(fault)
	}
}

// joinVecs puts the batches of a column one after the other.
func joinVecs(parts []*Vec, rows int) *Vec {
	if len(parts) == 1 && parts[0].len() == rows {
		return parts[0]
	}
	out := &Vec{Kind: parts[0].Kind, Dec: true, Int: true, max: -1}
	switch out.Kind {
	case rules.Number:
		out.Num = make([]float64, rows)
	case rules.TextKind:
		out.Text = make([]string, rows)
	default:
		out.Code = make([]int32, rows)
	}
	lo := 0
	for k, p := range parts {
		n := min(batchRows, rows-k*batchRows)
		if p.Why != nil && out.Why == nil {
			out.Why = make([]uint8, rows)
		}
		for i := range n {
			if w := p.why(i); w != 0 {
				out.Why[lo+i] = w
			}
			switch out.Kind {
			case rules.Number:
				out.Num[lo+i] = p.num(i)
			case rules.TextKind:
				out.Text[lo+i] = p.text(i)
			default:
				out.Code[lo+i] = p.code(i)
			}
		}
		out.Dec, out.Int = out.Dec && p.Dec, out.Int && p.Int
		lo += n
	}
	if out.Kind == rules.Number && !out.Dec {
		for _, p := range parts {
			out.err = math.Max(out.err, p.bound())
		}
		out.exact = func(i int) *big.Rat { return parts[i/batchRows].rat(i % batchRows) }
		out.wider = func(i int) wide { return parts[i/batchRows].wide(i % batchRows) }
	}
	return out
}

// childrenOf gives the rows of e within each row of up.
func (r *running) childrenOf(e, up *rules.Entity) [][]int32 {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := [2]*rules.Entity{e, up}
	if c, ok := r.children[key]; ok {
		return c
	}
	c := r.data.children(e, up)
	r.children[key] = c
	return c
}

// keep and keptCols store blocks that lists over all rows read, by batch.
func (r *running) keep(b *rules.Block, k, lo int, c *cols) {
	c.measure()
	r.mu.Lock()
	r.kept[keptKey{b, k, lo / batchRows}] = c
	r.mu.Unlock()
}

func (r *running) keptCols(b *rules.Block, k, lo, n int) *cols {
	if lo%batchRows != 0 {
		return nil
	}
	r.mu.Lock()
	c := r.kept[keptKey{b, k, lo / batchRows}]
	r.mu.Unlock()
	if c == nil || c.rows != n {
		return nil
	}
	return c
}

// measure finds the largest number of each vector, which is otherwise found
// when it is first needed, so that several goroutines may read them. Exact values
// are worked out once, for they are asked for by everyone.
func (c *cols) measure() {
	vs := []*Vec{c.Unrounded, c.Value, c.Graded, c.Adjusted, c.Limited, c.Final, c.Weight}
	for _, el := range c.Members {
		vs = append(vs, el.x, el.weight)
	}
	done := map[*Vec]bool{nil: true}
	for k, v := range vs {
		if done[v] {
			continue
		}
		done[v] = true
		v.maxAbs()
		v.finer()
		if k < 7 {
			v.remember()
		}
	}
}

// remember keeps the exact values that are worked out, and those that are nearly so:
// many rows may ask for the one of the row that they are within.
func (v *Vec) remember() {
	exact := v.exact
	if exact == nil {
		return
	}
	if wider := v.wider; wider != nil {
		near := make([]atomic.Pointer[wide], len(v.Num))
		v.wider = func(i int) wide {
			if x := near[i].Load(); x != nil {
				return *x
			}
			x := wider(i)
			near[i].Store(&x)
			return x
		}
	}
	known := make([]atomic.Pointer[big.Rat], len(v.Num))
	v.exact = func(i int) *big.Rat {
		if r := known[i].Load(); r != nil {
			return r
		}
		r := exact(i)
		known[i].Store(r)
		return r
	}
}

// gatherRows reads a whole column at the rows that idx names; -1 is absent with
// that reason.
func (f *frame) gatherRows(w *Vec, idx []int32, none uint8) *Vec {
	if w.len() == 1 && w.Why == nil && !hasNegative(idx) {
		return w
	}
	v := &Vec{Kind: w.Kind, max: w.max, Dec: w.Dec, Int: w.Int, err: w.err}
	if w.Kind == rules.Number && !w.Dec {
		v.err = w.bound()
	}
	n := len(idx)
	var why []uint8
	switch w.Kind {
	case rules.Number:
		v.Num = make([]float64, n)
	case rules.TextKind:
		v.Text = make([]string, n)
	default:
		v.Code = make([]int32, n)
	}
	for i, r := range idx {
		reason := none
		if r >= 0 {
			reason = w.why(int(r))
		}
		if reason != 0 {
			if why == nil {
				why = make([]uint8, n)
			}
			why[i] = reason
			continue
		}
		switch w.Kind {
		case rules.Number:
			v.Num[i] = w.num(int(r))
		case rules.TextKind:
			v.Text[i] = w.text(int(r))
		default:
			v.Code[i] = w.code(int(r))
		}
	}
	v.Why = why
	if w.Kind == rules.Number && w.exact != nil {
		v.exact = func(i int) *big.Rat { return w.rat(int(idx[i])) }
		v.wider = func(i int) wide { return w.wide(int(idx[i])) }
	}
	if v.Kind == rules.Number {
		v.max = -1
	}
	return v
}

func hasNegative(idx []int32) bool {
	for _, r := range idx {
		if r < 0 {
			return true
		}
	}
	return false
}

// up reads a quantity that is for other rows than the frame's: those of an
// entity above it, or of none.
func (f *frame) up(q rules.Quantity, stage rules.Stage, c *env) *Vec {
	g := rules.Grain(q.Axes())
	only := f.only(q.Axes(), c.at)
	key := wholeKey{what: q, stage: stage, at: membersKey(only)}
	w := f.run.whole(key, g, func(in *frame) *Vec { return in.quantity(q, stage, only) })
	if g == nil {
		return w
	}
	return f.gatherRows(w, f.data.climb(f.grain, g, f.lo, f.n), whyNotReported)
}

// whole evaluates an expression for every row of e.
func (f *frame) whole(x rules.Expr, e *rules.Entity, c *env) *Vec {
	return f.run.whole(wholeKey{what: x, at: membersKey(c)}, e, func(in *frame) *Vec { return in.eval(x, c) })
}

// once evaluates a figure of everyone: the same for every row, or for every row
// of a group.
func (f *frame) once(x rules.Expr, li *rules.List, c *env, eval func(in *frame) *Vec) *Vec {
	by := li.By()
	if by == nil {
		return f.run.whole(wholeKey{what: x, at: membersKey(c), group: -1}, nil, eval)
	}
	g := f.grouping(by, c)
	w := f.run.whole(wholeKey{what: x, at: membersKey(c), group: -1}, nil, func(*frame) *Vec {
		parts := make([]*Vec, len(g.rows))
		for k := range parts {
			in := f.run.frame(nil)
			in.group, in.groupName = g.rows[k], g.name[k]
			in.start(0, 1)
			parts[k] = eval(in)
		}
		return stack(parts, x.Type().Kind)
	})
	return f.ofGroup(w, g, by)
}

// stack puts single values one after the other.
func stack(parts []*Vec, kind rules.Kind) *Vec {
	out := &Vec{Kind: kind, Dec: true, Int: true, max: -1, Why: make([]uint8, len(parts))}
	for k, p := range parts {
		out.Why[k] = p.why(0)
		switch kind {
		case rules.Number:
			out.Num = append(out.Num, p.num(0))
			out.Dec, out.Int = out.Dec && p.Dec, out.Int && p.Int
		case rules.TextKind:
			out.Text = append(out.Text, p.text(0))
		default:
			out.Code = append(out.Code, p.code(0))
		}
	}
	if kind == rules.Number && !out.Dec {
		for _, p := range parts {
			out.err = math.Max(out.err, p.bound())
		}
		out.exact = func(i int) *big.Rat { return parts[i].rat(0) }
		out.wider = func(i int) wide { return parts[i].wide(0) }
	}
	return out
}

// grouping is the rows of an entity by what they share.
type grouping struct {
	once sync.Once
	of   []int32   // by row: its group, -1 where it has none
	why  []uint8   // why it has none
	rows [][]int32 // by group, in the order of keys
	name []string
}

// grouping finds the groups of a part's population.
func (f *frame) grouping(p *rules.Part, c *env) *grouping {
	r := f.run
	key := wholeKey{what: p.By, at: membersKey(c)}
	r.mu.Lock()
	g := r.groups[key]
	if g == nil {
		g = &grouping{}
		r.groups[key] = g
	}
	r.mu.Unlock()
	g.once.Do(func() {
		by := f.whole(p.By, p.Over, c)
		space := f.data.rowsOf(p.Over)
		g.of, g.why = make([]int32, space.Rows), make([]uint8, space.Rows)
		index := map[string]int32{}
		for _, row := range space.sorted() {
			if g.why[row] = by.why(int(row)); g.why[row] != 0 {
				g.of[row] = -1
				continue
			}
			name := by.word(int(row), p.By.Type())
			k, known := index[name]
			if !known {
				k = int32(len(g.rows))
				index[name] = k
				g.rows, g.name = append(g.rows, nil), append(g.name, name)
			}
			g.of[row] = k
			g.rows[k] = append(g.rows[k], row)
		}
	})
	return g
}

// word is the value in row i as text, equal for equal values.
func (v *Vec) word(i int, t rules.Type) string {
	switch v.Kind {
	case rules.Number:
		return v.rat(i).RatString()
	case rules.TextKind:
		return v.text(i)
	case rules.LevelKind:
		return t.Scale.Level(int(v.code(i))).ID
	case rules.DateKind:
		return rules.DateText(int(v.code(i)))
	}
	return strconv.Itoa(int(v.code(i)))
}

// groupsOf is, by row of the frame, the group of the row of e that it is or is
// within.
func (f *frame) groupsOf(g *grouping, e *rules.Entity) []int32 {
	idx := f.data.climb(f.grain, e, f.lo, f.n)
	for i, r := range idx {
		if r >= 0 {
			idx[i] = g.of[r]
		}
	}
	return idx
}

// ofGroup reads a figure of each group for the frame's rows.
func (f *frame) ofGroup(w *Vec, g *grouping, by *rules.Part) *Vec {
	v := f.gatherRows(w, f.groupsOf(g, by.Over), whyNotInPopulation)
	rows := f.data.climb(f.grain, by.Over, f.lo, f.n)
	for i, r := range rows {
		if r >= 0 && g.of[r] < 0 {
			v.Why[i] = f.noGroup(g, r)
		}
	}
	return v
}

// noGroup is why a row has no group.
func (f *frame) noGroup(g *grouping, row int32) uint8 {
	if row >= 0 && g.why[row] != 0 {
		return g.why[row]
	}
	return whyNotInPopulation
}

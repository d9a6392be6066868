package engine

import (
	"fmt"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines frames: the evaluation of one batch of rows. A block is
// computed when it is first read and kept for the batch, so a block may read
// other members of itself.

// frame evaluates one batch.
type frame struct {
	plan      *Plan
	data      *Dataset
	run       *running
	grain     *rules.Entity // whose rows they are; nil: one row, of figures of everyone
	group     []int32       // the rows that a list of everyone is limited to; nil: all
	groupName string
	keeps     bool // what is computed may outlive the batch, and be read by other goroutines
	meter     *meter
	lean      bool // nobody asks how what is computed came about
	lo, n     int
	mem       *arena
	results   *results // nil: what is computed stays until the batch ends

	blocks  [][]*cols // by block, by combination of members
	envs    [][]*env  // the contexts that they are computed in
	nowhere *env      // the context without members, once it was asked for
	inputs  [][]*Vec
	raw     [][]*Vec // inputs as read, before applies, age and missing
	consts  map[*rules.Const]*Vec
	attrs   map[attrKey]*Vec

	// of what is computed once in a batch
	batch   int // how many there were
	forms   map[form]int
	commons map[int]*ready

	// of trials: what was set, what is kept and its memory, and where elements
	// notes how weights are found.
	dials    map[*rules.Parameter]*Vec
	trial    *trial
	unfilled bool // weights may be read that have not been filled
	weights  *[]func() *Vec
}

// env is the members that a formula is evaluated for.
type env struct {
	at     []int32 // by entity; -1: none
	locals map[*rules.Param]*Vec

	// of a context that lasts as long as a frame: which frame, what was prepared, the
	// members of lists, and the rules of its block as tests
	frame  *frame
	exprs  map[rules.Expr]*ready
	kids   map[*rules.Part][]kid
	chosen *ready // the case that is always the first of its block
	tests  [][]test
	tested bool
}

// newFrame makes a frame over the rated rows, for a run of its own.
func newFrame(p *Plan, d *Dataset) *frame {
	return newRunning(p, d, 0).frame(p.Framework.Entity)
}

// frame makes a frame over the rows of e; nil is the one row of figures of everyone.
func (r *running) frame(e *rules.Entity) *frame {
	p := r.plan
	f := &frame{plan: p, data: r.data, run: r, grain: e, mem: &arena{},
		blocks: make([][]*cols, len(p.Framework.Blocks)), envs: make([][]*env, len(p.Framework.Blocks)), inputs: make([][]*Vec, len(p.Framework.Inputs)), raw: make([][]*Vec, len(p.Framework.Inputs)),
		consts: map[*rules.Const]*Vec{}, attrs: map[attrKey]*Vec{}, forms: map[form]int{}, commons: map[int]*ready{}, dials: map[*rules.Parameter]*Vec{}}
	if r.set != nil {
		r.set(f)
	}
	return f
}

// start begins a batch; the memory of the one before is taken back.
func (f *frame) start(lo, n int) {
	f.lo, f.n = lo, n
	f.batch++
	f.mem.reset()
	f.mem.n = n
	if f.results != nil {
		f.results.start()
	}
	for i := range f.blocks {
		clear(f.blocks[i])
	}
	for i := range f.inputs {
		clear(f.inputs[i])
		clear(f.raw[i])
	}
}

// empty is the context without members.
func (f *frame) empty() *env {
	c := &env{at: make([]int32, len(f.plan.Framework.Entities))}
	for i := range c.at {
		c.at[i] = -1
	}
	return c
}

// with is the context with member m of entity e.
func (c *env) with(e *rules.Entity, m int) *env {
	d := &env{at: append([]int32(nil), c.at...), locals: c.locals}
	d.at[e.Index] = int32(m)
	return d
}

// only is a context that holds just these members, for evaluating another block.
func (f *frame) only(axes []*rules.Entity, at []int32) *env {
	c := f.empty()
	for _, e := range axes {
		c.at[e.Index] = at[e.Index]
	}
	return c
}

// slot makes room for the k-th column of a quantity.
func slot[T any](s *[]T, k int) *T {
	for len(*s) <= k {
		var zero T
		*s = append(*s, zero)
	}
	return &(*s)[k]
}

// block gives the columns of a block for the members of c.
func (f *frame) block(b *rules.Block, c *env) *cols {
	i := f.plan.index[b]
	return f.blockAt(b, i, f.data.flat(f.plan.axes[i], c.at))
}

// blockAt is block, of a block's place and that of its column.
func (f *frame) blockAt(b *rules.Block, i, k int) *cols {
	at := slot(&f.blocks[i], k)
	if *at != nil {
		return *at
	}
	if same := f.beside(b, i, k); same != nil {
		*slot(&f.blocks[i], k) = same
		return same
	}
	mem := f.home(b, i, k)
	out := mem.cols.get(mem.reuse)
	out.block, out.mem = b, mem
	*slot(&f.blocks[i], k) = out
	if sup := f.data.suppliedColumn(b, k); sup != nil {
		out.supplied = true
		f.using(mem, func() { f.supplied(out, sup.batch(f.lo, f.n, mem)) })
		return out
	}
	shared := f.plan.shared[b] && f.run != nil && f.group == nil
	if shared {
		if kept := f.run.keptCols(b, k, f.lo, f.n); kept != nil {
			*slot(&f.blocks[i], k) = kept
			return kept
		}
	}
	if f.meter != nil {
		f.meter.begin(f, b, k)
		defer f.meter.end(f)
	}
	in := f.contextAt(i, k)
	f.using(mem, func() { f.compute(b, in, out) })
	if out.rows = f.n; shared && f.keeps {
		f.weight(out)
		f.run.keep(b, k, f.lo, out)
	}
	// compute may have grown the slice that at points into.
	*slot(&f.blocks[i], k) = out
	return out
}

// supplied makes the columns of a block whose results the data brings.
func (f *frame) supplied(out *cols, final *Vec) {
	b := out.block
	out.supplied = true
	out.Final, out.Value, out.Unrounded, out.Graded, out.Adjusted, out.Limited = final, final, final, final, final, final
	if b.VType.Kind != b.Type.Kind || b.VType.Scale != b.Type.Scale {
		out.Value = f.unsupplied(b.VType.Kind, final)
		out.Unrounded = out.Value
	}
	out.Applies = f.isPresent(final, func(v *Vec, i int) bool { return v.why(i) != whyNotApplicable })
}

// unsupplied is the value of a block whose result, of another kind, was supplied:
// absent as the result is, else not reported.
func (f *frame) unsupplied(k rules.Kind, final *Vec) *Vec {
	v := f.absentRows(k, whyNotReported)
	for i := range f.n {
		if w := final.why(i); w != 0 {
			v.Why[i] = w
		}
	}
	return v
}

// stage is one stage of a block's columns.
func (f *frame) stage(c *cols, s rules.Stage) *Vec {
	var v *Vec
	switch s {
	case rules.Final:
		v = c.Final
	case rules.Applies:
		v = c.Applies
		if v == nil {
			v = &Vec{Kind: rules.Bool, Code: []int32{1}}
		}
	case rules.Unrounded:
		v = c.Unrounded
	case rules.Valued:
		v = c.Value
	case rules.Graded:
		v = c.Graded
	case rules.Adjusted:
		v = c.Adjusted
	case rules.Limited:
		v = c.Limited
	case rules.Weight:
		v = f.weight(c)
	case rules.DecidedBy:
		v = c.DecidedBy
	}
	if v == nil && s == rules.Weight {
		return f.absent(rules.Number, c.noMembers())
	}
	if v == nil && s == rules.DecidedBy {
		return f.absent(rules.TextKind, c.noMembers())
	}
	if v == nil {
		panic(fmt.Sprintf("engine: stage %v of %s is read before it is computed", s, c.block.Name))
	}
	return v
}

// constant is the vector of a constant.
func (f *frame) constant(c *rules.Const) *Vec {
	if v := f.consts[c]; v != nil {
		return v
	}
	v := constVec(c.Value, f.plan.reason)
	f.consts[c] = v
	return v
}

func (f *frame) absent(k rules.Kind, why uint8) *Vec {
	v := &Vec{Kind: k, Why: []uint8{why}, max: -1}
	switch k {
	case rules.Number:
		v.Num, v.Dec, v.Int = []float64{0}, true, true
	case rules.TextKind:
		v.Text = []string{""}
	default:
		v.Code = []int32{0}
	}
	return v
}

// weight is the weights of the members that were in, added up.
func (f *frame) weight(c *cols) *Vec {
	if c.Weight == nil && c.weighs {
		f.using(c.mem, func() {
			c.Weight = f.inapplicable(f.poisoned(f.weightSum(present(c.Members, f.n)), c.poison), c)
		})
	}
	return c.Weight
}

// noMembers is why a block has no weight of its members and none that decided.
func (c *cols) noMembers() uint8 {
	switch {
	case c.supplied:
		return whyNotReported
	case c.outOfForce:
		return whyNotInForce
	}
	return whyUndefined
}

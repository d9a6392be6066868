package engine

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a plan runs over data: batch by batch, on several
// cores, with the results in the order of the data whatever the number of cores.

// RunOptions says how a plan is run.
type RunOptions struct {
	All      bool                  // keep every block, not only what is published
	Jobs     int                   // goroutines; 0: one for each core
	Progress func(done, total int) // called now and then; may be nil
	Profile  *Profile              // what the run costs is added to it; may be nil
	KeyCells bool                  // of streams: keys may be Space.KeyCells
}

// Result is what came out, by block and combination of members.
type Result struct {
	Plan     *Plan
	Data     *Dataset
	Blocks   []*rules.Block // those that are kept, in order
	Outcomes map[*rules.Block][]*Outcome
	Problems diag.List // recorded decisions that could not be used

	run *running
}

// Outcome is the result of a block for one combination of members, as columns
// over all rows.
type Outcome struct {
	Members []int32 // the member of each member axis
	Value   *Column // after rounding; nil where the block has no number of its own
	Final   *Column
	Fired   []uint64 // limits that changed the result, as bits in the order of the block
	Marks   []uint64
	Decided []*Decision // nil if no override was used
	Bounds  []*Bound    // by row; nil unless AddBounds was called
}

const batchRows = 4096

// Run evaluates the plan over the data. It stops early only if ctx is cancelled.
func (p *Plan) Run(ctx context.Context, d *Dataset, opt RunOptions) (*Result, error) {
	res := &Result{Plan: p, Data: d, Blocks: p.kept(opt.All), Outcomes: map[*rules.Block][]*Outcome{}}
	for _, b := range res.Blocks {
		res.Outcomes[b] = p.outcomes(b, d)
	}
	res.run = newRunning(p, d, opt.Jobs)
	grains, total := res.grains(), 0
	for _, g := range grains {
		total += d.rowsOf(g).Rows
	}
	var done atomic.Int64
	var mu sync.Mutex
	for _, g := range grains {
		rows := d.rowsOf(g).Rows
		var frames sync.Pool
		eachBatch((rows+batchRows-1)/batchRows, res.run.jobs, func(k int) {
			if ctx.Err() != nil {
				return
			}
			f, _ := frames.Get().(*frame)
			if f == nil {
				if f = res.lean(g); opt.Profile != nil {
					f.meter = newMeter()
				}
			}
			lo := k * batchRows
			n := min(batchRows, rows-lo)
			f.start(lo, n)
			res.batch(f, lo, n)
			if opt.Profile != nil {
				mu.Lock()
				opt.Profile.take(f.meter)
				mu.Unlock()
				f.meter = newMeter()
			}
			frames.Put(f)
			if opt.Progress != nil {
				mu.Lock()
				opt.Progress(int(done.Add(int64(n))), total)
				mu.Unlock()
			}
		})
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if opt.Profile != nil {
		opt.Profile.Rows += total
	}
	res.refused()
	return res, nil
}

// kept are the blocks whose results are kept.
func (p *Plan) kept(all bool) []*rules.Block {
	if !all {
		return p.Framework.Publish
	}
	return slices.DeleteFunc(slices.Clone(p.Steps), (*rules.Block).NamedList)
}

// grains are the row entities of the blocks that are kept, those above first;
// nil stands for figures of everyone.
func (r *Result) grains() []*rules.Entity {
	var out []*rules.Entity
	has := map[*rules.Entity]bool{}
	for _, b := range r.Blocks {
		has[rules.Grain(b.For)] = true
	}
	if has[nil] {
		out = append(out, nil)
	}
	for _, s := range r.Data.spacesInOrder() {
		if has[s.Entity] {
			out = append(out, s.Entity)
		}
	}
	return out
}

// outcomes makes room for the results of a block.
func (p *Plan) outcomes(b *rules.Block, d *Dataset) []*Outcome {
	axes := p.memberAxes(b.For)
	out := make([]*Outcome, d.combos(axes))
	at := make([]int32, len(p.Framework.Entities))
	rows := d.rowsOf(rules.Grain(b.For)).Rows
	for k := range out {
		d.unflat(axes, k, at)
		o := &Outcome{Final: NewColumn(b.Type, rows)}
		for _, e := range axes {
			o.Members = append(o.Members, at[e.Index])
		}
		if b.VType.Kind == rules.Number && (b.Graded() || b.Scale != nil) {
			o.Value = NewColumn(b.VType, rows)
		}
		if len(b.Limits) > 0 {
			o.Fired = make([]uint64, rows)
		}
		if len(b.Marks) > 0 {
			o.Marks = make([]uint64, rows)
		}
		if len(b.Overrides) > 0 && len(d.overrides) > 0 {
			o.Decided = make([]*Decision, rows)
		}
		out[k] = o
	}
	return out
}

// batch evaluates rows lo to lo+n and copies what is kept.
func (r *Result) batch(f *frame, lo, n int) {
	for i, b := range r.Blocks {
		if rules.Grain(b.For) == f.grain {
			f.result(i, func() { r.take(f, b, lo, n) })
		}
	}
}

// lean is a frame for results alone.
func (r *Result) lean(grain *rules.Entity) *frame {
	f := r.run.frame(grain)
	f.lean, f.mem.reuse = true, true
	f.takes(r.Blocks)
	return f
}

// take evaluates a block in rows lo to lo+n and copies what is kept.
func (r *Result) take(f *frame, b *rules.Block, lo, n int) {
	for k, o := range r.Outcomes[b] {
		cs := f.block(b, f.context(b, k))
		if f.meter != nil { // the last digits of results are found here
			f.meter.begin(f, b, k)
		}
		if f.mem.floats {
			cs.Final.Dec = true
		}
		o.Final.take(cs.Final, lo, n)
		if o.Value != nil && cs.Value.Kind == rules.Number {
			o.Value.take(cs.Value, lo, n)
		}
		if f.meter != nil {
			f.meter.end(f)
		}
		retake(o.Fired, cs.Hit, lo, n)
		retake(o.Marks, cs.Marks, lo, n)
		retake(o.Decided, cs.Decided, lo, n)
	}
}

// retake copies a batch of what is kept of a block; what the batch does not have is
// empty, also where another run has left something.
func retake[T any](to, from []T, lo, n int) {
	switch {
	case to == nil:
	case from == nil:
		clear(to[lo : lo+n])
	default:
		copy(to[lo:], from)
	}
}

// take copies a batch into the column.
func (c *Column) take(v *Vec, lo, n int) {
	if v.Why == nil && v.len() == n && c.Kind != rules.TextKind {
		clear(c.Why[lo : lo+n])
		switch {
		case c.Kind != rules.Number:
			copy(c.Code[lo:], v.Code)
		case v.Dec || v.Int:
			copy(c.Num[lo:], v.Num)
		default:
			v.print(c.Num[lo : lo+n])
		}
		return
	}
	for i := range n {
		w := v.why(i)
		c.Why[lo+i] = w
		if w != 0 {
			continue
		}
		switch c.Kind {
		case rules.Number:
			c.Num[lo+i] = v.printed(i)
		case rules.TextKind:
			c.Text[lo+i] = v.text(i)
		default:
			c.Code[lo+i] = v.code(i)
		}
	}
}

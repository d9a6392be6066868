package engine

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines when the memory of a block's columns is free again. Results are taken
// from a frame one after the other, in runs of which each reads the one before it. What
// is read for one run only is free when the run has been taken, the rest when the batch
// ends. It is not enough that a column was read for the last time: as long as a number
// that rests on it is there, its last digits may be asked for.

// results is what a frame knows of the results that are taken from it.
type results struct {
	runs []int // by result
	only []int // by block: the run that rests on it; several: more than one
	now  int   // the run that is being computed
	main *arena
	own  *arena // of what only that run rests on
	made []place
}

// place is that of a column of a block.
type place struct{ block, column int }

const (
	none    = -1
	several = -2
)

// takes tells a frame which results will be taken from it, in that order.
func (f *frame) takes(blocks []*rules.Block) {
	r := &results{only: make([]int, len(f.plan.Framework.Blocks)), main: f.mem, own: &arena{}}
	for i := range r.only {
		r.only[i] = none
	}
	run := none
	inputs := map[*rules.Input]int{}
	var visit func(q rules.Quantity)
	visit = func(q rules.Quantity) {
		was := none
		switch q := q.(type) {
		case *rules.Block:
			i := f.plan.index[q]
			was, r.only[i] = r.only[i], also(r.only[i], run)
		case *rules.Input:
			if k, seen := inputs[q]; seen {
				was = k
			}
			inputs[q] = also(was, run)
		}
		if was == run || was == several {
			return
		}
		for _, x := range rules.Reads(q) {
			visit(x)
		}
		if b, is := q.(*rules.Block); is && b.Need != nil && b.Need.Quant.Per != nil {
			visit(b.Need.Quant.Per)
		}
	}
	var before *rules.Block
	for _, b := range blocks {
		if rules.Grain(b.For) == f.grain {
			if before == nil || !slices.Contains(rules.Reads(b), rules.Quantity(before)) {
				if run++; f.plan.Framework.DatedBy != nil { // it says which values hold
					visit(f.plan.Framework.DatedBy)
				}
			}
			before = b
			visit(b)
		}
		r.runs = append(r.runs, run)
	}
	if run > 0 {
		f.results = r
	}
}

// also is the run that rests on something, with one more that does.
func also(was, run int) int {
	if was == none || was == run {
		return run
	}
	return several
}

// start begins a batch.
func (r *results) start() {
	r.own.n, r.own.reuse, r.own.floats = r.main.n, r.main.reuse, r.main.floats
	r.own.reset()
	r.made = r.made[:0]
}

// result computes result n. What only its run rests on is free when take has taken the
// run's last.
func (f *frame) result(n int, take func()) {
	r := f.results
	if r == nil {
		take()
		return
	}
	r.now, f.mem = r.runs[n], r.own
	take()
	if f.mem = r.main; n+1 < len(r.runs) && r.runs[n+1] == r.now {
		return
	}
	for _, p := range r.made {
		f.blocks[p.block][p.column] = nil
	}
	r.made = r.made[:0]
	r.own.reset()
}

// using computes something in some memory.
func (f *frame) using(mem *arena, compute func()) {
	before := f.mem
	f.mem = mem
	compute()
	f.mem = before
}

// home is the memory of a block's column. What lasts longer must not be made of what
// does not, so whatever is computed for something that outlives a result does so too.
func (f *frame) home(b *rules.Block, i, k int) *arena {
	switch r := f.results; {
	case f.trial != nil:
		return f.trialMemory(b)
	case r == nil || f.mem == r.main:
		return f.mem
	case r.only[i] == r.now:
		r.made = append(r.made, place{i, k})
		return r.own
	default:
		return r.main
	}
}

// shared is the memory of what any block may read.
func (f *frame) shared(q rules.Quantity) *arena {
	if f.trial != nil {
		return f.trialMemory(q)
	}
	return f.lasting()
}

// lasting is the memory of what is kept until the batch ends.
func (f *frame) lasting() *arena {
	if f.results != nil {
		return f.results.main
	}
	return f.mem
}

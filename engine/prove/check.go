package prove

import (
	"context"
	"fmt"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines Check: block after block, each after what it reads.

// Options says how far a proof may go.
type Options struct {
	// AsOf is the date of the rules, as for engine.Compile.
	AsOf string
	// Cells is how many cells one block may have; 0 is 100,000.
	Cells int
}

const (
	defaultCells = 100_000
	totalCells   = 1_500_000 // of all blocks together
)

// checker proves one framework.
type checker struct {
	holes  bool // blocks that were never published are leaves
	work   int  // on what is alike, for the block that is checked
	fw     *rules.Framework
	opt    Options
	plan   *engine.Plan
	prog   *byrow.Program
	probes map[*rules.Block]*probes
	shadow *rules.Framework // with the probes as further blocks

	reach  map[*rules.Block]*reached
	budget int
	use    map[*rules.Input]*effect
	fates  map[*rules.Block]bool // blocks whose level is reported already
	fallen map[*rules.Block]bool // blocks that fall, as reported
	shown  map[*rules.Block]bool // published blocks whose inputs were compared
	list   diag.List

	unknowns map[*rules.Input]*unknown // what lists over rows give
	rowsRead []string                  // those on which something unproven rests,
	rowsLeft []string                  // and the blocks of which it is unproven
}

// reached is what results a block can have: exact if each can occur and no other.
type reached struct {
	codes map[int]bool
	exact bool
}

// Check proves what it can about each block of a framework and reports what is
// wrong and what it could not prove. It changes nothing and never panics.
func Check(fw *rules.Framework, opt Options) diag.List {
	c := newChecker(fw, opt)
	c.holes = true
	c.guard(rules.Range{}, "the framework", func() {
		if !c.prepare() {
			return
		}
		for _, b := range c.fw.Blocks {
			c.guard(b.At, name(b), func() { c.block(b) })
		}
		c.guard(rules.Range{}, "the inputs", c.deadInputs)
		c.tellRows()
	})
	c.otherDates()
	return c.list.Sorted()
}

// guard turns a panic into a diagnostic about ourselves.
func (c *checker) guard(at rules.Range, what string, do func()) {
	defer func() {
		if r := recover(); r != nil {
			c.fault(at, fmt.Sprintf("The proof of %s failed: %v.", what, r))
		}
	}()
	do()
}

func (c *checker) fault(at rules.Range, text string) {
	c.list.Add(&diag.Diagnostic{Severity: diag.Error, Code: fault, Summary: "a fault in rubric itself", Detail: text + " Please report it with the rule files. Your rules are not at fault.", Range: at})
}

// prepare compiles the framework with its probes for both executors.
func (c *checker) prepare() bool {
	if dependsOnRows(c.fw) {
		r, why := ofOneRow(c.fw)
		if r == nil {
			c.unproven(c.fw.At, "Nothing is proven about this framework: "+why+".")
			return false
		}
		c.fw, c.unknowns = r.out, r.unknowns
		for in, u := range c.unknowns {
			for _, x := range append(u.rests, in) {
				c.effectOf(x).alive = true
			}
		}
	}
	c.plan = engine.Compile(c.fw, engine.Options{AsOf: c.opt.AsOf})
	shadow := *c.fw
	shadow.Blocks = append([]*rules.Block(nil), c.fw.Blocks...)
	for _, b := range c.fw.Blocks {
		if b.NamedList() {
			continue
		}
		p := newProbes(b, dating{c.fw.DatedBy, c.plan.AsOf})
		c.probes[b] = p
		shadow.Blocks = append(shadow.Blocks, p.blocks...)
	}
	shadow.InForce = rules.Period{} // what the rules say, not when
	c.shadow = &shadow
	day, _ := rules.Days(c.plan.AsOf)
	prog, err := byrow.Compile(&shadow, byrow.Options{AsOf: day})
	if err != nil {
		panic(err)
	}
	c.prog = prog
	return true
}

func (c *checker) unproven(at rules.Range, why string) {
	c.list.Add(&diag.Diagnostic{Severity: diag.Info, Code: NotProven, Summary: "not proven", Detail: why, Range: at})
}

// block proves one block, if there is something to prove.
func (c *checker) block(b *rules.Block) {
	c.work = 0
	p := c.probes[b]
	if p == nil || hole(b) {
		return
	}
	if !p.interesting() || !c.inForce(b) || (dating{c.fw.DatedBy, c.plan.AsOf}).unknownRows(b) {
		return
	}
	f := c.prove(b)
	if f == nil {
		return
	}
	f.arms()
	f.limits()
	f.steps()
	f.levels()
	f.falls()
	f.effects()
	if f.open != "" && !c.rowsOpen(b) {
		c.unproven(b.At, f.open)
	}
}

// execute runs cells through the columnar engine.
func (c *checker) execute(r *run) {
	fw := *c.shadow
	fw.Publish = c.probes[r.root].blocks
	plan := engine.Compile(&fw, engine.Options{AsOf: c.plan.AsOf})
	d := engine.NewDataset(plan, r.cells)
	for li, l := range r.leaves {
		col := engine.NewColumn(l.q.QType(), r.cells)
		for i := range r.cells {
			col.Set(i, r.value(li, i), plan)
		}
		switch q := l.q.(type) {
		case *rules.Input:
			d.SetInput(q, l.k, col)
		case *rules.Block:
			d.Supply(q, l.k, col)
		}
	}
	res, err := plan.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		panic(err)
	}
	k := c.flat(r.root.For, r.at)
	for _, p := range fw.Publish {
		r.cols = append(r.cols, res.Outcomes[p][k].Final)
	}
	r.plan = plan
}

// flat is the place of a combination of members among a quantity's columns.
func (c *checker) flat(axes []*rules.Entity, at []int) int {
	k := 0
	for _, e := range axes {
		if e != c.fw.Entity {
			k = k*len(e.Members) + at[e.Index]
		}
	}
	return k
}

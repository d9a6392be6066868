package engine

import (
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines trials: a plan that runs over one dataset again and again, each
// time with other constants. Nothing is compiled or bound anew, and what does not
// rest on the constants is computed once. It is what analyses of sensitivity stand
// on.

// Dial is a constant of the rules that trials set: a parameter that is a number
// with one value, or an attribute of a member that is a number.
type Dial struct {
	Parameter *rules.Parameter
	Entity    *rules.Entity // of the attribute, where there is no parameter
	Attr      int
	Member    int
}

// Decimal is M times ten to the power of -Places.
type Decimal struct {
	M      int64 // at most 15 digits
	Places int   // 0 to 15
}

// Rat is the decimal as a fraction.
func (d Decimal) Rat() *big.Rat { return scaled(big.NewInt(d.M), -d.Places) }

// Trials runs a plan with other constants. It is for one goroutine; several may
// share a plan and a dataset.
type Trials struct {
	res    *Result
	dials  []Dial
	vecs   []*Vec
	frames []*frame
	rows   bool // some block rests on other rows: nothing is kept between trials
}

// Trials prepares trials over data. keep are the blocks whose results are asked for.
func (p *Plan) Trials(d *Dataset, keep []*rules.Block, dials []Dial) *Trials {
	t := &Trials{dials: dials}
	t.res = &Result{Plan: p, Data: d, Blocks: keep, Outcomes: map[*rules.Block][]*Outcome{}}
	for _, b := range keep {
		t.rows = t.rows || p.RestsOnRows(b) != ""
		t.res.Outcomes[b] = p.outcomes(b, d)
	}
	for range dials {
		t.vecs = append(t.vecs, &Vec{Kind: rules.Number, Num: make([]float64, 1), Dec: true, max: -1})
	}
	t.start()
	return t
}

// start makes the frames: one for each batch, which lasts as long as the trials.
func (t *Trials) start() {
	v := &varying{dials: t.dials, quantity: map[rules.Quantity]bool{}, known: map[rules.Expr]bool{}}
	t.res.run = newRunning(t.res.Plan, t.res.Data, 1)
	t.frames = nil
	for _, g := range t.res.grains() {
		rows := t.res.Data.rowsOf(g).Rows
		for lo := 0; lo < rows; lo += batchRows {
			f := t.res.run.frame(g)
			f.lean = true
			if !t.rows {
				f.trial = v.trial(t.res.Plan)
			}
			f.start(lo, min(batchRows, rows-lo))
			if f.trial != nil {
				f.trial.mem = &arena{n: f.n}
			}
			t.frames = append(t.frames, f)
			for i, d := range t.dials {
				if d.Parameter != nil {
					f.dials[d.Parameter] = t.vecs[i]
				} else {
					f.attrs[attrKey{d.Entity, d.Attr, int32(d.Member)}] = t.vecs[i]
				}
			}
		}
	}
}

// Run is a trial: each dial has the value of its place. The result is good until
// the next one.
func (t *Trials) Run(values []Decimal) *Result {
	for i, x := range values {
		v := t.vecs[i]
		v.Num[0], v.max = float64(x.M)/powers[x.Places], -1
		v.Int = x.Places == 0
		v.dec = &scaledWeight{float64(x.M), -x.Places}
		v.wider = nil
	}
	if t.rows {
		t.start()
	}
	for _, f := range t.frames {
		if f.trial != nil {
			f.again()
		}
		t.res.batch(f, f.lo, f.n)
	}
	return t.res
}

// trial is what a frame keeps between trials.
type trial struct {
	*varying
	mem    *arena // of what lasts
	blocks []int  // that rest on a dial
	inputs []int
	lists  map[listKey]*gathered
	fixed  map[rules.Expr]*Vec // conditions that rest on no dial
	short  map[listKey][]int32 // rows in which too few members are present
}

// lacking are the rows in which too few members of a list are present, if that was
// found out and rests on no dial.
func (t *trial) lacking(key listKey) (rows []int32, known bool) {
	if t == nil {
		return nil, false
	}
	rows, known = t.short[key]
	return rows, known
}

// lacks notes it.
func (t *trial) lacks(key listKey, n *rules.Need, rows []int32) {
	if t == nil || t.list(key.list) || t.expr(n.Quant.N) || t.expr(n.Quant.M) || n.Quant.Per != nil && t.rests(n.Quant.Per) {
		return
	}
	t.short[key] = rows
}

type listKey struct {
	list *rules.List
	k    int
}

// gathered is the members of a list, of which only weights change.
type gathered struct {
	els     []*element
	poison  []uint8
	weights []func() *Vec
}

// again begins the next trial: what rests on a dial is forgotten.
func (f *frame) again() {
	f.mem.reset()
	for _, i := range f.trial.blocks {
		clear(f.blocks[i])
	}
	for _, i := range f.trial.inputs {
		clear(f.inputs[i])
		clear(f.raw[i])
	}
}

// lasting computes something in memory that lasts as long as the trials do, if it
// rests on no dial.
func (f *frame) lasting(q rules.Quantity, compute func()) {
	if t := f.trial; t != nil && f.mem != t.mem && !t.rests(q) {
		mem := f.mem
		f.mem = t.mem
		defer func() { f.mem = mem }()
	}
	compute()
}

// gather is elements, with what does not change kept.
func (f *frame) members(li *rules.List, k int, c *env) ([]*element, []uint8) {
	t := f.trial
	if t == nil || t.list(li) {
		return f.elements(li, c)
	}
	key := listKey{li, k}
	g := t.lists[key]
	if g == nil {
		g = &gathered{}
		mem := f.mem
		f.mem, f.weights = t.mem, &g.weights
		g.els, g.poison = f.elements(li, c)
		f.mem, f.weights = mem, nil
		t.lists[key] = g
		return g.els, g.poison
	}
	for i, el := range g.els {
		if w := g.weights[i]; w != nil {
			el.weight = w()
		}
	}
	return g.els, g.poison
}

// steady is the value of an expression, kept where it rests on no dial. It must not
// speak of members.
func (f *frame) steady(x rules.Expr, c *env) *Vec {
	t := f.trial
	if t == nil || t.expr(x) || !c.bare() {
		return f.eval(x, c)
	}
	v := t.fixed[x]
	if v == nil {
		mem := f.mem
		f.mem = t.mem
		v = f.eval(x, c)
		f.mem = mem
		t.fixed[x] = v
	}
	return v
}

// bare reports a context without members.
func (c *env) bare() bool {
	for _, m := range c.at {
		if m >= 0 {
			return false
		}
	}
	return true
}

// varying says what rests on dials.
type varying struct {
	dials    []Dial
	quantity map[rules.Quantity]bool
	known    map[rules.Expr]bool
}

// trial is a new frame's.
func (v *varying) trial(p *Plan) *trial {
	t := &trial{varying: v, lists: map[listKey]*gathered{}, fixed: map[rules.Expr]*Vec{}, short: map[listKey][]int32{}}
	for i, b := range p.Framework.Blocks {
		if v.rests(b) {
			t.blocks = append(t.blocks, i)
		}
	}
	for i, in := range p.Framework.Inputs {
		if v.rests(in) {
			t.inputs = append(t.inputs, i)
		}
	}
	return t
}

// rests reports whether a quantity rests on a dial.
func (v *varying) rests(q rules.Quantity) bool {
	if is, known := v.quantity[q]; known {
		return is
	}
	v.quantity[q] = true // of what goes round in circles, to be sure
	is := false
	switch q := q.(type) {
	case *rules.Parameter:
		for _, d := range v.dials {
			is = is || d.Parameter == q
		}
		for _, r := range rules.Reads(q) {
			is = is || v.rests(r)
		}
	case *rules.Block:
		q.Exprs(func(_ string, x rules.Expr) { is = is || v.expr(x) })
		for _, r := range rules.Reads(q) {
			is = is || v.rests(r)
		}
	case *rules.Input:
		is = v.expr(q.Applies) || v.expr(q.Missing.With)
		for _, r := range rules.Reads(q) {
			is = is || v.rests(r)
		}
	}
	v.quantity[q] = is
	return is
}

// expr reports whether an expression rests on a dial.
func (v *varying) expr(x rules.Expr) bool {
	if x == nil {
		return false
	}
	if is, known := v.known[x]; known {
		return is
	}
	is := false
	rules.Walk(x, func(y rules.Expr) bool {
		switch y := y.(type) {
		case *rules.AttrRef:
			for _, d := range v.dials {
				is = is || d.Entity != nil && d.Entity == y.Of.Type().Entity && d.Attr == y.Attr
			}
		case *rules.Ref:
			is = is || v.rests(y.Q)
		case *rules.UserCall:
			is = is || v.expr(y.Fn.Value)
		case *rules.TableCall:
			is = true
		}
		return !is
	})
	v.known[x] = is
	return is
}

// list reports whether the members of a list, but for their weights, rest on a
// dial.
func (v *varying) list(li *rules.List) bool {
	for _, p := range li.Parts {
		for _, x := range []rules.Expr{p.X, p.Base, p.Cond, p.By, p.Applies} {
			if v.expr(x) {
				return true
			}
		}
	}
	return false
}

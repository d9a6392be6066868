package engine

import (
	"math/big"
	"slices"

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
// share a plan and a dataset. Where rows are few, several trials go through the
// kernels at once, as rows beside each other.
type Trials struct {
	res    *Result
	dials  []Dial
	vecs   []*Vec
	frames []*frame
	rows   int      // of the data
	most   int      // trials at once
	data   *Dataset // of one trial
	cohort bool     // some block rests on other rows: nothing is kept between trials
}

// Trials prepares trials over data. keep are the blocks whose results are asked for.
func (p *Plan) Trials(d *Dataset, keep []*rules.Block, dials []Dial) *Trials {
	t := &Trials{dials: dials, rows: d.Rows, most: 1, data: d}
	for _, b := range keep {
		t.cohort = t.cohort || p.RestsOnRows(b) != ""
	}
	if in := p.Framework.DatedBy; in != nil { // it says which values hold, wherever they are read
		t.cohort = t.cohort || rules.Grain(in.For) != p.Framework.Entity || newVarying(dials).rests(in)
	}
	if !t.cohort && d.Rows > 0 && len(d.overrides) == 0 {
		if t.most = max(1, batchRows/d.Rows); t.most > 1 {
			d = d.repeated(t.most)
		}
	}
	t.res = &Result{Plan: p, Data: d, Blocks: keep, Outcomes: map[*rules.Block][]*Outcome{}}
	for _, b := range keep {
		t.res.Outcomes[b] = p.outcomes(b, d)
	}
	var blank []float64 // of weights that no kernel reads row by row
	if t.most > 1 {
		blank = make([]float64, t.most*t.rows)
	}
	for range dials {
		v := &Vec{Kind: rules.Number, Num: make([]float64, 1), Dec: true, max: -1, constant: true, dial: true}
		if t.most > 1 {
			v.Num, v.runs, v.blanked = blank, make([]scaledWeight, t.most), true
		}
		t.vecs = append(t.vecs, v)
	}
	t.start()
	return t
}

// repeated is the dataset n times, one after the other.
func (d *Dataset) repeated(n int) *Dataset {
	out := *d
	out.Space = &Space{Entity: d.Entity, Rows: n * d.Rows, KeyNames: d.KeyNames, parent: slices.Repeat(d.parent, n)}
	if d.parent == nil {
		out.parent = nil
	}
	for _, k := range d.Keys {
		out.Keys = append(out.Keys, slices.Repeat(k, n))
	}
	out.spaces = map[*rules.Entity]*Space{}
	for e, s := range d.spaces {
		out.spaces[e] = s
	}
	out.spaces[d.Entity] = out.Space
	out.members = map[*rules.Entity]*memberSet{}
	for e, s := range d.members {
		out.members[e] = s.repeated(n)
	}
	out.inputs, out.supplied = map[*rules.Input][]*Column{}, map[*rules.Block][]*Column{}
	out.whole, out.times = d, n
	return &out
}

// inputColumn is the column of an input at a place; nil if the data has none.
func (d *Dataset) inputColumn(in *rules.Input, k int) *Column {
	if d.whole == nil {
		return at(d.inputs[in], k)
	}
	return columnAgain(d, d.inputs, d.whole.inputs, in, in.For, k)
}

// suppliedColumn is the column of a block whose results the data brings.
func (d *Dataset) suppliedColumn(b *rules.Block, k int) *Column {
	if d.whole == nil {
		return at(d.supplied[b], k)
	}
	return columnAgain(d, d.supplied, d.whole.supplied, b, b.For, k)
}

// columnAgain is a column of a dataset that is another several times, made when it is
// first read: what trials do not change is read in the other.
func columnAgain[K comparable](d *Dataset, made, from map[K][]*Column, key K, of []*rules.Entity, k int) *Column {
	if c := at(made[key], k); c != nil {
		return c
	}
	c := at(from[key], k)
	if c != nil && rules.Grain(of) == d.Entity {
		c = c.repeated(d.times)
	}
	put(made, key, k, c)
	return c
}

func (s *memberSet) repeated(n int) *memberSet {
	if s.present == nil {
		return s
	}
	out := *s
	out.present = map[int][]bool{}
	for m, have := range s.present {
		out.present[m] = slices.Repeat(have, n)
	}
	return &out
}

func (c *Column) repeated(n int) *Column {
	if c == nil || len(c.Num)+len(c.Code)+len(c.Text) == 1 { // one value stays one value
		return c
	}
	out := *c
	out.Num, out.Code, out.Text, out.Why = slices.Repeat(c.Num, n), slices.Repeat(c.Code, n), slices.Repeat(c.Text, n), slices.Repeat(c.Why, n)
	if c.Why == nil {
		out.Why = nil
	}
	out.findGone()
	if rows := len(c.Num); c.Long != nil {
		out.Long = map[int]*big.Rat{}
		for k := range n {
			for i, r := range c.Long {
				out.Long[k*rows+i] = r
			}
		}
	}
	return &out
}

// Most is how many trials Run takes at once.
func (t *Trials) Most() int { return t.most }

// start makes the frames: one for each batch, which lasts as long as the trials.
func (t *Trials) start() {
	v := newVarying(t.dials)
	t.res.run = newRunning(t.res.Plan, t.res.Data, 1)
	t.res.run.set = t.set
	t.frames = nil
	for _, g := range t.res.grains() {
		rows := t.res.Data.rowsOf(g).Rows
		for lo := 0; lo < rows; lo += batchRows {
			f := t.res.run.frame(g)
			f.lean, f.mem.reuse = true, true
			if !t.cohort {
				f.trial = v.trial(t.res.Plan)
			}
			f.start(lo, min(batchRows, rows-lo))
			if f.trial != nil {
				f.trial.mem = &arena{n: f.n}
			}
			if f.trial != nil && t.most > 1 {
				once := newRunning(t.res.Plan, t.data, 1)
				once.set = t.set
				f.trial.base = once.frame(g)
				f.trial.base.lean, f.trial.base.mem.reuse = true, true
				f.trial.base.start(0, t.rows)
			}
			t.frames = append(t.frames, f)
		}
	}
}

// set gives a frame the dials, also one of figures of everyone.
func (t *Trials) set(f *frame) {
	for i, d := range t.dials {
		if d.Parameter != nil {
			f.dials[d.Parameter] = t.vecs[i]
		} else {
			f.attrs[attrKey{d.Entity, d.Attr, int32(d.Member)}] = t.vecs[i]
		}
	}
}

// Run makes trials, Most of them or fewer: in each, every dial has the value of its
// place. The results stand one after the other: row i of trial k is row k*Rows + i
// of the result, where Rows is that of the data. They are good until the next run.
func (t *Trials) Run(trials ...[]Decimal) *Result {
	for i, v := range t.vecs {
		v.max, v.Int, v.dec = -1, true, nil
		for k := range t.most {
			x := trials[min(k, len(trials)-1)][i]
			v.Int = v.Int && x.Places == 0
			if t.most == 1 {
				v.Num[0], v.dec = float64(x.M)/powers10[x.Places], &scaledWeight{float64(x.M), -x.Places}
				continue
			}
			v.runs[k] = scaledWeight{float64(x.M), -x.Places}
		}
		if t.most > 1 {
			v.unfilled = t.rows
		}
	}
	if t.cohort {
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

// filled is a vector whose numbers are there to be read: those of its stretches are
// put into the rows, if that has not been done.
func (v *Vec) filled() *Vec {
	if v == nil || v.unfilled == 0 {
		return v
	}
	length := v.unfilled
	if v.unfilled = 0; v.blanked {
		v.Num, v.blanked = make([]float64, len(v.Num)), false
	}
	for k, d := range v.runs {
		x := d.m / powers10[-d.e]
		run := v.Num[k*length : (k+1)*length]
		for i := range run {
			run[i] = x
		}
	}
	return v
}

// weightOf is the weight of a member, as get evaluates it. One that was set is not
// filled: few kernels read it row by row.
func (f *frame) weightOf(x rules.Expr, get source) *Vec {
	_, attr := x.(*rules.AttrRef)
	f.unfilled = attr && f.trial != nil
	v := get(x)
	f.unfilled = false
	return v
}

// weightAgain finds the weight of a member once more, in the next trial.
func (f *frame) weightAgain(x rules.Expr, k *kid, from source) func() *Vec {
	if from == nil {
		from = func(x rules.Expr) *Vec { return f.eval(x, k.in) }
	}
	return func() *Vec { return f.weightOf(x, from) }
}

// filledWeights makes weights that were set readable by any kernel.
func filledWeights(els []*element) []*element {
	for _, el := range els {
		el.weight.filled()
	}
	return els
}

// trial is what a frame keeps between trials.
type trial struct {
	*varying
	mem      *arena // of what lasts
	base     *frame // over one stretch, where there are several; nothing in it rests on a dial
	blocks   []int  // that rest on a dial
	inputs   []int
	lists    map[listKey]*gathered
	gathered map[*element]*gathered   // by first member
	fixed    map[rules.Expr]*Vec      // conditions that rest on no dial
	short    map[listKey][]int32      // rows in which too few members are present
	holding  map[*rules.Limit][]int32 // rows in which its condition holds
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
	t.short[key] = slices.Clone(rows)
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
	ways    *ways // in which members are absent; nil: not known, or not the same in each trial
	looked  bool
}

// waysOf are the ways in which members of a list that was gathered are absent, if
// they are the same in each stretch of rows.
func (t *trial) waysOf(els []*element, length int) *ways {
	if t == nil {
		return nil
	}
	g := t.gathered[els[0]]
	if g == nil {
		return nil
	}
	if !g.looked {
		g.looked, g.ways = true, t.mem.waysOf(els, length)
	}
	if g.ways == nil || len(g.ways.of) != length {
		return nil
	}
	return g.ways
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

// trialMemory is that of a quantity: what rests on no dial lasts as long as the trials.
func (f *frame) trialMemory(q rules.Quantity) *arena {
	if t := f.trial; f.mem != t.mem && !t.rests(q) {
		return t.mem
	}
	return f.mem
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
		f.mem = mem
		t.lists[key] = g
		if len(g.els) > 0 {
			t.gathered[g.els[0]] = g
		}
		if settled(li) {
			clear(g.weights)
		}
		return g.els, g.poison
	}
	for i, el := range g.els {
		if w := g.weights[i]; w != nil {
			el.weight = w()
		}
	}
	return g.els, g.poison
}

// settled reports a list whose weights are attributes of the members themselves, so
// that each is the same vector in every trial.
func settled(li *rules.List) bool {
	for _, p := range li.Parts {
		if p.Weight == nil {
			continue
		}
		attr, ok := p.Weight.(*rules.AttrRef)
		if !ok {
			return false
		}
		if m, ok := attr.Of.(*rules.MemberRef); !ok || m.Entity.Rows {
			return false
		}
	}
	return true
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

package engine

import (
	"math"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines bound data: typed columns, by input and member.

// Column is a typed column over all rows.
type Column struct {
	Kind rules.Kind
	Num  []float64
	Code []int32
	Text []string
	Why  []uint8          // by row; nil: all present
	gone []int32          // the rows that are absent, ascending, where they are known; nil: not known, or none
	Int  bool             // all numbers are whole
	Long map[int]*big.Rat // rows whose decimal has more than 15 digits
}

// Dataset is data bound to a framework. Rows are the members of the
// framework's entity, in the order of the data.
type Dataset struct {
	*Space        // of the framework's entity
	Digest string // of the data's bytes, as given to Bind
	Files  []string
	// Supplied names, by block, the column that its results were read from
	// instead of being computed.
	Supplied map[string]string

	spaces    map[*rules.Entity]*Space
	members   map[*rules.Entity]*memberSet
	inputs    map[*rules.Input][]*Column
	supplied  map[*rules.Block][]*Column
	overrides map[overrideKey]*Decision

	// whole is the dataset that this one is so many times, for trials; its columns
	// are made when they are read.
	whole *Dataset
	times int
}

// memberSet is the members of a member axis: those the framework lists, or those
// that the data names.
type memberSet struct {
	ids     []string
	index   map[string]int
	present map[int][]bool                   // for data-driven members: by member, which rated rows have it
	levels  map[*rules.Entity]map[int][]bool // the same of the rows of other entities
}

// NewDataset makes an empty dataset of n rows, for callers that build columns
// themselves (cells of a proof, tests, a form).
func NewDataset(p *Plan, n int) *Dataset {
	d := &Dataset{Supplied: map[string]string{}, spaces: map[*rules.Entity]*Space{}, members: map[*rules.Entity]*memberSet{}, inputs: map[*rules.Input][]*Column{}, supplied: map[*rules.Block][]*Column{}, overrides: map[overrideKey]*Decision{}}
	for _, e := range p.Framework.Entities {
		if e.Rows {
			d.spaces[e] = &Space{Entity: e}
			continue
		}
		s := &memberSet{index: map[string]int{}}
		for i, m := range e.Members {
			s.ids = append(s.ids, m.ID)
			s.index[m.ID] = i
		}
		d.members[e] = s
	}
	if d.Space = d.spaces[p.Framework.Entity]; d.Space == nil {
		d.Space = &Space{Entity: p.Framework.Entity}
	}
	d.Rows = n
	return d
}

// RowEntities are the entities whose members are rows, those above first.
func (d *Dataset) RowEntities() []*rules.Entity {
	var out []*rules.Entity
	for _, s := range d.spacesInOrder() {
		out = append(out, s.Entity)
	}
	return out
}

// Members is the number of members of a member axis.
func (d *Dataset) Members(e *rules.Entity) int {
	if s := d.members[e]; s != nil {
		return len(s.ids)
	}
	return 0
}

// MemberName names a member.
func (d *Dataset) MemberName(e *rules.Entity, i int) string {
	if s := d.members[e]; s != nil && i >= 0 && i < len(s.ids) {
		return s.ids[i]
	}
	return ""
}

// flat is the place of a combination of members among a quantity's columns.
func (d *Dataset) flat(axes []*rules.Entity, at []int32) int {
	k := 0
	for _, e := range axes {
		k = k*d.Members(e) + int(at[e.Index])
	}
	return k
}

// combos is the number of columns of a quantity.
func (d *Dataset) combos(axes []*rules.Entity) int {
	n := 1
	for _, e := range axes {
		n *= d.Members(e)
	}
	return n
}

// unflat sets at to the members of the k-th column of a quantity.
func (d *Dataset) unflat(axes []*rules.Entity, k int, at []int32) {
	for i := len(axes) - 1; i >= 0; i-- {
		n := max(d.Members(axes[i]), 1)
		at[axes[i].Index] = int32(k % n)
		k /= n
	}
}

// NewColumn makes a column of n values of the type, all absent (not reported).
func NewColumn(t rules.Type, n int) *Column {
	c := &Column{Kind: t.Kind, Why: make([]uint8, n)}
	for i := range c.Why {
		c.Why[i] = whyNotReported
	}
	switch t.Kind {
	case rules.Number:
		c.Num, c.Int = make([]float64, n), true
	case rules.TextKind:
		c.Text = make([]string, n)
	default:
		c.Code = make([]int32, n)
	}
	return c
}

// Set puts a value into row i.
func (c *Column) Set(i int, v rules.Value, p *Plan) {
	c.Why[i], c.gone = 0, nil
	if v.Absent != "" { // absent rows hold 0, whatever stood there before
		c.Why[i] = p.reason(v.Absent)
		c.clear(i)
		return
	}
	switch c.Kind {
	case rules.Number:
		c.setNumber(i, v.Num)
	case rules.TextKind:
		c.Text[i] = v.Text
	default:
		c.Code[i] = int32(v.Code)
	}
}

func (c *Column) clear(i int) {
	switch c.Kind {
	case rules.Number:
		c.Num[i] = 0
		delete(c.Long, i)
	case rules.TextKind:
		c.Text[i] = ""
	default:
		c.Code[i] = 0
	}
}

func (c *Column) setNumber(i int, r *big.Rat) {
	f, _ := r.Float64()
	c.Num[i] = f
	if !r.IsInt() || math.Abs(f) >= 1<<53 {
		c.Int = false
	}
	if Exact(f).Cmp(r) != 0 {
		if c.Long == nil {
			c.Long = map[int]*big.Rat{}
		}
		c.Long[i], c.Int = r, false
	}
}

// SetInput gives an input its column for the k-th combination of members
// (0 where it has none).
func (d *Dataset) SetInput(in *rules.Input, k int, c *Column) {
	put(d.inputs, in, k, c)
}

// Supply gives a computed block its results from outside.
func (d *Dataset) Supply(b *rules.Block, k int, c *Column) {
	put(d.supplied, b, k, c)
}

func put[K comparable](m map[K][]*Column, key K, k int, c *Column) {
	for len(m[key]) <= k {
		m[key] = append(m[key], nil)
	}
	m[key][k] = c
}

// batch is the column's vector for rows lo to lo+n.
func (c *Column) batch(lo, n int, mem *arena) *Vec {
	v := mem.vec(c.Kind)
	if c.Why != nil {
		v.Why = window(c.Why, lo, n)
		if len(v.Why) > 1 {
			v.gone = c.goneIn(lo, n, mem)
			if len(v.gone) == 0 {
				v.Why, v.gone = nil, nil
			}
		}
	}
	switch c.Kind {
	case rules.Number:
		v.Num = window(c.Num, lo, n)
		v.Dec, v.Int = c.Long == nil, c.Int
		if !v.Dec {
			v.err = unit * v.maxAbs()
			v.wider = func(i int) wide {
				row := lo + i
				if len(c.Num) == 1 {
					row = 0
				}
				if r := c.Long[row]; r != nil {
					return wideRat(r)
				}
				return wideOf(v.num(i))
			}
			v.exact = func(i int) *big.Rat {
				row := lo + i
				if len(c.Num) == 1 {
					row = 0
				}
				if r := c.Long[row]; r != nil {
					return r
				}
				return Exact(v.num(i))
			}
		}
	case rules.TextKind:
		v.Text = window(c.Text, lo, n)
	default:
		v.Code = window(c.Code, lo, n)
	}
	return v
}

// findGone lists the rows that are absent, if they are few: each batch will ask.
func (c *Column) findGone() {
	if c.gone = nil; len(c.Why) < 2 {
		return
	}
	gone := []int32{}
	for i := nextAbsent(c.Why, 0); i < len(c.Why); i = nextAbsent(c.Why, i+1) {
		if gone = append(gone, int32(i)); 8*len(gone) > len(c.Why) {
			return
		}
	}
	c.gone = gone
}

// goneIn are the absent rows of a batch, from its first row on.
func (c *Column) goneIn(lo, n int, mem *arena) []int32 {
	if c.gone == nil {
		return mem.find(c.Why[lo : lo+n])
	}
	from, _ := slices.BinarySearch(c.gone, int32(lo))
	to, _ := slices.BinarySearch(c.gone, int32(lo+n))
	if lo == 0 {
		return c.gone[from:to]
	}
	gone := mem.codes.dirty(mem.n)[:to-from]
	for i, row := range c.gone[from:to] {
		gone[i] = row - int32(lo)
	}
	return gone
}

// window is rows lo to lo+n of a column; a column of one value stays one value.
func window[T any](s []T, lo, n int) []T {
	if len(s) == 1 {
		return s
	}
	return s[lo : lo+n]
}

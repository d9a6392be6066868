package engine

import (
	"context"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines bounds: the best and the worst result that missing values
// still allow, found by trying every value that they could have.

// Bound is what the missing values of one row still allow.
type Bound struct {
	Missing  []string // the inputs that are missing, in the order of the framework
	Best     int      // code of the best level that is possible; -1 if none is
	Worst    int      // code of the worst
	Possible []int    // codes of all levels and states that are possible, best first
	Absent   bool     // some values leave the result absent
	// Unknown says why nothing can be said: a missing input has no finite set of
	// values, or there are too many combinations.
	Unknown string
}

// maxCombinations bounds how many combinations of values are tried for a row.
const maxCombinations = 20_000

// Bounds tries, for the column k of a block in one row, every combination of
// values that the missing inputs could have. A value is missing if it was not
// reported, suppressed, too small, withheld, invalid or too old; what is not
// applicable, or absent for a reason of the framework's own, stays as it is, and
// so does an input for which the framework says what a gap stands for.
func (p *Plan) Bounds(ctx context.Context, d *Dataset, b *rules.Block, k, row int) (*Bound, error) {
	if rests := p.RestsOnRows(b); rests != "" {
		return &Bound{Best: -1, Worst: -1, Unknown: rests}, nil
	}
	return p.bounds(ctx, d, b, p.inputsOf(b), k, row)
}

// RestsOnRows names what a block reads of other rows than its own, "" if nothing.
// The missing values of one row then do not say what is possible.
func (p *Plan) RestsOnRows(b *rules.Block) string {
	rated := p.Framework.Entity
	found := ""
	seen := map[rules.Quantity]bool{}
	lists := func(name string, e rules.Expr) {
		rules.Walk(e, func(x rules.Expr) bool {
			if li, ok := x.(*rules.List); ok && found == "" {
				for _, part := range li.Parts {
					if part.Over != nil && part.Over.Rows {
						found = quote(name) + " reads every " + part.Over.Name
						if part.Children() {
							found = quote(name) + " reads every " + part.Over.Name + " within a " + part.Restrict.Name
						}
					}
				}
			}
			return found == ""
		})
	}
	var visit func(q rules.Quantity)
	visit = func(q rules.Quantity) {
		if seen[q] || found != "" {
			return
		}
		seen[q] = true
		if _, is := q.(*rules.Parameter); is {
			return
		}
		if g := rules.Grain(q.Axes()); g != rated {
			found = quote(q.QName()) + " is a figure of everyone"
			if g != nil {
				found = quote(q.QName()) + " has a value for each " + g.Name
			}
			return
		}
		switch q := q.(type) {
		case *rules.Block:
			q.Exprs(func(_ string, e rules.Expr) { lists(q.Name, e) })
		case *rules.Input:
			lists(q.Name, q.Applies)
			lists(q.Name, q.Missing.With)
		}
		for _, r := range rules.Reads(q) {
			visit(r)
		}
	}
	visit(b)
	return found
}

// Bounded reports whether a block is a rating whose bounds can be asked for.
func Bounded(b *rules.Block) bool { return b.Type.Kind == rules.LevelKind && b.Type.Scale.Ordered }

// AddBounds finds the bounds of every published rating in every row, but for
// those that rest on other rows. Only rows with missing values cost anything.
func (r *Result) AddBounds(ctx context.Context) error {
	for _, b := range r.Plan.Framework.Publish {
		if !Bounded(b) || r.Plan.RestsOnRows(b) != "" {
			continue
		}
		inputs := r.Plan.inputsOf(b)
		for k, o := range r.Outcomes[b] {
			o.Bounds = make([]*Bound, r.Data.Rows)
			for row := range r.Data.Rows {
				bound, err := r.Plan.bounds(ctx, r.Data, b, inputs, k, row)
				if err != nil {
					return err
				}
				o.Bounds[row] = bound
			}
		}
	}
	return nil
}

func (p *Plan) bounds(ctx context.Context, d *Dataset, b *rules.Block, inputs []*rules.Input, k, row int) (*Bound, error) {
	out := &Bound{Best: -1, Worst: -1}
	gaps, unknown := p.gaps(d, inputs, row)
	for _, g := range gaps {
		out.Missing = append(out.Missing, g.name)
	}
	if unknown != "" {
		out.Unknown = unknown
		return out, nil
	}
	n := 1
	for _, g := range gaps {
		if n *= len(g.values); n > maxCombinations {
			out.Unknown = "too many combinations of missing values"
			return out, nil
		}
	}
	trial := p.trial(d, row, gaps, n)
	outcome, err := p.runBlock(ctx, trial, b, k)
	if err != nil {
		return nil, err
	}
	seen := map[int]bool{}
	for i := range n {
		if outcome.Why[i] != 0 {
			out.Absent = true
			continue
		}
		if outcome.Kind == rules.LevelKind {
			seen[int(outcome.Code[i])] = true
		}
	}
	for code := range seen {
		out.Possible = append(out.Possible, code)
	}
	slices.Sort(out.Possible)
	for _, code := range out.Possible {
		if b.Scale != nil && !b.Scale.IsState(code) {
			if out.Best < 0 {
				out.Best = code
			}
			out.Worst = code
		}
	}
	return out, nil
}

// hole is a missing value and what it could be.
type hole struct {
	name   string
	in     *rules.Input
	k      int
	values []rules.Value
}

// gaps finds which of the inputs are missing in a row.
func (p *Plan) gaps(d *Dataset, inputs []*rules.Input, row int) (out []hole, unknown string) {
	for _, in := range inputs {
		if in.Missing.Kind == rules.Replace {
			continue // the framework says what a gap stands for
		}
		axes := p.memberAxes(in.For)
		for k := range d.combos(axes) {
			members := make([]int32, len(p.Framework.Entities))
			d.unflat(axes, k, members)
			if d.isGone(rules.Grain(in.For), axes, members, row) {
				continue // the row has no such member
			}
			c := d.inputColumn(in, k)
			why := whyNotReported
			if c != nil {
				why = c.Why[min(row, len(c.Why)-1)]
			}
			switch why {
			case whyNotReported, whySuppressed, whyTooSmall, whyWithheld, whyInvalid, whyTooOld:
			default:
				continue
			}
			name := in.Name
			for _, e := range axes {
				name += "." + d.MemberName(e, int(members[e.Index]))
			}
			vs := candidates(in)
			if vs == nil && unknown == "" {
				unknown = quote(name) + " is missing and could be anything: " + in.Type.String()
			}
			out = append(out, hole{name, in, k, vs})
		}
	}
	return out, unknown
}

// isGone reports that a row of an entity does not have one of the members that
// only the data names.
func (d *Dataset) isGone(g *rules.Entity, axes []*rules.Entity, members []int32, row int) bool {
	for _, e := range axes {
		if s := d.members[e]; s != nil {
			if has := s.has(d, g, int(members[e.Index])); has != nil && !has(row) {
				return true
			}
		}
	}
	return false
}

// inputsOf are the inputs that a block reads, directly or through others, in the
// order of the framework.
func (p *Plan) inputsOf(b *rules.Block) []*rules.Input {
	seen := map[rules.Quantity]bool{}
	var visit func(q rules.Quantity)
	visit = func(q rules.Quantity) {
		if !seen[q] {
			seen[q] = true
			for _, r := range rules.Reads(q) {
				visit(r)
			}
		}
	}
	visit(b)
	var out []*rules.Input
	for _, in := range p.Framework.Inputs {
		if seen[in] {
			out = append(out, in)
		}
	}
	return out
}

// candidates are all values that an input could have, or nil if they are not few.
func candidates(in *rules.Input) []rules.Value {
	t := in.Type
	switch {
	case len(in.Among) > 0:
		return in.Among
	case t.Kind == rules.LevelKind:
		var out []rules.Value
		for c := range t.Scale.Len() { // states too: a value that is missing may be one
			out = append(out, rules.Value{Type: t, Code: c})
		}
		return out
	case t.Kind == rules.Bool:
		return []rules.Value{{Type: t, Code: 1}, {Type: t}}
	case t.Kind == rules.Number && in.Integer && in.Min != nil && in.Max != nil:
		var out []rules.Value
		for v := new(big.Rat).Set(in.Min); v.Cmp(in.Max) <= 0; v.Add(v, big.NewRat(1, 1)) {
			if len(out) > 1000 {
				return nil
			}
			out = append(out, rules.Value{Type: t, Num: new(big.Rat).Set(v)})
		}
		return out
	}
	return nil
}

// trial is a dataset with a row for each combination of the missing values; all
// else is as in the row.
func (p *Plan) trial(d *Dataset, row int, gaps []hole, n int) *Dataset {
	t := NewDataset(p, n)
	t.members = d.oneRow(p.Framework.Entity, row, n)
	for in, cs := range d.inputs {
		for k, c := range cs {
			if c != nil {
				t.SetInput(in, k, c.repeat(row))
			}
		}
	}
	for b, cs := range d.supplied {
		for k, c := range cs {
			if c != nil {
				t.Supply(b, k, c.repeat(row))
			}
		}
	}
	for key, decision := range d.overrides {
		if key.row == row {
			for i := range n {
				t.overrides[overrideKey{key.block, key.member, i}] = decision
			}
		}
	}
	every := 1
	for _, g := range gaps {
		c := NewColumn(g.in.Type, n)
		for i := range n {
			c.Set(i, g.values[i/every%len(g.values)], p)
		}
		every *= len(g.values)
		t.SetInput(g.in, g.k, c)
	}
	return t
}

// oneRow repeats, for n rows, which data-driven members a row has.
func (d *Dataset) oneRow(g *rules.Entity, row, n int) map[*rules.Entity]*memberSet {
	out := map[*rules.Entity]*memberSet{}
	for e, s := range d.members {
		cp := *s
		if s.present != nil {
			cp.present = map[int][]bool{}
			for m := range s.ids {
				have := make([]bool, n)
				if has := s.has(d, g, m); has == nil || has(row) {
					for i := range have {
						have[i] = true
					}
				}
				cp.present[m] = have
			}
			cp.levels = nil
		}
		out[e] = &cp
	}
	return out
}

// repeat is a column of one value that stands for every row.
func (c *Column) repeat(row int) *Column {
	row = min(row, len(c.Why)-1)
	out := &Column{Kind: c.Kind, Why: []uint8{c.Why[row]}, Int: c.Int}
	switch c.Kind {
	case rules.Number:
		out.Num = []float64{c.Num[row]}
		if r := c.Long[row]; r != nil {
			out.Long = map[int]*big.Rat{0: r}
		}
	case rules.TextKind:
		out.Text = []string{c.Text[row]}
	default:
		out.Code = []int32{c.Code[row]}
	}
	return out
}

// runBlock runs the plan for one column of one block.
func (p *Plan) runBlock(ctx context.Context, d *Dataset, b *rules.Block, k int) (*Column, error) {
	out := NewColumn(b.Type, d.Rows)
	f := newFrame(p, d)
	for lo := 0; lo < d.Rows; lo += batchRows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n := min(batchRows, d.Rows-lo)
		f.start(lo, n)
		c := f.empty()
		d.unflat(p.memberAxes(b.For), k, c.at)
		out.take(f.block(b, c).Final, lo, n)
	}
	return out, nil
}

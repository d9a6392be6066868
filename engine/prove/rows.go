package prove

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how rules that depend on other rows are proven. A cell is one
// row and what it is within, so the framework is written anew: all that is said of
// rows is said of one, and what a list over rows gives is an unknown, a further
// input that may have any value of its type. That stands for more than can occur.
// So what is never so with unknowns is never so; what is so with them may be
// impossible, and is claimed only where the unknown is free to be anything.

// unknown is what a list over rows gives.
type unknown struct {
	free  bool           // each value of its range occurs, whatever the inputs are that it does not rest on
	rests []*rules.Input // what it rests on
}

// remaker writes a framework anew.
type remaker struct {
	old, out *rules.Framework
	blocks   map[*rules.Block]*rules.Block
	inputs   map[*rules.Input]*rules.Input
	memo     map[remade]rules.Expr
	unknowns map[*rules.Input]*unknown
	read     map[*rules.Input][]rules.Expr // by unknown: what it was
	axes     []*rules.Entity               // of the formula under way
	where    string
}

// remade is an expression for the members of some axes.
type remade struct {
	e    rules.Expr
	axes string
}

// dependsOnRows reports whether a framework knows other rows than the rated one.
func dependsOnRows(fw *rules.Framework) bool {
	other := func(axes []*rules.Entity) bool {
		return rules.Grain(axes) != fw.Entity || slices.ContainsFunc(axes, func(e *rules.Entity) bool { return e.Rows && e != fw.Entity })
	}
	for _, in := range fw.Inputs {
		if other(in.For) || overRows(in.Applies) || overRows(in.Missing.With) {
			return true
		}
	}
	for _, b := range fw.Blocks {
		found := other(b.For)
		b.Exprs(func(_ string, e rules.Expr) { found = found || overRows(e) })
		if found {
			return true
		}
	}
	return false
}

// overRows reports whether a list over rows stands in a formula.
func overRows(e rules.Expr) bool {
	found := false
	rules.Walk(e, func(x rules.Expr) bool {
		if li, ok := x.(*rules.List); ok {
			found = found || rowList(li)
		}
		return !found
	})
	return found
}

func rowList(li *rules.List) bool {
	return li != nil && slices.ContainsFunc(li.Parts, func(p *rules.Part) bool { return p.Over != nil && p.Over.Rows })
}

// ofOneRow writes a framework anew, of one row; nil and why if that cannot be.
func ofOneRow(fw *rules.Framework) (*remaker, string) {
	if why := twoDates(fw); why != "" {
		return nil, why
	}
	out := *fw
	r := &remaker{old: fw, out: &out, blocks: map[*rules.Block]*rules.Block{}, inputs: map[*rules.Input]*rules.Input{},
		memo: map[remade]rules.Expr{}, unknowns: map[*rules.Input]*unknown{}, read: map[*rules.Input][]rules.Expr{}}
	out.Inputs, out.Blocks, out.Publish = nil, nil, nil
	for _, in := range fw.Inputs {
		c := *in
		c.For = r.oneRow(in.For)
		r.inputs[in] = &c
		out.Inputs = append(out.Inputs, &c)
	}
	for _, b := range fw.Blocks {
		c := *b
		c.For = r.oneRow(b.For)
		r.blocks[b] = &c
	}
	for _, in := range fw.Inputs {
		r.input(in)
	}
	for _, b := range fw.Blocks {
		if !b.NamedList() || !rowList(b.Members) {
			r.block(b)
			out.Blocks = append(out.Blocks, r.blocks[b])
		}
	}
	for _, b := range fw.Publish {
		out.Publish = append(out.Publish, r.blocks[b])
	}
	out.DatedBy = r.inputs[fw.DatedBy]
	for in, u := range r.unknowns {
		u.rests = r.restsOn(r.read[in])
	}
	return r, ""
}

// twoDates says why rows that have their own dates and figures that have not
// cannot be taken together.
func twoDates(fw *rules.Framework) string {
	in := fw.DatedBy
	if in == nil || rules.Grain(in.For) == nil {
		return ""
	}
	for _, b := range fw.Blocks {
		if g := rules.Grain(b.For); g != nil && g.IsWithin(rules.Grain(in.For)) {
			continue
		}
		for _, q := range b.Refs() {
			if p, ok := q.(*rules.Parameter); ok && len(p.Dated) > 1 {
				return fmt.Sprintf("%s reads the parameter %s for the date of the ratings, and other blocks for the date of each row, in %s", name(b), quote(p.Name), quote(in.Name))
			}
		}
	}
	return ""
}

// oneRow is the axes of a quantity that is of one row, whichever it was.
func (r *remaker) oneRow(axes []*rules.Entity) []*rules.Entity {
	out := []*rules.Entity{r.old.Entity}
	for _, e := range axes {
		if !e.Rows {
			out = append(out, e)
		}
	}
	return out
}

func (r *remaker) input(in *rules.Input) {
	c := r.inputs[in]
	r.axes, r.where = c.For, fmt.Sprintf("input %q", in.Name)
	c.Applies = r.expr(in.Applies)
	c.Missing.With = r.expr(in.Missing.With)
	if in.Dated != nil {
		c.Dated = r.inputs[in.Dated]
	}
}

// block writes all stages of a block anew.
func (r *remaker) block(b *rules.Block) {
	c := r.blocks[b]
	r.axes, r.where = c.For, quote(b.Name)
	ex := r.expr
	c.Among = nil
	for _, m := range b.Among {
		c.Among = append(c.Among, &rules.Membership{Pop: m.Pop, Cond: ex(m.Cond)})
	}
	c.Applies, c.Value, c.Combine, c.Missing.With = ex(b.Applies), ex(b.Value), ex(b.Combine), ex(b.Missing.With)
	c.Cases = each(b.Cases, func(x *rules.Case) { x.When, x.Value = ex(x.When), ex(x.Value) })
	if rowList(b.Members) { // what they come to is unknown already
		c.Members, c.Raw, c.Need, c.Scorer = nil, nil, nil, ""
		if c.Value == nil {
			c.Value, c.Combine = c.Combine, nil
		}
	} else if b.Members != nil {
		c.Members, c.Raw = ex(b.Members).(*rules.List), ex(b.Raw).(*rules.List)
		if b.Need != nil {
			n := *b.Need
			n.Quant = r.quant(n.Quant)
			c.Need = &n
		}
	}
	if b.Bands != nil {
		x := *b.Bands
		x.Of, x.Bands = ex(x.Of), slices.Clone(x.Bands)
		for i := range x.Bands {
			x.Bands[i].When.Lo, x.Bands[i].When.Hi = ex(x.Bands[i].When.Lo), ex(x.Bands[i].When.Hi)
		}
		c.Bands = &x
	}
	if b.Points != nil {
		x := *b.Points
		x.Thresholds, x.Awards = r.all(x.Thresholds), r.all(x.Awards)
		c.Points = &x
	}
	c.Rules = each(b.Rules, func(x *rules.Rule) { x.Cond = ex(x.Cond) })
	if b.Table != nil {
		c.Table = ex(b.Table).(*rules.TableCall)
	}
	if b.Adjust != nil {
		x := *b.Adjust
		x.From = ex(x.From)
		x.Steps = each(x.Steps, func(s *rules.Step) { s.When, s.Move = ex(s.When), ex(s.Move) })
		c.Adjust = &x
	}
	c.Limits = each(b.Limits, func(x *rules.Limit) {
		x.When, x.AtMost, x.AtLeast, x.Exactly = ex(x.When), ex(x.AtMost), ex(x.AtLeast), ex(x.Exactly)
	})
	c.Marks = each(b.Marks, func(x *rules.Mark) { x.When = ex(x.When) })
}

// each copies the elements of a list and changes the copies.
func each[T any](xs []*T, change func(*T)) []*T {
	var out []*T
	for _, x := range xs {
		c := *x
		change(&c)
		out = append(out, &c)
	}
	return out
}

func (r *remaker) all(xs []rules.Expr) []rules.Expr {
	var out []rules.Expr
	for _, x := range xs {
		out = append(out, r.expr(x))
	}
	return out
}

func (r *remaker) quant(q rules.Quant) rules.Quant {
	q.N, q.M = r.expr(q.N), r.expr(q.M)
	return q
}

// expr writes a formula anew. What stood in several places stays one.
func (r *remaker) expr(e rules.Expr) rules.Expr {
	if e == nil {
		return nil
	}
	k := remade{e, fmt.Sprint(indexes(r.axes))}
	out, known := r.memo[k]
	if !known {
		out = r.make(e)
		r.memo[k] = out
	}
	return out
}

func indexes(axes []*rules.Entity) (out []int) {
	for _, e := range axes {
		out = append(out, e.Index)
	}
	return out
}

func (r *remaker) make(e rules.Expr) rules.Expr {
	switch e := e.(type) {
	case *rules.Ref:
		return r.ref(e)
	case *rules.MemberRef:
		if !e.Entity.Rows {
			return e
		}
		c := *e
		c.Entity, c.From = r.old.Entity, r.old.Entity
		return &c
	case *rules.AttrRef:
		c := *e
		c.Of = r.expr(e.Of)
		return &c
	case *rules.LevelNumber:
		c := *e
		c.X = r.expr(e.X)
		return &c
	case *rules.NumberLevel:
		c := *e
		c.X = r.expr(e.X)
		return &c
	case *rules.Unary:
		c := *e
		c.X = r.expr(e.X)
		return &c
	case *rules.Binary:
		c := *e
		c.X, c.Y = r.expr(e.X), r.expr(e.Y)
		return &c
	case *rules.Cond:
		c := *e
		c.If, c.Then, c.Else = r.expr(e.If), r.expr(e.Then), r.expr(e.Else)
		return &c
	case *rules.Call:
		return r.call(e)
	case *rules.UserCall:
		c := *e
		c.Args = r.all(e.Args)
		return &c
	case *rules.TableCall:
		c := *e
		c.Args = r.all(e.Args)
		return &c
	case *rules.List:
		return r.list(e)
	case *rules.Count:
		if rowList(e.Members) || rowList(e.Bools) {
			what := "a count"
			if e.Text != nil {
				what = quote(lang.Canonical(e.Text))
			}
			return r.unknown(e, what, &rules.Input{}, false)
		}
		c := *e
		c.Members, c.Bools, c.Quant = r.expr(e.Members).(*rules.List), r.expr(e.Bools).(*rules.List), r.quant(e.Quant)
		return &c
	}
	return e // constants, and arguments of functions
}

func (r *remaker) ref(e *rules.Ref) rules.Expr {
	c := *e
	c.Index = nil
	if _, parameter := e.Q.(*rules.Parameter); parameter {
		return &c
	}
	c.Index = []rules.Expr{nil}
	for i, a := range e.Q.Axes() {
		if !a.Rows {
			c.Index = append(c.Index, r.expr(e.Index[i]))
		}
	}
	switch q := e.Q.(type) {
	case *rules.Input:
		c.Q = r.inputs[q]
	case *rules.Block:
		if (e.Stage == rules.Weight || e.Stage == rules.DecidedBy) && rowList(q.Members) {
			return r.unknown(e, q.Name+"."+e.Stage.String(), &rules.Input{}, false)
		}
		c.Q = r.blocks[q]
	}
	return &c
}

func (r *remaker) list(e *rules.List) rules.Expr {
	c := *e
	c.Parts = nil
	axes := r.axes
	for _, p := range e.Parts {
		q := *p
		if p.Over != nil && !slices.Contains(axes, p.Over) {
			r.axes = append(slices.Clone(axes), p.Over)
		}
		if p.Restrict != nil && p.Restrict.Rows {
			q.Restrict = r.old.Entity
		}
		q.X, q.Base, q.Cond, q.By = r.expr(p.X), r.expr(p.Base), r.expr(p.Cond), nil
		q.Weight, q.Applies = r.expr(p.Weight), r.expr(p.Applies)
		r.axes = axes
		c.Parts = append(c.Parts, &q)
	}
	return &c
}

func (r *remaker) call(e *rules.Call) rules.Expr {
	for _, a := range e.Args {
		if li, ok := a.(*rules.List); ok && rowList(li) {
			in, free := known1(e, li)
			return r.unknown(e, e.Fn.Name, in, free)
		}
	}
	c := *e
	c.Args, c.Body, c.Map = r.all(e.Args), r.expr(e.Body), slices.Clone(e.Map)
	for i := range c.Map {
		c.Map[i].Value = r.expr(c.Map[i].Value)
	}
	return &c
}

// unknown stands for what a formula gives; in says between which numbers it lies.
func (r *remaker) unknown(e rules.Expr, what string, in *rules.Input, free bool) rules.Expr {
	t := e.Type()
	t.Const, t.List = false, false
	in.About, in.Type, in.For = rules.About{At: e.At()}, t, r.oneRow(r.axes)
	if in.Name = what; !strings.Contains(what, r.where) {
		in.Name += " in " + r.where
	}
	r.unknowns[in] = &unknown{free: free}
	r.read[in] = append(r.read[in], e)
	r.out.Inputs = append(r.out.Inputs, in)
	return &rules.Ref{Node: rules.Node{T: t, Place: e.At()}, Q: in, Index: make([]rules.Expr, len(in.For)), Elem: -1}
}

// restsOn is every input, as it is written anew, that formulas rest on.
func (r *remaker) restsOn(es []rules.Expr) []*rules.Input {
	var out []*rules.Input
	seen := map[rules.Quantity]bool{}
	var walk func(q rules.Quantity)
	walk = func(q rules.Quantity) {
		if seen[q] {
			return
		}
		seen[q] = true
		if in, ok := q.(*rules.Input); ok {
			out = append(out, r.inputs[in])
		}
		for _, x := range rules.Reads(q) {
			walk(x)
		}
	}
	for _, e := range es {
		rules.Walk(e, func(x rules.Expr) bool {
			if ref, ok := x.(*rules.Ref); ok {
				walk(ref.Q)
			}
			return true
		})
	}
	return out
}

// known1 is what is known before the data of a function of a list over rows: its
// range, and whether each value in it can occur.
func known1(e *rules.Call, li *rules.List) (in *rules.Input, free bool) {
	in = &rules.Input{}
	p := li.Parts[0]
	own := len(li.Parts) == 1 && p.Cond == nil && p.Everyone() && inList(e, p) // x is one of the list
	zero, half, one, two := new(big.Rat), big.NewRat(1, 2), big.NewRat(1, 1), big.NewRat(2, 1)
	word := func(i int) string {
		if i < len(e.Words) {
			return e.Words[i]
		}
		return ""
	}
	switch e.Fn.Name {
	case "count":
		in.Min, in.Integer = zero, true
		free = li.T.Kind != rules.Bool && len(li.Parts) == 1 && p.Children() && p.Cond == nil && p.Base == nil
	case "borda":
		in.Min, in.Integer = zero, true
	case "rank":
		in.Integer = word(1) != "mean"
		in.Min = map[string]*big.Rat{"mean": half, "last": zero}[word(1)]
		if in.Min == nil || own {
			in.Min = one
		}
	case "percentile_rank":
		in.Min, in.Max = zero, one
		if word(0) == "inclusive" && !own {
			in.Max = two // of two others, both may lie below
		}
		free = word(0) == "inclusive" && own && freeNumber(p.X)
	case "variance", "sd", "geometric_mean", "harmonic_mean", "generalised_mean":
		if e.Fn.Name != "harmonic_mean" {
			in.Min = zero
		}
	case "min_max", "distance_to_max":
		if own && len(e.Args) == 2 {
			in.Min, in.Max = zero, one
		}
	case "distance_to_target":
		if word(0) == "capped" {
			in.Max = one
		}
	case "mean", "median", "min", "max", "quantile", "winsor_low", "winsor_high", "sum":
		var r span
		for i, p := range li.Parts {
			var s span
			if ref, ok := p.X.(*rules.Ref); ok {
				if x, ok := ref.Q.(*rules.Input); ok && x.Type.Kind == rules.Number {
					s = inputSpan(x)
				}
			}
			if r = r.union(s); i == 0 {
				r = s
			}
		}
		in.Min, in.Max = r.lo, r.hi
		if e.Fn.Name == "sum" {
			in.Min, in.Max = nil, nil
			if r.lo != nil && r.lo.Sign() >= 0 {
				in.Min = zero
			}
		}
	}
	return in, free
}

// inList reports whether the value that is set among others is one of them.
func inList(e *rules.Call, p *rules.Part) bool {
	x, ok := e.Args[0].(*rules.Ref)
	y, ok2 := p.X.(*rules.Ref)
	return ok && ok2 && x.Q == y.Q && x.Stage == y.Stage && rules.Grain(x.Q.Axes()) == p.Over && len(x.Q.Axes()) == 1
}

// freeNumber reports a number of which any two values may differ.
func freeNumber(e rules.Expr) bool {
	r, ok := e.(*rules.Ref)
	if !ok {
		return false
	}
	in, ok := r.Q.(*rules.Input)
	return ok && in.Type.Kind == rules.Number && in.Among == nil && in.Applies == nil && (in.Min == nil || in.Max == nil || in.Min.Cmp(in.Max) < 0)
}

// rowsOpen remembers what is not proven because of lists over rows.
func (c *checker) rowsOpen(b *rules.Block) bool {
	var on []string
	for _, in := range inputsOf(b) {
		if c.unknowns[in] != nil {
			on = append(on, in.Name)
		}
	}
	if on == nil {
		return false
	}
	for _, n := range on {
		if !slices.Contains(c.rowsRead, n) {
			c.rowsRead = append(c.rowsRead, n)
		}
	}
	if !slices.Contains(c.rowsLeft, name(b)) {
		c.rowsLeft = append(c.rowsLeft, name(b))
	}
	return true
}

// tellRows says once what is not proven because of lists over rows, and why.
func (c *checker) tellRows() {
	if c.rowsLeft == nil {
		return
	}
	few := func(xs []string) string {
		if len(xs) > 4 {
			return strings.Join(xs[:4], ", ") + " and others"
		}
		return series(xs, "and")
	}
	c.unproven(c.fw.At, fmt.Sprintf("What is computed of several rows is known only with the data: %s. It was taken to be any value, whatever the inputs are, and so some cases of %s may not occur. For these it is not proven that each case has a result, that each rule can decide, or that no rating falls when an input improves.", few(c.rowsRead), few(c.rowsLeft)))
}

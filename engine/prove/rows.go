package prove

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how rules that depend on other rows are proven. A cell is one
// row and what it is within, so the framework is written anew: all that is said of
// rows is said of one, and what a list over rows gives is an unknown, a further
// input that may have any value of its type. That stands for more than can occur.
// So what is never so with unknowns is never so; what is so with them may be
// impossible, and is claimed only where the unknown is free to be anything.

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

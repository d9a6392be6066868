package prove

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how tables are proven whose rows change on a date, and how
// the dates are found on which rules change.

// dating is what chooses between dated rows: an input, or else a date.
type dating struct {
	by   *rules.Input
	asOf string
}

// since is the condition that rows of the table are in force at all, and known; nil
// if it always holds, or if the date of the run decides.
func (d dating) since(t *rules.Table) rules.Expr {
	if d.by == nil || !t.Historic() {
		return nil
	}
	out := d.compare(">=", t.Dated[0].From, t.At)
	for i, x := range t.Dated {
		if x.Unpublished == "" {
			continue
		}
		hole := d.compare("<", x.From, t.At)
		if i+1 < len(t.Dated) {
			hole = join("||", hole, d.compare(">=", t.Dated[i+1].From, t.At))
		}
		out = join("&&", out, hole)
	}
	return out
}

// unknownRows reports a table whose rows on the date of the run were never
// published: there is nothing to prove of what reads it.
func (d dating) unknownRows(b *rules.Block) bool {
	if b.Table == nil || d.by != nil {
		return false
	}
	at := b.Table.Table.InForce(d.asOf)
	return at < 0 || b.Table.Table.Dated[at].Unpublished != ""
}

// when is the condition that a row is of the date that holds, nil if it is; never
// is true where it is of another date.
func (d dating) when(t *rules.Table, row int) (cond rules.Expr, never bool) {
	if !t.Historic() {
		return nil, false
	}
	at, _ := t.DateOf(row)
	if d.by == nil {
		return nil, at != t.InForce(d.asOf)
	}
	if at > 0 {
		cond = d.compare(">=", t.Dated[at].From, t.Rows[row].At)
	}
	if at+1 < len(t.Dated) {
		cond = join("&&", cond, d.compare("<", t.Dated[at+1].From, t.Rows[row].At))
	}
	return cond, false
}

// compare compares the date of a row with one of the rules.
func (d dating) compare(op, date string, at rules.Range) rules.Expr {
	t := rules.Type{Kind: rules.DateKind}
	day, _ := rules.Days(date)
	self := &rules.Ref{Node: rules.Node{T: t, Place: at}, Q: d.by, Index: make([]rules.Expr, len(d.by.For)), Elem: -1}
	is := &rules.Const{Node: rules.Node{T: t, Place: at}, Value: rules.Value{Type: t, Code: day}, Text: date}
	return &rules.Binary{Node: rules.Node{T: yesno, Place: at}, Op: op, X: self, Y: is}
}

// changes are the dates on which something changes: figures, rows, blocks.
func changes(fw *rules.Framework) []string {
	out := fw.Dates()
	for _, b := range fw.Blocks {
		if date := b.InForce.Until; date != "" && !slices.Contains(out, date) {
			out = append(out, date)
		}
	}
	return out
}

// inForce reports whether a block holds on the date of the check. Of one that does
// not, but holds on another date, it says that nothing is proven.
func (c *checker) inForce(b *rules.Block) bool {
	if c.fw.DatedBy != nil || c.plan.AsOf == "" || b.InForce.Holds(c.plan.AsOf) {
		return true
	}
	if _, some := b.InForce.Both(c.fw.InForce); some && c.opt.AsOf == "" {
		c.unproven(b.At, fmt.Sprintf("Nothing is proven about %s: the rules are checked as they are on %s, and it is in force %s.", name(b), c.plan.AsOf, b.InForce))
	}
	return false
}

// otherDates proves the rows of tables that are not in force on the date of the
// check.
func (c *checker) otherDates() {
	if c.fw.DatedBy != nil || c.plan == nil {
		return
	}
	var dates []string
	for _, t := range c.fw.Tables {
		for i, d := range t.Dated {
			if d.From != "" && i != t.InForce(c.plan.AsOf) && !slices.Contains(dates, d.From) {
				dates = append(dates, d.From)
			}
		}
	}
	for _, date := range dates {
		other := &checker{holes: true, fw: c.fw, opt: c.opt, budget: c.budget, probes: map[*rules.Block]*probes{},
			reach: map[*rules.Block]*reached{}, use: map[*rules.Input]*effect{}, fates: map[*rules.Block]bool{}, shown: map[*rules.Block]bool{}}
		other.opt.AsOf = date
		c.guard(rules.Range{}, "the rules on "+date, func() {
			if !other.prepare() {
				return
			}
			for _, b := range c.fw.Blocks {
				if b.Table != nil && b.Table.Table.Historic() {
					other.guard(b.At, name(b), func() { other.block(b) })
				}
			}
		})
		c.keep(other.list, date)
	}
}

// keep adds what was found about rows on another date.
func (c *checker) keep(list diag.List, date string) {
	of := []diag.Code{RowsOverlap, RowsUncovered, fault}
	for _, d := range list {
		inRow := slices.ContainsFunc(c.fw.Tables, func(t *rules.Table) bool {
			return slices.ContainsFunc(t.Rows, func(r rules.TableRow) bool { return r.At == d.Range })
		})
		if !slices.Contains(of, d.Code) && (d.Code != NeverHolds || !inRow) {
			continue
		}
		if !slices.ContainsFunc(c.list, func(x *diag.Diagnostic) bool { return x.Code == d.Code && x.Range == d.Range }) {
			d.Detail += fmt.Sprintf(" It is so on %s.", date)
			c.list.Add(d)
		}
	}
}

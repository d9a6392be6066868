package engine

import "github.com/rubric-lang/rubric/rules"

// This file defines which results of blocks come with the data.

// suppliedColumns are the columns that hold the results of a block: one, or
// those of single members.
func (b *binder) suppliedColumns(q *rules.Block) []wanted {
	if name, ok := b.opt.Supply[q.Name]; ok {
		return []wanted{{name, -1, q.Name, true}}
	}
	var out []wanted
	if e := listedAxis(q); e != nil {
		for i, m := range e.Members {
			option := q.Name + "." + m.ID
			if name, ok := b.opt.Supply[option]; ok {
				out = append(out, wanted{name, i, option, true})
			}
		}
	}
	return out
}

// listedAxis is the entity whose members can have a column each: the only one of
// a block that the framework lists; nil if there is none, or more than one.
func listedAxis(q *rules.Block) *rules.Entity {
	var out *rules.Entity
	for _, e := range q.For {
		if e.Rows {
			continue
		}
		if out != nil || !e.Closed {
			return nil
		}
		out = e
	}
	return out
}

// isSupplied reports whether all results of a quantity come with the data.
func (b *binder) isSupplied(q rules.Quantity) bool {
	block, ok := q.(*rules.Block)
	if !ok {
		return false
	}
	cols := b.suppliedColumns(block)
	return len(cols) > 0 && (cols[0].member < 0 || len(cols) == len(listedAxis(block).Members))
}

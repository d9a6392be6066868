package report

import (
	"slices"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines levels: results stand in one table for each row entity that
// something is published for, and figures of everyone in one of their own.

// Level is one set of results: those of the rows of an entity, or, where Entity
// is nil, the figures of everyone.
type Level struct{ Entity *rules.Entity }

// Everyone is what the level of figures of everyone is called in names of files.
const Everyone = "everyone"

// Name is what people call the level.
func (l Level) Name() string {
	if l.Entity == nil {
		return Everyone
	}
	return l.Entity.Name
}

// Levels are the levels of a result: the framework's entity first, then those
// above before those within, the figures of everyone last.
func Levels(res *engine.Result, all bool) []Level {
	rated := res.Plan.Framework.Entity
	out := []Level{{rated}}
	published, steps := shownBlocks(res, all)
	has := map[*rules.Entity]bool{}
	for _, b := range append(published, steps...) {
		has[rules.Grain(b.For)] = true
	}
	var others []*rules.Entity
	for _, e := range res.Plan.Framework.Entities {
		if e.Rows && e != rated && has[e] {
			others = append(others, e)
		}
	}
	slices.SortStableFunc(others, func(a, b *rules.Entity) int { return depth(a) - depth(b) })
	for _, e := range others {
		out = append(out, Level{e})
	}
	if has[nil] {
		out = append(out, Level{})
	}
	return out
}

func depth(e *rules.Entity) (n int) {
	for ; e != nil; e = e.Within {
		n++
	}
	return n
}

// Rows is how many rows a table of the level has; nil is that of the framework's
// entity.
func Rows(res *engine.Result, l *Level) int { return at(res, l).rows }

// view is one level of a result.
type view struct {
	*engine.Result
	level Level
	space *engine.Space // nil for figures of everyone
	rows  int
	up    []*above // the entities that its rows are within, nearest first
}

// above is an entity that the rows of a view are within.
type above struct {
	space *engine.Space
	row   []int // by row of the view; -1 where it is not known
}

// at is the view of a level; nil stands for the framework's entity.
func at(res *engine.Result, l *Level) *view {
	if l == nil {
		l = &Level{res.Plan.Framework.Entity}
	}
	v := &view{Result: res, level: *l, rows: 1}
	if l.Entity == nil {
		return v
	}
	v.space = res.Data.SpaceOf(l.Entity)
	if v.space == nil { // a dataset that was built by hand
		v.space = res.Data.Space
	}
	v.rows = v.space.Rows
	if l.Entity.Within == nil {
		return v
	}
	rows := make([]int, v.rows)
	for i := range rows {
		rows[i] = i
	}
	below := v.space
	for e := l.Entity.Within; e != nil && e.Rows; e = e.Within {
		a := &above{space: res.Data.SpaceOf(e), row: make([]int, v.rows)}
		known := false
		for i, r := range rows {
			if a.row[i] = -1; r >= 0 {
				a.row[i] = below.Parent(r)
			}
			known = known || a.row[i] >= 0
		}
		if !known {
			break
		}
		v.up = append(v.up, a)
		rows, below = a.row, a.space
	}
	return v
}

// blocks are those of the level that are written.
func (v *view) blocks(all bool) (published, steps []*rules.Block) {
	published, steps = shownBlocks(v.Result, all)
	other := func(b *rules.Block) bool { return rules.Grain(b.For) != v.level.Entity }
	return slices.DeleteFunc(published, other), slices.DeleteFunc(steps, other)
}

// keys are the key columns: those of the entity, then those of what it is
// within, unless they stand there already.
func (v *view) keys() []column {
	var out []column
	if v.space == nil {
		return nil
	}
	put := func(name string, cell func(to []byte, row int) []byte) bool {
		if slices.ContainsFunc(out, func(c column) bool { return c.name == name }) {
			return false
		}
		out = append(out, words(name, cell))
		return true
	}
	for k, name := range v.space.KeyNames {
		texts := v.space.Keys[k]
		if put(name, func(to []byte, row int) []byte { return append(to, texts[row]...) }) {
			c := &out[len(out)-1]
			if c.cells, c.from, c.to = v.space.KeyCells(); c.cells == nil {
				c.texts, c.plain = texts, v.space.Plain
			}
		}
	}
	for _, a := range v.up {
		for k, name := range a.space.KeyNames {
			texts := a.space.Keys[k]
			put(name, func(to []byte, row int) []byte {
				if r := a.row[row]; r >= 0 {
					return append(to, texts[r]...)
				}
				return to
			})
		}
	}
	return out
}

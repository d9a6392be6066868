package byrow

import (
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines what an evaluation reads and what it gives.

// Context holds a member for each entity, by Entity.Index; -1 or an entry that
// is not there means that no member is chosen. Rows are members of their
// entities for a Source, which is given them; what Row is given of them is not
// looked at, since a row knows itself and what it is within.
type Context []int

// With returns the context with another member of e.
func (c Context) With(e *rules.Entity, member int) Context {
	out := slices.Clone(c)
	for len(out) <= e.Index {
		out = append(out, -1)
	}
	out[e.Index] = member
	return out
}

// Member returns the context's member of e, or -1.
func (c Context) Member(e *rules.Entity) int {
	if e.Index < len(c) {
		return c[e.Index]
	}
	return -1
}

// Source supplies data: of one entity for Program.Eval, of all rows for
// Program.Over.
type Source interface {
	// Input is the value that was read, before applies, age and the policy for
	// absent values; Absent holds the reason where there is none.
	Input(in *rules.Input, at Context) rules.Value
	// Block is the result of a computed block that is given from outside, if
	// it is. Its value stage is then the same value where it is of that type,
	// and absent (not_reported) otherwise.
	Block(b *rules.Block, at Context) (rules.Value, bool)
	// Members is how many members an entity has whose members come from the data;
	// of a row entity, how many rows.
	Members(e *rules.Entity) int
}

// Parents is a Source that knows which member of e.Within a member of e belongs
// to, for entities whose members come from the data; -1 if to none. Without it
// such members belong to none; of one entity, what it is within is the first of
// each kind, and what is within it is so without being said.
type Parents interface {
	Parent(e *rules.Entity, member int) int
}

// Ordered is a Source that knows the rows of an entity in the order of their
// keys; without it they stand in the order of their numbers.
type Ordered interface {
	Order(e *rules.Entity) []int
}

// Named is a Source that knows the names of members that come from the data.
type Named interface {
	MemberName(e *rules.Entity, member int) string
}

// Decisions is a Source that knows recorded decisions: the level that one gives a
// block, and whether there is one that still holds.
type Decisions interface {
	Decision(b *rules.Block, at Context) (level int, ok bool)
}

// Presence is a Source that knows which members of an entity that has no rows the
// data names for a row of one that has. Without it all are there.
type Presence interface {
	Present(e *rules.Entity, member int, of *rules.Entity, row int) bool
}

// Outcome is what each stage of a block gave. Values that are absent hold their
// reason.
type Outcome struct {
	Applies   rules.Value
	Unrounded rules.Value
	Value     rules.Value
	Weight    rules.Value // the weights of the members that were in, added up
	DecidedBy rules.Value // the member that min, max, worst or best came from
	Graded    rules.Value
	Adjusted  rules.Value
	Limited   rules.Value
	Final     rules.Value // Limited, or the recorded decision that replaces it

	Rule     *rules.Rule    // the rule that decided
	Row      int            // the row of the table that decided, or -1
	Case     *rules.Case    // the case that gave the value
	Limits   []*rules.Limit // those that held and changed the level
	Marks    []*rules.Mark  // those that are set
	Possible []int          // the levels that rules or a table leave possible, where undecided
}

// Options chooses how a framework is evaluated.
type Options struct {
	// AsOf is the date of the run in days since 1970-01-01. It is as_of in
	// formulas, ages evidence, and chooses dated parameter values (the last
	// with From <= AsOf) unless the framework says dated_by.
	AsOf int
}

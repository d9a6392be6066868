// Package diag is the one way in which rubric reports a problem, whether it
// stands in a rule file, in a sentence, in the logic of a rule or in the data.
//
// A stage never stops at the first problem and never returns it as an error:
// it collects diagnostics in a List and returns what it could make beside
// them. An error value means that the machine failed; a diagnostic means that
// the rules or the data did.
//
// Glossary: a Diagnostic has one place (Range, and Cell where it is data), a
// Code with a page of its own, Notes for every other place that took part, a
// Witness (the smallest input that shows the problem) and a Fix. The wording is
// fixed: Summary is a noun phrase without a full stop; Detail says what is
// wrong and then what to do, in whole sentences, quoting names as written.
//
// All renderers (text.go, json.go, sarif.go, github.go) read this structure
// and nothing else, so the human text can never say more than the JSON.
package diag

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// Range is a span of a source file: its name and two positions, each with a
// line and column (from 1) and a byte offset (from 0).
type Range = hcl.Range

// Severity orders diagnostics by how much they matter.
type Severity int

const (
	// Error stops the stage after the one that reports it.
	Error Severity = iota
	// Warning is doubtful but has a meaning; it does not stop anything.
	Warning
	// Info states a fact worth knowing, such as "not proven".
	Info
)

// String gives the lower-case word that every output format uses.
func (s Severity) String() string { return [...]string{"error", "warning", "info"}[s] }

// Diagnostic is one problem with everything that is needed to mend it.
type Diagnostic struct {
	Severity Severity
	Code     Code
	Summary  string
	Detail   string
	Range    Range    // zero if the problem has no place in a source file
	Notes    []Note   // the other places that took part, in order of importance
	Witness  *Witness // nil if the problem shows without an example
	Fix      *Fix     // nil if there is no single obvious way to mend it
	Cell     *Cell    // set if the problem stands in the data
}

// Note is another place that took part, with a caption such as
// "the earlier rule stands here".
type Note struct {
	Range   Range
	Caption string
}

// Witness is the smallest input that shows the problem, as it was computed
// from the rule's cells and confirmed by the second executor.
type Witness struct {
	Given    []Value // inputs in the order of the rule file
	Then     []Value // what follows from them
	Improved []Value // for ratings that fall: the inputs that were made better
	But      []Value // and what then follows
}

// Value is a name with a value, both as a methodologist would write them.
type Value struct{ Name, Value string }

// Fix is a change of the source that mends the problem, or one way to begin.
type Fix struct {
	Summary string // an instruction: "Write good_or_better as two words"
	Edits   []Edit // empty if the fix cannot be made by replacing text
}

// Edit replaces the text of Range by Text.
type Edit struct {
	Range Range
	Text  string
}

// Cell is a place in the data. Row counts records from 1, without the header;
// Line is the line of the file on which the record starts (0 if unknown).
type Cell struct {
	File     string
	Row      int
	Line     int
	Column   string
	Value    string
	Expected string
}

// List collects the diagnostics of a stage.
type List []*Diagnostic

// Add appends d.
func (l *List) Add(d *Diagnostic) { *l = append(*l, d) }

// HasErrors reports whether any diagnostic is an Error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d *Diagnostic) bool { return d.Severity == Error })
}

// Count returns how many diagnostics have the severity s.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Sorted returns the diagnostics by file, place and code, without repeats:
// the same code at the same place with the same words is one cause.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b *Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Range.Filename, b.Range.Filename),
			cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte),
			compareCells(a.Cell, b.Cell),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Summary, b.Summary),
			cmp.Compare(a.Detail, b.Detail),
		)
	})
	return slices.CompactFunc(out, func(a, b *Diagnostic) bool {
		return a.Code == b.Code && a.Range == b.Range && a.Summary == b.Summary && a.Detail == b.Detail && compareCells(a.Cell, b.Cell) == 0
	})
}

func compareCells(a, b *Cell) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Value, b.Value))
}

// Sources holds the text of every file that diagnostics point into, by file
// name, so that any renderer can show an excerpt.
type Sources map[string][]byte

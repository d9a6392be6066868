package rules

import (
	"math/big"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines a framework as it is after loading: every name resolved,
// every formula typed. Nothing here is changed once Load has returned.

// Range is a span of a rule file.
type Range = lang.Range

// Framework is a rating framework.
type Framework struct {
	About
	ID        string
	Publisher string
	Version   string
	Language  int
	Entity    *Entity
	Publish   []*Block // results in order; may be empty
	Purpose   []string
	InForce   Period
	DatedBy   *Input // nil: the date of the run chooses between dated values

	Sources     []*Source
	Scales      []*Scale
	Entities    []*Entity
	Inputs      []*Input
	Absences    []*Absence
	Parameters  []*Parameter
	Blocks      []*Block // in an order in which each stands after what it reads
	Populations []*Population
	CutPoints   []*CutPoints
	Tables      []*Table
	Functions   []*Function
	Ladders     []*Ladder
	Chapters    []*Chapter
	Tests       []*Test
	Budgets     []*Budget

	Variant  string       // the name of the variant; "" is the directory without one
	Variants []Variant    // that the directory offers
	Amends   []*Amendment // that took part, in the order in which they were applied

	Digest string // of the text: SHA-256 over the variant's name, and names and bytes of all files, in order of name
}

// About is what every declared thing carries.
type About struct {
	Title  string
	Note   string
	Source []*Source // as cited by the block itself
	At     Range     // the header of the block
}

// Period is half-open: From is the first day, Until the first day after. Empty
// ends are open. Dates are written 2006-01-02.
type Period struct{ From, Until string }

// Standing says how sure a figure is. The weakest taints what rests on it.
type Standing int

const (
	Confirmed Standing = iota
	Derived
	Unconfirmed
	Placeholder
)

var standings = [...]string{"confirmed", "derived", "unconfirmed", "placeholder"}

// String gives the word of the rule file.
func (s Standing) String() string { return standings[s] }

// Source is a document that figures come from.
type Source struct {
	Name, Title, URL, Retrieved, Note string
	Standing                          Standing
	At                                Range
}

// Scale is a ladder of levels, best first, with states off the ladder. The
// code of a level is its place in Levels, that of a state len(Levels) plus its
// place in States, so a smaller code is better among levels.
type Scale struct {
	About
	Name    string
	Levels  []Level
	States  []Level
	Ordered bool
	Numeric bool                        // levels are numbers
	Numbers map[string]map[int]*big.Rat // numbers that belong to levels, by attribute and code
}

// Level is a level or a state of a scale.
type Level struct {
	ID     string
	Label  string
	Codes  []string // other spellings in the data
	Number *big.Rat // of a numeric ladder, else nil
}

// Entity is a dimension: what quantities are for.
type Entity struct {
	About
	Name    string
	Index   int      // its place in Framework.Entities
	Key     []string // columns of the data
	Label   string   // column of the data
	Within  *Entity
	Closed  bool // members are listed by the framework
	Rows    bool // members are rows of the data: the rated entity, and what is within it or above it
	Members []Member
	Attrs   []*EntityAttr
}

// Member is a member of a closed entity.
type Member struct {
	ID     string
	Parent int     // index into Within.Members, or -1
	Values []Value // one for each of the entity's Attrs
	At     Range
}

// EntityAttr is a typed column of an entity's members.
type EntityAttr struct {
	Name string
	Type Type
	At   Range
}

// Attr returns the attribute of that name and its place, or nil and -1.
func (e *Entity) Attr(name string) (*EntityAttr, int) {
	for i, a := range e.Attrs {
		if a.Name == name {
			return a, i
		}
	}
	return nil, -1
}

// Member returns the index of the member with that name, or -1.
func (e *Entity) Member(id string) int {
	for i := range e.Members {
		if e.Members[i].ID == id {
			return i
		}
	}
	return -1
}

// Absence is a reason for having no value.
type Absence struct {
	Name, Label, Note string
	At                Range
}

// Direction says which way a number is better.
type Direction int

const (
	Unstated Direction = iota
	Higher
	Lower
	Neither
)

var directions = [...]string{"", "higher", "lower", "neither"}

// String gives the word of the rule file.
func (d Direction) String() string { return directions[d] }

// RoundMode is how halves and the rest are rounded.
type RoundMode int

const (
	HalfUp   RoundMode = iota // to nearest, halves away from zero
	HalfEven                  // to nearest, halves to the even digit
	Up                        // away from zero
	Down                      // towards zero
	Ceiling                   // towards plus infinity
	Floor                     // towards minus infinity
)

var roundModes = [...]string{"half_up", "half_even", "up", "down", "ceiling", "floor"}

// String gives the word of the rule file.
func (m RoundMode) String() string { return roundModes[m] }

// Rounding is one rounding: a mode and a number of decimal places, which may
// be negative.
type Rounding struct {
	Mode   RoundMode
	Places int
	At     Range
}

// Table is a decision table.
type Table struct {
	About
	Name string
	In   []TableIn
	Out  []TableOut
	Hit  string     // unique, first, worst, best, agree
	Rows []TableRow // of all dates, one after the other
	// Dated says which of the rows hold from which date on, earliest first; the
	// first has no From where the table has no history.
	Dated []DatedRows
}

// TableIn is a column that is matched.
type TableIn struct {
	Name  string
	Type  Type
	Quant Quantity // nil where the column is only typed
}

// TableOut is a column that is given.
type TableOut struct {
	Name string
	Type Type
}

// TableRow is a row: a cell for each in, a value for each out.
type TableRow struct {
	Cells []Cell
	Outs  []Value
	At    Range
}

// Cell is what a row asks of one column: any value, one of Values, or a number
// within When.
type Cell struct {
	Any    bool
	Values []Value
	When   *Interval
	At     Range
}

// Function is a typed, pure formula.
type Function struct {
	About
	Name   string
	Params []*Param
	Value  Expr
	Unit   string
	Type   Type
}

// Param is an argument of a Function.
type Param struct {
	Name string
	Type Type
	At   Range
}

// Chapter is prose that is published with the rules.
type Chapter struct {
	About
	Name  string
	Order int
	Text  string
}

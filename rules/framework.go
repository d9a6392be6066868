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

// Quantity is what a name in a formula can stand for: an *Input, a *Parameter
// or a *Block.
type Quantity interface {
	QName() string
	Axes() []*Entity // the entities that it is for, in order
	QType() Type     // of its final result
	Place() Range
	quantity()
}

// Input is a column of the data.
type Input struct {
	About
	Name      string
	For       []*Entity
	Column    string // a column, or "" where ColumnBy is set
	ColumnBy  *EntityAttr
	ColumnOf  *Entity // the entity of ColumnBy
	Type      Type
	Percent   bool // 80 in the data is 0.80
	Integer   bool
	Better    Direction
	Min, Max  *big.Rat // nil: open
	Among     []Value
	Absent    map[string]string // spelling in the data → reason
	Missing   Policy
	Applies   Expr
	Dated     *Input
	NotBefore string
	ValidFor  int               // months; 0: for ever
	Spelling  map[string]string // of yes and no
}

// PolicyKind says what is done about an absent value.
type PolicyKind int

const (
	Fail    PolicyKind = iota // the absence carries
	Exclude                   // members only: left out, the rest re-weighted
	Worst
	Best
	Replace // by With
)

var policies = [...]string{"fail", "exclude", "worst", "best", "replace"}

// String gives the word of the rule file.
func (p PolicyKind) String() string { return policies[p] }

// Policy is what is done about an absent value.
type Policy struct {
	Kind   PolicyKind
	With   Expr
	Stated bool
	At     Range
}

// Parameter is a policy figure. Dated holds at least one value; the first has
// no From where the parameter has no history.
type Parameter struct {
	About
	Name  string
	Type  Type
	Unit  string
	Dated []DatedValue // by From, earliest first
}

// DatedValue is a value from a date on.
type DatedValue struct {
	About
	From        string
	Value       Expr // a constant; nil if Per or Bands is set or it is unpublished
	Per         []PerCount
	Bands       []Band // a map of intervals that serves as bands; levels are resolved where it is used
	BandsRaw    *lang.Map
	Rounding    []Rounding
	ReviewBy    string
	Unpublished string
}

// PerCount is one line of a parameter by how many are rated.
type PerCount struct {
	When  Interval
	Value Expr
}

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

// BlockKind is the kind of a computed block.
type BlockKind int

const (
	Derive BlockKind = iota
	Indicator
	Group
	Rating
	RankingKind
)

var blockKinds = [...]string{"derive", "indicator", "group", "rating", "ranking"}

// String gives the word of the rule file.
func (k BlockKind) String() string { return blockKinds[k] }

// Stage is a stage of a computed block whose value can be read.
type Stage int

const (
	Final     Stage = iota // the block's result
	Applies                // yes or no
	Unrounded              // the value before rounding
	Valued                 // the value, rounded
	Graded                 // the level or score that bands, rules or a table give
	Adjusted               // after steps
	Limited                // after limits
	Weight                 // the weight that was in force (sum over present members)
	DecidedBy              // the member that decided (min, max, worst, best)
	Reported               // of an input: before its missing policy
)

var stages = [...]string{"", "applies", "unrounded", "value", "graded", "adjusted", "limited", "weight", "decided_by", "reported"}

// String names the stage as in x.value.
func (s Stage) String() string { return stages[s] }

// Block is a computed block: the one set of stages. A stage that is nil or
// empty is not there.
type Block struct {
	About
	Kind        BlockKind
	Name        string
	For         []*Entity
	Unit        string
	Better      Direction
	Scale       *Scale // of the final result, or nil
	InForce     Period
	Shadow      bool
	Column      string      // the header of its results, if the framework gives them one
	ColumnBy    *EntityAttr // or, for a block with members, the attribute of ColumnOf that holds it
	ColumnOf    *Entity     // (the member's name where ColumnBy is nil)
	Unpublished string
	Undecided   Undecided
	Shown       []Rounding
	Standing    Standing // the weakest of all that it rests on

	Type  Type // of the final result
	VType Type // of the value stage

	Among   []*Membership // the populations that it is for; elsewhere it is not_in_population
	Applies Expr
	Else    int // code of the state when it does not apply, or -1

	Value   Expr // or Cases, or Members with Combine
	Cases   []*Case
	Raw     *List // the members as they are
	Members *List // the members that score, rules and sentences read: the policy applied, not applicable ones left out
	Combine Expr  // over Members; nil for a named list or for rules over members
	Missing Policy
	Need    *Need
	Total   *big.Rat
	Scorer  string // the combiner's name: mean, weighted_mean, ... or "" for a formula

	Round []Rounding

	Bands       *Bands
	Points      *Points
	Interpolate *Interpolate
	Rules       []*Rule
	Ladder      *Ladder // where Rules come from a ladder
	Table       *TableCall

	Adjust    *Adjust
	Limits    []*Limit
	Overrides []*Override
	Marks     []*Mark

	Of   *Block      // for the rules that serve where no case of a block holds: that block; else nil
	Tree *lang.Block // as written
}

// Graded reports whether bands, points, interpolation, rules or a table follow
// the value.
func (b *Block) Graded() bool {
	return b.Bands != nil || b.Points != nil || b.Interpolate != nil || len(b.Rules) > 0 || b.Table != nil
}

// NamedList reports whether the block only names its members.
func (b *Block) NamedList() bool {
	return b.Members != nil && b.Combine == nil && b.Value == nil && len(b.Cases) == 0 && !b.Graded() && b.Adjust == nil
}

// Case is one way to compute the value.
type Case struct {
	About
	Name    string
	When    Expr // nil: otherwise
	Value   Expr
	Because string
}

// Need is coverage: how many members must be present. Including names members
// that must be among them.
type Need struct {
	Quant     Quant
	Weight    bool
	Including []string
	Text      *lang.Need
	At        Range
}

// Bands are intervals of a number (or of levels) and what each gives.
type Bands struct {
	About
	Of          Expr // nil: the value
	Bands       []Band
	Param       *Parameter // where the bands come from a parameter
	Cuts        *CutPoints // where they come from cut points
	Unpublished string
}

// Band is one interval and the code of the level that it gives.
type Band struct {
	When  Interval
	Level int
	At    Range
}

// Interval is a span of numbers. A nil end is open; an Otherwise interval is
// what no other one took; Any is every value.
type Interval struct {
	Lo, Hi         Expr // number constants or parameters
	LoOpen, HiOpen bool // the end itself is not in
	Any, Otherwise bool
	Text           lang.Expr // as written
	At             Range
}

// Points are points for thresholds: how many are passed, or what the furthest
// one passed awards.
type Points struct {
	About
	Relation   string // ">", ">=", "<", "<="
	Thresholds []Expr
	Awards     []Expr // nil: each counts one
}

// Interpolate joins points by straight lines.
type Interpolate struct {
	About
	Segments     []Segment // ascending
	Below, Above Beyond
}

// Segment maps From (both ends in) onto To.
type Segment struct {
	From, To Interval
}

// Beyond is what a value outside all segments gives.
type Beyond struct {
	Kind  string // "" (absent), clamp, extend or state
	State int
}

// Undecided says what an undecided condition does.
type Undecided int

const (
	Stop  Undecided = iota // the result is undecided unless every outcome still possible agrees
	Skip                   // as if it did not hold
	Apply                  // as if it held
)

var undecideds = [...]string{"stop", "skip", "apply"}

// String gives the word of the rule file.
func (u Undecided) String() string { return undecideds[u] }

// Rule gives a level when its condition holds.
type Rule struct {
	About
	Level     int
	Name      string // the second label, else the level
	Cond      Expr   // nil: otherwise
	Because   string
	Undecided Undecided
	Text      string // canonical wording
}

// Ladder is rules written once for several ratings.
type Ladder struct {
	About
	Name      string
	Scale     *Scale
	Undecided Undecided
	Tree      *lang.Block
}

// Adjust moves a level by steps, clamped to the scale after each.
type Adjust struct {
	About
	From  Expr // nil: the level so far
	Steps []*Step
}

// Step is one step of an Adjust. Move is in levels, positive towards best.
type Step struct {
	About
	Name      string
	When      Expr
	Move      Expr
	Because   string
	Undecided Undecided
}

// Limit bounds a result. Exactly one of AtMost, AtLeast, Exactly is set.
type Limit struct {
	About
	Name      string
	When      Expr // nil: always
	AtMost    Expr
	AtLeast   Expr
	Exactly   Expr
	Because   string
	Undecided Undecided
}

// Override declares which recorded human decisions a block accepts.
type Override struct {
	About
	Name   string
	Within int // levels; 0: any
	To     []int
	Needs  []string
}

// Mark is a suffix or flag that never changes the order.
type Mark struct {
	About
	Mark  string
	When  Expr
	Label string
}

// Table is a decision table.
type Table struct {
	About
	Name string
	In   []TableIn
	Out  []TableOut
	Hit  string // unique, first, worst, best, agree
	Rows []TableRow
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

func (i *Input) QName() string       { return i.Name }
func (i *Input) Axes() []*Entity     { return i.For }
func (i *Input) QType() Type         { return i.Type }
func (i *Input) Place() Range        { return i.At }
func (*Input) quantity()             {}
func (p *Parameter) QName() string   { return p.Name }
func (p *Parameter) Axes() []*Entity { return nil }
func (p *Parameter) QType() Type     { return p.Type }
func (p *Parameter) Place() Range    { return p.At }
func (*Parameter) quantity()         {}
func (b *Block) QName() string       { return b.Name }
func (b *Block) Axes() []*Entity     { return b.For }
func (b *Block) QType() Type         { return b.Type }
func (b *Block) Place() Range        { return b.At }
func (*Block) quantity()             {}

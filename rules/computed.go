package rules

import (
	"math/big"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines computed blocks, with their stages in the order in which they
// are done.

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

// NamedList reports whether the block only names its members. One with a score that
// was refused is none.
func (b *Block) NamedList() bool {
	return (b.Tree == nil || !hasValue(b.Tree)) && b.Members != nil && b.Combine == nil && b.Value == nil && len(b.Cases) == 0 && !b.Graded() && b.Adjust == nil && b.Unpublished == ""
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

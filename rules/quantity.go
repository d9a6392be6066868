package rules

import (
	"math/big"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines quantities, what a formula can name: inputs, parameters, and
// what these have in common with computed blocks.

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

package rules

import (
	"math/big"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines the typed tree that formulas and sentences both become. The
// engine, the explanation, the second executor and every printer read this tree
// and nothing else.

// Kind is the kind of a value.
type Kind int

const (
	Unknown Kind = iota // not typed: a problem has been reported, or there is no value
	Number
	Bool // yes or no; undecided when absent
	LevelKind
	TextKind
	DateKind // days since 1970-01-01
	MemberKind
)

var kinds = [...]string{"nothing", "a number", "yes or no", "a level", "text", "a date", "a member"}

// Type is what an expression yields. List marks a list of such values.
type Type struct {
	Kind   Kind
	Scale  *Scale  // of LevelKind
	Entity *Entity // of MemberKind
	Unit   string  // of Number; "" is no unit
	Const  bool    // a constant number takes the unit of what it meets
	List   bool
}

// Value is a constant.
type Value struct {
	Type   Type
	Num    *big.Rat // Number
	Code   int      // Bool (0, 1), LevelKind, DateKind, MemberKind
	Text   string   // TextKind
	Absent string   // a reason: there is no value
}

// Expr is a node of the typed tree. The concrete types are listed below; every
// switch over them is exhaustive.
type Expr interface {
	Type() Type
	At() Range // where it stands in the rule file
	expr()
}

// Node carries type and place.
type Node struct {
	T     Type
	Place Range
}

// Type returns the type of the node.
func (n Node) Type() Type { return n.T }

// At returns the place of the node in its file.
func (n Node) At() Range { return n.Place }
func (Node) expr()       {}

type (
	// Const is a constant.
	Const struct {
		Node
		Value Value
		Text  string // as written, for numbers
	}
	// Ref reads a quantity. Index has an entry for each axis of the quantity:
	// nil takes the member from the context, else a member expression.
	// Elem is the place in a parameter that is a list, else -1.
	Ref struct {
		Node
		Q     Quantity
		Stage Stage
		Index []Expr
		Elem  int
	}
	// MemberRef is the member of an entity that the context holds. Up climbs to
	// an ancestor of it: From is then the entity in the context.
	MemberRef struct {
		Node
		Entity *Entity
		From   *Entity
	}
	// AttrRef reads a typed column of a member.
	AttrRef struct {
		Node
		Of   Expr // MemberKind
		Attr int
	}
	// LevelNumber is the number that belongs to a level: its own on a numeric
	// ladder (Attr is ""), or a named one. States have none: the result is absent.
	LevelNumber struct {
		Node
		X    Expr
		Attr string
	}
	// NumberLevel is the level of a numeric scale that a number is; absent
	// (invalid) for a number that is not on the ladder.
	NumberLevel struct {
		Node
		X Expr
	}
	// Unary is !x or -x.
	Unary struct {
		Node
		Op string
		X  Expr
	}
	// Binary is x op y, both scalar. Op is one of || && == != < <= > >= + - * /.
	// Comparisons of levels are by rank: > is better than.
	Binary struct {
		Node
		Op   string
		X, Y Expr
	}
	// Cond is if ? then : else. It is decided where the condition is, or where
	// both ways agree.
	Cond struct {
		Node
		If, Then, Else Expr
	}
	// Call is a built-in function.
	Call struct {
		Node
		Fn   *Builtin
		Args []Expr
		Map  []MapEntry // lookup
		Mode []Rounding // round
		// Reason is the reason that absent(x, reason) asks for.
		Reason string
		// Cuts and Cut are, of cut_point, what is cut and which cut is meant.
		Cuts *CutPoints
		Cut  int
		// Words are the variants that were named, in the order of the signature.
		Words []string
		// Body is what the function stands for, where it is defined by others
		// (z_score is (x - mean) / sd). Only Body is evaluated.
		Body Expr
	}
	// UserCall is a function block.
	UserCall struct {
		Node
		Fn   *Function
		Args []Expr
	}
	// Local is an argument of a function block, inside its formula.
	Local struct {
		Node
		Param *Param
	}
	// TableCall reads a table; Out is which of its outputs.
	TableCall struct {
		Node
		Table *Table
		Args  []Expr
		Out   int
	}
	// List is a list of members: functions and sentences range over it.
	List struct {
		Node
		Parts []*Part
		Group *Block // the block that names the list, if one does
	}
	// Count is a counting sentence: how many of the members are so.
	Count struct {
		Node
		Quant   Quant
		Members *List // the subject's values: what absence and "rated" are about
		Bools   *List // the predicate, member by member
		Rated   bool
		Rest    bool
		Text    *lang.Count
	}
)

// MapEntry is a key and the value that lookup gives for it.
type MapEntry struct {
	Key   Value
	Value Expr
}

// Part is one element of a List, or, where Over is set, one for each member of
// an entity (for which Cond holds). Restrict limits them to the members that
// belong to the context's member of that ancestor.
type Part struct {
	Name     string
	X        Expr
	Base     Expr // the member is left out where Base is absent; set by present(...)
	OnlyNA   bool // ... but only where Base is absent as not applicable (members of a block)
	Over     *Entity
	Var      string
	Cond     Expr
	Pop      *Population // where the members are those of a named population
	By       Expr        // only those that share it with the context's member of Over
	Restrict *Entity
	Weight   Expr // in groups
	Applies  Expr // in groups: when the member counts; where it is false, it is left out
	At       Range
}

// Quant is how many. N and M are numbers (or parameters); Share means that they
// are shares of the members. Param is set where N is a parameter by how many
// are rated.
type Quant struct {
	Kind  lang.QuantKind
	N, M  Expr
	Share bool
	Per   *Parameter
}

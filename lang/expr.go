package lang

import "math/big"

// This file defines the one syntax tree that formulas (HCL expressions) and
// sentences (quoted English) both become. It knows no names and no types:
// package rules resolves it into its own typed tree.

// Expr is a node of the syntax tree. The concrete types are listed below;
// every switch over them is exhaustive.
type Expr interface {
	Range() Range
	expr()
}

// Node carries the exact place of an expression in its file.
type Node struct{ At Range }

// Range returns the place of the node.
func (n Node) Range() Range { return n.At }
func (Node) expr()          {}

type (
	// Name is a bare name: safe, value, authority.
	Name struct {
		Node
		Name string
	}
	// Number is a decimal as written; Percent is set for "15%" in a sentence,
	// where Value is already 15/100.
	Number struct {
		Node
		Text    string
		Value   *big.Rat
		Percent bool
	}
	// Text is a quoted string without templates. In formulas it is a text
	// value; where an attribute holds sentences it is parsed by ParseSentence,
	// ParseInterval or ParseNeed. Its range includes the quotes.
	Text struct {
		Node
		Value string
	}
	// Bool is true or false.
	Bool struct {
		Node
		Value bool
	}
	// Null is null: an open end, never a value.
	Null struct{ Node }
	// Select is x.name.
	Select struct {
		Node
		X    Expr
		Name string
		// NameAt is the place of the name after the dot.
		NameAt Range
	}
	// Index is x[key].
	Index struct {
		Node
		X, Key Expr
	}
	// Unary is !x or -x.
	Unary struct {
		Node
		Op string
		X  Expr
	}
	// Binary is x op y; Op is one of || && == != < <= > >= + - * / %.
	Binary struct {
		Node
		Op   string
		OpAt Range
		X, Y Expr
	}
	// Chain is a comparison of three or more: 0.63 <= x < 0.88. It holds if
	// every neighbouring pair does. len(Ops) == len(Xs)-1.
	Chain struct {
		Node
		Ops []string
		Xs  []Expr
	}
	// Cond is if ? then : else.
	Cond struct {
		Node
		If, Then, Else Expr
	}
	// Call is name(args).
	Call struct {
		Node
		Name   string
		NameAt Range
		Args   []Expr
	}
	// List is [a, b, c].
	List struct {
		Node
		Items []Expr
	}
	// Map is { key = value }. Keys are Name, Text, Number or any expression.
	Map struct {
		Node
		Items []MapItem
	}
	// For is [for v in coll : body if cond]; Cond may be nil.
	For struct {
		Node
		Var              string
		VarAt            Range
		Coll, Body, Cond Expr
	}
)

// MapItem is one key = value of a Map.
type MapItem struct{ Key, Value Expr }

// The nodes below come from sentences.
type (
	// Otherwise is the sentence or interval "otherwise": what no other one took.
	Otherwise struct{ Node }
	// Any is the interval "any value" (in tables also "any").
	Any struct{ Node }
	// Interval is a span of numbers or, in tables, of levels. Lo and Hi may be
	// nil, for an open end; "exactly 3" has Lo == Hi, both included.
	Interval struct {
		Node
		Lo, Hi         Expr // Number, Name or Unary minus
		LoOpen, HiOpen bool // the end itself is not in
	}
	// AnyOf is true if one of its terms is: "..., or ...".
	AnyOf struct {
		Node
		Terms []Expr
	}
	// AllOf is true if all of its terms are: "... and ...". A Count whose Rest
	// is set refers to the counts before it in the same AllOf.
	AllOf struct {
		Node
		Terms []Expr
	}
	// Count is "2 or more of key_questions are inadequate". Of is nil where the
	// sentence names no subject: then it is the nearest one named before in the
	// chain, else the members of the block.
	Count struct {
		Node
		Quant Quant
		Of    Expr
		Rated bool // "of the rated": absent members and states are left out
		Rest  bool // "the rest are ...": Quant is All
		Pred  Pred
	}
	// Is is "finance is inadequate": one thing, one predicate.
	Is struct {
		Node
		X    Expr
		Pred Pred
	}
	// Need is coverage: "at least 2 of 3", "at least 60% of weight",
	// "3 or more of groups including mortality and safety". Of is nil, a Number
	// (which the checker compares with the number of members) or a Name;
	// Weight is set for "of weight".
	Need struct {
		Node
		Quant     Quant
		Of        Expr
		Weight    bool
		Including []Expr // Names
	}
)

// QuantKind says how a Quant compares.
type QuantKind int

const (
	AtLeast   QuantKind = iota // N or more
	AtMost                     // N or fewer
	Exactly                    // exactly N
	MoreThan                   // more than N
	FewerThan                  // fewer than N
	Between                    // N to M, both included
	All                        // all, every, the rest
	None                       // none, no
	AllButAtMost
	AllButExactly
)

// Quant is how many: a kind and its numbers. N is a Number (a share of the
// members if its Percent is set) or the Name of a parameter. "half or more" is
// AtLeast 50%, "more than half" MoreThan 50%, "any" AtLeast 1.
type Quant struct {
	Kind QuantKind
	N, M Expr
	At   Range
}

// Pred is what is said of each member: one of Alts, or none of them if Not.
type Pred struct {
	Not  bool
	Alts []Simple
	At   Range
}

// SimpleKind is the form of a Simple predicate.
type SimpleKind int

const (
	IsValue SimpleKind = iota // is good, is 3, is not_rated
	OrBetter
	OrWorse
	BetterThan
	WorseThan
	In // an Interval
	Rated
	True
	False
)

// Simple is one predicate; X is a Name or Number for the first five kinds and
// an *Interval (or *Any) for In, otherwise nil.
type Simple struct {
	Kind SimpleKind
	X    Expr
	At   Range
}

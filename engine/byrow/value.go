package byrow

import (
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how values are made, compared and combined: the functions
// that expr's operators are overloaded with.

// Value is a value of the language.
type Value = rules.Value

// Fault is the reason of a value that this package failed to compute; Row.Err
// then says what went wrong. It is never the outcome of a framework.
const Fault = "fault in rubric"

// Reasons that evaluation itself gives.
const (
	notApplicable = "not_applicable"
	tooOld        = "too_old"
	undecided     = "undecided"
	unpublished   = "unpublished"
	undefined     = "undefined"
	empty         = "empty"
	coverage      = "coverage"
	uncovered     = "uncovered"
	offLadder     = "off_ladder"
	invalid       = "invalid"
	notInForce    = "not_in_force"
	notReported   = "not_reported"

	notInPopulation = "not_in_population"
)

func number(r *big.Rat) Value    { return Value{Type: rules.Type{Kind: rules.Number}, Num: r} }
func whole(n int) Value          { return number(big.NewRat(int64(n), 1)) }
func absent(reason string) Value { return Value{Absent: reason} }

func boolean(b bool) Value {
	v := Value{Type: rules.Type{Kind: rules.Bool}}
	if b {
		v.Code = 1
	}
	return v
}

func level(s *rules.Scale, code int) Value {
	return Value{Type: rules.Type{Kind: rules.LevelKind, Scale: s}, Code: code}
}

func text(s string) Value { return Value{Type: rules.Type{Kind: rules.TextKind}, Text: s} }

func isTrue(v Value) bool  { return v.Absent == "" && v.Code == 1 }
func isFalse(v Value) bool { return v.Absent == "" && v.Code == 0 }

// same reports two values that are present and equal.
func same(x, y Value) bool { return x.Absent == "" && y.Absent == "" && x.Equal(y) }

func isState(v Value) bool {
	return v.Absent == "" && v.Type.Kind == rules.LevelKind && v.Type.Scale.IsState(v.Code)
}

// firstAbsent is the first of the values that is absent.
func firstAbsent(vs ...Value) (Value, bool) {
	for _, v := range vs {
		if v.Absent != "" {
			return absent(v.Absent), true
		}
	}
	return Value{}, false
}

// arith is x op y of numbers.
func arith(op string, x, y Value) Value {
	if v, ok := firstAbsent(x, y); ok {
		return v
	}
	r := new(big.Rat)
	switch op {
	case "+":
		r.Add(x.Num, y.Num)
	case "-":
		r.Sub(x.Num, y.Num)
	case "*":
		r.Mul(x.Num, y.Num)
	default:
		if y.Num.Sign() == 0 {
			return absent(undefined)
		}
		r.Quo(x.Num, y.Num)
	}
	return number(r)
}

// compare is x op y; for levels, greater is better.
func compare(op string, x, y Value) Value {
	if v, ok := firstAbsent(x, y); ok {
		return v
	}
	switch op {
	case "==":
		return boolean(x.Equal(y))
	case "!=":
		return boolean(!x.Equal(y))
	}
	c := x.Code - y.Code
	switch x.Type.Kind {
	case rules.Number:
		c = x.Num.Cmp(y.Num)
	case rules.LevelKind:
		if isState(x) || isState(y) {
			return absent(offLadder)
		}
		c = -c
	}
	switch op {
	case "<":
		return boolean(c < 0)
	case "<=":
		return boolean(c <= 0)
	case ">":
		return boolean(c > 0)
	}
	return boolean(c >= 0)
}

func and(x, y Value) Value {
	if isFalse(x) || isFalse(y) {
		return boolean(false)
	}
	if v, ok := firstAbsent(x, y); ok {
		return v
	}
	return boolean(true)
}

func or(x, y Value) Value {
	if isTrue(x) || isTrue(y) {
		return boolean(true)
	}
	if v, ok := firstAbsent(x, y); ok {
		return v
	}
	return boolean(false)
}

func not(x Value) Value {
	if x.Absent != "" {
		return absent(x.Absent)
	}
	return boolean(x.Code == 0)
}

// pick is c ? x : y, where what c rules out has not been computed.
func pick(c, x, y Value) Value {
	switch {
	case isTrue(c):
		return x
	case isFalse(c):
		return y
	case same(x, y):
		return x
	}
	return absent(c.Absent)
}

// levelNumber is the number that belongs to a level; "" is the ladder's own.
func levelNumber(x Value, attr string) Value {
	switch {
	case x.Absent != "":
		return absent(x.Absent)
	case x.Type.Kind == rules.Number:
		return x
	case isState(x):
		return absent(offLadder)
	case attr == "":
		return number(x.Type.Scale.Levels[x.Code].Number)
	}
	if n := x.Type.Scale.Numbers[attr][x.Code]; n != nil {
		return number(n)
	}
	return absent(uncovered)
}

// numberLevel is the level of a ladder that a number is.
func numberLevel(x Value, s *rules.Scale) Value {
	if x.Absent != "" || x.Type.Kind == rules.LevelKind {
		return x
	}
	if c, ok := s.CodeOf(x.Num); ok {
		return level(s, c)
	}
	return absent(invalid)
}

// attribute is a typed column of a member.
func attribute(x Value, i int) Value {
	if x.Absent != "" {
		return absent(x.Absent)
	}
	e := x.Type.Entity
	if x.Code < 0 || x.Code >= len(e.Members) {
		return absent(notReported)
	}
	v := e.Members[x.Code].Values[i]
	v.Type = e.Attrs[i].Type
	return v
}

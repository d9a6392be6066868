package byrow

import (
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the built-in functions of single values that are not
// arithmetic.

func date(days int) Value { return Value{Type: rules.Type{Kind: rules.DateKind}, Code: days} }

func magnitude(x Value) Value {
	if x.Absent != "" {
		return absent(x.Absent)
	}
	return number(new(big.Rat).Abs(x.Num))
}

// clamp is x, no lower and no higher than the bounds; where these cross there is
// no such number.
func clamp(x, lo, hi Value) Value {
	if v, ok := firstAbsent(x, lo, hi); ok {
		return v
	}
	switch {
	case lo.Num.Cmp(hi.Num) > 0:
		return absent(undefined)
	case x.Num.Cmp(lo.Num) < 0:
		return lo
	case x.Num.Cmp(hi.Num) > 0:
		return hi
	}
	return x
}

// coalesce is the first value that is present, else absent as the first is.
func coalesce(vs []Value) Value {
	for _, v := range vs {
		if v.Absent == "" {
			return v
		}
	}
	return absent(vs[0].Absent)
}

// fill is what a policy for absent members makes of one.
func fill(x, with Value) Value {
	if x.Absent == "" || x.Absent == notApplicable {
		return x
	}
	return with
}

// lookup is the value that stands with the key.
func lookup(call *rules.Call, key Value, vs []Value) Value {
	if key.Absent != "" {
		return absent(key.Absent)
	}
	for i, m := range call.Map {
		if m.Key.Equal(key) {
			return vs[i]
		}
	}
	return absent(uncovered)
}

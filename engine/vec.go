package engine

import (
	"math"
	"math/big"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines vectors: a batch of values of one kind with reasons for
// those that are absent and, for numbers, a bound on how far each may lie from
// the rational value that it stands for.

// unit is the largest relative error of one rounding to float64.
const unit = 1.0 / (1 << 53)

// Vec is a batch of values. A vector of length 1 stands for that value in every
// row. Absent rows hold 0.
type Vec struct {
	Kind rules.Kind
	Num  []float64 // Number
	Code []int32   // yes/no (0, 1), levels, dates (days), members
	Text []string
	Why  []uint8 // reason for absence, by row; 0 is present; nil: all present
	gone []int32 // the absent rows, ascending, of a Why that is not written to; nil: not known

	// Dec says that every number is the float64 nearest to a decimal of at most
	// 15 significant digits, which is its exact value. Int says that it is a
	// whole number below 2^53.
	Dec, Int bool
	err      float64 // bound on |Num - exact value| where !Dec
	max      float64 // no |Num| is larger; -1: not known yet
	exact    func(i int) *big.Rat
	wider    func(i int) wide // nearly exact, and fast; may be nil

	// lo, where it is known, is what the numbers lack to be exact, within loErr. It
	// is made by rest when it is first asked for.
	lo    []float64
	loErr float64
	rest  func(v *Vec)
	more  *Vec   // it lacks what that vector does, where it is present
	mem   *arena // and makes it here

	constant bool          // it belongs to one frame, and is never written to
	dial     bool          // trials set it
	dec      *scaledWeight // the decimal that a constant is, once it was asked for

	// runs, where it is known, are the decimals of stretches of rows of one length:
	// what trials set.
	runs     []scaledWeight
	unfilled int  // their length, where they have not been put into Num
	blanked  bool // and Num belongs to others too
}

func (v *Vec) len() int {
	switch v.Kind {
	case rules.Number:
		return len(v.Num)
	case rules.TextKind:
		return len(v.Text)
	}
	return len(v.Code)
}

// step is 0 for a vector that stands for one value in every row.
func (v *Vec) step() int {
	if v.len() == 1 {
		return 0
	}
	return 1
}

// why is the reason for absence in row i, 0 if present.
func (v *Vec) why(i int) uint8 {
	if v.Why == nil {
		return 0
	}
	if len(v.Why) == 1 {
		return v.Why[0]
	}
	return v.Why[i]
}

func (v *Vec) num(i int) float64 {
	if len(v.Num) == 1 {
		return v.Num[0]
	}
	return v.Num[i]
}

func (v *Vec) code(i int) int32 {
	if len(v.Code) == 1 {
		return v.Code[0]
	}
	return v.Code[i]
}

func (v *Vec) text(i int) string {
	if len(v.Text) == 1 {
		return v.Text[0]
	}
	return v.Text[i]
}

// maxAbs is a bound on the magnitudes in the vector: the largest one, unless what
// made the vector knew one without looking.
func (v *Vec) maxAbs() float64 {
	if v.max < 0 {
		m := 0.0
		for _, x := range v.Num {
			if a := math.Abs(x); a > m {
				m = a
			}
		}
		v.max = m
	}
	return v.max
}

// bound is how far a number may lie from its exact value.
func (v *Vec) bound() float64 {
	switch {
	case v.Int:
		return 0
	case v.Dec:
		return unit * v.maxAbs()
	}
	return v.err
}

// rat is the exact value in row i, which must be present.
func (v *Vec) rat(i int) *big.Rat {
	if len(v.Num) == 1 {
		i = 0 // one value stands for every row
	}
	if v.exact != nil {
		return v.exact(i)
	}
	return Exact(v.num(i))
}

// printed is the number in row i to 15 significant digits of its exact value, so
// that it does not depend on the order of the rows or of a sum.
func (v *Vec) printed(i int) float64 {
	x := v.num(i)
	if v.Dec || v.Int {
		return x
	}
	return Snap(v.nearest(i))
}

// Exact is the decimal of at most 15 significant digits that x is nearest to:
// what a faithful float64 stands for.
func Exact(x float64) *big.Rat {
	if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return new(big.Rat).SetInt64(int64(x))
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return new(big.Rat)
	}
	d := decimalFor(x)
	return scaled(big.NewInt(d.m), d.e)
}

// value is the constant in row i.
func (v *Vec) value(i int, t rules.Type, reasons []rules.Reason) rules.Value {
	out := rules.Value{Type: t}
	if w := v.why(i); w != 0 {
		out.Absent = reasons[w].Name
		return out
	}
	switch v.Kind {
	case rules.Number:
		out.Num = v.rat(i)
	case rules.TextKind:
		out.Text = v.text(i)
	default:
		out.Code = int(v.code(i))
	}
	return out
}

// blank sets absent rows of a number vector to 0, so that they do not disturb
// bounds.
func (v *Vec) blank() {
	if len(v.Why) != len(v.Num) {
		return
	}
	for i := nextAbsent(v.Why, 0); i < len(v.Why); i = nextAbsent(v.Why, i+1) {
		v.Num[i] = 0
	}
}

// constVec is a vector that stands for one value in every row.
func constVec(val rules.Value, reason func(string) uint8) *Vec {
	v := &Vec{Kind: val.Type.Kind, max: -1, constant: true}
	if val.Absent != "" {
		v.Why = []uint8{reason(val.Absent)}
		val.Num, val.Code, val.Text = new(big.Rat), 0, ""
	}
	switch v.Kind {
	case rules.Number:
		f, _ := val.Num.Float64()
		v.Num = []float64{f}
		if Exact(f).Cmp(val.Num) == 0 {
			v.Dec = true
			w := wideOf(f)
			v.wider = func(int) wide { return w }
			v.Int = val.Num.IsInt() && math.Abs(f) < 1<<53
		} else {
			v.err = unit * math.Abs(f)
			r := val.Num
			w := wideRat(r)
			v.exact = func(int) *big.Rat { return r }
			v.wider = func(int) wide { return w }
		}
	case rules.TextKind:
		v.Text = []string{val.Text}
	default:
		v.Code = []int32{int32(val.Code)}
	}
	return v
}

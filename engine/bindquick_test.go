package engine

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// TestQuick holds the short way to the long one: where it does not decline, it
// gives the same number.
func TestQuick(t *testing.T) {
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(
			rapid.StringMatching(`-?[0-9]{1,3}(\.[0-9]{1,3})?`), rapid.StringMatching(`-?[0-9]{0,17}\.?[0-9]{0,17}`),
			rapid.StringMatching(`[0-9]{14,16}`), rapid.SampledFrom([]string{"", "-", ".", "-0", "-0.0", "0", "00", "007", "+1", "1e3", "1.", ".5", "*", " 1", "1 ", "5%", "0.1", "-1", "100", "99.99"}))
		in := &rules.Input{Type: rules.Type{Kind: rules.Number}, Percent: rapid.Bool().Draw(t, "percent"), Integer: rapid.Bool().Draw(t, "integer"),
			Absent: map[string]string{}}
		bound := func(name string) *big.Rat {
			text := rapid.OneOf(rapid.Just(""), number).Draw(t, name)
			r, ok := new(big.Rat).SetString(text)
			if !ok {
				return nil
			}
			return r
		}
		in.Min, in.Max = bound("min"), bound("max")
		if r := bound("among"); r != nil {
			in.Among = []rules.Value{{Type: in.Type, Num: r}, {Type: in.Type, Num: big.NewRat(1, 10)}}
		}
		if rapid.Bool().Draw(t, "absences") {
			in.Absent[number.Draw(t, "absent")] = "suppressed"
		}
		q := quickOf(in)
		if q == nil {
			return
		}
		text := number.Draw(t, "text")
		x, whole, ok := q.read([]byte(text))
		if !ok {
			return
		}
		taken++
		b := &binder{}
		long := b.inputParser(in)(text)
		long.prepare(text)
		if long.code != "" || long.value.Absent != "" || long.long != nil || long.number != x || math.Signbit(x) != math.Signbit(long.number) || long.broken == whole {
			t.Fatalf("%q: %v, whole %t; the long way gives %+v", text, x, whole, long)
		}
	})
	if taken < 5 {
		t.Errorf("the short way was taken %d times", taken)
	}
	for _, text := range []string{"1", "-12.5", "0.25", "123456789.12345"} {
		if _, _, ok := quickOf(&rules.Input{Type: rules.Type{Kind: rules.Number}}).read([]byte(text)); !ok {
			t.Errorf("%s is not quick", text)
		}
	}
	if quickOf(&rules.Input{Type: rules.Type{Kind: rules.Number}, Max: mustRat("0." + strings.Repeat("3", 20))}) != nil {
		t.Error("a limit of more than 15 digits is compared as a float")
	}
}

func mustRat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic(text)
	}
	return r
}

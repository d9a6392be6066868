package report

import (
	"math"
	"testing"

	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// TestAppendNumber holds the short way for whole numbers to the long one.
func TestAppendNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(rapid.Float64(), rapid.Map(rapid.Int64(), func(n int64) float64 { return float64(n) }), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1e15, -1e15, 1e15 - 1, math.NaN(), math.Inf(1), 0.1 + 0.2, 12.5})).Draw(t, "x")
		if got, want := string(appendNumber(nil, x)), rules.FloatText(x); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}

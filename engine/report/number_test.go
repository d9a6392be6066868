package report

import (
	"math"
	"testing"

	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// TestAppendNumber holds the short ways for whole numbers and decimals to the long one.
func TestAppendNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(rapid.Float64(), rapid.Map(rapid.Int64(), func(n int64) float64 { return float64(n) }), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1e15, -1e15, 1e15 - 1, math.NaN(), math.Inf(1), 0.1 + 0.2, 12.5}), decimals).Draw(t, "x")
		if got, want := string(appendNumber(nil, x)), rules.FloatText(x); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}

// decimals are numbers with as many digits as the short way has, one more or less, and
// those beside them: of all sizes that it takes.
var decimals = rapid.Custom(func(t *rapid.T) float64 {
	m := float64(rapid.Int64Range(-1e16, 1e16).Draw(t, "digits"))
	for range rapid.IntRange(0, 15).Draw(t, "fewer") {
		m = math.Trunc(m / 10)
	}
	x := m / math.Pow10(rapid.IntRange(0, 24).Draw(t, "behind"))
	for range rapid.SampledFrom([]int{0, 0, 0, 1, 2, 30}).Draw(t, "beside") {
		x = math.Nextafter(x, math.Inf(rapid.IntRange(0, 1).Draw(t, "above")-1))
	}
	return x
})

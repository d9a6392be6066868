package table

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestAppendFloat holds the short way of decimals to that of the library.
func TestAppendFloat(t *testing.T) {
	check := func(t interface{ Errorf(string, ...any) }, f float64) {
		for _, bits := range []int{64, 32} {
			format := byte('f')
			if bits == 32 {
				f = float64(float32(f))
			}
			if a := math.Abs(f); a != 0 && (a < 1e-7 || a >= 1e21) {
				format = 'e'
			}
			if got, want := string(AppendFloat(nil, f, bits)), strconv.FormatFloat(f, format, -1, bits); got != want {
				t.Errorf("%v of %d bits: %s, want %s", f, bits, got, want)
			}
		}
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, -0.1, 0.0001, 0.00005, 99.99, 1e-7, 1e10, 1e11, 123456789012.3456, 99999999999.9999, 1e15, 1e16, 0.30000000000000004, math.Inf(1), math.NaN(), math.MaxFloat64} {
		check(t, f)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, float64(rapid.Int64Range(-1e16, 1e16).Draw(t, "n"))/math.Pow10(rapid.IntRange(0, 8).Draw(t, "scale")))
		check(t, math.Nextafter(float64(rapid.Int64Range(-1e9, 1e9).Draw(t, "m"))/1e4, rapid.SampledFrom([]float64{-1e30, 1e30}).Draw(t, "to")))
		check(t, rapid.Float64Range(-1e20, 1e20).Draw(t, "f"))
	})
}

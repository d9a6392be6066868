package engine

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestSnap holds the short way to the long one.
func TestSnap(t *testing.T) {
	long := func(y float64) float64 {
		f, _ := strconv.ParseFloat(strconv.FormatFloat(y, 'e', 14, 64), 64)
		return f
	}
	short := 0
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.OneOf(rapid.Float64(), rapid.Float64Range(-1000, 1000), rapid.Float64Range(-1, 1)).Draw(t, "y")
		switch rapid.IntRange(0, 4).Draw(t, "near") {
		case 0:
			y = math.Round(y*1e3) / 1e3
		case 1:
			y = math.Nextafter(math.Round(y*1e3)/1e3, y)
		case 2:
			y = float64(rapid.IntRange(-1e9, 1e9).Draw(t, "p")) / float64(rapid.IntRange(1, 1e6).Draw(t, "q"))
		case 3: // in the middle between two decimals of 15 digits, or as near as can be
			m := float64(rapid.Int64Range(1e14, 1e15).Draw(t, "m")) + 0.5
			y = m / math.Pow10(rapid.IntRange(0, 20).Draw(t, "e"))
		}
		if _, _, ok := Digits15(y); ok {
			short++
		}
		if got := Snap(y); got != long(y) {
			t.Fatalf("%v: %v, want %v", y, got, long(y))
		}
	})
	if short == 0 {
		t.Error("the short way was never taken")
	}
}

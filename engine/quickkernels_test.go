package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rubric-lang/rubric/rules"
)

// This file holds kernels of the short ways to what they are said to give, where
// frameworks that are drawn seldom lead.

// TestWeighed: any number of columns are added, each once.
func TestWeighed(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 28; n++ {
		var els []*element
		weights, want := make([]float64, n), make([]float64, 5)
		for k := range n {
			weights[k] = float64(random.IntN(1000) - 300)
			x := &Vec{Kind: rules.Number, Num: make([]float64, 7)}
			for i := range x.Num {
				x.Num[i] = float64(random.IntN(100) - 50)
			}
			els = append(els, &element{x: x})
			for i := range want {
				want[i] += weights[k] * x.Num[i+2]
			}
		}
		got := []float64{1, 2, 3, 4, 5}
		if weighed(got, 2, els, weights); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%d columns: %v, want %v", n, got, want)
		}
	}
}

// TestPlaces: numbers on, beside and between cuts of both signs, of which zero is
// one, and of any number.
func TestPlaces(t *testing.T) {
	ends := []float64{-math.MaxFloat64, -3, math.Nextafter(-3, 0), -math.SmallestNonzeroFloat64, 0, math.SmallestNonzeroFloat64, 2.5, math.Nextafter(2.5, 3), 1e300}
	var xs []float64
	for _, x := range ends {
		xs = append(xs, x, math.Nextafter(x, math.Inf(-1)), math.Nextafter(x, math.Inf(1)), -x)
	}
	xs = append(xs, math.Copysign(0, -1), 1, -1)
	for from := range ends {
		for to := from; to <= len(ends); to++ {
			for _, wide := range []float64{0, 0.25} {
				var cuts []cut
				for _, x := range ends[from:to] {
					if c := (cut{low: x - wide, high: x + wide}); len(cuts) == 0 || cuts[len(cuts)-1].high < c.low {
						cuts = append(cuts, c)
					}
				}
				got := make([]int32, len(xs))
				places(got, xs, cuts)
				for i, x := range xs {
					want := int32(0)
					for _, c := range cuts {
						want += b2i(x >= c.low) + b2i(x > c.high)
					}
					if got[i] != want {
						t.Fatalf("%v among %v: %d, want %d", x, cuts, got[i], want)
					}
				}
			}
		}
	}
}

// TestWays: divisors by ways are those by row.
func TestWays(t *testing.T) {
	const stretches, length, members = 3, 40, 6
	random := rand.New(rand.NewPCG(1, 2))
	mem := &arena{n: stretches * length}
	var els []*element
	for range members {
		x := &Vec{Kind: rules.Number, Num: make([]float64, mem.n), Why: make([]uint8, mem.n)}
		for i := range mem.n {
			if i >= length {
				x.Num[i], x.Why[i] = x.Num[i-length], x.Why[i-length]
			} else if x.Num[i] = float64(random.IntN(4)); random.IntN(4) == 0 || i == 7 {
				x.Num[i], x.Why[i] = 0, 1
			}
		}
		els = append(els, &element{x: x, absent: x.Why})
	}
	weights := wholeWeights{make([]float64, stretches*members), members}
	for i := range weights.of {
		weights.of[i] = float64(random.IntN(3)) // some rows have no weight left
	}
	all := make([]float64, stretches)
	for s := range all {
		for _, w := range weights.at(s) {
			all[s] += w
		}
	}
	byWay := divisors{length: length, weights: weights, all: all, ways: mem.waysOf(els, length)}
	byRow := divisors{length: length, weights: weights, all: all}
	if byWay.ways == nil {
		t.Fatal("no ways were found")
	}
	x, y := make([]float64, mem.n), make([]float64, mem.n)
	for i := range x {
		x[i], y[i] = 1, 1
	}
	noneOfWays, noneOfRows := map[int32]bool{}, map[int32]bool{}
	for _, i := range byWay.divide(mem, els, x) {
		noneOfWays[i] = true
	}
	for _, i := range byRow.divide(mem, els, y) {
		noneOfRows[i] = true
	}
	if fmt.Sprint(noneOfWays) != fmt.Sprint(noneOfRows) || fmt.Sprint(x) != fmt.Sprint(y) || len(noneOfRows) < stretches {
		t.Errorf("%v and %v, %v and %v", noneOfWays, noneOfRows, x, y)
	}
	rowsOf := func(d *divisors) []float64 {
		var out []float64
		for _, all := range d.all {
			out = append(out, slices.Repeat([]float64{all}, length)...)
		}
		for i, divisor := range d.gaps() {
			out[i] = divisor
		}
		return out
	}
	a, b := rowsOf(&byWay), rowsOf(&byRow)
	least := math.Inf(1)
	for i := range mem.n {
		want := 0.0
		for k, el := range els {
			if el.x.Why[i] == 0 {
				want += weights.at(i / length)[k]
			}
		}
		if byWay.at(i) != want || byRow.at(i) != want || a[i] != want || b[i] != want {
			t.Errorf("row %d: %v, %v, %v and %v, want %v", i, byWay.at(i), byRow.at(i), a[i], b[i], want)
		}
		if want > 0 {
			least = min(least, want)
		}
	}
	if byWay.least() > least || byRow.least() > least {
		t.Errorf("least: %v and %v, want at most %v", byWay.least(), byRow.least(), least)
	}
	els[2].x.Num[length+3]++
	if mem.waysOf(els, length) != nil {
		t.Error("stretches that differ have ways")
	}
}

// TestNearCuts: ends that numbers may be beside both of at once are not for the short
// way.
func TestNearCuts(t *testing.T) {
	f := &frame{mem: &arena{n: 2}, lo: 0, n: 2, consts: map[*rules.Const]*Vec{}, plan: &Plan{}}
	end := func(x float64) rules.Expr {
		return &rules.Const{Value: rules.Value{Type: rules.Type{Kind: rules.Number}, Num: Exact(x)}}
	}
	bands := []rules.Band{{When: rules.Interval{Lo: end(1)}}, {When: rules.Interval{Lo: end(0.75), Hi: end(1), HiOpen: true}}}
	for err, want := range map[float64]bool{0.01: true, 0.12: true, 0.13: false, math.Inf(1): false} {
		x := &Vec{Kind: rules.Number, Num: []float64{1, 2}, max: 2, err: err}
		if _, ok := f.cuts(bands, x, &env{}); ok != want {
			t.Errorf("error %v: %v", err, ok)
		}
	}
}

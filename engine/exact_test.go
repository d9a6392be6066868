package engine_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// This file holds arithmetic, comparison and rounding to math/big, without the
// second executor: decisions are those of the decimals as written.

const numbersHead = `
framework "n" {
  version  = "1"
  language = 1
  entity   = row
}
entity "row" { key = "id" }
input "a" { type = number }
input "b" { type = number }
input "c" { type = number }
`

func numberRows(fw *rules.Framework, rows [][]string) rowSet {
	out := make(rowSet, len(rows))
	for i, row := range rows {
		out[i] = map[*rules.Input][]rules.Value{}
		for k, in := range fw.Inputs {
			r, ok := new(big.Rat).SetString(row[k])
			if !ok {
				panic(row[k])
			}
			out[i][in] = []rules.Value{{Type: in.Type, Num: r}}
		}
	}
	return out
}

func column(t fataler, text, name string, rows [][]string) (*engine.Plan, *engine.Column) {
	fw := loadText(t, numbersHead+text)
	p := engine.Compile(fw, engine.Options{})
	set := numberRows(fw, rows)
	res := run(t, p, set.dataset(p, identity(len(rows))), 1)
	for _, b := range res.Blocks {
		if b.Name == name {
			return p, res.Outcomes[b][0].Final
		}
	}
	t.Fatalf("no block %s", name)
	return nil, nil
}

// TestThresholds: sums that float64 gets wrong land on their threshold.
func TestThresholds(t *testing.T) {
	for _, c := range []struct {
		formula string
		row     []string
		want    bool
	}{
		{"a + b >= 0.8", []string{"0.7", "0.1", "0"}, true},
		{"a + b == 0.3", []string{"0.1", "0.2", "0"}, true},
		{"a + b > 0.3", []string{"0.1", "0.2", "0"}, false},
		{"a * b == 0.01", []string{"0.1", "0.1", "0"}, true},
		{"a / b == 1 / 3", []string{"0.1", "0.3", "0"}, true},
		{"a / b * b == a", []string{"1", "3", "0"}, true},
		{"0.35 * a + 0.05 * b + 0.6 * c >= 0.8", []string{"0.8", "0.8", "0.8"}, true},
		{"0.35 * a + 0.05 * b + 0.6 * c > 0.8", []string{"0.8", "0.8", "0.8"}, false},
		{"a - b == 0.000000000000001", []string{"1.000000000000001", "1", "0"}, true},
		{"a < b", []string{"0.999999999999999", "1", "0"}, true},
		{"-a - b <= -0.3", []string{"0.1", "0.2", "0"}, true},
		{"sum([a, b, c]) == 0.6", []string{"0.1", "0.2", "0.3"}, true},
		{"mean([a, b, c]) == 0.2", []string{"0.1", "0.2", "0.3"}, true},
		{"round(a, half_up(2)) == 2.68", []string{"2.675", "0", "0"}, true},
		{"round(a, half_even(2)) == 1.00", []string{"1.005", "0", "0"}, true},
		{"round(a + b, half_up(0)) == -3", []string{"-2.4", "-0.1", "0"}, true},
		{"a == 12345678901234567.25", []string{"12345678901234567.25", "0", "0"}, true},
		{"a > 12345678901234567.24", []string{"12345678901234567.25", "0", "0"}, true},
	} {
		_, col := column(t, "derive \"t\" { value = "+c.formula+" }\n", "t", [][]string{c.row})
		if got := col.Code[0] == 1; col.Why[0] != 0 || got != c.want {
			t.Errorf("%s with %v: got %v (absent %d)", c.formula, c.row, got, col.Why[0])
		}
	}
}

// TestWeightedSums: weights in steps of .05 against thresholds of the same kind,
// with the value that math/big gives as the oracle.
func TestWeightedSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := func(name string, n int) *big.Rat { return big.NewRat(int64(rapid.IntRange(-n, n).Draw(t, name)), 20) }
		var rows [][]string
		w := []*big.Rat{step("w1", 20), step("w2", 20), step("w3", 20)}
		cut := step("cut", 40)
		var want []int
		for range rapid.IntRange(1, 20).Draw(t, "rows") {
			x := []*big.Rat{step("a", 100), step("b", 100), step("c", 100)}
			if rapid.Bool().Draw(t, "on the threshold") && w[2].Sign() != 0 {
				rest := new(big.Rat).Sub(cut, dot(w[:2], x[:2]))
				if q := rest.Quo(rest, w[2]); isShort(q) {
					x[2] = q
				}
			}
			want = append(want, dot(w, x).Cmp(cut))
			rows = append(rows, []string{rules.Decimal(x[0]), rules.Decimal(x[1]), rules.Decimal(x[2])})
		}
		sum := fmt.Sprintf("%s * a + %s * b + %s * c", signed(w[0]), signed(w[1]), signed(w[2]))
		for op, holds := range map[string]func(int) bool{
			"<": func(c int) bool { return c < 0 }, "<=": func(c int) bool { return c <= 0 }, "==": func(c int) bool { return c == 0 },
			">=": func(c int) bool { return c >= 0 }, ">": func(c int) bool { return c > 0 },
		} {
			_, col := column(t, fmt.Sprintf("derive \"t\" { value = %s %s %s }\n", sum, op, signed(cut)), "t", rows)
			for i := range rows {
				if got := col.Code[i] == 1; got != holds(want[i]) {
					t.Fatalf("%s %s %s with %v: got %v", sum, op, signed(cut), rows[i], got)
				}
			}
		}
	})
}

func dot(w, x []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for i := range w {
		sum.Add(sum, new(big.Rat).Mul(w[i], x[i]))
	}
	return sum
}

// isShort reports a decimal that a data file could hold.
func isShort(r *big.Rat) bool {
	d := new(big.Int).Set(r.Denom())
	for _, p := range []int64{2, 5} {
		for k := 0; k < 12; k++ {
			if q, m := new(big.Int).DivMod(d, big.NewInt(p), new(big.Int)); m.Sign() == 0 {
				d = q
			}
		}
	}
	return d.Cmp(big.NewInt(1)) == 0
}

func signed(r *big.Rat) string { return "(" + rules.Decimal(r) + ")" }

// TestRoundings: all modes, at halves and beside them, of both signs.
func TestRoundings(t *testing.T) {
	modes := map[string]rules.RoundMode{"half_up": rules.HalfUp, "half_even": rules.HalfEven, "up": rules.Up, "down": rules.Down, "ceiling": rules.Ceiling, "floor": rules.Floor}
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.IntRange(-2, 4).Draw(t, "places")
		ten := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil))
		if places < 0 {
			ten.Inv(ten)
		}
		var rows [][]string
		for range 10 {
			half := big.NewRat(int64(rapid.IntRange(-4000, 4000).Draw(t, "halves")), 2)
			half.Quo(half, ten)
			half.Add(half, rapid.SampledFrom([]*big.Rat{new(big.Rat), new(big.Rat), big.NewRat(1, 1e9), big.NewRat(-1, 1e9)}).Draw(t, "beside"))
			b := big.NewRat(int64(rapid.IntRange(-999, 999).Draw(t, "b")), 1000)
			rows = append(rows, []string{rules.Decimal(new(big.Rat).Sub(half, b)), rules.Decimal(b), "3"})
		}
		for name, mode := range modes {
			text := fmt.Sprintf("derive \"t\" { value = round(a + b, %s(%d)) }\nderive \"u\" { value = round((a + b) / c, %s(%d)) }\n", name, places, name, places)
			for block, div := range map[string]int64{"t": 1, "u": 3} {
				_, col := column(t, text, block, rows)
				for i, row := range rows {
					x := dot([]*big.Rat{big.NewRat(1, div), big.NewRat(1, div)}, []*big.Rat{rat(row[0]), rat(row[1])})
					k := byHand(x.Mul(x, ten), mode)
					if want := k.Quo(k, ten); !close15(col.Num[i], want) {
						t.Fatalf("%s(%d) of %v over %d: got %v, want %s", name, places, row, div, col.Num[i], want.FloatString(6))
					}
				}
			}
		}
	})
}

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

// byHand rounds on the digits of the decimal expansion, as a person would.
func byHand(x *big.Rat, m rules.RoundMode) *big.Rat {
	whole := new(big.Rat).SetInt(new(big.Int).Quo(x.Num(), x.Denom())) // towards zero
	rest := new(big.Rat).Sub(x, whole)
	if rest.Sign() == 0 {
		return whole
	}
	away := big.NewRat(int64(x.Sign()), 1)
	half := rest.Abs(rest).Cmp(big.NewRat(1, 2))
	up := false
	switch m {
	case rules.HalfUp:
		up = half >= 0
	case rules.HalfEven:
		odd := strings.ContainsAny(whole.FloatString(0)[len(whole.FloatString(0))-1:], "13579")
		up = half > 0 || half == 0 && odd
	case rules.Up:
		up = true
	case rules.Ceiling:
		up = x.Sign() > 0
	case rules.Floor:
		up = x.Sign() < 0
	}
	if up {
		return whole.Add(whole, away)
	}
	return whole
}

package engine_test

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file holds decisions to math/big alone. Rows are moved along the plane on
// which a weighted sum is the same, so that many land on one threshold by different
// ways, and then by one unit of the last place; a threshold is what some row has, to
// 15 digits, or one unit beside it.
//
//	RUBRIC_ORACLE=10000000 go test ./engine -run TestOracle -timeout 60m

// decisions is how many decisions TestOracle looks at.
func decisions() int {
	if n, err := strconv.Atoi(os.Getenv("RUBRIC_ORACLE")); err == nil {
		return n
	}
	return 60000
}

const oracleText = `
framework "n" {
  version  = "1"
  language = 1
  entity   = row
}
entity "row" { key = "id" }
scale "q" { levels = { best = "Best", worst = "Worst" } }
input "a" { type = number }
input "b" { type = number }
input "c" { type = number }
input "i" { type = integer }
input "j" { type = integer }
input "k" { type = integer }
derive "sum" { value = %[1]s * a + %[2]s * b + %[3]s * c }
derive "ratio" { value = a / b }
group "decimals" {
  member "a" { weight = %[1]s }
  member "b" { weight = %[2]s }
  member "c" { weight = %[3]s }
  missing = exclude
  score   = weighted_mean
}
group "wholes" {
  member "i" { weight = %[4]s }
  member "j" { weight = %[5]s }
  member "k" { weight = %[6]s }
  missing = exclude
  score   = weighted_mean
}
group "plain" {
  members = [i, j, k]
  missing = exclude
  score   = mean
}
group "means" {
  member "wholes" { weight = %[7]s }
  member "plain" { weight = %[8]s }
  missing = exclude
  score   = weighted_mean
}
group "both" {
  member "means" { weight = 1 }
  member "plain" { weight = 0.5 }
  member "i" { weight = 2 }
  missing = exclude
  score   = weighted_mean
}
`

// oracle is one framework with its thresholds and rows.
type oracle struct {
	rng  *rand.Rand
	w    [8]*big.Rat
	rows [][6]*big.Rat // nil: absent
	cuts map[string]*big.Rat
	mode string
	at   int // places that are rounded to
}

var (
	oracleNumbers = []string{"sum", "ratio", "decimals", "wholes", "plain", "means", "both"}
	oracleModes   = map[string]rules.RoundMode{"half_up": rules.HalfUp, "half_even": rules.HalfEven, "up": rules.Up, "down": rules.Down, "ceiling": rules.Ceiling, "floor": rules.Floor}
)

func TestOracle(t *testing.T) {
	seen, on, wrong := 0, 0, 0
	for round := uint64(0); seen < decisions(); round++ {
		o := &oracle{rng: rand.New(rand.NewPCG(7, round)), cuts: map[string]*big.Rat{}}
		n, equal, bad := o.round(t)
		seen, on, wrong = seen+n, on+equal, wrong+bad
		if wrong > 20 {
			break
		}
	}
	t.Logf("%d decisions, %d values on a threshold or a tie, %d wrong", seen, on, wrong)
	if on == 0 {
		t.Error("nothing was on a threshold")
	}
}

// pick is one of several.
func pick[T any](rng *rand.Rand, xs ...T) T { return xs[rng.IntN(len(xs))] }

// round draws a framework and rows, runs it, and counts what was decided, the values
// that are on a threshold or round to themselves or from a half, and what was decided
// wrongly.
func (o *oracle) round(t *testing.T) (n, on, wrong int) {
	o.draw()
	text := o.text()
	fw := loadText(t, text)
	p := engine.Compile(fw, engine.Options{})
	d := o.rowSet(fw).dataset(p, identity(len(o.rows)))
	res, err := p.Run(context.Background(), d, engine.RunOptions{All: true, Jobs: pick(o.rng, 1, 2)})
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string]*engine.Column{}
	for _, b := range res.Blocks {
		columns[b.Name] = res.Outcomes[b][0].Final
	}
	for r := range o.rows {
		for _, name := range oracleNumbers {
			x := o.value(name, r)
			cut := o.cuts[name]
			want := map[string]bool{}
			if x != nil {
				c := x.Cmp(cut)
				if c == 0 {
					on++
				}
				want = map[string]bool{"_ge": c >= 0, "_gt": c > 0, "_eq": c == 0, "_band": c < 0} // the worse of two levels has code 1
			}
			check := func(suffix string, fine func(c *engine.Column) bool) {
				c := columns[name+suffix]
				n++
				if (c.Why[r] == 0) != (x != nil) || x != nil && !fine(c) {
					wrong++
					t.Errorf("%s%s, row %d %v: code %v, number %v, absent %d; exactly %v, threshold %v\n%s", name, suffix, r, o.rows[r], at(c.Code, r), at(c.Num, r), c.Why[r], x, cut, text)
				}
			}
			for _, suffix := range []string{"_ge", "_gt", "_eq", "_band"} {
				check(suffix, func(c *engine.Column) bool { return (c.Code[r] == 1) == want[suffix] })
			}
			if x != nil {
				ten := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(o.at)), nil))
				shifted := new(big.Rat).Mul(x, ten)
				if d := shifted.Denom(); d.IsInt64() && (d.Int64() == 1 || d.Int64() == 2) {
					on++
				}
				rounded := byHand(shifted, oracleModes[o.mode])
				rounded.Quo(rounded, ten)
				check("_round", func(c *engine.Column) bool {
					f, _ := rounded.Float64()
					return c.Num[r] == engineSnap(f)
				})
			}
		}
		if a := o.rows[r][0]; a != nil {
			steps := 0
			for _, k := range []string{"step1", "step2", "step3"} {
				if a.Cmp(o.cuts[k]) >= 0 {
					steps++
				}
			}
			if n++; columns["steps"].Num[r] != float64(steps) {
				wrong++
				t.Errorf("steps of %v", a)
			}
		}
	}
	return n, on, wrong
}

// engineSnap is a number to 15 digits, as results have it.
func engineSnap(f float64) float64 {
	x, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'e', 14, 64), 64)
	return x
}

func at[T any](s []T, i int) any {
	if i < len(s) {
		return s[i]
	}
	return nil
}

// draw draws weights, rows and thresholds.
func (o *oracle) draw() {
	for k := range 3 {
		o.w[k] = rat(pick(o.rng, "1", "2", "0.5", "0.2", "0.35", "0.05", "0.6", "0.1", "3", "1.25", "0.000001", "-1", "7", "1000000"))
	}
	for k := 3; k < 6; k++ {
		o.w[k] = rat(pick(o.rng, "1", "1", "2", "3", "5", "0.1", "0.25", "0.7", "1.5", "-1", "1000000000", "0.000001", "0"))
	}
	for k := 6; k < 8; k++ {
		o.w[k] = rat(pick(o.rng, "1", "2", "3", "0.5", "0.1", "-0.3", "1000", "0.001"))
	}
	unit := rat(pick(o.rng, "1", "0.5", "0.1", "0.01", "0.05", "0.001", "0.000001", "0.00000001"))
	size := pick(o.rng, int64(20), 1000, 1000000)
	base := make([][6]*big.Rat, pick(o.rng, 1, 1, 2, 5))
	for r := range base {
		for k := range 3 {
			base[r][k] = new(big.Rat).Mul(unit, big.NewRat(o.rng.Int64N(2*size)-size/2, 1))
		}
		for k := 3; k < 6; k++ {
			base[r][k] = big.NewRat(o.rng.Int64N(2*size)-size/4, 1)
		}
	}
	rows := pick(o.rng, 2, 17, 300, 300, 4096+50)
	absent := pick(o.rng, 0, 0, 5, 40)
	for range rows {
		row := base[o.rng.IntN(len(base))]
		o.along(&row, 0, unit)
		o.along(&row, 3, big.NewRat(1, 1))
		switch o.rng.IntN(8) {
		case 0:
			o.nudge(&row, 0, unit)
		case 1:
			o.nudge(&row, 3, big.NewRat(1, 1))
		case 2: // a unit of the fifteenth digit
			o.nudge(&row, 0, rat("0.000000001"))
		}
		for k := range row {
			if o.rng.IntN(100) < absent {
				row[k] = nil
			}
		}
		o.rows = append(o.rows, row)
	}
	o.at, o.mode = o.rng.IntN(5), pick(o.rng, "half_up", "half_even", "up", "down", "ceiling", "floor")
	for _, name := range oracleNumbers {
		o.cuts[name] = o.threshold(name)
	}
	for _, name := range []string{"step1", "step2", "step3"} {
		o.cuts[name] = rat("1.5")
		if a := o.rows[o.rng.IntN(len(o.rows))][0]; a != nil {
			o.cuts[name] = a
		}
	}
}

// along moves a row so that the weighted sum of three of its numbers stays.
func (o *oracle) along(row *[6]*big.Rat, from int, unit *big.Rat) {
	x, y := from+o.rng.IntN(3), from+o.rng.IntN(3)
	if x == y {
		return
	}
	d := new(big.Rat).Mul(unit, big.NewRat(o.rng.Int64N(200)-100, 1))
	a, b := new(big.Rat).Mul(d, o.w[y]), new(big.Rat).Mul(d, o.w[x])
	if from == 3 && (!a.IsInt() || !b.IsInt()) || !fits15(a.Add(row[x], a)) || !fits15(b.Sub(row[y], b)) {
		return
	}
	row[x], row[y] = a, b
}

func (o *oracle) nudge(row *[6]*big.Rat, from int, unit *big.Rat) {
	k := from + o.rng.IntN(3)
	if x := new(big.Rat).Add(row[k], new(big.Rat).Mul(unit, big.NewRat(int64(pick(o.rng, -1, 1)), 1))); fits15(x) {
		row[k] = x
	}
}

// fits15 reports a decimal of at most 15 digits.
func fits15(x *big.Rat) bool {
	f, _ := x.Float64()
	return engine.Exact(f).Cmp(x) == 0
}

// threshold is what some row has, if that has 15 digits or fewer; else the nearest
// decimals, or a half where values are rounded.
func (o *oracle) threshold(name string) *big.Rat {
	x := o.value(name, o.rng.IntN(len(o.rows)))
	if x == nil {
		return rat("1.5")
	}
	f, _ := x.Float64()
	if o.rng.IntN(4) == 0 {
		f = engineSnap(f * (1 + pick(o.rng, -1e-15, 1e-15, 1e-14)))
	}
	return engine.Exact(engineSnap(f))
}

// weightedMean is that of the values that are there.
func weightedMean(xs, ws []*big.Rat) *big.Rat {
	sum, of, some := new(big.Rat), new(big.Rat), false
	for k, x := range xs {
		if x != nil {
			sum.Add(sum, new(big.Rat).Mul(x, ws[k]))
			of.Add(of, ws[k])
			some = true
		}
	}
	if !some || of.Sign() == 0 {
		return nil
	}
	return sum.Quo(sum, of)
}

// value is what a block comes to in a row; nil if it is absent.
func (o *oracle) value(name string, r int) *big.Rat {
	row := o.rows[r]
	one := big.NewRat(1, 1)
	switch name {
	case "sum":
		if row[0] == nil || row[1] == nil || row[2] == nil {
			return nil
		}
		return dot(o.w[:3], row[:3])
	case "ratio":
		if row[0] == nil || row[1] == nil || row[1].Sign() == 0 {
			return nil
		}
		return new(big.Rat).Quo(row[0], row[1])
	case "decimals":
		return weightedMean(row[:3], o.w[:3])
	case "wholes":
		return weightedMean(row[3:], o.w[3:6])
	case "plain":
		return weightedMean(row[3:], []*big.Rat{one, one, one})
	case "means":
		return weightedMean(o.members([]string{"wholes", "plain"}, r), o.w[6:8])
	}
	return weightedMean(append(o.members([]string{"means", "plain"}, r), row[3]), []*big.Rat{one, big.NewRat(1, 2), big.NewRat(2, 1)})
}

func (o *oracle) members(names []string, r int) (out []*big.Rat) {
	for _, n := range names {
		out = append(out, o.value(n, r))
	}
	return out
}

func (o *oracle) text() string {
	var w []any
	for _, x := range o.w {
		w = append(w, rules.Decimal(x))
	}
	text := fmt.Sprintf(oracleText, w...)
	for _, name := range oracleNumbers {
		cut := rules.Decimal(o.cuts[name])
		text += fmt.Sprintf("derive \"%[1]s_ge\" { value = %[1]s >= %[2]s }\nderive \"%[1]s_gt\" { value = %[2]s < %[1]s }\nderive \"%[1]s_eq\" { value = %[1]s == %[2]s }\n", name, cut)
		text += fmt.Sprintf("indicator \"%[1]s_band\" {\nscale = q\nvalue = %[1]s\nbands {\nlevels = { best = \"%[2]s or more\", worst = \"below %[2]s\" }\n}\n}\n", name, cut)
		text += fmt.Sprintf("derive \"%[1]s_round\" { value = round(%[1]s, %[2]s(%[3]d)) }\n", name, o.mode, o.at)
	}
	return text + fmt.Sprintf("derive \"steps\" { value = count([a >= %s, a >= %s, a >= %s]) }\n", rules.Decimal(o.cuts["step1"]), rules.Decimal(o.cuts["step2"]), rules.Decimal(o.cuts["step3"]))
}

func (o *oracle) rowSet(fw *rules.Framework) rowSet {
	out := make(rowSet, len(o.rows))
	for r, row := range o.rows {
		out[r] = map[*rules.Input][]rules.Value{}
		for k, in := range fw.Inputs {
			v := rules.Value{Type: in.Type, Num: row[k]}
			if row[k] == nil {
				v.Absent = "not_reported"
			}
			out[r][in] = []rules.Value{v}
		}
	}
	return out
}

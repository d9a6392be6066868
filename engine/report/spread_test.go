package report

import (
	"cmp"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// However numbers are shared out among spreads, and in whatever order these are
// joined, the classes are those of all numbers, counted one by one in rationals.
func TestSpread(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 7))
	draws := map[string]func() float64{
		"scores":           func() float64 { return float64(5 * rnd.IntN(17)) },
		"few":              func() float64 { return float64(rnd.IntN(5)) / 4 },
		"percentages":      func() float64 { return float64(rnd.IntN(10001)) / 100 },
		"of either sign":   func() float64 { return float64(rnd.IntN(20001)-10000) / 1000 },
		"of 15 digits":     func() float64 { return math.Round(rnd.Float64()*3e14)/1e14 + 1 },
		"of any size":      func() float64 { return math.Round(rnd.NormFloat64()*1e3) * math.Pow10(rnd.IntN(12)) },
		"whole and others": func() float64 { return float64(rnd.IntN(1000)) / 2 },
		"one that is far":  func() float64 { return map[bool]float64{true: 1e9, false: float64(rnd.IntN(300))}[rnd.IntN(500) == 0] },
		"beyond the table": func() float64 { return float64(rnd.IntN(20) - 10) },
		"at the edges":     func() float64 { return float64([]int{0, 10, 10, 20}[rnd.IntN(4)]) + float64(rnd.IntN(21)-10)*1e-14 },
		"tiny":             func() float64 { return float64(rnd.IntN(1000)) * 1e-9 },
	}
	for name, draw := range draws {
		for trial := range 40 {
			all := make([]float64, 1+rnd.IntN(4000))
			for i := range all {
				all[i] = draw()
			}
			if trial%4 == 1 {
				slices.Sort(all)
			}
			if trial%4 == 2 {
				slices.SortFunc(all, func(a, b float64) int { return cmp.Compare(b, a) })
			}
			want := countedOneByOne(all)
			var parts []*spread
			for at := 0; at < len(all); {
				n := min(1+rnd.IntN(2000), len(all)-at)
				c := &engine.Column{Kind: rules.Number, Num: all[at : at+n]}
				if rnd.IntN(2) == 0 { // some more that are absent
					c = &engine.Column{Kind: rules.Number}
					for _, x := range all[at : at+n] {
						for rnd.IntN(4) == 0 {
							c.Num, c.Why = append(c.Num, 0), append(c.Why, 3)
						}
						c.Num, c.Why = append(c.Num, x), append(c.Why, 0)
					}
				}
				if len(parts) < 3 || rnd.IntN(2) == 0 {
					parts = append(parts, &spread{})
				}
				parts[rnd.IntN(len(parts))].add(c)
				at += n
			}
			rnd.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
			s := &spread{}
			for _, p := range parts {
				s.join(p)
			}
			if got := s.classes(); s.rows != len(all) || !slices.Equal(got, want) {
				t.Fatalf("%s: %d rows of %d\n got %v\nwant %v", name, s.rows, len(all), got, want)
			}
		}
	}
}

// countedOneByOne are the classes of numbers.
func countedOneByOne(all []float64) []count {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	lo, hi := sorted[0], sorted[len(sorted)-1]
	exact := func(x float64) *big.Rat {
		r, _ := new(big.Rat).SetString(rules.FloatText(x))
		return r
	}
	var out []count
	if few := slices.Compact(slices.Clone(sorted)); len(few) <= mostClasses {
		for _, x := range few {
			n := 0
			for _, y := range all {
				if x == y {
					n++
				}
			}
			out = append(out, count{rules.FloatText(x), n})
		}
		return out
	}
	width, _ := roundWidth(hi/mostClasses - lo/mostClasses)
	w := exact(width)
	class := func(x float64) int64 {
		q := new(big.Rat).Quo(exact(x), w)
		return new(big.Int).Div(q.Num(), q.Denom()).Int64() // rounds down, as the denominator is above 0
	}
	first := class(lo)
	for k := first; k <= class(hi); k++ {
		from := float64(k) * width
		out = append(out, count{name: rules.FloatText(from) + " to below " + rules.FloatText(from+width)})
	}
	for _, x := range all {
		out[class(x)-first].n++
	}
	return out
}

// Codes are counted as they stand, those beyond the table too.
func TestSpreadOfCodes(t *testing.T) {
	codes := []int32{0, 1, 1, 300, 2, 300, 1}
	s := &spread{}
	s.add(&engine.Column{Kind: rules.LevelKind, Code: codes})
	s.add(&engine.Column{Kind: rules.LevelKind, Code: codes, Why: []uint8{0, 0, 9, 0, 0, 9, 0}})
	o := &spread{}
	o.join(s)
	if o.code[0] != 2 || o.code[1] != 5 || o.code[2] != 2 || o.code[300] != 3 || o.rows != 12 || o.why[9] != 2 {
		t.Errorf("%v %d rows, %d absent", o.code, o.rows, o.why[9])
	}
}

// Numbers beside the edge of a class are on their side of it, whichever came first.
func TestSpreadBesideEdges(t *testing.T) {
	var near []float64
	for k := range 10 {
		near = append(near, (99999999999990+float64(k))/1e13)
	}
	near = append(near, 10, 10)
	wide := []float64{0.5, 11.5, 20.5, 33.5, 41.5, 52.5, 60.5, 71.5, 79.5, 79.9}
	for _, parts := range [][][]float64{{near, wide}, {wide, near}} {
		s, joined := &spread{}, &spread{}
		for _, num := range parts {
			s.add(&engine.Column{Kind: rules.Number, Num: num})
			o := &spread{}
			o.add(&engine.Column{Kind: rules.Number, Num: num})
			joined.join(o)
		}
		for _, got := range [][]count{s.classes(), joined.classes()} {
			if got[0] != (count{"0 to below 10", 11}) || got[1] != (count{"10 to below 20", 3}) {
				t.Errorf("%v", got)
			}
		}
	}
}

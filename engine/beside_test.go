package engine

import (
	"slices"
	"testing"

	"github.com/rubric-lang/rubric/rules"
)

// TestBeside: trials that stand beside each other read what rests on no dial, absences
// and supplied results among it, as each of them would alone; a row that is a value is
// that of its own stretch.
func TestBeside(t *testing.T) {
	const text = `
framework "t" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [same, result, fixed]
}
entity "home" { key = "home" }
input "a" { type = number }
input "b" { type = number }
parameter "cut" { value = 1 }
derive "fixed" { value = 2 * a + 1 }
derive "third" { value = a / 3 }
derive "who" { value = home }
derive "same" { value = who == home ? cut + a : 0 }
derive "result" { value = fixed * cut + third + b }
`
	p := PlanOf(t, text)
	fw := p.Framework
	data := NewDataset(p, 5)
	data.Keys = [][]string{{"h0", "h1", "h2", "h3", "h4"}}
	data.SetInput(fw.Inputs[0], 0, &Column{Kind: rules.Number, Int: true, Num: []float64{0, 1, 2, 3, 4}})
	data.SetInput(fw.Inputs[1], 0, &Column{Kind: rules.Number, Int: true, Num: []float64{6, 0, 6, 6, 0}, Why: []uint8{0, whyNotReported, 0, 0, whyNotReported}})
	dials := []Dial{{Parameter: fw.Parameters[0]}}
	var many [][]Decimal
	for m := range int64(9) {
		many = append(many, []Decimal{{M: 10 + m, Places: 1}})
	}
	beside := p.Trials(data, fw.Publish, dials)
	if beside.Most() < len(many) {
		t.Fatalf("%d trials at once", beside.Most())
	}
	got := beside.Run(many...)
	for k, one := range many {
		alone := p.Trials(data, fw.Publish, dials)
		want := alone.Run(one)
		for _, b := range fw.Publish {
			g, w := got.Outcomes[b][0].Final, want.Outcomes[b][0].Final
			lo, hi := k*5, k*5+5
			if !slices.Equal(g.Num[lo:hi], w.Num[:5]) || !slices.Equal(g.Why[lo:hi], w.Why[:5]) {
				t.Errorf("%s, trial %d: %v %v, alone %v %v", b.Name, k, g.Num[lo:hi], g.Why[lo:hi], w.Num[:5], w.Why[:5])
			}
		}
		if s := want.Outcomes[fw.Publish[0]][0].Final.Num; s[3] != 3+float64(10+k)/10 {
			t.Errorf("trial %d: %v", k, s)
		}
	}
}

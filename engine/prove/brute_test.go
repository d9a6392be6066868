package prove_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file holds the prover to going through every combination, one by one,
// with the second executor.

// row gives each input one value; 3 is the state, 4 is absent.
type row map[string]int

func (r row) Input(in *rules.Input, _ byrow.Context) rules.Value {
	if c := r[in.Name]; c < 4 {
		return rules.Value{Type: in.Type, Code: c}
	}
	return rules.Value{Absent: "not_reported"}
}
func (row) Block(*rules.Block, byrow.Context) (rules.Value, bool) { return rules.Value{}, false }
func (row) Members(*rules.Entity) int                             { return 0 }

// brute is what holds over all combinations: rules that decide somewhere (true
// and none before it is true), whether a case of levels is uncovered, and
// whether the rating falls.
func brute(t *testing.T, fw *rules.Framework) (dead int, uncovered, falls bool) {
	p, err := byrow.Compile(fw, byrow.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := fw.Blocks[0]
	decides := make([]bool, len(b.Rules))
	at := func(x [3]int) rules.Value {
		ev := p.Eval(row{"a": x[0], "b": x[1], "c": x[2]})
		for i, r := range b.Rules {
			v := rules.Value{Code: 1}
			if r.Cond != nil {
				v = ev.Eval(r.Cond, nil)
			}
			if v.Absent == "" && v.Code == 1 {
				decides[i] = true
				break
			}
		}
		return ev.Block(b, nil).Final
	}
	for n := range 125 {
		x := [3]int{n % 5, n / 5 % 5, n / 25}
		v := at(x)
		if slices.Max(x[:]) > 2 {
			continue
		}
		uncovered = uncovered || v.Absent == "uncovered"
		for i := range x {
			if x[i] == 0 {
				continue
			}
			y := x
			y[i]--
			if w := at(y); v.Absent == "" && w.Absent == "" && w.Code > v.Code {
				falls = true
			}
		}
	}
	for _, d := range decides {
		if !d {
			dead++
		}
	}
	return dead, uncovered, falls
}

func TestBruteForce(t *testing.T) {
	levels := []string{"good", "fair", "poor"}
	for seed := range uint64(120) {
		g := rand.New(rand.NewPCG(seed, 1))
		var sb strings.Builder
		sb.WriteString("input \"a\" { type = quality }\ninput \"b\" { type = quality }\ninput \"c\" { type = quality }\nrating \"overall\" {\n scale = quality\n of = [a, b, c]\n")
		for i := range 2 + g.IntN(3) {
			l, m := levels[g.IntN(3)], levels[g.IntN(3)]
			forms := []string{"%d or more are " + m, "exactly %d are " + m, "%d or more are " + m + " or worse", "at most %d are " + m, "all are " + m + " or better"}
			form := forms[g.IntN(len(forms))]
			if strings.Contains(form, "%d") {
				form = fmt.Sprintf(form, 1+g.IntN(3))
			}
			if g.IntN(4) == 0 {
				form += "\"\n when = \"a == " + levels[g.IntN(3)]
				form = strings.Replace(form, "when = \"", "when = ", 1)
				fmt.Fprintf(&sb, " rule %q \"r%d\" {\n requires = \"%s\n }\n", l, i, form)
				continue
			}
			fmt.Fprintf(&sb, " rule %q \"r%d\" { requires = %q }\n", l, i, form)
		}
		if g.IntN(2) == 0 {
			sb.WriteString(" rule \"fair\" \"rest\" { requires = \"otherwise\" }\n")
		}
		text := sb.String() + "}\n"
		codes, list := check(t, text)
		dead, uncovered, falls := brute(t, load(t, text))
		count := func(c diag.Code) (n int) {
			for _, x := range codes {
				if x == c {
					n++
				}
			}
			return n
		}
		if count(prove.NeverHolds) != dead || count(prove.Uncovered) > 0 != uncovered || count(prove.Falls) > 0 != falls || count("R0901") > 0 || count(prove.NotProven) > 0 {
			t.Errorf("seed %d: got %v; by brute force %d rules never hold, uncovered %t, falls %t\n%s", seed, codes, dead, uncovered, falls, text)
			for _, d := range list {
				t.Log(d.Code, d.Detail, d.Witness)
			}
			return
		}
	}
}

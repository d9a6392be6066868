package prove_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/rules"
)

func differ(a, b *rules.Framework) []prove.Difference {
	var pairs []prove.Pair
	last := len(b.Blocks) - 1
	pairs = append(pairs, prove.Pair{Old: a.Blocks[len(a.Blocks)-1], Now: b.Blocks[last]})
	return prove.Differ(a, b, pairs, prove.DifferOptions{})[0]
}

// given are three inputs of one kind in two forms of a rule.
func ruled(g *rand.Rand) string {
	levels := []string{"good", "fair", "poor"}
	var sb strings.Builder
	sb.WriteString("input \"a\" { type = quality }\ninput \"b\" { type = quality }\ninput \"c\" { type = quality }\nrating \"overall\" {\n scale = quality\n of = [a, b, c]\n")
	for i := range 2 {
		forms := []string{"%d or more are %s", "exactly %d are %s", "at most %d are %s or worse"}
		fmt.Fprintf(&sb, " rule %q \"r%d\" { requires = \"%s\" }\n", levels[g.IntN(3)], i, fmt.Sprintf(forms[g.IntN(3)], 1+g.IntN(2), levels[g.IntN(3)]))
	}
	if g.IntN(3) == 0 {
		sb.WriteString(" limit \"a\" {\n when = a == poor\n at_most = fair\n }\n")
	}
	sb.WriteString(" rule \"fair\" \"rest\" { requires = \"otherwise\" }\n}\n")
	return sb.String()
}

// TestDifferBrute holds the cells that differ to going through all 27 cases.
func TestDifferBrute(t *testing.T) {
	for seed := range uint64(80) {
		g := rand.New(rand.NewPCG(seed, 2))
		x, y := ruled(g), ruled(g)
		a, b := load(t, x), load(t, y)
		pa, _ := byrow.Compile(a, byrow.Options{})
		pb, _ := byrow.Compile(b, byrow.Options{})
		result := func(p *byrow.Program, fw *rules.Framework, n int) string {
			v := p.Eval(row{"a": n % 3, "b": n / 3 % 3, "c": n / 9}).Block(fw.Blocks[0], nil).Final
			return v.String()
		}
		differs := false
		for n := range 27 {
			differs = differs || result(pa, a, n) != result(pb, b, n)
		}
		d := differ(a, b)[0]
		if d.Open != "" || (d.Differ > 0 && !d.Absent) != differs {
			t.Errorf("seed %d: %+v; by brute force they differ: %t\n%s\n%s", seed, d, differs, x, y)
		}
		if d.Differ > 0 && !d.Absent {
			at := row{}
			for _, v := range d.Given {
				at[v.Name] = map[string]int{"good": 0, "fair": 1, "poor": 2}[v.Value]
			}
			before, after := pa.Eval(at).Block(a.Blocks[0], nil).Final.String(), pb.Eval(at).Block(b.Blocks[0], nil).Final.String()
			if before != d.Before || after != d.After || before == after {
				t.Errorf("seed %d: the witness gives %s and %s: %+v", seed, before, after, d)
			}
		}
	}
}

// TestDifferNumbers finds the value between two thresholds.
func TestDifferNumbers(t *testing.T) {
	text := `input "falls" {
  type  = number
  range = [0, 100]
}
rating "overall" {
  scale = quality
  value = falls
  bands {
    levels = {
      good = "below 3"
      fair = "3 to below 10"
      poor = "10 or more"
    }
  }
}
`
	a := load(t, text)
	b := load(t, strings.NewReplacer(`"below 3"`, `"below 2.5"`, "3 to", "2.5 to").Replace(text))
	d := differ(a, b)[0]
	if d.Open != "" || d.Differ == 0 || d.Given[0].Value != "2.5" || d.Before != "good" || d.After != "fair" {
		t.Errorf("%+v", d)
	}
	if d := differ(a, a)[0]; d.Differ != 0 || d.Cells == 0 {
		t.Errorf("%+v", d)
	}
	open := load(t, text+"derive \"rate\" { value = falls * 2 }\n")
	if d := differ(open, open)[0]; d.Open == "" {
		t.Errorf("a number was gone through: %+v", d)
	}
}

// TestDifferStep counts the cells of a step that asks for more.
func TestDifferStep(t *testing.T) {
	a := loadDir(t, "../../examples/cms_nursing_home")
	b := loadDir(t, "../../examples/cms_nursing_home")
	for _, p := range b.Parameters {
		if p.Name == "staffing_up" {
			c := p.Dated[0].Value.(*rules.Const)
			c.Value.Num = c.Value.Num.SetInt64(5)
		}
	}
	var pair prove.Pair
	for _, x := range a.Blocks {
		for _, y := range b.Blocks {
			if x.Name == "overall" && y.Name == "overall" {
				pair = prove.Pair{Old: x, Now: y}
			}
		}
	}
	d := prove.Differ(a, b, []prove.Pair{pair}, prove.DifferOptions{})[0][0]
	if d.Open != "" || d.Differ == 0 || d.Absent {
		t.Errorf("%+v", d)
	}
	t.Logf("%+v", d)
}

// TestDifferAbsent finds what differs only where a value is absent.
func TestDifferAbsent(t *testing.T) {
	text := "input \"a\" { type = quality }\nrating \"overall\" {\n scale = quality\n value = a\n}\n"
	a := load(t, text)
	b := load(t, strings.Replace(text, "{ type = quality }", "{\n type = quality\n missing = poor\n}", 1))
	d := differ(a, b)[0]
	if d.Open != "" || !d.Absent || d.Differ != 1 || d.After != "poor" {
		t.Errorf("%+v", d)
	}
}

// TestDifferPolicies goes through what is absent where one of three alike inputs
// has a policy: all 64 combinations of three inputs, by brute force.
func TestDifferPolicies(t *testing.T) {
	text := "input \"a\" { type = quality }\ninput \"b\" { type = quality }\ninput \"c\" { type = quality }\nrating \"overall\" {\n scale = quality\n of = [a, b, c]\n rule \"poor\" { requires = \"1 or more are poor\" }\n rule \"fair\" { requires = \"2 or more are fair\" }\n rule \"good\" { requires = \"otherwise\" }\n}\n"
	a := load(t, text)
	b := load(t, strings.Replace(strings.Replace(text, "\"b\" { type = quality }", "\"b\" {\n type = quality\n missing = fair\n}", 1), "2 or more are fair", "1 or more are fair", 1))
	d := differ(a, b)[0]
	pa, _ := byrow.Compile(a, byrow.Options{})
	pb, _ := byrow.Compile(b, byrow.Options{})
	seen, differs := map[string]bool{}, 0
	for n := range 125 { // a and c can be exchanged
		x, y, z := n%5, n/5%5, n/25
		if x > z {
			continue
		}
		at := row{"a": x, "b": y, "c": z}
		before, after := pa.Eval(at).Block(a.Blocks[0], nil).Final, pb.Eval(at).Block(b.Blocks[0], nil).Final
		if seen[fmt.Sprint(at)] {
			continue
		}
		seen[fmt.Sprint(at)] = true
		if before.Absent != after.Absent || before.Absent == "" && before.Code != after.Code {
			differs++
		}
	}
	if d.Open != "" || d.Wide != len(seen) || d.WideOf != differs {
		t.Errorf("%+v; by brute force %d of %d", d, differs, len(seen))
	}
}

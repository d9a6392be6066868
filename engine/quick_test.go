package engine_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// This file draws what the short ways of the column kernels are for (several rows,
// columns without absences, whole numbers, constants, weights, members that are left
// out) and holds them to the row-by-row executor.

// TestShortWays compares the two executors on many rows of such columns.
func TestShortWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newGrammar(t)
		text := g.shortFramework()
		fw := loadText(t, text)
		rows := g.shortRows(fw, rapid.IntRange(1, 40).Draw(t, "rows"))
		compareExecutors(t, text, fw, rows, engine.RunOptions{All: true, Jobs: 1})
	})
}

const shortHead = `
framework "t" {
  version  = "1"
  language = 1
  entity   = row
}
entity "row" { key = "id" }
scale "q" {
  levels = { best = "Best", good = "Good", poor = "Poor", worst = "Worst" }
  states = { closed = "Closed", exempt = "Exempt" }
}
input "a" { type = number }
input "b" { type = number }
input "i" { type = integer }
input "j" { type = integer }
input "k" { type = integer }
input "p" { type = boolean }
input "r" { type = boolean }
input "s" { type = boolean }
input "x" { type = q }
input "y" { type = q }
input "z" { type = q }
input "m" {
  for  = [row, item]
  type = integer
}
input "n" {
  for  = [row, item]
  type = number
}
parameter "cut" { value = 2.5 }
parameter "yes" { value = true }
`

// weight is a weight of a member, of any size and sign.
func (g *grammar) weight() string {
	return g.of("1", "1", "2", "3", "0", "0.1", "0.35", "0.05", "0.6", "1.5", "-1", "1000000000", "0.000001", "7", "123456.789", "0.000000000000001", "0.0000000000000001", "100000000000000000000")
}

// shortFramework is a framework of blocks that the short ways take.
func (g *grammar) shortFramework() string {
	var sb strings.Builder
	sb.WriteString(shortHead)
	var items []string
	for k := range g.n(1, 7) {
		items = append(items, fmt.Sprintf("[\"i%d\", %s, %s]", k+1, g.weight(), g.of("true", "false")))
	}
	fmt.Fprintf(&sb, "entity \"item\" {\n  columns = [\"item\", \"weight\", \"on\"]\n  rows = [%s]\n}\n", strings.Join(items, ", "))
	g.numbers, g.bools, g.levels = []string{"a", "b", "i", "j", "k"}, []string{"p", "r", "s"}, []string{"x", "y", "z"}
	for range g.n(1, 4) {
		sb.WriteString(g.shortBlock())
	}
	return sb.String()
}

func (g *grammar) shortBlock() string {
	name := g.name()
	switch g.n(0, 11) {
	case 10, 11:
		return g.shortBands(name)
	case 0:
		s := fmt.Sprintf("derive %q { value = %scount(%s) }\n", name, g.of("", "", "1 + ", "-2.5 + ", "0.1 + ", "900719925474099 + "), g.steps())
		g.numbers = append(g.numbers, name)
		return s
	case 1, 2, 3:
		return g.shortMean(name)
	case 4:
		s := fmt.Sprintf("derive %q { value = %s(%s) }\n", name, g.of("any", "all"), g.of("[p, r, s]", "[p, "+g.simple()+"]", "present([p, r])", g.steps(), "["+g.simple()+", "+g.simple()+", "+g.simple()+"]"))
		g.bools = append(g.bools, name)
		return s
	case 5:
		s := fmt.Sprintf("derive %q { value = %s(%s) }\n", name, g.of("min", "max", "sum", "mean"), g.of("[i, j, k]", "[a, b]", "["+g.of(g.numbers...)+", "+g.of(g.numbers...)+"]", "present([i, j])", "[a, b, i]", "each(item.m)", "each(item.n)", "[for q in each(item) : m if q.on]"))
		g.numbers = append(g.numbers, name)
		return s
	case 6:
		s := fmt.Sprintf("rating %q {\nscale = q\n%s", name, g.shortApplies(true))
		tests := g.maybe(50)
		for i := range g.n(1, 4) {
			when := g.simple()
			if tests {
				when = g.tests()
			}
			s += fmt.Sprintf("rule %q \"r%d\" {\nwhen = %s\n%s}\n", g.anyLevel(), i, when, g.undecided())
		}
		if g.maybe(60) {
			s += fmt.Sprintf("rule %q \"last\" { requires = \"otherwise\" }\n", g.level())
		}
		for i := range g.n(0, 3) {
			s += fmt.Sprintf("limit \"l%d\" {\n%s%s\n%s}\n", i, g.of("", "when = "+g.simple()+"\n", "when = "+g.simple()+"\n"), g.of("at_most = "+g.level(), "at_least = "+g.level(), "exactly = "+g.anyLevel(), "at_most = "+g.of(g.levels...)), g.undecided())
		}
		if g.maybe(30) {
			s += fmt.Sprintf("mark \"*\" { when = %s }\n", g.simple())
		}
		g.levels = append(g.levels, name)
		return s + "}\n"
	case 7:
		s := fmt.Sprintf("derive %q {\n", name)
		for i := range g.n(1, 3) {
			s += fmt.Sprintf("case \"c%d\" {\nwhen = %s\nvalue = %s\n}\n", i, g.of("yes", "!yes", "cut > 3", "cut == 2.5", g.simple()), g.of(g.numbers...))
		}
		if g.maybe(60) {
			s += "case \"last\" {\nwhen = otherwise\nvalue = " + g.of(g.numbers...) + "\n}\n"
		}
		g.numbers = append(g.numbers, name)
		return s + "}\n"
	case 8:
		s := fmt.Sprintf("derive %q { value = %s }\n", name, g.of(
			g.of(g.numbers...)+" "+g.of("+", "-", "*", "/")+" "+g.of(g.numbers...),
			g.of(g.numbers...)+" "+g.of("+", "-", "*", "/")+" "+g.of("0", "-1", "3", "0.1", "cut", "9007199254740"),
			"cut "+g.of("+", "-", "*", "/")+" 3",
			"round("+g.of(g.numbers...)+", "+g.rounding()+")",
			"-"+g.of(g.numbers...), "abs("+g.of(g.numbers...)+")",
			"(yes ? "+g.of(g.numbers...)+" : "+g.of(g.numbers...)+")"))
		g.numbers = append(g.numbers, name)
		return s
	}
	s := fmt.Sprintf("derive %q { value = %s }\n", name, g.simple())
	g.bools = append(g.bools, name)
	return s
}

// shortBands are bands with constant ends, which values lie on and beside, that may
// leave values out or be nearer to each other than floats can tell, and limits.
func (g *grammar) shortBands(name string) string {
	c := g.ascending(3)
	if g.maybe(30) {
		c = []string{"0", "2.5", "3"}
	}
	bands := g.of(
		fmt.Sprintf("best = \"%s or more\", good = \"%s to below %s\", poor = \"%s to below %s\", worst = \"below %s\"", c[2], c[1], c[2], c[0], c[1], c[0]),
		fmt.Sprintf("worst = \"%s or more\", poor = \"%s to below %s\", good = \"%s to below %s\", best = \"below %s\"", c[2], c[1], c[2], c[0], c[1], c[0]),
		fmt.Sprintf("best = \"above %s\", good = \"exactly %s\", closed = \"exactly %s\", worst = \"otherwise\"", c[2], c[1], c[0]),
		fmt.Sprintf("best = \"above %s\", good = \"exactly %s\", worst = \"below %s\"", c[1], c[1], c[1]),
		`best = "cut or more", worst = "below cut"`,
		`best = "cut or more", good = "1 to below 2", worst = "below 1"`,
		`best = "1.00000000000001 or more", good = "1 to below 1.00000000000001", worst = "below 1"`)
	s := fmt.Sprintf("rating %q {\nscale = q\n%sbands {\nof = %s\nlevels = { %s }\n}\n", name, g.shortApplies(true), g.of(g.different(3)...), bands)
	limits := g.of("at_most", "at_least", "mixed")
	for i := range g.n(0, 3) {
		to := limits
		if to == "mixed" {
			to = g.of("at_most", "at_least")
		}
		s += fmt.Sprintf("limit \"l%d\" {\n%s%s = %s\n%s}\n", i, g.of("", "when = "+g.simple()+"\n", "when = "+g.simple()+"\n", "when = any(present([p, r]))\n"), to, g.level(), g.undecided())
	}
	g.levels = append(g.levels, name)
	return s + "}\n"
}

// different are names of numbers, each once, the last ones first.
func (g *grammar) different(n int) []string {
	out := slices.Clone(g.numbers)
	slices.Reverse(out)
	if g.maybe(50) {
		out = rapid.Permutation(out).Draw(g.t, "names")
	}
	return out[:min(n, len(out))]
}

// steps are comparisons of one column with constants.
func (g *grammar) steps() string {
	x, op := g.of(g.numbers...), g.of("<", "<=", ">", ">=")
	var out []string
	for range g.of("12", "333", "12345678")[:g.n(1, 2)] {
		out = append(out, x+" "+op+" "+g.of(g.literal(), "cut", "3", "0"))
	}
	for g.maybe(60) && len(out) < 9 {
		out = append(out, x+" "+op+" "+g.literal())
	}
	s := "[" + strings.Join(out, ", ") + "]"
	if g.maybe(20) {
		s = "present(" + s + ")"
	}
	return s
}

// tests are comparisons with constants, joined by "and".
func (g *grammar) tests() string {
	s := ""
	for range g.n(1, 3) {
		s += " && " + g.of(g.numbers...) + " " + g.of("<=", "<=", "<=", "<", ">", ">=") + " " + g.of(g.literal(), "2.5", "cut", "cut + 1", "0")
	}
	return s[len(" && "):]
}

// shortMean is a mean of members, of which some may be left out.
func (g *grammar) shortMean(name string) string {
	score, weights := g.of("mean", "mean", "sum"), ""
	members := g.of("each(item.m)", "each(item.n)", "[i, j, k]", "[a, i]", "["+strings.Join(g.different(g.n(2, 4)), ", ")+"]")
	if strings.HasPrefix(members, "each") && g.maybe(70) {
		score, weights = "weighted_mean", "weights = "+g.of("item.weight", "item.weight", "item.weight", "abs(item.m)", "item.weight * cut", "(cut > 2 ? item.weight : 1)", "(yes ? item.weight : cut)")+"\n"
	}
	need := g.of("", "", "need = \"1 or more\"\n", "need = \"60% or more\"\n", "need = \"all\"\n", "need = \"at least 60% of weight\"\n")
	if weights == "" && strings.Contains(need, "weight") {
		need = ""
	}
	s := fmt.Sprintf("group %q {\n%smembers = %s\n%sscore = %s\n%s%s%s}\n", name, g.shortApplies(false), members, weights, score,
		g.of("", "missing = exclude\n", "missing = exclude\n", "missing = exclude\n", "missing = 2.5\n"), need, g.round())
	if g.maybe(30) {
		s = fmt.Sprintf("group %q {\n", name)
		for _, x := range g.different(g.n(1, 4)) {
			s += fmt.Sprintf("member %q { weight = %s }\n", x, g.weight())
		}
		s += fmt.Sprintf("score = weighted_mean\nmissing = exclude\n%s}\n", need)
	}
	if g.maybe(30) {
		s += fmt.Sprintf("derive \"%s_weight\" { value = %s.weight }\n", name, name)
	}
	g.numbers = append(g.numbers, name)
	return s
}

// simple is a condition such as rules have.
func (g *grammar) simple() string {
	switch g.n(0, 5) {
	case 0:
		return g.of(g.bools...)
	case 1:
		return g.of(g.levels...) + " " + g.of("==", "!=", ">=") + " " + g.level()
	case 2:
		return "yes " + g.of("&&", "||") + " " + g.of(g.bools...)
	case 3:
		return g.of("yes", "!yes", "cut > 3", "cut * 2 == 5", "is_present(a)")
	}
	return g.of(g.numbers...) + " " + g.comparison() + " " + g.of(g.literal(), g.of(g.numbers...), "cut")
}

func (g *grammar) shortApplies(state bool) string {
	if !g.maybe(30) {
		return ""
	}
	s := "applies = " + g.simple() + "\n"
	if state && g.maybe(50) {
		s += "else = " + g.of("closed", "exempt") + "\n"
	}
	return s
}

// shortRows are rows of which each column has its own share of absences, and of
// whole numbers.
func (g *grammar) shortRows(fw *rules.Framework, n int) rowSet {
	out := make(rowSet, n)
	for i := range out {
		out[i] = map[*rules.Input][]rules.Value{}
	}
	for _, in := range fw.Inputs {
		for range combos(in.For, fw) {
			absent, form := rapid.SampledFrom([]int{0, 0, 0, 10, 50, 100}).Draw(g.t, "absent"), g.n(0, 3)
			for i := range out {
				out[i][in] = append(out[i][in], g.shortValue(in, absent, form))
			}
		}
	}
	return out
}

func (g *grammar) shortValue(in *rules.Input, absent, form int) rules.Value {
	switch {
	case g.maybe(absent):
		return rules.Value{Type: in.Type, Absent: g.of("not_reported", "suppressed", "not_applicable")}
	case in.Type.Kind == rules.Bool:
		return rules.Value{Type: in.Type, Code: g.n(0, 1)}
	case in.Type.Kind != rules.Number:
		return rules.Value{Type: in.Type, Code: g.n(0, in.Type.Scale.Len()-1)}
	}
	v := rules.Value{Type: in.Type}
	switch {
	case form == 0 && g.maybe(20):
		v.Num = big.NewRat(rapid.Int64Range(-1<<53+1, 1<<53-1).Draw(g.t, "large"), 1)
	case in.Integer || form == 1:
		v.Num = big.NewRat(int64(g.n(-4, 6)), 1)
	case form == 2:
		v.Num = big.NewRat(int64(g.n(-20, 60)), 20)
	default:
		v.Num = g.datum()
	}
	return v
}

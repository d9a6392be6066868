package engine_test

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// This file defines the small grammar that frameworks and rows of the property
// tests are drawn from.

const head = `
framework "t" {
  version  = "1"
  language = 1
  entity   = row
}
entity "row" { key = "id" }
scale "q" {
  levels = { best = "Best", good = "Good", poor = "Poor", worst = "Worst" }
  states = { closed = "Closed", exempt = "Exempt" }
  points = { best = 3, good = 2.5, poor = 0.1 }
}
scale "stars" {
  numeric = [1, 5]
  best    = 5
  states  = { unrated = "Unrated" }
}
absence "withdrawn" { label = "Withdrawn" }
entity "item" {
  columns = ["item", "weight", "on"]
  rows = [["i1", 0.35, true], ["i2", 0.05, true], ["i3", 0.6, false]]
}
entity "part" {
  within  = item
  columns = ["part", "item"]
  rows = [["p1", i1], ["p2", i1], ["p3", i2]]
}
input "a" { type = number }
input "b" { type = number }
input "c" {
  type    = number
  better  = lower
  range   = [-100000, 100000]
}
input "p" { type = boolean }
input "r" { type = boolean }
input "x" { type = q }
input "y" { type = q }
input "z" { type = q }
input "st" { type = stars }
input "d" { type = date }
input "m" {
  for  = [row, item]
  type = number
}
input "ml" {
  for  = [row, item]
  type = q
}
input "pm" {
  for  = [row, part]
  type = number
}
derive "s" { value = st + 0 }
parameter "enough" { per = { "1 to 2" = 1, "3 to 4" = 2 } }
parameter "cut" { value = 2.5 }
parameter "dated" {
  at "2024-04-01" { value = 0.7 }
  at "2026-01-31" { value = 0.8 }
}
function "share" {
  in    = { n = number, of = number }
  value = 100 * n / of
}
`

// grammar draws a framework and remembers the numbers that it names, so that
// data can be drawn around them.
type grammar struct {
	t       *rapid.T
	cuts    []string
	numbers []string // names of numbers so far
	levels  []string
	bools   []string
	fresh   int
	member  bool              // inside a formula for one item
	grain   string            // the entity whose rows the formula is for; "": everyone
	whom    string            // how the block under way says for whom it is
	known   map[string]*names // of each kind of rows, by entity; nil: there are rated rows only
}

func newGrammar(t *rapid.T) *grammar {
	return &grammar{t: t, numbers: []string{"a", "b", "c", "s", "cut", "dated"}, levels: []string{"x", "y", "z"}, bools: []string{"p", "r"}, cuts: []string{"0", "1", "2.5", "0.8"}}
}

// newTree is a grammar with rows of several entities.
func newTree(t *rapid.T) *grammar {
	g := newGrammar(t)
	g.known = baseNames()
	return g
}

func (g *grammar) n(lo, hi int) int       { return rapid.IntRange(lo, hi).Draw(g.t, "n") }
func (g *grammar) of(xs ...string) string { return rapid.SampledFrom(xs).Draw(g.t, "of") }
func (g *grammar) maybe(p int) bool       { return g.n(0, 99) < p }
func (g *grammar) level() string          { return g.of("best", "good", "poor", "worst") }
func (g *grammar) anyLevel() string       { return g.of("best", "good", "poor", "worst", "closed", "exempt") }
func (g *grammar) comparison() string     { return g.of("<", "<=", ">", ">=", "==", "!=") }
func (g *grammar) undecided() string {
	return g.of("", "", "", "undecided = skip\n", "undecided = apply\n")
}
func (g *grammar) rounding() string {
	return fmt.Sprintf("%s(%d)", g.of("half_up", "half_even", "up", "down", "ceiling", "floor"), g.n(-2, 4))
}

// literal is a number: of few digits, in steps of .05, or of fifteen digits.
func (g *grammar) literal() string {
	var s string
	switch g.n(0, 5) {
	case 0:
		s = g.of("0", "1", "2", "3", "10", "100", "88", "62.5")
	case 1, 2:
		s = decimal(int64(g.n(0, 60)*5), 2)
	case 3:
		s = decimal(int64(g.n(0, 999)), g.n(0, 3))
	case 4:
		s = decimal(rapid.Int64Range(0, 999999999999999).Draw(g.t, "long"), g.n(0, 15))
	default:
		s = g.of("0.1", "0.2", "0.3", "0.7", "0.8", "0.333333333333333", "0.5", "1.5")
	}
	g.cuts = append(g.cuts, s)
	return s
}

func decimal(n int64, places int) string {
	return rules.Decimal(new(big.Rat).SetFrac(big.NewInt(n), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)))
}

// number is a formula of a number.
func (g *grammar) number(depth int) string {
	if depth <= 0 || g.maybe(20) {
		if g.maybe(35) {
			return g.literal()
		}
		if g.member && g.maybe(50) {
			return g.of("m", "item.weight")
		}
		return g.of(g.numbers...)
	}
	d := depth - 1
	if g.known != nil && g.maybe(25) {
		return g.stat(depth)
	}
	switch g.n(0, 16) {
	case 0, 1, 2, 3:
		return "(" + g.number(d) + " " + g.of("+", "-", "*", "/") + " " + g.number(d) + ")"
	case 4:
		return "(" + g.condition(d) + " ? " + g.number(d) + " : " + g.number(d) + ")"
	case 5:
		return "coalesce(" + g.number(d) + ", " + g.number(d) + ")"
	case 6:
		return "round(" + g.number(d) + ", " + g.rounding() + ")"
	case 7:
		return g.of("abs", "sqrt", "ln", "log10") + "(" + g.number(d) + ")"
	case 8:
		return "clamp(" + g.number(d) + ", " + g.number(d) + ", " + g.number(d) + ")"
	case 9:
		return "pow(" + g.number(d) + ", " + g.of("2", "3", "-1", "0.5", "0") + ")"
	case 10:
		return g.of("sum", "mean", "median", "min", "max", "count") + "(" + g.list(d) + ")"
	case 11:
		return "share(" + g.number(d) + ", " + g.number(d) + ")"
	case 12:
		return "lookup(" + g.levelOf(d) + ", { best = " + g.literal() + ", good = " + g.number(0) + ", closed = 1 })"
	case 13:
		return "-(" + g.number(d) + ")"
	case 14:
		return g.of("x", "y", "z") + ".points"
	case 15:
		return g.of("weighted_mean", "weighted_sum", "geometric_mean", "harmonic_mean") + "(" + g.of("each(item.m), each(item.weight)", "[a, b, c], abs([a, b, c])", "present([a, b]), [a, b]", "[a, b, c], [a, b, c] / b", "[for i in each(item) : m], [for i in each(item) : i.weight * a]") + ")"
	default:
		return "count(" + g.conditions(d) + ")"
	}
}

// list is a formula of a list of numbers.
func (g *grammar) list(depth int) string {
	var s string
	switch g.n(0, 6) {
	case 0:
		s = "[" + g.number(depth-1) + ", " + g.number(depth-1) + ", " + g.number(0) + "]"
	case 1:
		s = "[a, b, c]"
	case 2:
		return "[for i in each(item) : m * i.weight if " + g.of("i.on", "m > "+g.literal(), "is_present(m)") + "]"
	case 3:
		s = "each(item.m) " + g.of("+", "-", "*", "/") + " " + g.literal()
	case 4:
		s = "each(part.pm)"
	case 5:
		s = "each(item.m) * each(item.weight)"
	default:
		s = "each(item.m)"
	}
	if g.maybe(30) {
		return "present(" + s + ")"
	}
	return s
}

// conditions is a formula of a list of conditions.
func (g *grammar) conditions(depth int) string {
	if g.known != nil && g.maybe(40) {
		return g.rowConditions()
	}
	return g.of(
		"each(item.m) "+g.comparison()+" "+g.literal(),
		"[x, y, z] "+g.of("==", ">=", "<")+" "+g.level(),
		"[p, r]", "present([p, r])",
		"each(item.ml) "+g.of("==", "!=", ">")+" "+g.level())
}

// condition is a formula of yes or no.
func (g *grammar) condition(depth int) string {
	if depth <= 0 {
		switch g.n(0, 4) {
		case 0:
			return g.of(g.bools...)
		case 1:
			return g.of(g.levels...) + " " + g.comparison() + " " + g.level()
		default:
			return g.of(g.numbers...) + " " + g.comparison() + " " + g.literal()
		}
	}
	d := depth - 1
	switch g.n(0, 10) {
	case 0, 1:
		return "(" + g.condition(d) + g.of(" && ", " || ") + g.condition(d) + ")"
	case 2:
		return "!(" + g.condition(d) + ")"
	case 3, 4:
		return "(" + g.number(d) + " " + g.comparison() + " " + g.number(d) + ")"
	case 5:
		return "(" + g.levelOf(d) + " " + g.comparison() + " " + g.of("x", "y", "z") + ")"
	case 6:
		return g.of("is_present("+g.number(d)+")", "is_rated("+g.of(g.levels...)+")", "absent("+g.of("a", "x", "p")+", suppressed)", "absent(d, not_reported)")
	case 7:
		return g.of("any", "all") + "(" + g.conditions(d) + ")"
	case 8:
		return "oneof(" + g.of(g.levels...) + ", [best, closed])"
	case 9:
		return "(months_between(d, as_of) " + g.comparison() + " " + g.of("12", "1", "0") + ")"
	default:
		lo := g.literal()
		return "(" + lo + " <= " + g.number(d) + " < " + g.literal() + ")"
	}
}

// levelOf is a formula of a level of q.
func (g *grammar) levelOf(depth int) string {
	if depth <= 0 {
		return g.of(g.levels...)
	}
	d := depth - 1
	switch g.n(0, 4) {
	case 0:
		return "(" + g.condition(d) + " ? " + g.levelOf(d) + " : " + g.levelOf(d) + ")"
	case 1:
		return "coalesce(" + g.levelOf(d) + ", " + g.levelOf(d) + ")"
	case 2:
		return g.of("worst", "best") + "(" + g.of("[x, y, z]", "each(item.ml)", "present([x, y])", "present(each(item.ml))") + ")"
	default:
		return g.of(g.levels...)
	}
}

// sentence is a counting sentence over levels.
func (g *grammar) sentence() string {
	count := g.of("1 or more", "2 or more", "at most 1", "exactly 1", "more than 1", "fewer than 2", "1 to 2", "all", "none", "50% or more", "at most 60%", "more than half", "all but at most 1", "all but exactly 1", "enough or more")
	subject := g.of("", "", "", " of the rated", " of trio", " of lots")
	if g.known != nil && g.maybe(40) {
		subject = g.of(g.subjects()...)
	}
	pred := g.of("good", "good or better", "poor or worse", "better than poor", "worse than best", "not worst", "best or closed", "rated", "worst")
	s := count + subject + " are " + pred
	switch g.n(0, 5) {
	case 0:
		s += " and the rest are " + g.of("good or better", "good", "rated")
	case 1:
		s += ", or 1 or more are " + g.level()
	case 2:
		s += " and " + g.of(g.levels...) + " is " + g.of("good or better", "not closed", "best")
	}
	return s
}

func (g *grammar) name() string {
	g.fresh++
	return fmt.Sprintf("t%d", g.fresh)
}

// framework is the head and a few blocks, each of which later ones may read.
func (g *grammar) framework() string {
	var sb strings.Builder
	if g.known != nil {
		sb.WriteString(g.tree())
		sb.WriteString("group \"trio\" { members = [x, y, z] }\ngroup \"lots\" { members = each(item.ml) }\n")
		for range g.n(1, 5) {
			sb.WriteString(g.blockFor())
		}
		return sb.String()
	}
	sb.WriteString(head)
	sb.WriteString("group \"trio\" { members = [x, y, z] }\ngroup \"lots\" { members = each(item.ml) }\n")
	for range g.n(1, 4) {
		sb.WriteString(g.block())
	}
	return sb.String()
}

func (g *grammar) block() string {
	name := g.name()
	if g.known != nil && g.maybe(25) {
		s := fmt.Sprintf("derive %q {\n%svalue = %s\n%s}\n", name, g.inForce(), g.stat(2), g.round())
		g.numbers = append(g.numbers, name)
		return s
	}
	var s string
	stages := []string{}
	switch g.n(0, 10) {
	case 0:
		s = fmt.Sprintf("derive %q {\nvalue = %s\n%s}\n", name, g.number(3), g.round())
		g.numbers = append(g.numbers, name)
	case 1:
		s = fmt.Sprintf("derive %q {\nvalue = %s\n}\n", name, g.condition(3))
		g.bools = append(g.bools, name)
	case 2:
		s = g.graded(name)
		stages = []string{"value", "unrounded"}
	case 3:
		s = fmt.Sprintf("derive %q {\n%svalue = %s\n%s%s}\n", name, g.applies(false), g.number(2), g.round(), g.points())
		g.numbers = append(g.numbers, name)
		stages = []string{"value", "unrounded"}
	case 4, 5:
		s = g.group(name)
		g.numbers = append(g.numbers, name)
		stages = []string{"unrounded", "weight"}
	case 6, 7:
		s = g.ruled(name)
	case 8:
		s = g.tabled(name)
	case 9:
		s = g.cases(name)
	default:
		s = g.forItems(name)
	}
	for _, st := range stages {
		s += fmt.Sprintf("derive \"%s_%s\" { value = %s.%s }\n", name, st, name, st)
	}
	return s
}

func (g *grammar) round() string {
	switch g.n(0, 3) {
	case 0:
		return "round = " + g.rounding() + "\n"
	case 1:
		return "round = [" + g.rounding() + ", " + g.rounding() + "]\n"
	}
	return ""
}

// inForce dates a block, now and then.
func (g *grammar) inForce() string {
	return g.of("", "", "", "", "in_force { from = \"2025-01-01\" }\n", "in_force { until = \"2026-01-31\" }\n")
}

func (g *grammar) applies(state bool) string {
	if !g.maybe(30) {
		return ""
	}
	s := "applies = " + g.condition(1) + "\n"
	if state && g.maybe(50) {
		s += "else = " + g.of("closed", "exempt") + "\n"
	}
	return s
}

// ascending are n different numbers in order.
func (g *grammar) ascending(n int) []string {
	var out []string
	at := int64(g.n(-200, 200))
	places := g.n(0, 3)
	for range n {
		out = append(out, decimal(at, places))
		at += int64(g.n(1, 200))
	}
	g.cuts = append(g.cuts, out...)
	return out
}

func (g *grammar) bands() string {
	c := g.ascending(3)
	if g.maybe(50) {
		return fmt.Sprintf("bands {\nlevels = { best = \"%s or more\", good = \"%s to below %s\", poor = \"%s to below %s\", worst = \"below %s\" }\n}\n", c[2], c[1], c[2], c[0], c[1], c[0])
	}
	return fmt.Sprintf("bands {\nlevels = { best = \"above %s\", good = \"above %s to %s\", poor = \"exactly %s\", worst = \"otherwise\" }\n}\n", c[2], c[1], c[2], c[0])
}

// graded is a number with bands or steps, limits and marks.
func (g *grammar) graded(name string) string {
	s := fmt.Sprintf("indicator %q {\n%sscale = q\nvalue = %s\n%s%s%s}\n", name, g.applies(true), g.number(2), g.round(), g.bands(), g.after(name))
	for _, st := range []string{"graded", "adjusted", "limited"} {
		s += fmt.Sprintf("derive \"%s_%s\" { value = %s.%s }\n", name, st, name, st)
	}
	g.levels = append(g.levels, name)
	return s
}

// after is what may follow a level: steps, limits, marks.
func (g *grammar) after(name string) string {
	var s string
	if g.maybe(40) {
		s += "adjust {\n"
		for i := range g.n(1, 3) {
			s += fmt.Sprintf("step \"s%d\" {\nwhen = %s\nmove = %s\n%s}\n", i, g.condition(1), g.of("1", "-1", "2", "-2"), g.undecided())
		}
		s += "}\n"
	}
	for i := range g.n(0, 3) {
		how := g.of("at_most = "+g.level(), "at_least = "+g.level(), "exactly = "+g.anyLevel(), "at_most = "+g.of(g.levels...), "at_least = "+g.of(g.levels...))
		s += fmt.Sprintf("limit \"l%d\" {\nwhen = %s\n%s\n%s}\n", i, g.condition(1), how, g.undecided())
	}
	if g.known != nil && g.maybe(30) {
		s += "override \"o\" {\n" + g.of("", "within = 1\n", "within = 2\n") + g.of("", "to = [good, closed]\n") + "}\n"
	}
	if g.maybe(30) {
		s += fmt.Sprintf("mark \"*\" { when = %s }\n", g.condition(1))
	}
	return s
}

func (g *grammar) points() string {
	c := g.ascending(3)
	switch g.n(0, 2) {
	case 0:
		return fmt.Sprintf("points { %s = [%s] }\n", g.of("above", "at_least", "below", "at_most"), strings.Join(c[:3], ", "))
	case 1:
		for i := range c {
			c[i] = strings.TrimPrefix(c[i], "-")
		}
		if c[0] == c[1] || c[1] == c[2] || c[0] == c[2] {
			return ""
		}
		return fmt.Sprintf("points { %s = { %s = %s, %s = %s, %s = %s } }\n", g.of("above", "at_least", "below", "at_most"), c[0], g.literal(), c[1], g.literal(), c[2], g.literal())
	}
	end := func(at string) string { return g.of("", "", at+" = clamp\n", at+" = extend\n") }
	return fmt.Sprintf("interpolate {\nsegments = { \"%s to %s\" = \"0 to 50\", \"%s to %s\" = \"50 to %s\" }\n%s%s}\n", c[0], c[1], c[1], c[2], g.of("100", "10.1"), end("below"), end("above"))
}

func (g *grammar) group(name string) string {
	if g.maybe(20) {
		return fmt.Sprintf("group %q {\nmember \"a\" { weight = 0.75 }\nmember \"b\" {\nweight = %s\napplies = %s\n}\nmember \"c\" { weight = 0.05 }\nscore = %s\n%s%s%s}\n", name, g.literal(), g.condition(0), g.of("weighted_mean", "sum", "min"), g.missing(), g.of("", "need = \"2 or more\"\n", "need = \"at least 60% of weight\"\n"), g.round())
	}
	members, weights, size := "[a, b, c]", "", "of 3"
	switch g.n(0, 4) {
	case 0:
		members, weights = "each(item.m)", "weights = item.weight\n"
	case 1:
		members = "each(item.m)"
	case 2:
		members, size = "each(part.pm)", "of 3"
	case 3:
		members, size = "[a, b, st]", "of 3"
	}
	need := ""
	if g.maybe(40) {
		need = "need = \"" + g.of("2 or more", "at least 2 "+size, "60% or more", "all", "at most 2") + "\"\n"
	}
	if g.known != nil && g.maybe(50) {
		members, weights = g.rowMembers()
	}
	score := g.of("mean", "sum", "min", "max", "median", "count", "geometric_mean", "harmonic_mean", "100 * sum(members) / count(members)")
	if weights != "" {
		score = g.of("weighted_mean", "weighted_sum", "geometric_mean", "harmonic_mean")
		need = g.of("", need, "need = \"at least 60% of weight\"\n")
	}
	s := fmt.Sprintf("group %q {\n%smembers = %s\n%sscore = %s\n%s%s%s}\n", name, g.applies(false), members, weights, score, g.missing(), need, g.round())
	if g.known != nil && (score == "min" || score == "max") {
		s += fmt.Sprintf("derive \"%s_by\" { value = %s.decided_by }\n", name, name)
	}
	return s
}

func (g *grammar) missing() string {
	return g.of("", "missing = exclude\n", "missing = exclude\n", "missing = "+g.literal()+"\n", "missing = cut\n")
}

// ruled is a rating by rules over members.
func (g *grammar) ruled(name string) string {
	of := g.of("[x, y, z]", "each(item.ml)", "trio", "[x, y]")
	if g.known != nil && g.maybe(40) {
		of = g.rowLevels()
	}
	s := fmt.Sprintf("rating %q {\n%sscale = q\nof = %s\n%s", name, g.applies(true), of, g.of("", "missing = exclude\n", "missing = worst\n", "missing = best\n"))
	if g.maybe(20) {
		s += "need = \"2 or more\"\n"
	}
	if g.maybe(20) {
		s += "undecided = " + g.of("skip", "apply") + "\n"
	}
	for i := range g.n(1, 3) {
		switch g.n(0, 2) {
		case 0:
			s += fmt.Sprintf("rule %q \"r%d\" {\nwhen = %s\n%s}\n", g.anyLevel(), i, g.condition(2), g.undecided())
		case 1:
			s += fmt.Sprintf("rule %q \"r%d\" {\nrequires = %q\nwhen = %s\n%s}\n", g.anyLevel(), i, g.sentence(), g.condition(1), g.undecided())
		default:
			s += fmt.Sprintf("rule %q \"r%d\" {\nrequires = %q\n%s}\n", g.anyLevel(), i, g.sentence(), g.undecided())
		}
	}
	if g.maybe(60) {
		s += fmt.Sprintf("rule %q \"last\" { requires = \"otherwise\" }\n", g.level())
	}
	s += g.after(name) + "}\n"
	s += fmt.Sprintf("derive \"%s_graded\" { value = %s.graded }\n", name, name)
	g.levels = append(g.levels, name)
	return s
}

// tabled is a rating by a decision table.
func (g *grammar) tabled(name string) string {
	c := g.ascending(2)
	in := g.of("a", "b")
	hit := g.of("first", "unique", "worst", "best", "agree")
	rows := []string{
		fmt.Sprintf("[\"%s or more\", any, %s]", c[1], g.level()),
		fmt.Sprintf("[\"%s to below %s\", [best, good], %s]", c[0], c[1], g.level()),
		fmt.Sprintf("[\"below %s\", %s, %s]", c[0], g.anyLevel(), g.level()),
		fmt.Sprintf("[any, %s, %s]", g.anyLevel(), g.level()),
	}
	if hit == "unique" {
		rows = rows[:3]
	}
	g.levels = append(g.levels, name)
	return fmt.Sprintf("table \"%s_tab\" {\nin = [%s, x]\nout = q\nhit = %s\nrows = [%s]\n}\nrating %q {\nscale = q\ntable = %s_tab\n%s}\n", name, in, hit, strings.Join(rows, ", "), name, name, g.after(name))
}

// cases is a value by cases.
func (g *grammar) cases(name string) string {
	s := fmt.Sprintf("derive %q {\n", name)
	for i := range g.n(1, 3) {
		s += fmt.Sprintf("case \"c%d\" {\nwhen = %s\nvalue = %s\n}\n", i, g.condition(2), g.number(1))
	}
	if g.maybe(60) {
		s += fmt.Sprintf("case \"last\" {\nwhen = otherwise\nvalue = %s\n}\n", g.number(1))
	}
	g.numbers = append(g.numbers, name)
	return s + g.round() + "}\n"
}

// forItems is a block for each item, and what is made of all of them.
func (g *grammar) forItems(name string) string {
	g.member = true
	s := fmt.Sprintf("derive \"%s_of\" {\nfor = [row, item]\nvalue = %s\n%s}\n", name, g.number(2), g.round())
	g.member = false
	g.numbers = append(g.numbers, name)
	if g.known != nil && g.maybe(25) {
		s = strings.Replace(s, "for = [row, item]", "for = ["+g.whom+", kind]", 1)
	}
	return s + fmt.Sprintf("derive %q { value = %s(each(item.%s_of)) + %s_of[i2] }\n", name, g.of("sum", "mean", "max"), name, name)
}

// rows draws data: numbers on and around what the framework names.
func (g *grammar) rows(fw *rules.Framework, n int) rowSet {
	out := make(rowSet, n)
	for i := range out {
		out[i] = map[*rules.Input][]rules.Value{}
		for _, in := range fw.Inputs {
			for range combos(in.For, fw) {
				out[i][in] = append(out[i][in], g.value(in.Type))
			}
		}
	}
	return out
}

func (g *grammar) value(t rules.Type) rules.Value {
	rate := 15
	if g.known != nil {
		rate = 6 // a list is absent with any of its members
	}
	if g.maybe(rate) {
		return rules.Value{Type: t, Absent: g.of("not_reported", "suppressed", "not_applicable", "withdrawn")}
	}
	switch t.Kind {
	case rules.Number:
		return rules.Value{Type: t, Num: g.datum()}
	case rules.DateKind:
		return rules.Value{Type: t, Code: 20484 - g.n(-40, 800)}
	case rules.Bool:
		return rules.Value{Type: t, Code: g.n(0, 1)}
	case rules.TextKind:
		return rules.Value{Type: t, Text: g.of("one", "two")}
	}
	return rules.Value{Type: t, Code: g.n(0, t.Scale.Len()-1)}
}

// datum is a number as data has it: on a threshold, a unit of its last place
// beside it, a half, or any decimal of up to fifteen digits.
func (g *grammar) datum() *big.Rat {
	x, ok := new(big.Rat).SetString(g.of(g.cuts...))
	if !ok {
		panic("not a number")
	}
	switch g.n(0, 7) {
	case 0, 1:
	case 2:
		x = nudge(x, int64(g.of("+", "-")[0])-44)
	case 3:
		x = big.NewRat(int64(2*g.n(-50, 50)+1), 2)
	case 4:
		x = big.NewRat(int64(g.n(-60, 60)), 20)
	case 5:
		x, _ = new(big.Rat).SetString(decimal(rapid.Int64Range(-999999999999999, 999999999999999).Draw(g.t, "digits"), g.n(0, 15)))
	case 6:
		x = big.NewRat(int64(g.n(-5, 10)), 1)
	default:
		x = new(big.Rat).Neg(x)
	}
	return x
}

// nudge moves a decimal by one unit of the fifteenth digit.
func nudge(x *big.Rat, sign int64) *big.Rat {
	f, _ := x.Float64()
	step := big.NewRat(sign, 1e14)
	for f >= 10 || f <= -10 {
		f /= 10
		step.Mul(step, big.NewRat(10, 1))
	}
	return new(big.Rat).Add(x, step)
}

package prove_test

import (
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// This file defines the small frameworks that the claims of the prover are tried
// on: few inputs of few values, and most of what a block can do with them.

func loaded(text string) (*rules.Framework, diag.List) {
	f, list := lang.Parse("t.rubric.hcl", []byte(text))
	if list.HasErrors() {
		return nil, list
	}
	fw, list := rules.Load([]*lang.File{f}, fstest.MapFS{})
	if list.HasErrors() {
		return nil, list
	}
	return fw, list
}

// drawing writes a framework.
type drawing struct {
	t                              *rapid.T
	sb                             strings.Builder
	levels, numbers, bools, rounds []string // names so far
	texts                          []string
}

func (g *drawing) n(lo, hi int) int       { return rapid.IntRange(lo, hi).Draw(g.t, "n") }
func (g *drawing) of(xs ...string) string { return rapid.SampledFrom(xs).Draw(g.t, "of") }
func (g *drawing) maybe(p int) bool       { return g.n(0, 99) < p }
func (g *drawing) put(format string, args ...any) {
	fmt.Fprintf(&g.sb, format, args...)
}

func draw(t *rapid.T) string {
	g := &drawing{t: t}
	g.put("%s", strings.Replace(head, `entity "home"`, "scale \"stars\" {\n numeric = [1, 3]\n best = 3\n}\nentity \"home\"", 1))
	g.put("parameter \"limit\" { value = %s }\n", g.constant())
	if g.maybe(20) {
		g.put("parameter \"secret\" { unpublished = \"Never published.\" }\n")
		g.numbers = append(g.numbers, "secret")
	}
	g.numbers = append(g.numbers, "limit")
	if g.maybe(20) {
		g.put("parameter \"dated\" {\nat \"2024-04-01\" { value = %s }\nat \"2026-01-31\" { value = %s }\n}\n", g.constant(), g.constant())
		g.numbers = append(g.numbers, "dated")
	}
	for i := range g.n(1, 3) {
		g.input(fmt.Sprintf("i%d", i))
	}
	for i := range g.n(0, 2) {
		g.derive(fmt.Sprintf("d%d", i))
	}
	if g.maybe(25) {
		g.group("g0")
	}
	if g.maybe(20) {
		g.hole("u0")
	}
	for i := range g.n(1, 2) {
		g.rating(fmt.Sprintf("r%d", i))
	}
	return g.sb.String()
}

func (g *drawing) constant() string {
	return g.of("0", "1", "2", "3", "0.5", "1.5", "2.5", "0.25", "1.95", "-1", "4", "10")
}

func (g *drawing) level() string { return g.of("good", "fair", "poor") }
func (g *drawing) comparison() string {
	return g.of("<", "<=", ">", ">=", "==", "!=")
}

func (g *drawing) rounding() string {
	return fmt.Sprintf("%s(%d)", g.of("half_up", "half_even", "up", "down", "ceiling", "floor"), g.n(-1, 1))
}

func (g *drawing) input(name string) {
	kind := g.n(0, 10)
	better := g.of("", "better = higher\n", "better = lower\n")
	missing := ""
	g.put("input %q {\n", name)
	switch {
	case kind <= 3:
		g.put("type = quality\n")
		if g.maybe(15) {
			missing = "missing = " + g.level() + "\n"
		}
		g.levels = append(g.levels, name)
	case kind <= 5:
		g.put("type = integer\n%s", better)
		if g.maybe(80) {
			lo := g.n(-2, 2)
			g.put("range = [%d, %d]\n", lo, lo+g.n(0, 12))
		}
		if g.maybe(15) {
			missing = "missing = " + g.constant() + "\n"
		}
		g.numbers = append(g.numbers, name)
	case kind == 6:
		g.put("type = number\n%s", better)
		switch g.n(0, 2) {
		case 0:
			g.put("range = [%d, %d]\n", g.n(-1, 1), g.n(2, 5))
		case 1:
			g.put("among = [0, 0.5, 2, 10]\n")
		}
		g.numbers = append(g.numbers, name)
	case kind == 7:
		g.put("type = percent\nrange = [0, 100]\n%s", better)
		g.numbers = append(g.numbers, name)
	case kind == 8:
		g.put("type = boolean\n")
		g.bools = append(g.bools, name)
	case kind == 9:
		g.put("type = text\n")
		if g.maybe(50) {
			g.put("among = [\"x\", \"y\"]\n")
		}
		g.texts = append(g.texts, name)
	default:
		g.put("type = stars\n")
		g.numbers = append(g.numbers, name)
	}
	if g.maybe(10) && len(g.bools) > 0 && g.bools[0] != name {
		g.put("applies = %s\n", g.bools[0])
	}
	if g.maybe(10) {
		g.put("absent = { \"n/a\" = not_applicable, \"*\" = suppressed }\n")
	}
	g.put("%s}\n", missing)
}

func (g *drawing) group(name string) {
	g.put("group %q {\nmembers = [%s, %s]\nscore = %s\n", name, g.of(g.numbers...), g.of(g.numbers...), g.of("mean", "sum", "min", "max", "median"))
	g.put("%s%s", g.of("", "missing = exclude\n", "missing = 2\n"), g.of("", "need = \"at least 1\"\n", "need = \"all\"\n"))
	if g.maybe(40) {
		g.put("round = %s\n", g.rounding())
		g.rounds = append(g.rounds, name)
	}
	g.put("}\n")
	g.numbers = append(g.numbers, name)
}

// hole is a block whose rule was never published.
func (g *drawing) hole(name string) {
	if g.maybe(50) {
		g.put("indicator %q {\nvalue = %s\nscale = quality\nbands { unpublished = \"Never published.\" }\n}\n", name, g.number(1))
	} else {
		g.put("rating %q {\nscale = quality\nvalue = %s\nunpublished = \"Never published.\"\n}\n", name, g.of(append([]string{"good"}, g.levels...)...))
	}
	g.levels = append(g.levels, name)
}

// cell is a cell of a table.
func (g *drawing) cell(level bool) string {
	switch {
	case g.maybe(20):
		return "any"
	case level:
		return g.of("good", "fair", "poor", "[good, fair]", "[fair, poor]", "closed")
	}
	return g.of(`"0 to 1"`, `"2 or more"`, `"below 1"`, `"exactly 2"`, `"above 1"`, `"1 to below 3"`, `"0.5 or less"`)
}

func (g *drawing) table(name string) {
	n := len(g.numbers) + len(g.levels)
	var in []string
	var level []bool
	for range g.n(1, 2) {
		k := g.n(0, n-1)
		if k < len(g.levels) {
			in, level = append(in, g.levels[k]), append(level, true)
		} else {
			in, level = append(in, g.numbers[k-len(g.levels)]), append(level, false)
		}
	}
	g.put("table %q {\nin = [%s]\nout = quality\nhit = %s\nrows = [\n", name, strings.Join(in, ", "), g.of("unique", "first", "worst", "best", "agree"))
	for range g.n(1, 4) {
		g.put("[")
		for _, l := range level {
			g.put("%s, ", g.cell(l))
		}
		g.put("%s],\n", g.level())
	}
	g.put("]\n}\n")
}

func (g *drawing) number(depth int) string {
	if depth <= 0 || g.maybe(30) {
		if g.maybe(20) {
			return g.constant()
		}
		if len(g.rounds) > 0 && g.maybe(20) {
			return g.of(g.rounds...) + "." + g.of("unrounded", "unrounded", "value")
		}
		return g.of(g.numbers...)
	}
	d := depth - 1
	switch g.n(0, 10) {
	case 0, 1, 2:
		return "(" + g.number(d) + g.of(" + ", " - ", " * ", " / ") + g.constant() + ")"
	case 3:
		return "(" + g.constant() + g.of(" + ", " - ", " * ") + g.number(d) + ")"
	case 4:
		return "(" + g.number(d) + g.of(" + ", " - ", " * ", " / ") + g.number(d) + ")"
	case 5:
		return g.of("min", "max", "coalesce") + "(" + g.number(d) + ", " + g.number(d) + ")"
	case 6:
		return "round(" + g.number(d) + ", " + g.rounding() + ")"
	case 7:
		return "(" + g.condition(d) + " ? " + g.number(d) + " : " + g.number(d) + ")"
	case 8:
		return g.of("sum", "mean", "median", "min", "max") + "(" + g.of("", "present") + "([" + g.number(d) + ", " + g.number(d) + "]))"
	case 9:
		if len(g.levels) > 0 {
			return "lookup(" + g.of(g.levels...) + ", { good = " + g.constant() + ", fair = " + g.number(d) + ", poor = 1 })"
		}
		return "-(" + g.number(d) + ")"
	default:
		return g.of("abs(", "-(") + g.number(d) + ")"
	}
}

func (g *drawing) condition(depth int) string {
	d := depth - 1
	if depth > 0 && g.maybe(40) {
		return "(" + g.condition(d) + g.of(" && ", " || ") + g.condition(d) + ")"
	}
	switch g.n(0, 8) {
	case 0:
		if len(g.bools) > 0 {
			return g.of("", "!") + g.of(g.bools...)
		}
	case 1:
		if len(g.texts) > 0 {
			return g.of(g.texts...) + g.of(" == ", " != ") + g.of("\"x\"", "\"y\"")
		}
	case 2, 3:
		if len(g.levels) > 0 {
			return g.of(g.levels...) + " " + g.comparison() + " " + g.level()
		}
	case 4:
		all := append(append(append(append([]string{}, g.levels...), g.numbers...), g.bools...), g.texts...)
		x := g.of(all...)
		return g.of("is_present("+x+")", "!is_present("+x+")", "absent("+x+", suppressed)", "absent("+x+", not_reported)")
	case 5:
		if len(g.levels) > 0 {
			return g.of(g.levels...) + " == closed"
		}
	}
	if len(g.rounds) > 0 && g.maybe(20) {
		x, c := g.of(g.rounds...), g.of(g.constant(), "limit")
		return "(" + x + " " + g.comparison() + " " + c + " && " + x + ".unrounded " + g.comparison() + " " + c + ")"
	}
	return g.number(depth) + " " + g.comparison() + " " + g.of(g.constant(), "limit", g.number(d))
}

func (g *drawing) derive(name string) {
	g.put("derive %q {\n", name)
	if g.maybe(20) {
		g.put("applies = %s\n", g.condition(0))
	}
	if g.maybe(25) {
		g.put("case \"a\" {\nwhen = %s\nvalue = %s\n}\ncase \"b\" {\nwhen = %s\nvalue = %s\n}\n", g.condition(1), g.number(1), g.of("otherwise", g.condition(1)), g.number(1))
	} else {
		g.put("value = %s\n", g.number(2))
	}
	switch g.n(0, 3) {
	case 0:
		g.put("round = %s\n", g.rounding())
		g.rounds = append(g.rounds, name)
	case 1:
		g.put("round = [%s, %s]\n", g.rounding(), g.rounding())
		g.rounds = append(g.rounds, name)
	}
	g.put("}\n")
	g.numbers = append(g.numbers, name)
}

func (g *drawing) sentence() string {
	count := g.of("1 or more", "2 or more", "exactly 1", "at most 1", "all", "none", "more than half", "2 or more of the rated")
	return count + " are " + g.of("", "not ") + g.level()
}

func (g *drawing) rating(name string) {
	tabled := g.maybe(15)
	if tabled {
		g.table("t" + name)
	}
	g.put("rating %q {\nscale = quality\n", name)
	if g.maybe(15) {
		g.put("applies = %s\nelse = closed\n", g.condition(1))
	}
	switch form := g.n(0, 5); {
	case tabled:
		g.put("table = t%s\n", name)
	case form <= 2:
		sentences := len(g.levels) > 1 && g.maybe(60)
		if sentences {
			g.put("of = [%s]\n", strings.Join(g.levels, ", "))
			if g.maybe(30) {
				g.put("missing = %s\n", g.of("exclude", "worst", "best"))
			}
		}
		if g.maybe(20) && len(g.levels) > 0 {
			g.put("case \"judged\" {\nwhen = %s\nvalue = %s\n}\n", g.condition(1), g.of(g.levels...))
		}
		for i := range g.n(1, 3) {
			cond := "when = " + g.condition(1)
			if sentences && g.maybe(70) {
				cond = fmt.Sprintf("requires = %q", g.sentence())
			}
			g.put("rule %q \"n%d\" {\n%s\n%s}\n", g.level(), i, cond, g.of("", "", "undecided = skip\n", "undecided = apply\n"))
		}
		if g.maybe(60) {
			g.put("rule %q \"rest\" { requires = \"otherwise\" }\n", g.level())
		}
	case form == 3:
		g.put("value = %s\n%s", g.number(2), g.of("", "round = "+g.rounding()+"\n"))
		bands := g.of("good = \"3 or more\", fair = \"1 to below 3\", poor = \"below 1\"", "good = \"2 to 10\", fair = \"0 to below 2\"", "good = \"above limit\", poor = \"limit or less\"", "good = \"0.5 or more\", fair = \"otherwise\"")
		g.put("bands { levels = { %s } }\n", bands)
	case form == 4 && len(g.levels) > 0:
		g.put("value = %s\n", g.of(g.levels...))
	default:
		g.put("value = (%s ? %s : %s)\n", g.condition(1), g.level(), g.of(append([]string{"good", "poor", "closed"}, g.levels...)...))
	}
	if g.maybe(20) {
		g.put("adjust {\nstep \"s\" {\nwhen = %s\nmove = %s\n}\n}\n", g.condition(1), g.of("-1", "1", "2"))
	}
	for i := range g.n(0, 2) {
		g.put("limit \"l%d\" {\nwhen = %s\n%s = %s\n}\n", i, g.condition(1), g.of("at_most", "at_least", "exactly"), g.level())
	}
	if g.maybe(15) {
		g.put("mark \"*\" {\nwhen = %s\nlabel = \"Star\"\n}\n", g.condition(1))
	}
	g.put("}\n")
	g.levels = append(g.levels, name)
}

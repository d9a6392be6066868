package engine_test

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file extends the grammar of the property tests to rows of several
// entities, populations and lists over rows. A block is drawn in the words of a
// rated row; for rows of another entity its names get a suffix.

const treeHead = `
entity "country" { key = "co" }
entity "region" {
  key    = "rg"
  within = country
}
entity "site" {
  key    = "si"
  within = row
}
entity "ward" {
  key    = "wd"
  within = site
}
entity "visit" { key = "vi" }
input "co_n" {
  for  = [country]
  type = number
}
input "sa" {
  for     = [site]
  type    = number
  applies = r || sp
}
input "sb" {
  for  = [site]
  type = number
}
input "sx" {
  for  = [site]
  type = q
}
input "sp" {
  for  = [site]
  type = boolean
}
input "sm" {
  for  = [site, item]
  type = number
}
input "wa" {
  for     = [ward]
  type    = number
  missing = sa
}
input "wx" {
  for  = [ward]
  type = q
}
input "v" {
  for  = [row, visit]
  type = number
}
input "e" {
  type    = number
  applies = p
  missing = cut
}
input "f" {
  type      = number
  dated     = d
  valid_for = "12 months"
  missing   = b
}
input "h" {
  type       = number
  dated      = d_up
  not_before = "2025-06-01"
}
group "sites" { members = each(site.sx) }
`

// base are the names that rows of every kind have, the suffix told.
var base = []string{"a", "b", "c", "p", "r", "x", "y", "z", "st", "d", "s", "m", "ml", "pm", "trio", "lots"}

// suffix is what the names of an entity's rows end in; "" for those within a
// rated row, which read its names.
var suffix = map[string]string{"region": "_up", "": "_all"}

// above are the entities of which a row reads quantities.
var above = map[string][]string{
	"": {""}, "country": {"", "country"}, "region": {"", "country", "region"}, "row": {"", "country", "region", "row"},
	"site": {"", "country", "region", "row", "site"}, "ward": {"", "country", "region", "row", "site", "ward"},
}

// names are those of one kind of rows.
type names struct{ numbers, levels, bools []string }

// baseNames are what the data says of rows of each kind.
func baseNames() map[string]*names {
	return map[string]*names{
		"":        {numbers: []string{"a_all", "b_all", "s_all"}, levels: []string{"x_all", "y_all"}, bools: []string{"p_all"}},
		"country": {numbers: []string{"co_n"}},
		"region":  {numbers: []string{"a_up", "b_up", "s_up"}, levels: []string{"x_up", "z_up"}, bools: []string{"r_up"}},
		"row":     {numbers: []string{"a", "b", "c", "s", "e", "f", "h"}, levels: []string{"x", "y", "z"}, bools: []string{"p", "r"}},
		"site":    {numbers: []string{"sa", "sb"}, levels: []string{"sx"}, bools: []string{"sp"}},
		"ward":    {numbers: []string{"wa"}, levels: []string{"wx"}},
	}
}

// tree is the head with rows of several kinds and populations.
func (g *grammar) tree() string {
	rated := `entity "row" { key = "id" }`
	text := strings.Replace(head, rated, "entity \"row\" {\n  key    = \"id\"\n  within = region\n}", 1)
	if g.maybe(25) {
		text = strings.Replace(text, "entity   = row\n", "entity   = row\n  dated_by = "+g.of("d", "d", "d_up", "d_all")+"\n", 1)
	}
	text += treeHead
	for _, e := range []string{"region", ""} {
		text += g.copies(e)
	}
	text += "group \"homes_up\" {\nfor = [region]\nmembers = each(row.x)\n}\n"
	text += "group \"peers_all\" {\nfor = []\nmembers = each(row.y)\n}\n"
	g.in("row", func() string {
		text += "population \"most\" {\nof = row\nwhere = " + g.condition(1) + "\n}\n"
		where := ""
		if g.maybe(50) {
			where = "where = " + g.condition(1) + "\n"
		}
		text += "population \"alike\" {\nof = row\nby = " + g.of("p", "x", "st", "d", "round(a, half_up(0))", "(p ? 1 : 2)", "region", "x_up") + "\n" + where + "}\n"
		text += "population \"chosen\" {\nof = item\nfor = [row]\nwhere = m " + g.comparison() + " " + g.literal() + "\n}\n"
		return ""
	})
	g.in("site", func() string {
		text += "population \"local\" {\nof = site\nby = " + g.of("row", "sx", "sp", "region") + "\nwhere = " + g.condition(1) + "\n}\n"
		return ""
	})
	text += "population \"kind\" {\nof = item\nwhere = item.on\n}\n"
	return strings.ReplaceAll(text, "§", "")
}

// copies are the inputs that all kinds of rows have, for those of one entity.
func (g *grammar) copies(entity string) string {
	var out strings.Builder
	put := func(name, typ, more string) {
		fmt.Fprintf(&out, "input %q {\nfor = [%s]\ntype = %s\n}\n", name+suffix[entity], strings.TrimPrefix(entity+more, ", "), typ)
	}
	for _, x := range [][2]string{{"a", "number"}, {"b", "number"}, {"c", "number"}, {"p", "boolean"}, {"r", "boolean"}, {"x", "q"}, {"y", "q"}, {"z", "q"}, {"st", "stars"}, {"d", "date"}} {
		put(x[0], x[1], "")
	}
	put("m", "number", ", item")
	put("ml", "q", ", item")
	put("pm", "number", ", part")
	text := "derive \"s\" { value = st + 0 }\ngroup \"trio\" { members = [x, y, z] }\ngroup \"lots\" { members = each(item.ml) }\n"
	return out.String() + rename(forRows(text, entity, entity), entity)
}

// in draws text for rows of an entity, with the names that they read. What it
// gives may stand in text for other rows.
func (g *grammar) in(entity string, draw func() string) string {
	grain, numbers, levels, bools, member := g.grain, g.numbers, g.levels, g.bools, g.member
	defer func() { g.grain, g.numbers, g.levels, g.bools, g.member = grain, numbers, levels, bools, member }()
	g.grain, g.member = entity, false
	g.numbers, g.levels, g.bools = []string{"cut", "dated"}, nil, nil
	for _, e := range above[entity] {
		n := g.known[e]
		g.numbers, g.levels, g.bools = append(g.numbers, n.numbers...), append(g.levels, n.levels...), append(g.bools, n.bools...)
	}
	return rename(draw(), entity)
}

var word = regexp.MustCompile(`§?\w+`)

// rename gives the base names the suffix of an entity, and marks them so that
// they keep it.
func rename(text, entity string) string {
	return word.ReplaceAllStringFunc(text, func(w string) string {
		for _, b := range base {
			if w == b {
				return "§" + w + suffix[entity]
			}
		}
		return w
	})
}

var header = regexp.MustCompile(`(?m)^(derive|indicator|group|rating) "\w+" \{( .* \}$)?`)

// forRows says in each block for which rows it is.
func forRows(text, entity, whom string) string {
	text = strings.ReplaceAll(text, "for = [row, item]", "for = ["+whom+", item]")
	text = strings.ReplaceAll(text, "for = [, ", "for = [")
	out, at := "", 0
	for _, m := range header.FindAllStringIndex(text, -1) {
		line := text[m[0]:m[1]]
		out += text[at:m[0]]
		at = m[1]
		open := strings.Index(line, "{") + 1
		switch {
		case strings.HasPrefix(text[m[1]:], "\nfor = ["): // the block says it itself
			out += line
		case open < len(line):
			out += line[:open] + "\nfor = [" + whom + "]\n" + strings.TrimSuffix(line[open:], "}") + "\n}"
		default:
			out += line + "\nfor = [" + whom + "]"
		}
	}
	return out + text[at:]
}

// blockFor is a block for rows of a drawn entity.
func (g *grammar) blockFor() string {
	entity := g.of("row", "row", "row", "row", "region", "region", "", "", "site", "site", "ward", "country")
	if entity == "country" {
		name := g.name()
		text := g.in("country", func() string {
			return fmt.Sprintf("derive %q {\nfor = [country]\nvalue = %s\n}\n", name, g.stat(1))
		})
		g.known["country"].numbers = append(g.known["country"].numbers, name)
		return strings.ReplaceAll(text, "§", "")
	}
	whom := entity
	if g.maybe(15) {
		switch entity {
		case "row":
			whom = g.of("most", "alike")
		case "site":
			whom = "local"
		}
	}
	g.whom = whom
	var numbers, levels, bools []string
	text := g.in(entity, func() string {
		n, l, b := len(g.numbers), len(g.levels), len(g.bools)
		text := g.block()
		numbers, levels, bools = g.numbers[n:], g.levels[l:], g.bools[b:]
		return forRows(text, entity, whom)
	})
	k := g.known[entity]
	k.numbers, k.levels, k.bools = append(k.numbers, numbers...), append(k.levels, levels...), append(k.bools, bools...)
	return strings.ReplaceAll(text, "§", "")
}

// listed are the entities over whose rows a list may range, from rows of another.
var listed = []string{"row", "row", "row", "region", "site", "site", "ward", "country"}

// rowList is a list of numbers over rows.
func (g *grammar) rowList(depth int) string {
	e := g.of(listed...)
	whom := e
	inside := len(above[g.grain]) >= len(above[e]) // the context has a row of e
	switch {
	case e == "row" && g.maybe(40):
		whom = "most"
		if inside && g.maybe(70) {
			whom = "alike"
		}
	case e == "site" && inside && g.maybe(50):
		whom = "local"
	}
	var s string
	switch {
	case g.maybe(40) && depth > 0 && e != "country":
		s = g.in(e, func() string {
			cond := ""
			if g.maybe(40) {
				cond = " if " + g.condition(0)
			}
			return "[for k in each(" + whom + ") : " + g.number(min(depth-1, 1)) + cond + "]"
		})
	default:
		var xs []string
		for _, n := range g.known[e].numbers {
			xs = append(xs, "§"+n)
		}
		s = "each(" + whom + "." + g.of(xs...) + ")"
	}
	if g.maybe(60) {
		s = "present(" + s + ")"
	}
	return s
}

// anyList is a list of numbers, most often of rows.
func (g *grammar) anyList(depth int) string {
	switch {
	case g.grain == "country" || g.maybe(80):
		return g.rowList(depth)
	case g.grain != "" && g.grain != "region" && g.maybe(60):
		return g.of("each(visit.v)", "present(each(visit.v))", "each(chosen.m)", "[for k in each(site) : sm[i2]]", "[for i in each(chosen) : m * item.weight]")
	case g.maybe(30):
		return "each(kind.m)"
	}
	return g.list(depth)
}

// stat is a statistic, or a place among many.
func (g *grammar) stat(depth int) string {
	d := depth - 1
	sample := g.of("sample", "population")
	typ := g.of("type_1", "type_2", "type_6", "type_7")
	li := g.anyList(d)
	x := g.number(min(d, 0))
	if readable := g.known[g.grain]; readable != nil && g.grain != "" && g.maybe(50) { // where one stands among its own
		n := g.of(readable.numbers...)
		whom := g.grain
		if g.maybe(30) {
			whom = map[string]string{"row": g.of("most", "alike"), "site": "local"}[whom]
			if whom == "" {
				whom = g.grain
			}
		}
		x, li = "§"+n, "present(each("+whom+".§"+n+"))"
	}
	switch g.n(0, 19) {
	case 0:
		return "variance(" + li + ", " + sample + ")"
	case 1:
		return "sd(" + li + ", " + sample + ")"
	case 2:
		return "quantile(" + li + ", " + g.of("0", "0.25", "0.5", "0.9", "1", "1.5") + ", " + typ + ")"
	case 3:
		return g.of("skewness", "kurtosis") + "(" + li + ")"
	case 4:
		return "generalised_mean(" + li + ", " + g.of("2", "-1", "0.5", "1", "0", "cut") + ")"
	case 5:
		return g.of("winsor_low", "winsor_high") + "(" + li + ", " + g.of("2", "0.5", "0") + ", " + g.of("3.5", "0", "1") + ", " + g.of("5", "2", "100") + ")"
	case 6:
		return g.of("fence_low", "fence_high") + "(" + li + ", 1.5, " + typ + ")"
	case 7, 8, 9:
		return "rank(" + x + ", " + li + ", " + g.of("ascending", "descending") + ", " + g.of("competition", "dense", "mean", "last") + ")"
	case 10, 11:
		return "percentile_rank(" + x + ", " + li + ", " + g.of("inclusive", "exclusive", "mid") + ")"
	case 12:
		return "borda(" + x + ", " + li + ")"
	case 13:
		return "z_score(" + x + ", " + li + ", " + sample + g.of("", ", 100, 15") + ")"
	case 14:
		return "min_max(" + x + ", " + li + g.of("", ", 0, 100", ", 10, -2.5") + ")"
	case 15:
		return "goalposts(" + x + ", " + g.literal() + ", " + g.literal() + ", " + g.of("clipped", "free") + g.of("", ", 0, 10") + ")"
	case 16:
		return "distance_to_max(" + x + ", " + li + ")"
	case 17:
		return "distance_to_target(" + x + ", " + li + ", " + g.literal() + ", " + g.of("capped", "free") + ")"
	case 18:
		return "fraction_of_max(" + x + ", " + li + ")"
	}
	return g.of("sum", "mean", "median", "min", "max", "count", "geometric_mean", "harmonic_mean") + "(" + li + ")"
}

// rowConditions is a list of conditions over rows.
func (g *grammar) rowConditions() string {
	e := g.of(listed...)
	k := g.known[e]
	var xs []string
	for _, n := range k.numbers {
		xs = append(xs, "each("+e+".§"+n+") "+g.comparison()+" "+g.literal())
	}
	for _, n := range k.levels {
		xs = append(xs, "each("+e+".§"+n+") "+g.of("==", "!=", ">", "<=")+" "+g.level())
	}
	for _, n := range k.bools {
		xs = append(xs, "each("+e+".§"+n+")", "present(each("+e+".§"+n+"))")
	}
	return g.of(xs...)
}

// rowLevels is a list of levels over rows within the grain's, or of all of them.
func (g *grammar) rowLevels() string {
	switch g.grain {
	case "":
		return g.of("each(row.§x)", "each(most.§y)", "each(site.§sx)", "each(region.§x_up)")
	case "region":
		return g.of("each(row.§x)", "each(row.§z)", "each(site.§sx)")
	case "row":
		return g.of("each(site.§sx)", "each(ward.§wx)")
	case "site":
		return "each(ward.§wx)"
	}
	return "[x, y, z]"
}

// subjects are the named lists of levels that a sentence may count.
func (g *grammar) subjects() []string {
	switch g.grain {
	case "":
		return []string{" of peers_all"}
	case "region":
		return []string{" of homes_up", " of peers_all"}
	}
	return []string{" of sites", " of homes_up", " of peers_all"}
}

// rowMembers are the members and weights of a group of rows.
func (g *grammar) rowMembers() (members, weights string) {
	switch g.grain {
	case "":
		return g.of("each(row.§a)", "each(most.§b)", "each(site.§sa)"), g.of("", "weights = abs(§a_all)\n")
	case "region":
		return "each(row.§a)", g.of("", "weights = abs(§b)\n", "weights = §a_up\n")
	case "row":
		return g.of("each(site.§sa)", "[for k in each(site) : §sb if §sp]"), g.of("", "weights = abs(§sb)\n")
	case "site":
		return "each(ward.§wa)", ""
	}
	return "[a, b, c]", ""
}

// grains are the row entities of a framework, those above first, after nil.
func grains(fw *rules.Framework) []*rules.Entity {
	out := []*rules.Entity{nil}
	for _, name := range []string{"country", "region", "row", "site", "ward"} {
		for _, e := range fw.Entities {
			if e.Name == name && e.Rows {
				out = append(out, e)
			}
		}
	}
	return out
}

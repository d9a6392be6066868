package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines the meaning of a framework: what it says, statement by
// statement, whatever its layout, comments and order of files and blocks.

// Statement is one thing that a framework says of one of its parts.
type Statement struct {
	Block string // the part: "rating.overall"
	What  string // which of its attributes: "limit.breach.at_most"
	Text  string // what it says, in one way of writing
	At    Range
	Words bool // only words for people: it changes no result
}

// Address names the statement: "rating.overall.limit.breach.at_most".
func (s Statement) Address() string {
	if s.What == "" {
		return s.Block
	}
	return s.Block + "." + s.What
}

// Meaning lists what the framework says, by address. Two frameworks with the same
// statements, but for those that are only words, give the same results on any data.
func (fw *Framework) Meaning() []Statement {
	m := &meaning{}
	m.framework(fw)
	for _, s := range fw.Sources {
		m.of("source."+s.Name, s.At)
		m.words("title", s.Title)
		m.words("url", s.URL)
		m.words("retrieved", s.Retrieved)
		m.words("note", s.Note)
		m.words("standing", s.Standing.String())
	}
	for _, s := range fw.Scales {
		m.scale(s)
	}
	for _, e := range fw.Entities {
		m.entity(e)
	}
	for _, p := range fw.Populations {
		m.of("population."+p.Name, p.At)
		m.about(p.About)
		m.say("of", nameOf(p.Of))
		m.say("for", entityNames(p.For))
		m.formula("where", p.Where)
		m.formula("by", p.By)
	}
	for _, i := range fw.Inputs {
		m.input(i)
	}
	for _, a := range fw.Absences {
		m.of("absence."+a.Name, a.At)
		m.words("label", a.Label)
		m.words("note", a.Note)
		m.say("", "declared")
	}
	for _, p := range fw.Parameters {
		m.parameter(p)
	}
	for _, c := range fw.CutPoints {
		m.cutPoints(c)
	}
	for _, b := range fw.Blocks {
		m.block(b)
	}
	for _, t := range fw.Tables {
		m.table(t)
	}
	for _, f := range fw.Functions {
		m.of("function."+f.Name, f.At)
		m.about(f.About)
		for i, p := range f.Params {
			m.say(fmt.Sprintf("in.%d", i+1), p.Name+": "+p.Type.String())
		}
		m.formula("value", f.Value)
		m.say("unit", f.Unit)
	}
	for _, c := range fw.Chapters {
		m.of("chapter."+c.Name, c.At)
		m.words("title", c.Title)
		m.words("order", strconv.Itoa(c.Order))
		m.words("text", c.Text)
	}
	for _, b := range fw.Budgets {
		m.of("budget."+b.Name, b.At)
		m.about(b.About)
		for i, x := range b.Allows {
			m.words(fmt.Sprintf("allows.%d", i+1), x.Text)
		}
		m.words("because", b.Because)
	}
	sort.SliceStable(m.out, func(i, j int) bool { return m.out[i].Address() < m.out[j].Address() })
	return m.out
}

// MeaningDigest is the SHA-256 of what a framework says, without what is only
// words. It does not change with layout, comments, the order of blocks and files.
func (fw *Framework) MeaningDigest() string {
	h := sha256.New()
	for _, s := range fw.Meaning() {
		if !s.Words {
			fmt.Fprintf(h, "%q %q\n", s.Address(), s.Text)
		}
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

type meaning struct {
	out    []Statement
	inside string
	at     Range
	seen   map[string]int
}

// of begins a part.
func (m *meaning) of(block string, at Range) {
	m.inside, m.at, m.seen = block, at, map[string]int{}
}

func (m *meaning) put(what, text string, at Range, words bool) {
	if text == "" {
		return
	}
	if at == (Range{}) {
		at = m.at
	}
	if m.seen[what]++; m.seen[what] > 1 { // rules of one level without a name of their own
		what += "#" + strconv.Itoa(m.seen[what])
	}
	m.out = append(m.out, Statement{Block: m.inside, What: what, Text: text, At: at, Words: words})
}

func (m *meaning) say(what, text string)   { m.put(what, text, Range{}, false) }
func (m *meaning) words(what, text string) { m.put(what, text, Range{}, true) }

func (m *meaning) formula(what string, e Expr) {
	if e != nil {
		m.put(what, Formula(e), e.At(), false)
	}
}

func (m *meaning) about(a About) {
	m.words("title", a.Title)
	m.words("note", a.Note)
	m.sources("source", a.Source)
}

// sources are words: what a figure rests on taints a result, and moves none.
func (m *meaning) sources(what string, list []*Source) {
	var names []string
	for _, s := range list {
		names = append(names, s.Name)
	}
	m.words(what, strings.Join(names, ", "))
}

func nameOf(e *Entity) string {
	if e == nil {
		return ""
	}
	return e.Name
}

func entityNames(list []*Entity) string {
	var out []string
	for _, e := range list {
		out = append(out, e.Name)
	}
	return strings.Join(out, ", ")
}

func (m *meaning) period(p Period) {
	m.say("in_force.from", p.From)
	m.say("in_force.until", p.Until)
}

func (m *meaning) framework(fw *Framework) {
	m.of("framework", fw.At)
	m.words("id", fw.ID)
	m.words("version", fw.Version)
	m.words("publisher", fw.Publisher)
	m.about(fw.About)
	m.words("purpose", strings.Join(fw.Purpose, ", "))
	m.say("entity", nameOf(fw.Entity))
	m.period(fw.InForce)
	if fw.DatedBy != nil {
		m.say("dated_by", fw.DatedBy.Name)
	}
	var names []string
	for _, b := range fw.Publish {
		names = append(names, b.Name)
	}
	m.say("publish", strings.Join(names, ", "))
}

func (m *meaning) scale(s *Scale) {
	m.of("scale."+s.Name, s.At)
	m.about(s.About)
	var ids []string
	level := func(l Level) {
		ids = append(ids, l.ID)
		m.words("label."+l.ID, l.Label)
		codes := slices.Clone(l.Codes)
		slices.Sort(codes)
		m.say("code."+l.ID, strings.Join(codes, ", "))
	}
	for _, l := range s.Levels {
		level(l)
	}
	m.say("levels", strings.Join(ids, ", "))
	ids = nil
	for _, l := range s.States {
		level(l)
	}
	m.say("states", strings.Join(ids, ", "))
	m.say("ordered", strconv.FormatBool(s.Ordered))
	for attr, numbers := range s.Numbers {
		for code, n := range numbers {
			m.say(attr+"."+s.Level(code).ID, n.RatString())
		}
	}
}

func (m *meaning) entity(e *Entity) {
	m.of("entity."+e.Name, e.At)
	m.about(e.About)
	m.say("key", strings.Join(e.Key, ", "))
	m.words("label", e.Label)
	m.say("within", nameOf(e.Within))
	for _, k := range e.Members {
		m.put("member."+k.ID, "listed", k.At, false)
		for i, a := range e.Attrs {
			if v := k.Values[i]; v.Absent == "" {
				var p printer
				p.value(v)
				m.put("member."+k.ID+"."+a.Name, p.String(), k.At, a.Name == "title" || a.Name == "label")
			}
		}
	}
}

func (m *meaning) input(i *Input) {
	m.of("input."+i.Name, i.At)
	m.about(i.About)
	m.say("for", entityNames(i.For))
	m.say("type", i.Type.String())
	m.say("integer", yes(i.Integer))
	m.say("percent", yes(i.Percent))
	m.say("better", i.Better.String())
	switch {
	case i.ColumnBy != nil:
		m.say("column", i.ColumnOf.Name+"."+i.ColumnBy.Name)
	case i.ColumnOf != nil:
		m.say("column", i.ColumnOf.Name+".name")
	default:
		m.say("column", strconv.Quote(i.Column))
	}
	if i.Min != nil {
		m.say("range.lowest", i.Min.RatString())
	}
	if i.Max != nil {
		m.say("range.highest", i.Max.RatString())
	}
	var among []string
	for _, v := range i.Among {
		among = append(among, v.String())
	}
	m.say("among", strings.Join(among, ", "))
	for text, reason := range i.Absent {
		m.say("absent."+text, reason)
	}
	for text, is := range i.Spelling {
		m.say("code."+text, is)
	}
	m.policy(i.Missing)
	m.formula("applies", i.Applies)
	if i.Dated != nil {
		m.say("dated", i.Dated.Name)
	}
	m.say("not_before", i.NotBefore)
	if i.ValidFor > 0 {
		m.say("valid_for", fmt.Sprintf("%d months", i.ValidFor))
	}
}

func yes(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func (m *meaning) policy(p Policy) {
	if p.With != nil && p.Kind == Replace {
		m.put("missing", Formula(p.With), p.At, false)
		return
	}
	if p.Kind != Fail {
		m.put("missing", p.Kind.String(), p.At, false)
	}
}

func (m *meaning) parameter(p *Parameter) {
	m.of("parameter."+p.Name, p.At)
	m.about(p.About)
	m.say("unit", p.Unit)
	for _, d := range p.Dated {
		at := ""
		if d.From != "" {
			at = "at." + d.From + "."
		}
		m.put(at+"source", sourceNames(d.Source), d.At, true)
		m.put(at+"review_by", d.ReviewBy, d.At, true)
		m.put(at+"unpublished", d.Unpublished, d.At, false)
		if d.Value != nil {
			m.put(at+"value", Formula(d.Value), d.Value.At(), false)
		}
		for _, c := range d.Per {
			m.put(at+"per."+intervalFormula(c.When), Formula(c.Value), c.When.At, false)
		}
		for _, r := range d.Rounding {
			m.put(at+"value", r.String(), r.At, false)
		}
		if d.BandsRaw != nil {
			m.put(at+"value", lang.Source(d.BandsRaw), d.BandsRaw.At, false)
		}
	}
}

func sourceNames(list []*Source) string {
	var names []string
	for _, s := range list {
		names = append(names, s.Name)
	}
	return strings.Join(names, ", ")
}

// intervalFormula writes an interval by its ends.
func intervalFormula(iv Interval) string {
	switch {
	case iv.Any:
		return "any value"
	case iv.Otherwise:
		return "otherwise"
	}
	out := ""
	if iv.Lo != nil {
		out = "from "
		if iv.LoOpen {
			out = "above "
		}
		out += Formula(iv.Lo)
	}
	if iv.Hi != nil {
		if out != "" {
			out += " "
		}
		if iv.HiOpen {
			return out + "to below " + Formula(iv.Hi)
		}
		return out + "to " + Formula(iv.Hi)
	}
	return out
}

func (m *meaning) cutPoints(c *CutPoints) {
	m.of("cut_points."+c.Name, c.About.At)
	m.about(c.About)
	m.say("for", entityNames(c.For))
	m.formula("of", c.Of)
	m.say("better", c.Better.String())
	m.say("ties", map[bool]string{false: "lower", true: "upper"}[c.Upper])
	if c.List != nil {
		m.formula("over", c.List)
	}
	switch c.Method {
	case FixedCuts:
		for k, e := range c.Cuts {
			m.formula(fmt.Sprintf("fixed.cut.%d", k+1), e)
		}
	case QuantileCuts:
		for k, p := range c.Shares {
			m.say(fmt.Sprintf("quantile.at.%d", k+1), p.RatString())
		}
		m.say("quantile.type", c.Type)
	case KMeansCuts:
		m.say("kmeans.k", strconv.Itoa(c.Spans))
		m.say("kmeans.start", c.Start)
		if c.Start == "random" {
			m.say("kmeans.seed", strconv.Itoa(c.Seed))
		}
		if c.Strict != nil {
			m.say("kmeans.strict", c.Strict.RatString())
		}
	}
	if c.Frozen != nil {
		for group, cuts := range c.Frozen.Cuts {
			for k, x := range cuts {
				m.say(fmt.Sprintf("frozen.%s.cut.%d", group, k+1), x.RatString())
			}
		}
	}
}

func (m *meaning) table(t *Table) {
	m.of("table."+t.Name, t.At)
	m.about(t.About)
	m.say("hit", t.Hit)
	m.say("in", strings.Join(inNames(t), ", "))
	m.say("out", strings.Join(outNames(t), ", "))
	for _, d := range t.Dated {
		at := ""
		if d.From != "" {
			at = "at." + d.From + "."
			m.put(at+"source", sourceNames(d.Source), d.At, true)
		}
		m.put(at+"review_by", d.ReviewBy, d.At, true)
		m.put(at+"unpublished", d.Unpublished, d.At, false)
		m.rows(t, t.Rows[d.First:d.End], at)
	}
}

func (m *meaning) rows(t *Table, rows []TableRow, at string) {
	for k, r := range rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, cellFormula(c))
		}
		for i, v := range r.Outs {
			var p printer
			p.value(v)
			what := fmt.Sprintf("%srow.%d.%s", at, k+1, t.Out[i].Name)
			m.put(what, strings.Join(cells, " | ")+" gives "+p.String(), r.At, false)
		}
	}
}

func cellFormula(c Cell) string {
	switch {
	case c.Any:
		return "any"
	case c.When != nil:
		return intervalFormula(*c.When)
	}
	var out []string
	for _, v := range c.Values {
		out = append(out, v.String())
	}
	return strings.Join(out, " or ")
}

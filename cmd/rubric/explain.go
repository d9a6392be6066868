package main

// This file defines `rubric explain`.

import (
	"bufio"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"github.com/spf13/cobra"
)

const explainHelp = `  rubric explain care --data homes.csv 1-0042                     one home, all steps
  rubric explain care --data homes.csv 1-0042 --why-not good      what stands in the way
  rubric explain care --data homes.csv 1-0042 --only safety       one result
  rubric explain care --data homes.csv 1-0042 --depth 1           the results only
  rubric explain care --data homes.csv --data trusts.csv T1       a row of any entity
  rubric explain care --data homes.csv 1-0042 --format json       for programs

explain shows how one entity came by its results: the answer in one sentence, then
each step with its formula as written, the numbers put in, the rules that were
tried and did not hold, how far the next thresholds are, and the sources.

The entity is named by its key, or by its label or the beginning of either where
that is plain. The parts of a key of several columns are separate arguments, or
one, joined by " / ". It may be a row of any entity, such as a trust or one of its
locations: what it is within and what is within it are shown too. --entity says of
which, where a name stands for several. If there is no such entity, the exit code is 4.`

var explainFormats = []string{"human", "markdown", "json"}

// explainOptions says who is explained and how.
type explainOptions struct {
	Dir       string
	Entity    []string
	Data      dataOptions
	Overrides string
	AsOf      string
	Of        string // the entity, "" for any
	Variant   string // the name of a variant, or ""
	Depth     int
	Down      int // levels of rows; -1: as many as are few
	Only      []string
	WhyNot    string
	Format    string // one of explainFormats
}

func newExplain(s *streams) *cobra.Command {
	var opt explainOptions
	cmd := &cobra.Command{
		Use: "explain DIR --data FILE... ENTITY", Short: "Show how one entity came by its results", Long: explainHelp,
		Args: atLeast(2, "the directory of a framework and an entity"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Dir, opt.Entity = args[0], args[1:]
			return runExplain(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	opt.Data.flags(f)
	f.StringVar(&opt.Overrides, "overrides", "", "a file of recorded decisions")
	f.StringVar(&opt.Variant, "variant", "", variantFlag)
	f.StringVar(&opt.AsOf, "as-of", "", "the date of the ratings, such as 2026-04-01")
	f.IntVar(&opt.Depth, "depth", 0, "how many layers of steps to show; 0 shows all")
	f.StringVar(&opt.Of, "entity", "", "the entity that is named, where a name could be of several")
	f.IntVar(&opt.Down, "down", -1, "how many levels of the rows within it to explain one by one; default: one, of up to 12 rows")
	f.StringSliceVar(&opt.Only, "only", nil, "the names of the results to explain")
	f.StringVar(&opt.WhyNot, "why-not", "", "a level: show what stands in its way")
	f.StringVar(&opt.Format, "format", "human", "human, markdown or json")
	completes(cmd, "format", explainFormats)
	return cmd
}

func runExplain(ctx context.Context, opt explainOptions, s *streams) error {
	if err := opt.check(); err != nil {
		return err
	}
	l, err := loadFramework(opt.Dir, opt.Variant, s)
	if err != nil {
		return err
	}
	fw, sources := l.framework, l.sources
	plan := engine.Compile(fw, engine.Options{AsOf: opt.AsOf})
	if err := opt.names(plan); err != nil {
		return err
	}
	b, err := bindData(ctx, plan, opt.Data, s)
	if err != nil {
		return err
	}
	if opt.Overrides != "" {
		more, err := readDecisions(ctx, opt.Overrides, plan, b.data, opt.Data, s)
		if err != nil {
			return err
		}
		b.problems = append(b.problems, more...)
	}
	if err := b.stop(s, sources); err != nil {
		return err
	}
	found, err := findEntity(b.data, fw, opt, s)
	if err != nil {
		return err
	}
	if err := opt.suits(plan, found.entity); err != nil {
		return err
	}
	bo, _, err := opt.Data.bindOptions(ctx, s)
	if err != nil {
		return err
	}
	down := opt.Down
	switch {
	case down < 0:
		down = 0
	case down == 0:
		down = -1
	}
	t := plan.Explain(b.data, found.row, engine.ExplainOptions{Sources: l.texts, Columns: bo.Columns,
		Entity: found.entity, Depth: opt.Depth, Down: down, Only: opt.Only, WhyNot: opt.WhyNot, Tool: "rubric " + toolVersion()})
	return writeTrace(t, opt.Format, s)
}

func (opt *explainOptions) check() error {
	if err := oneOf("format", opt.Format, explainFormats); err != nil {
		return err
	}
	if opt.Depth < 0 {
		return fail(exitUsage, "--depth is a number of layers, or 0 for all; it cannot be %d", opt.Depth)
	}
	if opt.AsOf != "" {
		if _, ok := rules.Days(opt.AsOf); !ok {
			return fail(exitUsage, "--as-of takes a date such as 2026-04-01, not %q", opt.AsOf)
		}
	}
	return opt.Data.check()
}

// names checks the blocks of --only and the name of --entity.
func (opt *explainOptions) names(p *engine.Plan) error {
	var known []string
	for _, b := range p.Framework.Blocks {
		if !b.NamedList() {
			known = append(known, b.Name)
		}
	}
	for _, name := range opt.Only {
		if !slices.Contains(known, name) {
			return unknown("result", name, known, "It computes: "+strings.Join(known, ", "))
		}
	}
	if opt.Of != "" {
		var rows []string
		for _, e := range p.Framework.Entities {
			if e.Rows {
				rows = append(rows, e.Name)
			}
		}
		if !slices.Contains(rows, opt.Of) {
			return unknown("entity with rows", opt.Of, rows, "It has: "+strings.Join(rows, ", "))
		}
	}
	return nil
}

// suits checks that the blocks of --only are results of the entity, and the level
// of --why-not.
func (opt *explainOptions) suits(p *engine.Plan, e *rules.Entity) error {
	for _, b := range p.Framework.Blocks {
		if g := rules.Grain(b.For); slices.Contains(opt.Only, b.Name) && g != nil && g != e {
			return fail(exitUsage, "%s is a result of each %s, and a %s was named. Name a %s", b.Name, g.Name, e.Name, g.Name)
		}
	}
	if opt.WhyNot == "" {
		return nil
	}
	b := p.HeadlineOf(e, opt.Only)
	if len(opt.Only) == 0 { // a level of another result is asked of that result
		for _, q := range p.Framework.Publish {
			if q.Scale == nil || rules.Grain(q.For) != e || b != nil && b.Scale != nil && hasLevel(b, opt.WhyNot) {
				continue
			}
			if hasLevel(q, opt.WhyNot) {
				b, opt.Only = q, []string{q.Name}
				break
			}
		}
	}
	if b == nil || b.Scale == nil {
		return fail(exitUsage, "--why-not needs a result with levels. Name one with --only")
	}
	if slices.ContainsFunc(b.For, func(x *rules.Entity) bool { return !x.Rows }) {
		return fail(exitUsage, "--why-not is asked of one result, and %s has one for each member", b.Name)
	}
	if code, ok := b.Scale.Find(opt.WhyNot); ok {
		opt.WhyNot = b.Scale.Level(code).ID
		return nil
	}
	var levels []string
	for c := range b.Scale.Len() {
		levels = append(levels, b.Scale.Level(c).ID)
	}
	return unknown("level of "+b.Name, opt.WhyNot, levels, "It is one of: "+strings.Join(levels, ", "))
}

func hasLevel(b *rules.Block, name string) bool {
	_, ok := b.Scale.Find(name)
	return ok
}

// found is a row that a name stands for.
type found struct {
	entity *rules.Entity
	space  *engine.Space
	row    int
}

// findEntity finds the row of an entity by its key; then by its label, and by
// the beginning of either, where only one has it. Rows of every entity are looked
// through, unless --entity names one.
func findEntity(d *engine.Dataset, fw *rules.Framework, opt explainOptions, s *streams) (found, error) {
	name := strings.Join(opt.Entity, " / ")
	var spaces []found
	for _, e := range d.RowEntities() {
		if opt.Of == "" || opt.Of == e.Name {
			spaces = append(spaces, found{entity: e, space: d.SpaceOf(e)})
		}
	}
	var near []found
	begins := false
	for i, is := range []func(x found) bool{
		func(x found) bool { return x.key(opt.Entity, name) },
		func(x found) bool { return strings.EqualFold(x.label(), name) },
		func(x found) bool { return hasPrefix(x.space.KeyText(x.row), name) || hasPrefix(x.label(), name) },
	} {
		near, begins = nil, i == 2
		for _, x := range spaces {
			for x.row = range x.space.Rows {
				if is(x) {
					near = append(near, x)
				}
			}
		}
		if len(near) == 1 {
			return near[0], nil
		}
		if len(near) > 1 {
			break
		}
	}
	return found{}, noEntity(fw, spaces, name, near, begins, opt.Of, s)
}

// key reports whether the row has that key.
func (x found) key(parts []string, name string) bool {
	same := len(parts) == len(x.space.Keys)
	for k := range x.space.Keys {
		same = same && parts[k] == x.space.Keys[k][x.row]
	}
	return same || x.space.KeyText(x.row) == name
}

func (x found) label() string {
	if x.row < len(x.space.Labels) {
		return x.space.Labels[x.row]
	}
	return ""
}

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// mostNear is how many entities are named where several begin alike.
const mostNear = 8

// noEntity reports that an entity is not there, or that several could be meant.
func noEntity(fw *rules.Framework, spaces []found, name string, near []found, begins bool, of string, s *streams) error {
	rated := fw.Entity.Name
	if of != "" {
		rated = of
	}
	p := &diag.Diagnostic{Code: engine.UnknownEntity, Summary: rated + " that is not in the data"}
	p.Detail = `The data has no ` + rated + ` "` + name + `".`
	if len(near) > 1 {
		kinds := map[string]bool{}
		for _, x := range near {
			kinds[x.entity.Name] = true
		}
		p.Summary = "name that several could have"
		p.Detail = "Several " + either(begins, "begin with", "are called") + ` "` + name + `":`
		for _, x := range near[:min(mostNear, len(near))] {
			p.Detail += "\n  "
			if len(kinds) > 1 {
				p.Detail += x.entity.Name + " "
			}
			p.Detail += x.space.KeyText(x.row)
		}
		if more := len(near) - mostNear; more > 0 {
			p.Detail += "\n  and " + diag.Plural(more, "more", "more")
		}
		if len(kinds) > 1 {
			p.Detail += "\nSay of which entity it is, with --entity."
		}
	} else {
		p.Detail += similar(spaces, name)
		for _, x := range spaces {
			p.Detail += " It has " + diag.Plural(x.space.Rows, x.entity.Name, x.entity.Name+" rows") + ", by " + strings.Join(x.space.KeyNames, " / ") + "."
		}
	}
	if err := s.reasons(diag.List{p}, nil); err != nil {
		return err
	}
	return &failure{code: exitData}
}

// similar asks whether an entity was meant that contains the name, or is spelt
// almost like it.
func similar(spaces []found, name string) string {
	var known []string
	for _, x := range spaces {
		known = append(known, x.space.Labels...)
		for row := range x.space.Rows {
			known = append(known, x.space.KeyText(row))
		}
	}
	for _, k := range known {
		if name != "" && strings.Contains(strings.ToLower(k), strings.ToLower(name)) {
			return ` Did you mean "` + k + `"?`
		}
	}
	return diag.DidYouMean(name, known)
}

// writeTrace writes to standard output.
func writeTrace(t *engine.Trace, format string, s *streams) error {
	out := bufio.NewWriter(s.out)
	var err error
	switch format {
	case "json":
		err = report.WriteExplainJSON(out, t)
	case "markdown":
		err = report.WriteExplainMarkdown(out, t)
	default:
		err = report.WriteExplainText(out, t, report.ExplainOptions{Color: s.outTerm && !s.noColor})
	}
	return errors.Join(err, out.Flush())
}

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
  rubric explain care --data homes.csv 1-0042 --format json       for programs

explain shows how one entity came by its results: the answer in one sentence, then
each step with its formula as written, the numbers put in, the rules that were
tried and did not hold, how far the next thresholds are, and the sources.

The entity is named by its key, or by its label or the beginning of either where
that is plain. The parts of a key of several columns are separate arguments, or
one, joined by " / ". If there is no such entity, the exit code is 4.`

var explainFormats = []string{"human", "markdown", "json"}

// explainOptions says who is explained and how.
type explainOptions struct {
	Dir       string
	Entity    []string
	Data      dataOptions
	Overrides string
	AsOf      string
	Variant   string // the name of a variant, or ""
	Depth     int
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
	row, err := findEntity(b.data, fw, opt, s)
	if err != nil {
		return err
	}
	bo, _, err := opt.Data.bindOptions(ctx, s)
	if err != nil {
		return err
	}
	t := plan.Explain(b.data, row, engine.ExplainOptions{Sources: l.texts, Columns: bo.Columns,
		Depth: opt.Depth, Only: opt.Only, WhyNot: opt.WhyNot, Tool: "rubric " + toolVersion()})
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

// names checks the blocks of --only and the level of --why-not.
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
	if opt.WhyNot == "" {
		return nil
	}
	b := p.Headline(opt.Only)
	if len(opt.Only) == 0 { // a level of another result is asked of that result
		for _, q := range p.Framework.Publish {
			if q.Scale == nil || b != nil && b.Scale != nil && hasLevel(b, opt.WhyNot) {
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

// findEntity finds the row of an entity by its key; then by its label, and by
// the beginning of either, where only one has it.
func findEntity(d *engine.Dataset, fw *rules.Framework, opt explainOptions, s *streams) (int, error) {
	name := strings.Join(opt.Entity, " / ")
	if row, ok := exactEntity(d, opt.Entity, name); ok {
		return row, nil
	}
	var near []int
	for row := range d.Rows {
		if hasPrefix(d.KeyText(row), name) || row < len(d.Labels) && hasPrefix(d.Labels[row], name) {
			near = append(near, row)
		}
	}
	if len(near) == 1 {
		return near[0], nil
	}
	return 0, noEntity(d, fw, name, near, s)
}

func exactEntity(d *engine.Dataset, parts []string, name string) (int, bool) {
	for row := range d.Rows {
		same := len(parts) == len(d.Keys)
		for k := range d.Keys {
			same = same && parts[k] == d.Keys[k][row]
		}
		if same || d.KeyText(row) == name {
			return row, true
		}
	}
	found, n := 0, 0
	for row, label := range d.Labels {
		if strings.EqualFold(label, name) {
			found, n = row, n+1
		}
	}
	return found, n == 1
}

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// mostNear is how many entities are named where several begin alike.
const mostNear = 8

// noEntity reports that an entity is not there, or that several could be meant.
func noEntity(d *engine.Dataset, fw *rules.Framework, name string, near []int, s *streams) error {
	p := &diag.Diagnostic{Code: engine.UnknownEntity, Summary: fw.Entity.Name + " that is not in the data"}
	p.Detail = `The data has no ` + fw.Entity.Name + ` "` + name + `".`
	if len(near) > 1 {
		p.Summary = "name that several could have"
		p.Detail = `Several begin with "` + name + `":`
		for _, row := range near[:min(mostNear, len(near))] {
			p.Detail += "\n  " + d.KeyText(row)
		}
		if more := len(near) - mostNear; more > 0 {
			p.Detail += "\n  and " + diag.Plural(more, "more", "more")
		}
	} else {
		p.Detail += similar(d, name)
		p.Detail += " It has " + diag.Plural(d.Rows, fw.Entity.Name, fw.Entity.Name+" rows") + ", by " + strings.Join(d.KeyNames, " / ") + "."
	}
	if err := s.reasons(diag.List{p}, nil); err != nil {
		return err
	}
	return &failure{code: exitData}
}

// similar asks whether an entity was meant that contains the name, or is spelt
// almost like it.
func similar(d *engine.Dataset, name string) string {
	known := slices.Clone(d.Labels)
	for row := range d.Rows {
		known = append(known, d.KeyText(row))
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

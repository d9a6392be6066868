package main

// This file defines `rubric impact`.

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/impact"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"github.com/spf13/cobra"
)

const impactHelp = `  rubric impact care care-2026 --data homes.csv             who moves, and why
  rubric impact main:care care -d homes.csv --by region     by a column of the data
  rubric impact care -d 2025.csv --data-after 2026.csv      between two releases of data
  rubric impact main:care care -d homes.csv --budget 'at most 1% move'
                                                            exit 1 if more do
  rubric impact main:care care -d homes.csv -o impact.html --svg flows.svg

impact rates by two frameworks on the same data, or on two releases of it, and joins
the results by key: who moves from where to where, what decides otherwise, how far,
by segment, and how much of it is due to which change. The shares of the changes are
exact Shapley values for up to 10 changes, beyond that they are sampled and the
standard error is stated; they add up to the whole. Between two releases it tells
apart what came from the rules, the data, the missing values and recorded decisions.

Budgets stand in the framework, in blocks "budget", or on the command line: "at most
1% move", "at most 20 fall", "nobody moves 2 levels or more", "no new inadequate",
"nobody falls". The exit code is 1 if one is broken, unless every move that counts
against it is expected by a change record of the later framework, in a file of its
directory changes/.

A framework is named as

` + revisionHelp

var impactFormats = []string{"human", "markdown", "json", "csv", "html"}

// impactOptions says what is compared and how it is shown.
type impactOptions struct {
	A, B           string
	Data           dataOptions
	DataAfter      []string
	Overrides      string
	OverridesAfter string
	By             []string
	Only           []string
	Budgets        []string
	Exact          int
	Orders         int
	Seed           uint64
	Movers         int // shown to people; 0 for all
	Format         string
	Out            string
	SVG            string
	AsOf           string
	Jobs           int
}

func newImpact(s *streams) *cobra.Command {
	var opt impactOptions
	cmd := &cobra.Command{
		Use: "impact A [B] --data FILE...", Short: "Show who moves when rules or data change, and why", Long: impactHelp,
		Args: between(1, 2, "one framework or two"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.A, opt.B = args[0], args[len(args)-1]
			return runImpact(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	opt.Data.flags(f)
	f.StringArrayVar(&opt.DataAfter, "data-after", nil, "the later release of the data; may be repeated")
	f.StringVar(&opt.Overrides, "overrides", "", "a file of recorded decisions, for both sides")
	f.StringVar(&opt.OverridesAfter, "overrides-after", "", "the recorded decisions of the later side")
	f.StringSliceVar(&opt.By, "by", nil, "columns of the data to count the moves by")
	f.StringSliceVar(&opt.Only, "only", nil, "the results to look at closely, instead of the headline")
	f.StringArrayVar(&opt.Budgets, "budget", nil, "what may move at most, such as 'at most 1% move'; may be repeated")
	f.IntVar(&opt.Exact, "exact", 10, "up to how many changes attribution is exact; at most 16")
	f.IntVar(&opt.Orders, "orders", 200, "how many orders of the changes are drawn beyond that")
	f.Uint64Var(&opt.Seed, "seed", 1, "of the orders that are drawn")
	f.IntVar(&opt.Movers, "movers", 20, "how many movers to show to people; 0 shows all")
	f.StringVar(&opt.Format, "format", "", "human, markdown, json, csv or html; default: as --out ends")
	f.StringVarP(&opt.Out, "out", "o", "", "the file to write: .txt, .md, .json, .csv or .html")
	f.StringVar(&opt.SVG, "svg", "", "a file for a picture of the flows")
	f.StringVar(&opt.AsOf, "as-of", "", "the date of both, where their names have none")
	f.IntVar(&opt.Jobs, "jobs", 0, "how many cores to use; 0 uses all")
	completes(cmd, "format", impactFormats)
	return cmd
}

// settle checks the options before anything is read.
func (opt *impactOptions) settle() error {
	if err := opt.Data.check(); err != nil {
		return err
	}
	if opt.Format == "" {
		opt.Format = "human"
		if end := strings.ToLower(filepath.Ext(opt.Out)); end != "" && end != ".txt" {
			opt.Format = map[string]string{".md": "markdown", ".json": "json", ".csv": "csv", ".html": "html", ".htm": "html"}[end]
			if opt.Format == "" {
				return fail(exitUsage, "the name %s does not say in which format to write. End it with .txt, .md, .json, .csv or .html, or name one with --format", opt.Out)
			}
		}
	}
	if err := oneOf("format", opt.Format, impactFormats); err != nil {
		return err
	}
	for _, n := range []struct {
		flag   string
		value  int
		lo, hi int
	}{{"exact", opt.Exact, 1, 16}, {"orders", opt.Orders, 2, 100_000}, {"movers", opt.Movers, 0, 1 << 30}, {"jobs", opt.Jobs, 0, 1 << 20}} {
		if n.value < n.lo || n.value > n.hi {
			return fail(exitUsage, "--%s is a number from %d to %d; it cannot be %d", n.flag, n.lo, n.hi, n.value)
		}
	}
	for _, out := range []string{opt.Out, opt.SVG} {
		for _, name := range slices.Concat(opt.Data.Files, opt.DataAfter, []string{opt.Overrides, opt.OverridesAfter, opt.Data.Binding}) {
			if out != "" && name != "" && sameFile(out, inputFile(name)) {
				return fail(exitUsage, "%s is a file that is read. Name another one", out)
			}
		}
	}
	if opt.Out != "" && opt.Out == opt.SVG {
		return fail(exitUsage, "--out and --svg name the same file")
	}
	return nil
}

func runImpact(ctx context.Context, opt impactOptions, s *streams) (err error) {
	if err := opt.settle(); err != nil {
		return err
	}
	a, b, err := openBoth(ctx, opt.A, opt.B, opt.AsOf, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close(), b.Close()) }()
	if opt.A == opt.B && len(opt.DataAfter) == 0 && opt.OverridesAfter == "" {
		return fail(exitUsage, "%s is compared with itself on the same data. Name a second framework, or the later release with --data-after", opt.A)
	}
	io, err := opt.engineOptions(ctx, b, s)
	if err != nil {
		return err
	}
	sideA, sideB, err := opt.sides(ctx, a, b, io, s)
	if err != nil {
		return err
	}
	p := newProgress(s, "impact")
	io.Progress = p.at
	r, problems, err := impact.Compare(ctx, sideA, sideB, io)
	p.end()
	if errors.Is(err, context.Canceled) {
		return interrupted(err)
	}
	if err != nil {
		return fail(exitUsage, "%s", err)
	}
	if err := diag.WriteText(s.err, problems, sourcesOf(a, b), diag.TextOptions{Color: s.errTerm && !s.noColor, Max: mostReasons}); err != nil {
		return err
	}
	if r == nil || problems.HasErrors() {
		return &failure{code: exitData}
	}
	if err := opt.write(r, s); err != nil {
		return err
	}
	return opt.verdict(r, b, io, s)
}

// engineOptions are the options of the comparison: what may move, and which moves
// are expected.
func (opt *impactOptions) engineOptions(ctx context.Context, b *revised, s *streams) (impact.Options, error) {
	bind, list, err := opt.Data.bindOptions(ctx, s)
	if err != nil {
		return impact.Options{}, err
	}
	if list.HasErrors() {
		return impact.Options{}, errors.Join(s.reasons(list, nil), &failure{code: exitData})
	}
	out := impact.Options{Bind: bind, By: opt.By, Only: opt.Only, Exact: opt.Exact, Orders: opt.Orders, Seed: opt.Seed, Jobs: opt.Jobs, Tool: "rubric " + toolVersion()}
	var known []string
	for _, q := range b.framework.Publish {
		known = append(known, q.Name)
	}
	for _, name := range opt.Only {
		if !slices.Contains(known, name) {
			return out, unknown("published result", name, known, "It publishes: "+strings.Join(known, ", "))
		}
	}
	for _, x := range b.framework.Budgets {
		out.Budgets = append(out.Budgets, *x)
	}
	if out.Budgets, err = opt.moreBudgets(out.Budgets, b.framework); err != nil {
		return out, err
	}
	out.Records, err = readRecords(b, s)
	return out, err
}

// moreBudgets adds those of the command line.
func (opt *impactOptions) moreBudgets(list []rules.Budget, fw *rules.Framework) ([]rules.Budget, error) {
	for _, text := range opt.Budgets {
		a, why := rules.ParseAllowance(text)
		head := rules.Headline(fw.Publish)
		if why == "" && head != nil {
			why = a.Fits(head)
		}
		if why != "" {
			return nil, fail(exitUsage, `--budget %q cannot be read. %s Write for example "at most 1%% move", "nobody moves 2 levels or more" or "nobody falls"`, text, why)
		}
		list = append(list, rules.Budget{Name: "--budget", Allows: []rules.Allowance{a}})
	}
	return list, nil
}

// write writes the report and the picture.
func (opt *impactOptions) write(r *impact.Report, s *streams) error {
	if opt.SVG != "" {
		if len(r.Results[0].Outcomes) == 0 {
			return fail(exitUsage, "%s has no levels, so that there are no flows to draw. Leave out --svg", r.Results[0].Name)
		}
		if err := writeFile(opt.SVG, func(w io.Writer) error { _, err := io.WriteString(w, r.Results[0].SVG()); return err }); err != nil {
			return err
		}
	}
	page := r.Page(impact.PageOptions{Movers: opt.Movers, Picture: opt.Format == "html"})
	return writeOut(opt.Out, map[string]func(io.Writer) error{"human": page.WriteText, "markdown": page.WriteMarkdown, "html": page.WriteHTML, "json": r.WriteJSON, "csv": r.WriteCSV}[opt.Format], s)
}

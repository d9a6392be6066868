package main

// This file defines `rubric rate`.

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"github.com/spf13/cobra"
)

const rateHelp = `  rubric rate care --data homes.csv                       show the ratings
  rubric rate care --data homes.csv --out ratings.csv     write them to a file
  rubric rate care --data homes.csv --data falls.csv.gz   join files by their keys
  rubric rate care --data - < homes.csv                   read standard input
  rubric rate care --data 'sqlite:homes.db?table=homes'   read a table of a database
  rubric rate care --data homes.csv --out all.json --all  with every step
  rubric rate care --data homes.csv --column falls=Falls2024
                                                          a column has another name

rate applies the rules of a framework to data: CSV, JSON lines (.jsonl), both also
packed with gzip or zstd, Parquet, or a database, which is only read:

  --data 'sqlite:FILE?query=SELECT home, falls FROM homes'
  --data 'postgres://USER@HOST/DATABASE?table=homes'

A password is best kept in PGPASSWORD or ~/.pgpass; it is never shown.

The results have the key columns of the data, then a column for each published
result: the id of the level, with --labels its label. An empty cell means that there
is no result; --detail adds the reason, and what changed a result.

On a terminal the results are shown as a table, else written as CSV; --out writes
CSV, JSON lines, JSON (each also with .gz or .zst behind it) or Parquet, as the name
ends. A summary goes to standard error. If the data does not fit the rules, nothing
is written and the exit code is 4.

Where results are published for several entities, such as trusts and their locations,
--out ratings.csv writes a file for each: ratings.csv for the framework's entity,
ratings.trust.csv, and ratings.everyone.csv for figures of everyone. JSON holds all in
one file. Without --out, --entity trust chooses.`

var summaries = []string{"short", "all"}

var rateFormats = []string{"csv", "jsonl", "json", "parquet", "table"}

// mostRows is how many rows a terminal shows.
const mostRows = 40

// rateOptions says what is rated and how the results are written.
type rateOptions struct {
	Dir       string
	Data      dataOptions
	Out       string // a file; "" for standard output
	Format    string // one of rateFormats; "" by Out or the terminal
	Labels    bool
	All       bool
	Detail    bool
	Overrides string // a file of recorded decisions
	AsOf      string
	Variant   string // the name of a variant, or ""
	Jobs      int
	Quiet     bool
	Entity    string // whose results are written; "" for all of them in files, and those of the framework's entity elsewhere
	Summary   string // "all" for every result
	Packing   string // ".gz", ".zst" or "": how the file is packed, by Out
	Profile   bool   // say what each step cost
	Bounds    bool   // add the best and worst result that missing values still allow
}

func newRate(s *streams) *cobra.Command {
	var opt rateOptions
	cmd := &cobra.Command{
		Use: "rate DIR --data FILE...", Short: "Apply the rules of a framework to data", Long: rateHelp,
		Args: exactly(1, "the directory of a framework"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Dir = args[0]
			return runRate(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	opt.Data.flags(f)
	f.StringVarP(&opt.Out, "out", "o", "", "the file to write: .csv, .jsonl or .json, each also with .gz or .zst, or .parquet")
	f.StringVar(&opt.Format, "format", "", "csv, jsonl, json, parquet or table, whatever the name says")
	f.BoolVar(&opt.Labels, "labels", false, "write labels of levels instead of their ids")
	f.BoolVar(&opt.All, "all", false, "write every step, and the numbers behind ratings")
	f.BoolVar(&opt.Detail, "detail", false, "write why a result is absent, and what changed it")
	f.StringVar(&opt.Overrides, "overrides", "", "a file of recorded decisions")
	f.StringVar(&opt.Variant, "variant", "", variantFlag)
	f.StringVar(&opt.AsOf, "as-of", "", "the date of the ratings, such as 2026-04-01")
	f.IntVar(&opt.Jobs, "jobs", 0, "how many cores to use; 0 uses all")
	f.BoolVar(&opt.Bounds, "bounds", false, "add the best and worst rating that missing values still allow")
	f.BoolVar(&opt.Profile, "profile", false, "say what reading, each step and writing cost")
	f.StringVar(&opt.Entity, "entity", "", "whose results to write, where there are several: an entity, or everyone")
	f.StringVar(&opt.Summary, "summary", "short", "short, or all: every result in the summary")
	f.BoolVarP(&opt.Quiet, "quiet", "q", false, "write no summary")
	completes(cmd, "summary", summaries)
	completes(cmd, "format", rateFormats)
	return cmd
}

func runRate(ctx context.Context, opt rateOptions, s *streams) error {
	if err := opt.settle(s); err != nil {
		return err
	}
	l, err := loadFramework(opt.Dir, opt.Variant, s)
	if err != nil {
		return err
	}
	fw, sources := l.framework, l.sources
	if err := inPeriod(fw, opt.AsOf); err != nil {
		return err
	}
	plan := engine.Compile(fw, engine.Options{AsOf: opt.AsOf})
	if err := opt.bounded(plan, s); err != nil {
		return err
	}
	if opt.passes() && plan.Passes(opt.All) {
		if done, err := rateStream(ctx, plan, opt, s); done || err != nil {
			return err
		}
	}
	cost := &engine.Profile{}
	begun := time.Now()
	b, err := bindData(ctx, plan, opt.Data, s)
	if err != nil {
		return err
	}
	cost.Reading = time.Since(begun)
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
	res, err := rated(ctx, plan, b.data, opt, cost, s)
	if err != nil {
		return err
	}
	if err := s.reasons(res.Problems, sources); err != nil {
		return err
	}
	if res.Problems.HasErrors() {
		return &failure{code: exitData}
	}
	begun = time.Now()
	if err := writeResults(res, opt, s); err != nil {
		return err
	}
	cost.Writing = time.Since(begun)
	if opt.Quiet {
		return opt.profiled(cost, s)
	}
	for _, note := range frozenNotes(plan, b.data) {
		s.say(note)
	}
	if err := report.Sum(res).Write(s.err, res, opt.Summary == "all"); err != nil {
		return err
	}
	return opt.profiled(cost, s)
}

// envelope says in JSON who wrote it.
func (opt *rateOptions) envelope() report.Envelope {
	return report.Envelope{Tool: "rubric " + toolVersion()}
}

// profiled writes what the run cost, where that is asked for.
func (opt *rateOptions) profiled(cost *engine.Profile, s *streams) error {
	if !opt.Profile {
		return nil
	}
	return report.WriteProfile(s.err, cost)
}

// bounded checks that --bounds can say something, and names the ratings of which
// it cannot.
func (opt *rateOptions) bounded(p *engine.Plan, s *streams) error {
	if !opt.Bounds {
		return nil
	}
	var why []string
	can := false
	for _, b := range p.Framework.Publish {
		if !engine.Bounded(b) {
			continue
		}
		rests := p.RestsOnRows(b)
		can = can || rests == ""
		if rests != "" {
			why = append(why, b.Name+" ("+rests+")")
		}
	}
	if why != nil && !can {
		return fail(exitUsage, "--bounds tries the missing values of one row at a time, and every rating rests on other rows too: %s", strings.Join(why, ", "))
	}
	if why != nil && !opt.Quiet {
		fmt.Fprintf(s.err, "No bounds are given of what rests on other rows too: %s.\n\n", strings.Join(why, ", "))
	}
	return nil
}

// settle checks the options before anything is read, and chooses the format.
func (opt *rateOptions) settle(s *streams) error {
	if err := opt.Data.check(); err != nil {
		return err
	}
	if opt.AsOf != "" {
		if _, ok := rules.Days(opt.AsOf); !ok {
			return fail(exitUsage, "--as-of takes a date such as 2026-04-01, not %q", opt.AsOf)
		}
	}
	if opt.Jobs < 0 {
		return fail(exitUsage, "--jobs is a number of cores, or 0 for all; it cannot be %d", opt.Jobs)
	}
	if err := oneOf("summary", opt.Summary, summaries); err != nil {
		return err
	}
	if err := opt.chooseFormat(s); err != nil {
		return err
	}
	if opt.Entity != "" && opt.Format == "json" {
		return fail(exitUsage, "--entity chooses one table of several, and JSON holds the results of all. Leave out --entity, or write .csv or .jsonl")
	}
	return opt.keeps(opt.Out)
}

func (opt *rateOptions) chooseFormat(s *streams) error {
	name := opt.Out
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".gz" || ext == ".zst" {
		opt.Packing, name = ext, name[:len(name)-len(ext)]
	}
	switch {
	case opt.Format != "":
		if err := oneOf("format", opt.Format, rateFormats); err != nil {
			return err
		}
	case opt.Out == "" && s.outTerm:
		opt.Format = "table"
	case opt.Out == "":
		opt.Format = "csv"
	default:
		opt.Format = strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
		if opt.Format == "ndjson" {
			opt.Format = "jsonl"
		}
		if opt.Format == "table" || oneOf("format", opt.Format, rateFormats) != nil {
			return fail(exitUsage, "the name %s does not say in which format to write. End it with .csv, .jsonl, .json or .parquet, or name one with --format", opt.Out)
		}
	}
	switch {
	case opt.Format == "parquet" && opt.Packing != "":
		return fail(exitUsage, "Parquet packs its columns itself. Write to %s", name)
	case opt.Format == "parquet" && opt.Out == "" && s.outTerm:
		return fail(exitUsage, "Parquet is not for a terminal. Name a file with --out")
	}
	return nil
}

// keeps refuses to write over a file that is read.
func (opt *rateOptions) keeps(out string) error {
	for _, name := range append([]string{opt.Overrides, opt.Data.Binding}, opt.Data.Files...) {
		if out != "" && name != "" && sameFile(out, inputFile(name)) {
			return fail(exitUsage, "--out %s is a file that is read. Name another one", out)
		}
	}
	return nil
}

// rated runs the plan, and shows on a terminal how far it is.
func rated(ctx context.Context, plan *engine.Plan, d *engine.Dataset, opt rateOptions, cost *engine.Profile, s *streams) (*engine.Result, error) {
	p := newProgress(s, "rating")
	defer p.end()
	run := engine.RunOptions{All: opt.All, Jobs: opt.Jobs, Progress: func(done, total int) {
		p.at(fmt.Sprintf("%d%% of %s", 100*done/max(total, 1), diag.Plural(total, "row", "rows")))
	}}
	if opt.Profile {
		run.Profile = cost
	}
	res, err := plan.Run(ctx, d, run)
	if err == nil && opt.Bounds {
		err = res.AddBounds(ctx)
	}
	if errors.Is(err, context.Canceled) {
		return nil, fail(exitUsage, "interrupted; nothing was written")
	}
	return res, err
}

// target is a file, or standard output where it has no name, and the results
// that it holds; no level stands for all of them.
type target struct {
	name  string
	level *report.Level
}

// targets are the files that results are written to: where a table holds the
// results of one entity only, one for each entity.
func (opt *rateOptions) targets(res *engine.Result) ([]target, error) {
	levels := report.Levels(res, opt.All)
	if opt.Entity != "" {
		var known []string
		for _, l := range levels {
			if l.Name() == opt.Entity {
				return []target{{opt.Out, &l}}, nil
			}
			known = append(known, l.Name())
		}
		return nil, unknown("entity with results", opt.Entity, known, "There are results of: "+strings.Join(known, ", "))
	}
	if opt.Format == "json" || opt.Format == "table" {
		return []target{{opt.Out, nil}}, nil
	}
	out := []target{{opt.Out, &levels[0]}}
	if opt.Out == "" {
		return out, nil
	}
	ext := filepath.Ext(strings.TrimSuffix(opt.Out, opt.Packing)) + opt.Packing
	for _, l := range levels[1:] {
		if l.Entity != nil && l.Name() == report.Everyone {
			return nil, fail(exitUsage, "an entity is called everyone, as the file of figures of everyone is. Write one at a time with --entity, or all as JSON")
		}
		out = append(out, target{strings.TrimSuffix(opt.Out, ext) + "." + l.Name() + ext, &l})
	}
	return out, nil
}

// writeResults writes to --out, or to standard output.
func writeResults(res *engine.Result, opt rateOptions, s *streams) error {
	ts, err := opt.targets(res)
	if err != nil {
		return err
	}
	write := func(t target) func(w io.Writer) error {
		ro := report.Options{Labels: opt.Labels, All: opt.All, Detail: opt.Detail, Level: t.level, Envelope: opt.envelope()}
		return func(w io.Writer) error {
			switch opt.Format {
			case "json":
				return report.WriteJSON(w, res, ro)
			case "jsonl":
				return report.WriteJSONL(w, res, ro)
			case "table":
				most := mostRows
				if opt.Out != "" || !s.outTerm {
					most = 0
				}
				return report.WriteTable(w, res, ro, most)
			case "parquet":
				return writeParquet(w, res, ro)
			}
			return report.WriteCSV(w, res, ro)
		}
	}
	if opt.Out == "" {
		out := bufio.NewWriterSize(s.out, 64<<10)
		if err := errors.Join(write(ts[0])(out), out.Flush()); err != nil {
			return err
		}
		if levels := report.Levels(res, opt.All); len(levels) > 1 && opt.Entity == "" && ts[0].level != nil && !opt.Quiet {
			var others []string
			for _, l := range levels[1:] {
				others = append(others, l.Name())
			}
			fmt.Fprintf(s.err, "These are the results of each %s; --entity %s writes the others, and --out all of them.\n\n", levels[0].Name(), strings.Join(others, " or "))
		}
		return nil
	}
	var files []output
	for _, t := range ts {
		if err := opt.keeps(t.name); err != nil {
			return err
		}
		files = append(files, output{t.name, func(w io.Writer) error { return packed(w, opt.Packing, write(t)) }})
	}
	if err := writeFiles(files); err != nil {
		return err
	}
	if len(ts) > 1 && !opt.Quiet {
		for _, t := range ts {
			fmt.Fprintf(s.err, "%s: the results of %s\n", t.name, either(t.level.Entity == nil, "everyone", "each "+t.level.Name()))
		}
		fmt.Fprintln(s.err)
	}
	return nil
}

func either(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

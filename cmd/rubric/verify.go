package main

// This file defines `rubric verify`.

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/verify"
	"github.com/rubric-lang/rubric/rules"
	"github.com/spf13/cobra"
)

const verifyHelp = `  rubric verify ratings.json --rules care --data homes.csv        is it what the rules say?
  rubric verify ratings.csv.gz --rules care --data homes.csv      a file without an envelope
  rubric verify ratings.json --rules care --data homes.csv --overrides decisions.csv
  rubric verify ratings.json --rules care --data homes.csv --sample 1000

verify performs a published result again, from the rules and the data, with two
executors that share nothing: by columns, as rate does, and row by row. It compares
every published cell with both, and says what differs. RESULT is a file that rate
has written as JSON, JSON lines or CSV, packed or not.

JSON says by which rules, data, date and variant it was made; verify takes them from
there, and says which of them are not those at hand. A text of the rules that differs
and has the same meaning is fine: only layout, comments or words for people changed.
Other files say nothing of it: name the date and the variant as rate was given them.

Decisions (--overrides), columns and --supply are named as for rate. With --sample N
the row executor computes N rows, chosen by --seed; columns are compared for all.
The exit code is 5 if something differs, else 0.`

// verifyOptions says what is verified, by what.
type verifyOptions struct {
	Result    string
	Rules     string
	Data      dataOptions
	Overrides string
	AsOf      string
	Variant   string
	Sample    int
	Seed      uint64
	Jobs      int
	Most      int // differences that are shown; 0 shows all
	Format    string
}

func newVerify(s *streams) *cobra.Command {
	var opt verifyOptions
	cmd := &cobra.Command{
		Use: "verify RESULT --rules DIR --data FILE...", Short: "Perform a published result again, and say what differs", Long: verifyHelp,
		Args: exactly(1, "a file of results"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Result = args[0]
			return runVerify(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opt.Rules, "rules", "", "the directory of the framework")
	opt.Data.flags(f)
	f.StringVar(&opt.Overrides, "overrides", "", "the file of recorded decisions")
	f.StringVar(&opt.AsOf, "as-of", "", "the date of the ratings; default: the one that the result names")
	f.StringVar(&opt.Variant, "variant", "", "the name of a variant of the rules; default: the one that the result names")
	f.IntVar(&opt.Sample, "sample", 0, "how many rows to compute row by row; 0 computes all")
	f.Uint64Var(&opt.Seed, "seed", 1, "which rows a sample takes")
	f.IntVar(&opt.Jobs, "jobs", 0, "how many cores to use; 0 uses all")
	f.IntVar(&opt.Most, "differences", mostReasons, "how many differences to show; 0 shows all")
	f.StringVar(&opt.Format, "format", "human", "human or json")
	completes(cmd, "format", outdatedFormats)
	return cmd
}

func (opt *verifyOptions) check() error {
	switch {
	case opt.Rules == "":
		return fail(exitUsage, "name the rules: --rules DIR")
	case opt.Sample < 0 || opt.Most < 0 || opt.Jobs < 0:
		return fail(exitUsage, "--sample, --differences and --jobs are numbers from 0 on")
	}
	if err := oneOf("format", opt.Format, outdatedFormats); err != nil {
		return err
	}
	if err := isDate("as-of", opt.AsOf); err != nil {
		return err
	}
	return opt.Data.check()
}

func runVerify(ctx context.Context, opt verifyOptions, s *streams) error {
	if err := opt.check(); err != nil {
		return err
	}
	pub, err := readPublished(ctx, opt, s)
	if err != nil {
		return err
	}
	opt.take(pub.Envelope)
	l, err := loadFramework(opt.Rules, opt.Variant, s)
	if err != nil {
		return err
	}
	res, err := again(ctx, l, pub, opt, s)
	if err != nil {
		return err
	}
	report, err := verify.Again(ctx, res, pub, verify.Options{Sample: opt.Sample, Seed: opt.Seed, Jobs: opt.Jobs})
	if err != nil {
		return fail(exitUsage, "%s cannot be verified: %s", opt.Result, err)
	}
	v := verdict{opt: opt, report: report, res: res, decided: pub.Decided}
	v.origins(pub.Envelope)
	if err := v.write(s); err != nil {
		return err
	}
	if !v.same() {
		return finished(exitVerify)
	}
	return nil
}

// take takes from the envelope what no flag says.
func (opt *verifyOptions) take(e *verify.Envelope) {
	if e == nil {
		return
	}
	if opt.AsOf == "" {
		opt.AsOf = e.AsOf
	}
	if opt.Variant == "" {
		opt.Variant = e.Framework.Variant
	}
	if len(opt.Data.Supply) == 0 {
		for _, block := range slices.Sorted(maps.Keys(e.Supplied)) {
			opt.Data.Supply = append(opt.Data.Supply, block+"="+e.Supplied[block])
		}
	}
}

// again rates the data by columns, as rate does.
func again(ctx context.Context, l *loaded, pub *verify.Published, opt verifyOptions, s *streams) (*engine.Result, error) {
	if err := inPeriod(l.framework, opt.AsOf); err != nil {
		return nil, err
	}
	plan := engine.Compile(l.framework, engine.Options{AsOf: opt.AsOf})
	b, err := bindData(ctx, plan, opt.Data, s)
	if err != nil {
		return nil, err
	}
	if opt.Overrides != "" {
		more, err := readDecisions(ctx, opt.Overrides, plan, b.data, opt.Data, s)
		if err != nil {
			return nil, err
		}
		b.problems = append(b.problems, more...)
	}
	if err := b.stop(s, l.sources); err != nil {
		return nil, err
	}
	all := pub.Steps || namesSteps(pub, l.framework)
	res, err := rated(ctx, plan, b.data, rateOptions{All: all, Jobs: opt.Jobs}, nil, s)
	if err != nil {
		return nil, err
	}
	if res.Problems.HasErrors() {
		if err := s.reasons(res.Problems, l.sources); err != nil {
			return nil, err
		}
		return nil, &failure{code: exitData}
	}
	return res, nil
}

// namesSteps reports a file with columns of blocks that are not published.
func namesSteps(pub *verify.Published, fw *rules.Framework) bool {
	for _, b := range fw.Blocks {
		for _, t := range pub.Tables {
			if _, ok := t.Cells[b.Name]; ok && !slices.Contains(fw.Publish, b) {
				return true
			}
		}
	}
	return false
}

// origin is a part of what a result was made from, and whether it is the one at hand.
type origin struct {
	What      string `json:"what"`
	Published string `json:"published"`
	Here      string `json:"here"`
	Same      bool   `json:"same"`
	Fine      bool   `json:"fine"` // the same, or different without a consequence
	Means     string `json:"means"`
}

// origins compares what the envelope says with what is at hand.
func (v *verdict) origins(e *verify.Envelope) {
	if e == nil {
		return
	}
	fw := v.res.Plan.Framework
	meaning := fw.MeaningDigest()
	put := func(what, published, here string, fine bool, same, other string) {
		o := origin{What: what, Published: published, Here: here, Same: published == here, Means: other}
		if o.Fine = o.Same || fine; o.Same {
			o.Means = same
		}
		v.Origins = append(v.Origins, o)
	}
	if e.Framework.ID != fw.ID || e.Framework.Version != fw.Version {
		put("framework", e.Framework.ID+" "+e.Framework.Version, fw.ID+" "+fw.Version, false, "", "the result names another framework, or another version of it")
	}
	switch known := e.Framework.Meaning != ""; {
	case known && e.Framework.Meaning == meaning:
		put("rules", e.Framework.Digest, fw.Digest, true, "the same text", "another text with the same meaning: only layout, comments or words for people differ, and no result can")
	case known:
		put("rules", e.Framework.Digest, fw.Digest, false, "", "another text")
		put("meaning", e.Framework.Meaning, meaning, false, "", "the rules say other things than those of the result")
	default:
		put("rules", e.Framework.Digest, fw.Digest, false, "the same text", "another text, and the result does not say what its own meant")
	}
	if e.Framework.Variant != fw.Variant {
		put("variant", e.Framework.Variant, fw.Variant, false, "", "another variant was asked for")
	}
	put("data", e.Data.Digest, v.res.Data.Digest, false, "the same", "other data: not the bytes that the result was made from")
	if e.AsOf != v.res.Plan.AsOf {
		put("date", e.AsOf, v.res.Plan.AsOf, false, "", "the result was made for another date")
	}
	if was, is := suppliedText(e.Supplied), suppliedText(v.res.Data.Supplied); was != is {
		put("supplied", was, is, false, "", "other results came with the data")
	}
	put("tool", e.Tool, "rubric "+toolVersion(), true, "the same", "another version of rubric; the results below say whether it matters")
}

// suppliedText names the results that came with the data, and their columns.
func suppliedText(supplied map[string]string) string {
	var out []string
	for _, block := range slices.Sorted(maps.Keys(supplied)) {
		out = append(out, block+"="+supplied[block])
	}
	return strings.Join(out, " ")
}

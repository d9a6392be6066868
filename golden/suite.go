package golden

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the tests of a framework run: its test blocks in the
// order of the text, then its golden, which is the data of the directory with
// the results that were approved. `rubric test` and Run both call Test.

// Options says which tests run and how. The zero value runs them all.
type Options struct {
	// Dir is put before the names of files in what is reported.
	Dir string
	// Run chooses tests by name; nil: all.
	Run *regexp.Regexp
	// FailFast stops after the first test that fails.
	FailFast bool
	// First are the names of tests that run before the others, in this order.
	First []string
	// Verdict asks only whether the tests pass: the first case that fails ends the
	// run, and nothing is explained.
	Verdict bool
	// Coverage counts which parts of the rules the tests reach.
	Coverage bool
	// Write is called with a golden that is not as approved, to approve it; nil:
	// it fails.
	Write func(name string, text []byte) error
}

// GoldenName is the name of the test that compares with approved results.
const GoldenName = "golden"

// The file with approved results, and the pattern of the data that they are of.
const (
	approvedFile = "want/results.csv"
	goldenData   = "data*.*"
)

// suite is a run of the tests of one framework.
type suite struct {
	ctx     context.Context
	fsys    fs.FS
	opt     Options
	loaded  *Loaded
	fw      *rules.Framework
	sources map[string][]byte
	report  *Report
	plans   map[string]*engine.Plan // by date
}

// Test runs the tests of the framework whose directory fsys is. An error means
// that a file could not be read; whatever is wrong with the rules, the data or
// the results stands in the report.
func Test(ctx context.Context, fsys fs.FS, opt Options) (*Report, error) {
	l, err := Load(fsys)
	if err != nil {
		return nil, err
	}
	return l.Test(ctx, fsys, opt)
}

// Test is Test for rules that are loaded; fsys is where the tests find their files.
func (l *Loaded) Test(ctx context.Context, fsys fs.FS, opt Options) (*Report, error) {
	s := &suite{ctx: ctx, fsys: fsys, opt: opt, loaded: l, fw: l.Framework, sources: l.Sources, plans: map[string]*engine.Plan{}}
	s.report = &Report{FormatVersion: reportFormat, Dir: opt.Dir, Tests: []*Outcome{}, problems: l.Problems, sources: l.Sources}
	if s.fw == nil {
		return s.report, nil
	}
	s.report.Framework, s.report.Version = s.fw.ID, s.fw.Version
	if opt.Coverage {
		s.report.coverage = engine.NewCoverage(s.fw)
	}
	err := s.run()
	if opt.Run != nil && len(s.report.Tests) == 0 && len(s.fw.Tests) > 0 {
		s.report.Hint = "no test has a name that " + strconv.Quote(opt.Run.String()) + " matches"
	}
	s.report.close()
	return s.report, err
}

func (s *suite) run() error {
	for _, t := range s.order() {
		name := GoldenName
		if t != nil {
			name = t.Name
		}
		if !s.wanted(name) {
			continue
		}
		if err := s.one(t); err != nil {
			return err
		}
		if s.stopped() {
			return nil
		}
	}
	return nil
}

// order is the tests as they run; nil stands for the golden.
func (s *suite) order() []*rules.Test {
	all := append(slices.Clone(s.fw.Tests), nil)
	if len(s.opt.First) == 0 {
		return all
	}
	rank := make(map[string]int, len(s.opt.First))
	for i, name := range s.opt.First {
		rank[name] = i - len(s.opt.First)
	}
	place := func(t *rules.Test) int {
		if t == nil {
			return rank[GoldenName]
		}
		return rank[t.Name]
	}
	slices.SortStableFunc(all, func(a, b *rules.Test) int { return cmp.Compare(place(a), place(b)) })
	return all
}

// one runs a test block, or the golden.
func (s *suite) one(t *rules.Test) error {
	if t == nil {
		return s.golden()
	}
	return s.test(t, s.outcome(t.Name, t.At))
}

func (s *suite) wanted(name string) bool { return s.opt.Run == nil || s.opt.Run.MatchString(name) }

// stopped reports whether a test has failed and no more are wanted.
func (s *suite) stopped() bool {
	return s.ctx.Err() != nil || (s.opt.FailFast || s.opt.Verdict) && slices.ContainsFunc(s.report.Tests, (*Outcome).Bad)
}

// outcome begins the outcome of a test.
func (s *suite) outcome(name string, at rules.Range) *Outcome {
	o := &Outcome{Name: name, Place: s.place(at), verdict: s.opt.Verdict, terse: s.opt.Verdict}
	s.report.Tests = append(s.report.Tests, o)
	return o
}

// test runs one test block.
func (s *suite) test(t *rules.Test, o *Outcome) error {
	switch {
	case len(t.Refuses) > 0:
		return s.refusal(t, o)
	case t.Never != nil || t.Always != nil:
		return s.property(t, o)
	case t.Approved != "":
		return s.approvedRows(t, o)
	case t.Data != "":
		return s.rows(t, o)
	}
	return s.given(t, o)
}

// plan is the framework on a date; each is compiled once.
func (s *suite) plan(asOf string) *engine.Plan {
	if s.plans[asOf] == nil {
		s.plans[asOf] = engine.Compile(s.fw, engine.Options{AsOf: asOf})
	}
	return s.plans[asOf]
}

// rate runs a plan over data, with every block.
func (s *suite) rate(p *engine.Plan, d *engine.Dataset) (*engine.Result, error) {
	return p.Run(s.ctx, d, engine.RunOptions{All: true})
}

// cover counts what a test reaches.
func (s *suite) cover(p *engine.Plan, d *engine.Dataset, blocks []*rules.Block) {
	if s.report.coverage != nil {
		s.report.coverage.Add(p, d, blocks)
	}
}

// place is a range of a rule file with the name of the directory.
func (s *suite) place(r rules.Range) Place {
	if r.Filename == "" {
		return Place{}
	}
	return Place{File: s.path(r.Filename), Line: r.Start.Line}
}

func (s *suite) path(name string) string {
	return filepath.ToSlash(filepath.Join(s.opt.Dir, filepath.FromSlash(name)))
}

// TB is what Run needs of *testing.T.
type TB interface {
	Helper()
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Run runs the tests of the framework in a directory as part of a Go test, and
// reports each failure. With RUBRIC_UPDATE=true in the environment, results that
// differ from a golden are approved.
func Run(t TB, dir string) {
	t.Helper()
	opt := Options{Dir: dir}
	if os.Getenv("RUBRIC_UPDATE") == "true" {
		opt.Write = func(name string, text []byte) error {
			name = filepath.Join(dir, name)
			return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, text, 0o644))
		}
	}
	r, err := Test(context.Background(), Dir(dir), opt)
	if err != nil {
		t.Fatalf("the tests of %s cannot run: %v", dir, err)
		return
	}
	if r.problems.HasErrors() {
		var b strings.Builder
		if err := diag.WriteText(&b, r.problems, r.sources, diag.TextOptions{}); err != nil {
			t.Fatalf("%v", err)
		}
		t.Fatalf("the rules of %s do not compile:\n%s", dir, b.String())
		return
	}
	for _, o := range r.Tests {
		if o.Bad() {
			t.Errorf("%s", o.Text())
		}
	}
	t.Logf("%s", r.Line())
}

// problem is a sentence about something that a test could not do.
func problem(format string, args ...any) Failure {
	return Failure{Message: fmt.Sprintf(format, args...)}
}

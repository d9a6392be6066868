package main

// This file defines `rubric test`.

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/spf13/cobra"
)

const testHelp = `  rubric test care                         run the tests of a framework
  rubric test examples/*/                  run those of several, side by side
  rubric test --run inadequate care        only tests whose name matches
  rubric test --update care                approve results that have changed
  rubric test --coverage care              show what the tests do not reach
  rubric test --coverage=listing care      the rule files with counts
  rubric test --threshold 90 care          fail if they reach less than 90 %
  rubric test --watch care                 run again when a file changes
  rubric test --report junit=tests.xml --report markdown=tests.md care

test runs the test blocks of each framework, and its golden: where the directory
has data (data.csv) and approved results (want/results.csv), the data is rated
anew and compared. A difference is shown as a change of ratings: who moved from
what to what, grouped by the rule or the value that is responsible. --update
approves the new results; read the difference before you commit it.

The exit code is 1 if a test fails or the coverage is below the threshold, 3 if
rules do not compile, 4 if data does not fit them. "rubric help language" says how
tests are written.`

// testOptions says which tests run and how they are shown.
type testOptions struct {
	Dirs      []string
	Run       string
	FailFast  bool
	Update    bool
	Watch     bool
	Verbose   bool
	Coverage  []string // summary, listing, or a file ending with .json
	Threshold int      // in per cent; 0: none
	Reports   []string // KIND=PATH

	run *regexp.Regexp
}

// reportKinds are the reports that can be written beside the human output.
var reportKinds = []string{"junit", "sarif", "github", "json", "markdown"}

func newTest(s *streams) *cobra.Command {
	var opt testOptions
	cmd := &cobra.Command{
		Use: "test DIR...", Short: "Run the tests of a framework", Long: testHelp,
		Args: atLeast(1, "the directory of a framework"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Dirs = args
			return runTest(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opt.Run, "run", "", "a regular expression: only tests whose name it matches; the golden is called golden")
	f.BoolVar(&opt.FailFast, "fail-fast", false, "stop after the first test that fails")
	f.BoolVar(&opt.Update, "update", false, "approve results that differ from the golden")
	f.BoolVar(&opt.Watch, "watch", false, "run again when a file of the directories changes")
	f.BoolVarP(&opt.Verbose, "verbose", "v", false, "show the tests that pass, too")
	f.StringArrayVar(&opt.Coverage, "coverage", nil, "what the tests reach: summary, listing, or a file ending with .json")
	f.Lookup("coverage").NoOptDefVal = "summary"
	f.IntVar(&opt.Threshold, "threshold", 0, "the least coverage in per cent")
	f.StringArrayVar(&opt.Reports, "report", nil, "KIND=PATH: write a report as junit, sarif, github, json or markdown; may be repeated; - is standard output")
	return cmd
}

// settle checks the options before anything is read.
func (opt *testOptions) settle() error {
	var err error
	if opt.run, err = regexp.Compile(opt.Run); err != nil {
		return fail(exitUsage, "--run takes a regular expression; %q is none: %s", opt.Run, strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	if opt.Threshold < 0 || opt.Threshold > 100 {
		return fail(exitUsage, "--threshold is a percentage from 0 to 100; it cannot be %d", opt.Threshold)
	}
	for _, c := range opt.Coverage {
		if filepath.Ext(c) != ".json" {
			if err := oneOf("coverage", c, []string{"summary", "listing"}); err != nil {
				return fail(exitUsage, "--coverage is summary, listing, or a file ending with .json, not %q. Write --coverage=%s", c, "listing")
			}
		}
	}
	for _, r := range opt.Reports {
		kind, path, ok := strings.Cut(r, "=")
		if !ok || path == "" {
			return fail(exitUsage, "--report takes KIND=PATH, such as junit=tests.xml, not %q", r)
		}
		if err := oneOf("report", kind, reportKinds); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, dir := range opt.Dirs {
		if seen[filepath.Clean(dir)] && opt.Update {
			return fail(exitUsage, "%s stands twice; with --update each directory stands once", dir)
		}
		seen[filepath.Clean(dir)] = true
	}
	return nil
}

// covers reports whether coverage must be counted.
func (opt *testOptions) covers() bool { return len(opt.Coverage) > 0 || opt.Threshold > 0 }

// pipes reports whether standard output is for a program: then what is told to
// people goes to standard error. GitHub reads annotations among other lines.
func (opt *testOptions) pipes() bool {
	return slices.ContainsFunc(opt.Reports, func(r string) bool { return strings.HasSuffix(r, "=-") && r != "github=-" })
}

func runTest(ctx context.Context, opt testOptions, s *streams) error {
	if err := opt.settle(); err != nil {
		return err
	}
	if opt.Watch {
		return watchTests(ctx, opt, s)
	}
	return testOnce(ctx, opt, s)
}

// watchTests runs the tests now and after every change, until it is interrupted.
func watchTests(ctx context.Context, opt testOptions, s *streams) error {
	w := newWatcher(opt.Dirs, nil)
	for {
		if code := s.ended(testOnce(ctx, opt, s)); code == exitUsage {
			return finished(code)
		}
		fmt.Fprintln(s.err, "waiting for a change; interrupt to end")
		if _, ok := w.next(ctx); !ok {
			return nil
		}
		fmt.Fprintln(s.err)
	}
}

// tested is what a directory came to.
type tested struct {
	report   *golden.Report
	problems diag.List
	sources  diag.Sources
	err      error
}

// testOnce runs the tests of all directories and shows them in the order given.
func testOnce(ctx context.Context, opt testOptions, s *streams) error {
	all := testDirs(ctx, opt)
	if ctx.Err() != nil {
		return fail(exitUsage, "interrupted")
	}
	people := *s
	if opt.pipes() {
		people.out, people.outTerm = s.err, s.errTerm
	}
	code := exitFine
	var reports []*golden.Report
	for _, t := range all {
		if t.err != nil {
			s.say(t.err.Error())
			code = worse(code, t.err)
			continue
		}
		if t.report == nil {
			continue // not run, after a failure elsewhere
		}
		reports = append(reports, t.report)
		c, err := t.show(opt, &people)
		if err != nil {
			return err
		}
		code = max(code, c)
	}
	if err := writeReports(all, reports, opt, s); err != nil {
		return err
	}
	return finished(code)
}

// testDirs runs directories side by side; with --fail-fast one after another.
func testDirs(ctx context.Context, opt testOptions) []*tested {
	all := make([]*tested, len(opt.Dirs))
	for i := range all {
		all[i] = &tested{}
	}
	if opt.FailFast {
		for i, dir := range opt.Dirs {
			all[i] = testDir(ctx, dir, opt)
			if all[i].err != nil || all[i].report.Bad() {
				break
			}
		}
		return all
	}
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, dir := range opt.Dirs {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			all[i] = testDir(ctx, dir, opt)
		})
	}
	group.Wait()
	return all
}

func testDir(ctx context.Context, dir string, opt testOptions) *tested {
	src, err := openSource(dir)
	if err != nil {
		return &tested{err: err}
	}
	defer src.Close()
	o := golden.Options{Dir: dir, Run: opt.run, FailFast: opt.FailFast, Coverage: opt.covers()}
	if opt.Update {
		o.Write = src.write
	}
	r, err := golden.Test(ctx, golden.Beside(src.fsys, src.open), o)
	if err != nil {
		return &tested{err: src.unreadable(err)}
	}
	list, sources := r.Problems()
	t := &tested{report: r, problems: src.placed(list), sources: diag.Sources{}}
	for name, text := range sources {
		t.sources[src.path(name)] = text
	}
	return t
}

// write puts a golden into the directory.
func (s *source) write(name string, text []byte) error {
	if dir := filepath.Dir(name); dir != "." {
		if err := s.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	return writeFile(filepath.Join(s.dir, name), func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// show writes what a directory came to, and gives its exit code.
func (t *tested) show(opt testOptions, s *streams) (int, error) {
	if t.problems.HasErrors() {
		return exitRules, s.reasons(t.problems, t.sources)
	}
	code := exitFine
	switch {
	case t.report.Unfit():
		code = exitData
	case t.report.Bad():
		code = exitFindings
	}
	if err := t.report.WriteText(s.out, golden.TextOptions{Color: s.outTerm && !s.noColor, Verbose: opt.Verbose}); err != nil {
		return code, err
	}
	if t.report.Covered == nil {
		return code, nil
	}
	for _, c := range opt.Coverage {
		var err error
		switch c {
		case "summary":
			err = t.report.Covered.WriteSummary(s.out)
		case "listing":
			err = t.report.WriteListing(s.out)
		}
		if err != nil {
			return code, err
		}
	}
	if t.report.Below(opt.Threshold) {
		fmt.Fprintf(s.out, "%s: %s; the threshold is %d%%\n", t.report.Framework, t.report.Covered.Line(), opt.Threshold)
		code = exitFindings
	}
	return code, nil
}

// writeReports writes what --report and --coverage=FILE ask for.
func writeReports(all []*tested, reports []*golden.Report, opt testOptions, s *streams) error {
	for _, r := range opt.Reports {
		kind, path, _ := strings.Cut(r, "=")
		var b bytes.Buffer
		if err := writeReport(&b, kind, all, reports, opt); err != nil {
			return err
		}
		if err := deliver(path, &b, s); err != nil {
			return err
		}
	}
	for _, c := range opt.Coverage {
		if filepath.Ext(c) != ".json" {
			continue
		}
		var b bytes.Buffer
		if err := golden.WriteCoverageJSON(&b, reports); err != nil {
			return err
		}
		if err := deliver(c, &b, s); err != nil {
			return err
		}
	}
	return nil
}

func deliver(path string, b *bytes.Buffer, s *streams) error {
	if path == "-" {
		_, err := b.WriteTo(s.out)
		return err
	}
	return writeFile(path, func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
}

func writeReport(w io.Writer, kind string, all []*tested, reports []*golden.Report, opt testOptions) error {
	switch kind {
	case "junit":
		return golden.WriteJUnit(w, reports)
	case "json":
		return golden.WriteJSON(w, reports)
	case "markdown":
		return golden.WriteMarkdown(w, reports)
	}
	var list diag.List
	sources := diag.Sources{}
	for _, t := range all {
		if t.report == nil {
			continue
		}
		list = append(list, t.problems...)
		list = append(list, t.report.Diagnostics(opt.Threshold)...)
		for name, text := range t.sources {
			sources[name] = text
		}
	}
	if kind == "sarif" {
		return diag.WriteSARIF(w, list, sources, toolVersion())
	}
	return diag.WriteGitHub(w, list)
}

package main

// This file defines `rubric check`.

import (
	"context"
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"github.com/spf13/cobra"
)

const checkHelp = `  rubric check care                       show every problem, with its place
  rubric check examples/*                 check several frameworks
  rubric check -W care                    fail on warnings too
  rubric check --variant strict care      check one variant; without this, all
  rubric check --format github care       annotate a pull request
  rubric check --format sarif care        write a log for code scanning

check reads the rule files of each directory and finds what is wrong with them
before any data is there: names that are not known, figures in different units,
gaps between bands, rules that can never hold. Each problem has a code, and
"rubric help CODE" explains it.

The problems go to standard output. The exit code is 0 if there are none but
warnings, 1 if rules that can be read have problems (with -W, warnings too), 3 if
the rules do not compile, and 2 if a directory is not a framework.`

var checkFormats = []string{"human", "json", "sarif", "github"}

// checkOptions says what is checked and how it is shown.
type checkOptions struct {
	Dirs   []string
	Format string // one of checkFormats
	Max    int    // problems shown to people; 0 means all
	Strict bool   // warnings count as findings
	// Variant is the one that is checked; "" checks the rules as they stand and
	// all their variants.
	Variant string
}

func newCheck(s *streams) *cobra.Command {
	var opt checkOptions
	cmd := &cobra.Command{
		Use: "check DIR...", Short: "Find what is wrong with the rules of a framework", Long: checkHelp,
		Args: atLeast(1, "the directory of a framework"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Dirs = args
			return runCheck(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opt.Format, "format", "human", "human, json, sarif or github")
	f.IntVar(&opt.Max, "max", 100, "how many problems to show in the human format; 0 shows all")
	f.StringVar(&opt.Variant, "variant", "", "the variant to check; default: all")
	f.BoolVarP(&opt.Strict, "warnings-as-errors", "W", false, "fail on warnings too")
	completes(cmd, "format", checkFormats)
	return cmd
}

func runCheck(ctx context.Context, opt checkOptions, s *streams) error {
	if err := oneOf("format", opt.Format, checkFormats); err != nil {
		return err
	}
	if opt.Max < 0 {
		return fail(exitUsage, "--max is a number of problems, or 0 for all; it cannot be %d", opt.Max)
	}
	code, all, sources := exitFine, diag.List{}, diag.Sources{}
	var clean []string
	for _, dir := range opt.Dirs {
		if err := ctx.Err(); err != nil {
			return err
		}
		l, err := checkDir(dir, opt.Variant)
		if err != nil {
			s.say(err.Error())
			code = worse(code, err)
			continue
		}
		for name, src := range l.sources {
			sources[name] = src
		}
		all = append(all, l.problems...)
		code = max(code, checkCode(l, opt.Strict))
		if len(l.problems) == 0 {
			clean = append(clean, dir)
		}
	}
	if err := showProblems(all, sources, opt, s); err != nil {
		return err
	}
	for _, dir := range clean {
		if opt.Format == "human" {
			fmt.Fprintf(s.out, "%s: no problems found\n", dir)
		}
	}
	return finished(code)
}

// checkDir loads a framework with all its variants, or one of them, and proves
// what it can about each that compiles.
func checkDir(dir, variant string) (*loaded, error) {
	src, err := openSource(dir)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	d, l, err := src.read(variant)
	if err != nil || d.Broken {
		return l, err // a broken text has no framework
	}
	var fws []*rules.Framework
	var list diag.List
	if variant == "" {
		fws, list = prove.Directory(d, prove.Options{})
	} else {
		fws = make([]*rules.Framework, 1)
		fws[0], list = prove.Variant(d, variant, prove.Options{})
	}
	if !l.problems.HasErrors() && !slices.Contains(fws, nil) {
		l.framework = fws[0]
	}
	l.problems = append(l.problems, src.placed(list)...)
	return l, nil
}

func checkCode(l *loaded, strict bool) int {
	switch {
	case l.framework == nil:
		return exitRules
	case l.problems.HasErrors(), strict && l.problems.Count(diag.Warning) > 0:
		return exitFindings
	}
	return exitFine
}

func showProblems(l diag.List, src diag.Sources, opt checkOptions, s *streams) error {
	switch opt.Format {
	case "json":
		return diag.WriteJSON(s.out, l, src)
	case "sarif":
		return diag.WriteSARIF(s.out, l, src, toolVersion())
	case "github":
		return diag.WriteGitHub(s.out, l)
	}
	kept, hidden := fewNotes(l)
	if err := s.problems(kept, src, opt.Max); err != nil || hidden == 0 {
		return err
	}
	_, err := fmt.Fprintf(s.out, "%d amendments keep what they do not change: rubric show DIR --variant NAME lists it\n", hidden)
	return err
}

// mostInherits is how many amendments are said one by one to keep what they do
// not change.
const mostInherits = 3

// fewNotes leaves out what amendments keep, where there are many of them.
func fewNotes(l diag.List) (kept diag.List, hidden int) {
	inherits := func(d *diag.Diagnostic) bool { return d.Code == rules.Inherits }
	for _, d := range l {
		if inherits(d) {
			hidden++
		}
	}
	if hidden <= mostInherits {
		return l, 0
	}
	return slices.DeleteFunc(slices.Clone(l), inherits), hidden
}

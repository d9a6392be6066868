package main

// This file defines the command line as a whole: the commands, what is said of
// a command or flag that there is not, and how a run begins and ends.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const rootHelp = `  rubric init care                               write a small framework to start from
  rubric check care                              find what is wrong with its rules
  rubric rate care --data homes.csv              apply them to data
  rubric explain care --data homes.csv Ashbury   say how one result came about
  rubric show care --variant strict              write the rules that a variant has
  rubric test care                               run its tests
  rubric watch care --data homes.csv             check and rate at each save
  rubric diff care care-2026                     what two frameworks say differently
  rubric impact care care-2026 --data homes.csv  who moves, and why
  rubric outdated care                           list what is past its review
  rubric verify r.json --rules care --data d.csv perform a published result again
  rubric fmt care                                lay its files out
  rubric help R0402                              explain a problem by its code
  rubric help language                           the reference of the language
  rubric help rating                             a part of it

rubric reads rating rules that are written in files, checks them before any data
is there, and applies them to data in a way that explains itself.

Exit codes: 0 fine, 1 something was found, 2 wrong usage, 3 the rules do not
compile, 4 the data does not fit, 5 verification failed, 70 a fault in rubric.`

// execute runs the command line and returns the exit code.
func execute(ctx context.Context, args []string, s *streams) int {
	return s.guard(func() int {
		root := newRoot(s)
		root.SetArgs(args)
		return s.ended(root.ExecuteContext(ctx))
	})
}

func newRoot(s *streams) *cobra.Command {
	root := &cobra.Command{
		Use: "rubric", Short: "Rating rules in files: checked, applied and explained", Long: rootHelp,
		Version: toolVersion(), Args: cobra.ArbitraryArgs,
		SilenceUsage: true, SilenceErrors: true,
	}
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknown("command", args[0], commandNames(root), `"rubric help" lists the commands`)
		}
		return cmd.Help()
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().BoolVar(&s.noColor, "no-color", s.noColor, "write no colour")
	root.AddCommand(newCheck(s), newDiff(s), newExplain(s), newFmt(s), newFreeze(s), newImpact(s), newInit(s), newOutdated(s), newRate(s), newShow(s), newTest(s), newVerify(s), newVersion(s), newWatch(s))
	root.SetHelpCommand(newHelp(s, root))
	return root
}

// unknown is the failure for a name that there is not, with the nearest one.
func unknown(what, name string, known []string, otherwise string) error {
	hint := diag.DidYouMean(name, known)
	if hint == "" {
		hint = " " + otherwise
	}
	return fail(exitUsage, "there is no %s %q.%s", what, name, hint)
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return names
}

// flagError says what is wrong with a flag in rubric's words.
func flagError(cmd *cobra.Command, err error) error {
	lists := fmt.Sprintf("%q lists the flags", cmd.CommandPath()+" --help")
	if missing, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if missing.GetSpecifiedShortnames() != "" {
			return fail(exitUsage, "there is no flag -%s. %s", missing.GetSpecifiedName(), lists)
		}
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, "--"+f.Name) })
		return unknown("flag", "--"+missing.GetSpecifiedName(), known, lists)
	}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		takes := map[string]string{"int": "a whole number", "bool": "true or false"}[invalid.GetFlag().Value.Type()]
		return fail(exitUsage, "--%s takes %s, not %q", invalid.GetFlag().Name, cmp.Or(takes, "another value"), invalid.GetValue())
	}
	return fail(exitUsage, "%s. %s", err, lists)
}

// exactly, atLeast and atMost demand arguments, and say what they are.
func exactly(n int, what string) cobra.PositionalArgs { return between(n, n, what) }

func atLeast(n int, what string) cobra.PositionalArgs { return between(n, math.MaxInt, what) }

func atMost(n int, what string) cobra.PositionalArgs { return between(0, n, what) }

func between(lo, hi int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < lo || len(args) > hi {
			return fail(exitUsage, "%q takes %s: %s%s", cmd.CommandPath(), what, cmd.UseLine(), misplaced(cmd, args, lo, hi))
		}
		return nil
	}
}

// misplaced is what a person who named too little or too much may have meant.
func misplaced(cmd *cobra.Command, args []string, lo, hi int) string {
	here, _ := filepath.Glob("*" + lang.Extension)
	switch {
	case len(args) < lo && lo-len(args) == 1 && strings.Contains(cmd.Use, " DIR") && len(here) > 0:
		return ". The current directory is named with a dot: " + cmd.CommandPath() + " ."
	case len(args) > hi && cmd.Flags().Lookup("data") != nil:
		return ". Data is named with --data FILE"
	}
	return ""
}

// oneOf refuses a value of a flag that is not among the known ones.
func oneOf(flag, value string, known []string) error {
	for _, k := range known {
		if k == value {
			return nil
		}
	}
	return unknown("--"+flag, value, known, "It is one of: "+strings.Join(known, ", "))
}

// completes offers the known values of a flag to the shell.
func completes(cmd *cobra.Command, flag string, known []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(known, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag is defined by the same function
	}
}

// directories offers directories to the shell.
func directories(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

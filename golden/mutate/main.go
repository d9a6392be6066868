// Command mutate proves that the tests of frameworks guard their rules.
//
//	go run ./golden/mutate [-root .] [-jobs N] [-list] [DIR...]
//
// It changes one thing at a time in the rule files of each framework, in memory:
// a number to the next, < to <=, good to outstanding; also the number at which two
// bands meet, in both, and two keys of a map for one another. For each such mutant
// the framework's own tests run, as `rubric test` runs them. A mutant is noticed by
// them; or refused, because the rules do not load or the checker reports an error;
// or the same, because what it says means the same or is proven to give the same
// results for every input. What is left survives: the tests would let the mistake
// pass.
//
// It prints a line for each framework, and each survivor with its place. Without
// directories it goes through all examples. The exit code is 1 if a mutant
// survives in a framework that must have no survivor, or a framework's tests fail
// without any change.
//
// sites.go finds numbers, comparisons and levels in the syntax tree, sentence.go
// those in sentences, cells.go those in files that rules read; near.go says what is
// next to a number or a level, and judge.go what a mutant comes to.
//
// Not changed are titles, notes, sources, tests, the names of levels in their scale,
// dates, and amendments with a name, which no test of a framework reads.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
)

// exitSurvivor is the exit code where the tests let something pass.
const exitSurvivor = 1

// spotless are the examples in which no mutant may survive.
var spotless = []string{
	"cms_nursing_home", "cms_nursing_home_2022", "cqc_local_authority", "cqc_locations", "cqc_quality_statements",
	"essential_standards", "fhrs", "ofsted", "ofsted_2024_09",
}

func main() {
	root := flag.String("root", ".", "the folder of the project")
	jobs := flag.Int("jobs", runtime.NumCPU(), "how many mutants are tried at once")
	list := flag.Bool("list", false, "list every mutant with what it came to, and not only the survivors")
	flag.Parse()
	dirs := flag.Args()
	if len(dirs) == 0 {
		dirs = frameworks(filepath.Join(*root, "examples"))
	}
	os.Exit(run(context.Background(), os.Stdout, os.Stderr, dirs, options{jobs: max(1, *jobs), list: *list}))
}

type options struct {
	jobs int
	list bool
}

// frameworks are the directories with rule files, at most two below a folder.
func frameworks(below string) []string {
	var out []string
	for _, pattern := range []string{"*/*.rubric.hcl", "*/*/*.rubric.hcl"} {
		found, _ := filepath.Glob(filepath.Join(below, pattern)) // the pattern is well formed
		for _, name := range found {
			out = append(out, filepath.Dir(name))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// run goes through frameworks and gives the exit code.
func run(ctx context.Context, out, progress io.Writer, dirs []string, opt options) int {
	code := 0
	var all tally
	for _, dir := range dirs {
		f, err := open(ctx, dir)
		if err != nil {
			fmt.Fprintf(out, "FAIL  %s: %v\n", filepath.ToSlash(dir), err)
			code = exitSurvivor
			continue
		}
		if f == nil {
			continue // definitions, which are mutated where they are used
		}
		verdicts := f.judgeAll(ctx, opt.jobs, progress)
		t := count(verdicts)
		mark := "ok  "
		if must := slices.Contains(spotless, filepath.Base(dir)); t.survived > 0 && must {
			mark, code = "FAIL", exitSurvivor
		} else if t.survived > 0 {
			mark = "    "
		}
		all.add(t)
		fmt.Fprintf(out, "%s  %-40s  %s\n", mark, f.name(), t)
		for i, m := range f.mutants {
			if v := verdicts[i]; v == survived || opt.list {
				fmt.Fprintf(out, "        %s:%d: %s, %s to %s: %s\n", filepath.ToSlash(filepath.Join(dir, m.file)), m.line, m.kind, m.was, m.now, v)
			}
		}
	}
	if len(dirs) > 1 {
		fmt.Fprintf(out, "all   %-40s  %s\n", "", &all)
	}
	return code
}

// tally counts what mutants came to.
type tally struct{ noticed, refused, same, survived int }

func count(verdicts []verdict) *tally {
	t := &tally{}
	for _, v := range verdicts {
		switch v {
		case noticed:
			t.noticed++
		case refused:
			t.refused++
		case same:
			t.same++
		case survived:
			t.survived++
		}
	}
	return t
}

func (t *tally) add(o *tally) {
	t.noticed += o.noticed
	t.refused += o.refused
	t.same += o.same
	t.survived += o.survived
}

// String is the line of a framework.
func (t *tally) String() string {
	parts := []string{
		fmt.Sprintf("%5d %s", t.noticed+t.refused+t.same+t.survived, "mutants"),
		fmt.Sprintf("%5d noticed by tests", t.noticed),
		fmt.Sprintf("%5d refused", t.refused),
		fmt.Sprintf("%4d the same", t.same),
		diag.Plural(t.survived, "survivor", "survivors"),
	}
	return strings.Join(parts, ", ")
}

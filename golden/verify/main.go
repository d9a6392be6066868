// Command verify rates real data with the frameworks of examples and compares
// what comes out with what was published, row by row.
//
//	go run ./golden/verify [-cases ../shared/cases] [-root .]
//
// It prints a line for each result: how many rows are as published, and by name
// each row that is known to depart, with the reason. The data is not part of the
// project; where its folder is missing, verify says so and succeeds. The exit
// code is 5 if a row differs that is not named, or if a number of rows is not
// the one that is known.
//
// What is compared stands in checks.go, how in compare.go; aggregation.go makes
// trusts of cases that were derived from published principles.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/rubric-lang/rubric/lang/diag"
)

// exitDiffers is the exit code of a comparison that failed, as for all commands.
const exitDiffers = 5

func main() {
	root := flag.String("root", ".", "the folder of the project")
	cases := flag.String("cases", filepath.FromSlash("../shared/cases"), "the folder of the published data")
	flag.Parse()
	os.Exit(run(os.Stdout, *root, *cases))
}

// run makes all comparisons and gives the exit code.
func run(w io.Writer, root, cases string) int {
	if _, err := os.Stat(cases); err != nil {
		fmt.Fprintf(w, "skipped: there is no folder %s with published data\n", cases)
		return 0
	}
	code := 0
	show := func(framework string, results []*outcome, err error) {
		if err != nil {
			fmt.Fprintf(w, "FAIL  %s: %v\n", framework, err)
			code = exitDiffers
		}
		for _, r := range results {
			if r.report(w, framework) {
				code = exitDiffers
			}
		}
	}
	for _, s := range sets {
		results, err := s.compare(root, cases)
		show(s.framework, results, err)
	}
	results, err := asem(root, cases)
	show("asem", results, err)
	results, err = compareAggregation(root, cases)
	show("cqc_trust", results, err)
	return code
}

// report prints the line of a result, and below it what is wrong. It reports
// whether something is.
func (r *outcome) report(w io.Writer, framework string) bool {
	mark := "ok  "
	if len(r.wrong) > 0 {
		mark = "FAIL"
	}
	fmt.Fprintf(w, "%s  %-23s  %-14s  %s\n", mark, framework, r.block, r.line())
	const most = 10
	for i, s := range r.wrong {
		if i == most {
			fmt.Fprintf(w, "        … and %s\n", diag.Plural(len(r.wrong)-most, "more", "more"))
			break
		}
		fmt.Fprintf(w, "        %s\n", s)
	}
	return len(r.wrong) > 0
}

package golden

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines what a run of tests came to. The JSON names are a public
// format: within a format_version, fields are added but never renamed or removed.

const reportFormat = 1

type (
	// Report is what the tests of one framework came to.
	Report struct {
		FormatVersion int        `json:"format_version"`
		Dir           string     `json:"directory"`
		Framework     string     `json:"framework"`
		Version       string     `json:"version"`
		Passed        int        `json:"passed"`
		Failed        int        `json:"failed"`
		Cases         int        `json:"cases"` // values given, rows and inputs tried
		FailedCases   int        `json:"failed_cases"`
		Tests         []*Outcome `json:"tests"`
		Hint          string     `json:"hint,omitempty"` // what could be tested and is not
		Covered       *Covered   `json:"coverage,omitempty"`

		problems diag.List
		sources  diag.Sources
		coverage *engine.Coverage
	}
	// Outcome is what one test came to.
	Outcome struct {
		Name     string    `json:"name"`
		Place    Place     `json:"place"`
		Cases    int       `json:"cases"`
		Failed   int       `json:"failed_cases"`
		Unfit    bool      `json:"data_does_not_fit,omitempty"`
		Updated  bool      `json:"updated,omitempty"` // the results are approved now
		Failures []Failure `json:"failures,omitempty"`
		Changes  *Changes  `json:"changes,omitempty"` // of a golden
		Note     string    `json:"note,omitempty"`

		terse   bool // enough has been explained
		verdict bool // one failure is enough
	}
	// Failure is one thing that did not come out as expected.
	Failure struct {
		Row      string `json:"row,omitempty"`    // the key of the row of the data
		Result   string `json:"result,omitempty"` // "score[safe]"
		Expected string `json:"expected,omitempty"`
		Actual   string `json:"actual,omitempty"`
		Why      string `json:"why,omitempty"` // how the actual result came about
		Cause    string `json:"cause,omitempty"`
		CauseAt  Place  `json:"cause_place,omitzero"`
		WhyNot   string `json:"why_not,omitempty"` // what stands in the way of the expected level
		WhyNotAt Place  `json:"why_not_place,omitzero"`
		Message  string `json:"message,omitempty"` // instead of the above
		Given    string `json:"given,omitempty"`   // of a property: the smallest input that breaks it
		Place    Place  `json:"place,omitzero"`    // what is expected, or the cell of the data
	}
	// Place is a line of a file.
	Place struct {
		File string `json:"file,omitempty"`
		Line int    `json:"line,omitempty"`
	}
)

// String gives the place as a terminal can follow it: care/care.rubric.hcl:12.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Bad reports whether the test failed.
func (o *Outcome) Bad() bool { return o.Failed > 0 || len(o.Failures) > 0 }

// fail adds what did not come out as expected.
func (o *Outcome) fail(f Failure) { o.Failures = append(o.Failures, f) }

// Bad reports whether the rules have errors or a test failed.
func (r *Report) Bad() bool { return r.problems.HasErrors() || r.Failed > 0 }

// Unfit reports whether the data of a test does not fit the rules.
func (r *Report) Unfit() bool {
	return slices.ContainsFunc(r.Tests, func(o *Outcome) bool { return o.Unfit })
}

// Problems are the problems of the rules; with an error among them no test ran.
func (r *Report) Problems() (diag.List, diag.Sources) { return r.problems, r.sources }

// close counts.
func (r *Report) close() {
	for _, o := range r.Tests {
		if o.Bad() {
			r.Failed++
		} else {
			r.Passed++
		}
		r.Cases += o.Cases
		r.FailedCases += o.Failed
	}
	if r.coverage != nil {
		r.Covered = r.cover(r.coverage)
	}
}

// Line is the summary in one line.
func (r *Report) Line() string {
	all := r.Passed + r.Failed
	if all == 0 {
		return fmt.Sprintf("%s %s: no tests", r.Framework, r.Version)
	}
	out := fmt.Sprintf("%s %s: %s passed, %s", r.Framework, r.Version, diag.Plural(r.Passed, "test", "tests"), diag.Plural(r.Cases, "case", "cases"))
	if r.Failed > 0 {
		out = fmt.Sprintf("%s %s: %s of %s failed, %s of %s", r.Framework, r.Version, number(r.Failed), diag.Plural(all, "test", "tests"), number(r.FailedCases), diag.Plural(r.Cases, "case", "cases"))
	}
	return out
}

// number writes a whole number with separators.
func number(n int) string { return diag.Plural(n, "", "")[:len(diag.Plural(n, "", ""))-1] }

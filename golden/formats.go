package golden

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines the reports for programs and for pages: JSON, JUnit XML,
// Markdown, and diagnostics, which SARIF and GitHub annotations are made of.

// Codes of what tests find.
const (
	TestFailed    diag.Code = "R0601" // a test does not come out as expected
	RatingChanged diag.Code = "R0602" // results differ from those that were approved
	NeverReached  diag.Code = "R0603" // tests do not reach enough of the rules
)

// WriteJSON writes reports in their public form.
func WriteJSON(w io.Writer, reports []*Report) error {
	return writeIndented(w, struct {
		FormatVersion int       `json:"format_version"`
		Reports       []*Report `json:"reports"`
	}{reportFormat, reports})
}

// WriteCoverageJSON writes what the tests of each framework reach.
func WriteCoverageJSON(w io.Writer, reports []*Report) error {
	type one struct {
		Framework string   `json:"framework"`
		Coverage  *Covered `json:"coverage"`
	}
	list := []one{}
	for _, r := range reports {
		if r.Covered != nil {
			list = append(list, one{r.Framework, r.Covered})
		}
	}
	return writeIndented(w, struct {
		FormatVersion int   `json:"format_version"`
		Frameworks    []one `json:"frameworks"`
	}{reportFormat, list})
}

func writeIndented(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// JUnit's elements, as CI systems read them.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitProblem `xml:"failure"`
		Error   *junitProblem `xml:"error"`
	}
	junitProblem struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// WriteJUnit writes reports as JUnit XML: a suite for each framework, a case for
// each test. Rules that do not compile are one case with an error.
func WriteJUnit(w io.Writer, reports []*Report) error {
	var all junitSuites
	for _, r := range reports {
		s := junitSuite{Name: r.name(), Tests: len(r.Tests)}
		for _, o := range r.Tests {
			c := junitCase{Name: o.Name, Class: r.name(), File: o.Place.File, Line: o.Place.Line}
			if o.Bad() {
				s.Failures++
				c.Failure = &junitProblem{Message: o.message(), Text: o.Text()}
			}
			s.Cases = append(s.Cases, c)
		}
		if r.problems.HasErrors() {
			s.Tests, s.Errors = s.Tests+1, 1
			s.Cases = append(s.Cases, junitCase{Name: "the rules compile", Class: r.name(), Error: &junitProblem{Message: r.problems[0].Summary, Text: problemText(r)}})
		}
		all.Tests, all.Failures, all.Errors = all.Tests+s.Tests, all.Failures+s.Failures, all.Errors+s.Errors
		all.Suites = append(all.Suites, s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// name is what the report is about: the framework, or its directory.
func (r *Report) name() string {
	if r.Framework != "" {
		return r.Framework
	}
	return r.Dir
}

func problemText(r *Report) string {
	var b strings.Builder
	if err := diag.WriteText(&b, r.problems, r.sources, diag.TextOptions{}); err != nil {
		return err.Error()
	}
	return b.String()
}

// message is the outcome in one line.
func (o *Outcome) message() string {
	switch {
	case len(o.Failures) > 0:
		return o.Failures[0].head()
	case o.Changes != nil:
		return o.Changes.Line()
	}
	return "failed"
}

// Diagnostics are the failures as problems with places, for SARIF and for the
// annotations of a pull request; those of the rules are in Problems. Threshold is the least coverage in per cent; 0
// asks for none.
func (r *Report) Diagnostics(threshold int) diag.List {
	var out diag.List
	for _, o := range r.Tests {
		if !o.Bad() {
			continue
		}
		for _, f := range o.Failures {
			at := f.Place
			if at.File == "" {
				at = o.Place
			}
			d := &diag.Diagnostic{Code: TestFailed, Summary: "test " + `"` + o.Name + `" failed`, Detail: strings.TrimSuffix(f.head(), ".") + ".", Range: at.span()}
			if f.Given != "" {
				d.Detail += " " + f.Given + "."
			}
			if why := f.because(); why != "" {
				d.Notes = append(d.Notes, diag.Note{Range: f.CauseAt.span(), Caption: why})
			}
			out = append(out, d)
		}
		if o.Changes != nil {
			out = append(out, o.Changes.diagnostics()...)
		}
	}
	if r.Below(threshold) {
		out = append(out, r.neverReached()...)
	}
	return out
}

// Below reports whether the tests reach less of the rules than is asked for.
func (r *Report) Below(threshold int) bool {
	return r.Covered != nil && r.Covered.Reached*100 < threshold*r.Covered.Points
}

func (r *Report) neverReached() diag.List {
	var out diag.List
	for _, p := range r.Covered.Never {
		out.Add(&diag.Diagnostic{Severity: diag.Warning, Code: NeverReached, Summary: "part of the rules that no test reaches", Detail: "Never reached: " + p.String() + ".", Range: p.Place.span()})
	}
	return out
}

// diagnostics are a change of ratings as problems, each at what decides now.
func (c *Changes) diagnostics() diag.List {
	var out diag.List
	for _, m := range c.Moves {
		var keys []string
		for _, e := range m.Examples {
			keys = append(keys, e.Key)
		}
		detail := m.head() + " than was approved, by " + m.Cause.String() + ": " + strings.Join(keys, ", ")
		if m.Way == "" || m.From != "" {
			detail = m.head() + ", by " + m.Cause.String() + ": " + strings.Join(keys, ", ")
		}
		if more := m.Rows - len(keys); more > 0 {
			detail += " and " + plural(more, "more", "more")
		}
		out.Add(&diag.Diagnostic{Code: RatingChanged, Summary: "ratings that differ from the approved ones", Detail: detail + ".", Range: Place{m.Cause.At.File, m.Cause.At.Line}.span()})
	}
	if len(c.Moves) == 0 {
		out.Add(&diag.Diagnostic{Code: RatingChanged, Summary: "results that differ from the approved ones", Detail: c.Line() + ".", Range: Place{File: c.File}.span()})
	}
	return out
}

// span is a place as a range of one line.
func (p Place) span() diag.Range {
	r := diag.Range{Filename: p.File}
	if p.Line > 0 {
		r.Start.Line, r.Start.Column = p.Line, 1
		r.End = r.Start
	}
	return r
}

// WriteMarkdown writes reports for a page or a comment on a pull request.
func WriteMarkdown(w io.Writer, reports []*Report) error {
	out := bufio.NewWriter(w)
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(out)
		}
		r.markdown(out)
	}
	return out.Flush()
}

func (r *Report) markdown(out *bufio.Writer) {
	fmt.Fprintf(out, "## %s\n\n", report.Marked(r.name()))
	if r.problems.HasErrors() {
		fmt.Fprintf(out, "The rules do not compile: %s.\n", plural(r.problems.Count(diag.Error), "error", "errors"))
		return
	}
	fmt.Fprintf(out, "%s.\n", report.Marked(r.Line()))
	if r.Covered != nil {
		fmt.Fprintf(out, "\n%s.\n", upper(r.Covered.Line()))
	}
	for _, o := range r.Tests {
		if !o.Bad() && !o.Updated {
			continue
		}
		fmt.Fprintf(out, "\n### %s\n\n%s\n", report.Marked(o.Name), report.Marked(o.Place.String()))
		if len(o.Failures) > 0 {
			fmt.Fprint(out, "\n| row | result | expected | actual | because |\n|---|---|---|---|---|\n")
		}
		for _, f := range o.Failures {
			if f.Message != "" {
				fmt.Fprintf(out, "| %s | | | | %s |\n", report.Marked(f.Row), report.Marked(f.Message))
				continue
			}
			fmt.Fprintf(out, "| %s | %s | %s | %s | %s |\n", report.Marked(f.Row), report.Marked(f.Result), report.Marked(f.Expected), report.Marked(f.Actual), report.Marked(strings.TrimSpace(f.because()+" "+f.Given)))
		}
		if o.Changes != nil {
			o.Changes.markdown(out)
		}
	}
}

func (c *Changes) markdown(out *bufio.Writer) {
	fmt.Fprintf(out, "\n%s.\n", upper(c.Line()))
	if len(c.Moves) > 0 {
		fmt.Fprint(out, "\n| change | rows | because of | for example |\n|---|---|---|---|\n")
	}
	for _, m := range c.Moves {
		var keys []string
		for _, e := range m.Examples {
			keys = append(keys, e.Key)
		}
		change := m.From + " → " + m.To
		if m.From == "" && m.To == "" {
			change = m.Way + " by " + m.Least
			if m.Least != m.Most {
				change += " to " + m.Most
			}
		}
		fmt.Fprintf(out, "| %s: %s | %d | %s (%s) | %s |\n", report.Marked(m.Result), report.Marked(change), m.Rows, report.Marked(m.Cause.String()),
			report.Marked(Place{m.Cause.At.File, m.Cause.At.Line}.String()), report.Marked(strings.Join(keys, ", ")))
	}
	if len(c.New) > 0 {
		fmt.Fprintf(out, "\nNew: %s.\n", report.Marked(some(c.New)))
	}
	if len(c.Gone) > 0 {
		fmt.Fprintf(out, "\nGone: %s.\n", report.Marked(some(c.Gone)))
	}
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

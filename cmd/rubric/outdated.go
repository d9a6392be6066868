package main

// This file defines `rubric outdated`.

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"github.com/spf13/cobra"
)

const outdatedHelp = `  rubric outdated care                          what is past its review, or near it
  rubric outdated care audit                    of several frameworks
  rubric outdated care --within "6 months"      look further ahead
  rubric outdated care --as-of 2027-04-01       as seen from another day
  rubric outdated care --sources "2 years"      read sources again after two years

outdated lists the parameters, dated values and tables whose review_by has passed
or comes soon, sources that were read long ago (retrieved), and frameworks and
blocks whose in_force ends. Values that another has replaced are left out.

The list goes to standard output, the oldest first. The exit code is 1 if
something is past, else 0.`

var outdatedFormats = []string{"human", "json"}

// never is the word for sources that need not be read again.
const never = "never"

// outdatedOptions says what is looked at, from when.
type outdatedOptions struct {
	Dirs    []string
	AsOf    string // "" is today
	Within  string
	Sources string
	Variant string
	Format  string // one of outdatedFormats
}

func newOutdated(s *streams) *cobra.Command {
	var opt outdatedOptions
	cmd := &cobra.Command{
		Use: "outdated DIR...", Short: "List what is past its review, or near it", Long: outdatedHelp,
		Args: atLeast(1, "the directory of a framework"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			if opt.Dirs = args; opt.AsOf == "" {
				opt.AsOf = time.Now().Format(time.DateOnly)
			} else if err := isDate("as-of", opt.AsOf); err != nil {
				return err
			}
			return runOutdated(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opt.AsOf, "as-of", "", "the day from which it is seen; default: today")
	f.StringVar(&opt.Within, "within", "90 days", "how far ahead to look, such as \"90 days\" or \"6 months\"")
	f.StringVar(&opt.Sources, "sources", "12 months", "how long after it was read a source is read again, or \"never\"")
	f.StringVar(&opt.Variant, "variant", "", variantFlag)
	f.StringVar(&opt.Format, "format", "human", "human or json")
	completes(cmd, "format", outdatedFormats)
	return cmd
}

// dueReview is a thing that is due, for people and as JSON.
type dueReview struct {
	Framework string `json:"framework"`
	Address   string `json:"address"`
	Title     string `json:"title,omitempty"`
	Value     string `json:"value,omitempty"`
	Why       string `json:"why"` // review_by, in_force.until or retrieved
	Date      string `json:"date"`
	Read      string `json:"read,omitempty"` // of a source
	Days      int    `json:"days"`           // until the date; negative: since
	Past      bool   `json:"past"`
	File      string `json:"file"`
	Line      int    `json:"line"`
}

func runOutdated(_ context.Context, opt outdatedOptions, s *streams) error {
	if err := oneOf("format", opt.Format, outdatedFormats); err != nil {
		return err
	}
	within, err := readSpan("within", opt.Within)
	if err != nil {
		return err
	}
	again := func(string) string { return "" }
	if opt.Sources != never {
		after, err := readSpan("sources", opt.Sources)
		if err != nil {
			return err
		}
		again = after.after
	}
	code, last := exitFine, within.after(opt.AsOf)
	list := []dueReview{}
	for _, dir := range opt.Dirs {
		l, err := loadFramework(dir, opt.Variant, s)
		if err != nil {
			s.say(err.Error())
			code = worse(code, err)
			continue
		}
		for _, r := range l.framework.Reviews(opt.AsOf, again) {
			if r.Due <= last {
				list = append(list, due(r, l.framework, dir, opt.AsOf))
			}
		}
	}
	slices.SortStableFunc(list, func(a, b dueReview) int { return strings.Compare(a.Date, b.Date) })
	for _, r := range list {
		if r.Past {
			code = max(code, exitFindings)
		}
	}
	if err := writeDue(list, opt, last, s); err != nil {
		return err
	}
	return finished(code)
}

// due places a review in time and in its file.
func due(r rules.Review, fw *rules.Framework, dir, asOf string) dueReview {
	to, _ := rules.Days(r.Due)
	from, _ := rules.Days(asOf)
	out := dueReview{Framework: fw.ID, Address: r.Address, Title: r.Title, Value: r.Value, Why: "review_by", Date: r.Due, Read: r.Read, Days: to - from,
		File: (&source{dir: dir}).path(r.At.Filename), Line: r.At.Start.Line}
	out.Past = out.Days < 0
	switch {
	case r.Ends:
		out.Why, out.Past = "in_force.until", out.Days <= 0
	case r.Read != "":
		out.Why = "retrieved"
	}
	return out
}

func writeDue(list []dueReview, opt outdatedOptions, last string, s *streams) error {
	if opt.Format == "json" {
		enc := json.NewEncoder(s.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(struct {
			AsOf   string      `json:"as_of"`
			Within string      `json:"within"`
			Due    []dueReview `json:"due"`
		}{opt.AsOf, opt.Within, list})
	}
	if len(list) == 0 {
		_, err := fmt.Fprintf(s.out, "nothing is past, and nothing is due by %s\n", last)
		return err
	}
	for _, r := range list {
		if _, err := fmt.Fprintln(s.out, r.line()); err != nil {
			return err
		}
	}
	return nil
}

// line says in words what is due.
func (r dueReview) line() string {
	what := r.Address
	if r.Value != "" {
		what += " = " + r.Value
	}
	if r.Title != "" {
		what += " (" + r.Title + ")"
	}
	return fmt.Sprintf("%s:%d: %s: %s", r.File, r.Line, what, r.when())
}

func (r dueReview) when() string {
	days := strings.TrimPrefix(diag.Plural(max(r.Days, -r.Days), "day", "days"), "-")
	ago := days + " ago"
	if !r.Past {
		if ago = "in " + days; r.Days == 0 {
			ago = "today"
		}
	}
	switch {
	case r.Why == "in_force.until" && r.Past:
		return "in force until " + r.Date + ", which was " + strings.Replace(ago, "0 days ago", "today", 1)
	case r.Why == "in_force.until":
		return "in force until " + r.Date + ", " + ago
	case r.Why == "retrieved":
		return "read on " + r.Read + ", to be read again by " + r.Date + ", " + ago
	}
	return "to be looked at by " + r.Date + ", " + ago
}

package golden

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how a run of tests is told to people: what failed, with
// expected and actual first, then how the actual came about, with its place.

// TextOptions says how much is told.
type TextOptions struct {
	Color   bool
	Verbose bool // tests that passed, too
}

func plural(n int, one, many string) string { return diag.Plural(n, one, many) }

// WriteText writes what failed or changed, and the summary.
func (r *Report) WriteText(w io.Writer, opt TextOptions) error {
	out := bufio.NewWriter(w)
	for _, o := range r.Tests {
		switch {
		case o.Bad() || o.Updated:
			fmt.Fprintln(out, painted(o.Text(), opt.Color, o.Bad()))
		case opt.Verbose:
			line := "ok    " + o.Name
			if o.Cases > 1 {
				line += " (" + plural(o.Cases, "case", "cases") + ")"
			}
			if o.Note != "" {
				line += ": " + o.Note
			}
			fmt.Fprintln(out, report.Printable(line))
		}
	}
	if r.Hint != "" {
		fmt.Fprintln(out, report.Printable(r.Hint))
	}
	fmt.Fprintln(out, report.Printable(r.Line()))
	return out.Flush()
}

// painted colours the first word of a text.
func painted(text string, color, bad bool) string {
	if !color {
		return text
	}
	word, rest, _ := strings.Cut(text, " ")
	code := "32"
	if bad {
		code = "31"
	}
	return "\x1b[1;" + code + "m" + word + "\x1b[0m " + rest
}

// mostTold is how many failures of one test people are shown.
const mostTold = 20

// Text is the outcome for people, in lines.
func (o *Outcome) Text() string {
	word := "FAIL "
	if o.Updated {
		word = "APPROVED "
	}
	lines := []string{word + report.Printable(o.Name) + " (" + o.Place.String() + ")"}
	if o.Failed > 0 && o.Cases > 1 {
		lines[0] += fmt.Sprintf(": %s of %s", number(o.Failed), plural(o.Cases, "case", "cases"))
	}
	for i, f := range o.Failures {
		if i == mostTold {
			lines = append(lines, "  … and more; the JSON report has them")
			break
		}
		lines = append(lines, f.lines()...)
	}
	if o.Changes != nil {
		lines = append(lines, o.Changes.lines()...)
		if !o.Updated {
			lines = append(lines, "  If this is meant, approve it with --update, and read the difference before you commit it.")
		}
	}
	return strings.Join(lines, "\n")
}

// head is the failure in one line: expected and actual.
func (f *Failure) head() string {
	out := f.Message
	if out == "" {
		out = "expected " + f.Expected + ", got " + f.Actual
		if f.Result != "" {
			out = f.Result + ": " + out
		}
		if f.Row != "" {
			out = f.Row + ": " + out
		}
	}
	return report.Printable(out)
}

func (f *Failure) lines() []string {
	first := "  " + f.head()
	if f.Place.File != "" {
		first += " (" + f.Place.String() + ")"
	}
	out := []string{first}
	if f.Given != "" {
		out = append(out, "    "+report.Printable(f.Given))
	}
	if why := f.because(); why != "" {
		out = append(out, "    "+why)
	}
	if f.WhyNot != "" {
		out = append(out, "    not "+report.Printable(f.Expected+" ("+f.WhyNotAt.String()+"): "+f.WhyNot))
	}
	return out
}

// because is how the actual result came about, with the place of what decided.
func (f *Failure) because() string {
	if f.Cause == "" {
		return ""
	}
	out := f.Cause + " (" + f.CauseAt.String() + ")"
	if f.Why != "" {
		out += ": " + f.Why
	}
	return report.Printable(out)
}

func (c *Changes) lines() []string {
	out := []string{"  " + c.Line()}
	for _, m := range c.Moves {
		out = append(out, "  "+report.Printable(m.head()))
		out = append(out, "    by "+report.Printable(m.Cause.String())+" ("+Place{m.Cause.At.File, m.Cause.At.Line}.String()+")")
		for _, e := range m.Examples {
			out = append(out, "    "+report.Printable(e.text(m)))
		}
		if more := m.Rows - len(m.Examples); more > 0 {
			out = append(out, "    … and "+plural(more, "more row", "more rows"))
		}
	}
	for _, x := range []struct {
		what string
		list []string
	}{{"new", c.New}, {"gone", c.Gone}, {"new results", c.Added}, {"results that are gone", c.Dropped}} {
		if len(x.list) > 0 {
			out = append(out, "  "+x.what+": "+report.Printable(some(x.list)))
		}
	}
	return out
}

// some names the first of a list.
func some(list []string) string {
	if len(list) <= 2*mostExamples {
		return strings.Join(list, ", ")
	}
	return strings.Join(list[:2*mostExamples], ", ") + fmt.Sprintf(" and %s more", number(len(list)-2*mostExamples))
}

// head says which way how many rows went.
func (m *Move) head() string {
	rows := plural(m.Rows, "row", "rows")
	if m.From == "" && m.To == "" {
		span := "by " + m.Least
		if m.Least != m.Most {
			span += " to " + m.Most
		}
		return fmt.Sprintf("%s: %s %s %s", m.Result, rows, m.Way, span)
	}
	way := m.Way
	if way != "" {
		way = ", " + way
	}
	return fmt.Sprintf("%s: %s from %s to %s%s", m.Result, rows, m.From, m.To, way)
}

func (e *Example) text(m *Move) string {
	out := e.Key
	if m.From == "" && m.To == "" {
		out += ": from " + e.From + " to " + e.To
	}
	if e.Why != "" {
		out += ": " + e.Why
	}
	return out
}

package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how a profile is written: what a run cost, by step.

// mostSteps is how many steps a profile shows.
const mostSteps = 20

// WriteProfile writes where the time of a run went and what memory its steps
// handled, the dearest first, by the names and places of the rules. Times are of
// all cores, added up; memory is that of the columns that a step made, most of which
// is used again for the next rows.
func WriteProfile(w io.Writer, p *engine.Profile) error {
	type line struct {
		what, where string
		time        time.Duration
		bytes       int64
	}
	lines := []line{{what: "reading and typing cells", time: p.Reading}}
	rest, all := line{}, p.Reading+p.Writing
	for i, c := range p.Steps {
		all += c.Time
		what := c.Block.Kind.String() + " " + c.Block.Name
		if c.Columns > 1 {
			what += fmt.Sprintf(", %s members", grouped(c.Columns))
		}
		if i < mostSteps {
			lines = append(lines, line{what, fmt.Sprintf("%s:%d", c.Block.At.Filename, c.Block.At.Start.Line), c.Time, c.Bytes})
			continue
		}
		rest.time, rest.bytes = rest.time+c.Time, rest.bytes+c.Bytes
		rest.what = diag.Plural(i+1-mostSteps, "more step", "more steps")
	}
	if rest.what != "" {
		lines = append(lines, rest)
	}
	lines = append(lines, line{what: "writing results", time: p.Writing})
	widest := 0
	for _, l := range lines {
		widest = max(widest, utf8.RuneCountInString(l.what))
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "\nCost of %s, in seconds of all cores\n", diag.Plural(p.Rows, "row", "rows"))
	if p.Alike > 0 {
		fmt.Fprintf(out, "  %s are of %s, each of which was computed once\n", diag.Plural(p.Alike, "row", "rows"), diag.Plural(p.Kinds, "kind", "kinds"))
	}
	for _, l := range lines {
		memory := ""
		if l.bytes > 0 {
			memory = fmt.Sprintf("%.1f MB", float64(l.bytes)/1e6)
		}
		pad := strings.Repeat(" ", widest-utf8.RuneCountInString(l.what))
		text := fmt.Sprintf("  %s%s  %8.4f  %3.0f%%  %10s  %s", l.what, pad, l.time.Seconds(), 100*l.time.Seconds()/max(all.Seconds(), 1e-9), memory, printable(l.where))
		fmt.Fprintln(out, strings.TrimRight(text, " "))
	}
	return out.Flush()
}

package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the summary of a run.

const (
	barWidth  = 30 // characters of the longest bar
	mostLines = 40 // blocks and members that a summary shows
)

// WriteSummary writes how the published results are distributed: levels with
// bars, states and absences with their reasons, and what rests on figures that
// are not confirmed.
func WriteSummary(w io.Writer, res *engine.Result) error {
	out := bufio.NewWriter(w)
	fw := res.Plan.Framework
	variant := ""
	if fw.Variant != "" {
		variant = ", variant " + fw.Variant
	}
	fmt.Fprintf(out, "%s %s%s: %s rated", fw.ID, fw.Version, variant, diag.Plural(res.Data.Rows, "row", "rows"))
	if res.Plan.AsOf != "" {
		fmt.Fprintf(out, ", as of %s", res.Plan.AsOf)
		if res.Plan.Latest {
			fmt.Fprint(out, " (the latest date of the rules)")
		}
	}
	fmt.Fprintln(out)
	shown, left := 0, 0
	for _, b := range fw.Publish {
		for _, o := range res.Outcomes[b] {
			if shown++; shown > mostLines {
				left++
				continue
			}
			distribution(out, res, b, o)
		}
	}
	if left > 0 {
		fmt.Fprintf(out, "… and %s\n", diag.Plural(left, "more result", "more results"))
	}
	before := "\n"
	for _, b := range fw.Publish {
		if s := restsOn(b); s != "" {
			fmt.Fprintf(out, "%s%s %s\n", before, b.Name, s)
			before = ""
		}
	}
	return out.Flush()
}

// count is a line of a distribution.
type count struct {
	name string
	n    int
}

// distribution writes a result's name and the lines below it.
func distribution(out *bufio.Writer, res *engine.Result, b *rules.Block, o *engine.Outcome) {
	fmt.Fprintf(out, "\n%s\n", printable(columnName(res, b, o)))
	var bars, rest []count
	if b.Type.Kind == rules.Number {
		bars = classes(o.Final)
	} else {
		bars, rest = codes(res, b, o.Final)
	}
	rest = append(rest, reasons(res, o.Final)...)
	widest, most := 0, 0
	for _, c := range append(slices.Clone(bars), rest...) {
		widest = max(widest, utf8.RuneCountInString(c.name))
		most = max(most, c.n)
	}
	digits := len(fmt.Sprint(most))
	line := func(c count, bar string) {
		pad := strings.Repeat(" ", widest-utf8.RuneCountInString(c.name))
		fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("  %s%s  %*d  %s", c.name, pad, digits, c.n, bar), " "))
	}
	longest := 1
	for _, c := range bars {
		longest = max(longest, c.n)
	}
	for _, c := range bars {
		line(c, bar(c.n, longest))
	}
	for _, c := range rest {
		line(c, "")
	}
}

// bar is a bar in eighths of a character.
func bar(n, longest int) string {
	eighths := (n*barWidth*8 + longest - 1) / longest
	s := strings.Repeat("█", eighths/8)
	if r := eighths % 8; r > 0 {
		s += string([]rune("▏▎▍▌▋▊▉")[r-1])
	}
	return s
}

// codes counts levels, best first, and states; or yes and no, and whatever else
// has few values.
func codes(res *engine.Result, b *rules.Block, c *engine.Column) (levels, states []count) {
	if c.Kind == rules.TextKind {
		return nil, []count{{"texts", present(c)}}
	}
	by := map[int32]int{}
	for row, w := range c.Why {
		if w == 0 {
			by[c.Code[row]]++
		}
	}
	if c.Kind == rules.LevelKind {
		for code := range b.Scale.Len() {
			n := count{levelName(b.Scale, code), by[int32(code)]}
			switch {
			case !b.Scale.IsState(code):
				levels = append(levels, n)
			case n.n > 0:
				states = append(states, n)
			}
		}
		return levels, states
	}
	if c.Kind != rules.Bool {
		return nil, []count{{"values", present(c)}}
	}
	return []count{{"true", by[1]}, {"false", by[0]}}, nil
}

func levelName(s *rules.Scale, code int) string {
	if lv := s.Level(code); lv.Number != nil && lv.Label != "" && lv.Label != lv.ID {
		return lv.ID + " " + lv.Label
	} else if lv.Label != "" {
		return lv.Label
	}
	return s.Level(code).ID
}

func present(c *engine.Column) (n int) {
	for _, w := range c.Why {
		if w == 0 {
			n++
		}
	}
	return n
}

// reasons counts absences by reason, the most frequent first.
func reasons(res *engine.Result, c *engine.Column) []count {
	by := map[uint8]int{}
	for _, w := range c.Why {
		if w != 0 {
			by[w]++
		}
	}
	var out []count
	for w, n := range by {
		r := res.Plan.Reason(w)
		out = append(out, count{"absent: " + r.Name, n})
	}
	slices.SortFunc(out, func(a, b count) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.name, b.name)
	})
	return out
}

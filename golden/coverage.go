package golden

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
)

// This file defines how coverage is told: as a summary, as what was not reached,
// and as a listing of the rule files with a count beside each line.

type (
	// Covered is what the tests reach of the rules.
	Covered struct {
		Reached int           `json:"reached"`
		Points  int           `json:"points"`
		Kinds   []CoveredKind `json:"kinds"`
		Never   []CoverPoint  `json:"never"`
		Files   []CoveredFile `json:"files"`
	}
	// CoveredKind is one kind of part: rules, bands, operands of conditions.
	CoveredKind struct {
		Kind    string `json:"kind"`
		Reached int    `json:"reached"`
		Points  int    `json:"points"`
	}
	// CoverPoint is a part of the rules that no test reaches.
	CoverPoint struct {
		Kind  string `json:"kind"`
		Name  string `json:"name"`
		In    string `json:"in"`
		Text  string `json:"text,omitempty"` // of a condition
		Place Place  `json:"place"`
	}
	// CoveredFile is a rule file.
	CoveredFile struct {
		File    string        `json:"file"`
		Reached int           `json:"reached"`
		Points  int           `json:"points"`
		Lines   []CoveredLine `json:"lines"`
	}
	// CoveredLine is a line on which parts stand. Least is how many cases reached
	// the part that the fewest did.
	CoveredLine struct {
		Line    int      `json:"line"`
		Reached int      `json:"reached"`
		Points  int      `json:"points"`
		Least   int      `json:"least"`
		Never   []string `json:"never,omitempty"`
	}
)

// Percent is the share of the parts that are reached, in whole per cent, rounded
// down; 100 where there are none.
func (c *Covered) Percent() int {
	if c.Points == 0 {
		return 100
	}
	return 100 * c.Reached / c.Points
}

// Line is the summary in one line.
func (c *Covered) Line() string {
	return fmt.Sprintf("coverage: %d%%, %s of %s", c.Percent(), number(c.Reached), plural(c.Points, "part", "parts"))
}

// String names the part: "limit breach of rating overall".
func (p CoverPoint) String() string {
	if p.Text != "" {
		return p.phrase() + ", in " + p.In
	}
	return p.phrase() + " of " + p.In
}

// phrase names the part within its line.
func (p CoverPoint) phrase() string {
	switch {
	case p.Text != "":
		return `"` + p.Text + `"` + " is never " + p.Name
	case p.Kind == "condition":
		return "a condition that is never " + p.Name
	}
	return p.Kind + " " + p.Name
}

func (r *Report) coverPoint(p *engine.CoverPoint) CoverPoint {
	out := CoverPoint{Kind: p.Kind, Name: p.Name, In: p.In, Place: Place{r.path(p.At.Filename), p.At.Start.Line}}
	if src := r.sources[p.At.Filename]; p.Kind == "condition" && p.At.CanSliceBytes(src) {
		out.Text = strings.Join(strings.Fields(string(p.At.SliceBytes(src))), " ")
	}
	return out
}

func (r *Report) path(name string) string { return filepath.ToSlash(filepath.Join(r.Dir, name)) }

// cover tells what was counted.
func (r *Report) cover(v *engine.Coverage) *Covered {
	c := &Covered{Kinds: []CoveredKind{}, Never: []CoverPoint{}, Files: []CoveredFile{}}
	c.Reached, c.Points = v.Reached()
	for _, p := range v.Unreached() {
		c.Never = append(c.Never, r.coverPoint(p))
	}
	points := slices.Clone(v.Points)
	slices.SortStableFunc(points, func(a, b *engine.CoverPoint) int {
		return cmp.Or(cmp.Compare(a.At.Filename, b.At.Filename), cmp.Compare(a.At.Start.Line, b.At.Start.Line), cmp.Compare(a.At.Start.Byte, b.At.Start.Byte))
	})
	for _, p := range points {
		c.kind(p)
		c.line(p, r.coverPoint(p))
	}
	return c
}

func (c *Covered) kind(p *engine.CoverPoint) {
	i := slices.IndexFunc(c.Kinds, func(k CoveredKind) bool { return k.Kind == p.Kind })
	if i < 0 {
		i = len(c.Kinds)
		c.Kinds = append(c.Kinds, CoveredKind{Kind: p.Kind})
	}
	c.Kinds[i].Points++
	c.Kinds[i].Reached += min(p.Count, 1)
}

func (c *Covered) line(p *engine.CoverPoint, told CoverPoint) {
	file := told.Place.File
	if n := len(c.Files); n == 0 || c.Files[n-1].File != file {
		c.Files = append(c.Files, CoveredFile{File: file})
	}
	f := &c.Files[len(c.Files)-1]
	if n := len(f.Lines); n == 0 || f.Lines[n-1].Line != p.At.Start.Line {
		f.Lines = append(f.Lines, CoveredLine{Line: p.At.Start.Line, Least: p.Count})
	}
	l := &f.Lines[len(f.Lines)-1]
	l.Points, f.Points = l.Points+1, f.Points+1
	l.Least = min(l.Least, p.Count)
	if p.Count > 0 {
		l.Reached, f.Reached = l.Reached+1, f.Reached+1
	} else {
		l.Never = append(l.Never, told.phrase())
	}
}

// mostNever is how many parts that were not reached the summary names.
const mostNever = 40

// WriteSummary writes the share that is reached by kind, and what is not reached.
func (c *Covered) WriteSummary(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, c.Line())
	for _, k := range c.Kinds {
		fmt.Fprintf(out, "  %-10s %4d of %d\n", k.Kind, k.Reached, k.Points)
	}
	if len(c.Never) > 0 {
		fmt.Fprintln(out, "never reached:")
	}
	for i, p := range c.Never {
		if i == mostNever {
			fmt.Fprintf(out, "  … and %s more; --coverage=listing shows all\n", number(len(c.Never)-i))
			break
		}
		fmt.Fprintf(out, "  %s: %s\n", p.Place, report.Printable(p.String()))
	}
	return out.Flush()
}

// WriteListing writes the rule files with a count beside each line on which
// something can be reached: how many cases reached the part that the fewest did.
// An exclamation mark stands where something is never reached, and says what.
func (r *Report) WriteListing(w io.Writer) error {
	out := bufio.NewWriter(w)
	for i, f := range r.Covered.Files {
		if i > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintf(out, "%s: %d of %d\n", f.File, f.Reached, f.Points)
		at := map[int]CoveredLine{}
		for _, l := range f.Lines {
			at[l.Line] = l
		}
		name := f.File
		if rel, err := filepath.Rel(r.Dir, f.File); err == nil && r.Dir != "" {
			name = filepath.ToSlash(rel)
		}
		for n, text := range strings.Split(strings.TrimRight(string(r.sources[name]), "\n"), "\n") {
			fmt.Fprintln(out, strings.TrimRight(listed(at[n+1], text), " "))
		}
	}
	return out.Flush()
}

func listed(l CoveredLine, text string) string {
	switch {
	case l.Points == 0:
		return fmt.Sprintf("%8s | %s", "", text)
	case l.Never != nil:
		return fmt.Sprintf("! %6d | %s   # %s", l.Least, text, strings.Join(l.Never, ", "))
	}
	return fmt.Sprintf("  %6d | %s", l.Least, text)
}

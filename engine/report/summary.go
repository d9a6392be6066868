package report

import (
	"bufio"
	"fmt"
	"io"
	"math"
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
	mostLines = 12 // results that a summary shows
)

// WriteSummary writes how the published results are distributed, level by level:
// ratings first, with bars for their levels, states and absences with their
// reasons; then numbers; and what rests on figures that are not confirmed. It shows
// at most a dozen results, ratings before others.
func WriteSummary(w io.Writer, res *engine.Result) error { return Sum(res).Write(w, res, false) }

// WriteFullSummary is WriteSummary with every result.
func WriteFullSummary(w io.Writer, res *engine.Result) error { return Sum(res).Write(w, res, true) }

// Summary is how results are distributed.
type Summary struct {
	rows    map[*rules.Entity]int
	spreads map[*rules.Block][]*spread // by block and combination of members
}

// Sum is the summary of a result.
func Sum(res *engine.Result) *Summary {
	s := &Summary{}
	s.Add(res)
	return s
}

// Add adds the rows of a result: of all of them, or of a stretch.
func (s *Summary) Add(res *engine.Result) { s.AddTimes(res, nil) }

// AddTimes adds each row of a result as often as times says; nil: once.
func (s *Summary) AddTimes(res *engine.Result, times []int) {
	if s.rows == nil {
		s.rows, s.spreads = map[*rules.Entity]int{}, map[*rules.Block][]*spread{}
	}
	for _, l := range Levels(res, false) {
		n := at(res, &l).rows
		if times != nil {
			n = 0
			for _, k := range times {
				n += k
			}
		}
		s.rows[l.Entity] += n
	}
	for _, b := range res.Plan.Framework.Publish {
		for k, o := range res.Outcomes[b] {
			if k == len(s.spreads[b]) {
				s.spreads[b] = append(s.spreads[b], &spread{b: b})
			}
			if times == nil {
				s.spreads[b][k].add(o.Final)
			} else {
				s.spreads[b][k].addTimes(o.Final, times)
			}
		}
	}
}

// Join adds the rows of another summary of the same plan.
func (s *Summary) Join(o *Summary) {
	if s.rows == nil {
		*s = *o
		return
	}
	for e, n := range o.rows {
		s.rows[e] += n
	}
	for b, spreads := range o.spreads {
		for k, x := range spreads {
			s.spreads[b][k].join(x)
		}
	}
}

// outcome is one result that a summary shows.
type outcome struct {
	block *rules.Block
	*engine.Outcome
	spread *spread
}

// Write writes the summary, of every result or as WriteSummary does. res is the
// result, or that of any stretch.
func (s *Summary) Write(w io.Writer, res *engine.Result, full bool) error {
	most := mostLines
	if full {
		most = math.MaxInt
	}
	out := bufio.NewWriter(w)
	fw := res.Plan.Framework
	levels := Levels(res, false)
	var sizes []string
	for _, l := range levels {
		if l.Entity != nil {
			noun := "row"
			if len(levels) > 1 {
				noun = l.Entity.Name
			}
			sizes = append(sizes, plural(s.rows[l.Entity], noun))
		}
	}
	variant := ""
	if fw.Variant != "" {
		variant = ", variant " + fw.Variant
	}
	fmt.Fprintf(out, "%s %s%s: %s rated", fw.ID, fw.Version, variant, strings.Join(sizes, ", "))
	if res.Plan.AsOf != "" {
		fmt.Fprintf(out, ", as of %s", res.Plan.AsOf)
		if res.Plan.Latest {
			fmt.Fprint(out, " (the latest date of the rules)")
		}
	}
	fmt.Fprintln(out)
	shown, left := s.chosen(res, levels, most)
	for i, l := range levels {
		v := at(res, &l)
		if len(levels) > 1 && len(shown[i]) > 0 {
			fmt.Fprintf(out, "\n%s\n", printable(l.heading()))
		}
		for _, o := range shown[i] {
			if l.Entity == nil {
				figure(out, v, o)
				continue
			}
			distribution(out, v, o)
		}
	}
	if left > 0 {
		fmt.Fprintf(out, "\n… and %s; --summary all shows them\n", diag.Plural(left, "more result", "more results"))
	}
	before := "\n"
	for _, b := range fw.Blocks {
		if from := res.Data.Supplied[b.Name]; from != "" {
			fmt.Fprintf(out, "%s%s was supplied with the data (column %s), not computed\n", before, b.Name, printable(from))
			before = ""
		}
	}
	for _, m := range res.MadeUp() {
		fmt.Fprintf(out, "%s%s: %s of %s made up by the rules, where the data has none\n", before, m.Input.Name, grouped(m.Rows), diag.Plural(m.Of, "value", "values"))
		before = ""
	}
	for _, b := range fw.Publish {
		if s := restsOn(b); s != "" {
			fmt.Fprintf(out, "%s%s %s\n", before, b.Name, s)
			before = ""
		}
	}
	return out.Flush()
}

// figure writes one figure of everyone.
func figure(out *bufio.Writer, res *view, o outcome) {
	name := printable(columnName(res, o.block, o.Outcome))
	text := "(" + res.Plan.Reason(o.Final.Why[0]).Name + ")"
	if o.Final.Why[0] == 0 {
		text = texter(res, o.Final, o.block.Type, true)(0)
	}
	fmt.Fprintf(out, "  %s  %s\n", name, printable(text))
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if noun == "row" {
		return diag.Plural(n, "row", "rows")
	}
	return diag.Plural(n, noun, noun+" rows")
}

// chosen are the results that a summary shows, by level, and how many it leaves
// out: ratings come before numbers, and those before whatever else there is.
func (s *Summary) chosen(res *engine.Result, levels []Level, most int) (shown [][]outcome, left int) {
	shown = make([][]outcome, len(levels))
	kinds := []func(*rules.Block) bool{
		func(b *rules.Block) bool { return b.Type.Kind == rules.LevelKind },
		func(b *rules.Block) bool { return b.Type.Kind == rules.Number },
		func(b *rules.Block) bool { return b.Type.Kind != rules.LevelKind && b.Type.Kind != rules.Number },
	}
	n := 0
	for _, is := range kinds {
		for i, l := range levels {
			published, _ := at(res, &l).blocks(false)
			for _, b := range published {
				if !is(b) {
					continue
				}
				for k, o := range res.Outcomes[b] {
					if n++; n > most {
						left++
						continue
					}
					shown[i] = append(shown[i], outcome{b, o, s.spreads[b][k]})
				}
			}
		}
	}
	return shown, left
}

// count is a line of a distribution.
type count struct {
	name string
	n    int
}

// distribution writes a result's name and the lines below it.
func distribution(out *bufio.Writer, res *view, o outcome) {
	fmt.Fprintf(out, "\n%s\n", printable(columnName(res, o.block, o.Outcome)))
	var bars, rest []count
	if o.block.Type.Kind == rules.Number {
		bars = o.spread.classes()
	} else {
		bars, rest = o.spread.codes()
	}
	rest = append(rest, o.spread.reasons(res.Plan)...)
	widest, most := 0, 0
	for _, c := range append(slices.Clone(bars), rest...) {
		widest = max(widest, utf8.RuneCountInString(c.name))
		most = max(most, c.n)
	}
	digits := len(grouped(most))
	line := func(c count, bar string) {
		pad := strings.Repeat(" ", widest-utf8.RuneCountInString(c.name))
		fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("  %s%s  %*s  %s", c.name, pad, digits, grouped(c.n), bar), " "))
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
func (s *spread) codes() (levels, states []count) {
	at := func(code int) int {
		if code < len(s.code) {
			return s.code[code]
		}
		return 0
	}
	switch s.b.Type.Kind {
	case rules.LevelKind:
		for code := range s.b.Scale.Len() {
			n := count{levelName(s.b.Scale, code), at(code)}
			switch {
			case !s.b.Scale.IsState(code):
				levels = append(levels, n)
			case n.n > 0:
				states = append(states, n)
			}
		}
		return levels, states
	case rules.TextKind:
		return nil, []count{{"texts", s.rows}}
	case rules.Bool:
		return []count{{"true", at(1)}, {"false", at(0)}}, nil
	}
	return nil, []count{{"values", s.rows}}
}

func levelName(s *rules.Scale, code int) string {
	if lv := s.Level(code); lv.Number != nil && lv.Label != "" && lv.Label != lv.ID {
		return lv.ID + " " + lv.Label
	} else if lv.Label != "" {
		return lv.Label
	}
	return s.Level(code).ID
}

// reasons counts absences by reason, the most frequent first.
func (s *spread) reasons(p *engine.Plan) []count {
	var out []count
	for w, n := range s.why {
		if w != 0 && n > 0 {
			out = append(out, count{"absent: " + p.Reason(uint8(w)).Name, n})
		}
	}
	slices.SortFunc(out, func(a, b count) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.name, b.name)
	})
	return out
}

package prove

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines Differ: for which inputs two forms of a block give different
// results, before any data is there.

// Pair is a block in two forms, of an earlier and of a later framework.
type Pair struct{ Old, Now *rules.Block }

// Difference is for which cells the two forms of a block differ. Cells that
// differ only in which of several inputs of one kind has which value are one.
type Difference struct {
	Members []string // of the combination of members; nil if all are alike
	Cells   int      // all that were gone through
	Differ  int      // those with different results
	Moves   []ResultMove
	Given   []diag.Value // of the smallest cell that differs
	Before  string       // its result before
	After   string       // its result after
	Taken   []string     // computed blocks whose results were taken as they come
	Absent  bool         // the results differ only where a value is absent or off the ladder
	Narrow  bool         // states and absent values were not gone through
	Wide    int          // cells with states and absent values too; 0 where they were not gone through
	WideOf  int          // those of them with different results
	Open    string       // why the cells could not be gone through; "" if they could
}

// ResultMove is how often one result becomes another.
type ResultMove struct {
	Before, After string
	Cells         int
}

// DifferOptions says what is known of the two frameworks.
type DifferOptions struct {
	Options
	Now Options                 // of the later framework: its date
	Was map[string]string       // by name in the later framework, the name in the earlier one
	As  func(block string) bool // blocks, by name in the later framework, that are the same in both
}

// Differ compares the two forms of blocks. The list holds the differences of each
// pair, one for each combination of members for which a block says something else.
func Differ(a, b *rules.Framework, pairs []Pair, opt DifferOptions) [][]Difference {
	p := &comparer{a: newChecker(a, opt.Options), b: newChecker(b, opt.Now), opt: opt}
	out := make([][]Difference, len(pairs))
	open := p.prepare()
	for i, x := range pairs {
		if open != "" {
			out[i] = []Difference{{Open: open}}
			continue
		}
		out[i] = p.pair(x)
	}
	return out
}

// prepare makes both frameworks ready; it says why if it cannot.
func (p *comparer) prepare() (why string) {
	defer func() {
		if r := recover(); r != nil {
			why = faultText(r)
		}
	}()
	if !p.a.prepare() || !p.b.prepare() {
		return "its formulas range over all rows, or read what only data tells"
	}
	return ""
}

// faultText is what is said of a fault: its first line.
func faultText(r any) string {
	text, _, _ := strings.Cut(fmt.Sprint(r), "\n")
	return "a fault in rubric itself: " + strings.TrimSuffix(text, " goroutine 1 [running]:")
}

// of is a block as a checker knows it: where figures of all rows are read, the
// framework is that of one row.
func (c *checker) of(b *rules.Block) *rules.Block {
	for _, x := range c.fw.Blocks {
		if x.Name == b.Name && x.Kind == b.Kind {
			return x
		}
	}
	return nil
}

func newChecker(fw *rules.Framework, opt Options) *checker {
	c := &checker{fw: fw, opt: opt, budget: totalCells, probes: map[*rules.Block]*probes{},
		reach: map[*rules.Block]*reached{}, use: map[*rules.Input]*effect{}, fates: map[*rules.Block]bool{}, shown: map[*rules.Block]bool{}}
	if c.opt.Cells <= 0 {
		c.opt.Cells = defaultCells
	}
	return c
}

// comparer goes through the cells that two frameworks share.
type comparer struct {
	a, b *checker
	opt  DifferOptions
}

// place is a combination of members in both frameworks.
type place struct {
	a, b  []int
	names []string
}

func (p *comparer) pair(x Pair) (out []Difference) {
	defer func() {
		if r := recover(); r != nil {
			out = []Difference{{Open: faultText(r)}}
		}
	}()
	x = Pair{p.a.of(x.Old), p.b.of(x.Now)}
	if x.Old == nil || x.Now == nil {
		return []Difference{{Open: "it is computed of all rows"}}
	}
	places, why := p.places(x)
	if why != "" {
		return []Difference{{Open: why}}
	}
	for _, at := range places {
		d := p.at(x, at)
		if len(places) > 1 {
			d.Members = at.names
		}
		out = append(out, d)
	}
	return out
}

// places are the combinations of members that both forms have; those for which
// both say the same as for an earlier one are left out.
func (p *comparer) places(x Pair) ([]place, string) {
	all := []place{{a: p.a.nowhere(), b: p.b.nowhere()}}
	now := memberAxes(p.b.fw, x.Now)
	was := memberAxes(p.a.fw, x.Old)
	if len(now) != len(was) {
		return nil, "it is for other entities than before"
	}
	for i, e := range now {
		if !e.Closed || !was[i].Closed {
			return nil, "it is for members of " + quote(e.Name) + " that only the data names"
		}
		var next []place
		for _, at := range all {
			for m := range e.Members {
				k := was[i].Member(e.Members[m].ID)
				if k < 0 {
					continue
				}
				y := place{slices.Clone(at.a), slices.Clone(at.b), append(slices.Clone(at.names), e.Members[m].ID)}
				y.a[was[i].Index], y.b[e.Index] = k, m
				next = append(next, y)
			}
		}
		all = next
	}
	if len(all) == 1 {
		return all, ""
	}
	seen := map[string]bool{}
	var keep []place
	for _, at := range all {
		text := written(p.a, x.Old, at.a) + "|" + written(p.b, x.Now, at.b)
		if !seen[text] {
			seen[text] = true
			keep = append(keep, at)
		}
	}
	if len(keep) > maxContexts {
		return nil, "it differs from member to member, and there are too many members"
	}
	return keep, ""
}

func written(c *checker, b *rules.Block, at []int) string {
	s := c.newScan(b, at, nil, nil)
	if s.stuck != "" {
		return fmt.Sprint(at)
	}
	return (&writer{s: s, anon: true, memo: map[key]string{}}).root()
}

func memberAxes(fw *rules.Framework, b *rules.Block) []*rules.Entity {
	var out []*rules.Entity
	for _, e := range b.For {
		if e != fw.Entity {
			out = append(out, e)
		}
	}
	return out
}

// at compares for one combination of members: down to the inputs, or where that
// is too much, with the blocks that are the same in both as they come.
func (p *comparer) at(x Pair, at place) Difference {
	d := p.over(x, at, nil, nil)
	if d.Open == "" {
		return d
	}
	var taken []string
	freeA, freeB := map[*rules.Block]bool{}, map[*rules.Block]bool{}
	old := map[string]*rules.Block{}
	for _, b := range p.a.newScan(x.Old, at.a, nil, nil).direct {
		old[b.Name] = b
	}
	for _, b := range p.b.newScan(x.Now, at.b, nil, nil).direct {
		was := old[p.was(b.Name)]
		if was != nil && !freeB[b] && p.opt.As != nil && p.opt.As(b.Name) {
			freeA[was], freeB[b] = true, true
			taken = append(taken, b.Name)
		}
	}
	if len(taken) == 0 {
		return d
	}
	e := p.over(x, at, freeA, freeB)
	if e.Open != "" {
		return d
	}
	e.Taken = taken
	return e
}

// was is the name that something had before.
func (p *comparer) was(name string) string {
	if w, ok := p.opt.Was[name]; ok {
		return w
	}
	return name
}

// over goes through the cells, and once more with states and absent values.
func (p *comparer) over(x Pair, at place, freeA, freeB map[*rules.Block]bool) Difference {
	t := &tally{moves: map[[2]string]int{}}
	if why := p.runs(x, at, freeA, freeB, fixes{}, false, t); why != "" {
		return Difference{Open: why}
	}
	w := &tally{moves: map[[2]string]int{}}
	why := p.runs(x, at, freeA, freeB, fixes{}, true, w)
	d := t.difference(false)
	d.Narrow = why != ""
	if t.differ == 0 && why == "" && w.differ > 0 {
		return w.difference(true)
	}
	if why == "" && t.differ > 0 {
		d.Wide, d.WideOf = w.cells, w.differ
	}
	return d
}

// fixes are leaves whose value is chosen, in both frameworks.
type fixes struct{ a, b map[key]rules.Value }

// tally is what the cells came to.
type tally struct {
	cells, differ int
	moves         map[[2]string]int
	far           int // departures of the smallest cell
	given         []diag.Value
	before, after string
}

func (t *tally) difference(absent bool) Difference {
	d := Difference{Cells: t.cells, Differ: t.differ, Given: t.given, Before: t.before, After: t.after, Absent: absent}
	for m, n := range t.moves {
		d.Moves = append(d.Moves, ResultMove{m[0], m[1], n})
	}
	slices.SortFunc(d.Moves, func(x, y ResultMove) int {
		if x.Cells != y.Cells {
			return y.Cells - x.Cells
		}
		return strings.Compare(x.Before+"\x00"+x.After, y.Before+"\x00"+y.After)
	})
	return d
}

// mostRuns bounds how often cells are split by the value of one leaf.
const mostRuns = 200

// runs goes through the cells with the chosen leaves as they are; it says why if
// it cannot.
func (p *comparer) runs(x Pair, at place, freeA, freeB map[*rules.Block]bool, fix fixes, wide bool, t *tally) string {
	sa, sb := p.a.newScan(x.Old, at.a, freeA, fix.a), p.b.newScan(x.Now, at.b, freeB, fix.b)
	for _, s := range []*scan{sa, sb} {
		if s.stuck != "" {
			return s.stuck
		}
	}
	sh := p.share(sa, sb, wide)
	if sh.open != "" {
		return sh.open
	}
	if k := sh.chosen(); k >= 0 {
		values := sh.leaves[k].values
		if len(fix.a)+len(fix.b) > 4 || len(values) > mostRuns {
			return "it chooses between too many cases"
		}
		for _, v := range values {
			if why := p.runs(x, at, freeA, freeB, sh.with(fix, k, v), wide, t); why != "" {
				return why
			}
		}
		return ""
	}
	r, why := sh.number(p.a.opt.Cells)
	if why != "" {
		return why
	}
	if p.a.budget -= r.cells; p.a.budget < 0 {
		return "there are too many cases"
	}
	return sh.compare(r, t)
}

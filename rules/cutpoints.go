package rules

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines cut points: thresholds that are stated, or found from
// everyone, and that serve as bands.

// CutPoints divide a number into spans, lowest first.
type CutPoints struct {
	About
	Name   string
	For    []*Entity // further entities that the cuts differ by
	Of     Expr      // the number, for a row of Over
	List   *List     // the number of everyone that the cuts are found from; nil where they are stated
	Better Direction
	Upper  bool // a value on a cut belongs to the span above it
	Method CutMethod
	Spans  int
	Cuts   []Expr // Spans - 1 of them, ascending

	Type   string     // quantile: its definition
	Shares []*big.Rat // quantile: up to where each cut reaches
	Start  string     // kmeans: quantile_medians or random
	Strict *big.Rat   // kmeans: in a last pass, values further than this from every centre move none; nil: no such pass
	Seed   int        // kmeans: of random starts
	Freeze string     // the file that the cuts are kept in
	Frozen *Frozen    // what it holds; nil while there is none
}

// CutMethod is how cut points are found.
type CutMethod int

const (
	FixedCuts CutMethod = iota
	QuantileCuts
	KMeansCuts
)

// Frozen is cut points that a file holds.
type Frozen struct {
	Digest string // of the data that they were found from
	Cuts   map[string][]*big.Rat
}

// FrozenKey names the cuts of one group for one combination of members.
func FrozenKey(members []string, group string) string {
	return fmt.Sprintf("%q %q", members, group)
}

// CutFn is the function that gives one cut of a list: Cut says of which.
var CutFn = &Builtin{Name: "cut_point", Sig: "cut_point(list)", Doc: "a cut point found from a list"}

func (l *loader) declareCuts(b *lang.Block) {
	c := &CutPoints{Name: b.Label(0), About: About{At: b.Header}}
	if claim(l, l.cuts, c.Name, b, c, func(c *CutPoints) Range { return c.At }) {
		l.fw.CutPoints, l.trees[c] = append(l.fw.CutPoints, c), b
	}
}

// resolveCuts types cut points; false where that failed.
func (l *loader) resolveCuts(c *CutPoints, at Range) bool {
	switch l.state[c] {
	case 2:
		return len(c.Cuts) > 0
	case 1:
		l.problem(Circular, at, "circular definition", "The cut points "+quote(c.Name)+" are found from a figure that depends on them.", note(c.At, "the cut points"))
		return false
	}
	l.state[c] = 1
	b := l.trees[c]
	c.About = l.about(b)
	l.cutPoints(c, b)
	l.state[c] = 2
	return len(c.Cuts) > 0
}

func (l *loader) cutPoints(c *CutPoints, b *lang.Block) {
	c.For = l.axes(b)
	c.Upper = l.word(b, "ties", []string{"lower", "upper"}, 0) == 1
	c.Better = Direction(l.word(b, "better", directions[:], 0))
	if b.Attr("ties") == nil {
		l.problem(Contradiction, b.Header, "cut points that do not say on which side a tie falls", "Say where a value on a cut point belongs: ties = lower, or ties = upper.")
	}
	s := &scope{axes: c.For}
	a := b.Attr("of")
	if a == nil {
		return
	}
	if c.Of = l.numeric(a.Value, s); c.Of == nil {
		return
	}
	var method *lang.Block
	for i, name := range []string{"fixed", "quantile", "kmeans"} {
		for _, m := range b.Of(name) {
			if method != nil {
				l.problem(Contradiction, m.Header, "two ways to find cut points", "Cut points are found in one way. Keep fixed, quantile or kmeans.", note(method.Header, "the first one"))
				return
			}
			method, c.Method = m, CutMethod(i)
		}
	}
	if method == nil {
		l.problem(Contradiction, b.Header, "cut points that nothing says how to find", "Add fixed { cuts = [...] }, quantile { at = [...], type = type_7 } or kmeans { k = 5, start = quantile_medians }.")
		return
	}
	if c.Method == FixedCuts {
		l.fixedCuts(c, method, s)
		return
	}
	if c.List = l.cutList(c, b, s); c.List == nil {
		return
	}
	if c.Method == QuantileCuts {
		l.quantileCuts(c, method)
	} else {
		l.kmeansCuts(c, method)
	}
	for k := range max(c.Spans-1, 0) {
		c.Cuts = append(c.Cuts, &Call{Node: node(Type{Kind: Number}, method.Header), Fn: CutFn, Args: []Expr{c.List}, Cut: k, Cuts: c})
	}
	if c.Freeze = l.text(b, "freeze"); c.Freeze != "" {
		l.frozen(c, b.Attr("freeze").Value.Range())
	}
}

// cutList is the number of everyone, or of those that share "within".
func (l *loader) cutList(c *CutPoints, b *lang.Block, s *scope) *List {
	over, pop := Grain(c.For), (*Population)(nil)
	at := b.Attr("of").Value.Range()
	if n := l.name(b, "over"); n != nil {
		if over, pop = l.whom(n.Name); over == nil {
			l.unknown("population", n.Name, n.At, l.whomNames())
			return nil
		}
		at = n.At
	}
	if over == nil || !over.Rows {
		l.problem(LeftOver, at, "cut points of no rows", "Cut points are found from the rows of the data; say from which, with over.")
		return nil
	}
	p := &Part{Name: c.Name, X: c.Of, Over: over, At: at}
	if !l.among(p, pop, s, at) {
		return nil
	}
	p.Base = p.X // those that have a value
	if w := b.Attr("within"); w != nil {
		if p.By = l.scalar(w.Value, s, nil); p.By == nil {
			return nil
		}
	}
	return &List{Node: node(listOf(Type{Kind: Number}), at), Parts: []*Part{p}}
}

func (l *loader) fixedCuts(c *CutPoints, b *lang.Block, s *scope) {
	a := b.Attr("cuts")
	if a == nil {
		return
	}
	li, ok := a.Value.(*lang.List)
	if !ok {
		l.wrong(a, "a list of numbers, lowest first: [2.1, 2.4, 2.7]")
		return
	}
	var before *big.Rat
	for _, i := range li.Items {
		e := l.numeric(i, s)
		if e == nil {
			c.Cuts = nil
			return
		}
		if r := constRat(e); r != nil {
			if before != nil && r.Cmp(before) <= 0 {
				l.problem(WrongValue, i.Range(), "cut points out of order", "Cut points stand lowest first, each once.")
			}
			before = r
		}
		c.Cuts = append(c.Cuts, e)
	}
	c.Spans = len(c.Cuts) + 1
}

func (l *loader) quantileCuts(c *CutPoints, b *lang.Block) {
	types := statistics["quantile"].args[2].words
	if k := l.word(b, "type", append([]string{""}, types...), 0); k > 0 {
		c.Type = types[k-1]
	}
	a := b.Attr("at")
	if a == nil {
		return
	}
	li, ok := a.Value.(*lang.List)
	if !ok {
		l.wrong(a, "a list of shares between 0 and 1: [0.25, 0.5, 0.75]")
		return
	}
	for _, i := range li.Items {
		n, ok := i.(*lang.Number)
		if !ok || n.Value.Sign() <= 0 || n.Value.Cmp(one) >= 0 || len(c.Shares) > 0 && n.Value.Cmp(c.Shares[len(c.Shares)-1]) <= 0 {
			l.problem(WrongValue, i.Range(), "share that is not one", "Shares lie between 0 and 1, lowest first: [0.25, 0.5, 0.75].")
			return
		}
		c.Shares = append(c.Shares, n.Value)
	}
	c.Spans = len(c.Shares) + 1
}

func (l *loader) kmeansCuts(c *CutPoints, b *lang.Block) {
	k := l.int(b, "k", 0)
	if k < 2 || k > 100 {
		if a := b.Attr("k"); a != nil {
			l.wrong(a, "how many clusters there are, from 2 to 100")
		}
		return
	}
	c.Start = []string{"quantile_medians", "random"}[l.word(b, "start", []string{"quantile_medians", "random"}, 0)]
	c.Seed = l.int(b, "seed", 0)
	if c.Start == "random" && b.Attr("seed") == nil {
		l.problem(Contradiction, b.Header, "random start without a seed", "A random start must be one that others can repeat: seed = 1.")
	}
	if n := l.number(b, "strict"); n != nil {
		c.Strict = n.Value
	}
	c.Spans = k
}

// frozen reads the file that holds the cuts, where there is one yet.
func (l *loader) frozen(c *CutPoints, at Range) {
	dir := l.having(c.Freeze, at)
	if dir == nil {
		return
	}
	header, recs := l.readCSVIn(dir, c.Freeze, at)
	if header == nil {
		return
	}
	col := func(name string) int { return slices.Index(header, name) }
	if col("cut_points") < 0 || col("group") < 0 || col("cut") < 0 || col("at") < 0 || col("data") < 0 {
		l.problem(WrongRows, at, "file of cut points of another shape", "The file "+quote(c.Freeze)+" has not the columns cut_points, group, cut, at and data. Write it anew.")
		return
	}
	f := &Frozen{Cuts: map[string][]*big.Rat{}}
	for _, r := range recs {
		if r[col("cut_points")] != c.Name {
			continue
		}
		var members []string
		for i, h := range header {
			if slices.ContainsFunc(c.For, func(e *Entity) bool { return !e.Rows && e.Name == h }) {
				members = append(members, r[i])
			}
		}
		n, ok := parseDecimal(r[col("at")])
		key := FrozenKey(members, r[col("group")])
		if !ok || r[col("cut")] != fmt.Sprint(len(f.Cuts[key])+1) {
			l.problem(WrongRows, at, "file of cut points out of order", "In "+quote(c.Freeze)+" the cuts of each group stand in order, 1 to "+fmt.Sprint(c.Spans-1)+", each with a number.")
			return
		}
		f.Cuts[key], f.Digest = append(f.Cuts[key], n), r[col("data")]
	}
	if len(f.Cuts) > 0 {
		c.Frozen = f
	}
}

// bandsOfCuts makes the spans of cut points the bands of a block.
func (l *loader) bandsOfCuts(b *Block, x *lang.Select, a *lang.Attr) {
	c := l.cuts[x.Name]
	if c == nil {
		l.unknown("cut points", x.Name, x.NameAt, keys(l.cuts))
		return
	}
	l.used[c] = true
	if !l.resolveCuts(c, x.At) || !l.needScale(b, a.Range, "cut points") {
		return
	}
	for _, e := range c.For {
		if !slices.Contains(b.For, e) {
			l.problem(LeftOver, x.At, "cut points of an entity that the block is not for", "The cut points are for each "+e.Name+"; "+quote(b.Name)+" is not.", note(c.At, "the cut points"))
			return
		}
	}
	if n := len(b.Scale.Levels); n != c.Spans {
		l.problem(WrongValue, a.Range, "cut points for another number of levels", fmt.Sprintf("%d cut points make %d levels; the scale %s has %d.", c.Spans-1, c.Spans, quote(b.Scale.Name), n), note(c.At, "the cut points"), note(b.Scale.At, "the scale"))
		return
	}
	better := c.Better
	if better == Unstated {
		better = b.Better
	}
	if better != Higher && better != Lower {
		l.problem(Contradiction, a.Range, "cut points that do not say which end is best", "Say in the cut points whether more is better: better = higher, or better = lower.", note(c.At, "the cut points"))
		return
	}
	g := &Bands{About: c.About, Of: c.Of, Cuts: c}
	if hasValue(b.Tree) {
		if !l.numberValue(b, a.Range) {
			return
		}
		g.Of = nil
	}
	for k := range c.Spans {
		level := k
		if better == Higher { // codes are best first
			level = c.Spans - 1 - k
		}
		g.Bands = append(g.Bands, Band{c.span(k, a.Value.Range()), level, a.Value.Range()})
	}
	b.Bands = g
}

// span is the k-th span, lowest first.
func (c *CutPoints) span(k int, at Range) Interval {
	iv := Interval{At: at, LoOpen: !c.Upper, HiOpen: c.Upper}
	lo, hi := "", ""
	if k > 0 {
		iv.Lo, lo = c.Cuts[k-1], fmt.Sprintf("cut_%d", k)
	}
	if k < c.Spans-1 {
		iv.Hi, hi = c.Cuts[k], fmt.Sprintf("cut_%d", k+1)
	}
	words := map[bool][3]string{
		false: {hi + " or less", "above " + lo, "above " + lo + " to " + hi},
		true:  {"below " + hi, lo + " or more", lo + " to below " + hi},
	}[c.Upper]
	text := words[2]
	if k == 0 {
		text = words[0]
	} else if k == c.Spans-1 {
		text = words[1]
	}
	iv.Text, _ = lang.ParseInterval(&lang.Text{Node: lang.Node{At: at}, Value: text}, nil)
	return iv
}

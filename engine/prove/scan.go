package prove

import (
	"cmp"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the leaves of a block are found: its formulas are walked
// through the blocks that they read, and each number is followed to the
// constants that it meets.

// scan finds the leaves of one block for one combination of members.
type scan struct {
	c       *checker
	root    *rules.Block
	at      []int
	free    map[*rules.Block]bool // blocks that are leaves
	fixed   map[key]rules.Value   // leaves whose value is chosen
	leaves  map[key]*leaf
	order   []*leaf
	named   map[*rules.Scale]map[int]bool // states that a formula names
	todo    map[key]*pending
	chosen  *leaf          // a leaf that members of a list are chosen by
	direct  []*rules.Block // blocks that the root itself reads
	doing   *rules.Block
	names   bool     // names of members matter
	asks    bool     // a formula asks whether something that is no leaf is there
	reasons []string // of absence that formulas ask about
	consts  map[spot]known
	stuck   string // why nothing can be proven
	unread  bool   // a figure, or rows, that were never published are read
}

// pending is a block that is read, and how.
type pending struct {
	b     *rules.Block
	at    []int
	stage rules.Stage // Valued if only the value is read, else Final
	exact sink        // of the value before it is rounded
	uses  sink        // of the value
	outs  sink        // of the result
	done  bool
}

// scope is the members and arguments that a formula is read for.
type scope struct {
	at     []int
	locals map[*rules.Param]bound
}

type bound struct {
	e  rules.Expr
	sc scope
}

func (c *checker) newScan(b *rules.Block, at []int, free map[*rules.Block]bool, fixed map[key]rules.Value) *scan {
	s := &scan{c: c, root: b, at: at, free: free, fixed: fixed, leaves: map[key]*leaf{}, named: map[*rules.Scale]map[int]bool{}, todo: map[key]*pending{}}
	s.pend(b, at, rules.Final, sink{})
	for s.stuck == "" {
		p := s.next()
		if p == nil {
			break
		}
		p.done = true
		s.doing = p.b
		s.block(p)
	}
	return s
}

// next is the latest block that is not walked: all that read it have been.
func (s *scan) next() *pending {
	for i := len(s.c.fw.Blocks) - 1; i >= 0; i-- {
		b := s.c.fw.Blocks[i]
		var found *pending
		for k, p := range s.todo {
			if k.q == rules.Quantity(b) && !p.done && (found == nil || k.k < s.c.flat(b.For, found.at)) {
				found = p
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

func (s *scan) pend(b *rules.Block, at []int, stage rules.Stage, k sink) {
	id := key{b, s.c.flat(b.For, at)}
	p := s.todo[id]
	if p == nil {
		p = &pending{b: b, at: at, stage: rules.Valued}
		s.todo[id] = p
	}
	if stage != rules.Valued && stage != rules.Unrounded {
		p.stage = rules.Final
	}
	if p.done && b.VType.Kind == rules.Number && b != s.root {
		p.uses.opaque = true // it reads itself for another member
	}
	switch stage {
	case rules.Unrounded:
		p.exact.join(k)
	case rules.Valued:
		p.uses.join(k)
	default:
		p.outs.join(k)
	}
}

// join adds what becomes of the number elsewhere.
func (k *sink) join(more sink) {
	k.cuts = append(k.cuts, more.cuts...)
	k.texts = append(k.texts, more.texts...)
	k.opaque = k.opaque || more.opaque
}

// block walks the stages of a block that are read.
func (s *scan) block(p *pending) {
	b, sc := p.b, scope{at: p.at}
	none := sink{}
	for _, m := range b.Among {
		s.visit(m.Cond, sc, none)
	}
	s.visit(b.Applies, sc, none)
	k := s.valueSink(p)
	s.visit(b.Value, sc, k)
	for _, c := range b.Cases {
		s.visit(c.When, sc, none)
		s.visit(c.Value, sc, k)
	}
	s.visit(b.Combine, sc, k)
	s.asks = s.asks || b.Need != nil || b.Missing.Kind != rules.Fail
	if b.Need != nil {
		s.names = s.names || len(b.Need.Including) > 0
		s.present(b.Raw, sc)
	}
	s.visit(b.Missing.With, sc, k)
	if p.stage == rules.Valued && p.b != s.root {
		return
	}
	if b.Bands != nil && b.Bands.Param != nil || b.InForce != (rules.Period{}) {
		s.dated()
	}
	if b.Bands != nil && b.Bands.Of != nil {
		s.visit(b.Bands.Of, sc, s.bandSink(b))
	}
	for _, r := range b.Rules {
		s.visit(r.Cond, sc, none)
	}
	if b.Table != nil {
		s.visit(b.Table, sc, none)
	}
	if b.Adjust != nil {
		s.visit(b.Adjust.From, sc, none)
		for _, x := range b.Adjust.Steps {
			s.visit(x.When, sc, none)
			s.visit(x.Move, sc, sink{opaque: true})
		}
	}
	for _, x := range b.Limits {
		s.visit(x.When, sc, none)
		s.visit(cmp.Or(x.AtMost, x.AtLeast, x.Exactly), sc, none)
	}
	for i := 0; i < len(b.Marks) && b == s.root; i++ {
		s.visit(b.Marks[i].When, sc, none)
	}
}

// present walks members whose presence counts.
func (s *scan) present(li *rules.List, sc scope) {
	if li != nil {
		s.visit(li, sc, sink{})
	}
}

// valueSink is what becomes of a block's value.
func (s *scan) valueSink(p *pending) sink {
	b := p.b
	if b.VType.Kind == rules.TextKind || b.VType.Kind == rules.DateKind {
		return sink{opaque: true}
	}
	k := p.uses
	if !b.Graded() {
		k.join(p.outs)
	}
	if b == s.root && !b.Graded() && b.Scale == nil {
		k.opaque = true // the number itself is the result
	}
	switch {
	case b.Bands != nil && b.Bands.Of == nil:
		x := s.bandSink(b)
		k.cuts, k.opaque = append(k.cuts, x.cuts...), k.opaque || x.opaque
	case b.Points != nil:
		for _, t := range b.Points.Thresholds {
			s.cut(&k, t, p.at)
		}
	case b.Interpolate != nil:
		k.opaque = true
	case b.Scale != nil && b.VType.Kind == rules.Number:
		k = k.ladder(b.Scale)
	}
	if n := len(b.Round); n > 0 {
		k = rounded(k, b.Round)
	}
	k.join(p.exact)
	return k
}

func (s *scan) bandSink(b *rules.Block) (k sink) {
	lists := [][]rules.Band{b.Bands.Bands}
	if q := b.Bands.Param; q != nil {
		lists = nil
		for _, d := range q.Dated {
			lists = append(lists, d.Bands)
		}
	}
	for _, l := range lists {
		for _, x := range l {
			s.cut(&k, x.When.Lo, nil)
			s.cut(&k, x.When.Hi, nil)
		}
	}
	return k
}

// cut adds a constant to a sink; what is none makes it opaque.
func (s *scan) cut(k *sink, e rules.Expr, at []int) {
	if e == nil {
		return
	}
	if v, ok := s.constant(e, scope{at: at}); ok && v.Num != nil {
		k.cuts = append(k.cuts, v.Num)
		return
	}
	k.opaque = true
}

package engine

import (
	"cmp"
	"slices"
	"time"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines profiles: what the steps of a run cost, in the names of the
// rules.

// Profile is the cost of a run. Times are of the cores, added up.
type Profile struct {
	Reading time.Duration // reading and typing cells
	Writing time.Duration // writing results
	Rows    int
	Alike   int     // of the rows, those that were of
	Kinds   int     // so many kinds, each of which was computed once
	Steps   []*Cost // dearest first
}

// Cost is what a step cost, without the steps that it read.
type Cost struct {
	Block   *rules.Block
	Columns int // members for which it was computed, at most
	Time    time.Duration
	Bytes   int64 // of columns that were made on the way, over all rows
}

// meter measures the steps of a frame.
type meter struct {
	steps  map[*rules.Block]*Cost
	inside []*Cost // steps that are being computed, outermost first
	since  time.Time
	made   int64
}

func newMeter() *meter { return &meter{steps: map[*rules.Block]*Cost{}} }

// begin stops the clock of the step that reads b, and starts that of b.
func (m *meter) begin(f *frame, b *rules.Block, k int) {
	m.stop(f)
	c := m.steps[b]
	if c == nil {
		c = &Cost{Block: b}
		m.steps[b] = c
	}
	c.Columns = max(c.Columns, k+1)
	m.inside = append(m.inside, c)
}

// end stops the clock of a step, and starts that of the one that read it.
func (m *meter) end(f *frame) {
	m.stop(f)
	m.inside = m.inside[:len(m.inside)-1]
}

func (m *meter) stop(f *frame) {
	now, made := time.Now(), f.made()
	if n := len(m.inside); n > 0 {
		c := m.inside[n-1]
		c.Time += now.Sub(m.since)
		c.Bytes += made - m.made
	}
	m.since, m.made = now, made
}

// made is how many bytes a frame has handed out.
func (f *frame) made() int64 {
	if r := f.results; r != nil {
		return r.main.made() + r.own.made()
	}
	return f.mem.made()
}

// Join adds what another part of the same run cost.
func (p *Profile) Join(o *Profile) {
	p.Reading, p.Writing, p.Rows = p.Reading+o.Reading, p.Writing+o.Writing, p.Rows+o.Rows
	p.Alike, p.Kinds = p.Alike+o.Alike, max(p.Kinds, o.Kinds)
	for _, c := range o.Steps {
		p.add(c)
	}
	p.sort()
}

func (p *Profile) add(c *Cost) {
	i := slices.IndexFunc(p.Steps, func(d *Cost) bool { return d.Block == c.Block })
	if i < 0 {
		same := *c
		p.Steps = append(p.Steps, &same)
		return
	}
	d := p.Steps[i]
	d.Columns, d.Time, d.Bytes = max(d.Columns, c.Columns), d.Time+c.Time, d.Bytes+c.Bytes
}

// take adds what a frame's meter measured.
func (p *Profile) take(m *meter) {
	for _, c := range m.steps {
		p.add(c)
	}
	p.sort()
}

func (p *Profile) sort() {
	slices.SortFunc(p.Steps, func(a, b *Cost) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(a.Block.Name, b.Block.Name))
	})
}

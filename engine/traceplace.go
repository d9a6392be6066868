package engine

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines where a trace is: at a row of the entity that is explained,
// at a row above or within it, or at the one place of figures of everyone.

// spot is a row of an entity; no entity is the place of figures of everyone.
type spot struct {
	e   *rules.Entity
	row int
}

// here is where the trace is.
func (t *tracer) here() spot { return spot{t.f.grain, t.f.lo} }

// in walks to a row, does something there and walks back.
func (t *tracer) in(e *rules.Entity, row int, do func()) {
	before := t.f
	defer func() { t.f = before }()
	to := spot{e, row}
	if t.frames[to] == nil {
		f := t.run.frame(e)
		f.start(row, 1)
		t.frames[to] = f
	}
	t.f = t.frames[to]
	do()
}

// home does something where a quantity that is read here has its rows: here,
// at the row above that this one is within, or at that of everyone. It reports
// false where that row is not known.
func (t *tracer) home(q rules.Quantity, do func()) bool {
	g := rules.Grain(q.Axes())
	if _, is := q.(*rules.Parameter); is || g == t.f.grain {
		do()
		return true
	}
	row := 0
	if g != nil {
		if row = t.above(t.here(), g); row < 0 {
			return false
		}
	}
	t.in(g, row, do)
	return true
}

// above is the row of e that a spot is, or is within; -1 if there is none.
func (t *tracer) above(s spot, e *rules.Entity) int {
	if s.e == nil || !s.e.IsWithin(e) {
		return -1
	}
	return int(t.f.data.climb(s.e, e, s.row, 1)[0])
}

// own is the row of e whose part in a list of everyone is of interest: that of
// the row that is computed, else that of the one that is explained.
func (t *tracer) own(e *rules.Entity) int {
	if row := t.above(t.here(), e); row >= 0 {
		return row
	}
	return t.above(t.base, e)
}

// rowOf describes a row.
func (t *tracer) rowOf(s spot) *TraceRow {
	space := t.f.data.rowsOf(s.e)
	out := &TraceRow{Entity: s.e.Name, Title: s.e.Title, Name: space.KeyText(s.row), Key: []TraceKey{}}
	for k, name := range space.KeyNames {
		out.Key = append(out.Key, TraceKey{Column: name, Value: space.Keys[k][s.row]})
	}
	out.Label = space.labelOf(s.row)
	return out
}

// labelOf is what people call a row, "" if the data does not say.
func (s *Space) labelOf(row int) string {
	if row < len(s.Labels) {
		return s.Labels[row]
	}
	return ""
}

// elsewhere describes where the trace is, if that is not the row that is
// explained.
func (t *tracer) elsewhere() *TraceRow {
	if t.f.grain == nil || t.here() == t.base {
		return nil
	}
	return t.rowOf(t.here())
}

// placed adds to a name where the trace is.
func (t *tracer) placed(name string) string {
	if r := t.elsewhere(); r != nil {
		return name + " (" + r.Entity + " " + r.Name + ")"
	}
	return name
}

// kids are the rows of a part within the row that the trace is at.
func (t *tracer) kids(p *rules.Part) []int32 {
	if row := t.above(t.here(), p.Restrict); row >= 0 {
		return t.run.childrenOf(p.Over, p.Restrict)[row]
	}
	return nil
}

// mostNested is how many rows within a row are explained one by one unless more
// are asked for.
const mostNested = 12

// shows reports whether the rows of a part are explained below a step; those that
// are not are noted.
func (t *tracer) shows(p *rules.Part, n int) bool {
	deep := t.opt.Down
	if deep == 0 {
		deep = 1
	}
	if t.rows < deep && (t.opt.Down > 0 || n <= mostNested) {
		return true
	}
	for i := range t.hidden {
		if t.hidden[i].Entity == p.Over.Name {
			return false
		}
	}
	t.hidden = append(t.hidden, TraceHidden{Entity: p.Over.Name, Rows: n})
	return false
}

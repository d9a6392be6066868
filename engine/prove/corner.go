package prove

import (
	"fmt"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the search for a value beyond the bands at the ends of the
// inputs' ranges, for blocks with too many cells.

// corners gives all inputs their highest value, then their lowest, and reports
// an outcome that no band covers.
func (f *proof) corners() bool {
	s := f.c.newScan(f.b, f.c.nowhere(), nil, nil)
	if s.stuck != "" || len(f.b.For) > 1 || s.chosen != nil {
		return false
	}
	for _, high := range []bool{true, false} {
		src := &source{c: f.c, values: map[key]rules.Value{}}
		for _, l := range s.order {
			if in, is := l.q.(*rules.Input); is && f.c.unknowns[in] != nil {
				return false
			}
			v, ok := l.end(s, high)
			if !ok {
				return false
			}
			src.values[l.key] = v
		}
		row := f.c.prog.Eval(src)
		value := row.Eval(f.p.blocks[f.p.value].Value, s.at)
		out := row.Block(f.b, s.at)
		if value.Absent != "" || out.Final.Absent != "uncovered" || row.Err() != nil {
			continue
		}
		d := f.add(diag.Error, Uncovered, f.b.At, "cases that no band covers", fmt.Sprintf("The value of %s can be %s, and no band holds it. Widen a band or add one, or narrow the range of the inputs if the value cannot occur.", name(f.b), rules.Decimal(value.Num)))
		d.Witness = &diag.Witness{Then: []diag.Value{{Name: f.b.Name, Value: "absent (uncovered)"}}}
		for _, l := range s.order {
			d.Witness.Given = append(d.Witness.Given, diag.Value{Name: l.label(), Value: l.show(src.values[l.key])})
		}
		return true
	}
	return false
}

// end is the highest or lowest value of a leaf; of what is no number, the first.
func (l *leaf) end(s *scan, high bool) (rules.Value, bool) {
	in, ok := l.q.(*rules.Input)
	if !ok || in.Type.Kind != rules.Number {
		x := *l
		x.fill(s, false)
		return x.values[0], ok
	}
	r := inputSpan(in)
	if high {
		r.lo = r.hi
	}
	return rules.Value{Type: in.Type, Num: r.lo}, r.lo != nil
}

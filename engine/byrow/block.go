package byrow

import (
	"slices"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the stages of a block up to its value.

// The stages in their order; reaching one computes those before it.
const (
	stageApplies = iota + 1
	stageValue
	stageGrade
	stageAdjust
	stageLimit
	stageMarks
)

// cell is one block for one choice of members.
type cell struct {
	row   *Row
	b     *rules.Block
	at    Context
	frame *frame
	out   Outcome
	done  int    // the last stage that is known
	busy  int    // the stage under way
	short string // why there are too few members for what it needs
}

// outcome is the same value at every stage.
func outcome(v Value) Outcome {
	return Outcome{Applies: v, Unrounded: v, Value: v, Weight: v, DecidedBy: v, Graded: v, Adjusted: v, Limited: v, Final: v, Row: -1}
}

// reach computes the stages up to one. It fails where that stage is already
// under way: then the block rests on itself.
func (c *cell) reach(stage int) bool {
	for c.done < stage {
		if c.busy > c.done {
			c.row.fault("%s %q rests on itself", c.b.Kind, c.b.Name)
			return false
		}
		c.busy = c.done + 1
		switch c.busy {
		case stageApplies:
			c.applies()
		case stageValue:
			c.value()
		case stageGrade:
			c.grade()
		case stageAdjust:
			c.out.Adjusted = c.adjust(c.out.Graded)
		case stageLimit:
			c.out.Limited = c.limit(c.out.Adjusted)
			c.out.Final = c.decided(c.out.Limited)
		case stageMarks:
			c.marks()
		}
		c.done = max(c.done, c.busy)
		c.busy = 0
	}
	return true
}

// stage is the value of a stage.
func (c *cell) stage(s rules.Stage) Value {
	need, v := stageLimit, &c.out.Final
	switch s {
	case rules.Applies:
		need, v = stageApplies, &c.out.Applies
	case rules.Unrounded:
		need, v = stageValue, &c.out.Unrounded
	case rules.Valued:
		need, v = stageValue, &c.out.Value
	case rules.Weight:
		need, v = stageValue, &c.out.Weight
	case rules.DecidedBy:
		need, v = stageValue, &c.out.DecidedBy
	case rules.Graded:
		need, v = stageGrade, &c.out.Graded
	case rules.Adjusted:
		need, v = stageAdjust, &c.out.Adjusted
	case rules.Limited:
		v = &c.out.Limited
	}
	if !c.reach(need) {
		return absent(Fault)
	}
	return *v
}

// finish ends the evaluation with one value at every stage.
func (c *cell) finish(applies, v Value) {
	c.out = outcome(v)
	c.out.Applies = applies
	c.done = stageMarks
}

// applies settles what needs no value: a result that is given, a rule that was
// never published, a block that does not apply.
func (c *cell) applies() {
	b := c.b
	if v, ok := c.row.run.src.Block(b, c.row.source(b.For, c.at)); ok {
		c.given(v)
		return
	}
	if !c.row.run.prog.inForce(b) {
		c.finish(absent(notInForce), absent(notInForce))
		return
	}
	in := boolean(true)
	for _, m := range b.Among {
		in = and(in, c.frame.eval(m.Cond))
	}
	c.out.Applies = boolean(true)
	if b.Applies != nil {
		c.out.Applies = c.frame.eval(b.Applies)
	}
	switch a := c.out.Applies; {
	case in.Absent != "":
		c.finish(a, absent(in.Absent))
	case isFalse(in):
		c.finish(a, absent(notInPopulation))
	case a.Absent != "":
		c.finish(a, absent(a.Absent))
	case isFalse(a):
		c.finish(a, absent(notApplicable))
		if b.Else >= 0 {
			v := level(b.Scale, b.Else)
			c.out.Graded, c.out.Adjusted, c.out.Limited, c.out.Final = v, v, v, v
		}
	}
}

// unpublished reports a grade that was never published. Where only its bands
// were not, the value can be computed.
func (c *cell) unpublished() bool {
	return c.b.Unpublished != "" || c.b.Bands != nil && c.b.Bands.Unpublished != ""
}

// given takes a result from outside.
func (c *cell) given(v Value) {
	b := c.b
	v.Type = b.Type
	applies := boolean(v.Absent != notApplicable)
	c.finish(applies, v)
	if t := valueType(b); v.Absent == "" && (t.Kind != b.Type.Kind || t.Scale != b.Type.Scale) {
		c.out.Value, c.out.Unrounded = absent(notReported), absent(notReported)
	}
	c.out.Weight, c.out.DecidedBy = absent(notReported), absent(notReported)
}

// valueType is the type of the value stage; of a block without one, that of its
// result.
func valueType(b *rules.Block) rules.Type {
	switch {
	case b.Combine != nil:
		return b.Combine.Type()
	case b.Value != nil:
		return b.Value.Type()
	case len(b.Cases) > 0:
		return b.Cases[0].Value.Type()
	}
	return b.Type
}

// typed gives a value the whole type, unit and all, of what it came from.
func typed(v Value, t rules.Type) Value {
	if v.Absent == "" && v.Type.Kind == t.Kind && (t.Kind != rules.LevelKind || t.Scale != nil) && !t.List {
		t.Const = false
		v.Type = t
	}
	return v
}

// value is the value stage and the rounding.
func (c *cell) value() {
	b := c.b
	if b.Unpublished != "" {
		v := absent(unpublished)
		c.out.Unrounded, c.out.Value, c.out.Weight, c.out.DecidedBy = v, v, absent(undefined), absent(undefined)
		return
	}
	c.out.Weight, c.out.DecidedBy = absent(undefined), absent(undefined)
	c.out.Unrounded = absent(uncovered)
	fr := c.frame
	why := ""
	if b.Members != nil {
		why = c.membersStage(fr)
	}
	defer func() {
		if c.out.Unrounded.Absent != "" {
			c.out.DecidedBy = absent(c.out.Unrounded.Absent)
		}
	}()
	switch {
	case why != "":
		c.out.Unrounded = absent(why)
	case b.Combine != nil:
		c.out.Unrounded = fr.eval(b.Combine)
	case b.Value != nil:
		c.out.Unrounded = fr.eval(b.Value)
	case len(b.Cases) > 0:
		c.out.Unrounded, c.out.Case = cases(fr, b.Cases)
	}
	c.out.Unrounded = typed(c.out.Unrounded, valueType(b))
	c.out.Value = round(c.out.Unrounded, b.Round)
}

// cases is the value of the first case that holds.
func cases(fr *frame, all []*rules.Case) (Value, *rules.Case) {
	var possible []Value
	for _, k := range all {
		holds := boolean(true)
		if k.When != nil {
			holds = fr.eval(k.When)
		}
		if isFalse(holds) {
			continue
		}
		v := fr.eval(k.Value)
		if isTrue(holds) {
			for _, p := range possible {
				if !same(p, v) {
					return absent(undecided), nil
				}
			}
			return v, k
		}
		possible = append(possible, v)
	}
	if len(possible) > 0 {
		return absent(undecided), nil
	}
	return absent(uncovered), nil
}

// membersStage tests the coverage and finds the weight in force and the member
// that decided. It returns the reason why there is no value, else "".
func (c *cell) membersStage(fr *frame) string {
	b := c.b
	els, why := fr.elements(b.Members)
	c.out.Weight = totalWeight(present(els))
	if why != "" {
		c.out.Weight = absent(why)
	}
	if b.Need != nil {
		els, why := fr.everyElement(b.Raw)
		switch {
		case why != "":
			c.short = why
			return why
		default:
			if c.short = shortOf(fr, b.Need, els); c.short != "" {
				return c.short
			}
		}
	}
	if call, ok := b.Combine.(*rules.Call); ok && b.Scorer != "" {
		els, why = fr.elements(call.Args[0].(*rules.List))
	}
	if why != "" {
		return "" // a formula that reads the members will say so
	}
	switch b.Scorer {
	case "min", "max", "worst", "best":
		if len(els) == 0 || len(present(els)) < len(els) {
			break
		}
		if i := decider(b.Scorer == "max" || b.Scorer == "best", els); i >= 0 {
			c.out.DecidedBy = text(els[i].called())
		}
	}
	return ""
}

// shortOf is why there are too few members: coverage, or the reason of the first
// weight that is absent where weights are what counts; "" if there are enough.
func shortOf(fr *frame, need *rules.Need, els []*element) string {
	if need.Weight {
		for _, el := range applying(els) {
			if w := el.weight(); w.Absent != "" {
				return w.Absent
			}
		}
	}
	if !isTrue(covered(fr, need, els)) {
		return coverage
	}
	return ""
}

// covered says whether enough of the members, as they are, have a value, and
// those that must.
func covered(fr *frame, need *rules.Need, els []*element) Value {
	for _, el := range els {
		if el.x.Absent != "" && (slices.Contains(need.Including, el.name) || slices.Contains(need.Including, el.part.Name)) {
			return boolean(false)
		}
	}
	els = applying(els)
	have := present(els)
	n, p := whole(len(els)), whole(len(have))
	if need.Weight {
		n, p = totalWeight(els), totalWeight(have)
	}
	if v, ok := firstAbsent(n, p); ok {
		return v
	}
	if need.Weight && n.Num.Sign() <= 0 || need.Quant.Kind == lang.All && n.Num.Sign() == 0 {
		return absent(empty) // as a sentence would be
	}
	return fr.quantity(need.Quant, len(have), n, p, whole(0))
}

package byrow

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the elements of a list are made, and what a group's
// policy does with absent members.

// element is one member of a list.
type element struct {
	name   string
	frame  *frame // with the member in the context, and its value replaced
	part   *rules.Part
	member int // of part.Over, or -1
	x      Value

	na      bool // not applicable
	missing bool // absent for another reason, before the policy
	out     bool // left out by the policy
}

// weight is the element's weight; 1 where none is given.
func (el *element) weight() Value {
	if el.part.Weight == nil {
		return whole(1)
	}
	return el.frame.eval(el.part.Weight)
}

// elements makes all elements of a list, with those that a policy leaves out
// marked. The second result is the reason why there is no list at all, else "".
func (fr *frame) elements(li *rules.List) ([]*element, string) {
	var out []*element
	group := fr.groupOf(li)
	for i, p := range li.Parts {
		members := []int{-1}
		if p.Over != nil {
			members = fr.membersOf(p)
		}
		for _, m := range members {
			in := fr
			if m >= 0 {
				in = fr.inside(p.Over, m)
			}
			if p.Cond != nil {
				switch c := in.eval(p.Cond); {
				case c.Absent != "":
					return nil, c.Absent
				case isFalse(c):
					continue
				}
			}
			el := &element{name: elementName(p, m), frame: in, part: p, member: m}
			if group != nil {
				el.govern(group, group.Members.Parts[i])
			} else {
				el.evaluate()
			}
			if p.Base != nil && !el.out && el.frame.eval(p.Base).Absent != "" {
				continue
			}
			out = append(out, el)
		}
	}
	return out, ""
}

// in are the elements that are not left out.
func in(els []*element) []*element {
	var out []*element
	for _, el := range els {
		if !el.out {
			out = append(out, el)
		}
	}
	return out
}

func elementName(p *rules.Part, member int) string {
	if p.Over != nil && member < len(p.Over.Members) {
		return p.Over.Members[member].ID
	}
	return p.Name
}

// groupOf is the block whose members the list is, as they are or with a formula
// applied to each; nil for any other list.
func (fr *frame) groupOf(li *rules.List) *rules.Block {
	b := fr.group
	if b == nil || b.Members == nil || len(b.Members.Parts) != len(li.Parts) {
		return nil
	}
	for i, p := range li.Parts {
		if q := b.Members.Parts[i]; p.At != q.At || p.Name != q.Name || p.Over != q.Over {
			return nil
		}
	}
	return b
}

// membersOf are the members that a part ranges over.
func (fr *frame) membersOf(p *rules.Part) []int {
	n := len(p.Over.Members)
	if !p.Over.Closed {
		n = fr.row.src.Members(p.Over)
	}
	up, of := p.Restrict, 0
	if up != nil && up != fr.row.prog.fw.Entity {
		of = fr.at.Member(up)
	}
	var out []int
	for m := range n {
		if up == nil || fr.ancestor(p.Over, m, up) == of {
			out = append(out, m)
		}
	}
	return out
}

// evaluate gives an element of a list its value.
func (el *element) evaluate() {
	el.x = el.applies()
	if el.x.Absent == "" {
		el.x = el.frame.eval(el.part.X)
	}
}

// applies is present where the part applies.
func (el *element) applies() Value {
	if el.part.Applies == nil {
		return boolean(true)
	}
	if a := el.frame.eval(el.part.Applies); !isFalse(a) {
		return a
	}
	return absent(notApplicable)
}

// govern gives a group member its value under the policy of the group. What a
// score reads leaves out what is not applicable; what rules read keeps it.
func (el *element) govern(b *rules.Block, base *rules.Part) {
	scoring := el.frame.scoring
	bare := el.applies()
	if bare.Absent == "" {
		bare = el.frame.eval(base.X)
	}
	el.x = bare
	if bare.Absent == "" || el.looksAtAbsence(bare) {
		el.x = el.frame.eval(el.part.X)
	}
	el.na = bare.Absent == notApplicable
	el.missing = bare.Absent != "" && !el.na || scoring && isState(bare) && el.x.Absent == offLadder
	switch {
	case el.na:
		el.out = scoring || b.Missing.Kind == rules.Exclude
	case !el.missing || b.Missing.Kind == rules.Fail:
	case b.Missing.Kind == rules.Exclude:
		el.out = true
	default:
		if v, ok := el.replacement(b, base); ok {
			el.frame = el.frame.swapped(base.X, v)
			el.x = el.frame.eval(el.part.X)
		}
	}
}

// looksAtAbsence reports a formula over a member that may well have a value
// where the member has none: is_present(x), coalesce(x, 0). Where the member's
// block says that it does not apply, its formula is not looked at.
func (el *element) looksAtAbsence(bare Value) bool {
	return el.part.Applies == nil || el.applies().Absent == ""
}

// replacement is what the policy puts in for an absent member.
func (el *element) replacement(b *rules.Block, base *rules.Part) (Value, bool) {
	if b.Missing.Kind == rules.Replace {
		return el.frame.eval(b.Missing.With), true
	}
	var input *rules.Input
	if ref, ok := base.X.(*rules.Ref); ok {
		input, _ = ref.Q.(*rules.Input)
	}
	return extreme(base.X.Type(), input, b.Missing.Kind == rules.Best)
}

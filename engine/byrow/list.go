package byrow

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the elements of a list are made.

// element is one member of a list.
type element struct {
	name  string
	frame *frame // with the member in the context
	part  *rules.Part
	x     Value
	idle  bool // a group member that does not count: its Applies is false
}

// weight is the element's weight; 1 where none is given.
func (el *element) weight() Value {
	if el.part.Weight == nil {
		return whole(1)
	}
	return el.frame.eval(el.part.Weight)
}

// elements makes the elements of a list, without members that do not count. The
// second result is the reason why there is no list at all, else "".
func (fr *frame) elements(li *rules.List) ([]*element, string) {
	all, why := fr.everyElement(li)
	var out []*element
	for _, el := range all {
		if !el.idle {
			out = append(out, el)
		}
	}
	return out, why
}

// everyElement makes the elements of a list, those that do not count as well.
func (fr *frame) everyElement(li *rules.List) ([]*element, string) {
	var out []*element
	for _, p := range li.Parts {
		for _, m := range fr.membersOf(p) {
			in := fr
			if p.Over != nil {
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
			if p.Base != nil && leftOut(p, in.eval(p.Base)) {
				continue
			}
			el := &element{name: elementName(p, m), frame: in, part: p, x: boolean(true)}
			if p.Applies != nil {
				el.x = in.eval(p.Applies)
			}
			switch {
			case isFalse(el.x):
				el.x, el.idle = absent(notApplicable), true
			case isTrue(el.x):
				el.x = in.eval(p.X)
			}
			out = append(out, el)
		}
	}
	return out, ""
}

// leftOut says whether a part has no element because of its base.
func leftOut(p *rules.Part, base Value) bool {
	return base.Absent == notApplicable || base.Absent != "" && !p.OnlyNA
}

func elementName(p *rules.Part, member int) string {
	if p.Over != nil && member < len(p.Over.Members) {
		return p.Over.Members[member].ID
	}
	return p.Name
}

// membersOf are the members that a part ranges over; one that is not looked at
// for a part that is one element.
func (fr *frame) membersOf(p *rules.Part) []int {
	if p.Over == nil {
		return []int{0}
	}
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

// applying are the elements that are applicable.
func applying(els []*element) []*element {
	var out []*element
	for _, el := range els {
		if el.x.Absent != notApplicable {
			out = append(out, el)
		}
	}
	return out
}

// present are the elements that have a value.
func present(els []*element) []*element {
	var out []*element
	for _, el := range els {
		if el.x.Absent == "" {
			out = append(out, el)
		}
	}
	return out
}

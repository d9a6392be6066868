package byrow

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the elements of a list are made.

// element is one member of a list.
type element struct {
	name  string
	row   int    // its row, where it is one
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
			switch {
			case p.Over == nil:
			case p.Over.Rows:
				in = fr.row.run.row(p.Over, m).frame(fr.at)
			default:
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
			el := &element{name: fr.elementName(p, m), row: m, frame: in, part: p, x: boolean(true)}
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

// elementName is the name of a part, or of a member; rows have none that a rule
// file could know.
func (fr *frame) elementName(p *rules.Part, member int) string {
	switch {
	case p.Over == nil:
		return p.Name
	case p.Over.Rows:
		return ""
	case p.Over.Closed:
		return p.Over.Members[member].ID
	}
	if n, ok := fr.row.run.src.(Named); ok {
		return n.MemberName(p.Over, member)
	}
	return p.Name
}

// called is how people are told of the element.
func (el *element) called() string {
	if p := el.part; p.Over != nil && p.Over.Rows {
		if n, ok := el.frame.row.run.src.(Named); ok {
			return n.MemberName(p.Over, el.row)
		}
		return p.Name
	}
	return el.name
}

// membersOf are the members that a part ranges over; one that is not looked at
// for a part that is one element.
func (fr *frame) membersOf(p *rules.Part) []int {
	if p.Over == nil {
		return []int{0}
	}
	run := fr.row.run
	switch {
	case p.Everyone() && p.By != nil && fr.group != nil:
		return fr.group
	case p.Everyone():
		return run.order(p.Over)
	case p.Over.Rows:
		return run.within(p.Over, p.Restrict, fr.row.up(p.Restrict))
	}
	var out []int
	for m := range run.count(p.Over) {
		if up := p.Restrict; up != nil && !up.Rows && run.climb(p.Over, m, up) != fr.at.Member(up) {
			continue
		}
		if s, ok := run.src.(Presence); ok && !p.Over.Closed {
			if here := fr.row.place; here.e != nil && !s.Present(p.Over, m, here.e, here.row) {
				continue
			}
		}
		out = append(out, m)
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

package rules

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how inputs and parameters are read.

func (l *loader) doInputs() {
	for _, i := range l.fw.Inputs {
		b := l.trees[i]
		i.About = l.about(b)
		if i.For = l.axes(b); b.Attr("for") != nil {
			l.oneGrain(b, i.For)
		}
		if n := l.name(b, "type"); n != nil {
			i.Type = l.typeNamed(n)
			i.Percent, i.Integer = n.Name == "percent", n.Name == "integer"
		}
		i.Type.Unit = l.text(b, "unit")
		i.Better = Direction(l.word(b, "better", directions[:], 0))
		i.Column = i.Name
		l.inputRange(i, b)
		l.inputAbsent(i, b)
		i.NotBefore = l.date(b, "not_before")
		l.validFor(i, b)
		for _, it := range l.items(b, "code") {
			if i.Type.Kind != Bool {
				l.problem(Contradiction, it.keyAt, "code of an input that is not yes or no", "\"code\" of an input says how the data writes true and false; levels have codes in their scale.")
				break
			}
			if i.Spelling == nil {
				i.Spelling = map[string]string{}
			}
			xs := []lang.Expr{it.value}
			if li, ok := it.value.(*lang.List); ok {
				xs = li.Items
			}
			for _, x := range xs {
				if k, ok := lang.MapKey(x); ok && (it.key == "true" || it.key == "false") {
					i.Spelling[k] = it.key
				} else {
					l.problem(WrongValue, it.keyAt, "code that is not understood", "Write code = { true = \"Y\", false = \"N\" }.")
				}
			}
		}
	}
}

// axes reads "for": the entities that a thing is for, the framework's by default.
func (l *loader) axes(b *lang.Block) []*Entity {
	if b.Attr("for") == nil {
		if l.fw.Entity == nil {
			return nil
		}
		return []*Entity{l.fw.Entity}
	}
	var out []*Entity
	for _, n := range l.names(b, "for") {
		e := l.entities[n.Name]
		if e == nil {
			l.unknown("entity", n.Name, n.At, keys(l.entities))
			continue
		}
		l.used[e] = true
		for _, o := range out {
			if o == e {
				l.problem(DuplicateName, n.At, "entity "+quote(n.Name)+" stands twice", "Name each entity once in \"for\".")
			}
		}
		out = append(out, e)
	}
	return out
}

func (l *loader) inputRange(i *Input, b *lang.Block) {
	if a := b.Attr("range"); a != nil {
		li, ok := a.Value.(*lang.List)
		if !ok || len(li.Items) != 2 || i.Type.Kind != Number {
			l.wrong(a, "the lowest and highest value of a number: [1, 4]; null leaves an end open")
		} else {
			i.Min, i.Max = i.asRead(l.bound(li.Items[0])), i.asRead(l.bound(li.Items[1]))
			if i.Min != nil && i.Max != nil && i.Min.Cmp(i.Max) > 0 {
				l.wrong(a, "the lowest value first, then the highest")
			}
		}
	}
	if a := b.Attr("among"); a != nil {
		li, ok := a.Value.(*lang.List)
		if !ok || len(li.Items) == 0 {
			l.wrong(a, "a list of values")
			return
		}
		for _, x := range li.Items {
			if v := l.constant(x, &i.Type); v != nil {
				if v.Type.Kind == Number {
					v.Num = i.asRead(v.Num)
				}
				i.Among = append(i.Among, *v)
			}
		}
	}
}

// asRead turns a figure that the rule file writes as the data does into the
// number that formulas read: 80 of a percent input is 0.80.
func (i *Input) asRead(r *big.Rat) *big.Rat {
	if r == nil || !i.Percent {
		return r
	}
	return new(big.Rat).Quo(r, big.NewRat(100, 1))
}

func (l *loader) bound(x lang.Expr) *big.Rat {
	switch x := x.(type) {
	case *lang.Number:
		return x.Value
	case *lang.Null:
		return nil
	}
	l.problem(WrongValue, x.Range(), "end of a range that is not a number", "Write a number, or null for an open end.")
	return nil
}

func (l *loader) inputAbsent(i *Input, b *lang.Block) {
	i.Absent = map[string]string{}
	for _, it := range l.items(b, "absent") {
		k, ok := lang.MapKey(it.value)
		if !ok || !l.knownReason(k) {
			l.unknown("reason", lang.Source(it.value), it.value.Range(), l.reasonNames())
			continue
		}
		i.Absent[it.key] = k
	}
}

func (l *loader) validFor(i *Input, b *lang.Block) {
	t := l.text(b, "valid_for")
	if t == "" {
		return
	}
	if i.ValidFor = months(t); i.ValidFor == 0 {
		l.wrong(b.Attr("valid_for"), "a length of time: \"24 months\" or \"2 years\"")
	}
}

// months reads a length of time; 0 for what is none.
func months(text string) int {
	n, unit, _ := strings.Cut(text, " ")
	k, err := strconv.Atoi(n)
	switch {
	case err != nil || k <= 0:
	case unit == "months" || unit == "month":
		return k
	case unit == "years" || unit == "year":
		return 12 * k
	}
	return 0
}

// carryForward types an earlier value that stands in while it is young enough.
func (l *loader) carryForward(fn *Builtin, x *lang.Call, s *scope, want *Type) Expr {
	t, ok := x.Args[2].(*lang.Text)
	if !ok || months(t.Value) == 0 {
		l.problem(WrongArgs, x.Args[2].Range(), "length of time needed", "Write "+fn.Sig+".")
		return nil
	}
	v := l.scalar(x.Args[0], s, want)
	d := l.scalar(x.Args[1], s, &Type{Kind: DateKind})
	if v == nil || d == nil {
		return nil
	}
	if d.Type().Kind != DateKind {
		l.problem(WrongType, x.Args[1].Range(), "date needed", "The second argument says when the earlier value was found; this is "+d.Type().describe()+".")
		return nil
	}
	b := &builder{x.At}
	age := &Call{Node: node(plainNumber, x.At), Fn: FindBuiltin("months_between"), Args: []Expr{d, &Call{Node: node(Type{Kind: DateKind}, x.At), Fn: asOf}}}
	young := &Binary{node(Type{Kind: Bool}, x.At), "<", age, b.num(int64(months(t.Value)))}
	old := &Const{Node: node(v.Type(), x.At), Value: Value{Type: v.Type(), Absent: "too_old"}}
	return &Call{Node: node(v.Type(), x.At), Fn: fn, Args: []Expr{v, d}, Words: []string{t.Value}, Body: &Cond{node(v.Type(), x.At), young, v, old}}
}

// doLate types what formulas of blocks do not need: formulas of inputs, bodies
// of functions and rows of tables that nothing has asked for yet.
func (l *loader) doLate() {
	for _, i := range l.fw.Inputs {
		l.lateInput(i, l.trees[i])
	}
	for _, f := range l.fw.Functions {
		l.resolveFunction(f, f.At)
	}
	for _, p := range l.fw.Populations {
		l.resolvePopulation(p, p.At)
	}
	for _, c := range l.fw.CutPoints {
		l.resolveCuts(c, c.At)
	}
	for _, t := range l.fw.Tables {
		l.resolveTable(t, t.At)
	}
}

func (l *loader) lateInput(i *Input, b *lang.Block) {
	s := &scope{axes: i.For}
	l.inputColumn(i, b, s)
	if a := b.Attr("applies"); a != nil {
		i.Applies = l.boolean(a.Value, s)
	}
	if n := l.name(b, "dated"); n != nil {
		d, ok := l.quants[n.Name].(*Input)
		if !ok || d.Type.Kind != DateKind {
			l.problem(WrongType, n.At, "date input needed", "\"dated\" names an input of type date that says how old the evidence is.")
		} else {
			i.Dated, l.used[d] = d, true
			for _, a := range d.For {
				if memberOf(a, s, n.At) == nil {
					l.problem(LeftOver, n.At, "date for every "+a.Name, quote(d.Name)+" has a value for every "+a.Name+", so it does not say how old "+quote(i.Name)+" is.", note(d.At, "declared here"))
					i.Dated = nil
					break
				}
			}
		}
	}
	if i.Dated == nil && (i.NotBefore != "" || i.ValidFor > 0) {
		l.problem(Contradiction, i.At, "age of evidence without its date", "Say which input dates the evidence: dated = name_of_a_date_input.")
	}
	if a := b.Attr("missing"); a != nil {
		own := *s
		own.input = i
		i.Missing = l.policy(a, &own, i.Type, false)
		if (i.Missing.Kind == Worst || i.Missing.Kind == Best) && !l.hasEnds(i) {
			l.problem(Contradiction, a.Range, "worst or best of an input that has no ends", "\"missing = "+i.Missing.Kind.String()+"\" needs an ordered scale, or a range and better = higher or lower.", note(i.At, "the input"))
		} else if i.Missing.Kind == Worst || i.Missing.Kind == Best {
			self := &Ref{node(i.Type, a.Value.Range()), i, Final, make([]Expr, len(i.For)), -1}
			i.Missing.With = End(self, i.Missing.Kind)
		}
	}
}

func (l *loader) hasEnds(i *Input) bool {
	if i.Type.Kind == LevelKind {
		return i.Type.Scale.Ordered
	}
	return i.Type.Kind == Number && i.Min != nil && i.Max != nil && (i.Better == Higher || i.Better == Lower)
}

// inputColumn reads the column: a text, or an attribute of a member for wide data.
func (l *loader) inputColumn(i *Input, b *lang.Block, s *scope) {
	a := b.Attr("column")
	if a == nil {
		return
	}
	switch x := a.Value.(type) {
	case *lang.Text:
		i.Column = x.Value
		return
	case *lang.Select:
		if n, ok := x.X.(*lang.Name); ok {
			if e := l.entities[n.Name]; e != nil {
				l.used[e] = true
				if attr, _ := e.Attr(x.Name); attr != nil || x.Name == "name" || len(e.Members) > 0 && (x.Name == firstColumn(e) || len(e.Key) == 1 && x.Name == e.Key[0]) {
					if !e.Closed {
						l.problem(Contradiction, x.At, "columns named by members that are not known", "Wide data needs an entity whose members the framework lists.", note(e.At, "the entity"))
						return
					}
					if !containsEntity(i.For, e) {
						l.problem(LeftOver, x.At, "column of an entity that the input is not for", fmt.Sprintf("Write for = [..., %s]: the input has a column for each of them.", e.Name))
						return
					}
					i.Column, i.ColumnBy, i.ColumnOf = "", attr, e
					return
				}
				var known []string
				for _, k := range e.Attrs {
					known = append(known, k.Name)
				}
				l.unknown("attribute of "+e.Name, x.Name, x.NameAt, append(known, "name"))
				return
			}
		}
	}
	l.wrong(a, "the column's name in quotes, or an attribute of a member: variable.column")
}

func firstColumn(e *Entity) string { return e.Name }

func containsEntity(list []*Entity, e *Entity) bool {
	for _, x := range list {
		if x == e {
			return true
		}
	}
	return false
}

// policy reads what is done about an absent value.
func (l *loader) policy(a *lang.Attr, s *scope, t Type, members bool) Policy {
	p := Policy{Stated: true, At: a.Value.Range()}
	if n, ok := a.Value.(*lang.Name); ok && l.quants[n.Name] == nil {
		switch n.Name {
		case "fail":
			return p
		case "worst":
			p.Kind = Worst
			return p
		case "best":
			p.Kind = Best
			return p
		case "exclude":
			if members {
				p.Kind = Exclude
				return p
			}
			l.problem(Contradiction, n.At, "\"exclude\" on an input", "An input is left out where it is combined: write missing = exclude in the group or rating.")
			return p
		}
	}
	p.Kind = Replace
	e := l.scalar(a.Value, s, &t)
	if e == nil {
		return p
	}
	if t.Kind == Number {
		e = l.toNumber(e, a.Value.Range())
	} else if u := e.Type(); u.Kind != t.Kind || u.Scale != t.Scale {
		l.problem(WrongType, a.Value.Range(), "replacement of another kind", "The value that stands in must be "+t.describe()+"; this is "+u.describe()+".")
	}
	p.With = e
	return p
}

func (l *loader) doParameters() {
	byCount := func(p *Parameter) bool {
		b := l.trees[p]
		return b.Attr("per") != nil || slices.ContainsFunc(b.Of("at"), func(n *lang.Block) bool { return n.Attr("per") != nil })
	}
	ordered := slices.Clone(l.fw.Parameters)
	slices.SortStableFunc(ordered, func(p, q *Parameter) int { return b2i(byCount(p)) - b2i(byCount(q)) })
	for _, p := range ordered { // those by how many are rated last: their figures may be parameters
		b := l.trees[p]
		p.About = l.about(b)
		p.Unit = l.text(b, "unit")
		ats := b.Of("at")
		if len(ats) == 0 || b.Attr("value") != nil || b.Attr("per") != nil {
			d := l.dated(p, b)
			p.Dated = append(p.Dated, d)
			if len(ats) > 0 {
				l.problem(Contradiction, ats[0].Header, "parameter with and without history", "A parameter has one value, or values from dates on; not both.", note(b.Header, "the parameter"))
			}
		}
		for _, n := range ats {
			d := l.dated(p, n)
			d.From = n.Label(0)
			if _, ok := Days(d.From); !ok {
				at := n.Header
				if len(n.Labels) > 0 {
					at = n.Labels[0].Range
				}
				l.problem(WrongValue, at, "date that is not one", "Write at \"2026-04-01\" { ... }.")
			}
			if k := len(p.Dated); k > 0 && p.Dated[k-1].From >= d.From {
				l.problem(DateOrder, n.Header, "dates out of order", "Values stand in the order of their dates, each date once.", note(p.Dated[k-1].At, "the value before it"))
			}
			p.Dated = append(p.Dated, d)
		}
		l.sameDatedTypes(p)
	}
}

func (l *loader) sameDatedTypes(p *Parameter) {
	typed := 0
	for i, d := range p.Dated {
		if d.Value == nil || d.Unpublished != "" {
			continue
		}
		if typed++; typed == 1 {
			p.Type = d.Value.Type()
		}
		t := d.Value.Type()
		t.List, t.Const = false, false
		t.Unit = p.Unit
		if i > 0 && p.Type.Kind != t.Kind {
			l.problem(WrongType, d.At, "values of two kinds", "All values of a parameter are of one kind.", note(p.Dated[0].At, "the first"))
		}
		p.Type = t
	}
	if typed == 0 {
		p.Type = Type{Kind: Number, Unit: p.Unit}
	}
	for _, d := range p.Dated { // what was never published is absent, of the same kind
		if c, ok := d.Value.(*Const); ok && d.Unpublished != "" {
			c.T, c.Value.Type = p.Type, p.Type
		}
	}
}

func (l *loader) dated(p *Parameter, b *lang.Block) DatedValue {
	d := DatedValue{About: l.about(b), ReviewBy: l.date(b, "review_by"), Unpublished: l.text(b, "unpublished")}
	a, per := b.Attr("value"), b.Attr("per")
	switch {
	case a != nil && per != nil:
		l.problem(Contradiction, per.Range, "value and per together", "A parameter is one value or depends on how many are rated.", note(a.Range, "the value"))
	case per != nil:
		l.perValues(&d, b)
	case a != nil:
		l.paramValue(&d, a)
	case d.Unpublished == "":
		if len(b.Of("at")) == 0 {
			l.problem(WrongValue, b.Header, "parameter without a value", "Give it a value, values from dates on (at \"2026-04-01\" { value = 3 }), or say that it is unpublished.")
		}
	default:
		d.Value = &Const{Node: node(Type{Kind: Number}, b.Header), Value: Value{Type: Type{Kind: Number}, Absent: "unpublished"}}
	}
	return d
}

func (l *loader) perValues(d *DatedValue, b *lang.Block) {
	for _, it := range l.items(b, "per") {
		iv, ok := l.keyInterval(it.key, it.keyAt)
		v := l.numeric(it.value, &scope{})
		if ok && v != nil {
			d.Per = append(d.Per, PerCount{iv, v})
		}
	}
}

func (l *loader) keyInterval(key string, at Range) (Interval, bool) {
	x, list := lang.ParseInterval(&lang.Text{Node: lang.Node{At: at}, Value: key}, l.src(at))
	l.list = append(l.list, list...)
	if x == nil || list.HasErrors() {
		return Interval{}, false
	}
	return l.interval(x, &scope{}, Type{Kind: Number})
}

func (l *loader) paramValue(d *DatedValue, a *lang.Attr) {
	switch x := a.Value.(type) {
	case *lang.Map:
		d.BandsRaw = x
		return
	case *lang.Call:
		for _, m := range roundModes {
			if m == x.Name {
				d.Rounding, _ = l.rounding(x)
				return
			}
		}
	case *lang.Text:
		if _, ok := Days(x.Value); ok {
			d.Value = l.scalar(x, &scope{}, &Type{Kind: DateKind})
			return
		}
	case *lang.Name:
		for _, s := range l.fw.Scales { // a level, if one scale only has it
			if c, ok := s.Code(x.Name); ok {
				if d.Value != nil {
					d.Value = nil
					break
				}
				d.Value = constCode(Type{Kind: LevelKind, Scale: s}, c, x.At)
			}
		}
		if d.Value != nil {
			return
		}
	}
	d.Value = l.expr(a.Value, &scope{}, nil)
	if d.Value != nil && !isConstant(d.Value) {
		l.problem(NotConstant, a.Value.Range(), "parameter that is computed", "A parameter is a constant. Compute with a derive block.")
	}
}

func isConstant(e Expr) bool {
	ok := true
	Walk(e, func(x Expr) bool {
		switch x := x.(type) {
		case *Ref:
			_, param := x.Q.(*Parameter)
			ok = ok && param
		case *MemberRef, *Local, *AttrRef:
			ok = false
		}
		return true
	})
	return ok
}

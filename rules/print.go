package rules

import (
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how the typed tree is written back as a formula: the same
// text for the same meaning, whatever the layout, the brackets and the order of
// files were.

// Formula writes an expression. Quantities stand by name; what the type of a
// place gave (a bare level) is written with its scale.
func Formula(e Expr) string {
	var p printer
	p.expr(e, 0)
	return p.String()
}

type printer struct{ strings.Builder }

// binding is how tightly operators bind; a larger number binds tighter.
var binding = map[string]int{"||": 2, "&&": 3, "==": 4, "!=": 4, "<": 5, "<=": 5, ">": 5, ">=": 5, "+": 6, "-": 6, "*": 7, "/": 7}

const (
	condBinding  = 1
	unaryBinding = 8
)

func (p *printer) brackets(needed bool, write func()) {
	if needed {
		p.WriteByte('(')
	}
	write()
	if needed {
		p.WriteByte(')')
	}
}

func (p *printer) expr(e Expr, tight int) {
	switch e := e.(type) {
	case nil:
		p.WriteString("otherwise")
	case *Const:
		p.value(e.Value)
	case *Ref:
		p.ref(e)
	case *MemberRef:
		p.WriteString(e.Entity.Name)
	case *AttrRef:
		p.expr(e.Of, unaryBinding)
		p.WriteString("." + e.Of.Type().Entity.Attrs[e.Attr].Name)
	case *LevelNumber:
		p.expr(e.X, unaryBinding)
		if e.Attr != "" {
			p.WriteString("." + e.Attr)
		}
	case *NumberLevel:
		p.WriteString(e.T.Scale.Name + "[")
		p.expr(e.X, 0)
		p.WriteByte(']')
	case *Unary:
		p.brackets(tight > unaryBinding, func() { p.WriteString(e.Op); p.expr(e.X, unaryBinding) })
	case *Binary:
		b := binding[e.Op]
		p.brackets(b < tight, func() {
			p.expr(e.X, b)
			p.WriteString(" " + e.Op + " ")
			p.expr(e.Y, b+1)
		})
	case *Cond:
		p.brackets(tight > condBinding, func() {
			p.expr(e.If, condBinding+1)
			p.WriteString(" ? ")
			p.expr(e.Then, condBinding)
			p.WriteString(" : ")
			p.expr(e.Else, condBinding)
		})
	case *Call:
		p.call(e)
	case *UserCall:
		p.args(e.Fn.Name, e.Args)
	case *Local:
		p.WriteString(e.Param.Name)
	case *TableCall:
		p.args(e.Table.Name, e.Args)
		if len(e.Table.Out) > 1 {
			p.WriteString("." + e.Table.Out[e.Out].Name)
		}
	case *List:
		p.list(e)
	case *Count:
		p.count(e)
	default:
		panic("rules: unknown expression")
	}
}

func (p *printer) value(v Value) {
	switch {
	case v.Absent != "":
		p.WriteString("absent(" + v.Absent + ")")
	case v.Type.Kind == TextKind:
		p.WriteString(strconv.Quote(v.Text))
	case v.Type.Kind == DateKind:
		p.WriteString("date(" + strconv.Quote(DateText(v.Code)) + ")")
	case v.Type.Kind == LevelKind:
		p.WriteString(v.Type.Scale.Name + "." + v.String())
	case v.Type.Kind == MemberKind:
		p.WriteString(v.Type.Entity.Name + "." + v.String())
	case v.Type.Kind == Number:
		p.WriteString(v.Num.RatString())
	default:
		p.WriteString(v.String())
	}
}

func (p *printer) ref(e *Ref) {
	p.WriteString(e.Q.QName())
	if e.Elem >= 0 {
		p.WriteString("[" + strconv.Itoa(e.Elem+1) + "]")
	}
	for i, x := range e.Index {
		if m, ok := x.(*MemberRef); x == nil || ok && m.Entity == e.Q.Axes()[i] {
			continue // the context's own
		}
		p.WriteByte('[')
		p.expr(x, 0)
		p.WriteByte(']')
	}
	if e.Stage != Final {
		p.WriteString("." + e.Stage.String())
	}
}

func (p *printer) args(name string, args []Expr, more ...string) {
	p.WriteString(name + "(")
	for i, a := range args {
		if i > 0 {
			p.WriteString(", ")
		}
		p.expr(a, 0)
	}
	for i, m := range more {
		if i > 0 || len(args) > 0 {
			p.WriteString(", ")
		}
		p.WriteString(m)
	}
	p.WriteByte(')')
}

func (p *printer) call(e *Call) {
	var more []string
	for _, m := range e.Map {
		var q printer
		q.value(m.Key)
		q.WriteString(" = ")
		q.expr(m.Value, 0)
		more = append(more, q.String())
	}
	for _, r := range e.Mode {
		more = append(more, r.String())
	}
	if e.Reason != "" {
		more = append(more, e.Reason)
	}
	more = append(more, e.Words...)
	if e.Cuts != nil {
		p.WriteString("cut_points." + e.Cuts.Name + "[" + strconv.Itoa(e.Cut+1) + "]")
		return
	}
	if len(e.Args) == 0 && len(more) == 0 {
		p.WriteString(e.Fn.Name)
		return
	}
	p.args(e.Fn.Name, e.Args, more...)
}

// String writes the rounding as in a rule file.
func (r Rounding) String() string { return r.Mode.String() + "(" + strconv.Itoa(r.Places) + ")" }

func (p *printer) list(li *List) {
	p.WriteByte('[')
	for i, x := range li.Parts {
		if i > 0 {
			p.WriteString(", ")
		}
		p.part(x)
	}
	p.WriteByte(']')
}

func (p *printer) part(x *Part) {
	p.expr(x.X, 0)
	if x.Over != nil {
		who := x.Over.Name
		if x.Pop != nil {
			who = x.Pop.Name
		}
		p.WriteString(" for each " + who)
		if x.Restrict != nil {
			p.WriteString(" of the " + x.Restrict.Name)
		}
	}
	clause := func(word string, e Expr) {
		if e != nil {
			p.WriteString(" " + word + " ")
			p.expr(e, 0)
		}
	}
	clause("if", x.Cond)
	clause("by", x.By)
	clause("weight", x.Weight)
	clause("applies", x.Applies)
	switch {
	case x.Base == nil:
	case x.OnlyNA:
		p.WriteString(" unless not applicable")
	default:
		p.WriteString(" where present")
		if x.Base != x.X {
			p.WriteByte(' ')
			p.expr(x.Base, 0)
		}
	}
}

func (p *printer) count(e *Count) {
	p.WriteString(lang.Canonical(e.Text))
	p.WriteString(" in ")
	p.list(e.Members)
	p.WriteString(" so ")
	p.list(e.Bools)
	if e.Quant.Per != nil {
		p.WriteString(" by " + e.Quant.Per.Name)
	}
	if e.Rated {
		p.WriteString(" of the rated")
	}
}

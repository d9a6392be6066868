package engine

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how formulas are shown: as written, and with the numbers put
// in.

// written is a formula as it stands in the rule file, on one line. Without the
// text of the file it is printed from the tree.
func (t *tracer) written(e rules.Expr) string {
	if e == nil {
		return ""
	}
	if s := t.text(e.At()); s != "" {
		return s
	}
	return t.print(e, nil, 0)
}

// text is a piece of a rule file on one line, "" if the file is not at hand.
func (t *tracer) text(r rules.Range) string {
	src, ok := t.opt.Sources[r.Filename]
	if !ok || r.Start.Byte < 0 || r.End.Byte > len(src) || r.Start.Byte >= r.End.Byte {
		return ""
	}
	return strings.Join(strings.Fields(string(src[r.Start.Byte:r.End.Byte])), " ")
}

// numbers is a formula with the values put in, without what it comes to.
func (t *tracer) numbers(e rules.Expr, c *env) string {
	if call, ok := e.(*rules.Call); ok {
		if call.Body != nil {
			return t.print(call.Body, c, 0)
		}
		if li := listOf(call); li != nil {
			return t.part(call, li, c).Numbers
		}
	}
	return t.print(e, c, 0)
}

// listOf is the list that a function ranges over, or nil.
func listOf(e *rules.Call) *rules.List {
	if len(e.Args) == 0 {
		return nil
	}
	li, _ := e.Args[0].(*rules.List)
	return li
}

// The binding strengths of operators.
var strength = map[string]int{"||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6}

// print writes a formula: with c nil by its names, else with values put in.
func (t *tracer) print(e rules.Expr, c *env, tight int) string {
	switch e := e.(type) {
	case *rules.Const:
		return shortText(t.constant(e.Value))
	case *rules.Binary:
		k := strength[e.Op]
		return brackets(t.print(e.X, c, k)+" "+e.Op+" "+t.print(e.Y, c, k+1), k < tight)
	case *rules.Unary:
		return e.Op + t.print(e.X, c, 7)
	case *rules.Cond:
		return brackets(t.print(e.If, c, 1)+" ? "+t.print(e.Then, c, 1)+" : "+t.print(e.Else, c, 0), tight > 0)
	case *rules.Call:
		return t.printCall(e, c, tight)
	case *rules.UserCall:
		return e.Fn.Name + "(" + t.printAll(e.Args, c) + ")"
	case *rules.TableCall:
		return e.Table.Name + "(" + t.printAll(e.Args, c) + ")"
	case *rules.NumberLevel:
		return t.print(e.X, c, tight)
	}
	if c != nil {
		return negative(shortText(t.shown(t.f.eval(e, c), e.Type())), tight)
	}
	return t.printName(e)
}

// negative sets a number below 0 in brackets behind an operator.
func negative(s string, tight int) string {
	return brackets(s, tight > 4 && strings.HasPrefix(s, "-"))
}

func brackets(s string, yes bool) string {
	if yes {
		return "(" + s + ")"
	}
	return s
}

func (t *tracer) printAll(args []rules.Expr, c *env) string {
	var out []string
	for _, a := range args {
		out = append(out, t.print(a, c, 0))
	}
	return strings.Join(out, ", ")
}

// standingWords say what standing counts.
var standingWords = map[string]string{"below": "(how many are below)", "equal": "(how many are equal)", "above": "(how many are above)",
	"distinct_below": "(different values below)", "distinct_above": "(different values above)"}

// deviates reports the root of a variance, a standard deviation.
func deviates(e *rules.Call) bool {
	if e.Fn.Name != "sqrt" || e.Body != nil {
		return false
	}
	v, ok := e.Args[0].(*rules.Call)
	return ok && v.Fn.Name == "variance"
}

// readsList reports a function that has a list among its arguments.
func readsList(e *rules.Call) bool {
	return slices.ContainsFunc(e.Args, func(a rules.Expr) bool {
		_, is := a.(*rules.List)
		return is
	})
}

func (t *tracer) printCall(e *rules.Call, c *env, tight int) string {
	switch {
	case c != nil && (readsList(e) || e.Body != nil || e.Fn == rules.Fill):
		return negative(shortText(t.shown(t.f.eval(e, c), e.T)), tight)
	case c == nil && e.Fn.Name == "count" && everyoneOf(e) != nil && e.Args[0].Type().Kind != rules.Bool:
		return "(how many there are)"
	case c == nil && e.Fn == rules.StandingFn:
		return standingWords[e.Words[0]]
	case c == nil && e.Fn.Name == "sqrt" && deviates(e):
		v := e.Args[0].(*rules.Call)
		return "sd(" + t.print(v.Args[0], nil, 0) + ", " + v.Words[0] + ")"
	case c != nil && deviates(e):
		return negative(shortText(t.shown(t.f.eval(e, c), e.T)), tight)
	case e.Fn.Name == "round" && len(e.Mode) > 0:
		return "round(" + t.print(e.Args[0], c, 0) + ", " + roundingText(e.Mode) + ")"
	case e.Reason != "":
		return e.Fn.Name + "(" + t.printAll(e.Args, c) + ", " + e.Reason + ")"
	case len(e.Map) > 0:
		return e.Fn.Name + "(" + t.printAll(e.Args[:1], c) + ", …)"
	}
	return e.Fn.Name + "(" + t.printAll(e.Args, c) + ")"
}

// printName writes what has no formula of its own.
func (t *tracer) printName(e rules.Expr) string {
	switch e := e.(type) {
	case *rules.Ref:
		for _, i := range e.Index {
			if _, fixed := i.(*rules.Const); fixed && t.text(e.At()) != "" {
				return t.text(e.At())
			}
		}
		if e.Stage != rules.Final {
			return e.Q.QName() + "." + e.Stage.String()
		}
		return e.Q.QName()
	case *rules.MemberRef:
		return e.Entity.Name
	case *rules.AttrRef:
		return e.Of.Type().Entity.Name + "." + e.Of.Type().Entity.Attrs[e.Attr].Name
	case *rules.LevelNumber:
		return t.print(e.X, nil, 0)
	case *rules.Local:
		return e.Param.Name
	case *rules.Count:
		return "(" + t.sentence(e) + ")"
	case *rules.List:
		if e.Group != nil {
			return e.Group.Name
		}
		var out []string
		for _, p := range e.Parts {
			if p.Over != nil && p.Over.Rows {
				return t.listText(e)
			}
			if p.Over != nil {
				who := p.Over.Name
				if p.Pop != nil {
					who = p.Pop.Name
				}
				out = append(out, "each("+who+": "+t.print(p.X, nil, 0)+")")
				continue
			}
			out = append(out, t.print(p.X, nil, 0))
		}
		return strings.Join(out, ", ")
	}
	return "…"
}

// mostListed is how many members are written out in a line of numbers; all of
// them stand in the list beside it.
const mostListed = 16

// part shows a function over members: what went in, and what came out.
func (t *tracer) part(e *rules.Call, li *rules.List, c *env) TracePart {
	v := t.f.eval(e, c)
	out := TracePart{Formula: t.written(e), Value: t.shown(v, e.T)}
	if li.Everyone() {
		return out // who they are stands with the populations
	}
	out.Decides = t.extremes(e.Fn.Name, li, v, c)
	for _, p := range li.Parts {
		if p.Pop != nil {
			out.Among = append(out.Among, "population "+p.Pop.Name+either(p.Cond != nil, ", where "+t.condText(p.Cond), ""))
		}
	}
	els, _ := t.f.elements(li, c)
	var made []bool
	t.eachElement(li, c, func(p *rules.Part, _ string, in *env) { made = append(made, t.madeUp(p.X, in)) })
	var texts []string
	typ := li.T
	typ.List = false
	for k, el := range els {
		if el.gone(0) {
			continue
		}
		v := t.shown(el.x, typ)
		out.Members = append(out.Members, TraceNamed{Name: el.called(0), Title: el.label(), Value: v, MadeUp: k < len(made) && made[k]})
		s := shortText(v)
		if el.weight != nil && weighs(e.Fn.Name) {
			s = shortText(t.shown(el.weight, rules.Type{})) + " * " + s
		}
		texts = append(texts, s)
	}
	n := len(texts)
	if n > mostListed {
		texts = append(texts[:mostListed:mostListed], "…")
	}
	switch e.Fn.Name {
	case "sum", "weighted_sum":
		out.Numbers = strings.Join(texts, " + ")
	case "count":
		out.Numbers = ""
	case "mean":
		out.Numbers = "(" + strings.Join(texts, " + ") + ") / " + strconv.Itoa(n)
	case "weighted_mean":
		out.Numbers = "(" + strings.Join(texts, " + ") + ") / " + shortText(t.shown(t.f.weightSum(els), rules.Type{}))
	default:
		out.Numbers = e.Fn.Name + "(" + strings.Join(texts, ", ") + ")"
	}
	return out
}

func weighs(fn string) bool { return fn == "weighted_mean" || fn == "weighted_sum" }

// parts shows every function over members inside a formula.
func (t *tracer) parts(e rules.Expr, c *env) []TracePart {
	var out []TracePart
	rules.Walk(e, func(x rules.Expr) bool {
		switch x := x.(type) {
		case *rules.Call:
			if x.Body != nil {
				out = append(out, TracePart{Formula: t.written(x), StandsFor: t.print(x.Body, nil, 0), Numbers: t.print(x.Body, c, 0), Value: t.shown(t.f.eval(x, c), x.T)})
				for _, a := range x.Args {
					if _, list := a.(*rules.List); !list {
						out = append(out, t.parts(a, c)...)
					}
				}
				return false
			}
			if x.Fn.Name == "coalesce" && t.f.eval(x.Args[0], c).why(0) != 0 {
				if v := t.f.eval(x, c); v.why(0) == 0 {
					out = append(out, TracePart{Formula: t.written(x.Args[0]), StandsIn: true, Value: t.shown(v, x.T)})
				}
			}
			if deviates(x) || x.Fn == rules.StandingFn {
				return false
			}
			if li := listOf(x); li != nil {
				out = append(out, t.part(x, li, c))
				return false
			}
		case *rules.UserCall, *rules.List, *rules.Count:
			return false
		}
		return true
	})
	return out
}

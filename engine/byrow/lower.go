package byrow

import (
	"fmt"

	"github.com/expr-lang/expr/ast"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a scalar expression of the typed tree becomes a syntax
// tree of expr. What expr cannot say itself is a call of a function that gets
// the frame and the expression as constants.

// lowering is the state of lowering one formula: how many variables it has.
type lowering struct{ vars int }

func fn(name string, args ...ast.Node) ast.Node {
	return &ast.CallNode{Callee: &ast.IdentifierNode{Value: name}, Arguments: args}
}

func constant(v any) ast.Node { return &ast.ConstantNode{Value: v} }

// theFrame is the variable that holds the row and the context.
func theFrame() ast.Node { return &ast.IdentifierNode{Value: "frame"} }

func (l *lowering) all(xs []rules.Expr) []ast.Node {
	var out []ast.Node
	for _, x := range xs {
		if x != nil {
			out = append(out, l.lower(x))
		}
	}
	return out
}

func (l *lowering) lower(e rules.Expr) ast.Node {
	switch e := e.(type) {
	case *rules.Const:
		return constant(e.Value)
	case *rules.Ref:
		return fn("read", append([]ast.Node{theFrame(), constant(e)}, l.all(e.Index)...)...)
	case *rules.MemberRef:
		return fn("member", theFrame(), constant(e))
	case *rules.AttrRef:
		return fn("attribute", l.lower(e.Of), &ast.IntegerNode{Value: e.Attr})
	case *rules.LevelNumber:
		return fn("level_number", l.lower(e.X), &ast.StringNode{Value: e.Attr})
	case *rules.NumberLevel:
		return fn("number_level", l.lower(e.X), constant(e.T.Scale))
	case *rules.Unary:
		if e.Op == "!" {
			return fn("not", l.lower(e.X))
		}
		return fn("op_sub", constant(whole(0)), l.lower(e.X))
	case *rules.Binary:
		switch e.Op {
		case "&&":
			return fn("and", l.lower(e.X), l.lower(e.Y))
		case "||":
			return fn("or", l.lower(e.X), l.lower(e.Y))
		}
		return fn(operators[e.Op], l.lower(e.X), l.lower(e.Y))
	case *rules.Cond:
		return l.cond(e)
	case *rules.Call:
		return l.call(e)
	case *rules.UserCall:
		return fn("invoke", append([]ast.Node{theFrame(), constant(e)}, l.all(e.Args)...)...)
	case *rules.Local:
		return fn("local", theFrame(), constant(e))
	case *rules.TableCall:
		return fn("table", append([]ast.Node{theFrame(), constant(e)}, l.all(e.Args)...)...)
	case *rules.Count:
		return fn("counted", theFrame(), constant(e))
	case *rules.List:
		return fn("list_where_one_value_is_needed") // expr refuses it
	}
	panic(fmt.Sprintf("byrow: unknown expression %T", e))
}

// cond keeps the way that is not taken from being looked at:
//
//	let c = If; let x = may_hold(c) ? Then : none; let y = may_fail(c) ? Else : none; pick(c, x, y)
func (l *lowering) cond(e *rules.Cond) ast.Node {
	c, x, y := l.variable(), l.variable(), l.variable()
	name := func(s string) ast.Node { return &ast.IdentifierNode{Value: s} }
	only := func(when string, then ast.Node) ast.Node {
		return &ast.ConditionalNode{Cond: fn(when, name(c)), Exp1: then, Exp2: constant(absent(undecided))}
	}
	return &ast.VariableDeclaratorNode{Name: c, Value: l.lower(e.If), Expr: &ast.VariableDeclaratorNode{
		Name: x, Value: only("may_hold", l.lower(e.Then)), Expr: &ast.VariableDeclaratorNode{
			Name: y, Value: only("may_fail", l.lower(e.Else)), Expr: fn("pick", name(c), name(x), name(y))}}}
}

func (l *lowering) variable() string {
	l.vars++
	return fmt.Sprintf("v%d", l.vars)
}

// call lowers a built-in function. Those of lists get the call itself: their
// elements are formulas of their own.
func (l *lowering) call(e *rules.Call) ast.Node {
	if e.Body != nil {
		return l.lower(e.Body)
	}
	name := e.Fn.Name
	if len(e.Args) > 0 {
		if _, list := e.Args[0].(*rules.List); list {
			return fn("of_list", theFrame(), constant(e))
		}
	}
	switch name {
	case "standing":
		return fn(name, theFrame(), constant(e), l.lower(e.Args[0]))
	case "as_of":
		return fn(name, theFrame())
	case "per":
		return fn(name, theFrame(), constant(e.Args[1]), l.lower(e.Args[0]))
	case "round":
		return fn(name, l.lower(e.Args[0]), constant(e))
	case "absent":
		return fn(name, l.lower(e.Args[0]), &ast.StringNode{Value: e.Reason})
	case "lookup":
		args := []ast.Node{constant(e), l.lower(e.Args[0])}
		for _, m := range e.Map {
			args = append(args, l.lower(m.Value))
		}
		return fn(name, args...)
	}
	return fn(name, l.all(e.Args)...)
}

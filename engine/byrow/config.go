package byrow

import (
	"fmt"
	"math"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines what expr knows: the functions and operators of the
// language, and nothing of its own.

// Types of the functions, for expr's checker.
type (
	unaryFn   = func(Value) Value
	binaryFn  = func(Value, Value) Value
	ternaryFn = func(Value, Value, Value) Value
	manyFn    = func(...Value) Value
	listFn    = func(*frame, *rules.Call) Value
)

// operators are functions for expr. Overloading them would come to the same
// program, but expr overloads in rounds, and gives up on what a call holds.
var operators = map[string]string{
	"+": "op_add", "-": "op_sub", "*": "op_mul", "/": "op_div",
	"<": "op_lt", "<=": "op_le", ">": "op_gt", ">=": "op_ge", "==": "op_eq", "!=": "op_ne",
}

func newConfig() *conf.Config {
	c := conf.New(map[string]any{"frame": &frame{}})
	expr.DisableAllBuiltins()(c)
	for name := range c.Disabled {
		delete(c.Builtins, name)
	}
	for op, name := range operators {
		op, run := op, compare
		switch op {
		case "+", "-", "*", "/":
			run = arith
		}
		define(c, name, func(a []any) Value { return run(op, a[0].(Value), a[1].(Value)) }, new(binaryFn))
	}
	defineLogic(c)
	defineNumbers(c)
	defineReads(c)
	define(c, "of_list", func(a []any) Value { return a[0].(*frame).aggregate(a[1].(*rules.Call)) }, new(listFn))
	define(c, "standing", func(a []any) Value { return a[0].(*frame).standing(a[1].(*rules.Call), a[2].(Value)) }, new(func(*frame, *rules.Call, Value) Value))
	c.Check()
	return c
}

// define adds a function; typ is a pointer to its type.
func define(c *conf.Config, name string, run func(a []any) Value, typ any) {
	expr.Function(name, func(a ...any) (any, error) { return run(a), nil }, typ)(c)
}

func values(a []any) []Value {
	out := make([]Value, len(a))
	for i, x := range a {
		out[i] = x.(Value)
	}
	return out
}

func defineLogic(c *conf.Config) {
	one := func(name string, f unaryFn) {
		define(c, name, func(a []any) Value { return f(a[0].(Value)) }, new(unaryFn))
	}
	two := func(name string, f binaryFn) {
		define(c, name, func(a []any) Value { return f(a[0].(Value), a[1].(Value)) }, new(binaryFn))
	}
	two("and", and)
	two("or", or)
	two("fill", fill)
	one("not", not)
	one("is_present", func(x Value) Value { return boolean(x.Absent == "") })
	one("is_rated", func(x Value) Value { return boolean(x.Absent == "" && !isState(x)) })
	define(c, "pick", func(a []any) Value { return pick(a[0].(Value), a[1].(Value), a[2].(Value)) }, new(ternaryFn))
	define(c, "absent", func(a []any) Value { return boolean(a[0].(Value).Absent == a[1].(string)) }, new(func(Value, string) Value))
	define(c, "coalesce", func(a []any) Value { return coalesce(values(a)) }, new(manyFn))
	define(c, "lookup", func(a []any) Value { return lookup(a[0].(*rules.Call), a[1].(Value), values(a[2:])) }, new(func(*rules.Call, Value, ...Value) Value))
	for name, possible := range map[string]func(Value) bool{
		"may_hold": func(v Value) bool { return !isFalse(v) },
		"may_fail": func(v Value) bool { return !isTrue(v) },
	} {
		expr.Function(name, func(a ...any) (any, error) { return possible(a[0].(Value)), nil }, new(func(Value) bool))(c)
	}
}

func defineNumbers(c *conf.Config) {
	irrationals := map[string]struct {
		ok func(int) bool
		f  func(float64) float64
	}{
		"sqrt":  {func(s int) bool { return s >= 0 }, math.Sqrt},
		"ln":    {func(s int) bool { return s > 0 }, math.Log},
		"log10": {func(s int) bool { return s > 0 }, math.Log10},
		"exp":   {func(int) bool { return true }, math.Exp},
	}
	for name, x := range irrationals {
		define(c, name, func(a []any) Value { return irrational(a[0].(Value), x.ok, x.f) }, new(unaryFn))
	}
	define(c, "pow", func(a []any) Value { return power(a[0].(Value), a[1].(Value)) }, new(binaryFn))
	define(c, "abs", func(a []any) Value { return magnitude(a[0].(Value)) }, new(unaryFn))
	define(c, "clamp", func(a []any) Value { return clamp(a[0].(Value), a[1].(Value), a[2].(Value)) }, new(ternaryFn))
	define(c, "round", func(a []any) Value { return round(a[0].(Value), a[1].(*rules.Call).Mode) }, new(func(Value, *rules.Call) Value))
	define(c, "level_number", func(a []any) Value { return levelNumber(a[0].(Value), a[1].(string)) }, new(func(Value, string) Value))
	define(c, "number_level", func(a []any) Value { return numberLevel(a[0].(Value), a[1].(*rules.Scale)) }, new(func(Value, *rules.Scale) Value))
	define(c, "attribute", func(a []any) Value { return attribute(a[0].(Value), a[1].(int)) }, new(func(Value, int) Value))
	for _, unit := range []string{"years_between", "months_between", "days_between"} {
		define(c, unit, func(a []any) Value { return between(unit, a[0].(Value), a[1].(Value)) }, new(binaryFn))
	}
}

// defineReads adds the functions that read the row through the frame.
func defineReads(c *conf.Config) {
	define(c, "read", func(a []any) Value { return a[0].(*frame).read(a[1].(*rules.Ref), values(a[2:])) }, new(func(*frame, *rules.Ref, ...Value) Value))
	define(c, "member", func(a []any) Value { return a[0].(*frame).member(a[1].(*rules.MemberRef)) }, new(func(*frame, *rules.MemberRef) Value))
	define(c, "local", func(a []any) Value { return a[0].(*frame).locals[a[1].(*rules.Local).Param] }, new(func(*frame, *rules.Local) Value))
	define(c, "invoke", func(a []any) Value { return a[0].(*frame).invoke(a[1].(*rules.UserCall), values(a[2:])) }, new(func(*frame, *rules.UserCall, ...Value) Value))
	define(c, "table", func(a []any) Value {
		return a[0].(*frame).table(a[1].(*rules.TableCall), values(a[2:])).value
	}, new(func(*frame, *rules.TableCall, ...Value) Value))
	define(c, "counted", func(a []any) Value { return a[0].(*frame).counted(a[1].(*rules.Count)) }, new(func(*frame, *rules.Count) Value))
	define(c, "as_of", func(a []any) Value { return date(a[0].(*frame).row.run.prog.opt.AsOf) }, new(func(*frame) Value))
	define(c, "per", func(a []any) Value {
		return a[0].(*frame).per(a[1].(*rules.Ref).Q.(*rules.Parameter), a[2].(Value))
	}, new(func(*frame, *rules.Ref, Value) Value))
}

// compileTree has expr check and compile a tree.
func compileTree(n ast.Node, c *conf.Config) (p *vm.Program, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	tree := &parser.Tree{Node: n, Source: file.NewSource("")}
	if _, err := checker.Check(tree, c); err != nil {
		return nil, err
	}
	return compiler.Compile(tree, c)
}

package rules

import (
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how calls of built-in functions are typed.

func (l *loader) call(x *lang.Call, s *scope, want *Type) Expr {
	if t := l.tables[x.Name]; t != nil {
		return l.tableCall(x, s, "", x.NameAt)
	}
	if f := l.functions[x.Name]; f != nil {
		return l.userCall(f, x, s)
	}
	if p, ok := l.quants[x.Name].(*Parameter); ok {
		return l.perCall(p, x, s)
	}
	fn := FindBuiltin(x.Name)
	if fn == nil {
		l.unknownCall(x)
		return nil
	}
	if len(x.Args) < fn.Min || fn.Max >= 0 && len(x.Args) > fn.Max {
		l.problem(WrongArgs, x.At, "wrong number of arguments", "Write "+fn.Sig+".")
		return nil
	}
	switch fn.Name {
	case "each":
		return l.eachCall(x, s)
	case "lookup":
		return l.lookup(fn, x, s, want)
	case "oneof":
		return l.oneOf(x, s)
	case "round":
		return l.roundCall(fn, x, s)
	case "date":
		return l.textOnly(x, s)
	case "carry_forward":
		return l.carryForward(fn, x, s, want)
	case "absent":
		return l.absentCall(fn, x, s)
	case "coalesce":
		return l.coalesce(fn, x, s, want)
	case "is_present", "is_rated":
		return l.each1(l.expr(x.Args[0], s, nil), x.At, func(e Expr) Expr {
			if fn.Name == "is_rated" && e.Type().Kind != LevelKind {
				l.problem(WrongType, e.At(), "level needed", "is_rated asks of a level whether it is on the ladder; this is "+e.Type().describe()+".")
				return nil
			}
			return &Call{Node: node(Type{Kind: Bool}, x.At), Fn: fn, Args: []Expr{e}}
		})
	case "years_between", "months_between", "days_between":
		return l.dates(fn, x, s)
	}
	if _, ok := statistics[fn.Name]; ok {
		return l.statCall(fn, x, s)
	}
	if fn.List {
		return l.listCall(fn, x, s)
	}
	return l.numberCall(fn, x, s)
}

// elsewhere says how what spreadsheets and other languages call a function is written.
var elsewhere = map[string]string{
	"avg": "mean", "average": "mean", "len": "count", "length": "count", "counta": "count(present(list))",
	"countif": "count(list >= good)", "sumproduct": "weighted_sum(list, weights)", "stdev": "sd(list, sample)", "percentile": "quantile(list, share, type_7)",
	"floor": "round(x, floor(0))", "ceil": "round(x, ceiling(0))", "ceiling": "round(x, ceiling(0))", "trunc": "round(x, down(0))",
	"roundup": "round(x, up(0))", "rounddown": "round(x, down(0))", "log": "ln or log10", "power": "pow",
	"if": conditional, "iif": conditional, "ifs": conditional, "ifelse": conditional, "if_else": conditional, "case_when": conditional, "switch": conditional,
	"and": "a && b", "or": "a || b", "not": "!a",
	"vlookup": lookups, "xlookup": lookups, "hlookup": lookups, "index": lookups, "match": lookups,
	"isnull": "is_present", "isblank": "!is_present(x)", "isna": "!is_present(x)", "is_na": "!is_present(x)", "iferror": "coalesce(x, y)", "ifna": "coalesce(x, y)",
	"today": "as_of, the date of the ratings", "now": "as_of, the date of the ratings",
}

const (
	conditional = "condition ? a : b, or case blocks"
	lookups     = "lookup(x, { a = 1, b = 2 }), or a table"
)

func (l *loader) unknownCall(x *lang.Call) {
	var known []string
	for _, b := range Builtins() {
		known = append(known, b.Name)
	}
	known = append(append(known, keys(l.tables)...), keys(l.functions)...)
	hint := elsewhere[strings.ToLower(x.Name)]
	if hint != "" {
		l.problem(UnknownName, x.NameAt, "unknown function "+quote(x.Name), "There is no function "+quote(x.Name)+". Write "+hint+".")
		return
	}
	if l.quants[x.Name] != nil {
		l.problem(WrongType, x.NameAt, "quantity called like a function", quote(x.Name)+" is a quantity: write it without brackets, or index a member with "+x.Name+"[member].", note(l.quants[x.Name].Place(), "declared here"))
		return
	}
	l.unknown("function", x.Name, x.NameAt, known)
}

// numberCall types a function of numbers, member by member over lists.
func (l *loader) numberCall(fn *Builtin, x *lang.Call, s *scope) Expr {
	var args []Expr
	for _, a := range x.Args {
		e := l.toNumber(l.expr(a, s, nil), a.Range())
		if e == nil {
			return nil
		}
		args = append(args, e)
	}
	unit := args[0].Type().Unit
	if fn.Name != "abs" && fn.Name != "clamp" {
		unit = ""
	}
	mk := func(first Expr) Expr {
		rest := append([]Expr{first}, args[1:]...)
		for _, r := range rest {
			if r.Type().List {
				l.problem(WrongType, r.At(), "list where one value is needed", "Only the first argument of "+fn.Name+" may be a list.")
				return nil
			}
		}
		return &Call{Node: node(Type{Kind: Number, Unit: unit}, x.At), Fn: fn, Args: rest}
	}
	return l.each1(args[0], x.At, mk)
}

func (l *loader) textOnly(x *lang.Call, s *scope) Expr {
	if t, ok := x.Args[0].(*lang.Text); ok {
		return l.textExpr(t, &Type{Kind: DateKind})
	}
	l.problem(WrongArgs, x.At, "text needed", "Write date(\"2026-04-01\").")
	return nil
}

func (l *loader) absentCall(fn *Builtin, x *lang.Call, s *scope) Expr {
	n, ok := x.Args[1].(*lang.Name)
	if !ok || !l.knownReason(n.Name) {
		l.unknown("reason", lang.Source(x.Args[1]), x.Args[1].Range(), l.reasonNames())
		return nil
	}
	return l.each1(l.expr(x.Args[0], s, nil), x.At, func(e Expr) Expr {
		return &Call{Node: node(Type{Kind: Bool}, x.At), Fn: fn, Args: []Expr{e}, Reason: n.Name}
	})
}

func (l *loader) knownReason(name string) bool {
	return l.absences[name] != nil || slices.ContainsFunc(builtinReasons, func(r Reason) bool { return r.Name == name })
}

func (l *loader) reasonNames() []string {
	var out []string
	for _, r := range builtinReasons {
		out = append(out, r.Name)
	}
	return append(out, keys(l.absences)...)
}

func (l *loader) coalesce(fn *Builtin, x *lang.Call, s *scope, want *Type) Expr {
	var args []Expr
	for _, a := range x.Args {
		w := want
		if len(args) > 0 {
			w = elem(args[0])
		}
		e := l.expr(a, s, w)
		if e == nil {
			return nil
		}
		args = append(args, e)
	}
	out := args[len(args)-1]
	for i := len(args) - 2; i >= 0; i-- {
		out = l.each2(args[i], out, x.At, func(a, b Expr) Expr {
			a, b = l.unify(a, b, x.At, "The arguments of coalesce")
			if a == nil {
				return nil
			}
			return &Call{Node: node(a.Type(), x.At), Fn: fn, Args: []Expr{a, b}}
		})
		if out == nil {
			return nil
		}
	}
	return out
}

func (l *loader) dates(fn *Builtin, x *lang.Call, s *scope) Expr {
	var args []Expr
	for _, a := range x.Args {
		e := l.scalar(a, s, &Type{Kind: DateKind})
		if e == nil {
			return nil
		}
		if e.Type().Kind != DateKind {
			l.problem(WrongType, a.Range(), "date needed", "A date is needed here; this is "+e.Type().describe()+".")
			return nil
		}
		args = append(args, e)
	}
	return &Call{Node: node(Type{Kind: Number}, x.At), Fn: fn, Args: args}
}

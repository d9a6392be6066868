package rules

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how calls are typed: built-in functions, tables and
// functions of the framework.

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

func (l *loader) unknownCall(x *lang.Call) {
	var known []string
	for _, b := range Builtins() {
		known = append(known, b.Name)
	}
	known = append(append(known, keys(l.tables)...), keys(l.functions)...)
	hint := map[string]string{"avg": "mean", "average": "mean", "floor": "round(x, floor(0))", "ceil": "round(x, ceiling(0))", "ceiling": "round(x, ceiling(0))", "if": "condition ? a : b", "len": "count", "isnull": "is_present", "log": "ln or log10"}[x.Name]
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

// list types an argument that must be a list.
func (l *loader) listArg(x lang.Expr, s *scope, want *Type) *List {
	e := l.expr(x, s, want)
	if e == nil {
		return nil
	}
	if li, ok := e.(*List); ok {
		return li
	}
	l.problem(WrongType, x.Range(), "list needed", "A list is needed: [a, b, c], each(entity.quantity), or the name of a group; this is "+e.Type().describe()+".")
	return nil
}

func (l *loader) listCall(fn *Builtin, x *lang.Call, s *scope) Expr {
	if len(x.Args) > 1 && (fn.Name == "min" || fn.Name == "max") {
		e := l.listExpr(&lang.List{Node: x.Node, Items: x.Args}, s.plain(), nil)
		if e == nil {
			return nil
		}
		return l.aggregate(fn, e.(*List), x.At)
	}
	li := l.listArg(x.Args[0], s, nil)
	if li == nil {
		return nil
	}
	if len(x.Args) == 2 {
		w := l.listArg(x.Args[1], s, nil)
		if w == nil {
			return nil
		}
		if li = l.weigh(li, w, x.At); li == nil {
			return nil
		}
	}
	return l.aggregate(fn, li, x.At)
}

// weigh gives each member of a list its weight.
func (l *loader) weigh(li, w *List, at Range) *List {
	var weights []Expr
	if l.zip(li, w, at, func(x, y Expr) Expr {
		y = l.toNumber(y, y.At())
		weights = append(weights, y)
		if y == nil {
			return nil
		}
		return x
	}) == nil {
		return nil
	}
	out := *li
	out.Parts = nil
	for i, p := range li.Parts {
		q := *p
		q.Weight = weights[i]
		out.Parts = append(out.Parts, &q)
	}
	return &out
}

// aggregate types a function that makes one value of a list.
func (l *loader) aggregate(fn *Builtin, li *List, at Range) Expr {
	t := li.T
	t.List = false
	mk := func(t Type, li *List) Expr { return &Call{Node: node(t, at), Fn: fn, Args: []Expr{li}} }
	switch fn.Name {
	case "present":
		out := *li
		out.Parts = nil
		for _, p := range li.Parts {
			q := *p
			if q.Base == nil || q.OnlyNA {
				q.Base, q.OnlyNA = q.X, false
			}
			out.Parts = append(out.Parts, &q)
		}
		out.Place = at
		return &out
	case "count":
		return mk(Type{Kind: Number, Const: true}, li)
	case "any", "all":
		if t.Kind != Bool {
			l.problem(WrongType, at, "condition needed", fn.Name+" asks of each member whether a condition holds: "+fn.Name+"(list == value).")
			return nil
		}
		return mk(Type{Kind: Bool}, li)
	case "worst", "best":
		if t.Kind != LevelKind || !t.Scale.Ordered {
			l.problem(WrongType, at, "levels needed", fn.Name+" chooses among levels of an ordered scale; this is "+li.T.describe()+". For numbers use min or max.")
			return nil
		}
		return mk(t, li)
	}
	if fn.Name == "min" || fn.Name == "max" {
		if t.Kind == DateKind {
			return mk(t, li)
		}
	}
	e := l.toNumber(li, at)
	if e == nil {
		return nil
	}
	u := e.Type().Unit
	if fn.Name == "weighted_sum" || fn.Name == "harmonic_mean" || fn.Name == "geometric_mean" {
		u = ""
	}
	if (fn.Name == "weighted_mean" || fn.Name == "weighted_sum") && !weighted(e.(*List)) {
		l.problem(WrongArgs, at, "weights missing", "Give the weights: "+fn.Name+"(list, weights), or member blocks with a weight, or weights = ... in the group.")
		return nil
	}
	return mk(Type{Kind: Number, Unit: u}, e.(*List))
}

func weighted(li *List) bool {
	return !slices.ContainsFunc(li.Parts, func(p *Part) bool { return p.Weight == nil })
}

// eachCall types each(entity.quantity) and each(entity).
func (l *loader) eachCall(x *lang.Call, s *scope) Expr {
	switch a := x.Args[0].(type) {
	case *lang.Name:
		if e, pop := l.whom(a.Name); e != nil {
			t := Type{Kind: MemberKind, Entity: e}
			p := &Part{Name: e.Name, X: &MemberRef{node(t, a.At), e, e}, Over: e, Restrict: restriction(e, s), At: x.At}
			if !l.among(p, pop, s, x.At) {
				return nil
			}
			return &List{Node: node(listOf(t), x.At), Parts: []*Part{p}}
		}
	case *lang.Select:
		if e := l.eachOf(x, a, s, nil); e != nil {
			return e
		}
		if _, ok := a.X.(*lang.Name); ok {
			return nil // it said why
		}
	case *lang.Index: // each(service.answer[safe])
		if sel, ok := a.X.(*lang.Select); ok {
			if e := l.eachOf(x, sel, s, a); e != nil {
				return e
			}
			if _, ok := sel.X.(*lang.Name); ok {
				return nil
			}
		}
	}
	l.problem(WrongArgs, x.At, "\"each\" of something else than an entity", "Write each(entity.quantity), or each(entity) for the members themselves.")
	return nil
}

// eachOf reads entity.quantity, indexed or not, for each member of the entity.
func (l *loader) eachOf(x *lang.Call, a *lang.Select, s *scope, index *lang.Index) Expr {
	n, ok := a.X.(*lang.Name)
	if !ok {
		return nil
	}
	e, pop := l.whom(n.Name)
	if e == nil {
		l.unknown("entity", n.Name, n.At, l.whomNames())
		return nil
	}
	if q := l.quants[a.Name]; q != nil && !slices.Contains(q.Axes(), e) {
		if b, ok := q.(*Block); !ok || l.resolve(b, a.NameAt, true) && !slices.Contains(b.For, e) {
			l.problem(LeftOver, x.At, "quantity that is not for that entity", fmt.Sprintf("%s is not for %s, so there is nothing to read for each of them.", quote(a.Name), quote(e.Name)), note(q.Place(), "declared here"))
			return nil
		}
	}
	var body Expr
	if index != nil {
		body = l.indexExpr(index, s.bind(e))
	} else {
		body = l.ofMember(e, n.At, a, s.bind(e))
	}
	if body == nil {
		return nil
	}
	p := &Part{Name: a.Name, X: body, Over: e, Restrict: restriction(e, s), At: x.At}
	if !l.among(p, pop, s, x.At) {
		return nil
	}
	return &List{Node: node(listOf(body.Type()), x.At), Parts: []*Part{p}}
}

func (l *loader) lookup(fn *Builtin, x *lang.Call, s *scope, want *Type) Expr {
	m, ok := x.Args[1].(*lang.Map)
	if !ok {
		l.problem(WrongArgs, x.Args[1].Range(), "map needed", "Write "+fn.Sig+".")
		return nil
	}
	key := l.expr(x.Args[0], s, nil)
	if key == nil {
		return nil
	}
	kt := elem(key)
	var entries []MapEntry
	var out *Type
	for _, i := range m.Items {
		k := l.constant(i.Key, kt)
		w := want
		if out != nil {
			w = out
		}
		v := l.scalar(i.Value, s, w)
		if k == nil || v == nil {
			return nil
		}
		if out == nil {
			out = elem(v)
		} else if u := v.Type(); u.Kind != out.Kind || u.Scale != out.Scale {
			l.problem(WrongType, i.Value.Range(), "values of two kinds", "All values of a lookup are of one kind; this is "+u.describe()+", the first is "+out.describe()+".")
			return nil
		}
		for _, e := range entries {
			if e.Key.Equal(*k) {
				l.problem(DuplicateName, i.Key.Range(), "key "+quote(k.String())+" stands twice", "A key stands once in a lookup.")
				return nil
			}
		}
		entries = append(entries, MapEntry{*k, v})
	}
	if out == nil {
		l.problem(WrongArgs, m.At, "empty lookup", "Write "+fn.Sig+".")
		return nil
	}
	return l.each1(key, x.At, func(e Expr) Expr {
		return &Call{Node: node(*out, x.At), Fn: fn, Args: []Expr{e}, Map: entries}
	})
}

// constant reads x as a constant of type t, or reports that it is not one.
func (l *loader) constant(x lang.Expr, t *Type) *Value {
	k, ok := lang.MapKey(x)
	if !ok {
		l.problem(NotConstant, x.Range(), "constant needed", "Write "+t.describe()+" here.")
		return nil
	}
	v, ok := t.Parse(k)
	if ok {
		return &v
	}
	if t.Kind == LevelKind {
		l.unknownLevel(t.Scale, k, x.Range())
		return nil
	}
	l.problem(WrongType, x.Range(), "constant of another kind", quote(k)+" is not "+t.describe()+".")
	return nil
}

func (l *loader) oneOf(x *lang.Call, s *scope) Expr {
	li, ok := x.Args[1].(*lang.List)
	if !ok || len(li.Items) == 0 {
		l.problem(WrongArgs, x.Args[1].Range(), "list needed", "Write oneof(x, [a, b]).")
		return nil
	}
	a := l.expr(x.Args[0], s, nil)
	if a == nil {
		return nil
	}
	var out Expr
	for _, i := range li.Items {
		y := l.scalar(i, s, elem(a))
		if y == nil {
			return nil
		}
		eq := l.each2(a, y, x.At, func(a, y Expr) Expr { return l.compare("==", a, y, x.At) })
		if eq == nil {
			return nil
		}
		if out == nil {
			out = eq
		} else {
			out = l.each2(out, eq, x.At, func(a, b Expr) Expr { return &Binary{node(Type{Kind: Bool}, x.At), "||", a, b} })
		}
	}
	return out
}

func (l *loader) roundCall(fn *Builtin, x *lang.Call, s *scope) Expr {
	r, ok := l.rounding(x.Args[1])
	e := l.toNumber(l.expr(x.Args[0], s, nil), x.Args[0].Range())
	if !ok {
		return nil
	}
	return l.each1(e, x.At, func(e Expr) Expr {
		return &Call{Node: node(e.Type(), x.At), Fn: fn, Args: []Expr{e}, Mode: r}
	})
}

// rounding reads half_up(1), or a list of roundings that are done in order.
func (l *loader) rounding(x lang.Expr) ([]Rounding, bool) {
	if li, ok := x.(*lang.List); ok {
		var out []Rounding
		for _, i := range li.Items {
			r, ok := l.rounding(i)
			if !ok {
				return nil, false
			}
			out = append(out, r...)
		}
		return out, true
	}
	if n, ok := x.(*lang.Name); ok {
		if p, ok := l.quants[n.Name].(*Parameter); ok && len(p.Dated) == 1 && p.Dated[0].Rounding != nil {
			l.used[p] = true
			return p.Dated[0].Rounding, true
		}
	}
	if c, ok := x.(*lang.Call); ok && len(c.Args) == 1 {
		n, isNumber := c.Args[0].(*lang.Number)
		mode := slices.Index(roundModes[:], c.Name)
		if mode >= 0 && isNumber && n.Value.IsInt() && n.Value.Num().IsInt64() && n.Value.Num().Int64() >= -15 && n.Value.Num().Int64() <= 15 {
			return []Rounding{{RoundMode(mode), int(n.Value.Num().Int64()), c.At}}, true
		}
	}
	l.problem(WrongValue, x.Range(), "rounding that is not one", "Write a mode and decimal places: half_up(1), half_even(2), up(0), down(0), ceiling(0) or floor(0), with -15 to 15 places; or a list of them, done in order.")
	return nil, false
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

func (l *loader) userCall(f *Function, x *lang.Call, s *scope) Expr {
	l.used[f] = true
	if !l.resolveFunction(f, x.NameAt) {
		return nil
	}
	if len(x.Args) != len(f.Params) {
		l.problem(WrongArgs, x.At, "wrong number of arguments", fmt.Sprintf("Function %s takes %d: %s.", quote(f.Name), len(f.Params), paramNames(f.Params)), note(f.At, "the function"))
		return nil
	}
	var args []Expr
	for i, a := range x.Args {
		e := l.argument(a, f.Params[i].Type, f.Params[i].Name, s)
		if e == nil {
			return nil
		}
		args = append(args, e)
	}
	return &UserCall{node(f.Type, x.At), f, args}
}

func paramNames(ps []*Param) string {
	out := ""
	for i, p := range ps {
		if i > 0 {
			out += ", "
		}
		out += p.Name
	}
	return out
}

// argument types a as a value of type t.
func (l *loader) argument(a lang.Expr, t Type, name string, s *scope) Expr {
	e := l.scalar(a, s, &t)
	if e == nil {
		return nil
	}
	u := e.Type()
	if t.Kind == Number {
		return l.toNumber(e, a.Range())
	}
	if t.Kind == LevelKind && t.Scale.Numeric && u.Kind == Number {
		return &NumberLevel{node(t, a.Range()), e}
	}
	if u.Kind != t.Kind || u.Scale != t.Scale || u.Entity != t.Entity {
		l.problem(WrongType, a.Range(), "argument of the wrong kind", quote(name)+" needs "+t.describe()+"; this is "+u.describe()+".")
		return nil
	}
	return e
}

// tableCall types table(args) and, with out set, table(args).out.
func (l *loader) tableCall(x *lang.Call, s *scope, out string, outAt Range) Expr {
	t := l.tables[x.Name]
	l.used[t] = true
	if !l.resolveTable(t, x.NameAt) {
		return nil
	}
	if len(x.Args) != len(t.In) {
		l.problem(WrongArgs, x.At, "wrong number of arguments", fmt.Sprintf("Table %s reads %d columns.", quote(t.Name), len(t.In)), note(t.At, "the table"))
		return nil
	}
	which := 0
	if out != "" {
		which = slices.IndexFunc(t.Out, func(o TableOut) bool { return o.Name == out })
		if which < 0 {
			var known []string
			for _, o := range t.Out {
				known = append(known, o.Name)
			}
			l.unknown("output of table "+t.Name, out, outAt, known)
			return nil
		}
	}
	var args []Expr
	for i, a := range x.Args {
		e := l.argument(a, t.In[i].Type, t.In[i].Name, s)
		if e == nil {
			return nil
		}
		args = append(args, e)
	}
	return &TableCall{node(t.Out[which].Type, x.At), t, args, which}
}

// perCall types a parameter by how many are rated, asked with a number.
func (l *loader) perCall(p *Parameter, x *lang.Call, s *scope) Expr {
	if len(p.Dated) == 0 || p.Dated[0].Per == nil {
		l.problem(WrongType, x.NameAt, "parameter called like a function", quote(p.Name)+" is one value: write it without brackets.", note(p.At, "the parameter"))
		return nil
	}
	l.used[p] = true
	if len(x.Args) != 1 {
		l.problem(WrongArgs, x.At, "wrong number of arguments", quote(p.Name)+" depends on how many are rated: write "+p.Name+"(count(present(list))).")
		return nil
	}
	n := l.numeric(x.Args[0], s)
	if n == nil {
		return nil
	}
	return &Call{Node: node(Type{Kind: Number, Const: true}, x.At), Fn: perFn, Args: []Expr{n, &Ref{node(Type{Kind: Number}, x.NameAt), p, Final, nil, -1}}}
}

var perFn = &Builtin{Name: "per", Sig: "parameter(how many)", Doc: "the value of a parameter for a count"}

package rules

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines how calls are typed of what a framework defines itself:
// functions, tables and parameters by how many are rated.

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

package rules

import (
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines the functions that set one value among many, or describe
// many by one: their arguments, and what those stand for that others define.

// argKind is what an argument of a statistical function is.
type argKind int

const (
	oneValue argKind = iota // a number, or a list that is read member by member
	manyValues
	constantNumber
	oneWord // a variant, which must be named where definitions differ
)

type statArg struct {
	kind     argKind
	words    []string
	optional bool
}

var (
	xArg       = statArg{kind: oneValue}
	listArg    = statArg{kind: manyValues}
	numberArg  = statArg{kind: constantNumber}
	optNumber  = statArg{kind: constantNumber, optional: true}
	deviations = statArg{kind: oneWord, words: []string{"sample", "population"}}
)

// statistic is a function of statistics. body gives what it stands for; nil for
// those that the engine computes.
type statistic struct {
	args []statArg
	body func(b *builder, a *statArgs) Expr
}

// statArgs are the typed arguments of a call.
type statArgs struct {
	x     Expr
	list  *List
	nums  []Expr
	words []string
}

var statistics map[string]statistic

func init() {
	quantileTypes := statArg{kind: oneWord, words: []string{"type_1", "type_2", "type_6", "type_7"}}
	order := statArg{kind: oneWord, words: []string{"ascending", "descending"}}
	ties := statArg{kind: oneWord, words: []string{"competition", "dense", "mean", "last"}}
	statistics = map[string]statistic{
		"variance": {args: []statArg{listArg, deviations}},
		"sd": {[]statArg{listArg, deviations}, func(b *builder, a *statArgs) Expr {
			return b.sd(a)
		}},
		"quantile":         {args: []statArg{listArg, numberArg, quantileTypes}},
		"skewness":         {args: []statArg{listArg}},
		"kurtosis":         {args: []statArg{listArg}},
		"generalised_mean": {args: []statArg{listArg, numberArg}},
		"winsor_low":       {args: []statArg{listArg, numberArg, numberArg, numberArg}},
		"winsor_high":      {args: []statArg{listArg, numberArg, numberArg, numberArg}},
		"fence_low": {[]statArg{listArg, numberArg, quantileTypes}, func(b *builder, a *statArgs) Expr {
			return b.fence(a, "-", 1)
		}},
		"fence_high": {[]statArg{listArg, numberArg, quantileTypes}, func(b *builder, a *statArgs) Expr {
			return b.fence(a, "+", 3)
		}},
		"rank":            {[]statArg{xArg, listArg, order, ties}, rankBody},
		"percentile_rank": {[]statArg{xArg, listArg, {kind: oneWord, words: []string{"inclusive", "exclusive", "mid"}}}, percentileBody},
		"borda": {[]statArg{xArg, listArg}, func(b *builder, a *statArgs) Expr {
			return b.standing(a, "below")
		}},
		"z_score": {[]statArg{xArg, listArg, deviations, optNumber, optNumber}, func(b *builder, a *statArgs) Expr {
			z := b.op("/", b.op("-", a.x, b.agg("mean", a.list)), b.sd(a))
			if len(a.nums) == 2 {
				z = b.op("+", b.op("*", z, a.nums[1]), a.nums[0])
			}
			return z
		}},
		"min_max": {[]statArg{xArg, listArg, optNumber, optNumber}, func(b *builder, a *statArgs) Expr {
			lo := b.agg("min", a.list)
			return b.stretch(b.op("/", b.op("-", a.x, lo), b.op("-", b.agg("max", a.list), lo)), a.nums)
		}},
		"goalposts": {[]statArg{xArg, numberArg, numberArg, {kind: oneWord, words: []string{"clipped", "free"}}, optNumber, optNumber}, func(b *builder, a *statArgs) Expr {
			y := b.op("/", b.op("-", a.x, a.nums[0]), b.op("-", a.nums[1], a.nums[0]))
			if a.words[0] == "clipped" {
				y = b.fn("clamp", y, b.num(0), b.num(1))
			}
			return b.stretch(y, a.nums[2:])
		}},
		"distance_to_max": {[]statArg{xArg, listArg}, func(b *builder, a *statArgs) Expr {
			hi := b.agg("max", a.list)
			return b.op("-", b.num(1), b.op("/", b.op("-", hi, a.x), b.op("-", hi, b.agg("min", a.list))))
		}},
		"distance_to_target": {[]statArg{xArg, listArg, numberArg, {kind: oneWord, words: []string{"capped", "free"}}}, func(b *builder, a *statArgs) Expr {
			lo := b.agg("min", a.list)
			y := b.op("/", b.op("-", a.x, lo), b.op("-", a.nums[0], lo))
			if a.words[0] == "capped" {
				y = &Cond{node(y.Type(), b.at), &Binary{node(Type{Kind: Bool}, b.at), ">", y, b.num(1)}, b.num(1), y}
			}
			return y
		}},
		"fraction_of_max": {[]statArg{xArg, listArg}, func(b *builder, a *statArgs) Expr {
			return b.op("/", a.x, b.agg("max", a.list))
		}},
	}
}

func rankBody(b *builder, a *statArgs) Expr {
	before, distinct := "below", "distinct_below"
	if a.words[0] == "descending" {
		before, distinct = "above", "distinct_above"
	}
	switch a.words[1] {
	case "dense":
		return b.op("+", b.standing(a, distinct), b.num(1))
	case "mean":
		return b.op("+", b.standing(a, before), b.op("/", b.op("+", b.standing(a, "equal"), b.num(1)), b.num(2)))
	case "last":
		return b.op("+", b.standing(a, before), b.standing(a, "equal"))
	}
	return b.op("+", b.standing(a, before), b.num(1))
}

func percentileBody(b *builder, a *statArgs) Expr {
	n := b.agg("count", a.list)
	switch a.words[0] {
	case "exclusive":
		return b.op("/", b.op("+", b.standing(a, "below"), b.num(1)), b.op("+", n, b.num(1)))
	case "mid":
		return b.op("/", b.op("+", b.standing(a, "below"), b.op("/", b.standing(a, "equal"), b.num(2))), n)
	}
	return b.op("/", b.standing(a, "below"), b.op("-", n, b.num(1)))
}

// StandingFn is how many values of a list stand below a value, equal to it or
// above it (Words says which).
var StandingFn = &Builtin{Name: "standing", Sig: "standing(x, list)", Doc: "how many values of the list lie below x, equal to it or above it"}

// builder makes the formula that a function stands for.
type builder struct{ at Range }

var plainNumber = Type{Kind: Number}

func (b *builder) num(n int64) Expr {
	return &Const{node(Type{Kind: Number, Const: true}, b.at), Value{Type: plainNumber, Num: big.NewRat(n, 1)}, big.NewRat(n, 1).RatString()}
}

func (b *builder) op(op string, x, y Expr) Expr {
	return &Binary{node(plainNumber, b.at), op, x, y}
}

func (b *builder) fn(name string, args ...Expr) Expr {
	return &Call{Node: node(plainNumber, b.at), Fn: FindBuiltin(name), Args: args}
}

func (b *builder) agg(name string, li *List) Expr { return b.fn(name, li) }

func (b *builder) sd(a *statArgs) Expr {
	v := &Call{Node: node(plainNumber, b.at), Fn: FindBuiltin("variance"), Args: []Expr{a.list}, Words: a.words[:1]}
	return b.fn("sqrt", v)
}

func (b *builder) standing(a *statArgs, which string) Expr {
	return &Call{Node: node(plainNumber, b.at), Fn: StandingFn, Args: []Expr{a.x, a.list}, Words: []string{which}}
}

func (b *builder) quarter(a *statArgs, n int64) Expr {
	p := &Const{node(Type{Kind: Number, Const: true}, b.at), Value{Type: plainNumber, Num: big.NewRat(n, 4)}, ""}
	return &Call{Node: node(plainNumber, b.at), Fn: FindBuiltin("quantile"), Args: []Expr{a.list, p}, Words: a.words[:1]}
}

// fence is a Tukey fence: the outer quartile and some times the distance of the
// quartiles.
func (b *builder) fence(a *statArgs, op string, quartile int64) Expr {
	spread := b.op("-", b.quarter(a, 3), b.quarter(a, 1))
	return b.op(op, b.quarter(a, quartile), b.op("*", a.nums[0], spread))
}

// stretch moves 0 to 1 onto another range, where one is named.
func (b *builder) stretch(y Expr, to []Expr) Expr {
	if len(to) != 2 {
		return y
	}
	return b.op("+", b.op("*", y, b.op("-", to[1], to[0])), to[0])
}

// statCall types a statistical function. Over a list as its first argument, it
// is read member by member.
func (l *loader) statCall(fn *Builtin, x *lang.Call, s *scope) Expr {
	st := statistics[fn.Name]
	a := &statArgs{}
	at := 0
	for _, spec := range st.args {
		if at >= len(x.Args) {
			if spec.optional {
				break
			}
			l.problem(WrongArgs, x.At, "wrong number of arguments", "Write "+fn.Sig+"."+l.variants(spec))
			return nil
		}
		if !l.statArg(fn, spec, x.Args[at], s, a) {
			return nil
		}
		at++
	}
	if n := len(st.args); st.args[n-1].optional && at == n-1 { // a range or a scale has two numbers
		l.problem(WrongArgs, x.At, "wrong number of arguments", "Write "+fn.Sig+".")
		return nil
	}
	if st.body == nil && a.list != nil && a.list.Everyone() {
		for _, n := range a.nums {
			if !l.sameForEveryone(n, fn.Name) {
				return nil
			}
		}
	}
	mk := func(v Expr) Expr {
		one := *a
		one.x = v
		c := &Call{Node: node(plainNumber, x.At), Fn: fn, Words: a.words}
		if v != nil {
			c.Args = append(c.Args, v)
		}
		if a.list != nil {
			c.Args = append(c.Args, a.list)
		}
		c.Args = append(c.Args, a.nums...)
		if st.body != nil {
			c.Body = st.body(&builder{x.At}, &one)
		}
		return c
	}
	if a.x == nil {
		return mk(nil)
	}
	return l.each1(a.x, x.At, mk)
}

// statArg types one argument.
func (l *loader) statArg(fn *Builtin, spec statArg, x lang.Expr, s *scope, a *statArgs) bool {
	switch spec.kind {
	case oneValue:
		a.x = l.toNumber(l.expr(x, s, nil), x.Range())
		return a.x != nil
	case manyValues:
		li := l.listArg(x, s, nil)
		if li == nil {
			return false
		}
		e := l.toNumber(li, x.Range())
		a.list, _ = e.(*List)
		return a.list != nil
	case constantNumber:
		n := l.numeric(x, s)
		if n != nil {
			a.nums = append(a.nums, n)
		}
		return n != nil
	}
	if n, ok := x.(*lang.Name); ok && slices.Contains(spec.words, n.Name) {
		a.words = append(a.words, n.Name)
		return true
	}
	d := l.problem(WrongArgs, x.Range(), "variant of "+fn.Name+" that is not named", "Write "+fn.Sig+"."+l.variants(spec))
	if n, ok := x.(*lang.Name); ok {
		if near := nearest(n.Name, spec.words); near != "" {
			d.Fix = didYouMean(near, n.At)
		}
	}
	return false
}

func (l *loader) variants(spec statArg) string {
	if spec.kind != oneWord {
		return ""
	}
	return " Definitions differ, so the one that is meant must be named: " + strings.Join(spec.words, ", ") + "."
}

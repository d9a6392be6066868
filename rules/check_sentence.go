package rules

import (
	"fmt"
	"math/big"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how sentences become the typed tree: a counting clause is a
// Count, anything else the same comparisons that formulas use.

// sentence parses and types the text of an attribute. otherwise is set for the
// sentence "otherwise"; e is nil then, and where a problem was reported.
func (l *loader) sentence(a *lang.Attr, s *scope) (e Expr, text string, otherwise, ok bool) {
	t, isText := a.Value.(*lang.Text)
	if n, ok := a.Value.(*lang.Name); ok && n.Name == "otherwise" {
		d := l.problem(WrongValue, n.At, "sentence without quotes", "A sentence stands in quotes.")
		d.Fix = &diag.Fix{Summary: "Put the sentence in quotes", Edits: []diag.Edit{{Range: n.At, Text: quote(n.Name)}}}
		return nil, "", false, false
	}
	if !isText {
		l.wrong(a, "a sentence in quotes, such as \"2 or more are inadequate\"")
		return nil, "", false, false
	}
	x, list := lang.ParseSentence(t, l.src(t.At))
	l.list = append(l.list, list...)
	if x == nil || list.HasErrors() {
		return nil, "", false, false
	}
	text = lang.Canonical(x)
	if _, other := x.(*lang.Otherwise); other {
		return nil, text, true, true
	}
	e = l.clause(x, s, &chainState{})
	return e, text, false, e != nil
}

func (l *loader) src(at Range) []byte {
	for _, f := range l.files {
		if f.Name == at.Filename {
			return f.Src
		}
	}
	return nil
}

// chainState is what a chain of clauses has said so far: the nearest subject,
// and which members its counts have matched.
type chainState struct {
	subject *List
	matched *List
	rated   bool // the subject is "the rated" members
}

func (l *loader) clause(x lang.Expr, s *scope, st *chainState) Expr {
	switch x := x.(type) {
	case *lang.AnyOf:
		return l.joined("||", x.Terms, x.At, func(t lang.Expr) Expr { return l.clause(t, s, &chainState{}) })
	case *lang.AllOf:
		return l.joined("&&", x.Terms, x.At, func(t lang.Expr) Expr { return l.clause(t, s, st) })
	case *lang.Count:
		return l.countClause(x, s, st)
	case *lang.Is:
		return l.isClause(x, s)
	}
	l.problem(WrongType, x.Range(), "sentence that does not belong here", "A condition is needed here, such as \"2 or more are inadequate\".")
	return nil
}

func (l *loader) joined(op string, terms []lang.Expr, at Range, f func(lang.Expr) Expr) Expr {
	var out Expr
	bad := false
	for _, t := range terms {
		e := f(t)
		if e == nil {
			bad = true
			continue
		}
		if out == nil {
			out = e
		} else {
			out = &Binary{node(Type{Kind: Bool}, at), op, out, e}
		}
	}
	if bad {
		return nil
	}
	return out
}

func (l *loader) isClause(x *lang.Is, s *scope) Expr {
	in := *s
	in.lists = true
	e := l.expr(x.X, &in, nil)
	if e == nil {
		return nil
	}
	if li, ok := e.(*List); ok {
		l.problem(WrongType, x.X.Range(), "several members where one is meant", fmt.Sprintf("%s stands for several members. Say how many: \"2 or more of %s are ...\", or \"all of %s are ...\".", quote(lang.Source(x.X)), lang.Source(x.X), lang.Source(x.X)), note(li.Place, "read for each member"))
		return nil
	}
	return l.predicate(e, x.Pred, s)
}

func (l *loader) countClause(x *lang.Count, s *scope, st *chainState) Expr {
	subject := l.subject(x, s, st)
	if subject == nil {
		return nil
	}
	c := &Count{Node: node(Type{Kind: Bool}, x.At), Members: subject, Rated: x.Rated, Rest: x.Rest, Text: x}
	bools := lift(subject, func(e Expr) Expr { return l.predicate(e, x.Pred, s) })
	if bools == nil {
		return nil
	}
	own := bools
	if x.Rest {
		if st.matched == nil {
			l.problem(Contradiction, x.At, "\"the rest\" of nothing", "\"the rest\" are the members that a count before it in the same chain did not match: \"2 or more are outstanding and the rest are good\".")
			return nil
		}
		bools = l.orLists(st.matched, bools, x.At)
	}
	c.Bools = bools
	if st.matched == nil || st.subject != subject {
		st.matched = own
	} else {
		st.matched = l.orLists(st.matched, own, x.At)
	}
	if x.Rest {
		c.Rated = st.rated
	}
	st.subject, st.rated = subject, c.Rated
	var ok bool
	if c.Quant, ok = l.quant(x.Quant, s); !ok {
		return nil
	}
	if subject.Everyone() {
		for _, n := range []Expr{c.Quant.N, c.Quant.M} {
			if n != nil && !l.sameForEveryone(n, "how many") {
				return nil
			}
		}
	}
	return c
}

func (l *loader) orLists(a, b *List, at Range) *List {
	e := l.zip(a, b, at, func(x, y Expr) Expr { return &Binary{node(Type{Kind: Bool}, y.At()), "||", x, y} })
	li, _ := e.(*List)
	return li
}

// subject is what a count is about: what it names, else the nearest subject of
// the chain, else the members of the block.
func (l *loader) subject(x *lang.Count, s *scope, st *chainState) *List {
	if x.Of != nil {
		in := *s
		in.lists = true
		e := l.expr(x.Of, &in, nil)
		if e == nil {
			return nil
		}
		li, ok := e.(*List)
		if !ok {
			l.problem(WrongType, x.Of.Range(), "one thing where several are counted", fmt.Sprintf("%s is one value. Write \"%s is ...\", or count the members of a list or group.", quote(lang.Source(x.Of)), lang.Source(x.Of)))
			return nil
		}
		return li
	}
	if st.subject != nil {
		return st.subject
	}
	if s.members != nil {
		return s.members
	}
	if b := s.self; b != nil && (b.Tree.Attr("of") != nil || b.Tree.Attr("members") != nil || len(b.Tree.Of("member")) > 0 || b.Tree.Broken) {
		return nil // the members were refused, and that was reported
	}
	l.problem(Contradiction, x.At, "count without members", "The sentence does not say what it counts. Give the block its members (of = [safe, effective]), or name them: \"2 or more of key_questions are ...\".")
	return nil
}

func (l *loader) quant(q lang.Quant, s *scope) (Quant, bool) {
	out := Quant{Kind: q.Kind}
	num := func(x lang.Expr) (Expr, bool) {
		if x == nil {
			return nil, true
		}
		if n, ok := x.(*lang.Number); ok {
			out.Share = out.Share || n.Percent
			if !n.Percent && (!n.Value.IsInt() || n.Value.Sign() < 0) {
				l.problem(WrongValue, n.At, "count that is not a whole number", "Members are counted whole: write a whole number, or a share such as 75%.")
				return nil, false
			}
			if n.Percent && (n.Value.Sign() < 0 || n.Value.Cmp(one) > 0) {
				l.problem(WrongValue, n.At, "share of more than all", "A share of the members lies between 0% and 100%.")
				return nil, false
			}
			return constNumber(n), true
		}
		if n, ok := x.(*lang.Name); ok {
			if p, ok := l.quants[n.Name].(*Parameter); ok && len(p.Dated) > 0 && p.Dated[0].Per != nil {
				l.used[p] = true
				out.Per = p
				return &Ref{node(Type{Kind: Number}, n.At), p, Final, nil, -1}, true
			}
		}
		e := l.numeric(x, s)
		return e, e != nil
	}
	var ok1, ok2 bool
	out.N, ok1 = num(q.N)
	out.M, ok2 = num(q.M)
	return out, ok1 && ok2
}

// predicate types what is said of one value.
func (l *loader) predicate(e Expr, p lang.Pred, s *scope) Expr {
	var out Expr
	for _, a := range p.Alts {
		c := l.simple(e, a, s)
		if c == nil {
			return nil
		}
		if out == nil {
			out = c
		} else {
			out = &Binary{node(Type{Kind: Bool}, p.At), "||", out, c}
		}
	}
	if p.Not && out != nil {
		out = &Unary{node(Type{Kind: Bool}, p.At), "!", out}
	}
	return out
}

func (l *loader) simple(e Expr, a lang.Simple, s *scope) Expr {
	t := e.Type()
	switch a.Kind {
	case lang.Rated:
		fn := FindBuiltin("is_present")
		if t.Kind == LevelKind {
			fn = FindBuiltin("is_rated")
		}
		return &Call{Node: node(Type{Kind: Bool}, a.At), Fn: fn, Args: []Expr{e}}
	case lang.True, lang.False:
		if t.Kind != Bool {
			l.problem(WrongType, a.At, "\"true\" or \"false\" of something that is not yes or no", "This is "+t.describe()+".")
			return nil
		}
		return l.compare("==", e, constCode(Type{Kind: Bool}, b2i(a.Kind == lang.True), a.At), a.At)
	case lang.In:
		return l.inInterval(e, a, s)
	case lang.IsValue:
		x := l.scalar(a.X, s, &t)
		if x == nil {
			return nil
		}
		return l.compare("==", e, x, a.At)
	}
	return l.rank(e, a, s)
}

// rank types "good or better" and its like: by rank on a ladder, by the stated
// direction for a number.
func (l *loader) rank(e Expr, a lang.Simple, s *scope) Expr {
	t := e.Type()
	op := map[lang.SimpleKind]string{lang.OrBetter: ">=", lang.OrWorse: "<=", lang.BetterThan: ">", lang.WorseThan: "<"}[a.Kind]
	x := l.scalar(a.X, s, &t)
	if x == nil {
		return nil
	}
	if t.Kind == LevelKind {
		u := x.Type()
		if !t.Scale.Ordered {
			l.problem(NotOrdered, a.At, "order of kinds that have none", "Scale "+quote(t.Scale.Name)+" is not ordered: nothing is better or worse on it.", note(t.Scale.At, "the scale"))
			return nil
		}
		if u.Kind != LevelKind || u.Scale != t.Scale {
			l.problem(WrongType, a.At, "level of another scale", "This is compared with a level of "+quote(t.Scale.Name)+".")
			return nil
		}
		if c, ok := x.(*Const); ok && t.Scale.IsState(c.Value.Code) {
			l.problem(NotOrdered, a.At, "order of a state", quote(c.Value.String())+" is a state: it stands off the ladder, so nothing is better or worse than it.", note(t.Scale.At, "the scale"))
			return nil
		}
		return &Binary{node(Type{Kind: Bool}, a.At), op, e, x}
	}
	switch l.better(e) {
	case Higher:
	case Lower:
		op = map[string]string{">=": "<=", "<=": ">=", ">": "<", "<": ">"}[op]
	default:
		l.problem(NotOrdered, a.At, "better or worse of a number without a direction", "Nothing says whether more or less is better. Write better = higher or better = lower where the quantity is declared, or an interval: \"3 or more\".", note(e.At(), "the quantity"))
		return nil
	}
	return l.compare(op, e, x, a.At)
}

// better is the stated direction of a quantity.
func (l *loader) better(e Expr) Direction {
	if r, ok := e.(*Ref); ok {
		switch q := r.Q.(type) {
		case *Input:
			return q.Better
		case *Block:
			return q.Better
		}
	}
	return Unstated
}

func (l *loader) inInterval(e Expr, a lang.Simple, s *scope) Expr {
	iv, ok := l.interval(a.X, s, e.Type())
	if !ok {
		return nil
	}
	t := e.Type()
	if t.Kind == LevelKind && !t.Scale.Numeric {
		d := l.problem(WrongType, a.At, "interval of named levels", "Levels of "+quote(t.Scale.Name)+" have names: say \"or better\" or \"or worse\", since directions flip between frameworks.")
		_ = d
		return nil
	}
	n := l.toNumber(e, a.At)
	if n == nil {
		return nil
	}
	return intervalCond(n, iv, a.At)
}

// intervalCond is an interval as comparisons.
func intervalCond(n Expr, iv Interval, at Range) Expr {
	var out Expr
	add := func(op string, b Expr) {
		c := &Binary{node(Type{Kind: Bool}, at), op, n, b}
		if out == nil {
			out = c
		} else {
			out = &Binary{node(Type{Kind: Bool}, at), "&&", out, c}
		}
	}
	if iv.Lo != nil && iv.Hi == iv.Lo {
		add("==", iv.Lo)
		return out
	}
	if iv.Lo != nil {
		add(map[bool]string{false: ">=", true: ">"}[iv.LoOpen], iv.Lo)
	}
	if iv.Hi != nil {
		add(map[bool]string{false: "<=", true: "<"}[iv.HiOpen], iv.Hi)
	}
	if out == nil {
		return &Call{Node: node(Type{Kind: Bool}, at), Fn: FindBuiltin("is_present"), Args: []Expr{n}}
	}
	return out
}

// interval types the node of an interval sentence.
func (l *loader) interval(x lang.Expr, s *scope, t Type) (Interval, bool) {
	iv := Interval{Text: x, At: x.Range()}
	end := func(e lang.Expr) (Expr, bool) {
		if e == nil {
			return nil, true
		}
		if n, ok := e.(*lang.Number); ok {
			return constNumber(n), true
		}
		if t.Kind == LevelKind && !t.Scale.Numeric {
			r := l.scalar(e, s, &t)
			return r, r != nil
		}
		r := l.numeric(e, s)
		return r, r != nil
	}
	switch x := x.(type) {
	case *lang.Any:
		iv.Any = true
		return iv, true
	case *lang.Otherwise:
		iv.Otherwise = true
		return iv, true
	case *lang.Interval:
		var ok1, ok2 bool
		iv.Lo, ok1 = end(x.Lo)
		if x.Hi == x.Lo && x.Hi != nil {
			iv.Hi, ok2 = iv.Lo, true
		} else {
			iv.Hi, ok2 = end(x.Hi)
		}
		iv.LoOpen, iv.HiOpen = x.LoOpen, x.HiOpen
		if a, b := constRat(iv.Lo), constRat(iv.Hi); ok1 && ok2 && a != nil && b != nil && (a.Cmp(b) > 0 || a.Cmp(b) == 0 && (iv.LoOpen || iv.HiOpen)) {
			l.problem(WrongValue, x.At, "interval that holds nothing", fmt.Sprintf("No number lies in %s. Write the lower end first.", quote(lang.Canonical(x))))
			return iv, false
		}
		return iv, ok1 && ok2
	}
	l.problem(WrongValue, x.Range(), "interval needed", "Write an interval: \"63 to below 88\", \"88 or more\", \"below 2\".")
	return iv, false
}

// constRat is the number of a constant, or nil.
func constRat(e Expr) *big.Rat {
	if c, ok := e.(*Const); ok && c.Value.Type.Kind == Number {
		return c.Value.Num
	}
	return nil
}

package prove

import (
	"math/big"
	"slices"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines the walk of one formula: which leaves it reads and what
// becomes of each number.

// visit walks e, whose number goes to k.
func (s *scan) visit(e rules.Expr, sc scope, k sink) {
	if s.stuck != "" {
		return
	}
	switch e := e.(type) {
	case nil:
	case *rules.Const:
		s.state(e.Value)
	case *rules.Ref:
		s.ref(e, sc, k)
	case *rules.Local:
		if b, ok := sc.locals[e.Param]; ok {
			s.visit(b.e, b.sc, k)
		}
	case *rules.Unary:
		s.visit(e.X, sc, k.scaled(big.NewRat(-1, 1)))
	case *rules.Binary:
		s.binary(e, sc, k)
	case *rules.Cond:
		s.visit(e.If, sc, sink{})
		s.visit(e.Then, sc, k)
		s.visit(e.Else, sc, k)
	case *rules.Call:
		s.call(e, sc, k)
	case *rules.UserCall:
		s.visit(e.Fn.Value, sc.of(e), k)
	case *rules.TableCall:
		s.table(e, sc)
	case *rules.List:
		s.list(e, sc, k)
	case *rules.NumberLevel:
		s.visit(e.X, sc, k.ladder(e.T.Scale))
	case *rules.Count:
		s.visit(e.Quant.N, sc, sink{opaque: true})
		s.visit(e.Quant.M, sc, sink{opaque: true})
		s.visit(e.Members, sc, sink{})
		s.visit(e.Bools, sc, sink{})
	default:
		for _, x := range rules.Children(e) {
			s.visit(x, sc, sink{opaque: true})
		}
	}
}

// ladder adds the numbers of a scale.
func (k sink) ladder(s *rules.Scale) sink {
	for _, l := range s.Levels {
		if l.Number != nil {
			k.cuts = append(k.cuts[:len(k.cuts):len(k.cuts)], l.Number)
		}
	}
	return k
}

// state remembers a state that a formula names.
func (s *scan) state(v rules.Value) {
	t := v.Type
	if t.Kind != rules.LevelKind || v.Absent != "" || !t.Scale.IsState(v.Code) {
		return
	}
	if s.named[t.Scale] == nil {
		s.named[t.Scale] = map[int]bool{}
	}
	s.named[t.Scale][v.Code] = true
}

// of is the scope of a function's formula.
func (sc scope) of(e *rules.UserCall) scope {
	in := scope{at: sc.at, locals: map[*rules.Param]bound{}}
	for i, p := range e.Fn.Params {
		in.locals[p] = bound{e.Args[i], sc}
	}
	return in
}

// ref is a quantity that is read.
func (s *scan) ref(r *rules.Ref, sc scope, k sink) {
	if p, ok := r.Q.(*rules.Parameter); ok {
		s.parameter(p)
		return
	}
	for _, a := range r.Q.Axes() {
		if a != s.c.fw.Entity && !a.Closed {
			s.stuck = "it reads " + quote(r.Q.QName()) + " for members of " + quote(a.Name) + " that only the data names"
			return
		}
	}
	at, ok := s.index(r, sc)
	if !ok {
		s.stuck = "which member of " + quote(r.Q.QName()) + " it reads is known only with data"
		return
	}
	if b, ok := r.Q.(*rules.Block); ok {
		if s.doing == s.root && b != s.root {
			s.direct = append(s.direct, b)
		}
		if r.Stage == rules.DecidedBy {
			s.names = true
		}
		leaf := s.isLeaf(b, r.Stage)
		if id := (key{b, s.c.flat(b.For, at)}); leaf && s.todo[id] != nil || !leaf && s.leaves[id] != nil {
			s.stuck = "it reads both the value of " + quote(b.Name) + " and what was never published of it"
			return
		}
		if !leaf {
			if r.Stage == rules.Weight || r.Stage == rules.DecidedBy {
				k.opaque = true
			}
			s.pend(b, at, r.Stage, k)
			return
		}
		if r.Stage != rules.Final && !(r.Stage == rules.Valued && !b.Graded() && b.Scale == nil) {
			s.stuck = "it reads " + quote(b.Name+"."+r.Stage.String())
			return
		}
	}
	s.leaf(r.Q, at, k)
	if in, ok := r.Q.(*rules.Input); ok {
		own := scope{at: at}
		s.visit(in.Applies, own, sink{})
		s.visit(in.Missing.With, own, k)
		if in.Dated != nil && (in.NotBefore != "" || in.ValidFor > 0) {
			s.leaf(in.Dated, at, sink{})
		}
	}
}

// parameter is a figure that is read.
func (s *scan) parameter(p *rules.Parameter) {
	s.dated()
	for _, d := range p.Dated {
		s.unread = s.unread || d.Unpublished != ""
		for _, x := range d.Per {
			if r, ok := x.Value.(*rules.Ref); ok {
				s.parameter(r.Q.(*rules.Parameter))
			}
		}
	}
}

// dated takes the dates that the rules change on one after the other.
func (s *scan) dated() {
	in := s.c.fw.DatedBy
	if in == nil {
		return
	}
	l := s.leaf(in, s.c.nowhere(), sink{})
	if _, known := s.fixed[l.key]; !known {
		s.chosen = l
	}
}

func (s *scan) leaf(q rules.Quantity, at []int, k sink) *leaf {
	id := key{q, s.c.flat(q.Axes(), at)}
	l := s.leaves[id]
	if l == nil {
		l = &leaf{key: id, at: at}
		s.leaves[id] = l
		s.order = append(s.order, l)
	}
	l.uses.join(k)
	return l
}

func (k sink) scaled(by *big.Rat) sink {
	out := k
	out.cuts = nil
	for _, x := range k.cuts {
		out.cuts = append(out.cuts, new(big.Rat).Mul(x, by))
	}
	return out
}

func (k sink) moved(by *big.Rat) sink {
	out := k
	out.cuts = nil
	for _, x := range k.cuts {
		out.cuts = append(out.cuts, new(big.Rat).Add(x, by))
	}
	return out
}

func (s *scan) binary(e *rules.Binary, sc scope, k sink) {
	x, xc := s.constant(e.X, sc)
	y, yc := s.constant(e.Y, sc)
	switch e.Op {
	case "&&", "||":
		s.visit(e.X, sc, sink{})
		s.visit(e.Y, sc, sink{})
	case "+", "-", "*", "/":
		s.arith(e, sc, k, x, y, xc, yc)
	default:
		s.visit(e.X, sc, against(e.Y, y, yc))
		s.visit(e.Y, sc, against(e.X, x, xc))
	}
}

// against is the sink of what is compared with e, and its value if it is known.
func against(e rules.Expr, v rules.Value, known bool) (k sink) {
	kind := e.Type().Kind
	if r, ok := e.(*rules.Ref); ok && !known {
		if p, ok := r.Q.(*rules.Parameter); ok && unpublished(p) {
			return k // nothing can be told of it, whatever the number is
		}
	}
	switch {
	case known && kind == rules.Number:
		k.cuts = []*big.Rat{v.Num}
	case known && kind == rules.TextKind:
		k.texts = []string{v.Text}
	default:
		k.opaque = !known || kind == rules.DateKind
	}
	return k
}

// arith moves the constants to the other side of + - * /.
func (s *scan) arith(e *rules.Binary, sc scope, k sink, x, y rules.Value, xc, yc bool) {
	inv := func(r *big.Rat) *big.Rat { return new(big.Rat).Inv(r) }
	neg := func(r *big.Rat) *big.Rat { return new(big.Rat).Neg(r) }
	minus := big.NewRat(-1, 1)
	switch {
	case yc && e.Op == "+":
		s.visit(e.X, sc, k.moved(neg(y.Num)))
	case xc && e.Op == "+":
		s.visit(e.Y, sc, k.moved(neg(x.Num)))
	case yc && e.Op == "-":
		s.visit(e.X, sc, k.moved(y.Num))
	case xc && e.Op == "-":
		s.visit(e.Y, sc, k.moved(neg(x.Num)).scaled(minus))
	case yc && e.Op == "*" && y.Num.Sign() != 0:
		s.visit(e.X, sc, k.scaled(inv(y.Num)))
	case xc && e.Op == "*" && x.Num.Sign() != 0:
		s.visit(e.Y, sc, k.scaled(inv(x.Num)))
	case yc && e.Op == "/" && y.Num.Sign() != 0:
		s.visit(e.X, sc, k.scaled(y.Num))
	default:
		s.visit(e.X, sc, sink{opaque: true})
		s.visit(e.Y, sc, sink{opaque: true})
	}
}

func (s *scan) call(e *rules.Call, sc scope, k sink) {
	inner := sink{opaque: true}
	switch e.Fn.Name {
	case "min", "max", "coalesce":
		inner = k
	case "round":
		inner = rounded(k, e.Mode)
	case "count", "any", "all", "each", "is_rated":
		inner = sink{}
	case "is_present", "absent":
		inner = sink{}
	case "lookup", "oneof":
		inner = sink{}
		for _, m := range e.Map {
			switch m.Key.Type.Kind {
			case rules.Number:
				inner.cuts = append(inner.cuts, m.Key.Num)
			case rules.TextKind:
				inner.texts = append(inner.texts, m.Key.Text)
			}
			s.visit(m.Value, sc, k)
		}
		inner.opaque = len(e.Map) == 0
	}
	for _, x := range e.Args {
		s.visit(x, sc, inner)
	}
	switch e.Fn.Name {
	case "is_present", "coalesce":
		for _, x := range e.Args {
			s.asked(x, sc, notReported)
		}
	case "absent":
		s.reason(e.Reason)
		s.asked(e.Args[0], sc, e.Reason)
	}
}

// reason remembers a reason for absence that makes a difference.
func (s *scan) reason(why string) {
	if !slices.Contains(s.reasons, why) {
		s.reasons = append(s.reasons, why)
	}
}

// asked remembers that a formula asks whether e is there.
func (s *scan) asked(e rules.Expr, sc scope, why string) {
	if r, ok := e.(*rules.Ref); ok {
		if at, ok := s.index(r, sc); ok {
			if l := s.leaves[key{r.Q, s.c.flat(r.Q.Axes(), at)}]; l != nil {
				l.asked(why)
				return
			}
		}
	}
	s.asks = true
}

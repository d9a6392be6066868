package lang

import (
	"fmt"
	"strings"
)

// This file defines what the tests compare: a tree without its places.

// shape prints the structure of a tree from sentences.
func shape(e Expr) string {
	switch e := e.(type) {
	case nil:
		return "-"
	case *Name:
		return e.Name
	case *Select:
		return "(" + shape(e.X) + "." + e.Name + ")"
	case *Number:
		return fmt.Sprintf("%s=%s/%v", e.Text, e.Value.RatString(), e.Percent)
	case *Unary:
		return "(" + e.Op + shape(e.X) + ")"
	case *Interval:
		return fmt.Sprintf("interval(%s %v %s %v)", shape(e.Lo), e.LoOpen, shape(e.Hi), e.HiOpen)
	case *AnyOf:
		return "anyof(" + shapes(e.Terms) + ")"
	case *AllOf:
		return "allof(" + shapes(e.Terms) + ")"
	case *Count:
		return fmt.Sprintf("count(%s of %s %v %v %s)", quantShape(e.Quant), shape(e.Of), e.Rated, e.Rest, predShape(e.Pred))
	case *Is:
		return "is(" + shape(e.X) + " " + predShape(e.Pred) + ")"
	case *Need:
		return fmt.Sprintf("need(%s of %s %v %s)", quantShape(e.Quant), shape(e.Of), e.Weight, shapes(e.Including))
	}
	return fmt.Sprintf("%T", e)
}

func shapes(es []Expr) string {
	var out []string
	for _, e := range es {
		out = append(out, shape(e))
	}
	return strings.Join(out, ", ")
}

func quantShape(q Quant) string { return fmt.Sprintf("%d %s %s", q.Kind, shape(q.N), shape(q.M)) }

func predShape(p Pred) string {
	out := fmt.Sprint(p.Not)
	for _, s := range p.Alts {
		out += fmt.Sprintf(" %d:%s", s.Kind, shape(s.X))
	}
	return out
}

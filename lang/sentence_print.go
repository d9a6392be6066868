package lang

import (
	"fmt"
	"math/big"
	"strings"
)

// This file defines how a sentence is printed back. There is one way to say
// each thing, and reading it gives the same tree.

// Canonical prints what ParseSentence, ParseInterval or ParseNeed returned, and
// any part of it, in the one way that rubric writes it: "any x is good" becomes
// "1 or more of x are good". A node that is no part of a sentence gives "".
func Canonical(e Expr) string {
	switch e := e.(type) {
	case *Otherwise:
		return "otherwise"
	case *Any:
		return "any value"
	case *Interval:
		return intervalText(e)
	case *AnyOf:
		return joined(e.Terms, ", or ")
	case *AllOf:
		return joined(e.Terms, " and ")
	case *Count:
		return countText(e)
	case *Is:
		return Canonical(e.X) + " is " + predText(e.Pred)
	case *Need:
		return needText(e)
	case *Name:
		return e.Name
	case *Select:
		return Canonical(e.X) + "." + e.Name
	case *Unary:
		return e.Op + Canonical(e.X)
	case *Number:
		return numberText(e)
	}
	return ""
}

func joined(terms []Expr, sep string) string {
	var out []string
	for _, t := range terms {
		out = append(out, Canonical(t))
	}
	return strings.Join(out, sep)
}

// numberText prints a number as it was written, or exactly if nobody wrote it.
func numberText(n *Number) string {
	if n.Text != "" || n.Value == nil {
		return n.Text
	}
	v, sign := n.Value, ""
	if n.Percent {
		v, sign = new(big.Rat).Mul(v, big.NewRat(100, 1)), "%"
	}
	digits, _ := v.FloatPrec()
	return v.FloatString(digits) + sign
}

func intervalText(i *Interval) string {
	switch {
	case i.Lo != nil && i.Hi != nil && !i.LoOpen && !i.HiOpen && Canonical(i.Lo) == Canonical(i.Hi):
		return "exactly " + Canonical(i.Lo)
	case i.Lo != nil && i.Hi != nil:
		return when(i.LoOpen, "above ") + Canonical(i.Lo) + " to " + when(i.HiOpen, "below ") + Canonical(i.Hi)
	case i.Hi != nil && i.HiOpen:
		return "below " + Canonical(i.Hi)
	case i.Hi != nil:
		return Canonical(i.Hi) + " or less"
	case i.Lo != nil && i.LoOpen:
		return "above " + Canonical(i.Lo)
	case i.Lo != nil:
		return Canonical(i.Lo) + " or more"
	}
	return "any value"
}

func when(yes bool, s string) string {
	if yes {
		return s
	}
	return ""
}

func quantText(q Quant) string {
	n := ""
	if q.N != nil {
		n = Canonical(q.N)
	}
	switch q.Kind {
	case AtLeast:
		if n == "50%" {
			return "half or more"
		}
		return n + " or more"
	case AtMost:
		return "at most " + n
	case Exactly:
		return "exactly " + n
	case MoreThan:
		if n == "50%" {
			return "more than half"
		}
		return "more than " + n
	case FewerThan:
		return "fewer than " + n
	case Between:
		return n + " to " + Canonical(q.M)
	case All:
		return "all"
	case None:
		return "none"
	case AllButAtMost:
		return "all but at most " + n
	case AllButExactly:
		return "all but exactly " + n
	}
	panic(fmt.Sprintf("unknown quantity %d", q.Kind))
}

// countText prints a count; one member "is", any other number "are".
func countText(c *Count) string {
	if c.Rest {
		return "the rest are " + predText(c.Pred)
	}
	of := when(c.Rated || c.Of != nil, " of") + when(c.Rated, " the rated")
	if c.Of != nil {
		of += " " + Canonical(c.Of)
	}
	be := " are "
	if n, ok := c.Quant.N.(*Number); ok && n.Text == "1" && (c.Quant.Kind == Exactly || c.Quant.Kind == AtMost || c.Quant.Kind == MoreThan) {
		be = " is "
	}
	return quantText(c.Quant) + of + be + predText(c.Pred)
}

func predText(p Pred) string {
	var out []string
	for _, s := range p.Alts {
		out = append(out, simpleText(s))
	}
	return when(p.Not, "not ") + strings.Join(out, " or ")
}

func simpleText(s Simple) string {
	switch s.Kind {
	case IsValue, In:
		return Canonical(s.X)
	case OrBetter:
		return Canonical(s.X) + " or better"
	case OrWorse:
		return Canonical(s.X) + " or worse"
	case BetterThan:
		return "better than " + Canonical(s.X)
	case WorseThan:
		return "worse than " + Canonical(s.X)
	case Rated:
		return "rated"
	case True:
		return "true"
	case False:
		return "false"
	}
	panic(fmt.Sprintf("unknown predicate %d", s.Kind))
}

func needText(n *Need) string {
	out := quantText(n.Quant)
	if of := n.Weight || n.Of != nil; of && n.Quant.Kind == AtLeast && out != "half or more" {
		out = "at least " + Canonical(n.Quant.N)
	}
	if n.Weight {
		out += " of weight"
	} else if n.Of != nil {
		out += " of " + Canonical(n.Of)
	}
	if len(n.Including) > 0 {
		out += " including " + joined(n.Including, " and ")
	}
	return out
}

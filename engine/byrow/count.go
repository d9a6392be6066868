package byrow

import (
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines counting sentences.

// counted is the truth of a counting sentence.
func (fr *frame) counted(c *rules.Count) Value {
	if c.Members.Everyone() {
		return fr.everyone(c, c.Members, func(in *frame, _ string) Value { return in.tally(c) })
	}
	return fr.tally(c)
}

func (fr *frame) tally(c *rules.Count) Value {
	members, why := fr.elements(c.Members)
	if why != "" {
		return absent(why)
	}
	bools, why := fr.elements(c.Bools)
	if why != "" {
		return absent(why)
	}
	var n, t, u, rated int
	for i, m := range members {
		good := m.x.Absent == "" && !isState(m.x)
		if m.x.Absent == notApplicable || c.Rated && !good {
			continue
		}
		n++
		if good {
			rated++
		}
		switch b := bools[i].x; {
		case b.Absent != "":
			u++
		case b.Code == 1:
			t++
		}
	}
	if n == 0 && c.Quant.Kind == lang.All {
		if c.Rest {
			return boolean(true)
		}
		return absent(empty)
	}
	return fr.quantity(c.Quant, rated, whole(n), whole(t), whole(u))
}

// quantity compares t of n, of which u are undecided, with a quantity.
func (fr *frame) quantity(q rules.Quant, rated int, n, t, u Value) Value {
	most := arith("+", t, u)
	switch {
	case q.Kind == lang.All:
		return ranged(n, n, t, most)
	case q.Kind == lang.None:
		return ranged(t, whole(0), t, most)
	case q.Share && n.Num.Sign() == 0:
		return absent(empty)
	}
	k, m := fr.amount(q, q.N, rated, n), fr.amount(q, q.M, rated, n)
	if v, ok := firstAbsent(k, m); ok {
		return v
	}
	switch q.Kind {
	case lang.AtLeast:
		return ranged(k, most, t, most)
	case lang.AtMost:
		return ranged(t, k, t, most)
	case lang.Exactly:
		return ranged(k, k, t, most)
	case lang.MoreThan:
		return not(ranged(t, k, t, most))
	case lang.FewerThan:
		return not(ranged(k, most, t, most))
	case lang.AllButAtMost:
		return ranged(arith("-", n, k), most, t, most)
	case lang.AllButExactly:
		return ranged(arith("-", n, k), arith("-", n, k), t, most)
	case lang.Between:
		return ranged(k, m, t, most)
	}
	panic("byrow: unknown quantity")
}

// amount is a number of a quantity: as it stands, a share of n, or what a
// parameter says for how many are rated.
func (fr *frame) amount(q rules.Quant, e rules.Expr, rated int, n Value) Value {
	if e == nil {
		return n // there is no second number, and nothing looks at it
	}
	if r, ok := e.(*rules.Ref); ok && q.Per != nil && r.Q == rules.Quantity(q.Per) {
		return fr.per(q.Per, whole(rated))
	}
	v := fr.eval(e)
	if q.Share {
		v = arith("*", v, n)
	}
	return v
}

// ranged says whether a count that lies between least and most lies between lo
// and hi, whichever it is.
func ranged(lo, hi, least, most Value) Value {
	switch {
	case isTrue(compare(">=", least, lo)) && isTrue(compare("<=", most, hi)):
		return boolean(true)
	case isTrue(compare("<", most, lo)) || isTrue(compare(">", least, hi)):
		return boolean(false)
	}
	return absent(undecided)
}

package byrow

import (
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines counting sentences.

// counted is the truth of a counting sentence.
func (fr *frame) counted(c *rules.Count) Value {
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
		if m.out || m.x.Absent == notApplicable || c.Rated && !good {
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
	switch q.Kind {
	case lang.All:
		return ranged(n, n, t, most)
	case lang.None:
		return ranged(whole(0), whole(0), t, most)
	}
	amount := func(e rules.Expr) Value {
		switch {
		case e == nil:
			return absent(Fault)
		case q.Per != nil:
			if r, ok := e.(*rules.Ref); ok && r.Q == rules.Quantity(q.Per) {
				return fr.per(q.Per, whole(rated))
			}
		}
		v := fr.eval(e)
		if q.Share {
			v = arith("*", v, n)
		}
		return v
	}
	if q.Share && n.Num.Sign() == 0 {
		return absent(empty)
	}
	k := amount(q.N)
	if k.Absent != "" {
		return absent(k.Absent)
	}
	switch q.Kind {
	case lang.AtLeast:
		return ranged(k, most, t, most)
	case lang.AtMost:
		return ranged(whole(0), k, t, most)
	case lang.Exactly:
		return ranged(k, k, t, most)
	case lang.MoreThan:
		return not(ranged(whole(0), k, t, most))
	case lang.FewerThan:
		return not(ranged(k, most, t, most))
	case lang.AllButAtMost:
		return ranged(arith("-", n, k), most, t, most)
	case lang.AllButExactly:
		return ranged(arith("-", n, k), arith("-", n, k), t, most)
	case lang.Between:
		m := amount(q.M)
		if m.Absent != "" {
			return absent(m.Absent)
		}
		return ranged(k, m, t, most)
	}
	panic("byrow: unknown quantity")
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

package engine

import (
	"math/big"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how values are shown in a trace: numbers exactly where they
// end, else to 15 significant digits with "≈"; yes and no; absences by the label
// of their reason.

// mostPlaces bounds the decimal places of a number that is shown exactly.
const mostPlaces = 20

// number shows a rational number; exact is false where it does not end.
func numberText(r *big.Rat) (text string, exact bool) {
	if r.IsInt() {
		return r.Num().String(), true
	}
	if n, ok := r.FloatPrec(); ok && n <= mostPlaces {
		return r.FloatString(n), true
	}
	x, _ := r.Float64()
	return rules.FloatText(x), false
}

func shownNumber(r *big.Rat) TraceValue {
	text, exact := numberText(r)
	v := TraceValue{Text: text, Number: text, Exact: exact}
	if !exact {
		v.Text = "≈ " + text
	}
	return v
}

// shown is a value of the one row.
func (t *tracer) shown(v *Vec, typ rules.Type) TraceValue {
	if w := v.why(0); w != 0 {
		r := t.p.reasons[w]
		return TraceValue{Text: reasonText(r), Absent: r.Name}
	}
	switch v.Kind {
	case rules.Number:
		return shownNumber(v.rat(0))
	case rules.Bool:
		return TraceValue{Text: yesNo(v.code(0) == 1)}
	case rules.LevelKind:
		return levelValue(typ.Scale, int(v.code(0)))
	case rules.DateKind:
		return TraceValue{Text: rules.DateText(int(v.code(0)))}
	case rules.MemberKind:
		if typ.Entity != nil {
			m := int(v.code(0))
			return TraceValue{Text: t.f.data.MemberName(typ.Entity, m), Label: memberTitle(typ.Entity, m)}
		}
	}
	return TraceValue{Text: v.text(0)}
}

// constant shows a constant of the rules.
func (t *tracer) constant(v rules.Value) TraceValue {
	return t.shown(constVec(v, t.p.reason), v.Type)
}

func (t *tracer) shownPtr(v *Vec, typ rules.Type) *TraceValue {
	if v == nil {
		return nil
	}
	s := t.shown(v, typ)
	return &s
}

func reasonText(r rules.Reason) string {
	if r.Label != "" {
		return r.Label
	}
	return strings.ReplaceAll(r.Name, "_", " ")
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// levelValue shows a level: by its label, and on a numeric ladder by its number
// with the label behind it.
func levelValue(s *rules.Scale, code int) TraceValue {
	if s == nil || code < 0 || code >= s.Len() {
		return TraceValue{Text: "no level"}
	}
	l := s.Level(code)
	v := TraceValue{Text: l.Label, Level: l.ID, Label: l.Label, State: s.IsState(code)}
	if v.Text == "" {
		v.Text = strings.ReplaceAll(l.ID, "_", " ")
	}
	if l.Number != nil {
		n, exact := numberText(l.Number)
		v.Number, v.Exact, v.Text = n, exact, n
		if l.Label != "" && l.Label != n {
			v.Text = n + " (" + l.Label + ")"
		}
	}
	return v
}

// short is a value as it stands in a formula or a clause: a number, the id of a
// level, or the reason in brackets.
func shortText(v TraceValue) string {
	switch {
	case v.Absent != "":
		return "[" + v.Text + "]"
	case v.Number != "" && v.Level == "":
		if !v.Exact {
			return "≈" + v.Number
		}
		return v.Number
	case v.Level != "":
		return v.Level
	}
	return v.Text
}

// is says that something has a value, within a sentence.
func isText(v TraceValue) string {
	if v.Absent != "" {
		return v.Text
	}
	return shortText(v)
}

package rules

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines types and values: how they are named, read and written.

func nearest(name string, known []string) string { return diag.Nearest(name, known) }

func didYouMean(n string, at Range) *diag.Fix {
	return &diag.Fix{Summary: "Did you mean " + quote(n) + "?", Edits: []diag.Edit{{Range: at, Text: n}}}
}

// FloatText writes a float64 as a plain decimal of at most 15 significant
// digits: the shortest that a methodologist would write.
func FloatText(f float64) string {
	if f == 0 || math.IsNaN(f) || math.IsInf(f, 0) {
		return "0"
	}
	var room [32]byte
	if s := strconv.AppendFloat(room[:0], f, 'f', -1, 64); fewDigits(s) {
		return string(s) // 15 digits are never another number's
	}
	s := strconv.FormatFloat(f, 'e', 14, 64)
	mant, exp, _ := strings.Cut(s, "e")
	e, _ := strconv.Atoi(exp)
	neg := strings.HasPrefix(mant, "-")
	digits := strings.TrimRight(strings.Replace(strings.TrimPrefix(mant, "-"), ".", "", 1), "0")
	var out string
	switch {
	case e < 0:
		out = "0." + strings.Repeat("0", -e-1) + digits
	case e >= len(digits)-1:
		out = digits + strings.Repeat("0", e-len(digits)+1)
	default:
		out = digits[:e+1] + "." + digits[e+1:]
	}
	if neg {
		return "-" + out
	}
	return out
}

// AppendFloat appends what FloatText gives.
func AppendFloat(to []byte, f float64) []byte {
	if n := len(to); f != 0 && math.Abs(f) < 1e15 {
		if to = strconv.AppendFloat(to, f, 'f', -1, 64); fewDigits(to[n:]) {
			return to
		}
		to = to[:n]
	}
	return append(to, FloatText(f)...)
}

// fewDigits reports whether a decimal has at most 15 digits.
func fewDigits(s []byte) bool {
	n := len(s)
	for _, c := range s {
		if c == '-' || c == '.' {
			n--
		}
	}
	return n <= 15
}

// typeNamed resolves the name of a type: a basic one, a scale or an entity.
func (l *loader) typeNamed(n *lang.Name) Type {
	switch n.Name {
	case "number", "integer", "percent":
		return Type{Kind: Number}
	case "boolean":
		return Type{Kind: Bool}
	case "text":
		return Type{Kind: TextKind}
	case "date":
		return Type{Kind: DateKind}
	}
	if s := l.scales[n.Name]; s != nil {
		l.used[s] = true
		if len(s.Levels) == 0 {
			return Type{} // its levels were refused, and that was reported
		}
		return Type{Kind: LevelKind, Scale: s}
	}
	if e := l.entities[n.Name]; e != nil {
		l.used[e] = true
		return Type{Kind: MemberKind, Entity: e}
	}
	l.unknown("type", n.Name, n.At, append([]string{"number", "integer", "percent", "boolean", "text", "date"}, append(keys(l.scales), keys(l.entities)...)...))
	return Type{}
}

// describe names the type for a message.
func (t Type) describe() string {
	s := kinds[t.Kind]
	switch {
	case t.Kind == LevelKind && t.Scale != nil:
		s = "a level of " + quote(t.Scale.Name)
	case t.Kind == MemberKind && t.Entity != nil:
		s = "a member of " + quote(t.Entity.Name)
	case t.Kind == Number && t.Unit != "":
		s = "a number in " + t.Unit
	}
	if t.List {
		return "a list, each " + s
	}
	return s
}

// String names the type for people.
func (t Type) String() string { return t.describe() }

// Parse reads a constant of this type as a rule file or data writes it: a level
// by id, label or code, a member by name, a date as 2006-01-02.
func (t Type) Parse(text string) (Value, bool) {
	v := Value{Type: t}
	switch t.Kind {
	case Number:
		r, ok := parseDecimal(text)
		v.Num = r
		return v, ok
	case Bool:
		switch text {
		case "true":
			v.Code = 1
		case "false":
		default:
			return v, false
		}
		return v, true
	case LevelKind:
		c, ok := t.Scale.Find(text)
		v.Code = c
		return v, ok
	case DateKind:
		d, ok := Days(text)
		v.Code = d
		return v, ok
	case MemberKind:
		v.Code = t.Entity.Member(text)
		return v, v.Code >= 0
	}
	v.Text = text
	return v, true
}

func parseDecimal(text string) (*big.Rat, bool) {
	if text == "" || len(text) > 400 || strings.ContainsAny(text, "/_xXpPbBoO") {
		return nil, false
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 && len(text)-i > 4 {
		return nil, false
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil, false
	}
	// A figure beyond 10^100, or nearer to 0 than 10^-100, is no figure of a rating.
	if size := r.Num().BitLen() - r.Denom().BitLen(); r.Sign() != 0 && (size > 333 || size < -333) {
		return nil, false
	}
	return r, true
}

// Find returns the code of the level or state that the data writes so: by id,
// label or code, then by number on a numeric ladder.
func (s *Scale) Find(text string) (int, bool) {
	for c := 0; c < s.Len(); c++ {
		lv := s.at(c)
		if lv.ID == text || lv.Label == text {
			return c, true
		}
		for _, k := range lv.Codes {
			if k == text {
				return c, true
			}
		}
	}
	return s.Code(text)
}

// String writes the value as a rule file would.
func (v Value) String() string {
	if v.Absent != "" {
		return "absent (" + v.Absent + ")"
	}
	switch v.Type.Kind {
	case Number:
		return Decimal(v.Num)
	case Bool:
		return strconv.FormatBool(v.Code == 1)
	case LevelKind:
		return v.Type.Scale.Level(v.Code).ID
	case DateKind:
		return DateText(v.Code)
	case MemberKind:
		if v.Code >= 0 && v.Code < len(v.Type.Entity.Members) {
			return v.Type.Entity.Members[v.Code].ID
		}
		return "member " + strconv.Itoa(v.Code)
	}
	return v.Text
}

// Equal reports whether two constants of one type are equal.
func (v Value) Equal(w Value) bool {
	if v.Absent != "" || w.Absent != "" {
		return v.Absent == w.Absent
	}
	switch v.Type.Kind {
	case Number:
		return v.Num.Cmp(w.Num) == 0
	case TextKind:
		return v.Text == w.Text
	}
	return v.Code == w.Code
}

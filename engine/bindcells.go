package engine

import (
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how the text of a cell becomes a value.

// read is what a text came to: a value, or the code of what is wrong with it,
// what was expected instead, and help.
type read struct {
	value    rules.Value
	expected string
	code     diag.Code
	help     string

	number float64  // of a number that is present: the nearest float64,
	broken bool     // whether it is not whole,
	long   *big.Rat // and its value, where it has more than 15 digits
}

// parser reads the text of a cell.
type parser func(text string) read

// mostCached bounds how many different texts of a column are remembered.
const mostCached = 1 << 16

// read reads the cell of a row; texts that repeat are read once.
func (f *filler) read(r int) *read {
	raw := f.col.Bytes(r)
	v, known := f.cache[string(raw)]
	if !known {
		text := string(raw)
		parsed := f.x.parse(text)
		v = &parsed
		v.prepare(text)
		if len(f.cache) < mostCached {
			f.cache[text] = v
		}
	}
	return v
}

// prepare finds what a column holds of a number, once for each text.
func (v *read) prepare(text string) {
	r := v.value.Num
	if v.code != "" || v.value.Absent != "" || r == nil {
		return
	}
	v.number, _ = r.Float64()
	v.broken = !r.IsInt()
	if !fewDigits(text) && Exact(v.number).Cmp(r) != 0 {
		v.long, v.broken = r, true
	}
}

// fewDigits reports whether a text is a decimal of at most 15 digits, which the
// nearest float64 stands for.
func fewDigits(text string) bool {
	n := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			n++
		case c == 'e' || c == 'E':
			return false
		}
	}
	return n <= 15
}

// setRead puts a value that was read into row i.
func (c *Column) setRead(i int, v *read, p *Plan) {
	if v.value.Absent != "" || c.Kind != rules.Number {
		c.Set(i, v.value, p)
		return
	}
	c.Why[i], c.Num[i], c.gone = 0, v.number, nil
	if v.broken {
		c.Int = false
	}
	if v.long != nil {
		if c.Long == nil {
			c.Long = map[int]*big.Rat{}
		}
		c.Long[i] = v.long
	}
}

func wrong(expected string) read { return read{expected: expected, code: BadValue} }

// blanks are what people leave around a value without meaning it.
const blanks = " \t"

func trimmed(p parser) parser {
	return func(text string) read { return p(strings.Trim(text, blanks)) }
}

// inputParser reads the cells of an input: what stands for an absence first,
// then the type, then the range.
func (b *binder) inputParser(in *rules.Input) parser {
	base, absent := b.typeParser(in.Type), absenceNumbers(in)
	return func(text string) read {
		text = strings.Trim(text, blanks)
		if reason, ok := in.Absent[text]; ok {
			return read{value: rules.Value{Type: in.Type, Absent: reason}}
		}
		if text == "" {
			return base(text)
		}
		if s, ok := in.Spelling[text]; ok {
			text = s
		} else if in.Spelling != nil {
			return wrong("one of " + strings.Join(quotedKeys(in.Spelling), ", "))
		}
		if in.Percent {
			text = strings.TrimRight(strings.TrimSuffix(text, "%"), blanks)
		}
		v := base(text)
		if v.code != "" {
			return v
		}
		for _, a := range absent {
			if a.number.Cmp(v.value.Num) == 0 {
				return read{value: rules.Value{Type: in.Type, Absent: a.reason}}
			}
		}
		return inRange(in, v.value)
	}
}

// absenceNumber is a number that stands for an absence, however it is written.
type absenceNumber struct {
	number *big.Rat
	reason string
}

func absenceNumbers(in *rules.Input) []absenceNumber {
	var out []absenceNumber
	if in.Type.Kind != rules.Number {
		return nil
	}
	for _, text := range slices.Sorted(maps.Keys(in.Absent)) {
		if r, ok := parseNumber(text); ok {
			out = append(out, absenceNumber{r, in.Absent[text]})
		}
	}
	return out
}

func quotedKeys(m map[string]string) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, quote(k))
	}
	return out
}

var hundred = big.NewRat(100, 1)

// inRange checks a value against what the input allows.
func inRange(in *rules.Input, v rules.Value) read {
	if v.Type.Kind == rules.Number {
		if in.Percent {
			v.Num = new(big.Rat).Quo(v.Num, hundred)
		}
		if in.Integer && !v.Num.IsInt() {
			return wrong("a whole number")
		}
		if in.Min != nil && v.Num.Cmp(in.Min) < 0 || in.Max != nil && v.Num.Cmp(in.Max) > 0 {
			return read{expected: rangeText(in), code: OutOfRange}
		}
	}
	if len(in.Among) > 0 && !slices.ContainsFunc(in.Among, v.Equal) {
		var out []string
		for _, a := range in.Among {
			if v.Type.Kind == rules.Number {
				out = append(out, asWritten(in, a.Num))
			} else {
				out = append(out, a.String())
			}
		}
		return read{expected: "one of " + strings.Join(out, ", "), code: OutOfRange}
	}
	return read{value: v}
}

// asWritten is a number as the data writes it: a share as a percentage.
func asWritten(in *rules.Input, r *big.Rat) string {
	if in.Percent {
		return rules.Decimal(new(big.Rat).Mul(r, hundred))
	}
	return rules.Decimal(r)
}

func rangeText(in *rules.Input) string {
	switch {
	case in.Min == nil:
		return "at most " + asWritten(in, in.Max)
	case in.Max == nil:
		return "at least " + asWritten(in, in.Min)
	}
	return "from " + asWritten(in, in.Min) + " to " + asWritten(in, in.Max)
}

// typeParser reads a text as a value of a type; a blank is absent.
func (b *binder) typeParser(t rules.Type) parser {
	return func(text string) read {
		if text == "" {
			return read{value: rules.Value{Type: t, Absent: notReported}}
		}
		switch t.Kind {
		case rules.Bool:
			return readAnswer(t, text)
		case rules.MemberKind:
			return b.readMember(t, text)
		}
		v, ok := t.Parse(text)
		switch {
		case ok:
			return read{value: v}
		case t.Kind == rules.Number:
			return wrong(numberHint(text))
		case t.Kind == rules.DateKind:
			return wrong("a date, written 2026-04-01")
		}
		return read{expected: levelList(t.Scale), code: BadValue, help: levelHelp(t.Scale, text)}
	}
}

func readAnswer(t rules.Type, text string) read {
	switch strings.ToLower(text) {
	case "true", "yes", "1":
		return read{value: rules.Value{Type: t, Code: 1}}
	case "false", "no", "0":
		return read{value: rules.Value{Type: t}}
	}
	return wrong("true or false (or yes, no, 1, 0; other spellings are named by code)")
}

func (b *binder) readMember(t rules.Type, text string) read {
	if i, ok := b.memberIndex(t.Entity, text); ok {
		return read{value: rules.Value{Type: t, Code: i}}
	}
	out := wrong("a member of " + t.Entity.Name)
	if s := b.data.members[t.Entity]; s != nil {
		out.help = strings.TrimSpace(b.mean(text, s.ids))
	}
	return out
}

// levelList names the levels and states of a scale that has few.
func levelList(s *rules.Scale) string {
	if s.Len() > 12 {
		return "a level of " + s.Name
	}
	return "one of " + strings.Join(spellings(s), ", ")
}

// levelHelp is help with the spelling of a level.
func levelHelp(s *rules.Scale, text string) string {
	return strings.TrimSpace(diag.DidYouMean(text, spellings(s)))
}

// spellings are how data writes the levels and states of a scale.
func spellings(s *rules.Scale) []string {
	var out []string
	for c := range s.Len() {
		lv := s.Level(c)
		switch {
		case len(lv.Codes) > 0:
			out = append(out, lv.Codes[0])
		case lv.Number != nil || lv.Label == "":
			out = append(out, lv.ID)
		default:
			out = append(out, lv.Label)
		}
	}
	return out
}

func parseNumber(text string) (*big.Rat, bool) {
	v, ok := rules.Type{Kind: rules.Number}.Parse(text)
	return v.Num, ok
}

func numberHint(text string) string {
	switch {
	case strings.HasSuffix(text, "%"):
		return "a number; for percentages write type = percent"
	case strings.Contains(text, ","):
		return "a number with a point and no commas"
	}
	return "a number; if it stands for no value, name it: absent = { \"" + text + "\" = suppressed }"
}

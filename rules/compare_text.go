package rules

import (
	"math/big"
	"strings"
)

// This file defines how the texts of statements are taken apart: names, numbers
// and what stands between them.

// token is a piece of a statement's text.
type token struct {
	text   string
	name   bool
	dotted bool // a name behind a full stop
	number *big.Rat
}

// tokens cuts a text into names, numbers, quoted texts and single signs. A number
// is an integer or a fraction, as Formula writes it.
func tokens(text string) []token {
	var out []token
	for i := 0; i < len(text); {
		n := 1
		t := token{}
		switch c := text[i]; {
		case c == '"':
			n = quoted(text[i:])
		case isLetter(c):
			for i+n < len(text) && (isLetter(text[i+n]) || isDigit(text[i+n])) {
				n++
			}
			t.name, t.dotted = true, i > 0 && text[i-1] == '.'
		case isDigit(c):
			n = digits(text[i:])
			if i+n+1 < len(text) && text[i+n] == '/' && isDigit(text[i+n+1]) {
				n += 1 + digits(text[i+n+1:])
			}
			t.number, _ = new(big.Rat).SetString(text[i : i+n])
		}
		t.text = text[i : i+n]
		out = append(out, t)
		i += n
	}
	return out
}

func isLetter(c byte) bool {
	return c == '_' || c >= 0x80 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// quoted is how far a quoted text reaches.
func quoted(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

// ReadableText writes the fractions of a statement as decimals where they have
// an end: 317/1000 as 0.317.
func ReadableText(text string) string {
	var out strings.Builder
	for _, t := range tokens(text) {
		if t.number != nil && strings.Contains(t.text, "/") {
			t.text = decimalText(t.number)
		}
		out.WriteString(t.text)
	}
	return out.String()
}

// decimalText writes a number as a decimal if it has an end, else as a fraction.
func decimalText(r *big.Rat) string {
	if n, ok := r.FloatPrec(); ok && n <= 20 {
		return Decimal(r)
	}
	return r.RatString()
}

// numberChange says by how much the one number that differs between two texts is
// more or less; "" where more than that differs.
func numberChange(old, now string) string {
	x, y := numerals(old), numerals(now)
	if len(x) != len(y) {
		return ""
	}
	var diff *big.Rat
	for i := range x {
		switch {
		case x[i].text == y[i].text:
		case x[i].number == nil || y[i].number == nil || diff != nil, i > 1 && x[i-1].text == "." && x[i-2].name:
			return ""
		default:
			diff = new(big.Rat).Sub(y[i].number, x[i].number)
		}
	}
	if diff == nil {
		return ""
	}
	sign := ""
	if diff.Sign() > 0 {
		sign = "+"
	}
	return sign + decimalText(diff)
}

// numerals are the tokens of a readable text, with decimals and signs as part of
// a number.
func numerals(text string) []token {
	var out []token
	for _, t := range tokens(text) {
		n := len(out)
		switch {
		case t.number != nil && n > 1 && out[n-1].text == "." && out[n-2].number != nil && out[n-2].number.IsInt():
			whole := out[n-2].text + "." + t.text
			r, _ := new(big.Rat).SetString(whole)
			out = append(out[:n-2], token{text: whole, number: r})
		case t.number != nil && n > 0 && out[n-1].text == "-" && (n == 1 || out[n-2].number == nil && out[n-2].text != " "):
			out = append(out[:n-1], token{text: "-" + t.text, number: new(big.Rat).Neg(t.number)})
		default:
			out = append(out, t)
		}
	}
	return out
}

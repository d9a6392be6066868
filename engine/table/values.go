// This file defines values, which cuts a stream into JSON values: one on each
// line, or the elements of one array. It finds where values end and leaves
// their syntax to the reader in jsonl.go.

package table

import "fmt"

type values struct {
	window
	line int // of what follows the current value

	at       int // line on which the current value starts, from 1
	from, to int // its text in rec()
	used     int // its bytes with what belongs to it
	any      bool
	closed   bool   // the array has ended
	why      string // what is wrong with the array, after foundBroken
}

// text returns the current value, valid until next is called.
func (v *values) text() []byte { return v.rec()[v.from:v.to] }

// next finds the next value.
func (v *values) next(array bool) found {
	v.start += v.used
	v.used = 0
	if array {
		return v.element()
	}
	for {
		to, next, f := v.window.line(0)
		v.at = v.line
		if f == foundTooLong {
			v.skipLine()
			v.line++
		}
		if f != foundRecord {
			return f
		}
		v.line++
		if v.from = skipSpace(v.rec()[:to], 0); v.from < to {
			v.to, v.used = to, next
			return foundRecord
		}
		v.start += next
	}
}

// peek returns the next byte that is not white space, 0 at the end.
func (v *values) peek() byte {
	for {
		for v.start < v.stop {
			b := v.buf[v.start]
			if !isSpace(b) {
				return b
			}
			if b == '\n' {
				v.line++
			}
			v.start++
		}
		if !v.more() {
			return 0
		}
	}
}

// isArray reports whether the stream is one array, and steps into it.
func (v *values) isArray() bool {
	if v.peek() != '[' {
		return false
	}
	v.start++
	return true
}

// element finds the next element of the array.
func (v *values) element() found {
	b := v.peek()
	v.at = v.line
	switch {
	case v.err != nil:
		return foundEnd
	case v.closed && b == 0 && v.start == v.stop:
		return foundEnd
	case v.closed:
		return v.broken("there is more after the end of the array")
	case b == ']':
		v.start++
		v.closed = true
		return v.element()
	case !v.any:
		v.any = true
		return v.cut()
	case b != ',':
		return v.broken("a comma or the end of the array is missing here")
	}
	v.start++
	v.peek()
	v.at = v.line
	return v.cut()
}

func (v *values) broken(why string) found {
	if v.err != nil {
		return foundEnd
	}
	v.why = why
	return foundBroken
}

// cut finds the end of the value at the start of the window: behind its
// closing bracket or quote, or before the comma, bracket or space after a
// plain value. A value that is too long is forgotten on the way.
func (v *values) cut() found {
	depth, inString, escaped, tooLong := 0, false, false, false
	for i := 0; ; i++ {
		if i > v.limit {
			v.start += i
			i, tooLong = 0, true
		}
		if v.start+i >= v.stop && !v.more() {
			return v.broken("the array ends in the middle of a value")
		}
		end, b := false, v.buf[v.start+i]
		switch {
		case b == '\n':
			v.line++
			end = depth == 0 && !inString
		case escaped:
			escaped = false
		case inString && b == '\\':
			escaped = true
		case b == '"':
			if inString = !inString; !inString && depth == 0 {
				i, end = i+1, true
			}
		case inString:
		case b == '{' || b == '[':
			depth++
		case b == '}' || b == ']':
			if depth--; depth == 0 {
				i++
			}
			end = depth <= 0
		case b == ',' || isSpace(b):
			end = depth == 0
		}
		if !end {
			continue
		}
		return v.take(i, b, tooLong)
	}
}

// take makes the first n bytes of the window the current value; b is the last
// byte that was looked at.
func (v *values) take(n int, b byte, tooLong bool) found {
	v.used = n
	if v.from, v.to = 0, n; b == '\n' {
		v.line-- // it is read again
	}
	switch {
	case tooLong || n > v.limit:
		return foundTooLong
	case n == 0:
		return v.broken(fmt.Sprintf("there is %q where a value should be", string(b)))
	}
	return foundRecord
}

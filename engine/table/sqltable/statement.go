package sqltable

import (
	"errors"
	"fmt"
	"strings"
)

// This file defines the check that a query is one statement which reads. The
// database is opened for reading only as well; the check is for better words,
// and for databases that would carry out a second statement.

// readers are the words with which a statement that reads begins.
var readers = []string{"SELECT", "WITH", "VALUES", "TABLE"}

func checkQuery(query string) error {
	first, second := outline(query)
	for _, w := range readers {
		if strings.EqualFold(first, w) {
			if second {
				return errors.New("the query is more than one statement. Write one SELECT")
			}
			return nil
		}
	}
	if first == "" {
		return errors.New("the query is empty. Write a SELECT")
	}
	return fmt.Errorf("the query begins with %q and is not one that reads. Write a SELECT", first)
}

// outline finds the first word of a query, and whether there is anything but
// comments behind its first semicolon. Texts, quoted names and comments are
// passed over.
func outline(q string) (first string, second bool) {
	ended := false
	for i := 0; i < len(q); {
		switch n := passed(q[i:]); {
		case n > 0:
			i += n
			continue
		case q[i] == ';':
			ended = true
		case ended && !strings.ContainsRune(" \t\r\n", rune(q[i])):
			return first, true
		case first == "" && isWord(q[i]):
			n := 0
			for i+n < len(q) && isWord(q[i+n]) {
				n++
			}
			first = q[i : i+n]
			i += n
			continue
		case first == "" && !strings.ContainsRune(" \t\r\n(", rune(q[i])):
			first = q[i : i+1]
		}
		i++
	}
	return first, false
}

func isWord(b byte) bool { return b == '_' || b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' }

// passed is the length of the text, the quoted name or the comment that q begins
// with, 0 if it begins with none. One without an end goes to the end.
func passed(q string) int {
	for _, p := range [...]struct{ open, end string }{{"'", "'"}, {`"`, `"`}, {"`", "`"}, {"--", "\n"}, {"/*", "*/"}} {
		if strings.HasPrefix(q, p.open) {
			return through(q, len(p.open), p.end)
		}
	}
	if q[0] != '$' {
		return 0
	}
	n := 1 // a text of PostgreSQL between $$ and $$, or $a$ and $a$
	for n < len(q) && isWord(q[n]) {
		n++
	}
	if n == len(q) || q[n] != '$' || n > 1 && q[1] <= '9' {
		return 0
	}
	return through(q, n+1, q[:n+1])
}

// through is the length of q up to the first end from a place on.
func through(q string, from int, end string) int {
	if i := strings.Index(q[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(q)
}

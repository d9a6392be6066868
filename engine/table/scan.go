// This file defines how bytes become records and cells: window, a bounded
// view of a stream that holds one record at a time, and scanner, which splits
// CSV. Neither knows columns, tables or messages, so that several scanners can
// work on several stretches of one source.
//
// Why not encoding/csv: it has no limit for a line, a quote that is never
// closed makes it hold the whole file, and it stops at the first problem.
// Where it accepts a source, the scanner gives the same cells; a property test
// and a fuzz test hold that.
//
// How it is fast: a line is found by one search for '\n' and checked for
// quotes by another; both use vector instructions. A line without quotes, the
// usual case, is then split by one loop. A record with quotes is unquoted in
// place: the text never grows, so it is written over what was read.

package table

import (
	"bytes"
	"errors"
	"io"
)

// firstWindow is the size of a window before a long record makes it grow.
const firstWindow = 256 << 10

// errTooMuch ends a window that read more than it may.
var errTooMuch = errors.New("more data than allowed")

// window holds the current record of a stream. Offsets count from the start of
// the record; they survive more, slices do not.
type window struct {
	r     io.Reader
	buf   []byte
	start int   // of the current record in buf
	stop  int   // how far buf is filled
	limit int   // bytes that a record may have
	left  int64 // bytes that may still be read
	done  bool  // the stream has ended
	err   error // why, nil if by itself
}

func newWindow(r io.Reader, l Limits) window {
	return window{r: r, buf: make([]byte, min(firstWindow, l.Record+2)), limit: l.Record, left: l.Bytes}
}

// rec is what is known of the current record, and of what follows it.
func (w *window) rec() []byte { return w.buf[w.start:w.stop] }

// more reads on and reports whether there was anything. The window grows until
// it holds a record of the greatest length with its line end.
func (w *window) more() bool {
	if w.start > 0 {
		w.stop = copy(w.buf, w.rec())
		w.start = 0
	}
	if w.stop == len(w.buf) {
		grown := make([]byte, max(2*len(w.buf), 64))
		copy(grown, w.buf)
		w.buf = grown
	}
	for tries := 0; !w.done; tries++ {
		n, err := w.r.Read(w.buf[w.stop:])
		w.left -= int64(n)
		if err == nil && w.left < 0 {
			err = errTooMuch
		}
		if err == nil && n == 0 && tries == 100 {
			err = io.ErrNoProgress
		}
		if w.done = err != nil; w.done && err != io.EOF {
			w.err = err
		}
		if w.stop += n; n > 0 {
			return true
		}
	}
	return false
}

// found says how the search for a record ended.
type found int

const (
	foundRecord   found = iota
	foundEnd            // of the stream, by itself or by err
	foundTooLong        // a record longer than the limit; it was skipped
	foundUnclosed       // a quote without an end; nothing can be read after it
	foundBroken         // JSON array only: not the text of an array
)

// line finds the end of the line that starts at from: its text is [from:to),
// without the line end, and the next line starts at next. A last line that was
// cut short by an error is not found.
func (w *window) line(from int) (to, next int, f found) {
	for at := from; ; {
		rec := w.rec()
		if i := bytes.IndexByte(rec[at:], '\n'); i >= 0 {
			to, next = at+i, at+i+1
			break
		}
		if at = len(rec); at > w.limit+1 {
			return 0, 0, foundTooLong
		}
		if w.more() {
			continue
		}
		if w.err != nil || at == from {
			return 0, 0, foundEnd
		}
		to, next = at, at
		break
	}
	if to > from && w.rec()[to-1] == '\r' {
		to--
	}
	if to > w.limit {
		return 0, 0, foundTooLong
	}
	return to, next, foundRecord
}

// skipLine forgets the current record up to the end of its first line.
func (w *window) skipLine() {
	for {
		if i := bytes.IndexByte(w.rec(), '\n'); i >= 0 {
			w.start += i + 1
			return
		}
		if w.start = w.stop; !w.more() {
			return
		}
	}
}

// field is a cell as offsets in the record.
type field struct{ from, to int32 }

// scanner splits CSV into records. After next has found a record, at, blanks,
// fields, plain and strays describe it until next is called again.
type scanner struct {
	window
	delim byte
	line  int // of the record, then of what follows it
	used  int // bytes of the record, with its line end

	at     int     // line on which the record starts, from 1
	blanks int     // blank lines directly before it
	fields []field // never empty
	plain  bool    // no quotes: the fields stand in rec()[:fields[last].to] as they were read
	strays []int   // fields with a quote where none may stand
	opened int     // line of the last opening quote
}

func newScanner(r io.Reader, delim byte, l Limits) *scanner {
	return &scanner{window: newWindow(r, l), delim: delim, line: 1}
}

// cell returns the text of the field i, valid until next is called.
func (s *scanner) cell(i int) []byte {
	f := s.fields[i]
	return s.buf[s.start+int(f.from) : s.start+int(f.to)]
}

// next finds the next record that is not blank.
func (s *scanner) next() found {
	s.start += s.used
	s.used, s.blanks, s.fields, s.strays = 0, 0, s.fields[:0], s.strays[:0]
	for {
		to, next, f := s.window.line(0)
		s.at = s.line
		if f == foundTooLong {
			s.skipLine()
			s.line++
		}
		if f != foundRecord {
			return f
		}
		s.line++
		if to == 0 {
			s.start += next
			s.blanks++
			continue
		}
		if rec := s.rec()[:to]; bytes.IndexByte(rec, '"') < 0 {
			s.plain, s.used = true, next
			s.split(rec)
			return foundRecord
		}
		s.plain = false
		return s.unquote(to, next)
	}
}

// split cuts a line without quotes at its delimiters.
func (s *scanner) split(line []byte) {
	fields, delim, from := s.fields, s.delim, 0
	for i, b := range line {
		if b == delim {
			fields = append(fields, field{int32(from), int32(i)})
			from = i + 1
		}
	}
	s.fields = append(fields, field{int32(from), int32(len(line))})
}

// unquote splits a record with quotes, whose first line ends at to.
func (s *scanner) unquote(to, next int) found {
	for at := 0; ; at++ {
		rec := s.rec()
		if at < to && rec[at] == '"' {
			var f found
			if at, to, next, f = s.quoted(at+1, to, next); f != foundRecord {
				return f
			}
		} else {
			end := s.cellEnd(at, to)
			if bytes.IndexByte(rec[at:end], '"') >= 0 {
				s.strays = append(s.strays, len(s.fields))
			}
			s.fields = append(s.fields, field{int32(at), int32(end)})
			at = end
		}
		if at == to {
			s.used = next
			return foundRecord
		}
	}
}

// cellEnd is where the delimiter after at stands, or to.
func (s *scanner) cellEnd(at, to int) int {
	if i := bytes.IndexByte(s.rec()[at:to], s.delim); i >= 0 {
		return at + i
	}
	return to
}

// quoted reads the field whose text starts at from, behind its opening quote.
// It returns the end of the field and the line that contains this end. Lines
// inside the field are joined by a line feed, however they ended.
func (s *scanner) quoted(from, to, next int) (int, int, int, found) {
	s.opened = s.line - 1
	rec, at, w := s.rec(), from, from // w: where the next byte of the text goes
	for {
		i := bytes.IndexByte(rec[at:to], '"')
		if i < 0 {
			w += copy(rec[w:], rec[at:to])
			to2, next2, f := s.window.line(next)
			if f == foundTooLong || f == foundEnd && s.err == nil {
				return 0, 0, 0, foundUnclosed
			} else if f != foundRecord {
				return 0, 0, 0, f
			}
			rec = s.rec()
			rec[w] = '\n'
			w++
			at, to, next = next, to2, next2
			s.line++
			continue
		}
		w += copy(rec[w:], rec[at:at+i])
		at += i + 1
		if at == to || rec[at] != '"' {
			break
		}
		rec[w] = '"'
		w++
		at++
	}
	if end := s.cellEnd(at, to); end > at { // text after the closing quote
		s.strays = append(s.strays, len(s.fields))
		w += copy(rec[w:], rec[at:end])
		at = end
	}
	s.fields = append(s.fields, field{int32(from), int32(w)})
	return at, to, next, foundRecord
}

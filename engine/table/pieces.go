// This file defines Pieces: CSV as stretches of whole records, for callers that
// read several at a time and keep none.

package table

import (
	"bytes"
	"errors"
	"io"
	"slices"
)

// ErrWhole says that a source cannot be read in pieces, or not without saying
// something about it: read it whole, which does.
var ErrWhole = errors.New("to be read whole")

// Pieces cuts a CSV source into pieces, each of whole records. It reports
// nothing: wherever reading the whole source would, it gives up with ErrWhole.
type Pieces struct {
	Header []string
	Delim  byte

	in   *input
	rest []byte // what was read and belongs to the next piece
	most int    // bytes of a record
	left int64  // bytes that may still be read
	done bool
}

// OpenPieces reads the header of a source. The error is ErrWhole or that of r.
func OpenPieces(r io.Reader, opt Options) (*Pieces, error) {
	delim, err := opt.delimiter()
	if err != nil {
		return nil, ErrWhole
	}
	opt.Limits = opt.Limits.withDefaults()
	report := &problems{limit: opt.Limits.Problems}
	in, ok, err := open(r, opt, report)
	if err != nil || !ok {
		return nil, either(err, ErrWhole)
	}
	c := &csvReader{scanner: newScanner(in, delim, opt.Limits), problems: report, table: &Table{}, opt: opt}
	if !c.header() || len(report.all()) > 0 || len(c.table.Header) < 2 { // in a single column a blank line is a row
		return nil, either(in.raw.err, ErrWhole)
	}
	s := c.scanner
	return &Pieces{Header: c.table.Header, Delim: delim, in: in, rest: slices.Clone(s.buf[s.start+s.used : s.stop]), most: opt.Limits.Record, left: s.left, done: s.done}, nil
}

func either(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// Next fills buf, which grows if need be, with the next piece: records that end
// with a line feed each. The error is io.EOF behind the last piece, ErrWhole, or
// that of the reader.
func (p *Pieces) Next(buf []byte) ([]byte, error) {
	buf = append(buf[:0], p.rest...)
	p.rest = p.rest[:0]
	for quotes, counted := 0, 0; ; {
		for !p.done && len(buf) < cap(buf) {
			n, err := p.in.Read(buf[len(buf):cap(buf)])
			buf, p.left = buf[:len(buf)+n], p.left-int64(n)
			if p.done = err == io.EOF; err != nil && !p.done {
				return nil, either(p.in.raw.err, ErrWhole)
			}
			if p.left < 0 {
				return nil, ErrWhole
			}
		}
		quotes, counted = quotes+bytes.Count(buf[counted:], quote), len(buf)
		if p.done {
			return p.last(buf, quotes)
		}
		if end := recordsEnd(buf, quotes); end > 0 {
			p.rest = append(p.rest, buf[end:]...)
			return buf[:end], nil
		}
		if len(buf) > p.most {
			return nil, ErrWhole
		}
		buf = slices.Grow(buf, len(buf))
	}
}

var quote = []byte{'"'}

// last is the piece at the end of the source.
func (p *Pieces) last(buf []byte, quotes int) ([]byte, error) {
	switch {
	case len(buf) == 0:
		return nil, io.EOF
	case quotes%2 != 0:
		return nil, ErrWhole
	case buf[len(buf)-1] != '\n':
		buf = append(buf, '\n')
	}
	return buf, nil
}

// recordsEnd is where the last whole record ends, 0 if there is none. quotes is
// how many there are: a line feed with an odd number before it is inside a cell.
func recordsEnd(buf []byte, quotes int) int {
	for end := len(buf); ; {
		i := bytes.LastIndexByte(buf[:end], '\n')
		if i < 0 {
			return 0
		}
		if quotes > 0 {
			quotes -= bytes.Count(buf[i:end], quote)
		}
		if quotes%2 == 0 {
			return i + 1
		}
		end = i
	}
}

// Records reads the records of a piece.
type Records struct {
	scanner *scanner
	in      bytes.Reader
	columns int
}

// NewRecords makes a reader of pieces of a source.
func NewRecords(p *Pieces) *Records {
	r := &Records{columns: len(p.Header)}
	r.scanner = newScanner(&r.in, p.Delim, Limits{Record: p.most, Bytes: 1 << 60})
	return r
}

// Each calls do with each record; cells are valid until it returns. It reports
// whether all of them are as they should be and do wanted them.
func (r *Records) Each(piece []byte, do func(cell func(i int) []byte) bool) bool {
	r.in.Reset(piece)
	s := r.scanner
	s.start, s.stop, s.used, s.done, s.left = 0, 0, 0, false, 1<<60
	for {
		switch s.next() {
		case foundEnd:
			return true
		case foundRecord:
			if len(s.fields) != r.columns || len(s.strays) > 0 || !do(s.cell) {
				return false
			}
		default:
			return false
		}
	}
}

// Clean reports whether a text is one that readers accept: UTF-8 without NUL
// characters.
func Clean(text []byte) bool { return cleanText(text) }

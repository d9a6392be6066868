package report

import (
	"encoding/binary"
	"slices"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines how lines of rows are written that are of few kinds: what stands
// behind the key is written once for each kind.

// Tails are what stands behind the key in lines of CSV, by kind of row.
type Tails struct {
	text  []byte
	ends  []uint32
	brief []briefTail // the same, if all have at most eight bytes
	most  int
}

// briefTail is a tail, its first byte lowest.
type briefTail struct {
	text uint64
	size int
}

// NewTails are the tails of a stretch's kinds; nil if its lines do not begin with one
// key that is plain.
func NewTails(s engine.Stretch, opt Options) *Tails {
	v := at(s.Kinds, opt.Level)
	cols := csvColumns(v, opt)
	if keys, _, _ := v.space.KeyCells(); keys == nil || len(v.space.KeyNames) != 1 {
		return nil
	}
	t := &Tails{}
	for row := range v.rows {
		from := len(t.text)
		t.text = appendCells(t.text, cols, row, 1)
		t.ends, t.most = append(t.ends, uint32(len(t.text))), max(t.most, len(t.text)-from)
	}
	if t.most > tailBytes {
		return t
	}
	for row := range v.rows {
		var text [tailBytes]byte
		n := copy(text[:], t.of(row))
		t.brief = append(t.brief, briefTail{binary.LittleEndian.Uint64(text[:]), n})
	}
	return t
}

const (
	tailBytes = 8  // of a brief tail
	keyBytes  = 16 // of a key that are copied at once, whatever is behind it
)

// of is the tail of a kind.
func (t *Tails) of(kind int) []byte {
	from := uint32(0)
	if kind > 0 {
		from = t.ends[kind-1]
	}
	return t.text[from:t.ends[kind]]
}

// Append appends the lines of a stretch. ok is false if its keys are not plain.
func (t *Tails) Append(to []byte, s engine.Stretch) (out []byte, ok bool) {
	text, from, ends := s.Data.KeyCells()
	if text == nil {
		return to, false
	}
	n, keys := len(to), 0
	for r := range s.Of {
		keys += int(ends[r] - from[r])
	}
	to = slices.Grow(to, keys+len(s.Of)*t.most+keyBytes+tailBytes)
	to = to[:cap(to)]
	from, ends = from[:len(s.Of)], ends[:len(s.Of)]
	for r, kind := range s.Of {
		begin, end := from[r], ends[r]
		if uint(begin)+keyBytes <= uint(len(text)) && end-begin <= keyBytes {
			copy(to[n:n+keyBytes], text[begin:begin+keyBytes])
		} else {
			copy(to[n:], text[begin:end])
		}
		n += int(end - begin)
		if t.brief != nil { // written with more bytes than it may have
			tail := &t.brief[kind]
			binary.LittleEndian.PutUint64(to[n:], tail.text)
			n += tail.size
			continue
		}
		n += copy(to[n:], t.of(int(kind)))
	}
	return to[:n], true
}

package engine

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"
)

// This file defines kinds of rows. Where the columns of the inputs hold few different
// texts, rows are of few kinds, and those of a kind have the same outcomes. Each kind is
// then rated once, as a record of its own, and of a row it is only read of which kind it
// is. Which texts there are is learnt from pieces; one that holds others teaches them, or
// is read cell by cell.

const (
	mostKinds   = 4096 // their outcomes lie in the nearest caches
	mostLessons = 8    // pieces that teach
	rowsAKind   = 2    // as many must have been seen, so that it pays
)

// kinds are the kinds of rows that columns with certain texts can make.
type kinds struct {
	res    *Result // a row for each kind
	fields []kindField
}

// kindField is a column of the source.
type kindField struct {
	texts []string // by place in the sum; nil: the column makes no difference
	add   int      // to a row's kind, for each place
	brief *briefTexts
	other *longerTexts // instead of brief
}

// learner finds kinds for the windows of a stream.
type learner struct {
	now     atomic.Pointer[kinds]
	ended   atomic.Bool // nothing more is to be learnt
	mu      sync.Mutex
	lessons int
}

// alike reads a piece without quotes by the kinds of its rows. ok is false if they are
// not known.
func (w *Window) alike(piece []byte) (k *kinds, rows int, ok bool) {
	if w.one {
		return nil, 0, false
	}
	l := &w.stream.learner
	if k = l.now.Load(); k != nil {
		if rows, ok = w.readKinds(k, piece); ok {
			return k, rows, true
		}
	}
	if l.ended.Load() {
		return nil, 0, false
	}
	if k = l.learn(w, piece, k); k == nil {
		return nil, 0, false
	}
	rows, ok = w.readKinds(k, piece)
	return k, rows, ok
}

// learn finds the kinds of a piece's rows, and those known before; nil if they are too
// many. known is what the window knew.
func (l *learner) learn(w *Window, piece []byte, known *kinds) *kinds {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := l.now.Load(); now != known {
		return now // from another window
	}
	if l.lessons == mostLessons {
		l.ended.Store(true)
		return nil
	}
	k, rows := w.newKinds(piece, known)
	switch {
	case k == nil:
		l.ended.Store(true)
		return nil
	case w.rows+rows < rowsAKind*k.count():
		return nil // there may be more rows to come
	}
	if l.lessons++; !w.rateKinds(k) {
		return nil
	}
	l.now.Store(k)
	return k
}

// count is how many kinds there are.
func (k *kinds) count() int {
	n := 1
	for _, f := range k.fields {
		n *= max(1, len(f.texts))
	}
	return n
}

// newKinds collects the texts of a piece's columns and those known before; nil if they
// make too many kinds. They are in the order of the alphabet.
func (w *Window) newKinds(piece []byte, known *kinds) (k *kinds, rows int) {
	k = &kinds{fields: make([]kindField, len(w.fields))}
	texts := make([]map[string]bool, len(w.fields))
	for i, f := range w.fields {
		if f.part >= 0 && len(f.cells) > 0 {
			return nil, 0 // a result rests on the key
		}
		if len(f.cells) > 0 {
			texts[i] = map[string]bool{}
		}
	}
	if known != nil {
		for i, f := range known.fields {
			for _, text := range f.texts {
				texts[i][text] = true
			}
		}
	}
	b := &w.block
	for at := 0; ; rows += b.n {
		if at = b.find(piece, at); b.n == 0 {
			break
		}
		n := 1
		for i, of := range texts {
			last := i == len(w.fields)-1
			if !b.ends(piece, 0, b.n, w.stream.delim, last) {
				return nil, 0
			}
			for r := 0; of != nil && r < b.n; r++ {
				if text := b.text(piece, r, last); !of[string(text)] {
					of[string(text)] = true
				}
			}
			if n *= max(1, len(of)); n > mostKinds {
				return nil, 0
			}
			copy(b.from[:], b.to[:b.n])
		}
	}
	n := 1
	for i, of := range texts {
		f := &k.fields[i]
		for text := range of {
			f.texts = append(f.texts, text)
		}
		slices.Sort(f.texts)
		f.add, n = n, n*max(1, len(f.texts))
		end := string(w.stream.delim)
		if i == len(texts)-1 {
			end = lineEnd(piece)
		}
		if f.brief = newBriefTexts(f.texts, end, f.add); f.brief == nil {
			f.other = newLongerTexts(f.texts, f.add)
		}
	}
	return k, rows
}

// lineEnd is what the first line of a piece ends with.
func lineEnd(piece []byte) string {
	if i := bytes.IndexByte(piece, '\n'); i > 0 && piece[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// rateKinds rates the kinds, as records of another window. It reports whether there is
// nothing to be said of any of them.
func (w *Window) rateKinds(k *kinds) bool {
	var text []byte
	for n := range k.count() {
		for i, f := range k.fields {
			switch {
			case w.fields[i].part >= 0:
				text = append(text, 'k')
			case f.texts != nil:
				text = append(text, f.texts[n/f.add%len(f.texts)]...)
			}
			if i < len(k.fields)-1 {
				text = append(text, w.stream.delim)
			}
		}
		text = append(text, "\r\n"...) // of which nothing belongs to the last cell
	}
	one := w.stream.Window(w.from)
	one.one = true
	out, ok := one.Rate(text)
	ok = ok && out.Kinds == nil && out.Data.Rows == k.count()
	if k.res = out.Result; w.frame.meter != nil {
		if w.learnt == nil {
			w.learnt = &Profile{}
		}
		w.learnt.Join(one.Profile())
		w.learnt.Rows = 0 // they are nobody's
	}
	return ok
}

// readKinds reads of which kinds the rows of a piece are. ok is false if one is of none.
func (w *Window) readKinds(k *kinds, piece []byte) (rows int, ok bool) {
	b := &w.block
	w.keys.reset(piece)
	for at := 0; ; rows += b.n {
		b.row = rows
		if at = b.find(piece, at); b.n == 0 {
			return rows, true
		}
		if rows+b.n > len(w.of) {
			w.of = grown(w.of, 2*(rows+b.n))
			w.keys.grow(max(w.room, len(w.of)))
		}
		of := w.of[rows : rows+b.n]
		clear(of)
		for i := range k.fields {
			f, last := &k.fields[i], i == len(k.fields)-1
			if part := w.fields[i].part; part >= 0 {
				ok = w.keyCells(piece, &w.keys.parts[part], last)
			} else if f.brief != nil {
				ok = f.readBrief(piece, b, of)
			} else if ok = b.ends(piece, 0, b.n, w.stream.delim, last); ok && f.other != nil {
				for r := 0; ok && r < b.n; r++ {
					ok = f.other.read(b.text(piece, r, last), &of[r])
				}
			}
			if !ok {
				return 0, false
			}
			copy(b.from[:], b.to[:b.n])
		}
		if !w.keys.usual && w.keys.blank(rows, rows+b.n) {
			return 0, false
		}
	}
}

// briefText is a cell of at most four bytes, with what ends it.
type briefText struct {
	mask, want uint32
	add        uint16
	size       uint8
}

// briefTexts are texts by the low halves of their first two bytes, of which the end may
// be one.
type briefTexts [256]briefText

// newBriefTexts is nil if that does not tell them apart, or if one is longer.
func newBriefTexts(texts []string, end string, add int) *briefTexts {
	if len(texts) == 0 {
		return nil
	}
	out := &briefTexts{}
	for i := range out {
		out[i].want = 1 // what no masked text is
	}
	for n, text := range texts {
		all := text + end
		if len(all) > 4 {
			return nil
		}
		var b [4]byte
		copy(b[:], all)
		t := briefText{1<<(8*len(all)) - 1, binary.LittleEndian.Uint32(b[:]), uint16(n * add), uint8(len(all))}
		for i := range out { // two halves that may be any, if the cell has one byte
			if uint8(i)&15 == b[0]&15 && (len(all) == 1 || uint8(i)>>4 == b[1]&15) {
				if out[i].size != 0 {
					return nil
				}
				out[i] = t
			}
		}
	}
	return out
}

// readBrief adds what the cells of a block say of which kinds the rows are.
func (f *kindField) readBrief(piece []byte, b *block, of []uint16) bool {
	from, to := b.from[:b.n], b.to[:b.n]
	r := f.brief.read(piece, from[:b.near], to, of)
	if r < b.near {
		return false
	}
	for ; r < b.n; r++ { // there are not four bytes from there on
		var text [8]byte
		copy(text[:], piece[from[r]:])
		if f.brief.read(text[:], zeroPlace[:], to[r:r+1], of[r:r+1]) == 0 {
			return false
		}
		to[r] += from[r]
	}
	return true
}

// zeroPlace is where one cell begins that stands alone.
var zeroPlace [1]uint32

// read adds to of, and stops at whatever is none of the texts. to is where the cells
// behind them begin.
func (t *briefTexts) read(piece []byte, from, to []uint32, of []uint16) int {
	to, of = to[:len(from)], of[:len(from)]
	for i, p := range from {
		text := binary.LittleEndian.Uint32(piece[uint(p) : uint(p)+4])
		b := &t[uint8(text&15|text>>4&0xf0)]
		if text&b.mask != b.want {
			return i
		}
		of[i] += b.add
		to[i] = p + uint32(b.size)
	}
	return len(from)
}

// longerTexts are texts of any length, by their first and last bytes.
type longerTexts struct {
	at    []longerText // with open addressing
	shift int
}

type longerText struct {
	first, last uint64
	text        string
	add         uint16
	some        bool
}

func newLongerTexts(texts []string, add int) *longerTexts {
	if len(texts) == 0 {
		return nil
	}
	size := bits.Len(uint(4 * len(texts)))
	t := &longerTexts{at: make([]longerText, 1<<size), shift: 64 - size}
	for n, text := range texts {
		first, last := sixteen([]byte(text))
		i := t.place(first, last)
		for t.at[i].some {
			i = (i + 1) & (len(t.at) - 1)
		}
		t.at[i] = longerText{first, last, text, uint16(n * add), true}
	}
	return t
}

// sixteen are bytes of a text that tell it from others of its length, up to sixteen.
func sixteen(text []byte) (first, last uint64) {
	n := len(text)
	switch {
	case n >= 8:
		return binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[n-8:])
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(text)), uint64(binary.LittleEndian.Uint32(text[n-4:]))
	case n > 0:
		return uint64(text[0]) | uint64(text[n/2])<<8, uint64(text[n-1])
	}
	return 0, 0
}

// place is where a text is looked for first.
func (t *longerTexts) place(first, last uint64) int {
	return int((first ^ bits.RotateLeft64(last, 29)) * 0x9E3779B97F4A7C15 >> (t.shift & 63))
}

// read adds to a row's kind what its cell says; ok is false if it is none of the texts.
func (t *longerTexts) read(text []byte, of *uint16) (ok bool) {
	first, last := sixteen(text)
	for i := t.place(first, last); ; i = (i + 1) & (len(t.at) - 1) {
		x := &t.at[i]
		if x.first == first && x.last == last && x.text == string(text) && x.some {
			*of += x.add
			return true
		}
		if !x.some {
			return false
		}
	}
}

// fill gives each row of the window the outcomes of its kind.
func (w *Window) fill(k *kinds, of []uint16) {
	if len(of) > w.room {
		w.grow(len(of))
	}
	for b, outs := range w.res.Outcomes {
		for i, o := range outs {
			from := k.res.Outcomes[b][i]
			o.resize(len(of))
			o.Final.pick(from.Final, of)
			if o.Value != nil {
				o.Value.pick(from.Value, of)
			}
			picked(o.Fired, from.Fired, of)
			picked(o.Marks, from.Marks, of)
		}
	}
}

// pick takes rows of another column, in that order.
func (c *Column) pick(from *Column, of []uint16) {
	picked(c.Num, from.Num, of)
	picked(c.Code, from.Code, of)
	picked(c.Text, from.Text, of)
	picked(c.Why, from.Why, of)
}

func picked[T any](to, from []T, of []uint16) {
	for i := range to {
		to[i] = from[of[i]]
	}
}

package engine

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/rubric-lang/rubric/engine/table"
)

// This file defines the keys of a window's rows. They stay where they were read: a key
// is a place in a text.

// rowKeys are the keys of rows.
type rowKeys struct {
	text   []byte // the piece, or copies
	copies []byte // of cells that cannot stay where they are
	parts  []part
	rows   int
	// usual says that all keys were read by the loop that knows them to be usual; then
	// ascending says in which orders they ascend, and the rest what the last one is.
	usual         bool
	ascending     [2]uint64 // 1: yes
	first, second uint64    // sixteen letters
	size          uint64
}

// part is where the cells of a column of the key stand, by row.
type part struct{ from, to []uint32 }

// reset begins anew, with keys in a text, or with copies.
func (k *rowKeys) reset(text []byte) {
	k.text, k.rows, k.usual, k.ascending = text, 0, text != nil, [2]uint64{1, 1}
	k.first, k.second, k.size = 0, 0, 0
	k.copies = k.copies[:0]
}

// grow makes room for n rows.
func (k *rowKeys) grow(n int) {
	for i := range k.parts {
		p := &k.parts[i]
		p.from, p.to = grown(p.from, n), grown(p.to, n)
	}
}

// cell is a part of a row's key.
func (k *rowKeys) cell(row, part int) []byte {
	p := &k.parts[part]
	return k.text[p.from[row]:p.to[row]]
}

// blank reports whether one of some rows has no key: it is about nothing.
func (k *rowKeys) blank(from, to int) bool {
	for row := from; row < to; row++ {
		size := uint32(0)
		for i := range k.parts {
			size += k.parts[i].to[row] - k.parts[i].from[row]
		}
		if size == 0 {
			return true
		}
	}
	return false
}

// keyCells takes the key's cells of a block's rows, in a field that is nothing else.
func (w *Window) keyCells(piece []byte, p *part, last bool) bool {
	b, k := &w.block, &w.keys
	from, to := p.from[b.row:b.row+b.n], p.to[b.row:b.row+b.n]
	for r := 0; r < b.n; r++ {
		if len(k.parts) == 1 && !last && k.usual {
			r += k.read(piece, w.stream.delim, b.from[r:b.n], b.to[r:], from[r:], to[r:])
			for r < b.n && k.readLast(piece, w.stream.delim, b.from[r], &b.to[r], &from[r], &to[r]) {
				r++
			}
			if r == b.n {
				break
			}
		}
		if k.usual = false; !b.ends(piece, r, b.n, w.stream.delim, last) {
			return false
		}
		for ; r < b.n; r++ {
			from[r], to[r] = b.from[r], b.from[r]+uint32(len(b.text(piece, r, last)))
		}
	}
	return true
}

// read reads usual keys: at most fifteen bytes with which nothing is to be said of a
// text, which are ASCII behind the comma: letters, digits, most of the punctuation. It
// stops at whatever is something else. next is where the cells behind them begin.
func (k *rowKeys) read(piece []byte, delim byte, cells, next, from, to []uint32) int {
	const by = (0x80 - '-') * ones // what makes the first of them 128
	those := ones * uint64(delim)
	next, from, to = next[:len(cells)], from[:len(cells)], to[:len(cells)]
	first, second, size, letters, lengths := k.first, k.second, k.size, k.ascending[0], k.ascending[1]
	done := len(cells)
	for i, p := range cells {
		if uint(p)+16 > uint(len(piece)) {
			done = i
			break
		}
		text := piece[uint(p) : uint(p)+16]
		x, y := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[8:])
		// The delimiter, as the lowest of the high bits; ends are the bits before it.
		endX, endY := x^those, y^those
		endX, endY = (endX-ones)&^endX&highs, (endY-ones)&^endY&highs
		inX, inY := bits.TrailingZeros64(endX), bits.TrailingZeros64(endY)
		long := -uint64(inX >> 6) // all bits, if the first eight bytes have none
		keepX := (endX-1)&^endX>>7 | long
		keepY := (endY - 1) &^ endY >> 7 & long
		n := uint64(inX>>3) + uint64(inY>>3)&long
		odd := (x|^(x&keepX+by))&keepX | (y|^(y&keepY+by))&keepY
		if odd&highs != 0 || n-1 >= 15 {
			done = i
			break
		}
		x, y = bits.ReverseBytes64(x&keepX), bits.ReverseBytes64(y&keepY)
		_, less := bits.Sub64(second, y, 0)
		_, less = bits.Sub64(first, x, less)
		_, shorter := bits.Sub64(size, n, less)
		letters, lengths = letters&less, lengths&shorter
		first, second, size = x, y, n
		from[i], to[i], next[i] = p, p+uint32(n), p+uint32(n)+1
	}
	k.first, k.second, k.size, k.ascending = first, second, size, [2]uint64{letters, lengths}
	return done
}

// readLast reads one key as read does, so near to the end of the piece that read may
// have stopped for that.
func (k *rowKeys) readLast(piece []byte, delim byte, cell uint32, next, from, to *uint32) bool {
	var text [16]byte
	copy(text[:], piece[cell:])
	var at [3]uint32
	if k.read(text[:], delim, []uint32{0}, at[:1], at[1:2], at[2:]) == 0 {
		return false
	}
	*next, *from, *to = cell+at[0], cell+at[1], cell+at[2]
	return true
}

// copied takes the next part of a key that is not where it could stay.
func (k *rowKeys) copied(row, part int, text []byte) {
	p := &k.parts[part]
	p.from[row] = uint32(len(k.copies))
	k.copies = append(k.copies, text...)
	k.text, p.to[row] = k.copies, uint32(len(k.copies))
}

// clean reports whether the keys are texts that readers accept, and whether they hold
// nothing that CSV would have to quote.
func (k *rowKeys) clean() (clean, plain bool) {
	if plain = true; k.usual {
		return true, true
	}
	for part := range k.parts {
		for row := range k.rows {
			text := k.cell(row, part)
			if usual(text) {
				continue
			}
			if !table.Clean(text) {
				return false, false
			}
			plain = plain && !bytes.Contains(text, []byte("\uFEFF")) && !bytes.ContainsAny(text, ",\"\r\n")
		}
	}
	return true, plain
}

// usual reports bytes that read takes, in a text of any length.
func usual(text []byte) bool {
	const by = 0x80 - '-' // what makes the first of them 128
	odd := uint64(0)
	for ; len(text) >= 8; text = text[8:] {
		x := binary.LittleEndian.Uint64(text)
		odd |= x | ^(x + by*ones)
	}
	for _, x := range text {
		odd |= uint64(x | ^(x + by))
	}
	return odd&highs == 0
}

// order says whether the keys ascend, by their letters and by their length first: keys
// of one part.
func (k *rowKeys) order() (out [2]bool) {
	if k.usual {
		return [2]bool{k.ascending[0] == 1, k.ascending[1] == 1}
	}
	out = [2]bool{true, true}
	for row := 1; row < k.rows && (out[0] || out[1]); row++ {
		before, text := k.cell(row-1, 0), k.cell(row, 0)
		less := bytes.Compare(before, text) < 0
		out[0] = out[0] && less
		out[1] = out[1] && (len(before) < len(text) || len(before) == len(text) && less)
	}
	return out
}

// take makes the key columns of a space.
func (k *rowKeys) take(s *Space, cells bool) {
	if s.cells = nil; cells && s.Plain && len(k.parts) == 1 {
		p := k.parts[0]
		s.cells, s.from, s.to, s.Keys[0] = k.text, p.from[:k.rows], p.to[:k.rows], s.Keys[0][:0]
		return
	}
	var text []byte
	for part := range k.parts {
		for row := range k.rows {
			text = append(text, k.cell(row, part)...)
		}
	}
	all := string(text)
	for part, p := range k.parts {
		texts := slices.Grow(s.Keys[part][:0], k.rows)
		for row := range k.rows {
			n := p.to[row] - p.from[row]
			texts = append(texts, all[:n])
			all = all[n:]
		}
		s.Keys[part] = texts
	}
}

package engine

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// This file defines how a window reads records without quotes, the usual ones: some
// rows at a time, column by column. Where a cell ends is known when it has been read,
// and the cell behind it waits for that; but cells of different rows do not wait for
// each other, so that a core reads several at once.

// blockRows is how many rows are read side by side: their text, their places and the
// columns that they fill lie in the nearest cache together.
const blockRows = 64

// block is rows that are read side by side.
type block struct {
	row   int               // of the window, the first of them
	n     int               // how many
	start uint32            // where the first of them begins
	lines [blockRows]uint32 // where their line feeds stand
	// from is where their next cells begin, and to where those behind them do.
	from, to [blockRows]uint32
	// near is how many of them end at least eight bytes before the piece does: of
	// these, eight bytes can be taken from anywhere.
	near int
}

// plain takes records without quotes, which end with a line feed each.
func (w *Window) plain(piece []byte) (rows int, ok bool) {
	b := &w.block
	for at := 0; ; rows += b.n {
		b.row = rows
		if at = b.find(piece, at); b.n == 0 {
			return rows, true
		}
		if rows+b.n > w.room {
			w.grow()
		}
		for i := range w.fields {
			if !w.column(piece, i) {
				return 0, false
			}
			b.from, b.to = b.to, b.from
		}
		if !w.blockKeys(piece) {
			return 0, false
		}
	}
}

// find finds the lines of the next rows, the first at at or behind it, and returns
// where they end. Blank lines are no rows.
func (b *block) find(piece []byte, at int) int {
	b.n, b.near = 0, 0
	for b.n < blockRows && at < len(piece) {
		end := at + bytes.IndexByte(piece[at:], '\n')
		if end > at+1 || end == at+1 && piece[at] != '\r' {
			if b.n == 0 {
				b.start = uint32(at)
			}
			b.from[b.n], b.lines[b.n] = uint32(at), uint32(end)
			b.n++
			if end+8 <= len(piece) {
				b.near = b.n
			}
		}
		at = end + 1
	}
	return at
}

// column reads the cells of field i.
func (w *Window) column(piece []byte, i int) bool {
	f, b, last := &w.fields[i], &w.block, i == len(w.fields)-1
	if f.quick != nil {
		return w.numbers(piece, f, last)
	}
	if !b.ends(piece, 0, b.n, w.stream.delim, last) {
		return false
	}
	if f.part != nil {
		for r := range b.n {
			f.part.from[r] = b.from[r]
			f.part.to[r] = b.from[r] + uint32(len(b.text(piece, r, last)))
		}
	}
	for _, c := range f.cells {
		for r := range b.n {
			if !c.cell(b.row+r, b.text(piece, r, last), w.stream.plan) {
				return false
			}
		}
	}
	return true
}

// text is the cell of a row, whose end has been found.
func (b *block) text(piece []byte, r int, last bool) []byte {
	text := piece[b.from[r] : b.to[r]-1]
	if last {
		text = bytes.TrimSuffix(text, []byte{'\r'})
	}
	return text
}

// ends finds where the cells of the rows from lo to hi end. It reports whether the
// records have a cell there, and behind the last none.
func (b *block) ends(piece []byte, lo, hi int, delim byte, last bool) bool {
	those := ones * uint64(delim)
	for r := lo; r < hi; r++ {
		p, line := b.from[r], b.lines[r]
		for at := p; ; at += 8 {
			if at >= line {
				p = line
				break
			}
			if r >= b.near {
				if i := bytes.IndexByte(piece[at:line], delim); i >= 0 {
					p = at + uint32(i)
				} else {
					p = line
				}
				break
			}
			x := binary.LittleEndian.Uint64(piece[uint(at):uint(at)+8]) ^ those
			if x = (x - ones) &^ x & highs; x != 0 {
				p = min(at+uint32(bits.TrailingZeros64(x)>>3), line)
				break
			}
		}
		if (p == line) != last {
			return false
		}
		b.to[r] = p + 1
	}
	return true
}

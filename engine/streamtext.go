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
const blockRows = 128

// block is rows that are read side by side.
type block struct {
	row   int               // of the window, the first of them
	n     int               // how many
	lines [blockRows]uint32 // where their line feeds stand
	// from is where their next cells begin, and to where those behind them do.
	from, to [blockRows]uint32
	// near is how many of them end at least eight bytes before the piece does: of
	// these, eight bytes can be taken from anywhere.
	near   int
	blanks [blockRows]uint8 // rows whose cell was blank, from where it was begun to read,
	blank  uint32           // and how many
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
			w.grow(rows + b.n)
		}
		for i := range w.fields {
			if !w.column(piece, i) {
				return 0, false
			}
			copy(b.from[:], b.to[:b.n])
		}
		if !w.keys.usual && w.keys.blank(rows, rows+b.n) {
			return 0, false
		}
	}
}

// find finds the lines of the next rows, the first at at or behind it, and returns
// where they end.
func (b *block) find(piece []byte, at int) int {
	b.n = 0
	for long := false; b.n < blockRows && at < len(piece); {
		if long || at+64 > len(piece) {
			begun := at
			at = b.line(piece, at, at+bytes.IndexByte(piece[at:], '\n'))
			long = at-begun > 64
			continue
		}
		feeds, first := lineFeeds(piece[at:at+64]), at
		long = feeds == 0
		for ; feeds != 0 && b.n < blockRows; feeds &= feeds - 1 {
			at = b.line(piece, at, first+bits.TrailingZeros64(feeds))
		}
	}
	b.near = b.n
	for b.near > 0 && int(b.lines[b.near-1])+8 > len(piece) {
		b.near--
	}
	return at
}

// line takes a line, unless it is blank, and returns where the next one begins.
func (b *block) line(piece []byte, from, end int) int {
	if end > from+1 || end == from+1 && piece[from] != '\r' {
		b.from[b.n], b.lines[b.n] = uint32(from), uint32(end)
		b.n++
	}
	return end + 1
}

// lineFeeds are the line feeds among 64 bytes, as bits.
func lineFeeds(text []byte) (out uint64) {
	all := (*[64]byte)(text)
	for i := 0; i < len(all); i += 8 {
		x := binary.LittleEndian.Uint64(all[i:i+8]) ^ '\n'*ones
		x = ^(x&^highs + ^uint64(highs) | x) & highs
		out = out>>8 | x*gather>>56<<56
	}
	return out
}

// column reads the cells of field i.
func (w *Window) column(piece []byte, i int) bool {
	f, b, last := &w.fields[i], &w.block, i == len(w.fields)-1
	if f.quick != nil {
		return w.numbers(piece, f, last)
	}
	if f.part >= 0 {
		if !w.keyCells(piece, &w.keys.parts[f.part], last) {
			return false
		}
	} else if !b.ends(piece, 0, b.n, w.stream.delim, last) {
		return false
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

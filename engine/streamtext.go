package engine

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
)

// This file defines how a window reads records without quotes, the usual ones,
// straight from bytes.

// keyOrder reports keys whose parts stand in the order of the columns.
func (s *Stream) keyOrder() bool { return slices.IsSorted(s.key) }

// plain takes records without quotes, which end with a line feed each.
func (w *Window) plain(piece []byte) (rows int, ok bool) {
	delim, fields, last := w.stream.delim, w.fields, len(w.fields)-1
	for p := 0; p < len(piece); rows++ {
		for piece[p] == '\n' || piece[p] == '\r' && piece[p+1] == '\n' { // a blank line
			if p = p + bytes.IndexByte(piece[p:], '\n') + 1; p == len(piece) {
				return rows, true
			}
		}
		if rows == w.room {
			w.grow()
		}
		before := len(w.keys)
		for i := 0; i < len(fields); i++ {
			f := &fields[i]
			if f.quick != nil {
				if p, i = w.numbers(piece, p, i, rows); i == len(fields) {
					break
				}
				f = &fields[i]
			}
			if f.quick != nil {
				x, whole, end, ok := f.quick.scan(piece, p)
				if i == last && piece[end] == '\r' {
					end++
				}
				if ok && ends(piece, end, delim, i == last) {
					f.num[rows] = x
					f.broken = f.broken || !whole
					p = end + 1
					continue
				}
			}
			text, next, ok := cellAt(piece, p, delim, i == last)
			if p = next; !ok {
				return 0, false
			}
			if f.key && !w.keyCell(text) {
				return 0, false
			}
			for _, c := range f.cells {
				if !c.cell(rows, text, w.stream.plan) {
					return 0, false
				}
			}
		}
		if len(w.keys) == before {
			return 0, false
		}
	}
	return rows, true
}

// numbers reads as many cells as it can that are numbers, or blank: eight bytes at
// once. It returns where the next cell begins, and whose
// it is. decimalIn8 says how it works; a call for each cell would take as long as the
// cell does.
func (w *Window) numbers(piece []byte, p, i, row int) (next, field int) {
	const high = 0x8080808080808080
	delim, fields, last := w.stream.delim, w.fields, len(w.fields)-1
	for ; i < len(fields) && p+8 <= len(piece); i++ {
		f := &fields[i]
		if f.quick == nil {
			break
		}
		if i == last {
			delim = '\n'
		}
		text := binary.LittleEndian.Uint64(piece[p:])
		t := text ^ 0x3030303030303030
		other := ((t&^high + 0x7676767676767676) | t) & high
		if other == 0 {
			break
		}
		n := bits.TrailingZeros64(other) >> 3
		end, scale, behind := n, 0, byte(text>>(8*n&63))
		if behind == '.' {
			if other &= other - 1; other == 0 {
				break
			}
			end = bits.TrailingZeros64(other) >> 3
			if scale = end - n - 1; scale == 0 {
				break
			}
			before := uint64(1)<<(8*n&63) - 1
			t = t&before | t>>8&^before
			behind = byte(text >> (8 * end & 63))
		}
		if behind != delim || n == 0 || n > 1 && byte(text) == '0' {
			if end > 0 || behind != delim || f.blank == 0 {
				break
			}
			c := f.cells[0]
			f.num[row], c.why[row] = 0, f.blank
			c.gone++
			p++
			continue
		}
		t <<= (64 - 8*(n+scale)) & 63
		t = t & 0x0f0f0f0f0f0f0f0f * 2561 >> 8
		t = t & 0x00ff00ff00ff00ff * 6553601 >> 16
		t = t & 0x0000ffff0000ffff * 42949672960001 >> 32
		x := float64(int64(t))
		if scale > 0 {
			x /= powers10[scale&15]
		}
		if q := f.quick; !q.any && (scale > 0 || !q.small(int64(t))) {
			break
		}
		f.num[row] = x
		if scale > 0 && !f.broken {
			f.broken = float64(int64(x)) != x
		}
		p += end + 1
	}
	return p, i
}

// ends reports whether a cell ends there, as the last of its record or not.
func ends(piece []byte, at int, delim byte, last bool) bool {
	if last {
		return piece[at] == '\n'
	}
	return piece[at] == delim
}

// cellAt is the cell that begins at from, and where the next one does. ok is false
// if the record has more cells or fewer.
func cellAt(piece []byte, from int, delim byte, last bool) (text []byte, next int, ok bool) {
	for i, b := range piece[from:] {
		switch b {
		case delim:
			return piece[from : from+i], from + i + 1, !last
		case '\n':
			return bytes.TrimSuffix(piece[from:from+i], []byte{'\r'}), from + i + 1, last
		}
	}
	return nil, len(piece), false
}

package engine

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// This file defines how the cells of a column become numbers: those of a block's rows
// one behind the other. What most cells are is read in a loop that calls nothing and
// stops at whatever it does not know; the rest is read one by one. Every way gives
// what quick.read gives.

// numbers reads a column of numbers.
func (w *Window) numbers(piece []byte, f *field, last bool) bool {
	b := &w.block
	for r := 0; r < b.n; r++ {
		if r < b.near {
			begun := r
			if r += f.run(piece, b, r); !w.take(piece, f, begun, r) {
				return false
			}
			if r == b.n {
				break
			}
		}
		if !w.number(piece, f, r, last) {
			return false
		}
	}
	return true
}

// ways finds the ways of fields.
func (w *Window) ways() {
	type like struct {
		end            byte
		shift          int
		blanks, wholes bool
	}
	known := map[like]*shapes{}
	for i := range w.fields {
		f := &w.fields[i]
		f.end = w.stream.delim
		if i == len(w.fields)-1 {
			f.end = '\n'
		}
		if f.quickly(); f.quick == nil {
			continue
		}
		k := like{f.end, f.quick.shift, f.blank != 0, f.quick.integer}
		if known[k] == nil {
			known[k] = newShapes(k.end, k.shift, k.blanks, k.wholes)
		}
		f.pairs, f.shapes = newPairs(f.quick, f.end), known[k]
		f.longer = longer{f.end, (*[mostQuick + 1]float64)(powers10[f.quick.shift:])}
	}
}

// run reads as many cells as are what is usual, from row r on, and returns how many.
// A blank one is 0 for now.
func (f *field) run(piece []byte, b *block, r int) int {
	from, to, num := b.from[r:b.near], b.to[r:b.near], f.num[b.row+r:b.row+b.near]
	switch {
	case f.pairs != nil:
		return f.pairs.read(piece, from, to, num)
	case f.wide:
		return f.longer.read(piece, from, to, num)
	}
	return b.readShapes(piece, r, f.num[b.row:b.row+b.near], f.shapes) - r
}

// take looks at what run read. Blank cells are absent; what the input does not take as
// it is goes the long way.
func (w *Window) take(piece []byte, f *field, lo, hi int) bool {
	b, c := &w.block, f.cells[0]
	if f.quick.any {
		for _, i := range b.blanks[:b.blank] {
			c.absent(b.row+int(i), f.blank)
		}
	}
	b.blank = 0
	if f.pairs != nil || f.quick.any && f.broken {
		return true
	}
	for i, x := range f.num[b.row+lo : b.row+hi] {
		n, r := int64(x), lo+i
		whole := float64(n) == x
		switch {
		case f.quick.any:
			if f.broken = !whole; f.broken {
				return true
			}
		case b.to[r] == b.from[r]+1:
			c.absent(b.row+r, f.blank)
		case whole && f.quick.small(n):
		case f.quick.allows(x, whole):
			f.broken = f.broken || !whole
		default:
			if !c.slow(b.row+r, b.text(piece, r, false), w.stream.plan) {
				return false
			}
		}
	}
	return true
}

// number reads the cell of one row, whatever it is.
func (w *Window) number(piece []byte, f *field, r int, last bool) bool {
	b, c := &w.block, f.cells[0]
	row := b.row + r
	if f.blank != 0 && piece[b.from[r]] == f.end {
		f.num[row] = 0
		c.absent(row, f.blank)
		b.to[r] = b.from[r] + 1
		return true
	}
	if r < b.near && !f.wide && f.pairs == nil && f.longer.read(piece, b.from[r:r+1], b.to[r:r+1], f.num[row:row+1]) == 1 {
		f.wide = true // others may be as long
		return w.take(piece, f, r, r+1)
	}
	return b.ends(piece, r, r+1, w.stream.delim, last) && c.cell(row, b.text(piece, r, last), w.stream.plan)
}

const (
	ones     = 0x0101010101010101
	zeros    = 0x3030303030303030 // the digit, so often
	pastNine = 0x7676767676767676 // with 10 and more it reaches 128
	highs    = 0x8080808080808080
	gather   = 0x0002040810204081 // times high bits: they stand in the highest byte
	// gatherSix, times the high bits of eight bytes: those of the first six stand in the
	// six highest, the first highest.
	gatherSix = 1<<56 | 1<<47 | 1<<38 | 1<<29 | 1<<20 | 1<<11
	atMost4   = 4
)

// shape is what cells have in common of which the same bytes are digits. Its number is
// a sum of digits times weights, that of bytes 0, 2, 4 and 6 and that of the others: a
// product of two words of which each part of 16 bits is below 10000 has it in the
// highest.
type shape struct {
	mask, want  uint64 // the bytes that end the cell and its whole part, and what they are
	even, evens uint64
	odd, odds   uint64
	over        reciprocal
	least       uint32 // a smaller one begins with a zero too many
	size, blank uint16 // of the cell, with the byte behind it; 1 if that is all there is
}

// reciprocal is 1/x in two parts, by which numbers below 2^14 are divided with one
// rounding, as a division has, in a third of its time. The first part has 39 bits, so
// that its product is exact; the other is what it lacks, and its product is off by less
// than 2^-91 of the quotient. That changes no rounding: n/x with x up to 10^5 is halfway
// between two float64s or at least 2^-71 of itself away from there.
type reciprocal struct{ high, low float64 }

func reciprocalOf(x float64) (r reciprocal) {
	r.high = math.Float64frombits(math.Float64bits(1/x) &^ (1<<14 - 1))
	r.low = math.FMA(-r.high, x, 1) / x
	return r
}

// times is n/x, with n from 0 to 2^14.
func (r *reciprocal) times(n int64) float64 { return float64(n)*r.high + float64(n)*r.low }

// shapes are those of cells with a certain byte behind them, by the bytes of six that
// are no digits, as bits: of a number with a point and of one without, whichever is
// usual first. What ends nothing has the shape that fits nothing.
type shapes [64][2]shape

// newShapes are the shapes of cells before end; the point moves by shift digits.
// Blank cells are among them if they are to be 0. Whole numbers are the usual ones or
// are not.
func newShapes(end byte, shift int, blanks, wholes bool) *shapes {
	out := &shapes{}
	for k := range out {
		others := uint(bits.Reverse8(uint8(k << 2)))
		first, second := bits.TrailingZeros(others), bits.TrailingZeros(others&(others-1))
		out[k] = [2]shape{newShape(first, second, end, shift), newShape(first, first, end, shift)}
		if wholes {
			out[k][0], out[k][1] = out[k][1], out[k][0]
		}
		if first == 0 && blanks {
			out[k][0] = shape{mask: 0xff, want: uint64(end), size: 1, blank: 1}
		}
	}
	return out
}

// newShape is the shape of a cell of that size with its point at a place: the size,
// where it has none.
func newShape(point, size int, end byte, shift int) shape {
	digits, behind := size, 0
	if point < size {
		digits, behind = size-1, size-1-point
	}
	if point == 0 || size > atMost4+1 || digits > atMost4 || point < size && behind == 0 {
		return shape{want: 1}
	}
	s := shape{over: reciprocalOf(powers10[behind+shift]), size: uint16(size) + 1}
	if point < size {
		s.mask, s.want = 0xff<<(8*point), '.'<<(8*point)
	}
	s.mask, s.want = s.mask|0xff<<(8*size), s.want|uint64(end)<<(8*size)
	if point > 1 {
		s.least = uint32(powers10[digits-1])
	}
	for i := range size {
		if i == point {
			continue
		}
		digits--
		weight := uint64(powers10[digits]) << (16 * (3 - i/2))
		if i%2 == 0 {
			s.even, s.evens = s.even|0xff<<(8*i), s.evens|weight
		} else {
			s.odd, s.odds = s.odd|0xff<<(8*(i-1)), s.odds|weight
		}
	}
	return s
}

// readShapes reads numbers of at most four digits, from row r of the block on, and says
// which row is none, or how many rows there are. It notes which are blank.
func (b *block) readShapes(piece []byte, r int, num []float64, all *shapes) int {
	if len(num) > blockRows { // this tells the compiler what it need not look at again
		return r
	}
	blank := uint32(0)
	i := uint(r)
	for ; i < uint(len(num)); i++ {
		p := b.from[i]
		text := binary.LittleEndian.Uint64(piece[uint(p) : uint(p)+8])
		t := text ^ zeros // digits are their values
		other := (t + pastNine | t) & highs
		s := &all[other*gatherSix>>58][0]
		if text&s.mask != s.want {
			if s = &all[other*gatherSix>>58][1]; text&s.mask != s.want {
				break
			}
		}
		n := (t&s.even*s.evens + t>>8&s.odd*s.odds) >> 48
		if n < uint64(s.least) {
			break
		}
		num[i] = s.over.times(int64(n))
		b.to[i] = p + uint32(s.size)
		b.blanks[blank%blockRows] = uint8(i)
		blank += uint32(s.blank)
	}
	b.blank = blank
	return int(i)
}

// longer reads numbers of at most fifteen digits.
type longer struct {
	end byte
	by  *[mostQuick + 1]float64 // what is divided by, by the digits behind the point
}

// read reads numbers, and stops at whatever is something else. Those of at most seven
// bytes are read at once.
func (l longer) read(piece []byte, from, to []uint32, num []float64) int {
	to, num = to[:len(from)], num[:len(from)]
	for i, p := range from {
		text := binary.LittleEndian.Uint64(piece[uint(p) : uint(p)+8])
		t := text ^ zeros
		other := (t + pastNine | t) & highs
		point := uint(bits.TrailingZeros64(other)) &^ 7 // bits before it
		size, digits := point, point
		if byte(text>>(point&63)) == '.' {
			before := (other ^ (other - 1)) >> 8
			t = t&before | t>>8&^before
			other &= other - 1
			size = uint(bits.TrailingZeros64(other)) &^ 7
			digits = size - 8
		}
		if other == 0 || point == 0 || digits == point && size > point || byte(text>>(size&63)) != l.end || point > 8 && byte(text) == '0' {
			m, scale, end, ok := decimalAt(piece, int(p))
			if !ok || piece[end] != l.end {
				return i
			}
			num[i], to[i] = float64(m)/l.by[scale&mostQuick], uint32(end)+1
			continue
		}
		t <<= -digits & 63
		t = t * 2561 >> 8 // 10 and 1
		t = t & 0x00ff00ff00ff00ff * 6553601 >> 16
		t = t & 0x0000ffff0000ffff * 42949672960001 >> 32
		num[i] = float64(int64(t)) / l.by[(digits-point)>>3&7]
		to[i] = p + uint32(size>>3) + 1
	}
	return len(from)
}

// pairs reads the whole numbers of one or two digits that an input takes and nothing
// else: levels of a score.
type pairs struct {
	end byte
	few [2][2]uint64 // by how many digits, as bits
}

// newPairs is nil where the input takes others too.
func newPairs(q *quick, end byte) *pairs {
	if q.among == nil || q.shift != 0 {
		return nil
	}
	p := &pairs{end: end}
	for _, x := range q.among {
		n := int64(x)
		if float64(n) != x || !q.small(n) || n >= 100 {
			return nil
		}
		p.few[min(n/10, 1)][n/64] |= 1 << (n % 64)
	}
	return p
}

// read reads numbers, and stops at whatever is something else.
func (l *pairs) read(piece []byte, from, to []uint32, num []float64) int {
	to, num = to[:len(from)], num[:len(from)]
	for i, p := range from {
		text := binary.LittleEndian.Uint32(piece[uint(p) : uint(p)+4])
		t := text ^ zeros&0xffff
		n, second := t&0xff, t>>8&0xff
		two := (second - 10) >> 31 // whether there are two, without a branch: nobody can guess
		n += (9*n + second) & -two
		if byte(text>>(8+8*two)) != l.end || n >= 128 || l.few[two][n/64]>>(n%64)&1 == 0 {
			return i
		}
		num[i] = float64(n)
		to[i] = p + two + 2
	}
	return len(from)
}

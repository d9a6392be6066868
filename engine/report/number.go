package report

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strconv"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how numbers are written: as rules.AppendFloat does, but for the
// usual ones at once.

// appendNumber appends a number as rules write it.
func appendNumber(to []byte, x float64) []byte {
	if n := int64(x); float64(n) == x && math.Abs(x) < 1e15 {
		if n >= 0 && n < int64(len(smalls)) {
			return append(to, smalls[n].text()...)
		}
		return strconv.AppendInt(to, n, 10)
	}
	if m, k, ok := engine.Digits15(x); ok && k > 0 && math.Abs(m) < 1e15 {
		return appendDecimal(to, m, k)
	}
	return rules.AppendFloat(to, x)
}

// shortText is a short text of which more bytes can be copied than it has; the last
// says how many those are.
type shortText [shortRoom]byte

const shortRoom = 16

func newShort(text string) (out shortText) {
	out[shortRoom-1] = byte(copy(out[:shortRoom-1], text))
	return out
}

// text is the short text.
func (s *shortText) text() []byte { return s[:s[shortRoom-1]] }

// appendShort appends a short text to a text that has room for all its bytes.
func appendShort(to []byte, s *shortText) []byte {
	n := len(to)
	copy(to[n:n+shortRoom], s[:])
	return to[:n+int(s[shortRoom-1])]
}

// putShort copies a text of at most 16 bytes to where as many are.
func putShort(to []byte, text string) {
	if n := len(text); n >= 8 { // the last eight may be some of the first
		copy(to[:8], text[:8])
		copy(to[n-8:n], text[n-8:])
		return
	}
	for i := range len(text) {
		to[i] = text[i]
	}
}

// smalls are the numbers below 1000.
var smalls = func() (out [1000]shortText) {
	for n := range out {
		out[n] = newShort(strconv.Itoa(n))
	}
	return out
}()

// appendDecimal appends m, of 15 digits, with k of them behind the point, and without
// zeros at its end. No other decimal of as many digits or fewer is so near to the number
// that it stands for, so that none is shorter.
func appendDecimal(to []byte, m float64, k int) []byte {
	const digits, zeros = 15, 0x3030303030303030
	n := uint64(math.Abs(m))
	high, low := eightDigits(n/1e8), eightDigits(n%1e8)
	used := digits - bits.TrailingZeros64(low)/8
	if low == 0 {
		used = digits - 8 - bits.TrailingZeros64(high)/8
	}
	var text [2 * shortRoom]byte
	binary.BigEndian.PutUint64(text[:], high<<8|zeros) // it has seven
	binary.BigEndian.PutUint64(text[digits-8:], low|zeros)
	if m < 0 {
		to = append(to, '-')
	}
	whole := digits - k // digits before the point
	if whole <= 0 {
		to = append(to, "0.00000000"[:2-whole]...)
		return append(to, text[:used]...)
	}
	// Both parts are written with what is behind them.
	to = slices.Grow(to, 2*shortRoom+1)
	at := len(to)
	room := to[at : at+2*shortRoom+1]
	copy(room[:shortRoom], text[:shortRoom])
	if used <= whole {
		return to[:at+whole]
	}
	room[whole] = '.'
	copy(room[whole+1:whole+1+shortRoom], text[whole:whole+shortRoom])
	return to[:at+used+1]
}

// eightDigits are the digits of a number below 100 million, one in each byte, the first
// in the highest.
func eightDigits(n uint64) uint64 {
	x := n/10000<<32 | n%10000                // by four
	y := x * 10486 >> 20 & 0x0000007f0000007f // hundreds
	x = y<<16 | (x - 100*y)
	y = x * 103 >> 10 & 0x000f000f000f000f // tens
	return y<<8 | (x - 10*y)
}

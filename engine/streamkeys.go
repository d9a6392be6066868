package engine

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/rubric-lang/rubric/engine/table"
)

// This file defines the keys of a window's rows.

// part is where the cells of a column of the key stand, in each row of a block.
type part struct{ from, to [blockRows]uint32 }

// blockKeys takes the keys of a block's rows. It reports whether each has one.
func (w *Window) blockKeys(piece []byte) bool {
	const chunk = 16 // bytes that are copied at once, whatever is behind the key
	b := &w.block
	w.ends = slices.Grow(w.ends, b.n*len(w.parts))
	w.keys = slices.Grow(w.keys, int(b.lines[b.n-1])-len(w.keys)+chunk) // no longer than the text until here
	keys, n := w.keys[:cap(w.keys)], len(w.keys)
	for r := range b.n {
		before := n
		for _, p := range w.parts {
			from, to := int(p.from[r]), int(p.to[r])
			if to-from <= chunk && from+chunk <= len(piece) {
				copy(keys[n:n+chunk], piece[from:from+chunk])
			} else {
				copy(keys[n:], piece[from:to])
			}
			n += to - from
			w.ends = append(w.ends, n)
		}
		if n == before {
			return false // a row about nothing
		}
	}
	w.keys = keys[:n]
	return true
}

// keyCell reads a part of a key.
func (w *Window) keyCell(text []byte) {
	w.keys = append(w.keys, text...)
	w.ends = append(w.ends, len(w.keys))
}

// clean reports whether the keys are texts that readers accept, and whether they hold
// nothing that CSV would have to quote.
func (w *Window) clean() (clean, plain bool) {
	if usual(w.keys) {
		return true, true
	}
	from := 0
	for _, to := range w.ends {
		if !table.Clean(w.keys[from:to]) {
			return false, false
		}
		from = to
	}
	return true, !bytes.Contains(w.keys, []byte("\uFEFF")) && !bytes.ContainsAny(w.keys, ",\"\r\n")
}

// usual reports bytes that are ASCII behind the comma, with which nothing is to be
// said of a text: letters, digits, most of the punctuation.
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

// ascending says whether the keys of rows ascend, by their letters and by their length
// first: keys of one part, without a 0 byte.
func ascending(keys []byte, ends []int) (out [2]bool) {
	out = [2]bool{true, true}
	keys = slices.Grow(keys, 8)
	keys = keys[:cap(keys)]
	var lead uint64 // eight letters of the key before, or what it has
	before, size := 0, 0
	for r, from := 0, 0; r < len(ends) && (out[0] || out[1]); r++ {
		to := ends[r]
		n := to - from
		rest := (64 - 8*min(n, 8)) & 63
		x := binary.BigEndian.Uint64(keys[from:from+8]) >> rest << rest
		less := x > lead
		if x == lead {
			less = bytes.Compare(keys[before:from], keys[from:to]) < 0
		}
		out[0] = out[0] && less
		out[1] = out[1] && (n > size || n == size && less)
		lead, before, size, from = x, from, n, to
	}
	return out
}

// takeKeys makes the key columns of the texts that were read.
func (w *Window) takeKeys(rows int) {
	d, n := w.res.Data, len(w.stream.key)
	if d.cells, d.ends = nil, nil; n == 1 && d.Plain && w.stream.opt.KeyCells {
		d.cells, d.ends, d.Keys[0] = w.keys, w.ends[:rows], d.Keys[0][:0]
		return
	}
	all, from := string(w.keys), 0
	for k := range d.Keys {
		d.Keys[k] = slices.Grow(d.Keys[k][:0], rows)[:rows]
	}
	if n == 1 {
		texts := d.Keys[0]
		for i, to := range w.ends[:len(texts)] {
			texts[i] = all[from:to]
			from = to
		}
		return
	}
	for i, to := range w.ends[:rows*n] {
		d.Keys[i%n][i/n] = all[from:to]
		from = to
	}
}

package diag

// This file defines how ranges meet the text they point into. A range may be
// empty, span lines, end in a line end, or come from an older text than the one
// at hand: all are put in order here, so that no renderer has to.

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// sourceFile is a text with the offset of each of its lines.
type sourceFile struct {
	src    []byte
	starts []int
}

func newSourceFile(src []byte) *sourceFile {
	f := &sourceFile{src: src, starts: []int{0}}
	for at := 0; ; {
		n := bytes.IndexByte(src[at:], '\n')
		if n < 0 {
			return f
		}
		at += n + 1
		f.starts = append(f.starts, at)
	}
}

// file returns the text of a file, or nil if it is not at hand.
func (p *printer) file(name string) *sourceFile {
	f, known := p.files[name]
	if !known {
		if src, ok := p.sources[name]; ok && name != "" {
			f = newSourceFile(src)
		}
		p.files[name] = f
	}
	return f
}

// lineAt returns the line of a byte, counted from 0.
func (f *sourceFile) lineAt(at int) int {
	i, found := slices.BinarySearch(f.starts, at)
	if found {
		return i
	}
	return i - 1
}

// span returns the bytes of a line without its line end.
func (f *sourceFile) span(line int) (from, to int) {
	from, to = f.starts[line], len(f.src)
	if line+1 < len(f.starts) {
		to = f.starts[line+1] - 1
		if to > from && f.src[to-1] == '\r' {
			to--
		}
	}
	return from, to
}

// clamp returns the bytes of r within the text, without line ends at its end.
// ok is false if r is a whole file or begins behind the end of the text.
func (f *sourceFile) clamp(r Range) (from, to int, ok bool) {
	from, to = max(r.Start.Byte, 0), min(r.End.Byte, len(f.src))
	if from > len(f.src) || isWholeFile(r) {
		return 0, 0, false
	}
	for to > from && (f.src[to-1] == '\n' || f.src[to-1] == '\r') {
		to--
	}
	if _, end := f.span(f.lineAt(from)); to <= from { // an empty range stands before the line end
		from = min(from, end)
	}
	return from, max(from, to), true
}

// runes counts the code points from the start of the line to a byte, from 1.
func (f *sourceFile) runes(at int) int {
	return utf8.RuneCount(f.src[f.starts[f.lineAt(at)]:at]) + 1
}

// isWholeFile reports whether r names a file and nothing inside it.
func isWholeFile(r Range) bool { return r.Start.Line <= 0 && r.End.Byte <= 0 }

// isBlank reports whether src[from:to] is only spaces and tabs.
func (f *sourceFile) isBlank(from, to int) bool {
	return len(bytes.Trim(f.src[from:max(from, to)], " \t")) == 0
}

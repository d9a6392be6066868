// This file defines input: the stream as a reader of this package sees it,
// unpacked, without a byte order mark, and known to be text.

package table

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// sniffed is how many bytes at the beginning decide whether a source is text.
const sniffed = 1024

// input is the text of a source. It tells failures of the machine (raw.err)
// from damage of the data (any other error of reading).
type input struct {
	io.Reader
	raw    *watched
	most   int64  // bytes that may be read
	packed string // how the source is packed; "" if it is not
}

// watched remembers why a reader failed.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// open prepares a source. If ok is false there is nothing to read: the problem
// is reported, or err says how the machine failed.
func open(r io.Reader, opt Options, p *problems) (in *input, ok bool, err error) {
	in = &input{raw: &watched{r: r}, most: opt.Limits.Bytes}
	text, err := in.unpack(bufio.NewReader(in.raw), opt.Packings)
	if err != nil {
		return nil, false, in.failed(err, 0, p)
	}
	head, err := text.Peek(sniffed)
	if err != nil && err != io.EOF {
		return nil, false, in.failed(err, 0, p)
	}
	if what, mend := notText(head); what != "" {
		p.notText(what, mend)
		return nil, false, nil
	}
	if bytes.HasPrefix(head, []byte("\uFEFF")) {
		text.Discard(len("\uFEFF")) // cannot fail: it was peeked
	}
	in.Reader = text
	return in, true, nil
}

// gzipped is the packing that needs no library.
var gzipped = Packing{
	Name: "gzip",
	Is:   func(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1f, 0x8b}) },
	Open: func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
}

// unpack unpacks a source that is packed.
func (in *input) unpack(text *bufio.Reader, packings []Packing) (*bufio.Reader, error) {
	head, _ := text.Peek(4) // an error comes again when it is read
	for _, p := range append([]Packing{gzipped}, packings...) {
		if !p.Is(head) {
			continue
		}
		in.packed = p.Name
		r, err := p.Open(text)
		if err != nil {
			return nil, err
		}
		return bufio.NewReaderSize(r, 64<<10), nil
	}
	return text, nil
}

// failed explains why reading ended after rows rows: as an error if the
// machine failed, and as a problem if the data is damaged or too large.
func (in *input) failed(err error, rows int, p *problems) error {
	switch {
	case err == nil:
		return nil
	case in.raw.err != nil:
		return fmt.Errorf("reading %s: %w", p.file, in.raw.err)
	case errors.Is(err, errTooMuch):
		p.tooMuchData(place{row: rows}, bytesText(int(in.most)))
		return nil
	case errors.Is(err, io.ErrNoProgress):
		return fmt.Errorf("reading %s: %w", p.file, err)
	case errors.Is(err, ErrLargeWindow):
		p.largeWindow(in.packed)
		return nil
	}
	p.badPacked(in.packed, rows, err)
	return nil
}

const (
	saveAsCSV  = "Save the sheet as CSV (UTF-8)."
	saveAsUTF8 = "Save it as UTF-8."
	unpack     = "Unpack it first."
)

// signatures are the beginnings of files that are mistaken for text.
var signatures = [...]struct{ start, what, mend string }{
	{"PK\x03\x04", "an Excel workbook (.xlsx) or another ZIP archive", saveAsCSV},
	{"\xD0\xCF\x11\xE0", "an Excel workbook (.xls)", saveAsCSV},
	{"\xFF\xFE", "UTF-16 text", saveAsUTF8},
	{"\xFE\xFF", "UTF-16 text", saveAsUTF8},
	{"\x1F\x8B", "a file that was packed twice", unpack},
	{"\x28\xB5\x2F\xFD", "a file packed with zstd", unpack},
	{"\xFD7zXZ\x00", "a file packed with xz", unpack},
	{"SQLite format 3\x00", "an SQLite database", "Name one of its tables with --data 'sqlite:FILE?table=NAME'."},
}

// notText says what the beginning of a file looks like if it is not text.
func notText(head []byte) (what, mend string) {
	for _, s := range signatures {
		if strings.HasPrefix(string(head), s.start) {
			return s.what, s.mend
		}
	}
	control := bytes.IndexFunc(head, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' })
	nuls := bytes.Count(head, []byte{0})
	switch {
	case control >= 0 && strings.HasPrefix(string(head), "PAR1"):
		return "a Parquet file", "Unpack it, and name the file itself."
	case nuls == 0:
		return "", ""
	case nuls >= len(head)/3:
		return "UTF-16 text without a byte order mark", saveAsUTF8
	}
	return "binary data", "Export the table as CSV (UTF-8)."
}

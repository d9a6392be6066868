// Package zstd unpacks and packs data with zstd, for package table. It is a
// companion of that package, in a folder of its own so that the core does not
// need the library.
package zstd

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/rubric-lang/rubric/engine/table"
)

// largestWindow bounds how far back packed data may refer, which is what
// unpacking keeps in memory: that of zstd --long=27, the most that its own
// command takes unasked. What is unpacked is never held as a whole;
// table.Limits.Bytes bounds it.
const largestWindow = 128 << 20

// Packing makes package table read data that is packed with zstd.
var Packing = table.Packing{Name: "zstd", Is: is, Open: open}

// is reports a frame, or one to be skipped: parallel packers begin with such.
func is(head []byte) bool {
	return bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) ||
		len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18})
}

func open(r io.Reader) (io.Reader, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(largestWindow))
	if err != nil {
		return nil, told(err)
	}
	return reader{d}, nil
}

// reader tells data that is damaged from data that needs too much memory.
type reader struct{ d *zstd.Decoder }

func (r reader) Read(p []byte) (int, error) {
	n, err := r.d.Read(p)
	return n, told(err)
}

func told(err error) error {
	if errors.Is(err, zstd.ErrWindowSizeExceeded) || errors.Is(err, zstd.ErrDecoderSizeExceeded) {
		return table.ErrLargeWindow
	}
	return err
}

// NewWriter packs what is written to it. The same bytes give the same bytes.
// Closing it does not close w.
func NewWriter(w io.Writer) (io.WriteCloser, error) {
	return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
}

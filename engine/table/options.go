package table

import (
	"errors"
	"fmt"
	"io"
)

// Options says what a reader keeps and how much it accepts. The zero value
// keeps everything, separates cells by commas and has the default limits.
type Options struct {
	// Keep says whether a column is kept; nil keeps all. It is called once for
	// every column. Columns that are not kept cost no memory, and their cells
	// are not checked.
	Keep func(column string) bool
	// Delimiter separates the cells of CSV: one ASCII character other than the
	// quote and the line ends. 0 is the comma (in Read, a tab for .tsv).
	Delimiter rune
	// Packings are the ways of packing that are known besides gzip.
	Packings []Packing
	Limits   Limits
}

// Packing is a way to pack a source, told by how its data begins.
type Packing struct {
	Name string // as shown in messages
	Is   func(head []byte) bool
	Open func(r io.Reader) (io.Reader, error) // must bound the memory that it takes
}

// ErrLargeWindow is what the reader of a Packing fails with if the data needs
// more memory to be unpacked than is allowed.
var ErrLargeWindow = errors.New("too much memory is needed to unpack it")

// Limits bounds what a reader accepts. A field that is zero or negative has
// its default.
type Limits struct {
	Record   int   // bytes of one record or JSON object, without its line end; default 1 MiB, at most 1 GiB
	Columns  int   // columns of the source, kept or not; default 100,000
	Problems int   // diagnostics that are written out, the rest is counted; default 100
	Cells    int64 // rows times kept columns; default 2^30
	Bytes    int64 // bytes of the whole source, after unpacking; default 16 GiB
}

func (l Limits) withDefaults() Limits {
	l.Record = min(orDefault(l.Record, 1<<20), 1<<30)
	l.Columns = orDefault(l.Columns, 100_000)
	l.Problems = orDefault(l.Problems, 100)
	l.Cells = orDefault(l.Cells, 1<<30)
	l.Bytes = orDefault(l.Bytes, 16<<30)
	return l
}

func orDefault[N int | int64](n, otherwise N) N {
	if n <= 0 {
		return otherwise
	}
	return n
}

// keeps reports whether the column is kept.
func (o Options) keeps(column string) bool { return o.Keep == nil || o.Keep(column) }

// delimiter returns the byte that separates cells.
func (o Options) delimiter() (byte, error) {
	switch d := o.Delimiter; {
	case d == 0:
		return ',', nil
	case d == '"', d == '\r', d == '\n', d < 0, d > 126:
		return 0, fmt.Errorf("the delimiter %q cannot be used: it must be one ASCII character other than the quote and the line ends", d)
	default:
		return byte(d), nil
	}
}

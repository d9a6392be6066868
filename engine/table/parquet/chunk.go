package parquet

import (
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// This file defines chunk: how the values of a column are read, page by page.

// chunk is a column of a group of rows. Its values are read in order, and no more
// than a page of them is held.
type chunk struct {
	kept
	packing format.CompressionCodec
	pages   parquet.Pages
	page    parquet.Page // whose values are read; nil between two
	in      parquet.ValueReader
}

// column begins the k-th of the columns that are kept.
func (g *group) column(k int) *chunk {
	kept := g.file.keep[k]
	at := kept.leaf.Index()
	return &chunk{kept: kept, packing: g.described[at].MetaData.Codec, pages: g.chunks[at].Pages()}
}

// Close frees what was read.
func (c *chunk) Close() {
	c.leave()
	c.pages.Close() // nothing was written
}

// leave frees the page.
func (c *chunk) leave() {
	if c.page != nil {
		parquet.Release(c.page)
		c.page = nil
	}
}

// next reads the next values into some, and returns how many: none behind the last.
func (c *chunk) next(some []parquet.Value) (int, error) {
	for {
		if c.page == nil {
			if err := c.turn(); err == io.EOF {
				return 0, nil
			} else if err != nil {
				return 0, err
			}
		}
		n, err := c.in.ReadValues(some)
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return 0, err
		case n > 0:
			return n, nil
		case err == nil:
			return 0, io.ErrNoProgress
		}
		c.leave()
	}
}

// turn turns to the next page; the error is io.EOF behind the last.
func (c *chunk) turn() error {
	if err := checkPacking(c.packing); err != nil {
		return err
	}
	p, err := c.pages.ReadPage()
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	if err != nil {
		return err
	}
	c.page = p
	if err := checkPage(p); err != nil {
		return err
	}
	c.in = p.Values()
	return nil
}

// ended checks that there are no more values.
func (c *chunk) ended() error {
	var one [1]parquet.Value
	if n, err := c.next(one[:]); err != nil {
		return err
	} else if n > 0 {
		return errors.New("it has more values than rows")
	}
	return nil
}

// checkPage refuses a page of texts that has more texts than the library takes of
// it: it warns and goes on, but such a page is damaged or was unpacked wrongly.
func checkPage(p parquet.Page) error {
	if p.Type().Kind() != parquet.ByteArray || p.Dictionary() != nil {
		return nil
	}
	values := p.Data()
	text, ends := values.ByteArray()
	if n := len(ends); n > 0 && int64(ends[n-1]) != int64(len(text)) {
		return errors.New("a page has more texts than it says")
	}
	return nil
}

// checkPacking refuses a way of packing that the library sometimes reads wrongly,
// and with which damaged data takes memory without end.
func checkPacking(c format.CompressionCodec) error {
	if c == format.Lz4Raw {
		return errors.New("it is packed with LZ4, which is not read; Snappy, gzip and zstd are")
	}
	return nil
}

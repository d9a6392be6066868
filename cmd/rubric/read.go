package main

// This file defines how one source of data becomes a table, whatever its form: a
// file or standard input as CSV, JSON or Parquet, or a database.

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"

	databases "github.com/rubric-lang/rubric/cmd/internal/database"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/engine/table/parquet"
	"github.com/rubric-lang/rubric/engine/table/sqltable"
	"github.com/rubric-lang/rubric/engine/table/zstd"
	"github.com/rubric-lang/rubric/lang/diag"
)

// digest is the sum of a source: of the bytes of a file, or of the rows that a
// database gave.
type digest = [sha256.Size]byte

// mostInMemory bounds a Parquet file that comes from a pipe: such a file is read
// from its end.
const mostInMemory = 1 << 30

// standardInput is how messages name it.
const standardInput = "standard input"

// database is the source that a name stands for, nil if it is that of a file.
func database(name string) (*sqltable.Source, error) {
	if !sqltable.Is(name) {
		return nil, nil
	}
	src, err := sqltable.Parse(name)
	if err != nil {
		return nil, fail(exitUsage, "a database that is named with --data cannot be told: %s", err)
	}
	return &src, nil
}

// inputFile is the file that a source is read from, "" if there is none.
func inputFile(name string) string {
	if src, err := database(name); err != nil {
		return ""
	} else if src != nil {
		return src.File
	}
	if name == "-" {
		return ""
	}
	return name
}

// readTable reads one source and sums it up.
func readTable(ctx context.Context, name string, opt dataOptions, keep func(string) bool, s *streams) (*table.Table, digest, diag.List, error) {
	delimiter, err := opt.delimiter()
	if err != nil {
		return nil, digest{}, nil, err
	}
	to := table.Options{Keep: keep, Delimiter: delimiter, Packings: []table.Packing{zstd.Packing}, Limits: table.Limits{Problems: opt.limit()}}
	src, err := database(name)
	if err != nil {
		return nil, digest{}, nil, err
	}
	if src != nil {
		return readDatabase(ctx, *src, to, s)
	}
	f, err := openData(name, s)
	if err != nil {
		return nil, digest{}, nil, err
	}
	defer f.Close()
	return readFile(f, name, to, s)
}

// readFile reads a file or a stream.
func readFile(f io.Reader, name string, to table.Options, s *streams) (*table.Table, digest, diag.List, error) {
	p := newProgress(s, "reading "+name)
	defer p.end()
	h := sha256.New()
	in := bufio.NewReader(io.TeeReader(&counted{r: f, p: p}, h))
	head, err := in.Peek(64)
	if err == nil || errors.Is(err, io.EOF) {
		var t *table.Table
		var list diag.List
		if bytes.HasPrefix(head, []byte(parquet.Magic)) && !printable(head) {
			t, list, err = readParquet(f, in, name, to)
		} else {
			t, list, err = readText(in, head, name, to)
		}
		if err == nil && !list.HasErrors() {
			_, err = io.Copy(io.Discard, in) // what stands behind the last record
		}
		if err == nil {
			return t, digest(h.Sum(nil)), list, nil
		}
	}
	return nil, digest{}, nil, readFailure(err, name)
}

// printable reports whether a text has no control characters but white space: a
// CSV file may begin with a column called PAR1.
func printable(head []byte) bool {
	return bytes.IndexFunc(head, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }) < 0
}

// readText reads by the name of the file. Standard input has none: what begins
// with a brace or a bracket is JSON.
func readText(in io.Reader, head []byte, name string, to table.Options) (*table.Table, diag.List, error) {
	if name != "-" {
		return table.Read(in, name, to)
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) > 0 && (head[0] == '{' || head[0] == '[') {
		return table.ReadJSONL(in, standardInput, to)
	}
	return table.ReadCSV(in, standardInput, to)
}

// readParquet reads a regular file where it lies, and anything else into memory.
// in is the same file from its beginning.
func readParquet(f io.Reader, in io.Reader, name string, to table.Options) (*table.Table, diag.List, error) {
	if file, ok := f.(*os.File); ok && name != "-" {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			return parquet.Read(file, info.Size(), name, to)
		}
	}
	if name == "-" {
		name = standardInput
	}
	all, err := io.ReadAll(io.LimitReader(in, mostInMemory+1))
	if err != nil {
		return nil, nil, err
	}
	if len(all) > mostInMemory {
		return nil, nil, fail(exitData, "the Parquet file on %s is larger than 1 GiB, and it is read from its end. Save it to a file, and name that with --data", name)
	}
	return parquet.Read(bytes.NewReader(all), int64(len(all)), name, to)
}

// readDatabase reads a query or a table of a database.
func readDatabase(ctx context.Context, src sqltable.Source, to table.Options, s *streams) (*table.Table, digest, diag.List, error) {
	p := newProgress(s, "reading "+src.Place())
	defer p.end()
	c, err := databases.Open(ctx, src)
	if ctx.Err() != nil {
		return nil, digest{}, nil, interrupted(ctx.Err())
	}
	if err != nil {
		return nil, digest{}, diag.List{sqltable.Unreachable(src, err.Error())}, nil
	}
	t, list, err := sqltable.Read(ctx, c, src, to, func(rows int) { p.at(diag.Plural(rows, "row", "rows")) })
	if err != nil {
		return nil, digest{}, nil, errors.Join(interrupted(err), c.Close())
	}
	if err := c.Close(); err != nil {
		return nil, digest{}, nil, fail(exitData, "%s cannot be closed: %s", src.Place(), src.Scrub(fmt.Sprint(err)))
	}
	return t, sqltable.Digest(t), list, nil
}

// interrupted is the failure of a run that was broken off.
func interrupted(error) error { return fail(exitUsage, "interrupted; nothing was written") }

// counted is a reader that shows how much has been read.
type counted struct {
	r io.Reader
	p *progress
	n int64
}

// Read reads from the underlying reader.
func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	c.p.at(diag.Plural(int(c.n>>20), "MB", "MB"))
	return n, err
}

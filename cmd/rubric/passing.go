package main

// This file defines which data can be rated as it passes by, and how it is opened: as
// CSV, whatever it is written in.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"

	databases "github.com/rubric-lang/rubric/cmd/internal/database"
	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/engine/table/parquet"
	"github.com/rubric-lang/rubric/engine/table/sqltable"
)

// forms are the formats that need only some rows of the results at a time.
func forms(format string) (f report.Form, ok bool) {
	switch format {
	case "csv":
		return report.CSVForm(), true
	case "jsonl":
		return report.JSONLForm(), true
	case "json":
		return report.JSONForm(), true
	case "parquet":
		return parquetForm(), true
	}
	return f, false
}

// passes reports whether data may have to be read once more: that which was written
// then is thrown away, so a file must be a regular one.
func passes(name, format string) bool {
	if sqltable.Is(name) {
		return format != "json" // which begins with the digest of all rows
	}
	return regular(name)
}

// regular reports a file that may be read twice.
func regular(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// passing is data as CSV.
type passing struct {
	io.Reader
	table table.Options // how it is read
	held  []io.Closer   // in the order in which they were opened
	stop  context.CancelFunc
}

// Close frees what is held. Data that was read to its end needs no more, and of other
// data the rest is not waited for.
func (p *passing) Close() {
	p.stop()
	for i := len(p.held) - 1; i >= 0; i-- {
		_ = p.held[i].Close()
	}
}

// openPassing opens a source. The error is table.ErrWhole where there is something to
// say about it.
func openPassing(ctx context.Context, name string, to table.Options, s *streams) (p *passing, err error) {
	ctx, stop := context.WithCancel(ctx)
	p = &passing{table: to, stop: stop}
	defer func() {
		if err != nil {
			p.Close()
		}
	}()
	src, err := database(name)
	if err != nil {
		return p, err
	}
	if src != nil {
		return p, p.database(ctx, *src)
	}
	in, err := openData(name, s)
	if err != nil {
		return p, err
	}
	p.held = append(p.held, in)
	f, ok := in.(*os.File)
	if !ok {
		return p, table.ErrWhole
	}
	return p, p.file(f, name)
}

// database opens a query or a table of a database. If it must be read whole, that is
// another connection, which sees it as it is then.
func (p *passing) database(ctx context.Context, src sqltable.Source) error {
	c, err := databases.Open(ctx, src)
	if err != nil {
		return table.ErrWhole // which says it
	}
	p.held = append(p.held, c)
	rows, err := sqltable.Open(ctx, c, src, p.table)
	if err != nil {
		return err
	}
	p.held = append(p.held, rows)
	p.stretches(rows)
	return nil
}

// file opens a file in the form that readFile finds.
func (p *passing) file(f *os.File, name string) error {
	head := make([]byte, 64)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if head = head[:n]; bytes.HasPrefix(head, []byte(parquet.Magic)) && !printable(head) {
		info, err := f.Stat()
		if err != nil {
			return err
		}
		rows, err := parquet.Open(f, info.Size(), p.table)
		if err != nil {
			return err
		}
		p.held = append(p.held, rows)
		p.stretches(rows)
		return nil
	}
	to, csv := p.table.For(name)
	if csv {
		p.Reader, p.table = f, to
		return nil
	}
	rows, err := table.OpenJSONL(f, to)
	if err != nil {
		return err
	}
	p.stretches(rows)
	return nil
}

// stretches reads rows as CSV, of which nothing is left out.
func (p *passing) stretches(rows table.Stretches) {
	p.Reader, p.table = table.AsCSV(rows), table.Options{}
}

// unchanged finds that a file still has that digest: what was rated is what the
// digest speaks of.
func unchanged(name, want string, s *streams) error {
	sum, err := fileDigest(name, s)
	if err == nil && engine.DataDigest(sum) != want {
		err = table.ErrWhole
	}
	return err
}

// fileDigest is that which readFile gives.
func fileDigest(name string, s *streams) (sum digest, err error) {
	f, err := openData(name, s)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, readFailure(err, name)
	}
	return digest(h.Sum(nil)), nil
}

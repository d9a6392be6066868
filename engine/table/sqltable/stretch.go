package sqltable

import (
	"context"
	"io"

	"github.com/rubric-lang/rubric/engine/table"
)

// This file defines Stretches: the rows of a source that are not kept.

// Stretches are the rows of a source, as table.Stretches says.
type Stretches struct {
	reader *reader
	ctx    context.Context
	done   bool
}

// Open begins to read what Read reads. Where Read would have something to say, the
// error is table.ErrWhole; else it is that of ctx. The source is then asked again. If
// it has changed, that is no harm: nothing of the first reading may be used.
func Open(ctx context.Context, c Conn, src Source, opt table.Options) (*Stretches, error) {
	s := &Stretches{reader: &reader{src: src, conn: c, build: table.NewBuilder("", opt)}, ctx: ctx}
	if err := s.reader.begin(ctx); err != nil || s.reader.rows == nil {
		return nil, s.whole()
	}
	return s, nil
}

// whole is the error where something is to be said.
func (s *Stretches) whole() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	return table.ErrWhole
}

// Next reads the next rows.
func (s *Stretches) Next() (*table.Table, error) {
	if s.done {
		return nil, io.EOF
	}
	r := s.reader
	r.build.Clear()
	r.at = 0
	for !s.done && !r.build.Full() {
		more, err := r.row(s.ctx)
		if err != nil {
			return nil, s.whole()
		}
		if s.done = !more; s.done && r.rows.Close() != nil {
			return nil, s.whole()
		}
	}
	return r.build.Stretch()
}

// Close ends the statement.
func (s *Stretches) Close() error { return s.reader.rows.Close() }

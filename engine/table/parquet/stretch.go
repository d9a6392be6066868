package parquet

import (
	"io"

	"github.com/rubric-lang/rubric/engine/table"
)

// This file defines Stretches: the rows of a file that is not kept. Of each column
// one page is held at a time.

// Stretches are the rows of a file, as table.Stretches says.
type Stretches struct {
	file  *file
	in    *watched
	group *group   // nil between two
	open  []*chunk // its columns
	next  int      // group
	row   int      // of the group
	rows  int      // of the groups before
	begun bool
}

// Open begins to read what Read reads. Where Read would have something to say, the
// error is table.ErrWhole; else it is one of r. Close frees what is held.
func Open(r io.ReaderAt, size int64, opt table.Options) (*Stretches, error) {
	s := &Stretches{file: &file{build: table.NewBuilder("", opt)}, in: &watched{r: r}}
	err := func() (err error) {
		defer caught(&err)
		return s.file.open(s.in, size)
	}()
	if err := s.told(err); err != nil {
		return nil, err
	}
	return s, nil
}

// told is what is said of an error.
func (s *Stretches) told(err error) error {
	switch {
	case s.in.err != nil:
		return s.in.err
	case err == nil || err == io.EOF:
		return err
	}
	return table.ErrWhole
}

// Next reads the next rows, which are of one group.
func (s *Stretches) Next() (*table.Table, error) {
	if err := s.told(s.read()); err != nil {
		return nil, err
	}
	return s.file.build.Stretch()
}

func (s *Stretches) read() (err error) {
	defer caught(&err)
	s.file.build.Clear()
	for s.group == nil || s.row == s.group.rows {
		if err := s.turn(); err == io.EOF && !s.begun {
			s.begun = true
			return nil // a file without rows has columns
		} else if err != nil {
			return err
		}
	}
	s.begun = true
	n := min(batch, s.group.rows-s.row)
	more := s.file.build.Rows(n)
	for _, c := range s.open {
		if !more {
			break // there is a problem
		}
		if more, err = s.file.fill(c, 0, n); err != nil {
			return err
		}
	}
	s.row += n
	return nil
}

// turn ends a group of rows and begins the next one.
func (s *Stretches) turn() error {
	for _, c := range s.open {
		if err := c.ended(); err != nil {
			return err
		}
	}
	s.rows += s.row
	s.leave()
	if s.next == len(s.file.pf.RowGroups()) {
		if err := s.file.ended(s.rows); err != nil {
			return err
		}
		return io.EOF
	}
	g, err := s.file.group(s.next, s.rows)
	if err != nil {
		return err
	}
	s.group, s.next = g, s.next+1
	for k := range s.file.keep {
		s.open = append(s.open, g.column(k))
	}
	return nil
}

// leave frees the columns of the group.
func (s *Stretches) leave() {
	for _, c := range s.open {
		c.Close()
	}
	s.open, s.group, s.row = s.open[:0], nil, 0
}

// Close frees what is held. The file stays open.
func (s *Stretches) Close() (err error) {
	defer caught(&err)
	s.leave()
	return nil
}

// This file defines OpenJSONL: JSON objects that are read a stretch at a time.

package table

import "io"

// jsonStretches are the stretches of JSON lines, or of one array.
type jsonStretches struct {
	reader  *jsonReader
	in      *input
	columns int // that are kept; -1 before the first stretch
	done    bool
}

// OpenJSONL begins to read what ReadJSONL reads. The columns are the keys of the
// first stretch of objects: where a later one brings another key that is kept, the
// source is to be read whole. The error is ErrWhole or that of r.
func OpenJSONL(r io.Reader, opt Options) (Stretches, error) {
	opt.Limits = opt.Limits.withDefaults()
	p := &problems{limit: opt.Limits.Problems}
	in, ok, err := open(r, opt, p)
	if err != nil || !ok {
		return nil, either(err, ErrWhole)
	}
	return &jsonStretches{reader: newJSONReader(in, &Table{}, p, opt), in: in, columns: -1}, nil
}

// Next reads the next objects.
func (s *jsonStretches) Next() (*Table, error) {
	if s.done {
		return nil, io.EOF
	}
	j := s.reader
	j.clear()
	for text := 0; j.table.Rows < stretchRows && text < stretchText; text += len(j.values.text()) {
		if s.done = j.row() != foundRecord; s.done {
			break
		}
		if len(j.problems.list) > 0 {
			return nil, ErrWhole
		}
	}
	first := s.columns < 0
	if first {
		s.columns = len(j.table.Columns)
	}
	if j.values.err != nil || len(j.problems.list) > 0 || len(j.table.Columns) != s.columns || first && j.table.Rows == 0 {
		return nil, either(s.in.raw.err, ErrWhole)
	}
	return j.table, nil
}

// clear forgets the rows; their keys stay.
func (j *jsonReader) clear() {
	j.table.clear()
	for i := range j.keys {
		j.keys[i].seen = 0
	}
}

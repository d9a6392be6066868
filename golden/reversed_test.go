package golden_test

// This file defines data files whose rows stand in the reverse order.

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing/fstest"
)

// reversed is a folder whose data files have their rows turned round.
type reversed struct{ fs.FS }

// Open opens a file, turned round if it is one of data.
func (r reversed) Open(name string) (fs.File, error) {
	if !strings.HasPrefix(name, "data") || strings.HasSuffix(name, ".gz") {
		return r.FS.Open(name)
	}
	text, err := fs.ReadFile(r.FS, name)
	if err != nil {
		return nil, err
	}
	lines := records(append(bytes.TrimRight(text, "\n"), '\n'))
	from := 1
	if strings.HasSuffix(name, ".jsonl") {
		from = 0
	}
	slices.Reverse(lines[from:])
	return fstest.MapFS{name: {Data: slices.Concat(lines...)}}.Open(name)
}

// records are the lines of a file; one with an open quote goes on in the next.
func records(text []byte) [][]byte {
	var out [][]byte
	open := false
	for line := range bytes.Lines(text) {
		if open {
			out[len(out)-1] = append(bytes.Clone(out[len(out)-1]), line...)
		} else {
			out = append(out, line)
		}
		open = open != (bytes.Count(line, []byte(`"`))%2 == 1)
	}
	return out
}

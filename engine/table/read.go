package table

import (
	"cmp"
	"io"
	"path"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
)

// Read reads a source in the format that its name says: .csv, .tsv, .jsonl or
// .ndjson (one object on each line), .json (the same, or one array of
// objects), each also with .gz or .zst behind it. Any other name is read as CSV. For
// the results see ReadCSV and ReadJSONL.
func Read(r io.Reader, name string, opt Options) (*Table, diag.List, error) {
	opt, csv := opt.For(name)
	if csv {
		return ReadCSV(r, name, opt)
	}
	return ReadJSONL(r, name, opt)
}

// For is the options for a source of that name, and whether it is CSV by its name.
func (o Options) For(name string) (out Options, csv bool) {
	lower := strings.ToLower(name)
	switch path.Ext(strings.TrimSuffix(strings.TrimSuffix(lower, ".gz"), ".zst")) {
	case ".jsonl", ".ndjson", ".json":
		return o, false
	case ".tsv":
		o.Delimiter = cmp.Or(o.Delimiter, '\t')
	}
	return o, true
}

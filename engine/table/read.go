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
	lower := strings.ToLower(name)
	lower = strings.TrimSuffix(strings.TrimSuffix(lower, ".gz"), ".zst")
	switch path.Ext(lower) {
	case ".jsonl", ".ndjson", ".json":
		return ReadJSONL(r, name, opt)
	case ".tsv":
		opt.Delimiter = cmp.Or(opt.Delimiter, '\t')
	}
	return ReadCSV(r, name, opt)
}

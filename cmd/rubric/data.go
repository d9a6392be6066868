package main

// This file defines how commands that take data read it: the flags that name
// files and columns, and the binding of what they hold to a framework.

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"maps"
	"math"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/spf13/pflag"
)

// dataOptions says which data is read and how it meets the rules.
type dataOptions struct {
	Files     []string // "-" is standard input
	Columns   []string // input=column
	Supply    []string // block=column
	Binding   string   // a file of names and columns
	Delimiter string
	Max       int // problems shown; 0 shows all
}

func (opt *dataOptions) flags(f *pflag.FlagSet) {
	f.StringArrayVarP(&opt.Files, "data", "d", nil, "a file of data, or - for standard input; may be repeated")
	f.StringArrayVar(&opt.Columns, "column", nil, "INPUT=COLUMN or ENTITY.key=COLUMN, where the data calls it otherwise")
	f.StringVar(&opt.Binding, "binding", "", "a CSV file of such pairs, with the header name,column")
	f.StringArrayVar(&opt.Supply, "supply", nil, "BLOCK=COLUMN or BLOCK.MEMBER=COLUMN: take a result from the data instead of computing it")
	f.StringVar(&opt.Delimiter, "delimiter", "", "what separates the cells of CSV, such as ; or tab")
	f.IntVar(&opt.Max, "max", mostReasons, "how many problems of the data to show; 0 shows all")
}

// check refuses options that cannot be right.
func (opt *dataOptions) check() error {
	if len(opt.Files) == 0 {
		return fail(exitUsage, "name the data: --data FILE, or --data - for standard input")
	}
	seen := false
	for _, name := range opt.Files {
		if name == "-" && seen {
			return fail(exitUsage, "standard input can be read once only, and --data - stands twice")
		}
		seen = seen || name == "-"
	}
	if opt.Max < 0 {
		return fail(exitUsage, "--max is a number of problems, or 0 for all; it cannot be %d", opt.Max)
	}
	_, err := opt.delimiter()
	return err
}

// delimiter is the named delimiter, 0 if none is.
func (opt *dataOptions) delimiter() (rune, error) {
	switch opt.Delimiter {
	case "":
		return 0, nil
	case "tab", `\t`:
		return '\t', nil
	}
	r, n := utf8.DecodeRuneInString(opt.Delimiter)
	if n != len(opt.Delimiter) || r >= utf8.RuneSelf || strings.ContainsRune("\"\r\n", r) {
		return 0, fail(exitUsage, "--delimiter is one character, such as ; or tab, not %q", opt.Delimiter)
	}
	return r, nil
}

// limit is how many problems the readers report one by one.
func (opt *dataOptions) limit() int {
	if opt.Max == 0 {
		return math.MaxInt
	}
	return opt.Max
}

// bindOptions reads the names of --binding, --column and --supply; a flag wins
// over the file.
func (opt *dataOptions) bindOptions(s *streams) (engine.BindOptions, diag.List, error) {
	out := engine.BindOptions{Columns: map[string]string{}, Supply: map[string]string{}, Limit: opt.limit()}
	var list diag.List
	if opt.Binding != "" {
		names, l, err := readBinding(opt.Binding, s)
		if err != nil {
			return out, nil, err
		}
		list = l
		maps.Copy(out.Columns, names)
	}
	for _, f := range []struct {
		flag  string
		pairs []string
		to    map[string]string
	}{{"column", opt.Columns, out.Columns}, {"supply", opt.Supply, out.Supply}} {
		for _, pair := range f.pairs {
			name, column, ok := strings.Cut(pair, "=")
			if !ok || name == "" || column == "" {
				return out, nil, fail(exitUsage, "--%s takes NAME=COLUMN, not %q", f.flag, pair)
			}
			f.to[name] = column
		}
	}
	return out, list, nil
}

// readBinding reads a file of names and the columns that hold them.
func readBinding(name string, s *streams) (map[string]string, diag.List, error) {
	f, err := openData(name, s)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	t, list, err := table.Read(f, name, table.Options{})
	if err != nil {
		return nil, nil, fail(exitData, "the binding %s cannot be read: %s", name, reason(err))
	}
	names, columns := t.Column("name"), t.Column("column")
	if names == nil || columns == nil {
		if !list.HasErrors() {
			err = fail(exitData, "the binding %s needs the header name,column", name)
		}
		return nil, list, err
	}
	out := map[string]string{}
	for r := range t.Rows {
		if names.Text(r) == "" || columns.Text(r) == "" {
			return nil, list, fail(exitData, "the binding %s has a line without a name or a column: line %d", name, t.Line(r))
		}
		out[names.Text(r)] = columns.Text(r)
	}
	return out, list, nil
}

// bound is data that has met the rules.
type bound struct {
	data     *engine.Dataset
	problems diag.List
}

// stop ends a command whose data has errors; warnings are shown only.
func (b *bound) stop(s *streams, src diag.Sources) error {
	if err := diag.WriteText(s.err, b.problems, src, diag.TextOptions{Color: s.errTerm && !s.noColor}); err != nil {
		return err
	}
	if b.problems.HasErrors() {
		return &failure{code: exitData}
	}
	return nil
}

// bindData reads the files and binds them. Where a file cannot be read as a
// table nothing is bound: its cells would be reported once more.
func bindData(ctx context.Context, p *engine.Plan, opt dataOptions, s *streams) (*bound, error) {
	bo, list, err := opt.bindOptions(s)
	if err != nil {
		return nil, err
	}
	var tables []*table.Table
	var sums [][sha256.Size]byte
	for _, name := range opt.Files {
		if err := ctx.Err(); err != nil {
			return nil, fail(exitUsage, "interrupted; nothing was written")
		}
		t, sum, l, err := readTable(name, opt, engine.NeededColumns(p, bo), s)
		if err != nil {
			return nil, err
		}
		tables, sums, list = append(tables, t), append(sums, sum), append(list, l...)
	}
	if list.HasErrors() {
		return &bound{engine.NewDataset(p, 0), list}, nil
	}
	d, more := engine.Bind(p, tables, bo)
	d.Digest = engine.DataDigest(sums...)
	return &bound{d, append(list, more...)}, nil
}

// readTable reads one file and sums its bytes up.
func readTable(name string, opt dataOptions, keep func(string) bool, s *streams) (*table.Table, [sha256.Size]byte, diag.List, error) {
	var sum [sha256.Size]byte
	f, err := openData(name, s)
	if err != nil {
		return nil, sum, nil, err
	}
	defer f.Close()
	p := newProgress(s, "reading "+name)
	defer p.end()
	h := sha256.New()
	in := io.TeeReader(&counted{r: f, p: p}, h)
	delimiter, err := opt.delimiter()
	if err != nil {
		return nil, sum, nil, err
	}
	to := table.Options{Keep: keep, Delimiter: delimiter, Limits: table.Limits{Problems: opt.limit()}}
	t, list, err := readNamed(in, name, to)
	if err == nil && !list.HasErrors() {
		_, err = io.Copy(io.Discard, in) // what stands behind the last record
	}
	if err != nil {
		return nil, sum, nil, fail(exitData, "the data %s cannot be read: %s", name, reason(err))
	}
	return t, [sha256.Size]byte(h.Sum(nil)), list, nil
}

// readNamed reads by the name of the file. Standard input has none: what begins
// with a brace or a bracket is JSON.
func readNamed(in io.Reader, name string, to table.Options) (*table.Table, diag.List, error) {
	if name != "-" {
		return table.Read(in, name, to)
	}
	b := bufio.NewReader(in)
	head, err := b.Peek(64)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) > 0 && (head[0] == '{' || head[0] == '[') {
		return table.ReadJSONL(b, "standard input", to)
	}
	return table.ReadCSV(b, "standard input", to)
}

// readDecisions reads the file of --overrides into the dataset.
func readDecisions(name string, p *engine.Plan, d *engine.Dataset, opt dataOptions, s *streams) (diag.List, error) {
	if d.Rows == 0 {
		return nil, nil // the data has not been bound, or there is nothing to decide
	}
	opt.Delimiter = ""
	t, _, list, err := readTable(name, opt, nil, s)
	if err != nil || list.HasErrors() {
		return list, err
	}
	return append(list, engine.ReadDecisions(t, p, d, opt.limit())...), nil
}

// sameFile reports whether two names are of one file that exists.
func sameFile(a, b string) bool {
	x, errA := os.Stat(a)
	y, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(x, y)
}

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

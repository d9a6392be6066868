package main

// This file defines how commands that take data read it: the flags that name
// files and columns, and the binding of what they hold to a framework.

import (
	"context"
	"crypto/sha256"
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
	f.StringArrayVarP(&opt.Files, "data", "d", nil, "a file or database of data, or - for standard input; may be repeated")
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
		if _, err := database(name); err != nil {
			return err
		}
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
func (opt *dataOptions) bindOptions(ctx context.Context, s *streams) (engine.BindOptions, diag.List, error) {
	out := engine.BindOptions{Columns: map[string]string{}, Supply: map[string]string{}, Limit: opt.limit()}
	var list diag.List
	if opt.Binding != "" {
		names, l, err := readBinding(ctx, opt.Binding, s)
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
func readBinding(ctx context.Context, name string, s *streams) (map[string]string, diag.List, error) {
	t, _, list, err := readTable(ctx, name, dataOptions{Max: mostReasons}, nil, s)
	if err != nil {
		return nil, nil, err
	}
	names, columns := t.Column("name"), t.Column("column")
	if names == nil || columns == nil {
		if !list.HasErrors() {
			err = fail(exitData, "the binding %s needs the header name,column", t.Name)
		}
		return nil, list, err
	}
	out := map[string]string{}
	for r := range t.Rows {
		if names.Text(r) == "" || columns.Text(r) == "" {
			return nil, list, fail(exitData, "the binding %s has a row without a name or a column: row %d", t.Name, r+1)
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
	bo, list, err := opt.bindOptions(ctx, s)
	if err != nil {
		return nil, err
	}
	tables, sums, more, err := readTables(ctx, opt, engine.NeededColumns(p, bo), s)
	if err != nil {
		return nil, err
	}
	list = append(list, more...)
	if list.HasErrors() {
		return &bound{engine.NewDataset(p, 0), list}, nil
	}
	d, more := engine.Bind(p, tables, bo)
	d.Digest = engine.DataDigest(sums...)
	return &bound{d, append(list, more...)}, nil
}

// readTables reads the files of --data, and sums each up.
func readTables(ctx context.Context, opt dataOptions, keep func(string) bool, s *streams) ([]*table.Table, [][sha256.Size]byte, diag.List, error) {
	collectUsually()
	var tables []*table.Table
	var sums [][sha256.Size]byte
	var list diag.List
	for _, name := range opt.Files {
		if err := ctx.Err(); err != nil {
			return nil, nil, nil, fail(exitUsage, "interrupted; nothing was written")
		}
		t, sum, l, err := readTable(ctx, name, opt, keep, s)
		if err != nil {
			return nil, nil, nil, err
		}
		tables, sums, list = append(tables, t), append(sums, sum), append(list, l...)
	}
	return tables, sums, list, nil
}

// readDecisions reads the file of --overrides into the dataset.
func readDecisions(ctx context.Context, name string, p *engine.Plan, d *engine.Dataset, opt dataOptions, s *streams) (diag.List, error) {
	if d.Rows == 0 {
		return nil, nil // the data has not been bound, or there is nothing to decide
	}
	opt.Delimiter = ""
	t, _, list, err := readTable(ctx, name, opt, nil, s)
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

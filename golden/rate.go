package golden

// This file defines how the cases with data run: rate, which must come to
// results, and data, which must be refused.

import (
	"context"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// Rated is what the rules and the data of a folder came to.
type Rated struct {
	Directory *rules.Directory
	Result    *engine.Result // nil if the rules or the data have errors
	Sources   diag.Sources
	Problems  diag.List
	Options   report.Options
}

// settings are what options.txt of a folder says, a line each: "column
// NAME=COLUMN", "supply BLOCK=COLUMN", "delimiter ;", "limit 3" (problems
// reported one by one), "record 100", "columns 5" and "cells 10" (limits of the
// reader), "as_of 2026-04-01", "variant NAME", and the words "labels", "all" and "detail".
type settings struct {
	table  table.Options
	bind   engine.BindOptions
	engine engine.Options
	report report.Options

	variant string
}

// Rate loads the rules of a folder and rates its data: all files whose names
// begin with "data", and the recorded decisions of overrides.csv.
func Rate(fsys fs.FS) (*Rated, error) {
	set, err := readSettings(fsys)
	if err != nil {
		return nil, err
	}
	l, err := LoadVariant(fsys, set.variant)
	if err != nil {
		return nil, err
	}
	return rateLoaded(context.Background(), fsys, l)
}

// rateLoaded rates the data of a folder by rules that have been loaded.
func rateLoaded(ctx context.Context, fsys fs.FS, l *Loaded) (*Rated, error) {
	out := &Rated{Directory: l.Directory, Sources: l.Sources, Problems: l.Problems}
	set, err := readSettings(fsys)
	if err != nil || l.Framework == nil {
		return out, err
	}
	out.Options = set.report
	plan := engine.Compile(l.Framework, set.engine)
	d, err := out.bind(fsys, plan, set)
	if err != nil || out.Problems.HasErrors() {
		return out, err
	}
	res, err := plan.Run(ctx, d, engine.RunOptions{All: set.report.All})
	if err != nil {
		return nil, err
	}
	out.Problems = append(out.Problems, res.Problems...)
	out.Result = res
	return out, nil
}

// bind reads the data and the decisions of a folder.
func (r *Rated) bind(fsys fs.FS, plan *engine.Plan, set *settings) (*engine.Dataset, error) {
	names, err := fs.Glob(fsys, goldenData)
	if err != nil {
		return nil, err
	}
	var tables []*table.Table
	set.table.Keep = engine.NeededColumns(plan, set.bind)
	for _, name := range names {
		t, err := r.read(fsys, name, set.table)
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	if r.Problems.HasErrors() {
		return nil, nil
	}
	d, list := engine.Bind(plan, tables, set.bind)
	r.Problems = append(r.Problems, list...)
	if _, err := fs.Stat(fsys, "overrides.csv"); err != nil || list.HasErrors() {
		return d, nil
	}
	t, err := r.read(fsys, "overrides.csv", table.Options{})
	if err == nil {
		r.Problems = append(r.Problems, engine.ReadDecisions(t, plan, d, set.bind.Limit)...)
	}
	return d, err
}

func (r *Rated) read(fsys fs.FS, name string, opt table.Options) (*table.Table, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, list, err := table.Read(f, name, opt)
	r.Problems = append(r.Problems, list...)
	return t, err
}

func readSettings(fsys fs.FS) (*settings, error) {
	set := &settings{bind: engine.BindOptions{Columns: map[string]string{}, Supply: map[string]string{}}}
	text, err := fs.ReadFile(fsys, "options.txt")
	if err != nil {
		return set, nil // the file is optional
	}
	for line := range strings.Lines(string(text)) {
		word, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if err := set.line(word, value); err != nil {
			return nil, fmt.Errorf("options.txt: %s: %w", strings.TrimSpace(line), err)
		}
	}
	return set, nil
}

func (s *settings) line(word, value string) (err error) {
	name, column, _ := strings.Cut(value, "=")
	switch word {
	case "column":
		s.bind.Columns[name] = column
	case "supply":
		s.bind.Supply[name] = column
	case "delimiter":
		s.table.Delimiter = []rune(value)[0]
	case "limit":
		s.bind.Limit, err = strconv.Atoi(value)
		s.table.Limits.Problems = s.bind.Limit
	case "record":
		s.table.Limits.Record, err = strconv.Atoi(value)
	case "columns":
		s.table.Limits.Columns, err = strconv.Atoi(value)
	case "cells":
		s.table.Limits.Cells, err = strconv.ParseInt(value, 10, 64)
	case "as_of":
		s.engine.AsOf = value
	case "variant":
		s.variant = value
	case "labels":
		s.report.Labels = true
	case "all":
		s.report.All = true
	case "detail":
		s.report.Detail = true
	default:
		err = fmt.Errorf("there is no option %q", word)
	}
	return err
}

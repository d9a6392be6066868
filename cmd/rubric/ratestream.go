package main

// This file defines how `rubric rate` rates a file that it does not keep: where
// each row is rated by itself and the results go to a file of CSV, data of any size
// takes the memory of a few pieces of it.

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/stream"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/engine/table/zstd"
	"github.com/rubric-lang/rubric/lang/diag"
)

// passes reports whether the options leave it to each row what its results are. Data
// may have to be read once more, and what was written then is thrown away: both must
// be regular files.
func (opt *rateOptions) passes() bool {
	if opt.Out == "" || opt.Format != "csv" || opt.Overrides != "" || opt.Bounds || opt.Entity != "" || len(opt.Data.Files) != 1 {
		return false
	}
	in := inputFile(opt.Data.Files[0])
	_, csv := table.Options{}.For(in)
	_, err := os.Stat(opt.Out)
	return csv && regular(in) && (regular(opt.Out) || errors.Is(err, fs.ErrNotExist))
}

// regular reports a file that may be read twice.
func regular(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// rateStream rates the data as it passes by. done is false if it must be read
// whole, which says why if there is anything to say; nothing has been written then.
func rateStream(ctx context.Context, plan *engine.Plan, opt rateOptions, s *streams) (done bool, err error) {
	bo, list, err := opt.Data.bindOptions(ctx, s)
	if err != nil || len(list) > 0 {
		return false, nil // it is said once more, by those who read the data whole
	}
	delimiter, err := opt.Data.delimiter()
	if err != nil {
		return false, err
	}
	name := opt.Data.Files[0]
	to, _ := table.Options{Keep: engine.NeededColumns(plan, bo), Delimiter: delimiter, Packings: []table.Packing{zstd.Packing}}.For(name)
	f, err := openData(name, s)
	if err != nil {
		return false, err
	}
	defer f.Close()
	p := newProgress(s, "rating")
	defer p.end()
	so := stream.Options{
		Table:  to,
		Bind:   bo,
		Run:    engine.RunOptions{All: opt.All, Jobs: opt.Jobs, Progress: func(rows, _ int) { p.at(diag.Plural(rows, "row", "rows")) }},
		Report: report.Options{Labels: opt.Labels, All: opt.All, Detail: opt.Detail},
	}
	so.NoTally = opt.Quiet
	cost := &engine.Profile{}
	if opt.Profile {
		so.Run.Profile = cost
	}
	collectBounded()
	defer collectUsually()
	var rated *stream.Rated
	err = writeFile(opt.Out, func(w io.Writer) error {
		return packed(w, opt.Packing, func(w io.Writer) (err error) {
			rated, err = stream.Rate(ctx, plan, f, w, so)
			return err
		})
	})
	p.end()
	switch {
	case errors.Is(err, table.ErrWhole):
		return false, nil
	case errors.Is(err, context.Canceled):
		return false, fail(exitUsage, "interrupted; nothing was written")
	case err != nil:
		return false, readFailure(err, name)
	case opt.Quiet:
		return true, opt.profiled(cost, s)
	}
	if err := rated.Summary.Write(s.err, rated.Last, opt.Summary == "all"); err != nil {
		return true, err
	}
	return true, opt.profiled(cost, s)
}

// readFailure is the failure that an error of reading is.
func readFailure(err error, name string) error {
	if _, ok := errors.AsType[*failure](err); ok {
		return err
	}
	if errors.Is(err, context.Canceled) {
		return fail(exitUsage, "interrupted; nothing was written")
	}
	return fail(exitData, "the data %s cannot be read: %s", name, reason(err))
}

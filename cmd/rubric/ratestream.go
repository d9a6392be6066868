package main

// This file defines how `rubric rate` rates data that it does not keep: where each row
// is rated by itself and the results go to a file, data of any size takes the memory of
// a few pieces of it.

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

// passes reports whether the options leave it to each row what its results are. What
// was written may have to be thrown away, so it must go to a regular file.
func (opt *rateOptions) passes() bool {
	if opt.Out == "" || opt.Overrides != "" || opt.Bounds || opt.Entity != "" || len(opt.Data.Files) != 1 {
		return false
	}
	if _, ok := forms(opt.Format); !ok || !passes(opt.Data.Files[0], opt.Format) {
		return false
	}
	_, err := os.Stat(opt.Out)
	return regular(opt.Out) || errors.Is(err, fs.ErrNotExist)
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
	to := table.Options{Keep: engine.NeededColumns(plan, bo), Delimiter: delimiter, Packings: []table.Packing{zstd.Packing}}
	p := newProgress(s, "rating")
	defer p.end()
	so := stream.Options{
		Bind:    bo,
		Run:     engine.RunOptions{All: opt.All, Jobs: opt.Jobs, Progress: func(rows, _ int) { p.at(diag.Plural(rows, "row", "rows")) }},
		Report:  report.Options{Labels: opt.Labels, All: opt.All, Detail: opt.Detail, Envelope: opt.envelope()},
		NoTally: opt.Quiet,
	}
	so.Form, _ = forms(opt.Format)
	if opt.Format == "json" {
		sum, err := fileDigest(name, s)
		if err != nil {
			return false, err
		}
		so.Digest, so.Files = engine.DataDigest(sum), []string{name}
	}
	cost := &engine.Profile{}
	if opt.Profile {
		so.Run.Profile = cost
	}
	var rated *stream.Rated
	in, err := openPassing(ctx, name, to, s)
	if err == nil {
		defer in.Close()
		so.Table = in.table
		err = writeFile(opt.Out, func(w io.Writer) error {
			return packed(w, opt.Packing, func(w io.Writer) error {
				return inColumns(w, opt.Format, func(w io.Writer) (err error) {
					if rated, err = stream.Rate(ctx, plan, in, w, so); err != nil || so.Files == nil {
						return err
					}
					return unchanged(name, so.Digest, s)
				})
			})
		})
	}
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

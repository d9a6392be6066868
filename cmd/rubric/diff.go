package main

// This file defines `rubric diff`.

import (
	"bufio"
	"context"
	"errors"
	"io"

	"github.com/rubric-lang/rubric/engine/diff"
	"github.com/spf13/cobra"
)

const diffHelp = `  rubric diff care care-2026                  what differs between two directories
  rubric diff main:care care                  between a git revision and the work tree
  rubric diff care@2024-04-01 care@2025-04-01 between two dates
  rubric diff --format markdown main:care care
                                              for a pull request

diff compares what two frameworks say, not how their files are written: by address
what was added, removed or changed, with the old and the new text; what changes only
through something else; what was renamed; and what is only wording. Where the cases
of a rule are finite it goes through all of them and says for how many the result
differs, with the smallest one. No data is needed.

A framework is named as

` + revisionHelp + `

The exit code is 0 whatever differs; with --exit-code it is 1 if the meaning does.`

var diffFormats = []string{"human", "markdown", "json", "csv", "html"}

// diffOptions says what is compared and how it is shown.
type diffOptions struct {
	A, B     string
	Format   string // one of diffFormats
	Out      string // a file; "" for standard output
	AsOf     string
	ExitCode bool
}

func newDiff(s *streams) *cobra.Command {
	var opt diffOptions
	cmd := &cobra.Command{
		Use: "diff A B", Short: "Show what differs between two frameworks", Long: diffHelp,
		Args: exactly(2, "two frameworks"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.A, opt.B = args[0], args[1]
			return runDiff(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opt.Format, "format", "human", "human, markdown, json, csv or html")
	f.StringVarP(&opt.Out, "out", "o", "", "the file to write")
	f.StringVar(&opt.AsOf, "as-of", "", "the date of both, where their names have none")
	f.BoolVar(&opt.ExitCode, "exit-code", false, "exit with 1 if the meaning differs")
	completes(cmd, "format", diffFormats)
	return cmd
}

func runDiff(ctx context.Context, opt diffOptions, s *streams) error {
	if err := oneOf("format", opt.Format, diffFormats); err != nil {
		return err
	}
	a, b, err := openBoth(ctx, opt.A, opt.B, opt.AsOf, s)
	if err != nil {
		return err
	}
	r := diff.Compare(diff.Side{Name: a.name, AsOf: a.asOf, Framework: a.framework}, diff.Side{Name: b.name, AsOf: b.asOf, Framework: b.framework}, "rubric "+toolVersion())
	if err := errors.Join(a.Close(), b.Close()); err != nil {
		return err
	}
	write := map[string]func(io.Writer) error{"human": r.Page().WriteText, "markdown": r.Page().WriteMarkdown, "html": r.Page().WriteHTML, "json": r.WriteJSON, "csv": r.WriteCSV}[opt.Format]
	if err := writeOut(opt.Out, write, s); err != nil {
		return err
	}
	if opt.ExitCode && !r.Same {
		return finished(exitFindings)
	}
	return nil
}

// openBoth loads both sides of a comparison.
func openBoth(ctx context.Context, nameA, nameB, asOf string, s *streams) (a, b *revised, err error) {
	if a, err = openRevised(ctx, nameA, asOf, s); err != nil {
		return nil, nil, err
	}
	if b, err = openRevised(ctx, nameB, asOf, s); err != nil {
		return nil, nil, errors.Join(err, a.Close())
	}
	return a, b, nil
}

// writeOut writes to a file, or to standard output if it has no name.
func writeOut(name string, write func(io.Writer) error, s *streams) error {
	if name != "" {
		return writeFile(name, write)
	}
	out := bufio.NewWriter(s.out)
	return errors.Join(write(out), out.Flush())
}

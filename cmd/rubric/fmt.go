package main

// This file defines `rubric fmt`.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pmezard/go-difflib/difflib"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/spf13/cobra"
)

const fmtHelp = `  rubric fmt care                  lay out all rule files of a directory
  rubric fmt care/a.rubric.hcl     lay out one file
  rubric fmt --check care          list the files that would change, and fail
  rubric fmt --diff care           show what would change, and change nothing
  rubric fmt - < a.rubric.hcl      from standard input to standard output

fmt brings rule files into the one layout that there is. Only spaces and line
breaks change: the meaning and every comment stay. Without a path it takes the
rule files of the current directory. The names of the files that it changed, or
would change, go to standard output.`

// fmtOptions says what is laid out and what is done with the result.
type fmtOptions struct {
	Paths []string // files and directories; "-" alone is standard input
	Check bool     // write nothing, list what would change
	Diff  bool     // write nothing, show what would change
}

func newFmt(s *streams) *cobra.Command {
	var opt fmtOptions
	cmd := &cobra.Command{
		Use: "fmt [PATH...]", Short: "Lay out rule files", Long: fmtHelp, Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"hcl"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Paths = args
			return runFmt(cmd.Context(), opt, s)
		},
	}
	cmd.Flags().BoolVar(&opt.Check, "check", false, "change nothing; list the files that would change and exit with 1")
	cmd.Flags().BoolVar(&opt.Diff, "diff", false, "change nothing; show what would change")
	return cmd
}

func runFmt(ctx context.Context, opt fmtOptions, s *streams) error {
	if len(opt.Paths) == 1 && opt.Paths[0] == "-" {
		return fmtInput(opt, s)
	}
	if len(opt.Paths) == 0 {
		opt.Paths = []string{"."}
	}
	code := exitFine
	for _, p := range opt.Paths {
		files, err := fmtFiles(p)
		if err != nil {
			s.say(err.Error())
			code = worse(code, err)
		}
		for _, name := range files {
			if err := ctx.Err(); err != nil {
				return err
			}
			changed, err := fmtFile(name, opt, s)
			if err != nil {
				s.say(err.Error())
			}
			if code = worse(code, err); changed && opt.Check {
				code = max(code, exitFindings)
			}
		}
	}
	return finished(code)
}

// fmtFiles gives the rule files that a path means.
func fmtFiles(p string) ([]string, error) {
	info, err := os.Stat(p)
	switch {
	case p == "-":
		return nil, fail(exitUsage, `"-" is standard input, and stands alone`)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fail(exitUsage, "there is no file or directory %s", p)
	case err != nil:
		return nil, fail(exitUsage, "%s cannot be read: %s", p, reason(err))
	case info.Mode().IsRegular():
		return []string{p}, nil
	case !info.IsDir():
		return nil, fail(exitUsage, "%s is neither a file nor a directory", p)
	}
	entries, err := os.ReadDir(p)
	if err != nil {
		return nil, fail(exitUsage, "%s cannot be read: %s", p, reason(err))
	}
	var out []string
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasSuffix(e.Name(), lang.Extension) {
			out = append(out, filepath.Join(p, e.Name()))
		}
	}
	if len(out) == 0 {
		return nil, fail(exitUsage, "%s has no file that ends with %s", p, lang.Extension)
	}
	return out, nil
}

// fmtFile lays out one file and reports whether its layout changed.
func fmtFile(name string, opt fmtOptions, s *streams) (bool, error) {
	f, err := os.Open(name)
	if err != nil {
		return false, fail(exitUsage, "%s cannot be read: %s", name, reason(err))
	}
	defer f.Close()
	src, out, err := layOut(name, f, s)
	if err != nil || bytes.Equal(src, out) {
		return false, err
	}
	switch {
	case opt.Diff:
		return true, writeDiff(s.out, name, src, out)
	case !opt.Check:
		err := writeFile(name, func(w io.Writer) error {
			_, err := w.Write(out)
			return err
		})
		if err != nil {
			return false, err
		}
	}
	fmt.Fprintln(s.out, filepath.ToSlash(name))
	return true, nil
}

// fmtInput lays out standard input.
func fmtInput(opt fmtOptions, s *streams) error {
	const name = "stdin"
	src, out, err := layOut(name, s.in, s)
	if err != nil {
		return err
	}
	changed := !bytes.Equal(src, out)
	switch {
	case opt.Diff && changed:
		err = writeDiff(s.out, name, src, out)
	case opt.Check && changed:
		_, err = fmt.Fprintln(s.out, name)
	case !opt.Diff && !opt.Check:
		_, err = s.out.Write(out)
	}
	if err == nil && opt.Check && changed {
		return finished(exitFindings)
	}
	return err
}

// layOut reads a rule file and gives it before and after. Problems go to
// standard error; a file that cannot be parsed is a failure.
func layOut(name string, r io.Reader, s *streams) (src, out []byte, err error) {
	src, err = io.ReadAll(io.LimitReader(r, largestRules))
	if err != nil {
		return nil, nil, fail(exitUsage, "%s cannot be read: %s", name, reason(err))
	}
	shown := filepath.ToSlash(name)
	out, list := lang.Format(shown, src)
	if err := s.reasons(list, diag.Sources{shown: src}); err != nil {
		return nil, nil, err
	}
	if list.HasErrors() {
		return nil, nil, &failure{code: exitRules}
	}
	return src, out, nil
}

// writeDiff writes what changed as a unified diff.
func writeDiff(w io.Writer, name string, from, to []byte) error {
	name = filepath.ToSlash(name)
	return difflib.WriteUnifiedDiff(w, difflib.UnifiedDiff{
		A: difflib.SplitLines(string(from)), B: difflib.SplitLines(string(to)),
		FromFile: name, ToFile: name + " (laid out)", Context: 3,
	})
}

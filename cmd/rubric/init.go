package main

// This file defines `rubric init`.

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

const initHelp = `  rubric init care                 write a framework into the new directory care
  rubric check care                it has no problems

init writes a small framework that works, with the data that it rates and with
comments that say what each part is for. The directory is made if it is not
there; one that holds files is left alone.`

// start holds the files that init writes.
//
//go:embed start
var start embed.FS

// initOptions says where the framework is written.
type initOptions struct {
	Dir string
}

func newInit(s *streams) *cobra.Command {
	return &cobra.Command{
		Use: "init DIR", Short: "Write a small framework to start from", Long: initHelp,
		Args: exactly(1, "one directory"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInit(cmd.Context(), initOptions{args[0]}, s)
		},
	}
}

func runInit(_ context.Context, opt initOptions, s *streams) error {
	if err := emptyDir(opt.Dir); err != nil {
		return err
	}
	files, err := fs.Sub(start, "start")
	if err != nil {
		return err
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		text, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return err
		}
		name := filepath.Join(opt.Dir, e.Name())
		if err := writeFile(name, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
			return err
		}
		fmt.Fprintln(s.out, filepath.ToSlash(name))
	}
	return nil
}

// emptyDir makes the directory, or checks that nothing stands in it; hidden
// files, such as those of a version control system, do not count.
func emptyDir(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		if info, e := os.Stat(dir); e == nil && !info.IsDir() {
			return fail(exitUsage, "%s is a file. Name a directory", dir)
		}
		return fail(exitUsage, "%s cannot be made: %s", dir, reason(err))
	}
	f, err := os.Open(dir)
	if err != nil {
		return fail(exitUsage, "%s cannot be read: %s", dir, reason(err))
	}
	defer f.Close()
	for {
		entries, err := f.ReadDir(100)
		for _, e := range entries {
			if !strings.HasPrefix(e.Name(), ".") {
				return fail(exitUsage, "%s is not empty: it holds %s. Name a new directory", dir, e.Name())
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fail(exitUsage, "%s cannot be read: %s", dir, reason(err))
		}
	}
}

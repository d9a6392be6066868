package main

// This file defines `rubric version`.

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

const versionHelp = `  rubric version

version prints the version of rubric, the edition of the language that it reads,
and what it was built with. Please put it into every report of a fault.`

// languageEdition is the newest edition of the language that is read.
const languageEdition = 1

func newVersion(s *streams) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version of rubric", Long: versionHelp, Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return runVersion(cmd.Context(), s) },
	}
}

func runVersion(_ context.Context, s *streams) error {
	_, err := fmt.Fprintf(s.out, "rubric %s\nlanguage edition %d\n%s\n", toolVersion(), languageEdition, platform())
	return err
}

// toolVersion is the version that the build recorded, "devel" if it has none.
func toolVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}

func platform() string {
	return fmt.Sprintf("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

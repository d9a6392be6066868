package main

// This file defines how the scripts in golden/cli run. Besides the usual
// commands of testscript they have
//
//	code N rubric ARG...    runs rubric and demands the exit code N
//	big FILE MB             writes a file of that many MB without a line break
//	parquet CSV FILE        writes the columns of a CSV file as Parquet, as text
//	zstd FILE TO            packs a file with zstd
//	sqlite FILE SQL         makes a database with the statements of a file
//	cut FILE N              leaves the first N bytes of a file

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rubric": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../golden/cli",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("GOLDIE_UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": scriptCode, "big": scriptBig, "parquet": scriptParquet, "zstd": scriptZstd, "sqlite": scriptSQLite, "cut": scriptCut,
		},
	})
}

func scriptCode(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if err != nil || neg {
		ts.Fatalf("usage: code N rubric ARG...")
	}
	got, err := 0, ts.Exec(args[1], args[2:]...)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func scriptBig(ts *testscript.TestScript, _ bool, args []string) {
	mb, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	for range mb {
		_, err := f.Write(bytes.Repeat([]byte("x"), 1<<20))
		ts.Check(err)
	}
	ts.Check(f.Close())
}

//go:build unix

package main

// This file defines tests of files that only Unix has.

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPipe: a pipe with the name of a rule file must not hang a check.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "a.rubric.hcl"), 0o600); err != nil {
		t.Skip(err)
	}
	s, _, said := buffers()
	if code := execute(context.Background(), []string{"check", dir}, s); code != exitRules || !strings.Contains(said.String(), "regular file") {
		t.Errorf("exit code %d, said %s", code, said)
	}
}

func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.rubric.hcl"), "x")
	if err := os.Chmod(dir, 0); err != nil {
		t.Fatal(err)
	}
	s, _, said := buffers()
	if code := execute(context.Background(), []string{"check", dir}, s); code != exitUsage || !strings.Contains(said.String(), "permission denied") {
		t.Errorf("exit code %d, said %s", code, said)
	}
}

const pipeRules = `framework "t" {
  version  = "1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
input "falls" { type = number }
derive "twice" { value = 2 * falls }
`

// TestPipedData: data that comes through a pipe can be read once only, and what has
// gone into a pipe cannot be taken back. Bad data is reported all the same, and
// nothing is written.
func TestPipedData(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"in.csv", "out.csv"} {
		if err := syscall.Mkfifo(in(name), 0o600); err != nil {
			t.Skip(err)
		}
	}
	write(t, in("t.rubric.hcl"), pipeRules)
	const bad = "home,falls\na,1\nb,many\n"
	write(t, in("bad.csv"), bad)
	rate := func(data, out string) {
		t.Helper()
		s, _, said := buffers()
		if code := execute(context.Background(), []string{"rate", dir, "--data", data, "--out", out}, s); code != exitData || !strings.Contains(said.String(), "row 2") {
			t.Errorf("exit code %d, said %s", code, said)
		}
	}
	go os.WriteFile(in("in.csv"), []byte(bad), 0)
	rate(in("in.csv"), in("results.csv"))
	if _, err := os.Stat(in("results.csv")); err == nil {
		t.Error("results of bad data were written")
	}
	f, err := os.OpenFile(in("out.csv"), os.O_RDWR, 0) // with a reader, writing does not wait
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rate(in("bad.csv"), in("out.csv"))
	if err := f.SetReadDeadline(time.Now().Add(time.Second / 10)); err != nil {
		t.Skip(err)
	}
	got := make([]byte, 100)
	if n, _ := f.Read(got); n > 0 {
		t.Errorf("%q went into a pipe before the data had bound", got[:n])
	}
}

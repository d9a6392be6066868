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

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVerify makes all comparisons where the published data is at hand.
func TestVerify(t *testing.T) {
	cases := filepath.FromSlash("../../../shared/cases")
	if _, err := os.Stat(cases); err != nil {
		t.Skip("skipped: the published data is not here; it is no part of the project")
	}
	if raceOn {
		t.Skip("skipped with the race detector: make verify makes the comparisons")
	}
	var out bytes.Buffer
	if code := run(&out, "../..", cases); code != 0 {
		t.Errorf("exit code %d\n%s", code, &out)
	}
	if n := strings.Count(out.String(), "ok  "); n != 71 {
		t.Errorf("%d results are compared, want 71:\n%s", n, &out)
	}
}

// TestSkipped holds the command to success without the data.
func TestSkipped(t *testing.T) {
	var out bytes.Buffer
	if code := run(&out, "../..", t.TempDir()+"/none"); code != 0 || !strings.HasPrefix(out.String(), "skipped: ") {
		t.Errorf("exit code %d: %s", code, &out)
	}
}

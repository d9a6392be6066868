package main

// This file defines tests of `rubric rate` that a script cannot make: terminals,
// interrupts, and readers that fail.

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const rateRules = `framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}
entity "home" { key = "home" }
scale "quality" {
  levels = { good = "Good", poor = "Poor" }
}
input "falls" {
  type   = integer
  better = lower
}
rating "overall" {
  scale = quality
  value = falls
  bands {
    levels = { good = "below 5", poor = "5 or more" }
  }
}
`

// rateFolder makes a framework and n rows of data.
func rateFolder(t *testing.T, n int) (dir, data string) {
	t.Helper()
	dir = t.TempDir()
	write(t, filepath.Join(dir, "a.rubric.hcl"), rateRules)
	var b strings.Builder
	b.WriteString("home,falls\n")
	for i := range n {
		fmt.Fprintf(&b, "Home \x1b[31m%d,%d\n", i, i%10)
	}
	data = filepath.Join(dir, "data.csv")
	write(t, data, b.String())
	return dir, data
}

func TestRateOnTerminal(t *testing.T) {
	dir, data := rateFolder(t, 1234)
	s, out, err := buffers()
	s.outTerm = true
	if code := execute(context.Background(), []string{"rate", dir, "--data", data}, s); code != exitFine {
		t.Fatalf("exit code %d: %s", code, err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2+mostRows+1 || lines[len(lines)-1] != "… and 1,194 more rows" {
		t.Errorf("%d lines:\n%s", len(lines), out)
	}
	if strings.Contains(out.String(), "\x1b") {
		t.Error("a control character reached the terminal")
	}
	for _, line := range lines {
		if strings.TrimRight(line, " ") != line {
			t.Errorf("%q ends with a space", line)
		}
	}
}

// TestRateNothingEarly demands that nothing is written before all is well.
func TestRateNothingEarly(t *testing.T) {
	dir, data := rateFolder(t, 3)
	bad := filepath.Join(dir, "bad.csv")
	write(t, bad, "home,falls\nAsh Court,x\n")
	target := filepath.Join(dir, "out.csv")
	write(t, target, "as it was")
	for _, test := range []struct {
		data string
		out  []string
		code int
	}{
		{bad, nil, exitData},
		{bad, []string{"--out", target}, exitData},
		{filepath.Join(dir, "none.csv"), []string{"--out", target}, exitData},
		{data, []string{"--out", target, "--overrides", bad}, exitData},
	} {
		s, out, _ := buffers()
		if code := execute(context.Background(), append([]string{"rate", dir, "--data", test.data}, test.out...), s); code != test.code {
			t.Errorf("exit code %d, want %d", code, test.code)
		}
		if out.Len() > 0 {
			t.Errorf("on standard output: %q", out)
		}
	}
	if text, err := os.ReadFile(target); err != nil || string(text) != "as it was" {
		t.Errorf("the file that was there is now %q, %v", text, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".out*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

func TestRateInterrupted(t *testing.T) {
	dir, data := rateFolder(t, 3)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s, out, err := buffers()
	if code := execute(ctx, []string{"rate", dir, "--data", data}, s); code == exitFine || out.Len() > 0 || !strings.Contains(err.String(), "interrupted; nothing was written") {
		t.Errorf("exit code %d, out %q, err %q", code, out, err)
	}
}

// TestRateJobs demands the same bytes whatever the number of cores.
func TestRateJobs(t *testing.T) {
	dir, data := rateFolder(t, 20_000)
	var want string
	for _, jobs := range []string{"1", "2", "7"} {
		s, out, _ := buffers()
		if code := execute(context.Background(), []string{"rate", dir, "--data", data, "--jobs", jobs, "--format", "jsonl"}, s); code != exitFine {
			t.Fatalf("exit code %d", code)
		}
		if want == "" {
			want = out.String()
		} else if out.String() != want {
			t.Errorf("other results with %s jobs", jobs)
		}
	}
}

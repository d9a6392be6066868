package main

// This file defines tests of rule files that are made to do harm.

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestHostile(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"ten thousand problems": {strings.Repeat("criterion \"a\" {}\n", 10_000), "… and 9,900 more problems"},
		"a million brackets":    {"input \"a\" { type = " + strings.Repeat("(", 1_000_000), "R0102"},
		"a million signs":       {"input \"a\" { type = " + strings.Repeat("-", 1_000_000) + "1 }", "R0102"},
		"a million blocks":      {strings.Repeat("a {\n", 1_000_000), "R0102"},
		"escape sequences":      {"input \"\\u001b[31m\" {}\n", "R0203"},
		"control characters":    {"input \"\x1b[31m\" {}\n", "R0103"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "a.rubric.hcl"), test.text)
			s, out, _ := buffers()
			from := time.Now()
			code := execute(context.Background(), []string{"check", dir}, s)
			if took := time.Since(from); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
			if code != exitRules || !strings.Contains(out.String(), test.want) {
				t.Errorf("exit code %d, no %q in %.2000s", code, test.want, out)
			}
			if strings.Contains(out.String(), "\x1b") {
				t.Error("a control character reached the terminal")
			}
		})
	}
}

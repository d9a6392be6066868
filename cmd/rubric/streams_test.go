package main

// This file defines tests of what a script cannot see: terminals, panics, and
// helpers for commands to come.

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/rubric-lang/rubric/lang/diag"
)

func buffers() (*streams, *bytes.Buffer, *bytes.Buffer) {
	var out, err bytes.Buffer
	return &streams{in: strings.NewReader("in"), out: &out, err: &err}, &out, &err
}

func TestColor(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.rubric.hcl"), "criterion \"x\" {}\n")
	for _, test := range []struct {
		terminal, noColor, want bool
		args                    []string
	}{
		{true, false, true, nil},
		{true, true, false, nil},
		{false, false, false, nil},
		{true, false, false, []string{"--no-color"}},
	} {
		s, out, _ := buffers()
		s.outTerm, s.noColor = test.terminal, test.noColor
		if code := execute(context.Background(), append([]string{"check", dir}, test.args...), s); code != exitRules {
			t.Errorf("exit code %d", code)
		}
		if got := strings.Contains(out.String(), "\x1b["); got != test.want {
			t.Errorf("%+v: colour %t", test, got)
		}
	}
}

func TestFault(t *testing.T) {
	s, out, err := buffers()
	code := s.guard(func() int { panic("a kind of block that there is not") })
	if code != exitFault || out.Len() > 0 {
		t.Errorf("exit code %d, output %q", code, out)
	}
	for _, want := range []string{"error[R0901]: a fault in rubric itself", "a kind of block that there is not", "TestFault"} {
		if !strings.Contains(err.String(), want) {
			t.Errorf("no %q in %s", want, err)
		}
	}
}

func TestEnded(t *testing.T) {
	for _, test := range []struct {
		err  error
		code int
		said string
	}{
		{nil, exitFine, ""},
		{finished(exitFindings), exitFindings, ""},
		{fail(exitData, "the data %s", "x"), exitData, "rubric: the data x\n"},
		{errors.Join(fail(exitRules, "a"), nil), exitRules, "rubric: a\n"},
		{io.ErrShortWrite, exitUsage, "rubric: short write\n"},
	} {
		s, _, err := buffers()
		if code := s.ended(test.err); code != test.code || err.String() != test.said {
			t.Errorf("%v: exit code %d, said %q", test.err, code, err)
		}
	}
}

func TestProgress(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		s, _, err := buffers()
		s.errTerm = terminal
		p := newProgress(s, "rating")
		p.at("1 row")
		p.next = time.Time{}
		p.at("2 rows")
		p.end()
		if got := err.String(); strings.Contains(got, "2 rows") != terminal || strings.Contains(got, "1 row") {
			t.Errorf("terminal %t: %q", terminal, got)
		}
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out.csv")
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	if err := writeFile(name, text("one")); err != nil || read(t, name) != "one" {
		t.Errorf("%v", err)
	}
	if err := os.Chmod(name, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.csv")
	if err := os.Symlink("out.csv", link); err != nil {
		t.Skip(err)
	}
	if err := writeFile(link, text("two")); err != nil || read(t, name) != "two" {
		t.Errorf("%v", err)
	}
	if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	broken := errors.New("no more")
	if err := writeFile(name, func(io.Writer) error { return broken }); !errors.Is(err, broken) || read(t, name) != "two" {
		t.Errorf("%v", err)
	}
	if err := writeFile(filepath.Join(dir, "none", "x"), text("x")); worse(0, err) != exitUsage {
		t.Errorf("%v", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("left behind: %v", entries)
	}
	if err := writeFile(os.DevNull, text("x")); err != nil {
		t.Error(err)
	}
}

func TestOpenData(t *testing.T) {
	s, _, _ := buffers()
	r, err := openData("-", s)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := io.ReadAll(r); string(text) != "in" {
		t.Errorf("%q", text)
	}
	for _, name := range []string{filepath.Join(t.TempDir(), "none.csv"), t.TempDir()} {
		if _, err := openData(name, s); worse(0, err) != exitData {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLoadFramework(t *testing.T) {
	s, out, said := buffers()
	if code := execute(context.Background(), []string{"init", filepath.Join(t.TempDir(), "care")}, s); code != exitFine {
		t.Fatal(said)
	}
	dir := filepath.Dir(strings.Split(out.String(), "\n")[0])
	if l, err := loadFramework(dir, "", s); err != nil || l.framework == nil || len(l.sources) != 1 {
		t.Errorf("%v %v", l, err)
	}
	write(t, filepath.Join(dir, "b.rubric.hcl"), "input {}\n")
	if _, err := loadFramework(dir, "", s); worse(0, err) != exitRules || !strings.Contains(said.String(), "R0204") {
		t.Errorf("%v, said %s", err, said)
	}
}

// TestPlaced holds all places of a diagnostic to the directory's name, and the
// diagnostic that was handed in to what it was.
func TestPlaced(t *testing.T) {
	at := diag.Range{Filename: "a.rubric.hcl"}
	d := &diag.Diagnostic{Range: at, Notes: []diag.Note{{Range: at}}, Fix: &diag.Fix{Edits: []diag.Edit{{Range: at}}}}
	src := source{dir: "care"}
	got := src.placed(diag.List{d, {Code: "R0901"}})
	for _, r := range []diag.Range{got[0].Range, got[0].Notes[0].Range, got[0].Fix.Edits[0].Range} {
		if r.Filename != "care/a.rubric.hcl" {
			t.Errorf("%v", r)
		}
	}
	if d.Fix.Edits[0].Range != at || d.Notes[0].Range != at || got[1].Range.Filename != "" {
		t.Error("changed what was handed in")
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestInterruptible demands that reading ends with an interrupt, and that else
// nothing is lost, however little is taken at a time.
func TestInterruptible(t *testing.T) {
	text := strings.Repeat("home,falls\n", 100_000)
	r := &interruptible{ctx: context.Background(), from: strings.NewReader(text)}
	if got, err := io.ReadAll(iotest.OneByteReader(r)); err != nil || string(got) != text {
		t.Errorf("%d bytes of %d, %v", len(got), len(text), err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	silent, _ := io.Pipe()
	if _, err := (&interruptible{ctx: ctx, from: silent}).Read(make([]byte, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

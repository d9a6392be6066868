package golden_test

// This file defines how the cases of rule files run: those with problems and
// those of the formatter.

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/lang/diag/diagtest"
	"github.com/sebdah/goldie/v2"
)

// update is what mends a golden that is meant to change.
const update = "if this change is meant: make golden (GOLDIE_UPDATE=true go test ./golden)"

func cases(t *testing.T, kind string) []golden.Case {
	t.Helper()
	list, err := golden.Cases(os.DirFS("."), kind)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestCheck loads the rules of each folder of check/ and holds what is reported
// to the want comments and to the golden of the text that people read.
func TestCheck(t *testing.T) {
	for _, c := range cases(t, "check") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			l, err := golden.Check(os.DirFS(c.Dir))
			if err != nil {
				t.Fatal(err)
			}
			if l.Framework == nil != l.Problems.HasErrors() {
				t.Errorf("a framework: %t, and errors: %t", l.Framework != nil, l.Problems.HasErrors())
			}
			for name, src := range l.Sources {
				diagtest.Check(t, name, src, l.Problems)
			}
			checkFixes(t, l)
			var text bytes.Buffer
			if err := diag.WriteText(&text, l.Problems, l.Sources, diag.TextOptions{}); err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join(c.Dir, "want"), "diagnostics", ".txt", text.Bytes())
		})
	}
}

// checkFixes applies every fix that has edits: the file must still parse, and
// the problem must have gone.
func checkFixes(t *testing.T, l *golden.Loaded) {
	t.Helper()
	for _, d := range l.Problems {
		if d.Fix == nil || len(d.Fix.Edits) == 0 {
			continue
		}
		name := d.Range.Filename
		mended := applied(l.Sources[name], d.Fix.Edits)
		_, list := lang.Parse(name, mended)
		for _, left := range list {
			if left.Code == d.Code && left.Range.Start == d.Range.Start && left.Summary == d.Summary {
				t.Errorf("%s:%d: the fix %q does not mend %s", name, d.Range.Start.Line, d.Fix.Summary, d.Code)
			}
		}
	}
}

// applied makes the edits, which do not overlap, from the last to the first.
func applied(src []byte, edits []diag.Edit) []byte {
	out := bytes.Clone(src)
	for len(edits) > 0 {
		last := 0
		for i, e := range edits {
			if e.Range.Start.Byte > edits[last].Range.Start.Byte {
				last = i
			}
		}
		e := edits[last]
		out = append(out[:e.Range.Start.Byte:e.Range.Start.Byte], append([]byte(e.Text), out[e.Range.End.Byte:]...)...)
		edits = append(append([]diag.Edit{}, edits[:last]...), edits[last+1:]...)
	}
	return out
}

// TestFormat lays out the input of each folder of fmt/: the result is the
// golden, is stable, and keeps the words.
func TestFormat(t *testing.T) {
	for _, c := range cases(t, "fmt") {
		t.Run(c.Name, func(t *testing.T) {
			src, err := os.ReadFile(filepath.Join(c.Dir, "input.rubric.hcl"))
			if err != nil {
				t.Fatal(err)
			}
			out, list := lang.Format("input.rubric.hcl", src)
			if list.HasErrors() {
				t.Fatalf("not laid out: %s", list[0].Detail)
			}
			again, _ := lang.Format("input.rubric.hcl", out)
			if !bytes.Equal(out, again) {
				t.Errorf("not stable; the second time:\n%s", again)
			}
			if a, b := bytes.Fields(src), bytes.Fields(out); !bytes.Equal(bytes.Join(a, nil), bytes.Join(b, nil)) {
				t.Error("more than white space has changed")
			}
			compare(t, filepath.Join(c.Dir, "want"), "laid_out.rubric", ".hcl", out)
		})
	}
}

// examples are the directories below examples that match a pattern, on either
// level: a family of frameworks has a directory for each.
func examples(t *testing.T, pattern string) []string {
	t.Helper()
	var out []string
	for _, level := range []string{"../examples/*/", "../examples/*/*/"} {
		found, err := filepath.Glob(level + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			if dir := filepath.Dir(name); !slices.Contains(out, dir) {
				out = append(out, dir)
			}
		}
	}
	return out
}

// frameworks are the directories of examples that hold a framework; others hold
// definitions that frameworks share.
func frameworks(t *testing.T) []string {
	t.Helper()
	return slices.DeleteFunc(examples(t, "*"+lang.Extension), func(dir string) bool {
		files, _, _, err := lang.ParseDir(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		return !slices.ContainsFunc(files, func(f *lang.File) bool {
			return slices.ContainsFunc(f.Blocks, func(b *lang.Block) bool { return b.Type == "framework" })
		})
	})
}

// label is the name of an example's directory below examples.
func label(dir string) string { return strings.TrimPrefix(filepath.ToSlash(dir), "../examples/") }

// TestLaidOut holds every rule file of the tree that people read to the layout.
func TestLaidOut(t *testing.T) {
	for _, pattern := range []string{"../examples/*/*" + lang.Extension, "../examples/*/*/*" + lang.Extension, "../cmd/rubric/start/*" + lang.Extension, "check/*/*" + lang.Extension} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no files, %v", pattern, err)
		}
		for _, name := range files {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			out, list := lang.Format(name, src)
			if len(list) == 0 && !bytes.Equal(src, out) {
				t.Errorf("%s is not laid out: rubric fmt %s", name, name)
			}
		}
	}
}

// compare holds got to a golden file.
func compare(t *testing.T, dir, name, suffix string, got []byte) {
	t.Helper()
	goldie.New(t, goldie.WithFixtureDir(dir), goldie.WithNameSuffix(suffix), goldie.WithDiffEngine(goldie.ClassicDiff)).Assert(t, name, got)
	if t.Failed() {
		t.Log(update)
	}
}

package golden_test

// This file defines how the cases with data run, and the examples with them.

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang/diag"
)

// TestRate rates the data of each folder of rate/ in every format.
func TestRate(t *testing.T) {
	for _, c := range cases(t, "rate") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			r := rate(t, c.Dir)
			if len(r.Problems) > 0 {
				compare(t, filepath.Join(c.Dir, "want"), "diagnostics", ".txt", problemText(t, r))
			}
			if r.Result == nil {
				t.Fatalf("not rated:\n%s", problemText(t, r))
			}
			r.Result.Data.Digest = "(not part of the case)"
			for _, f := range []struct {
				suffix string
				write  func(*bytes.Buffer) error
			}{
				{".csv", func(b *bytes.Buffer) error { return report.WriteCSV(b, r.Result, r.Options) }},
				{".json", func(b *bytes.Buffer) error { return report.WriteJSON(b, r.Result, r.Options) }},
				{".txt", func(b *bytes.Buffer) error {
					if err := report.WriteTable(b, r.Result, r.Options, 20); err != nil {
						return err
					}
					b.WriteByte('\n')
					return report.WriteSummary(b, r.Result)
				}},
			} {
				var b bytes.Buffer
				if err := f.write(&b); err != nil {
					t.Fatal(err)
				}
				compare(t, filepath.Join(c.Dir, "want"), "results", f.suffix, b.Bytes())
			}
			for _, l := range report.Levels(r.Result, r.Options.All)[1:] {
				var b bytes.Buffer
				opt := r.Options
				opt.Level = &l
				if err := report.WriteCSV(&b, r.Result, opt); err != nil {
					t.Fatal(err)
				}
				compare(t, filepath.Join(c.Dir, "want"), "results."+l.Name(), ".csv", b.Bytes())
			}
		})
	}
}

// TestExamples rates the small data of each example.
func TestExamples(t *testing.T) {
	dirs, err := filepath.Glob("../examples/*/data.csv")
	if err != nil || len(dirs) < 5 {
		t.Fatalf("%d examples, %v", len(dirs), err)
	}
	for _, name := range dirs {
		dir := filepath.Dir(name)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			r := rate(t, dir)
			if r.Result == nil {
				t.Fatalf("not rated:\n%s", problemText(t, r))
			}
			var b bytes.Buffer
			if err := report.WriteCSV(&b, r.Result, report.Options{}); err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join(dir, "want"), "results", ".csv", b.Bytes())
		})
	}
}

// TestData gives each folder of data/ to the reader: what is wrong must be said
// in the words of the golden, with the code that the folder is named after.
func TestData(t *testing.T) {
	for _, c := range cases(t, "data") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			r := rate(t, c.Dir)
			if !slices.ContainsFunc(r.Problems, func(d *diag.Diagnostic) bool { return d.Code == c.Code() }) {
				t.Errorf("no %s", c.Code())
			}
			if r.Result == nil != r.Problems.HasErrors() {
				t.Errorf("rated: %t, and errors: %t", r.Result != nil, r.Problems.HasErrors())
			}
			compare(t, filepath.Join(c.Dir, "want"), "diagnostics", ".txt", problemText(t, r))
		})
	}
}

func rate(t *testing.T, dir string) *golden.Rated {
	t.Helper()
	r, err := golden.Rate(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func problemText(t *testing.T, r *golden.Rated) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := diag.WriteText(&b, r.Problems, r.Sources, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestOrder turns rows and files round: results may not change, and rows follow
// the data.
func TestOrder(t *testing.T) {
	for _, c := range cases(t, "rate") {
		r := rate(t, c.Dir)
		if r.Result == nil {
			continue
		}
		want := byKey(t, r.Result, r.Options)
		turned, err := golden.Rate(reversed{os.DirFS(c.Dir)})
		if err != nil || turned.Result == nil {
			t.Fatalf("%s: %v %v", c.Name, err, turned.Problems)
		}
		if got := byKey(t, turned.Result, r.Options); !slices.Equal(got, want) {
			t.Errorf("%s: other results in another order:\n%q\n%q", c.Name, got, want)
		}
	}
}

// byKey are the lines of the results, sorted.
func byKey(t *testing.T, res *engine.Result, opt report.Options) []string {
	t.Helper()
	var out []string
	for _, l := range report.Levels(res, opt.All) {
		var b bytes.Buffer
		opt.Level = &l
		if err := report.WriteCSV(&b, res, opt); err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(b.Bytes()) {
			out = append(out, l.Name()+": "+string(line))
		}
	}
	slices.Sort(out)
	return out
}

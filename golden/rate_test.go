package golden_test

// This file defines how the cases with data run, and the examples with them.

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
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

// TestPublished compares the results of examples with what golden/generate
// computed by other means.
func TestPublished(t *testing.T) {
	for _, c := range []struct {
		dir, data, published string
		columns, supply      map[string]string // as on the command line
		as                   map[string]string // what a published column is called here
		within               float64
	}{
		{dir: "imd_england", data: "data.csv", published: "published.csv", within: 0.0005},
		{dir: "svi_us", data: "data.csv", published: "published.csv"},
		{dir: "cms_hospital", data: "data.csv", published: "published.csv", within: 0.000000006},
		{dir: "nhs_oversight_framework", data: "league.csv", published: "league.csv",
			columns: map[string]string{"trust.key": "org_code", "league.key": "trust_type"},
			supply: map[string]string{
				"average_score": "average_metric_score", "in_deficit": "in_deficit",
				"domain_score.access": "access_score", "domain_score.effectiveness": "effectiveness_experience_score",
				"domain_score.safety": "patient_safety_score", "domain_score.people": "people_workforce_score",
				"domain_score.finance": "finance_productivity_score",
			},
			as: map[string]string{
				"adjusted_segment": "adjusted_segment", "league_rank": "league_rank", "access_segment": "domain_segment.access",
				"effectiveness_experience_segment": "domain_segment.effectiveness", "patient_safety_segment": "domain_segment.safety",
				"people_workforce_segment": "domain_segment.people", "finance_productivity_segment": "domain_segment.finance",
			}},
	} {
		t.Run(c.dir, func(t *testing.T) {
			t.Parallel()
			got := ratedFrom(t, filepath.Join("../examples", c.dir), c.data, engine.BindOptions{Columns: c.columns, Supply: c.supply})
			want := readCSV(t, filepath.Join("../examples", c.dir, c.published))
			if len(got) != len(want) {
				t.Fatalf("%d rows, %d published", len(got), len(want))
			}
			for i, w := range want {
				for column, text := range w {
					name := column
					if c.as != nil {
						name = c.as[column]
					}
					if name == "" || c.dir == "nhs_oversight_framework" && name == "adjusted_segment" && text == "" {
						continue // where the deficit is not published, the segment is known only of some
					}
					if g := got[i][name]; g != text && !near(g, text, c.within) {
						t.Errorf("row %d, %s: %q, published %q", i+1, name, g, text)
					}
				}
			}
		})
	}
}

// ratedFrom gives the results of a folder for one file of data.
func ratedFrom(t *testing.T, dir, data string, opt engine.BindOptions) []map[string]string {
	t.Helper()
	l, err := golden.Load(golden.Folder(dir))
	if err != nil || l.Framework == nil {
		t.Fatal("not loaded", err)
	}
	f, err := os.Open(filepath.Join(dir, data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tab, list, err := table.Read(f, data, table.Options{})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	plan := engine.Compile(l.Framework, engine.Options{})
	d, list := engine.Bind(plan, []*table.Table{tab}, opt)
	if list.HasErrors() {
		t.Fatal(list)
	}
	res, err := plan.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.WriteCSV(&b, res, report.Options{}); err != nil {
		t.Fatal(err)
	}
	return named(t, &b)
}

func readCSV(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return named(t, f)
}

func named(t *testing.T, r io.Reader) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, rec := range all[1:] {
		m := map[string]string{}
		for i, h := range all[0] {
			m[h] = rec[i]
		}
		out = append(out, m)
	}
	return out
}

// near reports whether two texts are numbers that differ by no more than within.
func near(a, b string, within float64) bool {
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err == nil && err2 == nil && math.Abs(x-y) <= within
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
	r, err := golden.Rate(golden.Folder(dir))
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

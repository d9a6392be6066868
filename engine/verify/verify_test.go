package verify_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/engine/verify"
	"github.com/rubric-lang/rubric/golden"
)

// TestCases rates every example and every case of golden/rate, and performs what
// was written again: as JSON with all steps, as JSON lines, and as CSV.
func TestCases(t *testing.T) {
	for _, pattern := range []string{"../../golden/rate/*", "../../examples/*"} {
		dirs, err := filepath.Glob(pattern)
		if err != nil || len(dirs) == 0 {
			t.Fatal("no cases", err)
		}
		for _, dir := range dirs {
			if found, _ := filepath.Glob(dir + "/data*"); len(found) == 0 {
				continue
			}
			t.Run(filepath.Base(dir), func(t *testing.T) {
				t.Parallel()
				performed(t, dir)
			})
		}
	}
}

func performed(t *testing.T, dir string) {
	rated, err := golden.Rate(golden.Dir(dir))
	if err != nil || rated.Result == nil {
		t.Fatal(err, rated.Problems)
	}
	var b bytes.Buffer
	for _, all := range []bool{false, true} {
		if all != rated.Options.All { // the run keeps either
			continue
		}
		b.Reset()
		if err := report.WriteJSON(&b, rated.Result, report.Options{All: all}); err != nil {
			t.Fatal(err)
		}
		pub, err := verify.ReadJSON(b.Bytes())
		same(t, rated, pub, err)
	}
	b.Reset()
	if err := report.WriteJSONL(&b, rated.Result, report.Options{}); err != nil {
		t.Fatal(err)
	}
	pub, err := verify.ReadJSONL(&b)
	same(t, rated, pub, err)
	b.Reset()
	if err := report.WriteCSV(&b, rated.Result, report.Options{Detail: true, Labels: true}); err != nil {
		t.Fatal(err)
	}
	tab, _, err := table.Read(&b, "results.csv", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, rated, verify.FromTable(tab), nil)
}

func same(t *testing.T, rated *golden.Rated, pub *verify.Published, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	r, err := verify.Again(context.Background(), rated.Result, pub, verify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.ByRow != r.Cells {
		t.Errorf("%d of %d cells were computed row by row", r.ByRow, r.Cells)
	}
	if !r.Same() {
		t.Errorf("not the same: %v %v %v %v", r.NotRated, r.NotGiven, r.Unknown, r.Missing)
		for i, d := range r.Differences {
			if i < 5 {
				t.Errorf("%+v", d)
			}
		}
	}
}

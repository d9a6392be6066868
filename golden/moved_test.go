package golden_test

// This file holds the examples that compare two sets of rules to what their
// READMEs say: how many rows moved from which rating to which.

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/golden"
)

func TestMoved(t *testing.T) {
	for _, c := range []struct {
		from, to string // a directory of examples, and a variant behind a space
		result   string
		want     string
	}{
		{"nhs_star_ratings illustrative_before_july_2002", "nhs_star_ratings illustrative", "overall", "2 to 3: 1, 3 to 2: 1"},
		{"nhs_star_ratings illustrative", "nhs_star_ratings illustrative_without_review", "overall", "0 to 1: 1, 0 to 2: 1, 0 to 3: 1, 2 to 3: 3, none to 1: 1"},
		{"annual_health_check illustrative", "annual_health_check illustrative_counted_twice", "quality", "excellent to good: 1, fair to weak: 1"},
		{"ccg_assessment", "ccg_assessment_final illustrative", "overall", "good to outstanding: 3, inadequate to requires_improvement: 31, none to requires_improvement: 1, requires_improvement to good: 7"},
		{"ccg_assessment_2017 illustrative", "ccg_assessment_2017 illustrative_equal_weights", "overall", "good to requires_improvement: 1, inadequate to requires_improvement: 2, none to requires_improvement: 1, requires_improvement to good: 1, requires_improvement to inadequate: 2"},
		{"stp_progress illustrative", "stp_progress illustrative_equal_weights", "overall", "advanced to making_progress: 3, advanced to outstanding: 1, making_progress to advanced: 5, making_progress to needs_most_improvement: 1, needs_most_improvement to making_progress: 1, outstanding to advanced: 1"},
	} {
		from, to := levels(t, c.from, c.result), levels(t, c.to, c.result)
		moves := map[string]int{}
		for row, old := range from {
			if now := to[row]; now != old {
				moves[old+" to "+now]++
			}
		}
		var got []string
		for _, m := range slices.Sorted(maps.Keys(moves)) {
			got = append(got, fmt.Sprintf("%s: %d", m, moves[m]))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s, %s, %s: moved %q, not %q", c.from, c.to, c.result, text, c.want)
		}
	}
}

// levels is a result of each row of an example's data.
func levels(t *testing.T, rules, result string) map[string]string {
	t.Helper()
	name, variant, _ := strings.Cut(rules, " ")
	dir := filepath.Join("../examples", name)
	set := fstest.MapFS{}
	if variant != "" {
		set["options.txt"] = &fstest.MapFile{Data: []byte("variant " + variant + "\n")}
	}
	r, err := golden.Rate(besides(over{set, os.DirFS(dir)}, dir))
	if err != nil || r.Result == nil {
		t.Fatal(rules, err, r.Problems)
	}
	var b bytes.Buffer
	if err := report.WriteCSV(&b, r.Result, report.Options{}); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, row := range named(t, &b) {
		out[fmt.Sprint(i)] = cmp.Or(row[result], "none")
	}
	return out
}

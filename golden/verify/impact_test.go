package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rubric-lang/rubric/engine/impact"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
)

// TestStaffingStep rates all homes by two versions: where only five stars for
// staffing add a star, as from July 2022, 2,203 of 15,283 lose one, and no other
// rating moves.
func TestStaffingStep(t *testing.T) {
	f, err := os.Open(filepath.FromSlash("../../../shared/cases/cms_nursing_home/homes_2021_08.csv.gz"))
	if err != nil {
		t.Skip("skipped: the published data is not here; it is no part of the project")
	}
	defer f.Close()
	homes, list, err := table.Read(f, "homes_2021_08.csv.gz", table.Options{})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	side := func(name string) impact.Side {
		l, err := golden.Load(golden.Dir("../../examples/" + name))
		if err != nil || l.Framework == nil {
			t.Fatal(err, l.Problems)
		}
		return impact.Side{Name: name, Framework: l.Framework, Tables: []*table.Table{homes}}
	}
	a, b := side("cms_nursing_home"), side("cms_nursing_home_2022")
	r, problems, err := impact.Compare(context.Background(), a, b, impact.Options{Causes: 100})
	if r == nil {
		t.Fatal(err, problems)
	}
	x := r.Results[0]
	if r.Both != 15283 || x.Moved != 2203 || x.Down != 2203 || len(x.Distance) != 1 || x.Distance[0].Levels != -1 {
		t.Errorf("of %d, %d move, %d down: %v", r.Both, x.Moved, x.Down, x.Distance)
	}
	for _, other := range r.Results[1:] {
		if other.Moved != 0 {
			t.Errorf("%s: %d move", other.Name, other.Moved)
		}
	}
}

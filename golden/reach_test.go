package golden_test

// This file holds the tests of the examples, with their data, to all parts of the
// rules. The data of systems of rating that are of the record must do more: alone
// it reaches every rule, row, band, limit, state, mark and recorded decision of a
// framework or of one of its variants, and gives every level of every scale.
// Variants count because a figure that was never found stands in them only, and
// calls itself illustrative.

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
)

// reaching are the examples, as patterns below examples.
var reaching = []string{
	"nhs_star_ratings", "annual_health_check", "stp_progress", "ccg_assessment*", "cqc_key_questions", "cqc_single_assessment*", "cqc_draft_2026",
	"cqc_intelligent_monitoring", "essential_standards", "friends_and_family", "ofsted*", "finance_risk/*", "outcomes_frameworks/*", "local_system",
}

// partly are the examples whose tests and data leave something out, and why.
var partly = map[string]string{
	"asem":                   "no score of a country is missing",
	"cms_nursing_home_2022":  "a version of one figure has the tests of that figure",
	"cqc_quality_statements": "a statement without a score has no row in the published files",
	"cqc_trust":              "three trusts are too few for all that can happen at five levels",
}

// TestTestsReach holds the tests and the data of every example together to all
// parts of its rules, conditions too.
func TestTestsReach(t *testing.T) {
	for _, dir := range frameworks(t) {
		t.Run(label(dir), func(t *testing.T) {
			t.Parallel()
			r, err := golden.Test(context.Background(), golden.Dir(dir), golden.Options{Coverage: true})
			if err != nil || r.Covered == nil {
				t.Fatal(err)
			}
			switch all := r.Covered.Reached == r.Covered.Points; {
			case !all && partly[label(dir)] == "":
				t.Errorf("%s; rubric test --coverage %s", r.Covered.Line(), dir)
			case all && partly[label(dir)] != "":
				t.Error("everything is reached: take it from the list")
			}
		})
	}
}

func TestDataReaches(t *testing.T) {
	var dirs []string
	for _, dir := range frameworks(t) {
		if slices.ContainsFunc(reaching, func(p string) bool { ok, _ := filepath.Match(p, label(dir)); return ok }) {
			dirs = append(dirs, dir)
		}
	}
	if len(dirs) < 24 {
		t.Fatalf("only %d frameworks", len(dirs))
	}
	for _, dir := range dirs {
		t.Run(label(dir), func(t *testing.T) {
			t.Parallel()
			l, err := golden.Load(golden.Dir(dir))
			if err != nil || l.Framework == nil {
				t.Fatal(err, l.Problems)
			}
			reached := map[string]bool{}
			reach(t, reached, dir, "")
			for _, v := range l.Framework.Variants {
				reach(t, reached, dir, v.Name)
			}
			for part, yes := range reached {
				if !yes {
					t.Errorf("no row of the data reaches %s", part)
				}
			}
		})
	}
}

// reach notes the parts and levels of a variant, and whether the data reaches them.
func reach(t *testing.T, reached map[string]bool, dir, variant string) {
	t.Helper()
	set := fstest.MapFS{"options.txt": &fstest.MapFile{Data: []byte(strings.TrimSuffix("all\nvariant "+variant, "\nvariant "))}}
	r, err := golden.Rate(besides(over{set, os.DirFS(dir)}, dir))
	if err != nil || r.Result == nil {
		t.Fatal(variant, err, r.Problems)
	}
	fw := r.Result.Plan.Framework
	v := engine.NewCoverage(fw)
	v.Add(r.Result.Plan, r.Result.Data, fw.Blocks)
	for _, p := range v.Points {
		if p.Kind != "condition" {
			part := fmt.Sprintf("%s %s of %s", p.Kind, p.Name, p.In)
			reached[part] = reached[part] || p.Count > 0
		}
	}
	for _, b := range r.Result.Blocks {
		if b.Kind != rules.Rating {
			continue
		}
		for code := range b.Scale.Levels {
			level := fmt.Sprintf("level %s of scale %s", b.Scale.Level(code).ID, b.Scale.Name)
			reached[level] = reached[level] || slices.ContainsFunc(r.Result.Outcomes[b], func(o *engine.Outcome) bool { return gives(o.Final, code) })
		}
	}
}

// gives reports whether a column has a level.
func gives(c *engine.Column, code int) bool {
	for i, x := range c.Code {
		if int(x) == code && (c.Why == nil || c.Why[i] == 0) {
			return true
		}
	}
	return false
}

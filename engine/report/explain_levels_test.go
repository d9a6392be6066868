package report_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
)

// TestExplainEveryLevel explains rows of every entity in every case of
// golden/rate, with every block: nothing may break, the JSON keeps to its schema,
// and an explanation says what the run says.
func TestExplainEveryLevel(t *testing.T) {
	dirs, err := filepath.Glob("../../golden/rate/*/want")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no cases", err)
	}
	for _, want := range dirs {
		dir := filepath.Dir(want)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			r, err := golden.Rate(os.DirFS(dir))
			if err != nil || r.Result == nil {
				t.Fatal(err, r.Problems)
			}
			res, err := r.Result.Plan.Run(t.Context(), r.Result.Data, engine.RunOptions{All: true})
			if err != nil {
				t.Fatal(err)
			}
			explain := res.Plan.Explainer(res.Data)
			for _, e := range res.Data.RowEntities() {
				var only []string
				for _, b := range res.Blocks {
					if g := rules.Grain(b.For); g == nil || g == e {
						only = append(only, b.Name)
					}
				}
				for row := range min(res.Data.SpaceOf(e).Rows, 6) {
					explain(row, engine.ExplainOptions{Sources: r.Sources, Entity: e})
					if head := res.Plan.HeadlineOf(e, nil); head != nil && head.Scale != nil {
						for code := range head.Scale.Len() {
							checkSchema(t, explain(row, engine.ExplainOptions{Sources: r.Sources, Entity: e, WhyNot: head.Scale.Level(code).ID}))
						}
					}
					if len(only) == 0 {
						continue
					}
					tr := explain(row, engine.ExplainOptions{Sources: r.Sources, Entity: e, Only: only, Down: 2})
					var b bytes.Buffer
					if err := report.WriteExplainText(&b, tr, report.ExplainOptions{}); err != nil || bytes.Contains(b.Bytes(), []byte("%!")) {
						t.Fatal(err, b.String())
					}
					checkSchema(t, tr)
					sameResults(t, res, tr, row)
				}
			}
		})
	}
}

// sameResults holds the results of a trace to those of a run.
func sameResults(t *testing.T, res *engine.Result, tr *engine.Trace, row int) {
	t.Helper()
	k := 0
	for _, b := range res.Blocks {
		at := row
		switch g := rules.Grain(b.For); {
		case g == nil:
			at = 0
		case g.Name != tr.Entity.Kind:
			continue
		}
		for _, o := range res.Outcomes[b] {
			got := tr.Results[k]
			k++
			absent := ""
			if w := o.Final.Why[at]; w != 0 {
				absent = res.Plan.Reason(w).Name
			}
			if got.Block != b.Name || got.Value.Absent != absent {
				t.Errorf("%s %s: explained as %s %q, rated as %q", tr.Entity.Name, b.Name, got.Block, got.Value.Absent, absent)
			}
			if b.Type.Kind == rules.LevelKind && absent == "" && got.Value.Level != b.Scale.Level(int(o.Final.Code[at])).ID {
				t.Errorf("%s %s: explained as %s, rated as %s", tr.Entity.Name, b.Name, got.Value.Level, b.Scale.Level(int(o.Final.Code[at])).ID)
			}
		}
	}
}

package engine_test

// This file holds traces to results: for rows of every example, and every
// level that could be asked for, the trace says what the run says.

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
)

func TestExplainAgreesWithRun(t *testing.T) {
	dirs, err := filepath.Glob("../examples/*/data.csv")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no examples", err)
	}
	for _, data := range dirs {
		t.Run(filepath.Base(filepath.Dir(data)), func(t *testing.T) {
			agrees(t, filepath.Dir(data), data)
		})
	}
}

func agrees(t *testing.T, dir, data string) {
	t.Helper()
	l, err := golden.Load(golden.Dir(dir))
	if err != nil || l.Framework == nil {
		t.Fatal(err, l.Problems)
	}
	p := engine.Compile(l.Framework, engine.Options{})
	below, err := filepath.Glob(filepath.Join(dir, "data_*.csv")) // of rows within the rated ones
	if err != nil {
		t.Fatal(err)
	}
	var tabs []*table.Table
	for _, name := range append([]string{data}, below...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tab, _, err := table.Read(bytes.NewReader(text), name, table.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tabs = append(tabs, tab)
	}
	d, list := engine.Bind(p, tabs, engine.BindOptions{})
	if list.HasErrors() {
		t.Fatal(list[0].Detail)
	}
	res, err := p.Run(t.Context(), d, engine.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	head := p.Headline(nil)
	const most = 12 // rows: where results depend on everyone, each explanation looks at all of them
	for row := 0; row < d.Rows; row += max(1, d.Rows/most) {
		if head.Scale == nil || len(head.For) > 1 {
			for _, r := range p.Explain(d, row, engine.ExplainOptions{Sources: l.Sources}).Results {
				sameResult(t, res, row, r)
			}
			continue
		}
		for code := range head.Scale.Len() {
			tr := p.Explain(d, row, engine.ExplainOptions{Sources: l.Sources, WhyNot: head.Scale.Level(code).ID})
			if _, err := json.Marshal(tr); err != nil {
				t.Fatal(err)
			}
			if tr.Answer == "" || tr.WhyNot == nil || !tr.WhyNot.Holds && len(tr.WhyNot.Blocks) == 0 {
				t.Errorf("%s: nothing stands in the way of %s: %s", d.KeyText(row), head.Scale.Level(code).ID, tr.Answer)
			}
			for _, r := range tr.Results {
				sameResult(t, res, row, r)
			}
		}
	}
}

// sameResult holds a result of a trace to that of the run.
func sameResult(t *testing.T, res *engine.Result, row int, r engine.TraceResult) {
	t.Helper()
	for _, b := range res.Blocks {
		if b.Name != r.Block || len(r.Members) > 0 {
			continue
		}
		c, row := res.Outcomes[b][0].Final, row
		if len(b.For) == 0 { // a figure of everyone has one value
			row = 0
		}
		if why := res.Plan.Reason(c.Why[row]).Name; why != r.Value.Absent {
			t.Errorf("%s of %s: absent %q in the trace, %q in the run", b.Name, res.Data.KeyText(row), r.Value.Absent, why)
			continue
		}
		if c.Why[row] != 0 {
			continue
		}
		got, want := r.Value.Level, ""
		switch b.Type.Kind {
		case rules.LevelKind:
			want = b.Scale.Level(int(c.Code[row])).ID
		case rules.Number:
			got, want = r.Value.Number, rules.FloatText(c.Num[row])
			if x, err := strconv.ParseFloat(got, 64); err == nil { // a trace is exact, a column has 15 digits
				got = rules.FloatText(x)
			}
		}
		if got != want {
			t.Errorf("%s of %s: %s in the trace, %s in the run", b.Name, res.Data.KeyText(row), got, want)
		}
	}
}

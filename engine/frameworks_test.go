package engine_test

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
)

// This file holds the two executors to each other on the example frameworks:
// over their own data and, where it is at hand, over rows of the real files.

// realFiles are the files of the shared cases, by example.
var realFiles = map[string]string{
	"cms_nursing_home":       "cms_nursing_home/homes_2021_08.csv.gz",
	"cqc_local_authority":    "cqc_local_authority/authorities.csv",
	"cqc_locations":          "cqc_locations/key_question_ratings.csv",
	"cqc_quality_statements": "cqc_locations/quality_statements.csv",
	"fhrs":                   "fhrs/establishments.csv",
}

const realRows = 500

func TestExamplesAgree(t *testing.T) {
	dirs, err := filepath.Glob("../examples/*/data.csv")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no examples")
	}
	for _, data := range dirs {
		dir := filepath.Dir(data)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			fw := loadDir(t, dir)
			below, err := filepath.Glob(filepath.Join(dir, "data_*.csv")) // of rows within the rated ones
			if err != nil {
				t.Fatal(err)
			}
			agreeOnFile(t, fw, append([]string{data}, below...)...)
			if real := realFiles[filepath.Base(dir)]; real != "" {
				if path := filepath.Join("../../shared/cases", real); exists(path) {
					agreeOnFile(t, fw, path)
				}
			}
		})
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func loadDir(t *testing.T, dir string) *rules.Framework {
	t.Helper()
	l, err := golden.Load(golden.Dir(dir))
	if err != nil || l.Framework == nil {
		t.Fatal(err, problems(l.Problems))
	}
	return l.Framework
}

func agreeOnFile(t *testing.T, fw *rules.Framework, paths ...string) {
	t.Helper()
	var tabs []*table.Table
	for _, path := range paths {
		tab, list, err := table.Read(firstRows(t, path), filepath.Base(path), table.Options{})
		if err != nil || list.HasErrors() {
			t.Fatal(err, problems(list))
		}
		tabs = append(tabs, tab)
	}
	path := paths[0]
	p := engine.Compile(fw, engine.Options{AsOf: asOf})
	d, list := engine.Bind(p, tabs, engine.BindOptions{})
	if list.HasErrors() {
		t.Fatal(path, problems(list))
	}
	res := run(t, p, d, 2)
	days, _ := rules.Days(asOf)
	prog, err := byrow.Compile(fw, byrow.Options{AsOf: days})
	if err != nil {
		t.Fatal(err)
	}
	all := prog.Over(bound{d, p})
	grains := map[*rules.Entity][]*rules.Block{}
	for _, b := range res.Blocks {
		g := rules.Grain(b.For)
		grains[g] = append(grains[g], b)
	}
	for g, blocks := range grains {
		n := 1
		if g != nil {
			n = d.SpaceOf(g).Rows
		}
		for i := range n {
			r := all.Row(g, i)
			for _, b := range blocks {
				for _, o := range res.Outcomes[b] {
					want := r.Block(b, contextOf(b, o))
					if diff := difference(p, b, o, want, i); diff != "" || r.Err() != nil {
						t.Errorf("%s, row %d: %s %q%v: %s %v", path, i, b.Kind, b.Name, o.Members, diff, r.Err())
					}
				}
			}
		}
	}
	t.Logf("%s: %d rows, %d blocks", filepath.Base(path), d.Rows, len(res.Blocks))
}

// firstRows is the head of a file, so that the row-by-row executor keeps up.
func firstRows(t *testing.T, path string) io.Reader {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	r, w := csv.NewReader(in), csv.NewWriter(&out)
	for range realRows + 1 {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return strings.NewReader(out.String())
}

// bound is a dataset for the second executor.
type bound struct {
	d *engine.Dataset
	p *engine.Plan
}

func (s bound) Input(in *rules.Input, at byrow.Context) rules.Value {
	k := 0
	for _, e := range in.For {
		if !e.Rows {
			k = k*s.d.Members(e) + at.Member(e)
		}
	}
	row := 0
	if g := rules.Grain(in.For); g != nil {
		row = at.Member(g)
	}
	return s.d.Read(s.p, in, k, row)
}
func (bound) Block(*rules.Block, byrow.Context) (rules.Value, bool) { return rules.Value{}, false }
func (s bound) Members(e *rules.Entity) int {
	if e.Rows {
		return s.d.SpaceOf(e).Rows
	}
	return s.d.Members(e)
}
func (s bound) Parent(e *rules.Entity, m int) int {
	if !e.Rows {
		return -1
	}
	return s.d.SpaceOf(e).Parent(m)
}
func (s bound) Order(e *rules.Entity) []int { return s.d.SpaceOf(e).InOrder() }
func (s bound) Present(e *rules.Entity, m int, of *rules.Entity, row int) bool {
	return s.d.Present(e, m, of, row)
}
func (s bound) MemberName(e *rules.Entity, m int) string {
	if e.Rows {
		return s.d.SpaceOf(e).KeyText(m)
	}
	return s.d.MemberName(e, m)
}

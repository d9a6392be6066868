package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/bench/internal/project"
	"github.com/rubric-lang/rubric/engine/table"
)

func TestReadPeers(t *testing.T) {
	got, err := readPeers(strings.NewReader(`# KIND TASK NAME BASELINE | command

e2e t1 tuned - | bin/tuned -task t1 -out out/tuned_t1.csv
e2e t2 cat tuned | cat data/t2.csv > /dev/null
inproc t1 duckdb-csv tuned | node duckdb.mjs --task=t1 --out=out/duck.csv
compute t1 expr-vm tuned | bin/exprvm -task t1 -rows 200000
`))
	if err != nil || len(got) != 4 {
		t.Fatal(got, err)
	}
	if got[0] != (peer{"e2e", "t1", "tuned", "bin/tuned -task t1 -out out/tuned_t1.csv"}) {
		t.Errorf("%+v", got[0])
	}
	names := func(list []peer) (out []string) {
		for _, p := range list {
			out = append(out, p.title())
		}
		return out
	}
	if list := names(peersOf(got, "t1", func(string) bool { return true })); !slices.Equal(list, []string{"hand-tuned Go", "DuckDB, CSV", "expr's VM, row by row"}) {
		t.Errorf("%q", list)
	}
	if list := peersOf(got, "t1", func(s string) bool { return s == "inproc duckdb-csv" }); len(list) != 1 || outputOf(list[0].command) != "out/duck.csv" {
		t.Errorf("%+v", list)
	}
	if outputOf(got[0].command) != "out/tuned_t1.csv" || outputOf(got[3].command) != "" {
		t.Errorf("other outputs: %q %q", outputOf(got[0].command), outputOf(got[3].command))
	}
	for _, bad := range []string{"e2e t1 tuned -", "e2e t1 tuned | x"} {
		if _, err := readPeers(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestComputeLine(t *testing.T) {
	got, err := computeLine("noise\nCOMPUTE peer=expr task=t2 variant=vm rows=20000 reps=1 wall_ms=41.5 cpu_ms=40 rss_mb=12.5\n", 200_000)
	if err != nil || got != (figure{415, 400, 12.5}) {
		t.Errorf("%+v %v", got, err)
	}
	for _, bad := range []string{"", "COMPUTE wall_ms=3", "COMPUTE rows=0 wall_ms=3", "COMPUTE rows=5"} {
		if _, err := computeLine(bad, 1); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestComplaint(t *testing.T) {
	for text, want := range map[string]string{"a\n  TypeError: no such module\n    at x\n\nNode.js v20": "TypeError: no such module", "one\ntwo\n": "two", "": ""} {
		if got := complaint(text); got != want {
			t.Errorf("%q", got)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		of   []float64
		want float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1}, 5}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 2, 9}, 3}} {
		before := slices.Clone(test.of)
		if got := median(test.of); got != test.want || !slices.Equal(test.of, before) {
			t.Errorf("median of %v is %g", test.of, got)
		}
	}
	p := pairs{ours: []figure{{wall: 10}, {wall: 30}, {wall: 20}}, theirs: []figure{{wall: 5}, {wall: 10}, {wall: 20}}}
	if p.ratio() != 2 || medians(p.ours).wall != 20 {
		t.Errorf("%g %+v", p.ratio(), medians(p.ours))
	}
}

func TestInTurn(t *testing.T) {
	var order string
	of := func(name string, err error) func() (figure, error) {
		return func() (figure, error) { order += name; return figure{wall: float64(len(order))}, err }
	}
	p, err := inTurn(2, of("a", nil), of("b", nil))
	if err != nil || order != "ababab" || len(p.ours) != 2 || p.ours[0].wall != 3 || p.theirs[1].wall != 6 {
		t.Errorf("%s %+v %v", order, p, err)
	}
	if _, err := inTurn(2, of("a", errors.New("no")), of("b", nil)); err == nil || err.Error() != "rubric: no" {
		t.Errorf("%v", err)
	}
}

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		digits(1234.6): "1235", digits(12.34): "12.3", digits(0.2304): "0.23", digits(0): "0", digits(3): "3", digits(100): "100",
		duration(27.13): "27.1 ms", duration(12_345): "12.3 s", times(2.314): "2.31x", times(0.27): "0.27x", times(1.0 / 85): "1/85",
		count(940): "940", count(12_300): "12.3 k", count(4.56e6): "4.56 M", megabytes(0): "not known", megabytes(58): "58 MB",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	task{name: "t1", title: "a task", rows: 1000}.write(&out,
		[]row{{title: "rubric", ratio: 1, n: 14, figure: figure{20, 30, 40}, output: "right"}, {title: "DuckDB", how: "without its start", ratio: 0.02, n: 7, figure: figure{1000, 1500, 200}}},
		[]row{{title: "Polars", output: "exit status 1"}})
	want := `**T1**: a task

| | wall | rubric takes | user + sys | peak memory | rows a second | runs | output |
|---|---:|---:|---:|---:|---:|---:|---|
| rubric | 20 ms | 1x | 30 ms | 40 MB | 50 k | 14 | right |
| DuckDB, without its start | 1000 ms | 1/50 | 1500 ms | 200 MB | 1 k | 7 |  |

Not found: Polars (exit status 1).

`
	if out.String() != want {
		t.Errorf("%s", out.String())
	}
}

func TestCloseEnough(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	ref := file("ref.csv", "id,share1\nA,0.25\nB,0.5\n")
	for text, fine := range map[string]bool{
		"id,share1\nB,0.51\nA,0.24\n": true,
		"id,share1\nB,0.52\nA,0.24\n": false,
		"id,share1\nA,0.25\n":         false,
		"id,share1\nA,0.25\nC,0.5\n":  false,
		"id,share1\nA,0.25\nB,x\n":    false,
		"":                            false,
	} {
		if err := closeEnough(ref, file("got.csv", text), 0.016); (err == nil) != fine {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestGenerated demands that what the curves rate loads, and that its data fits.
func TestGenerated(t *testing.T) {
	for _, c := range curves() {
		if got := c.sizes(100_000); len(got) < 3 || got[len(got)-1] > 100_000 {
			t.Errorf("%s: sizes %v", c.name, got)
		}
		dir := t.TempDir()
		files, err := c.write(dir, 30)
		if err != nil {
			t.Fatal(err)
		}
		fw, err := project.Load(dir)
		if err != nil {
			t.Fatal(c.name, err)
		}
		var tables []*table.Table
		for _, name := range files {
			f, err := os.Open(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			tab, list, err := table.ReadCSV(f, name, table.Options{})
			if err := errors.Join(err, f.Close()); err != nil || list.HasErrors() {
				t.Fatal(c.name, err, list)
			}
			tables = append(tables, tab)
		}
		d, list := engine.Bind(engine.Compile(fw, engine.Options{}), tables, engine.BindOptions{})
		if list.HasErrors() || d.Rows != max(c.rows, 30) {
			t.Errorf("%s: %d rows, %v", c.name, d.Rows, list)
		}
	}
}

func TestAxis(t *testing.T) {
	a := axisOf([]float64{0, 30, 4000})
	if a != (axis{1, 4}) || a.at(10) != 0 || a.at(1e4) != 1 || a.at(100) <= 0.33 || a.at(100) >= 0.34 {
		t.Errorf("%+v", a)
	}
	if axisOf(nil) != (axis{0, 1}) || axisOf([]float64{100}) != (axis{2, 3}) {
		t.Error("an axis without a power of ten")
	}
}

// TestPlot demands well-formed XML with every curve, and nothing outside it.
func TestPlot(t *testing.T) {
	list := []*curve{
		{name: "rows", points: []point{{1000, figure{15, 14, 20}}, {10_000_000, figure{3000, 5000, 60}}}},
		{name: "rules & more", points: []point{{1, figure{70, 70, 30}}, {1000, figure{2900, 3000, 0}}}},
		{name: "nothing"},
	}
	text := plot(list)
	if text != plot(list) {
		t.Error("not the same twice")
	}
	for _, want := range []string{"wall time", "peak memory", ">rows<", "rules &amp; more", ">10 M<", ">10 s<", ">100 MB<"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	var width, height float64
	if _, err := fmt.Sscanf(text[strings.Index(text, "viewBox"):], "viewBox=\"0 0 %f %f\"", &width, &height); err != nil {
		t.Fatal(err)
	}
	in := xml.NewDecoder(strings.NewReader(text))
	marks := 0
	for {
		tok, err := in.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := tok.(xml.StartElement)
		if !ok || e.Name.Local != "circle" && e.Name.Local != "text" {
			continue
		}
		for _, a := range e.Attr {
			var x float64
			if _, err := fmt.Sscan(a.Value, &x); err != nil {
				continue
			}
			if (a.Name.Local == "cx" || a.Name.Local == "x") && (x < 0 || x > width) || (a.Name.Local == "cy" || a.Name.Local == "y") && (x < 0 || x > height) {
				t.Errorf("%s %v is outside", e.Name.Local, e.Attr)
			}
		}
		if e.Name.Local == "circle" {
			marks++
		}
	}
	if marks != 4 {
		t.Errorf("%d marks of the first curve in both panels", marks)
	}
}

// TestNoKit demands that without a kit nothing is compared, and that this is said.
func TestNoKit(t *testing.T) {
	err := prepare(t.Context(), options{dir: t.TempDir(), kit: filepath.Join(t.TempDir(), "none")})
	if !errors.Is(err, errNoKit) || !strings.Contains(err.Error(), "BENCH_KIT") {
		t.Errorf("%v", err)
	}
}

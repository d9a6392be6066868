package stream_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/stream"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// TestExamples rates the small data of the examples in pieces of every size that
// matters, and holds what is written to what is written of data that is kept.
func TestExamples(t *testing.T) {
	streamed := 0
	for _, pattern := range []string{"../../examples/*/data.csv", "../../golden/rate/*/data.csv", "../testdata/*/data.csv"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			fsys := golden.Dir(filepath.Dir(file))
			l, err := golden.Load(fsys)
			if err != nil || l.Framework == nil {
				continue
			}
			data, err := fs.ReadFile(os.DirFS(filepath.Dir(file)), "data.csv")
			if err != nil {
				t.Fatal(err)
			}
			for _, all := range []bool{false, true} {
				plan := engine.Compile(l.Framework, engine.Options{})
				opt := stream.Options{Table: table.Options{Keep: engine.NeededColumns(plan, engine.BindOptions{})}, Run: engine.RunOptions{All: all}, Report: report.Options{All: all, Detail: true}}
				want, summary, ok := kept(t, plan, data, opt)
				for _, size := range []int{1, 200, 1 << 20} {
					opt.PieceLen = size
					got, sum, err := passed(plan, data, opt)
					if errors.Is(err, table.ErrWhole) {
						continue
					}
					if err != nil || !ok {
						t.Fatalf("%s: %v, and the data is refused: %v", file, err, !ok)
					}
					streamed++
					if got != want {
						t.Errorf("%s, pieces of %d bytes:\n%s\nwant\n%s", file, size, got, want)
					}
					if sum != summary {
						t.Errorf("%s, pieces of %d bytes:\n%s\nwant\n%s", file, size, sum, summary)
					}
				}
			}
		}
	}
	if streamed < 20 {
		t.Errorf("only %d runs did not need the whole data", streamed)
	}
}

// passed is what is written of data that passes by, and its summary.
func passed(plan *engine.Plan, data []byte, opt stream.Options) (string, string, error) {
	return passedFrom(plan, &trickle{data, min(opt.PieceLen, 64)}, opt)
}

// passedFrom is what is written of data that a reader gives.
func passedFrom(plan *engine.Plan, from io.Reader, opt stream.Options) (string, string, error) {
	var b, s bytes.Buffer
	r, err := stream.Rate(context.Background(), plan, from, &b, opt)
	if err != nil {
		return "", "", err
	}
	if err := r.Summary.Write(&s, r.Last, true); err != nil {
		return "", "", err
	}
	return b.String(), s.String(), nil
}

// trickle is data that comes a few bytes at a time: what is read with the header is
// part of the first piece.
type trickle struct {
	data []byte
	n    int
}

func (r *trickle) Read(p []byte) (int, error) {
	if len(r.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), r.n)], r.data)
	r.data = r.data[n:]
	return n, nil
}

// kept is what is written of data that is kept; ok is false if it is refused.
func kept(t interface{ Fatal(...any) }, plan *engine.Plan, data []byte, opt stream.Options) (string, string, bool) {
	return keptAs(t, plan, data, opt, report.WriteCSV)
}

// keptAs is what write writes of data that is kept.
func keptAs(t interface{ Fatal(...any) }, plan *engine.Plan, data []byte, opt stream.Options, write func(io.Writer, *engine.Result, report.Options) error) (string, string, bool) {
	tab, list, err := table.ReadCSV(bytes.NewReader(data), "data.csv", opt.Table)
	if err != nil {
		t.Fatal(err)
	}
	d, more := engine.Bind(plan, []*table.Table{tab}, opt.Bind)
	if len(list)+len(more) > 0 {
		return "", "", false
	}
	d.Digest = opt.Digest
	res, err := plan.Run(context.Background(), d, opt.Run)
	if err != nil {
		t.Fatal(err)
	}
	var b, s bytes.Buffer
	if err := errors.Join(write(&b, res, opt.Report), report.WriteFullSummary(&s, res)); err != nil {
		t.Fatal(err)
	}
	return b.String(), s.String(), true
}

const framework = `framework "t" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [total, average, overall]
}
entity "home" { key = "home" }
scale "quality" { levels = { good = "Good, indeed", poor = "Poor" } }
input "safety" { type = quality }
input "falls" {
  type   = number
  absent = { "n/a" = suppressed }
}
input "staff" { type = integer }
derive "total" { value = falls + staff }
group "average" {
  members = [falls, staff]
  missing = exclude
  score   = mean
}
rating "overall" {
  scale = quality
  rule "poor" { when = safety == poor || falls / 3 > 7 }
  rule "good" { requires = "otherwise" }
}
`

// TestAnyData draws files with all that CSV may hold, well or badly formed: what
// passes is what is written of data that is kept; what would be refused never does.
func TestAnyData(t *testing.T) {
	fw := load(t, framework)
	plan := engine.Compile(fw, engine.Options{})
	both := 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		eol := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
		b.WriteString(rapid.SampledFrom([]string{"home,safety,falls,staff", "safety,home,extra,falls,staff", "home,staff,safety,falls,x"}).Draw(t, "header") + eol)
		columns := strings.Count(b.String(), ",") + 1
		sorted := rapid.Bool().Draw(t, "sorted")
		header := strings.Split(strings.TrimSpace(b.String()), ",")
		for r := range rapid.SampledFrom([]int{0, 1, 2, 10, 30, 120}).Draw(t, "rows") {
			for c := range columns {
				if c > 0 {
					b.WriteByte(',')
				}
				b.WriteString(cell(t, header[c], r, sorted))
			}
			b.WriteString(eol)
			if rapid.IntRange(0, 20).Draw(t, "blank line") == 0 {
				b.WriteString(eol)
			}
		}
		data := b.String()
		if rapid.Bool().Draw(t, "last line end") {
			data = strings.TrimSuffix(data, eol)
		}
		opt := stream.Options{Table: table.Options{Keep: engine.NeededColumns(plan, engine.BindOptions{})}, Report: report.Options{Detail: true, Labels: true}, PieceLen: rapid.SampledFrom([]int{1, 64, 300, 1 << 16}).Draw(t, "piece"), Run: engine.RunOptions{Jobs: rapid.IntRange(1, 3).Draw(t, "jobs")}}
		got, sum, err := passed(plan, []byte(data), opt)
		if errors.Is(err, table.ErrWhole) {
			return
		}
		want, summary, ok := kept(t, plan, []byte(data), opt)
		if err != nil || !ok {
			t.Fatalf("passed, %v, but is refused: %v\n%s", err, !ok, data)
		}
		if both++; got != want || sum != summary {
			t.Fatalf("%q\ngot\n%s%s\nwant\n%s%s", data, got, sum, want, summary)
		}
	})
	if both < 10 {
		t.Errorf("only %d files passed", both)
	}
}

// cell is a cell of a column.
func cell(t *rapid.T, name string, row int, sorted bool) string {
	odd := rapid.IntRange(0, 199).Draw(t, "odd") == 0
	switch name {
	case "home":
		if !sorted {
			row = row * 7919 % 127
		}
		if odd {
			return rapid.SampledFrom([]string{"", "h1", "\x00", "é", "\xff"}).Draw(t, "key")
		}
		form := rapid.SampledFrom([]string{"h%02d", "h%02d", "h%02d", "\"h%02d\"", "\"h,%02d\""}).Draw(t, "form")
		return fmt.Sprintf(form, row)
	case "safety":
		if odd {
			return rapid.SampledFrom([]string{"bad", "\"good\"", "\"Good, indeed\"", "go\"od"}).Draw(t, "level")
		}
		return rapid.SampledFrom([]string{"good", "poor", "", "good"}).Draw(t, "level")
	case "extra", "x":
		return rapid.SampledFrom([]string{"", "1", "a b", "é"}).Draw(t, "extra")
	}
	if odd {
		return rapid.SampledFrom([]string{"x", "007", "1e3", "+1", " 5", "123456789012345678", "0.1234567890123456", "1,5", "5.", ".5"}).Draw(t, "number")
	}
	if name == "staff" {
		return fmt.Sprint(rapid.IntRange(-3, 1200).Draw(t, "staff"))
	}
	return rapid.SampledFrom([]string{"", "n/a", "21", "21.0", "0.1", "0.2", "21.5", "123456.789", "-3.25", "20.99999999999"}).Draw(t, "falls")
}

func load(t *testing.T, text string) *rules.Framework {
	t.Helper()
	file, list := lang.Parse("t.rubric.hcl", []byte(text))
	if list.HasErrors() {
		t.Fatal(list)
	}
	fw, more := rules.Load([]*lang.File{file}, nil)
	if fw == nil {
		t.Fatal(more)
	}
	return fw
}

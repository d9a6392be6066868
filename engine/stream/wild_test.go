package stream_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/stream"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// wild has what frameworks have now and then: keys of two columns, dates of rows, a
// block that does not hold on all of them, a column that two inputs read, one for
// each member, and results that the data may bring.
const wild = `framework "t" {
  version  = "1"
  language = 1
  entity   = home
  dated_by = seen
  publish  = [average, weighted, numbers, overall]
}
entity "home" { key = ["region", "home"] }
entity "ward" {
  columns = ["ward", "weight", "column"]
  rows    = [["w1", 1, "w1"], ["w2", 0.5, "w2"], ["w3", 3, "w3"]]
}
scale "quality" { levels = { good = "Good", poor = "Poor" } }
input "seen" { type = date }
input "falls" {
  type   = integer
  absent = { "n/a" = suppressed, "-9" = not_applicable }
}
input "again" {
  type   = number
  column = "falls"
  absent = { "n/a" = not_reported }
}
input "n1" { type = number }
input "n2" { type = number }
input "beds" {
  for    = [home, ward]
  type   = integer
  column = ward.column
  absent = { "x" = not_applicable }
}
group "average" {
  members = [falls, again]
  missing = exclude
  score   = mean
}
group "numbers" {
  members = [n1, n2, again]
  missing = exclude
  score   = sum
}
group "weighted" {
  members = each(ward.beds)
  weights = ward.weight
  missing = exclude
  score   = weighted_mean
}
rating "overall" {
  in_force { from = "2025-01-01" }
  scale = quality
  rule "poor" { when = weighted > average }
  rule "good" { requires = "otherwise" }
  limit "many" {
    when    = falls > 3
    at_most = poor
  }
  mark "*" { when = again >= 2 }
}
`

// TestWildData holds data that passes by to data that is kept: cells in quotes, line
// feeds in them, packed files, composite keys, few columns of many, in any order.
func TestWildData(t *testing.T) {
	fw := load(t, wild)
	both, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		plan := engine.Compile(fw, engine.Options{AsOf: "2026-01-31"})
		delim := rapid.SampledFrom([]byte{',', ',', ';', '\t'}).Draw(t, "delimiter")
		bind := engine.BindOptions{}
		names := []string{"region", "home", "seen", "falls", "w1", "w2", "w3", "n1", "n2", "note"}
		switch rapid.IntRange(0, 5).Draw(t, "supplied") {
		case 0:
			bind.Supply = map[string]string{"average": "given"}
			names = append(names, "given")
		case 1:
			bind.Supply = map[string]string{"average": "falls"} // three readers of a column
		}
		names = rapid.Permutation(names).Draw(t, "names")
		data := wildData(t, names, delim)
		packed := data
		if rapid.IntRange(0, 4).Draw(t, "packed") == 0 {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			if _, err := io.WriteString(z, data); err != nil {
				t.Fatal(err)
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			packed = b.String()
		}
		opt := stream.Options{Table: table.Options{Keep: engine.NeededColumns(plan, bind), Delimiter: rune(delim)}, Bind: bind, Report: report.Options{Detail: true},
			PieceLen: rapid.SampledFrom([]int{1, 100, 400, 1 << 16}).Draw(t, "piece"), Run: engine.RunOptions{All: rapid.Bool().Draw(t, "all"), Jobs: rapid.IntRange(1, 3).Draw(t, "jobs")}}
		opt.Report.All = opt.Run.All
		form := rapid.SampledFrom(forms).Draw(t, "form")
		opt.Form, opt.Digest, opt.Files, opt.Report.Envelope.Tool = form.passing, "d", []string{"data.csv"}, "t"
		opt.Report.Labels = rapid.Bool().Draw(t, "labels")
		want, summary, ok := keptAs(t, plan, []byte(packed), opt, form.whole)
		var from io.Reader = &trickle{[]byte(packed), min(opt.PieceLen, 64)}
		if ok && rapid.Bool().Draw(t, "stretches") {
			from = table.AsCSV(&stretches{t: tableOf(t, packed, opt.Table), n: rapid.SampledFrom([]int{1, 7, 1000}).Draw(t, "stretch")})
			opt.Table = table.Options{}
		}
		got, sum, err := passedFrom(plan, from, opt)
		if errors.Is(err, table.ErrWhole) {
			refused++
			return
		}
		if err != nil || !ok {
			t.Fatalf("passed, %v, but is refused: %v\n%q", err, !ok, data)
		}
		if both++; got != want || sum != summary {
			t.Fatalf("%q\ngot\n%s%s\nwant\n%s%s", data, got, sum, want, summary)
		}
	})
	if both < 20 {
		t.Errorf("only %d files passed, %d did not", both, refused)
	}
}

// wildData is a file.
func wildData(t *rapid.T, names []string, delim byte) string {
	var b strings.Builder
	eol := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
	one := func(n int, what string) bool { return rapid.IntRange(0, n).Draw(t, what) == 0 }
	if one(9, "mark") {
		b.WriteString("\ufeff")
	}
	quoted, odd := one(2, "quoted"), one(3, "odd")
	b.WriteString(strings.Join(names, string(delim)) + eol)
	order := rapid.SampledFrom([]int{1, 1, 7}).Draw(t, "order")
	rows := rapid.SampledFrom([]int{0, 1, 2, 20, 40, 120}).Draw(t, "rows")
	wholes := rapid.IntRange(0, 3).Draw(t, "wholes") > 0
	for r := range rows {
		for k, name := range names {
			if k > 0 {
				b.WriteByte(delim)
			}
			text := wildCell(t, name, r*order%121, wholes)
			switch {
			case odd && one(150, "odd cell"):
				text = rapid.SampledFrom([]string{"\x00", "\xff", "é", "\"", "a\"b", " ", "", "\"1", "1\r", "region", "r01", "h001"}).Draw(t, "odd")
			case quoted && one(3, "quotes"):
				if name == "note" {
					text += rapid.SampledFrom([]string{"\n", eol + "x", "\"\"", string(delim), "\n\n"}).Draw(t, "note")
				}
				text = "\"" + text + "\""
			}
			b.WriteString(text)
		}
		if r < rows-1 || !one(3, "last line end") {
			b.WriteString(eol)
		}
		if one(30, "blank line") {
			b.WriteString(eol)
		}
	}
	return b.String()
}

func wildCell(t *rapid.T, name string, row int, wholes bool) string {
	switch name {
	case "region":
		return fmt.Sprintf("r%02d", row/10)
	case "home":
		return fmt.Sprintf("h%03d", row)
	case "seen":
		return rapid.SampledFrom([]string{"2024-05-06", "2024-12-31", "2025-01-01", "2025-07-08"}).Draw(t, "seen")
	case "note":
		return rapid.SampledFrom([]string{"", "a b", "1"}).Draw(t, "note")
	case "falls":
		return rapid.SampledFrom([]string{"0", "1", "2", "4", "7", "n/a", "", "12"}).Draw(t, "falls")
	case "n1", "n2":
		if wholes {
			return rapid.SampledFrom([]string{"1", "2", "", "12345678", "3.0", "10"}).Draw(t, "n")
		}
		return rapid.SampledFrom([]string{"1", "2.5", "0.25", "", "00.5", "007", "123.4567", "1234567", "0", ".5", "-1", "1.", "12345.6789", "0.123456", "9"}).Draw(t, "n")
	case "given":
		if wholes {
			return rapid.SampledFrom([]string{"1", "2", "30", ""}).Draw(t, "given")
		}
		return rapid.SampledFrom([]string{"1", "2.5", "0.333", "", "1234567890.123456789"}).Draw(t, "given")
	}
	return rapid.SampledFrom([]string{"0", "3", "5", "x", "", "100", "-2"}).Draw(t, "beds")
}

// TestDatesOfPieces: a limit and a mark of rows of one piece are not those of rows
// of the next, on whose dates the block does not hold.
func TestDatesOfPieces(t *testing.T) {
	plan := engine.Compile(load(t, wild), engine.Options{AsOf: "2026-01-31"})
	data := "region,home,seen,falls,n1,n2,w1,w2,w3\n"
	for r := range 300 {
		data += fmt.Sprintf("r1,h%03d,%s,7,1,2.5,1,%s,1\n", r, []string{"2025-02-03", "2024-02-03"}[r%2], []string{"5", "5", "x"}[r%3])
	}
	opt := stream.Options{Table: table.Options{Keep: engine.NeededColumns(plan, engine.BindOptions{})}, Report: report.Options{Detail: true, All: true}, PieceLen: 1, Run: engine.RunOptions{Jobs: 1, All: true}}
	want, _, _ := kept(t, plan, []byte(data), opt)
	if got, _, err := passed(plan, []byte(data), opt); got != want || err != nil {
		t.Errorf("%v\ngot\n%swant\n%s", err, got, want)
	}
}

var errOut = errors.New("no room")

// full is a writer that fails after some bytes.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errOut
	}
	return len(p), nil
}

// broken is a reader or writer that panics.
type broken struct{ r io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.r.Read(p[:min(len(p), 100)])
	if err == io.EOF {
		panic("broken reader")
	}
	return n, err
}
func (broken) Write([]byte) (int, error) { panic("broken writer") }

// TestFaults: errors of the writer, an interrupted run and panics reach the caller,
// and no goroutine is left behind waiting.
func TestFaults(t *testing.T) {
	fw := load(t, framework)
	plan := engine.Compile(fw, engine.Options{})
	var b strings.Builder
	b.WriteString("home,safety,falls,staff\n")
	for r := range 2000 {
		fmt.Fprintf(&b, "h%05d,good,%d,%d\n", r, r%7, r%5)
	}
	data := b.String()
	for _, jobs := range []int{1, 3} {
		opt := stream.Options{Table: table.Options{Keep: engine.NeededColumns(plan, engine.BindOptions{})}, PieceLen: 500, Run: engine.RunOptions{Jobs: jobs}}
		for _, room := range []int{0, 40, 3000} {
			if _, err := stream.Rate(context.Background(), plan, strings.NewReader(data), &full{room}, opt); !errors.Is(err, errOut) {
				t.Errorf("a full writer: %v", err)
			}
		}
		ctx, stop := context.WithCancel(context.Background())
		opt.Run.Progress = func(rows, _ int) {
			if rows > 500 {
				stop()
			}
		}
		if _, err := stream.Rate(ctx, plan, strings.NewReader(data), io.Discard, opt); !errors.Is(err, context.Canceled) {
			t.Errorf("interrupted: %v", err)
		}
		stop()
		opt.Run.Progress = nil
		bad := data + "h99999,good,many,1\n"
		if _, err := stream.Rate(context.Background(), plan, strings.NewReader(bad), io.Discard, opt); !errors.Is(err, table.ErrWhole) {
			t.Errorf("an error in the last piece: %v", err)
		}
		again := data + "h00000,good,1,1\n"
		if _, err := stream.Rate(context.Background(), plan, strings.NewReader(again), io.Discard, opt); !errors.Is(err, table.ErrWhole) {
			t.Errorf("a key that stands twice: %v", err)
		}
		panics(t, "broken reader", func() {
			_, _ = stream.Rate(context.Background(), plan, broken{strings.NewReader(data)}, io.Discard, opt)
		})
		panics(t, "broken writer", func() {
			_, _ = stream.Rate(context.Background(), plan, strings.NewReader(data), broken{}, opt)
		})
	}
	spoilt := load(t, framework)
	plan = engine.Compile(spoilt, engine.Options{})
	spoilt.Blocks[0].Value = &rules.List{} // nothing that a loader would make
	panics(t, "one value is needed", func() {
		_, _ = stream.Rate(context.Background(), plan, strings.NewReader(data), io.Discard, stream.Options{Table: table.Options{}, PieceLen: 500, Run: engine.RunOptions{Jobs: 2}})
	})
}

func panics(t *testing.T, with string, do func()) {
	t.Helper()
	defer func() {
		if p := recover(); p == nil || !strings.Contains(fmt.Sprint(p), with) {
			t.Errorf("panic: %v, want %s", p, with)
		}
	}()
	do()
}

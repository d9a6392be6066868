package stream_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/stream"
	"github.com/rubric-lang/rubric/engine/table"
	"pgregory.net/rapid"
)

// TestKinds holds rows that are read for their kinds to rows that are kept: columns of
// few numbers, words and absences, with others now and then that teach a new kind, are
// too many, or are refused.
func TestKinds(t *testing.T) {
	both, alike, refused := 0, 0, 0
	plans := []*engine.Plan{engine.Compile(load(t, framework), engine.Options{}), engine.Compile(load(t, wild), engine.Options{AsOf: "2026-01-31"})}
	inputs := [][]string{{"safety", "falls", "staff"}, {"seen", "falls", "w1", "w2", "w3", "n1", "n2"}}
	keys := [][]string{{"home"}, {"region", "home"}}
	texts := map[string][]string{
		"safety": {"good", "poor", "", "Good", "Poor"},
		"falls":  {"n/a", "", "1", "12", "7", "2.0", "21"},
		"staff":  {"0", "5", "10", "100", "-3", ""},
		"seen":   {"2024-05-06", "2025-01-01", "2025-07-08"},
		"w1":     {"3", "x", ""},
		"w2":     {"5", "-2"},
		"w3":     {"0", "100"},
		"n1":     {"1.25", "0.1", "", "123456789.5"},
		"n2":     {"2", "0.2"},
		"note":   {"", "a", "any", "é"},
	}
	rapid.Check(t, func(t *rapid.T) {
		which := rapid.IntRange(0, 1).Draw(t, "framework")
		plan, delim := plans[which], rapid.SampledFrom([]string{",", ",", ";", "\t"}).Draw(t, "delimiter")
		eol := rapid.SampledFrom([]string{"\n", "\n", "\r\n"}).Draw(t, "line end")
		names := rapid.Permutation(append(append([]string{"note"}, keys[which]...), inputs[which]...)).Draw(t, "columns")
		cells := map[string][]string{}
		for _, name := range append([]string{"note"}, inputs[which]...) {
			all := rapid.Permutation(texts[name]).Draw(t, name)
			cells[name] = all[:rapid.IntRange(1, min(len(all), 4-which)).Draw(t, "how many "+name)]
		}
		ends := []string{eol}
		if rapid.IntRange(0, 3).Draw(t, "line ends differ") == 0 {
			ends = []string{"\n", "\r\n", "\n\n", "\r\r\n"}[:rapid.IntRange(2, 4).Draw(t, "line ends")]
		}
		form := rapid.SampledFrom([]string{"h%05d", "h%d", "E%07d-long", "a home with a long name %05d", "%05d é", "h%05d"}).Draw(t, "key")
		odd := rapid.SampledFrom([]int{0, 0, 0, 100, 1000}).Draw(t, "one of so many cells is odd")
		order := rapid.SampledFrom([]int{1, 1, 1, 7}).Draw(t, "order")
		rows := rapid.SampledFrom([]int{100, 400, 1500}).Draw(t, "rows")
		seed := uint64(rapid.Uint32().Draw(t, "seed"))
		next := func(n int) int {
			seed = seed*6364136223846793005 + 1442695040888963407
			return int(seed >> 33 % uint64(n))
		}
		var b strings.Builder
		b.WriteString(strings.Join(names, delim) + eol)
		for r := range rows {
			for i, name := range names {
				if i > 0 {
					b.WriteString(delim)
				}
				switch of := cells[name]; {
				case name == "home":
					fmt.Fprintf(&b, form, r*order%1511)
				case name == "region":
					fmt.Fprintf(&b, "r%02d", r/100)
				case odd > 0 && next(odd) == 0:
					b.WriteString([]string{texts[name][next(len(texts[name]))], texts[name][0], "17", "05", "bad", " 1"}[next(6)%(2+next(5))])
				default:
					b.WriteString(of[next(len(of))])
				}
			}
			b.WriteString(ends[next(len(ends))])
		}
		data := b.String()
		if rapid.Bool().Draw(t, "no last line end") {
			data = strings.TrimSuffix(data, eol)
		}
		profile := &engine.Profile{}
		opt := stream.Options{Table: table.Options{Keep: engine.NeededColumns(plan, engine.BindOptions{}), Delimiter: rune(delim[0])},
			Report: report.Options{Detail: rapid.Bool().Draw(t, "detail"), Labels: rapid.Bool().Draw(t, "labels")},
			Run:    engine.RunOptions{Jobs: rapid.IntRange(1, 3).Draw(t, "jobs"), All: rapid.Bool().Draw(t, "all"), Profile: profile},
			Digest: "d", Files: []string{"data.csv"}, PieceLen: rapid.SampledFrom([]int{300, 3000, 20_000, 1 << 17}).Draw(t, "piece")}
		opt.Report.All = opt.Run.All
		written := rapid.SampledFrom(forms).Draw(t, "form")
		opt.Form, opt.Report.Envelope.Tool = written.passing, "t"
		got, sum, err := passedFrom(plan, strings.NewReader(data), opt)
		if errors.Is(err, table.ErrWhole) {
			refused++
			return
		}
		want, summary, ok := keptAs(t, plan, []byte(data), opt, written.whole)
		if err != nil || !ok {
			t.Fatalf("passed, %v, but is refused: %v\n%q", err, !ok, data)
		}
		if both++; got != want || sum != summary {
			t.Fatalf("%d kinds of %d rows\n%q\ngot\n%s%s\nwant\n%s%s", profile.Kinds, profile.Alike, data, got, sum, want, summary)
		}
		if profile.Alike > 0 {
			alike++
		}
	})
	if both < 20 || alike < 20 {
		t.Errorf("%d files passed, %d did not; %d of the former had rows that are alike", both, refused, alike)
	}
}

// TestKindsTaught: a text that comes late is learnt, and too many end it.
func TestKindsTaught(t *testing.T) {
	plan := engine.Compile(load(t, framework), engine.Options{})
	for _, c := range []struct {
		staff func(row int) int
		alike [2]int // at least and at most
		kinds int
	}{
		{func(row int) int { return row % 3 }, [2]int{20_000, 20_000}, 3 * 4 * 2},
		{func(row int) int { return row % 3 * (row / 5000) }, [2]int{20_000, 20_000}, 6 * 4 * 2},
		{func(row int) int { return row % max(3, 1000*(row/10_000)) }, [2]int{8_000, 10_000}, 3 * 4 * 2},
		{func(row int) int { return row }, [2]int{0, 0}, 0},
	} {
		var b strings.Builder
		b.WriteString("home,safety,falls,staff\n")
		for r := range 20_000 {
			fmt.Fprintf(&b, "h%05d,%s,%s,%d\n", r, []string{"good", "poor"}[r/7%2], []string{"", "2.5", "n/a", "17"}[r/14%4], c.staff(r))
		}
		opt := stream.Options{PieceLen: 16 << 10, Run: engine.RunOptions{Jobs: 2, Profile: &engine.Profile{}}}
		want, summary, _ := keptAs(t, plan, []byte(b.String()), opt, report.WriteCSV)
		got, sum, err := passedFrom(plan, io.MultiReader(strings.NewReader(b.String())), opt)
		if err != nil || got != want || sum != summary {
			t.Fatalf("%v\n%s\nwant\n%s", err, sum, summary)
		}
		if p := opt.Run.Profile; p.Alike < c.alike[0] || p.Alike > c.alike[1] || p.Kinds != c.kinds {
			t.Errorf("%d rows of %d kinds, want %v of %d", p.Alike, p.Kinds, c.alike, c.kinds)
		}
	}
}

// TestKindsBetween: a short piece that is read for its kinds stands between long ones
// that are not.
func TestKindsBetween(t *testing.T) {
	plan := engine.Compile(load(t, framework), engine.Options{})
	const length = 16 << 10
	var b strings.Builder
	b.WriteString("home,safety,falls,staff,note\n")
	for row := 0; row < 4000; row++ {
		note := "\"" + strings.Repeat("x", 20) + "\""
		if b.Len()/length%2 == 1 {
			note = strings.Repeat("x", 100)
		}
		fmt.Fprintf(&b, "h%05d,%s,1,%d,%s\n", row, []string{"good", "poor"}[row%2], row%3, note)
	}
	opt := stream.Options{PieceLen: length, Run: engine.RunOptions{Jobs: 1, Profile: &engine.Profile{}}}
	want, summary, _ := kept(t, plan, []byte(b.String()), opt)
	got, sum, err := passedFrom(plan, strings.NewReader(b.String()), opt)
	if err != nil || got != want || sum != summary {
		t.Fatalf("%v\n%s\nwant\n%s", err, sum, summary)
	}
	if p := opt.Run.Profile; p.Alike == 0 || p.Alike == p.Rows {
		t.Errorf("%d rows of %d are alike", p.Alike, p.Rows)
	}
}

// TestKindsAndLines: a line that ends in another way, or that has no key, teaches
// nothing, and is what it is when data is kept.
func TestKindsAndLines(t *testing.T) {
	plan := engine.Compile(load(t, framework), engine.Options{})
	for name, line := range map[string]func(row int) (key, end string){
		"other line ends in the second half": func(row int) (string, string) { return "h", []string{"\n", "\r\n"}[row/10_000] },
		"one other line end":                 func(row int) (string, string) { return "h", []string{"\n", "\r\n"}[oneIf(row == 10_000)] },
		"a key that is missing":              func(row int) (string, string) { return []string{"h", ""}[oneIf(row == 10_000)], "\n" },
		"a character too many":               func(row int) (string, string) { return "h", "\r\r\n" },
		"a character too many, sometimes":    func(row int) (string, string) { return "h", []string{"\r\n", "\r\r\n"}[oneIf(row%3 == 0)] },
	} {
		for _, jobs := range []int{1, 4} {
			var b strings.Builder
			b.WriteString("home,safety,falls,staff\n")
			for row := range 20_000 {
				key, end := line(row)
				if key != "" {
					key += fmt.Sprintf("%05d", row)
				}
				fmt.Fprintf(&b, "%s,%s,%s,%d%s", key, []string{"good", "poor"}[row/7%2], []string{"", "2.5", "n/a", "17"}[row/14%4], row%3, end)
			}
			opt := stream.Options{PieceLen: 16 << 10, Run: engine.RunOptions{Jobs: jobs}}
			want, summary, ok := kept(t, plan, []byte(b.String()), opt)
			got, sum, err := passedFrom(plan, strings.NewReader(b.String()), opt)
			if ok && (err != nil || got != want || sum != summary) || !ok && !errors.Is(err, table.ErrWhole) {
				t.Errorf("%s: it is refused: %v; %v", name, !ok, err)
			}
		}
	}
}

func oneIf(is bool) int {
	if is {
		return 1
	}
	return 0
}

// TestRowsAsValues: a row that is a value has a place among all rows, so the data does
// not pass.
func TestRowsAsValues(t *testing.T) {
	fw := load(t, `framework "t" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [who]
}
entity "home" { key = "home" }
input "falls" { type = number }
derive "who" { value = home }
derive "more" { value = falls + 1 }
`)
	plan := engine.Compile(fw, engine.Options{})
	data := "home,falls\nh1,1\nh2,1\nh3,1\n"
	if _, _, err := passed(plan, []byte(data), stream.Options{PieceLen: 64}); !errors.Is(err, table.ErrWhole) {
		t.Errorf("%v", err)
	}
}

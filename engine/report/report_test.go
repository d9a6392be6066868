package report_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// What is written stands in golden/rate; here is what a case would not show.

const twice = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [double]
}
entity "home" { key = "home" }
input "x" {
  type   = number
  better = neither
}
derive "double" { value = 2 * x }
`

func ratedOf(t *testing.T, data string) *engine.Result {
	t.Helper()
	fsys := fstest.MapFS{"a.rubric.hcl": {Data: []byte(twice)}}
	files, _, list, err := lang.ParseDir(fsys)
	if err != nil {
		t.Fatal(err)
	}
	fw, more := rules.Load(files, fsys)
	if list = append(list, more...); list.HasErrors() {
		t.Fatal(list[0].Detail)
	}
	p := engine.Compile(fw, engine.Options{})
	tab, list, err := table.Read(strings.NewReader(data), "data.csv", table.Options{})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	d, list := engine.Bind(p, []*table.Table{tab}, engine.BindOptions{})
	if list.HasErrors() {
		t.Fatal(list[0].Detail)
	}
	res, err := p.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestSummaryExtremes sums up numbers that have no classes of a round width.
func TestSummaryExtremes(t *testing.T) {
	for name, numbers := range map[string][]string{
		"none":       nil,
		"huge":       {"-8e99", "8e99", "0", "1", "2", "3", "4", "5", "6", "7", "8"},
		"tiny":       {"1e-99", "2e-99", "3e-99", "4e-99", "5e-99", "6e-99", "7e-99", "8e-99", "9e-99", "-1e-99", "0"},
		"near":       {"1e15", "1000000000000001", "1000000000000002", "1000000000000003", "1000000000000004", "1000000000000005", "1000000000000006", "1000000000000007", "1000000000000008", "1000000000000009"},
		"far and 0":  {"0", "1e99", "1", "2", "3", "4", "5", "6", "7", "8"},
		"below zero": {"-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9", "-10", "-11"},
	} {
		t.Run(name, func(t *testing.T) {
			data := "home,x\n"
			for i, x := range numbers {
				data += fmt.Sprintf("%d,%s\n", i, x)
			}
			var b bytes.Buffer
			if err := report.WriteSummary(&b, ratedOf(t, data)); err != nil {
				t.Fatal(err)
			}
			n := 0
			for line := range strings.Lines(b.String()) {
				var k int
				fields := strings.Fields(strings.TrimRight(line, "█▏▎▍▌▋▊▉ \n"))
				if strings.HasPrefix(line, "  ") {
					if _, err := fmt.Sscan(fields[len(fields)-1], &k); err != nil {
						t.Errorf("%q: %v", line, err)
					}
					n += k
				}
			}
			if n != len(numbers) {
				t.Errorf("%d of %d numbers are counted:\n%s", n, len(numbers), &b)
			}
		})
	}
}

// TestJSONIsValid writes keys that need care; every format must stay readable.
func TestJSONIsValid(t *testing.T) {
	keys := []string{`a "quoted" \\ key`, "<b>&amp;</b>", "Ä ö 漢字", "tab\tand\x01control", "a\nline"}
	data := "home,x\n"
	for i, k := range keys {
		data += `"` + strings.ReplaceAll(k, `"`, `""`) + `",` + []string{"1", "", "0.1", "-3", "1e20"}[i] + "\n"
	}
	res := ratedOf(t, data)
	var b bytes.Buffer
	if err := report.WriteJSON(&b, res, report.Options{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Results []struct{ Key map[string]string }
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatalf("%v\n%s", err, &b)
	}
	for i, k := range keys {
		if got.Results[i].Key["home"] != k {
			t.Errorf("key %q came out as %q", k, got.Results[i].Key["home"])
		}
	}
	b.Reset()
	if err := report.WriteJSONL(&b, res, report.Options{All: true}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("not JSON: %s", line)
		}
	}
}

// failing is a writer that fails after some bytes.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, fmt.Errorf("disk full")
	}
	return len(p), nil
}

// TestWriteErrors demands that no error of the writer is lost.
func TestWriteErrors(t *testing.T) {
	res := ratedOf(t, "home,x\na,1\nb,2\n")
	for name, write := range map[string]func(*failing) error{
		"csv":     func(f *failing) error { return report.WriteCSV(f, res, report.Options{}) },
		"json":    func(f *failing) error { return report.WriteJSON(f, res, report.Options{}) },
		"jsonl":   func(f *failing) error { return report.WriteJSONL(f, res, report.Options{}) },
		"table":   func(f *failing) error { return report.WriteTable(f, res, report.Options{}, 0) },
		"summary": func(f *failing) error { return report.WriteSummary(f, res) },
	} {
		if write(&failing{left: 5}) == nil {
			t.Errorf("%s: the error is lost", name)
		}
		if err := write(&failing{left: 1 << 20}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

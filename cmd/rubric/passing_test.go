package main

// This file defines the tests that data which passes by gives what data gives that is
// kept, whatever it comes from and is written as.

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
)

// asJSONL makes JSON lines of a CSV file: all values are texts, and what is blank is
// left out, or null, now and then.
func asJSONL(text []byte) ([]byte, error) {
	t, _, err := table.Read(bytes.NewReader(text), "data.csv", table.Options{})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for row := range t.Rows {
		n := 0
		for i, c := range t.Columns {
			value, err := json.Marshal(c.Text(row))
			if err != nil {
				return nil, err
			}
			if blank := c.Text(row) == ""; blank && row > 0 && (row+i)%3 == 0 {
				continue
			} else if blank && (row+i)%3 == 1 {
				value = []byte("null")
			}
			fmt.Fprintf(&b, "%s%q: %s", map[bool]string{true: "{", false: ", "}[n == 0], c.Name, value)
			n++
		}
		b.WriteString("}\n")
	}
	return b.Bytes(), nil
}

// everyForm writes a CSV text in every form to a directory, and names each.
func everyForm(t *testing.T, text []byte) []string {
	t.Helper()
	tmp := t.TempDir()
	var out []string
	put := func(name string, b []byte, err error) {
		if err != nil {
			t.Fatal(err)
		}
		name = filepath.Join(tmp, name)
		write(t, name, string(b))
		out = append(out, name)
	}
	put("data.csv", text, nil)
	b, err := asZstd(text)
	put("data.csv.zst", b, err)
	b, err = asParquet(text)
	put("data.parquet", b, err)
	b, err = asJSONL(text)
	put("data.jsonl", b, err)
	put("data.json", append(append([]byte("["), bytes.ReplaceAll(bytes.TrimSpace(b), []byte("}\n"), []byte("},\n"))...), ']'), nil)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	err = z.Close()
	put("data.jsonl.gz", packed.Bytes(), err)
	db := filepath.Join(tmp, "data.db")
	if err := asSQLite(db, text); err != nil {
		t.Fatal(err)
	}
	return append(out, "sqlite:"+db+"?table=data", "sqlite:"+db+"?query=SELECT * FROM data")
}

// TestPassing rates data that passes by, to a file, and data that is kept, to standard
// output: the bytes, what is said and the exit code are the same.
func TestPassing(t *testing.T) {
	dirs, err := filepath.Glob("../../examples/*/data.csv")
	if err != nil || len(dirs) < 5 {
		t.Fatalf("%d examples, %v", len(dirs), err)
	}
	for _, data := range dirs {
		t.Run(filepath.Base(filepath.Dir(data)), func(t *testing.T) {
			t.Parallel()
			for i, from := range everyForm(t, []byte(read(t, data))) {
				bothWays(t, filepath.Dir(data), from, []string{"jsonl", "json", "csv", "parquet"}[i%4])
			}
		})
	}
}

// bothWays returns the exit code.
func bothWays(t *testing.T, dir, from, format string) int {
	t.Helper()
	s, want, said := buffers()
	code := execute(context.Background(), []string{"rate", dir, "--data", from, "--format", format, "--detail", "--summary", "all"}, s)
	out := filepath.Join(t.TempDir(), "out")
	s, _, saidToo := buffers()
	if got := execute(context.Background(), []string{"rate", dir, "--data", from, "--format", format, "--detail", "--summary", "all", "--out", out}, s); got != code || saidToo.String() != said.String() {
		if !strings.Contains(said.String(), "--entity") { // what is written elsewhere is said otherwise
			t.Errorf("%s as %s: exit code %d, want %d:\n%s\nwant\n%s", from, format, got, code, saidToo, said)
		}
	}
	if code != exitFine {
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s as %s: something was written", from, format)
		}
		return code
	}
	if got := read(t, out); got != want.String() {
		t.Errorf("%s as %s: %.300s\nwant\n%.300s", from, format, got, want)
	}
	return code
}

// streamed reports whether data passes by, without being read whole.
func streamed(t *testing.T, dir, from, format string) bool {
	t.Helper()
	s, _, said := buffers()
	opt := rateOptions{Dir: dir, Data: dataOptions{Files: []string{from}}, Format: format, Summary: "short", Out: filepath.Join(t.TempDir(), "out")}
	if err := opt.settle(s); err != nil {
		t.Fatal(err)
	}
	l, err := loadFramework(dir, "", s)
	if err != nil {
		t.Fatal(err, said)
	}
	plan := engine.Compile(l.framework, engine.Options{})
	if !opt.passes() || !plan.Passes(false) {
		return false
	}
	done, err := rateStream(context.Background(), plan, opt, s)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// TestPassesBy demands that every source and format passes by where it can, and that
// it makes no difference that a problem of the data stands far behind.
func TestPassesBy(t *testing.T) {
	dir, csv := rateFolder(t, 5000)
	good := read(t, csv)
	for _, from := range everyForm(t, []byte(good)) {
		for _, format := range []string{"csv", "jsonl", "json", "parquet"} {
			want := format != "json" || !strings.HasPrefix(from, "sqlite:")
			if got := streamed(t, dir, from, format); got != want {
				t.Errorf("%s as %s passes by: %t", from, format, got)
			}
			if code := bothWays(t, dir, from, format); code != exitFine {
				t.Errorf("%s as %s: exit code %d", from, format, code)
			}
		}
	}
	for name, bad := range map[string]string{"no number": good + "zzz,many\n", "a key twice": good + good[len("home,falls\n"):], "a row about nothing": good + ",3\n", "none": "home,falls\n"} {
		for _, from := range everyForm(t, []byte(bad)) {
			if name == "none" && strings.Contains(from, ".json") {
				continue // as JSON it has no columns
			}
			if streamed(t, dir, from, "jsonl") && name != "none" {
				t.Errorf("%s, %s: passes by", name, from)
			}
			if code := bothWays(t, dir, from, "jsonl"); code == exitFine && name != "none" {
				t.Errorf("%s, %s: exit code %d", name, from, code)
			}
		}
	}
}

// TestPassingUnreadable: what cannot be opened or is damaged is said as it is of data
// that is kept.
func TestPassingUnreadable(t *testing.T) {
	dir, csv := rateFolder(t, 3000)
	pq, err := asParquet([]byte(read(t, csv)))
	if err != nil {
		t.Fatal(err)
	}
	file := func(name, text string) string {
		name = filepath.Join(dir, name)
		write(t, name, text)
		return name
	}
	for _, from := range []string{
		file("cut.parquet", string(pq[:len(pq)-30])), file("broken.parquet", string(pq[:200])+"xxxx"+string(pq[204:])),
		file("none.jsonl", ""), file("bad.jsonl", `{"home":"a","falls":1}`+"\n{\n"), file("late.jsonl", `{"home":"a"}`+"\n"),
		file("crlf.jsonl", `{"home":"a\r\nb","falls":1}`), "sqlite:" + filepath.Join(dir, "none.db") + "?table=x", "sqlite:" + csv + "?table=x",
	} {
		bothWays(t, dir, from, "csv")
	}
}

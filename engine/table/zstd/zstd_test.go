package zstd

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/rubric-lang/rubric/engine/table"
)

func packed(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func read(t testing.TB, name, text string, l table.Limits) (*table.Table, []string) {
	t.Helper()
	tab, list, err := table.Read(strings.NewReader(text), name, table.Options{Packings: []table.Packing{Packing}, Limits: l})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range list {
		out = append(out, string(d.Code)+" "+d.Summary)
	}
	return tab, out
}

func TestRead(t *testing.T) {
	csv := packed(t, "a,b\n1,2\n3,4\n")
	skip := "\x50\x2a\x4d\x18\x02\x00\x00\x00xx"
	for _, test := range []struct{ name, text, want, problem string }{
		{"a.csv.zst", csv, "1 3", ""},
		{"a", csv, "1 3", ""},
		{"a.jsonl.zst", packed(t, "{\"a\":1}\n{\"a\":3}\n"), "1 3", ""},
		{"a.tsv.zst", packed(t, "a\tb\n1\t2\n3\t4\n"), "1 3", ""},
		{"a.csv.zst", packed(t, "a,b\n1,2\n") + packed(t, "3,4\n"), "1 3", ""},
		{"a.csv.zst", skip + csv, "1 3", ""},
		{"a.csv.zst", "a,b\n1,2\n3,4\n", "1 3", ""}, // the name is wrong, the data is not
		{"a.csv.zst", csv[:len(csv)-4], "", "R0503 Damaged zstd file"},
		{"a.csv.zst", csv[:6], "", "R0503 Damaged zstd file"},
		{"a.csv.zst", csv + "rest", "", "R0503 Damaged zstd file"},
		{"a.csv.zst", csv[:12] + "\xff\xff" + csv[14:], "", "R0503 Damaged zstd file"},
		{"a.csv.zst", packed(t, csv), "", "R0502 Not a text file"},
	} {
		tab, problems := read(t, test.name, test.text, table.Limits{})
		if strings.Join(problems, ", ") != test.problem {
			t.Errorf("%s %q: problems %v, want %q", test.name, test.text, problems, test.problem)
		}
		if test.problem != "" {
			continue
		}
		if got := tab.Column("a").Text(0) + " " + tab.Column("a").Text(1); tab.Rows != 2 || got != test.want {
			t.Errorf("%s: %d rows, %q", test.name, tab.Rows, got)
		}
	}
}

// TestBombs demands that data which unpacks to very much, or asks for very much
// memory, ends in a problem.
func TestBombs(t *testing.T) {
	var b bytes.Buffer
	w, err := NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	row := bytes.Repeat([]byte("1,2\n"), 1<<18)
	for range 64 {
		if _, err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 1<<16 {
		t.Fatalf("%d bytes", b.Len())
	}
	if _, problems := read(t, "a.csv.zst", b.String(), table.Limits{Bytes: 8 << 20}); len(problems) != 1 || problems[0] != "R0513 Too much data" {
		t.Errorf("%v", problems)
	}
	// A frame that asks for a window of 2 GiB: magic, descriptor, exponent 21.
	if _, problems := read(t, "a.csv.zst", "\x28\xb5\x2f\xfd\x00\xa8\x09\x00\x00abc", table.Limits{}); len(problems) != 1 || problems[0] != "R0513 Too much data" {
		t.Errorf("%v", problems)
	}
	if !errors.Is(told(zstd.ErrWindowSizeExceeded), table.ErrLargeWindow) {
		t.Error("another error")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(packed(f, "a,b\n1,2\n3,4\n")))
	f.Add([]byte(packed(f, strings.Repeat("a,b\n", 1000))))
	f.Add([]byte("\x28\xb5\x2f\xfd\x00\xa8\x09\x00\x00abc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		read(t, "a.csv", string(data), table.Limits{Bytes: 1 << 22})
	})
}

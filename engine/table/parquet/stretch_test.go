package parquet

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/rubric-lang/rubric/engine/table"
)

// passed is what show gives of all stretches of a file.
func passed(data []byte, opt table.Options) (string, error) {
	s, err := Open(bytes.NewReader(data), int64(len(data)), opt)
	if err != nil {
		return "", err
	}
	defer s.Close()
	cells := map[string][]string{}
	var names []string
	for {
		t, err := s.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", err
		}
		names = names[:0]
		for _, c := range t.Columns {
			names = append(names, c.Name)
			for r := range t.Rows {
				cells[c.Name] = append(cells[c.Name], c.Text(r))
			}
		}
	}
	var out []string
	for _, n := range names {
		out = append(out, n+"="+strings.Join(cells[n], "|"))
	}
	return strings.Join(out, " "), nil
}

// grouped writes groups of so many rows each, on pages that are small.
func grouped(t testing.TB, groups ...int) []byte {
	t.Helper()
	type row struct {
		A string   `parquet:"a"`
		B *float64 `parquet:"b,optional"`
		C int32    `parquet:"c,dict"`
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b, parquet.PageBufferSize(500))
	for _, n := range groups {
		for i := range n {
			r := row{A: strings.Repeat("x", i%7), C: int32(i % 3)}
			if f := float64(i) / 4; i%5 > 0 {
				r.B = &f
			}
			if _, err := w.Write([]row{r}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestStretches holds stretches to the whole file, over the borders of pages, groups
// and stretches.
func TestStretches(t *testing.T) {
	for _, groups := range [][]int{{}, {1}, {batch}, {batch + 1}, {3000, 1, 1, batch, 2500}, {batch - 1, 2 * batch}} {
		data := grouped(t, groups...)
		for _, keep := range []string{"abc", "b", "ca"} {
			opt := table.Options{Keep: func(c string) bool { return strings.Contains(keep, c) }}
			tab, list := read(t, data, opt)
			got, err := passed(data, opt)
			if want := show(tab); err != nil || got != want || len(list) > 0 {
				t.Errorf("%v %s: %v, %d bytes, want %d", groups, keep, err, len(got), len(want))
			}
		}
	}
}

// TestStretchesRefuse: where there is something to say about the file, nothing is read.
func TestStretchesRefuse(t *testing.T) {
	good := written(t, 3000, columnOf("a", Text, "0123456789"), columnOf("b", Text, "x"))
	for name, test := range map[string]struct {
		data []byte
		opt  table.Options
	}{
		"cut off":          {good[:len(good)-20], table.Options{}},
		"bytes":            {good, table.Options{Limits: table.Limits{Bytes: 1000}}},
		"columns":          {good, table.Options{Limits: table.Limits{Columns: 1}}},
		"twice":            {written(t, 1, columnOf("a", Text, "1"), columnOf("a", Text, "2")), table.Options{}},
		"twice, a warning": {written(t, 1, columnOf("a", Text, "1"), columnOf("a", Text, "2"), columnOf("b", Text, "2")), table.Options{Keep: func(c string) bool { return c == "b" }}},
		"no name":          {written(t, 1, columnOf("a", Text, "1"), columnOf("", Text, "2")), table.Options{}},
		"no UTF-8":         {raw(t, parquet.Leaf(parquet.ByteArrayType), parquet.ByteArrayValue([]byte("a\xff"))), table.Options{}},
		"a list": {made(t, struct {
			X []int `parquet:"x"`
		}{[]int{1, 2}}, nil), table.Options{}},
	} {
		if _, err := passed(test.data, test.opt); !errors.Is(err, table.ErrWhole) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(broken{}, 1000, table.Options{}); err == nil || !strings.Contains(err.Error(), "the disk is gone") {
		t.Errorf("%v", err)
	}
}

// TestStretchesOfDamage changes every byte of a small file: what is read in stretches
// is what is read whole, or nothing; never is there a panic.
func TestStretchesOfDamage(t *testing.T) {
	data := written(t, 20, columnOf("id", Text, "a", "b", "c"), columnOf("n", Number, "1", "2.5", ""))
	for n := range data {
		for _, x := range []byte{0xff, 0x80, 0x01} {
			bad := bytes.Clone(data)
			bad[n] ^= x
			tab, list := read(t, bad, table.Options{})
			got, err := passed(bad, table.Options{})
			if (err == nil) != (len(list) == 0) || err == nil && got != show(tab) || err != nil && !errors.Is(err, table.ErrWhole) {
				t.Fatalf("byte %d: %v, %q; whole %q %s", n, err, got, show(tab), brief(list))
			}
		}
	}
}

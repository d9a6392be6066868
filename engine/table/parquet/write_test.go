package parquet

import (
	"bytes"
	"testing"
)

// TestWriter writes rows as they come, and holds the bytes to those of columns.
func TestWriter(t *testing.T) {
	columns := []Column{columnOf("a", Text, "x", "", "yy"), columnOf("n", Number, "1", "2.5", "", "-3"), columnOf("d", Date, "2026-04-01", "")}
	for _, rows := range []int{0, 1, batch - 1, batch, batch + 1, rowsInGroup, rowsInGroup + 3000} {
		var b bytes.Buffer
		w, err := NewWriter(&b, columns)
		if err != nil {
			t.Fatal(err)
		}
		var text []byte
		for row := range rows {
			for _, c := range columns {
				text = c.Put(text[:0], row)
				if err := w.Cell(text); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), written(t, rows, columns...)) {
			t.Errorf("%d rows: other bytes", rows)
		}
	}
	w, err := NewWriter(&bytes.Buffer{}, columns[1:2])
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Cell([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err == nil || err.Error() != `column "n": row 1: strconv.ParseFloat: parsing "x": invalid syntax` {
		t.Errorf("%v", err)
	}
}

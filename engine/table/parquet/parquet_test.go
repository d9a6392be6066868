package parquet

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
)

// columnOf is a column of texts.
func columnOf(name string, k Kind, texts ...string) Column {
	return Column{name, k, func(to []byte, row int) []byte { return append(to, texts[row%len(texts)]...) }}
}

func written(t testing.TB, rows int, columns ...Column) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, rows, columns); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, data []byte, opt table.Options) (*table.Table, diag.List) {
	t.Helper()
	tab, list, err := Read(bytes.NewReader(data), int64(len(data)), "a.parquet", opt)
	if err != nil {
		t.Fatal(err)
	}
	return tab, list
}

// show writes a table as "name=cell|cell" for each kept column.
func show(t *table.Table) string {
	var out []string
	for _, c := range t.Columns {
		var cells []string
		for r := range t.Rows {
			cells = append(cells, c.Text(r))
		}
		out = append(out, c.Name+"="+strings.Join(cells, "|"))
	}
	return strings.Join(out, " ")
}

func brief(l diag.List) string {
	var out []string
	for _, d := range l {
		out = append(out, fmt.Sprintf("%s %d:%s", d.Code, d.Cell.Row, d.Cell.Column))
	}
	return strings.Join(out, ", ")
}

func TestRoundTrip(t *testing.T) {
	data := written(t, 5,
		columnOf("z é.b c", Text, "007", "", "Ash, Court", "é", "x"),
		columnOf("n", Number, "0.1", "-12345.67", "", "100000000000000", "0.000000123"),
		columnOf("a", Answer, "true", "false", "", "true", "false"),
		columnOf("d", Date, "2026-04-01", "1969-12-31", "", "1600-02-29", "9999-12-31"))
	tab, list := read(t, data, table.Options{})
	want := "z é.b c=007||Ash, Court|é|x n=0.1|-12345.67||100000000000000|0.000000123 a=true|false||true|false d=2026-04-01|1969-12-31||1600-02-29|9999-12-31"
	if got := show(tab); got != want || len(list) > 0 || tab.Rows != 5 || tab.Line(2) != 0 {
		t.Errorf("%q, want %q; %s", got, want, brief(list))
	}
	tab, list = read(t, data, table.Options{Keep: func(c string) bool { return c == "a" }})
	if got := show(tab); got != "a=true|false||true|false" || len(tab.Header) != 4 || len(list) > 0 {
		t.Errorf("%q %v", got, tab.Header)
	}
	if again := written(t, 5, columnOf("a", Text, "x", "y")); !bytes.Equal(again, written(t, 5, columnOf("a", Text, "x", "y"))) {
		t.Error("the same columns gave other bytes")
	}
	if tab, list = read(t, written(t, 0, columnOf("a", Text, "x")), table.Options{}); tab.Rows != 0 || tab.Column("a") == nil || len(list) > 0 {
		t.Errorf("no rows: %v", list)
	}
}

// TestGroups crosses the borders of batches, pages and groups of rows.
func TestGroups(t *testing.T) {
	const rows = rowsInGroup + 3000
	data := written(t, rows, columnOf("a", Number, "1", "2.5", ""), columnOf("b", Text, "x", "", "yy", "zzz"))
	tab, list := read(t, data, table.Options{})
	if tab.Rows != rows || len(list) > 0 {
		t.Fatalf("%d rows, %s", tab.Rows, brief(list))
	}
	for r := range rows {
		if a, b := tab.Column("a").Text(r), tab.Column("b").Text(r); a != []string{"1", "2.5", ""}[r%3] || b != []string{"x", "", "yy", "zzz"}[r%4] {
			t.Fatalf("row %d: %q %q", r, a, b)
		}
	}
}

// made writes one row of values with the types of Go and of the library.
func made[T any](t testing.TB, row T, node parquet.Node) []byte {
	t.Helper()
	var b bytes.Buffer
	var opts []parquet.WriterOption
	if node != nil {
		opts = append(opts, parquet.NewSchema("t", parquet.Group{"x": node}))
	}
	w := parquet.NewGenericWriter[T](&b, opts...)
	if _, err := w.Write([]T{row}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// raw writes one value of a column as it is stored.
func raw(t testing.TB, node parquet.Node, v parquet.Value) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[any](&b, parquet.NewSchema("t", ordered{fields: []parquet.Field{field{node, "x"}}}))
	if _, err := w.ColumnWriters()[0].WriteRowValues([]parquet.Value{v.Level(0, 0, 0)}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTypes(t *testing.T) {
	fixed := func(n int) parquet.Type { return parquet.FixedLenByteArrayType(n) }
	bytesOf := func(b ...byte) parquet.Value { return parquet.FixedLenByteArrayValue(b) }
	for _, test := range []struct {
		node parquet.Node
		v    parquet.Value
		want string
	}{
		{parquet.Int(8), parquet.Int32Value(-5), "-5"},
		{parquet.Int(64), parquet.Int64Value(-1 << 63), "-9223372036854775808"},
		{parquet.Uint(32), parquet.Int32Value(-1), "4294967295"},
		{parquet.Uint(64), parquet.Int64Value(-1), "18446744073709551615"},
		{parquet.Leaf(parquet.Int64Type), parquet.Int64Value(9007199254740993), "9007199254740993"},
		{parquet.Decimal(2, 9, parquet.Int32Type), parquet.Int32Value(-5), "-0.05"},
		{parquet.Decimal(2, 9, parquet.Int32Type), parquet.Int32Value(1230), "12.30"},
		{parquet.Decimal(0, 9, parquet.Int32Type), parquet.Int32Value(1230), "1230"},
		{parquet.Decimal(4, 18, parquet.Int64Type), parquet.Int64Value(123456789012345678), "12345678901234.5678"},
		{parquet.Decimal(3, 38, fixed(16)), bytesOf(0x4b, 0x3b, 0x4c, 0xa8, 0x5a, 0x86, 0xc4, 0x7a, 0x09, 0x8a, 0x22, 0x3f, 0xff, 0xff, 0xff, 0xff), "99999999999999999999999999999999999.999"},
		{parquet.Decimal(1, 4, fixed(2)), bytesOf(0xff, 0xfe), "-0.2"},
		{parquet.Leaf(parquet.FloatType), parquet.FloatValue(0.1), "0.1"},
		{parquet.Leaf(parquet.DoubleType), parquet.DoubleValue(0.30000000000000004), "0.30000000000000004"},
		{parquet.Leaf(parquet.DoubleType), parquet.DoubleValue(1e-9), "1e-09"},
		{parquet.Leaf(parquet.BooleanType), parquet.BooleanValue(true), "true"},
		{parquet.Date(), parquet.Int32Value(-1), "1969-12-31"},
		{parquet.Timestamp(parquet.Millisecond), parquet.Int64Value(86400_000), "1970-01-02"},
		{parquet.Timestamp(parquet.Nanosecond), parquet.Int64Value(-1), "1969-12-31T23:59:59.999999999Z"},
		{parquet.TimestampAdjusted(parquet.Microsecond, false), parquet.Int64Value(1_500_000), "1970-01-01T00:00:01.5"},
		{parquet.Time(parquet.Millisecond), parquet.Int32Value(34_200_500), "09:30:00.5"},
		{parquet.UUID(), bytesOf(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16), "01020304-0506-0708-090a-0b0c0d0e0f10"},
		{parquet.Enum(), parquet.ByteArrayValue([]byte("good")), "good"},
		{parquet.Leaf(parquet.ByteArrayType), parquet.ByteArrayValue([]byte("plain")), "plain"},
	} {
		tab, list := read(t, raw(t, test.node, test.v), table.Options{})
		if tab.Rows != 1 || len(list) > 0 || tab.Column("x").Text(0) != test.want {
			t.Errorf("%s: %q %s, want %q", test.node, show(tab), brief(list), test.want)
		}
	}
}

// TestUnfit demands that columns which hold no single text are problems where
// they are needed, and nothing where they are not.
func TestUnfit(t *testing.T) {
	type deep struct{ A, B int }
	for _, test := range []struct {
		data []byte
		want string
	}{
		{made(t, struct {
			X []int `parquet:"x"`
		}{[]int{1, 2}}, nil), "R0520 0:x"},
		{made(t, struct {
			X []int `parquet:"x,list"`
		}{[]int{1, 2}}, nil), "R0520 0:x"},
		{made(t, struct {
			X deep `parquet:"x"`
		}{}, nil), "R0520 0:x"},
		{made(t, struct {
			X map[string]int `parquet:"x"`
		}{map[string]int{"a": 1}}, nil), "R0520 0:x"},
		{raw(t, parquet.Leaf(parquet.FixedLenByteArrayType(3)), parquet.FixedLenByteArrayValue([]byte("abc"))), "R0520 0:x"},
		{raw(t, parquet.Leaf(parquet.ByteArrayType), parquet.ByteArrayValue([]byte("a\xff"))), "R0504 1:x"},
	} {
		if _, list := read(t, test.data, table.Options{}); brief(list) != test.want {
			t.Errorf("%s, want %s", brief(list), test.want)
		}
		if tab, list := read(t, test.data, table.Options{Keep: func(string) bool { return false }}); len(list) > 0 || tab.Rows != 1 {
			t.Errorf("not needed, and %s", brief(list))
		}
	}
}

func TestLimits(t *testing.T) {
	data := written(t, 3000, columnOf("a", Text, "0123456789"), columnOf("b", Text, "x"))
	for _, test := range []struct {
		limits table.Limits
		want   string
	}{
		{table.Limits{Cells: 1000}, "R0513 0:"},
		{table.Limits{Bytes: 1000}, "R0513 100:"},
		{table.Limits{Columns: 1}, "R0512 0:"},
	} {
		if _, list := read(t, data, table.Options{Limits: test.limits}); brief(list) != test.want {
			t.Errorf("%+v: %s, want %s", test.limits, brief(list), test.want)
		}
	}
	if _, list := read(t, written(t, 1, columnOf("a", Text, "1"), columnOf("a", Text, "2")), table.Options{}); brief(list) != "R0508 0:a" {
		t.Error(brief(list))
	}
}

// TestDamage changes every byte of a small file: a problem or a table comes of
// it, never a panic.
func TestDamage(t *testing.T) {
	data := written(t, 20, columnOf("id", Text, "a", "b", "c"), columnOf("n", Number, "1", "2.5", ""))
	for n := range data {
		if _, list := read(t, data[:n], table.Options{}); !strings.HasPrefix(brief(list), "R0519") {
			t.Fatalf("cut at %d: %s", n, brief(list))
		}
		for _, x := range []byte{0xff, 0x80, 0x01} {
			bad := bytes.Clone(data)
			bad[n] ^= x
			read(t, bad, table.Options{})
		}
	}
}

// TestPackings reads what other tools pack, but for LZ4.
func TestPackings(t *testing.T) {
	for _, test := range []struct {
		codec compress.Codec
		want  string
	}{
		{&parquet.Uncompressed, ""}, {&parquet.Snappy, ""}, {&parquet.Gzip, ""}, {&parquet.Zstd, ""}, {&parquet.Brotli, ""}, {&parquet.Lz4Raw, "R0519 0:"},
	} {
		var b bytes.Buffer
		w := parquet.NewGenericWriter[struct{ X string }](&b, parquet.Compression(test.codec))
		if _, err := w.Write([]struct{ X string }{{"a"}, {"b"}}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		tab, list := read(t, b.Bytes(), table.Options{})
		if brief(list) != test.want || test.want == "" && show(tab) != "X=a|b" {
			t.Errorf("%s: %s %s", test.codec, show(tab), brief(list))
		}
	}
}

type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errors.New("the disk is gone") }

func TestMachineFails(t *testing.T) {
	if _, _, err := Read(broken{}, 1000, "a.parquet", table.Options{}); err == nil || !strings.Contains(err.Error(), "the disk is gone") {
		t.Errorf("%v", err)
	}
	if err := Write(&bytes.Buffer{}, 1, []Column{columnOf("n", Number, "x")}); err == nil || !strings.Contains(err.Error(), `column "n": row 1`) {
		t.Errorf("%v", err)
	}
	if err := Write(&bytes.Buffer{}, 1, nil); err == nil {
		t.Error("a file without columns")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(written(f, 3, columnOf("a", Text, "x", "", "z")))
	f.Add(written(f, 3, columnOf("a", Number, "1", "", "2"), columnOf("b", Date, "2026-04-01"), columnOf("c", Answer, "true")))
	f.Add(raw(f, parquet.Decimal(3, 38, parquet.FixedLenByteArrayType(16)), parquet.FixedLenByteArrayValue(make([]byte, 16))))
	f.Add(raw(f, parquet.Timestamp(parquet.Nanosecond), parquet.Int64Value(1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		tab, list := read(t, data, table.Options{Limits: table.Limits{Cells: 1 << 16, Bytes: 1 << 20}})
		if list.HasErrors() {
			return
		}
		for _, c := range tab.Columns {
			for r := range tab.Rows {
				c.Bytes(r)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := written(b, 200_000, columnOf("id", Text, "a1", "a2", "a3"), columnOf("x", Number, "1.25", "3", ""), columnOf("y", Number, "10", "20"))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		read(b, data, table.Options{})
	}
}

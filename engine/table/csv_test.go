package table

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReadCSV(t *testing.T) {
	only := func(names string) Options {
		return Options{Keep: func(c string) bool { return strings.Contains(names, c) }}
	}
	small := Options{Limits: Limits{Record: 10}}
	for _, c := range []struct {
		name, text      string
		opt             Options
		table, problems string
	}{
		{"plain", "a,b\n1,2\n3,4\n", Options{}, "a=1|3 b=2|4", ""},
		{"no last line end", "a,b\n1,2", Options{}, "a=1 b=2", ""},
		{"crlf", "a,b\r\n1,2\r\n", Options{}, "a=1 b=2", ""},
		{"crlf cut", "a,b\r\n1,2\r", Options{}, "a=1 b=2", ""},
		{"byte order mark", "\uFEFFa,b\n1,2\n", Options{}, "a=1 b=2", ""},
		{"quotes", "a,b\n\"x,\"\"y\"\"\",\"\"\n\"\",z\n", Options{}, "a=x,\"y\"| b=|z", ""},
		{"quoted lines", "a,b\n\"1\r\n2\n\",3\n4,5\n", Options{}, "a=1\n2\n|4 b=3|5", ""},
		{"quoted header", "\"a\n1\",b\nx,y\n", Options{}, "a\n1=x b=y", ""},
		{"empty cells", "a,b,c\n,,\n", Options{}, "a= b= c=", ""},
		{"header only", "a,b\n", Options{}, "a= b=", ""},
		{"blank lines", "\n\na,b\n\n1,2\n\n\n", Options{}, "a=1 b=2", ""},
		{"blank cells of one column", "a\n\n1\n\n\n2\n\n\n", Options{}, "a=|1|||2", ""},
		{"keep", "a,b,c\n1,\xff,3\n", only("c"), "c=3", ""},
		{"delimiter", "a;b\n1,5;2\n", Options{Delimiter: ';'}, "a=1,5 b=2", ""},
		{"latin", "naïve,b\né,—\n", Options{}, "naïve=é b=—", ""},
		{"gzip", zipped("\uFEFFa,b\n1,2\n"), Options{}, "a=1 b=2", ""},
		{"keys", "fips\n01001\n", Options{}, "fips=01001", ""},

		{"empty", "", Options{}, "", "R0501 0:1:"},
		{"empty with mark", "\uFEFF\n\n", Options{}, "", "R0501 0:3:"},
		{"workbook", "PK\x03\x04\x14\x00", Options{}, "", "R0502 0:1:"},
		{"parquet", "PAR1\x15\x04\x15", Options{}, "", "R0502 0:1:"},
		{"parquet as a name", "PAR1,b\n1,2\n", Options{}, "PAR1=1 b=2", ""},
		{"utf-16", "\xff\xfea\x00,\x00b\x00", Options{}, "", "R0502 0:1:"},
		{"utf-16 without mark", "a\x00,\x00b\x00\n\x00", Options{}, "", "R0502 0:1:"},
		{"packed twice", zipped(zipped("a")), Options{}, "", "R0502 0:1:"},
		{"gzip cut", zipped("a,b\n1,2\n")[:20], Options{}, "", "R0503 0:0:"},
		{"gzip header cut", zipped("a,b\n1,2\n")[:5], Options{}, "", "R0503 0:0:"},
		{"gzip with rest", zipped("a,b\n1,2\n") + "rest of the file", Options{}, "", "R0503 0:0:"},
		{"not utf-8", "a,b\n1,2\n1,caf\xe9\n\"\xff\",3\n", Options{}, "a=1|1|\xff b=2|caf\xe9|3", "R0504 2:3:b, R0504 3:4:a"},
		{"not utf-8 in header", "a,caf\xe9\n1,2\n", Options{}, "a=1 caf\xe9=2", "R0504 0:1:caf\uFFFD"},
		{"nul far behind", "a,b\n" + strings.Repeat("1,2\n", 300) + "1,x\x00\n", only("b"),
			"b=" + strings.Repeat("2|", 300) + "x\x00", "R0504 301:302:b"},
		{"ragged", "a,b\n1\n1,2,3\n\"4\n\"\n5,6\n", Options{}, "a=1|1|4\n|5 b=|2||6", "R0505 1:2:, R0505 2:3:, R0505 3:4:"},
		{"unclosed quote", "a,b\n1,2\n\"x\n\",\"3\n4,5\n", Options{}, "a=1 b=2", "R0506 2:4:b"},
		{"unclosed quote in header", "a,\"b\n1,2\n", Options{}, "", "R0506 0:1:header"},
		{"stray quotes", "a,b\n5\" pipe,2\n\"x\"y\"z,3\n 4,5\n", Options{}, "a=5\" pipe|xy\"z| 4 b=2|3|5", "R0507 1:2:a, R0507 2:3:a"},
		{"stray quote in header", "a,b\"\n1,2\n", Options{}, "a=1 b\"=2", "R0507 0:1:b\""},
		{"stray quote in surplus cell", "a\n1,\"2\"3\n", Options{}, "a=1", "R0505 1:2:, R0507 1:2:"},
		{"same name", "a,b,a\n1,2,3\n", Options{}, "a=1 b=2 a=3", "R0508 0:1:a"},
		{"same name not kept", "a,b,a\n1,2,3\n", only("b"), "b=2", "R0508 0:1:a"},
		{"no name", "a,,\n1,2,3\n", Options{}, "a=1 =2 =3", "R0509 0:1:, R0509 0:1:"},
		{"semicolons", "a;b\n1;2\n", Options{}, "a;b=1;2", "R0510 0:1:a;b"},
		{"tabs", "a\tb\n1\t2\n", Options{}, "a\tb=1\t2", "R0510 0:1:a\tb"},
		{"limit reached", "a,b\n1234,67890\r\n1,2\n", small, "a=1234|1 b=67890|2", ""},
		{"long row", "a,b\n1234,678901\n1,2\n", small, "a=|1 b=|2", "R0511 1:2:"},
		{"long row, long", "a,b\n" + strings.Repeat("x", 100) + "\n1,2\n", small, "a=|1 b=|2", "R0511 1:2:"},
		{"long last row", "a,b\n" + strings.Repeat("x", 100), small, "a= b=", "R0511 1:2:"},
		{"long header", strings.Repeat("x", 100) + "\n1,2\n", small, "", "R0511 0:1:"},
		{"long quote", "a,b\n1,2\n1,\"34\n5678\n9\",3\n", small, "a=1 b=2", "R0506 2:3:b"},
		{"many columns", "a,b,c\n1,2,3\n", Options{Limits: Limits{Columns: 2}}, "", "R0512 0:1:"},
		{"many cells", "a,b\n1,2\n1,2\n1,2\n", Options{Limits: Limits{Cells: 4}}, "a=1|1 b=2|2", "R0513 2:4:"},
		{"many blank cells", "a\n\n\n\n\n2\n", Options{Limits: Limits{Cells: 3}}, "a=||", "R0513 3:6:"},
		{"many bytes", "a,b\n1,2\n1,2\n", Options{Limits: Limits{Bytes: 11}}, "a=1|1 b=2|2", "R0513 2:0:"},
		{"old line ends", "a,b\r1,2\r", Options{}, "", "R0518 0:1:"},
		{"further problems", "a,b\n1\n2\n3\n4\n5,6\n", Options{Limits: Limits{Problems: 2}}, "a=1|2|3|4|5 b=||||6", "R0505 1:2:, R0505 2:3:, R0529 4:5:"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, "x.csv", c.text, c.opt, c.table, c.problems) })
	}
}

func TestTable(t *testing.T) {
	tab := check(t, "x.csv.gz", "id,b,\"c\n\"\n1,\"x\ny\",2\n\n3,4,5\n6,7,8\n",
		Options{Keep: func(c string) bool { return c != "b" }}, "id=1|3|6 c\n=2|5|8", "")
	if got := strings.Join(tab.Header, "|"); got != "id|b|c\n" {
		t.Errorf("header %q", got)
	}
	if tab.Column("b") != nil || tab.Column("id") != tab.Columns[0] {
		t.Error("Column finds the wrong columns")
	}
	for row, want := range []int{3, 6, 7} {
		if got := tab.Line(row); got != want {
			t.Errorf("line of row %d is %d, want %d", row, got, want)
		}
	}
	if tab.Line(-1) != 0 || tab.Line(3) != 0 {
		t.Error("Line of no row is not 0")
	}
}

func TestWideOffsets(t *testing.T) {
	c := &Column{}
	c.set(0, []byte("ab"))
	c.wide = append(c.wide, 2) // as if the text of row 1 ended behind 4 GiB
	c.data = append(c.data, "cde"...)
	c.wide = append(c.wide, 5)
	if got := c.Text(0) + "|" + c.Text(1) + "|" + c.Text(2) + "|" + c.Text(3); got != "ab||cde|" {
		t.Errorf("cells %q", got)
	}
}

func TestMessages(t *testing.T) {
	_, list, _ := ReadCSV(strings.NewReader("a,b\n"+strings.Repeat("1\n", 10_000)), "x.csv", Options{})
	if len(list) != 101 || list[100].Detail != "There are 100 problems of this file and 9,900 more; the last of them is in row 10,000. Mend these first and read the file again." {
		t.Errorf("%d problems, the last: %s", len(list), list[len(list)-1].Detail)
	}
	if sorted := list.Sorted(); sorted[len(sorted)-1].Code != CodeMoreProblems {
		t.Error("the count is not the last when sorted")
	}
	d := list[0]
	if d.Detail != "Row 1 has 1 cell, and the header has 2 cells. Add the missing cells, even if they are empty." || d.Cell.Value != "1 cell" || d.Cell.Expected != "2 cells" || d.Cell.File != "x.csv" {
		t.Errorf("%s %+v", d.Detail, d.Cell)
	}
	if got := excerpt([]byte(strings.Repeat("é", 60) + "x")); got != strings.Repeat("é", 40)+"…" {
		t.Errorf("excerpt %q", got)
	}
}

func TestFailures(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, text := range []string{"", "a,b\n1,2\n3", "[{\"a\":1},", zipped("a,b\n1,2\n")[:15]} {
		for _, name := range []string{"x.csv", "x.json"} {
			r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))
			if tab, list, err := Read(r, name, Options{}); !errors.Is(err, broken) || tab != nil || list != nil {
				t.Errorf("%q as %s: table %v, problems %v, error %v", text, name, tab, list, err)
			}
		}
	}
	long := io.MultiReader(&endless{text: "1,2\n", n: 1 << 20}, iotest.ErrReader(broken))
	if _, _, err := ReadCSV(long, "x", Options{}); !errors.Is(err, broken) {
		t.Errorf("late failure: error %v", err)
	}
	for _, d := range []rune{'"', '\n', '\r', '§', -1} {
		if _, _, err := ReadCSV(strings.NewReader("a"), "x", Options{Delimiter: d}); err == nil {
			t.Errorf("delimiter %q is accepted", d)
		}
	}
	if _, _, err := ReadCSV(stuck{}, "x", Options{}); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a reader that never reads: error %v", err)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

// TestDamageBehindRows damages a packed file far behind its beginning.
func TestDamageBehindRows(t *testing.T) {
	text := "a,b\n"
	for i := range 20_000 {
		text += string(rune('a'+i*i%23)) + "," + strings.Repeat(string(rune('a'+i*i*i%19)), i%7) + "\n"
	}
	whole := zipped(text)
	tab, list, err := ReadCSV(strings.NewReader(whole[:len(whole)/2]), "x.csv", Options{})
	if err != nil || len(list) != 1 || list[0].Code != CodeBadPacked || tab.Rows == 0 || list[0].Cell.Row != tab.Rows {
		t.Errorf("%d rows, problems %s, error %v", tab.Rows, brief(list), err)
	}
}

// TestMemory reads 100 MB without a line end, and as one quote, in both formats.
func TestMemory(t *testing.T) {
	for _, c := range []struct{ name, start, text, want string }{
		{"x.csv", "a,b\n", "xyz", "R0511 1:2:"},
		{"x.csv", "a,b\n\"", "xyz\n", "R0506 1:2:a"},
		{"x.jsonl", "", "{", "R0511 1:1:"},
		{"x.json", "[", "{", "R0514 1:1:"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, list, err := Read(io.MultiReader(strings.NewReader(c.start), &endless{text: c.text, n: 100e6}), c.name, Options{})
		runtime.ReadMemStats(&after)
		if err != nil || brief(list) != c.want {
			t.Errorf("%s: problems %s, error %v", c.text, brief(list), err)
		}
		if got := after.TotalAlloc - before.TotalAlloc; got > 6<<20 {
			t.Errorf("%s: %d bytes allocated", c.text, got)
		}
	}
}

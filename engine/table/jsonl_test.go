package table

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestReadJSONL(t *testing.T) {
	small := Options{Limits: Limits{Record: 20}}
	long := `{"a":"` + strings.Repeat("x", 50) + `"}`
	for _, c := range []struct {
		name, text      string
		opt             Options
		table, problems string
	}{
		{"plain", "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"y\"}\n", Options{}, "a=1|2 b=x|y", ""},
		{"spaces", " { \"a\" : 1 , \"b\" : true } \r\n\n\t{\"b\":false,\"a\":null}", Options{}, "a=1| b=true|false", ""},
		{"numbers", `{"a":0.10,"b":123456789012345678901,"c":-1E+400,"d":-0}`, Options{}, "a=0.10 b=123456789012345678901 c=-1E+400 d=-0", ""},
		{"escapes", `{"\u0061":"\"\\\n\u00e9\ud83d\ude00","b":"\\"}`, Options{}, "a=\"\\\né😀 b=\\", ""},
		{"replacement", `{"a":"\ufffd�"}`, Options{}, "a=��", ""},
		{"union", "{\"a\":1}\n{}\n{\"b\":2}\n{\"a\":3}\n", Options{}, "a=1|||3 b=||2|", ""},
		{"keep", "{\"a\":{},\"b\":2}\n", Options{Keep: func(c string) bool { return c == "b" }}, "b=2", ""},
		{"array", "[\n {\"a\":1,\n  \"b\":\"],}\"} ,{\"a\":3}\n]\n", Options{}, "a=1|3 b=],}|", ""},
		{"empty array", "[ ]", Options{}, "", ""},
		{"byte order mark", "\uFEFF{\"a\":1}", Options{}, "a=1", ""},
		{"gzip", zipped("{\"a\":1}"), Options{}, "a=1", ""},

		{"empty", " \n\n", Options{}, "", "R0501 0:3:"},
		{"not text", "{\"a\x00\":1}", Options{}, "", "R0502 0:1:"},
		{"not utf-8", "{\"a\":1,\"b\":\"\xff\"}\n{\"a\":\"\xe9\\n\"}", Options{}, "a=1|\uFFFD\n b=\xff|", "R0504 1:1:b, R0504 2:2:a"},
		{"half pair", `{"a":"\ud83dx","b":"\u0000"}`, Options{}, "a=\uFFFDx b=\x00", "R0504 1:1:a, R0504 1:1:b"},
		{"no name", `{"":1}`, Options{}, "=1", "R0509 1:1:"},
		{"long", long + "\n{\"a\":1}\n", small, "a=|1", "R0511 1:1:"},
		{"long in array", "[{\"a\":0},\n" + long + ",\n{\"a\":1}]", small, "a=0||1", "R0511 2:2:"},
		{"many columns", `{"a":1,"b":2,"c":3}`, Options{Limits: Limits{Columns: 2}}, "a= b= c=", "R0512 1:1:"},
		{"many cells", "{\"a\":1}\n{\"a\":1}\n{\"b\":1}\n{\"b\":1}", Options{Limits: Limits{Cells: 4}}, "a=1|1 b=|", "R0513 2:3:"},
		{"bad line", "{\"a\":1}\n{\"a\":}\n{\"a\":3}\n", Options{}, "a=1||3", "R0514 2:2:"},
		{"two in a line", "{\"a\":1}{\"a\":2}", Options{}, "", "R0514 1:1:"},
		{"object over lines", "{\n\"a\":1\n}\n", Options{}, "", "R0514 1:1:, R0514 2:2:, R0514 3:3:"},
		{"array cut", "[{\"a\":1},\n{\"a\":2", Options{}, "a=1", "R0514 2:2:"},
		{"array cut at comma", "[{\"a\":1},\n", Options{}, "a=1", "R0514 2:2:"},
		{"array open", "[{\"a\":1}\n", Options{}, "a=1", "R0514 2:2:"},
		{"comma too many", "[{\"a\":1},]", Options{}, "a=1", "R0514 2:1:"},
		{"comma missing", "[{\"a\":1}{\"a\":2}]", Options{}, "a=1", "R0514 2:1:"},
		{"rest", "[{\"a\":1}]\n[]", Options{}, "a=1", "R0514 2:2:"},
		{"bad element", "[{\"a\":1},{]},{\"a\":2}]", Options{}, "a=1|", "R0514 2:1:, R0514 3:1:"},
		{"no object", "1\n\"x\"\n{\"a\":1}\n[2]\n", Options{}, "a=||1|", "R0515 1:1:, R0515 2:2:, R0515 4:4:"},
		{"no object in array", "[1,\"x,]\",{\"a\":1}, null\n,[2]]", Options{}, "a=||1||", "R0515 1:1:, R0515 2:1:, R0515 4:1:, R0515 5:2:"},
		{"nested", `{"a":{"b":[1,{}]},"c":[],"d":1}`, Options{}, "a= c= d=1", "R0516 1:1:a, R0516 1:1:c"},
		{"same key", `{"a":1,"b":2,"\u0061":3}`, Options{}, "a=1 b=2", "R0517 1:1:a"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, "x.json", c.text, c.opt, c.table, c.problems) })
	}
}

func TestReadByName(t *testing.T) {
	for name, text := range map[string]string{
		"x.csv": "a,b\n1,2", "X.CSV.GZ": zipped("a,b\n1,2"), "x.tsv": "a\tb\n1\t2", "x.tsv.gz": zipped("a\tb\n1\t2"),
		"x.jsonl": `{"a":1,"b":2}`, "x.ndjson.gz": zipped(`{"a":1,"b":2}`), "dir.json/x": "a,b\n1,2", "x.json": `[{"a":1,"b":2}]`,
		"x.csv.gz": "a,b\n1,2",
	} {
		t.Run(name, func(t *testing.T) { check(t, name, text, Options{}, "a=1 b=2", "") })
	}
}

// agreesWithDecoder compares a table that was read without problems with what
// encoding/json reads.
func agreesWithDecoder(t *testing.T, text string, tab *Table, problems bool) {
	d := json.NewDecoder(strings.NewReader(strings.TrimPrefix(text, "\uFEFF")))
	d.UseNumber()
	if problems || strings.HasPrefix(text, "\x1f\x8b") {
		return
	}
	var objects []map[string]any
	if strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(text, "\uFEFF"), " \t\r\n"), "[") {
		if err := d.Decode(&objects); err != nil {
			t.Fatalf("accepted, but encoding/json says %v", err)
		}
	} else {
		for d.More() {
			var o map[string]any
			if err := d.Decode(&o); err != nil {
				t.Fatalf("accepted, but encoding/json says %v", err)
			}
			objects = append(objects, o)
		}
	}
	if len(objects) != tab.Rows {
		t.Fatalf("%d rows, want %d", tab.Rows, len(objects))
	}
	for row, o := range objects {
		for _, c := range tab.Columns {
			want := ""
			if v := o[c.Name]; v != nil {
				want = fmt.Sprint(v)
			}
			if got := c.Text(row); got != want {
				t.Fatalf("row %d, %q is %q, want %q", row, c.Name, got, want)
			}
		}
	}
}

// appendRow appends a row of cells.
func appendRow(to []byte, cells []string) []byte {
	for i, c := range cells {
		if i > 0 {
			to = append(to, ',')
		}
		to = AppendCell(append(to, c...), len(to), len(cells))
	}
	return append(to, '\n')
}

func TestAppendCell(t *testing.T) {
	b := appendRow(nil, []string{"a", "b c", "d\"e"})
	b = appendRow(b, []string{"1,5", "", "x\ny"})
	if got := string(b); got != "a,b c,\"d\"\"e\"\n\"1,5\",,\"x\ny\"\n" {
		t.Errorf("wrote %q", got)
	}
}

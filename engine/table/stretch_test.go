package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// given are tables that stand for stretches.
type given struct {
	tables []*Table
	err    error // behind the last
}

func (g *given) Next() (*Table, error) {
	if len(g.tables) == 0 {
		return nil, g.err
	}
	t := g.tables[0]
	g.tables = g.tables[1:]
	return t, nil
}

// rowsOf writes the kept cells of all stretches as show does those of one table.
func rowsOf(s Stretches) (string, error) {
	all := &Table{}
	for begun := false; ; begun = true {
		t, err := s.Next()
		if err == io.EOF {
			return show(all), nil
		}
		if err != nil {
			return "", err
		}
		if !begun {
			for _, c := range t.Columns {
				all.addColumn(c.Name)
			}
		}
		for row := range t.Rows {
			for i, c := range t.Columns {
				all.Columns[i].set(all.Rows, c.Bytes(row))
			}
			all.Rows++
		}
	}
}

// TestAsCSV demands that readers of CSV find the texts that stretches hold, or that
// nothing is read.
func TestAsCSV(t *testing.T) {
	whole := 0
	texts := rapid.OneOf(rapid.SampledFrom([]string{"", "", "1", "a,b", "\"", "\"\"", "a\"b", "\n", "\r", "a\r", "\r\n", "\n\r", " ", "é", "\ufeff", ";", "\t", "PAR1", "\x01"}), rapid.StringMatching(`[a-c,"\n\r ]{0,6}`))
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(2, 4).Draw(t, "columns")
		names := rapid.SliceOfNDistinct(rapid.OneOf(texts, rapid.StringMatching(`[a-z]{1,4}`)).Filter(func(s string) bool { return s != "" }), columns, columns, rapid.ID).Draw(t, "names")
		from, want, crlf := &given{err: io.EOF}, &Table{}, strings.Contains(strings.Join(names, "|"), "\r\n")
		for _, name := range names {
			want.addColumn(name)
		}
		for range rapid.IntRange(1, 3).Draw(t, "stretches") {
			b := NewBuilder("", Options{})
			var cols []*Column
			for _, name := range names {
				cols = append(cols, b.Column(name))
			}
			for row := range rapid.IntRange(0, 4).Draw(t, "rows") {
				b.Rows(1)
				for i, c := range cols {
					text := []byte(texts.Draw(t, "text"))
					crlf = crlf || bytes.Contains(text, []byte("\r\n"))
					b.Set(c, row, text)
					want.Columns[i].set(want.Rows, text)
				}
				want.Rows++
			}
			tab, err := b.Stretch()
			if err != nil {
				t.Fatal(err)
			}
			from.tables = append(from.tables, tab)
		}
		got, list, err := ReadCSV(AsCSV(from), "x", Options{})
		switch {
		case err != nil && (!errors.Is(err, ErrWhole) || !crlf):
			t.Fatal(err)
		case err != nil:
			whole++
		case len(list) > 0 && list[0].Code == CodeNotText: // so it is not read in pieces either
		case len(list) > 0 || show(got) != show(want):
			t.Fatalf("%q, want %q; %s", show(got), show(want), brief(list))
		}
	})
	if whole == 0 {
		t.Error("CRLF in a cell never showed")
	}
	gone := errors.New("gone")
	for _, from := range []*given{{err: gone}, {[]*Table{table2()}, gone}} {
		if _, err := io.ReadAll(AsCSV(from)); !errors.Is(err, gone) {
			t.Errorf("%v", err)
		}
	}
	if _, err := io.ReadAll(AsCSV(&given{[]*Table{{Rows: 3}}, io.EOF})); !errors.Is(err, ErrWhole) {
		t.Errorf("no columns: %v", err)
	}
}

// table2 is a table of two columns.
func table2() *Table {
	t := &Table{}
	t.addColumn("a")
	t.addColumn("b")
	return t
}

// TestOpenJSONL holds stretches of objects to ReadJSONL: where that reports nothing
// they are the same, or are declined; where it does they are declined.
func TestOpenJSONL(t *testing.T) {
	passed, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		array := rapid.IntRange(0, 3).Draw(t, "array") == 0
		rows := rapid.SampledFrom([]int{0, 1, 5, stretchRows - 1, stretchRows, stretchRows + 1, 2*stretchRows + 50}).Draw(t, "rows")
		from := rapid.SampledFrom([]int{0, 3, stretchRows, rows}).Draw(t, "late") // rows with a key of their own
		odd := rapid.SampledFrom([]int{-1, -1, 0, 4, stretchRows, rows - 1}).Draw(t, "odd")
		some := rapid.SliceOfN(rapid.SampledFrom([]string{`"a":1,"b":"x"`, `"b":"y","a":0.10`, `"a":null`, `"b":"\u0041\n"`, `"a":true,"other":{}`, ``, `"b":"a\r\nb"`}), 1, 4).Draw(t, "objects")
		for r := range rows {
			text := some[r%len(some)]
			if r >= from {
				text = strings.TrimPrefix(text+`,"late":1`, ",")
			}
			if r == odd {
				text = rapid.SampledFrom([]string{`"a":[1]`, `"a":1,"a":2`, `"":1`, `"a":"\u0000"`, `"b":"` + "\xff" + `"`, `"a":}`, `"other":"\u0000"`, `"b":"` + strings.Repeat("x", 300) + `"`}).Draw(t, "fault")
			}
			if array {
				text = "{" + text + "}" + map[bool]string{true: ","}[r < rows-1]
			} else {
				text = "{" + text + "}"
			}
			b.WriteString(text + rapid.SampledFrom([]string{"\n", "\n", "\n\n"}).Draw(t, "line end"))
		}
		text := b.String()
		if array {
			text = "[" + text + rapid.SampledFrom([]string{"]", "]", "]\n", "", "]x"}).Draw(t, "end")
		}
		opt := Options{Keep: func(c string) bool { return c != "other" }, Limits: Limits{Record: 200}}
		want, list, err := ReadJSONL(strings.NewReader(text), "x", opt)
		if err != nil {
			t.Fatal(err)
		}
		s, err := OpenJSONL(strings.NewReader(text), opt)
		got := ""
		if err == nil {
			got, err = rowsOf(s)
		}
		if errors.Is(err, ErrWhole) {
			refused++
			return
		}
		if passed++; err != nil || len(list) > 0 || got != show(want) {
			t.Fatalf("%v, and %s\n%s\nwant\n%s", err, brief(list), got, show(want))
		}
	})
	if passed < 10 || refused < 10 {
		t.Errorf("%d passed, %d were refused", passed, refused)
	}
}

// TestOpenJSONLPasses names what passes and what does not.
func TestOpenJSONLPasses(t *testing.T) {
	many := strings.Repeat(`{"a":1,"b":2}`+"\n", 3000)
	for text, want := range map[string]bool{
		many: true, many + `{"other":1}`: true, many + `{"b":1}`: true, "[{\"a\":1}]": true, zipped(many): true,
		many + `{"late":1}`: false, many + `{"a":[]}`: false, many + "x": false, "": false, "[]": false, "PK\x03\x04": false,
		`{"a":"` + strings.Repeat("x", 2<<20) + `"}`: false,
	} {
		s, err := OpenJSONL(strings.NewReader(text), Options{Keep: func(c string) bool { return c != "other" }})
		if err == nil {
			_, err = rowsOf(s)
		}
		if (err == nil) != want || err != nil && !errors.Is(err, ErrWhole) {
			t.Errorf("%.30q: %v", text, err)
		}
	}
	gone := errors.New("gone")
	s, err := OpenJSONL(io.MultiReader(strings.NewReader(many), &failing{gone}), Options{})
	if err == nil {
		_, err = rowsOf(s)
	}
	if !errors.Is(err, gone) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

// TestStretchesAreShort: a stretch ends behind so many rows, and behind long texts.
func TestStretchesAreShort(t *testing.T) {
	long := fmt.Sprintf(`{"a":%q,"b":1}`+"\n", strings.Repeat("x", 1<<17))
	s, err := OpenJSONL(strings.NewReader(strings.Repeat(long, 20)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if tab, err := s.Next(); err != nil || tab.Rows != 8 {
		t.Errorf("%v %v", tab, err)
	}
	b := NewBuilder("", Options{Limits: Limits{Bytes: 3 << 20}})
	c := b.Column("a")
	for range 2 {
		b.Clear()
		row := 0
		for ; !b.Full(); row++ {
			b.Rows(1)
			b.Set(c, row, make([]byte, 0, 1))
		}
		if row != stretchRows {
			t.Errorf("%d rows", row)
		}
	}
	text := bytes.Repeat([]byte("x"), 1<<18)
	for range 4 {
		b.Clear()
		for row := 0; !b.Full(); row++ {
			b.Rows(1)
			b.Set(c, row, text)
		}
	}
	if _, err := b.Stretch(); !errors.Is(err, ErrWhole) {
		t.Errorf("more bytes than allowed: %v", err)
	}
}

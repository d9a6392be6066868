package sqltable

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"pgregory.net/rapid"
)

// fake is a database of one table.
type fake struct {
	names []string
	rows  [][]string // NULL is "NULL"
	fail  error      // after all rows
	asked []string
}

func (f *fake) Tables(context.Context) []string { return []string{"homes", "staff"} }

func (f *fake) Close() error { return nil }

func (f *fake) Query(_ context.Context, q string) (Rows, error) {
	f.asked = append(f.asked, q)
	if strings.Contains(q, `"home"`) && strings.Contains(q, "FROM \"home\"") {
		return nil, errors.New("no such table: home.")
	}
	r := &fakeRows{f: f, names: f.names}
	if strings.HasSuffix(q, "LIMIT 0") {
		r.at = len(f.rows)
	} else if list, _, ok := strings.Cut(q, " FROM "); ok && strings.Contains(list, `"`) {
		r.names = strings.Split(strings.ReplaceAll(strings.TrimPrefix(list, "SELECT "), `"`, ""), ", ")
	}
	return r, nil
}

type fakeRows struct {
	f     *fake
	names []string
	at    int
}

func (r *fakeRows) Columns() []string { return r.names }

func (r *fakeRows) Close() error { return nil }

func (r *fakeRows) Next() ([][]byte, error) {
	if r.at == len(r.f.rows) {
		if r.f.fail != nil {
			return nil, r.f.fail
		}
		return nil, io.EOF
	}
	var out [][]byte
	for _, n := range r.names {
		for i, name := range r.f.names {
			if name != n {
				continue
			}
			if cell := r.f.rows[r.at][i]; cell == "NULL" {
				out = append(out, nil)
			} else {
				out = append(out, []byte(cell))
			}
		}
	}
	r.at++
	return out, nil
}

func source(t testing.TB, name string) Source {
	t.Helper()
	s, err := Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get(t testing.TB, f *fake, name string, opt table.Options) (*table.Table, diag.List) {
	t.Helper()
	tab, list, err := Read(context.Background(), f, source(t, name), opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return tab, list
}

func homes() *fake {
	return &fake{names: []string{"home", "falls", "note"}, rows: [][]string{{"Ash", "3", "x"}, {"Birch", "NULL", "NULL"}, {"Cedar", "0.10", ""}}}
}

func TestRead(t *testing.T) {
	tab, list := get(t, homes(), "sqlite:f.db?query=SELECT * FROM homes", table.Options{})
	if len(list) > 0 || tab.Rows != 3 || tab.Column("falls").Text(1) != "" || tab.Column("falls").Text(2) != "0.10" || tab.Name != "sqlite:f.db?query=SELECT * FROM homes" {
		t.Errorf("%+v %v", tab, list)
	}
	f := homes()
	tab, list = get(t, f, "sqlite:f.db?table=main.homes", table.Options{Keep: func(c string) bool { return c != "note" }})
	if len(list) > 0 || len(tab.Header) != 3 || len(tab.Columns) != 2 || tab.Rows != 3 {
		t.Errorf("%+v %v", tab, list)
	}
	if want := `SELECT * FROM "main"."homes" LIMIT 0; SELECT "home", "falls" FROM "main"."homes"`; strings.Join(f.asked, "; ") != want {
		t.Errorf("asked %q, want %s", f.asked, want)
	}
}

func TestProblems(t *testing.T) {
	twice := homes()
	twice.names[2] = "falls"
	lost := homes()
	lost.fail = errors.New("the connection is gone")
	for _, test := range []struct {
		f          *fake
		name, want string
	}{
		{homes(), "sqlite:f.db?table=home", `R0522: The database sqlite:f.db gave no data: no such table: home. Did you mean "homes"?`},
		{&fake{names: []string{"a"}}, "sqlite:f.db?query=SELECT a FROM t", "R0522: The database sqlite:f.db gave no data: it has no rows."},
		{homes(), "sqlite:f.db?query=UPDATE t SET a = 1", `R0522: The database sqlite:f.db gave no data: the query begins with "UPDATE" and is not one that reads. Write a SELECT.`},
		{homes(), "sqlite:f.db?query=SELECT 1; SELECT 2", "R0522: The database sqlite:f.db gave no data: the query is more than one statement. Write one SELECT."},
		{twice, "sqlite:f.db?query=SELECT * FROM t", `R0508: The columns 2 and 3 are both called "falls". Rename one of them.`},
		{lost, "sqlite:f.db?query=SELECT * FROM t", "R0522: The database sqlite:f.db gave no data: after 3 rows, the connection is gone."},
	} {
		_, list := get(t, test.f, test.name, table.Options{})
		if len(list) != 1 || string(list[0].Code)+": "+list[0].Detail != test.want {
			t.Errorf("%s: %v, want %s", test.name, list, test.want)
		}
	}
	if _, list := get(t, homes(), "sqlite:f.db?query=SELECT * FROM t", table.Options{Limits: table.Limits{Cells: 6}}); len(list) != 1 || list[0].Code != table.CodeTooMuchData {
		t.Errorf("%v", list)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Read(ctx, homes(), source(t, "sqlite:f.db?table=homes"), table.Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ name, shown, query, url string }{
		{"sqlite:a b.db?table=x", "sqlite:a b.db?table=x", "", ""},
		{"sqlite:///tmp/a.db?query=SELECT a + b  FROM t WHERE c = 'x&y=%20'", "sqlite:/tmp/a.db?query=SELECT a + b FROM t WHERE c = 'x&y=%20'", "SELECT a + b  FROM t WHERE c = 'x&y=%20'", ""},
		{"postgres://me:secret@db.example:5433/care?query=SELECT+a%2Bb+FROM+t", "postgres://db.example:5433/care?query=SELECT a+b FROM t", "SELECT a+b FROM t", "postgres://me:secret@db.example:5433/care"},
		{"postgresql://me@h/d?sslmode=require&query=SELECT a FROM t", "postgres://h/d?query=SELECT a FROM t", "SELECT a FROM t", "postgresql://me@h/d?sslmode=require"},
		{"postgres://h/d?query=SELECT+1&sslmode=disable&password=secret", "postgres://h/d?query=SELECT 1", "SELECT 1", "postgres://h/d?sslmode=disable&password=secret"},
		{"postgres:///d?host=/run&table=s.t", "postgres:///d?table=s.t", "", "postgres:///d?host=/run"},
	} {
		s := source(t, test.name)
		if s.Name() != test.shown || s.Query != test.query || s.URL != test.url {
			t.Errorf("%s: %q %q %q", test.name, s.Name(), s.Query, s.URL)
		}
		if got := s.Scrub("bad word secret"); strings.Contains(test.name, "secret") && got != "bad word xxxxx" {
			t.Errorf("%s: %s", test.name, got)
		}
	}
	for _, name := range []string{
		"sqlite:f.db", "sqlite:?table=x", "sqlite:f.db?table=x&query=SELECT 1", "sqlite:f.db?query=", "sqlite:f.db?mode=rw&table=x", "sqlite:f.db?table=%zz",
		"postgres://me:sec?ret@h/d?table=x", "postgres://me:sec#ret@h/d?table=x", "postgres://me:sec%ret@h/d?table=x", "postgres://h/d",
	} {
		if s, err := Parse(name); err == nil || strings.Contains(err.Error(), "sec") {
			t.Errorf("%s: %+v %v", name, s, err)
		}
	}
	for name, want := range map[string]bool{"sqlite:x": true, "postgres://x": true, "postgresql:x": true, "a.csv": false, "sqlite.csv": false, "C:\\x.csv": false, "-": false} {
		if Is(name) != want {
			t.Errorf("%s: %t", name, !want)
		}
	}
}

func TestCheckQuery(t *testing.T) {
	for query, want := range map[string]string{
		"SELECT 1": "", "select 1;  ": "", "(SELECT 1)": "", "WITH a AS (SELECT 1) SELECT * FROM a": "", "VALUES (1)": "",
		"-- one; two\nSELECT 1 /* ; x */ ; -- end": "", "SELECT ';' || \"a;b\" || `c;d` || $$e;f$$ || $x$g;$$;$x$": "",
		"SELECT 1; DROP TABLE t":             "more than one statement",
		"SELECT ''';'; DELETE FROM t":        "more than one statement",
		"SELECT $1 ; x $1":                   "more than one statement",
		"INSERT INTO t VALUES (1)":           `begins with "INSERT"`,
		"PRAGMA user_version":                `begins with "PRAGMA"`,
		"ATTACH 'x' AS y":                    `begins with "ATTACH"`,
		"COPY t TO '/tmp/x'":                 `begins with "COPY"`,
		"":                                   "is empty",
		" /* SELECT 1 */ ":                   "is empty",
		"é":                                  "begins with",
		"SELECTED":                           `begins with "SELECTED"`,
		"EXPLAIN ANALYZE DELETE FROM t":      `begins with "EXPLAIN"`,
		"SELECT 1 /* never closed; DROP":     "",
		"SELECT 'never closed; DROP TABLE t": "",
	} {
		err := checkQuery(query)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", query, err, want)
		}
	}
}

func FuzzCheckQuery(f *testing.F) {
	f.Add("SELECT $a$ ; $a$; -- x")
	f.Fuzz(func(_ *testing.T, query string) { _ = checkQuery(query) })
}

// TestDigest holds the digest to what it is said to depend on.
func TestDigest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{"NULL", "a", "b", "ab", "1"})
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 2, 2), 1, 6).Draw(t, "rows")
		digest := func(f *fake) string {
			tab, list, err := Read(context.Background(), f, Source{Query: "SELECT 1", place: "x"}, table.Options{Keep: func(c string) bool { return c != "unread" }}, nil)
			if err != nil || len(list) > 0 {
				t.Fatalf("%v %v", list, err)
			}
			return fmt.Sprintf("%x", Digest(tab))
		}
		want := digest(&fake{names: []string{"a", "b"}, rows: rows})
		turned := &fake{names: []string{"b", "unread", "a"}}
		for i := range rows {
			r := rows[len(rows)-1-i]
			turned.rows = append(turned.rows, []string{r[1], "x", r[0]})
		}
		if got := digest(turned); got != want {
			t.Fatalf("another order or a column that is not read changed it")
		}
		turned.rows[0][0] += "!"
		if got := digest(turned); got == want {
			t.Fatalf("another cell did not change it")
		}
	})
}

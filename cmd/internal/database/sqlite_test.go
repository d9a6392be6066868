package database

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/engine/table/sqltable"
)

// made makes a database with statements and returns its file.
func made(t *testing.T, statements ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a b#1%.db")
	db, err := sql.Open("sqlite", "file:"+strings.NewReplacer("%", "%25", "#", "%23").Replace(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(s, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

// got reads a source and gives its rows as text, or its problems. In stretches the
// rows are the same, or there are none.
func got(t *testing.T, name string) string {
	t.Helper()
	src, err := sqltable.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Open(context.Background(), src)
	if err != nil {
		return err.Error()
	}
	defer c.Close()
	tab, list, err := sqltable.Read(context.Background(), c, src, table.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range list {
		out = append(out, string(d.Code)+" "+d.Detail)
	}
	stretched, err := stretches(t, src)
	if list.HasErrors() {
		if !errors.Is(err, table.ErrWhole) {
			t.Errorf("%s: in stretches %v", name, err)
		}
		return strings.Join(out, "\n")
	}
	rows := rowsOf(tab)
	if err != nil || !slices.Equal(stretched, rows) {
		t.Errorf("%s: in stretches %v: %.500s", name, err, stretched)
	}
	return strings.Join(append(out, rows...), "\n")
}

func rowsOf(t *table.Table) (out []string) {
	for row := range t.Rows {
		var cells []string
		for _, c := range t.Columns {
			cells = append(cells, c.Name+"="+c.Text(row))
		}
		out = append(out, strings.Join(cells, " "))
	}
	return out
}

// stretches are the rows of a source on a connection of its own.
func stretches(t *testing.T, src sqltable.Source) (out []string, err error) {
	t.Helper()
	c, err := Open(context.Background(), src)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, err := sqltable.Open(context.Background(), c, src, table.Options{})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	for {
		t, err := s.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		out = append(out, rowsOf(t)...)
	}
}

// leftEarly demands that a source of very many rows can be left without reading them.
func leftEarly(t *testing.T, name string) {
	t.Helper()
	src, err := sqltable.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	c, err := Open(ctx, src)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sqltable.Open(ctx, c, src, table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if tab, err := s.Next(); err != nil || tab.Rows == 0 {
		t.Errorf("%v", err)
	}
	begun := time.Now()
	cancel()
	_ = s.Close()
	_ = c.Close()
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("%s was left after %v", name, took)
	}
}

func TestSQLite(t *testing.T) {
	file := made(t,
		"CREATE TABLE homes (home TEXT, n INTEGER, x REAL, d DATE, at DATETIME, yes BOOLEAN, dec TEXT, num NUMERIC, b BLOB)",
		"INSERT INTO homes VALUES ('007', 9223372036854775807, 0.1, '2026-04-01', '2026-04-01 09:30:00', 1, '0.10', '12.50', x'6162')",
		"INSERT INTO homes (home) VALUES ('none')",
		"INSERT INTO homes (home, x, d, n) VALUES ('odd', 1e300, 'no date', 'text')",
		"CREATE VIEW seen AS SELECT home, n AS \"N o\" FROM homes WHERE n IS NULL",
		"CREATE TABLE empty (a)")
	want := `home=007 n=9223372036854775807 x=0.1 d=2026-04-01 at=2026-04-01T09:30:00 yes=1 dec=0.10 num=12.5 b=ab
home=none n= x= d= at= yes= dec= num= b=
home=odd n=text x=1e+300 d=no date at= yes= dec= num= b=`
	for name, want := range map[string]string{
		"?table=homes":                                     want,
		"?table=main.homes":                                want,
		"?query=SELECT * FROM homes":                       want,
		"?table=seen":                                      "home=none N o=",
		"?query=SELECT+count(*)+AS+n+FROM+homes":           "n=3",
		"?query=WITH a AS (SELECT 1 AS x) SELECT * FROM a": "x=1",
		"?table=home":                                      `R0522 The database sqlite:FILE gave no data: no such table: home. Did you mean "homes"?`,
		"?table=empty":                                     "R0522 The database sqlite:FILE gave no data: it has no rows.",
		"?query=SELECT hom FROM homes":                     "R0522 The database sqlite:FILE gave no data: no such column: hom.",
		"?query=SELEC 1":                                   `R0522 The database sqlite:FILE gave no data: the query begins with "SELEC" and is not one that reads. Write a SELECT.`,
		"?query=SELECT FROM":                               `R0522 The database sqlite:FILE gave no data: near "FROM": syntax error.`,
		"?query=SELECT home, home FROM homes":              `R0508 The columns 1 and 2 are both called "home". Rename one of them.`,
		"?query=WITH a AS (SELECT 1) DELETE FROM homes":    "R0522 The database sqlite:FILE gave no data: attempt to write a readonly database.",
	} {
		if text := strings.ReplaceAll(got(t, "sqlite:"+file+name), file, "FILE"); text != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, text, want)
		}
	}
	leftEarly(t, "sqlite:"+file+"?query=WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 1000000000) SELECT i, i AS j FROM c")
}

// TestSQLiteFiles is about files that are no databases, and databases that must
// not be touched.
func TestSQLiteFiles(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "a.csv")
	cut := filepath.Join(dir, "cut.db")
	whole, err := os.ReadFile(made(t, "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{text: []byte("home,falls\nAsh,3\nBirch,4\n"), cut: whole[:200]} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		text:                       "it is not an SQLite database",
		dir:                        "it is not a regular file",
		filepath.Join(dir, "none"): "there is no such file",
		cut:                        "malformed",
	} {
		if text := got(t, "sqlite:"+name+"?table=t"); !strings.Contains(text, want) {
			t.Errorf("%s: %s, want %s", name, text, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); err == nil {
		t.Error("a file was made")
	}
}

// TestSQLiteLog reads a database with a write-ahead log, in a directory that may
// not be written.
func TestSQLiteLog(t *testing.T) {
	file := made(t, "PRAGMA journal_mode = wal", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)")
	dir := filepath.Dir(file)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	if text := got(t, "sqlite:"+file+"?table=t"); text != "a=1" {
		t.Error(text)
	}
}

package main

// This file defines the scripts' commands that make data in other forms than
// text, and the test that every form of the examples' data gives the same.

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/engine/table/parquet"
	"github.com/rubric-lang/rubric/engine/table/zstd"
)

// asParquet makes Parquet of a CSV file: all columns as text.
func asParquet(text []byte) ([]byte, error) {
	t, _, err := table.Read(bytes.NewReader(text), "data.csv", table.Options{})
	if err != nil {
		return nil, err
	}
	var columns []parquet.Column
	for _, c := range t.Columns {
		columns = append(columns, parquet.Column{Name: c.Name, Put: func(to []byte, row int) []byte { return append(to, c.Bytes(row)...) }})
	}
	var b bytes.Buffer
	err = parquet.Write(&b, t.Rows, columns)
	return b.Bytes(), err
}

// asZstd packs a text.
func asZstd(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// asSQLite makes a database with a table "data" of a CSV file.
func asSQLite(file string, text []byte) error {
	t, _, err := table.Read(bytes.NewReader(text), "data.csv", table.Options{})
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(t.Columns)), ",")
	if _, err := tx.Exec(`CREATE TABLE data ("` + strings.Join(t.Header, `" TEXT, "`) + `" TEXT)`); err != nil {
		return err
	}
	for row := range t.Rows {
		cells := make([]any, len(t.Columns))
		for i, c := range t.Columns {
			if text := c.Text(row); text != "" {
				cells[i] = text
			}
		}
		if _, err := tx.Exec("INSERT INTO data VALUES ("+marks+")", cells...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func scriptParquet(ts *testscript.TestScript, _ bool, args []string) {
	data, err := asParquet([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

func scriptZstd(ts *testscript.TestScript, _ bool, args []string) {
	data, err := asZstd([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

func scriptSQLite(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(db.Close())
}

func scriptCut(ts *testscript.TestScript, _ bool, args []string) {
	n := map[string]int64{"4": 4, "20": 20, "200": 200}[args[1]]
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// TestForms rates each example from CSV, Parquet, zstd and SQLite: the bytes are
// the same. Results written as Parquet and read back are the cells of the CSV.
func TestForms(t *testing.T) {
	dirs, err := filepath.Glob("../../examples/*/data.csv")
	if err != nil || len(dirs) < 5 {
		t.Fatalf("%d examples, %v", len(dirs), err)
	}
	for _, data := range dirs {
		dir, tmp := filepath.Dir(data), t.TempDir()
		t.Run(filepath.Base(dir), func(t *testing.T) {
			text := []byte(read(t, data))
			below, err := filepath.Glob(filepath.Join(dir, "data_*.csv")) // of rows within the rated ones
			if err != nil {
				t.Fatal(err)
			}
			rate := func(args ...string) string {
				s, out, said := buffers()
				for _, name := range below {
					args = append(args, "--data", name)
				}
				if code := execute(context.Background(), append([]string{"rate", dir, "-q", "--all", "--detail", "--data"}, args...), s); code != exitFine {
					t.Fatalf("%v: exit code %d: %s", args, code, said)
				}
				return out.String()
			}
			want := rate(data)
			put := func(name string, b []byte, err error) string {
				if err != nil {
					t.Fatal(err)
				}
				name = filepath.Join(tmp, name)
				write(t, name, string(b))
				return name
			}
			pq, err := asParquet(text)
			pqFile := put("data.parquet", pq, err)
			zs, err := asZstd(text)
			zsFile := put("data.csv.zst", zs, err)
			db := filepath.Join(tmp, "data.db")
			if err := asSQLite(db, text); err != nil {
				t.Fatal(err)
			}
			for _, from := range []string{pqFile, zsFile, "sqlite:" + db + "?table=data", "sqlite:" + db + "?query=SELECT * FROM data"} {
				if rate(from) != want {
					t.Errorf("%s gives other results", from)
				}
			}
			rate(data, "--out", filepath.Join(tmp, "out.parquet"))
			compareCells(t, want, filepath.Join(tmp, "out.parquet"))
		})
	}
}

// compareCells demands that a Parquet file holds the cells of a CSV text.
func compareCells(t *testing.T, csv, file string) {
	t.Helper()
	want, _, err := table.Read(strings.NewReader(csv), "want.csv", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	data := []byte(read(t, file))
	got, list, err := parquet.Read(bytes.NewReader(data), int64(len(data)), file, table.Options{})
	if err != nil || len(list) > 0 {
		t.Fatalf("%v %v", err, list)
	}
	if got.Rows != want.Rows || strings.Join(got.Header, ",") != strings.Join(want.Header, ",") {
		t.Fatalf("%d rows of %v, want %d of %v", got.Rows, got.Header, want.Rows, want.Header)
	}
	for i, c := range want.Columns {
		for row := range want.Rows {
			if a, b := got.Columns[i].Text(row), c.Text(row); a != b {
				t.Fatalf("column %s, row %d: %q, want %q", c.Name, row+1, a, b)
			}
		}
	}
}

// TestParquetFromPipe reads standard input that begins like a Parquet file, and
// writes Parquet to a pipe but to no terminal.
func TestParquetFromPipe(t *testing.T) {
	dir, csv := rateFolder(t, 3)
	pq, err := asParquet([]byte(read(t, csv)))
	if err != nil {
		t.Fatal(err)
	}
	s, out, said := buffers()
	s.in = bytes.NewReader(pq)
	if code := execute(context.Background(), []string{"rate", dir, "--data", "-", "-q"}, s); code != exitFine || strings.Count(out.String(), "\n") != 4 {
		t.Errorf("exit code %d: %s%s", code, out, said)
	}
	s, out, _ = buffers()
	if code := execute(context.Background(), []string{"rate", dir, "--data", csv, "--format", "parquet", "-q"}, s); code != exitFine || !strings.HasPrefix(out.String(), "PAR1") {
		t.Errorf("exit code %d", code)
	}
	s, out, said = buffers()
	s.outTerm = true
	if code := execute(context.Background(), []string{"rate", dir, "--data", csv, "--format", "parquet"}, s); code != exitUsage || out.Len() > 0 {
		t.Errorf("exit code %d: %s", code, said)
	}
	s, out, said = buffers()
	s.in = io.MultiReader(strings.NewReader("PAR1,home,falls\n1,Ash,3\n"))
	if code := execute(context.Background(), []string{"rate", dir, "--data", "-", "-q"}, s); code != exitFine || !strings.Contains(out.String(), "Ash,good") {
		t.Errorf("a column called PAR1: exit code %d: %s", code, said)
	}
}

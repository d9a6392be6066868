package sqltable

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/table"
)

// stretched writes the cells of all stretches, a row each line.
func stretched(ctx context.Context, f *fake, src Source, opt table.Options) (string, error) {
	s, err := Open(ctx, f, src, opt)
	if err != nil {
		return "", err
	}
	defer s.Close()
	var b strings.Builder
	for {
		t, err := s.Next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		rowsOf(&b, t)
	}
}

func rowsOf(b *strings.Builder, t *table.Table) {
	for row := range t.Rows {
		for _, c := range t.Columns {
			fmt.Fprintf(b, "%s=%q ", c.Name, c.Bytes(row))
		}
		b.WriteByte('\n')
	}
}

// TestStretches holds stretches to the whole source.
func TestStretches(t *testing.T) {
	for _, rows := range []int{1, 5, 1023, 1024, 1025, 5000} {
		f := &fake{names: []string{"home", "falls", "note"}}
		for r := range rows {
			f.rows = append(f.rows, []string{fmt.Sprint("h", r), []string{"1", "NULL", ""}[r%3], "n"})
		}
		for _, name := range []string{"sqlite:f.db?query=SELECT * FROM homes", "sqlite:f.db?table=main.homes"} {
			opt := table.Options{Keep: func(c string) bool { return c != "note" }}
			tab, list := get(t, f, name, opt)
			var want strings.Builder
			rowsOf(&want, tab)
			got, err := stretched(context.Background(), f, source(t, name), opt)
			if err != nil || len(list) > 0 || got != want.String() {
				t.Errorf("%s, %d rows: %v\n%.200s\nwant\n%.200s", name, rows, err, got, want.String())
			}
		}
	}
}

// TestStretchesRefuse: where there is something to say about the source, nothing is
// read.
func TestStretchesRefuse(t *testing.T) {
	twice, lost, latin := homes(), homes(), homes()
	twice.names[2] = "falls"
	lost.fail = errors.New("the connection is gone")
	latin.rows[1][2] = "\xe9"
	for _, test := range []struct {
		f    *fake
		name string
	}{
		{homes(), "sqlite:f.db?table=home"},
		{&fake{names: []string{"a"}}, "sqlite:f.db?query=SELECT a FROM t"},
		{homes(), "sqlite:f.db?query=UPDATE t SET a = 1"},
		{twice, "sqlite:f.db?query=SELECT * FROM t"},
		{lost, "sqlite:f.db?query=SELECT * FROM t"},
		{latin, "sqlite:f.db?query=SELECT * FROM t"},
	} {
		if _, err := stretched(context.Background(), test.f, source(t, test.name), table.Options{}); !errors.Is(err, table.ErrWhole) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	none := table.Options{Keep: func(string) bool { return false }}
	if _, err := stretched(context.Background(), homes(), source(t, "sqlite:f.db?table=homes"), none); !errors.Is(err, table.ErrWhole) {
		t.Errorf("no columns: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := stretched(ctx, homes(), source(t, "sqlite:f.db?table=homes"), table.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

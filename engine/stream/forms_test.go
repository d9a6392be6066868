package stream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/stream"
	"github.com/rubric-lang/rubric/engine/table"
)

// This file defines how data that passes by may come and go besides as CSV.

// form is a form of results, as some rows and as a whole.
type form struct {
	name    string
	passing report.Form
	whole   func(io.Writer, *engine.Result, report.Options) error
}

var forms = []form{
	{"csv", report.CSVForm(), report.WriteCSV},
	{"jsonl", report.JSONLForm(), report.WriteJSONL},
	{"json", report.JSONForm(), report.WriteJSON},
}

// stretches are the rows of a table, n at a time.
type stretches struct {
	t     *table.Table
	n, at int
	begun bool
}

func (s *stretches) Next() (*table.Table, error) {
	if s.begun && s.at == s.t.Rows {
		return nil, io.EOF
	}
	s.begun = true
	b := table.NewBuilder("", table.Options{})
	n := min(s.n, s.t.Rows-s.at)
	for _, c := range s.t.Columns {
		to := b.Column(c.Name)
		for row := range n {
			b.Set(to, row, c.Bytes(s.at+row))
		}
	}
	b.Rows(n)
	s.at += n
	return b.Stretch()
}

// tableOf reads a table that has no problems.
func tableOf(t interface{ Fatal(...any) }, data string, opt table.Options) *table.Table {
	tab, list, err := table.ReadCSV(strings.NewReader(data), "data.csv", opt)
	if err != nil || len(list) > 0 {
		t.Fatal(err, list)
	}
	return tab
}

// TestFormsAndRows writes each form of no row, of one, and of several pieces, from
// CSV and from stretches: nothing of it needs the whole data.
func TestFormsAndRows(t *testing.T) {
	plan := engine.Compile(load(t, framework), engine.Options{})
	for _, rows := range []int{0, 1, 2, 300} {
		var b strings.Builder
		b.WriteString("home,safety,falls,staff\n")
		for r := range rows {
			fmt.Fprintf(&b, "h%04d,good,%d,%d\n", r, r%7, r%5)
		}
		for _, f := range forms {
			for _, all := range []bool{false, true} {
				opt := stream.Options{Table: table.Options{}, Form: f.passing, Digest: "d", Files: []string{"data.csv"}, PieceLen: 200, Run: engine.RunOptions{All: all},
					Report: report.Options{All: all, Envelope: report.Envelope{Tool: "t"}}}
				want, summary, ok := keptAs(t, plan, []byte(b.String()), opt, f.whole)
				for _, from := range []io.Reader{strings.NewReader(b.String()), table.AsCSV(&stretches{t: tableOf(t, b.String(), opt.Table), n: 64})} {
					got, sum, err := passedFrom(plan, from, opt)
					if err != nil || !ok || got != want || sum != summary {
						t.Errorf("%s of %d rows: %v\n%s%s\nwant\n%s%s", f.name, rows, err, got, sum, want, summary)
					}
				}
			}
		}
	}
}

// TestStretchesThatFail: an error of the source reaches the caller.
func TestStretchesThatFail(t *testing.T) {
	plan := engine.Compile(load(t, framework), engine.Options{})
	for _, gone := range []error{io.ErrClosedPipe, context.Canceled, table.ErrWhole} {
		from := table.AsCSV(&failing{stretches{t: tableOf(t, "home,safety,falls,staff\nh1,good,1,1\nh2,good,1,1\nh3,good,1,1\n", table.Options{}), n: 1}, gone})
		if _, _, err := passedFrom(plan, from, stream.Options{PieceLen: 1}); !errors.Is(err, gone) {
			t.Errorf("%v, want %v", err, gone)
		}
	}
}

// failing are stretches whose third fails.
type failing struct {
	stretches
	err error
}

func (f *failing) Next() (*table.Table, error) {
	if f.at == 2 {
		return nil, f.err
	}
	return f.stretches.Next()
}

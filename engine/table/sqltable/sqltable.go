// Package sqltable reads the rows that a database gives into a table. It is a
// companion of package table. It knows no driver and no network: a Conn is
// handed to it, which the command line makes.
//
// Contract: Read gives what table.ReadCSV would give if the rows were CSV; NULL
// is an absent cell. Rows are taken one by one and never held as a whole beside
// the table; Open, in stretch.go, gives them a stretch at a time to callers that keep
// none. Nothing is changed in the database: a query is one statement that
// reads, and a Conn must hold it to that. What is wrong with the database or the
// query is a problem of the data.
//
// Start with Parse in source.go, which reads what stands behind --data.
package sqltable

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
)

// The problems that only databases have.
const (
	CodeNoDatabase diag.Code = "R0521" // cannot be opened or reached
	CodeBadQuery   diag.Code = "R0522" // refused, failed, or without rows
)

// Conn is a connection to a database on which nothing can be changed.
type Conn interface {
	// Query begins a statement. Only one may be under way.
	Query(ctx context.Context, statement string) (Rows, error)
	// Tables names what can be read as a table, for help with the spelling.
	Tables(ctx context.Context) []string
	Close() error
}

// Rows are what a statement gives.
type Rows interface {
	Columns() []string
	// Next gives the text of the cells of the next row, nil for NULL, valid until
	// it is called again. The error is io.EOF behind the last row.
	Next() ([][]byte, error)
	Close() error
}

// mostRowsBetween is how many rows are read before the context is looked at.
const mostRowsBetween = 1 << 10

// Read reads the rows of a source. progress, if it is not nil, is told how many
// have been read. The error is that of ctx; all else is among the problems.
func Read(ctx context.Context, c Conn, src Source, opt table.Options, progress func(rows int)) (*table.Table, diag.List, error) {
	r := &reader{src: src, conn: c, build: table.NewBuilder(src.Name(), opt), progress: progress}
	if err := r.read(ctx); err != nil {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		r.refused(err, r.hint(ctx))
	}
	t, list := r.build.Done()
	return t, list, nil
}

// Unreachable is the problem of a database that could not be opened.
func Unreachable(src Source, why string) *diag.Diagnostic {
	return &diag.Diagnostic{Code: CodeNoDatabase, Summary: "Database that cannot be read",
		Detail: fmt.Sprintf("The database %s cannot be read: %s.", src.Place(), strings.TrimRight(why, ".")),
		Cell:   &diag.Cell{File: src.Name(), Expected: "a database that can be read"}}
}

type reader struct {
	src      Source
	conn     Conn
	build    *table.Builder
	progress func(rows int)

	rows    Rows            // nil if no column is kept
	columns []*table.Column // of them; nil is not kept
	total   int             // rows that were read
	at      int             // of the table, the next
}

// refused reports why the rows could not be had.
func (r *reader) refused(err error, hint string) {
	r.build.Problem(CodeBadQuery, diag.Cell{Value: r.src.Query, Expected: "one query that gives rows"}, "Query that gives no data",
		fmt.Sprintf("The database %s gave no data: %s.%s", r.src.Place(), strings.TrimRight(r.src.scrub(err.Error()), "."), hint))
}

// hint is help with the spelling of a table.
func (r *reader) hint(ctx context.Context) string {
	if r.src.Table == "" {
		return ""
	}
	return diag.DidYouMean(r.src.Table, r.conn.Tables(ctx))
}

// read reads all rows.
func (r *reader) read(ctx context.Context) error {
	if err := r.begin(ctx); err != nil || r.rows == nil {
		return err // without columns binding says which are missing
	}
	more, err := true, error(nil)
	for more && err == nil {
		more, err = r.row(ctx)
	}
	if closed := r.rows.Close(); err == nil {
		err = closed // else it says the same
	}
	return err
}

// begin begins the statement that gives the rows.
func (r *reader) begin(ctx context.Context) error {
	if r.src.Table != "" {
		return r.table(ctx)
	}
	if err := checkQuery(r.src.Query); err != nil {
		return err
	}
	rows, err := r.conn.Query(ctx, r.src.Query)
	if err != nil {
		return err
	}
	for _, name := range rows.Columns() {
		r.columns = append(r.columns, r.build.Column(name))
	}
	r.rows = rows
	return nil
}

// table asks for the columns of a table that are kept, and no others.
func (r *reader) table(ctx context.Context) error {
	from := quoted(strings.Split(r.src.Table, "."), ".")
	head, err := r.conn.Query(ctx, "SELECT * FROM "+from+" LIMIT 0")
	if err != nil {
		return err
	}
	names := slices.Clone(head.Columns())
	if err := head.Close(); err != nil {
		return err
	}
	var kept []string
	for _, name := range names {
		if c := r.build.Column(name); c != nil {
			kept, r.columns = append(kept, name), append(r.columns, c)
		}
	}
	if len(kept) > 0 {
		r.rows, err = r.conn.Query(ctx, "SELECT "+quoted(kept, ", ")+" FROM "+from)
	}
	return err
}

// quoted quotes names as SQL does.
func quoted(names []string, between string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = `"` + strings.ReplaceAll(n, `"`, `""`) + `"`
	}
	return strings.Join(out, between)
}

// row reads the next row, and reports whether there may be more.
func (r *reader) row(ctx context.Context) (more bool, err error) {
	if r.total%mostRowsBetween == 0 {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if r.progress != nil {
			r.progress(r.total)
		}
	}
	cells, err := r.rows.Next()
	switch {
	case errors.Is(err, io.EOF) && r.total == 0:
		return false, errors.New("it has no rows")
	case errors.Is(err, io.EOF):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("after %s, %w", diag.Plural(r.total, "row", "rows"), err)
	}
	if !r.build.Rows(1) {
		return false, nil
	}
	for i, c := range r.columns {
		if c != nil && !r.build.Set(c, r.at, cells[i]) {
			return false, nil
		}
	}
	r.total, r.at = r.total+1, r.at+1
	return true, nil
}

// Digest sums up the cells of the columns that were kept. Neither the order of
// rows nor that of columns matters, which a database is free to choose, nor do
// columns that no rule reads. It is the SHA-256 of the names of the columns,
// sorted, followed by the SHA-256 of each row, sorted; a text is preceded by its
// length in eight bytes, and NULL is the empty text.
func Digest(t *table.Table) [sha256.Size]byte {
	columns := slices.Clone(t.Columns)
	slices.SortStableFunc(columns, func(a, b *table.Column) int { return strings.Compare(a.Name, b.Name) })
	var text []byte
	add := func(s []byte) {
		text = binary.BigEndian.AppendUint64(text, uint64(len(s)))
		text = append(text, s...)
	}
	sums := make([][sha256.Size]byte, t.Rows)
	for row := range sums {
		text = text[:0]
		for _, c := range columns {
			add(c.Bytes(row))
		}
		sums[row] = sha256.Sum256(text)
	}
	slices.SortFunc(sums, func(a, b [sha256.Size]byte) int { return slices.Compare(a[:], b[:]) })
	text = text[:0]
	for _, c := range columns {
		add([]byte(c.Name))
	}
	h := sha256.New()
	h.Write(text)
	for i := range sums {
		h.Write(sums[i][:])
	}
	return [sha256.Size]byte(h.Sum(nil))
}

package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/engine/table/sqltable"
	_ "modernc.org/sqlite" // the driver
)

// sqlite is a database in a file.
type sqlite struct{ db *sql.DB }

// openSQLite opens a file for reading. A database with a write-ahead log needs a
// second file beside it even to be read; where that cannot be made and there is
// no log, the file is read as one that does not change.
func openSQLite(ctx context.Context, src sqltable.Source) (sqltable.Conn, error) {
	if err := isSQLite(src.File); err != nil {
		return nil, err
	}
	c, err := trySQLite(ctx, src.File, "")
	if _, noLog := os.Stat(src.File + "-wal"); err != nil && errors.Is(noLog, fs.ErrNotExist) {
		if c, again := trySQLite(ctx, src.File, "&immutable=1"); again == nil {
			return c, nil
		}
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

func trySQLite(ctx context.Context, file, more string) (*sqlite, error) {
	name := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(file)
	db, err := sql.Open("sqlite", "file:"+name+"?mode=ro&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=busy_timeout(10000)"+more)
	if err != nil {
		return nil, sqliteError(err)
	}
	db.SetMaxOpenConns(1)
	rows, err := db.QueryContext(ctx, "SELECT 1 FROM sqlite_master LIMIT 1")
	if err == nil {
		rows.Next() // the file is looked at only now
		err = errors.Join(rows.Err(), rows.Close())
	}
	if err != nil {
		return nil, errors.Join(sqliteError(err), db.Close())
	}
	return &sqlite{db}, nil
}

// isSQLite refuses what cannot be a database, in words of its own.
func isSQLite(file string) error {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("there is no such file")
	} else if err != nil {
		return errors.Unwrap(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	}
	var head [16]byte
	n, _ := io.ReadFull(f, head[:])
	if n > 0 && string(head[:n]) != "SQLite format 3\x00" {
		return errors.New("it is not an SQLite database")
	}
	return nil
}

// sqliteError is what the driver says, without its own words and numbers.
func sqliteError(err error) error {
	text := strings.TrimPrefix(err.Error(), "SQL logic error: ")
	if i := strings.LastIndex(text, " ("); i > 0 && strings.HasSuffix(text, ")") {
		text = text[:i]
	}
	return errors.New(text)
}

// Query begins a statement.
func (c *sqlite) Query(ctx context.Context, statement string) (sqltable.Rows, error) {
	rows, err := c.db.QueryContext(ctx, statement)
	if err != nil {
		return nil, sqliteError(err)
	}
	names, err := rows.Columns()
	if err != nil {
		return nil, errors.Join(sqliteError(err), rows.Close())
	}
	r := &sqliteRows{rows: rows, names: names, values: make([]any, len(names)), cells: make([][]byte, len(names))}
	for i := range r.values {
		r.into = append(r.into, &r.values[i])
	}
	return r, nil
}

// Tables names the tables and views.
func (c *sqlite) Tables(ctx context.Context) []string {
	rows, err := c.db.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name LIMIT 1000")
	if err != nil {
		return nil // it is help only
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		if rows.Scan(&name) == nil {
			out = append(out, name)
		}
	}
	return out
}

// Close closes the file.
func (c *sqlite) Close() error { return c.db.Close() }

type sqliteRows struct {
	rows   *sql.Rows
	names  []string
	values []any
	into   []any // pointers to values
	cells  [][]byte
	text   []byte // of the row
}

func (r *sqliteRows) Columns() []string { return r.names }

func (r *sqliteRows) Close() error { return r.rows.Close() }

func (r *sqliteRows) Next() ([][]byte, error) {
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return nil, sqliteError(err)
		}
		return nil, io.EOF
	}
	if err := r.rows.Scan(r.into...); err != nil {
		return nil, err
	}
	r.text = r.text[:0]
	for i, v := range r.values {
		r.cells[i] = nil
		if v == nil {
			continue
		}
		from := len(r.text)
		r.text = appendValue(r.text, v)
		r.cells[i] = r.text[from:len(r.text):len(r.text)]
	}
	return r.cells, nil
}

// appendValue appends the text of a value of SQLite. A decimal that was stored
// as a number is a float there, whose shortest decimal it is; one that was
// stored as text stays as it was written.
func appendValue(to []byte, v any) []byte {
	switch v := v.(type) {
	case int64:
		return strconv.AppendInt(to, v, 10)
	case float64:
		return table.AppendFloat(to, v, 64)
	case bool:
		return strconv.AppendBool(to, v)
	case string:
		return append(to, v...)
	case []byte:
		return append(to, v...)
	case time.Time:
		return moment(to, v)
	}
	return fmt.Append(to, v)
}

// Package database opens databases for package sqltable: SQLite files, and
// PostgreSQL. Both are opened so that nothing can be changed.
package database

import (
	"context"
	"time"

	"github.com/rubric-lang/rubric/engine/table/sqltable"
)

// Open opens the database of a source. The error says in words why it cannot be
// read, without the password.
func Open(ctx context.Context, src sqltable.Source) (sqltable.Conn, error) {
	if src.Kind == sqltable.SQLite {
		return openSQLite(ctx, src)
	}
	return openPostgres(ctx, src)
}

// moment appends a date, with the time of day unless it is midnight.
func moment(to []byte, t time.Time) []byte {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.AppendFormat(to, time.DateOnly)
	}
	return t.AppendFormat(to, "2006-01-02T15:04:05.999999999")
}

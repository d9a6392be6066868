package database

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/rubric-lang/rubric/engine/table/sqltable"
)

// This file defines PostgreSQL. The server is asked for all values as text, as
// psql would show them, so that a NUMERIC never goes through a float. The reading
// is one transaction that sees one state of the database and may not write.

type postgres struct {
	conn *pgconn.PgConn
	src  sqltable.Source
}

// mostWait is how long reaching the server may take.
const mostWait = 15 * time.Second

// settings make the text of values the same on every server.
var settings = map[string]string{
	"default_transaction_read_only": "on",
	"DateStyle":                     "ISO, YMD",
	"TimeZone":                      "UTC",
	"extra_float_digits":            "1",
	"bytea_output":                  "hex",
}

func openPostgres(ctx context.Context, src sqltable.Source) (sqltable.Conn, error) {
	config, err := pgconn.ParseConfig(src.URL)
	if err != nil {
		return nil, errors.New("its address cannot be used: " + src.Scrub(lastPart(err)))
	}
	for name, value := range settings {
		config.RuntimeParams[name] = value
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "rubric"
	}
	wait, cancel := context.WithTimeout(ctx, mostWait)
	defer cancel()
	conn, err := pgconn.ConnectConfig(wait, config)
	if err != nil {
		if wait.Err() != nil && ctx.Err() == nil {
			return nil, errors.New("there was no answer within " + mostWait.String())
		}
		return nil, errors.New(src.Scrub(lastPart(err)))
	}
	p := &postgres{conn, src}
	if err := p.exec(ctx, "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// lastPart is the message of the server if there is one, else the last of what
// the driver says: the rest repeats the address.
func lastPart(err error) string {
	if pe, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pe.Message
	}
	if oe, ok := errors.AsType[*net.OpError](err); ok {
		if se, ok := errors.AsType[*os.SyscallError](oe.Err); ok {
			return se.Err.Error() // such as "connection refused"
		}
		return oe.Err.Error()
	}
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	text := strings.TrimSpace(lines[len(lines)-1])
	for _, before := range []string{"`: ", "tls error: "} {
		if i := strings.LastIndex(text, before); i >= 0 {
			text = text[i+len(before):]
		}
	}
	return text
}

// told is an error of the server in its words.
func (p *postgres) told(err error) error {
	if err == nil {
		return nil
	}
	pe, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return errors.New(p.src.Scrub(lastPart(err)))
	}
	text := pe.Message
	if pe.Detail != "" {
		text += ". " + strings.TrimRight(pe.Detail, ".")
	}
	if pe.Hint != "" {
		text += ". " + strings.TrimRight(pe.Hint, ".")
	}
	return errors.New(p.src.Scrub(text))
}

func (p *postgres) exec(ctx context.Context, statement string) error {
	_, err := p.conn.ExecParams(ctx, statement, nil, nil, nil, nil).Close()
	return p.told(err)
}

// Query begins a statement; the server refuses a second one in it.
func (p *postgres) Query(ctx context.Context, statement string) (sqltable.Rows, error) {
	r := &postgresRows{conn: p, in: p.conn.ExecParams(ctx, statement, nil, nil, nil, []int16{0})}
	r.more = r.in.NextRow() // an error of the statement comes only now
	if !r.more {
		if _, err := r.in.Close(); err != nil {
			return nil, p.told(err)
		}
	}
	for _, f := range r.in.FieldDescriptions() {
		r.names, r.types = append(r.names, f.Name), append(r.types, f.DataTypeOID)
	}
	r.cells = make([][]byte, len(r.names))
	return r, nil
}

// Tables names the tables and views that may be read.
func (p *postgres) Tables(ctx context.Context) []string {
	if p.conn.TxStatus() == 'E' { // an error ended the transaction
		if p.exec(ctx, "ROLLBACK") != nil {
			return nil
		}
	}
	const statement = `SELECT CASE WHEN table_schema = current_schema() THEN '' ELSE table_schema || '.' END || table_name
		FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 LIMIT 1000`
	rows, err := p.Query(ctx, statement)
	if err != nil {
		return nil // it is help only
	}
	defer rows.Close()
	var out []string
	for {
		cells, err := rows.Next()
		if err != nil {
			return out
		}
		out = append(out, string(cells[0]))
	}
}

// Close ends the connection, and the transaction with it.
func (p *postgres) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return p.conn.Close(ctx)
}

type postgresRows struct {
	conn  *postgres
	in    *pgconn.ResultReader
	more  bool // a row is waiting
	names []string
	types []uint32
	cells [][]byte
	text  []byte // of the row
}

func (r *postgresRows) Columns() []string { return r.names }

func (r *postgresRows) Close() error {
	_, err := r.in.Close()
	return r.conn.told(err)
}

func (r *postgresRows) Next() ([][]byte, error) {
	if !r.more {
		if _, err := r.in.Close(); err != nil {
			return nil, r.conn.told(err)
		}
		return nil, io.EOF
	}
	r.text = r.text[:0]
	for i, v := range r.in.Values() {
		r.cells[i] = nil
		if v == nil {
			continue
		}
		from := len(r.text)
		r.text = appendText(r.text, r.types[i], v)
		r.cells[i] = r.text[from:len(r.text):len(r.text)]
	}
	r.more = r.in.NextRow()
	return r.cells, nil
}

// The types whose text is not that of a cell.
const (
	boolType        = 16
	bpcharType      = 1042 // character(n), filled up with spaces
	timestampType   = 1114
	timestamptzType = 1184
)

// appendText appends a value of a type, as the server wrote it.
func appendText(to []byte, oid uint32, v []byte) []byte {
	switch oid {
	case boolType:
		if string(v) == "t" {
			return append(to, "true"...)
		}
		return append(to, "false"...)
	case bpcharType:
		return append(to, bytes.TrimRight(v, " ")...)
	case timestampType, timestamptzType:
		v, utc := bytes.CutSuffix(v, []byte("+00"))
		day, hour, ok := bytes.Cut(v, []byte(" "))
		if !ok || string(hour) == "00:00:00" {
			return append(to, day...)
		}
		to = append(append(append(to, day...), 'T'), hour...)
		if utc {
			to = append(to, 'Z')
		}
		return to
	}
	return append(to, v...)
}

package sqltable

import (
	"cmp"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

// This file defines how a source is written:
//
//	sqlite:FILE?table=NAME
//	sqlite:FILE?query=SELECT …
//	postgres://USER@HOST:PORT/DATABASE?sslmode=require&query=SELECT …
//
// The query stands last and is taken as it is, if it has spaces; if it has none
// it is read as part of a URL (SELECT+a+FROM+b or SELECT%20a%20FROM%20b).

// Kind is a kind of database.
type Kind string

const (
	SQLite     Kind = "sqlite"
	PostgreSQL Kind = "postgres"
)

// Source is a query or a table of a database. It holds what was written, which
// may include a password: show only what its methods return.
type Source struct {
	Kind  Kind
	File  string // of SQLite
	URL   string // of PostgreSQL, without the query; may hold a password
	Query string // a statement, or
	Table string // the name of a table, which may begin with its schema and a point

	place   string   // what may be shown of File or URL
	secrets []string // what may not
}

// Is reports whether the name of data is that of a database.
func Is(name string) bool { return kind(name) != "" }

func kind(name string) Kind {
	switch scheme, _, ok := strings.Cut(name, ":"); {
	case !ok:
	case scheme == "sqlite":
		return SQLite
	case scheme == "postgres" || scheme == "postgresql":
		return PostgreSQL
	}
	return ""
}

// Place names the database, without user and password.
func (s Source) Place() string { return s.place }

// Name names the source, without user and password: the database and what is
// read of it.
func (s Source) Name() string {
	if s.Table != "" {
		return s.place + "?table=" + s.Table
	}
	return s.place + "?query=" + strings.Join(strings.Fields(s.Query), " ")
}

// scrub takes secrets out of a text.
func (s Source) scrub(text string) string {
	for _, secret := range s.secrets {
		text = strings.ReplaceAll(text, secret, "xxxxx")
	}
	return text
}

// Scrub takes the password out of a text of a driver.
func (s Source) Scrub(text string) string { return s.scrub(text) }

// Parse reads the name of a source. The errors do not repeat it: a password that
// is written wrongly could stand anywhere in it.
func Parse(name string) (Source, error) {
	s := Source{Kind: kind(name)}
	base, params, _ := strings.Cut(name, "?")
	rest, err := s.params(params)
	if err != nil {
		return Source{}, err
	}
	if s.Kind == SQLite {
		_, s.File, _ = strings.Cut(base, ":")
		s.File = strings.TrimPrefix(s.File, "//")
		s.place = "sqlite:" + s.File
		if s.File == "" || rest != "" {
			return Source{}, errors.New("an SQLite source is sqlite:FILE?table=NAME or sqlite:FILE?query=SELECT …")
		}
		return s, nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Fragment != "" || strings.Contains(base, "#") {
		return Source{}, errors.New("the address of the database is no URL: postgres://USER@HOST/DATABASE. Special characters of a password are written as in URLs (%23 for #), or better kept in PGPASSWORD or ~/.pgpass")
	}
	if password, ok := u.User.Password(); ok && password != "" {
		s.secrets = append(s.secrets, password, url.QueryEscape(password), url.PathEscape(password))
	}
	s.URL = base
	if rest != "" {
		s.URL += "?" + rest
	}
	s.place = "postgres://" + u.Host + cmp.Or(u.Path, "/")
	return s, nil
}

var paramRE = regexp.MustCompile(`^[a-z_]+$`)

// params reads what stands behind the question mark and returns what is not for
// rubric.
func (s *Source) params(text string) (rest string, err error) {
	var others []string
	for text != "" {
		key, value, ok := strings.Cut(text, "=")
		if !ok || !paramRE.MatchString(key) {
			return "", errors.New("behind the question mark stands table=NAME or query=SELECT …, and before it other settings as name=value, with & between them")
		}
		if key == "query" && strings.ContainsFunc(value, unicode.IsSpace) {
			s.Query, text = value, ""
			break
		}
		value, text, _ = strings.Cut(value, "&")
		plain, err := url.QueryUnescape(value)
		if err != nil {
			return "", errors.New("the value of " + key + " is not written as in URLs: after % stand two digits of 0 to 9 and a to f")
		}
		switch key {
		case "query":
			s.Query = plain
		case "table":
			s.Table = plain
		case "password", "sslpassword":
			s.secrets = append(s.secrets, plain, value)
			fallthrough
		default:
			others = append(others, key+"="+value)
		}
	}
	if (strings.TrimSpace(s.Query) == "") == (s.Table == "") {
		return "", errors.New("name what is read of the database: ?table=NAME, or ?query=SELECT …, and not both")
	}
	return strings.Join(others, "&"), nil
}

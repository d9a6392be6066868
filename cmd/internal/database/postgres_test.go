//go:build unix

package database

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// server starts a PostgreSQL server of its own in a new directory, on the
// loopback address, and returns its directory and port. It skips the test where
// PostgreSQL is not installed.
func server(t *testing.T) (dir, port string) {
	t.Helper()
	bin, err := exec.LookPath("postgres")
	if err != nil {
		t.Skip("no PostgreSQL server is installed")
	}
	if bin, err = filepath.EvalSymlinks(bin); err != nil {
		t.Skip(err)
	}
	if dir, err = os.MkdirTemp("", "rubric-pg"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	as := &syscall.SysProcAttr{}
	if os.Getuid() == 0 { // the server refuses to run as root
		as.Credential = other(t, dir)
	}
	run := func(name string, args ...string) *exec.Cmd {
		c := exec.Command(filepath.Join(filepath.Dir(bin), name), args...)
		c.Dir, c.SysProcAttr, c.Env = dir, as, append(os.Environ(), "LC_ALL=C", "TZ=Europe/London")
		return c
	}
	data := filepath.Join(dir, "data")
	if out, err := run("initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N").CombinedOutput(); err != nil {
		t.Skipf("initdb: %v\n%s", err, out)
	}
	hba := "local all all trust\nhost all secretive 127.0.0.1/32 scram-sha-256\nhost all tester 127.0.0.1/32 trust\n"
	if err := os.WriteFile(filepath.Join(data, "pg_hba.conf"), []byte(hba), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port = strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	l.Close()
	c := run("postgres", "-D", data, "-k", dir, "-p", port, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "datestyle=German", "-c", "extra_float_digits=-10")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Signal(syscall.SIGINT)
		c.Wait()
	})
	for range 100 {
		if run("pg_isready", "-q", "-h", dir, "-p", port).Run() == nil {
			return dir, port
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the server did not start")
	return "", ""
}

// other is a user that is not root, who owns dir from now on.
func other(t *testing.T, dir string) *syscall.Credential {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	t.Skip("no user to run the server as")
	return nil
}

func TestPostgres(t *testing.T) {
	dir, port := server(t)
	setup := exec.Command("psql", "-h", dir, "-p", port, "-U", "tester", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-q", "-c", `
		CREATE TABLE homes (home text, n bigint, x double precision, r real, dec numeric(40,3), d date, at timestamp, tz timestamptz, yes boolean, c char(5), e text);
		INSERT INTO homes VALUES ('007', 9007199254740993, 0.1, 0.1, 1234567890123456789012345678901234567.890, '2026-04-01', '2026-04-01 09:30', '2026-04-01 01:00+01', true, 'ab', '');
		INSERT INTO homes (home, yes, at, dec) VALUES ('none', false, '2026-04-01', 'NaN');
		CREATE TABLE empty (a int); CREATE SCHEMA care; CREATE VIEW care.seen AS SELECT home FROM homes;
		CREATE TABLE many AS SELECT i AS id, i % 7 AS x FROM generate_series(1, 20000) i;
		CREATE SEQUENCE s; CREATE ROLE secretive LOGIN PASSWORD 'hun/ter?2';`)
	if out, err := setup.CombinedOutput(); err != nil {
		t.Skipf("psql: %v\n%s", err, out)
	}
	socket := fmt.Sprintf("postgres:///postgres?host=%s&port=%s&user=tester&", dir, port)
	tcp := func(who string) string { return "postgres://" + who + "@127.0.0.1:" + port + "/postgres?" }
	place := "postgres://127.0.0.1:" + port + "/postgres"
	leftEarly(t, tcp("tester")+"query=SELECT generate_series(1, 1000000000) AS a, 1 AS b")
	row := `home=007 n=9007199254740993 x=0.1 r=0.1 dec=1234567890123456789012345678901234567.890 d=2026-04-01 at=2026-04-01T09:30:00 tz=2026-04-01 yes=true c=ab e=
home=none n= x= r= dec=NaN d= at=2026-04-01 tz= yes=false c= e=`
	for _, test := range []struct{ name, want string }{
		{socket + "table=homes", row},
		{socket + "table=public.homes", row},
		{tcp("tester") + "query=SELECT * FROM homes ORDER BY home", row},
		{tcp("tester") + "sslmode=disable&query=SELECT+count(*)+AS+n+FROM+homes", "n=2"},
		{tcp("tester") + "table=care.seen", "home=007\nhome=none"},
		{tcp("tester") + "query=SELECT sum(x) AS s, count(*) AS n FROM many", "s=59998 n=20000"},
		{tcp("secretive:hun%2Fter%3F2") + "query=SELECT 1 AS a", "a=1"},
		{tcp("tester") + "table=home", "R0522 The database " + place + ` gave no data: relation "home" does not exist. Did you mean "homes"?`},
		{tcp("tester") + "table=empty", "R0522 The database " + place + " gave no data: it has no rows."},
		{tcp("tester") + "query=SELECT hom FROM homes", "R0522 The database " + place + ` gave no data: column "hom" does not exist. Perhaps you meant to reference the column "homes.home".`},
		{tcp("tester") + "query=SELECT 1 / (x - 3) AS y FROM many", "R0522 The database " + place + " gave no data: after 2 rows, division by zero."},
		{tcp("tester") + "query=SELECT nextval('s')", "R0522 The database " + place + " gave no data: cannot execute nextval() in a read-only transaction."},
		{tcp("tester") + "query=WITH a AS (DELETE FROM homes RETURNING *) SELECT * FROM a", "R0522 The database " + place + " gave no data: cannot execute SELECT in a read-only transaction."},
		{tcp("tester") + "query=DELETE FROM homes", "R0522 The database " + place + ` gave no data: the query begins with "DELETE" and is not one that reads. Write a SELECT.`},
		{tcp("secretive:wrong-word") + "table=homes", `password authentication failed for user "secretive"`},
		{tcp("secretive:hun%2Fter%3F2") + "table=homes", "R0522 The database " + place + " gave no data: permission denied for table homes."},
		{tcp("tester") + "sslmode=require&table=homes", "server refused TLS connection"},
		{"postgres://tester@127.0.0.1:" + port + "/none?table=homes", `database "none" does not exist`},
		{"postgres://me:hush@127.0.0.1:1/none?table=homes", "connection refused"},
		{tcp("me:hush") + "sslmode=hush&table=homes", "its address cannot be used: failed to configure TLS (sslmode is invalid)"},
	} {
		text := got(t, test.name)
		if text != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, text, test.want)
		}
		if strings.Contains(text, "hush") || strings.Contains(text, "wrong-word") || strings.Contains(text, "hun") {
			t.Errorf("%s shows a password: %s", test.name, text)
		}
	}
}

package main

// This file defines tests of `rubric watch`: turns, driven by a list of saves, and
// one session with a real file system and an interrupt.

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// aSave is what a person saves, and what is printed then.
type aSave struct {
	file, was, is string // a text of a file and what replaces it
	want          []string
	not           string
}

// watched takes a session through saves, and holds what each prints to what it
// should; it gives the session.
func watched(t *testing.T, opt watchOptions, saves ...aSave) *watching {
	t.Helper()
	s, out, _ := buffers()
	w := &watching{opt: opt, s: s}
	i := -1
	err := w.loop(context.Background(), func(context.Context) (save, bool) {
		if i >= 0 {
			held(t, saves[i], out.String())
		}
		if i++; i == len(saves) {
			return save{}, false
		}
		text := read(t, saves[i].file)
		changed := strings.Replace(text, saves[i].was, saves[i].is, 1)
		if saves[i].was == "" {
			changed = saves[i].is
		}
		write(t, saves[i].file, changed)
		out.Reset()
		return save{time.Now(), []string{saves[i].file}}, true
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func held(t *testing.T, x aSave, got string) {
	t.Helper()
	for _, want := range x.want {
		if !strings.Contains(got, want) {
			t.Errorf("%q → %q: no %q in\n%s", x.was, x.is, want, got)
		}
	}
	if x.not != "" && strings.Contains(got, x.not) {
		t.Errorf("%q → %q: %q in\n%s", x.was, x.is, x.not, got)
	}
}

func TestWatchTurns(t *testing.T) {
	dir, data := rateFolder(t, 100)
	rules := filepath.Join(dir, "a.rubric.hcl")
	w := watched(t, watchOptions{Dir: dir, Data: dataOptions{Files: []string{data}}},
		aSave{rules, "below 5", "below 4", []string{"R0402", "not rated; the last good results are those of"}, "move"}, // a gap
		aSave{rules, "5 or more", "4 or more", []string{
			"saved: " + rules, "overall: 10 of 100 move (10%): 0 up, 10 down.\n", "good → poor  10\n", "rating.overall.bands.poor now decides", "and 5 more", "no problems any more\n"}, "bound"},
		aSave{rules, "4 or more", "4 or mere", []string{"error[", "not rated; the last good results are those of"}, "move"},
		aSave{rules, "4 or mere", "4 or more", []string{"100 rows: nobody moves\n", "since "}, ""},
		aSave{rules, "4 or more", "4 or mere", []string{"error["}, "move"},
		aSave{data, ",7\n", ",1\n", []string{"as before", "not rated"}, "move"}, // data that is saved meanwhile
		aSave{rules, "4 or mere", "4 or more", []string{"overall: 1 of 100 moves", "poor → good", "read in"}, ""},
		aSave{data, ",1\n", ",7\n", []string{"overall: 1 of 100 moves", "good → poor"}, ""},
		aSave{rules, "better = lower", "better = lower\n  range = [0, 99]", []string{"nobody moves", "bound in"}, "read in"},
		aSave{data, ",7\n", ",x\n", []string{"R0531", "not rated"}, "nobody"},
		aSave{data, ",x\n", ",1\n", []string{"overall: 1 of 100 moves", "poor → good", "read in"}, ""},
		aSave{data, "", "home,falls\nHome A,2\n", []string{"100 rows are no longer in the data, 1 row is new in the data"}, ""},
		aSave{rules, "publish  = [overall]", "publish = [overall]\n title = \"Care\"", []string{"1 row: nobody moves"}, "bound"},
	)
	if len(w.tables) != 1 {
		t.Errorf("%d tables are kept", len(w.tables))
	}
}

// TestWatchBrokenAtFirst demands that a session can begin with rules that are not
// right yet, and not with a directory or data that is not there.
func TestWatchBrokenAtFirst(t *testing.T) {
	dir, data := rateFolder(t, 10)
	rules := filepath.Join(dir, "a.rubric.hcl")
	write(t, rules, strings.Replace(rateRules, "below 5", "belaw 5", 1))
	watched(t, watchOptions{Dir: dir, Data: dataOptions{Files: []string{data}}},
		aSave{rules, "belaw 7", "belaw 7", []string{"problem", "not rated\n"}, "error["},
		aSave{rules, "belaw 5", "below 5", []string{"10 rows rated", "read in"}, "move"})
	for _, test := range []struct {
		args []string
		code int
	}{
		{[]string{filepath.Join(dir, "none"), "--data", data}, exitUsage},
		{[]string{dir, "--data", filepath.Join(dir, "none.csv")}, exitData},
		{[]string{dir, "--data", data, "--entity", "ward"}, exitUsage},
		{[]string{dir, "--data", data, "--as-of", "today"}, exitUsage},
		{[]string{dir, "--data", data, "--jobs", "-1"}, exitUsage},
		{[]string{dir}, exitUsage},
	} {
		s, _, _ := buffers()
		if code := execute(context.Background(), append([]string{"watch"}, test.args...), s); code != test.code {
			t.Errorf("%v: exit code %d, want %d", test.args, code, test.code)
		}
	}
}

// TestWatchDecisions demands that recorded decisions stay with data that is kept.
func TestWatchDecisions(t *testing.T) {
	dir, data := rateFolder(t, 10)
	rules, decisions := filepath.Join(dir, "a.rubric.hcl"), filepath.Join(t.TempDir(), "decisions.csv")
	write(t, rules, strings.Replace(rateRules, "  bands {", "  override \"panel\" { needs = [by] }\n  bands {", 1))
	write(t, data, "home,falls\na,1\nb,7\n")
	write(t, decisions, "home,block,level,by\nb,overall,good,Ann\n")
	watched(t, watchOptions{Dir: dir, Data: dataOptions{Files: []string{data}}, Overrides: decisions},
		aSave{rules, "below 5", "below 5", []string{"nobody moves"}, "bound"},
		aSave{decisions, "b,overall,good,Ann\n", "", []string{"overall: 1 of 2 moves", "good → poor"}, ""})
}

// safe is a buffer that one may write while another reads.
type safe struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safe) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safe) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// TestWatchSession saves files, and interrupts.
func TestWatchSession(t *testing.T) {
	dir, data := rateFolder(t, 10)
	var out, said safe
	s := &streams{in: strings.NewReader(""), out: &out, err: &said}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	code := make(chan int, 1)
	go func() { code <- execute(ctx, []string{"watch", dir, "--data", data}, s) }()
	until := func(b *safe, text string) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); !strings.Contains(b.String(), text); time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("no %q in\n%s%s", text, out.String(), said.String())
			}
		}
	}
	until(&said, "interrupt to end")
	write(t, filepath.Join(dir, "a.rubric.hcl"), strings.NewReplacer("below 5", "below 3", "5 or more", "3 or more").Replace(rateRules))
	until(&out, "0 up, 2 down")
	if !regexp.MustCompile(`(?m)^\d+ ms: loaded in \d+ ms, rated in \d+ ms, compared in \d+ ms$`).MatchString(out.String()) {
		t.Errorf("no times in\n%s", out.String())
	}
	cancel()
	if got := <-code; got != exitFine {
		t.Errorf("exit code %d", got)
	}
	if strings.Contains(out.String(), "\x1b") || strings.Contains(out.String(), "\r") {
		t.Error("what is kept as a log has control characters")
	}
}

// homes is the real file of 15,283 nursing homes; it is no part of the project.
const homes = "../../../shared/cases/cms_nursing_home/homes_2021_08.csv.gz"

// BenchmarkWatch is a turn after a change of one line, for 15,283 homes.
func BenchmarkWatch(b *testing.B) {
	if _, err := os.Stat(homes); err != nil {
		b.Skip("skipped: the published data is not here")
	}
	const name = "cms_nursing_home.rubric.hcl"
	text, err := os.ReadFile(filepath.Join("../../examples/cms_nursing_home", name))
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	put := func(text []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	put(text)
	s, _, _ := buffers()
	w := &watching{opt: watchOptions{Dir: dir, Data: dataOptions{Files: []string{homes}}}, s: s}
	if err := w.turn(context.Background(), save{}); err != nil {
		b.Fatal(err)
	}
	other := bytes.Replace(text, []byte("value  = 4\n"), []byte("value  = 5\n"), 1)
	for i := 0; b.Loop(); i++ {
		put([][]byte{other, text}[i%2])
		if err := w.turn(context.Background(), save{files: []string{name}}); err != nil {
			b.Fatal(err)
		}
	}
}

package byrow_test

import (
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how tests are written: a framework as text, data as a map.

const head = `
framework "t" {
  version  = "1"
  language = 1
  entity   = row
}
entity "row" { key = "id" }
scale "q" {
  levels = { best = "Best", good = "Good", poor = "Poor", worst = "Worst" }
  states = { none = "None", exempt = "Exempt" }
  points = { best = 3, good = 2, poor = 1 }
}
scale "stars" {
  numeric = [1, 5]
  best    = 5
  states  = { unrated = "Unrated" }
}
absence "withdrawn" { label = "Withdrawn" }
input "a" { type = number }
input "b" { type = number }
input "c" { type = number }
input "p" { type = boolean }
input "r" { type = boolean }
input "x" { type = q }
input "y" { type = q }
input "z" { type = q }
input "st" { type = stars }
input "w" { type = text }
input "d" { type = date }
input "e" { type = date }
entity "item" {
  columns = ["item", "weight", "on"]
  rows = [["i1", 1, true], ["i2", 2, true], ["i3", 3, false]]
}
entity "part" {
  within  = item
  columns = ["part", "item"]
  rows = [["p1", i1], ["p2", i1], ["p3", i2]]
}
input "m" {
  for  = [row, item]
  type = number
}
input "ml" {
  for  = [row, item]
  type = q
}
input "pm" {
  for  = [row, part]
  type = number
}
`

func load(t testing.TB, text string) *rules.Framework {
	t.Helper()
	f, list := lang.Parse("t.rubric.hcl", []byte(head+text))
	if list.HasErrors() {
		t.Fatalf("parse: %v\n%s", list, text)
	}
	fw, list := rules.Load([]*lang.File{f}, fstest.MapFS{})
	for _, d := range list {
		if list.HasErrors() {
			t.Log(d.Summary, d.Detail, d.Range)
		}
	}
	if fw == nil {
		t.Fatalf("framework with problems:\n%s", text)
	}
	return fw
}

// data is a row: "m[i1]" names the member of the one axis besides the row; the
// value "!reason" is absent, as is what is not there (not_reported). A name of
// a block gives its result.
type data map[string]string

func (d data) find(name string, axes []*rules.Entity, at byrow.Context) (string, bool) {
	for _, e := range axes {
		if e.Name != "row" {
			m := strconv.Itoa(at.Member(e))
			if e.Closed {
				m = e.Members[at.Member(e)].ID
			}
			name += "[" + m + "]"
		}
	}
	s, ok := d[name]
	return s, ok
}

func value(s string, t rules.Type) rules.Value {
	if why, ok := strings.CutPrefix(s, "!"); ok {
		return rules.Value{Type: t, Absent: why}
	}
	v, ok := t.Parse(s)
	if !ok {
		panic("not a value: " + s)
	}
	return v
}

func (d data) Input(in *rules.Input, at byrow.Context) rules.Value {
	s, ok := d.find(in.Name, in.For, at)
	if !ok {
		s = "!not_reported"
	}
	return value(s, in.Type)
}

func (d data) Block(b *rules.Block, at byrow.Context) (rules.Value, bool) {
	s, ok := d.find(b.Name, b.For, at)
	if !ok {
		return rules.Value{}, false
	}
	return value(s, b.Type), true
}

func (d data) Members(e *rules.Entity) int {
	n, _ := strconv.Atoi(d["#"+e.Name])
	return n
}

func (d data) Parent(e *rules.Entity, m int) int {
	n, err := strconv.Atoi(d["^"+e.Name+strconv.Itoa(m)])
	if err != nil {
		return -1
	}
	return n
}

// given reads "a=1 b=!too_small m[i1]=3".
func given(s string) data {
	out := data{}
	for _, f := range strings.Fields(s) {
		k, v, _ := strings.Cut(f, "=")
		out[k] = v
	}
	return out
}

func block(t testing.TB, fw *rules.Framework, name string) *rules.Block {
	t.Helper()
	for _, b := range fw.Blocks {
		if b.Name == name {
			return b
		}
	}
	t.Fatalf("no block %s", name)
	return nil
}

func show(v rules.Value) string {
	if v.Absent != "" {
		return "!" + v.Absent
	}
	return v.String()
}

func compile(t testing.TB, fw *rules.Framework, asOf string) *byrow.Program {
	t.Helper()
	days, _ := rules.Days(asOf)
	p, err := byrow.Compile(fw, byrow.Options{AsOf: days})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// run evaluates block t of the text.
func run(t testing.TB, text, row string) byrow.Outcome {
	t.Helper()
	fw := load(t, text)
	return runIn(t, fw, row)
}

func runIn(t testing.TB, fw *rules.Framework, row string) byrow.Outcome {
	t.Helper()
	r := compile(t, fw, "2026-01-31").Eval(given(row))
	out := r.Block(block(t, fw, "t"), nil)
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	return out
}

// cases are rows and what the block t gives for each.
type cases []struct{ row, want string }

func (cs cases) run(t *testing.T, text string) {
	t.Helper()
	fw := load(t, text)
	for _, c := range cs {
		if got := show(runIn(t, fw, c.row).Final); got != c.want {
			t.Errorf("%s\nwith %s: got %s, want %s", strings.TrimSpace(text), c.row, got, c.want)
		}
	}
}

// formula is a derive block t of one formula.
func formula(f string) string { return "derive \"t\" { value = " + f + " }\n" }

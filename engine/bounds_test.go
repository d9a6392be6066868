package engine_test

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

const boundsFramework = `
framework "f" {
  version  = "1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
scale "quality" {
  levels = { outstanding = "Outstanding", good = "Good", poor = "Poor" }
  states = { closed = "Closed" }
}
input "safe" { type = quality }
input "kind" { type = quality }
input "open" { type = boolean }
rating "overall" {
  scale = quality
  of    = [safe, kind]
  rule "poor" { requires = "any is poor" }
  rule "outstanding" { requires = "all are outstanding" }
  rule "good" { requires = "otherwise" }
  limit "closed" {
    when    = !open
    exactly = closed
  }
}
`

func TestBounds(t *testing.T) {
	f, list := lang.Parse("f.rubric.hcl", []byte(boundsFramework))
	fw, more := rules.Load([]*lang.File{f}, fstest.MapFS{})
	if fw == nil {
		t.Fatal(list, more)
	}
	p := engine.Compile(fw, engine.Options{})
	quality := fw.Inputs[0].Type
	level := func(id string) rules.Value {
		v, ok := quality.Parse(id)
		if !ok {
			return rules.Value{Type: quality, Absent: id}
		}
		return v
	}
	for _, c := range []struct {
		safe, kind  string
		open        rules.Value
		possible    []int
		best, worst int
		missing     []string
	}{
		{"good", "not_reported", rules.Value{Code: 1}, []int{1, 2}, 1, 2, []string{"kind"}},
		{"outstanding", "suppressed", rules.Value{Code: 1}, []int{0, 1, 2}, 0, 2, []string{"kind"}},
		{"poor", "withheld", rules.Value{Code: 1}, []int{2}, 2, 2, []string{"kind"}},
		{"good", "not_applicable", rules.Value{Code: 1}, []int{1}, 1, 1, nil},
		{"poor", "good", rules.Value{Absent: "not_reported"}, []int{2, 3}, 2, 2, []string{"open"}},
	} {
		d := engine.NewDataset(p, 1)
		for i, v := range []rules.Value{level(c.safe), level(c.kind), c.open} {
			col := engine.NewColumn(fw.Inputs[i].Type, 1)
			v.Type = fw.Inputs[i].Type
			col.Set(0, v, p)
			d.SetInput(fw.Inputs[i], 0, col)
		}
		got, err := p.Bounds(context.Background(), d, fw.Publish[0], 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Possible, c.possible) || got.Best != c.best || got.Worst != c.worst || !slices.Equal(got.Missing, c.missing) {
			t.Errorf("%s, %s: got %+v, want %v from %d to %d, missing %v", c.safe, c.kind, got, c.possible, c.best, c.worst, c.missing)
		}
	}
}

package engine_test

import (
	"context"
	"os"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

func TestProf(t *testing.T) {
	dir, data := os.Getenv("PDIR"), os.Getenv("PDATA")
	if dir == "" {
		t.Skip()
	}
	src, _ := os.ReadFile(dir + "/a.rubric.hcl")
	f, _ := lang.Parse("a.rubric.hcl", src)
	fw, l := rules.Load([]*lang.File{f}, os.DirFS(dir))
	if l.HasErrors() {
		t.Fatal(l)
	}
	p := engine.Compile(fw, engine.Options{})
	in, _ := os.Open(data)
	tb, _, err := table.Read(in, data, table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, dl := engine.Bind(p, []*table.Table{tb}, engine.BindOptions{})
	if dl.HasErrors() {
		t.Fatal(dl)
	}
	if _, err := p.Run(context.Background(), d, engine.RunOptions{}); err != nil {
		t.Fatal(err)
	}
}

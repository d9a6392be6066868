package rules_test

import (
	"os"
	"testing"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

func TestSmoke(t *testing.T) {
	dir := os.Getenv("RUBRIC_DIR")
	if dir == "" {
		dir = "../examples/fhrs"
	}
	fsys := os.DirFS(dir)
	files, src, l, err := lang.ParseDir(fsys)
	if err != nil {
		t.Fatal(err)
	}
	fw, l2 := rules.Load(files, fsys)
	l = append(l, l2...)
	diag.WriteText(os.Stdout, l, src, diag.TextOptions{})
	if fw == nil {
		t.Fatal("no framework")
	}
	for _, b := range fw.Blocks {
		t.Log(b.Name, b.Type, b.VType, b.Standing)
	}
}

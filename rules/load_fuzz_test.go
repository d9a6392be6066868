package rules_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// seeds are the rule files of the project: frameworks that load and cases that
// do not.
func seeds(t testing.TB) [][]byte {
	var out [][]byte
	for _, pattern := range []string{"../examples/*/*.rubric.hcl", "../golden/check/*/*.rubric.hcl"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no seeds in %s: %v", pattern, err)
		}
		for _, n := range names {
			src, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, src)
		}
	}
	return out
}

func load(src []byte) {
	f, _ := lang.Parse("f.rubric.hcl", src)
	if f != nil {
		rules.Load([]*lang.File{f}, fstest.MapFS{"members.csv": {Data: []byte("id,weight\na,1\nb,2\n")}})
	}
}

// FuzzLoad holds the parser and the loader to their promise: no text makes them
// panic or run away.
func FuzzLoad(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, src []byte) { load(src) })
}

// TestMutilated loads every seed with each line left out, and cut off at each
// line: what people's files look like while they write them.
func TestMutilated(t *testing.T) {
	for k, src := range seeds(t) {
		line := 0
		for i, start := 0, 0; i < len(src); i++ {
			if src[i] != '\n' {
				continue
			}
			if line++; (line+k)%3 == 0 { // a third of the lines of each seed: different ones
				load(append(append([]byte{}, src[:start]...), src[i+1:]...))
				load(src[:i])
			}
			start = i + 1
		}
	}
}

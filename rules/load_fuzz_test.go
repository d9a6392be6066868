package rules_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

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

// wholes are the rule files of folders with amendments, joined.
func wholes(t testing.TB) [][]byte {
	var out [][]byte
	for _, pattern := range []string{"../golden/check/R024*", "../golden/check/R025*", "../golden/rate/*"} {
		dirs, err := filepath.Glob(pattern)
		if err != nil || len(dirs) == 0 {
			t.Fatalf("no folders in %s: %v", pattern, err)
		}
		for _, dir := range dirs {
			names, _ := filepath.Glob(dir + "/*.rubric.hcl")
			var all []byte
			for _, n := range names {
				src, err := os.ReadFile(n)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, src...)
			}
			out = append(out, all)
		}
	}
	return out
}

// load reads, resolves and types a file and all its variants, beside directories
// that it may amend or use, and writes what each comes to.
func load(src []byte, written bool) {
	dir := fstest.MapFS{"f.rubric.hcl": {Data: src}, "members.csv": {Data: []byte("id,weight\na,1\nb,2\n")}}
	for _, name := range []string{"2024", "2025", "definitions"} {
		dir[name+"/care.rubric.hcl"] = &fstest.MapFile{Data: []byte(`
framework "care" {
  version  = "1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", poor = "Poor" } }
input "falls" { type = integer }
rating "overall" {
  scale = quality
  rule "poor" { when = falls > 2 }
  rule "good" { requires = "otherwise" }
}`)}
	}
	d, _, err := rules.Read(dir, rules.Within(dir, "."))
	if err != nil || len(d.Files) == 0 {
		return
	}
	for _, v := range append([]rules.Variant{{}}, d.Variants()...) {
		d.Load(v.Name)
		if r, _ := d.Resolve(v.Name); written {
			r.Text("")
			r.Text("rating.overall.rule")
		}
	}
}

// FuzzLoad holds the parser and the loader to their promise: no text makes them
// panic or run away.
func FuzzLoad(f *testing.F) {
	for _, s := range append(seeds(f), wholes(f)...) {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, src []byte) { load(src, true) })
}

// TestMutilated loads every seed with each line left out, and cut off at each
// line: what people's files look like while they write them.
func TestMutilated(t *testing.T) {
	few := len(seeds(t))
	for k, src := range append(seeds(t), wholes(t)...) {
		step := 3
		if k >= few { // these are long, and have variants
			step = 11
		}
		line := 0
		for i, start := 0, 0; i < len(src); i++ {
			if src[i] != '\n' {
				continue
			}
			if line++; (line+k)%step == 0 { // some of the lines of each seed: different ones
				load(append(append([]byte{}, src[:start]...), src[i+1:]...), k >= few)
				load(src[:i], false)
			}
			start = i + 1
		}
	}
}

package rules_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"testing"
	"testing/fstest"
	"time"

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
// panic or run away. What is drawn is a rule file of the project and a few edits
// of it, as numbers: of bytes that are long the fuzzer spends its time on making
// each new one short. Text of no form at all is fuzzed in package lang. A failure
// shows the text, which becomes a case of golden/check: the numbers mean something
// else as soon as there is another rule file.
func FuzzLoad(f *testing.F) {
	e := newEditor(append(seeds(f), wholes(f)...))
	for i := range e.files {
		f.Add(uint16(i), uint32(0), uint32(0), uint32(0))
		f.Add(uint16(i), uint32(i), uint32(2*i), uint32(0))
	}
	f.Fuzz(func(t *testing.T, file uint16, first, second, third uint32) {
		src := e.files[int(file)%len(e.files)]
		for _, x := range []uint32{first, second, third} {
			src = e.edit(src, x)
		}
		defer func() {
			if r := recover(); r != nil {
				t.Fatalf("%v\n%s\n%s", r, src, debug.Stack())
			}
		}()
		began := time.Now()
		load(src, true)
		if d := time.Since(began); d > 5*time.Second {
			t.Fatalf("took %s\n%s", d, src)
		}
	})
}

// editor changes rule files with what stands in others.
type editor struct {
	files [][]byte
	lines [][]byte // of all files
	words [][]byte // of all files, once each
}

var word = regexp.MustCompile(`[\pL_][\pL\pN_]*|[0-9.]+|"[^"\n]*"|[^\pL\pN\s]`)

func newEditor(files [][]byte) *editor {
	e := &editor{files: files}
	for _, src := range files {
		e.lines = append(e.lines, bytes.SplitAfter(src, []byte("\n"))...)
		e.words = append(e.words, word.FindAll(src, -1)...)
	}
	slices.SortFunc(e.words, bytes.Compare)
	e.words = slices.CompactFunc(e.words, bytes.Equal)
	return e
}

// edit makes one change, which the number chooses; 0 is none.
func (e *editor) edit(src []byte, x uint32) []byte {
	lines := bytes.SplitAfter(src, []byte("\n"))
	places := word.FindAllIndex(src, -1)
	if x == 0 || len(places) == 0 {
		return src
	}
	g := rand.New(rand.NewPCG(uint64(x), 1)) // numbers beside one another choose what has nothing to do with one another
	line, place := g.IntN(len(lines)), places[g.IntN(len(places))]
	put := func(at [2]int, text []byte) []byte {
		return slices.Concat(src[:at[0]], text, src[at[1]:])
	}
	switch other := places[g.IntN(len(places))]; g.IntN(9) {
	case 0:
		lines = slices.Delete(lines, line, min(len(lines), line+1+g.IntN(3)))
	case 1:
		lines = slices.Insert(lines, line, lines[g.IntN(len(lines))])
	case 2:
		k := g.IntN(len(lines))
		lines[line], lines[k] = lines[k], lines[line]
	case 3:
		lines = slices.Insert(lines, line, e.lines[g.IntN(len(e.lines))])
	case 4:
		return put([2]int{place[0], place[1]}, nil)
	case 5:
		return put([2]int{place[0], place[1]}, src[other[0]:other[1]])
	case 6:
		return put([2]int{place[0], place[0]}, append(slices.Clone(src[other[0]:other[1]]), ' '))
	case 7:
		return put([2]int{place[0], place[1]}, e.words[g.IntN(len(e.words))])
	default:
		return put([2]int{place[0], place[0] + 1}, []byte{byte(g.IntN(256))})
	}
	return bytes.Join(lines, nil)
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

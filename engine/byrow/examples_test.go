package byrow_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// This file runs the tests of the example frameworks, and faults.

// assigned is a source of what a test gives.
type assigned []rules.Assign

func (s assigned) find(q rules.Quantity, at byrow.Context) (rules.Value, bool) {
	for _, a := range slices.Backward(s) { // that of one member stands behind that of all
		if a.Quantity != q {
			continue
		}
		fits := true
		for i, e := range q.Axes() {
			if i < len(a.Member) && a.Member[i] >= 0 && len(at) > e.Index && at[e.Index] != a.Member[i] {
				fits = false
			}
		}
		if fits {
			v := a.Value
			v.Type, v.Absent = q.QType(), a.Absent
			return v, true
		}
	}
	return rules.Value{Absent: "not_reported"}, false
}

func (s assigned) Input(in *rules.Input, at byrow.Context) rules.Value {
	v, _ := s.find(in, at)
	return v
}
func (s assigned) Block(b *rules.Block, at byrow.Context) (rules.Value, bool) { return s.find(b, at) }
func (assigned) Members(*rules.Entity) int                                    { return 0 }

func TestExamples(t *testing.T) {
	dirs, _ := filepath.Glob("../../examples/*")
	for _, dir := range dirs {
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			files, _, _, err := lang.ParseDir(os.DirFS(dir))
			if err != nil {
				t.Fatal(err)
			}
			fw, list := rules.Load(files, os.DirFS(dir))
			if fw == nil {
				t.Skip("does not load: ", list)
			}
			asOf := "2026-01-01"
			if dates := fw.Dates(); len(dates) > 0 {
				asOf = dates[len(dates)-1]
			}
			p := compile(t, fw, asOf)
			for _, k := range fw.Tests {
				runTest(t, p, k)
			}
		})
	}
}

func runTest(t *testing.T, p *byrow.Program, k *rules.Test) {
	if k.Data != "" || k.Rules != "" || k.AsOf != "" || len(k.Refuses) > 0 || len(k.Within) > 0 {
		return // for package golden
	}
	r := p.Eval(assigned(k.Given))
	for _, e := range k.Expect {
		b, ok := e.Quantity.(*rules.Block)
		if !ok {
			continue
		}
		want := e.Value
		want.Absent = e.Absent
		for _, at := range contexts(b.For, e.Member) {
			got := r.Block(b, at).Final
			if got.Absent != want.Absent || want.Absent == "" && !got.Equal(want) {
				t.Errorf("test %q: %s: got %s, want %s", k.Name, b.Name, show(got), show(want))
			}
		}
	}
	if r.Err() != nil {
		t.Errorf("test %q: %v", k.Name, r.Err())
	}
}

// contexts are those that an expectation is of: of all members where it names none.
func contexts(axes []*rules.Entity, members []int) []byrow.Context {
	out := []byrow.Context{nil}
	for i, e := range axes {
		if e.Rows {
			continue
		}
		of := []int{}
		if i < len(members) && members[i] >= 0 {
			of = append(of, members[i])
		} else {
			for m := range e.Members {
				of = append(of, m)
			}
		}
		var next []byrow.Context
		for _, at := range out {
			for _, m := range of {
				next = append(next, at.With(e, m))
			}
		}
		out = next
	}
	return out
}

// Overloading is done in rounds; they must not multiply.
func TestLongFormulas(t *testing.T) {
	var sb strings.Builder
	for i := range 330 {
		fmt.Fprintf(&sb, "a + %d * b - ", i)
	}
	began := time.Now()
	cases{{"a=1 b=1", "53956"}}.run(t, formula(sb.String()+"a"))
	if d := time.Since(began); d > 10*time.Second {
		t.Errorf("took %s", d)
	}
}

func TestMissingMemberIsAFault(t *testing.T) {
	fw := load(t, "derive \"t\" {\n for = [row, item]\n value = m\n}\n")
	r := compile(t, fw, "2026-01-01").Eval(given("m[i1]=1"))
	b := block(t, fw, "t")
	if v := r.Block(b, nil).Final; v.Absent != byrow.Fault || r.Err() == nil {
		t.Errorf("got %s, %v", show(v), r.Err())
	}
	item := fw.Entities[1]
	r = compile(t, fw, "2026-01-01").Eval(given("m[i1]=1"))
	if v := r.Block(b, byrow.Context{}.With(item, 0)).Final; show(v) != "1" || r.Err() != nil {
		t.Errorf("got %s, %v", show(v), r.Err())
	}
}

// broken is a source that panics.
type broken struct{ data }

func (broken) Input(*rules.Input, byrow.Context) rules.Value { panic("disk on fire") }

func TestPanicsAreFaults(t *testing.T) {
	fw := load(t, formula("a + 1"))
	r := compile(t, fw, "2026-01-01").Eval(broken{})
	out := r.Block(block(t, fw, "t"), nil)
	if out.Final.Absent != byrow.Fault || r.Err() == nil || !strings.Contains(r.Err().Error(), "fault in rubric") || !strings.Contains(r.Err().Error(), "disk on fire") {
		t.Errorf("%s, %v", show(out.Final), r.Err())
	}
}

func TestConcurrentRows(t *testing.T) {
	fw := load(t, formula("a * 2 + (p ? b : c)"))
	p := compile(t, fw, "2026-01-01")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for range 50 {
				r := p.Eval(given(fmt.Sprintf("a=%d b=1 c=2 p=true", i)))
				if got := show(r.Block(fw.Blocks[0], nil).Final); got != fmt.Sprint(2*i+1) {
					t.Errorf("got %s", got)
				}
			}
		})
	}
	wg.Wait()
}

package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/rubric-lang/rubric/engine/diff"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines what a mutant comes to: the tests, then the checker, then the
// proof that no result differs.

// verdict is what a mutant came to.
type verdict int

const (
	noMutant verdict = iota // what was changed is no level at its place
	noticed                 // a test fails
	refused                 // the rules do not load, or the checker reports an error
	same                    // it means the same, or gives the same results
	survived                // the tests would let it pass
)

var verdicts = [...]string{"no mutant", "noticed", "refused", "the same", "SURVIVES"}

// String is the verdict as it is listed.
func (v verdict) String() string { return verdicts[v] }

// framework is one directory with its mutants.
type framework struct {
	dir     string
	base    *rules.Framework
	digest  string
	sources map[string][]byte
	mutants []mutant
	read    map[string]bool // the names behind a dot, among them all attributes that are read

	mu    sync.Mutex
	kills map[string]int // by test: those that notice most run first
}

func (f *framework) name() string {
	return strings.TrimPrefix(filepath.ToSlash(f.dir), "examples/")
}

// open reads a framework and lists its mutants; nil if the directory has only
// definitions. Its tests must pass as they stand.
func open(ctx context.Context, dir string) (*framework, error) {
	l, err := golden.Load(golden.Dir(dir))
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(l.Directory.Files, func(f *lang.File) bool { return inside(f.Name) && has(f, "framework") }) {
		return nil, nil
	}
	if l.Framework == nil {
		return nil, errors.New("the rules do not load")
	}
	r, err := l.Test(ctx, golden.Dir(dir), golden.Options{})
	if err != nil {
		return nil, err
	}
	if r.Bad() {
		return nil, fmt.Errorf("its tests fail as they stand: %s", r.Line())
	}
	f := &framework{dir: dir, base: l.Framework, digest: l.Framework.MeaningDigest(), sources: map[string][]byte{}, kills: map[string]int{}, read: map[string]bool{}}
	for _, t := range l.Framework.Tests {
		f.kills[t.Name] = -expense(t)
	}
	return f, f.collect(l)
}

// inside reports that a file stands in the directory of the framework or below it.
func inside(name string) bool { return name != ".." && !strings.HasPrefix(name, "../") }

// frameworkIn reports that the files of a directory hold a framework.
func frameworkIn(l *golden.Loaded, dir string) bool {
	return slices.ContainsFunc(l.Directory.Files, func(f *lang.File) bool { return path.Dir(f.Name) == dir && has(f, "framework") })
}

func has(f *lang.File, block string) bool {
	return slices.ContainsFunc(f.Blocks, func(b *lang.Block) bool { return b.Type == block })
}

// expense orders tests before any of them has noticed something.
func expense(t *rules.Test) int {
	switch {
	case t.Rules != "":
		return 3
	case t.Never != nil || t.Always != nil:
		return 2
	case t.Data != "":
		return 1
	}
	return 0
}

// collect lists the mutants of all files.
func (f *framework) collect(l *golden.Loaded) error {
	ladders := laddersOf(l.Framework)
	for _, file := range l.Directory.Files {
		selected(file, f.read)
		if !inside(file.Name) && frameworkIn(l, path.Dir(file.Name)) {
			continue // it has tests of its own; definitions are proven where they are used
		}
		f.sources[file.Name] = file.Src
		found, tables := find(file, ladders)
		f.mutants = append(f.mutants, found...)
		for _, name := range tables {
			src, err := os.ReadFile(filepath.Join(f.dir, filepath.FromSlash(name)))
			if err != nil {
				return err
			}
			f.sources[name] = src
			more, err := cells(name, src, ladders)
			if err != nil {
				return err
			}
			f.mutants = append(f.mutants, more...)
		}
	}
	return nil
}

// judgeAll tries all mutants, several at once. Progress is told to a terminal.
func (f *framework) judgeAll(ctx context.Context, jobs int, progress io.Writer) []verdict {
	out := make([]verdict, len(f.mutants))
	next := make(chan int)
	var wait sync.WaitGroup
	for range jobs {
		wait.Go(func() {
			for i := range next {
				out[i] = f.judge(ctx, f.mutants[i])
			}
		})
	}
	show := terminal(progress)
	for i := range f.mutants {
		if show && i%16 == 0 {
			fmt.Fprintf(progress, "\r\033[K%s: %d of %d", f.name(), i, len(f.mutants))
		}
		next <- i
	}
	close(next)
	wait.Wait()
	if show {
		fmt.Fprint(progress, "\r\033[K")
	}
	return out
}

func terminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Mode()&os.ModeDevice != 0
}

// judge says what one mutant comes to.
func (f *framework) judge(ctx context.Context, m mutant) verdict {
	if m.plainly {
		return same
	}
	fsys := f.with(m)
	l, err := golden.Load(fsys)
	switch {
	case err != nil:
		return refused
	case l.Framework == nil && m.kind == level && misnamed(l.Problems):
		return noMutant
	case l.Framework == nil:
		return refused
	case l.Framework.MeaningDigest() == f.digest, f.unread(l.Framework):
		return same
	}
	r, err := l.Test(ctx, fsys, golden.Options{Verdict: true, First: f.order()})
	if err != nil || r.Bad() {
		f.credit(r)
		return noticed
	}
	if checked, err := golden.Check(fsys); err != nil || checked.Problems.HasErrors() {
		return refused
	}
	if f.alike(l.Framework) {
		return same
	}
	return survived
}

// misnamed reports that a name means no level where it stands: the finder takes
// every name that some scale has, and only the checker knows which is meant.
func misnamed(list diag.List) bool {
	return slices.ContainsFunc(list, func(d *diag.Diagnostic) bool {
		return d.Code == rules.UnknownName || d.Code == rules.UnknownLevel || d.Code == rules.WrongType
	})
}

// order is the tests that noticed most, first.
func (f *framework) order() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	names := slices.Sorted(maps.Keys(f.kills))
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(f.kills[b], f.kills[a]) })
	return names
}

func (f *framework) credit(r *golden.Report) {
	if r == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, o := range r.Tests {
		if o.Bad() {
			f.kills[o.Name]++
		}
	}
}

// unread reports that all that differs are numbers of members that no rule reads.
// Texts of members are read without being named: data is matched with them.
func (f *framework) unread(now *rules.Framework) bool {
	for _, c := range rules.Compare(f.base, now) {
		if c.Means() && !f.unreadNumber(c) {
			return false
		}
	}
	return true
}

func (f *framework) unreadNumber(c rules.Difference) bool {
	kind, name, _ := strings.Cut(c.Block, ".")
	attr := c.Address[strings.LastIndexByte(c.Address, '.')+1:]
	return kind == "entity" && !f.read[attr] && slices.ContainsFunc(f.base.Entities, func(e *rules.Entity) bool {
		return e.Name == name && slices.ContainsFunc(e.Attrs, func(a *rules.EntityAttr) bool { return a.Name == attr && a.Type.Kind == rules.Number })
	})
}

// actsThrough are the kinds of blocks that change results only through computed
// blocks that read them, whose cases can be gone through.
var actsThrough = []string{"derive", "indicator", "group", "rating", "parameter", "table", "function"}

// alike reports a proof that no result differs for any input: every change acts
// through computed blocks, and the cases of each of those were gone through, with
// absent values, and none differs.
func (f *framework) alike(now *rules.Framework) bool {
	r := diff.Compare(diff.Side{Framework: f.base}, diff.Side{Framework: now}, "")
	touched := map[string]bool{}
	for _, c := range r.Changes {
		kind, _, _ := strings.Cut(c.Block, ".")
		switch {
		case c.Kind == rules.Wording.String():
		case !slices.Contains(actsThrough, kind):
			return false
		case !slices.Contains([]string{"parameter", "table", "function"}, kind):
			touched[c.Block] = true
		}
	}
	for _, c := range r.Cases {
		if c.Open != "" || c.Narrow || c.Differ > 0 || c.WideOf > 0 {
			return false
		}
		delete(touched, c.Block)
	}
	return len(touched) == 0
}

// with is the directory of the framework with one file changed.
func (f *framework) with(m mutant) fs.FS {
	text := m.apply(f.sources[m.file])
	return golden.Beside(overlay{os.DirFS(f.dir), m.file, text}, func(to string) (fs.FS, error) {
		other := os.DirFS(filepath.Join(f.dir, filepath.FromSlash(to)))
		if name, ok := strings.CutPrefix(m.file, path.Clean(to)+"/"); ok {
			return overlay{other, name, text}, nil
		}
		return other, nil
	})
}

// overlay is a directory in which one file has another text.
type overlay struct {
	fs.FS
	name string
	text []byte
}

// Open opens a file, or the changed one.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.FS.Open(name)
	if err != nil || name != o.name {
		return f, err
	}
	return &changed{f, bytes.NewReader(o.text)}, nil
}

// changed is a file whose text is read from memory.
type changed struct {
	fs.File
	text *bytes.Reader
}

// Read reads the changed text.
func (c *changed) Read(b []byte) (int, error) { return c.text.Read(b) }

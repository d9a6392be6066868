package main

// This file defines how rules and data are opened. Rule files, and the CSV files
// that they name, are read through os.Root, so that neither a name with ".." nor
// a symbolic link can lead out of the framework's directory; only regular files
// are opened, so that a pipe cannot hang a check. Data files are named by the
// user and may stand anywhere.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// largestRules bounds what is read of a rule file; the parser's own limit is lower.
const largestRules = 64 << 20

// source is the directory of a framework, opened.
type source struct {
	dir   string // as it was given
	root  *os.Root
	fsys  fs.FS
	other []*os.Root // directories that the rules name

	// beside gives the directories that the rules name, where they stand in no
	// directory of the disk; else nil.
	beside rules.Open
}

// openSource opens the directory of a framework, or says why it is not one.
func openSource(dir string) (*source, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if before, _, ok := strings.Cut(dir, "@"); ok {
			if _, err := os.Stat(before); err == nil {
				return nil, fail(exitUsage, "there is no directory %s. A date is written %s@2026-04-01", dir, before)
			}
		}
		return nil, fail(exitUsage, "there is no directory %s", dir)
	case err != nil:
		return nil, fail(exitUsage, "%s cannot be read: %s", dir, reason(err))
	case !info.IsDir():
		return nil, fail(exitUsage, "%s is a file. A framework is a directory: name the one that holds its rule files, %s", dir, filepath.Dir(dir))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fail(exitUsage, "%s cannot be read: %s", dir, reason(err))
	}
	s := &source{dir: dir, root: root, fsys: regularFS{root.FS()}}
	if err := s.hasRules(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return s, nil
}

// Close closes the directory, and those that its rules name.
func (s *source) Close() error {
	var err error
	if s.root != nil {
		err = s.root.Close()
	}
	for _, r := range s.other {
		err = errors.Join(err, r.Close())
	}
	return err
}

// open opens a directory that the rules name, by its way from theirs.
func (s *source) open(dir string) (fs.FS, error) {
	if s.beside != nil {
		return s.beside(dir)
	}
	root, err := os.OpenRoot(filepath.Join(s.dir, filepath.FromSlash(dir)))
	if err != nil {
		return nil, err
	}
	s.other = append(s.other, root)
	return regularFS{root.FS()}, nil
}

// hasRules refuses a directory without rule files, or with empty ones only.
func (s *source) hasRules() error {
	entries, err := fs.ReadDir(s.fsys, ".")
	if err != nil {
		return fail(exitUsage, "%s cannot be read: %s", s.dir, reason(err))
	}
	var blank, almost []string
	for _, e := range entries {
		switch name := e.Name(); {
		case !e.IsDir() && strings.HasSuffix(name, lang.Extension):
			if !s.isBlank(name) {
				return nil
			}
			blank = append(blank, name)
		case !e.IsDir() && strings.HasSuffix(name, ".hcl"):
			almost = append(almost, name)
		}
	}
	if len(blank) > 0 {
		return fail(exitRules, "%s has no rules: %s", s.dir, are(blank, "is empty", "are empty"))
	}
	hint := `"rubric init" writes one to start from`
	if below, _ := fs.Glob(s.fsys, "*/*"+lang.Extension); len(below) > 0 {
		hint = "Its directory " + path.Dir(below[0]) + " is one"
	} else if len(almost) > 0 {
		hint = "Rename " + almost[0] + " to " + strings.TrimSuffix(almost[0], ".hcl") + lang.Extension + " if it holds rules"
	}
	return fail(exitUsage, "%s is not a framework: no file in it ends with %s. %s", s.dir, lang.Extension, hint)
}

// isBlank reports whether a file has nothing but white space at its beginning.
func (s *source) isBlank(name string) bool {
	f, err := s.fsys.Open(name)
	if err != nil {
		return false // said when it is read
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 4096))
	return err == nil && len(head) < 4096 && strings.TrimSpace(strings.TrimPrefix(string(head), "\ufeff")) == ""
}

func are(names []string, one, many string) string {
	if len(names) == 1 {
		return names[0] + " " + one
	}
	return strings.Join(names, ", ") + " " + many
}

// loaded is what a directory's rules came to. The framework is nil if a problem
// is an error; places in the problems and sources bear the directory's name.
type loaded struct {
	framework *rules.Framework
	problems  diag.List
	sources   diag.Sources
	texts     diag.Sources // the same, by the names that the framework knows
	dir       *rules.Directory
}

// read parses the rules, with those of the directories that they name, and
// refuses a variant that there is not; "" is none.
func (s *source) read(variant string) (*rules.Directory, *loaded, error) {
	d, list, err := rules.Read(s.fsys, s.open)
	if err != nil {
		return nil, nil, s.unreadable(err)
	}
	if err := hasVariant(d, variant); err != nil {
		return nil, nil, err
	}
	out := &loaded{problems: s.placed(list), sources: diag.Sources{}, texts: d.Sources, dir: d}
	for name, src := range d.Sources {
		out.sources[s.path(name)] = src
	}
	return d, out, nil
}

// load reads and types the rules of a variant. Where the text of a file is broken
// nothing is typed: every name that it declares would be reported as unknown.
func (s *source) load(variant string) (*loaded, error) {
	d, out, err := s.read(variant)
	if err != nil || d.Broken {
		return out, err
	}
	fw, list := d.Load(variant)
	out.problems = append(out.problems, s.placed(list)...)
	if !out.problems.HasErrors() {
		out.framework = fw
	}
	return out, nil
}

// hasVariant refuses a variant that a directory does not have, unless its text is
// broken, which is said first.
func hasVariant(d *rules.Directory, name string) error {
	if name == "" || d.Broken {
		return nil
	}
	var known []string
	for _, v := range d.Variants() {
		if v.Name == name {
			return nil
		}
		known = append(known, v.Name)
	}
	if len(known) == 0 {
		return fail(exitUsage, "there is no variant %q: the rules have no variants. An amend block with a name makes one", name)
	}
	return unknown("variant", name, known, "It is one of: "+strings.Join(known, ", "))
}

// unreadable says why a rule file could not be read.
func (s *source) unreadable(err error) error {
	name := s.dir
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		name, err = s.path(pe.Path), pe.Err
	}
	if strings.Contains(err.Error(), "escapes") {
		return fail(exitRules, "%s is a link that leads out of %s. A framework reads nothing outside its directory: put the file itself there", name, s.dir)
	}
	return fail(exitRules, "%s cannot be read: %s", name, reason(err))
}

// path is the name of a file of the directory as the user would write it.
func (s *source) path(name string) string {
	return filepath.ToSlash(filepath.Join(s.dir, filepath.FromSlash(name)))
}

// placed returns the diagnostics with places that bear the directory's name.
func (s *source) placed(l diag.List) diag.List {
	at := func(r diag.Range) diag.Range {
		if r.Filename != "" {
			r.Filename = s.path(r.Filename)
		}
		return r
	}
	out := make(diag.List, len(l))
	for i, d := range l {
		c := *d
		c.Range, c.Notes = at(d.Range), slices.Clone(d.Notes)
		for j := range c.Notes {
			c.Notes[j].Range = at(c.Notes[j].Range)
		}
		if d.Fix != nil {
			c.Fix = &diag.Fix{Summary: d.Fix.Summary, Edits: slices.Clone(d.Fix.Edits)}
			for j := range c.Fix.Edits {
				c.Fix.Edits[j].Range = at(c.Fix.Edits[j].Range)
			}
		}
		out[i] = &c
	}
	return out
}

// loadFramework loads the rules for a command that needs them to be right: the
// problems go to standard error, and errors among them end the command.
func loadFramework(dir, variant string, s *streams) (*loaded, error) {
	src, err := openSource(dir)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	l, err := src.load(variant)
	if err != nil {
		return nil, err
	}
	if l.framework == nil {
		return nil, stopped(l, s)
	}
	return l, nil
}

// stopped says which problems of the rules end a command.
func stopped(l *loaded, s *streams) error {
	if err := s.reasons(l.problems, l.sources); err != nil {
		return err
	}
	return &failure{code: exitRules}
}

// openData opens a data file; "-" is standard input. Whether it is packed is
// for table.Read to see.
func openData(name string, s *streams) (io.ReadCloser, error) {
	if name == "-" {
		if s.inTerm && s.errTerm {
			fmt.Fprintln(s.err, "rubric: reading standard input, which is this terminal; Ctrl-D ends it, Ctrl-C gives up")
		}
		return io.NopCloser(s.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fail(exitData, "the data %s cannot be opened: %s", name, reason(err))
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(fail(exitData, "the data %s is a directory. Name its files", name), f.Close())
	}
	return f, nil
}

// reason is what an error of the file system says, without the path.
func reason(err error) string {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	return err.Error()
}

// regularFS opens directories and regular files only.
type regularFS struct{ fs.FS }

// Open opens a file after a look at what it is.
func (r regularFS) Open(name string) (fs.File, error) {
	info, err := fs.Stat(r.FS, name)
	if err != nil {
		return nil, err
	}
	refuse := func(format string, args ...any) (fs.File, error) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fmt.Errorf(format, args...)}
	}
	switch {
	case !info.IsDir() && !info.Mode().IsRegular():
		return refuse("it is not a regular file")
	case strings.HasSuffix(name, lang.Extension) && info.Size() > largestRules:
		return refuse("it is larger than %d MiB", largestRules>>20)
	}
	return r.FS.Open(name)
}

package rules

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines Read: how the rule files of a directory are read together
// with those of every directory that its amend and use blocks name.

// Open gives another directory by its path from the framework's own one, such as
// "../2025". The caller decides what may be read.
type Open func(dir string) (fs.FS, error)

// Directory is the rules of a directory, parsed, with all that it builds on.
type Directory struct {
	Files   []*lang.File // of all directories that take part, the framework's first
	Sources diag.Sources // of the same files, and of those that could not be parsed
	// Broken says that a file could not be read as text or structure, or another
	// directory not at all: their names would all be reported as unknown, so
	// nothing is typed.
	Broken bool
	// Faulty says that reading found an error. What can be typed is typed, to find
	// more; nothing is proven of it.
	Faulty bool

	own   *folder
	dirs  map[string]fs.FS // where each file stands
	areas map[string]*folder
}

// folder is one directory. Its path is that from the framework's directory, ""
// for that one itself.
type folder struct {
	path   string
	fsys   fs.FS
	blocks []*lang.Block // all but the ones below
	base   *lang.Block   // amend "../2025", or nil
	uses   []*lang.Block
	to     map[*lang.Block]*folder // what base and uses name, where it could be read
	under  bool                    // what it names is being read
}

// mostFolders bounds how many directories build on one another.
const mostFolders = 16

// Read reads a directory. The error says that its file system failed; what is
// wrong with other directories is a problem like any other. open may be nil.
func Read(fsys fs.FS, open Open) (*Directory, diag.List, error) {
	files, sources, list, err := lang.ParseDir(fsys)
	if err != nil {
		return nil, nil, err
	}
	d := newDirectory()
	r := &reader{d: d, open: open, list: list}
	r.keep(sources, files, fsys, list)
	d.own = r.folder("", fsys, files, nil)
	d.Faulty = r.list.HasErrors()
	return d, r.list, nil
}

func newDirectory() *Directory {
	return &Directory{Sources: diag.Sources{}, dirs: map[string]fs.FS{}, areas: map[string]*folder{}}
}

type reader struct {
	d    *Directory
	open Open
	list diag.List
}

func (r *reader) problem(code diag.Code, at Range, summary, detail string, notes ...diag.Note) {
	r.d.Broken = true
	r.list.Add(&diag.Diagnostic{Code: code, Summary: summary, Detail: detail, Range: at, Notes: notes})
}

// keep takes over what was parsed of one directory.
func (r *reader) keep(sources diag.Sources, files []*lang.File, fsys fs.FS, list diag.List) {
	for name, src := range sources {
		r.d.Sources[name], r.d.dirs[name] = src, fsys
	}
	r.d.Files = append(r.d.Files, files...)
	r.d.Broken = r.d.Broken || len(files) != len(sources) || len(files) == 0 || slices.ContainsFunc(list, func(d *diag.Diagnostic) bool { return d.Code < lang.BadSentence })
}

// folder sorts the blocks of a directory and reads the directories that it
// names. above are the blocks that led here.
func (r *reader) folder(dir string, fsys fs.FS, files []*lang.File, above []*lang.Block) *folder {
	f := &folder{path: dir, fsys: fsys, to: map[*lang.Block]*folder{}, under: true}
	r.d.areas[path.Clean(dir)] = f
	for _, file := range files {
		for _, b := range file.Blocks {
			f.sort(r, b)
		}
	}
	for _, b := range append([]*lang.Block{f.base}, f.uses...) {
		if b == nil || len(b.Labels) == 0 {
			continue
		}
		if to := r.other(dir, b, append(slices.Clone(above), b)); to != nil {
			f.to[b] = to
		}
	}
	f.under = false
	return f
}

func (f *folder) sort(r *reader, b *lang.Block) {
	switch {
	case b.Type == "use":
		f.uses = append(f.uses, b)
	case b.Type != "amend" || !lang.IsDirectory(b.Label(0)):
		f.blocks = append(f.blocks, b)
	case f.base != nil:
		r.problem(SecondBase, b.Header, "second directory that is amended", "A directory is a version of one other. Bring single definitions of a further one with use.", note(f.base.Header, "the first one"))
	default:
		f.base = b
		if a := b.Attr("extends"); a != nil {
			r.problem(SecondBase, a.Range, "amendment of a directory that extends another", quote("extends")+" joins amendments that have names, for variants. Give this one a name instead of a directory, or remove "+quote("extends")+".")
		}
	}
}

// other reads the directory that a block names, once.
func (r *reader) other(from string, b *lang.Block, above []*lang.Block) *folder {
	label := b.Label(0)
	at := b.Labels[0].Range
	if !relative(label) {
		r.problem(NoDirectory, at, "directory that is not named from here", "A directory is named by its way from this one, with / between its parts: "+b.Type+" \"../2025\". "+quote(label)+" would not be found on another machine.")
		return nil
	}
	dir := path.Join(from, label)
	f := r.d.areas[dir]
	switch {
	case f != nil && f.under, len(above) > mostFolders:
		r.circle(b, above)
		return nil
	case f != nil:
		return f
	}
	return r.readOther(dir, label, at, above)
}

func (r *reader) readOther(dir, label string, at Range, above []*lang.Block) *folder {
	if r.open == nil {
		r.problem(NoDirectory, at, "directory that cannot be read", "The directory "+quote(label)+" cannot be read here: only this directory is open.")
		return nil
	}
	fsys, err := r.open(dir)
	var files []*lang.File
	var sources diag.Sources
	var list diag.List
	if err == nil {
		files, sources, list, err = lang.ParseDirAs(fsys, dir)
	}
	switch {
	case err != nil:
		r.problem(NoDirectory, at, "directory that cannot be read", "The directory "+quote(label)+" cannot be read: "+strings.Replace(reason(err), "such file", "such directory", 1)+".")
		return nil
	case len(sources) == 0:
		r.problem(NoDirectory, at, "directory without rules", "No file of the directory "+quote(label)+" ends with "+lang.Extension+".")
		return nil
	}
	r.list = append(r.list, list...)
	r.keep(sources, files, fsys, list)
	return r.folder(dir, fsys, files, above)
}

// circle reports that a block leads back to a directory that led to it.
func (r *reader) circle(b *lang.Block, above []*lang.Block) {
	var notes []diag.Note
	for _, x := range above[:len(above)-1] {
		if len(notes) < 4 {
			notes = append(notes, note(x.Header, "this led here"))
		}
	}
	r.problem(DirectoryCircle, b.Labels[0].Range, "directories that build on each other", "The directory "+quote(b.Label(0))+" leads back to itself, or through more than 16 others. Put what both need into a third directory, and use it from both.", notes...)
}

// relative reports that a label is a way to another directory.
func relative(label string) bool {
	return label != "" && !path.IsAbs(label) && !strings.ContainsAny(label, `\:`)
}

// Beside is the directory that a rule file stands in, by the name of the file; nil
// if there is no such file.
func (d *Directory) Beside(file string) fs.FS { return d.dirs[file] }

// Within opens directories inside fsys, for a framework that stands in its
// folder dir.
func Within(fsys fs.FS, dir string) Open {
	return func(to string) (fs.FS, error) {
		name := path.Join(dir, to)
		if !fs.ValidPath(name) {
			return nil, errors.New("it lies outside")
		}
		return fs.Sub(fsys, name)
	}
}

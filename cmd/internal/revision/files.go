package revision

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// This file defines files that stand in no directory of the disk.

// files is a file system of named texts, each got when it is opened.
type files struct {
	by   map[string]*entry
	dirs map[string][]string // the names in each directory
}

type entry struct {
	name string // the last part of the path
	size int64
	dir  bool
	load func() ([]byte, error)
	once sync.Once
	text []byte
	err  error
}

// get is the text of a file, got once.
func (e *entry) get() ([]byte, error) {
	e.once.Do(func() { e.text, e.err = e.load() })
	return e.text, e.err
}

func newFiles() *files { return &files{by: map[string]*entry{}, dirs: map[string][]string{".": nil}} }

// add enters a file; a name that is no path, or stands already, is left out.
func (m *files) add(name string, size int64, load func() ([]byte, error)) {
	if !fs.ValidPath(name) || name == "." || m.by[name] != nil {
		return
	}
	m.by[name] = &entry{name: path.Base(name), size: size, load: load}
	for {
		dir := path.Dir(name)
		_, known := m.dirs[dir]
		m.dirs[dir] = append(m.dirs[dir], path.Base(name))
		if known {
			return
		}
		m.by[dir] = &entry{name: path.Base(dir), dir: true}
		name = dir
	}
}

// Open opens a file or a directory.
func (m *files) Open(name string) (fs.File, error) {
	if list, ok := m.dirs[name]; ok {
		return &folder{entry: &entry{name: path.Base(name), dir: true}, list: m.entries(name, list)}, nil
	}
	e := m.by[name]
	if e == nil || !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	text, err := e.get()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &file{entry: e, Reader: bytes.NewReader(text)}, nil
}

// Stat tells about a file without getting its text.
func (m *files) Stat(name string) (fs.FileInfo, error) {
	if _, ok := m.dirs[name]; ok {
		return &entry{name: path.Base(name), dir: true}, nil
	}
	if e := m.by[name]; e != nil {
		return e, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

func (m *files) entries(dir string, names []string) []fs.DirEntry {
	sorted := slices.Clone(names)
	slices.Sort(sorted)
	var out []fs.DirEntry
	for _, n := range sorted {
		out = append(out, m.by[path.Join(dir, n)])
	}
	return out
}

// top is the directory that holds files with an ending: the top itself or, as in
// most archives, the one directory below it.
func (m *files) top(ending string) (string, bool) {
	dir := "."
	for {
		list := m.dirs[dir]
		if slices.ContainsFunc(list, func(n string) bool { return strings.HasSuffix(n, ending) && m.dirs[path.Join(dir, n)] == nil }) {
			return dir, true
		}
		if len(list) != 1 || m.dirs[path.Join(dir, list[0])] == nil {
			return "", false
		}
		dir = path.Join(dir, list[0])
	}
}

type file struct {
	*entry
	*bytes.Reader
}

func (f *file) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *file) Close() error               { return nil }
func (f *file) Size() int64                { return f.entry.size }

type folder struct {
	*entry
	list []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error)   { return 0, io.EOF }

// ReadDir lists the directory.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		out := f.list
		f.list = nil
		return out, nil
	}
	if len(f.list) == 0 {
		return nil, io.EOF
	}
	out := f.list[:min(n, len(f.list))]
	f.list = f.list[len(out):]
	return out, nil
}

// What is known of an entry, as fs.FileInfo and fs.DirEntry ask for it.
func (e *entry) Name() string               { return e.name }
func (e *entry) Size() int64                { return e.size }
func (e *entry) ModTime() time.Time         { return time.Time{} }
func (e *entry) IsDir() bool                { return e.dir }
func (e *entry) Sys() any                   { return nil }
func (e *entry) Info() (fs.FileInfo, error) { return e, nil }
func (e *entry) Type() fs.FileMode          { return e.Mode().Type() }

// Mode is that of a file that can only be read.
func (e *entry) Mode() fs.FileMode {
	if e.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

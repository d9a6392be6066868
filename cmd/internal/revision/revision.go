// Package revision finds the rules that a name on the command line stands for: a
// directory, a directory in a git revision, or an archive of one.
//
// A name is [REVISION:]PATH[#VARIANT][@DATE], such as examples/fhrs,
// main:examples/fhrs, v1.2:rules@2024-04-01 or released.tar.gz. What exists under
// the whole name is taken as it is. Nothing is written: a git revision is read
// file by file as rules are, an archive into memory.
package revision

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// This file defines names and what they stand for.

// Revision is the rules that a name stands for.
type Revision struct {
	Name    string // as it was given
	Place   string // the same without a variant and a date: what files are named after
	Dir     string // the directory, where it is one; then Root is nil
	Root    fs.FS  // else the files of the revision or the archive,
	Sub     string // and the directory in it
	Variant string
	AsOf    string // 2024-04-01, or ""
}

// Problem says that a name stands for nothing, in a sentence without its full stop.
type Problem struct{ Text string }

// Error gives the sentence.
func (p *Problem) Error() string { return p.Text }

func problem(format string, args ...any) error { return &Problem{fmt.Sprintf(format, args...)} }

var (
	dateRE  = regexp.MustCompile(`^(.+)@(\d{4}-\d{2}-\d{2})$`)
	driveRE = regexp.MustCompile(`^[A-Za-z]:[\\/]`)
)

// Open finds what a name stands for.
func Open(ctx context.Context, name string) (r *Revision, err error) {
	r = Parse(name)
	if rev, path, ok := r.git(); ok {
		r.Root, r.Sub, err = openGit(ctx, rev, path)
		return r, err
	}
	info, err := os.Stat(r.Place)
	if err == nil && !info.IsDir() && archived(r.Place) {
		r.Root, r.Sub, err = openArchive(r.Place)
		return r, err
	}
	r.Dir = r.Place
	return r, nil
}

// FS is the files of the directory that the name stands for, where Root is set.
func (r *Revision) FS() (fs.FS, error) { return fs.Sub(r.Root, r.Sub) }

// Parse takes a name apart.
func Parse(name string) *Revision {
	r := &Revision{Name: name, Place: name}
	if exists(name) {
		return r
	}
	for range 2 { // the date and the variant, in either order
		if m := dateRE.FindStringSubmatch(r.Place); m != nil && r.AsOf == "" {
			r.Place, r.AsOf = m[1], m[2]
		}
		if path, variant, ok := cutLast(r.Place, "#"); ok && r.Variant == "" && !exists(r.Place) {
			r.Place, r.Variant = path, variant
		}
	}
	return r
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i <= 0 || i+1 == len(s) {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// git sets a git revision apart from the path in it.
func (r *Revision) git() (rev, path string, ok bool) {
	if exists(r.Place) || driveRE.MatchString(r.Place) {
		return "", "", false
	}
	rev, path, ok = strings.Cut(r.Place, ":")
	return rev, filepath.ToSlash(path), ok && rev != ""
}

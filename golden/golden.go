// Package golden runs the tests of frameworks, and proves that rubric does what
// it says: by cases that a person can read, run on everything that there is to
// run.
//
// Test runs the test blocks of a framework and compares its data with approved
// results; Run does so from a Go test, and `rubric test` from the command line.
//
// A case of rubric itself is a folder. Its kind is the folder that it stands in:
// check holds rule files with the problems that they must get, fmt a rule file and
// its layout, cli scripts of the command line. README.md says how to add a case,
// and what to do when one fails.
//
// Where to start: suite.go is the runner, outcome.go what it comes to, and
// text.go, formats.go and coverage.go tell it. expect.go runs given values,
// rows.go data, refusal.go what must be refused, property.go with generate.go
// and thresholds.go properties, and approved.go the golden.
package golden

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// Case is one folder of a kind.
type Case struct {
	Name string // of the folder: R0402_band_gap
	Dir  string // its path from the folder golden: check/R0402_band_gap
}

// Code is the code that the name of the case begins with, or "".
func (c Case) Code() diag.Code {
	code, _, _ := strings.Cut(c.Name, "_")
	if len(code) == 5 && code[0] == 'R' {
		return diag.Code(code)
	}
	return ""
}

// Cases returns the cases of a kind, by name. fsys is the folder golden.
func Cases(fsys fs.FS, kind string) ([]Case, error) {
	entries, err := fs.ReadDir(fsys, kind)
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, Case{e.Name(), kind + "/" + e.Name()})
		}
	}
	slices.SortFunc(out, func(a, b Case) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// Loaded is what the rules of a folder came to.
type Loaded struct {
	Directory *rules.Directory
	Framework *rules.Framework // nil if a problem is an error
	Sources   diag.Sources
	Problems  diag.List
}

// Opener is a folder that opens what its rules name, by its way from there:
// "../2025".
type Opener interface {
	fs.FS
	OpenDir(dir string) (fs.FS, error)
}

// Folder is a folder on disk, with whatever its rules name.
func Folder(dir string) Opener { return folder{os.DirFS(dir), dir} }

type folder struct {
	fs.FS
	dir string
}

func (f folder) OpenDir(dir string) (fs.FS, error) {
	name := filepath.Join(f.dir, filepath.FromSlash(dir))
	if _, err := os.Stat(name); err != nil {
		return nil, err
	}
	return os.DirFS(name), nil
}

// Load reads and types the rules of a folder, as every command does: where the
// text of a file is broken nothing is typed, for every name that it declares
// would be reported as unknown. Directories that the rules name must lie in the
// folder, unless it is an Opener.
func Load(fsys fs.FS) (*Loaded, error) { return LoadVariant(fsys, "") }

// LoadVariant is Load for a variant of the rules.
func LoadVariant(fsys fs.FS, variant string) (*Loaded, error) {
	return load(fsys, func(d *rules.Directory) (*rules.Framework, diag.List) { return d.Load(variant) })
}

// Check reads the rules of a folder and proves what it can about them and all
// their variants. The framework is that without a variant; it is nil if any of
// the variants has an error.
func Check(fsys fs.FS) (*Loaded, error) {
	return load(fsys, func(d *rules.Directory) (*rules.Framework, diag.List) {
		fws, list := prove.Directory(d, prove.Options{})
		return fws[0], list
	})
}

func load(fsys fs.FS, typed func(*rules.Directory) (*rules.Framework, diag.List)) (*Loaded, error) {
	open := rules.Within(fsys, ".")
	if o, ok := fsys.(Opener); ok {
		open = o.OpenDir
	}
	d, list, err := rules.Read(fsys, open)
	if err != nil {
		return nil, err
	}
	out := &Loaded{Directory: d, Sources: d.Sources, Problems: list}
	if d.Broken {
		return out, nil
	}
	fw, more := typed(d)
	out.Problems = append(out.Problems, more...).Sorted()
	if !out.Problems.HasErrors() {
		out.Framework = fw
	}
	return out, nil
}

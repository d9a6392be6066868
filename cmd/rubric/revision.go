package main

// This file defines how commands that compare open the rules that they are
// given: a directory, a variant, a git revision, a date or an archive.

import (
	"context"
	"errors"
	"io/fs"

	"github.com/rubric-lang/rubric/cmd/internal/revision"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

const revisionHelp = `  care                      a directory
  care#pilot                a variant of it
  care@2024-04-01           as of a date
  main:examples/fhrs        a directory in a git revision, from the top of the repository
  v1.2:./care@2024-04-01    the same from here, as of a date
  care-2026.1.tar.gz        a released archive: .zip, .tar, .tar.gz or .tar.zst`

// revised is the rules of one side of a comparison.
type revised struct {
	*loaded
	name    string // as it was given
	asOf    string // "" for the latest date that the rules name
	variant string
	src     *source
}

// Close closes the directory, if it is one.
func (r *revised) Close() error { return r.src.Close() }

// files are the blocks of the rules, amended, by the files that they stand in:
// what is between two sides is put together from them.
func (r *revised) files() []*lang.File {
	resolved, _ := r.dir.Resolve(r.variant)
	by := map[string]*lang.File{}
	var out []*lang.File
	for _, e := range resolved.Entries {
		name := e.Block.Header.Filename
		f := by[name]
		if f == nil {
			f = &lang.File{Name: name, Src: r.texts[name]}
			by[name] = f
			out = append(out, f)
		}
		f.Blocks = append(f.Blocks, e.Block)
	}
	return out
}

// openRevised loads the rules that a name stands for. Problems go to standard
// error, and errors among them end the command.
func openRevised(ctx context.Context, name, asOf string, s *streams) (*revised, error) {
	rev, err := revision.Open(ctx, name)
	if err != nil {
		if p, ok := errors.AsType[*revision.Problem](err); ok {
			return nil, fail(exitUsage, "%s", p.Text)
		}
		return nil, err
	}
	if rev.AsOf != "" {
		asOf = rev.AsOf
	}
	if _, ok := rules.Days(asOf); asOf != "" && !ok {
		return nil, fail(exitUsage, "%s: there is no date %s", name, asOf)
	}
	src, err := revisedSource(rev)
	if err != nil {
		return nil, err
	}
	l, err := src.load(rev.Variant)
	if err == nil && l.framework == nil {
		err = stopped(l, s)
	}
	if err != nil {
		return nil, errors.Join(err, src.Close())
	}
	return &revised{loaded: l, name: name, asOf: asOf, variant: rev.Variant, src: src}, nil
}

// revisedSource opens the files of a revision.
func revisedSource(rev *revision.Revision) (*source, error) {
	if rev.Root == nil {
		return openSource(rev.Dir)
	}
	fsys, err := rev.FS()
	if err != nil {
		return nil, fail(exitUsage, "%s cannot be read: %s", rev.Place, err)
	}
	within := rules.Within(rev.Root, rev.Sub)
	src := &source{dir: rev.Place, fsys: regularFS{fsys}, beside: func(dir string) (fs.FS, error) {
		to, err := within(dir)
		if err != nil {
			return nil, err
		}
		if _, err := fs.Stat(to, "."); err != nil {
			return nil, err
		}
		return regularFS{to}, nil
	}}
	return src, src.hasRules()
}

// sourcesOf joins the texts of both sides, for excerpts in messages.
func sourcesOf(a, b *revised) diag.Sources {
	out := diag.Sources{}
	for _, r := range []*revised{a, b} {
		for name, text := range r.sources {
			out[name] = text
		}
	}
	return out
}

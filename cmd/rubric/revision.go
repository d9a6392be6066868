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
	name string // as it was given
	asOf string // "" for the latest date that the rules name
	fsys fs.FS
	bare map[string][]byte // the rule files, by the names that the framework knows them by
	src  *source
}

// Close closes the directory, if it is one.
func (r *revised) Close() error {
	if r.src == nil || r.src.root == nil {
		return nil
	}
	return r.src.Close()
}

// files parses the rule files once more: what is mixed from two revisions is put
// together from their blocks.
func (r *revised) files() ([]*lang.File, error) {
	files, _, _, err := lang.ParseDir(r.fsys)
	return files, err
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
	l, err := loadVariant(src, rev)
	if err == nil && l.framework == nil {
		err = errors.Join(s.reasons(l.problems, l.sources), &failure{code: exitRules})
	}
	if err != nil {
		if src.root != nil {
			err = errors.Join(err, src.Close())
		}
		return nil, err
	}
	return &revised{loaded: l, name: name, asOf: asOf, fsys: src.fsys, bare: bareNames(rev.Place, l.sources), src: src}, nil
}

// revisedSource opens the files of a revision.
func revisedSource(rev *revision.Revision) (*source, error) {
	if rev.FS == nil {
		return openSource(rev.Dir)
	}
	src := &source{dir: rev.Place, fsys: regularFS{rev.FS}}
	return src, src.hasRules()
}

// loadVariant loads the rules of a variant.
func loadVariant(src *source, rev *revision.Revision) (*loaded, error) {
	if rev.Variant != "" {
		return nil, fail(exitUsage, "%s names the variant %q, and this rubric does not read variants yet. Name %s itself", rev.Name, rev.Variant, rev.Place)
	}
	return src.load()
}

// wordsOf names a side for people: what was typed, and the version.
func (r *revised) words() string {
	out := r.name
	if v := r.framework.Version; v != "" {
		out += " (version " + v + ")"
	}
	return out
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

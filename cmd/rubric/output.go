package main

// This file defines how results leave the program: a file appears under its name
// only when it is complete, and a long run shows on a terminal how far it is.

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/rubric-lang/rubric/engine/table/zstd"
)

// output is a file and what writes it.
type output struct {
	name  string
	write func(io.Writer) error
}

// writeFile writes one file as writeFiles does.
func writeFile(name string, write func(io.Writer) error) error {
	return writeFiles([]output{{name, write}})
}

// writeFiles writes files by way of temporary ones in the same directories, which
// take their places once all have been written. A file that was there keeps its
// permissions; a link is followed, not replaced.
func writeFiles(files []output) (err error) {
	type ready struct{ from, to string }
	var done []ready
	defer func() {
		if err != nil {
			for _, r := range done {
				err = errors.Join(err, os.Remove(r.from))
			}
		}
	}()
	for _, f := range files {
		from, to, err := writeAside(f)
		if err != nil {
			return err
		}
		if from != "" {
			done = append(done, ready{from, to})
		}
	}
	for len(done) > 0 {
		if err := os.Rename(done[0].from, done[0].to); err != nil {
			return fail(exitUsage, "%s cannot be written: %s", done[0].to, reason(err))
		}
		done = done[1:]
	}
	return nil
}

// writeAside writes a temporary file and names it and the file that it will
// become; what is no regular file is written at once.
func writeAside(o output) (from, target string, err error) {
	name, mode, replaces := o.name, os.FileMode(0o644), false
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return "", "", writeDirectly(name, o.write)
		}
		mode, replaces = info.Mode().Perm(), true
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", fail(exitUsage, "%s cannot be written: there is no directory %s", name, filepath.Dir(name))
	}
	if err != nil {
		return "", "", fail(exitUsage, "%s cannot be written: %s", name, reason(err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	var to io.Writer = f
	if replaces {
		to = &early{f: f}
	}
	b := bufio.NewWriterSize(to, 64<<10)
	if err := o.write(b); err != nil {
		return "", "", err
	}
	if err := errors.Join(b.Flush(), f.Chmod(mode)); err != nil {
		return "", "", fail(exitUsage, "%s cannot be written: %s", name, reason(err))
	}
	if err := f.Close(); err != nil {
		return "", "", fail(exitUsage, "%s cannot be written: %s", name, reason(err))
	}
	return f.Name(), name, nil
}

// writeDirectly writes to what is no regular file, such as /dev/null.
func writeDirectly(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fail(exitUsage, "%s cannot be written: %s", name, reason(err))
	}
	return errors.Join(write(f), f.Close())
}

// packed hands write a writer that packs what is written as a name ends.
func packed(w io.Writer, packing string, write func(io.Writer) error) error {
	var p io.WriteCloser
	switch packing {
	case ".gz":
		p = gzip.NewWriter(w)
	case ".zst":
		z, err := zstd.NewWriter(w)
		if err != nil {
			return err
		}
		p = z
	default:
		return write(w)
	}
	return errors.Join(write(p), p.Close())
}

// progress is a line on a terminal that says how far a long run is. On anything
// else it writes nothing.
type progress struct {
	w     io.Writer // nil if nothing is to be seen
	what  string
	next  time.Time
	shown bool
}

const progressEvery = 200 * time.Millisecond

// newProgress begins a line such as "rating: 120,000 rows"; it first appears
// after a moment, so that short runs stay quiet.
func newProgress(s *streams, what string) *progress {
	p := &progress{what: what, next: time.Now().Add(2 * progressEvery)}
	if s.errTerm {
		p.w = s.err
	}
	return p
}

// at shows how far the run is, if the line is due.
func (p *progress) at(done string) {
	if p.w == nil || time.Now().Before(p.next) {
		return
	}
	p.next, p.shown = time.Now().Add(progressEvery), true
	fmt.Fprintf(p.w, "\r\x1b[K%s: %s", p.what, done)
}

// end removes the line.
func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

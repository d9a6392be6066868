package revision

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/rubric-lang/rubric/engine/table/zstd"
	"github.com/rubric-lang/rubric/lang"
)

// This file defines how an archive of a framework's directory is read: into
// memory, within bounds, so that no name in it can reach a file of the disk.

const (
	largestArchive = 256 << 20 // bytes of all its files
	mostFiles      = 20_000
)

// archives are the endings that are read.
var archives = []string{".zip", ".tar.gz", ".tgz", ".tar.zst", ".tar"}

// archived reports whether a name is that of an archive.
func archived(name string) bool {
	for _, end := range archives {
		if strings.HasSuffix(strings.ToLower(name), end) {
			return true
		}
	}
	return false
}

func openArchive(name string) (fs.FS, string, error) {
	m := newFiles()
	var err error
	if strings.HasSuffix(strings.ToLower(name), ".zip") {
		err = readZip(name, m)
	} else {
		err = readTar(name, m)
	}
	if p, ok := errors.AsType[*Problem](err); ok {
		return nil, "", p
	}
	if err != nil {
		return nil, "", problem("the archive %s cannot be read: %s", name, err)
	}
	if top, ok := m.top(lang.Extension); ok {
		return m, top, nil
	}
	return nil, "", problem("the archive %s is not that of a framework: no file at its top, or in the one directory that it holds, ends with %s", name, lang.Extension)
}

// taken adds a file of an archive that has been read.
func (m *files) taken(name string, r io.Reader, left *int64) error {
	text, err := io.ReadAll(io.LimitReader(r, *left+1))
	if err != nil {
		return err
	}
	if *left -= int64(len(text)); *left < 0 || len(m.by) > mostFiles {
		return problem("the archive is too large: its files come to more than %d MiB, or there are more than %d", largestArchive>>20, mostFiles)
	}
	m.add(path.Clean(strings.TrimPrefix(name, "./")), int64(len(text)), func() ([]byte, error) { return text, nil })
	return nil
}

func readZip(name string, m *files) (err error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	left := int64(largestArchive)
	for _, f := range z.File {
		if !f.Mode().IsRegular() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		if err := errors.Join(m.taken(f.Name, r, &left), r.Close()); err != nil {
			return err
		}
	}
	return nil
}

func readTar(name string, m *files) (err error) {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	r, err := unpacked(f, strings.ToLower(name))
	if err != nil {
		return err
	}
	left := int64(largestArchive)
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		if err := m.taken(h.Name, t, &left); err != nil {
			return err
		}
	}
}

func unpacked(f io.Reader, name string) (io.Reader, error) {
	switch {
	case strings.HasSuffix(name, "gz"):
		return gzip.NewReader(f)
	case strings.HasSuffix(name, ".zst"):
		head := make([]byte, 4)
		n, err := io.ReadFull(f, head)
		if err != nil || !zstd.Packing.Is(head) {
			return nil, errors.New("it is not packed with zstd")
		}
		return zstd.Packing.Open(io.MultiReader(bytes.NewReader(head[:n]), f))
	}
	return f, nil
}

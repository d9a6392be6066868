package revision

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestParse(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, dir := range []string{"care", "odd#name", "odd@2024-04-01"} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string][3]string{
		"care":                      {"care", "", ""},
		"care#pilot":                {"care", "pilot", ""},
		"care@2024-04-01":           {"care", "", "2024-04-01"},
		"care#pilot@2024-04-01":     {"care", "pilot", "2024-04-01"},
		"care@2024-04-01#pilot":     {"care", "pilot", "2024-04-01"},
		"main:care@2024-04-01":      {"main:care", "", "2024-04-01"},
		"main@{yesterday}:care#x":   {"main@{yesterday}:care", "x", ""},
		"odd#name":                  {"odd#name", "", ""},
		"odd#name#pilot":            {"odd#name", "pilot", ""},
		"odd@2024-04-01":            {"odd@2024-04-01", "", ""},
		"odd@2024-04-01@2025-04-01": {"odd@2024-04-01", "", "2025-04-01"},
		"care-1.tar.gz@2024-04-01":  {"care-1.tar.gz", "", "2024-04-01"},
	} {
		r := Parse(name)
		if got := [3]string{r.Place, r.Variant, r.AsOf}; got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// TestFiles holds the file system to what testing/fstest asks of one.
func TestFiles(t *testing.T) {
	m := newFiles()
	for _, name := range []string{"a.rubric.hcl", "data/members.csv", "data/deep/x", "../out", "/abs", "a.rubric.hcl"} {
		m.add(name, 4, func() ([]byte, error) { return []byte("text"), nil })
	}
	if err := fstest.TestFS(m, "a.rubric.hcl", "data/members.csv", "data/deep/x"); err != nil {
		t.Error(err)
	}
	if len(m.by) != 5 {
		t.Errorf("%d entries", len(m.by))
	}
}

// TestArchives reads the same directory from each kind of archive, with and
// without a directory around it.
func TestArchives(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, top := range []string{"", "care-1/", "./"} {
		texts := map[string]string{top + "care.rubric.hcl": "rules", top + "changes/a.rubric.hcl": "record", top + "../../escape": "no"}
		write := map[string]func(io.Writer){
			"x.zip": func(w io.Writer) {
				z := zip.NewWriter(w)
				for name, text := range texts {
					f, _ := z.Create(name)
					_, _ = io.WriteString(f, text)
				}
				_ = z.Close()
			},
			"x.tar": func(w io.Writer) { tarred(w, texts) },
			"x.tgz": func(w io.Writer) {
				z := gzip.NewWriter(w)
				tarred(z, texts)
				_ = z.Close()
			},
		}
		for name, put := range write {
			f, err := os.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			put(f)
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			r, err := Open(context.Background(), name)
			if err != nil {
				t.Errorf("%s with %q: %v", name, top, err)
				continue
			}
			if text, err := fs.ReadFile(filesOf(t, r), "care.rubric.hcl"); string(text) != "rules" {
				t.Errorf("%s with %q: %q, %v", name, top, text, err)
			}
			if _, err := fs.Stat(filesOf(t, r), "changes"); err != nil {
				t.Error(err)
			}
		}
	}
	for name, text := range map[string]string{"broken.zip": "PK", "broken.tar.gz": "no", "broken.tar.zst": "no"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(context.Background(), name); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func filesOf(t *testing.T, r *Revision) fs.FS {
	t.Helper()
	fsys, err := r.FS()
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

func tarred(w io.Writer, files map[string]string) {
	z := tar.NewWriter(w)
	for name, text := range files {
		_ = z.WriteHeader(&tar.Header{Name: name, Size: int64(len(text)), Mode: 0o644, Typeflag: tar.TypeReg})
		_, _ = io.WriteString(z, text)
	}
	_ = z.WriteHeader(&tar.Header{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink})
	_ = z.Close()
}

func TestGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	run := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@b"}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %s", args, out)
		}
	}
	put := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("rules/care/a.rubric.hcl", "first")
	run("init", "-q", "-b", "trunk")
	run("add", "-A")
	run("commit", "-qm", "first")
	put("rules/care/a.rubric.hcl", "second")
	read := func(name string) string {
		r, err := Open(context.Background(), name)
		if err != nil {
			return err.Error()
		}
		text, err := fs.ReadFile(filesOf(t, r), "a.rubric.hcl")
		if err != nil {
			return err.Error()
		}
		return string(text)
	}
	for name, want := range map[string]string{
		"trunk:rules/care":  "first",
		"HEAD:rules/care/":  "first",
		"HEAD:./rules/care": "first",
		"none:rules/care":   "no git revision",
		"trunk:other":       "no directory \"other\"",
		"--help:rules":      "no git revision",
	} {
		if got := read(name); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	t.Chdir("rules")
	if got := read("HEAD:./care"); got != "first" {
		t.Error(got)
	}
	if got := read("HEAD:rules/care"); got != "first" {
		t.Error(got)
	}
	t.Chdir(t.TempDir())
	if got := read("HEAD:x"); !strings.Contains(got, "no git repository") {
		t.Error(got)
	}
}

package golden_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/golden"
)

// TestMeaning holds the digest of a framework's meaning to what it promises: it
// does not change with layout, comments, files and their order; it does with a
// figure.
func TestMeaning(t *testing.T) {
	entries, err := os.ReadDir("../examples")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		dir := filepath.Join("../examples", e.Name())
		if rules, _ := filepath.Glob(filepath.Join(dir, "*.rubric.hcl")); len(rules) == 0 {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			here := golden.Folder(dir)
			want := digest(t, here)
			files, text := fstest.MapFS{}, "# all in one\n\n"
			names, _ := fs.Glob(os.DirFS(dir), "*")
			slices.Reverse(names)
			for _, name := range names {
				src, err := os.ReadFile(filepath.Join(dir, name))
				switch {
				case err != nil:
					continue // a folder
				case strings.HasSuffix(name, ".rubric.hcl"):
					text += "\n\n# from " + name + "\n" + strings.ReplaceAll(string(src), "\n  ", "\n      ") + "\n"
				default:
					files[name] = &fstest.MapFile{Data: src}
				}
			}
			files["all.rubric.hcl"] = &fstest.MapFile{Data: []byte(text)}
			if got := digest(t, beside{files, here}); got != want {
				t.Errorf("the same rules in one file, laid out otherwise: %s, before %s", got, want)
			}
			i := strings.Index(text, "weight = 0.")
			if i < 0 {
				i = strings.Index(text, "round = half_up(")
			}
			if i < 0 {
				return
			}
			at := strings.IndexAny(text[i:], "0123456789") + i + 2
			files["all.rubric.hcl"] = &fstest.MapFile{Data: []byte(text[:at] + "7" + text[at+1:])}
			if l, err := golden.Load(beside{files, here}); err == nil && l.Framework != nil && l.Framework.MeaningDigest() == want {
				t.Errorf("another figure at %q, and the same digest", text[i:at+3])
			}
		})
	}
}

// beside is a folder in the place of another.
type beside struct {
	fs.FS
	place golden.Opener
}

func (b beside) OpenDir(dir string) (fs.FS, error) { return b.place.OpenDir(dir) }

func digest(t *testing.T, fsys fs.FS) string {
	t.Helper()
	l, err := golden.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if l.Framework == nil {
		t.Fatalf("the rules have errors: %v", l.Problems[0].Detail)
	}
	return l.Framework.MeaningDigest()
}

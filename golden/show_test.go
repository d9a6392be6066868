package golden_test

// This file defines the test that what show writes loads to the same framework.

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// TestShown puts what show writes of each case and each example in the place of
// its rules, for each of its variants: written once more it is the same, and the
// data of the folder comes to the same results, with every step.
func TestShown(t *testing.T) {
	var dirs []string
	for _, pattern := range []string{"rate/*", "explain/*", "check/*", "../examples/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, found...)
	}
	shown, rated := 0, 0
	for _, dir := range dirs {
		l, err := golden.Load(golden.Folder(dir))
		if err != nil || l.Directory == nil || l.Directory.Broken || l.Framework == nil {
			continue
		}
		names := []string{""}
		for _, v := range l.Directory.Variants() {
			names = append(names, v.Name)
		}
		for _, name := range names {
			if showsSame(t, dir, l, name) {
				shown++
				if steps(t, golden.Folder(dir), name) != "" {
					rated++
				}
			}
		}
	}
	if shown < 60 || rated < 20 {
		t.Errorf("only %d frameworks were shown, and %d of them rated", shown, rated)
	}
}

func showsSame(t *testing.T, dir string, l *golden.Loaded, variant string) bool {
	t.Helper()
	r, list := l.Directory.Resolve(variant)
	if list.HasErrors() {
		return false
	}
	text, _ := r.Text("")
	if again, list := lang.Format("shown"+lang.Extension, text); len(list) > 0 || !bytes.Equal(text, again) {
		t.Errorf("%s %s: what is shown is not laid out", dir, variant)
	}
	alone := instead(t, os.DirFS(dir), text)
	shown, err := golden.Load(alone)
	if err != nil {
		t.Fatal(err)
	}
	if typed, _ := l.Directory.Load(variant); (typed == nil) != (shown.Framework == nil) {
		t.Errorf("%s %s: what is shown does not load:\n%s\n%v", dir, variant, text, shown.Problems)
		return false
	} else if typed == nil {
		return false
	}
	once, _ := shown.Directory.Resolve("")
	if twice, _ := once.Text(""); withoutComments(twice) != withoutComments(text) {
		t.Errorf("%s %s: shown again it is another text", dir, variant)
	}
	if want, got := steps(t, golden.Folder(dir), variant), steps(t, alone, ""); want != got {
		t.Errorf("%s %s: what is shown rates differently:\n%s\n%s", dir, variant, want, got)
	}
	return true
}

// instead is a folder with one rule file in the place of its own. The files that
// stand beside rules of other directories are put beside it.
func instead(t *testing.T, fsys fs.FS, text []byte) fstest.MapFS {
	out := fstest.MapFS{"shown" + lang.Extension: {Data: text}}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(name, lang.Extension) || strings.HasPrefix(name, "want/") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		out[path.Base(name)] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func withoutComments(text []byte) string {
	var out strings.Builder
	for line := range strings.Lines(string(text)) {
		if s := strings.TrimSpace(line); s != "" && !strings.HasPrefix(s, "#") {
			out.WriteString(line)
		}
	}
	return out.String()
}

// steps are the results of a folder with all steps, or "" if it has no data.
func steps(t *testing.T, fsys fs.FS, variant string) string {
	t.Helper()
	if found, _ := fs.Glob(fsys, "data*.*"); len(found) == 0 {
		return ""
	}
	options, _ := fs.ReadFile(fsys, "options.txt")
	set := fstest.MapFS{}
	lines := "all\ndetail\n"
	for line := range strings.Lines(string(options)) {
		if !strings.HasPrefix(line, "variant ") {
			lines += strings.TrimSpace(line) + "\n"
		}
	}
	if variant != "" {
		lines += "variant " + variant + "\n"
	}
	set["options.txt"] = &fstest.MapFile{Data: []byte(lines)}
	r, err := golden.Rate(over{set, fsys})
	if err != nil {
		t.Fatal(err)
	}
	if r.Result == nil {
		return string(problemText(t, r))
	}
	var b bytes.Buffer
	if err := report.WriteJSONL(&b, r.Result, r.Options); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// over is a folder some of whose files are others.
type over struct {
	top fstest.MapFS
	fs.FS
}

// Open opens the file on top, if there is one.
func (o over) Open(name string) (fs.File, error) {
	if o.top[name] != nil {
		return o.top.Open(name)
	}
	return o.FS.Open(name)
}

// OpenDir opens what the rules of the folder name.
func (o over) OpenDir(dir string) (fs.FS, error) {
	if f, ok := o.FS.(golden.Opener); ok {
		return f.OpenDir(dir)
	}
	return rules.Within(o.FS, ".")(dir)
}

package golden_test

// This file defines the test that no code is without a page and a case.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

var codeRE = regexp.MustCompile(`^R0[0-9]{3}$`)

// TestCodes finds the codes in the sources: every constant whose value is one.
// Each has a page, and a folder in check/ named after it in which it is
// reported, or a line in no_case.txt that says why not. Each page has a constant.
func TestCodes(t *testing.T) {
	constants, excused, shown := codeConstants(t), noCase(t), shownCodes(t)
	for code, where := range constants {
		if _, ok := diag.Page(code); !ok {
			t.Errorf("%s: %s has no page: write lang/diag/pages/%s.md", where, code, code)
		}
		switch _, ok := excused[code]; {
		case shown[code] && ok:
			t.Errorf("no_case.txt: %s has a case; remove the line", code)
		case !shown[code] && !ok:
			t.Errorf("%s: %s has no case: add a folder check/%s_..., or a line with the reason to no_case.txt", where, code, code)
		}
	}
	for _, code := range diag.Codes() {
		_, excused := excused[code]
		if constants[code] == "" && !excused {
			t.Errorf("lang/diag/pages/%s.md: nothing reports %s", code, code)
		}
	}
	for code := range excused {
		if _, ok := diag.Page(code); !ok && constants[code] == "" {
			t.Errorf("no_case.txt: there is no code %s", code)
		}
	}
}

// TestPages holds the pages to their form: a title, prose, and for rules a
// wrong example and the mended one.
func TestPages(t *testing.T) {
	for _, code := range diag.Codes() {
		page, _ := diag.Page(code)
		lines := strings.Split(strings.TrimSpace(page), "\n")
		if !strings.HasPrefix(lines[0], "# ") || len(lines) < 8 || len(lines) > 50 {
			t.Errorf("%s: a page has a title and 8 to 50 lines; it has %d", code, len(lines))
		}
		for i, line := range lines {
			if len([]rune(line)) > 100 || strings.TrimRight(line, " ") != line {
				t.Errorf("%s: line %d is long or ends with a space", code, i+1)
			}
		}
		if n := strings.Count(page, "```"); n%2 != 0 || code < "R05" && n < 4 {
			t.Errorf("%s: a wrong example and the mended one stand in ```hcl", code)
		}
		blocks := strings.Split(page, "```hcl\n")
		mended, _, _ := strings.Cut(blocks[len(blocks)-1], "```")
		if len(blocks) == 1 {
			continue // about data
		}
		if _, list := lang.Format(string(code), []byte(mended)); len(list) > 0 {
			t.Errorf("%s: the mended example cannot be read: %s", code, list[0].Detail)
		}
	}
}

// shownCodes are the codes that a case is named after and that it asks for.
func shownCodes(t *testing.T) map[diag.Code]bool {
	out := map[diag.Code]bool{}
	for _, c := range cases(t, "check") {
		if c.Code() == "" {
			continue
		}
		l, err := golden.Check(os.DirFS(c.Dir))
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(l.Problems, func(d *diag.Diagnostic) bool { return d.Code == c.Code() }) {
			out[c.Code()] = true
		} else {
			t.Errorf("%s does not get %s", c.Dir, c.Code())
		}
	}
	for _, c := range cases(t, "data") { // TestData asks for the code
		out[c.Code()] = true
	}
	return out
}

// noCase reads the codes without a case and the reason for each.
func noCase(t *testing.T) map[diag.Code]string {
	text, err := os.ReadFile("no_case.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[diag.Code]string{}
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		code, why, _ := strings.Cut(line, " ")
		if !codeRE.MatchString(code) || strings.TrimSpace(why) == "" {
			t.Errorf("no_case.txt:%d: a line is a code and the reason", i+1)
		}
		out[diag.Code(code)] = why
	}
	return out
}

// codeConstants finds the constants that are codes, typed or not, and where
// each stands.
func codeConstants(t *testing.T) map[diag.Code]string {
	out := map[diag.Code]string{}
	for name, file := range sources(t, parser.SkipObjectResolution) {
		for _, d := range file.syntax.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				for _, v := range s.(*ast.ValueSpec).Values {
					lit, ok := v.(*ast.BasicLit)
					if !ok || lit.Kind != token.STRING {
						continue
					}
					if code, _ := strconv.Unquote(lit.Value); codeRE.MatchString(code) {
						out[diag.Code(code)] = name
					}
				}
			}
		}
	}
	if len(out) < 40 {
		t.Fatalf("only %d codes found: %v", len(out), slices.Sorted(maps.Keys(out)))
	}
	return out
}

// goFile is one Go file of the module.
type goFile struct {
	syntax *ast.File
	test   bool
}

// sources parses the Go files of the module, by path from its root.
func sources(t *testing.T, mode parser.Mode) map[string]goFile {
	out := map[string]goFile{}
	set := token.NewFileSet()
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && name != ".." && strings.HasPrefix(e.Name(), ".") {
			return cmpSkip(err)
		}
		if e.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		syntax, err := parser.ParseFile(set, name, nil, mode)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("..", name)
		out[filepath.ToSlash(rel)] = goFile{syntax, strings.HasSuffix(name, "_test.go")}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// cmpSkip passes an error on, and skips the folder where there is none.
func cmpSkip(err error) error {
	if err != nil {
		return err
	}
	return fs.SkipDir
}

package lang_test

// This file defines the tests that keep SPEC.md true: its generated sections
// are compared with the program, its examples are laid out and loaded, and its sentences
// are read and printed.

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

const specFile = "SPEC.md"

func readSpec(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(specFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var generatedRE = regexp.MustCompile(`(?s)<!-- generated: ([^\n]*) -->\n(.*?)<!-- end -->`)

func TestSpecGenerated(t *testing.T) {
	spec := readSpec(t)
	covered := map[string]bool{}
	now := generatedRE.ReplaceAllStringFunc(spec, func(s string) string {
		what := generatedRE.FindStringSubmatch(s)[1]
		covered[what] = true
		text, ok := generated(what)
		if !ok {
			t.Errorf("%s: nothing is generated for %q", specFile, what)
			return s
		}
		return "<!-- generated: " + what + " -->\n" + text + "<!-- end -->"
	})
	now = fragmentRE.ReplaceAllStringFunc(now, func(s string) string {
		from := strings.Index(s, "```hcl\n") + len("```hcl\n")
		text, _ := lang.Format("example.rubric.hcl", []byte(s[from:len(s)-len("```")]))
		return s[:from] + string(text) + "```"
	})
	for _, b := range lang.Root().Blocks {
		switch b.Type {
		case "derive", "indicator", "group": // as rating
			continue
		}
		if !covered["block "+b.Type] {
			t.Errorf("%s does not say what a %s holds", specFile, b.Type)
		}
	}
	if now == spec || t.Failed() {
		return
	}
	if os.Getenv("GOLDIE_UPDATE") == "true" {
		if err := os.WriteFile(specFile, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("generated sections or the layout of examples of %s are behind; run: GOLDIE_UPDATE=true go test ./lang -run Spec", specFile)
}

func generated(what string) (string, bool) {
	if typ, ok := strings.CutPrefix(what, "block "); ok {
		b := lang.Root().Block(typ)
		if b == nil {
			return "", false
		}
		return blockText(b, ""), true
	}
	switch what {
	case "grammar":
		return "```ebnf\n" + lang.Grammar() + "```\n", true
	case "functions":
		return functionsText(), true
	case "reasons":
		out := "| reason | read as |\n|---|---|\n"
		for _, r := range rules.BuiltinReasons() {
			out += fmt.Sprintf("| `%s` | %s |\n", r.Name, r.Label)
		}
		return out, true
	case "codes":
		out := "| code | problem |\n|---|---|\n"
		for _, c := range diag.Codes() {
			out += fmt.Sprintf("| %s | %s |\n", c, diag.Title(c))
		}
		return out, true
	}
	return "", false
}

// blockText is the tables of a block and of the blocks inside it.
func blockText(b *lang.BlockSchema, within string) string {
	head := within + b.Type
	for _, l := range b.Labels {
		name, optional := strings.CutPrefix(l, "?")
		if name = `"` + name + `"`; optional {
			name = "[" + name + "]"
		}
		head += " " + name
	}
	var out strings.Builder
	if within != "" {
		fmt.Fprintf(&out, "\n`%s`: %s\n\n", head, b.Doc)
	} else {
		fmt.Fprintf(&out, "`%s`: %s.\n\n", head, b.Doc)
	}
	if len(b.Attrs) > 0 {
		out.WriteString("| attribute | takes | meaning |\n|---|---|---|\n")
	}
	about := 0
	for _, a := range b.Attrs {
		if within != "" && slices.Contains([]string{"title", "note", "source"}, a.Name) && b.Attr("title") != nil {
			about++
			continue
		}
		name := "`" + a.Name + "`"
		if a.Required {
			name = "**" + name + "**"
		}
		fmt.Fprintf(&out, "| %s | %s | %s |\n", name, a.Reg, strings.ReplaceAll(a.Doc, "|", "\\|"))
	}
	if about > 0 {
		out.WriteString("| `title`, `note`, `source` | | as everywhere |\n")
	}
	if b.Patch {
		return out.String() + "| every block of section 6 | | a patch of the block of that kind and name, or a new one |\n"
	}
	for _, n := range b.Blocks {
		out.WriteString(blockText(n, within+b.Type+" > "))
	}
	return out.String()
}

func functionsText() string {
	out := "| function | gives | score |\n|---|---|---|\n"
	for _, f := range rules.Builtins() {
		score := ""
		if f.Agg {
			score = "score"
		}
		out += fmt.Sprintf("| `%s` | %s | %s |\n", f.Sig, strings.ReplaceAll(f.Doc, "|", "\\|"), score)
	}
	return out
}

// fragment is an example of the reference.
type fragment struct {
	mark string // whole, base, a code that it must be refused with, or ""
	line int
	text string
}

var fragmentRE = regexp.MustCompile("(?s)<!-- (check(?:: ([A-Za-z0-9]+))?|base) -->\n```hcl\n(.*?)```")

func fragments(spec string) []fragment {
	var out []fragment
	for _, m := range fragmentRE.FindAllStringSubmatchIndex(spec, -1) {
		f := fragment{line: strings.Count(spec[:m[6]], "\n") + 1, text: spec[m[6]:m[7]]}
		if m[4] >= 0 {
			f.mark = spec[m[4]:m[5]]
		} else if strings.HasPrefix(spec[m[2]:m[3]], "base") {
			f.mark = "base"
		}
		out = append(out, f)
	}
	return out
}

func TestSpecExamples(t *testing.T) {
	all := fragments(readSpec(t))
	base := all[len(all)-1]
	if base.mark != "base" {
		t.Fatal("the framework that the examples stand in is not there")
	}
	for _, f := range all {
		t.Run(fmt.Sprintf("line_%d", f.line), func(t *testing.T) {
			files := map[string]string{"example.rubric.hcl": f.text}
			if f.mark != "whole" && f.mark != "base" {
				files["base.rubric.hcl"] = without(t, base.text, f.text)
			}
			list := load(t, files)
			if !strings.HasPrefix(f.mark, "R0") {
				if list.HasErrors() {
					t.Errorf("%s:%d:\n%s", specFile, f.line, told(list))
				}
				return
			}
			if !slices.ContainsFunc(list, func(d *diag.Diagnostic) bool { return string(d.Code) == f.mark }) {
				t.Errorf("%s:%d is not refused with %s:\n%s", specFile, f.line, f.mark, told(list))
			}
		})
	}
}

// without is the base less the blocks that the example has too.
func without(t *testing.T, base, example string) string {
	t.Helper()
	ours, list := lang.Parse("example.rubric.hcl", []byte(example))
	theirs, _ := lang.Parse("base.rubric.hcl", []byte(base))
	if ours == nil || theirs == nil {
		t.Fatal(told(list))
	}
	out := []byte(base)
	for _, b := range slices.Backward(theirs.Blocks) {
		if slices.ContainsFunc(ours.Blocks, func(o *lang.Block) bool {
			return o.Type == b.Type && (o.Label(0) == b.Label(0) || o.Type == "framework")
		}) {
			out = slices.Delete(out, b.Range.Start.Byte, b.Range.End.Byte)
		}
	}
	return string(out)
}

// load loads rules, in all their variants. Beside them stand two directories
// that hold the framework of the appendix, for examples that amend or use them.
func load(t *testing.T, texts map[string]string) diag.List {
	t.Helper()
	all := fragments(readSpec(t))
	dir := fstest.MapFS{}
	for _, name := range []string{"2025/base.rubric.hcl", "definitions/base.rubric.hcl"} {
		dir[name] = &fstest.MapFile{Data: []byte(all[len(all)-1].text)}
	}
	for name, text := range texts {
		dir["here/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	here, err := fs.Sub(dir, "here")
	if err != nil {
		t.Fatal(err)
	}
	d, list, err := rules.Read(here, rules.Within(dir, "here"))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range append([]rules.Variant{{}}, d.Variants()...) {
		_, more := d.Load(v.Name)
		list = append(list, more...)
	}
	return list
}

func told(list diag.List) string {
	var out strings.Builder
	for _, d := range list {
		fmt.Fprintf(&out, "%s:%d %s %s: %s\n", d.Range.Filename, d.Range.Start.Line, d.Code, d.Summary, d.Detail)
	}
	return out.String()
}

var (
	tableRE = regexp.MustCompile(`(?s)<!-- (sentences|intervals|needs|refused) -->\n\|[^\n]*\n\|[-|]*\n(.*?)\n\n`)
	rowRE   = regexp.MustCompile("^\\| `([^`]*)` \\| `?([^`|]*)`? \\|")
)

func TestSpecSentences(t *testing.T) {
	rows := 0
	for _, m := range tableRE.FindAllStringSubmatch(readSpec(t), -1) {
		for row := range strings.Lines(m[2] + "\n") {
			cells := rowRE.FindStringSubmatch(row)
			if cells == nil {
				t.Errorf("row not understood: %s", row)
				continue
			}
			rows++
			written, want := cells[1], strings.TrimSpace(cells[2])
			e, list := parseAs(m[1], &lang.Text{Value: written})
			if m[1] == "refused" {
				if len(list) == 0 || string(list[0].Code) != want {
					t.Errorf("%q is not refused with %s:\n%s", written, want, told(list))
				}
				continue
			}
			if list.HasErrors() || e == nil {
				t.Errorf("%q is refused:\n%s", written, told(list))
				continue
			}
			if got := lang.Canonical(e); got != want {
				t.Errorf("%q is printed %q, %s says %q", written, got, specFile, want)
			}
		}
	}
	if rows < 50 {
		t.Errorf("only %d rows of sentences were found", rows)
	}
}

func parseAs(kind string, text *lang.Text) (lang.Expr, diag.List) {
	switch kind {
	case "intervals":
		return lang.ParseInterval(text, nil)
	case "needs":
		return lang.ParseNeed(text, nil)
	}
	return lang.ParseSentence(text, nil)
}

package golden_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// This file holds README.md to the script golden/cli/readme.txtar, which runs
// what it shows: a block after <!-- shown: FILE --> is that file of the script.

var shown = regexp.MustCompile("(?s)<!-- shown: ([^ ]+) -->\n```[a-z]*\n(.*?)```\n")

func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	script, err := txtar.ParseFile("cli/readme.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("GOLDIE_UPDATE") == "true" {
		readme = []byte(updated(string(readme), script))
		if err := os.WriteFile("../README.md", readme, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	blocks := shown.FindAllStringSubmatch(string(readme), -1)
	if len(blocks) != len(script.Files) {
		t.Errorf("README.md shows %d of the %d files of the script", len(blocks), len(script.Files))
	}
	for _, b := range blocks {
		for _, f := range script.Files {
			if f.Name == b[1] && string(f.Data) != b[2] {
				t.Errorf("README.md shows another %s than golden/cli/readme.txtar has:\n%s", f.Name, f.Data)
			}
		}
	}
	if n := strings.Count(string(readme), "\n"); n > 320 {
		t.Errorf("README.md has %d lines; 320 are enough", n)
	}
}

// TestCounted holds what READMEs say of how many frameworks there are, and that each
// stands in the table.
func TestCounted(t *testing.T) {
	table, err := os.ReadFile("../examples/README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, dir := range frameworks(t) {
		first, rest, _ := strings.Cut(label(dir), "/")
		if first == "tutorial" {
			continue
		}
		n++
		row := regexp.MustCompile("(?m)^\\| \\[`" + first + "`\\].*$").Find(table)
		if row == nil || !strings.Contains(string(row), rest) {
			t.Errorf("examples/README.md has no row for %s", label(dir))
		}
	}
	if !strings.Contains(string(readme), fmt.Sprintf("[%d frameworks]", n)) || !strings.Contains(string(table), fmt.Sprintf("There are %d,", n)) {
		t.Errorf("there are %d frameworks; README.md or examples/README.md says otherwise", n)
	}
}

// updated puts the files of the script into the blocks.
func updated(readme string, script *txtar.Archive) string {
	for _, f := range script.Files {
		begin, rest, ok := strings.Cut(readme, "<!-- shown: "+f.Name+" -->\n")
		if !ok {
			continue
		}
		fence, body, _ := strings.Cut(rest, "\n")
		_, after, _ := strings.Cut(body, "```\n")
		readme = begin + "<!-- shown: " + f.Name + " -->\n" + fence + "\n" + string(f.Data) + "```\n" + after
	}
	return readme
}

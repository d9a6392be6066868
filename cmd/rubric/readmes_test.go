package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// This file holds the READMEs of the examples to what they show. In a block of
// the kind console, each line that begins with "$ rubric" is run from the root of
// the project, and what follows is what it prints; " | head -N" keeps its first
// lines. A block after <!-- file: NAME --> is that file of the README's folder.
// GOLDIE_UPDATE=true writes both.

var (
	consoleBlock = regexp.MustCompile("(?s)```console\n(.*?)```\n")
	fileBlock    = regexp.MustCompile("(?s)<!-- file: ([^ ]+) -->\n```([a-z]*)\n(.*?)```\n")
	headOf       = regexp.MustCompile(` \| head -(\d+)$`)
)

func TestReadmes(t *testing.T) {
	t.Chdir("../..")
	var names []string
	for _, pattern := range []string{"examples/README.md", "examples/*/README.md", "examples/*/*/README.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	blocks := 0
	for _, name := range names {
		was := read(t, name)
		now := consoleBlock.ReplaceAllStringFunc(was, func(b string) string {
			blocks++
			return "```console\n" + session(t, consoleBlock.FindStringSubmatch(b)[1]) + "```\n"
		})
		now = fileBlock.ReplaceAllStringFunc(now, func(b string) string {
			blocks++
			m := fileBlock.FindStringSubmatch(b)
			return "<!-- file: " + m[1] + " -->\n```" + m[2] + "\n" + read(t, filepath.Join(filepath.Dir(name), m[1])) + "```\n"
		})
		switch {
		case now == was:
		case os.Getenv("GOLDIE_UPDATE") == "true":
			if err := os.WriteFile(name, []byte(now), 0o644); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("%s shows something else than is so: GOLDIE_UPDATE=true go test ./cmd/rubric -run TestReadmes", name)
		}
	}
	if blocks < 5 {
		t.Errorf("only %d blocks", blocks)
	}
}

// session runs the commands of a block and puts what they print behind each.
func session(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	for command := range strings.SplitSeq("\n"+text, "\n$ ") {
		lines := strings.Split(strings.TrimSpace(command), "\n")
		if lines[0] == "" {
			continue
		}
		n := 1
		for n < len(lines) && strings.HasSuffix(lines[n-1], `\`) {
			n++
		}
		shown := strings.Join(lines[:n], "\n")
		line, most := strings.ReplaceAll(shown, "\\\n", ""), 0
		if m := headOf.FindStringSubmatch(line); m != nil {
			most, _ = strconv.Atoi(m[1])
			line = headOf.ReplaceAllString(line, "")
		}
		args := words(line)
		if len(args) == 0 || args[0] != "rubric" {
			t.Errorf("%q does not begin with \"rubric\"", line)
			return text
		}
		s, stdout, said := buffers()
		code := execute(context.Background(), args[1:], s)
		if code != exitFine && stdout.Len() == 0 {
			t.Errorf("%s: exit code %d: %s", line, code, said)
		}
		printed := strings.SplitAfter(stdout.String(), "\n")
		if most > 0 && len(printed) > most {
			printed = printed[:most]
		}
		if p := strings.Join(printed, ""); !strings.HasSuffix(p, "\n") && p != "" {
			printed = append(printed, "\n")
		}
		out.WriteString("$ " + shown + "\n" + strings.Join(printed, ""))
	}
	return out.String()
}

// words divides a command at spaces outside double quotes.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	return out
}

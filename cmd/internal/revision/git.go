package revision

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os/exec"
	"path"
	"strconv"
	"strings"
)

// This file defines how the files of a git revision are read: by the command git,
// which lists them once and gives each when it is opened.

// openGit lists the files of a revision and finds a directory among them. The path is from the top
// of the repository, or with ./ before it from the current directory.
func openGit(ctx context.Context, rev, dir string) (fs.FS, string, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, "", problem("%s:%s is a git revision, and there is no command git here. Install git, or name a directory", rev, dir)
	}
	if strings.HasPrefix(rev, "-") {
		return nil, "", problem("%q is no git revision", rev)
	}
	prefix, err := git(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, "", problem("%s:%s is a git revision, and the current directory is in no git repository", rev, dir)
	}
	if strings.HasPrefix(dir, "./") || strings.HasPrefix(dir, "../") || dir == "." {
		dir = path.Join(strings.TrimSpace(string(prefix)), dir)
	}
	dir = strings.Trim(path.Clean("/"+dir), "/")
	commit, err := git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, "", problem("there is no git revision %q. \"git log\" lists commits, \"git tag\" tags", rev)
	}
	list, err := git(ctx, "ls-tree", "-r", "-z", "-l", "--full-tree", strings.TrimSpace(string(commit)))
	if err != nil {
		return nil, "", problem("the git revision %s cannot be read: %s", rev, err)
	}
	m := newFiles()
	for _, line := range strings.Split(string(list), "\x00") {
		about, name, ok := strings.Cut(line, "\t")
		f := strings.Fields(about) // mode, type, object, size
		if !ok || len(f) != 4 || f[1] != "blob" || f[0] == "120000" {
			continue // links and other repositories are not followed
		}
		size, _ := strconv.ParseInt(f[3], 10, 64)
		object := f[2]
		m.add(name, size, func() ([]byte, error) { return git(ctx, "cat-file", "blob", object) })
	}
	if dir == "" {
		dir = "."
	}
	if _, ok := m.dirs[dir]; !ok {
		return nil, "", problem("there is no directory %q in the git revision %s. The path is from the top of the repository; begin it with ./ to name it from here", dir, rev)
	}
	return m, dir, nil
}

// git runs the command and gives what it printed.
func git(ctx context.Context, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, "git", args...)
	var out, msg bytes.Buffer
	c.Stdout, c.Stderr = &out, &msg
	if err := c.Run(); err != nil {
		return nil, errors.Join(errors.New(strings.TrimSpace(msg.String())), err)
	}
	return out.Bytes(), nil
}

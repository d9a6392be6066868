package main

// This file defines how `rubric test --watch` waits: it looks at the files of
// the directories every so often, and runs again when one has changed.

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"time"
)

// watchEvery is how often files are looked at.
const watchEvery = 300 * time.Millisecond

// watchTests runs the tests now and after every change, until it is interrupted.
func watchTests(ctx context.Context, opt testOptions, s *streams) error {
	for {
		seen := stamps(opt.Dirs)
		if code := s.ended(testOnce(ctx, opt, s)); code == exitUsage {
			return finished(code)
		}
		fmt.Fprintln(s.err, "waiting for a change; interrupt to end")
		if !changed(ctx, opt.Dirs, seen, watchEvery) {
			return nil
		}
		fmt.Fprintln(s.err)
	}
}

// stamp is what shows that a file has changed.
type stamp struct {
	at   time.Time
	size int64
}

// stamps looks at all files of the directories. One that cannot be looked at is
// not there: when it can be, that is a change.
func stamps(dirs []string) map[string]stamp {
	out := map[string]stamp{}
	for _, dir := range dirs {
		_ = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return nil
			}
			if info, err := e.Info(); err == nil {
				out[name] = stamp{info.ModTime(), info.Size()}
			}
			return nil
		})
	}
	return out
}

// changed waits until the files are no longer as they were; false if it was
// interrupted.
func changed(ctx context.Context, dirs []string, was map[string]stamp, every time.Duration) bool {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
			if !maps.Equal(stamps(dirs), was) {
				return true
			}
		}
	}
}

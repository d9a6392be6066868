package main

// This file defines how `rubric watch` and `rubric test --watch` wait: they look
// at files every so often, and go on when one has changed.

import (
	"context"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	// watchEvery is how often files are looked at.
	watchEvery = 100 * time.Millisecond
	// settleFor is how long files must stay as they are once one has changed: an
	// editor that saves several, or a copy that is not complete, is waited for.
	settleFor = 10 * time.Millisecond
)

// stamp is what shows that a file has changed.
type stamp struct {
	at   time.Time
	size int64
}

// save is a change of files.
type save struct {
	at    time.Time // when it was noticed
	files []string
}

// watcher notices changes of files.
type watcher struct {
	every, settle time.Duration
	paths         []string               // files, and directories with all below them
	matters       func(name string) bool // which files of the directories; nil: all

	seen map[string]stamp
}

// newWatcher begins to watch: what is saved from now on is a change.
func newWatcher(paths []string, matters func(string) bool) *watcher {
	w := &watcher{every: watchEvery, settle: settleFor, paths: paths, matters: matters}
	w.seen = w.look()
	return w
}

// look looks at all files. One that cannot be looked at is not there: when it can
// be, that is a change. Hidden files and those that editors leave beside the one
// that is saved are nothing that anybody has written.
func (w *watcher) look() map[string]stamp {
	out := map[string]stamp{}
	for _, path := range w.paths {
		path = filepath.Clean(path)
		_ = filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if base := filepath.Base(name); name != path && (strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~")) {
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if e.IsDir() || name != path && w.matters != nil && !w.matters(name) {
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

// add watches more paths. That they are there is no change.
func (w *watcher) add(paths []string) {
	for _, p := range paths {
		if slices.Contains(w.paths, p) {
			continue
		}
		w.paths = append(w.paths, p)
		for name, s := range w.look() {
			if _, known := w.seen[name]; !known {
				w.seen[name] = s
			}
		}
	}
}

// next waits until files have changed since the last time that it returned, and
// names them; false if it was interrupted.
func (w *watcher) next(ctx context.Context) (save, bool) {
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	for {
		if now := w.look(); !maps.Equal(now, w.seen) {
			at := time.Now()
			files, ok := w.settled(ctx, now)
			return save{at, files}, ok
		}
		select {
		case <-ctx.Done():
			return save{}, false
		case <-tick.C:
		}
	}
}

// settled waits until the files stay as they are.
func (w *watcher) settled(ctx context.Context, now map[string]stamp) ([]string, bool) {
	for {
		select {
		case <-ctx.Done():
			return nil, false
		case <-time.After(w.settle):
		}
		then := w.look()
		if maps.Equal(now, then) {
			break
		}
		now = then
	}
	changed := map[string]bool{}
	for _, pair := range [][2]map[string]stamp{{w.seen, now}, {now, w.seen}} {
		for name, s := range pair[0] {
			if other, ok := pair[1][name]; !ok || other != s {
				changed[name] = true
			}
		}
	}
	w.seen = now
	return slices.Sorted(maps.Keys(changed)), true
}

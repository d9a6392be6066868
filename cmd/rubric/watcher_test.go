package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestWatcher(t *testing.T) {
	dir, other := t.TempDir(), filepath.Join(t.TempDir(), "data.jsonl")
	put := func(name, text string) func() {
		return func() { write(t, filepath.Join(dir, name), text) }
	}
	put("a.csv", "one")()
	w := newWatcher([]string{dir}, func(name string) bool { return strings.HasSuffix(name, ".csv") })
	w.every, w.settle = time.Millisecond, time.Millisecond
	next := func(patience time.Duration) []string {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		saved, ok := w.next(ctx)
		names := saved.files
		if ok != (names != nil) {
			t.Errorf("%v, %t", names, ok)
		}
		for i := range names {
			names[i] = filepath.Base(names[i])
		}
		return names
	}
	if got := next(20 * time.Millisecond); got != nil {
		t.Errorf("nothing has changed, and %v did", got)
	}
	for _, change := range []struct {
		make func()
		want []string
	}{
		{put("a.csv", "longer"), []string{"a.csv"}},
		{put("b.csv", ""), []string{"b.csv"}},
		{func() { os.Remove(filepath.Join(dir, "a.csv")) }, []string{"a.csv"}},
		{func() { put("a.csv", "back")(); put("b.csv", "both")() }, []string{"a.csv", "b.csv"}},
		{func() { write(t, other, "here"); w.add([]string{other}); write(t, other, "changed") }, []string{"data.jsonl"}},
	} {
		change.make()
		if got := next(5 * time.Second); !slices.Equal(got, change.want) {
			t.Errorf("changed %v, noticed %v", change.want, got)
		}
	}
	put("a.csv~", "")()
	put(".a.csv.swp", "")()
	put("notes.txt", "")()
	w.add([]string{dir}) // twice is once
	if got := next(20 * time.Millisecond); got != nil {
		t.Errorf("%v matters to nobody", got)
	}
}

package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestChanged(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.csv", "one")
	was := stamps([]string{dir})
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if changed(ctx, []string{dir}, was, time.Millisecond) {
		t.Error("nothing has changed")
	}
	for _, change := range []func(){
		func() { write("a.csv", "longer") },
		func() { write("b.csv", "") },
		func() { os.Remove(filepath.Join(dir, "a.csv")) },
	} {
		was := stamps([]string{dir})
		change()
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		if !changed(ctx, []string{dir}, was, time.Millisecond) {
			t.Error("a change was not seen")
		}
		cancel()
	}
}

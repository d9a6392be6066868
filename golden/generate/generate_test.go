package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestGenerated holds the data of the examples to what is written here.
func TestGenerated(t *testing.T) {
	for _, f := range files() {
		want, err := f.text()
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("../../examples", filepath.FromSlash(f.name)))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("examples/%s is not what golden/generate writes: make data", f.name)
		}
	}
}

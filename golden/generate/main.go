// Command generate writes the small data of those examples whose results depend
// on everyone, and that are too large to be typed.
//
//	go run ./golden/generate [-root .]
//
// All of it is invented: the headers, the names of measures and the method are
// those of the real files, every row is drawn. The draws are whole numbers from a
// fixed seed, so each run writes the same bytes, which a test holds it to.
//
// Beside the data stand results (published.csv, or the columns that hold them
// in the real file). They are computed here, plainly, with floating point or
// whole numbers, and without the packages of rubric: the examples are compared
// with them.
package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// file is one file of an example.
type file struct {
	name string // below examples
	rows [][]string
}

// files makes all files, each example from a seed of its own.
func files() []file {
	var out []file
	out = append(out, hospitals(draw(1))...)
	out = append(out, areas(draw(2))...)
	out = append(out, counties(draw(3))...)
	out = append(out, trusts(draw(4))...)
	out = append(out, frameworks()...)
	out = append(out, countries(draw(5))...)
	out = append(out, england()...)
	return append(out, regulators()...)
}

// text is a file as CSV.
func (f file) text() ([]byte, error) {
	var b bytes.Buffer
	err := csv.NewWriter(&b).WriteAll(f.rows)
	return b.Bytes(), err
}

func main() {
	root := flag.String("root", ".", "the folder of the project")
	flag.Parse()
	for _, f := range files() {
		if err := f.write(*root); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func (f file) write(root string) error {
	b, err := f.text()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "examples", filepath.FromSlash(f.name)), b, 0o644)
}

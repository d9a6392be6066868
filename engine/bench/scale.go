package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
)

// This file defines how cost grows: rubric rates generated frameworks and data that
// are larger and larger in one respect, each in a process of its own.

// curve is how cost grows in one respect.
type curve struct {
	name   string
	what   string // is the same at every point
	rows   int    // that are rated; 0: as many as there are of what grows
	sizes  func(most int) []int
	write  func(dir string, n int) ([]string, error) // the framework and data of a size; gives the files of data
	points []point
}

// point is what one size takes.
type point struct {
	n      int
	figure figure
}

// The sizes at which the others stay.
const (
	rowsOfRules      = 100_000
	rowsOfIndicators = 10_000
	rowsOfEntities   = 20_000
)

// powers are from, and ten times as much up to most; half is the step between.
func powers(from, to int) func(int) []int {
	return func(most int) []int {
		var out []int
		for n := from; n <= min(to, most); n *= 10 {
			out = append(out, n)
		}
		return out
	}
}

func curves() []*curve {
	return []*curve{
		{name: "rows", what: "T1's rules, on more and more businesses", sizes: powers(1000, 10_000_000), write: writeRows},
		{name: "indicators", what: count(rowsOfIndicators) + " bodies, rules like T2's", rows: rowsOfIndicators, sizes: powers(10, 1000), write: writeIndicators},
		{name: "rules", what: count(rowsOfRules) + " businesses, one figure of so many cases", rows: rowsOfRules, sizes: powers(1, 1000), write: writeRules},
		{name: "entities", what: count(rowsOfEntities) + " bodies within more and more areas that each is compared with", rows: rowsOfEntities, sizes: powers(10, 10_000), write: writeEntities},
	}
}

// mostScaleRuns is how often a point is measured: curves are about powers of ten.
const mostScaleRuns = 3

// tooSlow is the time, in milliseconds, from which one run is enough.
const tooSlow = 20_000

func scale(ctx context.Context, opt options, out io.Writer) error {
	only := regexp.MustCompile(opt.only)
	var drawn []*curve
	for _, c := range curves() {
		if !only.MatchString(c.name) {
			continue
		}
		for _, n := range c.sizes(int(opt.most)) {
			note("%s: %s", c.name, count(float64(n)))
			p, err := c.measure(ctx, opt, n)
			if err != nil {
				return fmt.Errorf("%d %s: %w", n, c.name, err)
			}
			c.points = append(c.points, p)
		}
		drawn = append(drawn, c)
	}
	writeGrowth(out, drawn)
	return os.WriteFile(opt.svg, []byte(plot(drawn)), 0o644)
}

// measure writes what is rated, rates it, and takes it away again.
func (c *curve) measure(ctx context.Context, opt options, n int) (p point, err error) {
	dir, err := os.MkdirTemp(opt.dir, "scale")
	if err != nil {
		return p, err
	}
	defer func() {
		if e := os.RemoveAll(dir); err == nil {
			err = e
		}
	}()
	files, err := c.write(dir, n)
	if err != nil {
		return p, err
	}
	args := []string{"rate", dir, "--quiet", "--out", filepath.Join(dir, "out.csv")}
	for _, f := range files {
		args = append(args, "--data", f)
	}
	var runs []figure
	for i := range min(opt.n, mostScaleRuns) + 1 {
		f, _, err := process(exec.CommandContext(ctx, filepath.Join(opt.dir, "bin", "rubric"), args...), dir)
		if err != nil {
			return p, err
		}
		if slow := f.wall > tooSlow; i > 0 || slow {
			runs = append(runs, f)
			if slow {
				break
			}
		}
	}
	return point{n, medians(runs)}, nil
}

// writeGrowth writes the figures as a table.
func writeGrowth(out io.Writer, list []*curve) {
	fmt.Fprintln(out, "| growing | how many | wall | user + sys | peak memory | rows a second |")
	fmt.Fprintln(out, "|---|---:|---:|---:|---:|---:|")
	for _, c := range list {
		for i, p := range c.points {
			name, rows := "", c.rows
			if rows == 0 {
				rows = p.n
			}
			if i == 0 {
				name = c.name + ": " + c.what
			}
			fmt.Fprintf(out, "| %s | %s | %s | %s | %s | %s |\n", name, count(float64(p.n)), duration(p.figure.wall), duration(p.figure.cpu), megabytes(p.figure.peak), count(float64(rows)/p.figure.wall*1e3))
		}
	}
	fmt.Fprintln(out)
}

package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// This file defines how the tasks are run beside the peers.

// compare measures every task and writes a table for each.
func compare(ctx context.Context, opt options, out io.Writer) error {
	if err := prepare(ctx, opt); err != nil {
		if errors.Is(err, errNoKit) {
			fmt.Fprintln(out, err)
			return nil
		}
		return err
	}
	f, err := os.Open(filepath.Join(opt.dir, "peers.txt"))
	if err != nil {
		return err
	}
	defer f.Close()
	peers, err := readPeers(f)
	if err != nil {
		return err
	}
	only := regexp.MustCompile(opt.only)
	for _, t := range tasks {
		if !only.MatchString(t.name) {
			continue
		}
		if _, err := os.Stat(filepath.Join(opt.root, t.program)); err != nil {
			fmt.Fprintf(out, "%s: left out, there is no program %s\n\n", strings.ToUpper(t.name), t.program)
			continue
		}
		if err := t.measure(ctx, opt, peersOf(peers, t.name, regexp.MustCompile(opt.peers).MatchString), out); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return nil
}

var errNoKit = errors.New("nothing is compared: the measuring kit is not here")

// prepare builds the kit, unless that has been done. Peers that cannot be
// installed, for want of a network or of Node, are reported when they are run.
func prepare(ctx context.Context, opt options) error {
	for _, done := range []string{"bin/check", "data/t1.csv", "data/t2.csv", "peers.txt"} {
		if _, err := os.Stat(filepath.Join(opt.dir, done)); err == nil {
			continue
		}
		script := filepath.Join(opt.kit, "build.sh")
		if _, err := os.Stat(script); err != nil {
			return fmt.Errorf("%w (no %s). Name its folder with -kit or BENCH_KIT", errNoKit, script)
		}
		note("building the measuring kit in %s", opt.dir)
		cmd := exec.CommandContext(ctx, "bash", script)
		cmd.Env = append(os.Environ(), "BENCH_DIR="+opt.dir)
		if _, _, err := process(cmd, opt.kit); err != nil {
			note("not all of the kit could be built: %v", err)
		}
		break
	}
	return os.MkdirAll(filepath.Join(opt.dir, "out"), 0o755)
}

// row is a line of a task's table.
type row struct {
	title  string
	how    string // "", or what of the work is counted
	ratio  float64
	n      int
	figure figure
	output string // right, or what is wrong with it
}

// measure runs a task beside its peers.
func (t task) measure(ctx context.Context, opt options, peers []peer, out io.Writer) error {
	program := "rubric"
	if t.program != "./cmd/rubric" {
		program = t.name
		if err := build(ctx, opt, t.program, program); err != nil {
			return err
		}
	}
	command := quoted(filepath.Join(opt.dir, "bin", program)) + " " + strings.ReplaceAll(t.args, "ROOT", quoted(opt.root))
	whole := func() (figure, error) { f, _, err := shell(ctx, opt.dir, command); return f, err }
	self, err := os.Executable()
	if err != nil {
		return err
	}
	inMem := func() (figure, error) {
		_, out, err := shell(ctx, opt.root, quoted(self)+" -compute "+t.name+" -dir "+quoted(opt.dir))
		if err != nil {
			return figure{}, err
		}
		return computeLine(out, t.rows)
	}
	for _, name := range append(outputs(peers), t.output) { // what an earlier run has left is no proof
		if err := os.Remove(filepath.Join(opt.dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	var ours, oursInMemory []figure
	var rows, left []row
	for _, p := range peers {
		note("%s: rubric and %s in turn", t.name, p.title())
		us := whole
		if p.kind == inMemory {
			us = inMem
		}
		ps, err := inTurn(opt.n, us, func() (figure, error) { return p.once(ctx, opt.dir, t.rows) })
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if strings.HasPrefix(err.Error(), "rubric: ") {
				return err
			}
			left = append(left, row{title: p.title(), output: err.Error()})
			continue
		}
		r := row{title: p.title(), ratio: ps.ratio(), n: opt.n, figure: medians(ps.theirs)}
		switch p.kind {
		case inMemory:
			r.how, oursInMemory = "in memory", append(oursInMemory, ps.ours...)
		case inProcess:
			r.how = "without its start"
			fallthrough
		default:
			ours = append(ours, ps.ours...)
			r.output = t.verdict(ctx, opt, outputOf(p.command))
		}
		rows = append(rows, r)
	}
	if len(ours) == 0 { // no peer: rubric by itself
		ps, err := inTurn(opt.n, whole, whole)
		if err != nil {
			return err
		}
		ours = ps.ours
	}
	first := []row{{title: "rubric", ratio: 1, n: len(ours), figure: medians(ours), output: t.verdict(ctx, opt, t.output)}}
	if len(oursInMemory) > 0 {
		first = append(first, row{title: "rubric", how: "in memory", ratio: 1, n: len(oursInMemory), figure: medians(oursInMemory)})
	}
	t.write(out, append(first, rows...), left)
	return nil
}

// quoted is a text as one word of a command line.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// verdict says whether an output is right, by the kit's own program, or for shares
// by how far each is off.
func (t task) verdict(ctx context.Context, opt options, output string) string {
	reference := "out/ref_" + t.name + ".csv"
	if _, err := os.Stat(filepath.Join(opt.dir, reference)); err != nil {
		if _, _, err := shell(ctx, opt.dir, t.reference); err != nil {
			return "not checked: " + err.Error()
		}
	}
	if t.within > 0 {
		err := closeEnough(filepath.Join(opt.dir, reference), filepath.Join(opt.dir, output), t.within)
		if err != nil {
			return "WRONG: " + err.Error()
		}
		return "right"
	}
	if _, said, err := shell(ctx, opt.dir, "bin/check "+reference+" "+output); err != nil {
		return "WRONG: " + lastLine(said)
	}
	return "right"
}

// closeEnough compares two CSV files with the same keys in the first column, and
// numbers in the others that may differ by so much.
func closeEnough(reference, output string, within float64) error {
	want, err := byKey(reference)
	if err != nil {
		return err
	}
	got, err := byKey(output)
	if err != nil {
		return err
	}
	if len(want) != len(got) {
		return fmt.Errorf("%d rows instead of %d", len(got), len(want))
	}
	for key, cells := range want {
		for i, cell := range cells {
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil || i >= len(got[key]) {
				return fmt.Errorf("row %s is not of the same columns", key)
			}
			if y, err := strconv.ParseFloat(got[key][i], 64); err != nil || math.Abs(x-y) > within {
				return fmt.Errorf("row %s has %s instead of %s", key, got[key][i], cell)
			}
		}
	}
	return nil
}

func byKey(name string) (map[string][]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("%s is not a table: %v", filepath.Base(name), err)
	}
	out := map[string][]string{}
	for _, r := range rows[1:] {
		out[r[0]] = r[1:]
	}
	return out, nil
}

// write writes the table of a task.
func (t task) write(out io.Writer, rows, left []row) {
	fmt.Fprintf(out, "**%s**: %s\n\n", strings.ToUpper(t.name), t.title)
	fmt.Fprintln(out, "| | wall | rubric takes | user + sys | peak memory | rows a second | runs | output |")
	fmt.Fprintln(out, "|---|---:|---:|---:|---:|---:|---:|---|")
	for _, r := range rows {
		title := r.title
		if r.how != "" {
			title += ", " + r.how
		}
		f := r.figure
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s | %s | %d | %s |\n", title, duration(f.wall), times(r.ratio), duration(f.cpu), megabytes(f.peak), count(float64(t.rows)/f.wall*1e3), r.n, r.output)
	}
	fmt.Fprintln(out)
	for _, r := range left {
		fmt.Fprintf(out, "Not found: %s (%s).\n", r.title, r.output)
	}
	if left != nil {
		fmt.Fprintln(out)
	}
}

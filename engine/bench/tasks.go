package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// This file defines what is measured: the tasks, and the peers that are looked for.

// task is one task of the kit.
type task struct {
	name  string // as peers.txt has it
	title string
	rows  int // what is counted as a row: of T3, a body in a draw
	// program is the package that does the task, and args are what it is given, in
	// the folder of the kit; ROOT is that of the project. A task whose program is
	// not there yet is left out.
	program, args string
	output        string // the file that args write
	reference     string // the command that writes what is right to out/ref_TASK.csv
	within        float64
}

// tasks are all tasks. T3 is rated by a program of its own, since rubric rate has
// no draws: once there is a package engine/bench/t3 its line is complete.
var tasks = []task{
	{"t1", "a million food businesses: the total and the worst of three scores, six rules", 1_000_000,
		"./cmd/rubric", "rate ROOT/engine/testdata/bench_t1 --data data/t1.csv --out out/rubric_t1.csv", "out/rubric_t1.csv", "bin/naive -task t1 -out out/ref_t1.csv", 0},
	{"t2", "200,000 bodies with 60 indicators: thresholds, two levels of weighted means, bands, a cap", 200_000,
		"./cmd/rubric", "rate ROOT/engine/testdata/bench_t2 --data data/t2.csv --out out/rubric_t2.csv", "out/rubric_t2.csv", "bin/naive -task t2 -out out/ref_t2.csv", 0},
	{"t3", "220 bodies under 10,000 draws of the weights", 2_200_000,
		"./engine/bench/t3", "-rules ROOT/engine/testdata/bench_t3 -data data/t3.csv -out out/rubric_t3.csv", "out/rubric_t3.csv", "bin/tuned -task t3 -out out/ref_t3.csv", 0.016},
}

// Kinds of measurements, as in peers.txt.
const (
	wholeProcess = "e2e"     // from file to file, with its start
	inProcess    = "inproc"  // from file to file, without
	inMemory     = "compute" // without files
)

// peer is a line of peers.txt.
type peer struct {
	kind, task, name string
	command          string // run in the folder of the kit
}

// wanted are the peers that are measured, and what the table calls them. DuckDB
// does T3 in a process of its own only.
var wanted = []struct{ kind, name, title string }{
	{wholeProcess, "tuned", "hand-tuned Go"},
	{wholeProcess, "naive", "plain Go"},
	{inProcess, "duckdb-csv", "DuckDB, CSV"},
	{wholeProcess, "duckdb", "DuckDB"},
	{inProcess, "polars-csv", "Polars, CSV"},
	{inMemory, "expr-vm", "expr's VM, row by row"},
}

// title is what the table calls a peer.
func (p peer) title() string {
	for _, w := range wanted {
		if w.kind == p.kind && w.name == p.name {
			return w.title
		}
	}
	return p.name
}

// readPeers reads lines such as "e2e t1 naive tuned | bin/naive -task t1"; the
// fourth word names a baseline, which here is always rubric.
func readPeers(r io.Reader) ([]peer, error) {
	var out []peer
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		head, command, ok := strings.Cut(line, "|")
		words := strings.Fields(head)
		if !ok || len(words) != 4 {
			return nil, fmt.Errorf("line %d of peers.txt is not KIND TASK NAME BASELINE | COMMAND: %s", n, line)
		}
		out = append(out, peer{words[0], words[1], words[2], strings.TrimSpace(command)})
	}
	return out, in.Err()
}

// peersOf are the peers of a task that are measured, in the order of wanted.
func peersOf(all []peer, task string, matches func(string) bool) []peer {
	var out []peer
	for _, w := range wanted {
		i := slices.IndexFunc(all, func(p peer) bool { return p.kind == w.kind && p.task == task && p.name == w.name })
		if i >= 0 && matches(w.kind+" "+w.name) {
			out = append(out, all[i])
		}
	}
	return out
}

// outputOf is the file that a command writes: what follows -out or --out.
func outputOf(command string) string {
	words := strings.Fields(command)
	for i, w := range words {
		name, value, has := strings.Cut(strings.TrimLeft(w, "-"), "=")
		if w[0] != '-' || name != "out" {
			continue
		}
		if has {
			return value
		}
		if i+1 < len(words) {
			return words[i+1]
		}
	}
	return ""
}

// outputs are the files that peers write.
func outputs(list []peer) []string {
	var out []string
	for _, p := range list {
		if name := outputOf(p.command); name != "" {
			out = append(out, name)
		}
	}
	return out
}

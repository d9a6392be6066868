package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/bench/internal/project"
	"github.com/rubric-lang/rubric/engine/table"
)

// This file defines rating in memory: what is left of a task when data has been
// read and bound, and results are not written. It is a process of its own, so that
// its memory is not that of the program that measures others.

// computeTask rates the data of a task once, and once more to be measured.
func computeTask(ctx context.Context, opt options, out io.Writer) error {
	text, err := os.Open(filepath.Join(opt.dir, "data", opt.compute+".csv"))
	if err != nil {
		return err
	}
	defer text.Close()
	fw, err := project.Load(filepath.Join(opt.root, "engine", "testdata", "bench_"+opt.compute))
	if err != nil {
		return err
	}
	plan := engine.Compile(fw, engine.Options{})
	data, list, err := table.ReadCSV(text, opt.compute+".csv", table.Options{})
	if err != nil || list.HasErrors() {
		return fmt.Errorf("the data cannot be read: %w %v", err, list)
	}
	bound, list := engine.Bind(plan, []*table.Table{data}, engine.BindOptions{})
	if list.HasErrors() {
		return fmt.Errorf("the data does not fit: %s", list[0].Summary)
	}
	var wall, cpu, peak float64
	for range 2 {
		runtime.GC()
		before, _ := selfUsage()
		begun := time.Now()
		if _, err := plan.Run(ctx, bound, engine.RunOptions{}); err != nil {
			return err
		}
		wall = float64(time.Since(begun)) / 1e6
		cpu, peak = selfUsage()
		cpu -= before
	}
	_, err = fmt.Fprintf(out, "COMPUTE peer=rubric task=%s rows=%d reps=1 wall_ms=%.3f cpu_ms=%.3f rss_mb=%.1f\n", opt.compute, bound.Rows, wall, cpu, peak)
	return err
}

package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// This file defines one measurement, and pairs of them taken in turn.

// figure is what one run took.
type figure struct {
	wall, cpu float64 // milliseconds
	peak      float64 // megabytes
}

// shell runs a command line in a folder, as the kit writes them.
func shell(ctx context.Context, dir, line string) (figure, string, error) {
	return process(exec.CommandContext(ctx, "bash", "-c", "exec "+line), dir)
}

// process runs a program to its end.
func process(cmd *exec.Cmd, dir string) (figure, string, error) {
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &stdout, &stderr
	begun := time.Now()
	err := cmd.Run()
	out := figure{wall: float64(time.Since(begun)) / 1e6}
	if cmd.ProcessState != nil {
		out.cpu = float64(cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()) / 1e6
		out.peak = peakOf(cmd.ProcessState)
	}
	if err != nil {
		err = fmt.Errorf("%w: %s", err, complaint(stderr.String()))
	}
	return out, stdout.String(), err
}

// complaint is the line of an output that says what is wrong: the first that speaks
// of an error, else the last.
func complaint(text string) string {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.Contains(line, "Error") || strings.Contains(line, "error") {
			return strings.TrimSpace(line)
		}
	}
	return lastLine(text)
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// computeLine reads the line by which a program says what the work itself took,
// "COMPUTE rows=20000 wall_ms=41.5 cpu_ms=40.1 rss_mb=12.0 ...": fewer rows are
// scaled to those of the task. The peak is that of the process.
func computeLine(text string, rows int) (figure, error) {
	for line := range strings.SplitSeq(text, "\n") {
		rest, ok := strings.CutPrefix(line, "COMPUTE ")
		if !ok {
			continue
		}
		values := map[string]float64{}
		for _, w := range strings.Fields(rest) {
			if name, value, ok := strings.Cut(w, "="); ok {
				if x, err := strconv.ParseFloat(value, 64); err == nil {
					values[name] = x
				}
			}
		}
		if values["rows"] <= 0 || values["wall_ms"] <= 0 {
			return figure{}, fmt.Errorf("a COMPUTE line without rows or wall_ms: %s", line)
		}
		k := float64(rows) / values["rows"]
		return figure{wall: values["wall_ms"] * k, cpu: values["cpu_ms"] * k, peak: values["rss_mb"]}, nil
	}
	return figure{}, fmt.Errorf("no COMPUTE line in what it printed")
}

// once measures a peer. Of those that report their own time, one run is counted
// after one that is not.
func (p peer) once(ctx context.Context, dir string, rows int) (figure, error) {
	if p.kind == wholeProcess {
		f, _, err := shell(ctx, dir, p.command)
		return f, err
	}
	whole, out, err := shell(ctx, dir, p.command+" --reps=1")
	if err != nil {
		return figure{}, err
	}
	f, err := computeLine(out, rows)
	f.peak = whole.peak
	return f, err
}

// pairs are measurements taken in turn.
type pairs struct{ ours, theirs []figure }

// inTurn warms both up and measures them n times, A B A B.
func inTurn(n int, ours, theirs func() (figure, error)) (pairs, error) {
	var out pairs
	for i := range n + 1 {
		a, err := ours()
		if err != nil {
			return out, fmt.Errorf("rubric: %w", err)
		}
		b, err := theirs()
		if err != nil {
			return out, err
		}
		if i > 0 {
			out.ours, out.theirs = append(out.ours, a), append(out.theirs, b)
		}
	}
	return out, nil
}

// ratio is the median of how many times as long as the peer rubric takes.
func (p pairs) ratio() float64 {
	var out []float64
	for i := range p.ours {
		out = append(out, p.ours[i].wall/p.theirs[i].wall)
	}
	return median(out)
}

// medians is the figure of medians.
func medians(list []figure) figure {
	of := func(value func(figure) float64) float64 {
		var out []float64
		for _, f := range list {
			out = append(out, value(f))
		}
		return median(out)
	}
	return figure{of(func(f figure) float64 { return f.wall }), of(func(f figure) float64 { return f.cpu }), of(func(f figure) float64 { return f.peak })}
}

// median is the middle of the values, or the mean of the two in the middle; 0 of none.
func median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

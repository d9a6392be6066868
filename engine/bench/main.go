// Command bench measures rubric beside other programs that do the same, and how
// its cost grows. It is run from the root of the project and is no part of the
// library:
//
//	go run ./engine/bench                    the tasks, against the peers that are found
//	go run ./engine/bench -only t2 -n 15     one task, more runs
//	go run ./engine/bench -scale             how cost grows; writes engine/scale.svg
//	go run ./engine/bench -scale -most 1e4   the same, quickly
//
// # Method
//
// The peers, the data and what is right come from a measuring kit that is no part
// of the project either (-kit, or BENCH_KIT; the folder shared/bench beside the
// project): its build.sh builds the peers and generates the data in -dir, and its
// peers.txt says how each is run. Where there is no kit nothing is compared, and
// that is said.
//
// rubric and a peer take turns, A B A B, after one warm-up each; a ratio is the
// median of the ratios of the pairs, so that what else goes on in the machine hits
// both. rubric's time is that of the whole process, its start included. Of peers
// that run inside something else, such as DuckDB in Node, only the work itself is
// counted, in a process that has done it once before. Peak memory is the largest
// resident set of the process, as the system reports it when the process ends.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
)

// options are the flags.
type options struct {
	root    string // of the project
	kit     string
	dir     string // where the kit is built, and data and outputs are
	n       int
	only    string
	peers   string
	scale   bool
	most    float64
	svg     string
	compute string // the name of a task: measure rating in memory, and nothing else
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	opt := options{root: root}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.StringVar(&opt.kit, "kit", orElse(os.Getenv("BENCH_KIT"), filepath.Join(root, "..", "shared", "bench")), "the folder of the measuring kit")
	f.StringVar(&opt.dir, "dir", orElse(os.Getenv("BENCH_DIR"), filepath.Join(os.TempDir(), "rubric-bench")), "the folder to work in")
	f.IntVar(&opt.n, "n", 7, "counted runs of each pair")
	f.StringVar(&opt.only, "only", "", "a regular expression: the tasks that are run, or the curves of -scale")
	f.StringVar(&opt.peers, "peers", "", "a regular expression: the peers, by the kind and name of peers.txt")
	f.BoolVar(&opt.scale, "scale", false, "measure how cost grows with rows, indicators, rules and entities")
	f.Float64Var(&opt.most, "most", 1e7, "the most rows of -scale")
	f.StringVar(&opt.svg, "svg", filepath.Join(root, "engine", "scale.svg"), "the picture that -scale draws")
	f.StringVar(&opt.compute, "compute", "", "rate the data of a task in memory, and print the time; used by this program itself")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if opt.n < 1 || opt.most < 1000 {
		return fmt.Errorf("-n is at least 1, and -most at least 1000")
	}
	for _, pattern := range []string{opt.only, opt.peers} {
		if _, err := regexp.Compile(pattern); err != nil {
			return err
		}
	}
	for _, path := range []*string{&opt.kit, &opt.dir} {
		if *path, err = filepath.Abs(*path); err != nil {
			return err
		}
	}
	if opt.compute != "" {
		return computeTask(ctx, opt, out)
	}
	if err := os.MkdirAll(filepath.Join(opt.dir, "bin"), 0o755); err != nil {
		return err
	}
	if err := build(ctx, opt, "./cmd/rubric", "rubric"); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n\n", machine())
	if opt.scale {
		return scale(ctx, opt, out)
	}
	return compare(ctx, opt, out)
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// moduleRoot is the nearest folder upwards that has a go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("no go.mod here or above: run it in the project")
		}
		dir = up
	}
}

// build builds a package of the project into the folder for programs.
func build(ctx context.Context, opt options, pkg, name string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", filepath.Join(opt.dir, "bin", name), pkg)
	cmd.Dir = opt.root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0") // as make build does
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s does not build: %w\n%s", pkg, err, out)
	}
	return nil
}

// note says on standard error how far it is.
func note(format string, args ...any) {
	fmt.Fprintln(os.Stderr, "bench: "+strings.TrimSpace(fmt.Sprintf(format, args...)))
}

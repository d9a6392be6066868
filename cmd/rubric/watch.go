package main

// This file defines `rubric watch`: the loop of an author who changes rules and
// looks at who moves. Data is read and bound once and kept, so that a turn costs
// what loading the rules and rating by them cost.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"github.com/spf13/cobra"
)

const watchHelp = `  rubric watch care --data homes.csv                      check and rate at each save
  rubric watch care --data homes.csv --variant strict     by the rules of a variant
  rubric watch trusts --data t.csv --data sites.csv --entity site
  rubric watch care --data homes.csv | tee today.log      keep what was seen

watch rates the data, and again whenever a rule file or a file of data is saved. It
shows who moves, since the last rules that could be rated, with the cause for the
first few, and since the start; then the problems that "rubric check" finds. Where
rules do not compile, or data does not fit them, the last good results stay what
the next are compared with.

The data is kept in memory: after a change of the rules it is neither read nor, as
long as inputs, entities and scales say the same, bound again. Standard input and
databases other than a file are read once.

An interrupt (Ctrl-C) ends it, with the exit code 0. "rubric impact" says what of the
moves is due to which change.`

// watchOptions says what is watched.
type watchOptions struct {
	Dir       string
	Data      dataOptions
	Overrides string // a file of recorded decisions
	Variant   string
	AsOf      string
	Entity    string // whose results are compared; "" for the framework's entity
	Jobs      int
}

func newWatch(s *streams) *cobra.Command {
	var opt watchOptions
	cmd := &cobra.Command{
		Use: "watch DIR --data FILE...", Short: "Check and rate at each save, and show who moves", Long: watchHelp,
		Args: exactly(1, "the directory of a framework"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Dir = args[0]
			return runWatch(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	opt.Data.flags(f)
	f.StringVar(&opt.Overrides, "overrides", "", "a file of recorded decisions")
	f.StringVar(&opt.Variant, "variant", "", variantFlag)
	f.StringVar(&opt.AsOf, "as-of", "", "the date of the ratings, such as 2026-04-01")
	f.StringVar(&opt.Entity, "entity", "", "whose results to compare, where there are several")
	f.IntVar(&opt.Jobs, "jobs", 0, "how many cores to use; 0 uses all")
	return cmd
}

func runWatch(ctx context.Context, opt watchOptions, s *streams) error {
	if err := opt.Data.check(); err != nil {
		return err
	}
	if err := isDate("as-of", opt.AsOf); err != nil {
		return err
	}
	if opt.Jobs < 0 {
		return fail(exitUsage, "--jobs is a number of cores, or 0 for all; it cannot be %d", opt.Jobs)
	}
	w := &watching{opt: opt, s: s}
	files := newWatcher(w.paths(), ruleText)
	return w.loop(ctx, func(ctx context.Context) (save, bool) {
		files.add(w.paths())
		return files.next(ctx)
	})
}

// ruleText reports whether rules are read from a file: rule files, and the tables
// and approved results that they name.
func ruleText(name string) bool {
	return strings.HasSuffix(name, lang.Extension) || strings.HasSuffix(name, ".csv")
}

// watching is a session.
type watching struct {
	opt watchOptions
	s   *streams

	beside []string // directories that the rules name
	bind   engine.BindOptions
	tables []*table.Table // nil: to be read
	sums   [][sha256.Size]byte
	fits   *rating // a rating of these tables, nil if there is none yet

	start, last *rating // the first good one and the last
	problems    string  // as they were shown last
	notes       []string
}

// rating is a good state: rules that have rated data.
type rating struct {
	plan  *engine.Plan
	data  *engine.Dataset
	res   *engine.Result
	texts diag.Sources
	at    time.Time
}

// paths are the files and directories that matter.
func (w *watching) paths() []string {
	out := append([]string{w.opt.Dir}, w.beside...)
	for _, name := range append(slices.Clone(w.opt.Data.Files), w.opt.Data.Binding, w.opt.Overrides) {
		if name != "" && inputFile(name) != "" {
			out = append(out, inputFile(name))
		}
	}
	return out
}

// loop takes a turn, and one more after each save, until next says that it is over.
// The first turn must get as far as reading; afterwards nothing ends it.
func (w *watching) loop(ctx context.Context, next func(context.Context) (save, bool)) error {
	err := w.turn(ctx, save{at: time.Now()})
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(w.s.err, "watching %s; interrupt to end\n", strings.Join(w.paths(), ", "))
	for {
		saved, ok := next(ctx)
		if !ok {
			return nil
		}
		if err := w.turn(ctx, saved); err != nil && ctx.Err() == nil {
			return err
		}
	}
}

// turn rates, and says what came of it; then it checks. Who moves is known in a
// moment, and what the prover finds may take longer.
func (w *watching) turn(ctx context.Context, saved save) error {
	t := &turn{watching: w, save: saved, since: time.Now()}
	people := *w.s
	people.out = &t.out
	t.people = &people
	if t.files != nil {
		fmt.Fprintf(&t.out, "\n%s saved: %s\n", t.at.Format(time.TimeOnly), few(t.files, mostNamed))
	}
	now, err := t.rate(ctx)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && t.files == nil:
		return err
	case err != nil:
		fmt.Fprintln(&t.out, err)
		fallthrough
	case now == nil && w.last != nil:
		fmt.Fprintf(&t.out, "not rated; the last good results are those of %s\n", w.last.at.Format(time.TimeOnly))
	case now == nil:
		fmt.Fprintln(&t.out, "not rated")
	default:
		if err := t.show(now); err != nil {
			return err
		}
		if err := t.flush(); err != nil {
			return err
		}
		if l, err := checkDir(t.opt.Dir, t.opt.Variant); err == nil { // else the next save says so
			if err := t.showProblems(l); err != nil {
				return err
			}
		}
	}
	return t.flush()
}

// turn is one turn of the loop.
type turn struct {
	*watching
	save
	out    bytes.Buffer
	people *streams // writes to out
	steps  []string // what was done, and how long it took
	since  time.Time
}

// flush writes what there is to say.
func (t *turn) flush() error {
	_, err := t.out.WriteTo(t.s.out)
	return err
}

// step notes how long it took to do something.
func (t *turn) step(did string) {
	now := time.Now()
	t.steps = append(t.steps, did+" in "+milliseconds(now.Sub(t.since)))
	t.since = now
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%d ms", d.Round(time.Millisecond).Milliseconds())
}

// rate loads the rules and rates by them; nil where that cannot be done, and the
// reason has been shown.
func (t *turn) rate(ctx context.Context) (*rating, error) {
	if t.dataSaved() { // also where the rules do not load now, and are mended at the next save
		t.watching.tables, t.watching.fits = nil, nil
	}
	src, err := openSource(t.opt.Dir)
	if err != nil {
		return nil, err
	}
	l, err := src.load(t.opt.Variant)
	if err := errors.Join(err, src.Close()); err != nil {
		return nil, err
	}
	t.noteBeside(l)
	if l.framework == nil {
		if l, err = checkDir(t.opt.Dir, t.opt.Variant); err != nil {
			return nil, err
		}
		return nil, t.showProblems(l)
	}
	fw := l.framework
	if err := inPeriod(fw, t.opt.AsOf); err != nil {
		return nil, err
	}
	if err := t.hasEntity(fw); err != nil {
		return nil, err
	}
	now := &rating{plan: engine.Compile(fw, engine.Options{AsOf: t.opt.AsOf}), texts: l.texts, at: t.at}
	t.step("loaded")
	if now.data, err = t.dataset(ctx, now.plan, l.sources); err != nil || now.data == nil {
		return nil, err
	}
	if now.res, err = now.plan.Run(ctx, now.data, engine.RunOptions{Jobs: t.opt.Jobs}); err != nil {
		return nil, err
	}
	if fine, err := t.fine(now.res.Problems, l.sources); err != nil || !fine {
		return nil, err
	}
	t.step("rated")
	t.watching.fits = now
	return now, nil
}

// noteBeside remembers the directories that the rules name.
func (t *turn) noteBeside(l *loaded) {
	for name := range l.sources {
		dir := filepath.Dir(filepath.FromSlash(name))
		if in, err := filepath.Rel(t.opt.Dir, dir); err == nil && strings.HasPrefix(in, "..") && !slices.Contains(t.beside, dir) {
			t.watching.beside = append(t.beside, dir)
		}
	}
}

// showProblems shows what check shows, unless it was shown at the last turn.
func (t *turn) showProblems(l *loaded) error {
	var text bytes.Buffer
	s := *t.people
	s.out = &text
	if err := showProblems(l.problems, l.sources, checkOptions{Max: mostReasons}, &s); err != nil {
		return err
	}
	switch now := text.String(); {
	case now == "" && t.problems != "":
		fmt.Fprintln(&t.out, "no problems any more")
	case now == "" || now != t.problems:
		t.out.WriteString(now)
	default:
		fmt.Fprintf(&t.out, "%s, as before\n", diag.Plural(len(l.problems), "problem", "problems"))
	}
	t.watching.problems = text.String()
	return nil
}

// hasEntity refuses an entity without rows.
func (t *turn) hasEntity(fw *rules.Framework) error {
	var known []string
	for _, e := range fw.Entities {
		if e.Rows {
			known = append(known, e.Name)
		}
	}
	if t.opt.Entity == "" || slices.Contains(known, t.opt.Entity) {
		return nil
	}
	return unknown("entity with rows", t.opt.Entity, known, "It is one of: "+strings.Join(known, ", "))
}

// dataset is the data for a plan: that of the last turn, as long as neither the
// files nor what the rules say of them has changed.
func (t *turn) dataset(ctx context.Context, p *engine.Plan, src diag.Sources) (*engine.Dataset, error) {
	w := t.watching
	var list diag.List
	if w.tables == nil {
		var err error
		if list, err = t.read(ctx); err != nil {
			return nil, err
		}
		t.step("read")
	}
	var d *engine.Dataset
	if w.fits != nil {
		d = engine.Rebind(w.fits.data, w.fits.plan, p)
	}
	if d == nil && !list.HasErrors() {
		var more diag.List
		d, more = engine.Bind(p, w.tables, w.bind)
		d.Digest = engine.DataDigest(w.sums...)
		list = append(list, more...)
		t.step("bound")
	}
	if w.opt.Overrides != "" && !list.HasErrors() {
		more, err := readDecisions(ctx, w.opt.Overrides, p, d, w.opt.Data, t.people)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	if fine, err := t.fine(list, src); err != nil || !fine {
		return nil, err
	}
	return d, nil
}

// dataSaved reports whether a file of data is among those that were saved.
func (t *turn) dataSaved() bool {
	for _, name := range append(slices.Clone(t.opt.Data.Files), t.opt.Data.Binding) {
		if name != "" && inputFile(name) != "" && slices.Contains(t.files, filepath.Clean(inputFile(name))) {
			return true
		}
	}
	return false
}

// read reads the data. All columns are kept: the next change may ask for another.
func (t *turn) read(ctx context.Context) (diag.List, error) {
	w := t.watching
	w.tables, w.fits = nil, nil
	bind, list, err := w.opt.Data.bindOptions(ctx, t.people)
	if err != nil {
		return nil, err
	}
	tables, sums, more, err := readTables(ctx, w.opt.Data, nil, t.people)
	if err != nil {
		return nil, err
	}
	if list = append(list, more...); !list.HasErrors() {
		w.tables, w.sums, w.bind = tables, sums, bind
	}
	return list, nil
}

// fine shows problems of the data, and reports whether there is no error.
func (t *turn) fine(list diag.List, src diag.Sources) (bool, error) {
	err := diag.WriteText(&t.out, list, src, diag.TextOptions{Color: t.people.outTerm && !t.people.noColor})
	return !list.HasErrors(), err
}

// show says what the results are, or who moves.
func (t *turn) show(now *rating) error {
	w := t.watching
	if w.last == nil {
		w.start, w.last = now, now
		if err := report.WriteSummary(&t.out, now.res); err != nil {
			return err
		}
	} else {
		if err := t.moves(now); err != nil {
			fmt.Fprintln(&t.out, err)
		}
		w.last = now
		t.step("compared")
	}
	fmt.Fprintf(&t.out, "%s: %s\n", milliseconds(time.Since(t.at)), strings.Join(t.steps, ", "))
	return nil
}

// mostNamed is how many saved files are named.
const mostNamed = 3

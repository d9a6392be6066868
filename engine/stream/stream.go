// Package stream rates data that is not kept: pieces of CSV go by, each is read, rated
// and written on one of several cores, and the results come out in the order of the
// data. Memory does not grow with the rows. Sources that are not CSV come as such by
// table.AsCSV; results are written in any form that needs no more than some rows.
//
// Contract: what is written is what engine.Bind, Plan.Run and report.WriteCSV, or
// WriteJSONL or WriteJSON, give, byte for byte. Where those would have something to
// say of the data, or where results rest on other rows, Rate gives up with
// table.ErrWhole, and the data is to be read whole; what was written until then is to
// be thrown away. The package reads and writes only what it is handed.
package stream

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/table"
)

// Options says how data is read, bound, run and written.
type Options struct {
	Table    table.Options
	Bind     engine.BindOptions
	Run      engine.RunOptions // Progress is told rows that are done, and a total of 0
	Report   report.Options
	Form     report.Form // of what is written; CSV if there is none
	Digest   string      // of the data, and
	Files    []string    // what it is called, for forms that say it
	NoTally  bool        // make no summary
	PieceLen int         // bytes of a piece; 0: as is good
}

// pieceLen is how many bytes are read at a time for lines of CSV: so few that they fit in a core's
// cache with all that is made of them, and some hundred rows or more, since each
// piece costs something by column.
func pieceLen(columns int) int { return min(max(160, 4*columns)<<10, 1<<20) }

// Rated is what is known at the end.
type Rated struct {
	Summary *report.Summary
	Last    *engine.Result // of the last stretch: names of results, for the summary
	Rows    int
}

// piece is a piece on its way: read by one goroutine, rated by another, written by
// a third.
type piece struct {
	text    []byte
	lines   []byte
	stretch engine.Stretch
	hashed  bool // its keys are in the set of hashes
	twice   bool // one of them may have been there
	rows    int
	writing time.Duration
	err     error
	done    chan struct{}
}

// rating is a run.
type rating struct {
	opt  Options
	from *table.Pieces
	head []byte // what stands before the first row

	free, work, order chan *piece

	reading, writing time.Duration

	mu       sync.Mutex
	stop     bool
	fault    any  // what a goroutine panicked with
	unsorted bool // keys do not ascend, so each is hashed

	hashes hashSet
}

// Rate rates what r holds, and writes the results to w: the head of the form, the rows
// of each piece and the tail at a time. The error is table.ErrWhole, that of r or w, or
// that of ctx.
func Rate(ctx context.Context, plan *engine.Plan, r io.Reader, w io.Writer, opt Options) (*Rated, error) {
	from, err := table.OpenPieces(r, opt.Table)
	if err != nil {
		return nil, err
	}
	if opt.Form.Rows == nil {
		opt.Form = report.CSVForm()
	}
	opt.Run.KeyCells = opt.Form.Lines
	s, ok := engine.NewStream(plan, from, opt.Bind, opt.Run)
	if !ok {
		return nil, table.ErrWhole
	}
	if opt.PieceLen <= 0 {
		opt.PieceLen = pieceLen(len(from.Header)) / max(1, opt.Form.Longer)
	}
	jobs := opt.Run.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	t := &rating{opt: opt, from: from, free: make(chan *piece, 2*jobs+2), work: make(chan *piece, 2*jobs+2), order: make(chan *piece, 2*jobs+2)}
	for range cap(t.free) {
		t.free <- &piece{text: make([]byte, 0, opt.PieceLen), done: make(chan struct{}, 1)}
	}
	windows := make([]*engine.Window, jobs)
	sums := make([]*report.Summary, jobs)
	var all sync.WaitGroup
	for i := range windows {
		windows[i], sums[i] = s.Window(from), &report.Summary{}
	}
	res := windows[0].Result()
	res.Data.Digest, res.Data.Files = opt.Digest, opt.Files
	t.head = opt.Form.Head(nil, res, opt.Report)
	for i := range windows {
		all.Go(func() { t.rate(&worker{window: windows[i], sum: sums[i]}) })
	}
	all.Go(func() { t.read(ctx) })
	out := &Rated{Summary: &report.Summary{}}
	err = t.write(w, out)
	all.Wait()
	if t.fault != nil {
		panic(t.fault)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	for i, sum := range sums {
		out.Summary.Join(sum)
		if opt.Run.Profile != nil {
			opt.Run.Profile.Join(windows[i].Profile())
		}
	}
	if opt.Run.Profile != nil {
		opt.Run.Profile.Reading += t.reading
		opt.Run.Profile.Writing += t.writing
	}
	if out.Last = windows[0].Result(); out.Rows == 0 {
		windows[0].Rate(nil)
		out.Summary.Add(out.Last)
	}
	return out, nil
}

// stopped reports whether a piece has failed, so that the rest is not looked at.
func (t *rating) stopped() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stop
}

func (t *rating) fail() {
	t.mu.Lock()
	t.stop = true
	t.mu.Unlock()
}

// caught notes a panic, which Rate passes on when all have stopped. It is deferred.
func (t *rating) caught() {
	if p := recover(); p != nil {
		t.mu.Lock()
		t.stop, t.fault = true, fmt.Sprintf("%v\n%s", p, debug.Stack())
		t.mu.Unlock()
	}
}

// read hands out the pieces in order.
func (t *rating) read(ctx context.Context) {
	defer close(t.work)
	defer close(t.order)
	defer t.caught()
	for p := range t.free {
		if t.stopped() || ctx.Err() != nil {
			return
		}
		begun := time.Now()
		text, err := t.from.Next(p.text)
		t.reading += time.Since(begun)
		if err == io.EOF {
			return
		}
		if p.err = err; err == nil {
			p.text = text
		}
		t.order <- p
		if err != nil {
			p.done <- struct{}{}
			return
		}
		t.work <- p
	}
}

// worker is what rates on one core.
type worker struct {
	window *engine.Window
	sum    *report.Summary

	kinds *engine.Result // of the last stretch that has kinds of rows
	tails *report.Tails  // of the lines of each kind, nil if lines are not written so
	times []int          // how many rows of each kind are not in sum yet

	hashes []uint64
	sorted sorted
}

// rate rates pieces as they come.
func (t *rating) rate(w *worker) {
	defer func() {
		defer t.caught()
		w.tally()
	}()
	for p := range t.work {
		t.piece(w, p)
		p.done <- struct{}{}
	}
}

func (t *rating) piece(w *worker, p *piece) {
	defer t.caught()
	p.err = table.ErrWhole // until it has been rated
	if t.stopped() {
		return
	}
	stretch, ok := w.window.Rate(p.text)
	if !ok {
		return
	}
	p.stretch, p.rows = stretch, stretch.Data.Rows
	p.stretch.Result = nil // it is the window's
	if p.hashed = t.hashed(stretch) && p.rows > 0; p.hashed {
		w.hashes = w.window.Hashes(w.hashes[:0])
		w.sorted.sort(w.hashes)
		p.twice = !t.hashes.addAll(&w.sorted)
	}
	begun := time.Now()
	p.lines = t.lines(w, p.lines[:0], stretch)
	p.writing = time.Since(begun)
	switch {
	case t.opt.NoTally || p.rows == 0:
	case stretch.Kinds == nil:
		w.sum.Add(stretch.Result)
	default:
		for _, kind := range stretch.Of {
			w.times[kind]++
		}
	}
	p.err = nil
}

// lines appends the rows of a stretch.
func (t *rating) lines(w *worker, to []byte, s engine.Stretch) []byte {
	if s.Kinds != nil {
		if s.Kinds != w.kinds {
			w.tally()
			if w.kinds, w.tails, w.times = s.Kinds, nil, make([]int, s.Kinds.Data.Rows); t.opt.Form.Lines {
				w.tails = report.NewTails(s, t.opt.Report)
			}
		}
		if w.tails != nil {
			if out, ok := w.tails.Append(to, s); ok {
				return out
			}
		}
		s.Fill()
	}
	return t.opt.Form.Rows(to, s.Result, t.opt.Report)
}

// tally adds what was counted by kinds to the summary.
func (w *worker) tally() {
	if w.kinds != nil {
		w.sum.AddTimes(w.kinds, w.times)
		clear(w.times)
	}
}

// hashed reports whether keys are to be hashed: they do not ascend.
func (t *rating) hashed(s engine.Stretch) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.unsorted = t.unsorted || !s.Ascending[0] && !s.Ascending[1]
	return t.unsorted
}

// write writes the lines of the pieces in order, and finds keys that stand twice.
func (t *rating) write(w io.Writer, out *Rated) (err error) {
	defer func() { // after a panic: the others find that it is over
		for p := range t.order {
			<-p.done
			t.free <- p
		}
	}()
	defer t.caught()
	_, err = w.Write(t.head)
	var keys keys
	for p := range t.order {
		<-p.done
		if err == nil {
			err = p.err
		}
		if err == nil && !keys.add(p) {
			err = table.ErrWhole
		}
		if err == nil {
			begun := time.Now()
			if out.Rows == 0 && p.rows > 0 {
				p.lines = p.lines[len(t.opt.Form.Between):]
			}
			_, err = w.Write(p.lines)
			t.writing += p.writing + time.Since(begun)
		}
		if out.Rows += p.rows; err == nil && t.opt.Run.Progress != nil {
			t.opt.Run.Progress(out.Rows, 0)
		}
		if err != nil {
			t.fail()
		}
		t.free <- p
	}
	if err == nil {
		_, err = w.Write(t.opt.Form.Tail(nil, out.Rows))
	}
	return err
}

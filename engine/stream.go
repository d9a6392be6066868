package engine

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines streams: data that is rated as it passes by, so that memory
// does not grow with its rows. A Window holds a stretch of rows, with the columns
// and the batches that Run has; rows that need others are not for it. It reports
// nothing. Where Bind would report something, the window declines, and the caller
// reads the data whole.

// Stream is what the windows over one source share. They change nothing of it but what
// is known of the kinds of rows.
type Stream struct {
	learner learner
	plan    *Plan
	opt     RunOptions
	blank   *Dataset // without rows
	fields  [][]*target
	places  [][]int // by field and target, the place of the column among the quantity's
	key     []int   // the fields that hold the key
	names   []string
	delim   byte
	seed    maphash.Seed
}

// NewStream prepares a plan for a source with those columns. ok is false if it
// must be read whole: results rest on other rows too, or the columns leave
// something to be said.
func NewStream(p *Plan, from *table.Pieces, opt BindOptions, run RunOptions) (s *Stream, ok bool) {
	fw := p.Framework
	if !p.Passes(run.All) {
		return nil, false
	}
	if strings.IndexByte("0123456789.-", from.Delim) >= 0 {
		return nil, false // a number would not end where its cell does
	}
	empty := table.NewBuilder("", table.Options{Keep: NeededColumns(p, opt)})
	for _, name := range from.Header {
		empty.Column(name)
	}
	t, list := empty.Done()
	if len(list) > 0 {
		return nil, false
	}
	b := newBinder(p, opt)
	b.checkOptions()
	b.table(t)
	key := b.keyColumns(fw.Entity)
	if !b.entityKeys() || len(b.tables[0].keyOf) != 1 {
		return nil, false
	}
	s = &Stream{plan: p, opt: run, blank: b.data, fields: make([][]*target, len(from.Header)), places: make([][]int, len(from.Header)), names: key, delim: from.Delim, seed: maphash.MakeSeed()}
	b.find = func(x *target, w wanted, j *joined, col *table.Column) {
		s.field(slices.Index(from.Header, col.Name), x, w)
	}
	b.columns()
	b.emptyHanded()
	if b.close(); len(b.list) > 0 {
		return nil, false
	}
	for _, k := range key {
		s.key = append(s.key, slices.Index(from.Header, k))
	}
	return s, true
}

// field notes that a column fills a target.
func (s *Stream) field(i int, x *target, w wanted) {
	at := make([]int32, len(s.plan.Framework.Entities))
	if x.wide != nil {
		at[x.wide.Index] = int32(w.member)
	}
	s.fields[i] = append(s.fields[i], x)
	s.places[i] = append(s.places[i], s.blank.flat(s.plan.memberAxes(x.axes), at))
}

// Window is a stretch of rows, for one goroutine.
type Window struct {
	stream  *Stream
	res     *Result
	frame   *frame
	room    int // rows that the columns have room for
	fields  []field
	last    int // field that is looked at
	block   block
	keys    rowKeys
	from    *table.Pieces
	of      []uint16 // by row, its kind
	one     bool     // every piece is read cell by cell
	known   int      // rows that were of
	kinds   int      // so many kinds, at most
	learnt  *Profile // what rating kinds cost
	records *table.Records
	reading time.Duration
	rows    int
}

// Profile is what the window's pieces cost, without the writing of results.
func (w *Window) Profile() *Profile {
	out := &Profile{Reading: w.reading, Rows: w.rows, Alike: w.known, Kinds: w.kinds}
	if w.learnt != nil {
		out.Join(w.learnt)
	}
	if w.frame.meter != nil {
		out.take(w.frame.meter)
	}
	return out
}

// field is what a window does with a column of the source.
type field struct {
	cells []*streamCell
	part  int // of the key; -1: none
	// quick is the short way of the one cell, nil if there are others or none; num
	// are its numbers, and broken says that one of them is not whole.
	quick  *quick
	num    []float64
	broken bool
	blank  uint8 // why the one cell is absent where it is blank; 0: it takes the long way
	end    byte  // what stands behind a cell
	pairs  *pairs
	shapes *shapes
	longer longer
	wide   bool // a number has been longer than shapes are
}

// streamCell fills a column of the dataset.
type streamCell struct {
	*target
	column *Column
	why    []uint8 // of the column, also while all are present
	gone   []int32 // rows that are absent, ascending
	cache  map[string]*read
}

// absent notes that a row is absent.
func (c *streamCell) absent(row int, why uint8) {
	c.why[row] = why
	c.gone = append(c.gone, int32(row))
}

// Window makes a window.
func (s *Stream) Window(from *table.Pieces) *Window {
	w := &Window{stream: s, from: from, records: table.NewRecords(from)}
	d := NewDataset(s.plan, 0)
	d.Supplied = s.blank.Supplied
	d.KeyNames, d.Keys = s.names, make([][]string, len(s.names))
	w.fields = make([]field, len(s.fields))
	for i, targets := range s.fields {
		f := &w.fields[i]
		if f.part = slices.Index(s.key, i); f.part >= 0 || len(targets) > 0 {
			w.last = max(w.last, i)
		}
		for n, x := range targets {
			c := &streamCell{target: x, column: &Column{Kind: x.t.Kind}, cache: map[string]*read{}}
			f.cells = append(f.cells, c)
			if v := c.parse(""); v.code == "" && v.value.Absent != "" {
				f.blank = s.plan.reason(v.value.Absent)
			}
			k := s.places[i][n]
			switch q := x.of.(type) {
			case *rules.Input:
				put(d.inputs, q, k, c.column)
			case *rules.Block:
				put(d.supplied, q, k, c.column)
			}
		}
	}
	w.keys.parts = make([]part, len(s.key))
	w.ways()
	w.res = &Result{Plan: s.plan, Data: d, Blocks: s.plan.kept(s.opt.All), Outcomes: map[*rules.Block][]*Outcome{}}
	w.res.run = newRunning(s.plan, d, 1)
	w.frame = w.res.lean(s.plan.Framework.Entity)
	if s.opt.Profile != nil {
		w.frame.meter = newMeter()
	}
	w.grow(1)
	return w
}

// Result is what the window holds: that of its last piece.
func (w *Window) Result() *Result { return w.res }

// grow makes room for n rows or more.
func (w *Window) grow(n int) {
	w.room = max(2*w.room, n)
	for i := range w.fields {
		for _, c := range w.fields[i].cells {
			c.grow(w.room)
		}
		w.fields[i].quickly()
	}
	w.keys.grow(max(w.room, len(w.of)))
	d := w.res.Data
	rows := d.Rows
	d.Rows = w.room
	for _, b := range w.res.Blocks {
		w.res.Outcomes[b] = w.stream.plan.outcomes(b, d)
	}
	d.Rows = rows
}

// quickly finds the short way of a field.
func (f *field) quickly() {
	if len(f.cells) == 1 && f.part < 0 {
		f.quick, f.num = f.cells[0].quick, f.cells[0].column.Num
	}
}

// grow makes room for n rows.
func (c *streamCell) grow(n int) {
	c.why = grown(c.why, n)
	switch to := c.column; to.Kind {
	case rules.Number:
		to.Num = grown(to.Num, n)
	case rules.TextKind:
		to.Text = grown(to.Text, n)
	default:
		to.Code = grown(to.Code, n)
	}
}

// grown is s with n places.
func grown[T any](s []T, n int) []T {
	out := make([]T, n)
	copy(out, s)
	return out
}

// Stretch is what a window made of a piece: good until its next one.
type Stretch struct {
	*Result
	// First and Last are the keys of its first and last row. Ascending says that
	// keys ascend between them: by their letters, or the shorter first.
	First, Last string
	Ascending   [2]bool
	// Kinds, if it is not nil, has a row for each kind of row, and Of says by row of
	// which kind it is: of its outcomes, that are not in Result until Fill puts them
	// there. It is the same for many stretches.
	Kinds *Result
	Of    []uint16
	fill  func()
}

// Fill puts the outcomes of the rows into Result.
func (s Stretch) Fill() {
	if s.fill != nil {
		s.fill()
	}
}

// Rate rates the records of a piece. ok is false if something in them is to be
// reported, and the data must be read whole.
func (w *Window) Rate(piece []byte) (out Stretch, ok bool) {
	var k *kinds
	rows, begun := 0, time.Now()
	quoted := bytes.IndexByte(piece, '"') >= 0
	if !quoted {
		k, rows, ok = w.alike(piece)
	}
	if !ok {
		k = nil
		rows, ok = w.read(piece, quoted)
	}
	if w.keys.rows = rows; ok {
		ok, w.res.Data.Plain = w.keys.clean()
	}
	if !ok {
		return out, false
	}
	w.reading += time.Since(begun)
	out = Stretch{Result: w.res}
	if w.begin(rows); k == nil {
		w.rate(rows)
	} else {
		out.Kinds, out.Of = k.res, w.of[:rows]
		w.known, w.kinds = w.known+rows, max(w.kinds, k.res.Data.Rows)
		out.fill = func() { w.fill(k, out.Of) }
	}
	if rows > 0 { // by the first part; there is an order where it is the only one
		out.First, out.Last = string(w.keys.cell(0, 0)), string(w.keys.cell(rows-1, 0))
		if len(w.stream.key) == 1 {
			out.Ascending = w.keys.order()
		}
	}
	return out, true
}

// read reads the cells of a piece one by one.
func (w *Window) read(piece []byte, quoted bool) (rows int, ok bool) {
	for i := range w.fields {
		f := &w.fields[i]
		for _, c := range f.cells {
			c.reset()
		}
		f.broken, f.wide = false, false
		f.quickly()
	}
	if w.rows == 0 { // others have about as many
		if n := bytes.Count(piece, []byte{'\n'}); n > w.room {
			w.grow(n + n/8)
		}
	}
	if !quoted {
		w.keys.reset(piece)
		return w.plain(piece)
	}
	w.keys.reset(nil)
	ok = w.records.Each(piece, func(cell func(int) []byte) bool { return w.record(&rows, cell) })
	return rows, ok
}

// after says whether y comes after x by the letters, and by the length first.
func after(x, y string) [2]bool {
	less := x < y
	return [2]bool{less, len(x) < len(y) || len(x) == len(y) && less}
}

// Follows says in which order the rows of a stretch come after those of one that
// ended with that key.
func (s Stretch) Follows(last string) [2]bool { return after(last, s.First) }

// Hashes appends a hash of each row's key: rows with one key have one hash.
func (w *Window) Hashes(to []uint64) []uint64 {
	k := &w.keys
	var parts []byte
	for row := range k.rows {
		text := k.cell(row, 0)
		if len(k.parts) > 1 {
			parts = parts[:0]
			for i := range k.parts {
				parts = append(append(parts, k.cell(row, i)...), keySeparator...)
			}
			text = parts
		}
		to = append(to, maphash.Bytes(w.stream.seed, text))
	}
	return to
}

// begin makes the window one of so many rows.
func (w *Window) begin(rows int) {
	w.res.Data.Rows = rows
	w.rows += rows
	w.keys.take(w.res.Data.Space, w.stream.opt.KeyCells)
}

// rate runs the plan over the rows that were read.
func (w *Window) rate(rows int) {
	for _, f := range w.fields {
		for _, c := range f.cells {
			c.column.Int = c.column.Int && !f.broken
			c.use(rows)
		}
	}
	for _, outs := range w.res.Outcomes {
		for _, o := range outs {
			o.resize(rows)
		}
	}
	for lo := 0; lo < rows; lo += batchRows {
		n := min(batchRows, rows-lo)
		w.frame.start(lo, n)
		w.res.batch(w.frame, lo, n)
	}
}

func (o *Outcome) resize(n int) {
	for _, c := range []*Column{o.Value, o.Final} {
		if c != nil {
			c.Num, c.Code, c.Text, c.Why = resized(c.Num, n), resized(c.Code, n), resized(c.Text, n), resized(c.Why, n)
		}
	}
	o.Fired, o.Marks = resized(o.Fired, n), resized(o.Marks, n)
}

// resized is a slice with its room, if it is used.
func resized[T any](s []T, n int) []T {
	if s == nil {
		return nil
	}
	return s[:n]
}

func (c *streamCell) reset() {
	to := c.column
	to.Int, to.Long = true, nil
	if len(c.gone) > 0 {
		clear(c.why)
		c.gone = c.gone[:0]
	}
	to.Num, to.Code, to.Text = resized(to.Num, cap(to.Num)), resized(to.Code, cap(to.Code)), resized(to.Text, cap(to.Text))
	to.Why = c.why
}

// use ends the column behind the rows that were read.
func (c *streamCell) use(rows int) {
	to := c.column
	to.Num, to.Code, to.Text = resized(to.Num, rows), resized(to.Code, rows), resized(to.Text, rows)
	if to.Why, to.gone = nil, nil; len(c.gone) > 0 {
		to.Why, to.gone = c.why[:rows], c.gone
	}
}

// slow reads a text that has no short way, or is not plain.
func (c *streamCell) slow(row int, text []byte, p *Plan) bool {
	v, known := c.cache[string(text)]
	if !known {
		if !table.Clean(text) {
			return false
		}
		s := string(text)
		parsed := c.parse(s)
		v = &parsed
		v.prepare(s)
		if len(c.cache) < mostCached {
			c.cache[s] = v
		}
	}
	if v.code != "" {
		return false
	}
	if c.column.Why = c.why; v.value.Absent != "" {
		c.gone = append(c.gone, int32(row))
	}
	c.column.setRead(row, v, p)
	return true
}

// cell reads a text in any way.
func (c *streamCell) cell(row int, text []byte, p *Plan) bool {
	if c.quick != nil {
		if x, whole, ok := c.quick.read(text); ok {
			c.column.Num[row] = x
			c.column.Int = c.column.Int && whole
			return true
		}
	}
	return c.slow(row, text, p)
}

// record takes a record in any form.
func (w *Window) record(rows *int, cell func(int) []byte) bool {
	if *rows == w.room {
		w.grow(0)
	}
	for k, i := range w.stream.key {
		w.keys.copied(*rows, k, cell(i))
	}
	if w.keys.blank(*rows, *rows+1) {
		return false
	}
	for i, f := range w.fields[:w.last+1] {
		for _, c := range f.cells {
			if !c.cell(*rows, cell(i), w.stream.plan) {
				return false
			}
		}
	}
	*rows++
	return true
}

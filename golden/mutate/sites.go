package main

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
)

// This file defines what is changed in blocks and formulas: places of the syntax
// tree, each with what is written there instead.

// kind is what a mutant changes.
type kind string

const (
	number     kind = "number"
	comparison kind = "comparison"
	level      kind = "level"
)

// mutant is one change of one file. Where two places only make sense together, as
// the ends of two bands that meet, both are edited.
type mutant struct {
	file     string // from the directory of the framework
	line     int
	kind     kind
	was, now string // as people read it
	edits    []edit
	plainly  bool // it plainly means the same
}

// edit says that the bytes between from and to become text.
type edit struct {
	from, to int
	text     string
}

// apply is the file with the change.
func (m mutant) apply(src []byte) []byte {
	edits := slices.SortedFunc(slices.Values(m.edits), func(a, b edit) int { return b.from - a.from })
	for _, e := range edits {
		src = slices.Concat(src[:e.from], []byte(e.text), src[e.to:])
	}
	return src
}

// opposite is the table of comparisons: what is written instead of each.
var opposite = map[string]string{"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}

// silent are the blocks that hold no rules.
var silent = []string{"test", "source", "chapter", "budget", "change", "absence", "use"}

// finder collects the mutants of one file.
type finder struct {
	file    string
	src     []byte
	ladders []ladder
	table   bool // inside a table, whose texts are intervals
	out     []mutant
	csv     []string // files that blocks read
}

// find lists the mutants of a rule file, in the order of the text, and the CSV
// files that it reads.
func find(f *lang.File, ladders []ladder) ([]mutant, []string) {
	w := &finder{file: f.Name, src: f.Src, ladders: ladders}
	for _, b := range f.Blocks {
		w.block(b)
	}
	slices.SortStableFunc(w.out, func(a, b mutant) int { return a.edits[0].from - b.edits[0].from })
	return w.out, w.csv
}

// holdsRules reports that a block says what results are, and does so for those who
// choose no variant.
func holdsRules(b *lang.Block) bool {
	return !slices.Contains(silent, b.Type) && (b.Type != "amend" || lang.IsDirectory(b.Label(0)))
}

func (w *finder) block(b *lang.Block) {
	if !holdsRules(b) {
		return
	}
	w.table = w.table || b.Type == "table"
	defer func(was bool) { w.table = was }(w.table && b.Type != "table")
	if b.Type == "rule" && len(b.Labels) > 0 {
		for _, near := range neighbours(w.ladders, b.Label(0)) {
			w.add(level, b.Labels[0].Range, b.Label(0), near, `"`+near+`"`)
		}
	}
	for _, a := range b.Attrs {
		w.attr(b, a)
	}
	for _, n := range b.Blocks {
		w.block(n)
	}
}

// behindDot is a name behind a dot, in a formula as in a sentence.
var behindDot = regexp.MustCompile(`\.([\pL_][\pL\d_]*)`)

// selected collects the names behind a dot that stand anywhere in rules: whatever
// attribute of a member is read is among them.
func selected(f *lang.File, into map[string]bool) {
	for _, b := range f.Blocks {
		if holdsRules(b) {
			for _, m := range behindDot.FindAllSubmatch(f.Src[b.Range.Start.Byte:b.Range.End.Byte], -1) {
				into[string(m[1])] = true
			}
		}
	}
}

func (w *finder) attr(b *lang.Block, a *lang.Attr) {
	switch {
	case a.Name == "language", b.Type == "scale" && (a.Name == "levels" || a.Name == "states"):
		return
	case a.Name == "csv":
		if t, ok := a.Value.(*lang.Text); ok {
			w.csv = append(w.csv, path.Join(path.Dir(w.file), t.Value))
		}
		return
	case a.Name == "valid_for":
		if t, ok := a.Value.(*lang.Text); ok {
			w.period(t)
		}
		return
	}
	switch a.Schema.Reg {
	case lang.SentenceReg:
		w.sentence(a.Value, lang.ParseSentence)
	case lang.NeedReg:
		w.sentence(a.Value, lang.ParseNeed)
	case lang.IntervalsReg:
		w.expr(a.Value, true)
		w.cutOffs(a.Value)
	case lang.NumberReg, lang.DataReg, lang.FormulaReg, lang.RoundingReg:
		w.expr(a.Value, w.table)
	case lang.NameReg:
		if slices.Contains([]string{"else", "below", "above"}, a.Name) {
			w.expr(a.Value, false)
		}
	}
}

// add records a change.
func (w *finder) add(k kind, at lang.Range, was, now, text string) {
	w.out = append(w.out, mutant{file: w.file, line: at.Start.Line, kind: k, was: was, now: now, edits: []edit{editOf(at, text)}})
}

func editOf(at lang.Range, text string) edit { return edit{at.Start.Byte, at.End.Byte, text} }

// expr goes through an expression; with intervals, its texts are some.
func (w *finder) expr(e lang.Expr, intervals bool) {
	switch e := e.(type) {
	case nil, *lang.Bool, *lang.Null:
	case *lang.Number:
		for _, n := range nextTo(e.Text) {
			w.add(number, e.At, e.Text, n, n)
		}
	case *lang.Name:
		w.level(e.Name, e.At)
	case *lang.Text:
		if intervals {
			w.sentence(e, lang.ParseInterval)
			return
		}
		for _, n := range nextTo(e.Value) { // a code that is a number
			w.add(number, e.At, `"`+e.Value+`"`, `"`+n+`"`, `"`+n+`"`)
		}
	case *lang.Select:
		if _, ok := e.X.(*lang.Name); ok {
			w.level(e.Name, e.NameAt)
		} else {
			w.expr(e.X, intervals)
		}
	case *lang.Index:
		w.expr(e.X, intervals)
		w.expr(e.Key, false)
	case *lang.Unary:
		w.expr(e.X, intervals)
	case *lang.Binary:
		w.expr(e.X, intervals)
		if now, ok := opposite[e.Op]; ok {
			w.add(comparison, e.OpAt, e.Op, now, now)
		}
		w.expr(e.Y, intervals)
	case *lang.Chain:
		w.chain(e)
	case *lang.Cond:
		w.exprs(intervals, e.If, e.Then, e.Else)
	case *lang.Call:
		w.exprs(false, e.Args...)
	case *lang.List:
		w.exprs(intervals, e.Items...)
	case *lang.Map:
		w.keys(e, intervals)
		for _, x := range e.Items {
			w.expr(x.Value, intervals)
		}
	case *lang.For:
		w.exprs(false, e.Coll, e.Body, e.Cond)
	}
}

func (w *finder) exprs(intervals bool, list ...lang.Expr) {
	for _, e := range list {
		w.expr(e, intervals)
	}
}

// keys changes the keys of a map. Where another key is already what one would
// become, the two are exchanged: a map with a key twice is never read.
func (w *finder) keys(e *lang.Map, intervals bool) {
	for i, x := range e.Items {
		own := w.text(x.Key.Range())
		first := len(w.out)
		w.expr(x.Key, intervals)
		for k := range w.out[first:] {
			m := &w.out[first+k]
			for j, other := range e.Items {
				if at := other.Key.Range(); j != i && w.text(at) == m.edits[0].text {
					m.now += ", exchanged"
					m.edits = append(m.edits, editOf(at, own))
				}
			}
		}
	}
}

// text is what stands at a place.
func (w *finder) text(at lang.Range) string { return string(w.src[at.Start.Byte:at.End.Byte]) }

// chain changes the comparisons of a chain; each stands alone between two operands.
func (w *finder) chain(e *lang.Chain) {
	for i, x := range e.Xs {
		w.expr(x, false)
		if i == len(e.Ops) {
			continue
		}
		op := e.Ops[i]
		from, to := x.Range().End, e.Xs[i+1].Range().Start
		k := strings.Index(string(w.src[from.Byte:to.Byte]), op)
		if now, ok := opposite[op]; ok && k >= 0 {
			at := x.Range()
			at.Start = from
			at.Start.Byte += k
			at.End = at.Start
			at.End.Byte += len(op)
			w.add(comparison, at, op, now, now)
		}
	}
}

func (w *finder) level(name string, at lang.Range) {
	for _, near := range neighbours(w.ladders, name) {
		w.add(level, at, name, near, near)
	}
}

// period changes the number of "24 months".
func (w *finder) period(t *lang.Text) {
	n, unit, ok := strings.Cut(t.Value, " ")
	if !ok {
		return
	}
	for _, next := range nextTo(n) {
		w.add(number, t.At, t.Value, next+" "+unit, `"`+next+" "+unit+`"`)
	}
}

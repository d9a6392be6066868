package golden

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines goldens: the data of a framework with the results that were
// approved, data.csv and want/results.csv. A difference is reported as a change
// of ratings: who moved from what to what, grouped by what decides it now.

type (
	// Changes is how results differ from the approved ones.
	Changes struct {
		File     string   `json:"file"` // with the approved results
		Rows     int      `json:"rows"` // rated now
		Moved    int      `json:"rows_moved"`
		Moves    []*Move  `json:"moves,omitempty"`
		New      []string `json:"new_rows,omitempty"`
		Gone     []string `json:"gone_rows,omitempty"`
		Added    []string `json:"new_results,omitempty"`  // columns
		Dropped  []string `json:"gone_results,omitempty"` // columns
		Reorders bool     `json:"other_order,omitempty"`  // the values are the same
	}
	// Move is rows whose result went the same way for the same cause.
	Move struct {
		Result   string       `json:"result"`
		From     string       `json:"from,omitempty"` // for numbers that only differ, neither
		To       string       `json:"to,omitempty"`
		Way      string       `json:"way,omitempty"`   // better, worse, higher, lower
		Least    string       `json:"least,omitempty"` // the smallest and the largest difference
		Most     string       `json:"most,omitempty"`
		Cause    engine.Cause `json:"cause"`
		Rows     int          `json:"rows"`
		Examples []Example    `json:"examples"`

		at          int // of the result
		least, most *big.Rat
	}
	// Example is one row of a move.
	Example struct {
		Key  string `json:"key"`
		From string `json:"from"`
		To   string `json:"to"`
		Why  string `json:"why,omitempty"`
	}
)

// mostExamples is how many rows of a move are named.
const mostExamples = 5

// golden compares the data of the directory with the approved results.
func (s *suite) golden() error {
	data, err := fs.Glob(s.fsys, goldenData)
	if err != nil || len(data) == 0 {
		return err
	}
	if _, err := fs.Stat(s.fsys, approvedFile); errors.Is(err, fs.ErrNotExist) && s.opt.Write == nil {
		if !slices.ContainsFunc(s.fw.Tests, func(t *rules.Test) bool { return slices.Contains(data, t.Data) }) {
			s.report.Hint = fmt.Sprintf("%s has no approved results: rubric test --update %s writes %s", s.path(data[0]), cmp.Or(s.opt.Dir, "DIR"), approvedFile)
		}
		return nil
	}
	o := s.outcome(GoldenName, rules.Range{})
	r, err := rateLoaded(s.ctx, s.fsys, s.loaded)
	if err != nil {
		return err
	}
	if s.told(o, r.Problems) || r.Result == nil {
		o.Place = Place{File: s.path(approvedFile)}
		return nil
	}
	return s.approve(o, approvedFile, r.Result, r.Options)
}

// approvedRows compares the data of a test with results that were approved.
func (s *suite) approvedRows(t *rules.Test, o *Outcome) error {
	res, err := s.rateFile(s.plan(t.AsOf), t, o, false)
	if err != nil || res == nil {
		return err
	}
	if !fs.ValidPath(t.Approved) {
		o.fail(problem("%q is no file of the directory. Write its name with forward slashes, without \"..\".", t.Approved))
		return nil
	}
	return s.approve(o, t.Approved, res, report.Options{})
}

// approve compares results with the approved ones, or approves them.
func (s *suite) approve(o *Outcome, file string, res *engine.Result, opt report.Options) error {
	if o.Place.File == "" {
		o.Place = Place{File: s.path(file)}
	}
	approved, err := fs.ReadFile(s.fsys, file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	missing := err != nil
	var now bytes.Buffer
	if err := report.WriteCSV(&now, res, opt); err != nil {
		return err
	}
	o.Cases = res.Data.Rows
	s.cover(res.Plan, res.Data, res.Plan.Framework.Publish)
	switch {
	case missing:
		o.fail(problem("%s is not there. --update writes it.", s.path(file)))
	case bytes.Equal(now.Bytes(), approved):
		return nil
	case o.verdict:
		o.fail(problem("%s is not as approved.", s.path(file)))
	default:
		s.compare(o, file, res, approved, now.Bytes())
	}
	if s.opt.Write != nil {
		o.Updated, o.Failed, o.Failures = true, 0, nil
		return s.opt.Write(file, now.Bytes())
	}
	return nil
}

// compare tells how results differ from the approved ones.
func (s *suite) compare(o *Outcome, file string, res *engine.Result, approved, now []byte) {
	c, err := s.changes(res, approved, now)
	if err != nil {
		o.fail(problem("%s cannot be read: %v. Write it anew with --update, and read the difference.", s.path(file), err))
		return
	}
	c.File = s.path(file)
	o.Changes = c
	o.Cases += len(c.Gone)
	o.Failed = c.Moved + len(c.New) + len(c.Gone)
	if o.Failed == 0 {
		o.fail(problem("The results stand in another order, or in other columns, than was approved."))
	}
}

// grid is a table of results by key.
type grid struct {
	header []string // without the key columns
	keys   []string
	rows   map[string][]string
}

func readGrid(text []byte, keys int) (*grid, error) {
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 || len(lines[0]) < keys {
		return nil, errors.New("it has no header with the columns of the key")
	}
	g := &grid{header: lines[0][keys:], rows: map[string][]string{}}
	for _, l := range lines[1:] {
		key := strings.Join(l[:keys], " / ")
		g.keys = append(g.keys, key)
		g.rows[key] = l[keys:]
	}
	return g, nil
}

// changes compares approved results with those of now.
func (s *suite) changes(res *engine.Result, approved, now []byte) (*Changes, error) {
	n := len(res.Data.KeyNames)
	was, err := readGrid(approved, n)
	if err != nil {
		return nil, err
	}
	is, err := readGrid(now, n)
	if err != nil {
		return nil, err
	}
	c := &Changes{Rows: len(is.keys)}
	c.New, c.Gone = lacking(is.keys, was.rows), lacking(was.keys, is.rows)
	c.Added, c.Dropped = without(is.header, was.header), without(was.header, is.header)
	m := &mover{s: s, res: res, changes: c, moved: map[string]bool{}, groups: map[string]*Move{}}
	names := resultNames(res)
	for col, name := range is.header {
		old := slices.Index(was.header, name)
		k := slices.IndexFunc(names, func(x expected) bool { return x.name == name })
		if old >= 0 && k >= 0 {
			m.column(names[k], col, old, is, was)
		}
	}
	c.Moved = len(m.moved)
	c.Reorders = c.Moved == 0 && len(c.New)+len(c.Gone)+len(c.Added)+len(c.Dropped) == 0
	m.sort()
	return c, nil
}

func lacking(keys []string, in map[string][]string) []string {
	var out []string
	for _, k := range keys {
		if _, ok := in[k]; !ok {
			out = append(out, k)
		}
	}
	return out
}

func without(names, other []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(other, n) {
			out = append(out, n)
		}
	}
	return out
}

// mover groups the rows that moved.
type mover struct {
	s       *suite
	res     *engine.Result
	changes *Changes
	moved   map[string]bool
	groups  map[string]*Move
}

// column compares one result in all rows.
func (m *mover) column(x expected, col, old int, is, was *grid) {
	var rows []int
	for row, key := range is.keys {
		before, ok := was.rows[key]
		if ok && before[old] != is.rows[key][col] {
			rows = append(rows, row)
		}
	}
	causes := m.res.Plan.Causes(m.res.Data, x.block, x.k, rows, m.s.sources)
	for i, row := range rows {
		key := is.keys[row]
		m.moved[key] = true
		m.add(x, col, row, key, was.rows[key][old], is.rows[key][col], causes[i])
	}
}

func (m *mover) add(x expected, col, row int, key, from, to string, cause engine.Cause) {
	a, b, numeric := numbers(x, from, to)
	e := Example{Key: key, From: cmp.Or(from, "absent"), To: to, Why: cause.Text}
	if to == "" {
		got, typ := x.actual(m.res, row)
		e.To = valueText(m.res, got, typ)
	}
	way, id := wayOf(x, from, to, a, b), fmt.Sprint(x.name, "\x00", e.From, "\x00", e.To)
	if numeric {
		id = x.name + "\x00" + way
	}
	cause.Text = ""
	cause.At.File = m.s.path(cause.At.File)
	id += fmt.Sprint("\x00", cause)
	g := m.groups[id]
	if g == nil {
		g = &Move{Result: x.name, From: e.From, To: e.To, Way: way, Cause: cause, at: col}
		if numeric {
			g.From, g.To = "", ""
		}
		m.groups[id] = g
		m.changes.Moves = append(m.changes.Moves, g)
	}
	g.Rows++
	if numeric {
		g.differ(new(big.Rat).Sub(b, a))
	}
	if len(g.Examples) < mostExamples {
		g.Examples = append(g.Examples, e)
	}
}

// differ widens the span of the differences.
func (g *Move) differ(d *big.Rat) {
	d.Abs(d)
	if g.least == nil || d.Cmp(g.least) < 0 {
		g.least, g.Least = d, rules.Decimal(d)
	}
	if g.most == nil || d.Cmp(g.most) > 0 {
		g.most, g.Most = d, rules.Decimal(d)
	}
}

// numbers are both values, where the result is a number and has both.
func numbers(x expected, from, to string) (a, b *big.Rat, ok bool) {
	kind := x.block.Type.Kind
	if x.stage == rules.Valued {
		kind = x.block.VType.Kind
	}
	if kind != rules.Number || x.aspect != "" {
		return nil, nil, false
	}
	a, okA := new(big.Rat).SetString(from)
	b, okB := new(big.Rat).SetString(to)
	return a, b, okA && okB
}

// wayOf says whether a result rose on its ladder.
func wayOf(x expected, from, to string, a, b *big.Rat) string {
	if a != nil && b != nil {
		if b.Cmp(a) > 0 {
			return "higher"
		}
		return "lower"
	}
	s := x.block.Type.Scale
	if s == nil || !s.Ordered || x.aspect != "" || x.stage != rules.Final {
		return ""
	}
	f, okF := s.Find(from)
	t, okT := s.Find(to)
	switch {
	case !okF || !okT || s.IsState(f) || s.IsState(t):
		return ""
	case t < f:
		return "better"
	}
	return "worse"
}

// sort puts moves in the order of results, the most frequent first.
func (m *mover) sort() {
	slices.SortStableFunc(m.changes.Moves, func(a, b *Move) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Way, b.Way), cmp.Compare(a.Cause.String(), b.Cause.String()))
	})
}

// Line is the change in one line: "3 of 120 rows moved".
func (c *Changes) Line() string {
	var parts []string
	if c.Moved > 0 {
		parts = append(parts, fmt.Sprintf("%s of %s moved", number(c.Moved), diag.Plural(c.Rows, "row", "rows")))
	}
	for _, x := range []struct {
		list      []string
		one, many string
	}{{c.New, "new row", "new rows"}, {c.Gone, "row is gone", "rows are gone"}, {c.Added, "new result", "new results"}, {c.Dropped, "result is gone", "results are gone"}} {
		if len(x.list) > 0 {
			parts = append(parts, diag.Plural(len(x.list), x.one, x.many))
		}
	}
	if c.Reorders {
		parts = append(parts, "the rows stand in another order")
	}
	return strings.Join(parts, ", ")
}

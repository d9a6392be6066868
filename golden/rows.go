package golden

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines tests over data: every row of a file must come to the same,
// or to what a file of expected results says. Each row is a case.

// mostFailures is how many failures of one test are told in full.
const mostFailures = 200

func (s *suite) rows(t *rules.Test, o *Outcome) error {
	res, err := s.rateFile(s.plan(t.AsOf), t, o, true)
	if err != nil || res == nil {
		return err
	}
	d := res.Data
	if t.Against == "" {
		wants := s.wants(t, o, res.Plan, d)
		for row := range d.Rows {
			o.count(func(o *Outcome) {
				for _, w := range wants {
					s.check(t, o, res, w, row)
				}
			})
		}
		s.cover(res.Plan, d, blocksOf(wants))
		return nil
	}
	tab := s.readTable(t.Against, o)
	if tab == nil {
		return nil
	}
	return s.against(t, o, res, tab)
}

// count runs one case.
func (o *Outcome) count(run func(o *Outcome)) {
	if o.verdict && o.Bad() {
		return
	}
	one := Outcome{terse: o.terse || len(o.Failures) >= mostFailures}
	run(&one)
	o.Cases++
	if len(one.Failures) > 0 {
		o.Failed++
	}
	if len(o.Failures) < mostFailures {
		o.Failures = append(o.Failures, one.Failures...)
	}
}

// rateFile rates the data of a test; nil if it does not fit, which is told.
// With partial, inputs may lack a column.
func (s *suite) rateFile(p *engine.Plan, t *rules.Test, o *Outcome, partial bool) (*engine.Result, error) {
	tab := s.readTable(t.Data, o)
	if tab == nil {
		return nil, nil
	}
	set, err := readSettings(s.fsys)
	if err != nil {
		return nil, err
	}
	set.bind.Partial = partial
	d, list := engine.Bind(p, []*table.Table{tab}, set.bind)
	if s.told(o, list) {
		return nil, nil
	}
	if t.Overrides != "" {
		decisions := s.readTable(t.Overrides, o)
		if decisions == nil || s.told(o, engine.ReadDecisions(decisions, p, d, 0)) {
			return nil, nil
		}
	}
	res, err := s.rate(p, d)
	if err != nil || s.told(o, res.Problems) {
		return nil, err
	}
	return res, nil
}

// readTable reads a file of the directory; nil if it cannot be read, which is told.
func (s *suite) readTable(name string, o *Outcome) *table.Table {
	if !fs.ValidPath(name) {
		o.fail(problem("%q is no file of the directory. Write its name with forward slashes, without \"..\".", name))
		return nil
	}
	f, err := s.fsys.Open(name)
	if err != nil {
		o.fail(problem("%s cannot be read: %s.", s.path(name), reason(err)))
		return nil
	}
	defer f.Close()
	t, list, err := table.Read(f, name, table.Options{})
	if err != nil {
		o.fail(problem("%s cannot be read: %s.", s.path(name), reason(err)))
		return nil
	}
	if s.told(o, list) {
		return nil
	}
	return t
}

// told adds the errors of data to an outcome.
func (s *suite) told(o *Outcome, list diag.List) bool {
	for _, d := range list {
		if d.Severity == diag.Error {
			o.fail(s.diagnosed(d))
			o.Unfit = true
		}
	}
	return o.Unfit
}

// diagnosed is a problem of rules or data as a failure.
func (s *suite) diagnosed(d *diag.Diagnostic) Failure {
	f := problem("%s: %s.", d.Code, d.Summary)
	if d.Detail != "" {
		f.Message += " " + d.Detail
	}
	f.Place = s.place(d.Range)
	if c := d.Cell; c != nil {
		if c.Column != "" {
			f.Message = fmt.Sprintf("%s: %s: %q in column %s; expected %s.", d.Code, d.Summary, c.Value, c.Column, c.Expected)
		}
		f.Place = Place{File: s.path(c.File), Line: c.Line}
	}
	return f
}

// expected is a column of a file of expected results.
type expected struct {
	want
	name   string
	aspect string // "", "absent" or "limits"
	col    *table.Column
}

// against compares with a file of expected results.
func (s *suite) against(t *rules.Test, o *Outcome, res *engine.Result, tab *table.Table) error {
	cols := s.expectedColumns(t, o, res, tab)
	rowOf := s.expectedRows(o, res.Data, tab)
	if len(o.Failures) > 0 {
		return nil
	}
	left := map[string]rules.Exception{}
	for _, x := range t.Except {
		left[x.Key] = x
	}
	unknown := 0
	for row := range res.Data.Rows {
		key := res.Data.KeyText(row)
		r, ok := rowOf[key]
		delete(rowOf, key)
		if !ok {
			unknown++
			continue
		}
		x, except := left[key]
		delete(left, key)
		o.count(func(o *Outcome) { s.compareRow(t, o, res, tab, cols, row, r, except, x) })
	}
	s.leftOver(o, tab, rowOf, left)
	o.Note = note(cols, len(t.Except), unknown)
	var blocks []want
	for _, c := range cols {
		blocks = append(blocks, c.want)
	}
	s.cover(res.Plan, res.Data, blocksOf(blocks))
	return nil
}

// compareRow compares one row; a row that is named as an exception must differ.
func (s *suite) compareRow(t *rules.Test, o *Outcome, res *engine.Result, tab *table.Table, cols []expected, row, r int, except bool, x rules.Exception) {
	found := Outcome{terse: o.terse}
	for _, c := range cols {
		w, ok := c.read(r)
		w.at = Place{File: s.path(tab.Name), Line: tab.Line(r)}
		if !ok {
			f := problem("%q is no result of %s, which is %s.", c.col.Text(r), c.name, c.block.Type)
			f.Row, f.Place = res.Data.KeyText(row), w.at
			found.fail(f)
			continue
		}
		s.check(t, &found, res, w, row)
	}
	switch {
	case !except:
		o.Failures = found.Failures
	case len(found.Failures) == 0:
		f := problem("%q is named as an exception, and comes out as expected. Remove the exception.", x.Key)
		f.Place = s.place(x.At)
		o.fail(f)
	}
}

// read is what a row of the file expects.
func (c *expected) read(row int) (want, bool) {
	w, text := c.want, strings.TrimSpace(c.col.Text(row))
	switch c.aspect {
	case "limits":
		w.limit = []string{}
		for name := range strings.SplitSeq(text, ";") {
			if name = strings.TrimSpace(name); name != "" {
				w.limit = append(w.limit, name)
			}
		}
		return w, true
	case "absent":
		w.value, w.why = rules.Value{Absent: text}, true
		return w, true
	}
	t := w.block.Type
	if w.stage == rules.Valued {
		t = w.block.VType
	}
	if text == "" || text == "absent" {
		w.any = true
		return w, true
	}
	if reason, ok := strings.CutPrefix(strings.TrimSuffix(text, ")"), "absent("); ok {
		w.value = rules.Value{Type: t, Absent: reason}
		return w, true
	}
	v, ok := t.Parse(text)
	w.value = v
	return w, ok
}

// expectedColumns finds the columns that hold expected results: those that the
// test names, else all that bear the name of a result.
func (s *suite) expectedColumns(t *rules.Test, o *Outcome, res *engine.Result, tab *table.Table) []expected {
	var out []expected
	known := map[string]bool{}
	for _, c := range resultNames(res) {
		known[c.name] = true
		column := c.name
		if t.Columns != nil {
			if column = t.Columns[c.name]; column == "" {
				continue
			}
		}
		if c.col = tab.Column(column); c.col != nil {
			out = append(out, c)
		} else if t.Columns != nil {
			o.fail(problem("%s has no column %q.%s", s.path(tab.Name), column, diag.DidYouMean(column, tab.Header)))
		}
	}
	slices.SortStableFunc(out, func(a, b expected) int {
		return slices.Index(tab.Header, a.col.Name) - slices.Index(tab.Header, b.col.Name)
	})
	for name := range t.Columns {
		if !known[name] {
			o.fail(problem("There is no result %q to compare with a column.", name))
		}
	}
	if len(out) == 0 && len(o.Failures) == 0 {
		o.fail(problem("%s has no column that bears the name of a result. Name its columns: columns = { overall = \"Overall rating\" }.", s.path(tab.Name)))
	}
	return out
}

// resultNames are the columns that results have when they are written, each with
// the aspects that can be expected of it.
func resultNames(res *engine.Result) []expected {
	var out []expected
	for _, b := range res.Blocks {
		for k := range res.Outcomes[b] {
			name := strings.Join(append([]string{b.Name}, res.Plan.MemberNames(res.Data, b, k)...), ".")
			w := want{block: b, k: k}
			out = append(out, expected{want: w, name: name}, expected{want: w, name: name + ".absent", aspect: "absent"})
			if len(b.Limits) > 0 {
				out = append(out, expected{want: w, name: name + ".limits", aspect: "limits"})
			}
			if b.HasValue() {
				w.stage = rules.Valued
				out = append(out, expected{want: w, name: name + ".value"})
			}
		}
	}
	return out
}

// expectedRows finds the rows of the file by the key of the data; of several
// with one key, as long data has them, the first counts.
func (s *suite) expectedRows(o *Outcome, d *engine.Dataset, tab *table.Table) map[string]int {
	var keys []*table.Column
	for _, name := range d.KeyNames {
		c := tab.Column(name)
		if c == nil {
			o.fail(problem("%s has no column %q, which says whose results they are.%s", s.path(tab.Name), name, diag.DidYouMean(name, tab.Header)))
			return nil
		}
		keys = append(keys, c)
	}
	out := map[string]int{}
	for r := range tab.Rows {
		var parts []string
		for _, c := range keys {
			parts = append(parts, c.Text(r))
		}
		key := strings.Join(parts, " / ")
		if _, twice := out[key]; !twice {
			out[key] = r
		}
	}
	return out
}

// leftOver reports expected rows and exceptions that the data does not have.
func (s *suite) leftOver(o *Outcome, tab *table.Table, rowOf map[string]int, left map[string]rules.Exception) {
	type row struct {
		key string
		at  int
	}
	var rows []row
	for key, at := range rowOf {
		rows = append(rows, row{key, at})
	}
	slices.SortFunc(rows, func(a, b row) int { return a.at - b.at })
	for _, r := range rows {
		o.count(func(o *Outcome) {
			f := problem("%s is expected to have results, and is not in the data.", r.key)
			f.Row, f.Place = r.key, Place{File: s.path(tab.Name), Line: tab.Line(r.at)}
			o.fail(f)
		})
	}
	var unused []rules.Exception
	for _, x := range left {
		unused = append(unused, x)
	}
	slices.SortFunc(unused, func(a, b rules.Exception) int { return a.At.Start.Byte - b.At.Start.Byte })
	for _, x := range unused {
		f := problem("%q is named as an exception, and is not in the data.", x.Key)
		f.Place = s.place(x.At)
		o.fail(f)
	}
}

func note(cols []expected, except, unknown int) string {
	var names []string
	for _, c := range cols {
		names = append(names, c.name)
	}
	out := "compared: " + strings.Join(names, ", ")
	if except > 0 {
		out += "; " + diag.Plural(except, "named exception", "named exceptions")
	}
	if unknown > 0 {
		out += "; of " + diag.Plural(unknown, "row", "rows") + " nothing is expected"
	}
	return out
}

// reason is what an error of the file system says, without the path.
func reason(err error) string {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	return err.Error()
}

// Package impact says what a change of rules, or of data, does to the results of
// those who are rated: who moves, from where to where, why, and how much of it is
// due to which of the changes.
//
// Compare rates both sides on data that the caller has read, joins the results by
// key and fills a Report; the writers show it as text, Markdown, HTML, JSON, CSV
// and as a picture of the flows (SVG). The package knows no files.
//
// # Attribution
//
// A change is a block of the rules that says something else than before, or the
// rule, limit, step or case in it that does; those that only load together are one
// change. Between two releases of data the values, the missing values and the recorded decisions are one change
// each. For a subset of the changes a framework is put together from the blocks
// of both sides, and those who move are rated by it (everyone, where results rest
// on others). A mover's position in between is the part of its way that it has
// gone: for levels and numbers the distance, else whether it has arrived. Each
// change is given its Shapley value: what it adds, averaged over all orders in
// which the changes can be made. These are exact fractions up to Options.Exact
// changes; beyond that orders are drawn, and the standard error is stated. In both
// cases the shares of a mover sum to 1, and those of all to the number of movers.
package impact

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// Side is the rules and the data of one side.
type Side struct {
	Name      string
	AsOf      string // "" for the latest date that the rules name
	Framework *rules.Framework
	Files     []*lang.File            // the blocks of Framework, amended; without them the rules are one change
	Beside    func(file string) fs.FS // the directory that a rule file stands in
	Texts     map[string][]byte       // the rule files, by name
	Tables    []*table.Table
	Decisions *table.Table // recorded decisions, or nil
	Data      string       // the digest of the data
}

// Options says what is compared.
type Options struct {
	Bind    engine.BindOptions
	By      []string // columns of the data
	Only    []string // results to look at closely; none: the headline
	Exact   int      // up to how many changes attribution is exact; 0 is 10
	Orders  int      // how many orders are drawn beyond that; 0 is 200
	Seed    uint64
	Causes  int // for how many movers causes are found; 0 is 20,000
	Jobs    int
	Budgets []rules.Budget
	Records []rules.ChangeRecord
	Tool    string
	// Progress is told what is being done; may be nil.
	Progress func(doing string)

	known map[string]bool // what one side at least has
}

const (
	defaultExact  = 10
	defaultOrders = 200
	defaultCauses = 20_000
)

func (opt *Options) fill() {
	def := func(n *int, v int) {
		if *n == 0 {
			*n = v
		}
	}
	def(&opt.Exact, defaultExact)
	def(&opt.Orders, defaultOrders)
	def(&opt.Causes, defaultCauses)
	if opt.Progress == nil {
		opt.Progress = func(string) {}
	}
}

// Compare rates both sides and reports what moved. Problems of the data that are
// errors end it; then the report is nil.
func Compare(ctx context.Context, a, b Side, opt Options) (*Report, diag.List, error) {
	opt.fill()
	opt.known = namesOf(a.Framework)
	maps.Copy(opt.known, namesOf(b.Framework))
	c := &comparison{a: a, b: b, opt: opt}
	problems, err := c.rate(ctx)
	if err != nil || problems.HasErrors() {
		return nil, problems, err
	}
	c.join()
	c.begin()
	if err := c.results(); err != nil {
		return nil, problems, err
	}
	c.segments()
	c.causes()
	if err := c.attribute(ctx); err != nil {
		return nil, problems, err
	}
	c.budgets()
	return c.report, problems, nil
}

// begin begins the report, once the rows are joined.
func (c *comparison) begin() {
	c.report = &Report{FormatVersion: FormatVersion, Tool: c.opt.Tool, Before: c.ra.version(c.a), After: c.rb.version(c.b), Entity: c.rb.entity.Name,
		Both: len(c.rows), OnlyBefore: c.ra.space().Rows - len(c.rows), OnlyAfter: c.rb.space().Rows - len(c.rows), Results: []*Result{}, Players: []Player{}}
}

// comparison is a comparison under way.
type comparison struct {
	a, b   Side
	ra, rb *rated
	opt    Options
	rows   []pair // those in both, in the order of the later data
	report *Report
	close  []*Result // those that are looked at closely

	brief bool                // movers are named when they are chosen, not before
	views map[*Result][2]view // of a brief comparison
}

// pair is the rows of one entity.
type pair struct{ a, b int }

// rated is one side, rated.
type rated struct {
	plan   *engine.Plan
	data   *engine.Dataset
	res    *engine.Result
	entity *rules.Entity // whose results are compared
}

// space is the rows that are compared.
func (r *rated) space() *engine.Space { return r.data.SpaceOf(r.entity) }

func (r *rated) version(s Side) Version {
	fw := s.Framework
	return Version{Name: s.Name, ID: fw.ID, Version: fw.Version, AsOf: r.plan.AsOf, Digest: fw.Digest, Meaning: fw.MeaningDigest(), Data: s.Data, Files: r.data.Files}
}

func (c *comparison) rate(ctx context.Context) (diag.List, error) {
	var problems diag.List
	for i, s := range []*Side{&c.a, &c.b} {
		c.opt.Progress("rating " + s.Name)
		r, list, err := rate(ctx, *s, c.opt, nil)
		problems = append(problems, list...)
		if err != nil || list.HasErrors() {
			return problems, err
		}
		if i == 0 {
			c.ra = r
		} else {
			c.rb = r
		}
	}
	return problems, nil
}

// rate binds the data of a side and runs its plan. publish names the results; nil
// for those of the framework.
func rate(ctx context.Context, s Side, opt Options, publish []string) (*rated, diag.List, error) {
	fw := s.Framework
	if publish != nil {
		only := *fw
		only.Publish = nil
		for _, b := range fw.Blocks {
			if slices.Contains(publish, b.Name) && !b.NamedList() {
				only.Publish = append(only.Publish, b)
			}
		}
		fw = &only
	}
	plan := engine.Compile(fw, engine.Options{AsOf: s.AsOf})
	d, list := engine.Bind(plan, s.Tables, opt.bindFor(fw))
	d.Digest = s.Data
	if list.HasErrors() {
		return nil, list, nil
	}
	if s.Decisions != nil && d.Rows > 0 {
		list = append(list, engine.ReadDecisions(s.Decisions, plan, d, opt.Bind.Limit)...)
		if list.HasErrors() && publish == nil {
			return nil, list, nil
		}
	}
	res, err := plan.Run(ctx, d, engine.RunOptions{Jobs: opt.Jobs})
	if err != nil {
		return nil, list, err
	}
	return &rated{plan, d, res, fw.Entity}, append(list, res.Problems...), nil
}

// bindFor leaves out what names inputs, entities and blocks that only the other
// side has.
func (opt *Options) bindFor(fw *rules.Framework) engine.BindOptions {
	out := opt.Bind
	out.Columns, out.Supply = map[string]string{}, map[string]string{}
	for name, column := range opt.Bind.Columns {
		if base, _, _ := strings.Cut(name, "."); opt.has(fw, base) {
			out.Columns[name] = column
		}
	}
	for name, column := range opt.Bind.Supply {
		if opt.has(fw, name) {
			out.Supply[name] = column
		}
	}
	return out
}

// has reports whether a framework has what is called so, or neither side has.
func (opt *Options) has(fw *rules.Framework, name string) bool {
	return !opt.known[name] || namesOf(fw)[name]
}

// namesOf are the inputs, entities and blocks of a framework.
func namesOf(fw *rules.Framework) map[string]bool {
	out := map[string]bool{}
	for _, i := range fw.Inputs {
		out[i.Name] = true
	}
	for _, e := range fw.Entities {
		out[e.Name] = true
	}
	for _, b := range fw.Blocks {
		out[b.Name] = true
	}
	return out
}

// join finds those that both sides have.
func (c *comparison) join() {
	was, now := c.ra.space(), c.rb.space()
	if sameKeys(was, now) {
		c.rows = make([]pair, now.Rows)
		for row := range c.rows {
			c.rows[row] = pair{row, row}
		}
		return
	}
	at := map[string]int{}
	for row := range was.Rows {
		at[was.KeyText(row)] = row
	}
	for row := range now.Rows {
		if k, ok := at[now.KeyText(row)]; ok {
			c.rows = append(c.rows, pair{k, row})
		}
	}
}

// sameKeys reports whether two spaces share their keys, as those of data that was
// kept do.
func sameKeys(was, now *engine.Space) bool {
	return was.Rows == now.Rows && was.Rows > 0 && len(was.Keys) > 0 &&
		slices.EqualFunc(was.Keys, now.Keys, func(a, b []string) bool { return len(a) > 0 && len(b) > 0 && &a[0] == &b[0] })
}

// results compares each result that both sides publish.
func (c *comparison) results() error {
	headline := ""
	if h := c.rb.plan.Headline(nil); h != nil {
		headline = h.Name
	}
	for _, now := range c.b.Framework.Publish {
		was := published(c.a.Framework, now)
		if was == nil {
			c.note("%s is published after, not before", now.Name)
			continue
		}
		if g := rules.Grain(now.For); g != c.rb.entity {
			c.note("%s is not for %s, and is not compared", now.Name, c.rb.entity.Name)
			continue
		}
		c.block(was, now)
	}
	for _, was := range c.a.Framework.Publish {
		if published(c.b.Framework, was) == nil {
			c.note("%s is published before, not after", was.Name)
		}
	}
	slices.SortStableFunc(c.report.Results, func(x, y *Result) int {
		return boolInt(y.block == headline) - boolInt(x.block == headline)
	})
	for _, r := range c.report.Results {
		if len(c.opt.Only) == 0 && r.block == headline || slices.Contains(c.opt.Only, r.block) {
			c.close = append(c.close, r)
		}
	}
	if len(c.report.Results) == 0 {
		return fmt.Errorf("%s and %s publish no result of the same name, so that nothing can be compared", c.a.Name, c.b.Name)
	}
	return nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (c *comparison) note(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(c.report.Notes, text) {
		c.report.Notes = append(c.report.Notes, text)
	}
}

// published is the result of the same name.
func published(fw *rules.Framework, like *rules.Block) *rules.Block {
	for _, b := range fw.Publish {
		if b.Name == like.Name {
			return b
		}
	}
	return nil
}

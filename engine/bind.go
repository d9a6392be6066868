package engine

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how raw tables meet a framework: which entities each is
// for. Rows and members are found in bindkeys.go, columns in bindcolumns.go, and
// cells are read in bindcells.go; bindproblems.go says what does not fit.

// BindOptions adapts data to a framework without touching the rules.
type BindOptions struct {
	// Columns names the column of an input ("falls"), of one member of an input
	// that has a column for each ("score.safe"), or of an entity's key
	// ("authority.key", several columns set apart by commas), where the data calls
	// it otherwise.
	Columns map[string]string
	// Supply names columns that hold the results of computed blocks ("average"), or
	// of single members of one ("score.safe").
	Supply map[string]string
	// Partial lets inputs be without a column: they are absent then. Tests are of
	// a part of the rules.
	Partial bool
	// Limit is how many problems are reported one by one; 0 is 20.
	Limit int
}

// defaultLimit is how many problems are reported one by one.
const defaultLimit = 20

// Bind joins tables by their keys and types what the framework reads. A table
// belongs to those entities whose key columns it has: one row for each member,
// or, for long data, for each combination of members. Rows of the dataset stand
// in the order in which their keys first appear; but for that, neither the order
// of rows nor that of tables matters. Every problem is collected; the dataset
// must not be used if there is an error.
func Bind(p *Plan, tables []*table.Table, opt BindOptions) (*Dataset, diag.List) {
	b := newBinder(p, opt)
	b.checkOptions()
	if why := p.needsDate(); why != "" && p.AsOf == "" {
		b.general(NoDate, "date of the ratings missing", "The rules depend on the date for which ratings are made: "+why+". Say which day it is, with --as-of or in_force.")
	}
	for _, t := range tables {
		b.table(t)
	}
	if b.entityKeys() {
		b.members()
		b.keys()
		b.columns()
		b.emptyHanded()
	}
	b.close()
	return b.data, b.list
}

// DataDigest is the digest of data from those of its files. It does not depend
// on the order in which they are named.
func DataDigest(files ...[sha256.Size]byte) string {
	sorted := slices.Clone(files)
	slices.SortFunc(sorted, func(a, b [sha256.Size]byte) int { return slices.Compare(a[:], b[:]) })
	h := sha256.New()
	for _, f := range sorted {
		h.Write(f[:])
	}
	return fmt.Sprintf("sha256:%x", h.Sum(nil))
}

// NeededColumns names the columns that binding will look for, so that readers
// can leave out the rest.
func NeededColumns(p *Plan, opt BindOptions) func(column string) bool {
	b := newBinder(p, opt)
	want := map[string]bool{}
	for _, e := range p.Framework.Entities {
		for _, k := range b.keyColumns(e) {
			want[k] = true
		}
		if e.Label != "" {
			want[e.Label] = true
		}
	}
	for _, in := range p.Framework.Inputs {
		for _, c := range b.inputColumns(in) {
			want[c.name] = true
		}
	}
	for _, c := range opt.Supply {
		want[c] = true
	}
	return func(column string) bool { return want[column] }
}

type binder struct {
	plan   *Plan
	data   *Dataset
	opt    BindOptions
	list   diag.List
	limit  int
	errors int        // reported and counted
	last   *diag.Cell // of those that are counted only, the last
	tables []*joined
	rows   map[*rules.Entity]*rowIndex // of each space
	find   func(x *target, w wanted, j *joined, col *table.Column) // what is done with a column that fills a target
}

func newBinder(p *Plan, opt BindOptions) *binder {
	b := &binder{plan: p, data: NewDataset(p, 0), opt: opt, rows: map[*rules.Entity]*rowIndex{}, limit: opt.Limit}
	if b.limit <= 0 {
		b.limit = defaultLimit
	}
	b.find = b.fill
	return b
}

// joined is a table with the entities whose keys it has.
type joined struct {
	t        *table.Table
	keyOf    map[*rules.Entity][]*table.Column
	grain    *rules.Entity           // the row entity that its rows are about; nil: none
	rowsOf   map[*rules.Entity][]int // the row of each of its rows, of the grain and of those above it; -1: not to be used
	memberOf map[*rules.Entity][]int // the member of each of its rows; -1: not to be used
}

// keyColumns are the columns that name a member of e.
func (b *binder) keyColumns(e *rules.Entity) []string {
	if c, ok := b.opt.Columns[e.Name+".key"]; ok {
		return strings.Split(c, ",")
	}
	return e.Key
}

// table finds the entities that a table is for.
func (b *binder) table(t *table.Table) {
	j := &joined{t: t, keyOf: map[*rules.Entity][]*table.Column{}, rowsOf: map[*rules.Entity][]int{}, memberOf: map[*rules.Entity][]int{}}
	for _, e := range b.plan.Framework.Entities {
		var cols []*table.Column
		for _, k := range b.keyColumns(e) {
			if c := t.Column(k); c != nil {
				cols = append(cols, c)
			}
		}
		if n := len(b.keyColumns(e)); n > 0 && len(cols) == n {
			j.keyOf[e] = cols
		}
	}
	b.tables = append(b.tables, j)
	b.data.Files = append(b.data.Files, t.Name)
}

// entityKeys checks that each table has the key of some entity, and that one at
// least has the key of the rated entity.
func (b *binder) entityKeys() bool {
	e := b.plan.Framework.Entity
	rated := slices.ContainsFunc(b.tables, func(j *joined) bool { return j.keyOf[e] != nil })
	fine := rated
	for _, j := range b.tables {
		if len(j.keyOf) == 0 {
			fine = false
			b.noKey(j, b.nearest(j, e))
		}
	}
	if !rated && len(b.list) == 0 {
		b.general(NoKey, "key column missing", fmt.Sprintf("No file says which %s its rows are about, in %s.", e.Name, columnList(b.keyColumns(e))))
	}
	return fine
}

// nearest is the entity of whose key a table has some columns, else e.
func (b *binder) nearest(j *joined, e *rules.Entity) *rules.Entity {
	most := 0
	for _, x := range b.plan.Framework.Entities {
		n := 0
		for _, k := range b.keyColumns(x) {
			if j.t.Column(k) != nil {
				n++
			}
		}
		if n > most {
			e, most = x, n
		}
	}
	return e
}

// noKey reports a table that has the key of no entity.
func (b *binder) noKey(j *joined, e *rules.Entity) {
	key := b.keyColumns(e)
	detail := fmt.Sprintf("Each row must say which %s it is about, in %s. %s has %s.", e.Name, columnList(key), j.t.Name, strings.Join(clipped(j.t.Header), ", "))
	for _, k := range key {
		if !slices.Contains(j.t.Header, k) {
			detail += diag.DidYouMean(k, j.t.Header)
		}
	}
	b.general(NoKey, "key column missing", detail+" If the data calls it otherwise, say so with --column "+e.Name+".key="+strings.Join(renamed(key), ",")+".")
}

// renamed are placeholders for names of columns.
func renamed(key []string) []string {
	if len(key) == 1 {
		return []string{"NAME"}
	}
	out := make([]string, len(key))
	for i := range key {
		out[i] = fmt.Sprintf("NAME%d", i+1)
	}
	return out
}

func columnList(names []string) string {
	if len(names) == 1 {
		return "the column " + quote(names[0])
	}
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = quote(n)
	}
	return "the columns " + strings.Join(quoted, ", ")
}

func clipped(s []string) []string {
	if len(s) > 12 {
		return append(slices.Clone(s[:12]), fmt.Sprintf("and %d more", len(s)-12))
	}
	return s
}

func quote(s string) string { return "\"" + s + "\"" }

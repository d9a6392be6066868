package impact

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the cheap comparison of two runs that are at hand, for one who
// changes rules and looks at once: who moves, from where to where, and why the
// first of them do. Nothing is rated again, and nothing is attributed.

// Run is rules that have rated data.
type Run struct {
	Result *engine.Result
	Texts  map[string][]byte // the rule files, by name
}

// MovesOptions says what is compared.
type MovesOptions struct {
	Entity string // whose results; "" for those of the framework's entity
	// Movers is how many of those who move are listed for each result: those that
	// move furthest first, and as the data has them. Causes are found for those of
	// the first result that moves.
	Movers int
}

// Moves compares the results of two runs.
func Moves(a, b Run, opt MovesOptions) (*Report, error) {
	c := &comparison{a: a.side(), b: b.side(), ra: a.rated(opt.Entity), rb: b.rated(opt.Entity), brief: true, views: map[*Result][2]view{}}
	for _, r := range []*rated{c.ra, c.rb} {
		if r.entity == nil {
			return nil, fmt.Errorf("%s has no entity %q with rows", r.plan.Framework.ID, opt.Entity)
		}
	}
	c.join()
	c.begin()
	if err := c.results(); err != nil {
		return nil, err
	}
	found := false
	for _, r := range c.report.Results {
		slices.SortStableFunc(r.Movers, func(x, y *Mover) int { return distance(y) - distance(x) })
		r.Movers = r.Movers[:min(opt.Movers, len(r.Movers))]
		v := c.views[r]
		for _, m := range r.Movers {
			c.name(m, v[0].of(m.rowA), v[1].of(m.rowB))
		}
		if len(r.Movers) == 0 || found {
			continue
		}
		found = true
		find := c.finder()
		for _, m := range r.Movers {
			find(r, m)
		}
	}
	return c.report, nil
}

func (r Run) side() Side {
	fw := r.Result.Plan.Framework
	return Side{Name: fw.ID, AsOf: r.Result.Plan.AsOf, Framework: fw, Texts: r.Texts, Data: r.Result.Data.Digest}
}

func (r Run) rated(entity string) *rated {
	p := r.Result.Plan
	out := &rated{plan: p, data: r.Result.Data, res: r.Result, entity: p.Framework.Entity}
	if entity != "" {
		out.entity = rowEntity(p.Framework, entity)
	}
	return out
}

func rowEntity(fw *rules.Framework, name string) *rules.Entity {
	for _, e := range fw.Entities {
		if e.Name == name && e.Rows {
			return e
		}
	}
	return nil
}

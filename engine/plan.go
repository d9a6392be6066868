package engine

import (
	"github.com/rubric-lang/rubric/rules"
)

// This file defines plans: a framework made ready to run on a date.

// Options says for when a framework is run.
type Options struct {
	// AsOf is the date of the ratings, 2006-01-02. It chooses between dated
	// values. Empty: the latest date that the framework itself names.
	AsOf string
	// Refit finds cut points anew, even where a file of the framework holds them.
	Refit bool
}

// Plan is a framework with a date. It is not changed by running and may be
// shared between goroutines.
type Plan struct {
	Framework *rules.Framework
	AsOf      string // "" if the framework names no date
	Latest    bool   // no date was asked for: AsOf is the latest that the framework names
	Steps     []*rules.Block

	asOf    int
	refit   bool           // find cut points anew, even where a file holds them
	reasons []rules.Reason // by code; the first is "present"
	codes   map[string]uint8
	index   map[*rules.Block]int
	inIndex map[*rules.Input]int
	axes    [][]*rules.Entity        // the member axes, by block
	inAxes  [][]*rules.Entity        // and by input
	params  map[*rules.Parameter]int // which dated value holds; -1: none
	tables  map[*rules.Table]int     // which date's rows hold; -1: none
	shared  map[*rules.Block]bool    // blocks that other rows read
}

// The codes of the reasons that the kernels themselves give.
const (
	whyNotReported uint8 = 1 + iota
	whyNotApplicable
	whySuppressed
	whyTooSmall
	whyWithheld
	whyInvalid
	whyTooOld
	whyNotInPopulation
	whyUndecided
	whyUnpublished
	whyUndefined
	whyEmpty
	whyCoverage
	whyUncovered
	whyOffLadder
	whyNotInForce
)

// Compile makes a framework ready to run.
func Compile(fw *rules.Framework, opt Options) *Plan {
	p := &Plan{Framework: fw, AsOf: opt.AsOf, refit: opt.Refit, Steps: fw.Blocks,
		codes: map[string]uint8{}, index: map[*rules.Block]int{}, inIndex: map[*rules.Input]int{}, params: map[*rules.Parameter]int{}, tables: map[*rules.Table]int{}}
	if p.AsOf == "" {
		p.AsOf, p.Latest = latestDate(fw), true
	}
	p.asOf, _ = rules.Days(p.AsOf)
	p.reasons = append([]rules.Reason{{}}, rules.BuiltinReasons()...)
	for _, a := range fw.Absences {
		p.reasons = append(p.reasons, rules.Reason{Name: a.Name, Label: a.Label})
	}
	for i, r := range p.reasons {
		p.codes[r.Name] = uint8(i)
	}
	for i, b := range fw.Blocks {
		p.index[b] = i
		p.axes = append(p.axes, p.memberAxes(b.For))
	}
	for i, in := range fw.Inputs {
		p.inIndex[in] = i
		p.inAxes = append(p.inAxes, p.memberAxes(in.For))
	}
	p.shared = sharedBlocks(fw)
	for _, q := range fw.Parameters {
		p.params[q] = dated(q, p.AsOf)
	}
	for _, t := range fw.Tables {
		p.tables[t] = t.InForce(p.AsOf)
	}
	return p
}

// sharedBlocks are the blocks that lists over rows read: they are computed once
// and kept.
func sharedBlocks(fw *rules.Framework) map[*rules.Block]bool {
	out := map[*rules.Block]bool{}
	for _, b := range fw.Blocks {
		b.Exprs(func(_ string, e rules.Expr) {
			rules.Walk(e, func(x rules.Expr) bool {
				li, ok := x.(*rules.List)
				if !ok {
					return true
				}
				for _, p := range li.Parts {
					if p.Over == nil || !p.Over.Rows {
						continue
					}
					rules.Walk(p.X, func(y rules.Expr) bool {
						if r, ok := y.(*rules.Ref); ok {
							if q, ok := r.Q.(*rules.Block); ok {
								out[q] = true
							}
						}
						return true
					})
				}
				return true
			})
		})
	}
	return out
}

// latestDate is the newest date on which the framework changes, within the period
// that it claims.
func latestDate(fw *rules.Framework) string {
	dates := fw.Dates()
	if len(dates) == 0 {
		return ""
	}
	return dates[len(dates)-1]
}

// dated is the place of the value in force on a date, or -1.
func dated(p *rules.Parameter, asOf string) int {
	at := -1
	for i, d := range p.Dated {
		if d.From <= asOf {
			at = i
		}
	}
	return at
}

// Reason gives the reason with that code; code 0 is "present".
func (p *Plan) Reason(code uint8) rules.Reason { return p.reasons[code] }

// reason gives the code of a reason.
func (p *Plan) reason(name string) uint8 {
	if c, ok := p.codes[name]; ok {
		return c
	}
	return whyInvalid
}

// memberAxes are the entities of a quantity whose members are columns, not rows.
func (p *Plan) memberAxes(axes []*rules.Entity) []*rules.Entity {
	out := make([]*rules.Entity, 0, len(axes))
	for _, e := range axes {
		if !e.Rows {
			out = append(out, e)
		}
	}
	return out
}

// needsDate names something in the framework that depends on the date of the
// ratings; "" if nothing does.
func (p *Plan) needsDate() string {
	for _, in := range p.Framework.Inputs {
		if in.ValidFor > 0 {
			return "input " + quote(in.Name) + " (valid_for)"
		}
	}
	found := ""
	for _, b := range p.Framework.Blocks {
		b.Exprs(func(_ string, e rules.Expr) {
			rules.Walk(e, func(x rules.Expr) bool {
				if c, ok := x.(*rules.Call); ok && c.Fn.Name == "as_of" {
					found = b.Kind.String() + " " + quote(b.Name) + " (as_of)"
				}
				return found == ""
			})
		})
	}
	return found
}

package main

// This file defines what rubric impact reads besides the rules: the data of both
// sides, recorded decisions and change records; and how it says that a budget is
// broken.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/impact"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// sides reads the data of both sides. Files that both have are read once.
func (opt *impactOptions) sides(ctx context.Context, a, b *revised, io impact.Options, s *streams) (x, y impact.Side, err error) {
	keep := func(column string) bool {
		for _, by := range opt.By {
			if by == column {
				return true
			}
		}
		return false
	}
	for _, r := range []*revised{a, b} {
		more, before := engine.NeededColumns(engine.Compile(r.framework, engine.Options{AsOf: r.asOf}), io.Bind), keep
		keep = func(column string) bool { return before(column) || more(column) }
	}
	x, y = a.side(), b.side()
	if x.Tables, x.Data, err = opt.tables(ctx, opt.Data.Files, keep, s); err != nil {
		return x, y, err
	}
	y.Tables, y.Data = x.Tables, x.Data
	if len(opt.DataAfter) > 0 {
		if y.Tables, y.Data, err = opt.tables(ctx, opt.DataAfter, keep, s); err != nil {
			return x, y, err
		}
	}
	if x.Decisions, err = opt.decisions(ctx, opt.Overrides, s); err != nil {
		return x, y, err
	}
	y.Decisions = x.Decisions
	if opt.OverridesAfter != "" {
		y.Decisions, err = opt.decisions(ctx, opt.OverridesAfter, s)
	}
	return x, y, err
}

// side is the rules of one side.
func (r *revised) side() impact.Side {
	return impact.Side{Name: r.name, AsOf: r.asOf, Framework: r.framework, Files: r.files(), Beside: r.dir.Beside, Texts: r.texts}
}

// tables reads one release of the data.
func (opt *impactOptions) tables(ctx context.Context, files []string, keep func(string) bool, s *streams) ([]*table.Table, string, error) {
	from := opt.Data
	from.Files = files
	if err := from.check(); err != nil {
		return nil, "", err
	}
	tables, sums, list, err := readTables(ctx, from, keep, s)
	if err == nil {
		err = diag.WriteText(s.err, list, nil, diag.TextOptions{Color: s.errTerm && !s.noColor, Max: mostReasons})
	}
	if err == nil && list.HasErrors() {
		err = &failure{code: exitData}
	}
	return tables, engine.DataDigest(sums...), err
}

// decisions reads a file of recorded decisions, if one is named.
func (opt *impactOptions) decisions(ctx context.Context, name string, s *streams) (*table.Table, error) {
	if name == "" {
		return nil, nil
	}
	from := opt.Data
	from.Delimiter = ""
	t, _, list, err := readTable(ctx, name, from, nil, s)
	if err == nil && list.HasErrors() {
		err = errors.Join(s.reasons(list, nil), &failure{code: exitData})
	}
	return t, err
}

// recordsDir is where the change records of a framework stand.
const recordsDir = "changes"

// readRecords reads the change records of a framework, if it has any.
func readRecords(b *revised, s *streams) ([]rules.ChangeRecord, error) {
	if info, err := fs.Stat(b.src.fsys, recordsDir); err != nil || !info.IsDir() {
		return nil, nil
	}
	sub, err := fs.Sub(b.src.fsys, recordsDir)
	if err != nil {
		return nil, err
	}
	files, texts, list, err := lang.ParseDir(sub)
	if err != nil {
		return nil, fail(exitRules, "the change records of %s cannot be read: %s", b.name, reason(err))
	}
	records, more := rules.ReadRecords(files, b.framework)
	list = append(list, more...)
	at := &source{dir: path.Join(b.src.dir, recordsDir)}
	for name, text := range texts {
		b.sources[at.path(name)] = text
	}
	if list.HasErrors() {
		return nil, errors.Join(s.reasons(at.placed(list), b.sources), &failure{code: exitRules})
	}
	return records, nil
}

// verdict says which budgets are broken, and which expected moves are not made.
func (opt *impactOptions) verdict(r *impact.Report, b *revised, io impact.Options, s *streams) error {
	at := &source{dir: path.Join(b.src.dir, recordsDir)}
	list := at.placed(r.Unmet(io.Records, b.framework.Version))
	for _, x := range r.Budgets {
		if x.Status != "broken" {
			continue
		}
		detail := fmt.Sprintf("%q allows %s; %s, and %s expected by no change record: %s.", x.Sentence, x.Allowed, diag.Plural(x.Counted, "counts", "count"), diag.Plural(x.Missed, "of them is", "of them are"), strings.Join(x.Examples, ", "))
		if x.Missed > len(x.Examples) {
			detail = strings.TrimSuffix(detail, ".") + ", …"
		}
		name := "budget " + x.Name
		if name == "budget --budget" {
			name = "the budget of --budget"
		}
		d := &diag.Diagnostic{Code: rules.BrokenBudget, Summary: name + " is broken", Detail: detail + " If the moves are meant, write a change record into " + recordsDir + "/ that expects them."}
		d.Range = budgetAt(io.Budgets, x)
		list = append(list, b.src.placed(diag.List{d})...)
	}
	if err := s.reasons(list, b.sources); err != nil {
		return err
	}
	if r.Broken {
		return finished(exitFindings)
	}
	return nil
}

func budgetAt(list []rules.Budget, x impact.Budget) rules.Range {
	for _, b := range list {
		for _, a := range b.Allows {
			if b.Name == x.Name && a.Text == x.Sentence {
				return a.At
			}
		}
	}
	return rules.Range{}
}

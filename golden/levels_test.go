package golden_test

// This file defines how results of several levels are held to goldens: a table
// for each row entity of a tree, written here and not by package report, so that
// the two are held to each other.

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// TestLevels rates the small data of the examples that have several levels.
func TestLevels(t *testing.T) {
	dirs, err := filepath.Glob("../examples/*/data_1*.csv")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("%d examples, %v", len(dirs), err)
	}
	for _, name := range dirs {
		dir := filepath.Dir(name)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			r := rate(t, dir)
			if r.Result == nil {
				t.Fatalf("not rated:\n%s", problemText(t, r))
			}
			for _, e := range r.Result.Plan.Framework.Entities {
				if !e.Rows {
					continue
				}
				file := "results"
				if e != r.Result.Plan.Framework.Entity {
					file += "." + e.Name
				}
				compare(t, filepath.Join(dir, "want"), file, ".csv", levelTable(t, r.Result, e))
			}
		})
	}
}

// levelTable is the published results of the rows of one entity: their keys, those
// of what they are within, and a column for each result or member of one.
func levelTable(t *testing.T, res *engine.Result, e *rules.Entity) []byte {
	t.Helper()
	space := res.Data.SpaceOf(e)
	table := make([][]string, space.Rows+1)
	has := map[string]bool{}
	add := func(name string, cell func(row int) string) {
		if has[name] {
			return
		}
		has[name] = true
		table[0] = append(table[0], name)
		for row := range space.Rows {
			table[row+1] = append(table[row+1], cell(row))
		}
	}
	for up := e; up != nil; up = up.Within {
		for k, name := range res.Data.SpaceOf(up).KeyNames {
			add(name, func(row int) string {
				for at := e; at != up; at = at.Within {
					if row = res.Data.SpaceOf(at).Parent(row); row < 0 {
						return ""
					}
				}
				return res.Data.SpaceOf(up).Keys[k][row]
			})
		}
	}
	for _, b := range res.Plan.Framework.Publish {
		if rules.Grain(b.For) != e {
			continue
		}
		for _, o := range res.Outcomes[b] {
			name, i := b.Name, 0
			for _, m := range b.For {
				if !m.Rows {
					name += "." + res.Data.MemberName(m, int(o.Members[i]))
					i++
				}
			}
			add(name, func(row int) string { return cellText(o.Final, b.Type, row) })
		}
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(table); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cellText is a value as a table shows it: "" where it is absent.
func cellText(c *engine.Column, t rules.Type, row int) string {
	switch {
	case c.Why != nil && c.Why[row] != 0:
		return ""
	case c.Kind == rules.Number:
		return rules.FloatText(c.Num[row])
	case c.Kind == rules.TextKind:
		return c.Text[row]
	case c.Kind == rules.LevelKind:
		return t.Scale.Level(int(c.Code[row])).ID
	}
	return map[int32]string{0: "false", 1: "true"}[c.Code[row]]
}

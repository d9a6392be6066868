package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how rows are linked to the rows that they are within.

// links finds the parent of every row, and reports rows that have none, several,
// or one that no file describes.
func (b *binder) links() {
	for _, s := range b.data.spacesInOrder() {
		up := s.Entity.Within
		if up == nil || !up.Rows || b.data.spaces[up].Rows == 0 && !b.wanted(up) {
			continue
		}
		s.parent = make([]int32, s.Rows)
		for i := range s.parent {
			s.parent[i] = -1
		}
		for _, j := range b.tables {
			b.linkTable(s, up, j)
		}
		if !b.unlinked(s, up) {
			b.orphans(s, up)
			b.undescribed(up)
		}
	}
}

// unlinked reports files of which no row says what it is within.
func (b *binder) unlinked(s *Space, up *rules.Entity) bool {
	var files, headers []string
	for _, j := range b.tables {
		switch {
		case j.rowsOf[s.Entity] == nil:
		case j.rowsOf[up] != nil:
			return false
		case j.grain == s.Entity:
			files, headers = append(files, j.t.Name), append(headers, j.t.Header...)
		}
	}
	if len(files) == 0 {
		return false
	}
	var lacks []string
	for _, k := range b.keyColumns(up) {
		if !slices.Contains(headers, k) {
			lacks = append(lacks, k)
		}
	}
	detail := fmt.Sprintf("Each row of %s must say within which %s the %s is, in %s.", strings.Join(clipped(files), ", "), up.Name, s.Entity.Name, columnList(b.keyColumns(up)))
	for _, k := range lacks {
		detail += b.mean(k, headers)
	}
	b.general(Orphan, s.Entity.Name+" without the column of its "+up.Name, detail+" If the data calls it otherwise, say so with --column "+up.Name+".key="+strings.Join(renamed(b.keyColumns(up)), ",")+".")
	return true
}

// emptyHanded warns of rows that nothing is within, once all else is right.
func (b *binder) emptyHanded() {
	if b.list.HasErrors() {
		return
	}
	for _, s := range b.data.spacesInOrder() {
		if up := s.Entity.Within; up != nil && up.Rows && s.parent != nil {
			b.childless(s, up)
		}
	}
}

// wanted reports whether anything is asked of the rows of e.
func (b *binder) wanted(e *rules.Entity) bool {
	for _, in := range b.plan.Framework.Inputs {
		if rules.Grain(in.For) == e {
			return true
		}
	}
	for _, q := range b.plan.Framework.Blocks {
		if rules.Grain(q.For) == e {
			return true
		}
	}
	return false
}

// linkTable reads the parents that a table names.
func (b *binder) linkTable(s *Space, up *rules.Entity, j *joined) {
	child, parent := j.rowsOf[s.Entity], j.rowsOf[up]
	if child == nil || parent == nil {
		return
	}
	for r, c := range child {
		p := parent[r]
		if c < 0 || p < 0 {
			continue
		}
		switch before := s.parent[c]; {
		case before < 0:
			s.parent[c] = int32(p)
		case int(before) != p:
			b.cell(Disagreement, j.t, r, strings.Join(b.keyColumns(up), ", "), b.data.spaces[up].KeyText(p), s.Entity.Name+" that is within more than one "+up.Name, "the same "+up.Name+" on every row",
				fmt.Sprintf("%s %s is within %s on another row.", upperFirst(s.Entity.Name), quote(s.KeyText(c)), quote(b.data.spaces[up].KeyText(int(before)))))
		}
	}
}

// orphans reports rows of which no file says what they are within.
func (b *binder) orphans(s *Space, up *rules.Entity) {
	for _, j := range b.tables {
		rows := j.rowsOf[s.Entity]
		if j.grain != s.Entity {
			continue
		}
		for r, c := range rows {
			if c < 0 || s.parent[c] >= 0 {
				continue
			}
			s.parent[c] = -2 // once
			b.cell(Orphan, j.t, r, strings.Join(b.keyColumns(up), ", "), "", s.Entity.Name+" without its "+up.Name, "the "+up.Name+" that it is within",
				fmt.Sprintf("No row says within which %s %s %s is, in %s.", up.Name, s.Entity.Name, quote(s.KeyText(c)), columnList(b.keyColumns(up))))
		}
	}
}

// undescribed reports rows that a file below them names, where another file
// lists them and leaves them out.
func (b *binder) undescribed(up *rules.Entity) {
	listed := map[int]bool{}
	lists := ""
	for _, j := range b.tables {
		if j.grain == up {
			lists = j.t.Name
			for _, i := range j.rowsOf[up] {
				listed[i] = true
			}
		}
	}
	if lists == "" {
		return
	}
	said := map[int]bool{}
	for _, j := range b.tables {
		if j.grain == up || j.rowsOf[up] == nil {
			continue
		}
		for r, i := range j.rowsOf[up] {
			if i >= 0 && !listed[i] && !said[i] {
				said[i] = true
				name := b.data.spaces[up].KeyText(i)
				b.cell(Orphan, j.t, r, strings.Join(b.keyColumns(up), ", "), name, up.Name+" that no file describes", "a "+up.Name+" that "+lists+" lists",
					strings.TrimSpace(quote(name)+" is not in "+lists+"."))
			}
		}
	}
}

// childless warns of rows that nothing is within.
func (b *binder) childless(s *Space, up *rules.Entity) {
	if s.Rows == 0 && !slices.ContainsFunc(b.tables, func(j *joined) bool { return j.rowsOf[s.Entity] != nil }) {
		return // no file is about them, so nothing was said of any; what is needed of them is missing as a whole
	}
	above := b.data.spaces[up]
	has := make([]bool, above.Rows)
	for _, p := range s.parent {
		if p >= 0 {
			has[p] = true
		}
	}
	var names []string
	for _, r := range above.sorted() {
		if !has[r] {
			names = append(names, above.KeyText(int(r)))
		}
	}
	if len(names) == 0 {
		return
	}
	b.problem(&diag.Diagnostic{Code: Childless, Severity: diag.Warning, Summary: up.Name + " without any " + s.Entity.Name,
		Detail: fmt.Sprintf("%s without any %s: %s.", diag.Plural(len(names), up.Name, up.Name+" rows"), s.Entity.Name, strings.Join(clipped(names), ", "))})
}

func article(noun string) string {
	if strings.ContainsAny(noun[:1], "aeiou") {
		return "an " + noun
	}
	return "a " + noun
}

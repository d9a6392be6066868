package rules

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how entities and their members are read.

func (l *loader) doEntities() {
	for _, e := range l.fw.Entities { // names of parents first
		if n := l.name(l.trees[e], "within"); n != nil {
			if e.Within = l.entities[n.Name]; e.Within == nil {
				l.unknown("entity", n.Name, n.At, keys(l.entities))
			} else {
				l.used[e.Within] = true
			}
		}
	}
	for _, e := range l.fw.Entities {
		l.entity(e)
	}
	for _, e := range l.fw.Entities {
		for p, n := e.Within, 0; p != nil; p, n = p.Within, n+1 {
			if p == e || n > len(l.fw.Entities) {
				l.problem(Circular, e.At, "entity within itself", "Entity "+quote(e.Name)+" is within itself. Remove one \"within\".")
				e.Within = nil
				break
			}
		}
	}
}

func (l *loader) entity(e *Entity) {
	if l.state[e] != 0 {
		return
	}
	l.state[e] = 2
	b := l.trees[e]
	e.About, e.Key, e.Label = l.about(b), l.texts(b, "key"), l.text(b, "label")
	if e.Within != nil {
		l.entity(e.Within)
	}
	rows, header, at := l.memberRows(e, b)
	e.Closed = header != nil
	if !e.Closed {
		if len(e.Key) == 0 {
			l.problem(WrongRows, b.Header, "entity without a key", "Say which column of the data names a member (key = \"column\"), or list the members here (columns and rows).")
		}
		return
	}
	for _, t := range b.Of("attribute") { // a member attribute typed as an entity needs that entity first
		if n := l.name(t, "type"); n != nil {
			if o := l.entities[n.Name]; o != nil && o != e {
				l.entity(o)
			}
		}
	}
	l.members(e, b, header, rows, at)
	l.totals(e, b)
}

type rowCell struct {
	expr lang.Expr // where the row is written in the rule file
	text string    // where it comes from a CSV file
}

// memberRows gives the rows of a closed entity and the names of its columns;
// the header is nil for an entity whose members come from the data.
func (l *loader) memberRows(e *Entity, b *lang.Block) (rows [][]rowCell, header []string, at []Range) {
	csvAttr, rowsAttr := b.Attr("csv"), b.Attr("rows")
	switch {
	case csvAttr != nil && rowsAttr != nil:
		l.problem(Contradiction, csvAttr.Range, "members listed twice", "Entity "+quote(e.Name)+" has rows and a csv file. Keep one.", note(rowsAttr.Range, "the rows"))
	case csvAttr != nil:
		h, recs := l.readCSV(l.text(b, "csv"), csvAttr.Value.Range())
		for _, r := range recs {
			var row []rowCell
			for _, c := range r {
				row = append(row, rowCell{text: c})
			}
			rows, at = append(rows, row), append(at, csvAttr.Value.Range())
		}
		if len(e.Key) == 1 { // the key column comes first
			if i := slices.Index(h, e.Key[0]); i > 0 {
				h[0], h[i] = h[i], h[0]
				for _, r := range rows {
					r[0], r[i] = r[i], r[0]
				}
			}
		}
		return rows, h, at
	case rowsAttr != nil:
		header = l.texts(b, "columns")
		if len(header) == 0 {
			header = []string{e.Name}
		}
		li, ok := rowsAttr.Value.(*lang.List)
		if !ok {
			l.wrong(rowsAttr, "a list of rows: [[\"a\", 1], [\"b\", 2]]")
			return nil, header, nil
		}
		for _, r := range li.Items {
			cells := []lang.Expr{r}
			if rl, ok := r.(*lang.List); ok {
				cells = rl.Items
			}
			if len(cells) != len(header) {
				l.problem(WrongRows, r.Range(), "row of the wrong length", fmt.Sprintf("The row has %s; columns names %d: %s.", diag.Plural(len(cells), "cell", "cells"), len(header), strings.Join(header, ", ")))
				continue
			}
			var row []rowCell
			for _, c := range cells {
				row = append(row, rowCell{expr: c})
			}
			rows, at = append(rows, row), append(at, r.Range())
		}
		return rows, header, at
	}
	return nil, nil, nil
}

// members reads the rows of a closed entity.
func (l *loader) members(e *Entity, b *lang.Block, header []string, rows [][]rowCell, at []Range) {
	seen := map[string]Range{}
	kept := rows[:0]
	for i, r := range rows {
		id, ok := r[0].text, true
		if r[0].expr != nil {
			id, ok = lang.MapKey(r[0].expr)
		}
		if !ok || id == "" {
			l.problem(WrongRows, at[i], "member without a name", "The first cell of a row is the member's name.")
			continue
		}
		if first, twice := seen[id]; twice {
			l.problem(DuplicateName, at[i], "member "+quote(id)+" stands twice", "Each member of an entity stands once.", note(first, "the first one"))
			continue
		}
		seen[id] = at[i]
		e.Members = append(e.Members, Member{ID: id, Parent: -1, At: at[i]})
		kept = append(kept, r)
	}
	if len(e.Members) == 0 {
		l.problem(WrongRows, b.Header, "entity without members", "Entity "+quote(e.Name)+" lists no members.")
		return
	}
	for c := 1; c < len(header); c++ {
		l.memberColumn(e, b, header[c], c, kept)
	}
	if e.Within != nil {
		l.parents(e)
	}
	for i := range e.Members {
		e.Members[i].Values = e.Members[i].Values[:len(e.Attrs)]
	}
}

// memberColumn types one column of the members: as its attribute block says,
// as members of the entity of that name, or as numbers or text by what stands there.
func (l *loader) memberColumn(e *Entity, b *lang.Block, column string, c int, rows [][]rowCell) {
	var decl *lang.Block
	name := column
	for _, n := range b.Of("attribute") {
		col := l.text(n, "column")
		if col == "" {
			col = n.Label(0)
		}
		if col == column {
			decl, name = n, n.Label(0)
		}
	}
	t, spelt := Type{Kind: TextKind}, map[string]string{}
	switch {
	case decl != nil:
		if n := l.name(decl, "type"); n != nil {
			t = l.typeNamed(n)
		}
		t.Unit = l.text(decl, "unit")
		for _, i := range l.items(decl, "spelt") {
			if s, ok := lang.MapKey(i.value); ok {
				spelt[i.key] = s
			}
		}
	case e.Within != nil && column == e.Within.Name, l.entities[column] != nil && l.entities[column] != e && l.entities[column].Closed:
		t = Type{Kind: MemberKind, Entity: l.entities[column]}
		l.used[t.Entity] = true
	default:
		t = guessColumn(rows, c)
	}
	at := b.Header
	if decl != nil {
		at = decl.Header
	}
	e.Attrs = append(e.Attrs, &EntityAttr{Name: name, Type: t, At: at})
	for i, r := range rows {
		v, ok := l.cellValue(r[c], t, spelt, e.Members[i].At, name)
		if !ok {
			v = Value{Type: t, Absent: "not_reported"}
		}
		e.Members[i].Values = append(e.Members[i].Values, v)
	}
	if decl != nil {
		l.attrAmong(decl, e, name)
	}
}

func (l *loader) attrAmong(decl *lang.Block, e *Entity, name string) {
	a := decl.Attr("among")
	if a == nil {
		return
	}
	li, ok := a.Value.(*lang.List)
	if !ok {
		l.wrong(a, "a list of values")
		return
	}
	_, c := e.Attr(name)
	for _, m := range e.Members {
		v := m.Values[c]
		if v.Absent != "" || slices.ContainsFunc(li.Items, func(x lang.Expr) bool {
			k, ok := lang.MapKey(x)
			return ok && (k == v.String() || k == v.Text)
		}) {
			continue
		}
		l.problem(WrongRows, m.At, "value that is not among those allowed", fmt.Sprintf("Member %s has %s for %s.", quote(m.ID), quote(v.String()), name), note(a.Range, "the values allowed"))
	}
}

// guessColumn types a column without a declaration: numbers if all are, else text.
func guessColumn(rows [][]rowCell, c int) Type {
	bools := true
	for _, r := range rows {
		switch x := r[c].expr.(type) {
		case *lang.Number, *lang.Null:
			bools = false
		case *lang.Bool:
			if !bools {
				return Type{Kind: TextKind}
			}
		case nil:
			bools = false
			if r[c].text == "" {
				continue
			}
			if _, ok := new(big.Rat).SetString(r[c].text); !ok || strings.ContainsAny(r[c].text, "/eE") || strings.HasPrefix(r[c].text, "0") && len(r[c].text) > 1 && r[c].text[1] != '.' {
				return Type{Kind: TextKind}
			}
		default:
			_ = x
			return Type{Kind: TextKind}
		}
	}
	if bools && len(rows) > 0 {
		return Type{Kind: Bool}
	}
	return Type{Kind: Number}
}

func (l *loader) cellValue(c rowCell, t Type, spelt map[string]string, at Range, column string) (Value, bool) {
	text := c.text
	if c.expr != nil {
		at = c.expr.Range()
		if _, null := c.expr.(*lang.Null); null {
			return Value{}, false
		}
		k, ok := lang.MapKey(c.expr)
		if !ok {
			l.problem(WrongRows, at, "cell that is not a value", "A cell of a row is a number, a text in quotes, a name, true or false.")
			return Value{}, false
		}
		text = k
	}
	if s, ok := spelt[text]; ok {
		text = s
	}
	if text == "" {
		return Value{}, false
	}
	v, ok := t.Parse(text)
	if !ok {
		l.problem(WrongRows, at, "cell of the wrong kind", fmt.Sprintf("%s is not %s, as column %s needs.", quote(text), t.describe(), quote(column)))
	}
	return v, ok
}

func (l *loader) parents(e *Entity) {
	for c, a := range e.Attrs {
		if a.Type.Kind == MemberKind && a.Type.Entity == e.Within {
			for i := range e.Members {
				if v := e.Members[i].Values[c]; v.Absent == "" {
					e.Members[i].Parent = v.Code
				}
			}
			return
		}
	}
	if e.Within.Closed {
		l.problem(WrongRows, e.At, "members that do not say what they are within", "Entity "+quote(e.Name)+" is within "+quote(e.Within.Name)+": give its rows a column of that name.", note(e.Within.At, "the entity that it is within"))
	}
}

func (l *loader) totals(e *Entity, b *lang.Block) {
	for _, i := range l.items(b, "total") {
		want, ok := i.value.(*lang.Number)
		attr, c := e.Attr(i.key)
		if !ok || attr == nil || attr.Type.Kind != Number {
			l.problem(WrongValue, i.keyAt, "total of a column that is not there", "\"total\" gives what a column of numbers adds up to: total = { weight = 1 }.")
			continue
		}
		sum := new(big.Rat)
		for _, m := range e.Members {
			if v := m.Values[c]; v.Absent == "" {
				sum.Add(sum, v.Num)
			}
		}
		if sum.Cmp(want.Value) != 0 {
			l.problem(WrongTotal, i.value.Range(), "weights that do not add up", fmt.Sprintf("The column %s of entity %s adds up to %s, not to %s. Correct a row, or state the total that is meant.", quote(i.key), quote(e.Name), ratText(sum), ratText(want.Value)), note(e.At, "the rows"))
		}
	}
}

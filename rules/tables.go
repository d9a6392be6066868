package rules

import (
	"fmt"
	"slices"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how tables and functions are read.

var hits = []string{"unique", "first", "worst", "best", "agree"}

// doSignatures reads the arguments of functions and the outputs of tables,
// which formulas need before anything is computed.
func (l *loader) doSignatures() {
	for _, f := range l.fw.Functions {
		b := l.trees[f]
		f.About, f.Unit = l.about(b), l.text(b, "unit")
		for _, i := range l.items(b, "in") {
			n, ok := i.value.(*lang.Name)
			if !ok {
				l.problem(WrongValue, i.value.Range(), "type that is not a name", "Write in = { x = number, s = name_of_a_scale }.")
				continue
			}
			f.Params = append(f.Params, &Param{i.key, l.typeNamed(n), i.keyAt})
		}
	}
	for _, t := range l.fw.Tables {
		b := l.trees[t]
		t.About, t.Hit = l.about(b), hits[l.word(b, "hit", hits, 0)]
		l.tableOuts(t, b)
	}
}

func (l *loader) tableOuts(t *Table, b *lang.Block) {
	a := b.Attr("out")
	if a == nil {
		return
	}
	one := func(x lang.Expr) {
		n, ok := x.(*lang.Name)
		if !ok {
			l.wrong(a, "a scale or number, or { name = type } for several outputs")
			return
		}
		t.Out = append(t.Out, TableOut{n.Name, l.typeNamed(n)})
	}
	switch x := a.Value.(type) {
	case *lang.List:
		for _, i := range x.Items {
			one(i)
		}
	case *lang.Map:
		for _, i := range l.mapItems(x) {
			if n, ok := i.value.(*lang.Name); ok {
				t.Out = append(t.Out, TableOut{i.key, l.typeNamed(n)})
			} else {
				l.problem(WrongValue, i.value.Range(), "type that is not a name", "Write out = { score = number, level = name_of_a_scale }.")
			}
		}
	default:
		one(x)
	}
}

func (l *loader) resolveFunction(f *Function, at Range) bool {
	switch l.state[f] {
	case 2:
		return f.Value != nil
	case 1:
		l.problem(Circular, at, "function that calls itself", "Function "+quote(f.Name)+" leads back to itself. A formula must end.", note(f.At, "the function"))
		return false
	}
	l.state[f] = 1
	s := &scope{locals: map[string]*Param{}}
	for _, p := range f.Params {
		s.locals[p.Name] = p
	}
	if a := l.trees[f].Attr("value"); a != nil {
		f.Value = l.scalar(a.Value, s, nil)
	}
	if f.Value != nil {
		f.Type = f.Value.Type()
		f.Type.Const = false
		if f.Unit != "" {
			f.Type.Unit = f.Unit
		}
		Walk(f.Value, func(e Expr) bool {
			if r, ok := e.(*Ref); ok {
				if _, param := r.Q.(*Parameter); !param {
					l.problem(Contradiction, r.At(), "function that reads a quantity", "A function reads its arguments and parameters only. Hand "+quote(r.Q.QName())+" in as an argument.")
				}
			}
			return true
		})
	}
	l.state[f] = 2
	return f.Value != nil
}

// resolveTable types the columns that a table reads and its rows.
func (l *loader) resolveTable(t *Table, at Range) bool {
	switch l.state[t] {
	case 2:
		return len(t.In) > 0 && len(t.Out) > 0
	case 1:
		l.problem(Circular, at, "table that leads back to itself", "Table "+quote(t.Name)+" reads something that is computed with it.", note(t.At, "the table"))
		return false
	}
	l.state[t] = 1
	b := l.trees[t]
	if a := b.Attr("in"); a != nil {
		l.tableIns(t, b, a)
	}
	l.state[t] = 2
	if len(t.In) == 0 || len(t.Out) == 0 {
		return false
	}
	l.tableDates(t, b)
	return true
}

func (l *loader) tableIns(t *Table, b *lang.Block, a *lang.Attr) {
	if m, ok := a.Value.(*lang.Map); ok {
		for _, i := range l.mapItems(m) {
			if n, ok := i.value.(*lang.Name); ok {
				t.In = append(t.In, TableIn{Name: i.key, Type: l.typeNamed(n)})
			} else {
				l.problem(WrongValue, i.value.Range(), "type that is not a name", "Write in = { total = number, grade = name_of_a_scale }.")
			}
		}
		return
	}
	for _, n := range l.names(b, "in") {
		q := l.quants[n.Name]
		if q == nil {
			l.unknown("quantity", n.Name, n.At, keys(l.quants))
			continue
		}
		l.used[q] = true
		if bl, ok := q.(*Block); ok && !l.resolve(bl, n.At, false) {
			continue
		}
		t.In = append(t.In, TableIn{n.Name, q.QType(), q})
	}
}

func (l *loader) tableRows(t *Table, a *lang.Attr) {
	li, ok := a.Value.(*lang.List)
	if !ok {
		l.wrong(a, "a list of rows")
		return
	}
	for _, r := range li.Items {
		row, ok := r.(*lang.List)
		if !ok || len(row.Items) != len(t.In)+len(t.Out) {
			l.problem(WrongRows, r.Range(), "row of the wrong length", fmt.Sprintf("A row of this table has %d cells: one for each of in, then one for each of out.", len(t.In)+len(t.Out)))
			continue
		}
		l.tableRow(t, row.Items, r.Range())
	}
}

func (l *loader) tableRow(t *Table, items []lang.Expr, at Range) {
	for i, x := range items {
		typ := t.Out[max(i-len(t.In), 0)].Type
		if i < len(t.In) {
			typ = t.In[i].Type
		}
		if l.quotedLevel(x, typ) {
			return
		}
	}
	out := TableRow{At: at}
	for i, in := range t.In {
		c, ok := l.cell(items[i], in.Type)
		if !ok {
			return
		}
		out.Cells = append(out.Cells, c)
	}
	for i, o := range t.Out {
		v := l.constant(items[len(t.In)+i], &o.Type)
		if v == nil {
			return
		}
		out.Outs = append(out.Outs, *v)
	}
	t.Rows = append(t.Rows, out)
}

// quotedLevel refuses a named level in quotes, as formulas do.
func (l *loader) quotedLevel(x lang.Expr, t Type) bool {
	s, ok := x.(*lang.Text)
	if !ok || t.Kind != LevelKind || t.Scale.Numeric || s.Value == "any" || s.Value == "any value" {
		return false
	}
	if _, known := t.Scale.Code(s.Value); !known {
		return false
	}
	d := l.problem(WrongType, s.At, "level in quotes", "A level is written without quotes.")
	d.Fix = &diag.Fix{Summary: "Write the level without quotes", Edits: []diag.Edit{{Range: s.At, Text: s.Value}}}
	return true
}

// cell reads one cell: any, an interval, a value or a list of values.
func (l *loader) cell(x lang.Expr, t Type) (Cell, bool) {
	c := Cell{At: x.Range()}
	if n, ok := x.(*lang.Name); ok && n.Name == "any" {
		c.Any = true
		return c, true
	}
	if text, ok := x.(*lang.Text); ok && (t.Kind == Number || t.Kind == LevelKind && t.Scale.Numeric) {
		e, list := lang.ParseInterval(text, l.src(text.At))
		l.list = append(l.list, list...)
		if e == nil || list.HasErrors() {
			return c, false
		}
		iv, ok := l.interval(e, &scope{}, Type{Kind: Number})
		if iv.Otherwise {
			l.problem(WrongValue, x.Range(), "\"otherwise\" in a table", "A cell says what it asks of its own column. For whatever is left, write any in the last row of a table with hit = first.")
			return c, false
		}
		if iv.Any {
			c.Any = true
		} else {
			c.When = &iv
		}
		return c, ok
	}
	if text, ok := x.(*lang.Text); ok && (text.Value == "any" || text.Value == "any value") {
		c.Any = true
		return c, true
	}
	items := []lang.Expr{x}
	if li, ok := x.(*lang.List); ok {
		items = li.Items
	}
	for _, i := range items {
		v := l.constant(i, &t)
		if v == nil {
			return c, false
		}
		c.Values = append(c.Values, *v)
	}
	return c, true
}

// natural is the order of a grid: numbers ascending, names as they are written.
func natural(s *Scale) []int {
	out := make([]int, len(s.Levels))
	for i := range out {
		out[i] = i
	}
	if s.Numeric && len(out) > 1 && s.Levels[0].Number.Cmp(s.Levels[1].Number) > 0 {
		slices.Reverse(out)
	}
	return out
}

func (l *loader) tableGrid(t *Table, a *lang.Attr) {
	if len(t.In) != 2 || len(t.Out) != 1 || t.In[0].Type.Kind != LevelKind || t.In[1].Type.Kind != LevelKind {
		l.problem(Contradiction, a.Range, "grid that is not two levels by one result", "A grid has two inputs with levels and one output: a row for each level of the first, a column for each level of the second.")
		return
	}
	rows, cols := natural(t.In[0].Type.Scale), natural(t.In[1].Type.Scale)
	li, ok := a.Value.(*lang.List)
	if !ok || len(li.Items) != len(rows) {
		l.problem(WrongRows, a.Value.Range(), "grid of the wrong size", fmt.Sprintf("Scale %s has %d levels, so the grid has %d rows (numbers ascending, names in the order of the scale).", quote(t.In[0].Type.Scale.Name), len(rows), len(rows)))
		return
	}
	for i, r := range li.Items {
		row, ok := r.(*lang.List)
		if !ok || len(row.Items) != len(cols) {
			l.problem(WrongRows, r.Range(), "grid row of the wrong length", fmt.Sprintf("Scale %s has %d levels, so each row has %d cells.", quote(t.In[1].Type.Scale.Name), len(cols), len(cols)))
			continue
		}
		for j, x := range row.Items {
			v := l.constant(x, &t.Out[0].Type)
			if v == nil {
				return
			}
			value := func(in Type, code int) Cell {
				return Cell{Values: []Value{{Type: in, Code: code}}, At: x.Range()}
			}
			t.Rows = append(t.Rows, TableRow{Cells: []Cell{value(t.In[0].Type, rows[i]), value(t.In[1].Type, cols[j])}, Outs: []Value{*v}, At: x.Range()})
		}
	}
}

func (l *loader) tableCSV(t *Table, b *lang.Block, a *lang.Attr) {
	at := a.Value.Range()
	header, recs := l.readCSV(l.text(b, "csv"), at)
	if header == nil {
		return
	}
	var cols []int
	for _, name := range append(inNames(t), outNames(t)...) {
		i := slices.Index(header, name)
		if i < 0 {
			l.problem(WrongRows, at, "column missing in a table's file", fmt.Sprintf("The file has no column %s. It has: %v.", quote(name), header))
			return
		}
		cols = append(cols, i)
	}
	for _, r := range recs {
		var items []lang.Expr
		for _, c := range cols {
			items = append(items, &lang.Text{Node: lang.Node{At: at}, Value: r[c]})
		}
		l.csvRow(t, items, at)
	}
}

// csvRow is tableRow for cells of a file, where a number is a value, not an interval.
func (l *loader) csvRow(t *Table, items []lang.Expr, at Range) {
	for i := range t.Out {
		x := items[len(t.In)+i].(*lang.Text)
		items[len(t.In)+i] = &lang.Name{Node: x.Node, Name: x.Value}
	}
	for i := range t.In {
		x := items[i].(*lang.Text)
		if v, ok := t.In[i].Type.Parse(x.Value); ok && x.Value != "any" {
			items[i] = &lang.Name{Node: x.Node, Name: v.String()}
			if t.In[i].Type.Kind == Number {
				items[i] = &lang.Number{Node: x.Node, Text: x.Value, Value: v.Num}
			}
		}
	}
	l.tableRow(t, items, at)
}

func inNames(t *Table) (out []string) {
	for _, i := range t.In {
		out = append(out, i.Name)
	}
	return out
}

func outNames(t *Table) (out []string) {
	for _, o := range t.Out {
		out = append(out, o.Name)
	}
	return out
}

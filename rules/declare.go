package rules

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"slices"
	"sort"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how scales and entities are read.

func sortStrings(s []string)         { sort.Strings(s) }
func compareStrings(a, b string) int { return strings.Compare(a, b) }
func textValue(s string) Value       { return Value{Type: Type{Kind: TextKind}, Text: s} }
func ratText(r *big.Rat) string      { return Decimal(r) }

// Decimal writes a rational number as a decimal: exactly where it ends within
// 20 places, else to 15 significant digits.
func Decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	if n, ok := r.FloatPrec(); ok && n <= 20 {
		return r.FloatString(n)
	}
	f, _ := r.Float64()
	return FloatText(f)
}

func (l *loader) doScales() {
	for _, s := range l.fw.Scales {
		b := l.trees[s]
		s.About = l.about(b)
		s.Ordered = l.bool(b, "ordered", true)
		if b.Attr("numeric") != nil {
			l.numericScale(s, b)
		} else {
			for _, i := range l.items(b, "levels") {
				l.levelName(i)
				s.Levels = append(s.Levels, Level{ID: i.key, Label: l.label(i)})
			}
			if len(s.Levels) == 0 {
				l.problem(ScaleShape, b.Header, "scale without levels", "Scale "+quote(s.Name)+" needs levels = { id = \"Label\" }, best first, or numeric = [lowest, highest].")
			}
		}
		for _, i := range l.items(b, "states") {
			if _, ok := s.Code(i.key); ok {
				l.problem(DuplicateName, i.keyAt, "state named like a level", quote(i.key)+" is already a level of scale "+quote(s.Name)+". Name the state differently.")
				continue
			}
			s.States = append(s.States, Level{ID: i.key, Label: l.label(i)})
		}
		l.scaleCodes(s, b)
		l.scaleNumbers(s, b)
	}
}

// levelName refuses an id that no formula or sentence could write.
func (l *loader) levelName(i item) {
	if !nameRE.MatchString(i.key) {
		l.problem(WrongValue, i.keyAt, "level that a rule cannot name", quote(i.key)+" could not be written in a formula or sentence. Give the level an id of letters, digits and underscores that begins with a letter, and put what people read into its label or code.")
	}
}

func (l *loader) label(i item) string {
	if t, ok := i.value.(*lang.Text); ok {
		return t.Value
	}
	l.problem(WrongValue, i.value.Range(), "label that is not a text", "Write the label in quotes: "+i.key+" = \"Label\".")
	return i.key
}

const maxLevels = 100_000

func (l *loader) numericScale(s *Scale, b *lang.Block) {
	a := b.Attr("numeric")
	s.Numeric = true
	li, _ := a.Value.(*lang.List)
	if li == nil || len(li.Items) != 2 {
		l.wrong(a, "the two ends of the ladder: [1, 5]")
		return
	}
	x, ok1 := li.Items[0].(*lang.Number)
	y, ok2 := li.Items[1].(*lang.Number)
	if !ok1 || !ok2 {
		l.wrong(a, "the two ends of the ladder: [1, 5]")
		return
	}
	lo, hi, step := x.Value, y.Value, one
	if lo.Cmp(hi) > 0 {
		lo, hi = hi, lo
	}
	if n := l.number(b, "step"); n != nil {
		step = n.Value
	}
	if step.Sign() <= 0 {
		l.problem(ScaleShape, b.Attr("step").Range, "step that is not positive", "The step of a ladder is greater than 0.")
		return
	}
	count := new(big.Rat).Quo(new(big.Rat).Sub(hi, lo), step)
	if !count.IsInt() || !count.Num().IsInt64() || count.Num().Int64() >= maxLevels {
		l.problem(ScaleShape, a.Range, "ladder that its step does not divide", fmt.Sprintf("From %s to %s in steps of %s is not a whole number of steps below %d.", ratText(lo), ratText(hi), ratText(step), maxLevels))
		return
	}
	best := l.number(b, "best")
	if best == nil || best.Value.Cmp(lo) != 0 && best.Value.Cmp(hi) != 0 {
		at := a.Range
		if best != nil {
			at = best.At
		}
		if s.Ordered {
			l.problem(ScaleShape, at, "ladder that does not say which end is best", fmt.Sprintf("Say best = %s or best = %s: a direction is never guessed.", ratText(hi), ratText(lo)))
			return
		}
		best = &lang.Number{Value: hi}
	}
	for v, i := new(big.Rat).Set(lo), int64(0); i <= count.Num().Int64(); i++ {
		t := ratText(v)
		s.Levels = append(s.Levels, Level{ID: t, Label: t, Number: new(big.Rat).Set(v)})
		v.Add(v, step)
	}
	if best.Value.Cmp(hi) == 0 {
		slices.Reverse(s.Levels)
	}
	for _, i := range l.items(b, "levels") {
		c, ok := s.Code(i.key)
		if !ok {
			l.problem(UnknownLevel, i.keyAt, "label for a level that is not on the ladder", quote(i.key)+" is not a level of scale "+quote(s.Name)+".")
			continue
		}
		s.Levels[c].Label = l.label(i)
	}
}

func (l *loader) scaleCodes(s *Scale, b *lang.Block) {
	for _, i := range l.items(b, "code") {
		c, ok := s.Code(i.key)
		if !ok {
			l.unknownLevel(s, i.key, i.keyAt)
			continue
		}
		items := []lang.Expr{i.value}
		if li, ok := i.value.(*lang.List); ok {
			items = li.Items
		}
		for _, x := range items {
			t, ok := lang.MapKey(x)
			if !ok {
				l.problem(WrongValue, x.Range(), "code that is not a text", "Write how the data spells the level, in quotes.")
				continue
			}
			s.at(c).Codes = append(s.at(c).Codes, t)
		}
	}
	seen := map[string]string{}
	for c := 0; c < s.Len(); c++ {
		lv := s.at(c)
		for _, t := range slices.Compact(append([]string{lv.ID, lv.Label}, lv.Codes...)) {
			if other, ok := seen[t]; ok && other != lv.ID {
				l.problem(DuplicateName, b.Header, "two levels that the data could not tell apart", fmt.Sprintf("%s stands for %s and for %s of scale %s. Give them different labels or codes.", quote(t), other, lv.ID, quote(s.Name)))
			}
			seen[t] = lv.ID
		}
	}
}

func (l *loader) scaleNumbers(s *Scale, b *lang.Block) {
	for _, a := range b.Attrs {
		if b.Schema.Attr(a.Name) != nil {
			continue
		}
		numbers := map[int]*big.Rat{}
		for _, i := range l.items(b, a.Name) {
			c, ok := s.Code(i.key)
			n, isNumber := i.value.(*lang.Number)
			switch {
			case !ok:
				l.unknownLevel(s, i.key, i.keyAt)
			case !isNumber:
				l.problem(WrongValue, i.value.Range(), "number of a level that is not a number", "An attribute of a scale gives each level a number: "+a.Name+" = { level = 0.5 }.")
			default:
				numbers[c] = n.Value
			}
		}
		if s.Numbers == nil {
			s.Numbers = map[string]map[int]*big.Rat{}
		}
		s.Numbers[a.Name] = numbers
	}
}

func (l *loader) unknownLevel(s *Scale, name string, at Range) {
	var known []string
	for c := 0; c < s.Len(); c++ {
		known = append(known, s.at(c).ID)
	}
	d := l.problem(UnknownLevel, at, "unknown level "+quote(name), "Scale "+quote(s.Name)+" has no level or state "+quote(name)+".", note(s.At, "the scale"))
	for c := 0; c < s.Len(); c++ {
		if lv := s.at(c); lv.Label == name && lv.ID != name {
			d.Detail += " " + quote(name) + " is how people read the level; a rule names it " + lv.ID + "."
			d.Fix = l.suggest(lv.ID, at)
			return
		}
	}
	if n := nearest(name, known); n != "" {
		d.Fix = l.suggest(n, at)
	} else if len(known) <= 12 {
		d.Detail += " It has: " + strings.Join(known, ", ") + "."
	}
}

// Len is the number of levels and states.
func (s *Scale) Len() int { return len(s.Levels) + len(s.States) }

func (s *Scale) at(code int) *Level {
	if code < len(s.Levels) {
		return &s.Levels[code]
	}
	return &s.States[code-len(s.Levels)]
}

// Level returns the level or state with that code.
func (s *Scale) Level(code int) Level { return *s.at(code) }

// IsState reports whether the code is a state, off the ladder.
func (s *Scale) IsState(code int) bool { return code >= len(s.Levels) }

// Code returns the code of the level or state with that id; a number may be
// written in any way on a numeric ladder (3 and 3.0).
func (s *Scale) Code(id string) (int, bool) {
	for c := 0; c < s.Len(); c++ {
		if s.at(c).ID == id {
			return c, true
		}
	}
	if s.Numeric && len(id) < 40 {
		if r, ok := new(big.Rat).SetString(id); ok {
			return s.CodeOf(r)
		}
	}
	return 0, false
}

// CodeOf returns the code of the level that the number is.
func (s *Scale) CodeOf(r *big.Rat) (int, bool) {
	for c := range s.Levels {
		if n := s.Levels[c].Number; n != nil && n.Cmp(r) == 0 {
			return c, true
		}
	}
	return 0, false
}

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

// readCSV reads a CSV file of the framework's directory. Nothing outside the
// directory can be named.
func (l *loader) readCSV(name string, at Range) (header []string, rows [][]string) {
	if name == "" || !fs.ValidPath(name) || l.fsys == nil {
		l.problem(FileTrouble, at, "file outside the directory", "A framework reads nothing outside its directory. Name a file of it, such as \"members.csv\".")
		return nil, nil
	}
	f, err := l.fsys.Open(name)
	if err != nil {
		what := "The file " + quote(name) + " cannot be opened: " + reason(err) + "."
		l.problem(FileTrouble, at, "file that cannot be opened", what)
		return nil, nil
	}
	defer f.Close()
	r := csv.NewReader(io.LimitReader(skipBOM(f), 64<<20))
	r.FieldsPerRecord = 0
	recs, err := r.ReadAll()
	if err != nil || len(recs) == 0 {
		why := "it is empty"
		if err != nil {
			why = reason(err)
		}
		l.problem(FileTrouble, at, "file that is not a CSV table", "The file "+quote(name)+" cannot be read as CSV: "+why+".")
		return nil, nil
	}
	return recs[0], recs[1:]
}

func skipBOM(r io.Reader) io.Reader {
	var head [3]byte
	n, _ := io.ReadFull(r, head[:])
	if n == 3 && string(head[:]) == "\xef\xbb\xbf" {
		return r
	}
	return io.MultiReader(strings.NewReader(string(head[:n])), r)
}

func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	return err.Error()
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

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

// readCSV reads a CSV file of the framework's directory. Nothing outside the
// directory can be named.
func (l *loader) readCSV(name string, at Range) (header []string, rows [][]string) {
	fsys := l.fsys
	if dir := l.dirs[at.Filename]; dir != nil {
		fsys = dir
	}
	return l.readCSVIn(fsys, name, at)
}

func (l *loader) readCSVIn(fsys fs.FS, name string, at Range) (header []string, rows [][]string) {
	if name == "" || !fs.ValidPath(name) || fsys == nil {
		l.problem(FileTrouble, at, "file outside the directory", "A framework reads nothing outside its directory. Name a file of it, such as \"members.csv\".")
		return nil, nil
	}
	f, err := fsys.Open(name)
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

// having gives the directory that has a file: the framework's own, else the one
// that the attribute which names it stands in; nil if neither has.
func (l *loader) having(name string, at Range) fs.FS {
	for _, dir := range []fs.FS{l.fsys, l.dirs[at.Filename]} {
		if dir == nil || !fs.ValidPath(name) {
			continue
		}
		if _, err := fs.Stat(dir, name); err == nil {
			return dir
		}
	}
	return nil
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

package rules

import (
	"io/fs"
	"math/big"
	"regexp"
	"strings"
	"time"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines the loader's state, and how attributes are read in their
// register.

type loader struct {
	fw    *Framework
	fsys  fs.FS
	files []*lang.File // for their text
	// blocks are those of the framework, amended; dirs says where each file
	// stands, since the files that a block names stand beside it.
	blocks []*lang.Block
	dirs   map[string]fs.FS
	list   diag.List

	sources   map[string]*Source
	scales    map[string]*Scale
	entities  map[string]*Entity
	absences  map[string]*Absence
	quants    map[string]Quantity
	tables    map[string]*Table
	functions map[string]*Function
	ladders   map[string]*Ladder
	cuts      map[string]*CutPoints
	pops      map[string]*Population
	forPops   map[*Block][]*Population // the populations that a block's "for" names
	trees     map[any]*lang.Block      // the block that declares each thing

	state map[any]int // resolution of blocks, tables, functions: 0 new, 1 under way, 2 done
	order []*Block
	path  []any // what is under way, innermost last
	used  map[any]bool

	decimalsSaid map[*Block]string // cut-offs whose decimals were reported
}

func (l *loader) problem(code diag.Code, at Range, summary, detail string, notes ...diag.Note) *diag.Diagnostic {
	d := &diag.Diagnostic{Code: code, Summary: summary, Detail: detail, Range: at, Notes: notes}
	l.list.Add(d)
	return d
}

func (l *loader) warn(code diag.Code, at Range, summary, detail string, notes ...diag.Note) *diag.Diagnostic {
	d := l.problem(code, at, summary, detail, notes...)
	d.Severity = diag.Warning
	return d
}

func note(at Range, caption string) diag.Note { return diag.Note{Range: at, Caption: caption} }

func quote(s string) string { return "\"" + s + "\"" }

// unknown reports a name that is not known, with the nearest one.
func (l *loader) unknown(what, name string, at Range, known []string) {
	if l.refused(name) {
		return // its block was refused, and that was reported
	}
	detail := "There is no " + what + " named " + quote(name) + "."
	if what == "name" {
		detail = "Nothing here is named " + quote(name) + "."
	}
	d := l.problem(UnknownName, at, "unknown "+what+" "+quote(name), detail)
	if n := diag.Nearest(name, known); n != "" {
		d.Fix = l.suggest(n, at)
	} else if len(known) > 0 && len(known) <= 12 {
		d.Detail += " Known: " + strings.Join(known, ", ") + "."
	}
	if strings.Contains(name, "-") {
		d.Detail += " HCL reads a-b as one name: put spaces around a minus sign, and write names with underscores."
	}
}

// refused reports that a block of that name was left out by the parser.
func (l *loader) refused(name string) bool {
	for _, f := range l.files {
		if f.Refused[name] {
			return true
		}
	}
	return false
}

// suggest proposes another name, in quotes where the wrong one is in quotes.
func (l *loader) suggest(n string, at Range) *diag.Fix {
	text := n
	if src := l.src(at); at.Start.Byte >= 0 && at.Start.Byte < len(src) && src[at.Start.Byte] == '"' {
		text = quote(n)
	}
	return &diag.Fix{Summary: "Did you mean " + quote(n) + "?", Edits: []diag.Edit{{Range: at, Text: text}}}
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sortStrings(out)
	return out
}

func (l *loader) wrong(a *lang.Attr, want string) {
	l.problem(WrongValue, a.Value.Range(), "wrong kind of value for "+quote(a.Name), quote(a.Name)+" takes "+want+".")
}

func (l *loader) text(b *lang.Block, name string) string {
	a := b.Attr(name)
	if a == nil {
		return ""
	}
	if t, ok := a.Value.(*lang.Text); ok {
		return t.Value
	}
	l.wrong(a, "a text in quotes")
	return ""
}

func (l *loader) texts(b *lang.Block, name string) []string {
	a := b.Attr(name)
	if a == nil {
		return nil
	}
	items := []lang.Expr{a.Value}
	if li, ok := a.Value.(*lang.List); ok {
		items = li.Items
	}
	var out []string
	for _, i := range items {
		t, ok := i.(*lang.Text)
		if !ok {
			l.wrong(a, "a text in quotes, or a list of them")
			return out
		}
		out = append(out, t.Value)
	}
	return out
}

func (l *loader) bool(b *lang.Block, name string, def bool) bool {
	a := b.Attr(name)
	if a == nil {
		return def
	}
	if t, ok := a.Value.(*lang.Bool); ok {
		return t.Value
	}
	l.wrong(a, "true or false")
	return def
}

func (l *loader) number(b *lang.Block, name string) *lang.Number {
	a := b.Attr(name)
	if a == nil {
		return nil
	}
	if n, ok := a.Value.(*lang.Number); ok {
		return n
	}
	l.wrong(a, "a number")
	return nil
}

// int reads a whole number; def where there is none.
func (l *loader) int(b *lang.Block, name string, def int) int {
	n := l.number(b, name)
	if n == nil {
		return def
	}
	if !n.Value.IsInt() || !n.Value.Num().IsInt64() {
		l.wrong(b.Attr(name), "a whole number")
		return def
	}
	return int(n.Value.Num().Int64())
}

func (l *loader) date(b *lang.Block, name string) string {
	s := l.text(b, name)
	if s == "" {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		l.wrong(b.Attr(name), "a date in quotes, written \"2026-04-01\"")
		return ""
	}
	return s
}

func (l *loader) name(b *lang.Block, attr string) *lang.Name {
	a := b.Attr(attr)
	if a == nil {
		return nil
	}
	if n, ok := a.Value.(*lang.Name); ok {
		return n
	}
	d := l.problem(WrongValue, a.Value.Range(), "wrong kind of value for "+quote(attr), quote(attr)+" takes a bare name, without quotes.")
	if t, ok := a.Value.(*lang.Text); ok && nameRE.MatchString(t.Value) {
		d.Fix = &diag.Fix{Summary: "Write the name without quotes", Edits: []diag.Edit{{Range: t.At, Text: t.Value}}}
	}
	return nil
}

func (l *loader) names(b *lang.Block, attr string) []*lang.Name {
	a := b.Attr(attr)
	if a == nil {
		return nil
	}
	items := []lang.Expr{a.Value}
	if li, ok := a.Value.(*lang.List); ok {
		items = li.Items
	}
	var out []*lang.Name
	for _, i := range items {
		n, ok := i.(*lang.Name)
		if !ok {
			d := l.problem(WrongValue, i.Range(), "wrong kind of value for "+quote(attr), quote(attr)+" takes a bare name or a list of bare names.")
			if t, ok := i.(*lang.Text); ok && nameRE.MatchString(t.Value) {
				d.Fix = &diag.Fix{Summary: "Write the name without quotes", Edits: []diag.Edit{{Range: t.At, Text: t.Value}}}
			}
			continue
		}
		out = append(out, n)
	}
	return out
}

// word reads a name that must be one of a few words and returns its place.
func (l *loader) word(b *lang.Block, attr string, words []string, def int) int {
	n := l.name(b, attr)
	if n == nil {
		return def
	}
	for i, w := range words {
		if w == n.Name && w != "" {
			return i
		}
	}
	d := l.problem(WrongValue, n.At, "unknown word for "+quote(attr), quote(attr)+" is one of: "+strings.TrimPrefix(strings.Join(words, ", "), ", ")+".")
	if near := diag.Nearest(n.Name, words); near != "" {
		d.Fix = &diag.Fix{Summary: "Did you mean " + quote(near) + "?", Edits: []diag.Edit{{Range: n.At, Text: near}}}
	}
	return def
}

// items reads a map with constant keys, in order.
func (l *loader) items(b *lang.Block, attr string) []item {
	a := b.Attr(attr)
	if a == nil {
		return nil
	}
	m, ok := a.Value.(*lang.Map)
	if !ok {
		l.wrong(a, "a map: { name = value }")
		return nil
	}
	return l.mapItems(m)
}

type item struct {
	key   string
	keyAt Range
	value lang.Expr
}

func (l *loader) mapItems(m *lang.Map) []item {
	var out []item
	seen := map[string]Range{}
	for _, i := range m.Items {
		k, ok := lang.MapKey(i.Key)
		if !ok {
			l.problem(WrongValue, i.Key.Range(), "key that is not a name", "The key of a map is a name, a number or a text in quotes.")
			continue
		}
		if first, twice := seen[k]; twice {
			l.problem(DuplicateName, i.Key.Range(), "key "+quote(k)+" stands twice", "A key stands once in a map. Remove one of the two.", note(first, "the first one"))
			continue
		}
		seen[k] = i.Key.Range()
		out = append(out, item{k, i.Key.Range(), i.Value})
	}
	return out
}

var nameRE = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)

// about reads what every block may carry.
func (l *loader) about(b *lang.Block) About {
	a := About{Title: l.text(b, "title"), Note: l.text(b, "note"), At: b.Header}
	if b.Schema.Attr("source") == nil {
		return a
	}
	for _, n := range l.names(b, "source") {
		if s := l.sources[n.Name]; s != nil {
			a.Source = append(a.Source, s)
			l.used[s] = true
		} else {
			l.unknown("source", n.Name, n.At, keys(l.sources))
		}
	}
	return a
}

func (l *loader) period(b *lang.Block) Period {
	if all := b.Of("in_force"); len(all) > 0 {
		n := all[0]
		p := Period{l.date(n, "from"), l.date(n, "until")}
		if p.From != "" && p.Until != "" && p.From >= p.Until {
			l.problem(DateOrder, n.Range, "period that ends before it begins", "The period is half-open: \"until\" is the first day on which it no longer holds, and must come after \"from\".")
		}
		return p
	}
	return Period{}
}

// Days gives the days since 1970-01-01 of a date written 2006-01-02.
func Days(date string) (int, bool) {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}

// DateText is the inverse of Days.
func DateText(days int) string {
	return time.Unix(int64(days)*86400, 0).UTC().Format(time.DateOnly)
}

var one = big.NewRat(1, 1)

package rules

import (
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines tests: what a framework says must come out. Package golden
// runs them.

// Test states what must come out. What is rated is Given, Data or Rules; what
// must come of it is Expect with Limits, Against, Refuses, or a property.
type Test struct {
	About
	Name      string
	Given     []Assign
	Data      string // a file of the directory
	Overrides string // a file of the directory with decisions on Data
	Rules     string // text of rules
	AsOf      string // a date, or ""
	Expect    []Assign
	Limits    []LimitsHit
	Against   string // a file of the directory with the results that are expected
	Approved  string // a file of the directory with all results, as they were approved
	Refuses   []diag.Code
	Never     Expr
	Always    Expr
	Cases     int // of a property; 0: not said
	Within    map[string]*big.Rat
	Columns   map[string]string // by name of a result: its column in Against
	Except    []Exception
}

// Assign gives a value to a quantity, or to one member of it.
type Assign struct {
	Quantity Quantity
	Stage    Stage  // of what is expected: Final, or Valued for name.value
	Member   []int  // one for each axis, -1 where any member is meant; nil: all
	Open     string // a member of the first axis whose members only data names
	Value    Value
	Absent   string // a reason instead of a value
	Any      bool   // absent for whatever reason; only in what is expected
	At       Range
}

// LimitsHit names the limits that must change a result.
type LimitsHit struct {
	Block  *Block
	Member []int // as in Assign
	Open   string
	Names  []string
	At     Range
}

// Exception is a row that is known to differ.
type Exception struct {
	Key     string // its parts joined with " / "
	Because string
	At      Range
}

// doTests types the tests: what is given and what is expected.
func (l *loader) doTests() {
	seen := map[string]Range{}
	for _, t := range l.fw.Tests {
		if first, twice := seen[t.Name]; twice {
			l.problem(DuplicateName, t.At, "test "+quote(t.Name)+" stands twice", "A report names tests, so each has a name of its own. Rename one of them.", note(first, "the first one"))
		} else {
			seen[t.Name] = t.At
		}
		l.test(t, l.trees[t])
	}
}

func (l *loader) test(t *Test, b *lang.Block) {
	name := t.Name
	t.About = l.about(b)
	t.Name, t.Data, t.Rules, t.AsOf = name, l.text(b, "data"), l.text(b, "rules"), l.date(b, "as_of")
	if a := b.Attr("given"); a != nil {
		t.Given = l.assigns(a, false)
	}
	if a := b.Attr("expect"); a != nil {
		if x, ok := a.Value.(*lang.Text); ok {
			t.Against = x.Value
		} else {
			t.Expect = l.assigns(a, true)
		}
	}
	t.Approved, t.Overrides = l.text(b, "approved"), l.text(b, "overrides")
	t.Limits = l.limitsHit(b)
	t.Refuses = l.refuses(b)
	t.Never, t.Always = l.property(b, "never"), l.property(b, "always")
	if t.Cases = l.int(b, "cases", 0); b.Attr("cases") != nil && (t.Cases < 1 || t.Cases > mostCases) {
		l.wrong(b.Attr("cases"), "a number of inputs from 1 to 1000000")
	}
	t.Within, t.Columns = l.tolerances(b), l.resultColumns(b)
	for _, x := range b.Of("except") {
		t.Except = append(t.Except, Exception{Key: x.Label(0), Because: l.text(x, "because"), At: x.Header})
	}
	l.checkTest(t, b)
}

// mostCases bounds how many inputs a property tries.
const mostCases = 1_000_000

// checkTest refuses tests whose parts do not belong together.
func (l *loader) checkTest(t *Test, b *lang.Block) {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return b.Attr(n) != nil })
	}
	bad := func(summary, detail string) { l.problem(Contradiction, b.Header, summary, detail) }
	switch {
	case !has("expect", "limits", "approved", "refuses", "never", "always"):
		bad("test that expects nothing", "Say what must come out: expect = { overall = good }.")
	case has("approved") && (!has("data") || has("expect", "limits", "refuses", "never", "always", "within")):
		bad("approved results and something else", "\"approved\" names a file with all results of \"data\", as they are. It stands with \"data\" alone.")
	case has("data") && has("given"):
		bad("values from two places", "\"given\" and \"data\" both say what is rated. Keep one; a test has the other.")
	case t.Against != "" && !has("data"):
		bad("expected results without data", "\"expect\" names a file of results. Say which file is rated: data = \"cases.csv\".")
	case has("overrides") && !has("data"):
		bad("recorded decisions without data", "\"overrides\" names decisions on rows of data. Say which file is rated: data = \"cases.csv\".")
	case has("rules") && !has("refuses"):
		bad("rules that nothing is expected of", "Say how the rules must be refused: refuses = [R0402].")
	case has("refuses") && has("expect", "limits", "never", "always"):
		bad("results of what is refused", "What is refused has no results. Keep \"refuses\", and write another test for the rest.")
	case has("refuses") && !has("given", "data", "rules"):
		bad("nothing to refuse", "Say what must be refused: given, data or rules.")
	case has("never", "always") && has("expect", "limits"):
		bad("test of two kinds", "A property holds for every input, so nothing else is expected. Write two tests.")
	case has("cases") && (!has("never", "always") || has("data")):
		bad("cases of no property", "\"cases\" says how many inputs are tried for never or always.")
	case (has("columns") || len(t.Except) > 0) && t.Against == "":
		bad("exceptions or columns without a file", "They belong to a file of expected results: expect = \"published.csv\".")
	}
}

// limitsHit reads the limits that must change results.
func (l *loader) limitsHit(b *lang.Block) []LimitsHit {
	var out []LimitsHit
	for _, i := range l.items(b, "limits") {
		q, member, ok := l.assigned(i)
		if !ok {
			continue
		}
		block, isBlock := q.(*Block)
		if !isBlock || len(block.Limits) == 0 {
			l.problem(WrongValue, i.keyAt, "no limit to expect", quote(q.QName())+" has no limits. Name a rating that has some.")
			continue
		}
		hit := LimitsHit{Block: block, At: i.keyAt}
		if member != "" {
			if hit.Member, hit.Open, ok = l.memberPlaces(q, member, i.keyAt); !ok {
				continue
			}
		}
		hit.Names = l.limitNames(block, i.value)
		out = append(out, hit)
	}
	return out
}

func (l *loader) limitNames(b *Block, v lang.Expr) []string {
	items := []lang.Expr{v}
	if li, ok := v.(*lang.List); ok {
		items = li.Items
	}
	var known, out []string
	for _, x := range b.Limits {
		known = append(known, x.Name)
	}
	for _, x := range items {
		name, _ := lang.MapKey(x)
		if !slices.Contains(known, name) {
			l.unknown("limit", name, x.Range(), known)
			continue
		}
		out = append(out, name)
	}
	return out
}

var codeRE = regexp.MustCompile(`^R0[0-9]{3}$`)

func (l *loader) refuses(b *lang.Block) []diag.Code {
	var out []diag.Code
	for _, n := range l.names(b, "refuses") {
		if _, known := diag.Page(diag.Code(n.Name)); !codeRE.MatchString(n.Name) || !known {
			l.problem(WrongValue, n.At, "code that there is not", "A code stands in the brackets of a message, such as error[R0532]; \"rubric help R0532\" explains it.")
			continue
		}
		out = append(out, diag.Code(n.Name))
	}
	return out
}

// property types a formula that must hold for no input, or for every one.
func (l *loader) property(b *lang.Block, attr string) Expr {
	a := b.Attr(attr)
	if a == nil || l.fw.Entity == nil {
		return nil
	}
	used := maps.Clone(l.used) // a test is not a use: what no result reads is told
	defer func() { l.used = used }()
	e := l.boolean(a.Value, &scope{axes: []*Entity{l.fw.Entity}})
	if e == nil {
		return nil // a nil of this type, whatever it was
	}
	return e
}

func (l *loader) tolerances(b *lang.Block) map[string]*big.Rat {
	var out map[string]*big.Rat
	for _, i := range l.items(b, "within") {
		if l.quants[i.key] == nil {
			l.unknown("quantity", i.key, i.keyAt, keys(l.quants))
			continue
		}
		n, ok := i.value.(*lang.Number)
		if !ok || n.Value.Sign() < 0 {
			l.problem(WrongValue, i.value.Range(), "tolerance that is no number", "Say how far "+quote(i.key)+" may be off: 0.005.")
			continue
		}
		if out == nil {
			out = map[string]*big.Rat{}
		}
		out[i.key] = n.Value
	}
	return out
}

func (l *loader) resultColumns(b *lang.Block) map[string]string {
	var out map[string]string
	for _, i := range l.items(b, "columns") {
		name, _, _ := strings.Cut(i.key, ".")
		if _, ok := l.quants[name].(*Block); !ok {
			l.unknown("result", name, i.keyAt, keys(l.quants))
			continue
		}
		text, ok := i.value.(*lang.Text)
		if !ok {
			l.problem(WrongValue, i.value.Range(), "name of a column needed", "Write the column in quotes: { "+i.key+" = \"Overall rating\" }.")
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[i.key] = text.Value
	}
	return out
}

// assigns reads values of quantities; results are those that are expected.
func (l *loader) assigns(a *lang.Attr, results bool) []Assign {
	m, ok := a.Value.(*lang.Map)
	if !ok {
		l.wrong(a, "a map: { safe = outstanding }")
		return nil
	}
	var out []Assign
	for _, i := range l.mapItems(m) {
		out = append(out, l.assign(i, results)...)
	}
	return out
}

// assigned finds the quantity and the member of a key such as "score.safe".
func (l *loader) assigned(i item) (q Quantity, member string, ok bool) {
	name := i.key
	if at := strings.IndexByte(name, '.'); at > 0 {
		name, member = name[:at], name[at+1:]
	}
	if q = l.quants[name]; q == nil {
		l.unknown("quantity", name, i.keyAt, keys(l.quants))
		return nil, "", false
	}
	return q, member, true
}

// assign reads name = value; for a family a value for all members, or a map by
// member; quoted keys may name a member: "score.safe".
func (l *loader) assign(i item, results bool) []Assign {
	key, valued := strings.CutSuffix(i.key, ".value")
	q, member, ok := l.assigned(item{key, i.keyAt, i.value})
	if !ok || !l.assignable(q, i.keyAt, results) {
		return nil
	}
	if valued {
		return l.assignValue(q, member, i, results)
	}
	if m, ok := i.value.(*lang.Map); ok {
		var out []Assign
		for _, j := range l.mapItems(m) {
			out = append(out, l.assignOne(q, j.key, j.value, j.keyAt, results)...)
		}
		return out
	}
	return l.assignOne(q, member, i.value, i.keyAt, results)
}

// assignValue reads "name.value" = number: what is expected of a block before it
// is graded.
func (l *loader) assignValue(q Quantity, member string, i item, results bool) []Assign {
	b, ok := q.(*Block)
	if !ok || !results || !b.HasValue() {
		l.problem(WrongType, i.keyAt, "no value of its own", quote(q.QName())+" has no number before its result. \".value\" is expected of blocks with a number that is then graded.")
		return nil
	}
	out := l.assignOne(&Block{About: b.About, Name: b.Name, For: b.For, Type: b.VType}, member, i.value, i.keyAt, true)
	for k := range out {
		out[k].Quantity, out[k].Stage = b, Valued
	}
	return out
}

// HasValue reports whether the block has a number beside its result.
func (b *Block) HasValue() bool {
	return b.VType.Kind == Number && (b.Graded() || b.Scale != nil)
}

// assignable refuses values of what a test cannot set, or cannot see.
func (l *loader) assignable(q Quantity, at Range, results bool) bool {
	switch q := q.(type) {
	case *Parameter:
		l.problem(WrongType, at, "parameter in a test", quote(q.Name)+" is a parameter: its value is part of the rules. A test sets inputs and expects results; as_of chooses between dated values.")
		return false
	case *Input:
		if results {
			l.problem(WrongType, at, "input that is expected", quote(q.Name)+" is an input and does not come out. Expect a computed block.")
			return false
		}
	case *Block:
		if q.NamedList() {
			l.problem(WrongType, at, "list of members in a test", quote(q.Name)+" only names its members and has no value of its own. Use the members.")
			return false
		}
	}
	return true
}

// memberPlaces finds a member among the axes of a quantity. Where the members
// of an axis are named by data alone, a test may name any.
func (l *loader) memberPlaces(q Quantity, member string, at Range) (places []int, open string, ok bool) {
	var known []string
	var free bool
	for _, a := range q.Axes() {
		k := -1
		if !ok {
			k = a.Member(member)
		}
		for _, m := range a.Members {
			known = append(known, m.ID)
		}
		free = free || !a.Closed && a != l.fw.Entity
		places, ok = append(places, k), ok || k >= 0
	}
	if !ok && free {
		return places, member, true
	}
	if !ok {
		l.unknownMember(q, member, at, known)
	}
	return places, "", ok
}

// unknownMember reports a member that there is not; the key may name it alone, or
// after the quantity: "answer.safe".
func (l *loader) unknownMember(q Quantity, member string, at Range, known []string) {
	prefix := q.QName() + "."
	if text := string(at.SliceBytes(l.src(at))); !strings.Contains(text, prefix) {
		prefix = ""
	}
	for i := range known {
		known[i] = prefix + known[i]
	}
	l.unknown("member", prefix+member, at, known)
}

func (l *loader) assignOne(q Quantity, member string, v lang.Expr, at Range, results bool) []Assign {
	as := Assign{Quantity: q, At: at}
	if member != "" {
		var ok bool
		if as.Member, as.Open, ok = l.memberPlaces(q, member, at); !ok {
			return nil
		}
	}
	if c, ok := v.(*lang.Call); ok && c.Name == "absent" && len(c.Args) <= 1 {
		as.Absent, as.Any = "not_reported", results && len(c.Args) == 0
		if len(c.Args) == 1 {
			as.Absent = lang.Source(c.Args[0])
			if !l.knownReason(as.Absent) {
				l.unknown("reason", as.Absent, c.Args[0].Range(), l.reasonNames())
				return nil
			}
		}
		return []Assign{as}
	}
	if n, ok := v.(*lang.Name); ok && n.Name == "absent" {
		as.Absent, as.Any = "not_reported", results
		return []Assign{as}
	}
	t := q.QType()
	c := l.constant(v, &t)
	if c == nil {
		return nil
	}
	as.Value = *c
	return []Assign{as}
}

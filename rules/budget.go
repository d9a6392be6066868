package rules

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines budgets: what a change of the rules, or of the data, may move
// at most.

// Codes of budgets and change records. What is found with data is reported by
// rubric impact.
const (
	BadBudget      diag.Code = "R0630" // a sentence that is not understood
	BudgetLevel    diag.Code = "R0631" // a result or level that cannot be counted
	MisplacedBlock diag.Code = "R0632" // a change record among the rules, or rules among change records
	BadRecord      diag.Code = "R0633"
	BrokenBudget   diag.Code = "R0634"
	UnmetRecord    diag.Code = "R0635" // moves that a record expects and that are not made
)

// Budget is what a change may move of one result.
type Budget struct {
	About
	Name    string
	Result  string // "" for the headline
	Allows  []Allowance
	Because string
}

// Allowance is one sentence of a budget.
type Allowance struct {
	Text   string
	Most   int      // how many; where Share is nil
	Share  *big.Rat // of those who are rated in both: 1/100
	Verb   string   // move, rise, fall or become
	Levels int      // of move, rise and fall: how many at least; 0 for any
	Level  string   // of become: the id, as found in the scale; "absent" for any reason
	At     Range
}

// budgetForms is what a reader is told.
const budgetForms = `Write for example "at most 1% move", "at most 20 fall", "nobody moves 2 levels or more", "nobody falls" or "no new inadequate".`

// ParseAllowance reads a sentence of a budget; why says what is wrong with it.
func ParseAllowance(text string) (out Allowance, why string) {
	out = Allowance{Text: text}
	words := strings.Fields(text)
	next := func(options ...string) bool {
		if len(words) > 0 && slices.Contains(options, strings.ToLower(words[0])) {
			words = words[1:]
			return true
		}
		return false
	}
	counted := false
	switch {
	case next("nobody", "none"):
	case next("no"):
		if next("one") {
			break
		}
		if !next("new") {
			return out, "After \"no\" stands \"new\" and a level."
		}
		return out.becomes(words)
	case next("at"):
		if !next("most") || len(words) == 0 {
			return out, "After \"at\" stands \"most\" and a number, or a share such as 1%."
		}
		if why := out.amount(words[0]); why != "" {
			return out, why
		}
		words, counted = words[1:], true
	default:
		return out, "It begins with \"nobody\", \"no new\" or \"at most\"."
	}
	switch {
	case counted && next("new"), next("become", "becomes"):
		return out.becomes(words)
	case next("move", "moves"):
		out.Verb = "move"
	case next("fall", "falls"):
		out.Verb = "fall"
	case next("rise", "rises"):
		out.Verb = "rise"
	default:
		return out, "What is counted is one of: move, fall, rise, become."
	}
	return out.distance(words)
}

// amount reads how many: a number or a share.
func (a *Allowance) amount(word string) string {
	if share, ok := strings.CutSuffix(word, "%"); ok {
		r, ok := new(big.Rat).SetString(share)
		if !ok || r.Sign() < 0 || r.Cmp(big.NewRat(100, 1)) > 0 || strings.ContainsAny(share, "/eE") {
			return "A share is a number from 0% to 100%, not " + quote(word) + "."
		}
		a.Share = r.Quo(r, big.NewRat(100, 1))
		return ""
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 {
		return "After \"at most\" stands a number, or a share such as 1%, not " + quote(word) + "."
	}
	a.Most = n
	return ""
}

// becomes reads the level that nobody, or only so many, may newly have.
func (a Allowance) becomes(words []string) (Allowance, string) {
	if len(words) == 0 {
		return a, "It does not say which level."
	}
	a.Verb, a.Level = "become", strings.Join(words, " ")
	return a, ""
}

// distance reads "2 levels or more", if it stands there.
func (a Allowance) distance(words []string) (Allowance, string) {
	if len(words) == 0 {
		return a, ""
	}
	n, err := strconv.Atoi(words[0])
	rest := strings.ToLower(strings.Join(words[1:], " "))
	if err != nil || n < 1 || rest != "levels or more" && rest != "level or more" {
		return a, "How far is written \"2 levels or more\", not " + quote(strings.Join(words, " ")) + "."
	}
	a.Levels = n
	return a, ""
}

// Fits finds the level of an allowance in the scale of a result, and says why it
// cannot be counted there.
func (a *Allowance) Fits(b *Block) string {
	if a.Verb == "become" {
		if strings.EqualFold(a.Level, "absent") {
			a.Level = "absent"
			return ""
		}
		if b.Scale == nil {
			return quote(b.Name) + " has no levels."
		}
		for c := range b.Scale.Len() {
			lv := b.Scale.Level(c)
			if strings.EqualFold(lv.ID, a.Level) || strings.EqualFold(lv.Label, a.Level) {
				a.Level = lv.ID
				return ""
			}
		}
		var ids []string
		for c := range b.Scale.Len() {
			ids = append(ids, b.Scale.Level(c).ID)
		}
		return quote(b.Name) + " has no level " + quote(a.Level) + ". It has " + strings.Join(ids, ", ") + "; \"absent\" is having no result." + diag.DidYouMean(a.Level, ids)
	}
	ordered := b.Type.Kind == Number || b.Scale != nil && b.Scale.Ordered
	switch {
	case a.Verb != "move" && !ordered:
		return "The results of " + quote(b.Name) + " have no order, so that none falls or rises."
	case a.Levels > 0 && (b.Scale == nil || !ordered):
		return quote(b.Name) + " has no ladder of levels, so that no distance is known."
	}
	return ""
}

// declareBudget enters a budget; a change record has no place among the rules.
func (l *loader) declareBudget(b *lang.Block) {
	if b.Type == "change" {
		l.problem(MisplacedBlock, b.Header, "change record among the rules", "A change record stands beside the rules, not among them: move it to a file of the directory changes/, such as changes/"+b.Label(0)+lang.Extension+".")
		return
	}
	x := &Budget{Name: b.Label(0), About: About{At: b.Header}}
	for _, other := range l.fw.Budgets {
		if other.Name == x.Name {
			l.problem(DuplicateName, b.Header, "budget "+quote(x.Name)+" stands twice", "Rename one of them.", note(other.At, "the first one"))
			return
		}
	}
	l.fw.Budgets, l.trees[x] = append(l.fw.Budgets, x), b
}

func (l *loader) doBudgets() {
	for _, x := range l.fw.Budgets {
		b := l.trees[x]
		x.About, x.Because = l.about(b), l.text(b, "because")
		result := l.budgetResult(b, &x.Result)
		a := b.Attr("allows")
		if a == nil {
			continue
		}
		for i, text := range l.texts(b, "allows") {
			at := itemAt(a, i)
			allow, why := ParseAllowance(text)
			if allow.At = at; why != "" {
				l.problem(BadBudget, at, "budget that is not understood", quote(text)+" cannot be read. "+why+" "+budgetForms)
				continue
			}
			if result != nil {
				if why := allow.Fits(result); why != "" {
					l.problem(BudgetLevel, at, "budget that cannot be counted", quote(text)+": "+why)
				}
			}
			x.Allows = append(x.Allows, allow)
		}
	}
}

// itemAt is the place of the i-th text of an attribute.
func itemAt(a *lang.Attr, i int) Range {
	if li, ok := a.Value.(*lang.List); ok && i < len(li.Items) {
		return li.Items[i].Range()
	}
	return a.Value.Range()
}

// budgetResult finds the published result that a budget is about.
func (l *loader) budgetResult(b *lang.Block, name *string) *Block {
	n := l.name(b, "result")
	if n == nil {
		return Headline(l.fw.Publish)
	}
	*name = n.Name
	var known []string
	for _, q := range l.fw.Publish {
		if q.Name == n.Name {
			return q
		}
		known = append(known, q.Name)
	}
	l.unknown("published result", n.Name, n.At, known)
	return nil
}

// Headline is the result that people ask for first: overall, else the first
// rating, else the first of all.
func Headline(blocks []*Block) *Block {
	var first *Block
	for _, b := range blocks {
		switch {
		case b.Name == "overall":
			return b
		case first == nil, first.Kind != Rating && b.Kind == Rating:
			first = b
		}
	}
	return first
}

// ChangeRecord is a change that was made on purpose, and the moves that it makes.
type ChangeRecord struct {
	Name, By, Reason, Date string
	Version                string // of the framework that it leads to; "" for any
	Result                 string // "" for the headline
	Expects                []Expectation
	At                     Range
}

// Expectation is moves that a change makes: of one entity, or of so many.
type Expectation struct {
	Text     string
	Key      string // "" where Count says how many
	Count    int
	From, To string // ids of levels or states, or "absent"
	At       Range
}

// ReadRecords reads the change records of a framework, from the files of its
// directory changes/.
func ReadRecords(files []*lang.File, fw *Framework) ([]ChangeRecord, diag.List) {
	l := &loader{fw: fw, files: files, sources: map[string]*Source{}, used: map[any]bool{}}
	for _, s := range fw.Sources {
		l.sources[s.Name] = s
	}
	var out []ChangeRecord
	for _, f := range files {
		for _, b := range f.Blocks {
			if b.Type != "change" {
				l.problem(MisplacedBlock, b.Header, "rules among change records", "The directory changes/ holds change records only. Move "+b.Type+" "+quote(b.Label(0))+" to a file beside it.")
				continue
			}
			out = append(out, l.record(b))
		}
	}
	return out, l.list.Sorted()
}

func (l *loader) record(b *lang.Block) ChangeRecord {
	r := ChangeRecord{Name: b.Label(0), By: l.text(b, "by"), Reason: l.text(b, "reason"), Date: l.date(b, "date"), Version: l.text(b, "version"), At: b.Header}
	result := l.budgetResult(b, &r.Result)
	a := b.Attr("expects")
	if a == nil {
		return r
	}
	for i, text := range l.texts(b, "expects") {
		e, why := parseExpectation(text, result)
		if e.At = itemAt(a, i); why != "" {
			l.problem(BadRecord, e.At, "expected move that is not understood", quote(text)+" cannot be read. "+why+" Write \"12 move from good to fair\", or with a key \"1-0042 moves from good to fair\".")
			continue
		}
		r.Expects = append(r.Expects, e)
	}
	return r
}

// parseExpectation reads "12 move from A to B" or "KEY moves from A to B".
func parseExpectation(text string, result *Block) (Expectation, string) {
	e := Expectation{Text: text}
	who, rest, one := strings.Cut(text, " moves from ")
	if !one {
		var ok bool
		if who, rest, ok = strings.Cut(text, " move from "); !ok {
			return e, "It has no \"move from\"."
		}
		n, err := strconv.Atoi(strings.TrimSpace(who))
		if err != nil || n < 1 {
			return e, "Before \"move\" stands how many."
		}
		e.Count = n
	} else if e.Key = strings.TrimSpace(who); e.Key == "" {
		return e, "Before \"moves\" stands a key."
	}
	from, to, ok := strings.Cut(rest, " to ")
	if !ok {
		return e, "It does not say to where."
	}
	for _, x := range []struct {
		text string
		to   *string
	}{{from, &e.From}, {to, &e.To}} {
		a := Allowance{Verb: "become", Level: strings.TrimSpace(x.text)}
		if result != nil && result.Scale != nil {
			if why := a.Fits(result); why != "" {
				return e, why
			}
		}
		*x.to = a.Level
	}
	return e, ""
}

// Words is the sentence of a record for people.
func (r ChangeRecord) Words() string {
	return fmt.Sprintf("change %q of %s by %s: %s", r.Name, r.Date, r.By, r.Reason)
}

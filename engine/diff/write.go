package diff

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine/report/page"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines how a report is written.

// WriteJSON writes the report in its public form.
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// WriteCSV writes a row for each change.
func (r *Report) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"kind", "address", "was", "old", "new", "by", "through", "before_file", "before_line", "after_file", "after_line"}}
	for _, c := range r.Changes {
		row := []string{c.Kind, c.Address, c.Was, c.Old, c.New, c.By, strings.Join(c.Through, "; ")}
		for _, p := range []*Place{c.Before, c.After} {
			if p == nil {
				row = append(row, "", "")
			} else {
				row = append(row, p.File, strconv.Itoa(p.Line))
			}
		}
		rows = append(rows, row)
	}
	return out.WriteAll(rows)
}

// Page is the report for people.
func (r *Report) Page() *page.Page {
	p := &page.Page{Title: "What differs from " + r.Before.words() + " to " + r.After.words()}
	p.Add(page.Text{Words: r.summary(), Strong: true})
	r.changed(p)
	r.found(p)
	r.throughs(p)
	r.renamed(p)
	r.wording(p)
	return p
}

func (v Version) words() string {
	out := v.Name
	if v.Version != "" {
		out += " (version " + v.Version
		if v.AsOf != "" && !strings.HasSuffix(v.Name, "@"+v.AsOf) {
			out += ", as of " + v.AsOf
		}
		out += ")"
	}
	return out
}

// summary is the one sentence that comes first.
func (r *Report) summary() string {
	n := map[string]int{}
	for _, c := range r.Changes {
		n[c.Kind]++
	}
	from := r.Before.words() + " → " + r.After.words() + ": "
	if len(r.Changes) == 0 {
		return from + "they say the same."
	}
	if r.Same {
		return from + "the same results on any data; " + counted(n, "renamed", "wording") + "."
	}
	return from + counted(n, "added", "removed", "changed", "renamed", "through", "wording") + "."
}

func counted(n map[string]int, kinds ...string) string {
	words := map[string]string{"through": "changed only through others", "wording": "only wording"}
	var out []string
	for _, k := range kinds {
		if n[k] > 0 {
			w := words[k]
			if w == "" {
				w = k
			}
			out = append(out, fmt.Sprintf("%d %s", n[k], w))
		}
	}
	if len(out) > 0 {
		first, rest, _ := strings.Cut(out[0], " ")
		out[0] = first + map[bool]string{true: " statement ", false: " statements "}[first == "1"] + rest
	}
	return strings.Join(out, ", ")
}

// ofKind are the changes of some kinds, in order.
func (r *Report) ofKind(kinds ...string) []Change {
	var out []Change
	for _, c := range r.Changes {
		if slices.Contains(kinds, c.Kind) {
			out = append(out, c)
		}
	}
	return out
}

// changed lists what can move a result, block by block.
func (r *Report) changed(p *page.Page) {
	list := r.ofKind("added", "removed", "changed")
	if len(list) == 0 {
		return
	}
	p.Add(page.Heading("Changed"))
	var items page.List
	block := ""
	for _, c := range list {
		if c.Block != block {
			block = c.Block
			items = append(items, page.Item{Words: block + wholly(c) + at(c)})
		}
		items = append(items, page.Item{Words: said(c), Depth: 1})
	}
	p.Add(items)
}

func wholly(c Change) string {
	if c.Whole {
		return " (" + c.Kind + ")"
	}
	return ""
}

func at(c Change) string {
	switch {
	case c.Whole && c.After != nil:
		return "  " + c.After.words()
	case c.Whole && c.Before != nil:
		return "  before: " + c.Before.words()
	}
	return ""
}

func (p *Place) words() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// said is one change within its block.
func said(c Change) string {
	what := strings.TrimPrefix(strings.TrimPrefix(c.Address, c.Block), ".")
	if what == "" {
		what = "itself"
	}
	old, now := brief(c.Old, c.New)
	if c.Whole {
		return what + ": " + old + now
	}
	switch c.Kind {
	case "added":
		return what + " added: " + now + where(c.After)
	case "removed":
		return what + " removed: " + old + where(c.Before)
	}
	by := ""
	if c.By != "" {
		by = " (by " + c.By + ")"
	}
	return what + ": " + old + " → " + now + by + where(c.After)
}

// brief leaves out of sentences what people do not need: how each member is asked,
// and the members where they are the same before and after.
func brief(old, now string) (string, string) {
	old, now = simple(old), simple(now)
	x, y := bracketed(old, " in ["), bracketed(now, " in [")
	if x != "" && x == y {
		return strings.Replace(old, x, "", 1), strings.Replace(now, y, "", 1)
	}
	return old, now
}

func simple(text string) string {
	for x := bracketed(text, " so ["); x != ""; x = bracketed(text, " so [") {
		text = strings.Replace(text, x, "", 1)
	}
	return strings.ReplaceAll(text, " unless not applicable", "")
}

// bracketed is what begins with a text that ends with a bracket, up to the bracket
// that closes it.
func bracketed(text, begin string) string {
	from := strings.Index(text, begin)
	if from < 0 {
		return ""
	}
	depth := 0
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return text[from : i+1]
			}
		}
	}
	return ""
}

func where(p *Place) string {
	if p == nil {
		return ""
	}
	return "  " + p.words()
}

// found says for which inputs results differ.
func (r *Report) found(p *page.Page) {
	if len(r.Cases) == 0 {
		return
	}
	p.Add(page.Heading("For which inputs results differ"))
	var items page.List
	for _, c := range r.Cases {
		items = append(items, page.Item{Words: c.words()})
		if c.Witness == nil {
			continue
		}
		items = append(items, page.Item{Words: "smallest: " + c.Witness.words(), Depth: 1})
		for i, m := range c.Moves {
			if i == mostMoves {
				items = append(items, page.Item{Words: fmt.Sprintf("and %s", diag.Plural(len(c.Moves)-i, "other move", "other moves")), Depth: 1})
				break
			}
			items = append(items, page.Item{Words: fmt.Sprintf("%s → %s in %s", m.Before, m.After, diag.Plural(m.Cells, "case", "cases")), Depth: 1})
		}
	}
	p.Add(items)
}

// mostMoves is how many kinds of move people are shown.
const mostMoves = 8

// words says how many cases differ.
func (c Case) words() string {
	name := c.Block
	if len(c.Members) > 0 {
		name += " for " + strings.Join(c.Members, ", ")
	}
	if c.Open != "" {
		return name + ": its cases cannot be gone through: " + c.Open
	}
	taken := ""
	if len(c.Taken) > 0 {
		taken = ", with the results of " + strings.Join(c.Taken, ", ") + " taken as they come"
	}
	if c.Differ == 0 {
		return fmt.Sprintf("%s: the same in all %s%s", name, diag.Plural(c.Cells, "case", "cases"), taken)
	}
	only := ""
	if c.Absent {
		only = ", only where a value is absent or off the ladder"
	}
	if c.Wide > c.Cells {
		only = fmt.Sprintf("; with absent values and states, in %d of %s", c.WideOf, diag.Plural(c.Wide, "case", "cases"))
	}
	return fmt.Sprintf("%s: differs in %d of %s%s%s", name, c.Differ, diag.Plural(c.Cells, "case", "cases"), taken, only)
}

func (w *Witness) words() string {
	var given []string
	for _, g := range w.Given {
		given = append(given, g.Name+" = "+g.Value)
	}
	return strings.Join(given, ", ") + ": " + w.Before + " → " + w.After
}

func (r *Report) throughs(p *page.Page) {
	list := r.ofKind("through")
	if len(list) == 0 {
		return
	}
	p.Add(page.Heading("Changed only through something else"))
	var items page.List
	for _, c := range list {
		items = append(items, page.Item{Words: c.Address + " through " + strings.Join(c.Through, ", ")})
	}
	p.Add(items)
}

func (r *Report) renamed(p *page.Page) {
	list := r.ofKind("renamed")
	if len(list) == 0 {
		return
	}
	p.Add(page.Heading("Renamed, and otherwise as before"))
	var items page.List
	for _, c := range list {
		items = append(items, page.Item{Words: c.Was + " → " + c.Address + where(c.After)})
	}
	p.Add(items)
}

// wording lists what changes no result.
func (r *Report) wording(p *page.Page) {
	list := r.ofKind("wording")
	if len(list) == 0 {
		return
	}
	p.Add(page.Heading("Only wording"))
	var items page.List
	for _, c := range list {
		switch {
		case c.Old == "":
			items = append(items, page.Item{Words: c.Address + ": " + strconv.Quote(c.New) + " added"})
		case c.New == "":
			items = append(items, page.Item{Words: c.Address + ": " + strconv.Quote(c.Old) + " removed"})
		default:
			items = append(items, page.Item{Words: c.Address + ": " + strconv.Quote(c.Old) + " → " + strconv.Quote(c.New)})
		}
	}
	p.Add(items)
}

// Package diff says what differs between two frameworks before there is data: per
// address what was added, removed or changed, and for rules whose cells are finite
// for exactly which inputs the result is another one.
//
// Compare makes a Report; the writers show it as text, Markdown, HTML, JSON and
// CSV. What changes a result and what is only wording are kept apart throughout.
package diff

import (
	"slices"

	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/rules"
)

// FormatVersion is the version of the JSON form.
const FormatVersion = 1

// Side is one of the two frameworks.
type Side struct {
	Name      string // as people name it
	AsOf      string // "" for the latest date that the rules name
	Framework *rules.Framework
}

type (
	// Report is what differs. Its JSON form is public.
	Report struct {
		FormatVersion int      `json:"format_version"`
		Tool          string   `json:"tool,omitempty"`
		Before        Version  `json:"before"`
		After         Version  `json:"after"`
		Same          bool     `json:"same_meaning"` // no result can differ
		Changes       []Change `json:"changes"`
		Cases         []Case   `json:"cases"`
	}
	// Version names a framework.
	Version struct {
		Name    string `json:"name"`
		ID      string `json:"framework"`
		Version string `json:"version,omitempty"`
		AsOf    string `json:"as_of,omitempty"`
		Digest  string `json:"digest"`
		Meaning string `json:"meaning_digest"`
	}
	// Change is one difference, by address.
	Change struct {
		Kind    string   `json:"kind"` // added, removed, changed, renamed, wording or through
		Address string   `json:"address"`
		Block   string   `json:"block"`
		Whole   bool     `json:"whole_block,omitempty"`
		Was     string   `json:"was,omitempty"` // of what was renamed
		Old     string   `json:"old,omitempty"`
		New     string   `json:"new,omitempty"`
		By      string   `json:"by,omitempty"`
		Through []string `json:"through,omitempty"`
		Before  *Place   `json:"before,omitempty"`
		After   *Place   `json:"after,omitempty"`
	}
	// Place is a line of a rule file.
	Place struct {
		File string `json:"file"`
		Line int    `json:"line"`
	}
	// Case is for which inputs a result is another one.
	Case struct {
		Block   string   `json:"block"`
		Members []string `json:"members,omitempty"`
		Cells   int      `json:"cells"`
		Differ  int      `json:"differ"`
		Moves   []Move   `json:"moves,omitempty"`
		Witness *Witness `json:"witness,omitempty"`
		Taken   []string `json:"taken_as_given,omitempty"`    // computed blocks that were not gone into
		Absent  bool     `json:"only_absent,omitempty"`       // only where something is absent or off the ladder
		Wide    int      `json:"cells_with_absent,omitempty"` // with absent values and states too
		WideOf  int      `json:"differ_with_absent,omitempty"`
		Narrow  bool     `json:"-"` // states and absent values were not gone through
		Open    string   `json:"not_gone_through,omitempty"`
	}
	// Move is in how many cells one result becomes another.
	Move struct {
		Before string `json:"before"`
		After  string `json:"after"`
		Cells  int    `json:"cells"`
	}
	// Witness is the smallest input with different results.
	Witness struct {
		Given  []Given `json:"given"`
		Before string  `json:"before"`
		After  string  `json:"after"`
	}
	// Given is the value of an input.
	Given struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
)

// Compare compares two frameworks.
func Compare(a, b Side, tool string) *Report {
	changes := rules.CompareOn(a.Framework, b.Framework, a.AsOf, b.AsOf)
	r := &Report{FormatVersion: FormatVersion, Tool: tool, Before: a.version(), After: b.version(), Same: true, Changes: []Change{}, Cases: []Case{}}
	for _, c := range changes {
		r.Same = r.Same && !c.Means()
		r.Changes = append(r.Changes, Change{Kind: c.Kind.String(), Address: c.Address, Block: c.Block, Whole: c.Whole, Was: c.Was,
			Old: c.Old, New: c.New, By: c.By, Through: c.Through, Before: place(c.OldAt), After: place(c.NewAt)})
	}
	r.cases(a, b, changes)
	return r
}

func (s Side) version() Version {
	fw := s.Framework
	return Version{Name: s.Name, ID: fw.ID, Version: fw.Version, AsOf: s.AsOf, Digest: fw.Digest, Meaning: fw.MeaningDigest()}
}

func place(r rules.Range) *Place {
	if r.Filename == "" {
		return nil
	}
	return &Place{r.Filename, r.Start.Line}
}

// cases goes through the cells of each computed block that both frameworks have
// and that is different, by itself or through another.
func (r *Report) cases(a, b Side, changes []rules.Difference) {
	touched, own, was := map[string]bool{}, map[string]bool{}, map[string]string{}
	for _, c := range changes {
		kind, name := cut(c.Block)
		switch {
		case c.Kind == rules.Renamed && c.What == "":
			_, was[name] = cut(c.Was)
		case c.Means() || c.Kind == rules.Through:
			touched[kind+"."+name] = true
			own[name] = own[name] || c.Means()
		}
	}
	var pairs []prove.Pair
	for _, now := range b.Framework.Blocks {
		if !touched[now.Kind.String()+"."+now.Name] || now.NamedList() {
			continue
		}
		if old := blockOf(a.Framework, now, was); old != nil {
			pairs = append(pairs, prove.Pair{Old: old, Now: now})
		}
	}
	found := prove.Differ(a.Framework, b.Framework, pairs, prove.DifferOptions{Options: prove.Options{AsOf: a.AsOf}, Now: prove.Options{AsOf: b.AsOf}, Was: was,
		As: func(name string) bool {
			return !slices.ContainsFunc(b.Framework.Blocks, func(x *rules.Block) bool { return x.Name == name && touched[x.Kind.String()+"."+name] })
		}})
	for i, p := range pairs {
		for _, d := range oneReason(found[i]) {
			if d.Open != "" && !own[p.Now.Name] {
				continue // a number that follows from another is no news
			}
			r.Cases = append(r.Cases, caseOf(p.Now, d))
		}
	}
}

// oneReason says once what is open for every combination of members.
func oneReason(list []prove.Difference) []prove.Difference {
	for _, d := range list {
		if d.Open == "" || d.Open != list[0].Open {
			return list
		}
	}
	list[0].Members = nil
	return list[:1]
}

func cut(block string) (kind, name string) {
	for i := range block {
		if block[i] == '.' {
			return block[:i], block[i+1:]
		}
	}
	return block, ""
}

// blockOf is the earlier form of a block.
func blockOf(fw *rules.Framework, now *rules.Block, was map[string]string) *rules.Block {
	name := now.Name
	if w, ok := was[name]; ok {
		name = w
	}
	for _, b := range fw.Blocks {
		if b.Name == name && b.Kind == now.Kind && !b.NamedList() {
			return b
		}
	}
	return nil
}

func caseOf(b *rules.Block, d prove.Difference) Case {
	out := Case{Block: b.Kind.String() + "." + b.Name, Members: d.Members, Cells: d.Cells, Differ: d.Differ, Taken: d.Taken, Absent: d.Absent, Wide: d.Wide, WideOf: d.WideOf, Narrow: d.Narrow, Open: d.Open}
	for _, m := range d.Moves {
		out.Moves = append(out.Moves, Move(m))
	}
	if d.Differ > 0 {
		w := &Witness{Given: []Given{}, Before: d.Before, After: d.After}
		for _, v := range d.Given {
			w.Given = append(w.Given, Given(v))
		}
		out.Witness = w
	}
	return out
}

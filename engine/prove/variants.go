package prove

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how a directory is checked with all its variants: each is
// loaded and proven by itself, and what several of them show is said once.

// Directory loads a directory as it stands and in each of the variants, proves
// what it can about each, and returns the frameworks, the one without a variant
// first. It stops at nothing: where rules are wrong their framework is nil.
func Directory(d *rules.Directory, opt Options) ([]*rules.Framework, diag.List) {
	variants := d.Variants()
	names := []string{""}
	for _, v := range variants {
		if !slices.Contains(names, v.Name) {
			names = append(names, v.Name)
		}
	}
	g := &gathered{places: map[string]int{}, variants: variants}
	for _, name := range names {
		fw, list := Variant(d, name, opt)
		g.add(fw, name, list)
	}
	return g.frameworks, g.list()
}

// Variant loads and proves a directory in one of its variants.
func Variant(d *rules.Directory, name string, opt Options) (*rules.Framework, diag.List) {
	fw, list := d.Load(name)
	if fw != nil && !d.Faulty {
		list = append(list, Check(fw, opt)...)
	}
	return fw, list.Sorted()
}

// gathered is what the variants have shown so far.
type gathered struct {
	frameworks []*rules.Framework
	variants   []rules.Variant
	places     map[string]int // of a problem in all, by what makes it one
	all        []*shown
}

// shown is a problem and the variants that have it.
type shown struct {
	problem *diag.Diagnostic
	in      []string
}

func (g *gathered) add(fw *rules.Framework, variant string, list diag.List) {
	g.frameworks = append(g.frameworks, fw)
	for _, d := range list {
		key := fmt.Sprint(d.Severity, d.Code, d.Range, d.Summary, d.Detail)
		i, ok := g.places[key]
		if !ok {
			i = len(g.all)
			g.places[key], g.all = i, append(g.all, &shown{problem: d})
		}
		g.all[i].in = append(g.all[i].in, variant)
	}
}

// list gives each problem once. What only variants have says which; what changes
// no result is a problem only if that holds wherever it stands.
func (g *gathered) list() diag.List {
	var out diag.List
	for _, s := range g.all {
		if s.problem.Code == rules.DeadInput && g.readSomewhere(s) {
			continue
		}
		d := *s.problem
		if v := g.variant(s.in[0]); !slices.Contains(s.in, "") && !holds(v.Whole, d.Range) && (d.Code < "R0240" || d.Code > "R0259") {
			d.Notes = append(slices.Clone(d.Notes), diag.Note{Range: v.At, Caption: "only in the " + named(s.in)})
		}
		out.Add(&d)
	}
	return out.Sorted()
}

func (g *gathered) readSomewhere(s *shown) bool {
	reported, there := 0, 0
	for _, fw := range g.frameworks {
		if fw != nil && declares(fw, s.problem.Range) {
			there++
		}
	}
	for _, fw := range g.frameworks {
		if fw != nil && slices.Contains(s.in, fw.Variant) && declares(fw, s.problem.Range) {
			reported++
		}
	}
	return reported < there
}

// declares reports that a framework has the input, parameter or block that was
// written at a place.
func declares(fw *rules.Framework, at rules.Range) bool {
	for _, i := range fw.Inputs {
		if i.At == at {
			return true
		}
	}
	for _, p := range fw.Parameters {
		if p.At == at {
			return true
		}
	}
	return slices.ContainsFunc(fw.Blocks, func(b *rules.Block) bool { return b.At == at })
}

func (g *gathered) variant(name string) rules.Variant {
	if i := slices.IndexFunc(g.variants, func(v rules.Variant) bool { return v.Name == name }); i >= 0 {
		return g.variants[i]
	}
	return rules.Variant{}
}

// holds reports that one place lies in another.
func holds(whole, at rules.Range) bool {
	return whole.Filename == at.Filename && whole.Start.Byte <= at.Start.Byte && at.End.Byte <= whole.End.Byte
}

func named(variants []string) string {
	if len(variants) == 1 {
		return `variant "` + variants[0] + `"`
	}
	return `variants "` + strings.Join(variants, `", "`) + `"`
}

package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file defines Load: the passes that turn rule files into a framework, in
// their order.

// Load resolves and types the rule files of one framework. fsys is the
// framework's directory: CSV files that entities and tables name are read from
// it, and nothing else. Load collects every problem that it finds; the framework
// is nil if any of them is an error. Rules that name other directories, or have
// variants, are loaded by Read and Directory.Load.
func Load(files []*lang.File, fsys fs.FS) (*Framework, diag.List) {
	d := newDirectory()
	r := &reader{d: d}
	for _, f := range files {
		r.keep(diag.Sources{f.Name: f.Src}, []*lang.File{f}, fsys, nil)
	}
	d.own = r.folder("", fsys, files, nil)
	if r.list.HasErrors() {
		return nil, r.list
	}
	return d.Load("")
}

// Load resolves and types the rules of a variant, which must be one of Variants;
// "" is the directory without any. Where an amendment is wrong nothing is typed.
func (d *Directory) Load(variant string) (*Framework, diag.List) {
	r, list := d.Resolve(variant)
	if list.HasErrors() {
		return nil, list
	}
	fw, more := d.loadBlocks(r)
	return fw, append(list, more...).Sorted()
}

// loadBlocks makes the passes over what a directory comes to.
func (d *Directory) loadBlocks(r *Resolved) (*Framework, diag.List) {
	l := &loader{
		fw: &Framework{Variant: r.Variant, Variants: r.Variants, Amends: r.Amends}, fsys: d.own.fsys, dirs: d.dirs, files: d.Files,
		sources: map[string]*Source{}, scales: map[string]*Scale{}, entities: map[string]*Entity{},
		absences: map[string]*Absence{}, quants: map[string]Quantity{}, tables: map[string]*Table{},
		functions: map[string]*Function{}, ladders: map[string]*Ladder{},
		cuts: map[string]*CutPoints{}, pops: map[string]*Population{}, forPops: map[*Block][]*Population{}, trees: map[any]*lang.Block{}, state: map[any]int{}, used: map[any]bool{},
	}
	for _, e := range r.Entries {
		l.blocks = append(l.blocks, e.Block)
	}
	for _, pass := range []func(){
		l.declare,       // every name, so that order in the files does not matter
		l.doScales,      // levels, which types and members need
		l.doEntities,    // members and their attributes, which columns and formulas need
		l.doFramework,   // the entity that blocks are for by default
		l.doAmends,      // the sources of amendments
		l.doPopulations, // whom a name stands for; their formulas come when they are first read
		l.doInputs,      // types of inputs, without their formulas
		l.doParameters,
		l.doSignatures, // in and out of tables and functions
		l.doBlocks,     // formulas, each block after what it reads
		l.doLate,       // formulas of inputs, rows of tables, bodies of functions
		l.doDatedBy,
		l.doTests,
		l.doPublish,
		l.headers,
		l.checkShapes, // bands, weights, coverage: what shows without running
		l.checkCycles, // per member
		l.checkUse,    // what nothing reads
		l.taint,       // the standing of each block
	} {
		pass()
	}
	list := l.list.Sorted()
	if list.HasErrors() {
		return nil, list
	}
	l.fw.Digest = textDigest(d.Files, r.Variant)
	return l.fw, list
}

// textDigest is that of all files that take part, and of the variant's name.
func textDigest(files []*lang.File, variant string) string {
	h := sha256.New()
	if variant != "" {
		fmt.Fprintf(h, "variant %s\n", variant)
	}
	sorted := slices.Clone(files)
	slices.SortFunc(sorted, func(a, b *lang.File) int { return compareStrings(a.Name, b.Name) })
	for _, f := range sorted {
		fmt.Fprintf(h, "%s %d\n", f.Name, len(f.Src))
		h.Write(f.Src)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// claim enters a name into a namespace, or reports that it is taken.
func claim[T any](l *loader, space map[string]T, name string, b *lang.Block, thing T, taken func(T) Range) bool {
	if len(b.Labels) == 0 {
		return false
	}
	if !nameRE.MatchString(name) {
		l.problem(WrongValue, b.Labels[0].Range, "name that a formula cannot use", "A name has letters, digits and underscores, and begins with a letter: "+quote(name)+" could not be read in a formula.")
		return false
	}
	if first, ok := space[name]; ok {
		l.problem(DuplicateName, b.Labels[0].Range, "name "+quote(name)+" stands twice", sharedNames(b.Type)+" Rename one of them.", note(taken(first), "the first one"))
		return false
	}
	space[name] = thing
	return true
}

func sharedNames(typ string) string {
	switch typ {
	case "input", "parameter", "derive", "indicator", "group", "rating", "ranking":
		return "Inputs, parameters and computed blocks share their names, since formulas read them alike."
	}
	return "Two blocks of one kind cannot have the same name."
}

func (l *loader) declare() {
	var frameworks []*lang.Block
	for _, b := range l.blocks {
		if b.Type == "framework" {
			frameworks = append(frameworks, b)
		}
		l.declareBlock(b)
	}
	switch {
	case len(frameworks) == 0 && l.anyRefused():
	case len(frameworks) == 0:
		var at Range
		if len(l.files) > 0 {
			at = Range{Filename: l.files[0].Name}
		}
		l.problem(NoFramework, at, "no framework block", "One of the files must say what it is: framework \"name\" { version = ..., language = 1, entity = ... }.")
	case len(frameworks) > 1:
		l.problem(NoFramework, frameworks[1].Header, "second framework block", "A directory holds one framework. Move the other one to a directory of its own.", note(frameworks[0].Header, "the first one"))
	}
	for _, s := range l.fw.Sources {
		l.source(s)
	}
}

// anyRefused reports that the parser left out a block, so that what seems to be
// missing may only be misspelt.
func (l *loader) anyRefused() bool {
	return slices.ContainsFunc(l.files, func(f *lang.File) bool { return len(f.Refused) > 0 })
}

func (l *loader) declareBlock(b *lang.Block) {
	name, fw := b.Label(0), l.fw
	place := func(q Quantity) Range { return q.Place() }
	switch b.Type {
	case "framework":
		if l.trees[fw] == nil {
			l.trees[fw] = b
		}
	case "source":
		if s := (&Source{Name: name, At: b.Header}); claim(l, l.sources, name, b, s, func(s *Source) Range { return s.At }) {
			fw.Sources, l.trees[s] = append(fw.Sources, s), b
		}
	case "scale":
		if s := (&Scale{Name: name, About: About{At: b.Header}}); claim(l, l.scales, name, b, s, func(s *Scale) Range { return s.At }) {
			fw.Scales, l.trees[s] = append(fw.Scales, s), b
		}
	case "entity":
		if e := (&Entity{Name: name, Index: len(fw.Entities), About: About{At: b.Header}}); claim(l, l.entities, name, b, e, func(e *Entity) Range { return e.At }) {
			fw.Entities, l.trees[e] = append(fw.Entities, e), b
		}
	case "population":
		if p := (&Population{Name: name, About: About{At: b.Header}}); claim(l, l.pops, name, b, p, func(p *Population) Range { return p.At }) {
			fw.Populations, l.trees[p] = append(fw.Populations, p), b
		}
	case "cut_points":
		l.declareCuts(b)
	case "absence":
		if a := (&Absence{Name: name, Label: l.text(b, "label"), Note: l.text(b, "note"), At: b.Header}); claim(l, l.absences, name, b, a, func(a *Absence) Range { return a.At }) {
			fw.Absences = append(fw.Absences, a)
		}
	case "input":
		if i := (&Input{Name: name, About: About{At: b.Header}}); claim(l, l.quants, name, b, Quantity(i), place) {
			fw.Inputs, l.trees[i] = append(fw.Inputs, i), b
		}
	case "parameter":
		if p := (&Parameter{Name: name, About: About{At: b.Header}}); claim(l, l.quants, name, b, Quantity(p), place) {
			fw.Parameters, l.trees[p] = append(fw.Parameters, p), b
		}
	case "derive", "indicator", "group", "rating", "ranking":
		kind := BlockKind(slices.Index(blockKinds[:], b.Type))
		if q := (&Block{Name: name, Kind: kind, About: About{At: b.Header}, Tree: b, Else: -1}); claim(l, l.quants, name, b, Quantity(q), place) {
			fw.Blocks, l.trees[q] = append(fw.Blocks, q), b
		}
	case "ladder":
		if d := (&Ladder{Name: name, About: About{At: b.Header}, Tree: b}); claim(l, l.ladders, name, b, d, func(d *Ladder) Range { return d.At }) {
			fw.Ladders, l.trees[d] = append(fw.Ladders, d), b
		}
	case "table":
		if t := (&Table{Name: name, About: About{At: b.Header}}); claim(l, l.tables, name, b, t, func(t *Table) Range { return t.At }) {
			fw.Tables, l.trees[t] = append(fw.Tables, t), b
		}
	case "function":
		if f := (&Function{Name: name, About: About{At: b.Header}}); claim(l, l.functions, name, b, f, func(f *Function) Range { return f.At }) {
			if bi := FindBuiltin(name); bi != nil {
				l.problem(DuplicateName, b.Labels[0].Range, "name of a built-in function", quote(name)+" is a function of the language. Give yours another name.")
			}
			fw.Functions, l.trees[f] = append(fw.Functions, f), b
		}
	case "chapter":
		fw.Chapters = append(fw.Chapters, &Chapter{About: About{Title: l.text(b, "title"), At: b.Header}, Name: name, Order: l.int(b, "order", 0), Text: l.text(b, "text")})
	case "test":
		t := &Test{About: About{At: b.Header}, Name: name}
		fw.Tests, l.trees[t] = append(fw.Tests, t), b
	}
}

// doAmends reads the sources that amendments cite.
func (l *loader) doAmends() {
	for _, a := range l.fw.Amends {
		a.Source = l.about(a.tree).Source
	}
}

func (l *loader) source(s *Source) {
	b := l.trees[s]
	s.Title, s.URL, s.Note, s.Retrieved = l.text(b, "title"), l.text(b, "url"), l.text(b, "note"), l.date(b, "retrieved")
	s.Standing = Standing(l.word(b, "standing", standings[:], 0))
}

func (l *loader) doFramework() {
	b := l.trees[l.fw]
	if b == nil {
		return
	}
	fw := l.fw
	fw.About, fw.ID, fw.Publisher, fw.Version = l.about(b), b.Label(0), l.text(b, "publisher"), l.text(b, "version")
	fw.InForce = l.period(b)
	if fw.Language = l.int(b, "language", 1); fw.Language != 1 && b.Attr("language") != nil {
		l.problem(WrongEdition, b.Attr("language").Value.Range(), "edition of the language that this rubric does not know", fmt.Sprintf("This rubric reads edition 1 of the language; the framework asks for %d. Write language = 1, or use a rubric that knows it.", fw.Language))
	}
	for _, n := range l.names(b, "purpose") {
		fw.Purpose = append(fw.Purpose, n.Name)
	}
	if n := l.name(b, "entity"); n != nil {
		if fw.Entity = l.entities[n.Name]; fw.Entity == nil {
			l.unknown("entity", n.Name, n.At, keys(l.entities))
		} else {
			l.used[fw.Entity] = true
			if fw.Entity.Closed {
				l.problem(Contradiction, n.At, "members of the rated entity listed by the framework", "The entity that is rated takes its members from the data. Remove rows and csv from entity "+quote(n.Name)+".", note(fw.Entity.At, "declared here"))
			}
		}
	}
}

// doPublish resolves the results, once blocks are known. By default every
// rating for the framework's entity is one.
func (l *loader) doPublish() {
	b := l.trees[l.fw]
	if b == nil {
		return
	}
	if b.Attr("publish") == nil {
		for _, q := range l.fw.Blocks {
			if q.Kind == Rating && !q.Shadow && q.Of == nil {
				l.fw.Publish = append(l.fw.Publish, q)
			}
		}
		return
	}
	for _, n := range l.names(b, "publish") {
		q, ok := l.quants[n.Name].(*Block)
		if !ok {
			var known []string
			for _, k := range l.fw.Blocks {
				known = append(known, k.Name)
			}
			l.unknown("computed block", n.Name, n.At, known)
			continue
		}
		if slices.Contains(l.fw.Publish, q) {
			l.problem(DuplicateName, n.At, "result "+quote(n.Name)+" published twice", "Name each result once.")
			continue
		}
		if q.NamedList() && hasValue(l.trees[q]) {
			continue // its score was refused, and that was reported
		}
		if q.NamedList() {
			l.problem(Contradiction, n.At, "list of members as a result", "Group "+quote(n.Name)+" only names its members; it has no result of its own. Give it a score, or publish its members.", note(q.At, "the group"))
			continue
		}
		l.fw.Publish = append(l.fw.Publish, q)
	}
}

package diag

// This file defines the output in SARIF 2.1.0, the format in which code
// hosts and editors read the findings of a tool
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). The field names are
// SARIF's own. Data problems point at the line of the data file; a rule file
// that took part is then a related location.

import (
	"cmp"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		URI     string      `json:"informationUri"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    Code      `json:"id"`
		Short sarifText `json:"shortDescription"`
		Help  sarifHelp `json:"help"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifHelp struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID    Code            `json:"ruleId,omitempty"`
		RuleIndex *int            `json:"ruleIndex,omitempty"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		ID       *int           `json:"id,omitempty"`
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// WriteSARIF writes the problems as a SARIF log with one run, in the order of
// Sorted. Columns are code points where the source is at hand. An empty
// toolVersion is left out.
func WriteSARIF(w io.Writer, l List, src Sources, toolVersion string) error {
	l = l.Sorted()
	files := &printer{sources: src, files: map[string]*sourceFile{}}
	rules := sarifRules(l)
	results := []sarifResult{}
	for _, d := range l {
		r := files.sarifResult(d)
		if i := slices.IndexFunc(rules, func(r sarifRule) bool { return r.ID == d.Code }); i >= 0 {
			r.RuleIndex = &i
		}
		results = append(results, r)
	}
	driver := sarifDriver{Name: "rubric", Version: toolVersion, URI: "https://github.com/rubric-lang/rubric", Rules: rules}
	return writeIndented(w, sarifLog{
		Schema: sarifSchema, Version: "2.1.0",
		Runs: []sarifRun{{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: results}},
	})
}

// sarifRules describes the codes that occur, from their pages.
func sarifRules(l List) []sarifRule {
	rules := []sarifRule{}
	for _, d := range l {
		if d.Code == "" || slices.ContainsFunc(rules, func(r sarifRule) bool { return r.ID == d.Code }) {
			continue
		}
		page, _ := Page(d.Code)
		title := cmp.Or(Title(d.Code), d.Summary, string(d.Code))
		rules = append(rules, sarifRule{d.Code, sarifText{title}, sarifHelp{cmp.Or(page, title), page}})
	}
	slices.SortFunc(rules, func(a, b sarifRule) int { return cmp.Compare(a.ID, b.ID) })
	return rules
}

func (p *printer) sarifResult(d *Diagnostic) sarifResult {
	level := [...]string{Error: "error", Warning: "warning", Info: "note"}[d.Severity]
	text := cmp.Or(d.Summary, string(d.Code), level)
	if m := d.message(); m != "" {
		text += ".\n" + m
	}
	r := sarifResult{RuleID: d.Code, Level: level, Message: sarifText{text}}
	notes := slices.Clone(d.Notes)
	if d.Cell != nil && d.Cell.File != "" {
		r.Locations = []sarifLocation{cellLocation(d.Cell)}
		notes = slices.Insert(notes, 0, Note{d.Range, "what the data should follow"})
	} else if d.Range.Filename != "" {
		r.Locations = []sarifLocation{p.location(d.Range)}
	}
	for i, n := range notes {
		if n.Range.Filename == "" {
			continue
		}
		at := p.location(n.Range)
		at.ID = &i
		if n.Caption != "" {
			at.Message = &sarifText{n.Caption}
		}
		r.Related = append(r.Related, at)
	}
	if d.Fix != nil {
		r.Fixes = p.sarifFixes(d.Fix)
	}
	return r
}

func (p *printer) location(r Range) sarifLocation {
	return sarifLocation{Physical: sarifPhysical{sarifArtifact{fileURI(r.Filename)}, p.region(r)}}
}

func cellLocation(c *Cell) sarifLocation {
	at := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{fileURI(c.File)}}}
	if c.Line > 0 {
		at.Physical.Region = &sarifRegion{StartLine: c.Line}
	}
	at.Logical = []sarifLogical{{c.place()}}
	return at
}

// region is nil for a whole file.
func (p *printer) region(r Range) *sarifRegion {
	if f := p.file(r.Filename); f != nil && f.holds(r) && !isWholeFile(r) {
		first, last := f.linesOf(r)
		return &sarifRegion{first + 1, f.runes(r.Start.Byte), last + 1, f.runes(r.End.Byte)}
	}
	if r.Start.Line <= 0 {
		return nil
	}
	out := &sarifRegion{StartLine: r.Start.Line, StartColumn: max(r.Start.Column, 1)}
	if r.End.Line > r.Start.Line || r.End.Line == r.Start.Line && r.End.Column >= out.StartColumn {
		out.EndLine, out.EndColumn = r.End.Line, max(r.End.Column, 1)
	}
	return out
}

// sarifFixes gives the one fix, file by file; none if it has no edits, for
// then the message tells it.
func (p *printer) sarifFixes(x *Fix) []sarifFix {
	var changes []sarifChange
	for _, e := range x.Edits {
		region := p.region(e.Range)
		if e.Range.Filename == "" || region == nil {
			continue
		}
		uri := fileURI(e.Range.Filename)
		i := slices.IndexFunc(changes, func(c sarifChange) bool { return c.Artifact.URI == uri })
		if i < 0 {
			i = len(changes)
			changes = append(changes, sarifChange{Artifact: sarifArtifact{uri}})
		}
		changes[i].Replacements = append(changes[i].Replacements, sarifReplacement{*region, sarifText{e.Text}})
	}
	if changes == nil {
		return nil
	}
	return []sarifFix{{sarifText{cmp.Or(x.Summary, "Mend the problem")}, changes}}
}

var drive = regexp.MustCompile(`^[A-Za-z]:/`)

// fileURI writes a file name as a URI: relative as it is, absolute with the
// scheme "file".
func fileURI(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	switch {
	case drive.MatchString(name):
		return (&url.URL{Scheme: "file", Path: "/" + name}).String()
	case path.IsAbs(name):
		return (&url.URL{Scheme: "file", Path: name}).String()
	}
	return (&url.URL{Path: name}).String()
}

package golden_test

// This file defines what may import what, and why.

import (
	"go/parser"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/rubric-lang/rubric/"

// layers is the one line of the folders: each imports only those before it.
var layers = []string{"lang/diag", "lang", "rules", "engine", "golden", "cmd"}

// owners says in which folders a package may be imported by code that is not a
// test. A folder includes those below it; none means tests only.
var owners = []struct {
	imports string   // the package, and all below it
	folders []string // from the module's root
	why     string
}{
	{"github.com/hashicorp/hcl", []string{"lang"}, "one package reads HCL; diag only names its positions, and all else works on our own tree"},
	{"github.com/zclconf/go-cty", []string{"lang"}, "cty's values are HCL's; rubric has decimals as written and absences with reasons"},
	{"github.com/alecthomas/participle", []string{"lang"}, "sentences become the tree of formulas at once; nothing below knows that they were sentences"},
	{"github.com/expr-lang/expr", []string{"engine/byrow"}, "expr is the second executor, pinned and without a promise of stability; one package can be mended when it changes"},
	{"github.com/spf13", []string{"cmd"}, "the command line is one user of the library"},
	{"github.com/pmezard/go-difflib", []string{"cmd"}, "differences of texts are shown, never reasoned with"},
	{"github.com/jedib0t/go-pretty", []string{"cmd", "engine/report"}, "tables for a terminal"},
	{"github.com/agext/levenshtein", []string{"lang"}, "the spelling help is in one place, but for the words of sentences"},
	{"github.com/sebdah/goldie", nil, "a tool of tests"},
	{"github.com/rogpeppe/go-internal", nil, "a tool of tests"},
	{"pgregory.net/rapid", nil, "a tool of tests"},
	{"github.com/parquet-go", []string{"engine/table/parquet"}, "a companion, so that the core stays small and a program that needs no Parquet does not carry it"},
	{module + "engine/table/parquet", []string{"cmd"}, "the engine computes with tables, whatever they were read from"},
	{"github.com/klauspost/compress", []string{"engine/table/zstd"}, "a companion, so that the core stays small"},
	{module + "engine/table/zstd", []string{"cmd"}, "the reader is handed the ways of packing that it knows"},
	{module + "engine/table/sqltable", []string{"cmd"}, "the engine computes with tables, whatever they were read from"},
	{"database/sql", []string{"cmd/internal/database"}, "sqltable reads rows and knows no driver"},
	{"modernc.org", []string{"cmd/internal/database"}, "drivers belong to the command line; a library that opens files reads what it was not given"},
	{"github.com/jackc", []string{"cmd/internal/database"}, "drivers belong to the command line, which alone talks to the network"},
	{"testing", []string{"lang/diag/diagtest"}, "a tool of tests; diagtest is a helper of them"},
	{"os", []string{"cmd", "golden", "engine/bench"}, "the library, to which engine/bench does not belong, reads what it is handed, an fs.FS or a reader, so that it runs in a browser too and cannot read what it was not given"},
	{"net", []string{"cmd"}, "nothing below the command line talks to the network; net/url, which only parses, is excepted"},
	{"unsafe", nil, "results must be the same on every machine"},
	{"log", []string{"cmd"}, "a library returns what it has to say"},
}

// exceptions are single packages below one that has an owner.
var exceptions = []string{"net/url"}

// TestLayers holds every import of the module to the tables above.
func TestLayers(t *testing.T) {
	for name, file := range sources(t, parser.ImportsOnly) {
		folder := path.Dir(name)
		for _, i := range file.syntax.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			ours, ok := strings.CutPrefix(imported, module)
			if ok {
				checkLayer(t, name, folder, ours, file.test)
			}
			if !file.test && !slices.Contains(exceptions, imported) {
				checkOwner(t, name, folder, imported)
			}
		}
	}
}

func checkLayer(t *testing.T, name, folder, imported string, test bool) {
	from, to := layer(folder), layer(imported)
	if from < 0 || to < 0 {
		t.Errorf("%s: %s or %s has no place in layers; the folders of the module are fixed", name, folder, imported)
	}
	if test { // a package may be tested with what comes after it
		return
	}
	if to > from {
		t.Errorf("%s imports %s, but %s comes before %s in the line %s", name, imported, layers[from], layers[to], strings.Join(layers, ", "))
	}
}

func checkOwner(t *testing.T, name, folder, imported string) {
	for _, o := range owners {
		if !under(imported, o.imports) {
			continue
		}
		if under(module+folder, o.imports) {
			continue // the package itself
		}
		if !slices.ContainsFunc(o.folders, func(f string) bool { return under(folder, f) }) {
			t.Errorf("%s imports %s, which belongs to %v: %s", name, imported, o.folders, o.why)
		}
	}
}

// layer is the place of a folder in the line, or -1.
func layer(folder string) int {
	return slices.IndexFunc(layers, func(l string) bool { return under(folder, l) })
}

// under reports whether a folder or package is another one or lies below it; a
// version belongs to the name (expr, expr/v2).
func under(name, above string) bool {
	return name == above || strings.HasPrefix(name, above+"/")
}

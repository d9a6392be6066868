package prove_test

import (
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how tests are written: a framework as text.

const head = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
  states = { closed = "Closed" }
}
`

func load(t testing.TB, text string) *rules.Framework {
	t.Helper()
	l, err := golden.Load(fstest.MapFS{"care.rubric.hcl": {Data: []byte(head + text)}})
	if err != nil || l.Framework == nil {
		for _, d := range l.Problems {
			t.Log(d.Summary, d.Detail, d.Range)
		}
		t.Fatal(err)
	}
	return l.Framework
}

// check gives the codes that a framework gets, in the order of the file.
func check(t testing.TB, text string) ([]diag.Code, diag.List) {
	t.Helper()
	list := prove.Check(load(t, text), prove.Options{})
	var codes []diag.Code
	for _, d := range list {
		codes = append(codes, d.Code)
	}
	return codes, list
}

func loadDir(t testing.TB, dir string) *rules.Framework {
	t.Helper()
	l, err := golden.Load(golden.Folder(dir))
	if err != nil || l.Framework == nil {
		t.Fatal(dir, err, l.Problems)
	}
	return l.Framework
}

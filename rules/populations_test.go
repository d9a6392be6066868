package rules_test

import (
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

// A figure is as sure as the definition of who counts, and rests on what that
// reads.
func TestPopulationsTaint(t *testing.T) {
	f, list := lang.Parse("f.rubric.hcl", []byte(`
framework "care" {
  version  = "1"
  language = 1
  entity   = home
}
source "draft" {
  title    = "Draft"
  standing = placeholder
}
entity "home" { key = "home" }
input "falls" { type = number }
input "beds" { type = number }
input "kind" { type = text }
population "large" {
  of     = home
  where  = beds > 20
  by     = kind
  source = draft
}
derive "usual" { value = median(each(large.falls)) }
derive "own" {
  for   = [large]
  value = falls
}
derive "plain" { value = median(each(home.falls)) }
`))
	fw, more := rules.Load([]*lang.File{f}, fstest.MapFS{})
	if fw == nil || list.HasErrors() {
		t.Fatal(list, more)
	}
	want := map[string]struct {
		standing rules.Standing
		reads    int
	}{"usual": {rules.Placeholder, 3}, "own": {rules.Placeholder, 2}, "plain": {rules.Confirmed, 1}}
	for _, b := range fw.Blocks {
		if w := want[b.Name]; b.Standing != w.standing || len(rules.Reads(b)) != w.reads {
			t.Errorf("%s: %s, reads %d; want %s, %d", b.Name, b.Standing, len(rules.Reads(b)), w.standing, w.reads)
		}
	}
}

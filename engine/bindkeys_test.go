package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang/diag"
	"pgregory.net/rapid"
)

const keyRules = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}
entity "home" { key = "home" }
scale "quality" {
  levels = { good = "Good", poor = "Poor" }
}
input "falls" {
  type   = integer
  better = lower
}
rating "overall" {
  scale = quality
  value = falls
  bands {
    levels = { good = "below 2", poor = "2 or more" }
  }
}
`

// TestKeyOrders binds the same rows in any order, from one file or two: results
// do not depend on whether the keys ascend.
func TestKeyOrders(t *testing.T) {
	p := engine.PlanOf(t, keyRules)
	bind := func(texts ...string) (*engine.Dataset, diag.List) {
		var tables []*table.Table
		for i, text := range texts {
			tables = append(tables, tableOf(t, fmt.Sprintf("%d.csv", i), text, nil))
		}
		return engine.Bind(p, tables, engine.BindOptions{})
	}
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"1", "2", "9", "10", "11", "100", "a", "b", "ab", "B"}), 1, 10, func(s string) string { return s }).Draw(t, "keys")
		n := rapid.IntRange(0, len(keys)).Draw(t, "in the second file")
		write := func(keys []string) string {
			var b strings.Builder
			b.WriteString("home,falls\n")
			for _, k := range keys {
				fmt.Fprintf(&b, "%s,%d\n", k, len(k))
			}
			return b.String()
		}
		d, list := bind(write(keys[n:]), write(keys[:n]))
		if list.HasErrors() || d.Rows != len(keys) {
			t.Fatalf("%d rows of %d: %v", d.Rows, len(keys), list)
		}
		if want := append(slices.Clone(keys[n:]), keys[:n]...); !slices.Equal(d.Keys[0], want) {
			t.Fatalf("keys %q, want %q", d.Keys[0], want)
		}
		again := append(slices.Clone(keys), keys[n%len(keys)])
		if _, list := bind(write(again)); len(list) != 1 || list[0].Code != engine.DuplicateKey {
			t.Fatalf("%q: %v", again, list)
		}
	})
}

package engine_test

import (
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/lang/diag"
	"pgregory.net/rapid"
)

// TestTreesProven: whatever the rules say of rows, the prover ends without a
// fault, and says once what lists over rows leave open.
func TestTreesProven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := newTree(t).framework()
		told := 0
		for _, d := range prove.Check(loadText(t, text), prove.Options{AsOf: asOf, Cells: 2000}) {
			if strings.HasPrefix(d.Summary, "a fault") {
				t.Fatalf("%s\n%s", d.Detail, tail(text))
			}
			if d.Code == diag.Code(prove.NotProven) && strings.HasPrefix(d.Detail, "What is computed of several rows") {
				told++
			}
		}
		if told > 1 {
			t.Fatalf("told %d times\n%s", told, tail(text))
		}
	})
}

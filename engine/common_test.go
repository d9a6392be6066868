package engine

import (
	"testing"

	"github.com/rubric-lang/rubric/rules"
)

// What blocks compute alike is computed once in a batch, and anew in the next; what
// differs in anything is not taken for it.
func TestCommonExpressions(t *testing.T) {
	const text = `
framework "t" {
  version  = "1"
  language = 1
  entity   = row
}
entity "row" { key = "id" }
entity "item" {
  columns = ["item", "cut"]
  rows    = [["one", 2], ["two", 2], ["three", 3]]
}
input "a" { type = number }
input "b" { type = number }
derive "first" { value = (a + b) * 2 }
derive "again" { value = 1 - (a + b) * 2 }
derive "other" { value = (a - b) * 2 }
derive "swapped" { value = (b + a) * 2 }
derive "of" {
  for   = [row, item]
  value = a > item.cut
}
`
	p := PlanOf(t, text)
	fw := p.Framework
	data := NewDataset(p, 3)
	for k, in := range fw.Inputs {
		data.SetInput(in, 0, &Column{Kind: rules.Number, Int: true, Num: []float64{float64(k), 2, 5}})
	}
	block := func(name string) *rules.Block {
		for _, b := range fw.Blocks {
			if b.Name == name {
				return b
			}
		}
		t.Fatal(name)
		return nil
	}
	f := newFrame(p, data)
	value := func(name string, k int) *Vec { return f.block(block(name), f.context(block(name), k)).Value }
	f.start(0, 3)
	first := value("first", 0)
	before := len(f.commons)
	if value("again", 0); len(f.commons) != before+1 {
		t.Errorf("again: %d expressions more, and not 1", len(f.commons)-before)
	}
	if value("first", 0) != first || value("other", 0) == first || value("swapped", 0) == first {
		t.Error("others are taken for it, or it is not known again")
	}
	if one := value("of", 0); value("of", 1) != one || value("of", 2) == one {
		t.Error("members with one attribute share, others do not")
	}
	f.start(0, 2)
	if again := value("first", 0); again.len() != 2 || again.Num[1] != 8 {
		t.Errorf("the next batch has %v", again.Num)
	}
}

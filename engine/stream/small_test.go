package stream_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/report"
	"github.com/rubric-lang/rubric/engine/stream"
	"github.com/rubric-lang/rubric/engine/table"
)

const scores = `framework "t" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [total, share]
}
entity "home" { key = "k" }
input "a" {
  type  = integer
  among = [0, 5, 10, 25]
}
input "b" { type = number }
input "c" {
  type  = percent
  range = [0, 1000]
}
derive "total" { value = a + b }
derive "share" { value = b * c }
`

// TestSmallFiles holds files of which much is at their end, or at that of a piece, to
// data that is kept, and says which are to be read whole.
func TestSmallFiles(t *testing.T) {
	plan := engine.Compile(load(t, scores), engine.Options{})
	const good, whole = true, false
	for _, c := range []struct {
		data    string
		delim   rune
		streams bool
	}{
		{"k,a,b,c\n", ',', good},
		{"k,a,b,c\nx,5,1,2\n", ',', good},
		{"k,a,b,c\nx,5,1,2", ',', good},
		{"k,a,b,c\r\nx,5,1,2\r\ny,0,2.5,50\r\n\r\nz,25,,\r\n", ',', good},
		{"k,a,b,c\n\n\nx,10,1,2\n\ny,5,3,\n\n", ',', good},
		{"k,a,b,c\nx,,,\ny,,,\n", ',', good},
		{"k,a,b,c\nx,5,-1.25,0.5\ny,5,123456789.125,12.5\nz,5,0.123456789012345,100\n", ',', good},
		{"k;a;b;c\nx,1;5;1;2\ny,2;10;1;2\n", ';', good},
		{"k\ta\tb\tc\nx\t5\t1\t2\n", '\t', good},
		{"k,a,b,c\né,5,1,2\nü,5,1,2\n", ',', good},
		{"c,b,a,k\n2,1,5,x\n3,1,5,y\r\n", ',', good},
		{"k,a,b,c\nx,5,1,2,\n", ',', whole},
		{"k,a,b,c\nx,5,1\n", ',', whole},
		{"k,a,b,c\nx,5,1\n2,y,5,1,2\n", ',', whole},
		{"k,a,b,c\nx,5,1,2\n,5,1,2\n", ',', whole},
		{"k,a,b,c\nx,5,1,2\nx,5,1,2\n", ',', whole},
		{"k,a,b,c\nx,05,1,2\n", ',', good},
		{"k,a,b,c\nx,6,1,2\n", ',', whole},
		{"k,a,b,c\nx,5,one,2\n", ',', whole},
		{"k,a,b,c\nx,5,1,-2\n", ',', whole},
		{"k,a,b,c\nx,5,1,2\ny\x00,5,1,2\n", ',', whole},
		{"k,a,b,c\nx,5,1,2\ny\xff,5,1,2\n", ',', whole},
		{"k.a.b.c\nx.5.1.2\n", '.', whole},
		{"k5a5b5c\nx50535-2\n", '5', whole},
	} {
		for _, size := range []int{1, 7, 20, 1 << 16} {
			for _, more := range []int{0, 127, 128, 129, 300} {
				data := c.data
				if head, rest, _ := strings.Cut(data, "\n"); more > 0 && c.streams && strings.HasPrefix(head, "k,") {
					data = head + "\n"
					for r := range more {
						data += fmt.Sprintf("a%05d,%d,%s,%d\n", r, r%2*5, []string{"1", "2.5", "12.25", "1234567", ""}[r*7%5], r)
					}
					data += rest
				}
				opt := stream.Options{Table: table.Options{Keep: engine.NeededColumns(plan, engine.BindOptions{}), Delimiter: c.delim}, Report: report.Options{Detail: true}, PieceLen: size, Run: engine.RunOptions{Jobs: 1}}
				got, sum, err := passed(plan, []byte(data), opt)
				if (err == nil) != c.streams || err != nil && !errors.Is(err, table.ErrWhole) {
					t.Errorf("%q in pieces of %d: %v", c.data, size, err)
				}
				if err != nil {
					continue
				}
				if want, summary, ok := kept(t, plan, []byte(data), opt); !ok || got != want || sum != summary {
					t.Errorf("%q and %d more in pieces of %d: refused %v, or\n%s%s\nwant\n%s%s", c.data, more, size, !ok, got, sum, want, summary)
				}
			}
		}
	}
}

// A window whose first piece is one row must not take what holds of that row for what
// always holds.
func TestOneRowFirst(t *testing.T) {
	for _, value := range []string{"q * 2", "q + 0", "-q", "q", "7"} {
		plan := engine.Compile(load(t, `framework "t" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [x]
  dated_by = d
}
entity "home" { key = "k" }
input "a" { type = number }
input "d" { type = date }
parameter "q" {
  at "2020-01-01" { value = 10 }
  at "2024-01-01" { value = 20 }
}
parameter "p" { value = `+value+` }
derive "x" { value = a * p }
`), engine.Options{})
		// what is read with the header belongs to the first piece, so rows are long
		data := []byte("note,k,a,d\n" + strings.Repeat("x", 300_000) + ",b1,1,2021-01-01\n" + strings.Repeat("y", 900_000) + ",b2,1,2025-01-01\n,b3,2,2023-01-01\n,b4,3,2025-01-01\n")
		for _, length := range []int{64, 1 << 16} {
			opt := stream.Options{PieceLen: length, Run: engine.RunOptions{Jobs: 1}}
			want, _, _ := kept(t, plan, data, opt)
			if got, _, err := passed(plan, data, opt); err != nil || got != want {
				t.Errorf("%s, pieces of %d: %v\n%s\nwant\n%s", value, length, err, got, want)
			}
		}
	}
}

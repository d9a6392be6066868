package engine

import (
	"cmp"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/rules"
	"pgregory.net/rapid"
)

// This file holds the ways in which a column's cells become numbers to the plainest
// one, and what is known of rows to what columns hold.

var plainDecimal = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// TestColumnsOfNumbers draws columns of cells that are numbers, or nearly.
func TestColumnsOfNumbers(t *testing.T) {
	taken := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		end := rapid.SampledFrom([]byte{',', ';', '\t', '|', ' ', 'x', '\n'}).Draw(t, "end")
		shift := rapid.SampledFrom([]int{0, 2}).Draw(t, "shift")
		cell := rapid.OneOf(
			rapid.StringMatching(`(0|[1-9][0-9]?)`),
			rapid.StringMatching(`(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?`),
			rapid.StringMatching(`-?[0-9]{0,9}(\.[0-9]{0,9})?`),
			rapid.StringMatching(`[0-9.,;+ eé\r\n\t|/:*@p-]{0,9}`),
			rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 8), func(b []byte) string { return string(b) }),
		)
		var cells []string
		var from []uint32
		var piece []byte
		for range rapid.IntRange(1, blockRows).Draw(t, "rows") {
			text := cell.Draw(t, "cell")
			text, _, _ = strings.Cut(text, string(end))
			cells, from = append(cells, text), append(from, uint32(len(piece)))
			piece = append(append(piece, text...), end)
		}
		piece = append(piece, rapid.StringMatching(`[0-9.,]{8}`).Draw(t, "rest")...)
		among := &quick{shift: shift, among: []float64{0, 5, 10, 25, 99, 7}}
		for _, x := range among.among {
			among.few[int(x)/64] |= 1 << (int(x) % 64)
		}
		absent := rapid.Bool().Draw(t, "blank is absent")
		b := &block{}
		ways := map[string]func(from, to []uint32, num []float64) int{
			"decimals": func(from, to []uint32, num []float64) int {
				return b.shaped(piece, from, to, num, newShapes(end, shift, absent, false))
			},
			"wholes": func(from, to []uint32, num []float64) int {
				return b.shaped(piece, from, to, num, newShapes(end, shift, absent, true))
			},
			"longer": func(from, to []uint32, num []float64) int {
				return longer{end, (*[mostQuick + 1]float64)(powers10[shift:])}.read(piece, from, to, num)
			},
		}
		if p := newPairs(among, end); p != nil {
			ways["pairs"] = func(from, to []uint32, num []float64) int { return p.read(piece, from, to, num) }
		}
		for name, read := range ways {
			to, num := make([]uint32, len(from)), make([]float64, len(from))
			for r := 0; r < len(from); r++ {
				begun := r
				r += read(from[r:], to[r:], num[r:])
				blank := b.blanks[:b.blank]
				b.blank = 0
				for k := begun; k < r; k++ {
					taken[name]++
					text := cells[k]
					if absent && text == "" && len(blank) > 0 && int(blank[0]) == k-begun && num[k] == 0 && to[k] == from[k]+1 {
						blank = blank[1:]
						taken["blank"]++
						continue
					}
					exact, ok := new(big.Rat).SetString(text)
					if !ok || !plainDecimal.MatchString(text) || int(to[k]) != int(from[k])+len(text)+1 {
						t.Fatalf("%s: %q is %v, and what follows is at %d", name, text, num[k], to[k])
					}
					if want, _ := exact.Quo(exact, big.NewRat(int64(powers10[shift]), 1)).Float64(); num[k] != want {
						t.Fatalf("%s: %q is %v, want %v", name, text, num[k], want)
					}
					if name == "pairs" && !slices.Contains(among.among, num[k]) {
						t.Fatalf("%s: %q is none of them", name, text)
					}
				}
				if len(blank) > 0 {
					t.Fatalf("%s: rows %v are said to be blank", name, blank)
				}
				if r < len(from) && cells[r] == "" && absent && (name == "wholes" || name == "decimals") {
					t.Fatalf("%s: a blank cell was not taken", name)
				}
				if r < len(from) && usualFor(name, cells[r], among) {
					t.Fatalf("%s: %q was not taken", name, cells[r])
				}
			}
		}
	})
	for _, name := range []string{"decimals", "wholes", "longer", "pairs", "blank"} {
		if taken[name] == 0 {
			t.Errorf("%s: never taken", name)
		}
	}
}

// shaped is readShapes of a block that holds rows alone.
func (b *block) shaped(piece []byte, from, to []uint32, num []float64, all *shapes) int {
	n := copy(b.from[:], from)
	r := b.readShapes(piece, 0, num[:n], all)
	copy(to, b.to[:r])
	return r
}

// usualFor reports cells that a way is to take.
func usualFor(name, text string, among *quick) bool {
	digits := len(strings.Trim(strings.Replace(text, ".", "", 1), "-"))
	switch {
	case !plainDecimal.MatchString(text):
		return false
	case name == "longer":
		return digits <= mostQuick
	case name == "pairs":
		x, _, ok := among.read([]byte(text))
		return ok && digits == len(text) && slices.Contains(among.among, x)
	}
	return digits <= atMost4 && text[0] != '-'
}

// TestAbsentRows: the rows that are known to be absent are those that are.
func TestAbsentRows(t *testing.T) {
	const dir = "testdata/bench_t2"
	d, list, err := rules.Read(os.DirFS(dir), func(beside string) (fs.FS, error) { return os.DirFS(filepath.Join(dir, beside)), nil })
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	fw, list := d.Load("")
	if list.HasErrors() {
		t.Fatal(list)
	}
	plan, seen := Compile(fw, Options{}), 0
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		text.WriteString("id")
		for k := range 60 {
			fmt.Fprintf(&text, ",i%02d", k+1)
		}
		cells := rapid.SliceOfN(rapid.SampledFrom([]string{"", "", "1.5", "25", "12345.678", "-3", " ", "\"\"", "123456789012345678"}[:rapid.SampledFrom([]int{5, 7, 9}).Draw(t, "kinds")]), 1, 13).Draw(t, "cells")
		for r := range rapid.IntRange(0, 300).Draw(t, "rows") {
			fmt.Fprintf(&text, "\nn%03d", r)
			for k := range 60 {
				text.WriteString("," + cells[(61*r+k)%len(cells)])
			}
		}
		from, err := table.OpenPieces(strings.NewReader(text.String()+"\n"), table.Options{Keep: NeededColumns(plan, BindOptions{})})
		if err != nil {
			t.Fatal(err)
		}
		s, ok := NewStream(plan, from, BindOptions{}, RunOptions{})
		if !ok {
			t.Fatal("not for streams")
		}
		w := s.Window(from)
		for size := rapid.IntRange(1, 100000).Draw(t, "piece"); ; {
			piece, err := from.Next(make([]byte, 0, size))
			if err != nil {
				return
			}
			if _, ok := w.Rate(piece); !ok {
				t.Fatalf("declined %q", piece)
			}
			for i := range w.fields {
				for _, c := range w.fields[i].cells {
					var want []int32
					for r, why := range c.column.Why {
						if why != 0 {
							want = append(want, int32(r))
						}
					}
					if seen += len(want); !slices.Equal(c.column.gone, want) {
						t.Fatalf("column %d: %d, want %d", i, c.column.gone, want)
					}
				}
			}
		}
	})
	if seen == 0 {
		t.Error("no row was absent")
	}
}

// TestLineFeeds finds line feeds as they are found one by one.
func TestLineFeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte("\n\n\x0b\x8a\t\r"))), 64, 64).Draw(t, "text")
		got := lineFeeds(text)
		for i, c := range text {
			if (got>>i&1 == 1) != (c == '\n') {
				t.Fatalf("%q: %064b", text, got)
			}
		}
	})
}

// TestKeysOfRows holds what is known of keys to what they are as texts.
func TestKeysOfRows(t *testing.T) {
	seen, usual := [2]int{}, 0
	rapid.Check(t, func(t *rapid.T) {
		delim := rapid.SampledFrom([]byte{',', ';', '\t', '|'}).Draw(t, "delimiter")
		key := rapid.OneOf(rapid.StringMatching(`[ab]{1,3}`), rapid.StringMatching(`aaaaaaa[ab]{1,3}`), rapid.StringMatching(`aaaaaaaaaaaaaa[ab]{1,6}`),
			rapid.StringMatching(`[0-9A-Z/.:_-]{1,17}`), rapid.StringMatching(`[a,é" ]{1,20}`), rapid.StringMatching(`aa[^\n\r"]aaaaaaaaaa`))
		if rapid.Bool().Draw(t, "alike") {
			key = rapid.StringMatching(`E[0-9]{7}[ab]{0,3}`)
		}
		texts := rapid.SliceOfN(key, 1, 300).Draw(t, "keys")
		switch rapid.IntRange(0, 2).Draw(t, "sorted") {
		case 0:
			slices.Sort(texts)
		case 1:
			slices.SortStableFunc(texts, func(x, y string) int { return cmp.Or(len(x)-len(y), strings.Compare(x, y)) })
		}
		want := [2]bool{true, true}
		clean, quoted := true, false
		for i, text := range texts {
			if i > 0 {
				x := texts[i-1]
				want[0] = want[0] && x < text
				want[1] = want[1] && (len(x) < len(text) || len(x) == len(text) && x < text)
			}
			clean = clean && table.Clean([]byte(text))
			quoted = quoted || strings.ContainsAny(text, ",\"\r\n\uFEFF")
		}
		check := func(k *rowKeys) {
			for i, text := range texts {
				if got := string(k.cell(i, 0)); got != text {
					t.Fatalf("key %d is %q, want %q", i, got, text)
				}
			}
			got := k.order()
			if got != want {
				t.Fatalf("%q ascend: %v, want %v", texts, got, want)
			}
			for i, is := range got {
				if is && len(texts) > 1 {
					seen[i]++
				}
			}
			if c, plain := k.clean(); c != clean || c && plain == quoted {
				t.Fatalf("%q: clean %v, plain %v", texts, c, plain)
			}
			if k.usual && len(texts) > 1 {
				usual++
			}
		}
		copies := &rowKeys{parts: make([]part, 1)}
		copies.reset(nil)
		copies.grow(len(texts))
		inPlace := true // it is CSV without quotes
		var piece []byte
		for i, text := range texts {
			copies.copied(i, 0, []byte(text))
			copies.rows++
			inPlace = inPlace && strings.IndexByte(text, delim) < 0
			piece = append(append(append(piece, text...), delim), "7\n"...)
		}
		check(copies)
		w := &Window{stream: &Stream{delim: delim}, room: len(texts), fields: []field{{part: 0}, {part: -1}}, keys: rowKeys{parts: make([]part, 1)}}
		w.keys.grow(w.room)
		w.keys.reset(piece)
		rows, ok := w.plain(piece)
		if ok && rows == len(texts) != inPlace {
			t.Fatalf("%q: %d rows, %v", piece, rows, ok)
		}
		if w.keys.rows = rows; inPlace {
			check(&w.keys)
		}
	})
	if seen[0] == 0 || seen[1] == 0 || usual == 0 {
		t.Errorf("that keys ascend was seen %v times, %d of them were usual", seen, usual)
	}
}

// TestReciprocal divides all that reciprocals are made for.
func TestReciprocal(t *testing.T) {
	for k := range 6 {
		x := powers10[k]
		r := reciprocalOf(x)
		for n := range int64(1 << 14) {
			if got, want := r.times(n), float64(n)/x; got != want {
				t.Fatalf("%d/%v is %v, want %v", n, x, got, want)
			}
		}
	}
}

// TestUsualKeys finds bytes that ask for a second look.
func TestUsualKeys(t *testing.T) {
	for n := range 20 {
		for at := range n {
			for c := range 256 {
				text := []byte(strings.Repeat("a", n) + ",aaaaaaaaaaaaaaaa")
				text[at] = byte(c)
				want := 0
				if n < 16 && c > ',' && c < 0x80 || at > 0 && at < 16 && c == ',' {
					want = 1
				}
				if got := usual(text[:n]); got != (c > ',' && c < 0x80) {
					t.Fatalf("%q: %v", text[:n], got)
				}
				k := &rowKeys{}
				var to, begin, end [1]uint32
				if got := k.read(text, ',', []uint32{0}, to[:], begin[:], end[:]); got != want {
					t.Fatalf("%q: %d", text, got)
				}
			}
		}
	}
}

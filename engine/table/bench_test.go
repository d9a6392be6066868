package table

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

// numeric is a CSV of 20 columns of numbers, about 16 MB.
func numeric(quoted bool) []byte {
	rnd, b := rand.New(rand.NewPCG(1, 2)), bytes.Buffer{}
	for i := range 20 {
		fmt.Fprintf(&b, "measure_%d,", i)
	}
	for b.Truncate(b.Len() - 1); b.Len() < 16<<20; {
		for i := range 20 {
			b.WriteByte("\n,"[min(i, 1)])
			if quoted {
				fmt.Fprintf(&b, `"%.3f"`, rnd.Float64()*1000)
			} else {
				fmt.Fprintf(&b, "%.3f", rnd.Float64()*1000)
			}
		}
	}
	return b.Bytes()
}

func BenchmarkReadCSV(b *testing.B) {
	for _, c := range []struct {
		name   string
		quoted bool
		opt    Options
	}{
		{"numbers", false, Options{}},
		{"quoted", true, Options{}},
		{"three_of_twenty", false, Options{Keep: func(c string) bool { return len(c) == 9 && c[8] < '3' }}},
	} {
		text := numeric(c.quoted)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, list, err := ReadCSV(bytes.NewReader(text), "x", c.opt); err != nil || len(list) > 0 {
					b.Fatal(err, list)
				}
			}
		})
	}
}

func BenchmarkReadJSONL(b *testing.B) {
	rnd, text := rand.New(rand.NewPCG(1, 2)), bytes.Buffer{}
	for text.Len() < 16<<20 {
		fmt.Fprintf(&text, `{"name":"entity %d","first":%.3f,"second":%.3f,"third":null}`+"\n", text.Len(), rnd.Float64(), rnd.Float64()*100)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, list, err := ReadJSONL(bytes.NewReader(text.Bytes()), "x", Options{}); err != nil || len(list) > 0 {
			b.Fatal(err, list)
		}
	}
}

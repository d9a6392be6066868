package lang

import (
	"bytes"
	"testing"
)

// This file tests that formatting is stable and changes nothing but layout.

func TestFormat(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"\n\n", ""},
		{"a \"b\" {\nc=1\n  dd   = [1,2]   \n\n\n\ne=3\n}", "a \"b\" {\n  c  = 1\n  dd = [1, 2]\n\n  e = 3\n}\n"},
		{"a {\n}\nb {\n}\n", "a {\n}\n\nb {\n}\n"},
		{"a {}\nb {}\n\nc {}\n", "a {}\nb {}\n\nc {}\n"},
		{"a {\n}\n# of b\n# more\nb {}\n", "a {\n}\n\n# of b\n# more\nb {}\n"},
		{"a {\n} # tail  \nb {}\n", "a {\n} # tail\n\nb {}\n"},
		{"a {\n  t = <<-MD\n    x  \n\n\n\n    y\n  MD\n}\n", "a {\n  t = <<-MD\n    x  \n\n\n\n    y\n  MD\n}\n"},
		{"a {\r\n  b = 1\r\n}\r\n", "a {\n  b = 1\n}\n"},
		{"/* x  \n\n\n y */\na {}\n", "/* x  \n\n\n y */\na {}\n"},
	} {
		got, list := Format("a", []byte(test.in))
		if string(got) != test.want || len(list) > 0 {
			t.Errorf("%q becomes %q, want %q (%v)", test.in, got, test.want, list)
		}
		again, _ := Format("a", got)
		if !bytes.Equal(again, got) {
			t.Errorf("%q becomes %q the second time", got, again)
		}
	}
}

func TestFormatLeavesBroken(t *testing.T) {
	for _, src := range []string{"a {", "a\x00", "a {\n  b = 15%\n}\n"} {
		got, list := Format("a", []byte(src))
		if string(got) != src || !list.HasErrors() {
			t.Errorf("%q becomes %q with %d problems", src, got, len(list))
		}
	}
}

func FuzzFormat(f *testing.F) {
	for _, s := range []string{"a {\n  b=1 # c\n}\nc {}", "a {\n  t = <<-X\n  y\n  X\n}\n", "/* a\n*/ b = [\n1,\n\n\n2]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		once, list := Format("a", src)
		if len(list) > 0 {
			if !bytes.Equal(once, src) {
				t.Fatal("a file with problems was changed")
			}
			return
		}
		twice, list := Format("a", once)
		if !bytes.Equal(once, twice) || len(list) > 0 {
			t.Fatalf("%q\n%q\n%q %v", src, once, twice, list)
		}
	})
}

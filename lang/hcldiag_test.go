package lang

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/rubric-lang/rubric/lang/diag"
)

// This file tests the wording of broken syntax.

func TestFromHCL(t *testing.T) {
	for _, test := range []struct {
		src  string
		code diag.Code
		says string
	}{
		{"a {\n  b = \"c\n}\n", NotClosed, "quote"},
		{"a {\n  b = 1\n", NotClosed, "no }"},
		{"a {\n  b = [1, 2\n", NotClosed, "no ]"},
		{"a {\n  b = 1 c = 2\n}\n", BadSyntax, "line"},
		{"a {\n  b 1\n}\n", BadSyntax, "block"},
		{"a {\n  b = “c”\n}\n", BadSyntax, "straight quotes"},
		{"a {\n  b = 'c'\n}\n", BadSyntax, "double quotes"},
		{"a {\n  bé = 1\n  bé = 2\n}\n", SetTwice, "first on line 2"},
		{"a {\n  b = \"${c d}\"\n}\n", TemplateUsed, "templates"},
		{"a {\n  b = \n}\n", BadSyntax, "begin here"},
		{"a {\n  b = {\n    c = 1\n", NotClosed, "has no }"},
		{"a { b = 1, c = 2 }\n", BadSyntax, "one attribute"},
		{"a {\n  b = c ? 1\n}\n", BadSyntax, "conditional"},
		{"a = {\n  b = 1\n} {\n", BadSyntax, "line"},
	} {
		_, ds := hclsyntax.ParseConfig([]byte(test.src), "a", hcl.InitialPos)
		list := fromHCLIn([]byte(test.src), ds)
		if len(list) == 0 || list[0].Code != test.code || !strings.Contains(list[0].Detail, test.says) {
			for _, d := range list {
				t.Logf("%s %s: %s", d.Code, d.Summary, d.Detail)
			}
			t.Errorf("%q: want %s with %q", test.src, test.code, test.says)
		}
	}
}

func TestSetTwice(t *testing.T) {
	src := []byte("a {\n  bé = 1\n  bé = 2\n}\n")
	_, ds := hclsyntax.ParseConfig(src, "a", hcl.InitialPos)
	list := fromHCLIn(src, ds)
	if len(list) != 1 || len(list[0].Notes) != 1 || textOf(src, list[0].Notes[0].Range) != "bé" || list[0].Notes[0].Range.Start.Byte != 6 {
		t.Errorf("got %+v", list[0])
	}
}

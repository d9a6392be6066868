package table

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/lang/diag"
)

// show writes a table as text: "name=cell|cell" for each kept column.
func show(t *Table) string {
	var b strings.Builder
	for i, c := range t.Columns {
		if i > 0 {
			b.WriteByte(' ')
		}
		cells := make([]string, t.Rows)
		for r := range cells {
			cells[r] = c.Text(r)
		}
		fmt.Fprintf(&b, "%s=%s", c.Name, strings.Join(cells, "|"))
	}
	return b.String()
}

// brief writes diagnostics as "code row:line:column", separated by spaces.
func brief(l diag.List) string {
	var out []string
	for _, d := range l {
		out = append(out, fmt.Sprintf("%s %d:%d:%s", d.Code, d.Cell.Row, d.Cell.Line, d.Cell.Column))
	}
	return strings.Join(out, ", ")
}

// check reads text and compares table and problems.
func check(t *testing.T, name, text string, opt Options, want, problems string) *Table {
	t.Helper()
	tab, list, err := Read(strings.NewReader(text), name, opt)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(tab); got != want {
		t.Errorf("table %q, want %q", got, want)
	}
	if got := brief(list); got != problems {
		t.Errorf("problems %q, want %q", got, problems)
	}
	return tab
}

func zipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

// endless yields text over and over, n bytes in all.
type endless struct {
	text string
	n    int64
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	p = p[:min(int64(len(p)), e.n)]
	for i := range p {
		p[i] = e.text[e.at]
		e.at = (e.at + 1) % len(e.text)
	}
	e.n -= int64(len(p))
	return len(p), nil
}

package table

import (
	"math"
	"strconv"

	"github.com/rubric-lang/rubric/lang/diag"
)

// Builder makes a table of cells that do not come as CSV or JSON: those of
// Parquet files and databases. It applies the same checks and limits as the
// readers of this package. First all columns are named, then rows are added and
// their cells set, each column from its first row to its last; Done gives what
// ReadCSV would give. The rows of such a table have no lines.
type Builder struct {
	table    *Table
	problems *problems
	opt      Options
	first    map[string]int // where each name of the header stands
	left     int64          // bytes of text that may still be added
	cleared  int64          // left, when the stretch began
	full     bool
}

// NewBuilder begins the table of a source whose name is shown in messages.
func NewBuilder(name string, opt Options) *Builder {
	opt.Limits = opt.Limits.withDefaults()
	return &Builder{
		table: &Table{Name: name}, problems: &problems{file: name, limit: opt.Limits.Problems},
		opt: opt, first: map[string]int{}, left: opt.Limits.Bytes,
	}
}

// Column names the next column of the source. It is nil if the column is not
// kept, or if there are too many.
func (b *Builder) Column(name string) *Column {
	i := len(b.table.Header)
	if i >= b.opt.Limits.Columns {
		if !b.full {
			b.problems.manyColumns(place{}, b.opt.Limits.Columns)
		}
		b.full = true
		return nil
	}
	at, keep := place{column: name}, b.opt.keeps(name)
	if !cleanText([]byte(name)) {
		b.problems.badText(place{column: excerpt([]byte(name))}, []byte(name))
	}
	if earlier, twice := b.first[name]; name == "" {
		b.problems.unnamedColumn(at, i)
	} else if !twice {
		b.first[name] = i
	} else if keep {
		b.problems.duplicateColumn(diag.Error, at, earlier, i)
	} else {
		b.problems.duplicateColumn(diag.Warning, at, earlier, i)
	}
	b.table.Header = append(b.table.Header, name)
	if !keep {
		return nil
	}
	return b.table.addColumn(name)
}

// Rows adds n rows of absent cells and reports whether there is room for them.
func (b *Builder) Rows(n int) bool {
	most := math.MaxInt
	if k := len(b.table.Columns); k > 0 {
		most = int(b.opt.Limits.Cells / int64(k))
	}
	if !b.full && (n < 0 || n > most-b.table.Rows) {
		b.full = true
		b.problems.tooMuchData(place{row: b.table.Rows}, plural(int(b.opt.Limits.Cells), "cell"))
	}
	if b.full {
		return false
	}
	b.table.Rows += n
	return true
}

// Set gives the cell of a row (from 0) its text and reports whether more may
// follow. Rows that are left out stay absent.
func (b *Builder) Set(c *Column, row int, text []byte) bool {
	if len(text) == 0 {
		return !b.full
	}
	if !cleanText(text) {
		b.problems.badText(place{row: row + 1, column: c.Name}, text)
	}
	b.left -= int64(len(text))
	if b.left < 0 && !b.full {
		b.full = true
		b.problems.tooMuchData(place{row: row}, bytesText(int(b.opt.Limits.Bytes)))
	}
	if b.full {
		return false
	}
	c.set(row, text)
	return true
}

// Clean is Set for text that cannot hold anything but plain ASCII, such as a
// number.
func (b *Builder) Clean(c *Column, row int, text []byte) bool {
	if b.left -= int64(len(text)); b.left < 0 || b.full {
		return b.Set(c, row, text)
	}
	c.set(row, text)
	return true
}

// Problem reports an error of the source. The cell needs no file.
func (b *Builder) Problem(code diag.Code, at diag.Cell, summary, detail string) {
	p := place{row: at.Row, column: at.Column, value: excerpt([]byte(at.Value)), expected: at.Expected}
	if b.problems.room(diag.Error, p) {
		b.problems.add(diag.Error, code, p, summary, detail)
	}
}

// Done returns the table and the problems of its source.
func (b *Builder) Done() (*Table, diag.List) { return b.table, b.problems.all() }

// AppendFloat appends the shortest decimal that gives the float of so many bits
// again, without an exponent unless that would be very long.
func AppendFloat(to []byte, f float64, bits int) []byte {
	if n := math.Round(f * 1e4); bits == 64 && n != 0 && math.Abs(n) < 1e15 && n/1e4 == f {
		return appendTenThousandths(to, int64(n))
	}
	if a := math.Abs(f); a != 0 && (a < 1e-7 || a >= 1e21) {
		return strconv.AppendFloat(to, f, 'e', -1, bits)
	}
	return strconv.AppendFloat(to, f, 'f', -1, bits)
}

// appendTenThousandths appends the decimal n / 10,000. Most floats in data are such:
// no other decimal of as many digits is nearest to the same float, nor is a shorter one.
func appendTenThousandths(to []byte, n int64) []byte {
	if n < 0 {
		to, n = append(to, '-'), -n
	}
	to = strconv.AppendInt(to, n/1e4, 10)
	if n %= 1e4; n == 0 {
		return to
	}
	to = append(to, '.', byte('0'+n/1000), byte('0'+n/100%10), byte('0'+n/10%10), byte('0'+n%10))
	for to[len(to)-1] == '0' {
		to = to[:len(to)-1]
	}
	return to
}

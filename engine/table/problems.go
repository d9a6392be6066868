// This file defines every message of the package, and problems, which collects
// them up to a limit and counts the rest.

package table

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rubric-lang/rubric/lang/diag"
)

// problems collects the diagnostics of one source.
type problems struct {
	file  string
	limit int
	list  diag.List

	more  int           // diagnostics beyond the limit
	worst diag.Severity // of these
	last  place         // of these
}

// place is where a problem stands. Row counts from 1 and is 0 for the header
// and for the source as a whole; column and value may be empty.
type place struct {
	row, line     int
	column, value string
	expected      string
}

// room reports whether another diagnostic is written out; if not, it is
// counted. Messages are not composed before there is room for them.
func (p *problems) room(s diag.Severity, at place) bool {
	if len(p.list) < p.limit {
		return true
	}
	if p.more == 0 || s < p.worst {
		p.worst = s
	}
	p.more++
	p.last = at
	return false
}

func (p *problems) add(s diag.Severity, code diag.Code, at place, summary, detail string) {
	p.list.Add(&diag.Diagnostic{Severity: s, Code: code, Summary: summary, Detail: detail, Cell: &diag.Cell{
		File: p.file, Row: at.row, Line: at.line, Column: at.column, Value: at.value, Expected: at.expected,
	}})
}

// all returns the diagnostics, with the count of the rest at the end.
func (p *problems) all() diag.List {
	if p.more > 0 {
		p.add(p.worst, CodeMoreProblems, place{row: p.last.row, line: p.last.line}, "Further problems",
			fmt.Sprintf("There are %s of this file and %s more; the last of them is in %s. Mend these first and read the file again.",
				plural(len(p.list), "problem"), thousands(p.more), p.last.name()))
		p.more = 0
	}
	return p.list
}

func (at place) name() string {
	if at.row == 0 {
		return "the header"
	}
	return "row " + thousands(at.row)
}

func (p *problems) empty(line int, expected, mend string) {
	at := place{line: line, expected: expected}
	if p.room(diag.Error, at) {
		p.add(diag.Error, CodeEmpty, at, "Empty file", fmt.Sprintf("%q does not have %s: there is nothing in it. %s", p.file, expected, mend))
	}
}

func (p *problems) notText(what, mend string) {
	at := place{line: 1, expected: "UTF-8 text"}
	if p.room(diag.Error, at) {
		p.add(diag.Error, CodeNotText, at, "Not a text file", fmt.Sprintf("%q is not UTF-8 text: it looks like %s. %s", p.file, what, mend))
	}
}

func (p *problems) badPacked(packing string, row int, err error) {
	at := place{row: row, expected: "complete " + packing + " data"}
	if p.room(diag.Error, at) {
		where := "no row could be unpacked"
		if row > 0 {
			where = "only " + plural(row, "row") + " could be unpacked"
		}
		p.add(diag.Error, CodeBadPacked, at, "Damaged "+packing+" file", fmt.Sprintf("%q is truncated or damaged (%v); %s. Copy or download it again.", p.file, err, where))
	}
}

func (p *problems) largeWindow(packing string) {
	at := place{expected: "at most 128 MiB of memory to unpack it"}
	if p.room(diag.Error, at) {
		p.add(diag.Error, CodeTooMuchData, at, "Too much data", fmt.Sprintf("%q is packed with %s in a way that needs more than 128 MiB of memory to unpack. Pack it again with a smaller window (without --long, or with --long=27).", p.file, packing))
	}
}

// What can be wrong with the text of a cell.
const (
	notUTF8  = "bytes that are not UTF-8; the file may be in Windows-1252 or Latin-1"
	hasNUL   = "a NUL character, which cannot stand in text"
	halfPair = "half of a surrogate pair, which is no character"
)

func (p *problems) badText(at place, text []byte) {
	if utf8.Valid(text) {
		p.badTextFor(hasNUL, at, text)
	} else {
		p.badTextFor(notUTF8, at, text)
	}
}

func (p *problems) badTextFor(reason string, at place, text []byte) {
	if at.expected = "UTF-8 text"; !p.room(diag.Error, at) {
		return
	}
	at.value = excerpt(text)
	p.add(diag.Error, CodeBadText, at, "Unreadable text", fmt.Sprintf("The cell in %s, column %q, contains %s. Save the file as UTF-8.", at.name(), at.column, reason))
}

func (p *problems) raggedRow(at place, cells, want int) {
	if !p.room(diag.Error, at) {
		return
	}
	at.value, at.expected = plural(cells, "cell"), plural(want, "cell")
	mend := "Add the missing cells, even if they are empty."
	if cells > want {
		mend = "Put quotes around a cell that contains the delimiter, or remove the surplus cells."
	}
	p.add(diag.Error, CodeRaggedRow, at, "Wrong number of cells", fmt.Sprintf("Row %s has %s, and the header has %s. %s", thousands(at.row), at.value, at.expected, mend))
}

func (p *problems) unclosedQuote(at place, limit int) {
	if at.expected = "a closing quote"; p.room(diag.Error, at) {
		p.add(diag.Error, CodeUnclosedQuote, at, "Unclosed quote", fmt.Sprintf("The quote that opens in column %q on line %d is closed neither before the end of the file nor within %s; nothing was read after it. Close it, or write it as two quotes inside a quoted cell.", at.column, at.line, bytesText(limit)))
	}
}

func (p *problems) strayQuote(at place, text []byte) {
	if !p.room(diag.Error, at) {
		return
	}
	at.value = excerpt(text)
	p.add(diag.Error, CodeStrayQuote, at, "Stray quote", fmt.Sprintf("The cell in %s, column %q, has a quote where none may stand. Put the whole cell in quotes and write each quote inside it twice.", at.name(), at.column))
}

func (p *problems) duplicateColumn(s diag.Severity, at place, first, second int) {
	if !p.room(s, at) {
		return
	}
	p.add(s, CodeDuplicateColumn, at, "Duplicate column name", fmt.Sprintf("The columns %s and %s are both called %q. Rename one of them.", thousands(first+1), thousands(second+1), at.column))
}

func (p *problems) unnamedColumn(at place, index int) {
	if at.expected = "a column name"; p.room(diag.Warning, at) {
		p.add(diag.Warning, CodeUnnamedColumn, at, "Column without a name", fmt.Sprintf("Column %s has no name, so no rule can read it. Name it in the header, or remove it.", thousands(index+1)))
	}
}

func (p *problems) delimiter(at place, name string) {
	if p.room(diag.Warning, at) {
		p.add(diag.Warning, CodeDelimiter, at, "Doubtful delimiter", fmt.Sprintf("The header is a single column, and it contains %s. Is that the delimiter? Name it with --delimiter.", name))
	}
}

func (p *problems) lineEnds(at place) {
	if at.expected = "lines that end with a line feed"; p.room(diag.Error, at) {
		p.add(diag.Error, CodeLineEnds, at, "Carriage return in the header", "The header contains a carriage return without a line feed; the lines of the file may end with carriage returns alone. Save the file with line feeds (LF or CRLF) as line ends.")
	}
}

func (p *problems) longRecord(at place, what string, limit int) {
	if p.room(diag.Error, at) {
		at.expected = "at most " + bytesText(limit)
		p.add(diag.Error, CodeLongRecord, at, "Record too long", fmt.Sprintf("The %s on line %d is longer than %s and was skipped. Check that the file has line ends and that its quotes are closed.", what, at.line, bytesText(limit)))
	}
}

func (p *problems) manyColumns(at place, limit int) {
	if p.room(diag.Error, at) {
		at.expected = "at most " + plural(limit, "column")
		p.add(diag.Error, CodeManyColumns, at, "Too many columns", fmt.Sprintf("There are more than %s columns up to line %d; nothing was read after it. Check that the file is a table with one row for each entity.", thousands(limit), at.line))
	}
}

func (p *problems) tooMuchData(at place, limit string) {
	if p.room(diag.Error, at) {
		at.expected = "at most " + limit
		p.add(diag.Error, CodeTooMuchData, at, "Too much data", fmt.Sprintf("The data is larger than %s; nothing was read after %s. Split the file, or keep fewer columns.", limit, at.name()))
	}
}

func (p *problems) badJSON(at place, why string) {
	if at.expected = "JSON"; p.room(diag.Error, at) {
		p.add(diag.Error, CodeBadJSON, at, "Invalid JSON", fmt.Sprintf("The text on line %d is not valid JSON: %s. Write one object on each line, or one array of objects.", at.line, why))
	}
}

func (p *problems) notAnObject(at place, text []byte) {
	if at.expected = "an object"; p.room(diag.Error, at) {
		at.value = excerpt(text)
		p.add(diag.Error, CodeNotAnObject, at, "Not a JSON object", fmt.Sprintf("Row %s is a JSON value but not an object. Write each row as {\"column\": value, …}.", thousands(at.row)))
	}
}

func (p *problems) nestedValue(at place, text []byte) {
	if at.expected = "text, a number, true, false or null"; !p.room(diag.Error, at) {
		return
	}
	at.value = excerpt(text)
	p.add(diag.Error, CodeNestedValue, at, "Nested JSON value", fmt.Sprintf("The value of %q in row %s is an object or an array, and a cell holds a single value. Write its parts as keys of their own.", at.column, thousands(at.row)))
}

func (p *problems) duplicateKey(at place) {
	if p.room(diag.Error, at) {
		p.add(diag.Error, CodeDuplicateKey, at, "Duplicate JSON key", fmt.Sprintf("The object in row %s has the key %q more than once. Keep one of them.", thousands(at.row), at.column))
	}
}

// excerpt is the beginning of a text, fit for a message.
func excerpt(text []byte) string {
	const most = 80
	s := string(text[:min(len(text), most)])
	if len(text) > most {
		for i := 0; i < 3 && !utf8.ValidString(s); i++ {
			s = s[:len(s)-1]
		}
		s += "…"
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// thousands writes 9900 as 9,900.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

func bytesText(n int) string {
	for _, u := range []struct {
		size int
		name string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n >= u.size && n%u.size == 0 {
			return thousands(n/u.size) + " " + u.name
		}
	}
	return plural(n, "byte")
}

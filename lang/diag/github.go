package diag

// This file defines the workflow commands by which GitHub Actions shows
// problems beside the changed lines of a pull request:
// "::error file=…,line=…,col=…,endLine=…,title=…::message".

import (
	"bufio"
	"cmp"
	"io"
	"strconv"
	"strings"
)

var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// WriteGitHub writes each problem as a workflow command on a line of its own,
// in the order of Sorted. Data problems point at the line of the data file.
func WriteGitHub(w io.Writer, l List) error {
	out := bufio.NewWriter(w)
	for _, d := range l.Sorted() {
		out.WriteString(githubCommand(d))
	}
	return out.Flush()
}

func githubCommand(d *Diagnostic) string {
	var properties []string
	add := func(name, value string) {
		if value != "" && value != "0" {
			properties = append(properties, name+"="+githubProperty.Replace(clean(value)))
		}
	}
	if d.Cell != nil && d.Cell.File != "" {
		add("file", d.Cell.File)
		add("line", strconv.Itoa(max(d.Cell.Line, 0)))
	} else if r := d.Range; r.Filename != "" {
		add("file", r.Filename)
		add("line", strconv.Itoa(max(r.Start.Line, 0)))
		add("col", strconv.Itoa(max(r.Start.Column, 0)))
		add("endLine", strconv.Itoa(max(r.End.Line, 0)))
	}
	title := d.Summary
	if d.Code != "" {
		title = strings.TrimSpace(string(d.Code) + ": " + title)
	}
	add("title", title)
	verb := [...]string{Error: "error", Warning: "warning", Info: "notice"}[d.Severity]
	return "::" + verb + " " + strings.Join(properties, ",") + "::" +
		githubMessage.Replace(cmp.Or(d.message(), clean(d.Summary), verb)) + "\n"
}

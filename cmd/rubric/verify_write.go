package main

// This file defines how `rubric verify` reads results and says what it found.

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table/zstd"
	"github.com/rubric-lang/rubric/engine/verify"
	"github.com/rubric-lang/rubric/lang/diag"
)

// readPublished reads a file of results.
func readPublished(ctx context.Context, opt verifyOptions, s *streams) (*verify.Published, error) {
	name := strings.ToLower(opt.Result)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	ext := filepath.Ext(name)
	if ext != ".json" && ext != ".jsonl" && ext != ".ndjson" {
		return readPublishedTable(ctx, opt, s)
	}
	f, err := openData(opt.Result, s)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in, err := unpacked(f)
	if err != nil {
		return nil, fail(exitData, "%s cannot be unpacked: %s", opt.Result, err)
	}
	var pub *verify.Published
	if ext == ".json" {
		var text []byte
		if text, err = io.ReadAll(in); err == nil {
			pub, err = verify.ReadJSON(text)
		}
	} else {
		pub, err = verify.ReadJSONL(in)
	}
	if err != nil {
		return nil, fail(exitData, "%s cannot be read: %s", opt.Result, err)
	}
	return pub, nil
}

func readPublishedTable(ctx context.Context, opt verifyOptions, s *streams) (*verify.Published, error) {
	t, _, list, err := readTable(ctx, opt.Result, dataOptions{Max: opt.Data.Max}, nil, s)
	if err != nil {
		return nil, err
	}
	if list.HasErrors() {
		if err := s.reasons(list, nil); err != nil {
			return nil, err
		}
		return nil, &failure{code: exitData}
	}
	return verify.FromTable(t), nil
}

// unpacked reads what may be packed.
func unpacked(r io.Reader) (io.Reader, error) {
	in := bufio.NewReader(r)
	head, err := in.Peek(4)
	switch {
	case err != nil: // too short to be packed
		return in, nil
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzip.NewReader(in)
	case zstd.Packing.Is(head):
		return zstd.Packing.Open(in)
	}
	return in, nil
}

// verdict is what verify found.
type verdict struct {
	Origins []origin

	opt     verifyOptions
	report  *verify.Report
	res     *engine.Result
	decided bool // some published results rest on recorded decisions
}

func (v *verdict) same() bool {
	for _, o := range v.Origins {
		if !o.Fine {
			return false
		}
	}
	return v.report.Same()
}

func (v *verdict) write(s *streams) error {
	if v.opt.Format == "json" {
		return v.writeJSON(s.out)
	}
	out := bufio.NewWriter(s.out)
	r := v.report
	for _, o := range v.Origins {
		fmt.Fprintf(out, "%-9s  %s%s\n", o.What, o.Means, either(o.Same, "", " ("+short(o.Published)+" in the result, "+short(o.Here)+" here)"))
	}
	if len(v.Origins) == 0 {
		fmt.Fprintln(out, "the file does not say by which rules and data it was made: only its results are compared")
	}
	v.lists(out)
	counts := fmt.Sprintf("%s of %s", diag.Plural(r.Cells, "result", "results"), diag.Plural(r.Rows, "row", "rows"))
	byRow := "all of them row by row, too"
	if r.ByRow < r.Cells {
		byRow = fmt.Sprintf("%s of them row by row, too (a sample of %s, seed %d)", diag.Plural(r.ByRow, "", ""), diag.Plural(v.opt.Sample, "row", "rows"), v.opt.Seed)
	}
	fmt.Fprintf(out, "performed again: %s by columns, %s\n", counts, strings.Replace(byRow, "  ", " ", 1))
	v.differences(out)
	fmt.Fprintln(out, either(v.same(), "verified: the same", "not verified"))
	return out.Flush()
}

// short is the head of a digest, or a word as it is.
func short(s string) string {
	if rest, ok := strings.CutPrefix(s, "sha256:"); ok && len(rest) > 12 {
		return rest[:12]
	}
	return either(s == "", "nothing", s)
}

// lists says what stands on one side only.
func (v *verdict) lists(out io.Writer) {
	r := v.report
	for _, l := range []struct {
		names []string
		what  string
	}{
		{r.NotRated, "in the result, and not in the data (or twice)"},
		{r.NotGiven, "in the data, and not in the result"},
		{r.Unknown, "columns that are no results of the rules"},
		{r.Missing, "results of the rules that the file does not have"},
	} {
		if len(l.names) > 0 {
			fmt.Fprintf(out, "%s: %s\n", l.what, few(l.names, v.opt.Most))
		}
	}
}

// few are the first names, and how many more there are.
func few(names []string, most int) string {
	if most == 0 || len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " and " + diag.Plural(len(names)-most, "more", "more")
}

// differences says cell by cell what differs.
func (v *verdict) differences(out io.Writer) {
	list := v.report.Differences
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(out, "%s\n", diag.Plural(len(list), "result differs:", "results differ:"))
	for i, d := range list {
		if v.opt.Most > 0 && i == v.opt.Most {
			fmt.Fprintf(out, "  … and %s (--differences 0 shows all)\n", diag.Plural(len(list)-i, "more", "more"))
			break
		}
		fmt.Fprintf(out, "  %s, %s: published %s, by columns %s%s\n", d.Key, d.Result, d.Published, d.Columns, either(d.Row == "", "", ", row by row "+d.Row))
	}
	if v.decided && v.opt.Overrides == "" {
		fmt.Fprintln(out, "the result rests on recorded decisions: name their file with --overrides")
	}
}

// writeJSON writes the verdict for programs.
func (v *verdict) writeJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	seed := v.opt.Seed
	if v.opt.Sample == 0 {
		seed = 0
	}
	return enc.Encode(struct {
		Verified bool           `json:"verified"`
		AsOf     string         `json:"as_of"`
		Sample   int            `json:"sample,omitempty"`
		Seed     uint64         `json:"seed,omitempty"`
		Origins  []origin       `json:"origins,omitempty"`
		Results  *verify.Report `json:"results"`
	}{v.same(), v.res.Plan.AsOf, v.opt.Sample, seed, v.Origins, v.report})
}

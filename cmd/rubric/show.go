package main

// This file defines `rubric show`.

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
	"github.com/spf13/cobra"
)

const showHelp = `  rubric show care                            the rules, as one file
  rubric show care --variant strict           as a variant has them
  rubric show care indicator.falls_rate       one block, by its address
  rubric show care rating.overall.rule.good   a part of one
  rubric show care --format json              every block, and where it is from

show writes what a directory comes to: its rules together with those that it
amends and uses, for a variant if one is named. The comments say which amendment
changed what, and why, and what a changed block has kept. What is written is a
rule file, and loads to the same framework; CSV files that blocks of other
directories name must be put beside it.

An address is a kind and a name, and what is in it, with dots between:
indicator.falls_rate.bands.levels.`

var showFormats = []string{"rules", "json"}

const variantFlag = "the name of a variant of the rules"

// showOptions says what is shown and how.
type showOptions struct {
	Dir     string
	Address string // "" for all
	Variant string
	Format  string // one of showFormats
}

func newShow(s *streams) *cobra.Command {
	var opt showOptions
	cmd := &cobra.Command{
		Use: "show DIR [ADDRESS]", Short: "Write the rules with all amendments applied", Long: showHelp,
		Args: between(1, 2, "the directory of a framework, and perhaps an address"), ValidArgsFunction: directories,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Dir, opt.Address = args[0], strings.Join(args[1:], "")
			return runShow(cmd.Context(), opt, s)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opt.Variant, "variant", "", variantFlag)
	f.StringVar(&opt.Format, "format", "rules", "rules or json")
	completes(cmd, "format", showFormats)
	return cmd
}

func runShow(_ context.Context, opt showOptions, s *streams) error {
	if err := oneOf("format", opt.Format, showFormats); err != nil {
		return err
	}
	src, err := openSource(opt.Dir)
	if err != nil {
		return err
	}
	defer src.Close()
	d, l, err := src.read(opt.Variant)
	if err != nil {
		return err
	}
	if d.Broken || l.problems.HasErrors() {
		return stopped(l, s)
	}
	r, list := d.Resolve(opt.Variant)
	if l.problems = append(l.problems, src.placed(list)...); list.HasErrors() {
		return stopped(l, s)
	}
	text, ok := r.Text(opt.Address)
	if !ok {
		return unknown("address", opt.Address, r.Addresses(), `"rubric show `+opt.Dir+` --format json" lists them`)
	}
	if opt.Format == "json" {
		return writeShown(r, opt, src, s)
	}
	_, err = s.out.Write(text)
	return err
}

// The JSON of show: what the blocks are and where each is from.
type (
	shownRules struct {
		Variant  string         `json:"variant,omitempty"`
		Variants []shownVariant `json:"variants"`
		Blocks   []shownBlock   `json:"blocks"`
	}
	shownVariant struct {
		Name    string   `json:"name"`
		Title   string   `json:"title,omitempty"`
		Reason  string   `json:"reason,omitempty"`
		Extends []string `json:"extends,omitempty"`
	}
	shownBlock struct {
		Address string        `json:"address"`
		File    string        `json:"file"`
		Line    int           `json:"line"`
		Attrs   []shownAttr   `json:"attributes"`
		Changes []shownChange `json:"changes,omitempty"`
	}
	shownAttr struct {
		Address string `json:"address"`
		File    string `json:"file"`
		Line    int    `json:"line"`
	}
	shownChange struct {
		Amendment string   `json:"amendment"`
		Reason    string   `json:"reason,omitempty"`
		Added     bool     `json:"added,omitempty"`
		Set       []string `json:"set,omitempty"`
		Removed   []string `json:"removed,omitempty"`
		Inherited []string `json:"inherited,omitempty"`
	}
)

func writeShown(r *rules.Resolved, opt showOptions, src *source, s *streams) error {
	out := shownRules{Variant: r.Variant, Variants: []shownVariant{}, Blocks: []shownBlock{}}
	for _, v := range r.Variants {
		out.Variants = append(out.Variants, shownVariant{v.Name, v.Title, v.Reason, v.Extends})
	}
	for _, e := range r.Entries {
		if opt.Address != "" && opt.Address != e.Address && !strings.HasPrefix(opt.Address, e.Address+".") {
			continue
		}
		b := shownBlock{Address: e.Address, File: src.path(e.Block.Header.Filename), Line: e.Block.Header.Start.Line, Attrs: []shownAttr{}}
		e.EachAttr(func(address string, at diag.Range) {
			if opt.Address == "" || opt.Address == address || strings.HasPrefix(address, opt.Address+".") {
				b.Attrs = append(b.Attrs, shownAttr{address, src.path(at.Filename), at.Start.Line})
			}
		})
		for _, t := range e.Touched {
			b.Changes = append(b.Changes, shownChange{t.Amendment.Name, t.Amendment.Reason, t.Added, t.Set, t.Removed, t.Inherited})
		}
		out.Blocks = append(out.Blocks, b)
	}
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

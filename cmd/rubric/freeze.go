package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math/big"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines rubric freeze: cut points that were found from data, written
// to the files that the framework names for them.

type freezeOptions struct {
	dir     string
	asOf    string
	variant string
	check   bool
	data    dataOptions
}

func newFreeze(s *streams) *cobra.Command {
	opt := freezeOptions{}
	c := &cobra.Command{
		Use:   "freeze DIR --data FILE",
		Short: "Keep cut points that were found from data in a file",
		Long: `  rubric freeze examples/cms_hospital --data measures.csv           write the cut points
  rubric freeze examples/cms_hospital --data next_year.csv --check  do they still hold?

freeze finds the cut points of a framework from data, and writes those that name a file
(freeze = "cut_points.csv") to it, with the digest of the data. While the file is
there, ratings are made with the cuts in it, whatever the data. Read it before you
commit it: it is part of the rules.

With --check, nothing is written: what the file holds is compared with what the
data gives, and the exit code is 1 where they differ.`,
		Args: exactly(1, "the directory of a framework"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.dir = args[0]
			return runFreeze(cmd.Context(), opt, s)
		},
		ValidArgsFunction: directories,
	}
	opt.data.flags(c.Flags())
	c.Flags().BoolVar(&opt.check, "check", false, "write nothing; say where the cuts of the files and those of the data differ")
	c.Flags().StringVar(&opt.variant, "variant", "", variantFlag)
	c.Flags().StringVar(&opt.asOf, "as-of", "", "the date of the ratings, 2026-04-01")
	return c
}

func runFreeze(ctx context.Context, opt freezeOptions, s *streams) error {
	if err := opt.data.check(); err != nil {
		return err
	}
	l, err := loadFramework(opt.dir, opt.variant, s)
	if err != nil {
		return err
	}
	fw, src := l.framework, l.sources
	if !slices.ContainsFunc(fw.CutPoints, func(c *rules.CutPoints) bool { return c.Freeze != "" }) {
		return fail(exitUsage, "no cut points of %s name a file: add freeze = \"cut_points.csv\" to those that are to be kept", opt.dir)
	}
	if err := inPeriod(fw, opt.asOf); err != nil {
		return err
	}
	plan := engine.Compile(fw, engine.Options{AsOf: opt.asOf})
	b, err := bindData(ctx, plan, opt.data, s)
	if err != nil {
		return err
	}
	if err := b.stop(s, src); err != nil {
		return err
	}
	groups := plan.FindCuts(b.data)
	if opt.check {
		return checkFrozen(groups, s)
	}
	for _, file := range frozenFiles(fw) {
		var buf bytes.Buffer
		n, err := writeFrozen(&buf, file, groups, b.data.Digest)
		if err != nil {
			return err
		}
		name := filepath.Join(opt.dir, filepath.FromSlash(file))
		if err := writeFile(name, func(w io.Writer) error { _, err := w.Write(buf.Bytes()); return err }); err != nil {
			return err
		}
		s.say(fmt.Sprintf("%s: %s written", name, diag.Plural(n, "cut point", "cut points")))
	}
	return nil
}

func frozenFiles(fw *rules.Framework) []string {
	var out []string
	for _, c := range fw.CutPoints {
		if c.Freeze != "" && !slices.Contains(out, c.Freeze) {
			out = append(out, c.Freeze)
		}
	}
	return out
}

// writeFrozen writes the cuts that belong to a file, and says how many.
func writeFrozen(w io.Writer, file string, groups []engine.CutGroup, digest string) (int, error) {
	out := csv.NewWriter(w)
	var axes []string
	for _, g := range groups {
		if g.Points.Freeze != file {
			continue
		}
		for _, e := range g.Points.For {
			if !e.Rows && !slices.Contains(axes, e.Name) {
				axes = append(axes, e.Name)
			}
		}
	}
	if err := out.Write(slices.Concat([]string{"cut_points"}, axes, []string{"group", "cut", "at", "values", "data"})); err != nil {
		return 0, err
	}
	n := 0
	for _, g := range groups {
		if g.Points.Freeze != file {
			continue
		}
		members := make([]string, len(axes))
		k := 0
		for _, e := range g.Points.For {
			if !e.Rows {
				members[slices.Index(axes, e.Name)] = g.Members[k]
				k++
			}
		}
		for i, x := range g.Cuts {
			n++
			if err := out.Write(slices.Concat([]string{g.Points.Name}, members, []string{g.Group, strconv.Itoa(i + 1), rules.Decimal(x), strconv.Itoa(g.Rows), digest})); err != nil {
				return n, err
			}
		}
	}
	out.Flush()
	return n, out.Error()
}

// checkFrozen compares the cuts that files hold with those that were found.
func checkFrozen(groups []engine.CutGroup, s *streams) error {
	moved := 0
	for _, g := range groups {
		p := g.Points
		if p.Freeze == "" {
			continue
		}
		var held []*big.Rat
		if p.Frozen != nil {
			held = p.Frozen.Cuts[rules.FrozenKey(g.Members, g.Group)]
		}
		for i, x := range g.Cuts {
			before := "none"
			if i < len(held) {
				if held[i].Cmp(x) == 0 {
					continue
				}
				before = rules.Decimal(held[i])
			}
			moved++
			fmt.Fprintf(s.out, "%s%s, cut %d: %s in %s, %s in the data\n", p.Name, groupName(g), i+1, before, p.Freeze, rules.Decimal(x))
		}
	}
	if moved == 0 {
		fmt.Fprintln(s.out, "the cut points are those of the data")
		return nil
	}
	return finished(exitFindings)
}

func groupName(g engine.CutGroup) string {
	out := ""
	for _, m := range g.Members {
		out += " " + m
	}
	if g.Group != "" {
		out += " of group " + g.Group
	}
	return out
}

// frozenNotes says which cut points were read from files, and how far those of
// this data would be from them.
func frozenNotes(plan *engine.Plan, d *engine.Dataset) []string {
	var out []string
	var found []engine.CutGroup
	for _, c := range plan.Framework.CutPoints {
		if c.Frozen == nil {
			continue
		}
		if c.Frozen.Digest == d.Digest {
			out = append(out, fmt.Sprintf("cut points %s: as kept in %s, found from this data", c.Name, c.Freeze))
			continue
		}
		if found == nil {
			found = plan.FindCuts(d)
		}
		out = append(out, fmt.Sprintf("cut points %s: as kept in %s, found from other data (%.14s…); %s", c.Name, c.Freeze, c.Frozen.Digest, drift(c, found)))
	}
	return out
}

// drift says how far cuts of this data are from those that a file holds.
func drift(c *rules.CutPoints, found []engine.CutGroup) string {
	far, where := new(big.Rat), ""
	for _, g := range found {
		held := c.Frozen.Cuts[rules.FrozenKey(g.Members, g.Group)]
		if g.Points != c || len(held) != len(g.Cuts) {
			continue
		}
		for i, x := range g.Cuts {
			d := new(big.Rat).Sub(x, held[i])
			if d.Abs(d).Cmp(far) > 0 {
				far, where = d, fmt.Sprintf("%s, cut %d", c.Name+groupName(g), i+1)
			}
		}
	}
	if where == "" {
		return "this data gives the same"
	}
	f, _ := far.Float64()
	return fmt.Sprintf("found anew from this data they would differ by up to %s (%s); see rubric freeze --check", strconv.FormatFloat(f, 'g', 3, 64), where)
}

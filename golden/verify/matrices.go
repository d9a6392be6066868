package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how whole tables of published steps are compared: the ASEM
// index in all its variants, a file for each step, a column for each indicator,
// pillar or index.

// matrixRun is a variant on one file of data.
type matrixRun struct {
	variant string
	data    string // below the folder of the case
	folder  string // of the published steps
	files   []matrixFile
	known   []departure
}

// matrixFile is a published step and the blocks that compute its columns.
type matrixFile struct {
	name   string
	blocks []string
}

// departure is cells that are known to depart, and why.
type departure struct {
	cells int
	why   string
	is    func(c *cell) bool
}

// cell is one number of a published table with what was computed.
type cell struct {
	file, key, column, published string
	present                      bool
	got                          float64
}

// near is how far a number may differ: 1e-9, and 1e-12 of itself.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9+1e-12*math.Abs(b) }

func (c *cell) same() bool {
	if c.published == "" {
		return !c.present
	}
	want, err := strconv.ParseFloat(c.published, 64)
	return err == nil && c.present && near(c.got, want)
}

// tolMin is the column in which two raw values differ only in the 17th digit.
// The reference computes in float64, which ties them in some runs; they are not
// equal, and are ranked apart here.
func tolMin(cells int) departure {
	return departure{cells, "rank of TolMin, whose raw values differ in the 17th digit; tied by the reference's float64", func(c *cell) bool {
		return strings.HasSuffix(c.file, "ranks.csv") && c.column == "TolMin" && (c.key == "JPN" || c.key == "GRC")
	}}
}

// tied are ranks of equal scores that the reference's float64 ranks apart.
func tied(cells int) departure {
	return departure{cells, "ranks of scores that are equal; ranked apart by the reference's float64", func(c *cell) bool {
		return strings.HasSuffix(c.file, "ranks.csv") && c.column != "TolMin"
	}}
}

// infinite are divisions by zero, which have no value here.
func infinite(cells int) departure {
	return departure{cells, "divisions by zero, published as infinite: absent (undefined)", func(c *cell) bool {
		return !c.present && strings.HasSuffix(c.published, "Inf")
	}}
}

var (
	indicatorsOnly = []string{"normalised"}
	aggregates     = []string{"normalised", "pillar_score", "sub_index_score", "index"}
	ranks          = []string{"indicator_rank", "pillar_rank", "sub_index_rank", "index_rank"}
)

// variantFiles are the steps that a variant's folder may hold.
var variantFiles = []matrixFile{
	{"denominated.csv", []string{"denominated"}}, {"imputed.csv", []string{"imputed"}}, {"screened.csv", []string{"treated"}},
	{"treated.csv", []string{"treated"}}, {"normalised.csv", indicatorsOnly}, {"aggregated.csv", aggregates}, {"ranks.csv", ranks},
}

// asemRuns are all runs of the index.
func asemRuns() []matrixRun {
	var out []matrixRun
	add := func(variant, data string, known ...departure) {
		folder := "variants/" + variant
		if variant == "a_minmax_amean" || variant == "h0_missing_no_limit" {
			variant = "" // the rules as they stand
		}
		out = append(out, matrixRun{variant, "inputs/" + data + ".csv", folder, variantFiles, known})
	}
	for _, v := range []string{"a_minmax_amean", "a2_minmax_amean_unequal_weights"} {
		add(v, "raw", tolMin(1))
	}
	add("b_zscore_0_1", "raw")
	add("b2_zscore_50_10", "raw", tolMin(2))
	add("c_prank", "raw", tied(1))
	add("c2_rank", "raw", tied(9))
	add("c3_borda", "raw", tied(2))
	add("c4_dist2max", "raw", tolMin(1))
	add("c5_fracmax_normalise_only", "raw", infinite(109))
	for _, v := range []string{"d_goalposts_trunc", "d2_goalposts_notrunc", "d3_dist2targ_capped", "e_winsor_minmax_amean", "e2_winsor20_combine_minmax_amean",
		"f_minmax1_gmean", "f2_minmax1_gmean_unequal_weights", "g_minmax1_hmean", "g2_minmax1_hmean_unequal_weights", "g3_minmax1_mixed_amean_gmean_hmean_unequal_weights",
		"g4_imputemean_minmax1_genmean_p2_unequal_weights", "g5_imputemean_minmax1_genmean_pm05_unequal_weights"} {
		add(v, "raw", tolMin(1))
	}
	for _, v := range []string{"h0_missing_no_limit", "h1_missing_dat_thresh_2of3_all_levels", "h2_missing_dat_thresh_by_level_05_08_1", "h3_screen_066"} {
		add(v, "raw_with_more_missing")
	}
	for _, v := range []string{"i_denominated_minmax_amean", "i2_denominate_scalefactor", "j1_impute_median", "j2_impute_mean_by_group", "j3_impute_median_by_group", "j4_impute_row_mean_within_pillar"} {
		add(v, "raw", tolMin(1))
	}
	return append(out, matrixRun{"pipeline", "inputs/raw.csv", "stages", []matrixFile{
		{"02_denominated.csv", []string{"denominated"}}, {"03_imputed.csv", []string{"imputed"}}, {"04_screened.csv", []string{"imputed"}},
		{"05_treated.csv", []string{"treated"}}, {"06_normalised.csv", indicatorsOnly}, {"07_aggregated.csv", aggregates}, {"08_ranks.csv", ranks},
	}, []departure{tolMin(1)}})
}

// asem compares all runs and gives an outcome for each.
func asem(root, cases string) ([]*outcome, error) {
	runs := asemRuns()
	out, errs := make([]*outcome, len(runs)), make([]error, len(runs))
	var wg sync.WaitGroup
	turn := make(chan bool, runtime.GOMAXPROCS(0))
	for i, r := range runs {
		wg.Go(func() {
			turn <- true
			if out[i], errs[i] = r.compare(filepath.Join(root, "examples", "asem"), filepath.Join(cases, "asem")); errs[i] != nil {
				errs[i] = fmt.Errorf("%s: %w", r.folder, errs[i])
			}
			<-turn
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

func (r *matrixRun) compare(rulesDir, dir string) (*outcome, error) {
	loaded, err := golden.LoadVariant(os.DirFS(rulesDir), r.variant)
	if err != nil {
		return nil, err
	}
	if loaded.Framework == nil {
		return nil, errors.New("its rules have errors")
	}
	data, err := readAll(filepath.Join(dir, filepath.FromSlash(r.data)))
	if err != nil {
		return nil, err
	}
	plan := engine.Compile(loaded.Framework, engine.Options{})
	d, list := engine.Bind(plan, []*table.Table{data}, engine.BindOptions{})
	if list.HasErrors() {
		return nil, fmt.Errorf("the data does not fit: %s %s", list[0].Summary, list[0].Detail)
	}
	res, err := plan.Run(context.Background(), d, engine.RunOptions{All: true})
	if err != nil {
		return nil, err
	}
	o := &outcome{block: filepath.Base(r.folder), groups: []group{{what: "cells within 1e-9"}}, good: make([]int, 1), count: make([]int, 1)}
	left := make([]int, len(r.known))
	for i, k := range r.known {
		left[i] = k.cells
	}
	for _, f := range r.files {
		name := filepath.Join(dir, filepath.FromSlash(r.folder), f.name)
		if _, err := os.Stat(name); err != nil {
			continue // not every run has every step
		}
		if err := r.file(o, res, f, name, left); err != nil {
			return nil, err
		}
	}
	for i, k := range r.known {
		o.departs = append(o.departs, fmt.Sprintf("except %d %s", k.cells-left[i], k.why))
		if left[i] != 0 {
			o.wrong = append(o.wrong, fmt.Sprintf("%d cells were to depart (%s), %d do", k.cells, k.why, k.cells-left[i]))
		}
	}
	return o, nil
}

// file compares one published table.
func (r *matrixRun) file(o *outcome, res *engine.Result, f matrixFile, name string, left []int) error {
	t, err := readAll(name)
	if err != nil {
		return err
	}
	rowOf := map[string]int{}
	for i, k := range res.Data.Keys[0] {
		rowOf[k] = i
	}
	keys := t.Column("uCode")
	for _, h := range t.Header {
		col := columnOf(res, f.blocks, h)
		if col == nil {
			continue
		}
		for i := range t.Rows {
			row, known := rowOf[keys.Text(i)]
			if !known {
				return fmt.Errorf("%s: %s is not in the data", f.name, keys.Text(i))
			}
			c := &cell{f.name, keys.Text(i), h, t.Column(h).Text(i), col.Why[row] == 0, col.Num[row]}
			o.count[0]++
			switch k := r.departs(c); {
			case c.same():
				o.good[0]++
			case k >= 0:
				left[k]--
			default:
				o.wrong = append(o.wrong, fmt.Sprintf("%s %s %s: published %s, computed %v", c.file, c.key, c.column, c.published, c.got))
			}
		}
	}
	return nil
}

func (r *matrixRun) departs(c *cell) int {
	for i, k := range r.known {
		if k.is(c) {
			return i
		}
	}
	return -1
}

// columnOf is the result whose member, or whose block, a column is named after.
func columnOf(res *engine.Result, blocks []string, name string) *engine.Column {
	for _, b := range res.Blocks {
		for _, want := range blocks {
			if b.Name != want {
				continue
			}
			for _, out := range res.Outcomes[b] {
				if len(out.Members) == 0 && name == "Index" || len(out.Members) == 1 && memberName(res, b, out) == name {
					return out.Final
				}
			}
		}
	}
	return nil
}

func memberName(res *engine.Result, b *rules.Block, out *engine.Outcome) string {
	for _, e := range b.For {
		if !e.Rows {
			return res.Data.MemberName(e, int(out.Members[0]))
		}
	}
	return ""
}

package main

import (
	"math/big"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines what is next to a number or a level.

// nextTo are the numbers one in the last place above and below one that is
// written: 0.51 and 0.49 for 0.50. It is empty for what is no number.
func nextTo(text string) []string {
	digits, percent := strings.CutSuffix(text, "%")
	whole, part, _ := strings.Cut(digits, ".")
	n, ok := new(big.Int).SetString(whole+part, 10)
	if !ok || digits == "" || strings.ContainsAny(whole+part, "_+") {
		return nil
	}
	var out []string
	for _, d := range []int64{1, -1} {
		unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(part))), nil)
		s := new(big.Rat).SetFrac(new(big.Int).Add(n, big.NewInt(d)), unit).FloatString(len(part))
		if percent {
			s += "%"
		}
		out = append(out, s)
	}
	return out
}

// ladder is the levels of a scale, best first, and its states.
type ladder struct{ levels, states []string }

// laddersOf are the scales whose levels have names.
func laddersOf(fw *rules.Framework) []ladder {
	var out []ladder
	for _, s := range fw.Scales {
		var l ladder
		if !s.Numeric {
			for _, x := range s.Levels {
				l.levels = append(l.levels, x.ID)
			}
		}
		for _, x := range s.States {
			l.states = append(l.states, x.ID)
		}
		out = append(out, l)
	}
	return out
}

// neighbours are the levels next to one, in every scale that has it. A state has
// the state behind it, the last one the first; one that is alone, the best level.
func neighbours(ladders []ladder, id string) []string {
	var out []string
	add := func(s string) {
		if s != id && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, l := range ladders {
		if i := slices.Index(l.levels, id); i >= 0 {
			for _, k := range []int{i - 1, i + 1} {
				if k >= 0 && k < len(l.levels) {
					add(l.levels[k])
				}
			}
		}
		if i := slices.Index(l.states, id); i >= 0 {
			add(l.states[(i+1)%len(l.states)])
			if len(l.states) == 1 && len(l.levels) > 0 {
				add(l.levels[0])
			}
		}
	}
	return out
}

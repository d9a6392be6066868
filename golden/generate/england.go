package main

import (
	"fmt"
	"strconv"
)

// This file gathers the data of retired English frameworks, each drawn from
// a seed of its own.

func england() []file {
	out := stars(draw(11))
	out = append(out, healthChecks(draw(12))...)
	out = append(out, commissioners(draw(13))...)
	out = append(out, commissioned(draw(14))...)
	return append(out, partnerships(draw(15))...)
}

// pick is one of several texts, each as often as its weight says.
func (d drawn) pick(texts []string, weights ...int) string {
	total := 0
	for _, w := range weights {
		total += w
	}
	at := d.IntN(total)
	for i, w := range weights {
		if at -= w; at < 0 {
			return texts[i]
		}
	}
	panic("weights of pick")
}

// yes writes a condition as the data has it.
func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// code numbers what is rated: code("X", 7) is X07.
func code(letter string, i int) string { return fmt.Sprintf("%s%02d", letter, i) }

// count writes a whole number.
func count(n int) string { return strconv.Itoa(n) }

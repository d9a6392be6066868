package main

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// This file defines how numbers are drawn and written.

// drawn draws whole numbers.
type drawn struct{ *rand.Rand }

func draw(seed uint64) drawn { return drawn{rand.New(rand.NewPCG(seed, 2025))} }

// bell is a whole number around 0 with a standard deviation of about sd: the sum
// of twelve even draws, so that no machine rounds it.
func (d drawn) bell(sd int) int {
	const fine = 1000
	sum := -6 * fine
	for range 12 {
		sum += d.IntN(fine + 1)
	}
	return sum * sd / fine
}

// chance is true so many times in a hundred.
func (d drawn) chance(percent int) bool { return d.IntN(100) < percent }

// decimal writes n with so many decimal places: decimal(-1234, 2) is -12.34.
func decimal(n, places int) string {
	if places == 0 {
		return strconv.Itoa(n)
	}
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := strconv.Itoa(n)
	if len(s) <= places {
		s = strings.Repeat("0", places+1-len(s)) + s
	}
	return sign + s[:len(s)-places] + "." + s[len(s)-places:]
}

// short is decimal without zeros at the end.
func short(n, places int) string {
	s := decimal(n, places)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// float writes a number with so many decimal places.
func float(x float64, places int) string { return strconv.FormatFloat(x, 'f', places, 64) }

// name is the i-th of some invented names of places.
func name(i int) string {
	first := []string{"Amble", "Brack", "Cold", "Dun", "Elm", "Fen", "Gray", "High", "Iver", "Jarrow", "Kings", "Long", "Marl", "North", "Oak"}
	last := []string{"ford", "water", "harbour", "mere", "stead", "march", "ling", "moor", "wick", "bury"}
	return first[i%len(first)] + last[(i/len(first)+i)%len(last)]
}

// header splits the header of a published file.
func header(s string) []string { return strings.Split(s, ",") }

// record fills the columns of a header from a map; others are empty.
func record(head []string, cells map[string]string) []string {
	out := make([]string, len(head))
	for i, h := range head {
		out[i] = cells[h]
	}
	return out
}

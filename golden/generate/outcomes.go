package main

import (
	"slices"
	"strconv"
)

// This file makes the data of the three outcomes frameworks: the same twenty
// areas, with the columns that each reads. Figures are in tenths; what they come
// to is worked out in whole numbers.

// outcomeColumns are the indicators: the middle, the spread, and the width of an
// interval, all in tenths; 0 if there are no intervals.
var outcomeColumns = []struct {
	name              string
	middle, sd, width int
	gain              int // by which it got better in a year
}{
	{"employment_gap", 620, 50, 45, 8},
	{"preventable_deaths", 1830, 250, 160, 50},
	{"at_home", 820, 45, 0, -15},
	{"social_contact", 450, 40, 35, 8},
	{"diabetes", 64, 9, 2, 1},
	{"direct_payments", 260, 70, 0, 14},
	{"mmr", 915, 35, 0, 7},
}

// outcomeFigures are one area's figures of an indicator; none is no value.
type outcomeFigures struct {
	value, before, low, high int
	none, open               bool // no value; no interval
}

func outcomes(d drawn) []file {
	const areas = 20
	heads := map[string][]string{
		"nhs":               header("area,people,employment_gap_value,employment_gap_before,preventable_deaths_value,preventable_deaths_before,at_home_value,at_home_before"),
		"adult_social_care": header("area,people,employment_gap_value,employment_gap_before,at_home_value,at_home_before,social_contact_value,social_contact_before,direct_payments_value,direct_payments_before"),
		"public_health":     header("area,people,employment_gap_value,employment_gap_low,employment_gap_high,preventable_deaths_value,preventable_deaths_low,preventable_deaths_high,social_contact_value,social_contact_low,social_contact_high,diabetes_value,diabetes_low,diabetes_high,mmr_value"),
	}
	data := map[string][][]string{}
	order := []string{"nhs", "adult_social_care", "public_health"}
	for _, f := range order {
		data[f] = [][]string{heads[f]}
	}
	people, all := make([]int, areas), map[string][]outcomeFigures{}
	for i := range areas {
		people[i] = 1000 * (90 + d.IntN(500))
		cells := map[string]string{"area": name(i), "people": strconv.Itoa(people[i])}
		good := d.bell(10)
		for _, c := range outcomeColumns {
			sign := 1
			if c.name == "employment_gap" || c.name == "preventable_deaths" {
				sign = -1
			}
			g := outcomeFigures{value: c.middle + sign*(good+d.bell(10))*c.sd/10}
			g.before = g.value + d.bell(c.sd/4) - sign*c.gain
			width := c.width * 300 / (200 + people[i]/1000)
			g.low, g.high = g.value-width, g.value+width
			g.none = d.chance(5) || c.name == "social_contact" && i == 4 || c.name == "preventable_deaths" && i == 12
			g.open = c.width == 0 || c.name == "social_contact" && i%3 == 1 || c.name == "diabetes" && i == 7
			all[c.name] = append(all[c.name], g)
			if g.none {
				continue
			}
			cells[c.name+"_value"], cells[c.name+"_before"] = short(g.value, 1), short(g.before, 1)
			if !g.open {
				cells[c.name+"_low"], cells[c.name+"_high"] = short(g.low, 1), short(g.high, 1)
			}
		}
		for _, f := range order {
			data[f] = append(data[f], record(heads[f], cells))
		}
	}
	var out []file
	for _, f := range order {
		out = append(out, file{"outcomes_frameworks/" + f + "/data.csv", data[f]})
	}
	results := [][]string{header("area,employment_gap_compared,preventable_deaths_compared,social_contact_compared,diabetes_compared")}
	for i := range areas {
		results = append(results, []string{
			name(i), compare(all["employment_gap"], people, i, "worse", "better"), compare(all["preventable_deaths"], people, i, "worse", "better"),
			contact(all["social_contact"], people, i), compare(all["diabetes"], people, i, "higher", "lower"),
		})
	}
	return append(out, file{"outcomes_frameworks/public_health/published.csv", results})
}

// compare says whether England lies outside the interval of area i.
func compare(all []outcomeFigures, people []int, i int, above, below string) string {
	total, sum := 0, 0
	for k, g := range all {
		if !g.none {
			total, sum = total+people[k], sum+people[k]*g.value
		}
	}
	switch g := all[i]; {
	case g.none || g.open:
		return "not_compared"
	case g.low*total > sum:
		return above
	case g.high*total < sum:
		return below
	}
	return "similar"
}

// contact is compare, with fifths where there is no interval: the cut at k fifths
// lies (n - 1) k / 5 steps above the lowest value.
func contact(all []outcomeFigures, people []int, i int) string {
	if all[i].none || !all[i].open {
		return compare(all, people, i, "better", "worse")
	}
	var values []int
	for _, g := range all {
		if !g.none {
			values = append(values, g.value)
		}
	}
	slices.Sort(values)
	fifth := 5
	for k := 1; k < 5; k++ {
		at, part := (len(values)-1)*k/5, (len(values)-1)*k%5
		if 5*all[i].value >= 5*values[at]+part*(values[at+1]-values[at]) {
			fifth--
		}
	}
	return "fifth_" + strconv.Itoa(fifth)
}

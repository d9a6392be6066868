package main

import "strconv"

// This file makes the data of the family finance_risk: the same sixteen providers
// for each of its four ratings, with what the ratings come to.

// financeColumns are the figures of a provider: the places after the point, the
// spread that they are drawn with, and values on a cut-off or just beside one.
var financeColumns = []struct {
	name           string
	places, middle int
	sd             int
	edges          []int
}{
	{"ebitda_of_plan", 1, 880, 160, []int{1000, 999, 850, 849, 700, 699, 500, 499}},
	{"ebitda_margin", 1, 70, 35, []int{110, 109, 90, 89, 50, 49, 10, 9}},
	{"return_after_financing", 1, 12, 25, []int{31, 30, 20, 19, -5, -6, -50, -51}},
	{"surplus_margin", 1, 14, 18, []int{30, 29, 20, 19, 10, 9, -20, -21}},
	{"liquid_ratio_days", 0, 30, 20, []int{60, 59, 25, 24, 15, 14, 10, 9}},
	{"liquidity_days", 1, -30, 90, []int{1, 0, -1, -70, -71, -140, -141}},
	{"capital_service", 2, 190, 60, []int{251, 250, 249, 175, 174, 125, 124}},
	{"ie_margin", 2, 20, 110, []int{101, 100, 99, 1, 0, -1, -99, -100, -101}},
	{"from_plan", 2, -40, 110, []int{1, 0, -1, -99, -100, -101, -199, -200, -201}},
	{"agency_over_cap", 1, 120, 250, []int{0, 1, 250, 251, 500, 501}},
	{"cost_per_unit_change", 1, 5, 20, nil},
	{"capital_over_control", 1, -20, 60, nil},
}

// financeFlags are answers and how many in a hundred are yes.
var financeFlags = []struct {
	name string
	yes  int
}{
	{"plan_late", 15}, {"plan_incomplete", 10}, {"dividend_unpaid", 10}, {"borrowing_breach", 8},
	{"unlikely_to_worsen", 50}, {"control_total_agreed", 70}, {"surplus_planned", 60},
}

func finance(d drawn) []file {
	heads := map[string][]string{
		"frr":   header("provider,ebitda_of_plan,ebitda_margin,return_after_financing,surplus_margin,liquid_ratio_days,plan_late,plan_incomplete,dividend_unpaid,borrowing_breach"),
		"cosrr": header("provider,liquidity_days,capital_service"),
		"fsrr":  header("provider,liquidity_days,capital_service,ie_margin,from_plan,unlikely_to_worsen"),
		"sof":   header("provider,liquidity_days,capital_service,ie_margin,from_plan,agency_over_cap,control_total_agreed,surplus_planned,cost_per_unit_change,capital_over_control,ebitda_margin"),
	}
	order := []string{"frr", "cosrr", "fsrr", "sof"}
	data, results := map[string][][]string{}, map[string][][]string{}
	for _, v := range order {
		data[v], results[v] = [][]string{heads[v]}, [][]string{{"provider", "overall"}}
	}
	for i := range 16 {
		cells, n, yes := map[string]string{"provider": name(i)}, map[string]int{}, map[string]bool{}
		good := d.bell(10)
		switch i {
		case 1:
			good = 40 // the best of all
		case 6, 10:
			good = 30 // but for one thing held against each, below
		case 8:
			good = -40
		}
		for _, c := range financeColumns {
			n[c.name] = c.middle + (d.bell(10)+good)*c.sd/10
			if c.name == "agency_over_cap" {
				n[c.name] = c.middle - (n[c.name] - c.middle) // less is better
			}
			if d.chance(40) && len(c.edges) > 0 && i != 1 && i != 8 {
				edge := c.edges[d.IntN(len(c.edges))]
				if i != 6 && i != 10 {
					n[c.name] = edge
				}
			}
			if c.name == "from_plan" && i == 10 {
				n[c.name] = -150
			}
			cells[c.name] = short(n[c.name], c.places)
		}
		for _, f := range financeFlags {
			yes[f.name] = d.chance(f.yes)
			if i == 1 { // nothing is held against it
				yes[f.name] = f.yes > 50
			}
			if i == 6 || i == 10 { // a late plan, a dividend not paid
				yes[f.name] = f.yes > 50 || f.name == "plan_late" && i == 6 || f.name == "dividend_unpaid" && i == 10
			}
			cells[f.name] = strconv.FormatBool(yes[f.name])
		}
		if i == 12 { // nobody said
			yes["unlikely_to_worsen"], cells["unlikely_to_worsen"] = false, ""
		}
		late := i == 13 // whose accounts were late: two figures are missing
		if late {
			cells["liquid_ratio_days"], cells["liquidity_days"] = "", ""
		}
		for _, v := range order {
			data[v] = append(data[v], record(heads[v], cells))
			overall := ""
			if !late {
				overall = strconv.Itoa(financeRating(v, n, yes))
			}
			results[v] = append(results[v], []string{cells["provider"], overall})
		}
	}
	var out []file
	for _, v := range order {
		out = append(out, file{"finance_risk/" + v + "/data.csv", data[v]}, file{"finance_risk/" + v + "/published.csv", results[v]})
	}
	return out
}

// reached is how many of the lowest values, from the worst on, x reaches, and one.
func reached(x int, lowest ...int) int {
	k := 1
	for _, l := range lowest {
		if x >= l {
			k++
		}
	}
	return k
}

// financeRating is what a rating comes to, in whole numbers. Shares and days are
// in the last place that they are drawn in.
func financeRating(v string, n map[string]int, yes map[string]bool) int {
	switch v {
	case "frr":
		m := []int{
			reached(n["ebitda_of_plan"], 500, 700, 850, 1000), reached(n["ebitda_margin"], 10, 50, 90, 110),
			reached(n["return_after_financing"], -50, -5, 20, 31), reached(n["surplus_margin"], -20, 10, 20, 30),
			reached(n["liquid_ratio_days"], 10, 15, 25, 60),
		}
		hundredths := 10*m[0] + 25*m[1] + 20*m[2] + 20*m[3] + 25*m[4]
		out := (hundredths + 50) / 100
		cap := func(when bool, at int) {
			if when {
				out = min(out, at)
			}
		}
		cap(yes["plan_late"] || yes["plan_incomplete"] || times(m, 2) > 0, 3)
		cap(yes["dividend_unpaid"] || yes["borrowing_breach"] || times(m, 1) > 0 || times(m, 2) > 1, 2)
		cap(times(m, 1) > 1, 1)
		return out
	case "cosrr":
		return (reached(n["liquidity_days"], -140, -70, 0) + reached(n["capital_service"], 125, 175, 250) + 1) / 2
	case "fsrr":
		m := []int{
			reached(n["liquidity_days"], -140, -70, 0), reached(n["capital_service"], 125, 175, 250),
			reached(n["ie_margin"], -100, 0, 100), reached(n["from_plan"], -200, -100, 0),
		}
		out := (m[0] + m[1] + m[2] + m[3] + 2) / 4
		if times(m, 1) > 0 {
			out = min(out, 2)
		}
		return out
	}
	m := []int{ // 4 is the worst, so the metrics count down
		5 - reached(n["capital_service"], 125, 175, 251), 5 - reached(n["liquidity_days"], -140, -70, 1),
		5 - reached(n["ie_margin"], -99, 1, 101), 5 - reached(n["from_plan"], -199, -100, 0),
		reached(n["agency_over_cap"], 1, 251, 501),
	}
	out := (2*(m[0]+m[1]+m[2]+m[3]+m[4]) + 5) / 10
	if times(m, 4) > 0 || !yes["control_total_agreed"] && !yes["surplus_planned"] {
		out = max(out, 3)
	}
	if !yes["control_total_agreed"] {
		out = max(out, 2)
	}
	return out
}

// times is how often a score occurs.
func times(scores []int, score int) int {
	n := 0
	for _, s := range scores {
		if s == score {
			n++
		}
	}
	return n
}

package main

import (
	"fmt"
	"slices"
)

// This file makes the data of nhs_star_ratings: trusts in sectors, some of them
// in two, with key targets, bands of indicators and levels of reviews.

// starTargets are the key targets of the sectors.
var starTargets = map[string][]string{
	"acute":         {"ae_12_hours", "ae_total_time", "cancelled_operations", "financial_position", "hospital_cleanliness", "improving_working_lives", "inpatient_waits", "outpatient_waits", "two_week_cancer"},
	"ambulance":     {"financial_position", "improving_working_lives"},
	"mental_health": {"financial_position", "hospital_cleanliness", "improving_working_lives"},
	"primary_care":  {"financial_position", "improving_working_lives", "outpatient_waits", "two_week_cancer"},
}

var starComponents = []string{"consultation", "audit", "risk", "effectiveness", "staffing", "education", "information"}

// starIndicators are the indicators of the three areas; the last two are the ones that
// were dropped.
func starIndicators() (out []string) {
	for _, a := range []struct {
		name string
		n    int
	}{{"clinical", 10}, {"patient", 19}, {"capacity", 7}} {
		for i := range a.n {
			out = append(out, fmt.Sprintf("%s_%02d", a.name, i+1))
		}
	}
	return append(out, "catering_access", "information_management")
}

func stars(d drawn) []file {
	head := []string{"trust_code", "sector", "trust", "has_ae"}
	head = append(head, starTargets["acute"]...)
	head = append(head, "outpatient_breaches", "outpatients_waiting", "review_published")
	for _, before := range []string{"review_", "anew_"} {
		for _, c := range starComponents {
			head = append(head, before+c)
		}
	}
	indicators := starIndicators()
	head = append(head, indicators...)
	data := [][]string{head}
	published := [][]string{{"trust_code", "sector", "penalty_points", "area_score.clinical", "area_score.patient", "area_score.capacity"}}
	for i := range 40 {
		trust := i + 1
		sector := d.pick([]string{"acute", "mental_health", "primary_care", "ambulance"}, 6, 2, 2, 1)
		if i == 3 || i == 4 {
			sector = "acute" // with as many breaches, one large and one small
		}
		if i%10 == 9 { // the same trust once more, in another sector
			trust, sector = i, "mental_health"
			if data[i][1] == sector {
				sector = "primary_care"
			}
		}
		cells := map[string]string{"trust_code": code("S", trust), "sector": sector, "trust": name(trust), "has_ae": yes(!d.chance(15))}
		points := starPoints(d, cells, i)
		starReview(d, cells, i)
		row := []string{cells["trust_code"], sector, points}
		data = append(data, nil)
		row = append(row, starBands(d, cells, indicators, i)...)
		data[i+1] = record(head, cells)
		published = append(published, row)
	}
	return []file{{"nhs_star_ratings/data.csv", data}, {"nhs_star_ratings/published.csv", published}}
}

// starPoints draws the key targets and gives the penalty points, as text.
func starPoints(d drawn, cells map[string]string, i int) string {
	levels, costs := []string{"achieved", "underachieved", "significantly_underachieved"}, []int{0, 2, 6}
	points, luck := 0, d.IntN(110)
	if i == 12 || i == 18 {
		luck = 500 // far too many points
	}
	breaches := -1
	if s := cells["sector"]; s == "acute" || s == "primary_care" {
		breaches = max(0, 2+d.bell(4))
		if i == 3 || i == 4 {
			breaches = 5
		}
		cells["outpatient_breaches"] = count(breaches)
		cells["outpatients_waiting"] = count(3000 + d.IntN(9000))
		if i == 3 {
			cells["outpatients_waiting"] = "24000"
		} else if i == 4 {
			cells["outpatients_waiting"] = "900"
		}
	}
	for _, t := range starTargets[cells["sector"]] {
		if cells["has_ae"] == "no" && (t == "ae_12_hours" || t == "ae_total_time") {
			continue
		}
		l := 0
		switch at := d.IntN(100); {
		case at < luck/12:
			l = 2
		case at < luck/3:
			l = 1
		}
		cells[t] = levels[l]
		if t == "outpatient_waits" && breaches > 5 {
			l = max(l, 1)
		}
		points += costs[l]
	}
	if i == 20 { // one target is not reported
		cells["financial_position"] = ""
		return ""
	}
	return count(points)
}

// starReview draws the review. Those before August 2002 are stale: most were
// assessed anew.
func starReview(d drawn, cells map[string]string, i int) {
	if s := cells["sector"]; s == "ambulance" || s == "primary_care" {
		return
	}
	stale := d.chance(30) || i == 7
	cells["review_published"] = fmt.Sprintf("2002-%02d-%02d", 8+d.IntN(5), 1+d.IntN(28))
	if stale {
		cells["review_published"] = fmt.Sprintf("2001-%02d-%02d", 1+d.IntN(12), 1+d.IntN(28))
	}
	bad := []int{0, 0, 0, 10, 25, 70}[d.IntN(6)]
	if i == 0 {
		bad = 100
	}
	for _, c := range starComponents {
		levels := []string{"I", "II", "III", "IV"}
		l := levels[1+d.IntN(3)]
		if d.chance(bad) {
			l = "I"
		}
		cells["review_"+c] = l
		if stale && i != 7 { // one was not assessed anew
			cells["anew_"+c] = levels[min(slices.Index(levels, l)+d.IntN(2), 3)]
		}
	}
}

// starBands draws the bands of indicators and gives the means of the areas
// without the two that were dropped.
func starBands(d drawn, cells map[string]string, indicators []string, i int) (means []string) {
	base := map[byte]int{} // of the area, in tenths
	for _, a := range []byte{'c', 'p', 'k'} {
		base[a] = 22 + d.IntN(16)
	}
	sum, n := map[byte]int{}, map[byte]int{}
	for _, x := range indicators {
		kind := x[0]
		if x[:2] == "ca" {
			kind = 'k'
		}
		band := min(max((base[kind]+d.bell(11)+5)/10, 1), 5)
		if x == "catering_access" || x == "information_management" {
			cells[x] = count(1 + 4*d.IntN(2))
			continue
		}
		if d.chance(4) {
			cells[x] = "n/a"
			continue
		}
		if i == 25 && x == "patient_07" {
			n['p'] = -1000 // not reported: the area has no mean
			continue
		}
		cells[x] = count(band)
		sum[kind] += band
		n[kind]++
	}
	for _, kind := range []byte{'c', 'p', 'k'} {
		mean := ""
		if n[kind] > 0 {
			mean = float(float64(sum[kind])/float64(n[kind]), 6)
		}
		means = append(means, mean)
	}
	return means
}
